"""`snap find`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, NamedTuple

from typer import Argument, Option

from snapmsg.cli import asking, options, writing
from snapmsg.cli.output import say_json
from snapmsg.errors import SnapError
from snapmsg.terminal import Style, clean_line, clip, colour, columns, inert, paint, say, talk

if TYPE_CHECKING:
    from pathlib import Path

    from snapmsg.library import Library, ScenarioFile
    from snapmsg.search import Hit

TASK = "Read"
EXAMPLES = (
    ("snap find late parcel refnd", "What fits these words; slips of the finger are forgiven."),
    ("snap find 'it says delivered, but nothing came'", "A customer's own words."),
    ("snap find refund --format ids", "Only the ids, for a script."),
)
_CHOICE = re.compile(r"(?P<do>s|show|r|render|c|copy)? *(?P<number>\d{0,3})")
_MOST_TEXT = 20_000
_FAR_BETTER = 2
"""How many times better one that comes with snap has to fit to be named beside those here."""


class Found(NamedTuple):
    """A scenario that fits: its file, and how it was found."""

    file: ScenarioFile
    hit: Hit


def command(
    words: Annotated[
        list[str],
        Argument(
            metavar="WORDS",
            help="A few words, or a whole complaint; - reads it from stdin.",
            show_default=False,
        ),
    ],
    limit: Annotated[
        int, Option(metavar="N", min=1, max=100, help="The most scenarios to show.")
    ] = 8,
    format: Annotated[
        str,
        Option(
            metavar="FORMAT",
            help="table for people; json or ids for scripts.",
            autocompletion=options.completing("table", "json", "ids"),
        ),
    ] = "table",
    no_input: Annotated[
        bool, Option("--no-input", help="Only show them, and ask nothing.")
    ] = False,
    now: options.Now = None,
) -> None:
    """Find the scenario for what a customer says, best first.

    It looks at titles, at how customers put it, at tags, situations, the text itself and its
    translations. On a terminal you then choose by number: to read it, to write its message, or
    to copy that.
    """
    options.one_of(format, ("table", "json", "ids"), "--format")
    if not options.in_library():
        raise SnapError(options.NO_LIBRARY)
    query = _pasted() if words == ["-"] else " ".join(words)
    if not query.strip():
        raise SnapError("say what to look for, such as: snap find late parcel")
    from snapmsg.library import open_library, read_scenario
    from snapmsg.search import gather, search

    library = open_library()
    beside = _beside(library)
    every = search(gather(library, beside), query, limit + len(beside))
    hits = [hit for hit in every if hit.path not in beside][:limit]
    other = next((hit for hit in every if hit.path in beside and hit.well), None)
    if not any(hit.well for hit in hits):
        hits = []
    found = [Found(read_scenario(library, hit.path), hit) for hit in hits]
    if format == "json":
        say_json([_record(each, library) for each in found])
        return
    if format == "ids":
        for each in found:
            say(clean_line(each.file.scenario.id))
        return
    if not found:
        talk("Nothing here fits well. Try other words, or see all scenarios: snap list")
        if other is not None:
            talk(f"One that comes with snap does: snap new --from {other.path.stem}")
        return
    for line in _table(found, columns(sys.stdout), colour(sys.stdout), sys.stdout.isatty()):
        say(inert(line))
    if other is not None and other.score > _FAR_BETTER * hits[0].score:
        talk(f"One that comes with snap fits better: snap new --from {other.path.stem}")
    if sys.stdout.isatty() and asking.can_ask(no_input):
        _choose(found, now)


def _pasted() -> str:
    if sys.stdin.isatty():
        talk("Paste what the customer wrote, then press Enter and Ctrl-D.")
    data = sys.stdin.buffer.read(_MOST_TEXT)
    return data.decode("utf-8", "replace")


def _record(found: Found, library: Library) -> dict[str, object]:
    from snapmsg.cli.list import record

    return {
        **record(found.file, library),
        "situation": found.file.scenario.fact("situation") or None,
        "score": round(found.hit.score, 2),
        "words": list(found.hit.words),
    }


def _beside(library: Library) -> tuple[Path, ...]:
    """The scenarios that come with snap and that a library of one's own has not.

    They are looked through with it: they tell which words are rare where it is small.
    """
    from snapmsg.library import open_library, shipped

    if library.root == shipped():
        return ()
    own = {path.stem for path in library.files}
    return tuple(path for path in open_library(shipped()).files if path.stem not in own)


def _table(found: Sequence[Found], wide: int, on: bool, warned: bool) -> Iterator[str]:
    """Each with its number, its title and id, and below them when to choose it.

    With `warned`, the first says too when not to.
    """
    lead = len(str(len(found))) + 2
    for number, (file, _) in enumerate(found, 1):
        scenario = file.scenario
        id = clean_line(scenario.id)
        title = clip(clean_line(scenario.title), max(wide - lead - len(id) - 2, 16))
        head = f"{number:<{lead}}{paint(title, Style.BOLD, on=on)}"
        yield f"{head}  {paint(id, Style.CYAN, on=on)}"
        about = clean_line(scenario.fact("situation") or scenario.topic)
        yield " " * lead + paint(clip(about, wide - lead), Style.DIM, on=on)
        against = scenario.for_agents.get("not_when") if warned and number == 1 else None
        if against is not None:
            for line in wrap(f"Not when: {clean_line(against.value)}", max(wide - lead, 16)):
                yield " " * lead + paint(line, Style.DIM, on=on)


def _choose(found: Sequence[Found], now: str | None) -> None:
    """Let them choose by number, as often as they like, what is done with which."""
    from snapmsg.cli import show

    shown = 0
    while True:
        if shown:
            asking.pose("What now? Enter leaves.", "r renders it, c copies it, a number shows that")
        else:
            asking.pose("Which one? Enter leaves.", "1 shows it, r1 renders it, c1 copies it")
        said = asking.answer().lower()
        if not said:
            return
        match = _CHOICE.fullmatch(said)
        number = int(match["number"] or shown) if match else 0
        if match is None or not 0 < number <= len(found):
            numbers = "1" if len(found) == 1 else f"a number from 1 to {len(found)}"
            asking.sorry(f"type {numbers}, alone or with r or c before it")
            continue
        path = found[number - 1].file.path
        talk()
        if match["do"] and match["do"][0] in "rc":
            _write(path, match["do"][0] == "c", now)
            return
        show.command(str(path))
        shown = number


def _write(path: Path, copied: bool, now: str | None) -> None:
    """Ask for the channel and the blanks, and write the message or copy it."""
    from snapmsg.cli import copy
    from snapmsg.message import draft_of, environment_of

    library, file = options.opened(str(path))
    channel = asking.channel_of(draft_of(file.scenario, environment_of(library)))
    moment = options.moment(now, library.settings)
    written = writing.write(library, file, channel, None, {}, moment, ask=True)
    talk()
    if copied:
        copy.put(written)
    else:
        writing.show(written)
    again = f"{'copy' if copied else 'render'} {file.scenario.id} --channel {channel}"
    talk(f"The next time: snap {clean_line(again)}")
