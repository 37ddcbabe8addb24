"""Where a scenario's file goes: never over something that nobody named."""

from __future__ import annotations

import os
from pathlib import Path

from snapmsg.errors import SnapError
from snapmsg.files import check_inside, shown
from snapmsg.library import Library


def place(library: Library, topic: str, id: str, *, force: bool = False) -> Path:
    """The path of a new scenario. Raises `SnapError` where its id or its file is taken.

    With `force` its own file may be there already; another file with its id may not.
    """
    if library.root is None:
        raise SnapError(
            "there is no snap.yaml here or above. Make a library with: snap init support-messages"
        )
    path = library.root / "scenarios" / topic / f"{id}.yaml"
    for taken in library.ids().get(id, []):
        if taken != path:
            raise SnapError(
                f"the id “{id}” is taken by this file: choose another, such as {free(library, id)}",
                path=shown(taken),
            )
    if os.path.lexists(path) and not path.is_file():
        raise SnapError("this is not a regular file: choose another id", path=shown(path))
    if path.is_file() and not force:
        raise SnapError(
            f"this file is there already: choose another id, such as {free(library, id)}, or "
            "write over it with --force",
            path=shown(path),
        )
    check_inside(library.root, path)
    return path


def free(library: Library, id: str) -> str:
    """An id that no scenario has: this one, or this one with a number."""
    ids, number, found = library.ids(), 1, id
    while found in ids:
        number += 1
        found = f"{id[:76]}-{number}"
    return found
