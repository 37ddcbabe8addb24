"""Front: message templates, whose body is HTML."""

from __future__ import annotations

from collections.abc import Iterator

from snapmsg.exchange.html_text import is_html, to_text
from snapmsg.exchange.macro import LIQUID, Macro, placeholders, rest
from snapmsg.exchange.records import records


def is_mine(fields: dict[str, object]) -> bool:
    """Whether a record is a message template of Front's."""
    ours = {"inbox_ids", "is_available_for_all_inboxes", "_links"} & fields.keys()
    return {"name", "body"} <= fields.keys() and bool(ours or "folder_id" in fields)


def read(text: str) -> Iterator[Macro]:
    """The message templates of an export; where there is no subject Front takes the name."""
    for record in records(text):
        said = record.text("body")
        plain = to_text(said) if is_html(said) else said.strip()
        if plain:
            yield Macro(
                record.text("name"), plain, record.line,
                record.folder or record.text("folder_id"), placeholders(plain, LIQUID),
                record.text("id"), "email", record.text("subject"),
                rest=rest(record.fields, "id", "name", "body", "subject"),
            )  # fmt: skip
