"""A table of texts that no tool in particular wrote: CSV, JSON or JSON lines, with a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from snapmsg.errors import did_you_mean, quoted
from snapmsg.exchange.html_text import is_html, to_text
from snapmsg.exchange.macro import Macro, NotThis, rest
from snapmsg.exchange.records import records

COLUMNS = (
    "text", "message", "body", "content", "reply", "response", "macro", "comment", "answer",
    "template", "wording", "canned_response", "message_text",
)  # fmt: skip
"""Names of a column that is taken to hold the texts where none is named, the likeliest first."""
_TITLES = ("title", "name", "subject", "label", "key", "id", "short_code", "shortcut")
_IDS = ("id", "key", "external_id", "short_code", "shortcut")
_TOPICS = ("topic", "category", "folder", "group", "tag", "type", "source")


def read(text: str, column: str | None = None) -> Iterator[Macro]:
    """The texts of a column. Raises `NotThis` with the columns there are where it is not there."""
    wanted: str | None = None
    for record in records(text):
        names = [str(name) for name in record.fields]
        if wanted is None or wanted not in record.fields:
            wanted = _column(names, column)
        said = record.text(wanted)
        if said.strip():
            yield Macro(
                _first(record.text, names, _TITLES), to_text(said) if is_html(said) else said,
                record.line, _first(record.text, names, _TOPICS),
                id=_first(record.text, names, _IDS), rest=rest(record.fields, wanted),
            )  # fmt: skip


def _column(names: Sequence[str], column: str | None) -> str:
    by_name = {name.strip().lower(): name for name in names}
    if column is not None and column.strip().lower() in by_name:
        return by_name[column.strip().lower()]
    listed = ", ".join(quoted(name, 30) for name in names[:12])
    if column is not None:
        meant = did_you_mean(column, names)
        raise NotThis(f"there is no column {quoted(column)}.{meant} There are: {listed}")
    for likely in COLUMNS:
        if likely in by_name:
            return by_name[likely]
    raise NotThis(f"which column holds the texts? Name it with --column. There are: {listed}")


def _first(text: object, names: Sequence[str], likely: Sequence[str]) -> str:
    """What the first of the likely columns says that is there."""
    assert callable(text)
    for name in likely:
        for real in names:
            if real.strip().lower() == name:
                return str(text(real))
    return ""
