"""A draft with one set of values, and with its promise reckoned from a moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from snapmsg import promise, values
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.locales import PromiseAs
from snapmsg.message.draft import Draft
from snapmsg.model import Variable
from snapmsg.source import Addressed
from snapmsg.values import Value
from snapmsg.wording import Blank, Datum, Given, Phrase, Segment


class Pledge(NamedTuple):
    """A promise, or the next update: as it was typed, and when it falls due."""

    term: promise.Promise
    due: promise.Due

    @property
    def kind(self) -> str:
        """`within` for a duration, `by` for a moment."""
        return "within" if isinstance(self.term, promise.Duration) else "by"


class Case:
    """A draft with one set of values. `segments` keeps what was evaluated, channel by channel."""

    __slots__ = ("draft", "example", "given", "now", "pledge", "segments", "update", "values")

    def __init__(
        self, draft: Draft, now: datetime, values: Mapping[str, Value], example: str | None = None
    ) -> None:
        self.draft = draft
        self.now = now
        self.values = values
        self.example = example
        self.segments: dict[object, tuple[Segment, ...]] = {}
        show = draft.environment.locale.show
        self.given: dict[str, Given] = {
            name: Datum(value, show(value, draft.variables[name].spec), draft.variables[name].spec)
            for name, value in values.items()
        }
        timing = draft.scenario.timing()
        self.pledge = self.update = None
        if timing is not None and timing.typed:
            self.pledge = self._pledge(timing.within, timing.by)
            self.update = self._pledge(timing.update_within, timing.update_by)

    def _pledge(self, within: Addressed | None, by: Addressed | None) -> Pledge | None:
        text = within or by
        if text is None:
            return None
        term = self.term(text, moment=within is None)
        calendar = self.draft.environment.library.settings.calendar
        try:
            return Pledge(term, promise.due(term, self.now, calendar))
        except promise.Unreadable as error:
            raise SnapError(str(error), at=text.whole) from None

    def moment(self, text: Addressed) -> promise.Moment:
        """What stands under a `by`. Raises `SnapError`."""
        found = self.term(text, moment=True)
        assert isinstance(found, promise.Moment)
        return found

    def term(self, text: Addressed, *, moment: bool) -> promise.Promise:
        """A typed time of the scenario, which may be a blank of such a type.

        Raises `SnapError` with the place where it cannot be read.
        """
        tree = self.draft.tree(text)
        node = tree.nodes[0] if len(tree.nodes) == 1 else None
        if isinstance(node, Blank):
            value = self.values.get(node.name)
            if isinstance(value, promise.Duration) and not moment:
                return value
            if isinstance(value, date | datetime | time) and moment:
                return promise.moment_of(value)
            kinds = "a date, a datetime or a time" if moment else "a duration"
            raise SnapError(
                f"“{node.name}” has to be {kinds} here: give it that type", at=text.whole
            )
        try:
            return (promise.parse_moment if moment else promise.parse_duration)(text.value)
        except promise.Unreadable as error:
            raise SnapError(str(error), at=text.whole) from None

    def phrase(self, pledge: Pledge | None, style: PromiseAs) -> Phrase | None:
        """A pledge in words, as a `duration`, a `date` or `both`."""
        if pledge is None:
            return None
        locale = self.draft.environment.locale
        return Phrase(locale.phrase(pledge.term, style, pledge.due))


def build_case(
    draft: Draft, values: Mapping[str, Value], now: datetime, example: str | None = None
) -> Case:
    """A draft with its values. Raises `SnapError` where its promise cannot be read."""
    return Case(draft, now, values, example)


def example_values(draft: Draft) -> dict[str, Value]:
    """The value of each variable's example, else of its default; none where neither can be read.

    An optional variable without an example is left empty.
    """
    found: dict[str, Value] = {}
    for name, variable in draft.variables.items():
        text = variable.example if variable.example is not None else variable.default
        if text is None:
            continue
        value = _read(variable, text.value)
        if value is not None:
            found[name] = value
    return found


def _read(variable: Variable, text: str) -> Value | None:
    if not text.strip():
        return "" if variable.default is not None else None
    try:
        return values.read(text, variable.spec)
    except values.BadValue:
        return None


def given_values(draft: Draft, given: Mapping[str, object], needed: set[str]) -> dict[str, Value]:
    """What somebody gave, as values. A default stands in for what is missing.

    `needed` are the names that the message uses. Raises `SnapError` with every fault at once:
    values that are missing, unknown or of the wrong type, each with its cure.
    """
    faults = []
    for name in given:
        if name not in draft.variables:
            meant = did_you_mean(name, draft.variables)
            faults.append(f"{name}: there is no such variable.{meant}")
    found: dict[str, Value] = {}
    for name, variable in draft.variables.items():
        if name in given:
            try:
                found[name] = values.read(given[name], variable.spec)
                continue
            except values.MissingValue as error:
                if variable.default is None and name in needed:
                    faults.append(f"{name}: {error}")
                    continue
            except values.BadValue as error:
                faults.append(f"{name}: {error}")
                continue
        if variable.default is not None:
            value = _read(variable, variable.default.value)
            if value is not None:
                found[name] = value
        elif name in needed:
            about = f", {variable.about}" if variable.about else ""
            faults.append(f"{name} is missing{about}: give it with --set {name}=…")
    if faults:
        raise SnapError("\n".join(faults))
    return found
