"""A draft with one set of values, and with its promise reckoned from a moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple, get_args

from snapmsg import promise, values
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.locales import PromiseAs, Unspoken
from snapmsg.locales.typed import why_unreadable
from snapmsg.message.draft import Draft
from snapmsg.message.environment import read_example, read_examples
from snapmsg.model import Timing, Variable
from snapmsg.source import Addressed
from snapmsg.values import Value
from snapmsg.wording import Blank, Datum, Given, Phrase, Segment, Text

MOST_UNKNOWN = 20
"""So many names that no variable has are told one by one."""


class Pledge(NamedTuple):
    """A promise, or the next update: as it was typed, and when it falls due.

    `due` is None where it counts from something else than now, of which nobody knows the day.
    """

    term: promise.Promise
    due: promise.Due | None

    @property
    def kind(self) -> str:
        """`within` for a duration, `by` for a moment."""
        return "within" if isinstance(self.term, promise.Duration) else "by"


class Case:
    """A draft with one set of values. `segments` keeps what was evaluated, channel by channel.

    What is `longest` says its times as long as they can be, whenever it is now.
    """

    __slots__ = (
        "_phrases", "_pledges", "draft", "example", "given", "longest", "now", "segments", "values"
    )  # fmt: skip

    def __init__(
        self, draft: Draft, now: datetime, values: Mapping[str, Value], example: str | None = None
    ) -> None:
        self.draft = draft
        self.now = now
        self.values = values
        self.example = example
        self.longest = False
        self.segments: dict[object, tuple[Segment, ...]] = {}
        self.given: dict[str, Given] = {
            name: datum(draft, draft.variables[name], value) for name, value in values.items()
        }
        self._pledges: dict[str, Pledge | None] = {}
        self._phrases: dict[PromiseAs, dict[str, Phrase]] = {}

    def read_as(self, given: Mapping[str, Given], phrases: Mapping[str, Phrase]) -> None:
        """Let its blanks and its promise read so, whatever its values are. It reckons nothing."""
        self.given = dict(given)
        self.longest = True
        self._phrases = {style: dict(phrases) for style in get_args(PromiseAs)}
        self._pledges = {"promise": None, "update": None}

    @property
    def pledge(self) -> Pledge | None:
        """The promise that the scenario makes, reckoned from now. Raises `SnapError`."""
        timing = self.draft.scenario.timing() or Timing()
        return self._pledge("promise", timing.within, timing.by)

    @property
    def update(self) -> Pledge | None:
        """When the customer hears next, reckoned from now. Raises `SnapError`."""
        timing = self.draft.scenario.timing() or Timing()
        return self._pledge("update", timing.update_within, timing.update_by)

    def _pledge(self, name: str, within: Addressed | None, by: Addressed | None) -> Pledge | None:
        text = within or by
        if text is None:
            return None
        if name not in self._pledges:
            term = self.term(text, moment=within is None)
            if name == "promise" and (self.draft.scenario.timing() or Timing()).after:
                self._pledges[name] = Pledge(term, None)
                return self._pledges[name]
            calendar = self.draft.environment.library.settings.calendar
            try:
                self._pledges[name] = Pledge(term, promise.due(term, self.now, calendar))
            except promise.Unreadable as error:
                raise SnapError(str(error), at=text.whole) from None
        return self._pledges[name]

    def moment(self, text: Addressed) -> promise.Moment:
        """What stands under a `by`. Raises `SnapError`."""
        found = self.term(text, moment=True)
        assert isinstance(found, promise.Moment)
        return found

    def term(self, text: Addressed, *, moment: bool) -> promise.Promise:
        """A typed time of the scenario, with its values. Raises `SnapError`."""
        return term_of(self.draft, self.values, text, moment=moment)

    def phrases(self, style: PromiseAs) -> Mapping[str, Phrase]:
        """`promise` and `update` in words, as a `duration`, a `date` or `both`; those there are.

        Raises `SnapError` where a typed time cannot be read.
        """
        found = self._phrases.get(style)
        if found is None:
            timing = self.draft.scenario.timing() or Timing()
            found = {}
            for name, within, by in (
                ("promise", timing.within, timing.by),
                ("update", timing.update_within, timing.update_by),
            ):
                text = within or by
                try:
                    if text is None:
                        continue
                    if name == "promise" and timing.after is not None:
                        found[name] = self._after(text, timing.after, moment=within is None)
                    elif style == "duration":
                        found[name] = self.said(text, moment=within is None)
                    else:
                        pledge = self._pledge(name, within, by)
                        assert pledge is not None
                        found[name] = self.phrase(pledge, style)
                except Unspoken as error:
                    raise SnapError(str(error), at=text and text.whole) from None
            self._phrases[style] = found
        return found

    def said(self, text: Addressed, *, moment: bool) -> Phrase:
        """A typed time in words, as it was typed, and when it is tomorrow. Raises `SnapError`."""
        calendar = self.draft.environment.library.settings.calendar
        term = self.term(text, moment=moment)
        term = (
            promise.on_tomorrow(term) if self.longest else promise.dated(term, self.now, calendar)
        )
        try:
            return Phrase(self.draft.environment.locale.phrase(term, zone=self._zone))
        except Unspoken as error:
            raise SnapError(str(error), at=text.whole) from None

    def _after(self, text: Addressed, event: Addressed, *, moment: bool) -> Phrase:
        """A promise that counts from something else than now."""
        locale = self.draft.environment.locale
        within = locale.phrase(self.term(text, moment=moment))
        return Phrase(locale.after.format(within=within, event=self._event(event)))

    def _event(self, text: Addressed) -> str:
        """What a promise counts from, with its blanks filled. Raises `SnapError`."""
        tree = self.draft.tree(text)
        words = []
        for node in tree.nodes:
            given = self.given.get(node.name) if isinstance(node, Blank) else None
            if isinstance(node, Text):
                words.append(node.text)
            elif isinstance(given, Datum):
                words.append(given.text)
            else:
                reason = "“after” takes plain words, and blanks that have a value"
                raise SnapError(reason, at=text.whole)
        return "".join(words)

    def phrase(self, pledge: Pledge, style: PromiseAs) -> Phrase:
        """A pledge in words, as a `duration`, a `date` or `both`."""
        locale = self.draft.environment.locale
        return Phrase(locale.phrase(pledge.term, style, pledge.due, self._zone))

    @property
    def _zone(self) -> str | None:
        return self.draft.environment.library.settings.zone


def term_of(
    draft: Draft, values: Mapping[str, Value], text: Addressed, *, moment: bool
) -> promise.Promise:
    """A typed time of a scenario, which may be a blank of such a type.

    Raises `SnapError` with the place where it cannot be read.
    """
    tree = draft.tree(text)
    node = tree.nodes[0] if len(tree.nodes) == 1 else None
    if isinstance(node, Blank):
        value = values.get(node.name)
        if value is None or value == "":
            raise SnapError(no_value(draft, node.name), at=text.whole)
        if isinstance(value, promise.Duration) and not moment:
            return value
        if isinstance(value, date | datetime | time) and moment:
            return promise.moment_of(value)
        kinds = "a date, a datetime or a time" if moment else "a duration"
        raise SnapError(f"“{node.name}” has to be {kinds} here: give it that type", at=text.whole)
    try:
        return (promise.parse_moment if moment else promise.parse_duration)(text.value)
    except promise.Unreadable as error:
        own = draft.environment.of(None).locale
        raise SnapError(
            why_unreadable(own, text.value, error, moment=moment), at=text.whole
        ) from None


def no_value(draft: Draft, name: str) -> str:
    """Why a name has no value, and what to do."""
    if name not in draft.variables:
        return f"there is no variable “{name}”: declare it under variables:"
    return f"“{name}” has no value: give it with --set {name}=…"


def datum(draft: Draft, variable: Variable, value: Value) -> Datum:
    """A variable's value with the text that customers read for it. Raises `SnapError`."""
    try:
        return Datum(value, draft.environment.locale.show(value, variable.spec), variable.spec)
    except Unspoken as error:
        raise SnapError(f"{variable.name}: {error}", at=variable.key) from None


def build_case(
    draft: Draft, values: Mapping[str, Value], now: datetime, example: str | None = None
) -> Case:
    """A draft with its values."""
    return Case(draft, now, values, example)


def example_values(draft: Draft) -> dict[str, Value]:
    """The value of each variable's example, else of its default; none where neither can be read.

    An optional variable without an example is left empty.
    """
    shared = draft.environment.examples
    own = draft.scenario.variables
    return {**shared, **read_examples(own)} if own else dict(shared)


def given_values(draft: Draft, given: Mapping[str, object], needed: set[str]) -> dict[str, Value]:
    """What somebody gave, as values. A default stands in for what is missing.

    `needed` are the names that the message uses. Raises `SnapError` with every fault at once:
    values that are missing, unknown or of the wrong type, each with its cure.
    """
    faults = []
    unknown = [name for name in given if name not in draft.variables]
    for name in unknown[:MOST_UNKNOWN]:
        meant = did_you_mean(name, draft.variables)
        shown = " ".join(name[:80].split())
        faults.append(f"{shown}: there is no such variable.{meant or ' Take it out'}")
    if len(unknown) > MOST_UNKNOWN:
        faults.append(f"and {len(unknown) - MOST_UNKNOWN:,} more: are these the right values?")
    found, wrong = _read(draft, given)
    for name, variable in draft.variables.items():
        if name in wrong and (name in needed or not isinstance(wrong[name], values.MissingValue)):
            faults.append(f"{name}: {wrong[name]}")
        elif name in needed and name not in found:
            about = f", {variable.about}" if variable.about else ""
            like = "yes, or =no" if variable.spec.kind is values.Kind.BOOLEAN else "…"
            faults.append(f"{name} is missing{about}: give it with --set {name}={like}")
    if faults:
        raise SnapError("\n".join(faults))
    return found


def readable_values(draft: Draft, given: Mapping[str, object]) -> dict[str, Value]:
    """Those of the values that somebody gave which can be read, and the defaults beside them."""
    return _read(draft, given)[0]


def _read(
    draft: Draft, given: Mapping[str, object]
) -> tuple[dict[str, Value], dict[str, values.BadValue]]:
    """The values that can be read, and why the others cannot. An empty one takes the default."""
    found: dict[str, Value] = {}
    wrong: dict[str, values.BadValue] = {}
    for name, variable in draft.variables.items():
        if name in given:
            try:
                found[name] = values.read(given[name], variable.spec)
                continue
            except values.BadValue as error:
                if variable.default is None or not isinstance(error, values.MissingValue):
                    wrong[name] = error
                    continue
        if variable.default is not None:
            value = read_example(variable, variable.default.value)
            if value is not None:
                found[name] = value
    return found, wrong
