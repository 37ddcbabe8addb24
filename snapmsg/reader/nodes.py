"""What a file says once it is read: texts, lists and mappings, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from snapmsg.diagnostic import Problem
from snapmsg.reader.scalar import locate
from snapmsg.source import Addressed, Range, Source


@dataclass(slots=True, eq=False)
class MapNode:
    """A mapping: what stands under each key, in the order of the file. `flow` where in `{…}`.

    `keys` has each key, or only where it starts if it stands as it reads: few are ever asked for.
    `start` and `end` are offsets of the source's text: from the first key to the end of the last
    value, braces included.
    """

    source: Source
    entries: dict[str, Node]
    keys: dict[str, Addressed | int]
    start: int
    end: int
    flow: bool

    def key(self, name: str) -> Addressed:
        """One of its keys, as it is written."""
        found = self.keys[name]
        if isinstance(found, Addressed):
            return found
        return Addressed(name, self.source, found, found + len(name), "plain", locate)

    def key_range(self, name: str) -> Range:
        """Where one of its keys stands."""
        found = self.keys[name]
        if isinstance(found, Addressed):
            return found.extent
        place: Range = tuple.__new__(Range, (self.source, found, found + len(name)))
        return place

    def pairs(self) -> Iterator[tuple[Addressed, Node]]:
        """Each key, with what stands under it."""
        return ((self.key(name), node) for name, node in self.entries.items())


@dataclass(slots=True, eq=False)
class ListNode:
    """A list. `flow` where it is written in `[…]`; `start` and `end` as in a mapping."""

    items: list[Node]
    start: int
    end: int
    flow: bool


Node: TypeAlias = Addressed | MapNode | ListNode
"""A key with nothing after it holds an empty `plain` text, whose start is its end."""


class Document(NamedTuple):
    """A file as read. `root` is None where nothing could be read; then `problems` says why.

    An empty file has no root and no problem.
    """

    root: Node | None
    problems: list[Problem]


Path: TypeAlias = tuple[str | int, ...]
"""The keys and the positions (from 0) that lead to a node."""


def texts(node: Node | None, path: Path = ()) -> Iterator[tuple[Path, Addressed]]:
    """Every text in a node, with the path to it, in the order of the file."""
    if isinstance(node, Addressed):
        yield path, node
    elif isinstance(node, MapNode):
        for name, inner in node.entries.items():
            yield from texts(inner, (*path, name))
    elif isinstance(node, ListNode):
        for position, item in enumerate(node.items):
            yield from texts(item, (*path, position))
