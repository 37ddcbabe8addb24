"""Zammad: text modules, as CSV or as its API gives them. What they hold is HTML."""

from __future__ import annotations

from collections.abc import Iterator

from snapmsg.exchange.html_text import to_text
from snapmsg.exchange.macro import ZAMMAD, Macro, placeholders, rest
from snapmsg.exchange.records import records


def is_mine(fields: dict[str, object]) -> bool:
    """Whether a record is a text module."""
    return {"name", "keywords", "content"} <= fields.keys()


def read(text: str) -> Iterator[Macro]:
    """The text modules of an export; a name such as `Delivery::Late` has its topic in it."""
    for record in records(text):
        if plain := to_text(record.text("content")):
            *topic, title = [part.strip() for part in record.text("name").split("::")]
            yield Macro(
                title, plain, record.line, "/".join(topic), placeholders(plain, ZAMMAD),
                record.text("id"), rest=rest(record.fields, "id", "name", "content"),
            )  # fmt: skip
