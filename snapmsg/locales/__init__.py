"""Each language's phrases and formats; what a customer reads of a promise or a typed value.

A language is one file here, with a function `locale(code) -> Locale`, and its codes in `CODES`.
All but English are tables, which `language` makes a locale of: `speech` their phrases, `finding`
their patterns for times. `cldr` gives the formats of every language that has no file, with Babel.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Literal, NamedTuple

from snapmsg.promise import Due, Duration, Moment, Promise, Unit
from snapmsg.promise.zones import clock_of, is_place, shown
from snapmsg.values import Choice, Money, Spec, Value

CODES = (
    "cy", "de", "de-AT", "de-CH", "en", "en-GB", "en-US", "es", "es-MX", "fr", "fr-CA", "nl", "pt",
    "pt-BR",
)  # fmt: skip
"""The locales that snap speaks. Another region of a language here reads as the language."""

PromiseAs = Literal["duration", "date", "both"]
"""How a typed promise reads: as it was typed, as the day it falls due, or both."""

_ON_THE_CLOCK = (Unit.MINUTE, Unit.HOUR, Unit.WORKING_HOUR)


class UnknownLocale(ValueError):
    """A code of no language that snap can write; the text is a sentence that names the cure."""


class Unspoken(ValueError):
    """What a language has no words for here; the text is a sentence that ends in the cure."""


class Found(NamedTuple):
    """Where an expression stands in a text: `text[start:end]`."""

    start: int
    end: int


class Sayings(NamedTuple):
    """The sentence for an approximate time that has no `say`, by what was promised.

    `{promise}` and `{update}` mark where the phrases go.
    """

    promise: str
    promise_and_update: str
    update: str


class Words(NamedTuple):
    """Phrases that rules look for in a language's texts; an empty tuple means that none is known.

    Whole words in small letters, with straight apostrophes and single spaces. `vague` stands in
    place of a time, `hedges` in place of an outcome. `non_apologies` are sorry with an if, `blame`
    tells the customer off. `gaps` are what people type in brackets where a blank belongs.
    `inexact` stands before a time that is not meant exactly (“about”, “before”), `counted` behind
    one that counts from something else than now (“after”). English has lists of its own in rules.
    """

    vague: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    non_apologies: tuple[str, ...] = ()
    blame: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    inexact: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


NO_WORDS = Words()


@dataclass(frozen=True, slots=True, repr=False)
class Locale:
    """What a language says, and how.

    `after` joins a duration to what it counts from: “{within} after {event}”.

    `next_update` says when a moment is, with its day and its zone, to people who may read it hours
    later. `spoken` puts a text as it is said aloud: order and phone numbers digit by digit, sums,
    dates and clock times in words.

    Nothing rounds: `number` and `money` show at least the decimals they are asked for, and all
    that the value has. `by` phrases a moment as it was typed, `by_date` the day it falls on, with
    its clock time where that was promised (`clock`). `times` finds every concrete time in a text
    (durations, days, dates, clock times), `unitless` each number that lacks its unit; where not
    `finds_times` both find nothing and mean nothing by it. `place_time` puts a place behind its
    clock time, `places` are cities as the language calls them. `weekdays` (Monday first) and
    `months` are as they stand in a sentence.
    """

    code: str
    name: str
    labels: Mapping[str, str]
    sayings: Sayings
    after: str
    yes_no: tuple[str, str]
    duration: Callable[[Duration], str]
    within: Callable[[Duration], str]
    by: Callable[[Moment], str]
    by_date: Callable[[datetime, datetime, bool], str]
    next_update: Callable[[datetime], str]
    date: Callable[[date], str]
    time: Callable[[time], str]
    datetime: Callable[[datetime], str]
    number: Callable[[Decimal, int | None], str]
    money: Callable[[Money], str]
    and_list: Callable[[Sequence[str]], str]
    plural: Callable[[Decimal | int, str, str], str]
    spoken: Callable[[str], str]
    times: Callable[[str], list[Found]]
    unitless: Callable[[str], list[Found]]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    place_time: str = "{clock} ({place})"
    places: Mapping[str, str] = field(default_factory=dict)
    words: Words = NO_WORDS
    direction: Literal["ltr", "rtl"] = "ltr"
    finds_times: bool = True

    def __repr__(self) -> str:
        return f"Locale({self.code!r})"

    @property
    def language(self) -> str:
        """The language of its code: `en` of `en-GB`."""
        return self.code.partition("-")[0]

    def show(self, value: Value, spec: Spec) -> str:
        """The text a customer reads for a typed value."""
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, Choice):
            return value.words
        match value:
            case bool():
                return self.yes_no[0] if value else self.yes_no[1]
            case str():
                return value
            case Decimal():
                return self.number(value, spec.decimals)
            case Duration():
                return self.duration(value)
            case datetime():
                return self.datetime(value)
            case date():
                return self.date(value)
            case time():
                return self.time(value)
            case _:
                return self.and_list(value)

    def phrase(
        self,
        promise: Promise,
        as_: PromiseAs = "duration",
        due: Due | None = None,
        zone: str | None = None,
    ) -> str:
        """What stands where the wording says `{{ promise }}`: “within 2 working days”.

        As a date, or as both, it needs to know when the promise is due (ValueError without). A
        moment already says its day, so for one both is the date alone. A clock time with a zone of
        its own says that; `zone` is the library's, for customers who live by several clocks.
        Raises Unspoken where the language has no words for it; a date always has some.
        """
        if isinstance(promise, Moment):
            clock, zone = promise.at is not None, promise.zone or zone
        else:
            clock = promise.unit in _ON_THE_CLOCK
        if as_ == "duration":
            return self._as_typed(promise, zone)
        if due is None:
            raise ValueError("a promise is phrased as a date only with its due time")
        latest, now = due.latest, due.now
        if zone is not None:
            latest, now = (moment.astimezone(clock_of(zone)) for moment in (latest, now))
        dated = self.by_date(latest, now, clock)
        if zone is not None and clock:
            dated = self._on_clock(dated, self.time(latest.time()), zone)
        if isinstance(promise, Moment) or as_ == "date":
            return dated
        return f"{self._as_typed(promise, zone)}, {dated}"

    def _as_typed(self, promise: Promise, zone: str | None) -> str:
        if isinstance(promise, Duration):
            return self.within(promise)
        said = self.by(promise)
        if zone is None or promise.at is None:
            return said
        return self._on_clock(said, self.time(promise.at), zone)

    def _on_clock(self, said: str, clock: str, zone: str) -> str:
        """A phrase with its zone behind the clock time that is in it."""
        clock = clock if clock in said else said  # “by midnight” says it in a word, at its end
        form = self.place_time if is_place(zone) else "{clock} {place}"
        place = self.places.get(shown(zone), shown(zone))
        return said.replace(clock, form.format(clock=clock, place=place), 1)


def one_alone(number: Decimal | int, one: str, other: str) -> str:
    """The form of a word that goes with a number: `one` for 1 exactly, `other` for all else."""
    return one if number == 1 else other


def fallback(code: str) -> tuple[str, ...]:
    """A code, and those of the less special languages that stand in for it: `es-MX`, then `es`."""
    words = code.split("-")
    return tuple("-".join(words[:count]) for count in range(len(words), 0, -1))


@cache
def get(code: str) -> Locale:
    """The locale of a code such as `en` or `en-US`; `en-IE` reads as `en`.

    A language is imported when it is first asked for. Raises UnknownLocale, also where only Babel
    would know the code and it is not installed.
    """
    language = code.partition("-")[0]
    if language in CODES:
        module = import_module(f"snapmsg.locales.{language}")
        locale = module.locale(code if code in CODES else language)
    else:
        locale = import_module("snapmsg.locales.cldr").locale(code)
    assert isinstance(locale, Locale)
    return locale
