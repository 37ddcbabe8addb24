"""What a language says of times, as forms to fill; every language but English is made of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from snapmsg.promise import Anchor, DayOfYear, Duration, Moment, MonthEnd, Unit, Weekday

Units = Mapping[Unit, tuple[str, str]]
"""The words for one of a unit, and for more."""

_HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The forms of a language; those that most languages share have a default.

    `clock` is a clock time alone, `at` with its preposition. `weekday`, `on` (a date), `today_at`
    and `tomorrow` stand behind `by`, with `weekday_at` and `on_at` where a clock time is there
    too and `joined` puts the two together. `today`, `week_end`, `month_end`, `end_of` a month and
    `midnight` are whole phrases. `dated` has a weekday and its date, `dated_at` a clock time too.
    """

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    clock: Callable[[time], str]
    at: Callable[[time], str]
    day_month: Callable[[int, str], str]
    with_year: str = "{date} {year}"
    by: str
    weekday: str = "{}"
    weekday_at: str = "{}"
    on: str = "{}"
    on_at: str = "{}"
    today: str
    today_at: str
    tomorrow: str
    week_end: str
    month_end: str
    end_of: str
    midnight: str
    joined: str = "{day} {at}"
    dated: str
    dated_at: str
    moment: str = "{date} {at}"
    news: str

    def say_by(self, moment: Moment) -> str:
        """A moment as it was typed: “a más tardar el viernes a las 17:00”."""
        if moment.at is None:
            return self._ends(moment) or self.by.format(self._day(moment, timed=False))
        at = self.at(moment.at)
        if moment.day is None:
            return self.midnight if moment.at == time(0) else self.by.format(at)
        return self.by.format(self.joined.format(day=self._day(moment, timed=True), at=at))

    def _ends(self, moment: Moment) -> str | None:
        match moment.day:
            case Anchor.TODAY:
                return self.today
            case Anchor.END_OF_WEEK:
                return self.week_end
            case Anchor.END_OF_MONTH:
                return self.month_end
            case MonthEnd(month, year):
                month_name = self.months[month - 1]
                named = self.with_year.format(date=month_name, year=year) if year else month_name
                return self.end_of.format(named)
            case _:
                return None

    def _day(self, moment: Moment, *, timed: bool) -> str:
        match moment.day:
            case Weekday():
                form = self.weekday_at if timed else self.weekday
                return form.format(self.weekdays[moment.day])
            case Anchor.TODAY:
                return self.today_at
            case Anchor.TOMORROW:
                return self.tomorrow
            case DayOfYear(day, month, year):
                return (self.on_at if timed else self.on).format(self.say_day(day, month, year))
            case _:
                raise ValueError("this moment has no day that a clock time can stand beside")

    def say_day(self, day: int, month: int, year: int | None) -> str:
        """A day and its month, and the year where there is one."""
        said = self.day_month(day, self.months[month - 1])
        return self.with_year.format(date=said, year=year) if year else said

    def say_date(self, day: date) -> str:
        """A date with its year."""
        return self.say_day(day.day, day.month, day.year)

    def say_moment(self, moment: datetime) -> str:
        """A date with its year, and the clock time."""
        return self.moment.format(date=self.say_date(moment.date()), at=self.at(moment.time()))

    def say_by_date(self, latest: datetime, now: datetime, clock: bool) -> str:
        """The weekday and date, with the year unless it is this one or near, and to come."""
        ahead = latest.date() - now.date()
        near = ahead.days >= 0 and (latest.year == now.year or ahead <= _HALF_A_YEAR)
        return self.by.format(self._dated(latest, None if near else latest.year, "", clock))

    def say_news(self, moment: datetime) -> str:
        """When a moment is, with its day and its zone."""
        zone = moment.tzname() or "UTC"
        zone = f" UTC{zone}" if zone[:1] in "+-" else f" {zone}"
        return self.news.format(self.by.format(self._dated(moment, None, zone, clock=True)))

    def _dated(self, day: datetime, year: int | None, zone: str, clock: bool) -> str:
        return (self.dated_at if clock else self.dated).format(
            weekday=self.weekdays[day.weekday()],
            date=self.say_day(day.day, day.month, year),
            at=self.at(day.time()) + zone,
        )


def counted(units: Units, to: str) -> Callable[[Duration], str]:
    """How a language says durations: `units` by their number, `to` between two of them."""

    def said(duration: Duration) -> str:
        one, more = units[duration.unit]
        if duration.low == duration.high:
            return f"{duration.low} {one if duration.low == 1 else more}"
        return f"{duration.low} {to} {duration.high} {more}"

    return said


def phrased(form: str, said: Callable[[Duration], str]) -> Callable[[Duration], str]:
    """A duration in a phrase: `binnen {}`."""
    return lambda duration: form.format(said(duration))
