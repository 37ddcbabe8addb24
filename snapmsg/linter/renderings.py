"""The messages that lint looks at: each example, and for each condition one set that flips it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from snapmsg import values
from snapmsg.errors import SnapError
from snapmsg.message import Case, Draft, Message, build_case, compose, example_values
from snapmsg.model import Example
from snapmsg.values import Value
from snapmsg.wording import flips


def renderings(draft: Draft, now: datetime) -> Iterator[Message | SnapError]:
    """Every message that is looked at, or the reason why one cannot be written.

    n + 1 sets of values for n conditions, and one more for each named example, each on every
    channel of the scenario.
    """
    for name, given in value_sets(draft):
        try:
            case = build_case(draft, given, now, name)
        except SnapError as error:
            yield error
            continue
        yield from _messages(case)


def _messages(case: Case) -> Iterator[Message | SnapError]:
    for channel in case.draft.channels:
        try:
            yield compose(case, channel)
        except SnapError as error:
            yield error


def value_sets(draft: Draft) -> Iterator[tuple[str | None, Mapping[str, Value]]]:
    """The sets of values: the examples' own, each named one, and those that flip a condition.

    None twice: a condition that a named example flips already needs no other set.
    """
    base = example_values(draft)
    sets: list[Mapping[str, Value]] = [base]
    yield None, base
    for example in draft.scenario.examples:
        sets.append({**base, **_read(draft, example)})
        yield example.name, sets[-1]
    conditioned = draft.conditioned()
    for changed in flips(conditioned, base, draft.variables) if conditioned else ():
        given = {**base, **changed}
        if given not in sets:
            sets.append(given)
            yield None, given


def _read(draft: Draft, example: Example) -> dict[str, Value]:
    """An example's values; those that cannot be read are left out, since a rule has told them."""
    found: dict[str, Value] = {}
    for name, text in example.values.items():
        variable = draft.variables.get(name)
        if variable is None:
            continue
        try:
            found[name] = values.read(text.value, variable.spec) if text.value else ""
        except values.BadValue:
            continue
    return found
