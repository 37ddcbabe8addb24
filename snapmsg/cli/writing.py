"""One message with the values that somebody gives, for the commands that write one."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from typer import Option

from snapmsg.cli import asking
from snapmsg.errors import SnapError
from snapmsg.terminal import clean_line, say, talk

if TYPE_CHECKING:
    from snapmsg.config import Settings
    from snapmsg.library import Library, ScenarioFile
    from snapmsg.message import Case, Message
    from snapmsg.source import Addressed
    from snapmsg.values import Value

Set = Annotated[
    list[str] | None,
    Option(
        "--set",
        metavar="NAME=VALUE",
        help="A value for a blank. Can be repeated; goes before what is in --values.",
    ),
]
Values = Annotated[
    str | None,
    Option(
        "--values",
        metavar="FILE",
        help="A JSON object with a value for each blank; - reads it from stdin.",
    ),
]
NoInput = Annotated[
    bool, Option("--no-input", help="Ask nothing: a value that is missing is an error.")
]


class Written(NamedTuple):
    """A message, the case it was written from, the values in it, and what lint would say of it."""

    case: Case
    message: Message
    values: Mapping[str, Value]
    warnings: Sequence[str]

    @property
    def text(self) -> str:
        """It as it is sent: the fields that stand beside its body, an empty line, the body."""
        beside = () if self.message.form.name == "html" else self.message.beside
        head = [f"{name.capitalize()}: {self.message.field(name)}" for name in beside]
        return "\n".join([*head, *([""] if beside else []), self.message.text])


def given_by(set: list[str] | None, values: str | None) -> dict[str, object]:
    """What `--values` and `--set` give, the latter first. Raises `SnapError`."""
    return {**(_read_values(values) if values is not None else {}), **_read_set(set or [])}


def write(
    library: Library,
    file: ScenarioFile,
    channel: str,
    form: str | None,
    given: Mapping[str, object],
    now: datetime,
    *,
    ask: bool,
) -> Written:
    """A scenario's message on a channel; who may be asked is asked for the values that lack.

    `form` is None for the one that the library sends. Raises `SnapError`.
    """
    from snapmsg import channels
    from snapmsg.message import (
        build_case,
        compose,
        draft_of,
        environment_of,
        given_values,
        needed,
        readable_values,
    )

    draft = draft_of(file.scenario, environment_of(library))
    if channel not in draft.channels:
        label = channels.get(channel).label
        raise SnapError(
            f"{file.scenario.id} is not written for {label}: it has {', '.join(draft.channels)}"
        )
    form = form or library.settings.for_channel(channel).form
    if channels.get(channel).form(form) is None:
        have = [channels.get(n).label for n in channels.names() if channels.get(n).form(form)]
        listed = f"{', '.join(have[:-1])} and {have[-1]}"
        raise SnapError(f"{channels.get(channel).label} is not written as HTML: {listed} are")
    try:
        if ask:
            given_values(draft, given, set())  # what is wrong is told before anything is asked
            given = {**given, **asking.values_of(draft, channel, given)}
        used = needed(draft, channel, readable_values(draft, given))
        found = given_values(draft, given, used)
    except SnapError as error:
        faults = str(error).replace("\n", "\n  ")
        raise SnapError(
            f"some values of {file.scenario.id} are missing or wrong:\n  {faults}\n"
            f"To read it with example values: snap preview {file.scenario.id}"
        ) from None
    case = build_case(draft, found, now)
    message = compose(case, channel, form)
    if not message.body:
        raise SnapError(f"{file.scenario.id} says nothing yet: write its four parts first")
    warnings = [*_warnings(message, library.settings), *_closed(case), *_past(case, message)]
    return Written(case, message, {n: v for n, v in found.items() if n in used}, warnings)


def _read_set(given: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = _heard(text).partition("=")
        if not equals or not name.strip():
            raise SnapError(
                f"--set cannot be “{clean_line(text)}”: write a name, = and the value, such as "
                "--set order_no=A-10293"
            )
        if name.strip() in found:
            raise SnapError(f"--set gives “{clean_line(name)}” twice: take one of them out")
        found[name.strip()] = value
    return found


def _heard(text: str) -> str:
    """What was typed, as UTF-8 where the locale could not read its bytes."""
    try:
        return os.fsencode(text).decode() if re.search("[\ud800-\udfff]", text) else text
    except UnicodeError:
        return text


def _read_values(name: str) -> dict[str, object]:
    """The JSON object in a file, or on stdin. Raises `SnapError`."""
    from snapmsg.source import MOST_BYTES, Unreadable, decode, read_bytes

    shown = "stdin" if name == "-" else name
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                raise Unreadable(shown, "this is too large for the values of one message")
        else:
            data = read_bytes(Path(name), shown)
        text = decode(data, shown).text
    except Unreadable as error:
        raise SnapError(error.reason, path=shown) from None
    try:
        found = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_constant=_no_number,
            parse_float=str,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        raise SnapError(
            'this is not JSON: a text and a name stand in ", with a comma between two of them, '
            'such as {"order_no": "A-10293"}',
            path=f"{shown}:{error.lineno}:{error.colno}",
        ) from None
    except (ValueError, RecursionError) as error:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise SnapError(f"these values cannot be read: {why}", path=shown) from None
    if not isinstance(found, dict):
        raise SnapError(
            'the values are one JSON object, such as {"order_no": "A-10293"}', path=shown
        )
    return found


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"“{clean_line(name)}” is given twice, take one of them out")
        found[name] = value
    return found


def _whole(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:  # Python refuses to reckon with so many
        raise ValueError(
            f"a number of {len(digits):,} digits is none that a customer can read, write another"
        ) from None


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is no number that a customer can read, write another")


def _warnings(message: Message, settings: Settings) -> Iterator[str]:
    """What lint would say of the message as it is now, with these values."""
    from snapmsg.model import Part

    channel = message.channel
    for part in Part:
        if part not in message.parts():
            are = "are" if part is Part.NEXT_STEPS else "is"
            yield f"there {are} no {part.words}: {part.question}"
    for field in channel.fields:
        text = message.field(field.name)
        if not text and field.required:
            yield f"there is no {field.name}"
        if text and field.limit is not None and len(text) > field.limit:
            yield f"the {field.name} has {len(text)} characters: {field.limit} are read at most"
    most = settings.for_channel(channel.name).most or channel.most
    count = message.counts()[channel.measure]
    if most is not None and count > most:
        yield f"the message has {channel.amount(count)}: the limit is {most:,}"


def _closed(case: Case) -> Iterator[str]:
    """Clock times that are promised onto a day on which nobody is there."""
    from snapmsg.promise import Weekday, falls_closed

    calendar = case.draft.environment.library.settings.calendar
    for pledge in (case.pledge, case.update):
        if pledge is not None and pledge.due is not None:
            latest = pledge.due.latest
            if falls_closed(pledge.term, latest, calendar):
                day = f"{Weekday(latest.weekday()).name.title()} {latest:%Y-%m-%d}"
                yield (
                    f"“{pledge.term}” falls on {day}, when you are closed: promise working hours "
                    "or working days"
                )


def _past(case: Case, message: Message) -> Iterator[str]:
    """Times that the message promises and that have passed already."""
    from snapmsg.model import Part
    from snapmsg.promise import due

    calendar = case.draft.environment.library.settings.calendar
    terms = [p.term for p in (case.pledge, case.update) if p is not None and p.due is not None]
    steps = case.draft.part(Part.NEXT_STEPS, message.channel.name)
    for step in steps.steps if steps is not None else ():
        if step.by is not None and _says(case, message, step.by):
            terms.append(case.moment(step.by))
    for term in dict.fromkeys(terms):
        latest = due(term, case.now, calendar).latest
        if latest.astimezone(UTC) < case.now.astimezone(UTC):
            yield f"“{term}” is past, since {latest:%Y-%m-%d %H:%M}: promise a time that is to come"


def _says(case: Case, message: Message, by: Addressed) -> bool:
    """Whether the time of a step stands in the message, which may leave the step out."""
    try:
        return case.said(by, moment=True).lower() in message.text.lower()
    except SnapError:  # a value of a step that is not said
        return False


def show(written: Written) -> None:
    """Write a message to stdout, and what lint would say of it to stderr."""
    say(written.text)
    sys.stdout.flush()
    for warning in written.warnings:
        talk(f"Warning: {warning}")
