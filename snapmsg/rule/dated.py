"""Dates that are typed into a text, with the month as a word: in English, and in other languages.

What a month is called comes from the locale; around it the languages differ in little: `5 January`,
`5 de enero de 2027`, `1er janvier`, `5. Januar`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from snapmsg.locales import Locale
from snapmsg.promise import MONTHS, Duration, Unit, Weekday
from snapmsg.promise.terms import last_day
from snapmsg.rule.find import ENGLISH, Pattern, anywhere, listed, pattern, phrases
from snapmsg.rule.views import Match

DAYS = tuple(day.name.lower() for day in Weekday)
"""The weekdays in English, in small letters."""
_SHORT = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_MONTH = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | _SHORT
_LEAP = 2028


def _months(locale: Locale) -> tuple[str, ...]:
    return locale.months if locale.finds_times else ()


def weekdays(locale: Locale) -> Iterator[str | Pattern]:
    """The weekdays of a locale, where it knows a time from what only looks like one."""
    yield from locale.weekdays if locale.finds_times else ()


def units(locale: Locale) -> Iterator[str]:
    """What a locale calls hours, working days and the like, more than one of them."""
    for unit in Unit if locale.finds_times else ():
        for said in (locale.duration, locale.within):  # “2 Tage”, “innerhalb von 2 Tagen”
            found = _AFTER_NUMBER.search(said(Duration(77, 77, unit)))
            if found is not None:
                yield found[1]


_AFTER_NUMBER = re.compile(r"77 (.+)")
DATED = phrases(*_MONTH) | listed(_months) | anywhere(pattern(r"20\d\d-\d\d-\d\d(?!\d)", "20"))
"""Finds the month of a date that is typed with it, and a date as a computer writes it."""
_DAY_BEFORE = re.compile(r"(?<![\d.,/:£$€-])(\d{1,2})(?:st|nd|rd|th)?(?: of)? $")
_DAY_AFTER = re.compile(r"\.? (\d{1,2})(?:st|nd|rd|th)?(?![\d:.,]*\d|\s*%|\s?(?:am|pm)\b)")
_ALSO_WORDS = ("may", "march", "mar", "sept", "dec", "jan", "sep")
"""Verbs, and short forms that nobody writes small."""
_GOES_ON = re.compile(r" (?!and|at|by|to|in|is|was|from|until|as|for|if|or|the|we|you|it)[a-z]")
_PLACE = re.compile(r" (?:Street|Road|Lane|Avenue|Drive|Close|House|Court|Square|Park|Fair|Day)\b")
_YEAR = re.compile(r",? ((?:19|20)\d\d)\b")
_ITS_DAY = re.compile(
    r"(?<![\d.,/:£$€-])(\d{1,2})(?:\.?º|\.|°|er|ste|de|e|af|ain|il|ydd|fed|eg)?(?: de| o)? $"
)
_ITS_YEAR = re.compile(r",?(?: del?| do)? ((?:19|20)\d\d)\b")


class Dated(NamedTuple):
    """A date in a text: where it stands, and what it names. It need not exist."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    @property
    def exists(self) -> bool:
        """Whether the calendar has it; without a year, whether some year has."""
        if not 1 <= self.month <= 12:
            return False
        return 1 <= self.day <= last_day(self.year or _LEAP, self.month).day


def dated(found: Match) -> Dated | None:
    """The date whose month was found; None where it is no date."""
    start, end, low = found.start, found.end, found.text.lower()
    if low[0].isdigit():
        written = low.split("-")
        return Dated(start, end, int(written[2]), int(written[1]), int(written[0]))
    locale = found.prose.draft.environment.locale
    if locale.language == ENGLISH:
        return _in_english(found.prose.text, start, end, low)
    number, month = _ITS_DAY.search(found.before[-24:]), _numbers(locale.months).get(low)
    if number is None or month is None:
        return None
    said = _ITS_YEAR.match(found.prose.text, end)
    start, end = start - len(number[0]), said.end() if said else end
    return Dated(start, end, int(number[1]), month, int(said[1]) if said else None)


@cache
def _numbers(months: tuple[str, ...]) -> dict[str, int]:
    return {name.lower(): number for number, name in enumerate(months, 1)}


def _in_english(text: str, start: int, end: int, low: str) -> Dated | None:
    if text[start].islower() and low in _ALSO_WORDS:
        return None
    before = _DAY_BEFORE.search(text[max(0, start - 24) : start])
    after = _DAY_AFTER.match(text[end : end + 40])
    if after is not None and low in ("may", "march") and _GOES_ON.match(text, end + after.end()):
        after = None  # may 20 people come
    if before is not None and not _PLACE.match(text, end):
        start, number = start - len(before[0]), before[1]
    elif before is None and after is not None:
        end, number = end + after.end(), after[1]
    else:
        return None
    dot = text[end : end + 1] == "."
    said = _YEAR.match(text, end + dot)
    if said is None:
        return Dated(start, end, int(number), _MONTH[low], None)
    return Dated(start, said.end(), int(number), _MONTH[low], int(said[1]))
