"""TextExpander: a group as CSV, without a first row of names: abbreviation, words, label."""

from __future__ import annotations

from collections.abc import Iterator

from snapmsg.exchange.html_text import is_html, to_text
from snapmsg.exchange.macro import TEXT_EXPANDER, Macro, placeholders
from snapmsg.exchange.records import csv_rows


def read(text: str) -> Iterator[Macro]:
    """The snippets of a group; without a label the abbreviation is the title."""
    for line, row in csv_rows(text):
        if len(row) > 1 and row[1].strip():
            plain = to_text(row[1]) if is_html(row[1]) else row[1].strip()
            title = (row[2] if len(row) > 2 else "").strip() or row[0].strip().lstrip(":;/")
            yield Macro(title, plain, line, "", placeholders(plain, TEXT_EXPANDER), row[0].strip())


def looks_right(rows: list[list[str]]) -> bool:
    """Whether the first rows can be snippets: two or three cells, the first one a short word."""
    return bool(rows) and all(
        2 <= len(row) <= 3 and 0 < len(row[0].strip()) <= 40 and " " not in row[0].strip()
        and " " in row[1].strip()
        for row in rows
    )  # fmt: skip
