"""What a library says of the languages that it writes in: which ones, and its own words there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from snapmsg import locales
from snapmsg.errors import did_you_mean, quoted
from snapmsg.model import Part, Variable
from snapmsg.reader import MapNode, Node
from snapmsg.schema.fields import LOCAL_FIELDS
from snapmsg.schema.reading import Reading, is_nothing
from snapmsg.schema.translation import reworded
from snapmsg.source import Addressed

_CODE = re.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_KNOWN = tuple(field.name for field in LOCAL_FIELDS)


@dataclass(frozen=True, slots=True)
class Local:
    """A library's own words in one language: for the four parts, its teams, its shared blanks.

    `variables` are those with other words; what it does not say is as snap or the library has it.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, Addressed] = field(default_factory=dict)
    variables: Mapping[str, Variable] = field(default_factory=dict)


def fault_of(code: str) -> str | None:
    """Why a code is no locale's, as a sentence with the cure; None where it is one's."""
    words = code.replace("_", "-").split("-")
    right = "-".join([words[0].lower(), *(_cased(word) for word in words[1:])])
    if not _CODE.fullmatch(right):
        return f"snap does not speak {quoted(code)}: a language is written such as es, or es-MX"
    try:
        locales.get(right)
    except locales.UnknownLocale as error:
        meant = did_you_mean(code, locales.CODES)
        return f"{quoted(code)} is no language that snap knows.{meant}" if meant else str(error)
    return None if right == code else f"{quoted(code)} is not how it is written: write {right}"


def _cased(word: str) -> str:
    return word.title() if len(word) == 4 else word.upper()


def read_locale(read: Reading, text: Addressed | None) -> str:
    """The library's own locale."""
    if text is None:
        return "en"
    fault = fault_of(text.value)
    if fault is not None:
        read.note("bad-value", text.whole, fault)
        return "en"
    return text.value


def read_locales(
    read: Reading, node: Node | None, teams: Mapping[str, Addressed] | None,
    variables: Mapping[str, Variable],
) -> dict[str, Local]:  # fmt: skip
    """The languages that scenarios are translated into: a list, or each with words of its own.

    `teams` and `variables` are those of the library.
    """
    if node is None or is_nothing(node):
        return {}
    named: list[tuple[Addressed, Node | None]]
    if isinstance(node, MapNode):
        named = [*node.pairs()]
    else:
        named = [(text, None) for text in read.texts(node, "locales")]
    found = {}
    for code, inner in named:
        fault = fault_of(code.value)
        if fault is not None:
            read.note("bad-value", code.whole, fault)
        elif code.value in found:
            read.note("bad-value", code.whole, f"“{code.value}” stands here twice: take one out")
        else:
            found[code.value] = _local(read, code.value, inner, teams or {}, variables)
    return found


def _local(
    read: Reading, code: str, node: Node | None, teams: Mapping[str, Addressed],
    variables: Mapping[str, Variable],
) -> Local:  # fmt: skip
    inner = read.map(node, code, "labels:")
    labels: dict[str, str] = {}
    named: dict[str, Addressed] = {}
    changed: dict[str, Variable] = {}
    for name, value in inner.entries.items():
        if name == "labels":
            labels = read_labels(read, value)
        elif name == "teams":
            named = _teams(read, value, teams)
        elif name == "variables":
            changed = reworded(read, value, variables, "snap.yaml")
        else:
            read.unknown(inner.key(name), name, _KNOWN, f"of the locale {code} in snap.yaml")
    return Local(labels, named, changed)


def _teams(read: Reading, node: Node, known: Mapping[str, Addressed]) -> dict[str, Addressed]:
    found = read.map(node, "teams", "a team's id, and its name")
    named = {}
    for name, value in found.entries.items():
        if name not in known:
            meant = did_you_mean(name, known)
            reason = f"there is no team {quoted(name)} under teams: in snap.yaml.{meant}"
            read.note("unknown-key", found.key(name).whole, reason)
        elif (text := read.wording(value, name)) is not None:
            named[name] = text
    return named


def read_labels(read: Reading, node: Node | None) -> dict[str, str]:
    """A library's own names for the four parts."""
    found = read.map(node, "labels", "status:")
    labels = {}
    for name, value in found.entries.items():
        if name not in tuple(Part):
            read.unknown(found.key(name), name, tuple(Part), "of labels")
        elif (text := read.wording(value, name)) is not None:
            labels[name] = text.value
    return labels
