"""What a new scenario is made of: the answers so far, and what can be told from them alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from snapmsg import channels, model, wording
from snapmsg.source import Addressed, Source

CLOSERS = "\"'”’»›)]"
"""What may stand between a sentence's end mark and the next one."""
_FIRST = re.compile(rf".+?[.!?…][{re.escape(CLOSERS)}]*(?=\s|\{{%|\Z)", re.DOTALL)
_AT_AN_END = re.compile(r"\A\s*\{|\}\s*\Z")
HEADS = ("subject", "headline")
"""What customers read above a message; the status may give it."""
_LONGEST_SUBJECT = 60
"""Letters that an email's subject shows of a sentence on most screens."""

FACTS = ("title", "situation", "starts", "feeling", "impact", "owner")
"""What colleagues read of a scenario, in the order of the file."""
SHORT = ("short_status", "short_steps", "short_time", "short_outcome")
"""The four parts again, in fewer words, for the channels that must be brief."""
READ_BY_CUSTOMERS = ("opening", "status", "time", "update", "say", "outcome", "closing")
"""The texts of a message, without its steps, in the order in which they are read."""


class BadAnswer(ValueError):
    """An answer that cannot stand; the text says why, and what to write instead."""


class NewStep(NamedTuple):
    """One next step: `us`, `you` or `they`, what is done, who “they” are, our team.

    `at` is its place in the file that it was read from, from 0; -1 for a new one. A step that
    stands as plain text has no owner.
    """

    owner: str
    text: str
    who: str = ""
    team: str = ""
    at: int = -1


class NewBlank(NamedTuple):
    """A blank of this scenario alone: what it is, and an example of it.

    `kind` is the type of the variable, empty for text; `currency` that of money.
    """

    name: str
    example: str
    about: str
    kind: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far.

    `texts` has the answers that are one text, by the field of `questions`: the facts, `topic`,
    `status`, `outcome`, `subject`, `state`, `headline`, `time` and `update` (each a typed time
    where it can be read, else a sentence in their own words), `say` (the sentence that carries
    both), and those of `SHORT`. `channels` is None as long as nobody was asked.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[NewStep, ...] = ()
    channels: tuple[str, ...] | None = None
    blanks: tuple[NewBlank, ...] = ()

    def said(self, field: str) -> str:
        """The text of a field; empty where nobody has answered it."""
        return self.texts.get(field, "")

    def saying(self, **texts: str) -> Answers:
        """The answers with some texts more, or other ones."""
        return replace(self, texts={**self.texts, **texts})

    def needs(self, field: str) -> bool:
        """Whether one of the channels must have a text of this name, such as an email a subject."""
        return any(field in needed(name) for name in self.channels or ())

    def wordings(self) -> Iterator[str]:
        """Every text that customers read."""
        for step in self.steps:
            yield from (step.text, step.who)
        yield from map(self.said, (*READ_BY_CUSTOMERS, *HEADS, *SHORT))

    def uses(self) -> dict[str, bool]:
        """Each name that the texts use, and whether it stands as a blank somewhere."""
        found: dict[str, bool] = {}
        for text in self.wordings():
            for use in parse(text).uses:
                if use.name not in model.RESERVED:
                    found[use.name] = found.get(use.name, False) or use.blank
        return found

    def undeclared(self, shared: Mapping[str, object]) -> tuple[str, ...]:
        """The names that neither the library nor these answers declare."""
        known = {*shared, *(blank.name for blank in self.blanks)}
        return tuple(name for name in self.uses() if name not in known)

    def renaming(self, old: str, new: str) -> Answers:
        """The answers with another name for a blank, wherever customers read it."""
        fields = (*READ_BY_CUSTOMERS, *HEADS, *SHORT)
        texts = {name: renamed(self.said(name), old, new) for name in fields if self.said(name)}
        steps = (
            step._replace(text=renamed(step.text, old, new), who=renamed(step.who, old, new))
            for step in self.steps
        )
        return replace(self.saying(**texts), steps=tuple(steps))


def renamed(text: str, old: str, new: str) -> str:
    """A text with another name for a blank; every other letter stays."""
    for use in sorted(parse(text).uses, key=lambda use: use.start, reverse=True):
        if use.name == old:
            text = text[: use.start] + new + text[use.end :]
    return text


def parse(text: str) -> wording.Tree:
    """A text as wording."""
    return wording.parse(Addressed(text, Source("", text), 0, len(text)))


def first_sentence(text: str) -> str:
    """The first sentence of a text with its end mark; empty where it has none."""
    found = _FIRST.match(text)
    return " ".join(found[0].split()) if found else ""


def head_of(answers: Answers, shared: Mapping[str, model.Variable]) -> str:
    """What the status offers for a subject or a headline: its first sentence, or nothing.

    Only a short one without conditions or private blanks will do.
    """
    head = first_sentence(answers.said("status")).rstrip(".")
    tree = parse(head)
    names = {use.name for use in tree.uses}
    private = any(name in names and variable.private for name, variable in shared.items())
    if "{%" in head or tree.faults or private or len(head) > _LONGEST_SUBJECT:
        return ""
    return head


def title_of(answers: Answers) -> str:
    """What the status offers for a title: its first clause without blanks, where that is short."""
    clause = re.split(r"[,;:.!?]|\b(?:and|but|because|so|since)\b", answers.said("status"))[0]
    if _AT_AN_END.search(clause):
        return ""
    words = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", clause).split()
    return " ".join(words) if 2 <= len(words) <= 6 else ""


def with_heads(answers: Answers, shared: Mapping[str, model.Variable]) -> Answers:
    """The answers, where a subject or headline is lacking with what the status offers for it."""
    lacking = [name for name in HEADS if answers.needs(name) and not answers.said(name)]
    head = head_of(answers, shared) if lacking else ""
    return answers.saying(**dict.fromkeys(lacking, head)) if head else answers


def with_kinds(answers: Answers) -> Answers:
    """The answers, where a blank is a boolean: only conditions ask for it, and it is yes or no."""
    uses = answers.uses()
    blanks = (
        blank._replace(kind="boolean")
        if not uses.get(blank.name, True) and blank.example in ("yes", "no")
        else blank
        for blank in answers.blanks
    )
    return replace(answers, blanks=tuple(blanks))


def conflicts(answers: Answers, shared: Mapping[str, object]) -> Iterator[str]:
    """What cannot stand beside something else that was answered, with the option it came from."""
    for blank in answers.blanks:
        if blank.name in shared:
            yield f"--blank: {blank.name} is in snap.yaml already, so leave it out here"


def unused(answers: Answers) -> Iterator[str]:
    """The blanks that no answer uses, with the option they came from."""
    uses = answers.uses()
    for blank in answers.blanks:
        if blank.name not in uses:
            yield f"--blank: no answer uses {{{{ {blank.name} }}}}, so leave it out"


def needed(channel: str) -> tuple[str, ...]:
    """The fields that a channel must have."""
    return tuple(field.name for field in channels.get(channel).fields if field.required)
