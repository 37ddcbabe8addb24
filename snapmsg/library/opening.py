"""A library as it is found on disk: its settings, partials and templates, and its files."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from snapmsg import channels, reader, schema, source
from snapmsg.config import NAME, Settings, read_settings
from snapmsg.diagnostic import Problem
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.files import shown
from snapmsg.locales import fallback
from snapmsg.model import Template
from snapmsg.reader import Document
from snapmsg.source import Addressed, Source, Unreadable

MOST_FILES = 50_000
"""How many files a library may hold; more is most likely the wrong folder."""
_DEEPEST = 16


@dataclass(frozen=True, slots=True)
class Library:
    """A library: its settings, partials and templates, and where its scenarios are.

    The scenarios themselves are read a few at a time, so that ten thousand of them take no more
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
    inside = Path(__file__).parents[1] / "templates"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "templates"


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
        text = load(root, path)
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


def load(root: Path | None, path: Path) -> Source:
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
        text = load(root, path)
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
