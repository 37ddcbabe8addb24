"""`snap list`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from typer import Option

from snapmsg.cli import options
from snapmsg.cli.output import say_json
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.terminal import (
    Style,
    clean_line,
    clip,
    colour,
    columns,
    csv_cell,
    inert,
    paint,
    say,
    talk,
    width,
)

if TYPE_CHECKING:
    from snapmsg.library import Library, ScenarioFile

TASK = "Read"
EXAMPLES = (
    ("snap list", "Every scenario of the library, by topic."),
    ("snap list --topic billing --channel sms", "Those on billing that go out as SMS."),
    ("snap list --stale", "Those whose review is due, or that have expired."),
)
FORMATS = ("table", "json", "csv", "ids")
_MOST_LISTED = 12
_UNCUT = 1_000_000


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
    feeling: Annotated[
        str | None,
        Option(metavar="FEELING", help="Only where customers feel so, such as worried."),
    ] = None,
    impact: Annotated[
        str | None,
        Option(metavar="IMPACT", help="Only what is minor, major or critical to them."),
    ] = None,
    channel: Annotated[
        str | None,
        Option(
            metavar="CHANNEL",
            help="Only what goes out on this channel.",
            autocompletion=options.complete_channels,
        ),
    ] = None,
    tag: Annotated[str | None, Option(metavar="TAG", help="Only what has this tag.")] = None,
    stale: Annotated[
        bool,
        Option(
            "--stale", help="Only what is due for a review, was never reviewed, or has expired."
        ),
    ] = False,
    format: Annotated[
        str,
        Option(
            metavar="FORMAT",
            help="table for people; json, csv or ids for scripts.",
            autocompletion=options.completing(*FORMATS),
        ),
    ] = "table",
    now: options.Now = None,
) -> None:
    """Show which scenarios there are."""
    options.one_of(format, FORMATS, "--format")
    if not options.in_library():
        raise SnapError(options.NO_LIBRARY)
    from snapmsg.library import open_library, scenarios

    library = open_library()
    files = list(scenarios(library))
    records = [record(file, library) for file in files]
    wanted = {
        "topic": topic, "owner": owner, "feeling": feeling, "impact": impact, "channels": channel,
        "tags": tag,
    }  # fmt: skip
    found = [
        each
        for each in records
        if all(word is None or word in _words(each, key) for key, word in wanted.items())
    ]
    if not found:
        _explain_nothing(records, wanted)
    due: dict[object, str] | None = None
    if stale:
        today = options.moment(now, library.settings).date().isoformat()
        every = library.settings.review_every is not None
        due = {
            each["path"]: words
            for file, each in zip(files, records, strict=True)
            if (words := _due(each, file.scenario.fact("expires"), today, every))
        }
        if found and not any(each["path"] in due for each in found):
            talk("Every review is up to date.")
        found = [each for each in found if each["path"] in due]
    _write(found, format, due)
    broken = sum(not file.readable for file in files)
    if broken and format == "table":
        talk(f"{broken} of the files cannot be read. To see why: snap lint")


def _due(record: Mapping[str, object], expires: str, today: str, every: bool) -> str:
    """Why somebody should read a scenario again; empty where nobody need."""
    if "" < expires < today:
        return f"expired {clean_line(expires)}"
    if every and not record["reviewed"]:
        return "never reviewed"
    return f"due {by}" if "" < (by := str(record["review_by"] or "")) < today else ""


def _write(found: list[dict[str, object]], format: str, due: Mapping[object, str] | None) -> None:
    """The scenarios in a format; the table has beside them why they are due, or their channels."""
    if format == "json":
        say_json(found)
    elif format == "ids":
        for each in found:
            say(clean_line(str(each["id"])))
    elif format == "csv":
        for line in _csv(found):
            say(line)
    else:
        beside = [
            _where(each)
            if due is None
            else f"{due[each['path']]}, {clean_line(str(each['owner'] or 'nobody owns it'))}"
            for each in found
        ]
        # Through a pipe it goes to a program, or into a file that has room: nothing is cut there.
        wide = columns(sys.stdout) if sys.stdout.isatty() or "COLUMNS" in os.environ else _UNCUT
        for line in _table(found, beside, wide, colour(sys.stdout)):
            say(inert(line))


def _where(record: Mapping[str, object]) -> str:
    """The channels of a scenario, and the languages that it is translated into."""
    words = (" ".join(_words(record, "channels")), " ".join(_words(record, "locales")[1:]))
    return " · ".join(each for each in words if each)


def record(file: ScenarioFile, library: Library) -> dict[str, object]:
    """A scenario as scripts know it. None where the file does not say."""
    from contextlib import suppress
    from datetime import date

    from snapmsg.files import shown

    scenario, settings = file.scenario, library.settings
    reviewed: date | None = None
    with suppress(ValueError):  # not reviewed yet, or what stands there is for lint to report
        reviewed = date.fromisoformat(scenario.fact("reviewed"))
    by = reviewed and settings.review_by(reviewed)
    return {
        "id": scenario.id,
        "title": scenario.title,
        "topic": scenario.topic or None,
        **{name: scenario.fact(name) or None for name in ("owner", "starts", "feeling", "impact")},
        "reviewed": reviewed and reviewed.isoformat(),
        "review_by": by and by.isoformat(),
        "channels": list(settings.channels if scenario.channels is None else scenario.channels),
        "locales": list(library.locales(file.path)),
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
            listed = ", ".join(map(clean_line, sorted(have)[:_MOST_LISTED]))
            listed += ", …" if len(have) > _MOST_LISTED else ""
            meant = did_you_mean(word, have) or (f" There is: {listed}" if have else "")
            raise SnapError(
                f"no scenario has the {key.removesuffix('s')} “{clean_line(word)}”.{meant}"
            )
    talk("No scenario is all of that at once.")


def _csv(records: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """The same as a table for spreadsheets, in which no text is a formula."""
    import csv
    import io

    names = (
        "id", "title", "topic", "owner", "starts", "feeling", "impact", "reviewed", "review_by",
        "channels", "locales", "tags", "path",
    )  # fmt: skip
    for row in [names, *([_cell(record, name) for name in names] for record in records)]:
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(row)
        yield line.getvalue()


def _cell(record: Mapping[str, object], name: str) -> str:
    return csv_cell(clean_line(", ".join(_words(record, name))))


def _table(
    records: Sequence[Mapping[str, object]], beside: Sequence[str], wide: int, on: bool
) -> Iterator[str]:
    """The scenarios by topic: their ids, their titles, and one thing more, in so many columns."""
    ids = max((len(str(r["id"])) for r in records), default=0)
    titles = max((width(clean_line(str(r["title"]))) for r in records), default=0)
    room = wide - ids - 6
    last = min(max(map(len, beside), default=0), max(room - titles, wide // 4), max(room - 16, 0))
    titles = min(titles, max(room - last, 8))
    rows = zip(records, beside, strict=True)
    for topic, members in groupby(rows, key=lambda row: row[0]["topic"]):
        yield paint(clean_line(str(topic or "without a topic")), Style.BOLD, on=on)
        for each, more in members:
            title = clip(clean_line(str(each["title"])), titles)
            gap = " " * (titles - width(title))
            id = paint(f"{clean_line(str(each['id'])):<{ids}}", Style.CYAN, on=on)
            yield f"  {id}  {title}{gap}  {paint(clip(more, last), Style.DIM, on=on)}".rstrip()
