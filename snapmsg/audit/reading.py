"""Which of the four parts a message has, and where: sentence by sentence, or under its headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from snapmsg.audit import courtesy, headings
from snapmsg.audit.clauses import Clause
from snapmsg.audit.normal import normal
from snapmsg.audit.phrases import Clue, Span, weighed
from snapmsg.audit.text import Sentence, Text, sentences, understood
from snapmsg.audit.timing import Time, times
from snapmsg.audit.words import PAST
from snapmsg.locales import Found
from snapmsg.model import Part
from snapmsg.wording import VALUE

SURE = 0.5
"""From here on a part counts as present."""


class Timing(StrEnum):
    """What a message says of when."""

    CONCRETE = "concrete"
    VAGUE = "vague"
    CUSTOMER = "customer"
    NONE = "none"


class Reading(NamedTuple):
    """What a message has: the time, and for each part where it says it, in offsets of the text.

    A part that is absent has no spans. Of the time there are spans also where it is vague or the
    customer's.
    """

    time: Timing
    spans: dict[Part, tuple[Span, ...]]

    def has(self, part: Part) -> bool:
        """Whether a part is there; of the time, whether it is concrete."""
        if part is Part.APPROXIMATE_TIME:
            return self.time is Timing.CONCRETE
        return bool(self.spans[part])

    @property
    def score(self) -> int:
        """How many of the four parts are there, 0 to 4."""
        return sum(map(self.has, Part))


def read(message: str | Text, find_times: Callable[[str], Sequence[Found]]) -> Reading:
    """Read a message. `find_times` finds the locale's concrete times."""
    text = understood(message) if isinstance(message, str) else message
    when = times(text, find_times)
    clues, headed = _clues(text, [(t.start, t.end) for t in when if t.concrete])
    spans: dict[Part, tuple[Span, ...]] = {}
    for at, part in enumerate((Part.STATUS, Part.NEXT_STEPS, Part.PLANNED_OUTCOME)):
        said = headed.get(part)
        spans[part] = tuple(said) if said else _present(text, clues, at)
    if not spans[Part.NEXT_STEPS]:
        # Whoever asked the carrier to move it has told the next step, if no other is told.
        at_work = (clue.clause for clue in clues if clue.clause.traits >= _AT_WORK)
        spans[Part.NEXT_STEPS] = _merged((c.start + _joint(text, c), c.end) for c in at_work)
    time, places = _time(text.seen, when, clues, headed.get(Part.APPROXIMATE_TIME, []))
    spans[Part.APPROXIMATE_TIME] = places
    return Reading(time, spans)


def _present(text: Text, clues: list[Clue], at: int) -> tuple[Span, ...]:
    """Where a part is: the clauses that are sure, or all that hint at it and are sure together."""
    sure = [c.clause for c in clues if c.sure[at] >= SURE]
    if not sure:
        doubt = 1.0
        hints = [c for c in clues if c.sure[at] > 0]
        for clue in hints:
            doubt *= 1 - clue.sure[at]
        if 1 - doubt < SURE + 0.12:
            return ()
        sure = [clue.clause for clue in hints]
    return _merged((c.start + _joint(text, c), c.end) for c in sure)


_AT_WORK = frozenset({"us", "perfect", "sets-to-work"})
_JOINT = re.compile(r"(?:(?:and|but|so|then|or|yet)\s+)+", re.IGNORECASE)


def _joint(text: Text, clause: Clause) -> int:
    """How long the `and` is that a clause begins with."""
    found = _JOINT.match(text.seen, clause.start, clause.end)
    return found.end() - clause.start if found is not None else 0


def _merged(spans: Iterator[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in spans:
        if found and start - found[-1][1] <= 5:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


_LETTER = re.compile(rf"[^\W_]|{VALUE}")


def _clues(text: Text, when: list[Span]) -> tuple[list[Clue], dict[Part, list[Span]]]:
    """Every clause of the message's own news, weighed; and what stands under headings."""
    found: list[Clue] = []
    headed: dict[Part, list[Span]] = {}
    under: Part | None = None
    helping = False
    ended = False
    first = True
    for sentence in sentences(text.seen):
        if sentence.line:
            ended = ended and not _is_text(sentence.text)
            named = headings.heading(sentence.text)
            if named is not None:
                under, cut = named
                sentence = _from(sentence, cut)
            elif headings.ANY.fullmatch(sentence.text) and len(sentence.text.split()) < 7:
                under = None
        if not _LETTER.search(sentence.text):
            continue
        greeted = courtesy.greeting(sentence.text) if sentence.line or first else 0
        sentence = _from(sentence, greeted)
        opening, first = first, first and bool(greeted)
        if not sentence.text.strip():
            continue
        if sentence.line and not opening and courtesy.signs_off(_line(text.seen, sentence)):
            ended, under = True, None
            continue
        if ended or courtesy.signature(sentence.text):
            continue
        if under is not None:
            headed.setdefault(under, []).append((sentence.start, sentence.end))
        was_helping, helping = helping, courtesy.asks_about_help(sentence.text)
        found += weighed(sentence, when, was_helping or helping, first)
        first = False
    return found, {part: list(_merged(iter(spans))) for part, spans in headed.items()}


def _line(seen: str, sentence: Sentence) -> str:
    """The rest of the line on which a sentence starts."""
    end = seen.find("\n", sentence.start)
    return seen[sentence.start : end if end >= 0 else len(seen)]


def _is_text(line: str) -> bool:
    """Whether a line after the sign-off takes the message up again."""
    return len(line) > 60 and line.rstrip()[-1:] in ".!?"


def _from(sentence: Sentence, cut: int) -> Sentence:
    if not cut:
        return sentence
    rest = sentence.text[cut:]
    start = sentence.start + cut + len(rest) - len(rest.lstrip())
    return Sentence(start, sentence.end, rest.lstrip(), sentence.line)


_UNTIL = re.compile(
    r"\b(?:delayed|moved|rescheduled|postponed|extended|booked|scheduled|pushed|deferred"
    r"|arranged|set|changed"
    r"|reserved|confirmed|held|put back|brought forward)\b[\w\s§]{0,30}\b(?:to|until|till|for"
    r"|by|at|on|from) $"
)


def _time(
    seen: str, when: list[Time], clues: list[Clue], headed: list[Span]
) -> tuple[Timing, tuple[Span, ...]]:
    """The kind of time that a message gives, and where."""
    ours: list[Span] = []
    theirs: list[Span] = []
    vague: list[Span] = []
    for time in when:
        span = (time.start, time.end)
        if any(a <= time.start < b for a, b in headed):
            (ours if time.concrete else vague).append(span)
            continue
        clue = next((c for c in clues if c.clause.start <= time.start < c.clause.end), None)
        if clue is None or _is_over(clue.clause, seen[clue.clause.start : time.start]):
            continue
        if not time.concrete:
            if "help" not in clue.clause.traits:
                vague.append(span)
        elif "help" in clue.clause.traits and "future" not in clue.clause.traits:
            continue
        elif _is_customers(clue.clause):
            theirs.append(span)
        else:
            ours.append(span)
    if ours:
        return Timing.CONCRETE, tuple(ours)
    if theirs:
        return Timing.CUSTOMER, tuple(theirs)
    if vague:
        return Timing.VAGUE, tuple(vague)
    return Timing.NONE, ()


def _is_over(clause: Clause, before: str) -> bool:
    """Whether a time is one of the past: its verb is, and what stands before points not ahead."""
    traits = clause.traits
    tail = _THAT_DID.search(normal(before))
    if tail is not None and "future" not in traits and (tail[1] in PAST or tail[1].endswith("ed")):
        return True
    if "v:cancel" in traits and "passive" in traits and "future" not in traits:
        return True
    if traits & {"if", "when"} and "perfect" in traits:
        return False
    if not traits & {"past", "perfect"} and not {"done", "bare"} <= traits:
        return False
    return not _UNTIL.search(normal(before))


_THAT_DID = re.compile(r".* (?:that|which|who|we|you|they|it) (?:\w+ly )?(\w+)(?: [^,]*)?$")


def _is_customers(clause: Clause) -> bool:
    """Whether only the customer has to keep a clause's time."""
    traits = clause.traits
    if "ask" in traits:
        return not traits & {"await", "v:allow", "v:expect", "v:wait"}
    return "you" in traits and bool(traits & {"must", "if", "until"})
