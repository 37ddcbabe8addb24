"""All that checking files in one language takes: the rules that hold, sorted by what they read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from snapmsg.diagnostic import Finding
from snapmsg.library import Library, ScenarioFile, read_scenarios
from snapmsg.linter.selection import Choice
from snapmsg.message import Draft, Environment, draft_of
from snapmsg.model import Part, Scenario
from snapmsg.rule import Match, Scanner
from snapmsg.rule.find import Hit, lowered
from snapmsg.rule.own import around, covers, own_rules

PART_OF = {
    "Status": Part.STATUS,
    "NextSteps": Part.NEXT_STEPS,
    "ApproximateTime": Part.APPROXIMATE_TIME,
    "PlannedOutcome": Part.PLANNED_OUTCOME,
}
"""The part that a rule reads, by the type of its subject."""

Call = Callable[[object, Draft | None, Match | None], Iterator[Finding]]
_GIVEN = ("Draft", "Match", "Settings", "date")
"""What a rule may read besides its subject."""


class Check(NamedTuple):
    """A rule that holds, and how to call it.

    `alone` is the rule itself where its subject is all that it reads, as most are called.
    """

    choice: Choice
    call: Call
    alone: Callable[[Any], Iterator[Finding]] | None


_NONE: list[Check] = []
_PRIVACY = "X"


class Desk:
    """All that is needed to check a file: the library, the rules that hold, and the moment.

    `read` makes scenarios of files, and `draft` parses the wording of one.

    Rules are sorted by what they read once, and their patterns made one scanner, because every
    file needs both. Only those that can read the environment's language are called; what is
    translated is checked at the desk `of` its own.
    """

    def __init__(
        self, library: Library, environment: Environment, chosen: Mapping[str, Choice],
        now: datetime,
    ) -> None:  # fmt: skip
        self.library = library
        self.environment = environment
        self.chosen = chosen
        self.now = now
        self.today = now.astimezone(library.settings.calendar.tz).date()
        self.read: Callable[[Sequence[Path]], list[ScenarioFile]] = partial(read_scenarios, library)
        self.draft: Callable[[Scenario], Draft] = partial(draft_of, environment=environment)
        self.others: dict[str, Desk] = {}
        self.own = [each.rule for each in own_rules(library.settings)]
        self.allowed = around(library.settings.words.allow)
        locale = environment.locale
        reading = [c for c in chosen.values() if c.rule.reads_in(locale)]
        finds = [(c, c.rule.find.within(locale)) for c in reading if c.rule.find is not None]
        self.finding = [choice for choice, _ in finds]
        self.scanner = Scanner(find for _, find in finds)
        self.scan: Callable[[str], list[Hit]] = self.scanner.scan
        self.read_by: dict[str, list[Check]] = {}
        for choice in reading:
            if choice.rule.find is None:
                rule = choice.rule
                alone = None if rule.also or choice.options else rule.check
                check = Check(choice, self.call_of(choice), alone)
                self.read_by.setdefault(rule.reads, []).append(check)
        self.calls = [self.call_of(choice) for choice in self.finding]
        self.on_part = {
            part: [*self.reading("PartProse"), *self.reading(name)]
            for name, part in PART_OF.items()
        }

    def of(self, locale: str | None) -> Desk:
        """The desk of a language; None is the library's own."""
        if locale is None:
            return self
        if locale not in self.others:
            environment = self.environment.of(locale)
            there = {each.rule.name for each in own_rules(environment.library.settings)}
            elsewhere = {rule.name for rule in self.own} - there
            chosen = {n: choice for n, choice in self.chosen.items() if n not in elsewhere}
            self.others[locale] = Desk(environment.library, environment, chosen, self.now)
        return self.others[locale]

    def reading(self, name: str) -> list[Check]:
        """The rules without patterns that read a type."""
        return self.read_by.get(name, _NONE)

    def allows(self, choice: Choice, text: str, start: int, end: int) -> bool:
        """Whether words stand within some that the team always allows; secrets never do."""
        if self.allowed is None or choice.rule.code[0] == _PRIVACY:
            return False
        return covers(self.allowed, lowered(text), start, end)

    def call_of(self, choice: Choice) -> Call:
        """A rule as a function of its subject, draft and match; what else it reads is filled in.

        Made once for all files.
        """
        check, options = choice.rule.check, choice.options
        # A sentence that is required reads messages by way of a rule that is made for it.
        wanted = [_GIVEN.index(name) for name in choice.rule.also if name in _GIVEN]
        settings, today = self.library.settings, self.today
        if len(wanted) == len(choice.rule.also) == 1 and not options:
            simple: dict[str, Call] = {
                "Draft": lambda subject, draft, match: check(subject, draft),
                "Match": lambda subject, draft, match: check(subject, match),
                "Settings": lambda subject, draft, match: check(subject, settings),
                "date": lambda subject, draft, match: check(subject, today),
            }
            return simple[choice.rule.also[0]]

        def call(subject: object, draft: Draft | None, match: Match | None) -> Iterator[Finding]:
            given = (draft, match, settings, today)
            found: Iterator[Finding] = check(subject, *map(given.__getitem__, wanted), **options)
            return found

        return call
