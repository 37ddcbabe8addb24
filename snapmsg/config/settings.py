"""The settings of a library: what each key of `snap.yaml` gives, and how it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, get_args

from snapmsg import promise
from snapmsg.config.rules import (
    PRESETS,
    PathIgnore,
    RuleSetting,
    read_ignores,
    read_preset,
    read_rules,
)
from snapmsg.diagnostic import Problem
from snapmsg.errors import SnapError, did_you_mean, quoted
from snapmsg.locales import PromiseAs, fallback
from snapmsg.model import Variable
from snapmsg.reader import Document, MapNode, Node
from snapmsg.schema import (
    EVERYWHERE,
    Field,
    Local,
    Reading,
    Words,
    is_nothing,
    read_calendar,
    read_labels,
    read_locale,
    read_locales,
    read_policies,
    read_variables,
    read_words,
    read_zones,
)
from snapmsg.source import Addressed, Source

Format = Literal["plain", "markdown"]
"""How a channel with both is written: as plain text, or with a list and escapes for Markdown."""

NAME = "snap.yaml"
"""The file that makes a folder a library."""

PROMISE_AS: tuple[PromiseAs, ...] = get_args(PromiseAs)

FORMATS: tuple[Format, ...] = get_args(Format)

FIELDS = (
    Field("name", "The library's name."),
    Field("teams", "An id for each team, and the name that customers read.", "teams"),
    Field("variables", "The blanks that scenarios share.", "variables"),
    Field("channels", "The channels a scenario has unless it says otherwise.", "channels"),
    Field("locale", "The language of the scenarios, such as en or en-GB.", "locale"),
    Field("locales", "The languages that your scenarios are translated into.", "locales"),
    Field("time_zone", "Where your clocks are, such as Europe/London.", "zone"),
    Field("hours", "Your opening hours, by day.", "hours"),
    Field("holidays", "Days on which you are closed: dates, or a country's.", "holidays"),
    Field("customer_zones", "The time zones your customers live in, where several.", "zones"),
    Field("review_every", "How often each text is read through, such as 6 months.", "duration"),
    Field("promises", "What may be promised, by tag or topic, or to all.", "policies"),
    Field("promise_as", "How a promise reads: duration, date or both.", "choice", PROMISE_AS),
    Field("labels", "Your own names for the four parts.", "labels"),
    Field("words", "Your own words: to avoid, to allow, and to require.", "words"),
    Field("preset", "Which rules hold: minimal, recommended or strict.", "choice", PRESETS),
    Field("rules", "For a rule's name: off, a severity, or its options.", "rules"),
    Field("ignore", "For a path: the rules that are off there.", "ignore"),
)
CHANNEL_FIELDS = (
    Field("promise_as", "How a promise reads on this channel.", "choice", PROMISE_AS),
    Field("most", "The most a message may have there: characters, SMS parts, seconds.", "number"),
    Field("because", "Why most: is what it is, in a few words that authors will read."),
    Field("headings", "yes gives each of the four parts a heading.", "flag"),
    Field("format", "How it is sent: plain or markdown.", "choice", FORMATS),
    Field("accents", "no takes off those that make an SMS cost more: “dias” for “días”.", "flag"),
)
_OWN = ("headings", "format", "accents")  # on the channels alone that know them


@dataclass(frozen=True, slots=True)
class ChannelSetting:
    """What a library says of one channel. None: as snap has it. `because` is why `most` is so."""

    promise_as: PromiseAs | None = None
    most: int | None = None
    because: str = ""
    headings: bool = False
    format: Format = "plain"
    accents: bool = True

    @property
    def form(self) -> str:
        """The form that is sent where nobody asks for another."""
        return "md" if self.format == "markdown" else "txt"


_UNSET = ChannelSetting()


@dataclass(frozen=True, slots=True)
class Settings:
    """A library's settings. Without `snap.yaml`, the defaults.

    `review_every` is how long a text stays fresh after its review; None never asks. `policies` say
    what may be promised, by tag or topic, and under `all` to everyone. `locales` are the languages
    that scenarios should be translated into, and the library's own words in each.
    """

    source: Source | None = None
    name: str = ""
    teams: Mapping[str, Addressed] | None = None
    variables: Mapping[str, Variable] = field(default_factory=dict)
    channels: tuple[str, ...] = ("email", "sms", "chat")
    channel_settings: Mapping[str, ChannelSetting] = field(default_factory=dict)
    locale: str = "en"
    locales: Mapping[str, Local] = field(default_factory=dict)
    calendar: promise.Calendar = field(default_factory=promise.Calendar)
    customer_zones: tuple[str, ...] = ()
    policies: Mapping[str, promise.Policy] = field(default_factory=dict)
    review_every: promise.Duration | None = None
    promise_as: PromiseAs = "duration"
    labels: Mapping[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=Words)
    preset: str = "recommended"
    rules: tuple[RuleSetting, ...] = ()
    ignore: tuple[PathIgnore, ...] = ()

    def of(self, locale: str) -> Settings:
        """The settings as they are in another language.

        Names and words that were given in the library's own hold there, and where it stands in.
        """
        if locale == self.locale:
            return self
        chain = fallback(locale)
        found = [self.locales[code] for code in reversed(chain) if code in self.locales]
        own = self.locale in chain
        labels = dict(self.labels) if own else {}
        teams, variables = dict(self.teams or {}), dict(self.variables)
        for local in found:
            labels |= local.labels
            teams |= local.teams
            variables |= local.variables
        return replace(
            self,
            locale=locale,
            labels=labels,
            teams=None if self.teams is None else teams,
            variables=variables,
            words=self.words if own else Words(allow=self.words.allow),
        )

    @property
    def zone(self) -> str | None:
        """The library's zone, where customers live in several and have to be told it."""
        return self.calendar.zone if len(self.customer_zones) > 1 else None

    def review_by(self, reviewed: date) -> date | None:
        """The day by which a text is due again that was read through on a day; None for never."""
        every = self.review_every
        if every is None:
            return None
        try:
            return promise.day_after(reviewed, every.high, every.unit)
        except (OverflowError, ValueError):  # beyond the last day that a calendar has
            return date.max

    def bounds(self, name: str, topic: str, tags: Iterable[str]) -> dict[str, promise.Duration]:
        """What holds of one kind of bound (`at_most` …) for a scenario, by whom it is for.

        What is said for its tags or its topic stands in place of what is said for all.
        """
        found = {
            who: bound
            for who in (*dict.fromkeys([topic, *tags]), EVERYWHERE)
            if who in self.policies and (bound := getattr(self.policies[who], name)) is not None
        }
        if len(found) > 1:
            found.pop(EVERYWHERE, None)
        return found

    def promise_style(self, channel: str, *, dated: bool = False) -> PromiseAs:
        """How a promise reads on a channel: `duration`, `date` or `both`.

        On one that is `dated`, a day stands for a duration unless the library asks for that.
        """
        own = self.for_channel(channel).promise_as
        if own is None and dated and self.promise_as == "duration":
            return "date"
        return own or self.promise_as

    def for_channel(self, channel: str) -> ChannelSetting:
        """What the library says of a channel."""
        return self.channel_settings.get(channel, _UNSET)


def read_settings(
    document: Document, source: Source, channels: Mapping[str, tuple[str, ...]]
) -> tuple[Settings, list[Problem]]:
    """A document as settings, and the problems that it has.

    `channels` are those there are, each with the settings that not all of them know.

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
    found = read.known(root, known, "of snap.yaml")
    texts = {
        name: text
        for name in ("name", "locale", "time_zone", "review_every", "promise_as", "preset")
        if name in found and (text := read.text(found[name], name)) is not None
    }
    teams: dict[str, Addressed] | None = None
    if "teams" in found:
        teams = _read_texts(read, found["teams"], "teams", are_read=True)
    variables: dict[str, Variable] = {}
    if "variables" in found:
        variables = read_variables(read, found["variables"], shared=True)
    names, settings = _read_channels(read, found.get("channels"), channels)
    return (
        Settings(
            source=source,
            name=texts["name"].value if "name" in texts else "",
            teams=teams,
            variables=variables,
            channels=names,
            channel_settings=settings,
            locale=read_locale(read, texts.get("locale")),
            locales=read_locales(read, found.get("locales"), teams, variables),
            calendar=read_calendar(
                read, texts.get("time_zone"), found.get("hours"), found.get("holidays")
            ),
            customer_zones=read_zones(read, found.get("customer_zones")),
            policies=read_policies(read, found.get("promises")),
            review_every=_read_every(read, texts.get("review_every")),
            promise_as=_read_style(read, texts.get("promise_as")) or "duration",
            labels=read_labels(read, found.get("labels")),
            words=read_words(read, found.get("words"), channels),
            preset=read_preset(read, texts.get("preset")),
            rules=read_rules(read, found.get("rules")),
            ignore=read_ignores(read, found.get("ignore")),
        ),
        read.problems,
    )


def _read_texts(
    read: Reading, node: Node, name: str, *, are_read: bool = False
) -> dict[str, Addressed]:
    """Names and what stands for each; `are_read` where customers read that."""
    found = read.map(node, name, "a name, and what it stands for")
    texts = {}
    for word, value in found.entries.items():
        text = (read.wording if are_read else read.text)(value, word)
        if text is not None:
            texts[word] = text
    return texts


def _read_channels(
    read: Reading, node: Node | None, known: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, ...], dict[str, ChannelSetting]]:
    if node is None or is_nothing(node):
        return Settings().channels, {}
    named: dict[str, Node | None] = {}
    keys: list[tuple[Addressed, Node | None]]
    if isinstance(node, MapNode):
        keys = [*node.pairs()]
    else:
        listed = (text for text in read.texts(node, "channels") if not is_nothing(text))
        keys = [(text, None) for text in listed]
    for key, value in keys:
        if key.value in known:
            named[key.value] = value
        else:
            meant = did_you_mean(key.value, known)
            all_of_them = ", ".join(known)
            read.note(
                "unknown-key",
                key.whole,
                f"{quoted(key.value)} is no channel.{meant} The channels are: {all_of_them}",
            )
    settings = {
        name: _read_channel(read, name, value, known[name]) for name, value in named.items()
    }
    return tuple(named) or Settings().channels, settings


def _read_channel(
    read: Reading, name: str, node: Node | None, own: tuple[str, ...]
) -> ChannelSetting:
    inner = read.map(node, name, "promise_as:")
    known = tuple(f.name for f in CHANNEL_FIELDS if f.name not in _OWN or f.name in own)
    setting = ChannelSetting()
    for word, item in inner.entries.items():
        text = read.text(item, word)
        if word not in known:
            read.unknown(inner.key(word), word, known, f"of the channel {name} in snap.yaml")
        elif text is None:
            continue
        elif word == "promise_as":
            setting = replace(setting, promise_as=_read_style(read, text))
        elif word == "most":
            setting = replace(setting, most=read.number(text, word))
        elif word == "because":
            setting = replace(setting, because=" ".join(text.value.split()))
        elif word == "headings":
            setting = replace(setting, headings=read.flag(text, word))
        elif word == "accents":
            setting = replace(setting, accents=read.flag(text, word))
        elif read.choice(text, word, FORMATS):
            chosen = next(format for format in FORMATS if format == text.value)
            setting = replace(setting, format=chosen)
    return setting


def _read_style(read: Reading, text: Addressed | None) -> PromiseAs | None:
    if text is None or not read.choice(text, "promise_as", PROMISE_AS):
        return None
    return next(style for style in PROMISE_AS if style == text.value)


def _read_every(read: Reading, text: Addressed | None) -> promise.Duration | None:
    if text is None:
        return None
    try:
        every = promise.parse_duration(text.value)
        promise.day_after(date(2000, 1, 1), every.high, every.unit)  # not in hours, nor for ever
        return every
    except (promise.Unreadable, ValueError, OverflowError):
        read.note(
            "bad-value",
            text.whole,
            f"{quoted(text.value)} is no value of “review_every”: write days, weeks or months, "
            "such as 6 months",
        )
        return None
