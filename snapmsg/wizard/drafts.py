"""Answers that were given before somebody stopped: kept for the next time, one for each library.

They stand in the person's own folder for such things, not in the library, where they could be
sent to others by accident.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from snapmsg import channels
from snapmsg.errors import SnapError
from snapmsg.files import write_whole
from snapmsg.wizard.answers import Answers, NewBlank, NewStep

_LARGEST = 256 * 1024


class Draft(NamedTuple):
    """What was answered, for which id if one was named, and when they stopped."""

    answers: Answers
    id: str
    at: datetime


def _place(root: Path) -> Path:
    """Where the draft of a library is kept: `XDG_STATE_HOME`, or what the system has for it."""
    if base := os.environ.get("XDG_STATE_HOME"):
        folder = Path(base)
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home())
    else:
        folder = Path.home() / ".local" / "state"
    name = sha256(os.fsencode(root.resolve())).hexdigest()[:16]
    return folder / "snapmsg" / "drafts" / f"{name}.json"


def keep(root: Path, draft: Draft) -> bool:
    """Keep a draft. False where it cannot be: stopping is never refused."""
    answers = draft.answers
    held = {
        "id": draft.id,
        "at": draft.at.isoformat(),
        "texts": dict(answers.texts),
        "steps": answers.steps,
        "channels": answers.channels,
        "blanks": answers.blanks,
    }
    path = _place(root)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, json.dumps(held))
        path.chmod(0o600)
    except (OSError, SnapError):
        return False
    return True


def kept(root: Path) -> Draft | None:
    """The draft of a library; None where there is none, or none that can be read."""
    path = _place(root)
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return _read(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def forget(root: Path) -> None:
    """Throw the draft of a library away, if there is one."""
    with contextlib.suppress(OSError):
        _place(root).unlink()


def _read(held: object) -> Draft:
    """A draft as it was kept. Raises `TypeError`, `KeyError` or `ValueError` where it is none."""
    if not isinstance(held, Mapping):
        raise TypeError
    named = held["channels"]
    if not set(named or ()) <= set(channels.names()):
        raise ValueError
    answers = Answers(
        {_text(name): _text(text) for name, text in dict(held["texts"]).items()},
        tuple(_step(*map(_text, step[:4])) for step in held["steps"]),
        None if named is None else tuple(map(_text, named)),
        tuple(NewBlank(*map(_text, blank)) for blank in held["blanks"]),
    )
    return Draft(answers, _text(held["id"]), datetime.fromisoformat(held["at"]))


def _step(owner: str, text: str, who: str, team: str) -> NewStep:
    return NewStep(owner, text, who, team)


def _text(held: object) -> str:
    if not isinstance(held, str):
        raise TypeError
    return held
