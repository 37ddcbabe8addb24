"""Clock times on other clocks: how they are typed, reckoned and said."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapmsg import locales
from snapmsg.promise import (
    Anchor,
    Calendar,
    DayOfYear,
    Moment,
    Unreadable,
    Weekday,
    due,
    parse_duration,
    parse_moment,
)
from snapmsg.promise.zones import LETTERS, clock_of, seasonal

EN, US = locales.get("en"), locales.get("en-US")
FIVE = time(17)
LONDON = Calendar(zone="Europe/London")
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)  # a Monday

ZONED = [
    ("17:00 CET", Moment(at=FIVE, zone="CET")),
    ("5 p.m. cest", Moment(at=FIVE, zone="CEST")),
    ("Friday 17:00 Europe/Madrid", Moment(Weekday.FRIDAY, FIVE, "Europe/Madrid")),
    ("Friday 17:00 europe/madrid", Moment(Weekday.FRIDAY, FIVE, "Europe/Madrid")),
    ("by 5 pm CET on Friday", Moment(Weekday.FRIDAY, FIVE, "CET")),
    ("17:00 Madrid time on Friday", Moment(Weekday.FRIDAY, FIVE, "Europe/Madrid")),
    ("17:00 (Madrid) on Friday", Moment(Weekday.FRIDAY, FIVE, "Europe/Madrid")),
    ("5 pm New York time tomorrow", Moment(Anchor.TOMORROW, FIVE, "America/New_York")),
    ("Friday, 17:00 UK time", Moment(Weekday.FRIDAY, FIVE, "Europe/London")),
    ("tomorrow 17:00 UTC+2", Moment(Anchor.TOMORROW, FIVE, "UTC+02:00")),
    ("17:00 GMT−3:30", Moment(at=FIVE, zone="UTC-03:30")),
    ("17:00 UTC+0", Moment(at=FIVE, zone="UTC")),
    ("2026-12-24T17:00:00Z", Moment(DayOfYear(24, 12, 2026), FIVE, "UTC")),
    ("2026-12-24 17:00+05:30", Moment(DayOfYear(24, 12, 2026), FIVE, "UTC+05:30")),
    ("noon ET", Moment(at=time(12), zone="America/New_York")),
    ("midnight UTC", Moment(at=time(0), zone="UTC")),
    ("17:00 FRI", Moment(Weekday.FRIDAY, FIVE)),
    ("5 PM TODAY", Moment(Anchor.TODAY, FIVE)),
    ("17:00 On 3 May", Moment(DayOfYear(3, 5), FIVE)),
]


@pytest.mark.parametrize(("text", "expected"), ZONED)
def test_a_zone_behind_a_clock_time(text: str, expected: Moment) -> None:
    assert parse_moment(text) == expected
    assert parse_moment(str(expected)) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("17:00 IST", "“IST” is more than one time zone: write the place, Asia/Kolkata or "),
        ("17:00 CST", "“CST” is more than one time zone: write the place, America/Chicago or "),
        ("17:00 XYZ", "“XYZ” is not a time zone: write the place, such as Europe/London"),
        ("17:00 local time", "“local” is not a time zone: write the place, such as "),
        ("noon Europe/Lodnon", "“Europe/Lodnon” is not a time zone: write the place, such as "),
        ("17:00 UTC+15", "“UTC+15” is on no clock: write one such as UTC+2"),
        ("17:00 (../../etc/passwd)", "is not a time zone"),
        ("Friday CET", "is not a time snap can keep"),
    ],
)  # fmt: skip
def test_refused_zones_show_the_cure(text: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(reason)):
        parse_moment(text)


def test_a_zone_needs_a_clock_time() -> None:
    with pytest.raises(ValueError, match="clock time"):
        Moment(Weekday.FRIDAY, zone="CET")


ALL_YEAR = {
    "UTC": "UTC", "MSK": "Europe/Moscow", "SAST": "Africa/Johannesburg", "PKT": "Asia/Karachi",
    "HKT": "Asia/Hong_Kong", "JST": "Asia/Tokyo", "KST": "Asia/Seoul", "AWST": "Australia/Perth",
    "HST": "Pacific/Honolulu",
}  # fmt: skip


@pytest.mark.parametrize("letters", LETTERS)
def test_letters_are_those_of_the_tz_database(letters: str) -> None:
    place = LETTERS[letters][1]
    if letters in ("Z", "SGT"):  # which the database has no letters for
        assert not place
        return
    clock = ZoneInfo(place or ALL_YEAR[letters])
    days = [datetime(2026, month, 15, tzinfo=clock) for month in range(1, 13)]
    shown = {day.utcoffset() for day in days if day.tzname() == letters}
    assert shown == {clock_of(letters).utcoffset(None)}
    assert seasonal(letters) == (place or None)
    assert (len({day.utcoffset() for day in days}) == 2) == bool(place)


zones = st.sampled_from(
    ["CET", "UTC", "UTC-03:30", "Europe/Madrid", "Asia/Dubai", "Pacific/Auckland", "PST"]
)
instants = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
days = st.none() | st.sampled_from([*Weekday])


@given(days, st.times().map(lambda t: t.replace(second=0, microsecond=0)), zones, instants)
def test_it_is_due_when_that_clock_shows_it(
    day: Weekday | None, at: time, zone: str, now: datetime
) -> None:
    latest = due(Moment(day, at, zone), now, LONDON).latest
    there = latest.astimezone(clock_of(zone))
    skipped = there.replace(tzinfo=None) - datetime.combine(there.date(), at)
    assert there.time() == at or skipped == timedelta(hours=1)
    assert day is None or there.weekday() == day
    assert timedelta(0) <= latest.astimezone(UTC) - now <= timedelta(days=1 if day is None else 7,
                                                                     hours=1)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said", "dated"),
    [
        ("17:00 CET", "by 17:00 CET", "by 17:00 CET on Monday 23 November"),
        (
            "Friday 17:00 Europe/Madrid",
            "by 17:00 Madrid time on Friday",
            "by 17:00 Madrid time on Friday 27 November",
        ),
        (
            "midnight America/New_York",
            "by midnight New York time",
            "by 00:00 New York time on Tuesday 24 November",
        ),
        ("noon UTC+2", "by 12:00 UTC+02:00", "by 12:00 UTC+02:00 on Monday 23 November"),
    ],
)
def test_a_zone_is_said(typed: str, said: str, dated: str) -> None:
    moment = parse_moment(typed)
    assert EN.phrase(moment) == said
    assert EN.phrase(moment, "both", due(moment, NOW, LONDON)) == dated
    assert parse_moment(EN.phrase(moment)) == moment


def test_the_librarys_own_zone_is_said_to_customers_who_live_by_several() -> None:
    within = parse_duration("36 hours")
    when = due(within, NOW, LONDON)
    assert EN.phrase(within, "both", when, "Europe/London") == (
        "within 36 hours, by 22:00 London time on Tuesday 24 November"
    )
    assert EN.phrase(parse_moment("Friday 17:00"), zone="Europe/London") == (
        "by 17:00 London time on Friday"
    )
    assert EN.phrase(parse_moment("Friday 9:00 CET"), zone="Europe/London") == (
        "by 09:00 CET on Friday"
    )
    assert EN.phrase(parse_moment("Friday"), zone="Europe/London") == "by Friday"
    days = parse_duration("2 days")
    assert "time" not in EN.phrase(days, "both", due(days, NOW, LONDON), "Europe/London")


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), zones)
def test_every_zoned_phrase_reads_back(day: date, zone: str) -> None:
    moment = Moment(DayOfYear(day.day, day.month, day.year), FIVE, zone)
    assert parse_moment(EN.phrase(moment)) == moment
    assert parse_moment(US.phrase(moment)) == moment
