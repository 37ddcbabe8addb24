"""A language's own phrases turned round: what snap writes for a promise is what it understands.

Each phrase is written once with sample numbers and names, which then become what they may be: from
“a más tardar el lunes a las 17:33” comes a pattern for any weekday at any clock time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import product, takewhile
from typing import NamedTuple, TypeVar

from snapmsg.locales import Found, Locale
from snapmsg.promise import (
    Anchor,
    Day,
    DayOfYear,
    Duration,
    Moment,
    MonthEnd,
    Promise,
    Unit,
    Weekday,
)
from snapmsg.promise.zones import LETTERS, parse_letters

_Read = Callable[[Mapping[str, int]], Promise]


class Shape(NamedTuple):
    """A pattern in small letters, the names of its parts (`day`, `hour`…), and what they make."""

    pattern: str
    parts: tuple[str, ...]
    read: _Read


class Turned(NamedTuple):
    """A promise that stands in a text: `text[start:end]`, and what it is."""

    start: int
    end: int
    promise: Promise


class _Scan(NamedTuple):
    """The shapes of a language, and all of them as one pattern.

    `inexact` is what stands before a time that is not meant exactly, `counted` behind one.
    """

    shapes: list[Shape]
    pattern: re.Pattern[str]
    inexact: re.Pattern[str]
    counted: re.Pattern[str]


def in_phrases(locale: Locale, text: str) -> Iterator[Turned]:
    """Every exact promise that a text makes in the language's own phrases, in order.

    None where snap does not find the language's times: “2 giorni lavorativi” would be 2 days.
    """
    times = locale.times(text)
    if not times:
        return
    text = text.replace("’", "'").replace("İ", "i")
    scan, low = _scan(locale), text.lower()
    found = [turned for turned in _turned(locale, scan, text, low) if _is_time(turned, times)]
    # A day and a clock time beside each other may be one moment: neither is read alone.
    days = any(_is_day(turned.promise) for turned in found)
    clocks = any(_is_clock(turned.promise) for turned in found) or any(
        not _across(found, *match.span()) for match in _CLOCK.finditer(low)
    )
    for turned in found:
        if (clocks and _is_day(turned.promise)) or (days and _is_clock(turned.promise)):
            continue
        before = low[max(0, turned.start - _FAR) : turned.start]
        if not scan.inexact.search(before) and not scan.counted.match(low, turned.end):
            yield turned


_FAR = 30
"""How far before a time its “about” is looked for, in characters."""
_CLOCK = re.compile(r"[0-9]{1,2}(?:[:.h][0-9]{2}\b|\s?(?:h|uhr|uur)\b)")


def _is_day(promise: Promise) -> bool:
    return isinstance(promise, Moment) and promise.at is None


def _is_clock(promise: Promise) -> bool:
    return isinstance(promise, Moment) and promise.day is None


def _turned(locale: Locale, scan: _Scan, text: str, low: str) -> Iterator[Turned]:
    for match in scan.pattern.finditer(low):
        name = match.lastgroup or ""
        shape = scan.shapes[int(name[1:])]
        spans = {part: match.span(f"{name}_{part}") for part in shape.parts}
        said = {part: text[slice(*span)] for part, span in spans.items() if span[0] >= 0}
        try:
            zone = _zone(locale, said.pop("letters", None), said.pop("place", None))
            promise = shape.read({part: _number(locale, part, said[part]) for part in said})
            if zone is not None and isinstance(promise, Moment):
                promise = replace(promise, zone=zone)
            yield Turned(match.start(), match.end(), promise)
        except ValueError:  # 31 April, 25:00, 5 to 3 days, a zone that nobody knows
            continue


def _zone(locale: Locale, letters: str | None, place: str | None) -> str | None:
    if place is not None:
        cities = {said: city for city, said in locale.places.items()}
        return parse_letters(cities.get(place, place).replace(" ", "_"))
    # “Est” is a word in French: a zone is written in capitals.
    return parse_letters(letters) if letters and letters[0].isupper() else None


def _is_time(turned: Turned, times: list[Found]) -> bool:
    """Whether the language takes it, whole, for a time.

    It does not in the past and in opening hours, nor where more stands there: “2 días hábiles” are
    not 2 days.
    """
    day = isinstance(turned.promise, Moment)
    across = _across(times, turned.start, turned.end)
    return bool(across) and all(
        time.end <= turned.end and (day or turned.start <= time.start) for time in across
    )


_Span = TypeVar("_Span", Found, Turned)


def _across(spans: list[_Span], start: int, end: int) -> list[_Span]:
    """Those of spans in order that share something with a text's part."""
    first = bisect_right(spans, start, key=lambda span: span.end)
    return spans[first : bisect_left(spans, end, lo=first, key=lambda span: span.start)]


def _number(locale: Locale, part: str, words: str) -> int:
    if part == "weekday":
        return _place(locale.weekdays, words)
    return _place(locale.months, words) + 1 if part == "month" else int(words)


def _place(names: tuple[str, ...], words: str) -> int:
    return [name.lower() for name in names].index(words.lower())


_NUMBER_FIRST = re.compile(r"\(\?P<p[0-9]+_(?!weekday|month)")
_SCANS: dict[str, _Scan] = {}


def _scan(locale: Locale) -> _Scan:
    """The shapes of a language, the longest first."""
    if locale.code not in _SCANS:
        by_pattern = {shape.pattern: shape for shape in _shapes(locale)}
        shapes = sorted(by_pattern.values(), key=lambda shape: -len(shape.pattern))
        # A group at its end names each arm: before it, `re` sees at once that a letter is another.
        arms = [
            shape.pattern.replace("(?P<", f"(?P<p{n}_") + f"(?P<p{n}>)"
            for n, shape in enumerate(shapes)
        ]
        numbers = "|".join(filter(_NUMBER_FIRST.match, arms))
        words = "|".join(arm for arm in arms if not _NUMBER_FIRST.match(arm))
        _SCANS[locale.code] = _Scan(
            shapes,
            re.compile(rf"(?<!\w)(?:(?=[0-9])(?:{numbers})|{words})(?![\w'-])"),
            re.compile(rf"(?<!\w)(?:{_any(locale.words.inexact)})\s+\Z"),
            re.compile(rf"\s+(?:{_any(locale.words.counted)})(?!\w)"),
        )
    return _SCANS[locale.code]


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"


# --- shapes --------------------------------------------------------------------------------------

_MANY = {"77": "(?P<low>[0-9]{1,4})", "88": "(?P<high>[0-9]{1,4})"}
_NUMBERS = {"2027": "(?P<year>[0-9]{4})", "28": "(?P<day>[0-9]{1,2})"}
_DATES = tuple(DayOfYear(day, 11, year) for day in (28, 1) for year in (None, 2027))
_DAYS: tuple[Day | None, ...] = (Weekday.SUNDAY, Anchor.TODAY, Anchor.TOMORROW, None, *_DATES)
_ENDS = (Anchor.END_OF_WEEK, Anchor.END_OF_MONTH, MonthEnd(11), MonthEnd(11, 2027))
# Some clock times have a form of their own: full hours (“17h”), and one o'clock (“a la 1:33”).
_CLOCKS = (None, time(17, 33), time(17), time(1, 33), time(1))
_MIDNIGHT = Moment(at=time(0))


def _shapes(locale: Locale) -> Iterator[Shape]:
    for unit in Unit:
        yield from _durations(locale, unit)
    lead = _lead(locale)
    for said, moment in _samples(locale):
        groups, bare = _groups(locale, moment), said.removeprefix(lead).lower()
        if moment == _MIDNIGHT:
            groups[bare] = re.escape(bare) + _zones(locale)
        shape = _shape(bare, groups, partial(_moment, moment))
        if _needs(moment).issubset(shape.parts):
            yield shape


def _durations(locale: Locale, unit: Unit) -> Iterator[Shape]:
    """Those of a unit: a word may change with its number, as in Welsh."""
    one = [(n, n) for n in range(1, 11)]
    known: set[str] = set()
    for low, high in [(77, 77), (77, 88), *one, *((1, n) for n, _ in one[1:])]:
        duration = Duration(low, high, unit)
        if low == 77:
            groups = _MANY
        elif low == high:
            groups = {str(low): f"(?P<low>{low})"}
        else:
            groups = {"1": _MANY["77"], str(high): f"(?P<high>{high})"}
        for said in (locale.duration(duration), locale.within(duration)):
            bare = _from_digit(said).lower()
            form = re.sub("[0-9]+", "0", bare)
            if form not in known:
                known.add(form)
                yield _shape(bare, groups, partial(_duration, duration))


def _samples(locale: Locale) -> Iterator[tuple[str, Moment]]:
    """The forms in which the language puts a moment, each with a moment that reads so."""
    moments = [Moment(day, at) for day, at in product(_DAYS, _CLOCKS) if day or at]
    for moment in [*moments, *[Moment(end) for end in _ENDS], _MIDNIGHT]:
        yield locale.by(moment), moment
    yield locale.weekdays[6], Moment(Weekday.SUNDAY)
    for day, at in product(_DATES, _CLOCKS):
        clock = at or time(12)
        latest = datetime(2027, 11, day.day, clock.hour, clock.minute, tzinfo=UTC)
        now = latest.replace(year=2026, month=1) if day.year else latest
        yield locale.by_date(latest, now, at is not None), Moment(day, at)
        if at is None:
            yield _from_digit(locale.by(Moment(day))), Moment(day)
            yield locale.date(latest.date()), Moment(replace(day, year=2027))


def _lead(locale: Locale) -> str:
    """The words before every day: “a más tardar ”."""
    days = [locale.by(Moment(day)).split() for day in (Weekday.SUNDAY, Anchor.TOMORROW)]
    same = takewhile(lambda words: words[0] == words[1], zip(*days, strict=False))
    return "".join(f"{word} " for word, _ in same)


def _from_digit(said: str) -> str:
    found = re.search("[0-9]", said)
    return said[found.start() :] if found else said


def _groups(locale: Locale, moment: Moment) -> dict[str, str]:
    """What the numbers and names of a sample become."""
    groups = dict(_NUMBERS)
    for part, names in (("weekday", locale.weekdays), ("month", locale.months)):
        small = [name.lower() for name in names]
        listed = _any(sorted(small, key=len, reverse=True))
        name = small[10] if part == "month" else small[_weekday(moment)]
        groups[name] = f"(?P<{part}>{listed})"
    if isinstance(moment.day, DayOfYear) and moment.day.day == 1:
        groups["1"] = "(?P<day>1)"
    if moment.at is not None:
        clock = locale.time(moment.at).lower()
        hour = "[0-9]{1,2}" if moment.at.hour == 17 else f"0?{moment.at.hour}"
        start = rf"^0?{moment.at.hour}(?![0-9])"
        pattern = re.sub(start, f"(?P<hour>{hour})", re.escape(clock))
        groups[clock] = pattern.replace("33", "(?P<minute>[0-5][0-9])") + _zones(locale)
    return groups


def _zones(locale: Locale) -> str:
    """A zone behind a clock time, as `Locale.phrase` puts it there."""
    behind = re.escape(locale.place_time.partition("{clock}")[2].lower())
    place = behind.replace(re.escape("{place}"), "(?P<place>[^()]{2,40}?)")
    return rf"(?:{place}|\s(?P<letters>(?:{_LETTERS})(?:[+-][0-9:]{{1,6}})?)(?!\w))?"


_LETTERS = _any(letters.lower() for letters in LETTERS if len(letters) > 1)


def _weekday(moment: Moment) -> int:
    day = moment.day
    return date(2027, 11, day.day).weekday() if isinstance(day, DayOfYear) else Weekday.SUNDAY


def _shape(said: str, groups: Mapping[str, str], read: _Read) -> Shape:
    left = dict(groups)
    pieces = re.split(f"({'|'.join(map(re.escape, sorted(groups, key=len, reverse=True)))})", said)
    pattern = "".join(left.pop(piece, re.escape(piece)) for piece in pieces)
    return Shape(pattern, tuple(re.findall(r"\(\?P<(\w+)>", pattern)), read)


def _needs(moment: Moment) -> set[str]:
    needs = {"hour"} if moment.at and moment != _MIDNIGHT else set()
    match moment.day:
        case Weekday():
            needs |= {"weekday"}
        case DayOfYear(_, _, year):
            needs |= {"day", "month", "year"} if year else {"day", "month"}
        case MonthEnd(_, year):
            needs |= {"month", "year"} if year else {"month"}
        case _:
            pass
    return needs


def _duration(sample: Duration, parts: Mapping[str, int]) -> Duration:
    low = parts.get("low", sample.low)
    return Duration(low, parts.get("high", low), sample.unit)


def _moment(sample: Moment, parts: Mapping[str, int]) -> Moment:
    day = sample.day
    match day:
        case Weekday():
            day = Weekday(parts["weekday"])
        case DayOfYear():
            day = DayOfYear(parts["day"], parts["month"], parts.get("year"))
            date(day.year or 2028, day.month, day.day)
        case MonthEnd():
            day = MonthEnd(parts["month"], parts.get("year"))
        case _:
            pass
    at = time(parts["hour"], parts.get("minute", 0)) if "hour" in parts else sample.at
    return Moment(day, at)
