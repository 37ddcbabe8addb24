"""Files on disk: how their paths are shown, and how they are written, whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from snapmsg.errors import SnapError


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
        why = (error.strerror or "unknown reason").lower()
        raise SnapError(f"this file cannot be written: {why}", path=shown(path)) from None
