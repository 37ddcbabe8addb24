"""Diagnostics as a JSON list, for scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from snapmsg.diagnostic import Diagnostic
from snapmsg.report import Summary

_LONE = re.compile("[\ud800-\udfff]")


def record(diagnostic: Diagnostic) -> dict[str, object]:
    """A diagnostic as scripts know it: every field, in order, None where it does not apply."""
    fields: dict[str, object] = {
        # A lone surrogate (a byte of a file's name that is no UTF-8) is no JSON that others read.
        key: _LONE.sub("\ufffd", value) if isinstance(value, str) else value
        for key, value in diagnostic._asdict().items()
        if key not in ("fix", "excerpt")
    }
    fields["fix"] = None
    if diagnostic.fix is not None:
        safe, edits = diagnostic.fix
        fields["fix"] = {
            "safe": safe,
            "edits": [{**edit._asdict(), "text": _LONE.sub("\ufffd", edit.text)} for edit in edits],
        }
    return fields


def report(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
    """The list, a diagnostic a line. ASCII alone, so that no stream's encoding can break it."""
    yield "["
    last = len(diagnostics) - 1
    for index, diagnostic in enumerate(diagnostics):
        yield f"  {json.dumps(record(diagnostic))}{',' if index < last else ''}"
    yield "]"
