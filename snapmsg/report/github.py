"""Diagnostics as GitHub's workflow commands, which it shows beside the lines of a pull request.

Escaped as actions/runner reads them (src/Runner.Common/ActionCommand.cs). `table` is the page that
GitHub shows of the whole run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from snapmsg.diagnostic import Diagnostic, Severity
from snapmsg.model import Part
from snapmsg.report import Summary, concise, headline, place, several, shorten
from snapmsg.terminal import clean

MOST = 10
"""GitHub shows so many annotations of each of the three kinds from one step, and 50 from a job."""
LONGEST = 4000
"""The most characters of a text; the runner itself cuts at 4,096."""
MOST_ROWS = 100
"""The most rows of the table. GitHub refuses a page beyond 1 MiB."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, ord(":"): "%3A", ord(","): "%2C"}


def command(diagnostic: Diagnostic, path: str) -> str:
    """A diagnostic as a command, of a file whose path starts at the repository's root.

    Columns only within one line: GitHub takes no others.
    """
    same = diagnostic.line == diagnostic.end_line
    properties = {
        "title": f"snap: {diagnostic.name}",
        "file": path,
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
            yield command(diagnostic, summary.repository_path(diagnostic.path))
        else:
            rest.append(diagnostic)
    yield from map(concise.line, rest)


def table(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """The run as a page of GitHub's Markdown: how it went, and a table with the worst first."""
    count, word = (summary.scenarios, "scenario") if summary.scenarios else (summary.files, "file")
    tally = Counter(diagnostic.severity for diagnostic in diagnostics)
    told = ", ".join(several(tally[one], one) for one in Severity if tally[one])
    lines = [f"### snap: {told or 'all clean'}, in {several(count, word)}", ""]
    counts = {part: summary.parts.get(part, 0) for part in Part}
    if any(counts.values()):
        shown = [f"{part.words.capitalize()}: {found or '✓'}" for part, found in counts.items()]
        lines += [" · ".join(shown), ""]
    if diagnostics:
        lines += ["| | where | rule | what to put right |", "| --- | --- | --- | --- |"]
    worst = sorted(diagnostics, key=lambda diagnostic: diagnostic.severity.rank)
    for one in worst[:MOST_ROWS]:
        where = f"{shorten(summary.repository_path(one.path))}:{one.line}"
        cells = (one.severity, where, f"{one.code} {one.name}", headline(one).removesuffix(":"))
        lines.append("".join(f"| {_plain(cell)} " for cell in cells) + "|")
    if len(worst) > MOST_ROWS:
        lines += ["", f"And {len(worst) - MOST_ROWS:,} more, in the log."]
    return "\n".join(lines).rstrip() + "\n\n"


def _plain(text: str) -> str:
    """Text of which Markdown reads nothing as its own: each sign is written by its number."""
    return re.sub("[!-&(-+./:<-@[-`{-~]", lambda found: f"&#{ord(found[0])};", text)
