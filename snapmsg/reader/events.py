"""YAML events to addressed text, within bounds, and what is wrong with them.

PyYAML's own loaders resolve types, follow aliases and let the last of two equal keys win. Its
composer crashes the process on deep nesting, so that reading stops at the bound.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.scanner import Scanner

from snapmsg.reader.nodes import ListNode, MapNode, Node
from snapmsg.reader.scalar import STYLES, block_end, locate, settle, words
from snapmsg.source import Addressed, Source

try:
    from yaml._yaml import CParser

    PURE = False
except ImportError:  # pragma: no cover - PyYAML built without libyaml
    PURE = True

MOST_DEPTH = 16
MOST_NODES = 20_000

ODD_SPACES = "\xa0\u2002\u2003\u2007\u2009\u200b\u202f\u3000"
"""Spaces that YAML takes for letters, as pasted from a word processor."""
ODD_INDENT = re.compile(f"^[ \t]*[{ODD_SPACES}][ \t{ODD_SPACES}]*", re.MULTILINE)
"""An indent with such a space in it."""
_ASKS = re.compile(r"^[ -]*\? +", re.MULTILINE)
BULLET = re.compile(r"([•·▪◦‣●*–—-])[ \t\xa0]")
_BULLETS = re.compile(r"\n[ \t'\"\xa0]*[•·▪◦‣●*–—-][ \t\xa0]")


class Fault(NamedTuple):
    """Something wrong between two offsets; `kind` is a key of `repair`'s table.

    `other` is a second offset: of the first of two equal keys, or where YAML gave up. `note` is
    what YAML said.
    """

    kind: str
    start: int
    end: int
    other: int = 0
    note: str = ""


class Parsed(NamedTuple):
    """What a text holds, up to the fault at which reading stopped, if any."""

    root: Node | None
    faults: list[Fault]
    fatal: Fault | None


class _PureParser(Reader, Scanner, Parser):
    """PyYAML's own parser, where libyaml is missing."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


class _Stop(Exception):
    """Nothing behind this fault can be read."""

    def __init__(self, kind: str, start: int, end: int) -> None:
        super().__init__(kind)
        self.fault = Fault(kind, start, end)


def parse(source: Source, pure: bool = PURE) -> Parsed:
    """The nodes of a source, and its faults in order. Never raises."""
    top = ListNode([], 0, 0, False)
    faults: list[Fault] = []
    fatal = None
    try:
        _build(source, pure, top, faults)
    except _Stop as stop:
        fatal = stop.fault
    except ReaderError:
        # Its position counts bytes with libyaml. Such a character is reported by its own check.
        fatal = Fault("unreadable", 0, 0)
    except MarkedYAMLError as error:
        fatal = _syntax(source.text, error, top)
    except (YAMLError, ValueError, RecursionError, MemoryError, OverflowError):
        fatal = Fault("unreadable", 0, 0)
    return Parsed(top.items[0] if top.items else None, faults, fatal)


def _build(source: Source, pure: bool, top: ListNode, faults: list[Fault]) -> None:
    """Fill `top` with the document. One loop with local names: most of lint's time is here."""
    text = source.text
    make = tuple.__new__
    find = text.find
    odd = not text.isascii() and any(map(text.__contains__, ODD_SPACES))
    odd = odd and ODD_INDENT.search(text) is not None
    asks = "? " in text and _ASKS.search(text) is not None
    featured = "!" in text or "&" in text
    doubted = odd or asks or "<<" in text
    next_event: Callable[[], Any] = (_PureParser if pure else CParser)(text).get_event
    stack: list[MapNode | ListNode] = []
    holder: MapNode | ListNode = top
    entries: dict[str, Node] | None = None
    keys: dict[str, Addressed | int] = {}
    items = top.items
    key: Addressed | None = None
    node: Node
    reached = nodes = documents = 0
    while True:
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            start = event.start_mark.index
            end = event.end_mark.index
            value = event.value
            style = STYLES[event.style]
            if featured and (event.tag is not None or event.anchor is not None):
                faults.append(_feature(event, start, end))
                if style == "plain":  # the words that were meant, with the first one
                    value = words(text, start, end)
            if end - start != len(value):  # quotes, breaks or escapes
                value, end = _settled(source, value, start, end, style, holder, faults)
            node = make(Addressed, (value, source, start, end, style, locate))
            if key is None and entries is not None:
                if doubted or not value:
                    _check_key(node, odd, asks, faults)
                key = node
                continue
            if start == end:
                if style == "plain" and key is not None:
                    node = _empty(text, key, node, holder, faults)
                    end = node.end
            elif odd and ODD_INDENT.match(value) and BULLET.match(value.lstrip()):
                faults.append(Fault("odd-indent", start, end))
            reached = end
            # Most nodes are texts: they are hung up here, without the questions below.
            nodes += 1
            if nodes > MOST_NODES:
                raise _Stop("many", start, start + 1)
            if key is None:
                items.append(node)
                continue
            name = key.value
            if entries is not None and name not in entries:
                entries[name] = node
                keys[name] = key
            elif isinstance(holder, MapNode):
                faults.append(Fault("duplicate", key.start, key.end, holder.key_range(name).start))
            key = None
            continue
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            start = event.start_mark.index
            if entries is not None and key is None:
                raise _Stop("complex-key", start, start + 1)
            if event.tag is not None or event.anchor is not None:
                faults.append(_feature(event, start, start + 1))
            if len(stack) == MOST_DEPTH:
                raise _Stop("deep", start, start + 1)
            if kind is MappingStartEvent:
                node = MapNode(source, {}, {}, start, start, event.flow_style)
            else:
                node = ListNode([], start, start, event.flow_style)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            if holder.flow:
                reached = event.end_mark.index
            holder.end = max(reached, holder.start)
            holder = stack.pop()
            if isinstance(holder, MapNode):
                entries, keys = holder.entries, holder.keys
            else:
                entries = None
                items = holder.items
            continue
        elif kind is AliasEvent:
            start = event.start_mark.index
            reached = event.end_mark.index
            node = Addressed(text[start:reached], source, start, reached, "plain", locate)
            faults.append(Fault("alias", start, reached))
            if entries is not None and key is None:
                key = node
                continue
        elif kind is DocumentStartEvent:
            documents += 1
            start = event.start_mark.index
            if documents > 1:
                faults.append(Fault("document", start, event.end_mark.index))
                return
            if event.version or event.tags:
                faults.append(Fault("directive", start, max(find("\n", start), start + 1)))
            continue
        elif kind is StreamEndEvent:
            return
        else:
            continue

        # A node is hung up as soon as it starts, so that what stands before a fault is there.
        if entries is None:
            items.append(node)
        elif key is not None:
            name = key.value
            if name not in entries:
                entries[name] = node
                keys[name] = key
            elif isinstance(holder, MapNode):
                faults.append(Fault("duplicate", key.start, key.end, holder.key_range(name).start))
            key = None
        nodes += 1
        if nodes > MOST_NODES:
            raise _Stop("many", start, start + 1)
        if isinstance(node, MapNode):
            stack.append(holder)
            holder = node
            entries, keys = node.entries, node.keys
        elif isinstance(node, ListNode):
            stack.append(holder)
            holder = node
            entries = None
            items = node.items


def _feature(event: ScalarEvent | CollectionStartEvent, start: int, end: int) -> Fault:
    return Fault("tag" if event.tag is not None else "anchor", start, end)


def _line(text: str, offset: int) -> str:
    """The text of the line up to an offset."""
    return text[text.rfind("\n", 0, offset) + 1 : offset]


def _check_key(key: Addressed, odd: bool, asks: bool, faults: list[Fault]) -> None:
    """What may be wrong with a key: it is empty, merges, or was no key to its author."""
    text, start, end = key.source.text, key.start, key.end
    if key.value == "<<" and key.style == "plain":
        faults.append(Fault("merge", start, end))
    elif not key.value:
        faults.append(Fault("empty-key", start, end))
    elif odd and key.style == "plain" and ODD_INDENT.match(key.value):
        faults.append(Fault("odd-indent", start, end))
    elif asks and _ASKS.fullmatch(_line(text, start)):
        faults.append(Fault("explicit-key", text.rindex("?", 0, start), end))


def _empty(
    text: str, key: Addressed, node: Addressed, holder: MapNode | ListNode, faults: list[Fault]
) -> Addressed:
    """An empty value, put behind its colon.

    In `{…}` an entry may have no colon at all: then a comma in the words has cut them.
    """
    colon = text.find(":", key.end)
    if colon < 0 or text[key.end : colon].strip():
        if holder.flow:
            faults.append(Fault("cut", key.start, key.end, holder.start))
        colon = key.end - 1
    return node._replace(start=colon + 1, end=colon + 1)


def _settled(
    source: Source,
    value: str,
    start: int,
    end: int,
    style: str,
    holder: MapNode | ListNode,
    faults: list[Fault],
) -> tuple[str, int]:
    """The value and the end of a scalar that is not written as it reads."""
    text = source.text
    written = text[start:end]
    if "\n" in written:
        if style in ("literal", "folded"):
            end = block_end(text, start, end)
        if style != "literal":
            _check_lines(text, start, end, style, holder, faults)
    if "\n" in value:
        value = settle(value, text, start, end, style)
    if style == "double" and "\\" in written:
        for at, char in Source("", value).hidden():
            place = Addressed(value, source, start, end, style, locate).range(at, at + 1)
            faults.append(Fault("escaped", place.start, place.end, note=char))
            break
    return value, end


def has_bullets(written: str) -> bool:
    """Whether two lines, one below the other, start with the same bullet."""
    if not _BULLETS.search(written):
        return False
    before = ""
    for line in written.split("\n"):
        bullet = BULLET.match(line.lstrip(" \t'\"\xa0"))
        sign = bullet[1] if bullet else ""
        if sign and sign == before:
            return True
        before = sign
    return False


def _check_lines(
    text: str,
    start: int,
    end: int,
    style: str,
    holder: MapNode | ListNode,
    faults: list[Fault],
) -> None:
    """Lines that were meant to stand alone, and that YAML makes one text of.

    They are bullets, an entry of a list that is indented too far, and a key that a quotation
    mark which was never closed has swallowed.
    """
    written = text[start:end]
    if ODD_INDENT.match(written):
        return  # the spaces in front of the bullets are what is wrong
    if has_bullets(written) or (
        isinstance(holder, ListNode) and style == "plain" and re.search(r"\n[ \t]*- ", written)
    ):
        faults.append(Fault("bullets", start, end))
    elif style in ("single", "double"):
        column = len(_line(text, holder.start))
        if re.search(rf"\n[ ]{{0,{column}}}[A-Za-z_]\w*:(?:[ \n]|$)", written):
            faults.append(Fault("swallowed", start, end))


def _syntax(text: str, error: MarkedYAMLError, top: ListNode) -> Fault:
    """Where the author went wrong, which is often before the place where YAML gave up."""
    problem = error.problem_mark or error.context_mark
    gave_up = min(problem.index, len(text)) if problem else 0
    at = gave_up
    context = str(error.context or "")
    if error.context_mark and "block mapping" not in context and "plain scalar" not in context:
        at = min(error.context_mark.index, len(text))
    last: Node = top
    while not isinstance(last, Addressed):
        inside = last.items if isinstance(last, ListNode) else [*last.entries.values()]
        if not inside:
            break
        last = inside[-1]
    # A quotation that runs over several lines ended where the next one was meant to begin.
    if (
        isinstance(last, Addressed)
        and last.style in ("single", "double")
        and "\n" in last.extent.text
        and "\n" not in text[last.end : gave_up]
    ):
        at = last.start
    return Fault("syntax", at, at + 1, gave_up, str(error.problem or ""))
