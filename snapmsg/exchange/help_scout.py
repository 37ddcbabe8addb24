"""Help Scout: saved replies, with a text for email (HTML) and one for chat (plain)."""

from __future__ import annotations

from collections.abc import Iterator

from snapmsg.exchange.html_text import to_text
from snapmsg.exchange.macro import HELP_SCOUT, Macro, placeholders, rest
from snapmsg.exchange.records import records


def is_mine(fields: dict[str, object]) -> bool:
    """Whether a record is a saved reply."""
    return "chatText" in fields or ("text" in fields and "mailboxId" in fields)


def read(text: str) -> Iterator[Macro]:
    """The saved replies of an export: for each one macro, or two where its chat says another."""
    for record in records(text):
        texts = {"email": to_text(record.text("text")), "chat": record.text("chatText").strip()}
        for channel, plain in texts.items():
            if plain:
                yield Macro(
                    record.text("name"), plain, record.line, record.folder,
                    placeholders(plain, HELP_SCOUT), record.text("id"), channel,
                    rest=rest(record.fields, "id", "name", "text", "chatText"),
                )  # fmt: skip
