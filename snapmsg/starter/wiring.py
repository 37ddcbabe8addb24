"""The files that make a library's checkout look after itself: in CI, and before each commit."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from snapmsg import __version__, source
from snapmsg.errors import SnapError
from snapmsg.files import check_inside, shown
from snapmsg.library import shipped

CI: Mapping[str, str] = {
    "github": ".github/workflows/messages.yaml",
    "gitlab": ".gitlab-ci.yml",
}
"""Each CI that snap can set up, and the file that it reads, from the checkout's root."""

PRE_COMMIT = "pre-commit"
WIRES: Mapping[str, str] = {**CI, PRE_COMMIT: ".pre-commit-config.yaml"}
"""The same, and pre-commit's."""

_SAFE = re.compile(r"[\w./-]+", re.ASCII)


def wiring(folder: Path, names: Iterable[str], *, force: bool = False) -> dict[Path, str]:
    """The files of these `WIRES` for the library in a folder: where each goes, and its text.

    They stand at the root of the checkout that the folder is in. Raises `SnapError` where one is
    there already, but with `force`, and where the folder's name is none for a command line.
    """
    folder = Path(os.path.abspath(folder))
    root = _checkout(folder)
    inside = folder.relative_to(root).as_posix()
    files = {}
    for name in names:
        path = root / WIRES[name]
        check_inside(root, path)
        if os.path.lexists(path) and not (force and path.is_file()):
            raise SnapError(
                "this file is there already: add to it by hand what the README shows, or write "
                "over it with --force",
                path=shown(path),
            )
        if not _SAFE.fullmatch(inside):
            raise SnapError(
                "a CI's file cannot hold this name: give the folder one of letters, digits and "
                "hyphens",
                path=shown(folder),
            )
        text = source.load(shipped() / "ci" / f"{name}.yaml", name).text
        files[path] = text.replace("LIBRARY", inside).replace("VERSION", __version__)
    return files


def _checkout(folder: Path) -> Path:
    """The nearest folder from here upwards that git knows; the folder itself where none is."""
    for around in (folder, *folder.parents):
        if (around / ".git").exists():
            return around
    return folder
