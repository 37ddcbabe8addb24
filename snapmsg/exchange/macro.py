"""What every tool's export holds, whatever the tool calls it: a text with blanks, and its name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple


class Placeholder(NamedTuple):
    """A blank as a tool writes it: the offsets in the text, the name, and what fills it if empty.

    `name` is the tool's own, such as `ticket.requester.first_name`: what an export back needs.
    """

    start: int
    end: int
    name: str
    fallback: str | None = None


class Macro(NamedTuple):
    """One saved message of a tool.

    `text` is plain text, with the tool's placeholders as it writes them. `topic` is its folder or
    category, levels parted by `/`; empty for none. `line` is where it starts in what was read,
    from 1. `id` is the tool's own, for the way back. `channel` is `email`, `chat`, `sms` or
    `letter` where the tool says so, `subject` that of an email. `locale` is the tool's word for the
    language. `rest` is what has no place here, by the tool's own names, so that nothing is lost.
    """

    title: str
    text: str
    line: int = 1
    topic: str = ""
    placeholders: tuple[Placeholder, ...] = ()
    id: str = ""
    channel: str = ""
    subject: str = ""
    locale: str = ""
    rest: tuple[tuple[str, str], ...] = ()


class NotThis(Exception):
    """What was read is no export of this tool: the sentence says what was looked for."""


LIQUID = re.compile(
    r"\{\{-?\s*(?P<name>[^{}|\n]{1,120}?)\s*"
    r"(?:\|\s*(?:default|fallback)\s*:?\s*[\"'“](?P<fallback>[^\"'”{}\n]{0,200})[\"'”]\s*)?"
    r"(?:\|[^{}\n]{0,200})?-?\}\}"
)
"""Zendesk, Intercom, Front, Freshdesk, Chatwoot: `{{ticket.requester.first_name}}`."""

HELP_SCOUT = re.compile(
    r"\{%\s*(?P<name>[\w.]{1,80})\s*(?:,\s*fallback=(?P<fallback>[^%{}\n]{0,200}?)\s*)?%\}"
)
"""Help Scout and FreeScout: `{%customer.firstName,fallback=there%}`."""

ZAMMAD = re.compile(r"#\{(?P<name>[^{}\n]{1,200})\}(?P<fallback>(?!))?")
"""Zammad: `#{ticket.customer.firstname}`."""

NOTIFY = re.compile(r"\(\((?P<name>[^()?\n]{1,120})(?:\?\?(?P<fallback>[^()]{0,2000}))?\)\)")
"""GOV.UK Notify: `((first name))`, and `((refund??You can ask for it.))`, words on a condition."""

ESPANSO = re.compile(
    r"(?<!\\)\{\{\s*(?P<name>[\w.-]{1,80})\s*\}\}(?P<fallback>(?!))?"
    r"|\[\[(?P<form>[\w -]{1,80})\]\]"
)
"""Espanso: `{{form.first_name}}`, and `[[first_name]]` in a form's own layout."""

TEXT_EXPANDER = re.compile(
    r"%fill(?:text|area|popup|part)(?::(?:name=(?P<name>[^:%\n]{1,80})|default=(?P<fallback>[^:%\n]"
    r"{0,200})|[^:%\n]{0,80}))+%|%(?P<form>clipboard|snippet:[^%\n]{1,80})%?"
)
"""TextExpander: `%filltext:name=first name:default=there%`."""


def placeholders(text: str, dialect: re.Pattern[str]) -> tuple[Placeholder, ...]:
    """The blanks of a text in a tool's dialect, in order."""
    return tuple(_found(text, dialect))


def _found(text: str, dialect: re.Pattern[str]) -> Iterator[Placeholder]:
    for found in dialect.finditer(text):
        groups = found.groupdict()
        name = groups.get("name") or groups.get("form") or ""
        if name.strip():
            yield Placeholder(*found.span(), name.strip(), groups.get("fallback"))


def rest(record: dict[str, object], *used: str) -> tuple[tuple[str, str], ...]:
    """What else a record says, as text: what is not null or empty, lists and objects as JSON."""
    return tuple(
        (str(key), value if isinstance(value, str) else json.dumps(value))
        for key, value in record.items()
        if key not in used and value not in (None, "", [], {})
    )
