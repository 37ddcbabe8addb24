"""What was most likely meant by a time that cannot be read: a slip of the keys, or a loose word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date, timedelta

from snapmsg import locales, promise
from snapmsg.locales.typed import in_english
from snapmsg.wizard.reading import is_typed, typed

_DAYS = tuple(day.name.capitalize() for day in promise.Weekday)
_KNOWN: Mapping[str, str] = {
    word.lower(): word
    for word in (
        *(*_DAYS, *promise.MONTHS, "today", "tomorrow", "noon", "midnight", "working", "business"),
        *(
            f"{unit}{end}"
            for unit in ("minute", "hour", "day", "week", "month")
            for end in ("", "s")
        ),
    )
}
_LOOSE = frozenset(
    ["in", "by", "on", "at", "the", "time", "latest", "within", "until", "before", "max",
     "maximum", "please", "approximately"]
)  # fmt: skip
"""Words beside a time without which it is the same time."""
_ENDS: Mapping[str, str] = {"morning": "12:00", "afternoon": "17:00"}
"""By when a part of a day is over."""
_MOST_WORDS = 8
_NEXT = re.compile(r"\bnext (?P<day>mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
_NEXT_ALONE = re.compile(rf"(?:by |on |until )?{_NEXT.pattern}(?P<clock>.*)", re.IGNORECASE)


def near_time(text: str, locale: str = "en") -> str:
    """The time that was most likely meant, as it can be typed; empty where none is near.

    Times are typed in English; one in the language of the library's `locale` is put so.
    """
    if abroad := in_english(locales.get(locale), text):
        return str(abroad)
    words = [_mended(word) for word in text.strip(" .!").split()]
    if len(words) > _MOST_WORDS or names_next(text):
        return ""
    for place, word in enumerate(words[1:], 1):
        if word in _ENDS and words[place - 1] in (*_DAYS, "today", "tomorrow"):
            words[place] = _ENDS[word]
    for size in range(len(words), 0, -1):
        for start in range(len(words) - size + 1):
            left = words[:start] + words[start + size :]
            said = " ".join(words[start : start + size])
            if _LOOSE.issuperset(left) and is_typed(said):
                return typed(said)[1]
    return ""


def names_next(text: str) -> bool:
    """Whether a text has a day such as “next Friday”, which is this week's to some people."""
    return _NEXT.search(text) is not None


def next_days(text: str, today: date) -> tuple[str, ...]:
    """The two dates that `next Friday` or `next Friday 17:00` can mean; none for another text."""
    found = _NEXT_ALONE.fullmatch(text.strip(" .!"))
    if found is None:
        return ()
    day = next(n for n, name in enumerate(_DAYS) if name[:3].lower() == found["day"].lower())
    first = today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)
    dates = (first, first + timedelta(days=7))
    said = tuple(f"{on.day} {promise.MONTHS[on.month - 1]}{found['clock']}" for on in dates)
    return said if all(map(is_typed, said)) else ()


def meant(text: str, today: date, locale: str) -> str:
    """` Did you mean “1 week”?` for a time that cannot be read; empty where none is near.

    Empty also for one in the library's own language: why it cannot be read says what is meant.
    """
    if in_english(locales.get(locale), text):
        return ""
    days = next_days(text, today)
    near = " or ".join(f"“{each}”" for each in days or filter(None, [near_time(text, locale)]))
    return f" Did you mean {near}?" if near else ""


def _mended(word: str) -> str:
    """A word without a slip of the keys, where it is nearly one that times are made of."""
    bare = re.sub("['’]s?$", "", word.lower())
    if bare in _KNOWN or len(bare) < 4 or not bare.isalpha():
        return _KNOWN.get(bare, bare)
    close = [known for known in _KNOWN if sorted(known) == sorted(bare)]  # dyas: days
    close += difflib.get_close_matches(bare, _KNOWN, 1, 0.8)
    return _KNOWN[close[0]] if close else bare
