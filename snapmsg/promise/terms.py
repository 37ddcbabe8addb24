"""The nouns of a promise: a length of time with its unit, or a moment."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The months as promises are typed, in English whatever the library's locale."""

LARGEST = 9999
"""The largest number a duration may hold, in any unit; more is a slip of the finger."""


class Unreadable(ValueError):
    """A time that snap cannot read or keep; its text is a sentence that ends in the cure."""


class NoTime(Unreadable):
    """Words in which no time is seen at all: there is none, or they are not English."""


class MissingExtra(Unreadable):
    """A time that needs a package which is not installed; its text says how to install it."""


class Unit(StrEnum):
    """What a duration counts in; the value is the English word for one of it.

    "Business day" is read as a working day, and said as one.
    """

    MINUTE = "minute"
    HOUR = "hour"
    WORKING_HOUR = "working hour"
    DAY = "day"
    WORKING_DAY = "working day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, or a range of them: `low` equals `high` for a single one.

    Whole numbers from 1 to 9999, in one unit. Never converted: 36 hours are not 2 days.
    Raises ValueError when made with other numbers. As text it reads as a scenario holds it.
    """

    low: int
    high: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.low <= self.high <= LARGEST:
            raise ValueError(f"no duration runs from {self.low} to {self.high} {self.unit}s")

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.low} {self.unit}" + ("s" if self.low > 1 else "")
        return f"{self.low} to {self.high} {self.unit}s"


class Weekday(IntEnum):
    """A day of the week, numbered as `date.weekday()` does."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


class Anchor(StrEnum):
    """A day that is named by where the reader stands. "End of the day" is today."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    END_OF_WEEK = "end of the week"
    END_OF_MONTH = "end of the month"


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A date; without a year, the next such date."""

    day: int
    month: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """The last day of a month; without a year, of the next such month.

    `June` and `end of June` both mean this, and are said as "the end of June": many readers
    take "by June" for the first of June, which is not what we would keep.
    """

    month: int
    year: int | None = None


Day = Weekday | Anchor | DayOfYear | MonthEnd


@dataclass(frozen=True, slots=True)
class Moment:
    """What stands under `by`: a day, a clock time, or both. At least one is there.

    `zone` is whose clock is meant where it is not the library's: `CET`, `UTC+02:00`, or a place
    such as `Europe/Madrid`. As text it reads as a scenario holds it. Raises ValueError when made
    with neither a day nor a clock time, or with a zone and no clock time.
    """

    day: Day | None = None
    at: time | None = None
    zone: str | None = None

    def __post_init__(self) -> None:
        if self.day is None and self.at is None:
            raise ValueError("a moment needs a day or a clock time")
        if self.zone is not None and self.at is None:
            raise ValueError("a zone needs a clock time")

    def __str__(self) -> str:
        said = [] if self.day is None else [_named(self.day)]
        said += [] if self.at is None else [f"{self.at:%H:%M}"]
        return " ".join([*said, *([self.zone] if self.zone else [])])


def _named(day: Day) -> str:
    match day:
        case Weekday():
            return day.name.title()
        case Anchor():
            return str(day)
        case MonthEnd(month, year):
            return f"end of {MONTHS[month - 1]}" + (f" {year}" if year else "")
        case DayOfYear(number, month, None):
            return f"{number} {MONTHS[month - 1]}"
        case DayOfYear(number, month, year):
            return f"{year}-{month:02}-{number:02}"


Promise = Duration | Moment


def last_day(year: int, month: int) -> date:
    """The last day of a month. (The standard library's `calendar` takes 3 ms to import.)"""
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def moment_of(value: date | datetime | time) -> Moment:
    """The moment that a typed value names, for a `by` that is a blank.

    A datetime is taken as it stands on the wall of the library; its seconds are dropped.
    """
    if isinstance(value, time):
        return Moment(at=value.replace(second=0, microsecond=0, tzinfo=None, fold=0))
    day = DayOfYear(value.day, value.month, value.year)
    if isinstance(value, datetime):
        return Moment(day, value.time().replace(second=0, microsecond=0, fold=0))
    return Moment(day)
