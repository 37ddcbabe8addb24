"""What the times in a text say, where that is exact: `by 17:00 on Friday`, `in 2 Tagen`.

English is read by the grammar of typed times. Every other language is read by turning its own
phrases round: what snap would write for a promise is what it understands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from snapmsg.locales import Found, Locale
from snapmsg.promise import (
    Anchor,
    DayOfYear,
    Duration,
    Moment,
    Promise,
    Unit,
    Unreadable,
    Weekday,
    parse_duration,
    parse_moment,
)


class Said(NamedTuple):
    """A promise that stands in a text: `text[start:end]`, and what it is."""

    start: int
    end: int
    promise: Promise


# “Before Friday” is not “by Friday”, and “about 2 days” is nothing exact.
_INEXACT = re.compile(
    r"\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|some|over|under|than|least"
    r"|before|after|since|from|until|till|for|every|each|last|past|this)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_COUNTED_FROM = re.compile(
    r"\s+(?:after|of|from|following|since|once|before|later)\b", re.IGNORECASE
)
_NO_MORE = re.compile(r"\b(?:no|not) (?:more|later) than\s+$", re.IGNORECASE)
ZONE = (
    r"(?:\s?(?:\([A-Za-z /_]+\)|[A-Z]{2,5}(?:[+-][0-9:]{1,5})?\b|[A-Z][a-z]+(?:/[A-Z][A-Za-z_]+)+"
    r"|(?:[A-Z][A-Za-z]+ ){1,3}time\b))"
)
_BEHIND = re.compile(ZONE)
_JOINT = re.compile(rf"{ZONE}?,?\s(?:on\s|at\s|by\s)?")


def said(locale: Locale, text: str) -> list[Said]:
    """Every exact promise in a text, in order.

    What is vague, past, or counted from an event is none.
    """
    if locale.code.partition("-")[0] == "en":
        return list(_in_english(text, locale.times(text)))
    return list(_in_phrases(text, _patterns(locale)))


def _in_english(text: str, found: list[Found]) -> Iterator[Said]:
    after = -1
    for number, first in enumerate(found):
        if first.start < after:
            continue
        ends = [first.end]
        if number + 1 < len(found):
            second = found[number + 1]
            if _JOINT.fullmatch(text[first.end : second.start]):
                ends.insert(0, second.end)
        for end in ends:
            read = _read(text, first.start, end)
            if read is not None:
                after = read.end
                if _is_exact(text, read):
                    yield read
                break


def _is_exact(text: str, read: Said) -> bool:
    before = text[: read.start]
    if _INEXACT.search(before) and not _NO_MORE.search(before):
        return False
    return not _COUNTED_FROM.match(text[read.end :])


def _read(text: str, start: int, end: int) -> Said | None:
    """The promise from `start` to `end`, with the zone behind it; None where it cannot be read."""
    behind = _BEHIND.match(text, end)
    for stop in (behind.end() if behind else None, end):
        if stop is None:
            continue
        # Beside a date, its weekday says nothing more.
        words = _WEEKDAY.sub("", text[start:stop]) or text[start:stop]
        for parse in (parse_moment, parse_duration):
            try:
                return Said(start, stop, parse(words))
            except Unreadable:
                continue
    return None


_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?=[0-9]{1,2} [A-Z]|[A-Z])")


# --- a language's own phrases, turned round ------------------------------------------------------

_Read = Callable[[list[int]], Promise]
_CLOCK = re.compile(r"[0-9](?:[:.h][0-9]{2}\b|\s?(?:h\b|Uhr\b|uur\b))", re.IGNORECASE)


def _in_phrases(text: str, patterns: dict[str, _Read]) -> Iterator[Said]:
    if not any(map(str.isalpha, text)):
        return
    scan, reads = _compiled(tuple(patterns)), list(patterns.values())
    clock = _CLOCK.search(text) is not None
    for match in scan.finditer(text):
        name = match.lastgroup
        if name is None:
            continue
        numbers = [int(digits) for digits in re.findall("[0-9]+", match[name])]
        try:
            promise = reads[int(name[1:])](numbers)
        except ValueError:
            continue
        # A day beside a clock time is more than that day, and what it says is not known here.
        if not (clock and isinstance(promise, Moment)):
            yield Said(match.start(name), match.end(name), promise)


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    order = sorted(range(len(patterns)), key=lambda n: -len(patterns[n]))
    arms = "|".join(rf"(?P<p{n}>{patterns[n]})" for n in order)
    return re.compile(rf"(?<!\w)(?:{arms})(?![\w’'-])", re.IGNORECASE)


_BY_LOCALE: dict[str, dict[str, _Read]] = {}


def _patterns(locale: Locale) -> dict[str, _Read]:
    """Each phrase of a language as a pattern, and the promise that its numbers make."""
    if locale.code not in _BY_LOCALE:
        _BY_LOCALE[locale.code] = dict(_phrases(locale))
    return _BY_LOCALE[locale.code]


def _phrases(locale: Locale) -> Iterator[tuple[str, _Read]]:
    for unit in Unit:
        # A word may change with its number, as in Welsh, so that small ones stand for themselves.
        for low, high in [(n, n) for n in range(1, 11)] + [(77, 77), (77, 88)]:
            phrase = re.escape(locale.duration(Duration(low, high, unit)))
            pattern = re.sub("77|88", "[0-9]{1,4}", phrase) if low == 77 else phrase
            yield pattern, _duration(unit)
    for month in range(1, 13):
        dated = re.escape(locale.date(date(2027, month, 28)))
        pattern = dated.replace("28", "[0-9]{1,2}").replace("2027", "[0-9]{4}")
        yield pattern, _day_of(month)
        short = locale.by(Moment(DayOfYear(28, month)))
        if "28" in short:
            short = re.escape(short[short.index("28") :])
            yield short.replace("28", "[0-9]{1,2}"), _day_of(month)
    days = [locale.by(Moment(day)).split() for day in Weekday]
    lead = sum(1 for _ in takewhile(lambda words: len(set(words)) == 1, zip(*days, strict=False)))
    for day, words in zip(Weekday, days, strict=True):
        yield re.escape(" ".join(words[lead:])), _always(Moment(day))
    tomorrow = locale.by(Moment(Anchor.TOMORROW)).split()
    if tomorrow[:lead] == days[0][:lead]:
        yield re.escape(" ".join(tomorrow[lead:])), _always(Moment(Anchor.TOMORROW))


def _duration(unit: Unit) -> _Read:
    return lambda numbers: Duration(numbers[0], numbers[-1], unit)


def _day_of(month: int) -> _Read:
    return lambda numbers: parse_moment(
        " ".join([str(numbers[0]), date(2027, month, 1).strftime("%B"), *map(str, numbers[1:])])
    )


def _always(moment: Moment) -> _Read:
    return lambda numbers: moment
