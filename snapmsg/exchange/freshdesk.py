"""Freshdesk and Freshservice: canned responses, alone or in the folders that hold them."""

from __future__ import annotations

from collections.abc import Iterator

from snapmsg.exchange.html_text import is_html, to_text
from snapmsg.exchange.macro import LIQUID, Macro, placeholders, rest
from snapmsg.exchange.records import records


def is_mine(fields: dict[str, object]) -> bool:
    """Whether a record is a canned response of Freshdesk's."""
    return "content_html" in fields or {"title", "content", "folder_id"} <= fields.keys()


def read(text: str) -> Iterator[Macro]:
    """The canned responses of an export; the topic is the folder's name, else its number."""
    for record in records(text):
        said = record.text("content_html") or record.text("content")
        plain = to_text(said) if is_html(said) else said.strip()
        if plain:
            yield Macro(
                record.text("title"), plain, record.line,
                record.folder or record.text("folder_id"), placeholders(plain, LIQUID),
                record.text("id"),
                rest=rest(record.fields, "id", "title", "content", "content_html"),
            )  # fmt: skip
