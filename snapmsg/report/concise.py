"""One line a diagnostic, for editors and for grep: `path:line:column: CODE reason`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from snapmsg.diagnostic import Diagnostic
from snapmsg.report import Summary, headline, place
from snapmsg.terminal import inert


def line(diagnostic: Diagnostic) -> str:
    """A diagnostic on one line, without colour, nor the colon that leads to a correction."""
    return inert(f"{place(diagnostic)}: {diagnostic.code} {headline(diagnostic).removesuffix(':')}")


def report(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
    """A line for each."""
    return map(line, diagnostics)
