"""When a library's people are at work: opening hours, holidays and the time zone."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta, tzinfo
from typing import NamedTuple

from snapmsg.promise.grammar import parse_clock, parse_date
from snapmsg.promise.terms import Unreadable, Weekday
from snapmsg.promise.zones import place

_CENTURY = 36_525


class Hours(NamedTuple):
    """The opening hours of one day, on the wall clock.

    `closes` at 00:00 is the midnight that ends the day; otherwise it is later than `opens`.
    """

    opens: time
    closes: time


Week = tuple[Hours | None, ...]
"""Seven entries, Monday first; None where the library is closed all day."""

_NINE_TO_FIVE = Hours(time(9), time(17))
_WEEKEND = (Weekday.SUNDAY, Weekday.SATURDAY, Weekday.FRIDAY)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A library's working time: Monday to Friday from 9 to 5, without holidays, in UTC, by default.

    `holidays` are days, or anything that knows whether a day is one (`country_holidays`). `zone` is
    an IANA name such as `Europe/London`. Raises ValueError unless `week` has seven days.
    """

    week: Week = (_NINE_TO_FIVE,) * 5 + (None, None)
    holidays: Container[date] = frozenset()
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")

    @property
    def tz(self) -> tzinfo:
        """The time zone. Raises Unreadable where the machine does not know its name."""
        return place(self.zone)

    def hours_on(self, day: date) -> Hours | None:
        """The opening hours on that day; None on a closed day and on a holiday."""
        return None if day in self.holidays else self.week[day.weekday()]

    @property
    def week_ends(self) -> Weekday:
        """The day on which a week ends: Sunday, unless people work on it.

        Then it is the Saturday before it, or the Friday, if that is free; much of the world rests
        on Friday and Saturday, and begins its week on Sunday.
        """
        free = (day for day in _WEEKEND if self.week[day] is None)
        return next(free, Weekday.SUNDAY)

    def working_days_after(self, day: date) -> Iterator[date]:
        """The days with opening hours that follow `day`, in order.

        Raises Unreadable after a century without the caller having found what it wants, so that
        a library which is never open ends in a sentence and not in a hang.
        """
        for ahead in range(1, _CENTURY):
            following = day + timedelta(days=ahead)
            if self.hours_on(following):
                yield following
        raise Unreadable(
            "there is too little working time for this promise: check hours and holidays"
        )


_DAYS = {day.name.lower(): (day,) for day in Weekday}
_DAYS |= {name[:3]: days for name, days in _DAYS.items()}
_SETS = {
    "weekdays": tuple(Weekday)[:5],
    "weekend": tuple(Weekday)[5:],
    "weekends": tuple(Weekday)[5:],
    "every day": tuple(Weekday),
    "daily": tuple(Weekday),
}
_TO = r"(?: to | ?[-–—] ?)"


def parse_hours(entries: Mapping[str, str]) -> Week:
    """The week that a mapping such as `monday to friday: 09:00 to 17:00` describes.

    Days that no entry names are closed. Where two entries name a day, the one that names fewer
    days holds (`every day: …` and `sunday: closed`). Raises Unreadable for an entry that cannot
    be read, for two entries of the same width on one day, and for a week that is never open.
    """
    chosen: dict[Weekday, tuple[int, Hours | None]] = {}
    for key, text in entries.items():
        days, hours = parse_days(key), parse_opening(text)
        for day in days:
            width, _ = chosen.get(day, (8, None))
            if width == len(days):
                raise Unreadable(f"{day.name.title()} stands in two entries of hours: keep one")
            if len(days) < width:
                chosen[day] = (len(days), hours)
    week = tuple(chosen.get(day, (0, None))[1] for day in Weekday)
    if not any(week):
        raise Unreadable(
            "the library is never open: write hours, such as 09:00 to 17:00, for a day"
        )
    return week


def parse_days(text: str) -> tuple[Weekday, ...]:
    """The weekdays that a text such as `monday`, `mon-fri` or `weekdays` names.

    A range may run over the weekend (`friday to monday`). Raises Unreadable.
    """
    bare = " ".join(text.lower().split())
    if days := _DAYS.get(bare) or _SETS.get(bare):
        return days
    if match := re.fullmatch(rf"([a-z]+){_TO}([a-z]+)", bare):
        ends = [_DAYS.get(end) for end in match.groups()]
        if ends[0] and ends[1]:
            (first,), (last,) = ends[0], ends[1]
            return tuple(Weekday((first + n) % 7) for n in range((last - first) % 7 + 1))
    raise Unreadable(
        f"“{bare[:60]}” is not a day: write one such as monday, monday to friday or every day"
    )


def parse_opening(text: str) -> Hours | None:
    """The hours that a text such as `09:00 to 17:00` or `all day` names; None for `closed`.

    Closing at `midnight` or `24:00` is the end of that day. Raises Unreadable.
    """
    bare = " ".join(text.lower().split())
    if bare == "closed":
        return None
    if bare in ("all day", "24 hours"):
        return Hours(time(0), time(0))
    ends = re.split(_TO, bare)
    if len(ends) != 2:
        raise Unreadable(
            f"“{bare[:60]}” is not one opening and one closing time: "
            "write them such as 09:00 to 17:00, or closed, or all day"
        )
    opens = parse_clock(ends[0])
    closes = time(0) if ends[1] == "24:00" else parse_clock(ends[1])
    if closes != time(0) and closes <= opens:
        raise Unreadable(f"“{bare}” closes before it opens: write both for one day, up to midnight")
    return Hours(opens, closes)


def parse_holidays(texts: Iterable[str]) -> frozenset[date]:
    """The dates that ISO texts name. Raises Unreadable for the first that is none."""
    return frozenset(parse_date(text) for text in texts)
