"""Intercom: macros, whose `body` is HTML with `<attribute>` for a blank; `body_text` is plain."""

from __future__ import annotations

from collections.abc import Iterator

from snapmsg.exchange.html_text import to_text
from snapmsg.exchange.macro import LIQUID, Macro, placeholders, rest
from snapmsg.exchange.records import records


def is_mine(fields: dict[str, object]) -> bool:
    """Whether a record is a macro of Intercom's."""
    return fields.get("type") == "macro" or bool({"body_text", "visible_to"} & fields.keys())


def read(text: str) -> Iterator[Macro]:
    """The macros of an export."""
    for record in records(text):
        if plain := record.text("body_text") or to_text(record.text("body")):
            yield Macro(
                record.text("name"), plain, record.line, record.folder,
                placeholders(plain, LIQUID), record.text("id"),
                rest=rest(record.fields, "id", "name", "body", "body_text", "type"),
            )  # fmt: skip
