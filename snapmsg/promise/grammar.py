"""Reading promises as people type them: `3 to 5 working days`, `Friday 17:00`, `end of June`.

Everything else is refused with a sentence that shows what to write instead, worked out from what
was typed wherever that can be done exactly.
"""

import re
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import NoReturn

from snapmsg.promise.terms import (
    LARGEST,
    MONTHS,
    Anchor,
    Day,
    DayOfYear,
    Duration,
    Moment,
    MonthEnd,
    NoTime,
    Unit,
    Unreadable,
    Weekday,
    last_day,
)
from snapmsg.promise.zones import CLOCK, plain, take_zone

_LONGEST_TEXT = 80

_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}

_UNITS = {str(unit): unit for unit in Unit} | {
    "min": Unit.MINUTE,
    "hr": Unit.HOUR,
    "h": Unit.HOUR,
    "business hour": Unit.WORKING_HOUR,
    "calendar day": Unit.DAY,
    "business day": Unit.WORKING_DAY,
    "work day": Unit.WORKING_DAY,
    "workday": Unit.WORKING_DAY,
}
# Units that people type and snap does not count in: so many of a unit that it does count in.
_FOREIGN_UNITS = {
    "fortnight": (2, Unit.WEEK),
    "quarter": (3, Unit.MONTH),
    "year": (12, Unit.MONTH),
    "working week": (5, Unit.WORKING_DAY),
    "business week": (5, Unit.WORKING_DAY),
}
_SMALLER = {Unit.HOUR: (60, Unit.MINUTE), Unit.DAY: (24, Unit.HOUR), Unit.WEEK: (7, Unit.DAY)}
_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: 24 * 60, Unit.WEEK: 7 * 24 * 60}

_N = rf"(?:[0-9]{{1,9}}|(?:{'|'.join(_NUMBERS)})(?![a-z]))"
_WORDS = r"[a-z]+(?: [a-z]+)?"
_DURATION = (
    rf"(?P<low>{_N})(?:(?: ?(?P<low_unit>{_WORDS}))?(?: to | ?- ?)(?P<high>{_N}))?"
    rf"(?:[ -]?(?P<unit>{_WORDS}))?"
)
_DURATION_LEAD = re.compile(r"\b(?:within|in|by|up to|at most|no more than)\b ?")
_INEXACT_LEAD = re.compile(r"(?:about|around|approximately|approx|roughly|some) |~ ?")

_WEEKDAYS = {day.name.lower(): day for day in Weekday}
_WEEKDAYS |= {name[:3]: day for name, day in _WEEKDAYS.items()} | {
    "tues": Weekday.TUESDAY,
    "weds": Weekday.WEDNESDAY,
    "thur": Weekday.THURSDAY,
    "thurs": Weekday.THURSDAY,
}
_MONTHS = {name.lower(): n for n, name in enumerate(MONTHS, start=1)}
_MONTHS |= {name[:3]: n for name, n in _MONTHS.items()} | {"sept": 9}
_ANCHORS = {
    "today": Anchor.TODAY,
    "eod": Anchor.TODAY,
    "cob": Anchor.TODAY,
    "tomorrow": Anchor.TOMORROW,
}
_NO_LETTERS = {*_ANCHORS, *_WEEKDAYS, *_MONTHS, "on", "by", "at", "in", "of", "the", "or", "and"}
_ENDS: dict[str, Day] = {
    **_ANCHORS,
    "day": Anchor.TODAY,
    "week": Anchor.END_OF_WEEK,
    "this week": Anchor.END_OF_WEEK,
    "month": Anchor.END_OF_MONTH,
    "this month": Anchor.END_OF_MONTH,
    "business": Anchor.TODAY,
    "business day": Anchor.TODAY,
    "working day": Anchor.TODAY,
    "year": MonthEnd(12),
    "this year": MonthEnd(12),
}

_CLOCK = (
    r"(?:(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})(?::00)?)?(?: ?(?P<half>[ap]m))?"
    r"|(?:12 )?(?P<word>noon|midday|midnight))"
)
# Within a longer text a bare number is no clock time: it needs its minutes or its half of the day.
_CLOCK_PART = rf"(?P<clock>{CLOCK})"
_YEAR = r"(?P<year>[0-9]{4})"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_DATES = (
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})",
    rf"{_NTH}(?: of)? {_MONTH}(?:,? {_YEAR})?",
    rf"{_MONTH} {_NTH}(?:,? {_YEAR})?",
    rf"{_MONTH}(?:,? {_YEAR})?",
)


@lru_cache(maxsize=1024)
def parse_duration(text: str) -> Duration:
    """The duration that a text such as `3 to 5 working days` or `half an hour` names.

    Raises Unreadable, whose text quotes the value and shows what to write.
    """
    said = _quoted(text)
    bare = _DURATION_LEAD.sub("", _tidy(text), count=1)
    bare = re.sub(r"^between (.+) and ", r"\1 to ", bare).removeprefix("from ")
    if bare in ("half an hour", "half hour"):
        return Duration(30, 30, Unit.MINUTE)
    match = re.fullmatch(_DURATION, bare)
    if match is None:
        _refuse_duration(said, bare)
    low = _number(match["low"])
    high = _number(match["high"] or match["low"])
    if match["unit"] is None:
        if bare in _NUMBERS:
            _refuse_duration(said, bare)
        raise Unreadable(f"{said} has no unit: write {_with_units(low, high)}")
    unit = _UNITS.get(match["unit"].removesuffix("s"))
    low_unit = _UNITS.get((match["low_unit"] or match["unit"]).removesuffix("s"))
    if unit is None or low_unit is None:
        if match["low_unit"] and match["low_unit"] != match["unit"]:
            _refuse_duration(said, bare)
        _refuse_unit(said, match["unit"], low, high, bare)
    if not 1 <= min(low, high) <= max(low, high) <= LARGEST:
        raise Unreadable(f"{said} is out of reach: write a number from 1 to {LARGEST}")
    if low_unit is not unit:
        raise Unreadable(f"{said} mixes two units: {_in_one_unit(low, low_unit, high, unit)}")
    if low > high:
        raise Unreadable(f"{said} runs backwards: write {Duration(high, low, unit)}")
    return Duration(low, high, unit)


@lru_cache(maxsize=1024)
def parse_moment(text: str) -> Moment:
    """The moment that a text such as `Friday 17:00`, `24 December` or `end of June` names.

    Raises Unreadable, whose text quotes the value and shows what to write.
    """
    said = _quoted(text)
    text, zone = take_zone(_short(said, text), _NO_LETTERS)
    bare = re.sub(r"^(?:by|on|at)\b ?", "", _tidy(text))
    match = (
        re.fullmatch(rf"{_CLOCK_PART}(?:,? (?:on )?(?P<day>.+))?", bare)
        or re.fullmatch(rf"(?P<day>.+?)(?:(?<=[0-9])t|,? (?:at |by )?){_CLOCK_PART}", bare)
        or re.fullmatch(r"(?P<day>.+)(?P<clock>)", bare)
    )
    if match is None:
        raise Unreadable("there is no time here: write a day, a date or a time, such as Friday")
    at = parse_clock(match["clock"]) if match["clock"] else None
    if match["day"] is None:
        return Moment(at=at, zone=zone)
    day = _day(said, match["day"])
    if day is None:
        _refuse_moment(said, bare)
    if at is not None:
        if match["clock"].endswith("midnight"):
            raise Unreadable(
                f"{said} can mean the start of that day or its end: write 00:00 or 23:59 with it"
            )
        if day in (Anchor.END_OF_WEEK, Anchor.END_OF_MONTH) or isinstance(day, MonthEnd):
            raise Unreadable(f"{said} gives a clock time but no day: write a date with the time")
    return Moment(day, at, zone)


def parse_clock(text: str) -> time:
    """The clock time that a text such as `17:00`, `5 pm`, `5:30pm` or `noon` names.

    Raises Unreadable, whose text quotes the value and shows what to write.
    """
    said = _quoted(text)
    match = re.fullmatch(_CLOCK, _tidy(text))
    if match is None:
        raise Unreadable(f"{said} is not a clock time: write one such as 17:00")
    if match["word"]:
        return time(0 if match["word"] == "midnight" else 12)
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if hour == 24:
        raise Unreadable(f"{said} is not on the clock: write 23:59, or 00:00 of the next day")
    if minute > 59 or hour > 23 or (half and hour == 0):
        raise Unreadable(f"{said} is not on the clock: write a time from 00:00 to 23:59")
    if half is None and match["minute"] is None:
        evening = f" or {hour + 12}:00" if 0 < hour < 12 else ""
        raise Unreadable(f"{said} has no minutes: write {hour:02}:00{evening}")
    if half and hour > 12:
        raise Unreadable(f"{said} names its half of the day twice: write {hour}:{minute:02}")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute)


def parse_date(text: str) -> date:
    """The date that an ISO text such as `2026-12-24` names.

    Raises Unreadable, whose text quotes the value and shows what to write.
    """
    said, bare = _quoted(text), _tidy(text)
    if match := re.match(_DATES[0], bare):
        if match.end() < len(bare):
            raise Unreadable(f"{said} is more than a date: write {match[0]}")
        year, month, day = (int(match[part]) for part in ("year", "month", "day"))
        if year < 1:
            raise Unreadable(f"{said} does not exist: years start at 0001")
        _day_of_year(said, day, month, year)
        return date(year, month, day)
    _refuse_slashes(said, bare)
    found = _day(said, bare)
    if isinstance(found, DayOfYear):
        shown = f"{found.year or 'YYYY'}-{found.month:02}-{found.day:02}"
        raise Unreadable(f"{said} is not how snap reads dates: write {shown}")
    raise Unreadable(f"{said} is not a date: write one such as 2026-12-24")


def _tidy(text: str) -> str:
    """Lower case, single spaces, plain dashes, `pm` for `p.m.`, no full stop at the end."""
    return plain(_short(_quoted(text), text).lower())


def _short(said: str, text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise Unreadable(f"{said} is too long for a time: write one such as 2 working days")
    return text


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words}”" if len(words) <= _LONGEST_TEXT else f"“{words[:_LONGEST_TEXT]}…”"


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{min(low, high)} to {max(low, high)}"


def _with_units(low: int, high: int) -> str:
    days = (low, high) if low % 24 or high % 24 else (low // 24, high // 24)
    plural = "" if low == high == 1 else "s"
    days_plural = "" if days in ((1, 1), (0, 0)) else "s"
    return f"{_range(low, high)} hour{plural} or {_range(*days)} day{days_plural}"


def _refuse_unit(said: str, typed: str, low: int, high: int, bare: str) -> NoReturn:
    name = typed.removesuffix("s")
    if name in _FOREIGN_UNITS and 1 <= low <= high <= LARGEST // 12:
        times, unit = _FOREIGN_UNITS[name]
        cure = Duration(low * times, high * times, unit)
        raise Unreadable(f"{said} is not in a unit that snap counts: write {cure}")
    if name in ("second", "sec"):
        raise Unreadable(f"{said} is shorter than snap counts: write at least 1 minute")
    if name.startswith(("working ", "business ")):
        raise Unreadable(f"{said} cannot be counted: write working hours or working days")
    _refuse_duration(said, bare)


def _in_one_unit(low: int, low_unit: Unit, high: int, high_unit: Unit) -> str:
    smaller = min(low_unit, high_unit, key=lambda unit: _MINUTES.get(unit, 0))
    if smaller not in _MINUTES or not {low_unit, high_unit} <= _MINUTES.keys():
        return "write both ends in one unit, such as 2 to 3 working days"
    ends = [
        number * _MINUTES[unit] // _MINUTES[smaller]
        for number, unit in ((low, low_unit), (high, high_unit))
    ]
    return f"write {_range(*ends)} {smaller}s"


def _refuse_duration(said: str, bare: str) -> NoReturn:
    """Say why `bare` is no duration; the causes that can be told apart come first."""
    if not said.strip("“” "):
        raise Unreadable(
            "there is no time here: write a number with a unit, such as 2 working days"
        )
    fraction = re.fullmatch(rf"([0-9]{{1,3}})[.,]([0-9]{{1,4}}) ?({_WORDS})", bare)
    if fraction and (unit := _UNITS.get(fraction[3].removesuffix("s"))):
        _refuse_fraction(said, Decimal(f"{fraction[1]}.{fraction[2]}"), unit)
    if "half" in bare or "½" in bare:
        raise Unreadable(
            f"{said} is not a whole number: write one with a smaller unit, such as 90 minutes"
        )
    either = re.fullmatch(rf"({_N})(?: {_WORDS})?(?: ?/ ?| or )({_N}) ({_WORDS})", bare)
    if either and (unit := _UNITS.get(either[3].removesuffix("s"))):
        ends = _range(_number(either[1]), _number(either[2]))
        raise Unreadable(f"{said} can mean either: write {ends} {unit}s")
    if lead := _INEXACT_LEAD.match(bare):
        exact = parse_duration(bare[lead.end() :])
        raise Unreadable(f"{said} is not exact: write {exact}")
    if re.search(rf"[0-9] ?{_WORDS} (?:and )?[0-9]", bare):
        raise Unreadable(
            f"{said} has several units: write one number and one unit, such as 90 minutes"
        )
    if bare and _reads_as_moment(bare):
        raise Unreadable(f"{said} is a moment, not a length of time: write it with by, not within")
    raise NoTime(
        f"{said} is not a time snap can keep: write a number with a unit, such as 2 working days"
    )


def _refuse_fraction(said: str, number: Decimal, unit: Unit) -> NoReturn:
    """Show the same time in the next smaller unit, or the whole numbers around it."""
    many, smaller = _SMALLER.get(unit, (1, unit))
    exact = number * many
    if exact == int(exact) and 1 <= exact <= LARGEST:
        cure = Duration(int(exact), int(exact), smaller)
    else:
        cure = Duration(max(1, int(number)), int(number) + 1, unit)
    raise Unreadable(f"{said} is not a whole number: write {cure}")


def _reads_as_moment(bare: str) -> bool:
    try:
        parse_moment(bare)
    except Unreadable:
        return False
    return True


def _day(said: str, bare: str) -> Day | None:
    """The day that `bare` names, None where it names none. Raises Unreadable for 30 February."""
    of = re.fullmatch(r"(?:the )?(?:end|close) of (?:the )?(?P<rest>.+)", bare)
    named = of["rest"] if of else bare
    if anchor := _ENDS.get(named) if of else _ANCHORS.get(named):
        return anchor
    if (weekday := _WEEKDAYS.get(named)) is not None:
        return weekday
    for pattern in _DATES:
        if match := re.fullmatch(pattern, named):
            found = match.groupdict()
            month = _MONTHS.get(found["month"]) or int(found["month"])
            year = int(found["year"]) if found["year"] else None
            if year is not None and not 1900 <= year <= 2199:
                raise Unreadable(f"{said} is too far away: write a year from 1900 to 2199")
            if "day" not in found:
                return MonthEnd(month, year)
            return _day_of_year(said, int(found["day"]), month, year)
    return None


def _day_of_year(said: str, day: int, month: int, year: int | None) -> DayOfYear:
    if not 1 <= month <= 12:
        raise Unreadable(f"{said} does not exist: months run from 01 to 12")
    last = last_day(year or 2000, month).day  # 2000 has a 29 February
    if not 1 <= day <= last:
        where = f"{MONTHS[month - 1]} {year or ''}".strip()
        raise Unreadable(f"{said} does not exist: {where} has {last} days")
    return DayOfYear(day, month, year)


def _refuse_slashes(said: str, bare: str) -> None:
    """Show the ISO form of `24/12/2026`, or both where the day and the month could be swapped."""
    match = re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})", bare)
    if match is None:
        return
    first, second, year = map(int, match.groups())
    cures = []
    for month, day in dict.fromkeys([(second, first), (first, second)]):
        try:
            cures.append(date(year, month, day).isoformat())
        except ValueError:
            continue
    if not cures:
        raise Unreadable(f"{said} is on no calendar: write one such as 2026-12-24")
    raise Unreadable(f"{said} is not how snap reads dates: write {' or '.join(cures)}")


def _refuse_moment(said: str, bare: str) -> NoReturn:
    """Say why `bare` is no moment; the causes that can be told apart come first."""
    _refuse_slashes(said, bare)
    weekday, _, rest = bare.partition(" ")
    if weekday == "next" and rest in _WEEKDAYS:
        raise Unreadable(f"{said} means different days to different people: write the date")
    if weekday.rstrip(",") in _WEEKDAYS and isinstance(_day(said, rest), DayOfYear):
        raise Unreadable(f"{said} names its day twice: write the date alone")
    if re.fullmatch(r"[0-9]{1,2}", bare):
        raise Unreadable(
            f"{said} could be a day or an hour: write one such as 24 December or 17:00"
        )
    if _reads_as_duration(bare):
        raise Unreadable(f"{said} is a length of time: write it with within, not by")
    raise NoTime(
        f"{said} is not a time snap can keep: write a day, a date or a time, "
        "such as Friday 17:00, 24 December or end of June"
    )


def _reads_as_duration(bare: str) -> bool:
    match = re.fullmatch(_DURATION, _DURATION_LEAD.sub("", bare, count=1))
    return match is not None and (match["unit"] or "").removesuffix("s") in _UNITS
