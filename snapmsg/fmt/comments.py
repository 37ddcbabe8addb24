"""The comments of a YAML file, and which key or item each one belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from snapmsg.reader import ListNode, MapNode, Node, Path
from snapmsg.source import Addressed, Source

_HASH = re.compile(r"(?:(?<=[ \t])|^)#[^\n]*", re.MULTILINE)
_GAP = re.compile(r"\n[ \t]*\n")
# What has to stay at the top of a file, whatever key comes first below it.
_OF_THE_FILE = re.compile(r"#\s*(?:snap: ignore-file|yaml-language-server:|!|-\*-|vim?:)")


class Comment(NamedTuple):
    """A comment: where it starts, and its words with the `#`.

    `column` (from 0) is where its line starts, if nothing but hyphens stands before it there, and
    None beside a key or a text. `gap` tells that an empty line follows it.
    """

    start: int
    text: str
    column: int | None
    gap: bool


class Place(NamedTuple):
    """A key or an item that comments can belong to: where it starts, and in which column (from 0).

    `inside` are the paths of the collections that hold it, each with the column of what it holds.
    """

    start: int
    column: int
    path: Path
    inside: tuple[tuple[int, Path], ...]


@dataclass(slots=True)
class Comments:
    """What belongs to one key or item: lines above it, a comment on its line, and below all in it.

    An empty line above stands for a gap between comments.
    """

    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


def comments(source: Source, root: Node) -> Iterator[Comment]:
    """Every comment of a file, in order: what stands after a `#` and in no text."""
    spans = sorted(_spans(root))
    starts = [start for start, _ in spans]
    text = source.text
    at = 0
    while (found := _HASH.search(text, at)) is not None:
        last = bisect_right(starts, found.start()) - 1
        if last >= 0 and found.start() < spans[last][1]:
            at = found.start() + 1  # a sign in a text
            continue
        line = text.rfind("\n", 0, found.start()) + 1
        before = text[line : found.start()]
        column = len(before) - len(before.lstrip()) if not before.strip(" \t-") else None
        gap = _GAP.match(text, found.end()) is not None
        yield Comment(found.start(), found[0].rstrip(), column, gap)
        at = found.end()


def _spans(node: Node) -> Iterator[tuple[int, int]]:
    """Where texts stand, keys among them. In the head of a block comments are comments."""
    if isinstance(node, MapNode):
        for key, value in node.pairs():
            yield key.start, key.end
            yield from _spans(value)
    elif isinstance(node, ListNode):
        for item in node.items:
            yield from _spans(item)
    elif node.end > node.start:
        text = node.source.text
        head = text.find("\n", node.start, node.end)
        block = node.style in ("literal", "folded")
        yield (head if head >= 0 else node.end) if block else node.start, node.end


def places(source: Source, root: MapNode) -> list[Place]:
    """The keys and items of a file, in its order. Short lists in brackets are of one piece."""
    return sorted(_places(source, root, (), ()), key=lambda place: (place.start, len(place.path)))


def _places(
    source: Source, node: Node, path: Path, inside: tuple[tuple[int, Path], ...]
) -> Iterator[Place]:
    if isinstance(node, Addressed) or (
        node.flow and "\n" not in source.text[node.start : node.end]
    ):
        return
    held: list[tuple[str | int, int, Node]]
    if isinstance(node, MapNode):
        held = [(key.value, key.start, value) for key, value in node.pairs()]
    else:
        held = [(number, item.start, item) for number, item in enumerate(node.items)]
    for name, start, value in held:
        line = source.text.rfind("\n", 0, start) + 1
        column = start - line
        if isinstance(node, ListNode) and not node.flow:
            column = _hyphen(source.text, node.start, start)
        here = (*inside, (column, path))
        yield Place(start, column, (*path, name), here)
        yield from _places(source, value, (*path, name), here)


def _hyphen(text: str, first: int, start: int) -> int:
    """The column of an item's hyphen: on the line where it starts, or alone on one before."""
    end = start
    while end > first:
        line = text.rfind("\n", 0, end) + 1
        before = text[line:end]
        if end < start:
            before = before.partition(" #")[0]
        if "-" in before:
            return before.rindex("-")
        end = line - 1
    return start - (text.rfind("\n", 0, start) + 1)


def attached(source: Source, root: MapNode) -> tuple[list[str], dict[Path, Comments]]:
    """The lines of comments at the top of a file, and the comments of each key and item.

    A comment above a key belongs to that key, one on its line too. One that is indented like what
    comes before it, and deeper than what follows, stands below that; the path is of the key or
    item that holds it all, and empty for the file's end.
    """
    found: dict[Path, Comments] = {}
    known = places(source, root)
    starts = [place.start for place in known]
    head: list[Comment] = []
    for comment in comments(source, root):
        after = bisect_left(starts, comment.start)
        if comment.column is None:
            at = known[max(after - 1, 0)].path
            found.setdefault(at, Comments()).beside.append(comment.text)
        elif after == 0:
            head.append(comment)
        else:
            path = _below(known, after, comment.column)
            if path is None:
                above = found.setdefault(known[after].path, Comments()).above
                above += _lines([comment])
            else:
                found.setdefault(path, Comments()).below.append(comment.text)
    stay = [i for i, c in enumerate(head, 1) if c.gap or _OF_THE_FILE.match(c.text)]
    cut = stay[-1] if stay else 0
    if cut < len(head):
        above = found.setdefault(known[0].path, Comments()).above
        above[:0] = _lines(head[cut:])
    return _lines(head[:cut]), found


def _lines(of: list[Comment]) -> list[str]:
    return [line for comment in of for line in (comment.text, *[""] * comment.gap)]


def _below(known: list[Place], after: int, column: int) -> Path | None:
    """The collection at whose end a comment stands; None where it stands above the next place."""
    following = known[after].column if after < len(known) else -1
    if column <= following:
        return None
    fitting = [path for start, path in known[after - 1].inside if following < start <= column]
    return fitting[-1] if fitting else () if following < 0 else None
