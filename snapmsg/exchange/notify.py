"""GOV.UK Notify: templates as its API gives them, for email, text message and letter."""

from __future__ import annotations

from collections.abc import Iterator

from snapmsg.exchange.macro import NOTIFY, Macro, placeholders, rest
from snapmsg.exchange.records import records

_CHANNELS = ("email", "sms", "letter")


def is_mine(fields: dict[str, object]) -> bool:
    """Whether a record is a template of Notify's."""
    return "template_type" in fields or (
        "body" in fields and fields.get("type") in _CHANNELS and "version" in fields
    )


def read(text: str) -> Iterator[Macro]:
    """The templates of an export. `((refund??words))` keeps its words as the fallback."""
    for record in records(text):
        plain = (record.text("body") or record.text("content")).strip()
        kind = record.text("template_type") or record.text("type")
        if plain:
            yield Macro(
                record.text("name"), plain, record.line, record.folder,
                placeholders(plain, NOTIFY), record.text("id"),
                kind if kind in _CHANNELS else "", record.text("subject"),
                rest=rest(record.fields, "id", "name", "body", "content", "subject",
                          "template_type", "type"),
            )  # fmt: skip
