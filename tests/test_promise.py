"""Typed times: what is read, what is refused and with which cure, and when it is due."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from snapmsg.promise import (
    Anchor,
    Calendar,
    DayOfYear,
    Duration,
    Hours,
    Moment,
    MonthEnd,
    Promise,
    Unit,
    Unreadable,
    Weekday,
    due,
    moment_of,
    parse_clock,
    parse_date,
    parse_days,
    parse_duration,
    parse_holidays,
    parse_hours,
    parse_moment,
    parse_opening,
    parse_zone,
)

# --- durations ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 minute", Duration(1, 1, Unit.MINUTE)),
        ("90 minutes", Duration(90, 90, Unit.MINUTE)),
        ("30 mins", Duration(30, 30, Unit.MINUTE)),
        ("half an hour", Duration(30, 30, Unit.MINUTE)),
        ("an hour", Duration(1, 1, Unit.HOUR)),
        ("Within 24h", Duration(24, 24, Unit.HOUR)),
        ("48 hrs", Duration(48, 48, Unit.HOUR)),
        ("48 to 72 hours", Duration(48, 72, Unit.HOUR)),
        ("4 working hours", Duration(4, 4, Unit.WORKING_HOUR)),
        ("4 business hours", Duration(4, 4, Unit.WORKING_HOUR)),
        ("in 3 days", Duration(3, 3, Unit.DAY)),
        ("3 calendar days", Duration(3, 3, Unit.DAY)),
        ("3-5 days", Duration(3, 5, Unit.DAY)),
        ("3–5 days", Duration(3, 5, Unit.DAY)),
        ("3 — 5 days", Duration(3, 5, Unit.DAY)),
        ("3 days to 5 days", Duration(3, 5, Unit.DAY)),
        ("3 to 3 days", Duration(3, 3, Unit.DAY)),
        ("three to five working days", Duration(3, 5, Unit.WORKING_DAY)),
        ("between 3 and 5 business days", Duration(3, 5, Unit.WORKING_DAY)),
        ("from 3 to 5 working\u00a0days", Duration(3, 5, Unit.WORKING_DAY)),
        ("one workday", Duration(1, 1, Unit.WORKING_DAY)),
        ("up to 2 working days.", Duration(2, 2, Unit.WORKING_DAY)),
        ("  TWELVE   WEEKS ", Duration(12, 12, Unit.WEEK)),
        ("a week", Duration(1, 1, Unit.WEEK)),
        ("6 months", Duration(6, 6, Unit.MONTH)),
    ],
)
def test_parse_duration(text: str, expected: Duration) -> None:
    assert parse_duration(text) == expected


GENERIC = "is not a time snap can keep: write a number with a unit, such as 2 working days"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("soon", f"“soon” {GENERIC}"),
        ("a few days", f"“a few days” {GENERIC}"),
        ("a couple of days", f"“a couple of days” {GENERIC}"),
        ("days", f"“days” {GENERIC}"),
        ("a", f"“a” {GENERIC}"),
        ("٣ days", f"“٣ days” {GENERIC}"),
        ("1.5 parsecs", f"“1.5 parsecs” {GENERIC}"),
        ("", "there is no time here: write a number with a unit, such as 2 working days"),
        ("48", "“48” has no unit: write 48 hours or 2 days"),
        ("1", "“1” has no unit: write 1 hour or 1 day"),
        ("3-5", "“3-5” has no unit: write 3 to 5 hours or 3 to 5 days"),
        ("24 to 48", "“24 to 48” has no unit: write 24 to 48 hours or 1 to 2 days"),
        ("5 to 3 days", "“5 to 3 days” runs backwards: write 3 to 5 days"),
        ("0 days", "“0 days” is out of reach: write a number from 1 to 9999"),
        ("10000 days", "“10000 days” is out of reach: write a number from 1 to 9999"),
        ("1.5 hours", "“1.5 hours” is not a whole number: write 90 minutes"),
        ("1,5 days", "“1,5 days” is not a whole number: write 36 hours"),
        ("1.5 weeks", "“1.5 weeks” is not a whole number: write 1 to 2 weeks"),
        ("2.5 working days", "“2.5 working days” is not a whole number: write 2 to 3 working days"),
        ("999.9999 hours", "“999.9999 hours” is not a whole number: write 999 to 1000 hours"),
        (
            "an hour and a half",
            "“an hour and a half” is not a whole number: "
            "write one with a smaller unit, such as 90 minutes",
        ),
        (
            "1 hour 30 minutes",
            "“1 hour 30 minutes” has several units: "
            "write one number and one unit, such as 90 minutes",
        ),
        ("1 day to 2 weeks", "“1 day to 2 weeks” mixes two units: write 1 to 14 days"),
        ("48 hours to 3 days", "“48 hours to 3 days” mixes two units: write 48 to 72 hours"),
        (
            "2 days to 3 working days",
            "“2 days to 3 working days” mixes two units: "
            "write both ends in one unit, such as 2 to 3 working days",
        ),
        ("24/48 hours", "“24/48 hours” can mean either: write 24 to 48 hours"),
        ("2 or 3 days", "“2 or 3 days” can mean either: write 2 to 3 days"),
        ("about 3 days", "“about 3 days” is not exact: write 3 days"),
        ("~3 days", "“~3 days” is not exact: write 3 days"),
        ("a fortnight", "“a fortnight” is not in a unit that snap counts: write 2 weeks"),
        ("1 to 2 years", "“1 to 2 years” is not in a unit that snap counts: write 12 to 24 months"),
        ("1 quarter", "“1 quarter” is not in a unit that snap counts: write 3 months"),
        ("30 seconds", "“30 seconds” is shorter than snap counts: write at least 1 minute"),
        (
            "3 working months",
            "“3 working months” cannot be counted: write working hours or working days",
        ),
        ("Friday", "“Friday” is a moment, not a length of time: write it with by, not within"),
    ],
)  # fmt: skip
def test_refused_durations_show_the_cure(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_duration(text)
    assert str(refused.value) == reason


@pytest.mark.parametrize("ends", [(0, 1), (2, 1), (1, 10_000)])
def test_an_impossible_duration_cannot_be_made(ends: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no duration"):
        Duration(*ends, Unit.DAY)


# --- moments --------------------------------------------------------------------------------------

CHRISTMAS_EVE = DayOfYear(24, 12)
FIVE = time(17)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Friday", Moment(Weekday.FRIDAY)),
        ("fri", Moment(Weekday.FRIDAY)),
        ("by Thurs.", Moment(Weekday.THURSDAY)),
        ("on Monday", Moment(Weekday.MONDAY)),
        ("today", Moment(Anchor.TODAY)),
        ("end of the day", Moment(Anchor.TODAY)),
        ("the end of today", Moment(Anchor.TODAY)),
        ("Tomorrow", Moment(Anchor.TOMORROW)),
        ("end of tomorrow", Moment(Anchor.TOMORROW)),
        ("end of the week", Moment(Anchor.END_OF_WEEK)),
        ("by the end of this week", Moment(Anchor.END_OF_WEEK)),
        ("end of month", Moment(Anchor.END_OF_MONTH)),
        ("end of Friday", Moment(Weekday.FRIDAY)),
        ("the close of business", Moment(Anchor.TODAY)),
        ("end of the working day", Moment(Anchor.TODAY)),
        ("EOD", Moment(Anchor.TODAY)),
        ("by COB", Moment(Anchor.TODAY)),
        ("end of the year", Moment(MonthEnd(12))),
        ("2026-12-24", Moment(DayOfYear(24, 12, 2026))),
        ("24 December", Moment(CHRISTMAS_EVE)),
        ("24th of December", Moment(CHRISTMAS_EVE)),
        ("24 dec 2026", Moment(DayOfYear(24, 12, 2026))),
        ("December 24", Moment(CHRISTMAS_EVE)),
        ("December 24th, 2026", Moment(DayOfYear(24, 12, 2026))),
        ("29 February", Moment(DayOfYear(29, 2))),
        ("June", Moment(MonthEnd(6))),
        ("end of June", Moment(MonthEnd(6))),
        ("June 2027", Moment(MonthEnd(6, 2027))),
        ("June 27", Moment(DayOfYear(27, 6))),
        ("17:00", Moment(at=FIVE)),
        ("at 5 pm", Moment(at=FIVE)),
        ("5:30pm", Moment(at=time(17, 30))),
        ("5.30 p.m.", Moment(at=time(17, 30))),
        ("9:05", Moment(at=time(9, 5))),
        ("12 am", Moment(at=time(0))),
        ("12 pm", Moment(at=time(12))),
        ("noon", Moment(at=time(12))),
        ("12 noon", Moment(at=time(12))),
        ("midnight", Moment(at=time(0))),
        ("Friday 17:00", Moment(Weekday.FRIDAY, FIVE)),
        ("Friday at 17:00", Moment(Weekday.FRIDAY, FIVE)),
        ("Friday, 5pm", Moment(Weekday.FRIDAY, FIVE)),
        ("Friday by 5 pm", Moment(Weekday.FRIDAY, FIVE)),
        ("17:00 on Friday", Moment(Weekday.FRIDAY, FIVE)),
        ("5 pm Friday", Moment(Weekday.FRIDAY, FIVE)),
        ("tomorrow 12:00", Moment(Anchor.TOMORROW, time(12))),
        ("noon tomorrow", Moment(Anchor.TOMORROW, time(12))),
        ("today 00:00", Moment(Anchor.TODAY, time(0))),
        ("24 December 17:00", Moment(CHRISTMAS_EVE, FIVE)),
        ("5 pm on 24 December 2026", Moment(DayOfYear(24, 12, 2026), FIVE)),
        ("2026-12-24T17:00", Moment(DayOfYear(24, 12, 2026), FIVE)),
        ("2026-12-24 17:00:00", Moment(DayOfYear(24, 12, 2026), FIVE)),
    ],
)
def test_parse_moment(text: str, expected: Moment) -> None:
    assert parse_moment(text) == expected


NO_MOMENT = (
    "is not a time snap can keep: write a day, a date or a time, "
    "such as Friday 17:00, 24 December or end of June"
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("soon", f"“soon” {NO_MOMENT}"),
        ("mid June", f"“mid June” {NO_MOMENT}"),
        ("Friday 9", f"“Friday 9” {NO_MOMENT}"),
        ("", "there is no time here: write a day, a date or a time, such as Friday"),
        ("3 days", "“3 days” is a length of time: write it with within, not by"),
        ("within 3-5 days", "“within 3-5 days” is a length of time: write it with within, not by"),
        ("17", "“17” could be a day or an hour: write one such as 24 December or 17:00"),
        ("30 February", "“30 February” does not exist: February has 29 days"),
        ("29 February 2027", "“29 February 2027” does not exist: February 2027 has 28 days"),
        ("0 June", "“0 June” does not exist: June has 30 days"),
        ("2026-13-01", "“2026-13-01” does not exist: months run from 01 to 12"),
        ("24 Dec 3026", "“24 Dec 3026” is too far away: write a year from 1900 to 2199"),
        ("June 0026", "“June 0026” is too far away: write a year from 1900 to 2199"),
        ("24/12/2026", "“24/12/2026” is not how snap reads dates: write 2026-12-24"),
        ("12/24/2026", "“12/24/2026” is not how snap reads dates: write 2026-12-24"),
        ("05.06.2026", "“05.06.2026” is not how snap reads dates: write 2026-06-05 or 2026-05-06"),
        ("30/30/2026", "“30/30/2026” is on no calendar: write one such as 2026-12-24"),
        ("next Friday", "“next Friday” means different days to different people: write the date"),
        ("Fri 24 December", "“Fri 24 December” names its day twice: write the date alone"),
        (
            "midnight on Friday",
            "“midnight on Friday” can mean the start of that day or its end: "
            "write 00:00 or 23:59 with it",
        ),
        (
            "end of June 17:00",
            "“end of June 17:00” gives a clock time but no day: write a date with the time",
        ),
        ("24:00", "“24:00” is not on the clock: write 23:59, or 00:00 of the next day"),
        ("25:00", "“25:00” is not on the clock: write a time from 00:00 to 23:59"),
        ("17:60", "“17:60” is not on the clock: write a time from 00:00 to 23:59"),
        ("0 am", "“0 am” is not on the clock: write a time from 00:00 to 23:59"),
        ("13:30 pm", "“13:30 pm” names its half of the day twice: write 13:30"),
    ],
)
def test_refused_moments_show_the_cure(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_moment(text)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("17", "“17” has no minutes: write 17:00"),
        ("5", "“5” has no minutes: write 05:00 or 17:00"),
        ("0", "“0” has no minutes: write 00:00"),
        ("Friday", "“Friday” is not a clock time: write one such as 17:00"),
    ],
)
def test_refused_clock_times(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_clock(text)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("24 December 2026", "“24 December 2026” is not how snap reads dates: write 2026-12-24"),
        ("2026-12-24T17:00", "“2026-12-24T17:00” is more than a date: write 2026-12-24"),
        ("2026-02-29", "“2026-02-29” does not exist: February 2026 has 28 days"),
        ("0000-01-01", "“0000-01-01” does not exist: years start at 0001"),
        ("20261224", "“20261224” is not a date: write one such as 2026-12-24"),
        ("2026-W52-4", "“2026-W52-4” is not a date: write one such as 2026-12-24"),
    ],
)
def test_refused_dates(text: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_date(text)
    assert str(refused.value) == reason


@given(st.text() | st.text("0123456789 -:/.toaprFrijunewkdys", max_size=30))
@example("x" * 100_000)
@example("1.5 h or 2.5 h")
@example("½ day")
def test_reading_answers_or_refuses_in_one_line(text: str) -> None:
    for parse in (parse_duration, parse_moment, parse_date, parse_clock, parse_opening, parse_days):
        try:
            parse(text)
        except Unreadable as refused:
            assert ": " in str(refused) and "\n" not in str(refused)
            assert len(str(refused)) < 300


def test_moment_needs_something() -> None:
    with pytest.raises(ValueError, match="day or a clock time"):
        Moment()


def test_moment_of_typed_values() -> None:
    assert moment_of(date(2026, 12, 24)) == Moment(DayOfYear(24, 12, 2026))
    assert moment_of(time(17, 0, 30)) == Moment(at=FIVE)
    assert moment_of(datetime(2026, 12, 24, 17, 0, 9)) == Moment(DayOfYear(24, 12, 2026), FIVE)


# --- opening hours --------------------------------------------------------------------------------

NINE_TO_FIVE = Hours(time(9), time(17))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:00 to 17:00", NINE_TO_FIVE),
        ("9 am to 5 pm", NINE_TO_FIVE),
        ("9am-5pm", NINE_TO_FIVE),
        ("09:00 – 17:00", NINE_TO_FIVE),
        ("08:30 to midnight", Hours(time(8, 30), time(0))),
        ("08:30 to 24:00", Hours(time(8, 30), time(0))),
        ("All day", Hours(time(0), time(0))),
        ("closed", None),
    ],
)
def test_parse_opening(text: str, expected: Hours | None) -> None:
    assert parse_opening(text) == expected


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Monday", "0"),
        ("sun", "6"),
        ("monday to friday", "01234"),
        ("Mon-Fri", "01234"),
        ("mon – wed", "012"),
        ("friday to monday", "4560"),
        ("weekdays", "01234"),
        ("weekend", "56"),
        ("every day", "0123456"),
    ],
)
def test_parse_days(text: str, days: str) -> None:
    assert "".join(str(int(day)) for day in parse_days(text)) == days


def test_parse_hours_the_narrower_entry_holds() -> None:
    week = parse_hours({"sunday": "closed", "every day": "09:00 to 17:00", "sat": "10:00 to 14:00"})
    assert week == (NINE_TO_FIVE,) * 5 + (Hours(time(10), time(14)), None)
    assert parse_hours({"monday": "9am to 5pm"}) == (NINE_TO_FIVE,) + (None,) * 6


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        ({"mondays": "closed"}, "“mondays” is not a day: write one such as monday, "),
        ({"monday to x": "closed"}, "“monday to x” is not a day"),
        ({"monday": "9 to 5"}, "“9” has no minutes: write 09:00 or 21:00"),
        ({"monday": "09:00"}, "“09:00” is not one opening and one closing time"),
        ({"monday": "9:00 to 12:00, 13:00 to 17:00"}, "is not one opening and one closing time"),
        ({"monday": "22:00 to 06:00"}, "“22:00 to 06:00” closes before it opens"),
        ({"monday": "09:00 to 09:00"}, "closes before it opens"),
        ({"monday": "all day", "mon": "closed"}, "Monday stands in two entries of hours"),
        ({"every day": "closed"}, "the library is never open"),
        ({}, "the library is never open"),
    ],
)
def test_refused_hours(entries: dict[str, str], reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse_hours(entries)
    assert reason in str(refused.value)


def test_holidays_and_zones() -> None:
    assert parse_holidays(["2026-12-25"]) == {date(2026, 12, 25)}
    with pytest.raises(Unreadable, match="write 2026-12-25"):
        parse_holidays(["25/12/2026"])
    assert parse_zone(" Europe/London ") == "Europe/London"
    for bad, meant in [
        ("London", "Europe/London"),
        ("New York", "America/New_York"),
        ("Europe/Lodnon", "Europe/London"),
        ("Europe", "Europe/"),
        ("", "Europe/London"),
        ("../../etc/passwd", "Europe/London"),
        ("/etc/localtime", ""),
        ("a\0b", "Europe/London"),
    ]:
        with pytest.raises(Unreadable, match=f"such as {meant}"):
            parse_zone(bad)


def test_a_week_has_seven_days() -> None:
    with pytest.raises(ValueError, match="seven"):
        Calendar(week=(NINE_TO_FIVE,))


# --- due ------------------------------------------------------------------------------------------

OFFICE = Calendar(
    holidays=parse_holidays(["2026-12-25", "2026-12-28", "2027-01-01"]), zone="Europe/London"
)
SHOP = Calendar(
    parse_hours({"weekdays": "10:00 to 18:00", "saturday": "10:00 to 14:00"}), zone="Europe/London"
)
ALWAYS = Calendar(parse_hours({"every day": "all day"}))

# Checked by hand against a wall calendar: 24 December 2026 is a Thursday. In London 02:00 becomes
# 01:00 on 25 October 2026, and 01:00 becomes 02:00 on 29 March 2026.
DUE = [
    # real time
    (OFFICE, "2026-12-24T15:00+00:00", "90 minutes", "2026-12-24T16:30:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "36 hours", "2026-12-26T03:00:00+00:00"),
    (OFFICE, "2026-10-24T12:00+01:00", "24 hours", "2026-10-25T11:00:00+00:00"),
    (OFFICE, "2026-10-24T12:00+01:00", "48 hours", "2026-10-26T11:00:00+00:00"),
    (OFFICE, "2026-10-25T00:30+01:00", "90 minutes", "2026-10-25T01:00:00+00:00"),
    (OFFICE, "2026-10-25T00:30+01:00", "30 minutes", "2026-10-25T01:00:00+01:00"),
    (OFFICE, "2026-03-28T12:00+00:00", "24 hours", "2026-03-29T13:00:00+01:00"),
    # the wall clock
    (OFFICE, "2026-12-24T15:00+00:00", "2 days", "2026-12-26T15:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "1 week", "2026-12-31T15:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "2 months", "2027-02-24T15:00:00+00:00"),
    (OFFICE, "2026-10-24T12:00+01:00", "1 day", "2026-10-25T12:00:00+00:00"),
    (OFFICE, "2026-03-28T12:00+00:00", "1 day", "2026-03-29T12:00:00+01:00"),
    (OFFICE, "2026-03-28T01:30+00:00", "1 day", "2026-03-29T02:30:00+01:00"),
    (OFFICE, "2026-01-31T10:00+00:00", "1 month", "2026-02-28T10:00:00+00:00"),
    (OFFICE, "2026-01-31T10:00+00:00", "2 months", "2026-03-31T10:00:00+01:00"),
    (OFFICE, "2026-01-31T10:00+00:00", "11 months", "2026-12-31T10:00:00+00:00"),
    (OFFICE, "2026-01-31T10:00+00:00", "25 months", "2028-02-29T10:00:00+00:00"),
    # working days
    (OFFICE, "2026-12-24T15:00+00:00", "1 working day", "2026-12-29T17:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "2 working days", "2026-12-30T17:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "3 to 5 working days", "2027-01-05T17:00:00+00:00"),
    (OFFICE, "2026-12-24T08:00+00:00", "1 working day", "2026-12-29T17:00:00+00:00"),
    (OFFICE, "2026-12-24T16:59+00:00", "1 working day", "2026-12-29T17:00:00+00:00"),
    (OFFICE, "2026-12-24T17:00+00:00", "1 working day", "2026-12-30T17:00:00+00:00"),
    (OFFICE, "2026-12-26T10:00+00:00", "1 working day", "2026-12-30T17:00:00+00:00"),
    (OFFICE, "2026-12-24T23:30-05:00", "1 working day", "2026-12-30T17:00:00+00:00"),
    (SHOP, "2026-11-27T17:00+00:00", "1 working day", "2026-11-28T14:00:00+00:00"),
    (SHOP, "2026-11-28T14:00+00:00", "1 working day", "2026-12-01T18:00:00+00:00"),
    (ALWAYS, "2026-11-23T12:00+00:00", "1 working day", "2026-11-24T23:59:59+00:00"),
    # working hours
    (OFFICE, "2026-12-24T15:00+00:00", "2 working hours", "2026-12-24T17:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "4 working hours", "2026-12-29T11:00:00+00:00"),
    (OFFICE, "2026-12-24T08:00+00:00", "1 working hour", "2026-12-24T10:00:00+00:00"),
    (OFFICE, "2026-12-24T17:00+00:00", "1 working hour", "2026-12-29T10:00:00+00:00"),
    (OFFICE, "2026-12-26T10:00+00:00", "9 working hours", "2026-12-30T10:00:00+00:00"),
    (SHOP, "2026-11-27T17:00+00:00", "2 working hours", "2026-11-28T11:00:00+00:00"),
    (SHOP, "2026-11-27T17:00+00:00", "6 working hours", "2026-11-30T11:00:00+00:00"),
    (ALWAYS, "2026-11-23T12:00+00:00", "24 working hours", "2026-11-24T12:00:00+00:00"),
    # days
    (OFFICE, "2026-12-24T15:00+00:00", "by today", "2026-12-24T17:00:00+00:00"),
    (OFFICE, "2026-12-24T18:00+00:00", "by today", "2026-12-24T23:59:59+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by tomorrow", "2026-12-25T23:59:59+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by tomorrow 12:00", "2026-12-25T12:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by Friday", "2026-12-25T23:59:59+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by Tuesday", "2026-12-29T17:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by Thursday", "2026-12-24T17:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by Thursday 14:59", "2026-12-31T14:59:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by Thursday 15:00", "2026-12-24T15:00:00+00:00"),
    (ALWAYS, "2026-11-23T12:00+00:00", "by Friday", "2026-11-27T23:59:59+00:00"),
    (OFFICE, "2026-10-24T12:00+01:00", "by Sunday 01:30", "2026-10-25T01:30:00+01:00"),
    (OFFICE, "2026-10-25T01:30+00:00", "by Sunday 01:30", "2026-11-01T01:30:00+00:00"),
    # ends
    (OFFICE, "2026-12-24T15:00+00:00", "by end of the week", "2026-12-24T17:00:00+00:00"),
    (OFFICE, "2026-12-24T18:00+00:00", "by end of the week", "2026-12-27T23:59:59+00:00"),
    (OFFICE, "2026-12-14T09:00+00:00", "by end of the week", "2026-12-18T17:00:00+00:00"),
    (SHOP, "2026-11-27T17:00+00:00", "by end of the week", "2026-11-28T14:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by end of the month", "2026-12-31T17:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by December", "2026-12-31T17:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by end of June", "2027-06-30T17:00:00+01:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by end of February 2028", "2028-02-29T17:00:00+00:00"),
    # dates
    (OFFICE, "2026-12-24T15:00+00:00", "by 24 December", "2026-12-24T17:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by 23 December", "2027-12-23T17:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by 2026-12-01", "2026-12-01T17:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by 29 February", "2028-02-29T17:00:00+00:00"),
    (ALWAYS, "2096-03-01T12:00+00:00", "by 29 February", "2104-02-29T23:59:59+00:00"),
    # clock times
    (OFFICE, "2026-12-24T15:00+00:00", "by 16:00", "2026-12-24T16:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by 14:00", "2026-12-25T14:00:00+00:00"),
    (OFFICE, "2026-12-24T15:00+00:00", "by midnight", "2026-12-25T00:00:00+00:00"),
]


def parse(text: str) -> Promise:
    return parse_moment(text) if text.startswith("by ") else parse_duration(text)


@pytest.mark.parametrize(("calendar", "now", "text", "latest"), DUE)
def test_due(calendar: Calendar, now: str, text: str, latest: str) -> None:
    when = due(parse(text), datetime.fromisoformat(now), calendar)
    assert when.latest.isoformat() == latest
    assert when.now.astimezone(UTC) == datetime.fromisoformat(now)


def test_earliest_is_the_low_end_of_a_range() -> None:
    now = datetime(2026, 12, 24, 15, tzinfo=UTC)
    when = due(parse_duration("3 to 5 working days"), now, OFFICE)
    assert when.earliest is not None and when.earliest.isoformat() == "2026-12-31T17:00:00+00:00"
    assert due(parse_duration("3 days"), now, OFFICE).earliest is None
    assert due(parse_moment("Friday"), now, OFFICE).earliest is None


def test_due_refuses_what_it_cannot_reckon() -> None:
    with pytest.raises(ValueError, match="zone"):
        due(parse_duration("1 day"), datetime(2026, 1, 1), OFFICE)
    for year in (1, 9999):
        with pytest.raises(Unreadable, match="too far away"):
            due(parse_duration("1 day"), datetime(year, 6, 1, tzinfo=UTC), OFFICE)
    minute_a_week = Calendar(parse_hours({"monday": "09:00 to 09:01"}))
    never = Calendar(week=(None,) * 7)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for calendar in (minute_a_week, never):
        with pytest.raises(Unreadable, match="too little working time"):
            due(parse_duration("9999 working hours"), now, calendar)


instants = st.datetimes(
    datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(ZoneInfo("Europe/London"))
)
holidays = st.frozensets(st.dates(date(2025, 1, 1), date(2026, 12, 31)), max_size=40)
masks = st.lists(st.booleans(), min_size=7, max_size=7).filter(any)


@given(st.integers(1, 60), instants, masks, holidays)
def test_working_days_agree_with_numpy(
    number: int, now: datetime, mask: list[bool], closed: frozenset[date]
) -> None:
    week = tuple(NINE_TO_FIVE if is_open else None for is_open in mask)
    calendar = Calendar(week, closed, "Europe/London")
    start = now.date() + timedelta(days=now.time() >= time(17))
    expected = np.busday_offset(
        np.datetime64(start),
        number,
        roll="forward",
        weekmask=mask,
        holidays=[np.datetime64(day) for day in closed],
    )
    latest = due(Duration(number, number, Unit.WORKING_DAY), now, calendar).latest
    assert str(latest.date()) == str(expected)
    assert latest.time() == time(17)


@given(st.integers(1, 12), instants, masks, holidays, st.sampled_from([time(17), time(0)]))
def test_working_hours_pass_only_while_open(
    number: int, now: datetime, mask: list[bool], closed: frozenset[date], closes: time
) -> None:
    now = now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0)
    week = tuple(Hours(time(0, 30), closes) if is_open else None for is_open in mask)
    calendar = Calendar(week, closed, "Europe/London")
    passed, clock = timedelta(0), now.astimezone(UTC)
    half = timedelta(minutes=30)
    while passed < timedelta(hours=number):
        local = clock.astimezone(calendar.tz)
        hours = calendar.hours_on(local.date())
        if hours and hours.opens <= local.time() and (local.time() < closes or closes == time(0)):
            passed += half
        clock += half
    latest = due(Duration(number, number, Unit.WORKING_HOUR), now, calendar).latest
    assert latest.astimezone(UTC) == clock


@given(st.integers(1, 9999), instants, st.sampled_from([Unit.MINUTE, Unit.HOUR]))
def test_minutes_and_hours_are_real_time(number: int, now: datetime, unit: Unit) -> None:
    latest = due(Duration(number, number, unit), now, OFFICE).latest
    passed = latest.astimezone(UTC) - now.astimezone(UTC)
    assert passed == timedelta(minutes=number * (60 if unit is Unit.HOUR else 1))


@given(st.integers(1, 9999), instants, st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH]))
def test_days_weeks_and_months_are_days_of_the_calendar(
    number: int, now: datetime, unit: Unit
) -> None:
    latest = due(Duration(number, number, unit), now, OFFICE).latest
    if unit is Unit.MONTH:
        months = np.datetime64(now.strftime("%Y-%m")) + np.timedelta64(number, "M")
        assert latest.strftime("%Y-%m") == str(months)
        assert latest.day == now.day or (latest + timedelta(days=1)).day == 1
    else:
        days = number * (7 if unit is Unit.WEEK else 1)
        assert latest.date() == now.date() + timedelta(days=days)


@given(instants, st.sampled_from([*Weekday]), st.none() | st.times())
def test_a_weekday_is_that_day_within_a_week(now: datetime, day: Weekday, at: time | None) -> None:
    latest = due(Moment(day, at), now, OFFICE).latest
    assert latest.weekday() == day or latest.hour <= 2  # 00:59 can skip to 02:00 on a Sunday
    slack = timedelta(seconds=1)  # a day ends with its last whole second
    ahead = latest.astimezone(UTC) - now.astimezone(UTC)
    assert -slack < ahead <= timedelta(days=7, hours=25)


@given(st.integers(1, 500), st.integers(1, 500), st.sampled_from([*Unit]), instants)
def test_a_longer_promise_is_never_due_earlier(
    one: int, other: int, unit: Unit, now: datetime
) -> None:
    low, high = sorted((one, other))
    when = due(Duration(low, high, unit), now, OFFICE)
    assert low == high or (
        when.earliest is not None
        and now.astimezone(UTC) < when.earliest.astimezone(UTC) < when.latest.astimezone(UTC)
    )
