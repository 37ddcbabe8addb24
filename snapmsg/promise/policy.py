"""What a library allows its scenarios to promise, and whether a promise keeps to it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from snapmsg.promise.opening import Calendar, Hours
from snapmsg.promise.reckoning import due
from snapmsg.promise.terms import DayOfYear, Duration, Moment, MonthEnd, Promise, Unreadable


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds for the promises of all scenarios, or of those with a tag or topic.

    None where the library does not say. `at_most` and `at_least` bound the end that is promised,
    `first_reply` how long someone who wrote waits to hear from us, `longest_silence` how long
    anyone does. `alike`: all of them promise the same.
    """

    at_most: Duration | None = None
    at_least: Duration | None = None
    first_reply: Duration | None = None
    longest_silence: Duration | None = None
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A moment at which a promise falls due later than another; `always` where every one is."""

    at: datetime
    always: bool


def is_relative(term: Promise) -> bool:
    """Whether a promise is as long whenever it is made; what names a date is not."""
    return isinstance(term, Duration) or not isinstance(term.day, DayOfYear | MonthEnd)


def later(one: Promise, other: Promise, calendar: Calendar) -> Sent | None:
    """When `one`, made at the same moment as `other`, falls due later; None where it never does.

    Two durations in one unit are compared as numbers. Others are reckoned from the opening, the
    middle and the end of every day on which the library is open, in a month of 31 days without
    holidays, so that the answer is the same whenever the question is asked. Promises that name a
    date are never later: how far off they are is another question each day.
    """
    if isinstance(one, Duration) and isinstance(other, Duration) and one.unit is other.unit:
        return _at_opening(calendar) if one.high > other.high else None
    if not (is_relative(one) and is_relative(other)):
        return None
    return _later(one, other, Calendar(calendar.week, zone=calendar.zone))


def _at_opening(calendar: Calendar) -> Sent:
    return Sent(_moments(Calendar(calendar.week, zone=calendar.zone))[0], always=True)


@lru_cache(maxsize=4096)
def _later(one: Promise, other: Promise, calendar: Calendar) -> Sent | None:
    late, moments = [], _moments(calendar)
    for now in moments:
        try:
            if due(one, now, calendar).latest > due(other, now, calendar).latest:
                late.append(now)
        except Unreadable:
            return None
    return Sent(late[0], len(late) == len(moments)) if late else None


@lru_cache(maxsize=16)
def _moments(calendar: Calendar) -> tuple[datetime, ...]:
    """The opening, the middle and the end of each open day of January 2026."""
    first, found = date(2026, 1, 5), []  # a Monday
    for day in (first + timedelta(days=n) for n in range(31)):
        hours = calendar.hours_on(day)
        if hours is not None:
            found += [datetime.combine(day, at, calendar.tz) for at in _samples(hours)]
    return tuple(found)


def _samples(hours: Hours) -> tuple[time, time, time]:
    opens = hours.opens.hour * 60 + hours.opens.minute
    closes = hours.closes.hour * 60 + hours.closes.minute or 24 * 60
    middle, last = (opens + closes) // 2, closes - 1
    return hours.opens, time(*divmod(middle, 60)), time(*divmod(last, 60))


def falls_closed(term: Promise, latest: datetime, calendar: Calendar) -> bool:
    """Whether a clock time is promised onto a day on which the library is closed.

    `latest` is when it falls due. A day alone is none: it is kept before that day, or on it.
    """
    if not isinstance(term, Moment) or term.at is None:
        return False
    return calendar.hours_on(latest.astimezone(calendar.tz).date()) is None
