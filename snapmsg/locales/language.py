"""A language as its file has it, in tables and forms; every language but English is made of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from snapmsg.locales import Found, Locale, Sayings, Words, one_alone
from snapmsg.locales.aloud import Aloud, speaker
from snapmsg.locales.numerals import Numerals
from snapmsg.locales.speech import Speech
from snapmsg.promise import Duration

Finder = Callable[[str], list[Found]]
"""Where a text has what is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """All that a language says; a region of it is the same with some of this replaced.

    `promise` and `news` are the sentences of a promise and of an update, with `{promise}` and
    `{update}` in them. `and_word` gives the word that stands before the last item of a list, which
    it is told. `finders` find the times of a text, and the numbers that lack a unit. The rest is
    as in `Locale`.
    """

    name: str
    labels: Mapping[str, str]
    promise: str
    news: str
    after: str
    yes_no: tuple[str, str]
    duration: Callable[[Duration], str]
    within: Callable[[Duration], str]
    speech: Speech
    numerals: Numerals
    and_word: Callable[[str], str]
    plural: Callable[[Decimal | int, str, str], str] = one_alone
    aloud: Aloud
    finders: tuple[Finder, Finder]
    place_time: str
    places: Mapping[str, str]
    words: Words

    def locale(self, code: str) -> Locale:
        """What is said under a code of the language."""
        speech, numerals = self.speech, self.numerals
        times, unitless = self.finders
        return Locale(
            code=code,
            name=self.name,
            labels=MappingProxyType(dict(self.labels)),
            sayings=Sayings(self.promise, f"{self.promise} {self.news}", self.news),
            after=self.after,
            yes_no=self.yes_no,
            duration=self.duration,
            within=self.within,
            by=speech.say_by,
            by_date=speech.say_by_date,
            next_update=speech.say_news,
            date=speech.say_date,
            time=speech.clock,
            datetime=speech.say_moment,
            number=numerals.number,
            money=numerals.money,
            and_list=partial(_and_list, self.and_word),
            plural=self.plural,
            spoken=speaker(self.aloud, numerals),
            times=times,
            unitless=unitless,
            weekdays=speech.weekdays,
            months=speech.months,
            place_time=self.place_time,
            places=self.places,
            words=self.words,
        )


def always(word: str) -> Callable[[str], str]:
    """The `and_word` of a language that has one."""
    return lambda last: word


def _and_list(and_word: Callable[[str], str], items: Sequence[str]) -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {and_word(items[-1])} {items[-1]}"
