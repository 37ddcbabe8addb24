"""What other tools keep messages in: one file a format, each read as macros.

Each format has `read(text) -> Iterator[Macro]`. A format that is named raises `NotThis` where the
text is broken; `recognised` finds out which one a text is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from snapmsg.exchange import (
    chatwoot,
    espanso,
    freshdesk,
    front,
    help_scout,
    intercom,
    notify,
    plain,
    table,
    text_expander,
    zammad,
    zendesk,
)
from snapmsg.exchange.macro import Macro, NotThis, Placeholder
from snapmsg.exchange.records import csv_rows, looks_like_csv, looks_like_json, records

Read = Callable[[str], Iterator[Macro]]

_BY_RECORD = {
    "zendesk": zendesk,
    "chatwoot": chatwoot,
    "zammad": zammad,
    "help-scout": help_scout,
    "notify": notify,
    "intercom": intercom,
    "freshdesk": freshdesk,
    "front": front,
}
FORMATS: Mapping[str, Read] = {
    **{name: module.read for name, module in _BY_RECORD.items()},
    "espanso": espanso.read,
    "text-expander": text_expander.read,
    "table": table.read,
    "text": plain.read,
}
"""What can be read, by the name that people give it."""
_LOOKED_AT = 20
_JSON = (".json", ".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv")


def recognised(text: str, name: str = "") -> str:
    """The format of a text: by what is in it, and by the ending of its file's name.

    Raises `NotThis` where it is broken so early that nothing can be told.
    """
    low = name.lower()
    if low.endswith((".yml", ".yaml")) or (not low and espanso.looks_right(text)):
        if not espanso.looks_right(text):
            raise NotThis("this YAML has no matches:, as Espanso's files have")
        return "espanso"
    is_json = looks_like_json(text)
    if not is_json and low.endswith(_JSON):
        raise NotThis("this is no JSON: an export starts with { or [")
    if not is_json and not (low.endswith(_TABLES) or (not low and _has_header(text))):
        return "text"
    for record in islice(records(text), _LOOKED_AT):
        for format, module in _BY_RECORD.items():
            if module.is_mine(record.fields):
                return format
    if not is_json and text_expander.looks_right(
        [row for _, row in islice(csv_rows(text), _LOOKED_AT)]
    ):
        return "text-expander"
    return "table"


def _has_header(text: str) -> bool:
    """Whether a text without a name is a table: its first line names a column of texts."""
    if not looks_like_csv(text):
        return False
    first = next(iter(csv_rows(text.lstrip().partition("\n")[0])), (1, [""]))[1]
    names = {cell.strip().lower() for cell in first}
    return len(names) > 1 and bool(names & {*table.COLUMNS, "actions_json"}) and all(
        len(name) < 30 for name in names
    )  # fmt: skip


__all__ = ["FORMATS", "Macro", "NotThis", "Placeholder", "Read", "recognised"]
