"""`snap audit`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from snapmsg.cli import exports, options
from snapmsg.errors import SnapError
from snapmsg.terminal import clean_line, colour, columns, inert, say, talk

if TYPE_CHECKING:
    from snapmsg.audit import Message

TASK = "Begin"
EXAMPLES = (
    ("snap audit -", "Which parts the message you paste has."),
    ("snap audit macros.json", "The macros that your helpdesk exports."),
    ("snap audit replies.csv --column Body", "A table with a text in each row."),
    ("snap audit macros.json --format html > audit.html", "A page to show to a colleague."),
)
FORMATS = ("text", "json", "csv", "html", "github")
MOST_FILES = 10_000
_ENDINGS = (".txt", ".md", ".text", ".html", ".htm", ".csv", ".tsv", ".json", ".jsonl", ".ndjson",
            ".yml", ".yaml")  # fmt: skip
_STDIN = "stdin"


def _sources() -> list[str]:
    from snapmsg.exchange import FORMATS

    return sorted(FORMATS)


def command(
    paths: Annotated[
        list[Path] | None,
        Argument(
            metavar="FILE",
            help="Text, a table, an export of your helpdesk, or a folder of them; - for what you "
            "paste or pipe in.",
            show_default=False,
        ),
    ] = None,
    column: Annotated[
        str | None, Option(metavar="NAME", help="The column of a table that holds the texts.")
    ] = None,
    source: Annotated[
        str | None,
        Option(
            "--from",
            metavar="TOOL",
            help="What wrote the file, if snap does not see it by itself: zendesk, chatwoot, "
            "zammad, espanso, intercom, help-scout, freshdesk, front, notify, text-expander, table "
            "or text.",
        ),
    ] = None,
    format: Annotated[
        str,
        Option(
            "--format",
            "--output-format",
            metavar="FORMAT",
            help="text for people; html for a page; json or csv for other programs; github for CI.",
            autocompletion=options.completing(*FORMATS),
        ),
    ] = "text",
    worst: Annotated[
        int, Option(metavar="NUMBER", help="How many messages text shows in full, the worst first.")
    ] = 10,
    now: options.Now = None,
) -> None:
    """See which of the four parts your present messages have, and where.

    Needs no library and changes nothing. Reads plain text (several messages with a line of ---
    between them), tables, and what helpdesks and text expanders export.
    """
    options.one_of(format, FORMATS, "--format")
    if source is not None:
        options.one_of(source, _sources(), "--from")
    if column is not None and source not in (None, "table"):
        raise SnapError("--column is for tables, so it does not go with --from " + source)
    if worst < 0:
        raise SnapError("--worst cannot be less than 0")
    from snapmsg.audit import Auditor, as_data, as_page, as_text
    from snapmsg.config import Settings

    auditor = Auditor(options.moment(now, Settings()))
    messages = list(_messages(paths or [], column, source))
    if not messages:
        raise SnapError("there is no message in it: no text to read was found")
    found = auditor.audit_all(messages)
    lines = {
        "text": lambda: as_text.report(found, columns(sys.stdout), colour(sys.stdout), worst),
        "json": lambda: as_data.json(found),
        "csv": lambda: as_data.table(found),
        "html": lambda: as_page.report(found),
        "github": lambda: as_data.github(found),
    }
    for line in lines[format]():
        say(line)
    if format == "text" and len(found) > max(worst, 1):
        sys.stdout.flush()
        talk(f"For all {len(found):,} of them: --worst {len(found)}, or --format html > audit.html")


def _messages(paths: list[Path], column: str | None, source: str | None) -> Iterator[Message]:
    """The messages of all that is named; of stdin, where nothing is."""
    if not paths:
        if sys.stdin is None or sys.stdin.isatty():
            raise SnapError("name a file or a folder, or paste a message into: snap audit -")
        paths = [Path("-")]
    for path in paths:
        if str(path) == "-":
            if sys.stdin.isatty():
                talk("Paste the message, then press Ctrl-D (on Windows Ctrl-Z and Enter).")
            yield from _read(
                _STDIN, sys.stdin.buffer.read(exports.MOST_BYTES + 1), column, source, ""
            )
        elif path.is_dir():
            yield from _of_folder(path, column, source)
        else:
            yield from _of_file(path, column, source)


def _of_folder(folder: Path, column: str | None, source: str | None) -> Iterator[Message]:
    """Of a folder all files that can hold messages; those that cannot be read are told."""
    from snapmsg.files import shown

    files = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [
            Path(here, name) for name in sorted(names)
            if name.lower().endswith(_ENDINGS) and not name.startswith(".")
        ]  # fmt: skip
        if len(files) > MOST_FILES:
            raise SnapError(
                f"there are more than {MOST_FILES:,} files here: is this the right folder?",
                path=shown(folder),
            )
    if not files:
        endings = ", ".join(_ENDINGS)
        raise SnapError(
            f"there is nothing to read here: no file that ends in {endings}", path=shown(folder)
        )
    for path in files:
        try:
            yield from list(_of_file(path, column, source))
        except SnapError as error:
            talk(inert(f"Left out {clean_line(str(error))}"))


def _of_file(path: Path, column: str | None, source: str | None) -> Iterator[Message]:
    from snapmsg.files import shown
    from snapmsg.source import Unreadable, read_bytes

    name = shown(path)
    if not path.exists():
        raise SnapError("there is no such file or folder", path=name)
    try:
        data = read_bytes(path, name, exports.MOST_BYTES)
    except Unreadable as error:
        raise SnapError(error.reason, path=name) from None
    yield from _read(name, data, column, source, path.name)


def _read(
    name: str, data: bytes, column: str | None, source: str | None, file: str
) -> Iterator[Message]:
    """The messages in some bytes. Raises `SnapError` with the cure where there are none."""
    from snapmsg.audit import LONGEST, Message

    if not data.strip():
        raise SnapError("there is nothing in it: paste or name a message", path=name)
    kind, macros = exports.read(name, data, source, column, file)
    if not macros:
        raise SnapError(f"no message was found in it as {kind}. Name another: --from", path=name)
    for macro in macros:
        if len(macro.text) > LONGEST:
            raise SnapError(
                f"this is longer than {LONGEST:,} characters: put a line of --- between "
                f"messages, or "
                "name the column that holds them with --column",
                path=f"{name}:{macro.line}",
            )
        yield Message(name, macro.line, macro.text, macro.title, kind not in ("text", "table"))
