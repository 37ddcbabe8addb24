"""Writes YAML that is pleasant to read, and reads it again before anybody else does.

Only what people need is written: keys, lists, text on the key's line, and `key: >-` with the words
below where YAML would change them. No quotes, no braces.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import TypeAlias

from snapmsg import reader
from snapmsg.errors import SnapError
from snapmsg.reader import ListNode, MapNode, Node
from snapmsg.schema import NULLS
from snapmsg.source import Source

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
"""What a file says: texts, lists and mappings, none of them empty but a text."""

LONGEST = 88
"""The most columns of a line with its key; longer text stands below its key."""

# What starts with a letter, a digit or one of these means itself, whatever follows but the two.
_PLAIN = re.compile(r"[^\W_“‘£€$(][^\n\t]*|[“‘£€$(][^\n\t]*")
_SPECIAL = re.compile(r": |:$| #|\s\s")
# Where a line may end: at a single space that is neither inside a blank nor before a bullet.
_BREAK = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|(?P<space>(?<=\S) (?=\S)(?![•·▪◦‣●*–—-][ \t\xa0]))")
_SENTENCE = re.compile(r"[.!?…][\"”’)]*\Z")


def emit(tree: dict[str, Tree], apart: Collection[str] = ()) -> str:
    """A mapping as the text of a file, with an empty line before each key in `apart`.

    Raises `SnapError` where a text would not come back exactly as it is.
    """
    lines: list[str] = []
    for name, value in tree.items():
        if name in apart and lines:
            lines.append("")
        lines += _entry(f"{name}:", value, 0)
    text = "\n".join([*lines, ""])
    document = reader.read(Source("", text))
    if document.problems or document.root is None or plain(document.root) != tree:
        _refuse(tree)
    return text


def refusal(text: str) -> str | None:
    """Why a text cannot be written so that it comes back exactly; None where it can."""
    if not text:
        return None
    written = "\n".join([*_entry("text:", text, 0), ""])
    document = reader.read(Source("", written))
    if document.problems:
        return document.problems[0].reason.partition("\n")[0]
    if document.root is None or plain(document.root) != {"text": text}:
        return "this would not come back from the file as it is: type it without its odd characters"
    return None


def plain(node: Node) -> Tree:
    """What a node says, without where."""
    if isinstance(node, MapNode):
        return {name: plain(value) for name, value in node.entries.items()}
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return node.value


def _refuse(tree: Tree) -> None:
    for text in _texts(tree):
        reason = refusal(text)
        if reason is not None:
            raise SnapError(f"“{text[:40]}”: {reason}")
    raise SnapError("this cannot be written as a scenario: its names are not ones that YAML keeps")


def _texts(tree: Tree) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    else:
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from _texts(inner)


def _entry(head: str, value: Tree, indent: int) -> Iterator[str]:
    """The lines of a key with its colon, or of a list's hyphen, and of what it holds."""
    margin = " " * indent
    if isinstance(value, str):
        yield from _text(head, value, indent)
    elif isinstance(value, list):
        yield margin + head
        for item in value:
            if isinstance(item, dict):
                inner = [line for k, v in item.items() for line in _entry(f"{k}:", v, indent + 4)]
                yield f"{margin}  - {inner[0].lstrip(' ')}"
                yield from inner[1:]
            else:
                yield from _entry("-", item, indent + 2)
    else:
        yield margin + head
        for name, inner_value in value.items():
            yield from _entry(f"{name}:", inner_value, indent + 2)


def _text(head: str, text: str, indent: int) -> Iterator[str]:
    margin, inside = " " * indent, " " * (indent + 2)
    line = f"{margin}{head} {text}".rstrip(" ")
    fits = len(line) <= LONGEST and text not in NULLS
    if not text or (fits and _PLAIN.fullmatch(text) and not _SPECIAL.search(text)):
        yield line
    elif "\n" in text:
        yield f"{margin}{head} |-"
        for row in text.split("\n"):
            yield inside + row if row else ""
    else:
        yield f"{margin}{head} >-"
        for row in _wrapped(text, LONGEST - indent):
            yield inside + row


def _wrapped(text: str, columns: int) -> Iterator[str]:
    """A sentence a line, and no line over so many columns where there is a space to break at.

    It breaks at single spaces alone, and neither inside a blank nor before a bullet: YAML makes
    one space of each break, and nothing else.
    """
    spaces = [found.start() for found in _BREAK.finditer(text) if found["space"]]
    line = ""
    for start, end in pairwise([-1, *spaces, len(text)]):
        word = text[start + 1 : end]
        if line and (len(line) + 1 + len(word) > columns or _SENTENCE.search(line)):
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
