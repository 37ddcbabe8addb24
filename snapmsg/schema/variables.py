"""Variables as declared: what kind of value each takes, and an example of one."""

from __future__ import annotations

import re

from snapmsg import model, values
from snapmsg.diagnostic import Problem
from snapmsg.model import Variable
from snapmsg.reader import ListNode, MapNode, Node
from snapmsg.schema.fields import NAME, VARIABLE_FIELDS
from snapmsg.schema.reading import Reading, is_nothing
from snapmsg.source import Addressed, Range


def read_variables(read: Reading, node: Node, *, shared: bool) -> dict[str, Variable]:
    """The variables that a scenario or, `shared`, a library declares."""
    found = read.map(node, "variables", "the name of a blank")
    declared = {}
    for name, value in found.entries.items():
        if not NAME.fullmatch(name):
            read.note(
                "bad-value",
                found.key_range(name),
                f"“{name}” cannot be a variable's name: use small letters, digits and _",
            )
        elif name in model.RESERVED:
            read.note(
                "reserved-name",
                found.key_range(name),
                f"“{name}” is a name that snap fills in itself: choose another",
            )
        else:
            declared[name] = _read_variable(read, name, found.key_range(name), value, shared)
    return declared


_ONLY_FOR = {"decimals": values.Kind.NUMBER, "currency": values.Kind.MONEY}
_KINDS = {str(kind): kind for kind in values.Kind}
_TYPED = frozenset(["type", "decimals", "currency", "max_length", "private"])
_VARIABLE_KEYS = {field.name: field.kind for field in VARIABLE_FIELDS}


def _read_variable(read: Reading, name: str, at: Range, node: Node, shared: bool) -> Variable:
    texts: dict[str, Addressed] = {}
    words: dict[str, Addressed] | None = None
    inner = read.map(node, name, "about:")
    default: Addressed | None = None
    for word, value in inner.entries.items():
        if word == "choices":
            words = _read_choices(read, value)
        elif word in _TYPED and is_nothing(value):
            continue
        elif word in ("example", "default") and isinstance(value, ListNode):
            joined = ", ".join(text.value for text in read.texts(value, word))
            texts[word] = Addressed(joined, read.source, value.start, value.end, "coarse")
        elif word not in _VARIABLE_KEYS:
            read.unknown(inner.key(word), word, _VARIABLE_KEYS, "of a variable")
        elif word == "default" and isinstance(value, Addressed):
            if value.value:
                read.wording(value, word)
            default = value  # an empty one means: optional
        elif (text := read.text(value, word)) is not None:
            texts[word] = text
    kind = values.Kind.TEXT
    if "type" in texts and read.choice(texts["type"], "type", _KINDS):
        kind = _KINDS[texts["type"].value]
    elif words is not None and "type" not in texts:
        kind = values.Kind.CHOICE
    if kind is values.Kind.CHOICE and not words:
        read.note("bad-value", at, f"“{name}” is a choice: list its values under choices:")
    for word, wanted in _ONLY_FOR.items():
        if word in texts and kind is not wanted:
            reason = f"“{word}” is for a variable of type {wanted}, and “{name}” is of type {kind}"
            read.note("bad-value", texts[word].whole, reason)
    currency = texts["currency"].value if "currency" in texts else None
    if currency is not None and not re.fullmatch("[A-Z]{3}", currency):
        read.note(
            "bad-value",
            texts["currency"].whole,
            f"“{currency}” is no currency: write its three letters, such as GBP",
        )
        currency = None
    spec = values.Spec(
        kind=kind,
        decimals=read.number(texts["decimals"], "decimals") if "decimals" in texts else None,
        currency=currency,
        choices=None if words is None else {name: text.value for name, text in words.items()},
        max_length=(
            read.number(texts["max_length"], "max_length") if "max_length" in texts else None
        ),
    )
    variable = Variable(
        name, at, spec,
        about=texts["about"].value if "about" in texts else "",
        example=texts.get("example"),
        default=default if default is not None else texts.get("default"),
        private="private" in texts and read.flag(texts["private"], "private"),
        shared=shared,
        words=words or {},
        limited="max_length" in inner.entries,
    )  # fmt: skip
    for word, text in (("example", variable.example), ("default", variable.default)):
        if text is not None and text.value.strip():
            check_value(read.problems, variable, text, word)
    return variable


def check_value(
    problems: list[Problem], variable: Variable, text: Addressed, where: str
) -> values.Value | None:
    """A text of the file as a value of the variable; None, with a problem, where it is none."""
    try:
        return values.read(text.value, variable.spec)
    except values.BadValue as error:
        problems.append(
            Problem("bad-example", text.whole, f"the {where} of {variable.name}: {error}")
        )
        return None


def _read_choices(read: Reading, node: Node) -> dict[str, Addressed]:
    """Each value that is listed, and its words; one without words stands for itself."""
    if isinstance(node, MapNode):
        return {
            key.value: (None if is_nothing(value) else read.wording(value, key.value)) or key
            for key, value in node.pairs()
        }
    items = node.items if isinstance(node, ListNode) else [node]
    words = (read.wording(item, "choices") for item in items if not is_nothing(item))
    return {text.value: text for text in words if text is not None}
