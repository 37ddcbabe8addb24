"""How long each blank of a draft reads at most, and its promise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import cache
from itertools import product

from snapmsg import channels
from snapmsg.channels import PLAIN, Channel
from snapmsg.errors import SnapError
from snapmsg.locales import Locale, PromiseAs, Unspoken
from snapmsg.message.case import term_of
from snapmsg.message.draft import Draft
from snapmsg.model import Timing, Variable
from snapmsg.promise import Anchor, Calendar, Due, Duration, Promise, Unit, Weekday, on_tomorrow
from snapmsg.source import Addressed
from snapmsg.values import Kind, Value
from snapmsg.wording import DAYS, FREE, Blank, Fill, Phrase, Text, longest

NOW = datetime(2026, 9, 23, 12, tzinfo=UTC)
"""What is reckoned for a longest message counts from here; what is said of it does not show it."""

_PLAIN = re.compile(r"[A-Za-z0-9 ,:;'/@#&()+_.-]*")
"""Letters that count once on every channel, in any case."""
_SIMPLE = re.compile(r"[A-Za-z0-9 ,:;'/@#&()+_-]*")
"""The same, in what is surely no link."""

# How many days a duration of one may take, with nights, weekends and holidays.
_DAYS_OF = {
    Unit.MINUTE: 1, Unit.HOUR: 1, Unit.WORKING_HOUR: 2, Unit.DAY: 1,
    Unit.WORKING_DAY: 2, Unit.WEEK: 7, Unit.MONTH: 31,
}  # fmt: skip
_HALF_A_YEAR = 180


class Lengths:
    """The longest that each blank and phrase of a draft reads, by what channels fill texts with."""

    __slots__ = ("_moments", "_phrases", "_styles", "_words", "draft")

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._words: dict[tuple[str, str, PromiseAs], dict[str, str]] = {}
        self._phrases: dict[tuple[str, PromiseAs], dict[str, Sequence[str]]] = {}
        self._styles: dict[str, PromiseAs] = {}
        self._moments: dict[str, Value] | None = None

    def is_unbounded(self, name: str) -> bool:
        """Whether nothing says how long the blank of a name can be."""
        variable = self.draft.variables.get(name)
        return variable is not None and is_unbounded(variable)

    def fill(self, variable: Variable, channel: Channel, letter: str | None = None) -> Fill:
        """What a text is filled with on a channel.

        It has the letters of its examples. Without a `max_length` it is as long as the longest of
        those, and aloud it is that one: nobody knows how long a letter is to say.
        """
        most = variable.spec.max_length
        examples = list(self._examples(variable))
        if channel.spoken:
            return Fill(max(examples, key=len, default="word"), 1)
        length = max(map(len, examples), default=1) if most is None else most
        heaviest = letter or channel.filler
        for example in examples:
            if "." in example:  # a link may count for more than its letters
                length = max(length, channel.count(example)[channel.measure])
            if not _PLAIN.fullmatch(example):
                heaviest = _heaviest(channel.name, heaviest + example)
        return Fill(heaviest, length)

    def _examples(self, variable: Variable) -> Iterator[str]:
        """The texts that a variable is known to have been given."""
        if variable.example is not None:
            yield variable.example.value
        if variable.default is not None:
            yield variable.default.value
        for example in self.draft.scenario.examples:
            if variable.name in example.values:
                yield example.values[variable.name].value

    def words(self, channel: Channel) -> Mapping[str, str]:
        """The longest text of each blank, `promise` and `update` among them; of a choice several.

        Raises `SnapError`.
        """
        draft, style = self.draft, self._style(channel)
        key = (channel.filler, channel.measure, style)
        found = self._words.get(key)
        if found is None:
            variables = draft.variables
            reads = draft.environment.reads[channel.name, PLAIN.name] or frozenset()
            found = self._words[key] = {
                name: self._text(variables[name], channel)
                for name in (draft.blanks | reads) & variables.keys()
            }
            for name, ways in self._said(channel).items():
                found[name] = " ".join(ways)
        return found

    def said(self, name: str, channel: Channel) -> str:
        """The longest text of one blank; empty where there is none. Raises `SnapError`."""
        variable = self.draft.variables.get(name)
        if variable is not None:
            return self._text(variable, channel)
        return " ".join(self._said(channel).get(name, ()))

    def _text(self, variable: Variable, channel: Channel) -> str:
        """The longest text of a variable; of a choice, all that may be."""
        spec, example = variable.spec, variable.example
        if spec.choices:
            return " ".join(choose(channel, list(spec.choices.values())))
        if (
            spec.kind is Kind.TEXT
            and spec.max_length
            and example is not None
            and variable.default is None
            and _SIMPLE.fullmatch(example.value)
            and not self.draft.scenario.examples
            and not channel.spoken
        ):
            return channel.filler * spec.max_length  # most are such
        fill = self.fill(variable, channel)
        return longest(spec, self.draft.environment.locale, fill).text

    @property
    def moments(self) -> Mapping[str, Value]:
        """The longest value of each variable that fills a typed time."""
        if self._moments is None:
            draft, locale = self.draft, self.draft.environment.locale
            names = {use.name for text, _ in draft.times for use in draft.tree(text).uses}
            self._moments = {
                name: longest(draft.variables[name].spec, locale, Fill("W", 1)).value
                for name in names
                if name in draft.variables
            }
        return self._moments

    def phrases(self, channel: Channel) -> Iterator[Mapping[str, Phrase]]:
        """Each way in which `promise` and `update` may read longest. Raises `SnapError`."""
        said = self._said(channel)
        for ways in product(*said.values()):
            yield dict(zip(said, map(Phrase, ways), strict=True))

    def _said(self, channel: Channel) -> Mapping[str, Sequence[str]]:
        """Those of the phrases for `promise` and `update` that may be the longest."""
        style = self._style(channel)
        key = (channel.measure, style)
        found = self._phrases.get(key)
        if found is None:
            timing = self.draft.scenario.timing() or Timing()
            found = self._phrases[key] = {}
            for name, within, by in (
                ("promise", timing.within, timing.by),
                ("update", timing.update_within, timing.update_by),
            ):
                text = within or by
                if text is not None:
                    after = timing.after if name == "promise" else None
                    found[name] = self._phrase(text, within is None, style, after, channel)
        return found

    def _style(self, channel: Channel) -> PromiseAs:
        found = self._styles.get(channel.name)
        if found is None:
            settings = self.draft.environment.library.settings
            found = settings.promise_style(channel.name, dated=channel.dated)
            self._styles[channel.name] = found
        return found

    def _phrase(
        self, text: Addressed, moment: bool, style: PromiseAs, after: Addressed | None,
        channel: Channel,
    ) -> Sequence[str]:  # fmt: skip
        draft = self.draft
        locale, settings = draft.environment.locale, draft.environment.library.settings
        filled = self.moments if "{" in text.value else {}
        term = term_of(draft, filled, text, moment=moment)
        try:
            if after is not None:
                event = self._event(after, channel)
                return [locale.after.format(within=locale.phrase(term), event=event)]
            if style == "duration":
                return [locale.phrase(on_tomorrow(term), zone=settings.zone)]
            return _longest_dated(locale, term, style, settings.zone, settings.calendar, channel)
        except Unspoken as error:
            raise SnapError(str(error), at=text.whole) from None

    def _event(self, text: Addressed, channel: Channel) -> str:
        """What a promise counts from, at its longest."""
        words = []
        for node in self.draft.tree(text).nodes:
            if isinstance(node, Text):
                words.append(node.text)
            elif isinstance(node, Blank) and node.name in self.draft.variables:
                variable = self.draft.variables[node.name]
                fill = self.fill(variable, channel)
                words.append(longest(variable.spec, self.draft.environment.locale, fill).text)
        return "".join(words)


def is_unbounded(variable: Variable) -> bool:
    """Whether nothing says how long a variable's text can be."""
    return variable.spec.kind in FREE and variable.spec.max_length is None


def choose(channel: Channel, words: Sequence[str]) -> Iterable[str]:
    """Those of some words that may be the longest, by each way in which a channel counts."""
    found: dict[str, None] = {}
    groups: dict[int, list[str]] = {}
    for each in words:
        groups.setdefault(channel.count(each).get("sms_odd", 0) and 1, []).append(each)
    for group in groups.values():
        found[max(group, key=len)] = None
        found[max(group, key=lambda each: channel.count(each * 100)[channel.measure])] = None
    return found


_DATED: dict[tuple[object, ...], Sequence[str]] = {}


def _longest_dated(
    locale: Locale, term: Promise, style: PromiseAs, zone: str | None, calendar: Calendar,
    channel: Channel,
) -> Sequence[str]:  # fmt: skip
    """A promise as a day, or as both, on the days that may read longest: “août” is not in GSM-7."""
    key = (locale.code, term, style, zone, calendar.zone, channel.measure)
    if key not in _DATED:
        latest = [datetime.combine(day, time(23, 59), calendar.tz) for day in DAYS]
        before = timedelta(days=1 if _is_near(term) else 400)
        dues = [Due(None, moment, moment - before) for moment in latest]
        said = [locale.phrase(term, style, due, zone) for due in dues]
        _DATED[key] = tuple(choose(channel, said))
    return _DATED[key]


def _is_near(term: Promise) -> bool:
    """Whether a promise surely falls due within half a year, so that its day needs no year."""
    if isinstance(term, Duration):
        return term.high * _DAYS_OF[term.unit] <= _HALF_A_YEAR
    return term.day is None or isinstance(term.day, Weekday | Anchor)


@cache
def _heaviest(channel: str, letters: str) -> str:
    """The letter that a channel counts most for, in capitals or not."""
    known = channels.get(channel)
    cased = {said for each in letters for said in (each, each.upper(), each.lower(), each.title())}
    return max(sorted(cased), key=lambda said: known.count(said * 1000)[known.measure])
