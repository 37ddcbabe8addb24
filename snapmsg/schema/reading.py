"""Reading the values of keys: what can be understood is, and the rest is a problem."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from snapmsg.diagnostic import Edit, Fix, Problem
from snapmsg.errors import did_you_mean, quoted
from snapmsg.model import Part
from snapmsg.reader import ListNode, MapNode, Node, corrected, trailing_comment, with_lines
from snapmsg.schema.fields import MEANT, MOST
from snapmsg.source import Addressed, Range, Source

IGNORE = re.compile(r"#[ \t]*snap: ignore")
"""How a comment starts that switches a rule off."""


NULLS = frozenset(["~", "null", "Null", "NULL"])
"""YAML's own signs for nothing, which are words only where no sign is looked for."""


def is_nothing(node: Node) -> bool:
    """Whether nothing stands there, or YAML's own sign for that, where no words are taken.

    Where words are, `null` is one: it is somebody's name.
    """
    if type(node) is not Addressed:
        return False
    return not node.value or (node.style == "plain" and node.value in NULLS)


@dataclass(slots=True)
class Reading:
    """A file being read: its source, and the problems found so far."""

    source: Source
    problems: list[Problem]
    commented: bool = field(init=False)

    def __post_init__(self) -> None:
        self.commented = "#" in self.source.text

    def note(self, rule: str, at: Range, reason: str) -> None:
        """Record a problem."""
        self.problems.append(Problem(rule, at, reason))

    def range(self, node: Node) -> Range:
        """Where a node stands, without the blank lines that may follow it."""
        return Range(self.source, node.start, node.end)

    def text(self, node: Node, name: str) -> Addressed | None:
        """A node as text; anything else is recorded as a problem. None where it is empty."""
        if type(node) is Addressed:
            return node if node.value else None
        kind = "a list" if isinstance(node, ListNode) else "a group of keys"
        self.note(
            "bad-value",
            self.range(node),
            f"{quoted(name)} takes words, and here is {kind}: write text",
        )
        return None

    def wording(self, node: Node, name: str) -> Addressed | None:
        """A node as text that customers read, of which no comment may have bitten off the end."""
        if type(node) is not Addressed:
            return self.text(node, name)
        lost = trailing_comment(node) if self.commented else None
        if lost is not None and IGNORE.match(lost.text):
            reason = "customers read what stands before this: put it on a line of its own, "
            self.note("misplaced-ignore", lost, f"{reason}directly above the key")
        elif lost is not None:
            found = corrected(self.source, node.start)
            reason = with_lines(
                f"YAML takes “{lost.text.strip()[:40]}” for a comment, so customers would not "
                "read it. Put the words on a line of their own:",
                found.lines if found is not None else (),
            )
            fix = None if found is None else found.fix
            self.problems.append(Problem("lost-text", lost, reason, fix))
        return node if node.value else None

    def map(self, node: Node | None, name: str, like: str) -> MapNode:
        """A node as a mapping; an empty one where it is nothing, or is none, with a problem."""
        if isinstance(node, MapNode):
            return node
        if node is not None and not is_nothing(node):
            reason = f"{quoted(name)} takes keys of its own, such as {like}"
            self.note("bad-value", self.range(node), reason)
        return MapNode(self.source, {}, {}, 0, 0, False)

    def known(self, node: MapNode, known: Collection[str], where: str) -> dict[str, Node]:
        """What stands under the keys that mean something here; every other is recorded."""
        found = {}
        for name, value in node.entries.items():
            if name in known:
                found[name] = value
            else:
                self.unknown(node.key(name), name, known, where)
        return found

    def unknown(self, key: Addressed, name: str, known: Iterable[str], where: str) -> None:
        """Record a key that means nothing here, with the one that may be meant."""
        meant = did_you_mean(name, known, MEANT)
        known = tuple(known)
        reason = f"{quoted(name)} is no key {where}.{meant or _cure(name, known)}"
        self.problems.append(Problem("unknown-key", key.whole, reason, _instead(key, meant)))

    def texts(self, node: Node, name: str) -> tuple[Addressed, ...]:
        """A list of texts; a single text counts as a list of one."""
        items = node.items if isinstance(node, ListNode) else [node]
        found = [self.text(item, name) for item in items]
        return tuple([text for text in found if text is not None])

    def choice(self, text: Addressed, name: str, choices: Iterable[str]) -> bool:
        """Whether a text is one of the choices; if not, a problem with what may be meant."""
        if text.value in choices:
            return True
        if is_nothing(text):
            return False
        meant = did_you_mean(text.value, choices)
        listed = ", ".join(choices)
        reason = f"{quoted(text.value)} is no value of “{name}”.{meant} It is one of: {listed}"
        self.problems.append(Problem("bad-value", text.whole, reason, _instead(text, meant)))
        return False

    def number(self, text: Addressed, name: str) -> int | None:
        """A text as a whole number from 0 to the most that its key takes; if none, a problem."""
        value, most = text.value, MOST[name]
        if is_nothing(text):
            return None
        if value.isascii() and value.isdigit() and len(value) < 7 and int(value) <= most:
            return int(value)
        self.note(
            "bad-value",
            text.whole,
            f"{quoted(text.value)} is no value of “{name}”: write a whole number up to {most}",
        )
        return None

    def flag(self, text: Addressed, name: str) -> bool:
        """A text as yes or no; if it is neither, a problem."""
        if text.value.lower() not in _FLAGS and not is_nothing(text):
            self.note("bad-value", text.whole, f"“{name}” is yes or no, not {quoted(text.value)}")
        return _FLAGS.get(text.value.lower(), False)

    def day(self, text: Addressed, name: str) -> date | None:
        """A text as an ISO date; if it is none, a problem."""
        if is_nothing(text):
            return None
        try:
            if _DAY.fullmatch(text.value):
                return date.fromisoformat(text.value)
        except ValueError:
            pass
        self.note(
            "bad-value",
            text.whole,
            f"{quoted(text.value)} is no date for “{name}”: write year-month-day, such as "
            "2026-11-21",
        )
        return None


_MOST_LISTED = 20
_LEAD = re.compile(r"[-–—•·*]\s")


def _cure(name: str, known: tuple[str, ...]) -> str:
    """What to do about a key that is like no other."""
    if _LEAD.match(name):
        return " Is it an entry of the list above? Then start its line with plain spaces and “- ”"
    if len(known) <= _MOST_LISTED:
        return f" There {'is' if len(known) == 1 else 'are'}: {', '.join(known)}"
    parts = ", ".join(Part)
    return f" Take it out, or write its words under one of the four parts: {parts}"


_SURE = 0.8
"""How like what is meant a word must be, of 1, to be mended without a question."""


def _instead(text: Addressed, meant: str) -> Fix | None:
    """The one word that is meant, as `did_you_mean` says it, in the place of what was typed."""
    name = meant.partition("“")[2].partition("”")[0]
    if not name:
        return None
    from difflib import SequenceMatcher  # only for a word that is wrong

    typed = text.value.lower()
    sure = typed in MEANT or SequenceMatcher(None, typed, name).ratio() >= _SURE
    return Fix((Edit(text.whole, name),), safe=sure)


_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FLAGS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
