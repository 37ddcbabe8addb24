"""Chatwoot: canned responses, and macros that send a message."""

from __future__ import annotations

from collections.abc import Iterator

from snapmsg.exchange.html_text import is_html, to_text
from snapmsg.exchange.macro import LIQUID, Macro, placeholders, rest
from snapmsg.exchange.records import Record, records


def is_mine(fields: dict[str, object]) -> bool:
    """Whether a record is a canned response of Chatwoot's, or one of its macros."""
    actions = fields.get("actions")
    return "short_code" in fields or (
        isinstance(actions, list)
        and any("action_name" in a for a in actions if isinstance(a, dict))
    )


def read(text: str) -> Iterator[Macro]:
    """The canned responses of an export."""
    for record in records(text):
        actions = record.fields.get("actions")
        others = [
            one for one in (actions if isinstance(actions, list) else ())
            if not isinstance(one, dict) or one.get("action_name") != "send_message"
        ]  # fmt: skip
        title = record.text("short_code") or record.text("name")
        for said in _said(record):
            plain = to_text(said) if is_html(said) else said
            yield Macro(
                title, plain, record.line, "", placeholders(plain, LIQUID), record.text("id"),
                rest=rest({**record.fields, "actions": others}, "id", "short_code", "content",
                          *(() if record.text("short_code") else ("name",))),
            )  # fmt: skip


def _said(record: Record) -> Iterator[str]:
    if record.text("content").strip():
        yield record.text("content")
    actions = record.fields.get("actions")
    for action in actions if isinstance(actions, list) else ():
        if isinstance(action, dict) and action.get("action_name") == "send_message":
            told = action.get("action_params")
            yield from (
                (one for one in told if isinstance(one, str)) if isinstance(told, list) else ()
            )
