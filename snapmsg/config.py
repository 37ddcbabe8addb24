"""What `snap.yaml` may say: the settings of a library, and what its scenarios share."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import get_args

from snapmsg import locales, promise
from snapmsg.diagnostic import Problem, Severity
from snapmsg.errors import SnapError, did_you_mean, quoted
from snapmsg.locales import PromiseAs
from snapmsg.model import Part, Variable
from snapmsg.reader import Document, ListNode, MapNode, Node
from snapmsg.schema import Field, Reading, read_variables
from snapmsg.source import Addressed, Source

NAME = "snap.yaml"
"""The file that makes a folder a library."""

PROMISE_AS: tuple[PromiseAs, ...] = get_args(PromiseAs)

FIELDS = (
    Field("name", "The library's name."),
    Field("teams", "An id for each team, and the name that customers read.", "teams"),
    Field("variables", "The blanks that scenarios share.", "variables"),
    Field("channels", "The channels a scenario has unless it says otherwise.", "channels"),
    Field("locale", "The language of the scenarios, such as en or en-GB.", "locale"),
    Field("time_zone", "Where your clocks are, such as Europe/London.", "zone"),
    Field("hours", "Your opening hours, by day.", "hours"),
    Field("holidays", "Days on which you are closed, as 2026-12-25.", "holidays"),
    Field("review_every", "How often each text is read through, such as 6 months.", "duration"),
    Field("promise_as", "How a promise reads: duration, date or both.", "choice", PROMISE_AS),
    Field("labels", "Your own names for the four parts.", "labels"),
    Field("rules", "For a rule's name: off, a severity, or its options.", "rules"),
    Field("ignore", "For a path: the rules that are off there.", "ignore"),
)
CHANNEL_FIELDS = (
    Field("promise_as", "How a promise reads on this channel.", "choice", PROMISE_AS),
    Field("most", "The most SMS parts or characters a message may have there.", "number"),
)


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What `rules:` says of one rule: off, another severity, or options, kept as text."""

    name: Addressed
    off: bool = False
    severity: Severity | None = None
    options: Mapping[str, Addressed | tuple[Addressed, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PathIgnore:
    """Rules that are switched off for the files that a pattern names."""

    pattern: Addressed
    rules: tuple[Addressed, ...]

    def covers(self, path: str) -> bool:
        """Whether a path, relative to the library's root, is meant."""
        pattern = self.pattern.value.rstrip("/")
        return fnmatch.fnmatchcase(path, pattern) or fnmatch.fnmatchcase(path, f"{pattern}/*")


@dataclass(frozen=True, slots=True)
class ChannelSetting:
    """What a library says of one channel. None: as snap has it."""

    promise_as: PromiseAs | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """A library's settings. Without `snap.yaml`, the defaults.

    `review_every` is how long a text stays fresh after its review; None never asks.
    """

    source: Source | None = None
    name: str = ""
    teams: Mapping[str, Addressed] | None = None
    variables: Mapping[str, Variable] = field(default_factory=dict)
    channels: tuple[str, ...] = ("email", "sms", "chat")
    channel_settings: Mapping[str, ChannelSetting] = field(default_factory=dict)
    locale: str = "en"
    calendar: promise.Calendar = field(default_factory=promise.Calendar)
    review_every: timedelta | None = None
    promise_as: PromiseAs = "duration"
    labels: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[RuleSetting, ...] = ()
    ignore: tuple[PathIgnore, ...] = ()

    def promise_style(self, channel: str) -> PromiseAs:
        """How a promise reads on a channel: `duration`, `date` or `both`."""
        return self.for_channel(channel).promise_as or self.promise_as

    def for_channel(self, channel: str) -> ChannelSetting:
        """What the library says of a channel."""
        return self.channel_settings.get(channel) or ChannelSetting()


def read_settings(
    document: Document, source: Source, channels: Iterable[str]
) -> tuple[Settings, list[Problem]]:
    """A document as settings, and the problems that it has.

    Raises `SnapError` where the file is not YAML that snap can read at all: then nothing that
    stands on it can be trusted.
    """
    broken = [p for p in document.problems if document.root is None]
    if broken:
        raise SnapError(broken[0].reason, at=broken[0].at)
    read = Reading(source, list(document.problems))
    root = document.root
    if not isinstance(root, MapNode):
        if root is not None and (not isinstance(root, Addressed) or root.value):
            raise SnapError("snap.yaml starts with a key, such as name:", at=read.range(root))
        return Settings(source=source), read.problems
    known = tuple(item.name for item in FIELDS)
    found: dict[str, Node] = {}
    for name, (key, node) in root.entries.items():
        if name in known:
            found[name] = node
        else:
            read.unknown(key, name, known, "of snap.yaml")
    texts = {
        name: text
        for name in ("name", "locale", "time_zone", "review_every", "promise_as")
        if name in found and (text := read.text(found[name], name)) is not None
    }
    names, settings = _read_channels(read, found.get("channels"), tuple(channels))
    return (
        Settings(
            source=source,
            name=texts["name"].value if "name" in texts else "",
            teams=(
                _read_texts(read, found["teams"], "teams", are_read=True)
                if "teams" in found
                else None
            ),
            variables=(
                read_variables(read, found["variables"], shared=True)
                if "variables" in found
                else {}
            ),
            channels=names,
            channel_settings=settings,
            locale=_read_locale(read, texts.get("locale")),
            calendar=_read_calendar(read, texts.get("time_zone"), found),
            review_every=_read_every(read, texts.get("review_every")),
            promise_as=_read_style(read, texts.get("promise_as")) or "duration",
            labels=_read_labels(read, found.get("labels")),
            rules=_read_rules(read, found.get("rules")),
            ignore=_read_ignores(read, found.get("ignore")),
        ),
        read.problems,
    )


def _read_texts(
    read: Reading, node: Node, name: str, *, are_read: bool = False
) -> dict[str, Addressed]:
    """Names and what stands for each; `are_read` where customers read that."""
    found = read.map(node, name, "a name, and what it stands for")
    texts = {}
    for word, entry in found.entries.items() if found else ():
        text = (read.wording if are_read else read.text)(entry.value, word)
        if text is not None:
            texts[word] = text
    return texts


def _read_channels(
    read: Reading, node: Node | None, known: tuple[str, ...]
) -> tuple[tuple[str, ...], dict[str, ChannelSetting]]:
    if node is None or (isinstance(node, Addressed) and not node.value):
        return Settings().channels, {}
    named: dict[str, Node | None] = {}
    keys: list[tuple[Addressed, Node | None]]
    if isinstance(node, MapNode):
        keys = [(entry.key, entry.value) for entry in node.entries.values()]
    else:
        keys = [(text, None) for text in read.texts(node, "channels")]
    for key, value in keys:
        if key.value in known:
            named[key.value] = value
        else:
            meant = did_you_mean(key.value, known)
            listed = ", ".join(known)
            read.note(
                "unknown-key",
                key.whole,
                f"{quoted(key.value)} is no channel.{meant} The channels are: {listed}",
            )
    settings = {}
    names = tuple(item.name for item in CHANNEL_FIELDS)
    for name, value in named.items():
        inner = read.map(value, name, "promise_as:") if value is not None else None
        style = most = None
        for word, (key, item) in inner.entries.items() if inner else ():
            text = read.text(item, word)
            if word not in names:
                read.unknown(key, word, names, f"of the channel {name} in snap.yaml")
            elif text is not None and word == "promise_as":
                style = _read_style(read, text)
            elif text is not None:
                most = read.number(text, word, 100_000)
        settings[name] = ChannelSetting(style, most)
    return tuple(named) or Settings().channels, settings


def _read_style(read: Reading, text: Addressed | None) -> PromiseAs | None:
    if text is None or not read.choice(text, "promise_as", PROMISE_AS):
        return None
    return next(style for style in PROMISE_AS if style == text.value)


def _read_locale(read: Reading, text: Addressed | None) -> str:
    if text is None:
        return "en"
    try:
        locales.get(text.value)
    except locales.UnknownLocale:
        listed = ", ".join(locales.CODES)
        read.note(
            "bad-value",
            text.whole,
            f"snap does not speak {quoted(text.value)} yet. It speaks: {listed}",
        )
        return "en"
    return text.value


def _read_calendar(
    read: Reading, zone: Addressed | None, found: Mapping[str, Node]
) -> promise.Calendar:
    """Working time. A line that cannot be read is a problem, and what it says is left out."""
    name, week = "UTC", promise.Calendar().week
    if zone is not None:
        try:
            name = promise.parse_zone(zone.value)
        except promise.Unreadable as error:
            read.note("bad-value", zone.whole, str(error))
    if "hours" in found:
        rows: dict[str, str] = {}
        for day, text in _read_texts(read, found["hours"], "hours").items():
            try:
                week = promise.parse_hours({**rows, day: text.value})
                rows[day] = text.value
            except promise.Unreadable as error:
                read.note("bad-value", text.whole, str(error))
    days = read.texts(found["holidays"], "holidays") if "holidays" in found else ()
    holidays = (read.day(text, "holidays") for text in days)
    return promise.Calendar(week, frozenset(day for day in holidays if day is not None), name)


_DAYS = {"day": 1, "week": 7, "month": 30}


def _read_every(read: Reading, text: Addressed | None) -> timedelta | None:
    if text is None:
        return None
    try:
        every = promise.parse_duration(text.value)
        return timedelta(days=every.high * _DAYS[every.unit.value])
    except (promise.Unreadable, KeyError):
        read.note(
            "bad-value",
            text.whole,
            f"{quoted(text.value)} is no value of “review_every”: write days, weeks or months, "
            "such as 6 months",
        )
        return None


def _read_labels(read: Reading, node: Node | None) -> dict[str, str]:
    if node is None:
        return {}
    found = read.map(node, "labels", "status:")
    labels = {}
    for name, (key, value) in found.entries.items() if found else ():
        if name not in tuple(Part):
            read.unknown(key, name, tuple(Part), "of labels")
        elif (text := read.wording(value, name)) is not None:
            labels[name] = text.value
    return labels


def _read_rules(read: Reading, node: Node | None) -> tuple[RuleSetting, ...]:
    found = read.map(node, "rules", "vague-time: warning") if node is not None else None
    settings = []
    for name, (key, value) in found.entries.items() if found else ():
        if isinstance(value, MapNode):
            options: dict[str, Addressed | tuple[Addressed, ...]] = {}
            for word, entry in value.entries.items():
                if isinstance(entry.value, ListNode):
                    options[word] = read.texts(entry.value, word)
                elif (text := read.text(entry.value, word)) is not None:
                    options[word] = text
            settings.append(RuleSetting(key, options=options))
            continue
        text = read.text(value, name)
        if text is None:
            continue
        if text.value.lower() in ("off", "no", "false"):
            settings.append(RuleSetting(key, off=True))
        elif read.choice(text, name, ("off", *Severity)):
            settings.append(RuleSetting(key, severity=Severity(text.value)))
    return tuple(settings)


def _read_ignores(read: Reading, node: Node | None) -> tuple[PathIgnore, ...]:
    found = read.map(node, "ignore", "scenarios/old/*: no-owner") if node is not None else None
    return tuple(
        PathIgnore(entry.key, read.texts(entry.value, name))
        for name, entry in (found.entries.items() if found else ())
    )
