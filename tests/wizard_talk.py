"""Somebody who answers the wizard's questions by what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from snapmsg.starter import choose, start
from snapmsg.wizard import Given, Person, Wish

STOP = "Ctrl-C"
_MOST_ENTERS = 60


class Talk:
    """Answers each question that has the next fragment in it, and every other one with Enter.

    `lines` has all that they were told and what they typed.
    """

    def __init__(self, *answers: tuple[str, str], columns: int = 80) -> None:
        self.lines: list[str] = []
        self.left = list(answers)
        self.person = Person(self.lines.append, self.read, columns=columns)
        self._seen = 0
        self._enters = 0

    def read(self, prompt: str, words: Sequence[str]) -> str:
        asked = " ".join(" ".join(self.lines[self._seen :]).split())
        said = ""
        if self.left and self.left[0][0] in asked:
            said = self.left.pop(0)[1]
        else:
            self._enters += 1
            assert self._enters < _MOST_ENTERS, (asked, self.left[:1])
        self.lines.append(f"> {said}")
        self._seen = len(self.lines)
        if said == STOP:
            raise KeyboardInterrupt
        return said

    @property
    def told(self) -> str:
        return " ".join(" ".join(self.lines).split())

    @property
    def steps(self) -> int:
        """How many times they were asked."""
        return sum(line.startswith("> ") for line in self.lines)


TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEEDED = {
    "title": "Show is off", "status": "The show is off.", "time": "2 working days",
    "outcome": "You have your money back.", "topic": "events", "owner": "box-office",
}  # fmt: skip


def library_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new library to stand in, with a folder of its own for drafts."""
    start(folder, TODAY, choose("general"))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_STATE_HOME", str(folder.parent / f"{folder.name}-state"))
    return folder


def wish(id: str | None = None, **changed: object) -> Wish:
    """A wish with every answer that is needed, but for what is changed; None leaves one out."""
    texts = {**NEEDED, **{k: v for k, v in changed.items() if k in NEEDED}}
    lists = {k: v for k, v in changed.items() if k in ("steps", "channels", "blanks")}
    extra = {k: v for k, v in changed.items() if k not in NEEDED and k not in lists}
    origin, force = extra.pop("origin", None), extra.pop("force", False)
    given = Given({**texts, **extra}, **{"steps": ["us: We pay you back."], **lists})  # type: ignore[arg-type]
    return Wish(id, given, origin, force)  # type: ignore[arg-type]
