"""`snap import`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from snapmsg.cli import exports, options
from snapmsg.errors import SnapError
from snapmsg.terminal import clean_line, inert, say, talk

if TYPE_CHECKING:
    from snapmsg.exchange import Macro
    from snapmsg.exchange.importing import Plan
    from snapmsg.library import Library

TASK = "Begin"
EXAMPLES = (
    ("snap import macros.json --dry-run", "What would be made of your helpdesk's export."),
    ("snap import zendesk macros.json", "Make a scenario of each macro; name the tool."),
    ("snap import replies.csv --column Body --topic delivery", "A table with a text in each row."),
)
_MOST_TOLD = 20


def command(
    first: Annotated[
        str,
        Argument(
            metavar="[FORMAT] FILE",
            help="The export; - reads it from stdin. snap sees by itself what wrote it, or you "
            "name it: zendesk, chatwoot, zammad, espanso, intercom, help-scout, freshdesk, front, "
            "notify, text-expander, table or text.",
            show_default=False,
        ),
    ],
    second: Annotated[str | None, Argument(hidden=True)] = None,
    topic: Annotated[
        str | None,
        Option(
            "--topic",
            metavar="NAME",
            help="One topic for all; else each keeps its folder's name.",
            show_default=False,
            autocompletion=options.complete_topics,
        ),
    ] = None,
    channel: Annotated[
        list[str] | None,
        Option(
            "--channel",
            metavar="CHANNEL",
            help="Where they are sent; else what the tool says, or your channels without those "
            "that must be brief. Can be repeated.",
            show_default=False,
            autocompletion=options.complete_channels,
        ),
    ] = None,
    owner: Annotated[
        str | None,
        Option("--owner", metavar="NAME", help="Who keeps the texts true.", show_default=False),
    ] = None,
    column: Annotated[
        str | None, Option(metavar="NAME", help="The column of a table that holds the texts.")
    ] = None,
    dry_run: Annotated[
        bool, Option("--dry-run", help="Say what would be made; write nothing.")
    ] = False,
    force: Annotated[
        bool,
        Option("--force", help="Write over what an earlier import made of a macro that changed."),
    ] = False,
) -> None:
    """Bring the macros, snippets or saved replies that you have: a scenario of each.

    Each text is taken apart into the four parts, and its placeholders become blanks. What could
    not be told stays open, and lint says so until somebody has written it. What a macro was is
    kept under imported:, so importing again changes nothing that is here.
    """
    from snapmsg.exchange.importing import plan
    from snapmsg.exchange.taking import Wish
    from snapmsg.files import check_inside, shown, write_whole
    from snapmsg.json_schema import wired_in
    from snapmsg.library import open_library
    from snapmsg.wizard.answers import BadAnswer
    from snapmsg.wizard.reading import as_fact, as_topic

    format, name = _named(first, second)
    for each in channel or ():
        options.channel(each)
    try:
        named = as_topic(topic) if topic is not None else None
        wish = Wish(named, tuple(channel or ()), as_fact(owner or ""))
    except BadAnswer as error:
        raise SnapError(str(error)) from None
    library = open_library()
    if library.root is None:
        raise SnapError(options.NO_LIBRARY)
    format, macros = _read(format, name, column)
    today = options.moment(None, library.settings).date()
    found = plan(library, macros, format, wish, today, force=force)
    for made in found.made:
        check_inside(library.root, made.path)
    for made in found.made:
        if not dry_run:
            text = wired_in(library.root, made.path, made.taken.text)
            write_whole(made.path, text, parents=True)
        say(clean_line(shown(made.path)))
    sys.stdout.flush()
    _tell(found, library, dry_run)


def _named(first: str, second: str | None) -> tuple[str | None, str]:
    """The format, where one is named, and the file. Raises `SnapError`."""
    from snapmsg.exchange import FORMATS

    if second is not None:
        return options.one_of(first, sorted(FORMATS), "FORMAT"), second
    if first in FORMATS and not Path(first).exists():
        raise SnapError(f"name the file too, as in: snap import {first} macros.json")
    return None, first


def _read(format: str | None, name: str, column: str | None) -> tuple[str, list[Macro]]:
    """What wrote a file, and the macros in it. Raises `SnapError` with the cure."""
    from snapmsg.files import shown
    from snapmsg.source import Unreadable, read_bytes

    if column is not None and format not in (None, "table"):
        raise SnapError(f"--column is for tables, so it does not go with {format}")
    path = Path(name)
    where = "stdin" if name == "-" else shown(path)
    if name == "-":
        if sys.stdin.isatty():
            talk("Paste the messages, then press Ctrl-D (on Windows Ctrl-Z and Enter).")
        data = sys.stdin.buffer.read(exports.MOST_BYTES + 1)
    elif not path.exists():
        raise SnapError("there is no such file", path=where)
    elif path.is_dir():
        raise SnapError("this is a folder: name one export at a time", path=where)
    else:
        try:
            data = read_bytes(path, where, exports.MOST_BYTES)
        except Unreadable as error:
            raise SnapError(error.reason, path=where) from None
    if not data.strip():
        raise SnapError("there is nothing in it: export your macros again", path=where)
    file = "" if name == "-" else path.name
    kind, macros = exports.read(where, data, format, column, file)
    if not macros:
        raise SnapError(
            f"no message was found in it as {kind}. Name what wrote it, as in: "
            f"snap import zendesk {where}",
            path=where,
        )
    return kind, macros


def _tell(found: Plan, library: Library, dry_run: bool) -> None:
    """What was made, what it lacks, and what to do next."""
    from snapmsg.files import shown
    from snapmsg.model import Part
    from snapmsg.report import several

    for left in found.left_out[:_MOST_TOLD]:
        title = f"“{clean_line(left.title)[:60]}” " if left.title.strip() else ""
        talk(inert(f"Left out {title}(line {left.line}): {clean_line(left.reason)}"))
    if len(found.left_out) > _MOST_TOLD:
        talk(f"Left out {len(found.left_out) - _MOST_TOLD:,} more.")
    for path in found.changed[:_MOST_TOLD]:
        talk(clean_line(f"Changed since it was imported, and left as it is: {shown(path)}"))
    if len(found.changed) > _MOST_TOLD:
        talk(f"{len(found.changed) - _MOST_TOLD:,} more have changed since.")
    if found.changed:
        talk("To write what changed over what is here: --force")
    if found.same:
        talk(f"{several(len(found.same), 'macro')} here already, unchanged.")
    if not found.made:
        talk("Nothing to make." if dry_run else "Nothing was made.")
        return
    taken = [made.taken for made in found.made]
    whole = [each for each in taken if not each.lacking]
    talk(
        f"{'Would make' if dry_run else 'Made'} {several(len(taken), 'scenario')}: "
        f"{len(whole):,} with all four parts, {len(taken) - len(whole):,} without."
    )
    lacking = Counter(part for each in taken for part in each.lacking)
    if lacking:
        listed = ", ".join(f"{part.words} ({lacking[part]:,})" for part in Part if lacking[part])
        talk(f"Not found: {listed}. These parts are open, and lint says so.")
    marked = sum(each.marked > 0 for each in taken)
    if marked:
        talk(f"In {several(marked, 'scenario')} something could not be told: it reads TODO.")
    if not dry_run:
        first = next((m for m in found.made if m.taken.lacking or m.taken.marked), found.made[0])
        talk(f"Next: snap lint, then snap edit {first.path.stem}")
