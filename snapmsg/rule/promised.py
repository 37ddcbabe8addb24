"""What a scenario promises, as the rules that hold it to something read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from snapmsg import promise, source
from snapmsg.locales.said import said
from snapmsg.message import Draft, Stretch
from snapmsg.message.environment import read_example
from snapmsg.model import Part
from snapmsg.promise import Duration, Moment, Promise
from snapmsg.rule.reading import sentence_at
from snapmsg.rule.views import Mark
from snapmsg.source import Addressed, Range, Source
from snapmsg.wording import Blank, prose


class Term(NamedTuple):
    """A promised time and where it stands. `news`: they hear from us then; else it ends then."""

    at: Range
    promise: Promise
    news: bool


_NEWS = re.compile(
    r"\b(?:hear|news|update|writes?|calls?|rings?|reply|answer|tell|let you know|come back|get back"
    r"|contact|e-?mail|text)\b",
    re.IGNORECASE,
)


def promised(draft: Draft) -> Iterator[tuple[Term, ...]]:
    """The times that a customer is promised together, once for each way in which that is said.

    A typed promise is one way, or one for each set of example values where it is a blank; a text
    in its place is another, with what it has of the typed one in {{ promise }} and {{ update }}.
    What counts from an event, and not from now, is left out.
    """
    ways = [*typed(draft)]
    yield from ways
    for stretch in draft.stretches:
        wording = stretch.wording
        if stretch.part is Part.APPROXIMATE_TIME and wording is not None and wording.timing is None:
            blanks = {use.name for use in stretch.tree.uses if use.blank}
            kept = [t for way in ways for t in way if ("promise", "update")[t.news] in blanks]
            yield (*told(draft, stretch), *kept)


def typed(draft: Draft) -> Iterator[tuple[Term, ...]]:
    """The typed promise of a scenario, once for each set of example values that changes it."""
    timing = draft.scenario.timing()
    if timing is not None:
        end = None if timing.after is not None else timing.within or timing.by
        news = timing.update_within or timing.update_by
        ways = {}
        for example in (None, *(example.name for example in draft.scenario.examples)):
            found = [
                *_typed(draft, end, end is timing.by, False, example),
                *_typed(draft, news, news is timing.update_by, True, example),
            ]
            ways[tuple(term.promise for term in found)] = tuple(found)
        yield from filter(None, ways.values())


def own(draft: Draft) -> list[Promise]:
    """What the scenario itself promises, before any channel says it in its own way."""
    found = [term.promise for terms in typed(draft) for term in terms]
    wording = draft.scenario.wording.parts.get(Part.APPROXIMATE_TIME)
    for stretch in draft.stretches:
        if stretch.wording is wording and wording is not None and wording.timing is None:
            found += [term.promise for term in told(draft, stretch)]
    return found


def told(draft: Draft, stretch: Stretch) -> Iterator[Term]:
    """The exact times that stand in the words of a text.

    Of a language whose sentences nobody has taught snap, each may be news and no end.
    """
    locale, text = draft.environment.locale, prose(stretch.tree)
    english = locale.code.partition("-")[0] == "en"
    for found in said(locale, text):
        sentence = sentence_at(text, found.start)[2]
        news = not english or _NEWS.search(sentence) is not None
        yield Term(stretch.tree.at.range(found.start, found.end), found.promise, news)


def _typed(
    draft: Draft, text: Addressed | None, moment: bool, news: bool, example: str | None
) -> Iterator[Term]:
    """A typed time; none where it cannot be read. A blank's is that of its example."""
    if text is None:
        return
    tree = draft.tree(text)
    node = tree.nodes[0] if len(tree.nodes) == 1 else None
    if not isinstance(node, Blank):
        try:
            term = (promise.parse_moment if moment else promise.parse_duration)(text.value)
        except promise.Unreadable:
            return
        yield Term(text.whole, term, news)
        return
    variable = draft.variables.get(node.name)
    if variable is None:
        return
    sets = {e.name: e.values for e in draft.scenario.examples}
    given = sets[example].get(node.name) if example is not None else None
    given = given or variable.example or variable.default
    value = read_example(variable, given.value) if given is not None else None
    if given is not None and isinstance(value, Duration):
        yield Term(given.whole, value, news)


def marks_of(draft: Draft) -> tuple[Mark | None, Mark | None]:
    """A scenario's typed promise as snap reads it, and the id of what follows it.

    The promise only where there is a policy that compares those of several scenarios.
    """
    timing, next_ = draft.scenario.timing(), draft.scenario.follow_up
    policies = draft.environment.library.settings.policies.values()
    asked = any(policy.alike for policy in policies)
    end = timing.within or timing.by if asked and timing is not None else None
    terms = [*_typed(draft, end, timing is not None and end is timing.by, False, None)]
    return (
        _mark(str(terms[0].promise), terms[0].at) if terms else None,
        _mark(next_.scenario.value, next_.scenario.whole) if next_ is not None else None,
    )


def _mark(text: str, at: Range) -> Mark:
    return Mark(text, at.start, at.end)


def place(path: str, mark: Mark) -> Range:
    """Where a mark stands: the file is read again, since only what is told needs its place."""
    try:
        return Range(source.load(Path(path), path), mark.start, mark.end)
    except source.Unreadable:
        return Source(path, "").line_range(1)


def typed_moment(text: Addressed) -> Moment | None:
    """What stands under a `by`; None for a blank, and for what cannot be read."""
    if "{" in text.value:
        return None
    try:
        return promise.parse_moment(text.value)
    except promise.Unreadable:
        return None
