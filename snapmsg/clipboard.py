"""Text to the clipboard: by the system's own tool, else by the terminal itself."""

from __future__ import annotations

import base64
import ntpath
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import TextIO

LARGEST = 74_994
"""The most bytes that terminals take for the clipboard: xterm's bound, in base64 100,000."""
_PATIENCE = 5.0


def copy(text: str, stream: TextIO, env: Mapping[str, str] = os.environ) -> str:
    """Put a text on the clipboard, and say what did it: a tool's name, or `the terminal`.

    The terminal is asked by OSC 52, which it may refuse without a word; most do as they are told.
    Empty where there is no way: then nothing was done.
    """
    for command in _tools(env):
        tool = shutil.which(command[0])
        if tool is not None and _put(text, [tool, *command[1:]]):
            return ntpath.basename(command[0])
    data = text.encode("utf-8", "replace")
    if not stream.isatty() or env.get("TERM", "dumb") == "dumb" or len(data) > LARGEST:
        return ""
    stream.write(osc52(data, env))
    stream.flush()
    return "the terminal"


def osc52(data: bytes, env: Mapping[str, str]) -> str:
    """The sequence that asks a terminal to put bytes on the clipboard; tmux and screen pass it on.

    From xterm's "Operating System Commands", Ps = 52.
    """
    asked = f"\x1b]52;c;{base64.b64encode(data).decode('ascii')}\x07"
    if env.get("TERM", "").startswith("screen") and not env.get("TMUX"):
        return "".join(f"\x1bP{asked[at : at + 76]}\x1b\\" for at in range(0, len(asked), 76))
    return asked


def _tools(env: Mapping[str, str]) -> Iterator[list[str]]:
    """The tools that can reach a clipboard from here; over SSH there is none but the terminal's."""
    if env.get("SSH_CONNECTION") or env.get("SSH_TTY"):
        return
    if sys.platform == "win32":
        # By its whole path: by its name alone, Windows looks into the working directory first.
        yield [ntpath.join(env.get("SystemRoot", r"C:\Windows"), "System32", "clip.exe")]
        return
    if sys.platform == "darwin":
        yield ["pbcopy"]
    if env.get("WAYLAND_DISPLAY"):
        yield ["wl-copy"]
    if env.get("DISPLAY"):
        yield ["xclip", "-selection", "clipboard"]
        yield ["xsel", "--clipboard", "--input"]
    if env.get("WSL_DISTRO_NAME"):
        yield ["clip.exe"]


def _put(text: str, command: list[str]) -> bool:
    """Hand a text to a tool. False where it fails.

    What a tool leaves running, as xclip does, must not hold our own streams open.
    """
    # Of the encodings that clip.exe takes, only UTF-16 with its mark keeps every character.
    data = text.encode("utf-16" if command[0].lower().endswith("clip.exe") else "utf-8", "replace")
    env = {**os.environ, "LC_CTYPE": "UTF-8"} if sys.platform == "darwin" else None
    try:
        done = subprocess.run(
            command, input=data, env=env, timeout=_PATIENCE, check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
