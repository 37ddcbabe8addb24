"""The things snap talks about: scenarios, their wording, their variables, their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from snapmsg.source import Addressed, Range, Source
from snapmsg.values import Spec


class Part(StrEnum):
    """The four parts that every customer message has, in the order of their name, SNAP."""

    STATUS = "status"
    NEXT_STEPS = "next_steps"
    APPROXIMATE_TIME = "approximate_time"
    PLANNED_OUTCOME = "planned_outcome"

    __hash__ = str.__hash__  # Enum's own is a Python function, and parts are keys everywhere

    @property
    def words(self) -> str:
        """The part's name in a sentence: `next steps`."""
        return self.value.replace("_", " ")

    @property
    def letter(self) -> str:
        """The letter of SNAP that it stands for."""
        return self.value[0].upper()

    @property
    def question(self) -> str:
        """What the part tells the customer, as it follows “say”."""
        return _QUESTIONS[self]


PARTS = tuple(Part)
"""The four parts in order; going through an Enum itself takes ten times as long."""

_QUESTIONS = {
    Part.STATUS: "what has happened, and where things stand for them",
    Part.NEXT_STEPS: "who does what now, on your side and on theirs",
    Part.APPROXIMATE_TIME: "by when at the latest, or when they hear from you next",
    Part.PLANNED_OUTCOME: "how it ends for them",
}

EDITOR = "# yaml-language-server:"
"""How the line starts that tells editors where a file's schema is. It is none of the author's."""

STARTS = ("they_wrote", "we_write", "public_post")
FEELINGS = ("calm", "confused", "worried", "frustrated", "angry", "frightened", "grieving")
IMPACTS = ("minor", "major", "critical")
OWNERS = ("us", "you", "they")
RESERVED = frozenset(
    [
        "promise", "update", "team", "who", "step", "labels", "loop", "message",
        "opening", "closing", *Part,
    ]
)  # fmt: skip
"""Names that snap gives to wording and templates itself, so no variable may have them."""


_OURS = re.compile(r"(?:we|i|our)\b", re.IGNORECASE)
_YOURS = re.compile(r"(?:you|your|please|do not|don['’]t)\b", re.IGNORECASE)
_ASKED = re.compile(r"(?!the\b)[a-z]+ (?:[a-z]+ ){0,2}your\b", re.IGNORECASE)
THIRD_PARTY = re.compile(
    r"((?:the|your) (?:[a-z]+ ){0,3}?[a-z]+)(?= (?:will|is|are|has|have|can|then|[a-z]+s)\b)",
    re.IGNORECASE,
)
"""Somebody else who acts, as an English step begins with them."""


def owner_of(text: str) -> str:
    """Who does a step, as its English words begin: `us` or `you`, else empty."""
    text = text.strip()
    if _OURS.match(text):
        return "us"
    asked = _YOURS.match(text) or _ASKED.match(text)
    return "you" if asked and THIRD_PARTY.match(text) is None else ""


_NOTHING: Mapping[Any, Any] = MappingProxyType({})


class Variable(NamedTuple):
    """A declared blank. `shared` ones come from `snap.yaml`. `key` is where its name stands.

    `words` are those that customers read for each of its choices, as written. `limited` where it
    says a `max_length`, even one that could not be read.
    """

    name: str
    key: Range
    spec: Spec
    about: str = ""
    example: Addressed | None = None
    default: Addressed | None = None
    private: bool = False
    shared: bool = False
    words: Mapping[str, Addressed] = _NOTHING
    limited: bool = False


class Step(NamedTuple):
    """One next step: who acts (`us`, `you`, `they`, or nothing for plain text), and the words."""

    owner: str
    key: Range
    text: Addressed
    who: Addressed | None = None
    team: Addressed | None = None
    by: Addressed | None = None
    only_if: Addressed | None = None


class Timing(NamedTuple):
    """The typed promise of an approximate time, and the sentence that carries it.

    Exactly as written; `promise` reads the keys. One of them at least is there. `after` is what
    `within` counts from where that is not now ("your delivery date"): then no date can be told.
    """

    within: Addressed | None = None
    by: Addressed | None = None
    after: Addressed | None = None
    update_within: Addressed | None = None
    update_by: Addressed | None = None
    say: Addressed | None = None

    @property
    def first(self) -> Addressed | None:
        """The first typed time that it has."""
        return self.within or self.by or self.update_within or self.update_by

    @property
    def typed(self) -> bool:
        """Whether it makes a promise of its own, and is not only another way to say one."""
        return self.first is not None


class FollowUp(NamedTuple):
    """The scenario that comes next where this one is not settled.

    `before` is what it has to come before: `promise`, or `update`. `after` is how long after this
    message it is sent, a duration as written.
    """

    scenario: Addressed
    before: str | None = None
    after: Addressed | None = None


class PartWording(NamedTuple):
    """What a scenario, its `short` or one of its channels says for one part.

    `key` is where the part's name stands. One of `text`, `steps` (next steps as a list) and
    `timing` (a typed approximate time) holds the words; none does where the part is empty, or
    `refused`: what stands there cannot be understood, and a problem says so.
    """

    part: Part
    key: Range
    text: Addressed | None = None
    steps: tuple[Step, ...] = ()
    timing: Timing | None = None
    refused: bool = False

    @property
    def whole(self) -> Range:
        """From the first of its words to the last; its key where it has none."""
        ranges = [text.whole for text in self.texts()]
        if not ranges:
            return self.key
        return ranges[0]._replace(end=max(found.end for found in ranges))

    def texts(self) -> Iterator[Addressed]:
        """Every stretch of wording in it, in order."""
        if self.text is not None:
            yield self.text
        for step in self.steps:
            yield step.text
        if self.timing is not None and self.timing.say is not None:
            yield self.timing.say


class Wording(NamedTuple):
    """A scenario's own wording, that of `short`, or that of one channel's entry.

    `fields` are the other texts that customers read: `opening`, `closing`, and a channel's own,
    such as an email's `subject`.
    """

    parts: Mapping[Part, PartWording] = _NOTHING
    fields: Mapping[str, Addressed] = _NOTHING
    key: Range | None = None


class Example(NamedTuple):
    """A further set of values, by variable. What it leaves out comes from each one's example."""

    name: str
    key: Range
    values: Mapping[str, Addressed]


Address: TypeAlias = tuple[str, ...]
"""The keys that lead to a text of a scenario: `("next_steps", "0", "who")`."""


class Translation(NamedTuple):
    """How a scenario says in another language what its `original` says.

    `texts` are those of its file, by their address, and `owners` who acts in each of its steps; a
    step of plain text has none. `fingerprint` is that of the text that it was made from.
    """

    locale: str
    original: Scenario
    texts: Mapping[Address, Addressed] = _NOTHING
    owners: Mapping[Address, Addressed] = _NOTHING
    fingerprint: Addressed | None = None


class Scenario(NamedTuple):
    """One customer situation, and what we say about it.

    `facts` are the fields that customers never see, as written: title, situation, starts, feeling,
    impact, owner, reviewed, expires. `lists` are those that hold several: tags, sounds_like,
    formerly. `channels` maps each channel it makes sense on to its own wording, which may be
    empty; it is None where the file names none, and the library's list holds. `imported` is what it
    was in another tool: `from`, `id`, `text` and so on, and `blank_…` the old name of each blank.

    One that has been translated is its original with the texts of its `translation` in place of
    those that they say; `source` is then the translation's file, and `locale` its language.
    """

    id: str
    topic: str
    source: Source
    locale: str | None = None
    facts: Mapping[str, Addressed] = _NOTHING
    lists: Mapping[str, tuple[Addressed, ...]] = _NOTHING
    for_agents: Mapping[str, Addressed] = _NOTHING
    variables: Mapping[str, Variable] = _NOTHING
    wording: Wording = Wording()
    short: Wording = Wording()
    channels: Mapping[str, Wording] | None = None
    examples: tuple[Example, ...] = ()
    follow_up: FollowUp | None = None
    imported: Mapping[str, Addressed] = _NOTHING
    translation: Translation | None = None

    def fact(self, name: str) -> str:
        """A field's text, empty where the file has none."""
        found = self.facts.get(name)
        return found.value if found is not None else ""

    @property
    def title(self) -> str:
        """The title, or the id where there is none yet."""
        return self.fact("title") or self.id

    @property
    def first(self) -> Range:
        """The first line of its own file."""
        return self.source.line_range(1 + self.source.line(1).startswith(EDITOR))

    @property
    def top(self) -> Range:
        """The first line of the original, where what is absent in every language is reported."""
        return self.first if self.translation is None else self.translation.original.first

    @property
    def sources(self) -> tuple[Source, ...]:
        """The files that its texts stand in: its own and, of a translation, the original's."""
        own = (self.source,)
        return own if self.translation is None else (*own, self.translation.original.source)

    def levels(self, channel: str, brief: bool) -> tuple[Wording, ...]:
        """Where the wording for a channel is looked up, in order: its own, `short`, the rest."""
        own = (self.channels or {}).get(channel)
        found = (own,) if own is not None else ()
        return (*found, self.short, self.wording) if brief else (*found, self.wording)

    def part(self, part: Part, channel: str, brief: bool) -> PartWording | None:
        """The wording of a part on a channel; an override replaces the whole part."""
        own = self.channels.get(channel) if self.channels else None
        if own is not None and part in own.parts:
            return own.parts[part]
        if brief and part in self.short.parts:
            return self.short.parts[part]
        return self.wording.parts.get(part)

    def timing(self) -> Timing | None:
        """The scenario's one promise, which every way of saying it keeps."""
        own = self.wording.parts.get(Part.APPROXIMATE_TIME)
        return own.timing if own is not None else None


class Template(NamedTuple):
    """A channel's template in one form. `shipped` where the library has none of its own."""

    channel: str
    form: str
    text: Addressed
    shipped: bool
