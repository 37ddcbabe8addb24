"""Writes a scenario's nodes down, line by line, with their comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from snapmsg import reader
from snapmsg.errors import SnapError
from snapmsg.fmt.comments import Comments, attached
from snapmsg.fmt.order import apart, ordered
from snapmsg.reader import ListNode, MapNode, Node, Path
from snapmsg.source import Addressed, Source
from snapmsg.wizard.layout import emit, plain, refusal

WIDEST = 120
"""The most columns of a line that somebody wrote; what is longer is wrapped anew, and narrower."""

_WORD = re.compile(r"[^\W_][\w .&/+-]*(?<! )")
_PINNED = "snap: ignore"
_NONE = Comments()
_Told: TypeAlias = Mapping[Path, Comments]


def laid_out(source: Source, root: MapNode) -> Iterator[str]:
    """The lines of a scenario's file."""
    head, told = attached(source, root)
    yield from head
    names = ordered(root.entries, ())
    first = next(iter(root.entries))
    if any(_PINNED in line for line in told.get((first,), _NONE).above):
        # Above the first key it also holds for what the file lacks, and so that key stays first.
        names = [first, *(name for name in names if name != first)]
    for number, name in enumerate(names):
        if number and apart(name, names[:number]):
            yield ""
        yield from _key(source, root, name, (), told, 0)
    yield from told.get((), _NONE).below


def _key(
    source: Source, node: MapNode, name: str, path: Path, told: _Told, indent: int
) -> Iterator[str]:
    """A key with all that belongs to it."""
    head = f"{node.key_range(name).text}:"
    yield from _entry(head, source, node.entries[name], (*path, name), told, indent)


def _entry(
    head: str, source: Source, value: Node, path: Path, told: _Told, indent: int
) -> Iterator[str]:
    """What follows a key with its colon, or an item's hyphen: comments, text, what it holds."""
    own = told.get(path, _NONE)
    margin = " " * indent
    for line in own.above:
        yield f"{margin}{line}".rstrip()
    beside = f"  {' '.join(own.beside)}" if own.beside else ""
    if isinstance(value, Addressed):
        first, *rest = _text(head, value, indent)
        yield f"{margin}{first}{beside}"
        yield from rest
    elif (brackets := _in_brackets(value, path, told)) is not None:
        yield f"{margin}{head} {brackets}{beside}"
    elif head == "-" and isinstance(value, MapNode):
        # What stands above the first key can only stand above the hyphen.
        first, *rest = _inside(source, value, path, told, indent + 2)
        while first.lstrip().startswith("#"):
            yield margin + first.lstrip()
            first, *rest = rest
        yield f"{margin}- {first.lstrip()}{beside}"
        yield from rest
    else:
        if head == "-" and beside:  # behind a bare hyphen it would be read as standing below
            yield f"{margin}{beside.strip()}"
            beside = ""
        yield f"{margin}{head}{beside}"
        yield from _inside(source, value, path, told, indent + 2)
    for line in own.below:
        yield f"{margin}  {line}"


def _inside(
    source: Source, node: MapNode | ListNode, path: Path, told: _Told, indent: int
) -> Iterator[str]:
    if isinstance(node, MapNode):
        for name in ordered(node.entries, path):
            yield from _key(source, node, name, path, told, indent)
    else:
        for number, item in enumerate(node.items):
            yield from _entry("-", source, item, (*path, number), told, indent)


def _in_brackets(node: MapNode | ListNode, path: Path, told: _Told) -> str | None:
    """A collection on its key's line: an empty one, and tags. None for one with more lines."""
    if isinstance(node, MapNode):
        return None if node.entries else "{}"
    if not node.items:
        return "[]"
    words = [item.value for item in node.items if isinstance(item, Addressed)]
    line = f"[{', '.join(words)}]"
    fits = path == ("tags",) and len(words) == len(node.items) and len(line) + 6 <= WIDEST
    inner = any(where[:-1] == path for where in told if where) or told.get(path, _NONE).below
    return line if fits and not inner and all(map(_WORD.fullmatch, words)) else None


def _text(head: str, text: Addressed, indent: int) -> list[str]:
    """A text with its key, from its key on: in the first of its styles that keeps each word."""
    for lines in _styles(head, text, indent):
        again = reader.read(Source("", "\n".join(["x:" + lines[0][len(head) :], *lines[1:], ""])))
        if not again.problems and again.root and plain(again.root) == {"x": text.value}:
            return lines
    raise SnapError(
        "this text cannot be laid out anew: write it below its key, after >-", at=text.extent
    )


def _styles(head: str, text: Addressed, indent: int) -> Iterator[list[str]]:
    """On the key's line where it stands there and is not too long; else below, in its own lines.

    Where its author broke a line, that line stays.
    """
    style, written = text.style, text.extent.text
    room = WIDEST - indent - len(head) - 1
    if style == "literal" or (style == "plain" and "\n" not in written and len(written) <= room):
        yield _as_it_stands(head, text, indent)
    elif style == "folded" or "\n" in written:
        own = written.split("\n")[1:] if style == "folded" else written.split("\n")
        if style in ("single", "double"):
            own[0], own[-1] = own[0][1:], own[-1][:-1]
        lines = "\n".join(line.strip() for line in own).strip("\n").split("\n")
        margin = " " * (indent + 2)
        pieces = [piece for line in lines for piece in _pieces(line, WIDEST - len(margin))]
        yield [f"{head} >-", *(margin + line if line else "" for line in pieces)]
    if refusal(text.value) is None or not text.value:
        yield _shifted(_emitted(head, text.value), indent)
    yield _as_it_stands(head, text, indent)


def _pieces(line: str, room: int) -> list[str]:
    """A line as it is; one that is too long as sentences, and those wrapped."""
    if len(line) <= room or refusal(line) is not None:
        return [line]
    return [piece.strip() for piece in _emitted("x:", line)[1:]] or [line]


def _emitted(head: str, text: str) -> list[str]:
    """A text as the wizard writes it, from its key on. It has no `refusal`."""
    if not text:
        return [f'{head} ""']
    first, *rest = emit({"x": text}).rstrip("\n").split("\n")
    return [head + first[2:], *rest]


def _shifted(lines: list[str], indent: int) -> list[str]:
    margin = " " * indent
    return [lines[0], *(margin + line if line else "" for line in lines[1:])]


def _as_it_stands(head: str, text: Addressed, indent: int) -> list[str]:
    """Its own lines, moved to where they belong now."""
    first, *rest = text.extent.text.split("\n")
    first = re.sub(r"[ \t]+#.*", "", first) if text.style in ("literal", "folded") else first
    margin = min((len(line) - len(line.lstrip(" ")) for line in rest if line.strip()), default=0)
    moved = [" " * (indent + 2) + line[margin:] if line.strip() else "" for line in rest]
    return [f"{head} {first}".rstrip(), *moved]
