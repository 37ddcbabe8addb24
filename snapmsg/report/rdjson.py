"""Diagnostics as reviewdog reads them, with the fixes as suggestions that a click accepts.

The fields are those of reviewdog's `DiagnosticResult`. Its columns count from 1 in bytes of UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from snapmsg.diagnostic import Diagnostic, Severity
from snapmsg.report import Summary, as_json, on_disk

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "ERROR",
    Severity.WARNING: "WARNING",
    Severity.SUGGESTION: "INFO",
}


def report(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
    """The result, a diagnostic a line."""
    yield '{"source": {"name": "snap"}, "diagnostics": ['
    last = len(diagnostics) - 1
    for index, diagnostic in enumerate(diagnostics):
        yield f"  {as_json(_entry(diagnostic))}{',' if index < last else ''}"
    yield "]}"


def _entry(one: Diagnostic) -> dict[str, object]:
    place: dict[str, object] = {"path": one.path}
    place["range"] = _range(one, (one.line, one.column), (one.end_line, one.end_column))
    entry: dict[str, object] = {
        "message": one.reason,
        "location": place,
        "severity": SEVERITIES[one.severity],
        "code": {"value": f"{one.code} {one.name}"},
    }
    # Each suggestion is accepted by itself, so a fix of several edits cannot be one.
    if one.fix is not None and len(one.fix[1]) == 1:
        (edit,) = one.fix[1]
        where = _range(one, (edit.line, edit.column), (edit.end_line, edit.end_column))
        if "column" in where["start"]:
            entry["suggestions"] = [{"range": where, "text": edit.text}]
    return entry


def _range(one: Diagnostic, start: tuple[int, int], end: tuple[int, int]) -> _Range:
    """Two places as reviewdog has them: those of whole lines where a line's text is unknown."""
    texts = [_line(one, line) for line, _ in (start, end)]
    if None in texts:
        return {"start": {"line": start[0]}, "end": {"line": end[0]}}
    first, last = (
        {"line": line, "column": len((text or "")[: column - 1].encode("utf-8", "replace")) + 1}
        for text, (line, column) in zip(texts, (start, end), strict=True)
    )
    return {"start": first, "end": last}


_Range = dict[str, dict[str, int]]


def _line(one: Diagnostic, number: int) -> str | None:
    """A line of the file: the excerpt has the first ones of what it shows."""
    for excerpt in one.excerpt:
        if excerpt.number == number:
            return excerpt.text
    text = on_disk(one)
    return None if text is None else text.line(number)
