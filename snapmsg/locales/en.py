"""English: British by default, with American dates and clock times for `en-US`.

Everything it writes stays within the GSM-7 alphabet, so that a phrase or a format never halves
what fits into a text message.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache, partial
from types import MappingProxyType

from snapmsg.locales import Found, Locale, Sayings, en_aloud, one_alone
from snapmsg.promise import MONTHS, Anchor, DayOfYear, Duration, Moment, MonthEnd, Weekday
from snapmsg.values import SYMBOLS, Money, minor_units

_LABELS = MappingProxyType(
    {
        "status": "Status",
        "next_steps": "Next steps",
        "approximate_time": "Approximate time",
        "planned_outcome": "Planned outcome",
        "opening": "Opening",
        "closing": "Closing",
        "subject": "Subject",
        "preheader": "Preview line",
        "reference": "Re",
        "components": "Affects",
        "pause": "(pause)",
        "investigating": "We are looking into it",
        "identified": "We know the cause",
        "monitoring": "Fixed, and we are keeping watch",
        "resolved": "Resolved",
        "us": "We",
        "you": "You",
        "they": "They",
    }
)
_NEWS = "You will hear from us {update}, even if nothing has changed."
_SAYINGS = Sayings(
    promise="We will settle this {promise}.",
    promise_and_update=f"We will settle this {{promise}}. {_NEWS}",
    update=_NEWS,
)
_HALF_A_YEAR = timedelta(days=183)


def locale(code: str) -> Locale:
    """English as it is written for `en`, `en-GB` or `en-US`."""
    us = code == "en-US"
    return Locale(
        code=code,
        name="American English" if us else "English",
        labels=_LABELS,
        sayings=_SAYINGS,
        after="{within} after {event}",
        yes_no=("yes", "no"),
        duration=str,
        within=_within,
        by=partial(_by, us=us),
        by_date=partial(_by_date, us=us),
        date=partial(_date, us=us),
        time=partial(_time, us=us),
        datetime=partial(_datetime, us=us),
        number=_number,
        money=_money,
        and_list=partial(_and_list, us=us),
        plural=one_alone,
        next_update=partial(_next_update, us=us),
        spoken=en_aloud.spoken,
        times=times,
        unitless=unitless,
        weekdays=tuple(day.name.title() for day in Weekday),
        months=MONTHS,
        place_time="{clock} {place} time",
    )


def _within(duration: Duration) -> str:
    return f"within {duration}"


def _by(moment: Moment, *, us: bool) -> str:
    if moment.at is None:
        return f"by {_day(moment, us=us)}"
    if moment.day is None:
        return "by midnight" if moment.at == time(0) else f"by {_time(moment.at, us=us)}"
    on = "" if isinstance(moment.day, Anchor) else "on "
    return f"by {_time(moment.at, us=us)} {on}{_day(moment, us=us)}"


def _day(moment: Moment, *, us: bool) -> str:
    match moment.day:
        case Weekday():
            return moment.day.name.title()
        case Anchor.TODAY:
            return "today" if moment.at else "the end of today"
        case Anchor.TOMORROW:
            return "tomorrow"
        case Anchor.END_OF_WEEK | Anchor.END_OF_MONTH:
            return f"the {moment.day}"
        case MonthEnd(month, year):
            return " ".join(["the end of", MONTHS[month - 1], *([str(year)] if year else [])])
        case DayOfYear(day, month, year):
            return _day_month_year(day, month, year, us=us)
        case None:
            raise ValueError("this moment has no day")


def _by_date(latest: datetime, now: datetime, clock: bool, *, us: bool) -> str:
    """The weekday and date, with the year unless it is this one or the date is near and to come."""
    ahead = latest.date() - now.date()
    near = ahead.days >= 0 and (latest.year == now.year or ahead <= _HALF_A_YEAR)
    day = _day_month_year(latest.day, latest.month, None if near else latest.year, us=us)
    weekday = Weekday(latest.weekday()).name.title()
    at = f"{_time(latest.time(), us=us)} on " if clock else ""
    return f"by {at}{weekday}{',' if us else ''} {day}"


def _next_update(moment: datetime, *, us: bool) -> str:
    zone = moment.tzname() or "UTC"
    zone = f"UTC{zone}" if zone[:1] in "+-" else zone
    day = _day_month_year(moment.day, moment.month, None, us=us)
    on = f"{Weekday(moment.weekday()).name.title()}{',' if us else ''} {day}"
    return f"Next update by {_time(moment.time(), us=us)} {zone} on {on}"


def _day_month_year(day: int, month: int, year: int | None, *, us: bool) -> str:
    if us:
        return f"{MONTHS[month - 1]} {day}" + (f", {year}" if year else "")
    return f"{day} {MONTHS[month - 1]}" + (f" {year}" if year else "")


def _date(day: date, *, us: bool) -> str:
    return _day_month_year(day.day, day.month, day.year, us=us)


def _time(clock: time, *, us: bool) -> str:
    if us:
        return f"{clock.hour % 12 or 12}:{clock.minute:02} {'pm' if clock.hour >= 12 else 'am'}"
    return f"{clock.hour:02}:{clock.minute:02}"


def _datetime(moment: datetime, *, us: bool) -> str:
    return f"{_date(moment.date(), us=us)} at {_time(moment.time(), us=us)}"


def _number(number: Decimal, decimals: int | None = None) -> str:
    """With thousands separators; at least `decimals` places, and all that the number has."""
    places = max(0, -int(number.as_tuple().exponent), decimals or 0)
    return f"{number:,.{places}f}"


def _money(money: Money) -> str:
    digits = _number(abs(money.amount), minor_units(money.currency))
    sign = "-" if money.amount < 0 else ""
    if symbol := SYMBOLS.get(money.currency):
        return f"{sign}{symbol}{digits}"
    return f"{sign}{digits} {money.currency}"


def _and_list(items: Sequence[str], *, us: bool) -> str:
    if len(items) < 2:
        return "".join(items)
    comma = "," if us and len(items) > 2 else ""
    return f"{', '.join(items[:-1])}{comma} and {items[-1]}"


# --- finding times in text -----------------------------------------------------------------------
#
# One pattern over the lower-cased text. Each alternative ends in a group: `t…` is a time, `quiet`
# looks like one and is none (opening hours, a warranty). All repetitions are bounded, so the scan
# is linear. A cheap test for digits and a dozen words comes before it.

_S = r"\s{1,2}"
_WORDS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TENS = "fifteen|twenty|thirty|forty-five|forty-eight|forty|sixty|seventy-two|ninety|twenty-four"
_NUMBER = rf"(?:[0-9]{{1,4}}(?:\.[0-9])?|{_TENS}|{_WORDS})"
_KIND = rf"(?:(?:full|more|further|whole){_S})?(?:(?:working|business|calendar|office|clear){_S})?"
_PLURAL = r"(?:minutes|mins?|hours|hrs?|days|weeks|wks|months|years|seconds|weekdays|fortnights)"
_SINGLE = r"(?:minute|hour|day|week|month|year|fortnight)"
_UNIT = rf"{_KIND}{_PLURAL}"
_RANGE = r"(?:\s?[-–—/]\s?|\sto\s|\sor\s|\sand\s)"
_DURATION = (
    rf"{_NUMBER}(?:[\s-]?{_UNIT})?{_RANGE}{_NUMBER}[\s-]?{_UNIT}\b"
    rf"|{_NUMBER}{_S}{_UNIT}\b|[0-9]{{1,4}}(?:hours|hrs?|h|minutes|mins?|days|d)\b"
    rf"|(?:1|one){_S}(?:working|business|calendar){_S}(?:day|hour)\b|1{_S}{_SINGLE}\b"
    rf"|half{_S}an{_S}hour\b|(?:an{_S}hour|a{_S}(?:day|week)){_S}and{_S}a{_S}half\b"
    r"|(?:24|48|72)[\s-]hours?\b"
)
_SPANS = rf"(?:an?|one|the|the{_S}(?:next|coming)){_S}(?:(?:working|business){_S})?{_SINGLE}\b"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SHORT_DAY = r"(?:mon|tues?|weds?|thurs?|thu|fri|sat|sun)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NTH = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s(?:19|20|21)[0-9]{2})?"
_DATE = (
    r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}\b"
    r"|[0-9]{1,2}[/.][0-9]{1,2}[/.](?:(?:19|20|21)[0-9]{2}|[0-9]{2})\b"
    rf"|(?:{_NTH}\s?[-–—]\s?)?{_NTH}(?:\sof)?\s{_MONTH}\b{_YEAR}|{_MONTH}\.?\s{_NTH}\b{_YEAR}"
)
_CLOCK = (
    r"(?:[0-9]{1,2}(?:[:.][0-5][0-9])?\s?[ap](?:m\b|\.m\.?)|(?:[01]?[0-9]|2[0-3])[:h][0-5][0-9]\b"
    r"|[0-9]{1,2}\so['’]clock\b|noon\b|midday\b|midnight\b)"
)
_TO = r"\s?(?:[-–—]|to|through|until|till|and)\s?"
_END = rf"(?:the{_S})?(?:end|close|start|beginning|middle){_S}of{_S}(?:the{_S}|this{_S}|next{_S})?"
_ENDS = (
    r"(?:day|week(?:end)?|month|quarter|year|business|play|today|tomorrow"
    rf"|{_WEEKDAY}|{_MONTH}{_YEAR})"
)
_NO_TIME_AFTER = (
    rf"(?!['’]s\b|-[a-z0-9]|{_S}(?:ago|old|late|earlier|overdue|in{_S}a{_S}row|notice|street|road|lane"
    r"|avenue|drive|warranty|guarantee|money-back)\b)"
)
_BEFORE = r"(?:by|before|until|till|on|from|in|during|of)"


@cache
def _times() -> re.Pattern[str]:
    hours_a_day = rf"{_NUMBER}{_S}(?:hours|days|weeks|months){_S}(?:a|per|of{_S}the){_S}{_SINGLE}"
    opening = (
        rf"(?:{_WEEKDAY}|{_SHORT_DAY})s?{_TO}(?:{_WEEKDAY}|{_SHORT_DAY})s?\b"
        rf"(?:[,:]?\s(?:from\s|between\s)?{_CLOCK}{_TO}{_CLOCK})?"
    )
    past = (
        rf"(?:last|past|previous|since){_S}(?:{_NUMBER}{_S})?(?:{_WEEKDAY}|{_UNIT}|{_SINGLE})\b"
        rf"|since{_S}(?:{_DATE}|{_CLOCK}|{_MONTH}\b)"
    )
    named = rf"(?:black|cyber|giving){_S}{_WEEKDAY}"
    lead = (
        r"(?:within|in|under|over|after|than|about|around|approximately|least|most|takes?"
        r"|another|just)"
    )
    by = rf"(?:by|before|until|till|on|this|next){_S}"
    return re.compile(
        r"(?<![\w£$€#./,:@&+-])(?:"
        rf"(?P<quiet>{hours_a_day}|{opening}|{past}|{named})\b"
        rf"|{lead}{_S}(?P<t1>{_SPANS}){_NO_TIME_AFTER}"
        rf"|(?P<t2>{_DATE}){_NO_TIME_AFTER}"
        rf"|(?P<t3>{_DURATION}){_NO_TIME_AFTER}"
        rf"|(?P<t4>{_CLOCK}{_TO}{_CLOCK}|{_CLOCK})(?![\w:])"
        rf"|{by}(?P<t5>{_SHORT_DAY})\b(?!['’-])"
        rf"|(?P<t6>{_WEEKDAY}|today|tomorrow|tonight|this{_S}(?:morning|afternoon|evening)"
        rf"|next{_S}(?:week|month)|later{_S}this{_S}(?:week|month))\b{_NO_TIME_AFTER}"
        rf"|(?:by|before|until|till|at){_S}(?P<t7>{_END}{_ENDS}|eod|cob|next{_S}year"
        rf"|this{_S}(?:week(?:end)?|month))\b"
        rf"|(?P<t8>(?:the{_S})?(?:end|start|beginning|middle){_S}of{_S}{_ENDS})\b"
        rf"|{_BEFORE}{_S}(?:(?:early|late|mid){_S})?(?P<t9>{_MONTH}{_YEAR})\b{_NO_TIME_AFTER}"
        rf"(?!\.?\s{_NTH}\b)"
        rf"|(?:by|on|until|before){_S}(?P<t10>the{_S}[0-9]{{1,2}}(?:st|nd|rd|th))\b"
        r"(?=\s?(?:[.,;:!?)]|$|and\b|at\b|of\b|if\b))"
        r")"
    )


_TIME_WORDS = (
    "day", "week", "month", "hour", "morrow", "night", "noon", "morning", "evening", "minute",
    "year", "end of", "close of", "eod", "cob",
    "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_DIGIT = re.compile("[0-9]")
# Months and days that are also words: only with a capital are they a time.
_ALSO_WORDS = re.compile(r"\b(?:may|mar|march|sat|sun|wed|mon)\b")


def times(text: str) -> list[Found]:
    """Every concrete time in an English text: `3–5 days`, `Friday`, `by the end of June`, `5 pm`.

    Not those that only look like one: opening hours (`Monday to Friday`), the past (`2 days
    ago`), a day's own things (`today's post`), `one of`, a house number, an order number.
    """
    low = text.replace("İ", "i").lower()  # the one letter whose lower case is longer
    if not _DIGIT.search(low) and not any(word in low for word in _TIME_WORDS):
        return []
    found = []
    for match in _times().finditer(low):
        group = match.lastgroup
        if group is None or group == "quiet":
            continue
        start, end = match.span(group)
        if not _ALSO_WORDS.search(text[start:end]):
            found.append(Found(start, end))
    return found


@cache
def _unitless() -> re.Pattern[str]:
    number = r"[0-9]{1,3}(?:\.[0-9])?"
    ends = (
        r"(?=\s*(?:[.;:!?)]+(?:\s|$)|,\s|,?$)|\s(?:and|or|but|if|unless|from|after|once|when|of)\b)"
    )
    return re.compile(
        r"(?<![\w-])(?:within|in|by|about|approximately|approx\.?|around)\s"
        r"(?:about\s|approximately\s|around\s|the\snext\s)?"
        rf"{number}(?:(?:\s?[-–—/]\s?|\sto\s|\sor\s){number})?{ends}",
        re.IGNORECASE,
    )


def unitless(text: str) -> list[Found]:
    """Each number that follows `within`, `in`, `by` or `about` and has no unit: `within 48`."""
    if not _DIGIT.search(text):
        return []
    return [Found(*match.span()) for match in _unitless().finditer(text)]
