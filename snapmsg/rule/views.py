"""What rules read: the model's nouns, and the views of them that know the words and the places.

Besides these a rule may read a `Problem`, a `Scenario`, a `Draft`, a `Variable`, a `Message`, or
the `Utmost` that can be said on a channel.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, NewType

from snapmsg.diagnostic import Edit, Finding, Fix
from snapmsg.library import Library
from snapmsg.message import Draft, Environment, Stretch, includes_of
from snapmsg.model import Address, Part, PartWording, Step, Template, Translation
from snapmsg.source import Addressed, Range
from snapmsg.wording import Tree

Findings = Iterator[Finding]
"""What a rule yields."""
_NEAR = 200
"""How many characters before and after a match are looked at, so that many take no longer."""


class Prose(NamedTuple):
    """A stretch that customers read, once. `text` is as long as the wording.

    A blank is a run of `VALUE` in it, a tag one of `TAG`, and a line break within a paragraph a
    space, so that offsets are those of the wording.
    """

    text: str
    stretch: Stretch
    draft: Draft

    def range(self, start: int, end: int) -> Range:
        """Where characters `start` to before `end` stand in the file."""
        return self.stretch.tree.at.range(start, end)

    @property
    def whole(self) -> Range:
        """All of it in the file."""
        return self.range(0, len(self.text))

    def finding(self, start: int, end: int, reason: str) -> Finding:
        """A finding at some of its characters."""
        return Finding(self.range(start, end), reason)


class Match(NamedTuple):
    """What a rule's patterns found, and where in which stretch."""

    prose: Prose
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words that were found."""
        return self.prose.text[self.start : self.end]

    @property
    def before(self) -> str:
        """What stands just before them in the stretch, in small letters."""
        return self.prose.text[max(0, self.start - _NEAR) : self.start].lower()

    @property
    def after(self) -> str:
        """What stands just after them in the stretch, in small letters."""
        return self.prose.text[self.end : self.end + _NEAR].lower()

    def because(self, reason: str, instead: str | None = None) -> Finding:
        """A finding at these words. `{}` in the reason stands for them.

        `instead` is what a fix puts in their place.
        """
        at = self.prose.range(self.start, self.end)
        fix = None if instead is None else Fix((Edit(at, instead),))
        words = self.prose.stretch.tree.at.value[self.start : self.end]  # blanks as written
        return Finding(at, reason.replace("{}", " ".join(words.split())), fix)


class PartProse(NamedTuple):
    """What a scenario says for a part in one place: in itself, in `short` or for a channel.

    `speaks` is true where its first words stand outside every condition, as they nearly always do.
    """

    part: Part
    wording: PartWording
    prose: tuple[Prose, ...]
    draft: Draft
    channel: str | None = None
    short: bool = False
    speaks: bool = False

    @property
    def key(self) -> Range:
        """Where the part's name stands."""
        return self.wording.key


Status = NewType("Status", PartProse)
NextSteps = NewType("NextSteps", PartProse)
ApproximateTime = NewType("ApproximateTime", PartProse)
PlannedOutcome = NewType("PlannedOutcome", PartProse)
SilentPart = NewType("SilentPart", PartProse)
"""A part that does not surely speak: nearly none, so that rules on these cost nothing."""


class StepProse(NamedTuple):
    """One next step, with its words."""

    step: Step
    prose: Prose
    draft: Draft


class TypedTime(NamedTuple):
    """One typed time: what stands under `within`, `by`, `update_within` or `update_by`."""

    text: Addressed
    moment: bool
    draft: Draft


class TemplateText(NamedTuple):
    """A template, with its tree."""

    template: Template
    tree: Tree
    environment: Environment


class Translated(NamedTuple):
    """A scenario in another language, beside its original.

    `draft` is what is read in that language, and `texts` are those of the original.
    """

    translation: Translation
    texts: Mapping[Address, Addressed]
    draft: Draft

    @property
    def original(self) -> str:
        """The name of the original's file."""
        return self.translation.original.source.path.rpartition("/")[2]

    @property
    def top(self) -> Range:
        """The first line of the translation's file."""
        return self.draft.scenario.first

    def pairs(self) -> Iterator[tuple[Address, Tree, Tree]]:
        """Each text that both have: where, the original's and the translation's."""
        for at, text in self.translation.texts.items():
            if at in self.texts:
                yield at, self.draft.tree(self.texts[at]), self.draft.tree(text)


class Mark(NamedTuple):
    """Words of a scenario's file, and where they stand in it."""

    text: str
    start: int
    end: int


class Card(NamedTuple):
    """What a library remembers of a scenario once it has been read.

    What it uses is known `whole` only where all of it could be read. `sentences` are hashes of
    its longer ones; `tags`, `feeling` and `minutes`, the end of its promise, say whom it promises
    what. No promise is 0. `promise` is its typed time as snap reads it, `follow_up` the id of what
    comes next. `locale` is that of a translation.
    """

    path: str
    id: str
    uses: frozenset[str]
    includes: frozenset[str]
    whole: bool
    sentences: frozenset[int] = frozenset()
    tags: frozenset[str] = frozenset()
    feeling: str = ""
    minutes: int = 0
    topic: str = ""
    promise: Mark | None = None
    follow_up: Mark | None = None
    locale: str | None = None


class Overview(NamedTuple):
    """A library as a whole: its files, and what each scenario uses, and each translation.

    Where only files that are `named` are looked at, the cards are those of these alone.
    """

    library: Library
    environment: Environment
    cards: tuple[Card, ...]
    translated: tuple[Card, ...] = ()
    named: bool = False

    @property
    def whole(self) -> bool:
        """Whether all of every scenario could be read, so that what is not used is known."""
        return all(card.whole for card in (*self.cards, *self.translated))

    def used(self) -> set[str]:
        """The names that templates, partials and translations use."""
        own = {use.name for tree in self._trees() for use in tree.uses}
        return own.union(*[card.uses for card in self.translated])

    def included(self) -> set[str]:
        """The partials that templates, other partials and translations include."""
        own = {node.name for tree in self._trees() for node in includes_of(tree)}
        return own.union(*[card.includes for card in self.translated])

    def _trees(self) -> list[Tree]:
        shared = [tree for _, tree in self.environment.all_partials()]
        own = [key for key, template in self.library.templates.items() if not template.shipped]
        return [*shared, *filter(None, map(self.environment.templates.__getitem__, own))]
