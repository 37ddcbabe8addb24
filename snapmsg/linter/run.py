"""Linting a library: every scenario, then its own files, and all of them together."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from snapmsg import channels
from snapmsg.config import NAME
from snapmsg.diagnostic import Diagnostic, Finding, Problem
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.files import shown
from snapmsg.library import Library, original_of, read_scenario, read_source, unread
from snapmsg.linter.check import check_file, check_shared_words
from snapmsg.linter.desk import Desk
from snapmsg.linter.ignores import Ignore, read_ignores, read_template_ignores, unused, unused_paths
from snapmsg.linter.notes import Notes
from snapmsg.linter.selection import choose
from snapmsg.linter.together import check_all
from snapmsg.message import (
    ABOUT,
    Environment,
    build_case,
    compose,
    draft_of,
    environment_of,
    example_values,
    includes_of,
)
from snapmsg.model import RESERVED, Part, Template
from snapmsg.rule import Card, Overview, TemplateText
from snapmsg.rule.own import idle
from snapmsg.source import Source, Unreadable
from snapmsg.wording import Tree, attributes, flips


@dataclass(frozen=True, slots=True)
class Result:
    """What a run of lint found, in the order of files and places."""

    diagnostics: tuple[Diagnostic, ...]
    scenarios: int
    files: int
    ignored: int


def desk_of(
    library: Library, now: datetime, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Desk, list[Problem]]:
    """All that checking needs, and what is wrong with the rules' options. Raises `SnapError`."""
    chosen, problems = choose(library.settings, select, ignore)
    return Desk(library, environment_of(library), chosen, now), problems


def lint(
    library: Library,
    now: datetime,
    paths: Sequence[Path] | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    jobs: int | None = None,
) -> Result:
    """Check a library, or only some of its scenarios.

    The library's own files, and rules on the library as a whole, are looked at only when all of it
    is; but those of `ANYWHERE` hold for every file. `jobs` is the number of processes; None decides
    by the number of files. Raises `SnapError` for a rule that does not exist.
    """
    desk, problems = desk_of(library, now, select, ignore)
    return lint_at(desk, problems, paths, jobs)


def lint_at(
    desk: Desk, problems: list[Problem], paths: Sequence[Path] | None, jobs: int | None
) -> Result:
    """The same at a desk that is ready, with what is wrong with the rules' options."""
    library = desk.library
    files = list(library.all_files if paths is None else [*_unread(desk, paths), *paths])
    diagnostics: list[Diagnostic] = []
    ignored = 0
    cards: list[Card] = []
    ignores: list[Ignore] = []
    of_use: set[tuple[str, str]] = set()
    with _seldom_collecting():
        for told in check_all(desk, files, jobs):
            of_use |= told.silenced
            diagnostics += told.diagnostics
            ignored += told.ignored
            cards.append(told.card)
            ignores += told.ignores
    count, scenarios = len(files), len(files)
    if library.translations:
        scenarios = len({path.with_name(path.stem.partition(".")[0]) for path in files})
    if paths is None:
        faults = [*library.problems, *problems]
        found, silenced = _check_library(desk, faults, cards, ignores, of_use)
        diagnostics += found
        ignored += silenced
        count += 1 + len(library.partials) + sum(map(len, library.local_partials.values()))
        count += sum(not template.shipped for template in library.templates.values())
    else:
        found, silenced = _check_names(desk, cards, ignores)
        diagnostics += found
        ignored += silenced
    return Result(tuple(sorted(diagnostics, key=lambda d: d.place)), scenarios, count, ignored)


def _unread(desk: Desk, paths: Sequence[Path]) -> Iterator[Path]:
    """The originals of translations that are looked at without them, where they cannot be read.

    Nothing can be said of such a translation but this.
    """
    found = {original_of(path) for path in paths if "." in path.stem}.difference(paths)
    for path in sorted(path for path in found if path is not None):
        file = read_scenario(desk.library, path)
        if file.problems and not file.readable:
            yield path


def lint_text(
    library: Library, now: datetime, path: Path, text: Source | Unreadable,
    select: Iterable[str] = (), ignore: Iterable[str] = (),
) -> Result:  # fmt: skip
    """Check one scenario that is not saved yet, as if it stood at `path`.

    It may be bytes that are no text: then this is what is told.
    """
    desk, _ = desk_of(library, now, select, ignore)
    file = (
        unread(library, path, text)
        if isinstance(text, Unreadable)
        else read_source(library, path, text)
    )
    told = check_file(desk, file)
    found, silenced = _check_names(desk, [told.card], list(told.ignores))
    for original in _unread(desk, [path]):
        found += check_file(desk, read_scenario(library, original)).diagnostics
    diagnostics = sorted((*told.diagnostics, *found), key=lambda d: d.place)
    return Result(tuple(diagnostics), 1, 1, told.ignored + silenced)


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for cycles in memory after many new objects only: a file makes some thousand, and none.

    Python looks after 700 otherwise, some ten times for each file.
    """
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _check_library(
    desk: Desk, problems: list[Problem], cards: Iterable[Card], ignores: list[Ignore],
    of_use: set[tuple[str, str]],
) -> tuple[list[Diagnostic], int]:  # fmt: skip
    """What is wrong with `snap.yaml`, the partials and the templates, and with all together.

    `ignores` are those of scenarios that name a rule on all together; `of_use` is what of `ignore:`
    in `snap.yaml` switched something off in them.
    """
    library, environment = desk.library, desk.environment
    notes = Notes(desk.chosen, None, library)
    notes.problems(problems)
    originals = tuple([card for card in cards if card.locale is None])
    translated = tuple([card for card in cards if card.locale is not None])
    notes.problems(idle(library.settings.words, {card.topic for card in originals}))
    if library.settings.source is not None and library.document is not None:
        found, wrong = read_ignores(library.settings.source, library.document.root, desk.own)
        ignores += found
        notes.problems(wrong)
    shared = set(library.settings.variables)
    for choice, call, _ in desk.reading("Variable"):
        for variable in library.settings.variables.values():
            for finding in call(variable, None, None):
                notes.add(choice.rule.name, finding)
    for key, template in library.templates.items():
        tree = None if template.shipped else environment.templates[key]
        if tree is None:
            continue
        ignores += _template_ignores(desk, tree, notes)
        _names(environment, tree, shared, notes)
        _attributes(environment, template.channel, tree, notes)
        for choice, call, _ in desk.reading("TemplateText") if not tree.faults else ():
            view = TemplateText(template, tree, environment)
            for finding in call(view, None, None):
                notes.add(choice.rule.name, finding, channel=template.channel)
        check_shared_words(desk, notes, tree)
        _try(desk, template, tree, notes)
    for locale, tree in environment.all_partials():
        ignores += _template_ignores(desk, tree, notes)
        _names(environment.of(locale), tree, None, notes)
        check_shared_words(desk.of(locale), notes, tree)
    overview = Overview(library, environment, originals, translated)
    for choice, call, _ in desk.reading("Overview") if library.root is not None else ():
        for finding in call(overview, None, None):
            notes.add(choice.rule.name, finding)
    diagnostics, ignored = notes.diagnostics(ignores)
    late = Notes(desk.chosen, None, library)
    late.problems(unused(ignores, set(desk.chosen)))
    settings, held = library.settings, set(desk.chosen)
    if settings.ignore:
        whole = choose(settings)[0].keys() <= held
        of_use |= notes.silenced
        late.problems(unused_paths(settings.ignore, of_use, held, desk.own, whole=whole))
    return diagnostics + late.diagnostics([])[0], ignored


ANYWHERE = ("duplicate-id", "missing-follow-up")
"""The rules on the library that need no more of the other scenarios than their ids."""


def _check_names(
    desk: Desk, cards: Iterable[Card], ignores: list[Ignore]
) -> tuple[list[Diagnostic], int]:
    """What those rules find in some scenarios that are looked at without the others."""
    named = [card for card in cards if card.locale is None]
    notes = Notes(desk.chosen, None, desk.library)
    overview = Overview(desk.library, desk.environment, tuple(named), named=True)
    for choice, call, _ in desk.reading("Overview") if desk.library.root is not None else ():
        if choice.rule.name in ANYWHERE:
            for finding in call(overview, None, None):
                notes.add(choice.rule.name, finding)
    return notes.diagnostics(ignores)


_SAMPLE = "".join(f"{name}: …\n" for name in (*Part, "opening", "closing"))


def _try(desk: Desk, template: Template, tree: Tree, notes: Notes) -> None:
    """Write a message through a template, and one for each of its branches: why it cannot be."""
    sample = read_source(desk.library, Path("sample.yaml"), Source("sample.yaml", _SAMPLE))
    draft = draft_of(sample.scenario, desk.environment)
    base = example_values(draft)
    if {use.name for use in tree.uses} & draft.variables.keys() - base.keys():
        return  # a value is missing, and another rule asks for its example
    for changed in ({}, *flips([tree.nodes], base, draft.variables)):
        try:
            case = build_case(draft, {**base, **changed}, desk.now)
            compose(case, template.channel, template.form)
        except SnapError as error:
            if error.at is not None and not notes.tell(error.at):
                notes.add("unsendable-message", Finding(error.at, error.sentence))


def _template_ignores(desk: Desk, tree: Tree, notes: Notes) -> list[Ignore]:
    ignores, wrong = read_template_ignores(tree.at.source, desk.own)
    notes.problems(wrong)
    return ignores


def _names(environment: Environment, tree: Tree, known: set[str] | None, notes: Notes) -> None:
    """Faults of a template or partial, and names in it that nothing fills.

    `known` is None for a partial, whose names the scenario that includes it may declare.
    """
    for fault in tree.faults:
        notes.add(fault.rule, Finding(tree.at.range(fault.start, fault.end), fault.reason))
    for node in includes_of(tree):
        if node.name not in environment.partials:
            meant = did_you_mean(node.name, environment.partials)
            reason = f"there is no partial “{node.name}”.{meant} Partials stand in partials/"
            notes.add("unknown-partial", Finding(tree.at.range(node.start, node.end), reason))
    if known is None:
        return
    for use in tree.uses:
        if use.name not in RESERVED and use.name not in known:
            notes.add(
                "unknown-name",
                Finding(
                    tree.at.range(use.start, use.end),
                    f"“{use.name}” is filled by nothing: a template has the parts, opening, "
                    f"closing, labels, message and the variables of {NAME}",
                ),
            )


def _attributes(environment: Environment, channel: str, tree: Tree, notes: Notes) -> None:
    """What a template reads of `message` and `labels`, and nothing fills."""
    fields = {field.name for field in channels.get(channel).fields}
    filled = {"message": fields | ABOUT, "labels": set(environment.labels)}
    for name, attribute, start, end in attributes(tree):
        known = filled.get(name)
        if known is not None and attribute not in known:
            reason = f"“{name}.{attribute}” is filled by nothing."
            meant = did_you_mean(attribute, known) or f" There is {', '.join(sorted(known))}"
            notes.add("unknown-name", Finding(tree.at.range(start, end), reason + meant))


def given_files(library: Library, paths: Sequence[Path]) -> list[Path]:
    """The scenario files that paths name; of a folder, all scenarios below it."""
    found: list[Path] = []
    for path in paths:
        full = Path(os.path.abspath(path))
        if full.is_dir():
            found += [file for file in library.all_files if full in file.parents]
        else:
            found.append(full)
    return sorted(set(found), key=shown)
