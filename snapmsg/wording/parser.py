"""Text to tree. What is outside the language becomes a fault at its place, never an exception."""

from __future__ import annotations

import re
from functools import lru_cache

from snapmsg.source import Addressed
from snapmsg.wording.tree import (
    MAPPINGS,
    Blank,
    Condition,
    ConditionTree,
    Fault,
    Node,
    Text,
    Tree,
    Use,
)

MOST_CHARACTERS = 20_000
"""The longest text that is read."""

WORDS = frozenset(re.findall(r"\w+", "and else false False if in is none None not or true True"))
"""Words of the language, which no name can be."""

Shape = tuple[tuple[Node, ...], tuple[Use, ...], tuple[Fault, ...]]

# A brace before the two belongs to Jinja's reading, which takes the first two of three.
_BLANK = re.compile(r"(?<!\{)\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")


def parse(text: Addressed, *, template: bool = False) -> Tree:
    """The tree of a wording, or of a channel's template. Never raises, on any text."""
    nodes, uses, faults = _shape(text.value, template)
    return Tree(text, nodes, uses, faults, template)


def parse_condition(text: Addressed) -> ConditionTree:
    """The condition of an `only_if:`. Never raises, on any text."""
    condition, uses, faults = _condition(text.value)
    return ConditionTree(text, condition, uses, faults)


# Places count from the start of the text, so equal texts of different files share one shape.
@lru_cache(maxsize=4096)
def _shape(text: str, template: bool) -> Shape:
    if unfit := _unfit(text):
        return (), (), (unfit,)
    return plain(text, template) or jinja(text, template)


@lru_cache(maxsize=1024)
def _condition(text: str) -> tuple[Condition | None, tuple[Use, ...], tuple[Fault, ...]]:
    if unfit := _unfit(text):
        return None, (), (unfit,)
    from snapmsg.wording.lower import condition

    return condition(text)


def _unfit(text: str) -> Fault | None:
    """What keeps a text from being read at all."""
    if len(text) > MOST_CHARACTERS:
        reason = (
            f"this text has {len(text):,} characters, and snap reads {MOST_CHARACTERS:,} at most: "
            "split it"
        )
        return Fault("outside-the-language", 0, len(text), reason)
    if "\r" in text:
        place = text.index("\r")
        reason = "a carriage return (U+000D) hides here: take it out, or break the line instead"
        return Fault("wording-syntax", place, place + 1, reason)
    return None


def plain(text: str, template: bool) -> Shape | None:
    """The shape of a text that has nothing but blanks of one name; None for any other.

    Most wording is like this, and costs a tenth of what Jinja's parser takes.
    """
    if "{%" in text or "{#" in text:
        return None
    nodes: list[Node] = []
    uses: list[Use] = []
    end = 0
    for found in _BLANK.finditer(text):
        name = found[1]
        if name in WORDS or (template and name in MAPPINGS):
            return None
        start, after = found.span()
        if start > end:
            nodes.append(Text(text[end:start], end, start))
        nodes.append(Blank(name, None, (), start, after))
        uses.append(Use(name, *found.span(1), True))
        end = after
    if text.count("{{") != len(uses):
        return None
    if end < len(text):
        nodes.append(Text(text[end:], end, len(text)))
    return tuple(nodes), tuple(uses), ()


def jinja(text: str, template: bool) -> Shape:
    """The shape of any text, by way of Jinja's own parser."""
    from snapmsg.wording.lower import lower

    return lower(text, template)
