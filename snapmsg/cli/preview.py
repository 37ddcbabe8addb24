"""`snap preview`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from snapmsg.cli import asking, options
from snapmsg.errors import SnapError
from snapmsg.files import check_output
from snapmsg.terminal import Style, clean, clean_line, colour, columns, paint, say, talk

if TYPE_CHECKING:
    from snapmsg.diagnostic import Diagnostic
    from snapmsg.library import Library, ScenarioFile
    from snapmsg.message import Message

TASK = "Read"
EXAMPLES = (
    ("snap preview parcel-late", "Every channel, side by side where there is room."),
    ("snap preview parcel-late --html late.html", "A page for the browser, or for a colleague."),
    ("snap preview parcel-late --channel sms", "One channel. With --watch: as often as you save."),
)


def command(
    id: Annotated[
        str | None,
        Argument(
            metavar="ID",
            help="The scenario's id, or the path of its file; else snap asks.",
            show_default=False,
            autocompletion=options.complete_ids,
        ),
    ] = None,
    channel: Annotated[
        str | None,
        Option(
            metavar="CHANNEL",
            help="Only this channel, such as email, sms or chat.",
            show_default=False,
            autocompletion=options.complete_channels,
        ),
    ] = None,
    locale: options.Locale = None,
    html: Annotated[
        Path | None,
        Option(
            metavar="FILE",
            help="Make a web page of it instead, in this file; - is the terminal.",
            show_default=False,
        ),
    ] = None,
    watch: Annotated[
        bool,
        Option("--watch", help="Show it anew each time the file is saved, and what lint says."),
    ] = False,
    now: options.Now = None,
) -> None:
    """Show how a scenario reads on each channel, with its example values.

    The four parts and the filled blanks are marked, and each message is counted.
    """
    name = None if channel is None else options.channel(channel)
    if html is not None:
        check_output(html)
    id = _chosen() if id is None else id
    if watch:
        if html is not None:
            raise SnapError("--watch shows it here, and --html makes a page: choose one of them")
        _watch(id, name, locale, now)
        return
    from snapmsg.report import several

    library, file = options.opened(id, locale)
    moment = options.moment(now, library.settings)
    if html is not None:
        _write_page(html, _messages(library, file, name, moment, pages=True))
        return
    messages = _messages(library, file, name, moment)
    for line in _lines(messages, _at_worst(library, file)):
        say(line)
    sys.stdout.flush()
    found = _diagnostics(library, file.path, moment)
    if found:
        path = file.scenario.source.path
        talk(f"Lint has {several(len(found), 'thing')} to say about it: snap lint {path}")


def _chosen() -> str:
    """The scenario that they choose, where they named none. Raises `SnapError` where none can."""
    from snapmsg.library import open_library

    ids = list(open_library().ids())
    if len(ids) == 1:
        return ids[0]
    if not asking.can_ask() or not ids:
        raise SnapError(f"say which scenario, as in: {EXAMPLES[0][0]}. See them with: snap list")
    return asking.choose("Which scenario?", ids)


def _messages(
    library: Library, file: ScenarioFile, name: str | None, moment: datetime, *, pages: bool = False
) -> list[Message]:
    """The messages of a scenario with its example values, on one channel or on all that it has."""
    from snapmsg import channels
    from snapmsg.message import build_case, compose, draft_of, environment_of, example_values

    draft = draft_of(file.scenario, environment_of(library))
    if name is not None and name not in draft.channels:
        raise SnapError(
            f"{file.scenario.id} is not written for {channels.get(name).label}: "
            f"it has {', '.join(draft.channels)}"
        )
    case = build_case(draft, example_values(draft), moment)
    wanted = [name] if name else draft.channels
    return [compose(case, each, *([_form(each)] if pages else [])) for each in wanted]


def _at_worst(library: Library, file: ScenarioFile) -> Mapping[str, str]:
    """For each channel where room is short, what its message comes to at worst."""
    from snapmsg.message import draft_of, environment_of, utmosts
    from snapmsg.preview import at_worst

    draft = draft_of(file.scenario, environment_of(library))
    return {utmost.channel.name: at_worst(utmost) for utmost in utmosts(draft)}


def _lines(messages: list[Message], worst: Mapping[str, str]) -> Iterator[str]:
    from snapmsg.preview import show

    out = sys.stdout
    return show(messages, columns(out), colour(out), out.encoding or "utf-8", worst)


def _diagnostics(library: Library, path: Path, moment: datetime) -> Sequence[Diagnostic]:
    from snapmsg.linter import lint

    return lint(library, moment, [path]).diagnostics


def _told(found: Sequence[Diagnostic]) -> Iterator[str]:
    """Each diagnostic on a line or more, with its place and how bad it is."""
    from snapmsg.preview import wrap
    from snapmsg.report import SHADES

    on, wide = colour(sys.stdout), columns(sys.stdout)
    if found:
        yield paint(clean_line(found[0].path), Style.UNDERLINE, on=on)
    for one in found:
        head = f"{one.line}:{one.column} {one.severity} "
        reason = clean_line(f"{one.reason.partition(chr(10))[0].rstrip(':')} ({one.name})")
        for number, (start, end) in enumerate(wrap(reason, wide - len(head) - 3)):
            lead = paint(head, *SHADES[one.severity], on=on) if number == 0 else " " * len(head)
            yield f"  {lead}{reason[start:end]}"
    yield from ([] if found else ["Lint finds nothing to mend in it."])
    yield ""


def _watch(id: str, name: str | None, locale: str | None, now: str | None) -> None:
    """Show the messages, and below them each diagnostic, as often as something is saved."""
    from snapmsg.cli.watching import watch
    from snapmsg.library import find, find_root, open_library, original_of, translated

    opened = open_library(Path(id) if Path(id).is_file() else None)
    file = find(opened, id)
    path = (file if locale is None else translated(opened, file, locale)).path

    def files() -> list[Path]:
        root = find_root(path.parent)
        if root is None:
            return [path]
        shared = [root / "snap.yaml", *(root / "partials").rglob("*.txt")]
        told = {path, original_of(path) or path}
        return [*told, *shared, *(root / "channels").glob("*.j2")]

    def lines() -> Iterator[str]:
        from snapmsg.report import FORMATS, Summary

        library = open_library(path)
        moment = options.moment(now, library.settings)
        found = _diagnostics(library, path, moment)
        summary = Summary(1, 1, colour=colour(sys.stdout), columns=columns(sys.stdout))
        try:
            file = options.opened(str(path))[1]
            messages = _messages(library, file, name, moment)
            yield from _lines(messages, _at_worst(library, file))
        except SnapError as error:
            # Lint says the same with the lines of the file, and all else that is wrong with it.
            yield from FORMATS["full"](found, summary) if found else (clean(str(error)), "")
            return
        yield from _told(found)

    watch(files, lines)


def _form(channel: str) -> str:
    """The form in which people see a channel's message: as HTML, where it has that."""
    from snapmsg import channels

    html = channels.HTML
    return (html if html in channels.get(channel).forms else channels.PLAIN).name


def _write_page(file: Path, messages: list[Message]) -> None:
    from snapmsg.files import shown, write_whole
    from snapmsg.page import draw

    page = draw(messages)
    if str(file) == "-":
        say(page.removesuffix("\n"))
        return
    write_whole(file, page)
    talk(f"Made {clean_line(shown(file))}: open it in a browser.")
