"""When a promise falls due, exactly.

- Minutes and hours are real time: 24 hours across a change of the clocks are 24 real hours.
- Days, weeks and months keep the clock time of now, on the wall of the library; a month that is
  too short ends the promise on its last day.
- Working days are days with opening hours that are no holiday. Counting starts after today; what
  is sent on a closed day or at or after closing counts as sent on the next working day. The
  promise holds until that day closes.
- Working hours pass only while the library is open.
- A moment is the next such day that has not passed. Without a clock time it holds until the day's
  closing time, or until its last second (23:59:59) where the library is closed that day, is open
  until midnight, or has closed already. The end of the week is the last day with opening
  hours left in this week, and the last of all where there is none. A week ends on Sunday, or
  where people work on Sundays, with the Saturday or Friday on which they do not.
- A clock time with a zone is on that zone's clock, and its day is a day there.
- A clock time that the change of the clocks skips moves forward with the clock; one that comes
  twice is the first, which is the stricter promise.

Python compares and subtracts two datetimes of the same zone by the wall clock, which is wrong
across a change: everything here is reckoned in UTC and comes back in the library's zone.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from snapmsg.promise.opening import Calendar
from snapmsg.promise.terms import (
    Anchor,
    DayOfYear,
    Moment,
    MonthEnd,
    Promise,
    Unit,
    Unreadable,
    Weekday,
    last_day,
)
from snapmsg.promise.zones import clock_of

_MIDNIGHT = time(0)
_LAST_SECOND = time(23, 59, 59)


class Due(NamedTuple):
    """When a promise falls due, in the library's zone.

    `earliest` is where the low end of a range falls, None without a range; `now` is the moment
    the promise was made. Compare them with other datetimes in UTC.
    """

    earliest: datetime | None
    latest: datetime
    now: datetime


def due(promise: Promise, now: datetime, calendar: Calendar) -> Due:
    """When a promise made at `now` falls due; a date that has passed stays in the past.

    `now` must know its zone (ValueError) and lie between the years 1900 and 2199 (Unreadable).
    Raises Unreadable where the calendar has no working time left to count.
    """
    if now.tzinfo is None:
        raise ValueError("now must know its time zone")
    if not 1900 <= now.year <= 2199:
        raise Unreadable(f"the year {now.year} is too far away: use one from 1900 to 2199")
    local = now.astimezone(calendar.tz)
    earliest = None
    if isinstance(promise, Moment):
        latest = _moment(promise, local, calendar)
    else:
        latest = _after(promise.high, promise.unit, local, calendar)
        if promise.low < promise.high:
            earliest = _after(promise.low, promise.unit, local, calendar).astimezone(local.tzinfo)
    return Due(earliest, latest.astimezone(local.tzinfo), local)


def _after(number: int, unit: Unit, local: datetime, calendar: Calendar) -> datetime:
    match unit:
        case Unit.MINUTE:
            return local.astimezone(UTC) + timedelta(minutes=number)
        case Unit.HOUR:
            return local.astimezone(UTC) + timedelta(hours=number)
        case Unit.WORKING_HOUR:
            return _working_hours(number, local, calendar)
        case Unit.WORKING_DAY:
            return _end_of(_nth_working_day(number, local, calendar), local, calendar)
        case Unit.DAY | Unit.WEEK | Unit.MONTH:
            return _at(day_after(local.date(), number, unit), local.time(), calendar.tz)


@lru_cache(maxsize=1024)  # when texts are due again is asked for each of them
def day_after(day: date, number: int, unit: Unit) -> date:
    """The day so many days, weeks or months later; a month that is too short ends on its last day.

    Raises `ValueError` for another unit, and `OverflowError` or `ValueError` beyond the year 9999.
    """
    match unit:
        case Unit.DAY:
            return day + timedelta(days=number)
        case Unit.WEEK:
            return day + timedelta(weeks=number)
        case Unit.MONTH:
            years, month = divmod(day.month - 1 + number, 12)
            last = last_day(day.year + years, month + 1)
            return last.replace(day=min(day.day, last.day))
        case _:
            raise ValueError(f"{unit.value} is no unit of whole days")


def _at(day: date, at: time, clock: tzinfo) -> datetime:
    """The instant, in UTC, at which a clock shows a time on a day."""
    return datetime.combine(day, at.replace(fold=0), clock).astimezone(UTC)


def _end_of(day: date, local: datetime, calendar: Calendar) -> datetime:
    hours = calendar.hours_on(day)
    if hours and hours.closes != _MIDNIGHT:
        closing = _at(day, hours.closes, calendar.tz)
        if day != local.date() or closing > local.astimezone(UTC):
            return closing
    return _at(day, _LAST_SECOND, calendar.tz)


def _is_open_later(day: date, local: datetime, calendar: Calendar) -> bool:
    """Whether the library opens on that day and, if it is today, has not closed yet."""
    hours = calendar.hours_on(day)
    if hours is None:
        return False
    return day > local.date() or hours.closes == _MIDNIGHT or local.time() < hours.closes


def _nth_working_day(number: int, local: datetime, calendar: Calendar) -> date:
    today = local.date()
    # Sent on a closed day or after closing, the next working day stands in for today.
    skip = number - 1 if _is_open_later(today, local, calendar) else number
    return next(islice(calendar.working_days_after(today), skip, None))


def _working_hours(number: int, local: datetime, calendar: Calendar) -> datetime:
    now, left, today = local.astimezone(UTC), timedelta(hours=number), local.date()
    for day in chain([today], calendar.working_days_after(today)):
        hours = calendar.hours_on(day)
        if hours is None:
            continue
        closing_day = day + timedelta(days=1) if hours.closes == _MIDNIGHT else day
        starts = max(now, _at(day, hours.opens, calendar.tz))
        open_for = max(_at(closing_day, hours.closes, calendar.tz) - starts, timedelta(0))
        if left <= open_for:
            return starts + left
        left -= open_for
    raise AssertionError("working_days_after ends only by raising")


def _moment(moment: Moment, local: datetime, calendar: Calendar) -> datetime:
    now = latest = local.astimezone(UTC)
    clock = calendar.tz if moment.zone is None else clock_of(moment.zone)
    for day in _candidates(moment, local.astimezone(clock), calendar):
        at = moment.at
        latest = _end_of(day, local, calendar) if at is None else _at(day, at, clock)
        if latest >= now:
            break
    return latest


def dated(promise: Promise, now: datetime, calendar: Calendar) -> Promise:
    """A promise as customers have to read it: a clock time alone that today has passed is tomorrow.

    As `due` for what it raises.
    """
    ahead = on_tomorrow(promise)
    if not isinstance(promise, Moment) or ahead is promise:
        return promise
    clock = calendar.tz if promise.zone is None else clock_of(promise.zone)
    latest = due(promise, now, calendar).latest
    return ahead if latest.astimezone(clock).date() > now.astimezone(clock).date() else promise


def on_tomorrow(promise: Promise) -> Promise:
    """A clock time alone as one of tomorrow; midnight, which ends today, and the rest as it is."""
    if isinstance(promise, Moment) and promise.day is None and promise.at != _MIDNIGHT:
        return replace(promise, day=Anchor.TOMORROW)
    return promise


def _candidates(moment: Moment, local: datetime, calendar: Calendar) -> Iterator[date]:
    """The days that a moment can mean, nearest first; the last is never too early to pass."""
    today = local.date()
    match moment.day:
        case None:
            yield today
            yield today + timedelta(days=1)
        case Weekday():
            first = today + timedelta(days=(moment.day - today.weekday()) % 7)
            yield first
            yield first + timedelta(weeks=1)
        case Anchor.TODAY:
            yield today
        case Anchor.TOMORROW:
            yield today + timedelta(days=1)
        case Anchor.END_OF_WEEK:
            left = (calendar.week_ends - today.weekday()) % 7
            rest = [today + timedelta(days=n) for n in range(left + 1)]
            open_days = [day for day in rest if _is_open_later(day, local, calendar)]
            yield (open_days or rest)[-1]
        case Anchor.END_OF_MONTH:
            yield last_day(today.year, today.month)
        case MonthEnd(month, year):
            yield last_day(year or today.year, month)
            if year is None:
                yield last_day(today.year + 1, month)
        case DayOfYear(day, month, year):
            # Nine years hold a 29 February even around 2100, which is no leap year.
            years = [year] if year else range(today.year, today.year + 9)
            for candidate in years:
                if day <= last_day(candidate, month).day:
                    yield date(candidate, month, day)
