"""What could be better in a new scenario, said kindly: lint's reasons, by line."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from snapmsg.channels import Channel
from snapmsg.files import shown
from snapmsg.library import Library
from snapmsg.linter import lint_text
from snapmsg.report import several, shorten
from snapmsg.source import Source
from snapmsg.terminal import inert
from snapmsg.wizard.growing import messages


class Excess(NamedTuple):
    """A message that is longer than its channel takes."""

    channel: Channel
    size: int
    most: int

    def __str__(self) -> str:
        size = self.channel.amount(self.size)
        return f"As {self.channel.about} this takes {size}, and {self.most:,} fit."


def too_long(library: Library, text: str, now: datetime) -> list[Excess]:
    """Each channel on which the message, with its example values, is longer than it may be."""
    found = []
    for message in messages(library, text, now):
        most = library.settings.for_channel(message.channel.name).most or message.channel.most
        size = message.counts()[message.channel.measure]
        if most is not None and size > most:
            found.append(Excess(message.channel, size, most))
    return found


def advice(library: Library, path: Path, text: str, now: datetime) -> Iterator[str]:
    """What lint says of a scenario's text, in lines for its author."""
    source = Source(shown(path), text)
    found = lint_text(library, now, path, source).diagnostics
    if not found:
        yield "Lint finds nothing to mend in it."
        return
    yield f"Lint has {several(len(found), 'thing')} to say about it:"
    for diagnostic in found:
        first, *more = diagnostic.reason.split("\n")
        yield inert(f"  line {diagnostic.line}, {diagnostic.severity}: {shorten(first)}")
        yield from (inert(f"      {shorten(line)}".rstrip()) for line in more[:8])
    yield f"When you have changed it: snap lint {shown(path)}"


def changes(before: str, after: str) -> Iterator[str]:
    """The lines that differ between two texts of a file: `-` as it was, `+` as it is."""
    for line in difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0):
        if not line.startswith(("---", "+++", "@@")):
            yield inert(line)
