"""One file under all rules: what each finds there, as diagnostics."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from snapmsg.diagnostic import Diagnostic, Finding, Problem
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.library import Library, ScenarioFile, read_scenario
from snapmsg.linter.ignores import Ignore, read_ignores, unused
from snapmsg.linter.notes import Notes
from snapmsg.linter.renderings import (
    all_cases,
    is_risky,
    messages,
    unsendable,
)
from snapmsg.linter.selection import Choice
from snapmsg.locales import CODES
from snapmsg.message import Case, Draft, Environment, Stretch, draft_of, utmosts
from snapmsg.model import Part, Scenario
from snapmsg.rule import (
    Card,
    Match,
    PartProse,
    Prose,
    Scanner,
    StepProse,
    Translated,
    TypedTime,
)
from snapmsg.rule.find import Hit, lowered
from snapmsg.rule.own import around, covers, own_rules
from snapmsg.rule.promised import marks_of
from snapmsg.rule.reading import long_sentences, promised_minutes, speaks
from snapmsg.schema import check_value, texts_of
from snapmsg.source import Range, Source
from snapmsg.wording import Tree, prose

_PARTS = {
    "Status": Part.STATUS,
    "NextSteps": Part.NEXT_STEPS,
    "ApproximateTime": Part.APPROXIMATE_TIME,
    "PlannedOutcome": Part.PLANNED_OUTCOME,
}


class Told(NamedTuple):
    """What a file gave: its diagnostics, how many were ignored, and what it uses.

    `ignores` are those that hold for rules on the library as a whole, too; `silenced` what of
    `ignore:` in `snap.yaml` was of use.
    """

    diagnostics: list[Diagnostic]
    ignored: int
    card: Card
    ignores: tuple[Ignore, ...] = ()
    silenced: frozenset[tuple[str, str]] = frozenset()


Call = Callable[[object, Draft | None, Match | None], Iterator[Finding]]
_GIVEN = ("Draft", "Match", "Settings", "date")
"""What a rule may read besides its subject."""


class Check(NamedTuple):
    """A rule that holds, and how to call it.

    `alone` is the rule itself where its subject is all that it reads: it is called some sixty times
    for each file.
    """

    choice: Choice
    call: Call
    alone: Callable[[Any], Iterator[Finding]] | None


_NONE: list[Check] = []
_PRIVACY = "X"


class Desk:
    """All that is needed to check a file: the library, the rules that hold, and the moment.

    `read` and `draft` make a scenario of a file, and parse its wording.

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
        self.read: Callable[[Path], ScenarioFile] = partial(read_scenario, library)
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
            part: [*self.reading("PartProse"), *self.reading(name)] for name, part in _PARTS.items()
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

        Made once for all files: a rule is called some forty times for each of them.
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


def check_file(desk: Desk, file: ScenarioFile) -> Told:
    """A scenario's file under all rules."""
    scenario = file.scenario
    desk = desk.of(scenario.locale)
    notes = Notes(desk.chosen, scenario, desk.library)
    (notes.problems if file.readable else notes.unread)(file.problems)
    ignores, wrong = read_ignores(scenario.source, file.document.root, desk.own)
    notes.problems(wrong)
    misplaced = {p.at.start for p in file.problems if p.rule == "misplaced-ignore"}
    ignores = [ignore for ignore in ignores if ignore.at.start not in misplaced]
    shown = 0
    draft = desk.draft(scenario)
    if file.readable:
        _check_scenario(desk, notes, draft)
        _check_words(desk, notes, draft)
        shown = _check_messages(desk, notes, draft)
    elif not file.problems:
        _run(notes, desk.reading("Scenario"), scenario, draft)
    if scenario.translation is not None and (file.readable or not file.problems):
        texts = texts_of(scenario.translation.original)
        subject = Translated(scenario.translation, texts, draft)
        _run(notes, desk.reading("Translated"), subject, draft)
    diagnostics, ignored = notes.diagnostics(ignores, shown)
    to_come: tuple[Ignore, ...] = ()
    if ignores:
        whole = frozenset([check.choice.rule.name for check in desk.reading("Overview")])
        late = Notes(desk.chosen, scenario, desk.library)
        late.problems(unused(ignores, set(desk.chosen), whole))
        diagnostics += late.diagnostics([])[0]
        notes.silenced |= late.silenced
        to_come = tuple([i for i in ignores if any(rules & whole for _, _, rules in i.names)])
    diagnostics.sort(key=lambda d: d.place)
    card = card_of(file, draft)
    return Told(diagnostics, ignored, card, to_come, frozenset(notes.silenced))


def card_of(file: ScenarioFile, draft: Draft) -> Card:
    """What the library remembers of a scenario."""
    uses = frozenset(draft.names)
    included = {node.name for _, node in draft.included}
    scenario = draft.scenario
    return Card(
        scenario.source.path, scenario.id, uses, frozenset(included),
        file.readable and draft.whole, long_sentences(draft),
        frozenset([tag.value for tag in scenario.lists.get("tags", ())]),
        scenario.fact("feeling"), promised_minutes(draft), scenario.topic,
        *marks_of(draft),
        locale=scenario.locale,
    )  # fmt: skip


def _run(
    notes: Notes, rules: list[Check], subject: object, draft: Draft,
    part: Part | None = None,
) -> None:  # fmt: skip
    """Rules without patterns, on one subject."""
    for choice, call, alone in rules:
        for finding in call(subject, draft, None) if alone is None else alone(subject):
            notes.add(choice.rule.name, finding, part=part)


def _check_scenario(desk: Desk, notes: Notes, draft: Draft) -> None:
    scenario = draft.scenario
    for stretch in draft.stretches:
        for fault in stretch.tree.faults:
            at = stretch.tree.at.range(fault.start, fault.end)
            notes.add(fault.rule, Finding(at, fault.reason), part=stretch.part)
    for condition in draft.only_ifs:
        for fault in condition.faults:
            at = condition.at.range(fault.start, fault.end)
            notes.add(fault.rule, Finding(at, fault.reason), part=Part.NEXT_STEPS)
    for text, _ in draft.times:
        for fault in draft.tree(text).faults:
            notes.add(fault.rule, Finding(text.range(fault.start, fault.end), fault.reason))
    notes.problems(_bad_examples(draft))
    _run(notes, desk.reading("Scenario"), scenario, draft)
    _run(notes, desk.reading("Draft"), draft, draft)
    for variable in scenario.variables.values():
        _run(notes, desk.reading("Variable"), variable, draft)
    timed = desk.reading("TypedTime")
    for text, moment in draft.times if timed else ():
        _run(notes, timed, TypedTime(text, moment, draft), draft)


def _bad_examples(draft: Draft) -> Iterator[Problem]:
    for example in draft.scenario.examples:
        for name, text in example.values.items():
            variable = draft.variables.get(name)
            if variable is None:
                meant = did_you_mean(name, draft.variables)
                at = Range(text.source, *_key_before(text.source, name, text.start))
                yield Problem("bad-example", at, f"there is no variable “{name}”.{meant}")
            elif text.value.strip() or variable.default is None:
                problems: list[Problem] = []
                check_value(problems, variable, text, f"value in “{example.name}”")
                yield from problems


def _key_before(source: Source, name: str, offset: int) -> tuple[int, int]:
    at = source.text.rfind(name, 0, offset)
    return (at, at + len(name)) if at >= 0 else (offset, offset)


def _check_words(desk: Desk, notes: Notes, draft: Draft) -> None:
    """Rules on what stands in the wording: one pass over all of it, and then rule by rule."""
    make = tuple.__new__  # NamedTuple's own is a Python function, and this is the hottest path
    proses = [make(Prose, (prose(s.tree), s, draft)) for s in draft.stretches]
    parts = list(_parts(draft, proses))
    _check_hits(desk, notes, draft, proses, parts)
    on_prose, on_step = desk.reading("Prose"), desk.reading("StepProse")
    for item in proses if on_prose else ():
        _run(notes, on_prose, item, draft, item.stretch.part)
    for view in parts:
        _run(notes, desk.on_part[view.part], view, draft, view.part)
    for item in proses if on_step else ():
        step = item.stretch.step
        if step is not None:
            _run(notes, on_step, StepProse(step, item, draft), draft, Part.NEXT_STEPS)


def _check_hits(
    desk: Desk, notes: Notes, draft: Draft, proses: list[Prose], parts: list[PartProse]
) -> None:
    """Rules with patterns, where these are found."""
    owner: dict[int, PartProse] = {id(item): part for part in parts for item in part.prose}
    text = "\0".join([p.text for p in proses])
    starts = [0]
    for p in proses:
        starts.append(starts[-1] + len(p.text) + 1)
    make = tuple.__new__
    for find, start, end in desk.scan(text):
        number = bisect_right(starts, start) - 1
        prose_, offset = proses[number], starts[number]
        if end - offset > len(prose_.text):
            continue
        choice = desk.finding[find]
        reads = choice.rule.reads
        subject: object | None = prose_
        if reads != "Prose":
            subject = _subject(reads, prose_, owner.get(id(prose_)), draft)
        if subject is None or desk.allows(choice, prose_.text, start - offset, end - offset):
            continue
        match: Match = make(Match, (prose_, start - offset, end - offset))
        for finding in desk.calls[find](subject, draft, match):
            notes.add(choice.rule.name, finding, part=prose_.stretch.part)


def check_shared_words(desk: Desk, notes: Notes, tree: Tree) -> None:
    """Rules on words, in a partial or template: what stands there is read in many messages."""
    draft = draft_of(Scenario("", "", tree.at.source), desk.environment)
    item = Prose(prose(tree), Stretch(tree, None, "partial"), draft)
    for hit in desk.scan(item.text):
        choice = desk.finding[hit.find]
        if choice.rule.reads == "Prose" and not desk.allows(choice, item.text, hit.start, hit.end):
            match = Match(item, hit.start, hit.end)
            for finding in desk.calls[hit.find](item, draft, match):
                notes.add(choice.rule.name, finding)


def _subject(reads: str, item: Prose, part: PartProse | None, draft: Draft) -> object | None:
    """What a rule that looks for words reads, where it reads the stretch that has them."""
    if reads == "Prose":
        return item
    if reads == "StepProse":
        step = item.stretch.step
        return StepProse(step, item, draft) if step is not None else None
    if part is not None and (reads == "PartProse" or _PARTS.get(reads) is part.part):
        return part
    return None


def _parts(draft: Draft, proses: list[Prose]) -> Iterator[PartProse]:
    make = tuple.__new__  # as for the prose
    for wording, channel, short, first, after in draft.said_in:
        part = wording.part
        # What a step's `who` says, and what a promise counts from, is no text of the part.
        found = tuple([item for item in proses[first:after] if item.stretch.field is part])
        said = bool(found) and speaks(found[0].stretch)
        yield make(PartProse, (part, wording, found, draft, channel, short, said))


def _check_messages(desk: Desk, notes: Notes, draft: Draft) -> int:
    """Rules on whole messages, on each channel with each set of values. Returns how many.

    Only messages that some rule wants to see are written: what the utmost text of a channel
    proves needs no more.
    """
    found: list[Case] = []
    if is_risky(draft) or desk.environment.locale.code not in CODES:
        try:
            found = all_cases(draft, desk.now)
        except SnapError as error:  # a value that the language has no words for
            notes.unsendable(error)
            return 0
        for case in found:
            wrong = unsendable(case)
            if wrong is not None and notes.unsendable(wrong):
                return 0
    settings = desk.library.settings
    wanted: dict[str, list[Check]] = {}
    for most in utmosts(draft):
        name = most.channel.name
        try:
            for choice, call, alone in desk.reading("Utmost"):
                for finding in call(most, draft, None) if alone is None else alone(most):
                    notes.add(choice.rule.name, finding, channel=name)
            wanted[name] = [
                check
                for check in desk.reading("Message")
                if (when := check.choice.rule.when) is None or when(most, settings)
            ]
        except SnapError as error:  # a typed time: its own rule tells where it cannot be read
            notes.unsendable(error)
            return 0
    if not any(wanted.values()):
        return 0
    found = found or all_cases(draft, desk.now)
    complete = draft.names & draft.variables.keys() <= found[0].values.keys()
    for message in messages(draft, found, {name: bool(rules) for name, rules in wanted.items()}):
        if isinstance(message, SnapError):
            if complete:
                notes.unsendable(message)
            continue
        for choice, call, _ in wanted[message.channel.name]:
            for finding in call(message, draft, None):
                notes.add(
                    choice.rule.name, finding,
                    channel=message.channel.name, example=message.example,
                )  # fmt: skip
    return len(found) * len(wanted)
