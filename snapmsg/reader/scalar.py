"""The text of one YAML scalar, and the place of each of its characters.

One rule holds in all five styles: a line break is a space, and an empty line a new paragraph.
YAML keeps one `\n` for an empty line; here it is two, as in a literal scalar, so that a single
`\n` is always one line break that somebody meant.
"""

from __future__ import annotations

import re

from snapmsg.source import Addressed, Place

STYLES = {None: "plain", "": "plain", "'": "single", '"': "double", "|": "literal", ">": "folded"}
"""PyYAML's styles by snap's names. libyaml says `""` for plain, the pure parser None."""

_RUN = re.compile("(\n+)")
_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
"""YAML 1.1's escapes; any other character that may be escaped stands for itself."""


def settle(value: str, text: str, start: int, end: int, style: str) -> str:
    """The value snap reads for a scalar of which YAML made `value`.

    `start` and `end` are its marks in `text`. Only a value that holds a line break may differ.
    """
    if style == "literal":
        return _trimmed(value)
    if style == "folded":
        return _trimmed(_unfold(value))
    if style == "double" and "\\" in text[start:end]:
        if "\n" not in text[start:end]:
            return _trimmed(value)
        ours, _, yamls = _flow(text, start, end, style)
        if yamls == value:
            return _trimmed(ours)
    return _trimmed(_RUN.sub("\\1\n", value))


def words(text: str, start: int, end: int) -> str:
    """The value of a plain scalar that is all that stands from `start` to `end`."""
    return _trimmed(_flow(text, start, end, "plain")[0])


def block_end(text: str, start: int, end: int) -> int:
    """Where a block scalar's last line with words ends: its mark lies behind the blank lines."""
    last = start + len(text[start:end].rstrip(" \t\n"))
    found = text.find("\n", last, end)
    return found if found >= 0 else end


def locate(scalar: Addressed) -> list[Place] | None:
    """The place of each character of the value; None where the scalar cannot be built again.

    The scalar is read a second time from the source, and only where that gives the very same
    value are the places used. A line break's place is the break itself, an escape's all of it.
    """
    text, start, end, value = scalar.source.text, scalar.start, scalar.end, scalar.value
    if text[start:end] == value and "\n" not in value:
        return list(zip(range(start, end), range(start + 1, end + 1), strict=True))
    if scalar.style in ("literal", "folded"):
        ours, places = _block(text, start, end, scalar.style, value)
    else:
        ours, places, _ = _flow(text, start, end, scalar.style)
    first, last = _trim(ours)
    return places[first:last] if ours[first:last] == value else None


def _trim(value: str) -> tuple[int, int]:
    """Where the value begins and ends without the blank lines around it."""
    last = len(value.rstrip(" \t\n"))
    found = value.find("\n", last)
    last = found if found >= 0 else len(value)
    lead = len(value) - len(value.lstrip(" \t\n"))
    return min(value.rfind("\n", 0, min(lead, last)) + 1, last), last


def _trimmed(value: str) -> str:
    first, last = _trim(value)
    return value[first:last]


def _unfold(value: str) -> str:
    """A folded value with its empty lines as paragraphs.

    YAML keeps the break beside a more-indented line, so a run there has all of its breaks.
    """
    parts = _RUN.split(value)
    for i in range(1, len(parts), 2):
        if not (parts[i - 1].startswith((" ", "\t")) or parts[i + 1].startswith((" ", "\t"))):
            parts[i] += "\n"
    return "".join(parts)


class _Built:
    """A value as it grows: snap's and YAML's, with the places of snap's characters."""

    __slots__ = ("ours", "places", "yamls")

    def __init__(self) -> None:
        self.ours: list[str] = []
        self.yamls: list[str] = []
        self.places: list[Place] = []

    def copy(self, text: str, start: int, end: int) -> None:
        """Characters that stand for themselves."""
        self.ours.append(text[start:end])
        self.yamls.append(text[start:end])
        self.places.extend(zip(range(start, end), range(start + 1, end + 1), strict=True))

    def put(self, char: str, start: int, end: int) -> None:
        """One character that is written in another way."""
        self.ours.append(char)
        self.yamls.append(char)
        self.places.append((start, end))

    def breaks(self, places: list[Place], *, escaped: bool = False) -> None:
        """Line breaks between two lines with words: a space, or the breaks around empty lines."""
        if len(places) > 1:
            self.ours.append("\n" * len(places))
            self.yamls.append("\n" * (len(places) - 1))
            self.places += places
        elif not escaped:
            self.put(" ", *places[0])


def _flow(text: str, start: int, end: int, style: str) -> tuple[str, list[Place], str]:
    """A plain or quoted scalar again: snap's value, its places, and YAML's value."""
    built = _Built()
    if style != "plain":
        start, end = start + 1, end - 1
    pending: list[Place] = []
    escaped = False
    at = start
    while True:
        line_end = text.find("\n", at, end)
        is_last = line_end < 0
        if is_last:
            line_end = end
        first, last = at, line_end
        if at != start:
            first += _leading(text, at, line_end)
        if not is_last:
            last = max(first, at + len(text[at:line_end].rstrip(" \t")))
        cut = False
        if style == "double" and not is_last and _is_escaped(text, first, last):
            cut = last == line_end
            last += -1 if cut else 1
        if first < last or cut or at == start or is_last:
            if pending:
                built.breaks(pending, escaped=escaped)
            _content(built, text, first, last, style)
            pending, escaped = [(last if cut else line_end, line_end + 1)], cut
        else:
            pending.append((line_end, line_end + 1))
        if is_last:
            return "".join(built.ours), built.places, "".join(built.yamls)
        at = line_end + 1


def _content(built: _Built, text: str, start: int, end: int, style: str) -> None:
    """What stands on one line of a scalar, escapes undone."""
    if style == "single":
        while (quote := text.find("''", start, end)) >= 0:
            built.copy(text, start, quote)
            built.put("'", quote, quote + 2)
            start = quote + 2
    elif style == "double":
        for found in _ESCAPE.finditer(text, start, end):
            at, behind = found.span()
            if at > start:
                built.copy(text, start, at)
            letter = found[4]
            char = (
                _ESCAPES.get(letter, letter) if letter else _character(found[found.lastindex or 0])
            )
            built.put(char, at, behind)
            start = behind
    built.copy(text, start, end)


def _character(digits: str) -> str:
    try:
        return chr(int(digits, 16))
    except (ValueError, OverflowError):  # YAML has refused it; the value will not match
        return "\ufffd"


def _is_escaped(text: str, start: int, end: int) -> bool:
    """Whether what stands at `end` is escaped: an odd number of backslashes stand before it."""
    line = text[start:end]
    return bool((len(line) - len(line.rstrip("\\"))) % 2)


def _leading(text: str, start: int, end: int) -> int:
    line = text[start:end]
    return len(line) - len(line.lstrip(" \t"))


def _block(text: str, start: int, end: int, style: str, value: str) -> tuple[str, list[Place]]:
    """A literal or folded scalar again: its value and places.

    Its indentation is what the first line with words has in the file and not in the value, so
    that indentation indicators need no reading.
    """
    head = text.find("\n", start, end)
    if head < 0:
        return "", []
    lines = text[head + 1 : end].split("\n")
    margin = max(_margin(lines) - _margin(value.split("\n")), 0)
    built = _Built()
    pending: list[Place] = []
    at = head + 1
    was_more = False
    for line in lines:
        line_end = at + len(line)
        if len(line) > margin:
            is_more = line[margin] in " \t"
            if not built.ours:
                pending = []  # blank lines before the first words are trimmed
            if style == "literal" or is_more or was_more:
                for place in pending:
                    built.put("\n", *place)
            elif pending:
                built.breaks(pending)
            built.copy(text, at + margin, line_end)
            pending, was_more = [], is_more
        pending.append((line_end, line_end + 1))
        at = line_end + 1
    return "".join(built.ours), built.places


def _margin(lines: list[str]) -> int:
    """The spaces before the first line that holds anything else."""
    line = next((line for line in lines if line.strip(" ")), "")
    return len(line) - len(line.lstrip(" "))
