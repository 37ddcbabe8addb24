"""Each language's phrases and formats; what a customer reads of a promise or a typed value.

A language is one file here, with a function `locale(code) -> Locale`, and its codes in `CODES`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Literal, NamedTuple

from snapmsg.promise import Due, Duration, Moment, Promise, Unit
from snapmsg.promise.zones import clock_of, is_place, shown
from snapmsg.values import Choice, Money, Spec, Value

CODES = ("en", "en-GB", "en-US")
"""The locales that a library can name. Another region of a language here reads as the language."""

PromiseAs = Literal["duration", "date", "both"]
"""How a typed promise reads: as it was typed, as the day it falls due, or both."""

_ON_THE_CLOCK = (Unit.MINUTE, Unit.HOUR, Unit.WORKING_HOUR)


class UnknownLocale(ValueError):
    """A code of no language that snap speaks; the text names those it does."""


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


@dataclass(frozen=True, slots=True)
class Locale:
    """What a language says, and how.

    `after` joins a duration to what it counts from: “{within} after {event}”.

    `next_update` says when a moment is, with its day and its zone, to people who may read it hours
    later. `spoken` puts a text as it is said aloud: order and phone numbers digit by digit, sums,
    dates and clock times in words.

    Nothing rounds: `number` and `money` show at least the decimals they are asked for, and all
    that the value has. `by` phrases a moment as it was typed, `by_date` the day it falls on, with
    its clock time where that was promised (`clock`). `times` finds every concrete time in a text
    (durations, days, dates, clock times), `unitless` each number that lacks its unit.
    `place_time` puts a place behind its clock time.
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
    place_time: str = "{clock} ({place})"

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
        """
        if isinstance(promise, Moment):
            clock, zone = promise.at is not None, promise.zone or zone
            said = self.by(promise)
            if zone is not None and promise.at is not None:
                said = self._on_clock(said, self.time(promise.at), zone)
        else:
            clock = promise.unit in _ON_THE_CLOCK
            said = self.within(promise)
        if as_ == "duration":
            return said
        if due is None:
            raise ValueError("a promise is phrased as a date only with its due time")
        latest, now = due.latest, due.now
        if zone is not None:
            latest, now = (moment.astimezone(clock_of(zone)) for moment in (latest, now))
        dated = self.by_date(latest, now, clock)
        if zone is not None and clock:
            dated = self._on_clock(dated, self.time(latest.time()), zone)
        return dated if isinstance(promise, Moment) or as_ == "date" else f"{said}, {dated}"

    def _on_clock(self, said: str, clock: str, zone: str) -> str:
        """A phrase with its zone behind the clock time that is in it."""
        clock = clock if clock in said else said  # “by midnight” says it in a word, at its end
        form = self.place_time if is_place(zone) else "{clock} {place}"
        return said.replace(clock, form.format(clock=clock, place=shown(zone)), 1)


@cache
def get(code: str) -> Locale:
    """The locale of a code such as `en` or `en-US`; `en-IE` reads as `en`.

    A language is imported when it is first asked for. Raises UnknownLocale.
    """
    language = code.partition("-")[0]
    if language not in CODES:
        known = ", ".join(CODES)
        raise UnknownLocale(f"“{code[:20]}” is not a locale that snap speaks: write one of {known}")
    module = import_module(f"snapmsg.locales.{language}")
    locale = module.locale(code if code in CODES else language)
    assert isinstance(locale, Locale)
    return locale
