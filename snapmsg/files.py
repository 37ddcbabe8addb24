"""Files on disk: how their paths are shown, and how they are written, whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from snapmsg.errors import SnapError

_ROOT = "snap.yaml"
_OWN = ("scenarios", "partials", "channels")
_MOST_LOOKED_AT, _MOST_FOLDERS = 500, 50


def shown(path: Path) -> str:
    """A path as people are shown it: relative to where they stand, with `/`."""
    text, here = str(path), os.getcwd() + os.sep
    if text[:1] != os.sep or ".." in text:  # most stand as they are, and every file is asked
        text = os.path.abspath(text)
    text = text[len(here) :] if text.startswith(here) else text
    return text if os.sep == "/" else text.replace(os.sep, "/")


def check_inside(root: Path, path: Path) -> None:
    """Raise `SnapError` where links on the way to a file lead out of the folder `root`."""
    inside = path.parent.resolve()
    if not inside.is_relative_to(root.resolve()):
        raise SnapError(
            "a link on the way to this file leads out of the library, so snap does not write it",
            path=shown(path),
        )


def check_output(path: Path) -> None:
    """Raise `SnapError` where a file that people name for something else is a library's own.

    `snap.yaml` and all that stands in `scenarios/`, `partials/` and `channels/` is written by the
    commands that edit it, and by no report, page or log.
    """
    for named in {Path(os.path.abspath(path)), path.resolve()}:
        for root in named.parents:
            if named.name.lower() != _ROOT and not (root / _ROOT).is_file():
                continue
            inside = named.relative_to(root).parts
            if named.name.lower() == _ROOT or inside[0].lower() in _OWN:
                raise SnapError(
                    "this belongs to the library, and snap would write over it: name another "
                    f"file, such as {shown(root / 'report.txt')}",
                    path=shown(path),
                )


def libraries_below(folder: Path) -> Iterator[Path]:
    """The libraries in a folder and in the folders of that, the nearest first.

    Of a folder that is vast only the beginning is looked at: this is for a hint.
    """
    near = _folders(folder)
    for path in (*near, *(inner for outer in near for inner in _folders(outer))):
        if (path / _ROOT).is_file():
            yield path


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            found = [each for each in islice(entries, _MOST_LOOKED_AT) if each.name[:1] != "."]
            return sorted(folder / each.name for each in found if each.is_dir())[:_MOST_FOLDERS]
    except OSError:
        return []


def write_whole(path: Path, text: str, *, parents: bool = False) -> None:
    """Make `text` all that a file holds, in UTF-8: whole or, where that fails, not at all.

    It is written beside the file and put in its place when it is on the disk; a file that was
    there keeps its permissions. With `parents`, its folder is made where there is none. Raises
    `SnapError` where that cannot be done.
    """
    if path.exists() and not path.is_file():
        raise SnapError("this is not a regular file: name another", path=shown(path))
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if parents:
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with staged.open("x", encoding="utf-8", errors="backslashreplace", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                staged.chmod(path.stat().st_mode)
            staged.replace(path)
        finally:
            with contextlib.suppress(OSError):
                staged.unlink()
    except OSError as error:
        taken = next((each for each in path.parents if each.is_file()), None)
        if taken is not None:
            reason = (
                "this is a file, where a folder is needed: move it away, or give it another name"
            )
            raise SnapError(reason, path=shown(taken)) from None
        why = (error.strerror or "unknown reason").lower()
        raise SnapError(f"this file cannot be written: {why}", path=shown(path)) from None
