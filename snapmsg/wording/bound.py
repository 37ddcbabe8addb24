"""The most that wording can say: how long each blank can read, in every way it can turn out.

A blank's longest text follows from its type, its `max_length` and the locale. Where conditions hang
on a variable it has a stand for each way that they can see it, so that all that hangs on the same
variable is taken together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from snapmsg.locales import Unspoken
from snapmsg.model import Variable
from snapmsg.promise import Duration, Unit
from snapmsg.promise.terms import LARGEST
from snapmsg.values import (
    MOST_DECIMALS,
    MOST_DIGITS,
    BadValue,
    Choice,
    Kind,
    Money,
    Spec,
    Value,
    minor_units,
    read,
)
from snapmsg.wording.candidates import candidates, compared
from snapmsg.wording.conditions import TooComplex
from snapmsg.wording.decide import plain
from snapmsg.wording.evaluator import Datum
from snapmsg.wording.tree import Blank, Condition, For, If, Include, Name, Node

if TYPE_CHECKING:
    from snapmsg.locales import Locale

MOST_WAYS = 512
"""So many ways that the conditions of a message can turn out are looked at one by one."""

FREE = frozenset([Kind.TEXT, Kind.LIST])
"""The types that have no longest text but by their `max_length`."""


class Fill(NamedTuple):
    """What a text is filled with to be at its longest: so many of a letter."""

    letter: str
    length: int


class Way(NamedTuple):
    """What each variable is in one way that wording can turn out; some `over`-long, or none."""

    data: Mapping[str, Datum]
    over: bool


Asked = Condition | Blank
"""What asks for a variable's value: a condition, or a blank with its filters."""


def asks(
    nodes: Iterable[Node], include: Callable[[str], tuple[Node, ...]], depth: int = 4
) -> Iterator[Asked]:
    """Every condition and every blank in some nodes, and in the partials that they include."""
    for node in nodes:
        if isinstance(node, Blank):
            yield node
        elif isinstance(node, If):
            for condition, body in node.branches:
                if condition is not None:
                    yield condition
                yield from asks(body, include, depth)
        elif isinstance(node, For):
            yield from asks(node.body, include, depth)
        elif isinstance(node, Include) and depth:
            yield from asks(include(node.name), include, depth - 1)


def ways(
    asked: Iterable[Asked],
    variables: Mapping[str, Variable],
    locale: Locale,
    fill: Callable[[Variable], Fill],
    choose: Callable[[Sequence[str]], Iterable[str]],
    most: int = MOST_WAYS,
) -> Iterator[Way]:
    """Every way that the variables in `asked` can be, as far as conditions and lengths go.

    `fill` says what a text or list is filled with. `choose` picks, from the words of choices that
    no condition asks for, those that may be the longest. Raises `TooComplex` beyond `most`.
    """
    conditions: list[Condition] = []
    blanks: dict[str, list[Blank]] = {}
    for item in asked:
        if isinstance(item, Blank):
            blanks.setdefault(item.name, []).append(item)
        else:
            conditions.append(item)
    numbered = {
        name for name, found in blanks.items()
        if any(item.name == "plural" for blank in found for item in blank.filters)
    }  # fmt: skip
    constants: defaultdict[Name, list[object]] = defaultdict(list)
    for condition in conditions:
        for name, found in compared(condition):
            constants[name].append(found)
    stands: dict[str, list[tuple[Datum, bool]]] = {}
    for name, tried in candidates(conditions, variables).items():
        variable = variables.get(name.name)
        if variable is not None and name.attr is None:
            stands[name.name] = list(_stands(variable, tried, constants[name], locale, fill))
    for each in [name for name in blanks if name in variables]:
        variable = variables[each]
        spec = variable.spec
        if each in stands:
            pass
        elif spec.kind is Kind.CHOICE:
            worded = {words: value for value, words in (spec.choices or {}).items()}
            picked = [Choice(worded[words], words) for words in choose(list(worded))]
            stands[each] = [(Datum(choice, choice.words, spec), False) for choice in picked]
        else:
            stands[each] = [(longest(spec, locale, fill(variable)), False)]
        if each in numbered:
            stands[each] += [(datum, False) for datum in _small(spec, locale)]
    if prod(map(len, stands.values())) > most:
        raise TooComplex
    for chosen in product(*stands.values()):
        data = {name: datum for name, (datum, _) in zip(stands, chosen, strict=True)}
        yield Way(data, any(over for _, over in chosen))


def _stands(
    variable: Variable,
    tried: Iterable[Value],
    known: Sequence[object],
    locale: Locale,
    fill: Callable[[Variable], Fill],
) -> Iterator[tuple[Datum, bool]]:
    """How a variable that conditions ask for can be.

    Where it is what it is compared with, it reads as that. In the gap where its longest value lies
    it is that one, and elsewhere just as long, which may be more than it can be.
    """
    spec = variable.spec
    if spec.kind is Kind.BOOLEAN or spec.kind is Kind.CHOICE:
        for value in tried:
            yield Datum(value, value.words if isinstance(value, Choice) else "", spec), False
        return
    long = longest(spec, locale, fill(variable))
    paired = any(isinstance(item, Name) for item in known)
    home = _gap(plain(long.value), known)
    if not paired:
        yield long, False
    for value in tried:
        seen = plain(value)
        if value == "":
            yield Datum("", "", spec), False
        elif not paired and seen in known:
            yield Datum(value, _shown(locale, value, spec), spec), False
        elif paired or _gap(seen, known) != home:
            yield long._replace(asked=value), True


def _gap(value: object, known: Sequence[object]) -> tuple[int, bool]:
    """Between which of the known values one lies, or on which."""
    place = 0
    if isinstance(value, str):
        place = bisect_left(sorted([item for item in known if isinstance(item, str)]), value)
    elif isinstance(value, Decimal):
        numbers = sorted([item for item in known if isinstance(item, int | Decimal)])
        place = bisect_left(numbers, value)
    return place, value in known


def _small(spec: Spec, locale: Locale) -> Iterator[Datum]:
    """The numbers that a language may have another plural for."""
    for text in ("0", "1", "2", "1." + "9" * (spec.decimals or 1)):
        try:
            value = read(text, spec)
        except BadValue:
            continue
        yield Datum(value, _shown(locale, value, spec), spec)


# --- the longest value of each type -------------------------------------------------------------


def longest(spec: Spec, locale: Locale, fill: Fill) -> Datum:
    """The value of a type that reads longest; of texts, one of `fill.length` letters."""
    if spec.kind is Kind.TEXT:
        text = fill.letter * fill.length
        return Datum(text, text, spec)
    if spec.kind is Kind.LIST:
        items = _longest_list(locale, fill)
        return Datum(items, locale.and_list(items), spec)
    if spec.kind is Kind.CHOICE:
        words = max((spec.choices or {"": ""}).items(), key=lambda choice: len(choice[1]))
        return Datum(Choice(*words), words[1], spec)
    if spec.kind is Kind.BOOLEAN:
        return Datum(False, "", spec)
    return _longest(locale, spec)


def _longest_list(locale: Locale, fill: Fill) -> tuple[str, ...]:
    """The items that read longest: with a comma and a space between two they have a length."""
    found = []
    for count in range(1, 5):
        rest = fill.length - 2 * (count - 1) - (count - 1)
        if rest > 0:
            found.append((*[fill.letter] * (count - 1), fill.letter * rest))
    return max(found, key=lambda items: len(locale.and_list(items)), default=(fill.letter,))


_FOUND: dict[tuple[object, ...], Datum] = {}


def _longest(locale: Locale, spec: Spec) -> Datum:
    """The value of a type that has a longest one, looked for once in each locale."""
    key = (locale.code, spec.kind, spec.decimals, spec.currency, spec.max_length)
    if key not in _FOUND:
        said = [Datum(value, _shown(locale, value, spec), spec) for value in _long(spec)]
        _FOUND[key] = max(said, key=lambda datum: len(datum.text))
    return _FOUND[key]


def _shown(locale: Locale, value: Value, spec: Spec) -> str:
    """The text of a value; empty where the language has no words for it, so that none is sent."""
    try:
        return locale.show(value, spec)
    except Unspoken:
        return ""


def _long(spec: Spec) -> Iterator[Value]:
    """Values of a type, the one that reads longest among them."""
    if spec.kind is Kind.NUMBER:
        yield from _long_numbers(spec.max_length, spec.decimals)
    elif spec.kind is Kind.MONEY:
        for currency, room in _CURRENCIES.items() if not spec.currency else [(spec.currency, 0)]:
            most = None if spec.max_length is None else spec.max_length - room
            for number in _long_numbers(most, minor_units(currency)):
                yield Money(number, currency)
    elif spec.kind is Kind.DATE:
        yield from DAYS
    elif spec.kind is Kind.TIME:
        yield from _CLOCKS
    elif spec.kind is Kind.DATETIME:
        yield from [datetime.combine(day, clock) for day in DAYS for clock in _CLOCKS]
    else:
        yield from _long_durations(spec.max_length)


def _long_numbers(most: int | None, decimals: int | None) -> Iterator[Decimal]:
    """For each sign and number of decimals, the most digits in so many characters."""
    for sign in ("", "-"):
        for places in range((MOST_DECIMALS if decimals is None else decimals) + 1):
            taken = len(sign) + (places + 1 if places else 0)
            whole = MOST_DIGITS if most is None else min(MOST_DIGITS, most - taken)
            if whole > 0:
                number = Decimal(f"{sign}{'9' * whole}.{'9' * places}".rstrip("."))
                step = Decimal(1).scaleb(-decimals) if decimals is not None else None
                yield number.quantize(step) if step is not None else number
    yield Decimal(0)


def _long_durations(most: int | None) -> Iterator[Duration]:
    """Durations that can be typed in so many characters, those that read longest among them."""
    room = 100 if most is None else most
    for unit, typed in TYPED.items():
        for high in (*range(1, 11), 99, 999, LARGEST):
            if len(f"{high}{typed}") <= room:
                yield Duration(high, high, unit)
            for low in {high - 1, *[low for low in (1, 2, 9, 99, 999) if low < high]}:
                if low and len(f"{low}-{high}{typed}") <= room:
                    yield Duration(low, high, unit)


DAYS = tuple(
    date(2026, month, 22) + timedelta(days=day) for month in range(1, 13) for day in range(7)
)
"""Days with every weekday in every month, of which the longest is as long as any."""

TYPED = {
    Unit.MINUTE: "min", Unit.HOUR: "h", Unit.WORKING_HOUR: "working hour", Unit.DAY: "day",
    Unit.WORKING_DAY: "workday", Unit.WEEK: "week", Unit.MONTH: "month",
}  # fmt: skip
"""The shortest that can be typed for each unit, behind its number."""

_CLOCKS = tuple(time(hour, minute) for hour in range(24) for minute in (0, 59))

# What is typed to name a currency where the variable names none: with its sign, or its code.
_CURRENCIES = {"GBP": 1, "EUR": 1, "USD": 1, "KWD": 3, "CHF": 3, "JPY": 3}
