"""Promises of time: what a scenario says under `within` and `by`, and when that is.

`terms` has the nouns, `grammar` reads them from text, `zones` whose clock they are on. `opening`
and `holidays` know when the library's people are at work, `reckoning` turns a promise into an exact
moment, and `policy` holds it to what the library allows. Nothing here rounds.
"""

from snapmsg.promise.grammar import parse_clock, parse_date, parse_duration, parse_moment
from snapmsg.promise.holidays import CountryHolidays, country_holidays
from snapmsg.promise.opening import (
    Calendar,
    Hours,
    Week,
    parse_days,
    parse_holidays,
    parse_hours,
    parse_opening,
)
from snapmsg.promise.policy import Policy, Sent, falls_closed, is_relative, later
from snapmsg.promise.reckoning import Due, dated, day_after, due, on_tomorrow
from snapmsg.promise.terms import (
    MONTHS,
    Anchor,
    Day,
    DayOfYear,
    Duration,
    MissingExtra,
    Moment,
    MonthEnd,
    NoTime,
    Promise,
    Unit,
    Unreadable,
    Weekday,
    moment_of,
)
from snapmsg.promise.zones import parse_zone

__all__ = [
    "MONTHS",
    "Anchor",
    "Calendar",
    "CountryHolidays",
    "Day",
    "DayOfYear",
    "Due",
    "Duration",
    "Hours",
    "MissingExtra",
    "Moment",
    "MonthEnd",
    "NoTime",
    "Policy",
    "Promise",
    "Sent",
    "Unit",
    "Unreadable",
    "Week",
    "Weekday",
    "country_holidays",
    "dated",
    "day_after",
    "due",
    "falls_closed",
    "is_relative",
    "later",
    "moment_of",
    "on_tomorrow",
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
