"""One cause, one diagnostic: what follows from a fault that is told already is not told again.

And which part a fault is in, where its rule reads more than parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from snapmsg.diagnostic import Finding
from snapmsg.model import PARTS, Part, Scenario
from snapmsg.source import Range, Source

Noted: TypeAlias = tuple[str, Finding, dict[str, Any], int]
"""A rule's name, what it found, what is known about it, and how often else it was found."""

_READING = frozenset(["lost-text", "yaml-feature", "broken-yaml"])
_FOLLOWS: Mapping[str, frozenset[str]] = {
    "unknown-key": _READING,
    "bad-value": _READING,
    "empty-part": _READING,
    "shouting": _READING,
    "odd-character": frozenset(["hidden-character"]),
    "second-promise": frozenset(["unsaid-promise"]),
}
"""What is not told at what: it goes away with that."""
_CAUSES = frozenset().union(*_FOLLOWS.values())
_WORDS = ("shouting", "odd-character", "second-promise")
"""Of these only what stands at the very same words goes away; of others, what is on their line."""
_BELOW = ("empty-part",)
"""Told on the line of a key, for what stands on the next one."""


def without_what_follows(noted: Iterable[Noted]) -> Iterator[Noted]:
    """What was noted of a file, without what goes away when something else in it is mended.

    A key that is one of the four parts misspelt takes the missing part upon itself.
    """
    noted = list(noted)
    if len(noted) < 2:
        yield from noted
        return
    causes: dict[tuple[str, int], list[Finding]] = {}
    for rule, found, _, _ in noted:
        if rule in _CAUSES:
            for line in range(found.at.line, _last(found) + 1):
                causes.setdefault((rule, line), []).append(found)
    misspelt = {
        part: found.at
        for rule, found, _, _ in noted
        for part in PARTS
        if rule == "unknown-key" and found.at.column == 1 and f"“{part}”?" in found.reason
    }
    missing = {found.part for rule, found, _, _ in noted if rule == "missing-part"}
    for rule, found, about, also in noted:
        if _follows(rule, found, causes) or (rule == "missing-part" and found.part in misspelt):
            continue
        own = next((part for part, at in misspelt.items() if at == found.at), None)
        if own in missing:
            found = found._replace(part=own)
        yield rule, found, about, also


def _last(found: Finding) -> int:
    return found.at.source.position(found.at.end)[0]


def _follows(rule: str, found: Finding, causes: Mapping[tuple[str, int], list[Finding]]) -> bool:
    """Whether what a rule found stands where a cause of it does."""
    at, names = found.at, _FOLLOWS.get(rule)
    if names is None:
        return False
    lines = (at.line, at.line + 1) if rule in _BELOW else (at.line,)
    near = (each for name in names for line in lines for each in causes.get((name, line), ()))
    return any(
        each.at.source is at.source
        and (rule not in _WORDS or (at.start < each.at.end and each.at.start < at.end))
        for each in near
    )


def part_at(scenario: Scenario | None, at: Range) -> Part | None:
    """The part in whose lines a place stands: those under its key, which are indented further."""
    if scenario is None:
        return None
    levels = (scenario.wording, scenario.short, *(scenario.channels or {}).values())
    for level in levels:
        for part, wording in level.parts.items():
            key = wording.key
            if key.source is at.source and key.line <= at.line < _after(key.source, key):
                return part
    return None


def _after(source: Source, key: Range) -> int:
    """The first line that belongs to another key; the items of a list may stand under theirs."""
    for number in range(key.line + 1, len(source.starts) + 1):
        line = source.line(number)
        rest = line.lstrip()
        column = len(line) - len(rest) + 1
        if rest and (column < key.column or (column == key.column and rest[:1] != "-")):
            return number
    return len(source.starts) + 1
