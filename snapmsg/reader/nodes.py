"""What a file says once it is read: texts, lists and mappings, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from snapmsg.diagnostic import Problem
from snapmsg.source import Addressed


class Entry(NamedTuple):
    """One key of a mapping, and what stands under it."""

    key: Addressed
    value: Node


@dataclass(slots=True, eq=False)
class MapNode:
    """A mapping, in the order of the file. `flow` where it is written in `{…}`.

    `start` and `end` are offsets of the source's text: from the first key to the end of the last
    value, braces included.
    """

    entries: dict[str, Entry]
    start: int
    end: int
    flow: bool


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
        for name, entry in node.entries.items():
            yield from texts(entry.value, (*path, name))
    elif isinstance(node, ListNode):
        for position, item in enumerate(node.items):
            yield from texts(item, (*path, position))
