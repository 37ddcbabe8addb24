"""What is noted of a file while it is checked, and the diagnostics that it makes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from snapmsg.config import PathIgnore
from snapmsg.diagnostic import Diagnostic, EditText, Excerpt, Finding, Problem, Severity
from snapmsg.errors import SnapError
from snapmsg.library import Library
from snapmsg.linter.causes import part_at, without_what_follows
from snapmsg.linter.ignores import Ignore
from snapmsg.linter.selection import Choice
from snapmsg.model import Part, Scenario
from snapmsg.rule import UNREAD, find_rule
from snapmsg.source import Range, Source

_LETTERS = {part.letter: part for part in Part}
_ANYWHERE = "FV"
"""The families whose rules read a whole file: what they find may still stand in a part."""
_MOST_LINES = 3


class Notes:
    """The diagnostics of one file as they come: one cause is one, with a count of the others.

    Of a translation only what stands in its own file counts: the rest is told of its original.
    """

    def __init__(
        self, chosen: Mapping[str, Choice], scenario: Scenario | None, library: Library
    ) -> None:
        self.chosen = chosen
        self.scenario = scenario
        self.library = library
        self.elsewhere: tuple[Source | None, ...] = ()
        if scenario is not None and scenario.translation is not None:
            self.elsewhere = (scenario.translation.original.source, library.settings.source)
        self.found: dict[tuple[object, ...], tuple[str, Finding, dict[str, Any], int]] = {}
        self.always: set[Range] = set()
        self.covering: dict[str, list[PathIgnore]] = {}  # by a file's path in the library
        self.silenced: set[tuple[str, str]] = set()  # what of `ignore:` in snap.yaml was of use

    def add(self, rule: str, finding: Finding, **about: Any) -> None:
        """Note a finding of a rule that holds; again in another rendering only counts.

        Renderings word one cause differently; outside them, other words are another cause.
        """
        if rule not in self.chosen:
            return
        at = finding.at
        words = "" if "example" in about else finding.reason
        key = (rule, at.source.path, at.start, at.end, words)
        first = self.found.get(key)
        if first is None:
            self.found[key] = (rule, finding, about, 0)
        elif "example" in about:
            self.found[key] = (*first[:3], first[3] + 1)

    def unread(self, problems: Iterable[Problem]) -> None:
        """Note why a file could not be read: whatever holds here, and whatever is ignored."""
        for problem in problems:
            rule = find_rule(problem.rule)
            if rule is not None:
                if rule.name not in self.chosen:
                    self.chosen = {**self.chosen, rule.name: Choice(rule, rule.severity)}
                self.always.add(problem.at)
                self.problems([problem])

    def problems(self, problems: Iterable[Problem]) -> None:
        """Note what was recorded while a file was read."""
        for problem in problems:
            if problem.rule in UNREAD and problem.at not in self.always:
                self.unread([problem])
                continue
            choice = self.chosen.get(problem.rule)
            for finding in choice.rule.check(problem) if choice is not None else ():
                self.add(problem.rule, finding)

    def tell(self, at: Range) -> bool:
        """Whether an error that touches a place is noted already."""
        return any(
            found.at.source is at.source
            and found.at.start <= at.end
            and at.start <= found.at.end
            and self.chosen[rule].rule.severity is Severity.ERROR
            for rule, found, _, _ in self.found.values()
        )

    def unsendable(self, error: SnapError) -> bool:
        """Note why a message cannot be written, unless that is told already; whether it was not.

        What a translation's language cannot say of the original is a fault of the translation.
        """
        at = error.at
        if at is None or self.tell(at):
            return False
        if self.scenario is not None and at.source in self.elsewhere:
            at = self.scenario.first
        self.add("unsendable-message", Finding(at, error.sentence))
        return True

    def diagnostics(
        self, ignores: list[Ignore], renderings: int = 0
    ) -> tuple[list[Diagnostic], int]:
        """What was found, as diagnostics, without what is ignored; and how many those were."""
        kept, ignored = [], 0
        for rule, finding, about, also in without_what_follows(self.found.values()):
            if finding.at.source in self.elsewhere:
                continue
            choice = self.chosen[rule]
            if finding.at not in self.always:
                covering = [ignore for ignore in ignores if ignore.covers(rule, finding.at)]
                if self._off(finding, rule) or covering:
                    ignored += 1
                    continue
            kept.append(diagnostic(choice, finding, self.scenario, about, also, renderings))
        return kept, ignored

    def _off(self, finding: Finding, rule: str) -> bool:
        """Whether `ignore:` of `snap.yaml` switches a rule off for the file of a finding."""
        ignores = self.library.settings.ignore
        if not ignores or self.library.root is None:
            return False
        path = Path(os.path.abspath(finding.at.source.path))
        if not path.is_relative_to(self.library.root):
            return False
        inside = path.relative_to(self.library.root).as_posix()
        if inside not in self.covering:
            self.covering[inside] = [ignore for ignore in ignores if ignore.covers(inside)]
        known = self.chosen[rule].rule
        made_from = find_rule(known.base)
        codes = (known.code.lower(), known.base.lower())
        names = (rule, *codes, made_from.name if made_from else rule, "*")
        found = [
            (ignore.pattern.value, text.value.lower())
            for ignore in self.covering[inside]
            for text in ignore.rules
            if text.value.lower() in names
        ]
        self.silenced.update(found)
        return bool(found)


def diagnostic(
    choice: Choice,
    finding: Finding,
    scenario: Scenario | None,
    about: Mapping[str, Any],
    also: int,
    renderings: int,
) -> Diagnostic:
    """A finding as the user is told it. What every rendering shows names none of them."""
    at = finding.at
    line, column = at.source.position(at.start)
    end_line, end_column = at.source.position(at.end)
    everywhere = renderings > 1 and also + 1 >= renderings
    return Diagnostic(
        at.source.path, line, column, end_line, end_column,
        choice.rule.code, choice.rule.name, choice.severity, finding.reason,
        None if scenario is None else scenario.id,
        None if everywhere else about.get("channel"),
        None if scenario is None else scenario.locale,
        None if everywhere else about.get("example"),
        finding.part or about.get("part") or _LETTERS.get(choice.rule.code[0])
        or (part_at(scenario, at) if choice.rule.code[0] in _ANYWHERE else None),
        also,
        None if finding.fix is None else (
            finding.fix.safe,
            tuple(
                EditText(*edit.at.source.position(edit.at.start),
                         *edit.at.source.position(edit.at.end), edit.text)
                for edit in finding.fix.edits
            ),
        ),
        tuple(_excerpts(at)),
    )  # fmt: skip


def _excerpts(at: Range) -> Iterator[Excerpt]:
    line, column = at.source.position(at.start)
    end_line, end_column = at.source.position(at.end)
    for number in range(line, min(end_line, line + _MOST_LINES - 1) + 1):
        text = at.source.line(number)
        indent = len(text) - len(text.lstrip(" "))
        start = column if number == line else indent + 1
        end = end_column if number == end_line else len(text) + 1
        if number > line and end <= start:
            continue
        yield Excerpt(number, text, start, max(end, start + 1))
