"""The languages that snap has no words of its own for, by CLDR."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from subprocess import run
from sys import executable

import pytest
from hypothesis import given, settings
from test_locales import durations, moments

from snapmsg import locales
from snapmsg.locales import UnknownLocale, Unspoken
from snapmsg.locales.said import said
from snapmsg.promise import (
    Anchor,
    Calendar,
    Duration,
    Moment,
    MonthEnd,
    Promise,
    Unit,
    Weekday,
    due,
    parse_duration,
    parse_moment,
)
from snapmsg.values import Money

pytest.importorskip("babel")

CODES = ("it", "pl", "sv", "fi", "ru", "ar", "he", "fa", "ja", "zh-TW", "hi", "ga")
each = pytest.mark.parametrize("code", CODES)
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "typed", "phrase"),
    [
        ("it", "2 days", "2 giorni"),
        ("it", "36 hours", "36 ore"),
        ("it", "90 minutes", "90 minuti"),
        ("it", "3 to 5 weeks", "3-5 settimane"),
        ("pl", "2 months", "2 miesiące"),
        ("pl", "5 months", "5 miesięcy"),
        ("pl", "3 to 5 months", "3-5 miesięcy"),
        ("ru", "22 hours", "22 часа"),
        ("ar", "2 days", "يومان"),
        ("ja", "2 days", "2 日"),
        ("he", "2 days", "יומיים"),
        ("sv", "1 week", "1 vecka"),
    ],
)
def test_durations_are_bare_and_exact(code: str, typed: str, phrase: str) -> None:
    locale = locales.get(code)
    assert locale.phrase(parse_duration(typed)) == phrase
    assert locale.duration(parse_duration(typed)) == phrase


@pytest.mark.parametrize(
    ("code", "typed", "phrase"),
    [
        ("it", "Friday", "venerdì"),
        ("it", "Friday 17:00", "venerdì, 17:00"),
        ("pl", "24 December", "24 grudnia"),
        ("pl", "2026-12-24 09:05", "24 grudnia 2026, 09:05"),
        ("ja", "2026-12-24", "2026年12月24日"),
        ("sv", "17:00", "17:00"),
        ("it", "Friday 17:00 Europe/London", "venerdì, 17:00 (London)"),
    ],
)
def test_moments_are_bare(code: str, typed: str, phrase: str) -> None:
    assert locales.get(code).phrase(parse_moment(typed)) == phrase


def test_a_date_has_its_weekday_and_its_year_where_it_is_another() -> None:
    it = locales.get("it")
    assert it.by_date(datetime(2026, 12, 30, 17, tzinfo=UTC), NOW, False) == "mercoledì 30 dicembre"
    assert (
        it.by_date(datetime(2027, 1, 4, 9, 5, tzinfo=UTC), NOW, True)
        == "lunedì 4 gennaio 2027, 09:05"
    )
    assert it.next_update(NOW) == "lunedì 23 novembre, 10:00 UTC"


@pytest.mark.parametrize(
    ("code", "number", "sum_", "listed", "day"),
    [
        ("it", "12.500,50", "-1250,50 €", "a, b e c", "1 gennaio 2027"),
        ("pl", "12 500,50", "-1250,50 €", "a, b i c", "1 stycznia 2027"),
        ("sv", "12 500,50", "-1 250,50 €", "a, b och c", "1 januari 2027"),
        ("ja", "12,500.50", "-€1,250.50", "a、b、c", "2027年1月1日"),
    ],
)
def test_formats(code: str, number: str, sum_: str, listed: str, day: str) -> None:
    locale = locales.get(code)
    assert locale.number(Decimal("12500.5"), 2) == number
    told = locale.money(Money(Decimal("-1250.5"), "EUR")).replace("−", "-")
    assert told.replace(" ", "").replace(".", "") == sum_.replace(" ", "").replace(".", "")
    assert locale.and_list(("a", "b", "c")) == listed
    assert locale.and_list(()) == "" and locale.and_list(("a",)) == "a"
    assert locale.date(date(2027, 1, 1)) == day


@each
def test_nothing_is_rounded(code: str) -> None:
    locale = locales.get(code)
    for text in ("0.005", "1.255", "1234567.123456789", "0.00000001"):
        for told in (
            locale.number(Decimal(text), 2),
            locale.money(Money(Decimal(text), "EUR")),
        ):
            assert "".join(filter(str.isdigit, told)) == text.replace(".", "")
    assert "1250" in locale.money(Money(Decimal(1250), "JPY")).replace(",", "").replace(
        ".", ""
    ).replace(" ", "")


@each
@settings(deadline=None)  # CLDR's files are read when first asked for
@given(promise=durations | moments)
def test_a_promise_is_said_exactly_or_not_at_all(code: str, promise: Promise) -> None:
    locale = locales.get(code)
    try:
        phrase = locale.phrase(promise)
    except Unspoken as error:
        assert str(error).startswith("snap has no words for ")
        assert ": promise " in str(error)
        return
    assert phrase.strip() and "duration" not in phrase and "{" not in phrase
    assert "\u00a0" not in phrase and "\u202f" not in phrase
    if isinstance(promise, Duration) and promise.low < promise.high:
        assert f"{promise.low}-{promise.high}" in phrase
    elif isinstance(promise, Duration) and promise.low > 2:  # Arabic has a dual
        assert str(promise.low) in phrase
    assert said(locale, f"– {phrase} –") == []


@each
def test_what_has_no_words_is_refused(code: str) -> None:
    locale = locales.get(code)
    lacking: list[Promise] = [
        Duration(2, 2, Unit.WORKING_DAY),
        Duration(2, 2, Unit.WORKING_HOUR),
        Moment(Anchor.TODAY),
        Moment(Anchor.TOMORROW, time(12)),
        Moment(Anchor.END_OF_WEEK),
        Moment(Anchor.END_OF_MONTH),
        Moment(MonthEnd(6)),
    ]
    for promise in lacking:
        with pytest.raises(Unspoken):
            locale.phrase(promise)


@pytest.mark.parametrize("typed", ["2 working days", "tomorrow", "end of June", "16 working hours"])
@each
def test_as_a_date_every_promise_has_words(code: str, typed: str) -> None:
    promise = parse_duration(typed) if typed[0].isdigit() else parse_moment(typed)
    when = due(promise, NOW, Calendar())
    told = locales.get(code).phrase(promise, "date", when)
    assert str(when.latest.day) in told
    with pytest.raises(Unspoken, match="promise_as: date"):
        locales.get(code).phrase(promise, "duration", when)


@each
def test_it_knows_what_it_does_not_know(code: str) -> None:
    locale = locales.get(code)
    assert not locale.finds_times
    assert locale.times("2 giorni") == locale.unitless("in 48.") == []
    assert set(locale.sayings) == {""}
    assert not any(locale.words)
    assert locale.spoken("A-10293") == "A-10293"
    assert locale.labels == locales.get("en").labels


@each
def test_days_and_directions(code: str) -> None:
    locale = locales.get(code)
    assert len(set(locale.weekdays)) == 7 and len(set(locale.months)) == 12
    assert locale.by(Moment(Weekday.MONDAY)) == locale.weekdays[0]
    assert (locale.direction == "rtl") == (locale.code in ("ar", "he", "fa"))


def test_plural() -> None:
    pl = locales.get("pl")
    assert [pl.plural(n, "paczka", "paczki") for n in (1, 2)] == ["paczka", "paczki"]
    assert locales.get("ja").plural(1, "one", "other") == "other"


def test_codes() -> None:
    assert locales.get("zh-TW").code == "zh-TW"
    assert locales.get("sr-Latn").direction == "ltr"
    for unknown in ("xx", "it_IT", "IT", "it-", "klingon", "../it", "it-IT-x"):
        with pytest.raises(UnknownLocale, match="write one such as cy, de"):
            locales.get(unknown)


def test_without_babel_it_says_how_to_install_it() -> None:
    code = (
        "import sys; sys.modules['babel'] = None\n"
        "import snapmsg.locales as l\n"
        "try: l.get('it')\n"
        "except l.UnknownLocale as error: print(error)\n"
        "print(l.get('es').code)"
    )
    done = run([executable, "-c", code], capture_output=True, text=True, check=True)
    first, own = done.stdout.strip().split("\n")
    assert first.startswith("“it” is not one of snap's own locales (cy, de")
    assert first.endswith("for others, run pip install 'snapmsg[locale]'")
    assert own == "es"


def test_own_languages_import_no_babel() -> None:
    code = (
        "import sys, snapmsg.locales as l; [l.get(code) for code in l.CODES]; "
        "print('babel' in sys.modules, 'snapmsg.locales.cldr' in sys.modules)"
    )
    done = run([executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"
