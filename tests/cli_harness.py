"""snap as people run it: in this process, where that shows the same, or in one of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from snapmsg.__main__ import main
from snapmsg.library import shipped

QUIET = (
    *("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"),
    *("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR"),
)
"""Variables that change what snap prints; no test sees those of whoever runs it."""


class Told(NamedTuple):
    """What came of a command: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    """A stream in memory that may say that it is a terminal."""

    def __init__(self, terminal: bool, data: bytes) -> None:
        self.memory = io.BytesIO(data)
        self.terminal = terminal
        super().__init__(self.memory, encoding="utf-8", newline="\n")

    def isatty(self) -> bool:
        return self.terminal


def _stream(terminal: bool, data: bytes = b"") -> _Stream:
    return _Stream(terminal, data)


def environment(**changes: str) -> dict[str, str]:
    """The variables to run with."""
    kept = {name: text for name, text in os.environ.items() if name not in QUIET}
    return {**kept, "TERM": "xterm-256color", **changes}


def snap(
    *args: str,
    cwd: Path | None = None,
    stdin: bytes = b"",
    terminal: bool = False,
    env: Mapping[str, str] | None = None,
) -> Told:
    """Run snap in this process, in the shipped library unless told otherwise."""
    out, err = _stream(terminal), _stream(terminal)
    streams = {"stdin": _stream(False, stdin), "stdout": out, "stderr": err}
    with (
        contextlib.chdir(cwd or shipped()),
        patch.dict(os.environ, environment(**(env or {})), clear=True),
        patch.multiple(sys, argv=["snap", *args], **streams),
    ):
        try:
            code = main()
        except SystemExit as done:
            code = int(done.code or 0)
        out.flush()
        err.flush()
        written = [stream.memory.getvalue().decode("utf-8") for stream in (out, err)]
    return Told(code, *written)


def process(
    *args: str, cwd: Path | None = None, shell: str = "", env: Mapping[str, str] | None = None
) -> Told:
    """Run snap in a process of its own. `shell` is what follows it on a shell's command line."""
    command = [sys.executable, "-m", "snapmsg", *args]
    if shell:
        command = ["bash", "-c", f'set -o pipefail; "$@" {shell}', "bash", *command]
    done = subprocess.run(
        command,
        cwd=cwd or shipped(),
        env=environment(**(env or {})),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )
    coding = (env or {}).get("PYTHONIOENCODING", "utf-8")
    return Told(done.returncode, done.stdout.decode(coding), done.stderr.decode(coding))
