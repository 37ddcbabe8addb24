"""`snap list`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from typer import Option

from snapmsg.cli import options
from snapmsg.cli.output import say_json
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.terminal import Style, clean_line, clip, colour, columns, paint, say, talk, width

if TYPE_CHECKING:
    from snapmsg.config import Settings
    from snapmsg.library import ScenarioFile

TASK = "Read"
EXAMPLES = (
    ("snap list", "Every scenario of the library, by topic."),
    ("snap list --topic billing --channel sms", "Those on billing that go out as SMS."),
)


def command(
    topic: Annotated[
        str | None,
        Option(
            metavar="TOPIC",
            help="Only this topic: a folder of scenarios/.",
            autocompletion=options.complete_topics,
        ),
    ] = None,
    owner: Annotated[
        str | None, Option(metavar="OWNER", help="Only what this team or person owns.")
    ] = None,
    channel: Annotated[
        str | None,
        Option(
            metavar="CHANNEL",
            help="Only what goes out on this channel.",
            autocompletion=options.complete_channels,
        ),
    ] = None,
    format: Annotated[
        str,
        Option(
            metavar="FORMAT",
            help="table for people, or json for scripts.",
            autocompletion=options.completing("table", "json"),
        ),
    ] = "table",
) -> None:
    """Show which scenarios there are."""
    options.one_of(format, ("table", "json"), "--format")
    if not options.in_library():
        raise SnapError(options.NO_LIBRARY)
    from snapmsg.library import open_library, scenarios

    library = open_library()
    files = list(scenarios(library))
    records = [record(file, library.settings) for file in files]
    wanted = {"topic": topic, "owner": owner, "channels": channel}
    found = [
        record
        for record in records
        if all(word is None or word in _words(record, key) for key, word in wanted.items())
    ]
    if not found:
        _explain_nothing(records, wanted)
    if format == "json":
        say_json(found)
        return
    for line in _table(found, columns(sys.stdout), colour(sys.stdout)):
        say(line)
    broken = sum(not file.readable for file in files)
    if broken:
        talk(f"{broken} of the files cannot be read. To see why: snap lint")


def record(file: ScenarioFile, settings: Settings) -> dict[str, object]:
    """A scenario as scripts know it. None where the file does not say."""
    from contextlib import suppress
    from datetime import date

    from snapmsg.files import shown

    scenario = file.scenario
    reviewed: date | None = None
    with suppress(ValueError):  # not reviewed yet, or what stands there is for lint to report
        reviewed = date.fromisoformat(scenario.fact("reviewed"))
    every = settings.review_every
    return {
        "id": scenario.id,
        "title": scenario.title,
        "topic": scenario.topic or None,
        **{name: scenario.fact(name) or None for name in ("owner", "starts", "feeling", "impact")},
        "reviewed": reviewed and reviewed.isoformat(),
        "review_by": (reviewed + every).isoformat() if reviewed and every else None,
        "channels": list(settings.channels if scenario.channels is None else scenario.channels),
        "locales": [settings.locale],
        "tags": [tag.value for tag in scenario.lists.get("tags", ())],
        "path": shown(file.path),
    }


def _words(record: Mapping[str, object], key: str) -> list[str]:
    """What a record has under a key, as a list."""
    found = record[key]
    return found if isinstance(found, list) else [str(found)] if found is not None else []


def _explain_nothing(
    records: Sequence[Mapping[str, object]], wanted: Mapping[str, str | None]
) -> None:
    """Say why no scenario is shown. Raises `SnapError` for a word that none of them has."""
    if not records:
        talk("There are no scenarios yet. Write the first with: snap new")
        return
    for key, word in wanted.items():
        have = {has for record in records for has in _words(record, key)}
        if word is not None and word not in have:
            meant = did_you_mean(word, have)
            raise SnapError(
                f"no scenario has the {key.removesuffix('s')} “{clean_line(word)}”.{meant}"
            )
    talk("No scenario is all of that at once.")


def _table(records: Sequence[Mapping[str, object]], wide: int, on: bool) -> Iterator[str]:
    """The scenarios by topic: their ids, titles and channels, in so many columns."""
    ids = max((len(str(r["id"])) for r in records), default=0)
    sent = max((len(_sent(r)) for r in records), default=0)
    room = max(wide - ids - sent - 6, 16)
    titles = min(max((width(clean_line(str(r["title"]))) for r in records), default=0), room)
    for topic, members in groupby(records, key=lambda r: r["topic"]):
        yield paint(clean_line(str(topic or "without a topic")), Style.BOLD, on=on)
        for each in members:
            title = clip(clean_line(str(each["title"])), titles)
            gap = " " * (titles - width(title))
            id = paint(f"{clean_line(str(each['id'])):<{ids}}", Style.CYAN, on=on)
            yield f"  {id}  {title}{gap}  {paint(_sent(each), Style.DIM, on=on)}".rstrip()


def _sent(record: Mapping[str, object]) -> str:
    return " ".join(_words(record, "channels"))
