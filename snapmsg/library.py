"""Files in, library out. A bad file is a recorded problem, not a crash."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from snapmsg import channels, reader, schema, source
from snapmsg.config import NAME, Settings, read_settings
from snapmsg.diagnostic import Problem
from snapmsg.errors import SnapError, did_you_mean, quoted
from snapmsg.files import shown
from snapmsg.locales import fallback
from snapmsg.model import Scenario, Template
from snapmsg.reader import Document, MapNode
from snapmsg.source import Addressed, Source, Unreadable

MOST_FILES = 50_000
"""How many files a library may hold; more is most likely the wrong folder."""
_DEEPEST = 16


class ScenarioFile(NamedTuple):
    """A scenario's file as read: the scenario, what was wrong with it, and its tree of keys."""

    path: Path
    scenario: Scenario
    document: Document
    problems: tuple[Problem, ...]

    @property
    def readable(self) -> bool:
        """Whether there is anything in it that can be checked."""
        return isinstance(self.document.root, MapNode)


@dataclass(frozen=True, slots=True)
class Library:
    """A library: its settings, partials and templates, and where its scenarios are.

    The scenarios themselves are read one at a time, so that ten thousand of them take no more
    memory than one. `root` is None for a scenario that stands outside any library.

    `files` are the originals. `translations` has for an original, which may be missing, the file
    of each locale, and `local_partials` for a locale the partials that it has of its own.
    """

    root: Path | None
    settings: Settings = field(default_factory=Settings)
    document: Document | None = None
    files: tuple[Path, ...] = ()
    partials: Mapping[str, Addressed] = field(default_factory=dict)
    templates: Mapping[tuple[str, str], Template] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    translations: Mapping[Path, Mapping[str, Path]] = field(default_factory=dict)
    local_partials: Mapping[str, Mapping[str, Addressed]] = field(default_factory=dict)

    @property
    def all_files(self) -> tuple[Path, ...]:
        """The scenarios and their translations, in order."""
        if not self.translations:
            return self.files
        found = [path for by in self.translations.values() for path in by.values()]
        return tuple(sorted((*self.files, *found), key=os.fspath))

    def locales(self, path: Path) -> tuple[str, ...]:
        """The locales that a scenario can be read in: the library's own, and its translations."""
        return (self.settings.locale, *sorted(self.translations.get(path, ())))

    def of(self, locale: str) -> Library:
        """The library as it is in another language: its settings and its partials."""
        if locale == self.settings.locale:
            return self
        partials = dict(self.partials)
        for code in reversed(fallback(locale)):
            partials |= self.local_partials.get(code, {})
        return replace(self, settings=self.settings.of(locale), partials=partials)

    def ids(self) -> dict[str, list[Path]]:
        """Each scenario's id, and the files that have it; more than one is a fault."""
        found: dict[str, list[Path]] = {}
        for path in self.files:
            found.setdefault(path.stem, []).append(path)
        return found


def shipped() -> Path:
    """The library that comes with snap: its scenarios and the channels' templates."""
    inside = Path(__file__).parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "templates"


def find_root(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds a `snap.yaml`."""
    start = Path(os.path.abspath(start))
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return folder
    return None


def open_library(start: Path | None = None) -> Library:
    """The library that `start` (a folder or file; else the working directory) stands in.

    A library without a root where there is no `snap.yaml` upwards. Raises `SnapError` where
    `snap.yaml` cannot be read.
    """
    where = start or Path.cwd()
    root = find_root(where if where.is_dir() else where.parent)
    if root is None:
        return Library(None, templates=_templates(None, []))
    path = root / NAME
    try:
        text = _load(root, path)
    except Unreadable as error:
        raise SnapError(error.reason, path=f"{error.path}:{error.line}:{error.column}") from None
    document = reader.read(text)
    settings, problems = read_settings(document, text, channels.settings())
    partials: dict[str, Addressed] = {}
    local: dict[str, dict[str, Addressed]] = {}
    for path in _files(root, "partials", problems, ".txt"):
        if (partial := _load_text(root, path, problems)) is not None:
            name = path.relative_to(root / "partials").as_posix()
            first, _, code = name.removesuffix(".txt").rpartition(".")
            if first and schema.fault_of(code) is None:
                local.setdefault(code, {})[f"{first}.txt"] = partial
            else:
                partials[name] = partial
    files = _files(root, "scenarios", problems, ".yaml", ".yml")
    originals, translations = _sorted(files, problems)
    return Library(
        root,
        settings,
        document,
        originals,
        partials,
        _templates(root, problems),
        tuple(problems),
        translations,
        local,
    )


def _sorted(
    files: list[Path], problems: list[Problem]
) -> tuple[tuple[Path, ...], dict[Path, dict[str, Path]]]:
    """The scenarios among files, and the translations of each by their locale."""
    # An id has no dot, so that a name with one is a translation's. Most libraries have none.
    if not any("." in path.stem for path in files):
        return tuple(files), {}
    originals = tuple([path for path in files if "." not in path.stem])
    named = {path.with_suffix(""): path for path in originals}
    translations: dict[Path, dict[str, Path]] = {}
    for path in files:
        id, dot, locale = path.stem.partition(".")
        if dot:
            original = named.get(path.with_name(id), path.with_name(f"{id}.yaml"))
            kept = translations.setdefault(original, {}).setdefault(locale, path)
            if kept != path:
                at = source.Range(Source(shown(path), ""), 0, 0)
                reason = f"{kept.name} is the same translation: take one of the two out"
                problems.append(Problem("bad-name", at, reason))
    return originals, translations


def _files(root: Path, name: str, problems: list[Problem], *endings: str) -> list[Path]:
    """Files below a folder of the library by ending, in order; no link to a folder is followed."""
    folder = root / name
    if _leaves(root, folder):
        problems.append(unreadable(Unreadable(shown(folder), _LEAVES)))
        return []
    stack, seen = [(os.fspath(folder), 0)], 0
    found = []
    while stack:
        here, depth = stack.pop()
        try:
            entries = list(os.scandir(here))
        except OSError:
            continue
        for entry in entries:
            seen += 1
            if seen > MOST_FILES:
                raise SnapError(
                    f"there are more than {MOST_FILES} files here: is this the right folder?",
                    path=shown(folder),
                )
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth < _DEEPEST:
                    stack.append((entry.path, depth + 1))
            elif entry.name.endswith(endings):
                found.append(entry.path)
    return [Path(path) for path in sorted(found)]


_LEAVES = "this is a link to somewhere outside the library, so snap does not read it"


def _leaves(root: Path | None, path: Path) -> bool:
    """Whether a path in the library is a link to somewhere outside it.

    A library may come from a stranger, and what snap reads it also quotes.
    """
    if root is None:
        return False
    try:  # of each file, and pathlib's own way takes ten times as long
        link = stat.S_ISLNK(os.lstat(path).st_mode)
    except OSError:
        return False
    if not link or not path.is_relative_to(root):
        return False
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _load(root: Path | None, path: Path) -> Source:
    """A file as a source. Raises `Unreadable`, also for a link that leaves the library."""
    name = shown(path)
    try:  # nearly no file is a link, and where the system can tell, opening it does
        if root is None or source.STAY or not _leaves(root, path):
            return source.load(path, name, follow=root is None)
    except source.Linked:
        if not _leaves(root, path):
            return source.load(path, name)
    raise Unreadable(name, _LEAVES)


def _load_text(root: Path | None, path: Path, problems: list[Problem]) -> Addressed | None:
    """A whole file as addressed text; None, with a problem, where it cannot be read."""
    try:
        text = _load(root, path)
    except Unreadable as error:
        problems.append(unreadable(error))
        return None
    problems += reader.hidden_characters(text)
    return Addressed(text.text, text, 0, len(text.text))


def unreadable(error: Unreadable) -> Problem:
    """A file that cannot be read, as a problem of it."""
    blank = Source(error.path, "\n" * (error.line - 1) + " " * error.column)
    end = len(blank.text)
    return Problem("unreadable-file", source.Range(blank, end - 1, end - 1), error.reason)


def _templates(root: Path | None, problems: list[Problem]) -> dict[tuple[str, str], Template]:
    found = {}
    own_folder = root / "channels" if root is not None else None
    if own_folder is not None and _leaves(root, own_folder):
        problems.append(unreadable(Unreadable(shown(own_folder), _LEAVES)))
        own_folder = None
    base = shipped() / "channels"
    files = {
        f"{name}.{form.name}.j2" for name in channels.names() for form in channels.get(name).forms
    }
    for path in _files(root, "channels", problems, ".j2") if root and own_folder else ():
        if path.name not in files:
            meant = did_you_mean(path.name, files)
            reason = f"no channel has a template of this name.{meant} There are: "
            at = source.Range(Source(shown(path), ""), 0, 0)
            problems.append(Problem("bad-name", at, reason + ", ".join(sorted(files))))
    for name in channels.names():
        for form in (form.name for form in channels.get(name).forms):
            file = f"{name}.{form}.j2"
            own = own_folder / file if own_folder is not None else None
            if own is not None and not os.path.lexists(own):
                own = None
            text = _load_text(root, own or base / file, problems)
            if text is not None:
                found[name, form] = Template(name, form, text, shipped=own is None)
    return found


@cache
def _channel_fields() -> dict[str, tuple[str, ...]]:
    """Each channel, and the names of its own fields."""
    return {name: tuple(f.name for f in channels.get(name).fields) for name in channels.names()}


def read_source(library: Library, path: Path, text: Source) -> ScenarioFile:
    """A scenario's text, which may be an editor's buffer, as a scenario."""
    if "." in (id := path.stem):
        return _read_translation(library, path, text)
    document = reader.read(text)
    scenario, problems = schema.read_scenario(
        document, text, id, topic_of(library, path), _channel_fields()
    )
    if not schema.ID.fullmatch(id):
        reason = f"{quoted(id)} is no id: name the file with small letters, digits and "
        reason += "hyphens, such as parcel-late.yaml"
        if schema.KEPT.fullmatch(id):
            reason = f"Windows keeps the name “{id}” for itself: give the file another"
        problems.append(Problem("bad-name", text.line_range(1), reason))
    return ScenarioFile(path, scenario, document, tuple(problems))


def _read_translation(library: Library, path: Path, text: Source) -> ScenarioFile:
    """The text of `<id>.<locale>.yaml` as its original in that language."""
    document = reader.read(text)
    id, _, locale = path.stem.partition(".")
    found = original_of(path)
    fault = schema.fault_of(locale)
    if fault is not None:
        fault += f"{' ' if fault.endswith('?') else '. '}A name with a dot is a translation's"
    elif locale == library.settings.locale:
        fault = f"the scenarios of this library are written in {locale}: this is no translation"
    elif found is None:
        fault = f"there is no {id}.yaml beside it: a translation stands beside what it translates"
    if fault is not None or found is None:
        problem = Problem("bad-name", text.line_range(1), fault or "")
        blank = Scenario(id, topic_of(library, path), text)
        problems = [*document.problems, problem]
        return ScenarioFile(path, blank, Document(None, problems), tuple(problems))
    original = read_scenario(library, found)
    scenario, told = schema.read_translation(
        document, text, original.scenario, locale,
        library.settings.of(locale).variables, _channel_fields(), library.settings.channels,
    )  # fmt: skip
    if not original.readable and original.problems:  # then nothing here can be held to it
        problems = [*original.problems, *document.problems]
        return ScenarioFile(path, scenario, Document(None, problems), tuple(problems))
    return ScenarioFile(path, scenario, document, tuple(told))


def original_of(path: Path) -> Path | None:
    """The scenario's file that a translation's path stands beside; None where there is none."""
    id = path.stem.partition(".")[0]
    beside = (path.with_name(f"{id}{ending}") for ending in (path.suffix, ".yaml", ".yml"))
    return next((file for file in beside if file.is_file()), None)


def translated(library: Library, file: ScenarioFile, locale: str) -> ScenarioFile:
    """A scenario in a locale: its translation into that or, failing this, the next that stands in.

    The first of `es-MX`, `es` and the library's own that there is; the scenario's `locale` says
    which. Raises `SnapError` for a code of no language.
    """
    fault = schema.fault_of(locale)
    if fault is not None:
        raise SnapError(fault)
    path = original_of(file.path) if file.scenario.translation is not None else file.path
    if path is None or locale == (file.scenario.locale or library.settings.locale):
        return file
    known: Mapping[str, Path] = library.translations.get(path, {})
    code = next((code for code in fallback(locale) if code in known), None)
    wanted = path if code is None else known[code]
    return file if wanted == file.path else read_scenario(library, wanted)


def read_scenario(library: Library, path: Path) -> ScenarioFile:
    """A scenario's file. One that cannot be read at all is an empty scenario with that problem."""
    try:
        text = _load(library.root, path)
    except Unreadable as error:
        return unread(library, path, error)
    return read_source(library, path, text)


def unread(library: Library, path: Path, error: Unreadable) -> ScenarioFile:
    """A file that cannot be read at all: an empty scenario with that problem."""
    problem = unreadable(error)
    blank = Scenario(path.stem, topic_of(library, path), problem.at.source)
    return ScenarioFile(path, blank, Document(None, [problem]), (problem,))


def topic_of(library: Library, path: Path) -> str:
    """The first folder below `scenarios/`; empty for a file that stands elsewhere."""
    if library.root is None:
        return ""
    folder, text = f"{library.root}{os.sep}scenarios{os.sep}", str(path)
    topic, inside, _ = text[len(folder) :].partition(os.sep)
    return topic if text.startswith(folder) and inside else ""


def find(library: Library, id: str) -> ScenarioFile:
    """A scenario by its id, or by the path of its file.

    Raises `SnapError` where there is none, with what may be meant, and where there is more than
    one.
    """
    path = Path(id)
    if path.suffix in (".yaml", ".yml"):
        if not path.is_file():
            raise SnapError("there is no such file", path=id)
        return read_scenario(library, Path(os.path.abspath(path)))
    if library.root is None:
        raise SnapError(
            "there is no snap.yaml here or above. Make a library with: snap init support-messages"
        )
    ids = library.ids()
    if id not in ids:
        for file in scenarios(library):
            if any(old.value == id for old in file.scenario.lists.get("formerly", ())):
                raise SnapError(f"{quoted(id)} is called “{file.scenario.id}” now")
        meant = did_you_mean(id, ids) or " See all of them with: snap list"
        raise SnapError(f"there is no scenario {quoted(id)} here.{meant}")
    if len(ids[id]) > 1:
        listed = ", ".join(map(shown, ids[id]))
        raise SnapError(
            f"more than one scenario has the id “{id}”: name one of the files, {listed}"
        )
    return read_scenario(library, ids[id][0])


def scenarios(library: Library) -> Iterator[ScenarioFile]:
    """Every scenario of the library, read one at a time, in the order of their paths."""
    for path in library.files:
        yield read_scenario(library, path)
