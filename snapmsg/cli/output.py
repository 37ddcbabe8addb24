"""What several commands write: JSON for scripts, and files that are replaced whole."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from snapmsg.errors import SnapError
from snapmsg.terminal import say


def say_json(value: object) -> None:
    """Write a value as JSON. In ASCII, so that no stream's encoding can break it."""
    import json

    say(json.dumps(value, indent=2))


def replace(path: Path, text: str) -> None:
    """Make `text` all that a file holds: whole or, where that fails, not at all.

    It is written beside the file, in UTF-8, and put in its place when it is on the disk. Raises
    `SnapError` where that cannot be done.
    """
    if path.exists() and not path.is_file():
        raise SnapError("this is not a regular file: name another", path=str(path))
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode)
        draft.replace(path)
    except OSError as error:
        raise SnapError(f"this file cannot be written: {error.strerror}", path=str(path)) from None
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
