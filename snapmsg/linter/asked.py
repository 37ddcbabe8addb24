"""What lint was asked to look at: whole libraries, some of their files, a text not saved yet."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from snapmsg.config import NAME
from snapmsg.diagnostic import Severity
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.files import libraries_below, shown
from snapmsg.library import Library, find_root, open_library
from snapmsg.linter import run
from snapmsg.linter.ignores import read_ignores
from snapmsg.linter.notes import Notes
from snapmsg.linter.run import Result, given_files, lint_text
from snapmsg.linter.selection import choose
from snapmsg.rule.own import own_rules
from snapmsg.source import Source, Unreadable, decode, read_stream


@dataclass(frozen=True, slots=True)
class Task:
    """A library, and which of its scenarios to look at; None for all of it.

    `text` is what stands in the only one, where that is not saved yet; `fault` is why it is none.
    """

    library: Library
    files: list[Path] | None
    text: Source | None = None
    fault: Unreadable | None = None

    def paths(self) -> Iterator[str]:
        """The paths of the files that it looks at, as people are shown them."""
        library = self.library
        if self.files is None and library.root is not None:
            yield shown(library.root / NAME)
            for partials in (library.partials, *library.local_partials.values()):
                yield from (partial.source.path for partial in partials.values())
            yield from (t.text.source.path for t in library.templates.values() if not t.shipped)
        yield from map(shown, library.all_files if self.files is None else self.files)

    def lint(self, now: datetime, select: Iterable[str], ignore: Iterable[str]) -> Result:
        """What is wrong there. Raises `SnapError` for a rule that does not exist."""
        text = self.text or self.fault
        if text is not None and self.files is not None:
            return lint_text(self.library, now, self.files[0], text, select, ignore)
        return run.lint(self.library, now, self.files, select, ignore)

    def scenarios(self) -> set[Path]:
        """The scenarios that there are, looked at or not, by their paths without an ending."""
        files = {*self.library.all_files, *(self.files or ())}
        return {path.with_name(path.stem.partition(".")[0]) for path in files}

    def unseen(self, select: Iterable[str], ignore: Iterable[str]) -> int:
        """How many errors are in the `snap.yaml` of files that are looked at without it."""
        source, document = self.library.settings.source, self.library.document
        if self.files is None or source is None or document is None:
            return 0
        chosen, problems = choose(self.library.settings, select, ignore)
        notes = Notes(chosen, None, self.library)
        notes.problems(p for p in (*self.library.problems, *problems) if p.at.source is source)
        own = [each.rule for each in own_rules(self.library.settings)]
        found, _ = notes.diagnostics(read_ignores(source, document.root, own)[0])
        return sum(diagnostic.severity is Severity.ERROR for diagnostic in found)


def typed(name: Path, stream: BinaryIO) -> Task:
    """A scenario that is read from a stream, as if it were the file of that name.

    Raises `SnapError` where the name is none of a scenario. Bytes that are no text are a fault of
    the file, as they would be on the disk.
    """
    path = Path(os.path.abspath(name))
    if path.suffix not in (".yaml", ".yml") or path.name == NAME:
        raise SnapError(
            "--stdin-filename names a scenario, such as scenarios/delivery/parcel-late.yaml",
            path=str(name),
        )
    try:
        text = decode(read_stream(stream, shown(path)), shown(path))
    except Unreadable as error:
        return Task(open_library(path), [path], fault=error)
    return Task(open_library(path), [path], text)


def chosen(paths: Iterable[Path]) -> Iterator[Task]:
    """What is to be looked at, a task for each library that the paths stand in.

    Raises `SnapError` for a path that is not there, and for one with nothing to look at.
    """
    by_root: dict[Path | None, list[Path]] = {}
    named = [[path] if path.exists() else _files_of(path) for path in paths]
    for path in (path for each in named for path in each):
        root = find_root(path if path.is_dir() else path.parent)
        if path.is_dir() and root is None:
            below = next(libraries_below(path), None)
            raise SnapError(
                "there is no snap.yaml in this folder or above it."
                + (f" There is one below: snap lint {shown(below)}" if below is not None else
                   " Make a library with: snap init support-messages"), path=str(path)
            )  # fmt: skip
        by_root.setdefault(root, []).append(path)
    for root, given in by_root.items():
        library = open_library(given[0])
        if root is not None and any(_is_all(root, path) for path in given):
            if not library.files and not library.problems:
                raise SnapError(
                    "there is nothing to lint: this library has no scenarios yet. Write one with: "
                    "snap new",
                    path=str(given[0]),
                )
            yield Task(library, None)
            # A file beside the scenarios is no part of the whole, but it was named.
            known = set(library.all_files)
            given = [
                path
                for path in given
                if path.is_file()
                and not _is_all(root, path)
                and Path(os.path.abspath(path)) not in known
            ]
            if not given:
                continue
        for path in given:
            if not path.is_dir() and path.suffix not in (".yaml", ".yml"):
                raise SnapError(
                    "this is no scenario: the name of one ends in .yaml", path=str(path)
                )
            if path.is_dir() and not given_files(library, [path]):
                raise SnapError("there are no scenarios in this folder", path=str(path))
        yield Task(library, given_files(library, given))


def _files_of(id: Path) -> list[Path]:
    """The file of a scenario that is named by its id, as the other commands take it.

    Where several have it, all of them: lint says so.
    """
    if str(id) == "-":
        raise SnapError("- is stdin, which is linted alone: leave out the other paths")
    ids = open_library().ids() if len(id.parts) == 1 and not id.suffix else {}
    if str(id) not in ids:
        meant = did_you_mean(str(id), ids) or " See them with: snap list"
        raise SnapError(f"there is no such file or folder, and no such scenario.{meant}" if ids
                        else "there is no such file or folder", path=str(id))  # fmt: skip
    return ids[str(id)]


def _is_all(root: Path, path: Path) -> bool:
    """Whether a path stands for the library as a whole: its folder, or what all scenarios share."""
    inside = Path(os.path.abspath(path)).relative_to(root).parts
    return not inside or inside == (NAME,) or inside[0] in ("partials", "channels")
