"""Text with an address: every character that snap talks about can be pointed at in a file."""

from __future__ import annotations

import errno
import os
import re
import stat
from bisect import bisect_right
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

MOST_BYTES = 1024 * 1024
"""The largest file that snap reads, in bytes."""

# What never stands in a text file on purpose: C0 controls (but tab and newline), DEL, C1, the
# invisible line breaks NEL, LS and PS, bidi controls, tag characters and lone surrogates. They
# hide words from whoever reviews the file (CVE-2021-42574, "Trojan Source").
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
)
_PLAIN = bytes(range(0x20, 0x7F)) + b"\n"
_EDGE = re.compile(r"\r?\n")


Place = tuple[int, int]
"""Where one character of a value stands in the source: its first offset, and the one after it."""


class Unreadable(Exception):
    """A file that cannot be read as text: `reason` says why and what to do.

    `line` and `column` (from 1) say where, when the fault is at a place.
    """

    def __init__(self, path: str, reason: str, line: int = 1, column: int = 1) -> None:
        super().__init__(reason)
        self.path, self.reason, self.line, self.column = path, reason, line, column


class Linked(Exception):
    """A path is a link, and was to be read only if it is none."""


_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
STAY = getattr(os, "O_NOFOLLOW", 0)
"""What makes opening a link fail; 0 where the system has no such thing."""


class Source:
    """A file's text: line ends are LF and no byte-order mark is left, whatever stood on disk.

    `path` is what people are shown, with `/`. `raw` is the text with its own line ends, for
    `edit`. Offsets count code points of `text`, from 0; lines and columns count from 1. `places`
    keeps the places of the texts that were pointed at, by where each starts.
    """

    __slots__ = ("_starts", "path", "places", "raw", "text")

    def __init__(self, path: str, raw: str) -> None:
        self.path = path
        self.raw = raw
        self.text = raw.replace("\r\n", "\n") if "\r" in raw else raw
        self._starts: list[int] | None = None
        self.places: dict[int, list[Place] | None] = {}

    @property
    def starts(self) -> list[int]:
        """The offset at which each line starts."""
        if self._starts is None:
            self._starts = [0, *(m.end() for m in re.finditer("\n", self.text))]
        return self._starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        row = bisect_right(self.starts, offset)
        return row, offset - self.starts[row - 1] + 1

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its end; empty beyond the last."""
        if not 1 <= number <= len(self.starts):
            return ""
        start = self.starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)]

    def line_range(self, number: int) -> Range:
        """The range of line `number` without its indent and its end."""
        number = min(number, len(self.starts))
        start = self.starts[number - 1]
        line = self.line(number)
        indent = len(line) - len(line.lstrip(" "))
        return Range(self, start + indent, start + len(line))

    @property
    def printable(self) -> bool:
        """Whether it is all letters, signs, spaces and line breaks."""
        if self.text.isascii():  # told from its bytes in a tenth of the time
            return not self.text.encode().translate(None, _PLAIN)
        return self.text.replace("\n", "").isprintable()

    def hidden(self) -> Iterator[tuple[int, str]]:
        """Offset and character of all that hides text: controls, bidi, invisible line breaks."""
        if self.printable:
            return
        for found in _HIDDEN.finditer(self.text):
            yield found.start(), found[0]

    def edit(self, edits: list[tuple[int, int, str]]) -> str:
        """The raw text with `(start, end, replacement)` made, every other byte as it was.

        Offsets are of `text`; they must not overlap. New line breaks take the file's own form.
        """
        crlf = "\r\n" in self.raw
        raw, back = self.raw, 0
        ends = [m.start() for m in _EDGE.finditer(self.raw) if m[0] == "\r\n"] if crlf else []
        # An offset moves right by one for each CRLF that stands before it.
        lf_ends = [end - row for row, end in enumerate(ends)]
        done: list[str] = []
        for start, end, text in sorted(edits):
            a = start + bisect_right(lf_ends, start - 1)
            b = end + bisect_right(lf_ends, end - 1)
            done += [raw[back:a], text.replace("\n", "\r\n") if crlf else text]
            back = b
        return "".join([*done, raw[back:]])


class Range(NamedTuple):
    """A stretch of a source, from `start` to before `end`, in offsets of its text."""

    source: Source
    start: int
    end: int

    @property
    def line(self) -> int:
        """The line on which it starts, from 1."""
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        """The column at which it starts, from 1, in code points."""
        return self.source.position(self.start)[1]

    @property
    def text(self) -> str:
        """The words in the file."""
        return self.source.text[self.start : self.end]


class Addressed(NamedTuple):
    """Text that stands in a source: `value` is what it says, `range` where it says it.

    `style` is how it is written: `plain`, `single`, `double`, `literal` or `folded` for a YAML
    scalar, `file` where the text is the source's own from `start` on. `locate` finds the place of
    each character of the value, or None where only the whole is known; it is called when a place
    is first asked for, because most text is never pointed at.
    """

    value: str
    source: Source
    start: int
    end: int
    style: str = "file"
    locate: Callable[[Addressed], list[Place] | None] | None = None

    def __str__(self) -> str:
        return self.value

    def __repr__(self) -> str:
        return f"Addressed({self.value!r}, {self.source.path}, {self.start}-{self.end})"

    @property
    def extent(self) -> Range:
        """All of it in the source, quotes and block indicators included."""
        found: Range = tuple.__new__(Range, self[1:4])  # a part, a step and a variable each ask
        return found

    @property
    def whole(self) -> Range:
        """All of its words in the source, from the first character to the last."""
        return self.range() if self.value else self.extent

    @property
    def places(self) -> list[Place] | None:
        """The place of each character of `value`; None where only the whole is known."""
        known = self.source.places
        if self.start not in known:
            known[self.start] = self.locate(self) if self.locate is not None else None
        return known[self.start]

    def range(self, start: int = 0, end: int | None = None) -> Range:
        """Characters `start` to before `end` of the value, as a range of the source.

        The whole text where the places are not known: coarse, never wrong. An empty stretch is
        the place before `start`.
        """
        end = len(self.value) if end is None else end
        if self.style == "file":
            return Range(self.source, self.start + start, self.start + end)
        places = self.places
        if not places or start >= len(places) or end > len(places):
            return self.extent
        first = places[start][0]
        return Range(self.source, first, places[end - 1][1] if end > start else first)


def read_bytes(path: Path, shown: str, most: int = MOST_BYTES, *, follow: bool = True) -> bytes:
    """The bytes of a regular file of at most `most` bytes.

    A pipe, a device or a folder is never opened for reading, so that nothing can hang. Raises
    `Unreadable` with the reason and the cure, and `Linked` for a link that it is not to follow,
    where the system can tell.
    """
    try:
        handle = os.open(path, _FLAGS if follow else _FLAGS | STAY)
    except OSError as error:
        if not follow and error.errno == errno.ELOOP:
            raise Linked from None
        raise Unreadable(shown, f"this file cannot be read: {_why(error)}") from None
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            raise Unreadable(shown, "this is not a regular file, so snap does not read it")
        # No more is asked for than is likely there, because each read makes room for all of it.
        data = os.read(handle, facts.st_size + 1) if facts.st_size <= most else b"\0" * (most + 1)
        while len(data) != facts.st_size and len(data) <= most:  # it may grow while it is read
            more = os.read(handle, min(most, facts.st_size) + 1)
            if not more:
                break
            data += more
    except OSError as error:
        raise Unreadable(shown, f"this file cannot be read: {_why(error)}") from None
    finally:
        os.close(handle)
    if len(data) > most:
        size = f"{most // 1024} KiB"
        raise Unreadable(shown, f"this file is larger than {size}: split it into smaller ones")
    return data


def read_stream(stream: BinaryIO, shown: str, most: int = MOST_BYTES) -> bytes:
    """All bytes of a stream of at most `most` bytes. Raises `Unreadable` where there are more."""
    data = stream.read(most + 1)
    if len(data) > most:
        size = f"{most // 1024} KiB"
        raise Unreadable(shown, f"this is more than {size}: split it into smaller files")
    return data


def decode(data: bytes, shown: str) -> Source:
    """Bytes as a source. UTF-8 only; one byte-order mark is dropped.

    Raises `Unreadable` with the line and column of the first byte that is not UTF-8.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(shown, "this file is UTF-16: save it again as UTF-8")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
        byte = f"0x{data[error.start]:02X}"
        reason = f"this file is not UTF-8 (byte {byte} here): save it again as UTF-8"
        raise Unreadable(shown, reason, line, column) from None
    return Source(shown, text.removeprefix("\ufeff"))


def load(path: Path, shown: str, most: int = MOST_BYTES, *, follow: bool = True) -> Source:
    """A file as a source. Raises `Unreadable`, and `Linked` as `read_bytes` does."""
    return decode(read_bytes(path, shown, most, follow=follow), shown)


def _why(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
