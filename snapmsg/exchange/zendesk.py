"""Zendesk: macros as its API gives them, macros as CSV, and dynamic content.

The words of a macro stand in its actions `comment_value` (a string, or a channel and a string) and
`comment_value_html`. Categories are part of the title, parted by `::`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from snapmsg.exchange.html_text import is_html, to_text
from snapmsg.exchange.macro import LIQUID, Macro, placeholders, rest
from snapmsg.exchange.records import Record, records

_CHANNELS = {"channel:web": "email", "channel:chat": "chat"}
_SAID = ("comment_value", "comment_value_html", "subject")


def is_mine(fields: dict[str, object]) -> bool:
    """Whether a record is a macro of Zendesk's, or an item of its dynamic content."""
    actions = fields.get("actions")
    return (
        "actions_json" in fields
        or "variants" in fields
        or (isinstance(actions, list) and any("field" in a for a in actions if isinstance(a, dict)))
    )


def read(text: str) -> Iterator[Macro]:
    """The macros of an export. Those that write nothing to the customer are left out."""
    for record in records(text):
        if "variants" in record.fields:
            yield from _variants(record)
            continue
        *topic, title = [part.strip() for part in (record.text("title") or "").split("::")]
        actions = _actions(record)
        others = {"actions": [one for one in actions if one.get("field") not in _SAID]}
        for channel, subject, said in _comments(actions):
            plain = to_text(said) if is_html(said) else said
            yield Macro(
                title, plain, record.line, "/".join(topic), placeholders(plain, LIQUID),
                record.text("id"), channel, subject,
                rest=rest({**record.fields, **others}, "id", "title", "actions_json"),
            )  # fmt: skip


def _actions(record: Record) -> list[dict[str, object]]:
    found = record.fields.get("actions")
    if found is None:
        try:
            found = json.loads(record.text("actions_json") or "[]")
        except (ValueError, RecursionError):
            found = []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _comments(actions: list[dict[str, object]]) -> Iterator[tuple[str, str, str]]:
    """Channel, subject and words of each public comment."""
    subject, comments, private = "", [], False
    for action in actions:
        field, value = action.get("field"), action.get("value")
        if field == "subject" and isinstance(value, str):
            subject = value
        elif field == "comment_mode_is_public":
            private = value in (False, "false")
        elif field in ("comment_value", "comment_value_html"):
            channel = ""
            if isinstance(value, list) and len(value) == 2:
                channel, value = _CHANNELS.get(str(value[0]), ""), value[1]
            if isinstance(value, str) and value.strip():
                comments.append((channel, value))
    if not private:
        for channel, value in comments:
            yield channel, subject, value


def _variants(record: Record) -> Iterator[Macro]:
    found = record.fields["variants"]
    for variant in found if isinstance(found, list) else ():
        if isinstance(variant, dict) and isinstance(variant.get("content"), str):
            said = variant["content"]
            plain = to_text(said) if is_html(said) else said
            yield Macro(
                record.text("name"), plain, record.line, "", placeholders(plain, LIQUID),
                record.text("id"), locale=str(variant.get("locale_id") or ""),
                rest=rest(variant, "content", "locale_id"),
            )  # fmt: skip
