"""JSON and CSV as records that know on which line they start.

JSON is a list, an object that wraps one under a name that some tool uses, or one value a line.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from snapmsg.exchange.macro import NotThis

WRAPPERS = frozenset({
    "macros", "macro", "items", "item", "data", "_results", "results", "_embedded",
    "saved-replies", "saved_replies", "replies", "payload", "templates", "template",
    "canned_responses", "canned_response", "text_modules", "responses", "message_templates",
    "records",
})  # fmt: skip
"""Names under which tools keep the list, or the one thing, that they export."""

MOST = 100_000
"""The most records that are read of one text."""
_BETWEEN = " \t\r\n,"
_WIDEST = 1_000_000
_DECODER = json.JSONDecoder()
_DEEPEST = 6


class Record(NamedTuple):
    """An object or a row, the line that it starts on, and the name of the folder around it."""

    line: int
    fields: dict[str, object]
    folder: str = ""

    def text(self, key: str) -> str:
        """What a field says, as text; empty for none."""
        value = self.fields.get(key)
        return str(value) if isinstance(value, str | int | float) else ""


_JSON = re.compile(r"[\ufeff\s]*(?:\{\s*[\"}]|\[\s*[{\]])")


def looks_like_json(text: str) -> bool:
    """Whether a text starts as an object, or a list of objects, does in JSON."""
    return _JSON.match(text) is not None


def json_records(text: str) -> Iterator[Record]:
    """The records of a JSON text. Raises `NotThis` where it is broken, with the line."""
    reader = _Reader(text)
    try:
        while not reader.done():
            yield from reader.value("", 0)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise NotThis(f"this JSON is broken on {where}: export it again") from None
    except RecursionError:
        raise NotThis("this JSON is nested too deeply to be an export") from None
    except ValueError:  # the only other one: Python refuses to reckon with so many digits
        raise NotThis(
            f"this JSON has a number of thousands of digits in what starts on line {reader.line}: "
            "take it out"
        ) from None


class _Reader:
    """Walks through JSON from value to value, and knows the line."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.line, self.counted = 1, 0

    def done(self) -> bool:
        self.skip(" \t\r\n\ufeff")
        return self.at >= len(self.text)

    def skip(self, chars: str) -> str:
        """The next character that is none of these, which stays unread."""
        while self.at < len(self.text) and self.text[self.at] in chars:
            self.at += 1
        return self.text[self.at : self.at + 1]

    def decode(self) -> object:
        value: object
        value, self.at = _DECODER.raw_decode(self.text, self.at)
        return value

    def value(self, folder: str, deep: int) -> Iterator[Record]:
        """The records in the value here: itself, or those in the lists that it wraps."""
        if self.text[self.at] == "[" and deep < _DEEPEST:
            self.at += 1
            while self.skip(_BETWEEN) != "]":
                self._more()
                yield from self.value(folder, deep + 1)
            self.at += 1
            return
        start = self.at
        self.line += self.text.count("\n", self.counted, start)
        self.counted = max(self.counted, start)
        found, line = self.decode(), self.line
        if not isinstance(found, dict):
            return
        inside = {k for k, v in found.items() if k in WRAPPERS and isinstance(v, dict | list)}
        if not inside or deep >= _DEEPEST:
            yield Record(line, found, folder)
            return
        named = found.get("name") or found.get("title") or folder
        self.at = start + 1
        while self.skip(_BETWEEN) != "}":
            self._more()
            key = self.decode()
            self.skip(_BETWEEN + ":")
            if key in inside:
                yield from self.value(str(named), deep + 1)
            else:
                self.decode()
        self.at += 1

    def _more(self) -> None:
        if self.at >= len(self.text):
            raise json.JSONDecodeError("it ends too early", self.text, len(self.text))


def looks_like_csv(text: str) -> bool:
    """Whether the first line has the commas, semicolons or tabs of a table."""
    first = text.lstrip("\ufeff\r\n").partition("\n")[0]
    return any(mark in first for mark in ",;\t")


def csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table with the line on which each starts. Raises `NotThis` where it is broken.

    Cells are parted by whichever of comma, semicolon and tab the first line has most of.
    """
    text = text.lstrip("\ufeff")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=lambda char: (first.count(char), char == ","))
    before = csv.field_size_limit(_WIDEST)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        start = 1
        for row in reader:
            if any(cell.strip() for cell in row):
                yield start, row
            start = reader.line_num + 1
    except csv.Error as error:
        raise NotThis(f"this table is broken on line {start}: {error}") from None
    finally:
        csv.field_size_limit(before)


def csv_records(text: str) -> Iterator[Record]:
    """The rows of a table as records, by the names in its first row."""
    names: list[str] = []
    for line, row in csv_rows(text):
        if not names:
            names = [cell.strip() for cell in row]
        else:
            yield Record(line, dict(zip(names, row, strict=False)))


def records(text: str) -> Iterator[Record]:
    """JSON or a table, whichever it is, as records; at most `MOST`.

    Raises `NotThis` where it is broken, and where there are more.
    """
    found = json_records(text) if looks_like_json(text) else csv_records(text)
    for number, record in enumerate(found):
        if number >= MOST:
            raise NotThis(f"there are more than {MOST:,} records in it: split it")
        yield record
