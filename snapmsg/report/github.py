"""Diagnostics as GitHub's workflow commands, which it shows beside the lines of a pull request.

Escaped as actions/runner reads them (src/Runner.Common/ActionCommand.cs).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from snapmsg.diagnostic import Diagnostic, Severity
from snapmsg.report import Summary, concise, place
from snapmsg.terminal import clean

MOST = 10
"""GitHub shows so many annotations of each kind from one step."""
LONGEST = 4000
"""The most characters of a text; the runner itself cuts at 4,096."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, ord(":"): "%3A", ord(","): "%2C"}


def command(diagnostic: Diagnostic) -> str:
    """A diagnostic as a command. Columns only within one line: GitHub takes no others."""
    same = diagnostic.line == diagnostic.end_line
    properties = {
        "title": f"snap: {diagnostic.name}",
        "file": diagnostic.path,
        "line": diagnostic.line,
        "col": diagnostic.column if same else None,
        "endLine": diagnostic.end_line,
        "endColumn": diagnostic.end_column if same else None,
    }
    told = ",".join(
        f"{key}={clean(str(value)).translate(_PROPERTY)}"
        for key, value in properties.items()
        if value is not None
    )
    # The log shows the text alone, so it names the place too.
    text = clean(f"{place(diagnostic)}: {diagnostic.code} {diagnostic.reason[:LONGEST]}")
    return f"::{_KINDS[diagnostic.severity]} {told}::{text[:LONGEST].translate(_DATA)}"


def report(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
    """The worst first; beyond what GitHub shows, as plain lines of the log."""
    made: Counter[Severity] = Counter()
    rest: list[Diagnostic] = []
    for diagnostic in sorted(diagnostics, key=lambda diagnostic: diagnostic.severity.rank):
        if made[diagnostic.severity] < MOST:
            made[diagnostic.severity] += 1
            yield command(diagnostic)
        else:
            rest.append(diagnostic)
    yield from map(concise.line, rest)
