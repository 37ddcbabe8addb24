"""Text to tree. What is outside the language becomes a fault at its place, never an exception."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from snapmsg.source import Addressed
from snapmsg.wording.tree import (
    MAPPINGS,
    Blank,
    Condition,
    ConditionTree,
    Fault,
    If,
    Node,
    Text,
    Tree,
    Use,
)

MOST_CHARACTERS = 20_000
"""The longest text that is read."""

WORDS = frozenset(re.findall(r"\w+", "and else false False if in is none None not or true True"))
"""Words of the language, which no name can be."""

_MOST_OPEN, _MOST_TAGS = 8, 100  # beyond which the full reading counts them and says so

Shape = tuple[tuple[Node, ...], tuple[Use, ...], tuple[Fault, ...]]

# Conditions with braces or a percent sign in quotes, and whitespace control, are Jinja's to read,
# and so is a third brace, of which it takes the first two.
_TAG = re.compile(
    r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}"
    r"|\{%\s*(if|elif|else|endif)\b\s*([^{}%\n]*?)\s*%\}(?!\})"
)
_OPENS = re.compile(r"\{[{%]")


def parse(text: Addressed, *, template: bool = False) -> Tree:
    """The tree of a wording, or of a channel's template. Never raises, on any text."""
    value = text.value
    make = tuple.__new__  # most of the time that wording takes goes into its nodes
    nodes: tuple[Node, ...]
    uses: tuple[Use, ...] = ()
    faults: tuple[Fault, ...] = ()
    if len(value) > MOST_CHARACTERS or "\r" in value:
        nodes, faults = (), (_unfit(value),)
    elif value and "{" not in value:
        nodes = (make(Text, (value, 0, len(value))),)
    else:
        nodes, uses, faults = plain(value, template) or jinja(value, template)
    tree: Tree = make(Tree, (text, nodes, uses, faults, template))
    return tree


def parse_condition(text: Addressed) -> ConditionTree:
    """The condition of an `only_if:`. Never raises, on any text."""
    condition, uses, faults = _condition(text.value)
    return ConditionTree(text, condition, uses, faults)


@lru_cache(maxsize=1024)
def _condition(text: str) -> tuple[Condition | None, tuple[Use, ...], tuple[Fault, ...]]:
    if len(text) > MOST_CHARACTERS or "\r" in text:
        return None, (), (_unfit(text),)
    from snapmsg.wording.lower import condition

    return condition(text)


def _unfit(text: str) -> Fault:
    """What keeps a text from being read at all: its length, or a carriage return in it."""
    if len(text) > MOST_CHARACTERS:
        reason = (
            f"this text has {len(text):,} characters, and snap reads {MOST_CHARACTERS:,} at most: "
            "split it"
        )
        return Fault("outside-the-language", 0, len(text), reason)
    place = text.index("\r")
    reason = "a carriage return (U+000D) hides here: take it out, or break the line instead"
    return Fault("wording-syntax", place, place + 1, reason)


def plain(text: str, template: bool) -> Shape | None:
    """The shape of a text that has only blanks of one name and, in wording, plain conditions.

    None for any other text, and for one with a fault. Most wording is like this, and costs a tenth
    of what Jinja's parser takes; a condition that many texts share is parsed once.
    """
    if "{#" in text or (template and "{%" in text):
        return None
    uses: list[Use] = []
    nodes: list[Node] = []
    open_ifs: list[_Open] = []
    make = tuple.__new__
    end = tags = 0
    for found in _TAG.finditer(text):
        start, after = found.span()
        if start > end:
            words = text[end:start]
            if "{" in words and _OPENS.search(text, end, start + 1):
                return None
            nodes.append(make(Text, (words, end, start)))
        end = after
        name = found[1]
        tags += 1
        if name is not None:
            if name in WORDS or (template and name in MAPPINGS):
                return None
            nodes.append(make(Blank, (name, None, (), start, after)))
            uses.append(make(Use, (name, *found.span(1), True)))
            continue
        word, asked = found.group(2, 3)
        if len(open_ifs) == _MOST_OPEN or tags > _MOST_TAGS:
            return None
        if word == "if":
            open_ifs.append(_Open(start, nodes, []))
        elif not open_ifs or (word != "endif" and open_ifs[-1].closed):
            return None
        else:
            open_ifs[-1].branches[-1][1][:] = nodes
        if word == "endif":
            if asked:
                return None
            done = open_ifs.pop()
            nodes = done.outer
            nodes.append(done.node(after))
            continue
        condition = None
        if (word == "else") is bool(asked.strip()):
            return None
        if asked:
            condition, names, faults = _condition(asked)
            if faults or condition is None:
                return None
            shift = found.start(3)
            uses += [Use(n, a + shift, b + shift, blank) for n, a, b, blank in names]
        open_ifs[-1].branches.append((condition, []))
        nodes = []
    if open_ifs:
        return None
    if end < len(text):
        if _OPENS.search(text, end):
            return None
        nodes.append(make(Text, (text[end:], end, len(text))))
    return tuple(nodes), tuple(uses), ()


class _Open(NamedTuple):
    """An `if` whose `endif` has not come yet: what stood before it, and its branches so far."""

    start: int
    outer: list[Node]
    branches: list[tuple[Condition | None, list[Node]]]

    @property
    def closed(self) -> bool:
        """Whether its `else` has come, after which there is only `endif`."""
        return bool(self.branches) and self.branches[-1][0] is None

    def node(self, end: int) -> If:
        """The node. An else that says nothing is no else."""
        found = [(condition, tuple(body)) for condition, body in self.branches]
        if found[-1][0] is None and not found[-1][1]:
            found.pop()
        return If(tuple(found), self.start, end)


def jinja(text: str, template: bool) -> Shape:
    """The shape of any text, by way of Jinja's own parser."""
    from snapmsg.wording.lower import lower

    return lower(text, template)
