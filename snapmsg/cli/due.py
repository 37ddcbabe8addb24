"""`snap due`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from snapmsg.cli import options
from snapmsg.cli.output import say_json
from snapmsg.errors import SnapError
from snapmsg.terminal import Style, clean_line, colour, paint, say, talk

if TYPE_CHECKING:
    from datetime import datetime

    from snapmsg.config import Settings
    from snapmsg.follow_up import Open

TASK = "Check"
EXAMPLES = (
    ("snap due promises.jsonl", "What was promised and is not closed."),
    ("snap due --done C-20417 promises.jsonl", "That case is closed."),
)


def command(
    file: Annotated[
        str,
        Argument(
            metavar="FILE",
            help="The log that snap render --log writes.",
            show_default=False,
        ),
    ],
    done: Annotated[
        str | None,
        Option(metavar="REF", help="Close what is open under this reference.", show_default=False),
    ] = None,
    within: Annotated[
        str | None,
        Option(
            metavar="DURATION",
            help="Only what is broken, or falls due so soon, such as “1 working day”.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        str,
        Option(
            metavar="FORMAT",
            help="table for people, json for scripts, or ics for a calendar.",
            autocompletion=options.completing("table", "json", "ics"),
        ),
    ] = "table",
    now: options.Now = None,
) -> None:
    """Show which promises come due, and which are broken.

    A message that was written with snap render --log FILE --ref R is followed until its case is
    closed. A later message under the same reference counts as the update that was promised, and
    a new time in it stands in place of the old one.
    """
    from snapmsg.follow_up import close, icalendar, outstanding, read_log
    from snapmsg.library import open_library

    options.one_of(format, ("table", "json", "ics"), "--format")
    settings = open_library().settings
    moment = options.moment(now, settings).astimezone(settings.calendar.tz)
    path = Path(file)
    if done is not None:
        closed = close(path, done, moment)
        late = sum(item.state == "broken" for item in closed)
        which = "it" if len(closed) == 1 else f"{late} of {len(closed)}"
        told = f"{which} came late" if late else "nothing came late"
        talk(f"{clean_line(done)} is closed: {told}.")
        return
    found = outstanding(read_log(path), moment)
    if within is not None:
        limit = _limit(within, moment, settings)
        found = [item for item in found if item.due <= limit]
    if format == "json":
        say_json([{**item._asdict(), "due": item.due.isoformat()} for item in found])
    elif format == "ics":
        sys.stdout.flush()
        sys.stdout.buffer.write(icalendar(found, moment).encode())
    elif not found:
        talk("Nothing is open.")
    else:
        for line in _table(found, moment, colour(sys.stdout)):
            say(line)
        broken = sum(item.state == "broken" for item in found)
        if broken:
            talk(f"{broken} broken: write to them first.")


def _limit(text: str, now: datetime, settings: Settings) -> datetime:
    """The end of `--within`, in the library's working time. Raises `SnapError`."""
    from snapmsg import promise

    try:
        return promise.due(promise.parse_duration(text), now, settings.calendar).latest
    except promise.Unreadable as error:
        raise SnapError(f"--within: {error}") from None


_STYLES = {"broken": Style.RED, "today": Style.MAGENTA, "open": Style.DIM}


def _day(due: datetime, now: datetime) -> str:
    """The day and time on the clock of now, with the year where it is another than now."""
    due = due.astimezone(now.tzinfo)
    year = "" if due.year == now.year else f" {due.year}"
    return f"{due:%a} {due.day} {due:%b}{year} {due:%H:%M}"


def _table(items: Sequence[Open], now: datetime, on: bool) -> Iterator[str]:
    rows = [
        (
            item.state,
            _day(item.due, now),
            clean_line(item.reference),
            f"{clean_line(item.scenario)} ({clean_line(item.channel)})",
            ("update: " if item.kind == "update" else "") + clean_line(item.promise),
            f"then {clean_line(item.follow_up)}" if item.follow_up else "",
        )
        for item in items
    ]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [f"{cell:<{room}}" for cell, room in zip(row, wide, strict=True)]
        cells[0] = paint(cells[0], _STYLES[row[0]], on=on)
        yield "  ".join(cells).rstrip()
