"""What the times in plain text say, where that is exact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_locales import durations, moments

from snapmsg import locales
from snapmsg.locales.said import said
from snapmsg.promise import Duration, Moment, Promise, Unit, Weekday

EN, US = locales.get("en"), locales.get("en-US")
AS_ANOTHER = replace(EN, code="xx")
"""English as if snap knew no more of it than its phrases, which is what it knows of the others."""

OTHERS = [
    AS_ANOTHER,
    *(locales.get(code) for code in locales.CODES if code.partition("-")[0] != "en"),
]

SAYS = [
    ("You hear from us within 2 working days.", ["2 working days"]),
    ("It is there in three to five business days.", ["3 to 5 working days"]),
    ("You have it no later than 5 May 2027.", ["2027-05-05"]),
    ("We write by 17:00 CET on Friday, and it is there in 3–5 days.",
     ["Friday 17:00 CET", "3 to 5 days"]),
    ("Friday at 17:00 Madrid time.", ["Friday 17:00 Europe/Madrid"]),
    ("By the end of June, or tomorrow at noon.", ["end of June", "tomorrow 12:00"]),
    ("Not on Sunday 3 May but on 4 May.", ["3 May", "4 May"]),
    ("Half an hour, 90 minutes, 36 hours.", ["30 minutes", "90 minutes", "36 hours"]),
    ("Next update by 5 pm.", ["17:00"]),
    ("You have it within a week.", ["1 week"]),
]  # fmt: skip
SILENT = [
    "In about 2 days, roughly 3 weeks, or some 4 hours.",
    "Before Friday, after 3 days, since Monday, for 2 weeks, until 5 pm.",
    "It takes at least 2 days, and more than 3 weeks.",
    "We wrote 2 days ago, and you are 3 weeks late.",
    "Within 3 days after your delivery date, or 5 days from the order.",
    "We are there Monday to Friday, 9:00 to 17:00, 24/7.",
    "Within 24/48 hours, 2 or 3 days, 1.5 hours.",
    "Soon, shortly, in a few days.",
    "Order 17 of 3, at 24 Friday Street.",
    "",
]


@pytest.mark.parametrize(("text", "expected"), SAYS)
def test_exact_times_are_read(text: str, expected: list[str]) -> None:
    assert [str(found.promise) for found in said(EN, text)] == expected


@pytest.mark.parametrize("text", SILENT)
def test_what_is_not_exact_is_not_read(text: str) -> None:
    assert said(EN, text) == []


zones = st.sampled_from([None, "CET", "UTC", "Europe/Madrid", "America/New_York", "UTC+02:00"])


@given(durations | moments, zones)
def test_every_phrase_says_its_promise(promise: Promise, zone: str | None) -> None:
    if isinstance(promise, Moment) and promise.at is not None:
        promise = replace(promise, zone=zone)
    for locale in (EN, US):
        phrase = locale.phrase(promise)
        text = f"You will have it {phrase}."
        found = said(locale, text)
        assert [one.promise for one in found] == [promise], text
        assert text[found[0].start : found[0].end] in phrase


@settings(deadline=None)  # its patterns are made when it is first read
@given(durations)
def test_a_phrase_turned_round_is_its_promise(promise: Duration) -> None:
    text = f"You will have it {EN.phrase(promise)}."
    assert [found.promise for found in said(AS_ANOTHER, text)] == [promise]


def test_a_day_beside_a_clock_time_is_not_read_alone() -> None:
    assert said(AS_ANOTHER, "On Friday, and not after 17:00.") == []
    assert [str(one.promise) for one in said(AS_ANOTHER, "By 17:00 on Friday.")] == ["Friday 17:00"]
    assert [str(one.promise) for one in said(AS_ANOTHER, "By tomorrow, not on 31 April.")] == [
        "tomorrow"
    ]
    assert said(AS_ANOTHER, "Fridays, a Friday’s, 20 daysies.") == []


@pytest.mark.parametrize("locale", OTHERS, ids=lambda locale: locale.code)
def test_other_languages_understand_their_own_durations(locale: locales.Locale) -> None:
    for unit in Unit:
        for low, high in [(1, 1), (2, 2), (3, 3), (5, 5), (10, 10), (24, 24), (36, 36), (3, 5)]:
            promise = Duration(low, high, unit)
            text = f"… {locale.within(promise)}."
            assert promise in [found.promise for found in said(locale, text)], text


@pytest.mark.parametrize("locale", OTHERS, ids=lambda locale: locale.code)
def test_other_languages_understand_their_own_days(locale: locales.Locale) -> None:
    for day in Weekday:
        text = f"… {locale.by(Moment(day))}."
        assert [found.promise for found in said(locale, text)] == [Moment(day)], text
    for month in range(1, 13):
        text = f"… {locale.date(date(2027, month, 5))}."
        assert [str(found.promise) for found in said(locale, text)] == [f"2027-{month:02}-05"]
