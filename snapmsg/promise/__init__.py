"""Promises of time: what a scenario says under `within` and `by`, and when that is.

`terms` has the nouns, `grammar` reads them from text, `opening` knows when the library's
people are at work, and `reckoning` turns a promise into an exact moment. Nothing here rounds.
"""

from snapmsg.promise.grammar import parse_clock, parse_date, parse_duration, parse_moment
from snapmsg.promise.opening import (
    Calendar,
    Hours,
    Week,
    parse_days,
    parse_holidays,
    parse_hours,
    parse_opening,
    parse_zone,
)
from snapmsg.promise.reckoning import Due, due
from snapmsg.promise.terms import (
    MONTHS,
    Anchor,
    Day,
    DayOfYear,
    Duration,
    Moment,
    MonthEnd,
    Promise,
    Unit,
    Unreadable,
    Weekday,
    moment_of,
)

__all__ = [
    "MONTHS",
    "Anchor",
    "Calendar",
    "Day",
    "DayOfYear",
    "Due",
    "Duration",
    "Hours",
    "Moment",
    "MonthEnd",
    "Promise",
    "Unit",
    "Unreadable",
    "Week",
    "Weekday",
    "due",
    "moment_of",
    "parse_clock",
    "parse_date",
    "parse_days",
    "parse_duration",
    "parse_holidays",
    "parse_hours",
    "parse_moment",
    "parse_opening",
    "parse_zone",
]
