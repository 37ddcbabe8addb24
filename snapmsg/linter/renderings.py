"""The messages that lint looks at: each example, and for each condition one set that flips it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from snapmsg import values
from snapmsg.errors import SnapError
from snapmsg.message import Case, Draft, Message, build_case, compose, example_values
from snapmsg.model import Example
from snapmsg.values import Value
from snapmsg.wording import Phrase, Tree, evaluate, flips, holds


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


def all_cases(draft: Draft, now: datetime) -> list[Case]:
    """The draft with each set of values, those included that flip a condition."""
    return [build_case(draft, given, now, name) for name, given in value_sets(draft)]


def is_risky(draft: Draft) -> bool:
    """Whether some text of a draft can fail to be written: one that compares, filters or includes.

    A plain name in a condition cannot.
    """
    return _COMPARES.search(draft.said) is not None or any(
        _compares(condition.at.value) for condition in draft.only_ifs
    )


_STANDING = {name: Phrase("…") for name in ("promise", "update", "team", "who")}


def unsendable(case: Case) -> SnapError | None:
    """Why some text of a case cannot be written; None where all can.

    A plain blank without a value is told by the rules on variables.
    """
    draft = case.draft
    given = {**_STANDING, **case.given}
    for only_if in draft.only_ifs:
        if only_if.condition is not None:
            try:
                holds(only_if.condition, given)
            except SnapError as error:
                return SnapError(error.sentence, at=only_if.at.whole)
    for stretch in draft.stretches:
        if _can_fail(stretch.tree) and all(use.name in given for use in stretch.tree.uses):
            environment = draft.environment
            try:
                evaluate(
                    stretch.tree,
                    given,
                    include=environment.partials.__getitem__,
                    locale=environment.locale,
                )
            except SnapError as error:
                return error
    return None


# Quotation marks and an inline `if` are read as comparisons too: better one look too many. Texts
# are searched joined by NUL.
_COMPARES = re.compile(
    r"\{\{(?:[^{}\0=<>\"'|( ]| (?!if\b|in ))*+(?:[=<>\"'|(]| if\b| in )"
    r"|\{%(?:[^{}\0=<>\"'|( ]| (?!in |include))*+(?:[=<>\"'|(]| in | include)"
)


def _can_fail(tree: Tree) -> bool:
    """Whether a text compares, filters or includes."""
    return "{" in tree.at.value and _COMPARES.search(tree.at.value) is not None


def _compares(value: str) -> bool:
    return "=" in value or "<" in value or ">" in value or " in " in value


def messages(
    draft: Draft, found: list[Case], channels: Mapping[str, bool]
) -> Iterator[Message | SnapError]:
    """Each case's message on each of the channels that are wanted, or why there is none."""
    for case in found:
        for channel, wanted in channels.items():
            if wanted:
                try:
                    yield compose(case, channel)
                except SnapError as error:
                    yield error
