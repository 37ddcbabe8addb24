"""The filters of blanks: a short list of our own."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from snapmsg.values import Choice, Kind, Money, Value

if TYPE_CHECKING:
    from snapmsg.locales import Locale
    from snapmsg.wording.tree import Filter

_WORD = re.compile(r"([-\s({\[<]+)")


class Known(NamedTuple):
    """A filter that the language has.

    `takes` counts the quoted words in its brackets. `kinds` are the types of variable it is for;
    None is any, since it changes the text that the customer reads. `about` completes its name.
    """

    takes: int
    kinds: frozenset[Kind] | None
    about: str


FILTERS: dict[str, Known] = {
    "upper": Known(0, None, "writes it in CAPITALS"),
    "lower": Known(0, None, "writes it in small letters"),
    "capitalize": Known(0, None, "gives it one capital, at its start"),
    "title": Known(0, None, "gives each word a capital"),
    "trim": Known(0, None, "takes the spaces off its ends"),
    "date": Known(0, frozenset([Kind.DATE, Kind.DATETIME]), "writes the day alone"),
    "money": Known(0, frozenset([Kind.MONEY]), "writes the amount with its currency"),
    "plural": Known(2, frozenset([Kind.NUMBER]), "is the first word for one, else the second"),
    "and_list": Known(0, frozenset([Kind.LIST]), "writes “a, b and c”"),
}
"""The filters by name."""


class Unfit(ValueError):
    """A filter got a value that it is not for; the text says which and the cure."""


def apply(value: Value, text: str, filters: tuple[Filter, ...], locale: Locale) -> str:
    """The text of a value after its filters, from left to right.

    The first one sees the typed value, every later one the text that is left of it. Raises
    `Unfit`.
    """
    for place, (name, args) in enumerate(filters):
        change = _TEXT.get(name)
        text = change(text) if change else _typed(name, args, text if place else value, locale)
    return text


def _title(text: str) -> str:
    return "".join(word[:1].upper() + word[1:].lower() for word in _WORD.split(text))


_TEXT: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "capitalize": str.capitalize,
    "title": _title,
    "trim": str.strip,
}


def _typed(name: str, args: tuple[str, ...], value: Value, locale: Locale) -> str:
    """A filter that needs the value itself. Nothing, an optional value left out, stays nothing."""
    if value == "":
        return ""
    # A datetime is a date too.
    if name == "date" and isinstance(value, date):
        return locale.date(value)
    if name == "money" and type(value) is Money:
        return locale.money(value)
    if name == "plural" and type(value) is Decimal:
        return locale.plural(value, *args)
    if name == "and_list" and isinstance(value, tuple) and not isinstance(value, Money | Choice):
        return locale.and_list(value)
    kinds = " or ".join(sorted(FILTERS[name].kinds or ()))
    raise Unfit(f"{name} is for a variable of type {kinds}: give it that type, or take {name} out")
