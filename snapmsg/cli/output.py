"""What several commands write: JSON for scripts, and the lines of files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from snapmsg.terminal import clean, say


def say_json(value: object) -> None:
    """Write a value as JSON. In ASCII, so that no stream's encoding can break it."""
    import json

    say(json.dumps(value, indent=2))


def lines_of_file(lines: Iterable[str]) -> Iterator[str]:
    """Lines of a file: what is piped on is exact, and a terminal gets it clean."""
    exact = not sys.stdout.isatty()
    return (line if exact else clean(line.removesuffix("\r")) for line in lines)
