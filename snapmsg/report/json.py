"""Diagnostics as a JSON list, for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from snapmsg.diagnostic import Diagnostic
from snapmsg.report import Summary, as_json


def record(diagnostic: Diagnostic) -> dict[str, object]:
    """A diagnostic as scripts know it: every field, in order, None where it does not apply."""
    fields: dict[str, object] = {
        key: value for key, value in diagnostic._asdict().items() if key not in ("fix", "excerpt")
    }
    fields["fix"] = None
    if diagnostic.fix is not None:
        safe, edits = diagnostic.fix
        fields["fix"] = {"safe": safe, "edits": [edit._asdict() for edit in edits]}
    return fields


def report(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
    """The list, a diagnostic a line."""
    yield "["
    last = len(diagnostics) - 1
    for index, diagnostic in enumerate(diagnostics):
        yield f"  {as_json(record(diagnostic))}{',' if index < last else ''}"
    yield "]"
