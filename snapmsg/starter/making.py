"""Writes the files of a new library: all of them, or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from snapmsg import json_schema, reader, source
from snapmsg.config import FIELDS, NAME
from snapmsg.errors import SnapError
from snapmsg.files import check_inside, shown
from snapmsg.json_schema import wired
from snapmsg.library import find_root, shipped
from snapmsg.reader import MapNode
from snapmsg.starter.choosing import Choice, without_others
from snapmsg.wizard import stamped, titled, with_facts


def contents(name: str, today: date, choice: Choice) -> Iterator[tuple[PurePosixPath, str]]:
    """The files of a new library of that name, by their path in it, and the text of each."""
    settings = source.load(shipped() / NAME, NAME)
    # Translations stay behind, and with them what the settings say for their sake.
    kept: dict[str, frozenset[str]] = {
        "teams": choice.teams,
        "variables": choice.variables,
        "channels sms": frozenset(),
        "locales": frozenset(),
        "rules": frozenset(),
    }
    fitting = source.Source(NAME, without_others(settings, kept).rstrip("\n") + "\n")
    named = source.Source(NAME, with_facts(fitting, {"name": name}))
    yield PurePosixPath(NAME), wired(_explained(named), PurePosixPath(NAME))
    for file in choice.files:
        path = PurePosixPath(file.path.relative_to(shipped()).as_posix())
        yield path, wired(stamped(source.load(file.path, shown(file.path)), today), path)
    for kind, schema in json_schema.FILES.items():
        yield PurePosixPath(schema), json_schema.text(kind)
    for partial in sorted(choice.partials):
        path = PurePosixPath("partials", partial)
        yield path, source.load(shipped() / path, str(path)).raw


def _explained(settings: source.Source) -> str:
    """`snap.yaml` with a comment above each key that has none: what the key is for."""
    root = reader.read(settings).root
    keys = [key for key, _ in root.pairs()] if isinstance(root, MapNode) else []
    abouts = {field.name: field.about for field in FIELDS}
    return settings.edit(
        [
            (key.start, key.start, f"# {abouts[key.value]}\n")
            for key in keys
            if not settings.line(key.whole.line - 1).startswith("#")
        ]
    )


def start(
    folder: Path, today: date, choice: Choice, *, force: bool = False
) -> tuple[PurePosixPath, ...]:
    """Make a library in a folder, which may be there already, and give the paths of its files.

    All of it or nothing. Nothing that is there is written over but with `force`. Raises
    `SnapError`.
    """
    folder = Path(os.path.abspath(folder))
    files = dict(contents(titled(folder.name) or "Customer messages", today, choice))
    _check(folder, files, force)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        # Beside what it becomes, so that moving it is one step that cannot stop half way.
        with tempfile.TemporaryDirectory(
            prefix=".snap-", dir=folder if folder.is_dir() else folder.parent
        ) as stage:
            staged = Path(stage) / "library"
            for path, text in files.items():
                (staged / path).parent.mkdir(parents=True, exist_ok=True)
                (staged / path).write_text(text, encoding="utf-8", newline="")
            if folder.is_dir():
                _move(staged, folder, files)
            else:
                staged.rename(folder)
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        raise SnapError(f"no library can be made here: {why}", path=shown(folder)) from None
    return tuple(files)


def _check(folder: Path, files: Mapping[PurePosixPath, str], force: bool) -> None:
    """Raise `SnapError` where something stands in the way."""
    if os.path.lexists(folder) and not folder.is_dir():
        raise SnapError("this is not a folder: choose another name", path=shown(folder))
    ids = {path.stem for path in files if path.parts[0] == "scenarios"}
    for path in files:
        check_inside(folder, folder / path)
        if os.path.lexists(folder / path) and not (force and (folder / path).is_file()):
            cure = "choose another folder, or write over it with --force"
            raise SnapError(f"this file is there already: {cure}", path=shown(folder / path))
    for taken in sorted((folder / "scenarios").rglob("*.y*ml")):
        inside = PurePosixPath(taken.relative_to(folder).as_posix())
        if taken.stem in ids and inside not in files:
            raise SnapError(
                f"a scenario with the id “{taken.stem}” is there already: choose another folder",
                path=shown(taken),
            )
    around = find_root(folder.parent)
    if around is not None and not force:
        raise SnapError(
            f"this folder would be inside the library {shown(around)}, which takes what is in it "
            "for its own: choose one outside it",
            path=shown(folder),
        )


def _move(staged: Path, folder: Path, files: Mapping[PurePosixPath, str]) -> None:
    """Move the files into a folder that is there; `snap.yaml`, which makes it a library, last.

    Where one cannot be moved, those before it go, and what they wrote over comes back.
    """
    old = staged.with_name("old")
    for path in files:
        if (folder / path).is_file():
            (old / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(folder / path, old / path)
    moved: list[PurePosixPath] = []
    try:
        for path in sorted(files, key=lambda path: path.name == NAME):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (staged / path).replace(folder / path)
            moved.append(path)
    except BaseException:
        for path in moved:
            if (old / path).is_file():
                (old / path).replace(folder / path)
            else:
                (folder / path).unlink()
        raise
