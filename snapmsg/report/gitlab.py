"""Diagnostics as a GitLab Code Quality report, which it shows in a merge request.

The fields are those of "Implement a custom tool" in GitLab's page on Code Quality. It shows no
rule, so the description names it, and of two equal fingerprints only the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from snapmsg.diagnostic import Diagnostic, Severity
from snapmsg.report import Summary, as_json, fingerprints, headline

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.SUGGESTION: "info",
}
"""What GitLab calls them. Its `critical` and `blocker` are for what hurts at once."""


def report(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
    """The list, a diagnostic a line; an empty list where there are none."""
    yield "["
    last = len(diagnostics) - 1
    for index, (one, known_by) in enumerate(
        zip(diagnostics, fingerprints(diagnostics), strict=True)
    ):
        entry = {
            "description": f"{one.name}: {headline(one).removesuffix(':')}",
            "check_name": one.code,
            "fingerprint": "{}-{}".format(*known_by),
            "severity": SEVERITIES[one.severity],
            "location": {
                "path": summary.repository_path(one.path),
                "lines": {"begin": one.line, "end": one.end_line},
            },
        }
        yield f"  {as_json(entry)}{',' if index < last else ''}"
    yield "]"
