"""What several rules ask of a text: its sentences, and what can drop out of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

from snapmsg import source
from snapmsg.files import shown
from snapmsg.message import Draft, Stretch
from snapmsg.model import Part, Variable
from snapmsg.promise import Unit, Unreadable, parse_duration
from snapmsg.rule.views import Match, PartProse, Prose, TemplateText
from snapmsg.source import Range, Source
from snapmsg.values import Spec, Value
from snapmsg.wording import (
    TAG,
    VALUE,
    And,
    Blank,
    Compare,
    Condition,
    Const,
    If,
    In,
    Include,
    Name,
    Node,
    Not,
    Or,
    Text,
    TooComplex,
    Tree,
    vanishes,
)

UNSPACED = frozenset(["ja", "zh", "th", "lo", "km", "my"])
"""Languages that are written without spaces between words, so that these cannot be counted."""
_WORD = re.compile(r"\w")
_END = re.compile(rf"(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=[\s{TAG}]|$)|\n\s*\n")
_CLAUSE = re.compile(r"\s*[,;:–—]\s+|\s[-–—]\s")
_ABBREVIATIONS = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|approx|no|nos|mr|mrs|ms|dr|st|prof|ref|tel|ext|vs|etc|incl|a\.m|p\.m|min|max|dept)\.$",
    re.IGNORECASE,
)


_LONGEST_ABBREVIATION = 10
_AROUND = 200
"""How much of a sentence is looked at on each side of a place: none that is meant is longer."""


@lru_cache(maxsize=8)  # every hit in a text asks for them again
def sentences(text: str) -> tuple[tuple[int, int, str], ...]:
    """Each sentence of a text with its start and end, without the space around it."""
    found: list[tuple[int, int, str]] = []
    start = 0
    for stop in _END.finditer(text):
        end = stop.end()
        tail = text[max(start, end - _LONGEST_ABBREVIATION) : end]
        if stop[0] == "." and _ABBREVIATIONS.search(tail):
            continue
        found += _sentence(text, start, end)
        start = end
    found += _sentence(text, start, len(text))
    return tuple(found)


def sentence_at(text: str, at: int) -> tuple[int, int, str]:
    """The sentence of a text in which a character stands, with its start and end.

    Of one that goes on and on, only what stands around the character.
    """
    start, end = sentence_span(text, at)
    start, end = max(start, at - _AROUND), min(end, at + _AROUND)
    return start, end, text[start:end]


def sentence_span(text: str, at: int) -> tuple[int, int]:
    """Where the whole sentence stands that holds a character; all of the text if none does."""
    found = sentences(text)
    number = bisect_right(found, at, key=itemgetter(0)) - 1
    start, end, _ = found[number] if number >= 0 else (0, 0, "")
    return (start, end) if start <= at < end else (0, len(text))


def long_sentences(draft: Draft) -> frozenset[int]:
    """A hash of each of a scenario's longer sentences, to find its like by; in a hurry.

    A copy in which somebody has changed a word keeps nearly all of them. Where there are too few
    to tell by, all that is said stands for them, so that only the very same is its like.
    """
    said = draft.said.replace("\0", ". ").split(". ")
    found = frozenset([hash(text) for text in said if len(text) > _LONG])
    if len(found) >= ENOUGH or not draft.said.strip("\0"):
        return found
    return frozenset([hash((number, draft.said)) for number in range(ENOUGH)])


ENOUGH = 3
"""So many sentences of two scenarios are compared at the least."""
_LONG = 30
_MINUTES = {
    Unit.MINUTE: 1,
    Unit.HOUR: 60,
    Unit.WORKING_HOUR: 60 * 3,
    Unit.DAY: 60 * 24,
    Unit.WORKING_DAY: 60 * 24,
    Unit.WEEK: 60 * 24 * 7,
    Unit.MONTH: 60 * 24 * 30,
}


def promised_minutes(draft: Draft) -> int:
    """The end of a scenario's typed promise in minutes, roughly; 0 where it has none."""
    timing = draft.scenario.timing()
    if timing is None or timing.within is None:
        return 0
    try:
        found = parse_duration(timing.within.value)
    except Unreadable:
        return 0
    return found.high * _MINUTES[found.unit]


def channels_of(prose: Prose) -> list[str]:
    """The channels on which a stretch is read: those that have no other wording in its place."""
    stretch, draft = prose.stretch, prose.draft
    if stretch.channel is not None:
        return [stretch.channel]
    found = []
    for name in draft.channels:
        if stretch.wording is not None:
            read = draft.part(stretch.wording.part, name) is stretch.wording
        else:
            own = (draft.scenario.channels or {}).get(name)
            said_anew = own is not None and stretch.field in own.fields
            read = draft.channel(name).brief is stretch.short and not said_anew
        if read:
            found.append(name)
    return found


def first_line(path: Path) -> Range:
    """The first line of a file, where what it lacks is told; it is read anew."""
    try:
        text = source.load(path, shown(path))
    except source.Unreadable:
        text = Source(shown(path), "")
    return text.line_range(1)


def cased_like(words: str, instead: str) -> str:
    """Words to put in the place of others, with a capital where those had one."""
    return instead[:1].upper() + instead[1:] if words[:1].isupper() else instead


_QUOTES = {"“": "”", "‘": "’", "«": "»", "„": "“", '"': '"', "'": "'"}
_OPENS = re.compile(r"(?<!\w)[“‘«„\"']")


def quoted(found: Match) -> bool:
    """Whether words are somebody else's: they stand between quotation marks, or are a title.

    A title is in capitals within its sentence: `the film Calm Down`.
    """
    text, start, end = found.prose.text, found.start, found.end
    first, last = max(0, start - _AROUND), end + _AROUND
    for mark in _OPENS.finditer(text, first, start):
        close = _QUOTES[mark[0]]
        if text[mark.end()].isspace() or close not in text[end:last]:
            continue
        if not re.search(rf"{close}(?!\w)", text[mark.end() : start]):
            return True
    words = text[start:end].split()
    return (
        len(words) > 1
        and all(word[0].isupper() and not word[1:].isupper() for word in words)
        and sentence_span(text, start)[0] < start
    )


def clauses(sentence: str) -> list[str]:
    """A sentence in small letters, with straight apostrophes, clause by clause."""
    low = sentence.lower().replace("’", "'")
    return [clause for clause in _CLAUSE.split(low) if re.search(r"\w", clause)]


def _sentence(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    said = text[start:end].strip()
    if re.search(rf"[\w{VALUE}]", said):
        at = text.index(said, start)
        yield at, at + len(said), said


def vanishing(part: PartProse) -> str | None:
    """For which values a part says nothing, as ` when refund is no`; None where it always speaks.

    Raises `TooComplex`.
    """
    timing = part.wording.timing
    if timing is not None and timing.say is None:
        return None
    if part.speaks:
        return None
    draft = part.draft
    nodes: list[Node] = []
    for prose in part.prose:
        tree = prose.stretch.tree
        if tree.faults:
            return None
        step = prose.stretch.step
        condition = None
        if step is not None and step.only_if is not None:
            condition = draft.condition(step.only_if).condition
        nodes += tree.nodes if condition is None else (If(((condition, tree.nodes),), 0, 0),)
    if not nodes or not any(isinstance(n, If | Include) or _blank(n, part) for n in nodes):
        return None
    values = vanishes(tuple(nodes), lambda n: _speaks(n, draft), draft.variables)
    return None if values is None else _when(values)


def silent(draft: Draft, tree: Tree) -> str | None:
    """For which values a text says nothing, as ` when refund is no`; None where it always speaks.

    What hangs together in too many ways to be searched is taken to speak.
    """
    if tree.faults or any(type(node) is Text and _WORD.search(node.text) for node in tree.nodes):
        return None
    try:
        values = vanishes(tree.nodes, lambda n: _speaks(n, draft), draft.variables)
    except TooComplex:
        return None
    return None if values is None else _when(values)


def speaks(stretch: Stretch) -> bool:
    """Whether words stand outside every condition of a stretch: the common case, cheaply told."""
    if stretch.step is not None and stretch.step.only_if is not None:
        return False
    for node in stretch.tree.nodes:
        if type(node) is Text and (node.text[0].isalnum() or _WORD.search(node.text)):
            return True
    return False


def _blank(node: Node, part: PartProse) -> bool:
    return isinstance(node, Blank) and node.name in part.draft.variables


def _speaks(node: Node, draft: Draft) -> bool:
    """Whether a node says something to a customer whenever it is reached."""
    if isinstance(node, Text):
        return bool(_WORD.search(node.text))
    if isinstance(node, Blank):
        words = [word for change in node.filters for word in change.args]
        return all(re.search(r"\w", word) for word in words)
    if isinstance(node, Include):
        partial = draft.environment.partials.get(node.name)
        if partial is None:
            return True
        return vanishes(partial.nodes, lambda n: _speaks(n, draft), draft.variables) is None
    return True


def _when(values: Mapping[str, Value]) -> str:
    if not values:
        return " in any case"
    said = []
    for name, value in values.items():
        if isinstance(value, bool):
            said.append(f"{name} is {'yes' if value else 'no'}")
        elif value in ("", ()):
            said.append(f"{name} is left out")
        else:
            said.append(f"{name} is “{getattr(value, 'value', value)}”")
    return " when " + " and ".join(said)


def dropped(template: TemplateText, part: Part) -> str | None:
    """In which cases a template leaves a part out; None where it never does.

    Raises `TooComplex`.
    """
    settings = template.environment.library.settings
    key = template.tree.at.whole
    always = {str(name): Variable(name, key, Spec()) for name in Part}
    values = vanishes(
        template.tree.nodes,
        lambda node: _is_part(node, part),
        {**settings.variables, **always},
    )
    if values is None:
        return None
    return " always" if not values else _when(values)


def _is_part(node: Node, part: Part) -> bool:
    if not isinstance(node, Blank):
        return False
    if part is Part.NEXT_STEPS and node.attr == "text":
        return True
    return node.name == part and node.attr is None


def unguarded(nodes: tuple[Node, ...], variables: Mapping[str, Variable]) -> Iterator[Blank]:
    """Each blank of an optional variable that is reached also where the variable is empty."""
    yield from _unguarded(nodes, variables, frozenset())


def _unguarded(
    nodes: tuple[Node, ...], variables: Mapping[str, Variable], sure: frozenset[str]
) -> Iterator[Blank]:
    for node in nodes:
        if isinstance(node, Blank):
            default = variables[node.name].default if node.name in variables else None
            if default is not None and not default.value.strip() and node.name not in sure:
                yield node
        elif isinstance(node, If):
            known = sure
            for condition, body in node.branches:
                here = known if condition is None else known | _there(condition, True)
                yield from _unguarded(body, variables, here)
                if condition is not None:
                    known |= _there(condition, False)


def _there(condition: Condition, holds: bool) -> frozenset[str]:
    """The names that cannot be empty where a condition holds, or where it does not."""
    if isinstance(condition, Not):
        return _there(condition.item, not holds)
    if isinstance(condition, And if holds else Or):
        return frozenset().union(*(_there(item, holds) for item in condition.items))
    if isinstance(condition, Name):
        return frozenset([condition.name]) if holds else frozenset()
    if isinstance(condition, Compare):
        equal = condition.op == ("==" if holds else "!=")
        sides = (condition.left, condition.right)
        names = [side.name for side in sides if isinstance(side, Name)]
        consts = [side.value for side in sides if isinstance(side, Const)]
        return frozenset(names) if equal and consts and consts[0] != "" else frozenset()
    if not isinstance(condition, In) or not isinstance(condition.item, Name):
        return frozenset()
    sure = condition.negated is not holds and "" not in condition.options
    return frozenset([condition.item.name]) if sure else frozenset()
