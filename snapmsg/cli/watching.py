"""Shows something again whenever a file is saved, until Ctrl-C.

The files are looked at a few times a second, which works on every system and network drive.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import sleep

from snapmsg.errors import SnapError
from snapmsg.terminal import Style, clean, colour, columns, paint, say

_PAUSE = 0.2
_CLEAR = "\x1b[H\x1b[2J"


def watch(files: Callable[[], Iterable[Path]], lines: Callable[[], Iterable[str]]) -> None:
    """Show lines, and show them anew when a file has changed, come or gone, or the window has.

    A `SnapError` is shown in their place: a file that is being written is often broken for a
    moment. Ctrl-C is how watching ends, and no fault. Without a terminal nothing is wiped out.
    """
    try:
        while True:
            seen = _state(files())
            try:
                shown = list(lines())
            except SnapError as error:
                shown = clean(str(error)).split("\n")
            # All is ready before the old is wiped out, so that nothing flickers.
            if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
                sys.stdout.write(_CLEAR)
            for line in shown:
                say(line)
            on = colour(sys.stdout)
            say(paint("Save the file to see it anew. Ctrl-C ends this.", Style.DIM, on=on))
            sys.stdout.flush()
            while _state(files()) == seen:
                sleep(_PAUSE)
    except KeyboardInterrupt:
        say()


def _state(files: Iterable[Path]) -> list[tuple[object, ...]]:
    """How wide the window is, and how files are now: their times and sizes, or that one is gone."""
    found: list[tuple[object, ...]] = [(columns(sys.stdout),)]
    for path in files:
        try:
            facts = path.stat()
        except OSError:
            found.append((path, None))
        else:
            found.append((path, facts.st_mtime_ns, facts.st_size))
    return found
