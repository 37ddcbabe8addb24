"""Diagnostics as JSON, each on a line of its own: for scripts that read one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from snapmsg.diagnostic import Diagnostic
from snapmsg.report import Summary, as_json
from snapmsg.report.json import record


def report(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
    """A line for each, as an element of the list of `json`."""
    return (as_json(record(diagnostic)) for diagnostic in diagnostics)
