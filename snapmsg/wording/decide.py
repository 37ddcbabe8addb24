"""Does a condition hold? Also where some of its values are not known yet."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from snapmsg.promise import Duration
from snapmsg.values import Choice, Money, Value
from snapmsg.wording.tree import And, Compare, Condition, Const, In, Name, Not, Operand, Or


class _Unknown:
    """The one value that is not known yet."""

    __slots__ = ()


UNKNOWN: Final = _Unknown()
"""What `look` gives for a name that has no value yet."""


class Incomparable(ValueError):
    """Two things that cannot be compared, such as a text and a number; the text says the cure."""


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def plain(value: Value) -> object:
    """A value as conditions see it: text, number or yes and no; a list or duration only is there.

    A choice is its value, money its amount, a date or time its ISO text.
    """
    kind = type(value)
    if kind is str or kind is Decimal or kind is bool:
        return value
    if type(value) is Choice:
        return value.value
    if type(value) is Money:
        return value.amount
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    return value


def decide(condition: Condition, look: Callable[[Name], object]) -> bool | None:
    """Whether it holds; None where that hangs on a value that `look` does not know.

    Reads from left to right and no further than it needs to. Raises `Incomparable`.
    """
    if type(condition) is Name:
        value = look(condition)
        return None if value is UNKNOWN else bool(value)
    if type(condition) is Const:
        return bool(condition.value)
    if type(condition) is Not:
        found = decide(condition.item, look)
        return None if found is None else not found
    if type(condition) is Compare:
        return _compare(condition.op, _side(condition.left, look), _side(condition.right, look))
    if type(condition) is In:
        return _among(condition, _side(condition.item, look))
    if type(condition) is And or type(condition) is Or:
        stop = type(condition) is Or
        unsure = False
        for item in condition.items:
            found = decide(item, look)
            if found is stop:
                return stop
            unsure = unsure or found is None
        return None if unsure else not stop
    raise TypeError(condition)


def _side(operand: Operand, look: Callable[[Name], object]) -> object:
    return operand.value if isinstance(operand, Const) else look(operand)


def _among(condition: In, value: object) -> bool | None:
    if value is UNKNOWN:
        return None
    found = any(_compare("==", value, option) for option in condition.options)
    return found is not condition.negated


def _compare(op: str, left: object, right: object) -> bool | None:
    if left is UNKNOWN or right is UNKNOWN:
        return None
    a, b = _sort(left), _sort(right)
    if a is not b:
        # An optional value that was left out equals nothing and stands in no order.
        if left == "" or right == "":
            return op == "!="
        raise Incomparable(f"{_said(left)} cannot be compared with {_said(right)}: {_CURES[a, b]}")
    return _COMPARE[op](left, right)


def _sort(value: object) -> str:
    kind = type(value)
    if kind is str:
        return "text"
    if kind is bool:
        return "yes or no"
    if kind is int or kind is Decimal:
        return "number"
    raise Incomparable(
        f"a {'duration' if type(value) is Duration else 'list'} cannot be compared: "
        "ask only whether it is there, {% if name %}"
    )


def _said(value: object) -> str:
    if type(value) is str:
        return f"the text “{value[:40]}”"
    return f"{'yes' if value else 'no'}" if type(value) is bool else f"the number {value}"


_TO_TEXT = "write the number without quotes, or the text in quotes"
_TO_YES = "a yes or no stands alone, {% if name %} or {% if not name %}"
_CURES = {
    ("text", "number"): _TO_TEXT,
    ("number", "text"): _TO_TEXT,
    ("text", "yes or no"): _TO_YES,
    ("yes or no", "text"): _TO_YES,
    ("number", "yes or no"): _TO_YES,
    ("yes or no", "number"): _TO_YES,
}
