"""Files under all rules: what each finds there, as diagnostics.

Each rule goes through a handful of files before the next one does: what it needs is then at hand
in the processor, which makes all of lint a fifth faster.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, repeat
from pathlib import Path
from typing import NamedTuple

from snapmsg.diagnostic import Diagnostic, Finding, Problem
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.library import ScenarioFile
from snapmsg.linter.desk import PART_OF, Check, Desk
from snapmsg.linter.ignores import Ignore, read_ignores, unused
from snapmsg.linter.notes import Notes
from snapmsg.linter.renderings import all_cases, is_risky, messages, unsendable
from snapmsg.locales import CODES
from snapmsg.message import Case, Draft, Stretch, Utmost, draft_of, utmosts
from snapmsg.model import PARTS, Part, Scenario
from snapmsg.rule import Card, Match, PartProse, Prose, StepProse, Translated, TypedTime
from snapmsg.rule.promised import marks_of
from snapmsg.rule.reading import long_sentences, promised_minutes, speaks
from snapmsg.schema import check_value, texts_of
from snapmsg.source import Range, Source
from snapmsg.wording import Tree, prose

HANDFUL = 16
"""So many files are checked together."""


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


@dataclass(slots=True, eq=False)
class Sheet:
    """A file on its way through the rules: what it says, parsed, and what is noted of it.

    `prose` and `parts` are what rules on words read. `cases` are its sets of values, empty where
    it can surely be written with each; `renderings` is how many messages were looked at.
    """

    file: ScenarioFile
    desk: Desk
    draft: Draft
    notes: Notes
    ignores: list[Ignore]
    prose: list[Prose] = field(default_factory=list)
    parts: list[PartProse] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    renderings: int = 0


def check_paths(desk: Desk, paths: Sequence[Path]) -> Iterator[Told]:
    """Scenarios' files read and checked, in order."""
    for at in range(0, len(paths), HANDFUL):
        yield from check_files(desk, desk.read(paths[at : at + HANDFUL]))


def check_file(desk: Desk, file: ScenarioFile) -> Told:
    """A scenario's file under all rules."""
    return check_files(desk, [file])[0]


def check_files(desk: Desk, files: Sequence[ScenarioFile]) -> list[Told]:
    """Some scenarios' files under all rules. Each is checked at the desk of its language."""
    desks = [desk.of(file.scenario.locale) for file in files]
    drafts = [there.draft(file.scenario) for there, file in zip(desks, files, strict=True)]
    sheets = list(map(_sheet, desks, files, drafts))
    for there in dict.fromkeys(sheet.desk for sheet in sheets):
        own = [sheet for sheet in sheets if sheet.desk is there]
        readable = [sheet for sheet in own if sheet.file.readable]
        _check_scenarios(there, readable)
        _check_words(there, readable)
        _check_messages(there, readable)
        empty = [sheet for sheet in own if not sheet.file.readable and not sheet.file.problems]
        _run(there.reading("Scenario"), [_on(s, s.draft.scenario) for s in empty])
        if on_translated := there.reading("Translated"):
            _run(on_translated, list(_translated([*readable, *empty])))
    return [_told(sheet) for sheet in sheets]


def _sheet(desk: Desk, file: ScenarioFile, draft: Draft) -> Sheet:
    scenario = file.scenario
    notes = Notes(desk.chosen, scenario, desk.library)
    (notes.problems if file.readable else notes.unread)(file.problems)
    ignores, wrong = read_ignores(scenario.source, file.document.root, desk.own)
    notes.problems(wrong)
    misplaced = {p.at.start for p in file.problems if p.rule == "misplaced-ignore"}
    ignores = [ignore for ignore in ignores if ignore.at.start not in misplaced]
    return Sheet(file, desk, draft, notes, ignores)


def _translated(sheets: list[Sheet]) -> Iterator[Subject]:
    for sheet in sheets:
        translation = sheet.draft.scenario.translation
        if translation is not None:
            texts = texts_of(translation.original)
            yield _on(sheet, Translated(translation, texts, sheet.draft))


def _told(sheet: Sheet) -> Told:
    desk, notes, ignores = sheet.desk, sheet.notes, sheet.ignores
    diagnostics, ignored = notes.diagnostics(ignores, sheet.renderings)
    to_come: tuple[Ignore, ...] = ()
    if ignores:
        whole = frozenset([check.choice.rule.name for check in desk.reading("Overview")])
        late = Notes(desk.chosen, sheet.file.scenario, desk.library)
        late.problems(unused(ignores, set(desk.chosen), whole))
        diagnostics += late.diagnostics([])[0]
        notes.silenced |= late.silenced
        to_come = tuple([i for i in ignores if any(rules & whole for _, _, rules in i.names)])
    diagnostics.sort(key=lambda d: d.place)
    card = card_of(sheet.file, sheet.draft)
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


Subject = tuple[Notes, object, Draft, Part | None]
"""What a rule reads, where it stands, and where what the rule finds is noted."""


def _on(sheet: Sheet, subject: object, part: Part | None = None) -> Subject:
    return sheet.notes, subject, sheet.draft, part


def _run(rules: list[Check], subjects: list[Subject]) -> None:
    """Rules without patterns, each on every subject."""
    for choice, call, alone in rules if subjects else ():
        name = choice.rule.name
        if alone is not None:
            for notes, subject, _, part in subjects:
                for finding in alone(subject):
                    notes.add(name, finding, part=part)
        else:
            for notes, subject, draft, part in subjects:
                for finding in call(subject, draft, None):
                    notes.add(name, finding, part=part)


def _check_scenarios(desk: Desk, sheets: list[Sheet]) -> None:
    for sheet in sheets:
        _note_faults(sheet)
    _run(desk.reading("Scenario"), [_on(s, s.draft.scenario) for s in sheets])
    _run(desk.reading("Draft"), [_on(s, s.draft) for s in sheets])
    variables = [_on(s, v) for s in sheets for v in s.draft.scenario.variables.values()]
    _run(desk.reading("Variable"), variables)
    times = [_on(s, TypedTime(*time, s.draft)) for s in sheets for time in s.draft.times]
    _run(desk.reading("TypedTime"), times)


def _note_faults(sheet: Sheet) -> None:
    """What cannot be understood in a scenario's wording, and in the values of its examples."""
    notes, draft = sheet.notes, sheet.draft
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
    if draft.scenario.examples:
        notes.problems(_bad_examples(draft))


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


def _check_words(desk: Desk, sheets: list[Sheet]) -> None:
    """Rules on what stands in the wording: one pass over all of it, and then rule by rule."""
    make = tuple.__new__  # NamedTuple's own is a Python function, and this is the hottest path
    for sheet in sheets:
        draft = sheet.draft
        sheet.prose = [make(Prose, (prose(s.tree), s, draft)) for s in draft.stretches]
        sheet.parts = list(_parts(draft, sheet.prose))
    _check_hits(desk, sheets)
    if on_prose := desk.reading("Prose"):
        _run(on_prose, [_on(s, item, item.stretch.part) for s in sheets for item in s.prose])
    views = [(sheet, view) for sheet in sheets for view in sheet.parts]
    for part in PARTS:
        _run(desk.on_part[part], [_on(s, view, part) for s, view in views if view.part is part])
    silent = [_on(s, view, view.part) for s, view in views if not view.speaks]
    _run(desk.reading("SilentPart"), silent)
    if on_step := desk.reading("StepProse"):
        said = [(s, item, item.stretch.step) for s in sheets for item in s.prose]
        steps = [(s, StepProse(step, item, s.draft)) for s, item, step in said if step is not None]
        _run(on_step, [_on(s, step, Part.NEXT_STEPS) for s, step in steps])


def _check_hits(desk: Desk, sheets: list[Sheet]) -> None:
    """Rules with patterns, where these are found: one pass over all words of all files."""
    items: list[tuple[Sheet, Prose, PartProse | None]] = []
    for sheet in sheets:
        owners: list[PartProse | None] = [None] * len(sheet.prose)
        for part, (*_, first, after) in zip(sheet.parts, sheet.draft.said_in, strict=True):
            owners[first:after] = [part] * (after - first)
        items += zip(repeat(sheet), sheet.prose, owners)
    texts = [item.text for _, item, _ in items]
    starts = list(accumulate([len(text) + 1 for text in texts], initial=0))
    make = tuple.__new__
    for find, start, end in desk.scan("\0".join(texts)):
        number = bisect_right(starts, start) - 1
        sheet, item, owner = items[number]
        start, end = start - starts[number], end - starts[number]
        if end > len(item.text):
            continue
        choice = desk.finding[find]
        reads = choice.rule.reads
        subject: object | None = item
        if reads != "Prose":
            subject = _subject(reads, item, owner, sheet.draft)
        if subject is None or desk.allows(choice, item.text, start, end):
            continue
        match: Match = make(Match, (item, start, end))
        for finding in desk.calls[find](subject, sheet.draft, match):
            sheet.notes.add(choice.rule.name, finding, part=item.stretch.part)


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
    if part is None or item.stretch.field is not part.part:
        return None
    if reads == "PartProse" or PART_OF.get(reads) is part.part:
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


def _check_messages(desk: Desk, sheets: list[Sheet]) -> None:
    """Rules on whole messages, on each channel with each set of values.

    Only messages that some rule wants to see are written: what the utmost text of a channel
    proves needs no more.
    """
    going = [(s, utmosts(s.draft)) for s in sheets if _can_be_written(desk, s)]
    for check in desk.reading("Utmost"):
        going = [each for each in going if _check_utmosts(check, *each)]
    for sheet, mosts in going:
        _check_written(desk, sheet, mosts)


def _can_be_written(desk: Desk, sheet: Sheet) -> bool:
    """Whether the texts can, with each set of values, where that is in doubt; else why is noted."""
    notes, draft = sheet.notes, sheet.draft
    if is_risky(draft) or desk.environment.locale.code not in CODES:
        try:
            sheet.cases = all_cases(draft, desk.now)
        except SnapError as error:  # a value that the language has no words for
            notes.unsendable(error)
            return False
        for case in sheet.cases:
            wrong = unsendable(case)
            if wrong is not None and notes.unsendable(wrong):
                return False
    return True


def _check_utmosts(check: Check, sheet: Sheet, mosts: list[Utmost]) -> bool:
    """A rule on the utmost that each channel can say; False where that cannot be told."""
    choice, call, alone = check
    try:
        for most in mosts:
            for finding in call(most, sheet.draft, None) if alone is None else alone(most):
                sheet.notes.add(choice.rule.name, finding, channel=most.channel.name)
    except SnapError as error:  # a typed time: its own rule tells where it cannot be read
        sheet.notes.unsendable(error)
        return False
    return True


def _check_written(desk: Desk, sheet: Sheet, mosts: list[Utmost]) -> None:
    notes, draft, settings = sheet.notes, sheet.draft, desk.library.settings
    wanted: dict[str, list[Check]] = {}
    try:
        for most in mosts:
            wanted[most.channel.name] = [
                check
                for check in desk.reading("Message")
                if (when := check.choice.rule.when) is None or when(most, settings)
            ]
    except SnapError as error:
        notes.unsendable(error)
        return
    if not any(wanted.values()):
        return
    found = sheet.cases or all_cases(draft, desk.now)
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
    sheet.renderings = len(found) * len(wanted)
