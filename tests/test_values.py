"""Typed values in: read exactly, or refused with a fragment that names the value and the cure."""

import json
import re
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapmsg.promise import Duration, Unit
from snapmsg.values import (
    MOST_CHARACTERS,
    BadValue,
    Choice,
    Kind,
    MissingValue,
    Money,
    Spec,
    Value,
    minor_units,
    read,
)

TEXT, NUMBER, MONEY = Spec(), Spec(Kind.NUMBER), Spec(Kind.MONEY)
DATE, DATETIME, TIME = Spec(Kind.DATE), Spec(Kind.DATETIME), Spec(Kind.TIME)
DURATION, BOOLEAN, LIST = Spec(Kind.DURATION), Spec(Kind.BOOLEAN), Spec(Kind.LIST)
PLAN = Spec(Kind.CHOICE, choices={"gold": "Gold plan", "no": "no plan"})
POUNDS = Spec(Kind.MONEY, currency="GBP")


@pytest.mark.parametrize(
    ("raw", "spec", "expected"),
    [
        ("A-10293", TEXT, "A-10293"),
        ("  Ann \n", TEXT, "Ann"),
        ("one\r\n\ttwo", TEXT, "one\n\ttwo"),
        ("{{ x }} <b> [red]", TEXT, "{{ x }} <b> [red]"),
        ("None", TEXT, "None"),
        ("👩‍👧", TEXT, "👩‍👧"),
        (12345, TEXT, "12345"),
        ("007", TEXT, "007"),
        ("1250.50", NUMBER, Decimal("1250.50")),
        ("0", NUMBER, Decimal(0)),
        ("-3", NUMBER, Decimal(-3)),
        ("-0.00", NUMBER, Decimal("0.00")),
        (3, NUMBER, Decimal(3)),
        (0.1, NUMBER, Decimal("0.1")),
        (12.0, Spec(Kind.NUMBER, decimals=0), Decimal(12)),
        ("1.5", Spec(Kind.NUMBER, decimals=2), Decimal("1.50")),
        ("999999999999999.999999999", NUMBER, Decimal("999999999999999.999999999")),
        ("12.50", POUNDS, Money(Decimal("12.50"), "GBP")),
        (12.5, POUNDS, Money(Decimal("12.50"), "GBP")),
        ("£12.5", MONEY, Money(Decimal("12.50"), "GBP")),
        ("-£12.50", POUNDS, Money(Decimal("-12.50"), "GBP")),
        ("12.50 GBP", POUNDS, Money(Decimal("12.50"), "GBP")),
        ("eur 12", MONEY, Money(Decimal("12.00"), "EUR")),
        ("£5 GBP", MONEY, Money(Decimal("5.00"), "GBP")),
        ("$5", MONEY, Money(Decimal("5.00"), "USD")),
        ("$5 CAD", MONEY, Money(Decimal("5.00"), "CAD")),
        ("$5", Spec(Kind.MONEY, currency="AUD"), Money(Decimal("5.00"), "AUD")),
        ("1250", Spec(Kind.MONEY, currency="JPY"), Money(Decimal(1250), "JPY")),
        ("1.234 KWD", MONEY, Money(Decimal("1.234"), "KWD")),
        ("2026-12-24", DATE, date(2026, 12, 24)),
        ("9999-12-31", DATE, date(9999, 12, 31)),
        ("0001-02-28", DATE, date(1, 2, 28)),
        ("2026-12-24T17:30", DATETIME, datetime(2026, 12, 24, 17, 30)),
        ("2026-12-24 17:30:05", DATETIME, datetime(2026, 12, 24, 17, 30, 5)),
        ("2026-07-24T10:00:00Z", DATETIME, datetime(2026, 7, 24, 11, 0)),
        ("2026-07-24T10:00:00.25+02:00", DATETIME, datetime(2026, 7, 24, 9, 0, 0, 250_000)),
        ("17:30", TIME, time(17, 30)),
        ("3 to 5 working days", DURATION, Duration(3, 5, Unit.WORKING_DAY)),
        (True, BOOLEAN, True),
        (False, BOOLEAN, False),
        ("Yes", BOOLEAN, True),
        ("off", BOOLEAN, False),
        ("gold", PLAN, Choice("gold", "Gold plan")),
        ("no", PLAN, Choice("no", "no plan")),
        ("a, b,c", LIST, ("a", "b", "c")),
        ("a, b\nc", LIST, ("a, b", "c")),
        (["a, b", "c", 3], LIST, ("a, b", "c", "3")),
        ("one", LIST, ("one",)),
    ],
)
def test_read(raw: object, spec: Spec, expected: Value) -> None:
    value = read(raw, spec, "Europe/London")
    assert value == expected
    assert type(value) is type(expected)
    assert str(value) == str(expected)  # Decimal("12") equals Decimal("12.00"), and is not it


NOT_A_NUMBER = "is not a number: write digits, such as 1250.50"


@pytest.mark.parametrize(
    ("raw", "spec", "reason"),
    [
        ("abc", NUMBER, f"“abc” {NOT_A_NUMBER}"),
        ("1e5", NUMBER, f"“1e5” {NOT_A_NUMBER}"),
        (1e20, NUMBER, f"“1e+20” {NOT_A_NUMBER}"),
        ("nan", NUMBER, f"“nan” {NOT_A_NUMBER}"),
        (float("nan"), NUMBER, f"“nan” {NOT_A_NUMBER}"),
        (float("-inf"), NUMBER, f"“-inf” {NOT_A_NUMBER}"),
        ("٣", NUMBER, f"“٣” {NOT_A_NUMBER}"),
        ("1.", NUMBER, f"“1.” {NOT_A_NUMBER}"),
        ("1\n2", NUMBER, f"“1 2” {NOT_A_NUMBER}"),
        ("1,250.50", NUMBER, "“1,250.50” is not a number: write 1250.50"),
        ("1 250", NUMBER, "“1 250” is not a number: write 1250"),
        ("1_000", NUMBER, "“1_000” is not a number: write 1000"),
        ("007", NUMBER, "“007” is not a number: write 7"),
        ("+5", NUMBER, "“+5” is not a number: write 5"),
        (
            "1234567890123456",
            NUMBER,
            "“1234567890123456” is too long for a number: write at most 15 digits and 9 decimals",
        ),
        (10**15, NUMBER, "a number has at most 15 digits: put it in quotes as a text"),
        (10**100, TEXT, "a number has at most 15 digits: put it in quotes as a text"),
        (
            "1.255",
            Spec(Kind.NUMBER, decimals=2),
            "“1.255” has 3 decimals: write at most 2",
        ),
        ("1.5", Spec(Kind.NUMBER, decimals=0), "“1.5” has decimals: write a whole number"),
        ("1250.5 JPY", MONEY, "“1250.5” has decimals: write a whole number"),
        ("12.505", POUNDS, "“12.505” has 3 decimals: write at most 2"),
        ("12.50", MONEY, "“12.50” has no currency: write one, such as 12.50 GBP"),
        ("12.50 EUR", POUNDS, "“12.50 EUR” is in EUR, this variable is in GBP: convert it"),
        ("$5", POUNDS, "“$5” is in USD, this variable is in GBP: convert it"),
        ("£5 EUR", MONEY, "“£5 EUR” names two currencies: keep one"),
        ("£5 CAD", MONEY, "“£5 CAD” names two currencies: keep one"),
        ("£1,250.50", MONEY, "“£1,250.50” is not an amount of money: write £1250.50"),
        ("£-5", MONEY, "“£-5” is not an amount of money: write -£5"),
        ("£ 5", MONEY, "“£ 5” is not an amount of money: write £5"),
        (
            "five",
            Spec(Kind.MONEY, currency="EUR"),
            "“five” is not an amount of money: write an amount, such as 12.50 EUR",
        ),
        ("24/12/2026", DATE, "“24/12/2026” is not how snap reads dates: write 2026-12-24"),
        ("2026-02-30", DATE, "“2026-02-30” does not exist: February 2026 has 28 days"),
        (20261224, DATE, "“20261224” is not a date: write one such as 2026-12-24"),
        (
            "2026-12-24",
            DATETIME,
            "“2026-12-24” is not a date with a time: write one such as 2026-12-24T17:30",
        ),
        (
            "2026-02-30T17:30",
            DATETIME,
            "“2026-02-30T17:30” is not a moment of the calendar: check it",
        ),
        (
            "0001-01-01T00:00+14:00",
            DATETIME,
            "“0001-01-01T00:00+14:00” is not a moment of the calendar: check it",
        ),
        ("5 pm", TIME, "“5 pm” is not how snap reads clock times: write 17:00"),
        ("9:05", TIME, "“9:05” is not how snap reads clock times: write 09:05"),
        ("late", TIME, "“late” is not how snap reads clock times: write one such as 17:30"),
        ("24:00", TIME, "“24:00” is not on the clock: write 23:59, or 00:00 of the next day"),
        ("48", DURATION, "“48” has no unit: write 48 hours or 2 days"),
        ("maybe", BOOLEAN, "“maybe” is not yes or no: write one of the two"),
        (1, BOOLEAN, "“1” is not yes or no: write one of the two"),
        (1.5, BOOLEAN, "1.5 is a number, not yes or no: put it in quotes"),
        ("silver", PLAN, "“silver” is not one of the choices: gold, no"),
        ("Gold", PLAN, "“Gold” is not one of the choices. Did you mean “gold”?"),
        ("x", Spec(Kind.CHOICE), "“x” is not one of the choices: "),
        (False, PLAN, "false is yes or no, not a choice: write the text"),
        (True, TEXT, "true is yes or no, not a text: write the text"),
        (12.5, TEXT, "12.5 is a number, not a text: put it in quotes"),
        (float("nan"), TEXT, "nan is a number, not a text: put it in quotes"),
        (["a"], TEXT, "a list cannot be a text: write one text"),
        ({"a": 1}, TEXT, "a mapping cannot be a text: write one text"),
        ({"a": 1}, LIST, "a mapping cannot be a list: write one text"),
        (b"abc", TEXT, "this cannot be a text: write a text"),
        (date(2026, 1, 1), DATE, "this cannot be a date: write a text"),
        ([["a"]], LIST, "item 1: a list cannot be a text: write one text"),
        (["a", True], LIST, "item 2: yes or no cannot be a text: write one text"),
        (["a", None], LIST, "item 2 is empty: take it out or fill it"),
        ("a,,b", LIST, "item 2 is empty: take it out or fill it"),
        (["x"] * 101, LIST, "it has 101 items: a list has at most 100"),
        ("abcdef", Spec(max_length=3), "it has 6 characters, max_length is 3: shorten it"),
        (123456, Spec(max_length=3), "it has 6 characters, max_length is 3: shorten it"),
        ("a,b", Spec(Kind.LIST, max_length=3), "it has 4 characters, max_length is 3: shorten it"),
        (
            "x" * (MOST_CHARACTERS + 1),
            TEXT,
            "it has 10001 characters: a value has at most 10000, shorten it",
        ),
        (
            "a\x1b[31m",
            TEXT,
            "it contains U+001B (a control character), which readers cannot see: take it out",
        ),
        (
            "a\u202eb",
            NUMBER,
            "it contains U+202E (RIGHT-TO-LEFT OVERRIDE), which readers cannot see: take it out",
        ),
        (
            ["ok", "a\u2028b"],
            LIST,
            "item 2: it contains U+2028 (LINE SEPARATOR), which readers cannot see: take it out",
        ),
    ],
)  # fmt: skip
def test_refused(raw: object, spec: Spec, reason: str) -> None:
    with pytest.raises(BadValue) as refused:
        read(raw, spec)
    assert str(refused.value) == reason
    assert not isinstance(refused.value, MissingValue)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("raw", [None, "", "  \n\t ", "\u00a0\u2003", "\u200b \ufeff"])
def test_missing(raw: object, kind: Kind) -> None:
    with pytest.raises(MissingValue, match="give it a value"):
        read(raw, Spec(kind, choices={"": "nothing"}))


def test_an_empty_list_is_missing() -> None:
    with pytest.raises(MissingValue, match="at least one item"):
        read([], LIST)


FORBIDDEN = [
    *(chr(code) for code in range(0x20) if chr(code) not in "\t\n"),
    *map(chr, range(0x7F, 0xA0)),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    "\u2028",
    "\u2029",
    "\ud800",
    "\udfff",
]


@pytest.mark.parametrize("character", FORBIDDEN, ids=lambda character: f"U+{ord(character):04X}")
def test_characters_that_readers_cannot_see_are_refused(character: str) -> None:
    for spec in (TEXT, NUMBER, LIST, PLAN):
        with pytest.raises(BadValue, match=re.escape(f"U+{ord(character):04X}")):
            read(f"a{character}b", spec)


def test_a_number_too_long_for_python_to_write_is_refused() -> None:
    for spec in (TEXT, NUMBER, LIST):
        with pytest.raises(BadValue, match="at most 15 digits"):
            read([10**5000] if spec is LIST else 10**5000, spec)


def test_decimals_survive_json() -> None:
    for text in ("0.1", "12.50", "100000.01", "-7"):
        assert read(json.loads(text), NUMBER) == Decimal(text)


def test_minor_units() -> None:
    assert [minor_units(code) for code in ("GBP", "JPY", "KWD", "XYZ")] == [2, 0, 3, 2]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=3),
)
specs = st.builds(
    Spec,
    st.sampled_from(Kind),
    decimals=st.none() | st.integers(0, 4),
    currency=st.sampled_from([None, "GBP", "JPY", "CAD"]),
    choices=st.none() | st.just({"gold": "Gold plan"}),
    max_length=st.none() | st.integers(1, 30),
)
near_misses = st.text("0123456789.,-:+TZ £$eEGBP\n年", max_size=12)


@given(json_values | near_misses, specs)
def test_anything_is_read_or_refused_in_one_line(raw: object, spec: Spec) -> None:
    try:
        value = read(raw, spec)
    except BadValue as refused:
        assert str(refused).strip() and "\n" not in str(refused) and len(str(refused)) < 300
    else:
        assert isinstance(
            value, str | Decimal | Money | date | time | Duration | bool | Choice | tuple
        )
        assert not isinstance(value, datetime) or value.tzinfo is None


@given(st.decimals(-(10**12), 10**12, places=2))
def test_numbers_are_kept_exactly(number: Decimal) -> None:
    assert read(f"{number:f}", NUMBER) == number
    amount = read(f"{number:f} EUR", MONEY)
    assert isinstance(amount, Money) and amount.amount == number


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_text_is_kept_exactly(text: str) -> None:
    assert read(text, TEXT) == text
    assert read(f" {text}\n", TEXT) == text
