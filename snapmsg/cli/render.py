"""`snap render`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from snapmsg.cli import options
from snapmsg.cli.output import say_json
from snapmsg.errors import SnapError
from snapmsg.terminal import clean_line, say, talk

if TYPE_CHECKING:
    from snapmsg.config import Settings
    from snapmsg.message import Case, Draft, Message, Pledge
    from snapmsg.source import Addressed
    from snapmsg.values import Value

TASK = "Read"
EXAMPLES = (
    ("snap render parcel-late --channel email --values row.json", "The values from a file."),
    (
        "snap render parcel-late --channel sms --values row.json --set order_no=A-7",
        "One of them another than in the file.",
    ),
)


def command(
    id: options.Id,
    channel: Annotated[
        str,
        Option(
            metavar="CHANNEL",
            help="Where the message goes, such as email, sms or chat.",
            show_default=False,
            autocompletion=options.complete_channels,
        ),
    ],
    set: Annotated[
        list[str] | None,
        Option(
            "--set",
            metavar="NAME=VALUE",
            help="A value for a blank. Can be repeated; goes before what is in --values.",
        ),
    ] = None,
    values: Annotated[
        str | None,
        Option(
            metavar="FILE",
            help="A JSON object with a value for each blank; - reads it from stdin.",
        ),
    ] = None,
    format: options.TextOrJson = "text",
    now: options.Now = None,
) -> None:
    """Write one message, with the values you give, and nothing else.

    An email starts with its subject, as "Subject: …", and an empty line. Warnings go to stderr.
    """
    from snapmsg import channels
    from snapmsg.message import build_case, compose, draft_of, environment_of, given_values

    options.one_of(format, ("text", "json"), "--format")
    name = options.channel(channel)
    library, file = options.opened(id)
    draft = draft_of(file.scenario, environment_of(library))
    if name not in draft.channels:
        label = channels.get(name).label
        raise SnapError(
            f"{file.scenario.id} is not written for {label}: it has {', '.join(draft.channels)}"
        )
    given = {**(_read_values(values) if values is not None else {}), **_read_set(set or [])}
    used = _used(draft, name)
    try:
        found = given_values(draft, given, used)
    except SnapError as error:
        faults = str(error).replace("\n", "\n  ")
        raise SnapError(
            f"some values of {file.scenario.id} are missing or wrong:\n  {faults}\n"
            f"To read it with example values: snap preview {file.scenario.id}"
        ) from None
    case = build_case(draft, found, options.moment(now, library.settings))
    message = compose(case, name)
    if not message.body:
        raise SnapError(f"{file.scenario.id} says nothing yet: write its four parts first")
    warnings = list(_warnings(message, library.settings))
    if format == "json":
        say_json(_record(case, message, {n: v for n, v in found.items() if n in used}, warnings))
        return
    for field in message.fields:
        say(f"{field.capitalize()}: {message.field(field)}")
    if message.fields:
        say()
    say(message.text)
    sys.stdout.flush()
    for warning in warnings:
        talk(f"Warning: {warning}")


def _read_set(given: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise SnapError(
                f"--set cannot be “{clean_line(text)}”: write a name, = and the value, such as "
                "--set order_no=A-10293"
            )
        if name.strip() in found:
            raise SnapError(f"--set gives “{clean_line(name)}” twice: take one of them out")
        found[name.strip()] = value
    return found


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
            text, object_pairs_hook=_unique, parse_constant=_no_number, parse_float=str
        )
    except json.JSONDecodeError as error:
        raise SnapError(
            f"this is not JSON: {error.msg}", path=f"{shown}:{error.lineno}:{error.colno}"
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


def _no_number(word: str) -> object:
    raise ValueError(f"{word} is no number that a customer can read, write another")


def _used(draft: Draft, name: str) -> set[str]:
    """The names that the message of a channel uses, whatever their values are."""
    from snapmsg import channels
    from snapmsg.message import includes_of
    from snapmsg.model import Part

    channel, scenario = channels.get(name), draft.scenario
    texts: list[Addressed | None] = []
    trees = [draft.environment.templates[name, channel.forms[0]]]
    used: set[str] = set()
    for part in Part:
        wording = draft.part(part, name)
        if wording is not None:
            texts += wording.texts()
            for step in wording.steps:
                texts += (step.who, step.by)
                if step.only_if is not None:
                    used |= {use.name for use in draft.condition(step.only_if).uses}
    timing = scenario.timing()
    if timing is not None:
        texts += (timing.within, timing.by, timing.update_within, timing.update_by)
    fields = {field.name for field in channel.fields}
    fields |= set() if channel.brief else {"opening", "closing"}
    for field in fields:
        levels = scenario.levels(name, channel.brief)
        texts.append(next((level.fields[field] for level in levels if field in level.fields), None))
    trees += [draft.tree(text) for text in texts if text is not None]
    for tree in trees:
        used |= {use.name for use in tree.uses}
        for node in includes_of(tree):
            used |= draft.partial_uses(node.name)
    return used & draft.variables.keys()


def _warnings(message: Message, settings: Settings) -> Iterator[str]:
    """What lint would say of the message as it is now, with these values."""
    from snapmsg.model import Part

    channel = message.channel
    for part in Part:
        if part not in message.parts():
            yield f"there is no {part.words}: {part.question}"
    for field in channel.fields:
        text = message.field(field.name)
        if not text and field.required:
            yield f"there is no {field.name}"
        if text and field.limit is not None and len(text) > field.limit:
            yield f"the {field.name} has {len(text)} characters: {field.limit} are read at most"
    most = settings.for_channel(channel.name).most or channel.most
    count = message.counts()[channel.measure]
    if most is not None and count > most:
        measure = channel.measure.replace("_", " ").replace("sms", "SMS")
        yield f"the message has {count:,} {measure}: {channel.label} takes {most:,}"


def _record(
    case: Case, message: Message, values: Mapping[str, Value], warnings: list[str]
) -> dict[str, object]:
    """A message as scripts know it; the spans count characters of the body."""
    fields = {name: message.field(name) for name in message.fields}
    return {
        "scenario": message.scenario.id,
        "channel": message.channel.name,
        "locale": message.locale,
        "subject": fields.pop("subject", None),
        "fields": fields,
        "body": message.text,
        "parts": {
            part: {"text": message.part(part), "spans": message.spans(part)}
            for part in message.parts()
        },
        "values": {name: _plain(value) for name, value in values.items()},
        "promise": _pledge(case, message, message.pledge),
        "update": _pledge(case, message, message.update),
        "counts": dict(message.counts()),
        "warnings": warnings,
    }


def _pledge(case: Case, message: Message, pledge: Pledge | None) -> dict[str, object] | None:
    if pledge is None:
        return None
    settings = case.draft.environment.library.settings
    phrases = case.phrases(settings.promise_style(message.channel.name))
    earliest = pledge.due and pledge.due.earliest
    latest = pledge.due and pledge.due.latest
    return {
        "kind": pledge.kind,
        "earliest": earliest and earliest.isoformat(),
        "latest": latest and latest.isoformat(),
        "phrase": phrases["promise" if pledge is message.pledge else "update"],
    }


def _plain(value: Value) -> Any:
    """A value as JSON, so that `--values` gives the same value again."""
    from snapmsg.values import Choice, Money

    if isinstance(value, bool | str):
        return value
    if isinstance(value, Money):
        return f"{value.amount} {value.currency}"
    if isinstance(value, Choice):
        return value.value
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
