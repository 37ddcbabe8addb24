"""Everyday YAML, read row by row without events.

Nearly every scenario holds only keys, lists and texts that stand as they read, and costs a third
so. All else, and all that may be wrong, is left to the parser: a property test holds both equal.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache

from snapmsg.reader.nodes import ListNode, MapNode, Node
from snapmsg.reader.scalar import locate
from snapmsg.source import Addressed, Source

_MOST_CHARACTERS = 64 * 1024
_MOST_DEPTH = 8

_HEAD = re.compile(r"([ ]*+)(- )?([A-Za-z0-9_][A-Za-z0-9_ -]{0,60}+)(?<! )")

# What stands behind a key or a hyphen and is neither plain words nor a block: words in quotation
# marks without escapes, and a list of plain words.
_SAID = re.compile(
    r"""
    "(?P<double>[^"\\\n]*)"
    |'(?P<single>[^'\n]+)'
    |\[(?P<flow>\w+(?:[ -]\w+)*+(?:,[ ]\w+(?:[ -]\w+)*+)*+)\]
    """,
    re.VERBOSE,
)
_BLOCKS = {">-": "folded", ">": "folded", "|-": "literal", "|": "literal"}
_make = tuple.__new__  # NamedTuple's own is a Python function
_BULLETS = "•·▪◦‣●*–—-"


@lru_cache(maxsize=2048)
def _head(text: str) -> tuple[int, bool, str] | None:
    """Column, hyphen and key of what stands before a colon. It is alike in nearly all files."""
    found = _HEAD.fullmatch(text)
    return None if found is None else (len(found[1]), found[2] is not None, sys.intern(found[3]))


def everyday(source: Source) -> MapNode | None:
    """A source as the mapping that it is; None where it takes the parser to tell."""
    text = source.text
    if len(text) > _MOST_CHARACTERS or " \n" in text or not source.printable:
        return None
    commented = " #" in text
    top = MapNode(source, {}, {}, 0, 0, False)
    holder: MapNode | ListNode = top
    entries: dict[str, Node] | None = top.entries  # those of the holder; None for a list
    keys = top.keys
    outer: list[tuple[int, MapNode | ListNode]] = []
    level = end = 0  # the column of what stands in the holder, and where the last of it ends
    waiting: str | None = None  # a key with nothing on its row
    node: Node | None
    name: str | None
    behind = 0
    rows = text.split("\n")
    if rows[-1]:
        return None
    for number, row in enumerate(rows):
        start = behind
        behind += len(row) + 1
        if start < end or not row:
            continue  # within a block
        before, colon, said = row.partition(": ")
        if colon:
            head = _head(before)
        elif row[-1] == ":":
            head = _head(row[:-1])
        else:
            head = None
        if head is not None:
            column, hyphen, name = head
        else:  # an item of a list, without a key
            said = row.lstrip(" ")
            if said[:1] == "#":
                continue
            column, hyphen, name = len(row) - len(said), True, None
            if said[:2] != "- ":
                return None
            said = said[2:]
        if hyphen or column != level or waiting is not None or entries is None:
            # All but one more key of the mapping that was there on the row before.
            if waiting is not None and entries is not None:
                at = start + column
                if hyphen and column >= level:
                    node = ListNode([], at, at, False)
                elif column > level:
                    node = MapNode(source, {}, {}, at, at, False)
                else:
                    node = _empty(holder, waiting)
                    end = node.end
                entries[waiting] = node
                waiting = None
                if not isinstance(node, Addressed):
                    outer.append((level, holder))
                    holder, level = node, column
            while column < level or (not hyphen and type(holder) is ListNode):
                holder.end = end
                level, holder = outer.pop()
            if column != level or len(outer) > _MOST_DEPTH:
                return None
            if name is not None and isinstance(holder, ListNode):
                outer.append((level, holder))
                inner = MapNode(source, {}, {}, start + column + 2, 0, False)
                holder.items.append(inner)
                holder, level = inner, column + 2
            elif name is not None and hyphen:
                return None
            if isinstance(holder, MapNode):
                entries, keys = holder.entries, holder.keys
            else:
                entries = None
        if not said:
            node = None
        elif not (said[0].isalnum() or said[0] == "_"):
            if said in _BLOCKS:
                node = _block(source, rows, number, behind, level)
            else:
                node = _other(source, said, behind - len(said) - 1)
            if node is None:
                return None
            end = node.end
        elif ": " in said or said[-1] == ":" or (commented and " #" in said):
            return None
        else:
            end = behind - 1
            node = _make(Addressed, (said, source, end - len(said), end, "plain", locate))
        if name is not None and entries is not None:
            if name in entries:
                return None
            keys[name] = start + column + 2 if hyphen else start + column
            if node is None:
                waiting = name
            else:
                entries[name] = node
        elif node is not None and isinstance(holder, ListNode):
            holder.items.append(node)
        else:
            return None
    if waiting is not None and entries is not None:
        node = entries[waiting] = _empty(holder, waiting)
        end = node.end
    if not top.entries:
        return None
    for _, unclosed in (*outer, (level, holder)):
        unclosed.end = end
    top.start = top.key_range(next(iter(top.entries))).start
    return top


def _empty(holder: MapNode | ListNode, name: str) -> Addressed:
    """Nothing, behind a key's colon."""
    assert isinstance(holder, MapNode)
    end = holder.key_range(name).end + 1
    return Addressed("", holder.source, end, end, "plain", locate)


def _block(source: Source, rows: list[str], number: int, at: int, level: int) -> Node | None:
    """The block that a row begins, below it at an offset: lines all indented alike, beyond `level`.

    Those of a folded one start no list, and are one line up to an empty one.
    """
    sign = rows[number].rpartition(" ")[2]
    style = _BLOCKS[sign]
    bullets = _BULLETS if style == "folded" else ""
    apart = " " if style == "folded" else "\n"
    first = rows[number + 1]
    said = [first.lstrip(" ")]
    width = len(first) - len(said[0])
    if width <= level:
        return None
    margin = first[:width]
    start, end = at - 1 - len(sign), at + len(first)
    gap = 0
    for row in map(rows.__getitem__, range(number + 2, len(rows))):
        gap += 1
        if not row:
            continue
        if not row.startswith(margin):
            behind = row.lstrip(" ")[0]
            if not (behind.isalnum() or behind in "_-"):
                return None
            break
        if row[width] == " " or row[width] in bullets:
            return None
        said += (apart if gap == 1 else "\n" * gap, row[width:])
        end += len(row) + gap
        gap = 0
    node: Addressed = _make(Addressed, ("".join(said), source, start, end, style, locate))
    return node


def _other(source: Source, said: str, at: int) -> Node | None:
    """What stands at an offset where it is neither plain words nor a block."""
    found = _SAID.fullmatch(said)
    if found is None:
        return None
    kind = found.lastgroup or ""
    end = at + len(said)
    if kind != "flow":
        return Addressed(found[kind], source, at, end, kind, locate)
    items: list[Node] = []
    start = at + 1
    for item in found[kind].split(", "):
        behind = start + len(item)
        items.append(_make(Addressed, (item, source, start, behind, "plain", locate)))
        start = behind + 2
    return ListNode(items, at, end, True)
