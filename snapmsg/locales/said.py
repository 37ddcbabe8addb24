"""What the times in a text say, where that is exact: `by 17:00 on Friday`, `in 2 Tagen`.

English is read by the grammar of typed times. Every other language is read by turning its own
phrases round: what snap would write for a promise is what it understands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from snapmsg.locales import Found, Locale
from snapmsg.locales.turned import in_phrases
from snapmsg.promise import Promise, Unreadable, parse_duration, parse_moment


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
_NEAR = 40
"""How far back those words are looked for, so that many times take no longer."""
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
    if locale.language == "en":
        return list(_in_english(text, locale.times(text)))
    return [Said(*found) for found in in_phrases(locale, text)]


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
    before = text[max(0, read.start - _NEAR) : read.start]
    if _INEXACT.search(before) and not _NO_MORE.search(before):
        return False
    return not _COUNTED_FROM.match(text, read.end)


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
