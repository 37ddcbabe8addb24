"""Typed values in: what the blanks of a message may be filled with.

A value comes from a stranger. It is read strictly by the type its variable declares, kept exactly
(a number is never a float), and refused with a fragment that names it and the cure, to stand after
the variable's name: `order_no: “abc” is not a number: write digits, such as 1250.50`.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from snapmsg.errors import did_you_mean, quoted
from snapmsg.promise import (
    Calendar,
    Duration,
    Unreadable,
    parse_clock,
    parse_date,
    parse_duration,
)

MOST_CHARACTERS = 10_000
MOST_DIGITS = 15
MOST_DECIMALS = 9
MOST_ITEMS = 100


class BadValue(ValueError):
    """A value that its variable cannot hold; the text completes “name: …” and ends in the cure."""


class MissingValue(BadValue):
    """No value at all: null, an empty text, or nothing but spaces."""


class Kind(StrEnum):
    """The types a variable may declare."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    DURATION = "duration"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    LIST = "list"


class Spec(NamedTuple):
    """What a variable declares about its values.

    `decimals` holds for numbers, `currency` (an ISO 4217 code) for money, `choices` (value to the
    words a customer reads) for choices. `max_length` counts the characters of the value as it was
    given, without the spaces around it; of a list, its items with `, ` between them.
    """

    kind: Kind = Kind.TEXT
    decimals: int | None = None
    currency: str | None = None
    choices: Mapping[str, str] | None = None
    max_length: int | None = None


class Money(NamedTuple):
    """An amount with the decimals of its currency, an ISO 4217 code."""

    amount: Decimal
    currency: str


class Choice(NamedTuple):
    """One of a variable's choices, and the words a customer reads for it."""

    value: str
    words: str


Value = str | Decimal | Money | date | datetime | time | Duration | bool | Choice | tuple[str, ...]

SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}
"""The currencies that have a sign of their own in customer text."""

_CODES = {symbol: code for code, symbol in SYMBOLS.items()}
# Currencies whose amounts are also written with a plain dollar sign, where a variable says so.
_DOLLARS = re.compile("AUD|BBD|BMD|BND|BSD|BZD|CAD|FJD|GYD|HKD|JMD|NAD|NZD|SGD|TTD|TWD|USD")
# Minor units other than two, from ISO 4217.
_NO_MINOR_UNIT = re.compile("BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF")
_THREE_DIGIT_MINOR_UNIT = re.compile("BHD|IQD|JOD|KWD|LYD|OMR|TND")

_YES_NO = dict.fromkeys(("yes", "true", "on"), True) | dict.fromkeys(("no", "false", "off"), False)

_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_MONEY = (
    rf"(?P<sign>-?)(?P<symbol>[£€$]?)(?P<amount>{_NUMBER[2:]})(?: ?(?P<after>[A-Za-z]{{3}}))?"
    rf"|(?P<before>[A-Za-z]{{3}}) ?(?P<amount_after>{_NUMBER})"
)
# Control characters but newline and tab, line breaks nobody sees, bidi overrides, lone surrogates.
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff \n\t"


def read(raw: object, spec: Spec, zone: str = "UTC") -> Value:
    """The value that `raw`, a text or a JSON value, gives a variable declared as `spec`.

    Spaces around a text are dropped. A datetime comes back without a zone, as the clock on the
    wall of the library (`zone`, an IANA name) shows it; an offset in the text is converted.
    Raises MissingValue where there is none and BadValue where it is not one of its kind.
    """
    if raw is None:
        raise MissingValue("it is missing: give it a value")
    if spec.kind is Kind.LIST:
        return _list(raw, spec)
    if isinstance(raw, bool):
        if spec.kind is Kind.BOOLEAN:
            return raw
        raise BadValue(f"{str(raw).lower()} is yes or no, not {_A_KIND[spec.kind]}: write the text")
    text = _text(raw, spec.kind)
    _check_length(text, spec)
    try:
        match spec.kind:
            case Kind.TEXT:
                return text
            case Kind.NUMBER:
                return _number(text, spec.decimals)
            case Kind.MONEY:
                return _money(text, spec.currency)
            case Kind.DATE:
                return parse_date(text)
            case Kind.DATETIME:
                return _datetime(text, zone)
            case Kind.TIME:
                return _time(text)
            case Kind.DURATION:
                return parse_duration(text)
            case Kind.BOOLEAN:
                return _boolean(text)
            case Kind.CHOICE:
                return _choice(text, spec.choices or {})
    except Unreadable as problem:
        raise BadValue(str(problem)) from None


def minor_units(currency: str) -> int:
    """How many decimals amounts in a currency have (ISO 4217): 2 for GBP, 0 for JPY."""
    if _NO_MINOR_UNIT.fullmatch(currency):
        return 0
    return 3 if _THREE_DIGIT_MINOR_UNIT.fullmatch(currency) else 2


_A_KIND = {
    Kind.TEXT: "a text",
    Kind.NUMBER: "a number",
    Kind.MONEY: "an amount of money",
    Kind.DATE: "a date",
    Kind.DATETIME: "a date with a time",
    Kind.TIME: "a clock time",
    Kind.DURATION: "a duration",
    Kind.BOOLEAN: "yes or no",
    Kind.CHOICE: "a choice",
    Kind.LIST: "a list",
}


def _text(raw: object, kind: Kind) -> str:
    """The raw value as clean text: a JSON number by its exact digits, a text trimmed."""
    if not isinstance(raw, str):
        return _digits_of(raw, kind)
    text = raw.replace("\r\n", "\n").strip()
    if len(text) > MOST_CHARACTERS:
        raise BadValue(
            f"it has {len(text)} characters: a value has at most {MOST_CHARACTERS}, shorten it"
        )
    if not text.isprintable() and (found := _FORBIDDEN.search(text)):
        raise BadValue(f"it contains {_name(found[0])}, which readers cannot see: take it out")
    if not text.strip(_INVISIBLE):
        raise MissingValue("it is empty: give it a value")
    return text


def _digits_of(raw: object, kind: Kind) -> str:
    """A JSON number by its exact digits."""
    if isinstance(raw, bool | list | tuple | Mapping):
        thing = "a list" if isinstance(raw, list | tuple) else "yes or no"
        thing = "a mapping" if isinstance(raw, Mapping) else thing
        raise BadValue(f"{thing} cannot be {_A_KIND[kind]}: write one text")
    if isinstance(raw, int):
        if abs(raw) >= 10**MOST_DIGITS:
            raise BadValue(f"a number has at most {MOST_DIGITS} digits: put it in quotes as a text")
        return str(raw)
    if isinstance(raw, float):
        if kind not in (Kind.NUMBER, Kind.MONEY):
            raise BadValue(f"{raw!r} is a number, not {_A_KIND[kind]}: put it in quotes")
        return repr(raw)
    raise BadValue(f"this cannot be {_A_KIND[kind]}: write a text")


def _name(character: str) -> str:
    import unicodedata

    return f"U+{ord(character):04X} ({unicodedata.name(character, 'a control character')})"


def _check_length(text: str, spec: Spec) -> None:
    if spec.max_length is not None and len(text) > spec.max_length:
        raise BadValue(
            f"it has {len(text)} characters, max_length is {spec.max_length}: shorten it"
        )


def _number(text: str, decimals: int | None) -> Decimal:
    """Exact, with `decimals` places where there are any to keep to; never rounded."""
    if not re.fullmatch(_NUMBER, text):
        raise BadValue(
            f"{quoted(text)} is not a number: write {_digits(text) or 'digits, such as 1250.50'}"
        )
    whole, _, places = text.lstrip("-").partition(".")
    if len(whole) > MOST_DIGITS or len(places) > MOST_DECIMALS:
        raise BadValue(
            f"{quoted(text)} is too long for a number: "
            f"write at most {MOST_DIGITS} digits and {MOST_DECIMALS} decimals"
        )
    number = Decimal(text)
    if decimals is not None:
        if len(places.rstrip("0")) > decimals:
            if decimals == 0:
                raise BadValue(f"{quoted(text)} has decimals: write a whole number")
            raise BadValue(f"{quoted(text)} has {len(places)} decimals: write at most {decimals}")
        number = number.quantize(Decimal(1).scaleb(-decimals))
    return number if number else abs(number)  # no customer reads “-0”


def _digits(text: str) -> str | None:
    """The plain number behind one with thousands separators, a plus or leading zeros, or None."""
    plain = re.sub(r"(?<=[0-9])[, _](?=[0-9]{3}(?:[^0-9]|$))", "", text)
    plain = re.sub(r"^(-?)\+?0+(?=[0-9])", r"\1", plain).removeprefix("+")
    return plain if re.fullmatch(_NUMBER, plain) else None


def _money(text: str, declared: str | None) -> Money:
    match = re.fullmatch(_MONEY, text)
    if match is None:
        symbol = next((symbol for symbol in _CODES if symbol in text), "")
        digits = _digits(text.replace(symbol, "", 1).replace(" ", ""))
        minus = "-" if digits and digits.startswith("-") else ""
        amount = f"{minus}{symbol}{digits.lstrip('-')}" if digits else ""
        written = amount or f"an amount, such as 12.50 {declared or 'GBP'}"
        raise BadValue(f"{quoted(text)} is not an amount of money: write {written}")
    code = (match["after"] or match["before"] or "").upper()
    sign = _CODES.get(match["symbol"] or "", "")
    if sign == "USD" and _DOLLARS.fullmatch(code or declared or ""):
        sign = code or declared or ""
    if sign and code and sign != code:
        raise BadValue(f"{quoted(text)} names two currencies: keep one")
    currency = sign or code or declared
    if not currency:
        raise BadValue(f"{quoted(text)} has no currency: write one, such as 12.50 GBP")
    if declared and currency != declared:
        raise BadValue(
            f"{quoted(text)} is in {currency}, this variable is in {declared}: convert it"
        )
    digits = (match["sign"] or "") + (match["amount"] or match["amount_after"])
    return Money(_number(digits, minor_units(currency)), currency)


def _datetime(text: str, zone: str) -> datetime:
    """ISO, with `T` or a space; seconds and an offset or `Z` are allowed, as systems write them."""
    if not re.fullmatch(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?"
        r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?",
        text,
    ):
        raise BadValue(
            f"{quoted(text)} is not a date with a time: write one such as 2026-12-24T17:30"
        )
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).astimezone(Calendar(zone=zone).tz)
    except (ValueError, OverflowError):
        raise BadValue(f"{quoted(text)} is not a moment of the calendar: check it") from None
    return moment.replace(tzinfo=None, fold=0)


def _time(text: str) -> time:
    if re.fullmatch(r"[0-9]{2}:[0-9]{2}", text):
        return parse_clock(text)
    try:
        cure = f"{parse_clock(text):%H:%M}"
    except Unreadable:
        cure = "one such as 17:30"
    raise BadValue(f"{quoted(text)} is not how snap reads clock times: write {cure}")


def _boolean(text: str) -> bool:
    answer = _YES_NO.get(text.lower())
    if answer is None:
        raise BadValue(f"{quoted(text)} is not yes or no: write one of the two")
    return answer


def _choice(text: str, choices: Mapping[str, str]) -> Choice:
    if text in choices:
        return Choice(text, choices[text])
    meant = did_you_mean(text, choices)
    listed = ", ".join(list(choices)[:8]) + (" …" if len(choices) > 8 else "")
    cure = f".{meant}" if meant else f": {listed}"
    raise BadValue(f"{quoted(text)} is not one of the choices{cure}")


def _list(raw: object, spec: Spec) -> tuple[str, ...]:
    """A JSON list of texts, or a text: one item a line where it has lines, else split at commas."""
    if isinstance(raw, list | tuple):
        if not raw:
            raise MissingValue("it is empty: give it at least one item")
        entries: list[object] = list(raw)
    else:
        text = _text(raw, Kind.LIST)
        entries = list(text.split("\n") if "\n" in text else text.split(","))
    if len(entries) > MOST_ITEMS:
        raise BadValue(f"it has {len(entries)} items: a list has at most {MOST_ITEMS}")
    items = []
    for place, entry in enumerate(entries, start=1):
        try:
            items.append(_text("" if entry is None else entry, Kind.TEXT))
        except MissingValue:
            raise BadValue(f"item {place} is empty: take it out or fill it") from None
        except BadValue as problem:
            raise BadValue(f"item {place}: {problem}") from None
    _check_length(", ".join(items), spec)
    return tuple(items)
