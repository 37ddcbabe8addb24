"""Everyday YAML, read row by row with one regular expression and no events.

Nearly every scenario holds only keys, lists and texts that stand as they read, and costs half so.
All else, and all that may be wrong, is left to the parser: a property test holds the two equal.
"""

from __future__ import annotations

import re

from snapmsg.reader.nodes import Entry, ListNode, MapNode, Node
from snapmsg.reader.scalar import locate
from snapmsg.source import Addressed, Source

_MOST_CHARACTERS = 64 * 1024
_MOST_DEPTH = 8

# A row, with the empty lines behind it. What stands behind a key or a hyphen begins as only one
# thing can in YAML: plain words, a block whose lines are all indented alike and start no list,
# words in quotation marks without escapes, a list of plain words. Where none of these fits, one
# odd character is found in place of the row. `*+` never takes less than all lines of a block.
_ROW = re.compile(
    r"""
    (?P<indent>[ ]*+)(?:(?P<comment>\#.*)|(?P<hyphen>-[ ])?
        (?:(?P<key>[A-Za-z0-9_][A-Za-z0-9_ -]{0,60}+)(?<![ ]):(?=[ \n])[ ]*+)?
        (?:(?P<plain>\w.*)
        |(?P<folded>>-?\n(?P<inset>[ ]+)[^ \n].*(?:\n+(?P=inset)[^ \n•·▪◦‣●*–—-].*)*+
            (?=\n+(?:[ ]*[\w-]|\Z)))
        |(?P<literal>\|-?\n(?P<margin>[ ]+)[^ \n].*(?:\n+(?P=margin)[^ \n].*)*+
            (?=\n+(?:[ ]*[\w-]|\Z)))
        |"(?P<double>[^"\\\n]*)"
        |'(?P<single>[^'\n]+)'
        |\[(?P<flow>\w+(?:[ -]\w+)*+(?:,[ ]\w+(?:[ -]\w+)*+)*+)\]
        )?)\n+
    |(?P<odd>.)
    """,
    re.VERBOSE,
)
_BREAK = re.compile(r"(?<!\n)\n(?!\n)")


def everyday(source: Source) -> MapNode | None:
    """A source as the mapping that it is; None where it takes the parser to tell."""
    text = source.text
    if len(text) > _MOST_CHARACTERS or " \n" in text or not source.printable:
        return None
    make = tuple.__new__
    commented = " #" in text
    top = MapNode({}, 0, 0, False)
    holder: MapNode | ListNode = top
    entries: dict[str, Entry] | None = top.entries  # those of the holder; None for a list
    outer: list[tuple[int, MapNode | ListNode]] = []
    level = end = 0  # the column of what stands in the holder, and where the last of it ends
    waiting: Addressed | None = None  # a key with nothing on its row
    node: Node | None
    for row in _ROW.finditer(text):
        indent, hyphen, name, said = row.group(1, 3, 4, 5)
        if indent is None:
            return None
        column = len(indent)
        if column != level or name is None or hyphen or waiting is not None or entries is None:
            # All but one more key of the mapping that was there on the row before.
            kind = row.lastgroup
            if kind == "comment" or kind == "indent":
                continue
            if waiting is not None and entries is not None:
                at = row.start() + column
                if hyphen and column >= level:
                    node = ListNode([], at, at, False)
                elif column > level:
                    node = MapNode({}, at, at, False)
                else:
                    node = _empty(waiting)
                    end = node.end
                entries[waiting.value] = make(Entry, (waiting, node))
                waiting = None
                if not isinstance(node, Addressed):
                    outer.append((level, holder))
                    holder, level = node, column
            while column < level or (hyphen is None and type(holder) is ListNode):
                holder.end = end
                level, holder = outer.pop()
            if column != level or len(outer) > _MOST_DEPTH:
                return None
            if name is not None and isinstance(holder, ListNode):
                outer.append((level, holder))
                at = row.start(4)
                inner = MapNode({}, at, at, False)
                holder.items.append(inner)
                holder, level = inner, column + 2
            elif name is not None and hyphen is not None:
                return None
            entries = holder.entries if isinstance(holder, MapNode) else None
        if said is None:
            kind = row.lastgroup
            if kind == "key":
                node = None
            elif kind is None or (node := _other(source, row, kind, level)) is None:
                return None
            else:
                end = node.end
        elif ": " in said or said[-1] == ":" or (commented and " #" in said):
            return None
        else:
            end = row.end(5)
            node = make(Addressed, (said, source, end - len(said), end, "plain", locate))
        if name is not None and entries is not None:
            if name in entries:
                return None
            at = row.start(4)
            key = make(Addressed, (name, source, at, at + len(name), "plain", locate))
            if node is None:
                waiting = key
            else:
                entries[name] = make(Entry, (key, node))
        elif node is not None and isinstance(holder, ListNode):
            holder.items.append(node)
        else:
            return None
    if waiting is not None and entries is not None:
        node = _empty(waiting)
        end = node.end
        entries[waiting.value] = Entry(waiting, node)
    if not top.entries:
        return None
    for _, unclosed in (*outer, (level, holder)):
        unclosed.end = end
    top.start = next(iter(top.entries.values())).key.start
    return top


def _empty(key: Addressed) -> Addressed:
    """Nothing, behind a key's colon."""
    end = key.end + 1
    return Addressed("", key.source, end, end, "plain", locate)


def _other(source: Source, row: re.Match[str], kind: str, level: int) -> Node | None:
    """What stands on a row, where it is no plain words. A block is indented beyond `level`."""
    value = row[kind]
    start, end = row.span(kind)
    node: Addressed
    if kind in ("double", "single"):
        return Addressed(value, source, start - 1, end + 1, kind, locate)
    if kind == "flow":
        items: list[Node] = []
        for item in value.split(", "):
            items.append(Addressed(item, source, start, start + len(item), "plain", locate))
            start += len(item) + 2
        return ListNode(items, row.start(kind) - 1, end + 1, True)
    margin = row["inset"] or row["margin"]
    if len(margin) <= level:
        return None
    first = start + value.index("\n") + 1 + len(margin)
    words = source.text[first:end].replace("\n" + margin, "\n")
    if kind == "folded":
        words = _BREAK.sub(" ", words)
    node = tuple.__new__(Addressed, (words, source, start, end, kind, locate))
    return node
