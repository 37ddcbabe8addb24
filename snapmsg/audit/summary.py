"""What a pile of messages comes to: how many have which part, in a sentence for a slide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from snapmsg.audit.auditing import Audited
from snapmsg.audit.reading import Timing
from snapmsg.model import Part

_ONE = {
    Part.STATUS: "where things stand",
    Part.NEXT_STEPS: "what comes next",
    Part.APPROXIMATE_TIME: "by when",
    Part.PLANNED_OUTCOME: "how it ends",
}


class Tally(NamedTuple):
    """How many messages there are, have each part, give each kind of time, and have all four."""

    messages: int
    parts: dict[Part, int]
    times: dict[Timing, int]
    complete: int
    noun: str


def tally(found: Sequence[Audited]) -> Tally:
    """The numbers of an audit. What is kept to be reused is called a macro."""
    times = Counter(one.reading.time for one in found)
    reused = bool(found) and all(one.message.reused for one in found)
    return Tally(
        len(found),
        {part: sum(one.reading.has(part) for one in found) for part in Part},
        {kind: times[kind] for kind in Timing},
        sum(one.reading.score == len(Part) for one in found),
        "macro" if reused else "message",
    )


def sentence(found: Sequence[Audited]) -> str:
    """The audit in one sentence: `Of 312 macros, 41 tell the customer by when, …`."""
    told = tally(found)
    if told.messages == 1:
        return _of_one(found[0], told.noun)
    by_when = told.parts[Part.APPROXIMATE_TIME]
    ends = told.parts[Part.PLANNED_OUTCOME]
    return (
        f"Of {told.messages:,} {told.noun}s, {_number(by_when)} {_verb(by_when, 'tell')} the "
        f"customer by when, {_number(ends)} {_verb(ends, 'say')} how it ends, and "
        f"{_number(told.complete)} {_verb(told.complete, 'have')} all four parts."
    )


def _number(count: int) -> str:
    return f"{count:,}" if count else "none"


def _verb(count: int, verb: str) -> str:
    if count != 1:
        return verb
    return {"have": "has"}.get(verb, f"{verb}s")


def _of_one(one: Audited, noun: str) -> str:
    has = [_ONE[part] for part in Part if one.reading.has(part)]
    lacks = [_ONE[part] for part in one.missing]
    if not lacks:
        return f"This {noun} has all four parts: it says {_listed(has, 'and')}."
    if not has:
        return f"This {noun} has none of the four parts: it does not say {_listed(lacks, 'or')}."
    return f"This {noun} says {_listed(has, 'and')}, but not {_listed(lacks, 'or')}."


def _listed(words: list[str], last: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def worst_first(found: Sequence[Audited]) -> list[Audited]:
    """The messages with the fewest parts first, then those with most remarks; else as they came."""
    return sorted(found, key=lambda one: (one.reading.score, -len(one.remarks)))
