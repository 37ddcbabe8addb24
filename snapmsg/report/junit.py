"""Diagnostics as JUnit XML, which nearly every CI shows as tests.

A file is a suite. One without diagnostics has one case that passes, or a clean run would read as
"no tests". What is not bad enough for `--fail-on` is told as skipped: the exit code and the page
then say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from snapmsg.diagnostic import Diagnostic
from snapmsg.report import Summary, headline, place
from snapmsg.terminal import clean

# XML 1.0 has no way to write these; the others of its kind are in what `clean` makes visible.
_NO_XML = re.compile("[\ufffe\uffff]")


def report(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
    """The document, an element a line; the suites in the order of their paths."""
    by_path: dict[str, Sequence[Diagnostic | None]] = {
        path: list(group)
        for path, group in groupby(
            sorted(diagnostics, key=lambda diagnostic: diagnostic.place),
            key=lambda diagnostic: diagnostic.path,
        )
    }
    suites: list[tuple[str, Sequence[Diagnostic | None]]] = [
        (path, by_path.get(path, [None])) for path in sorted({*summary.paths, *by_path})
    ]
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield _open("testsuites", "snap", [case for _, cases in suites for case in cases], summary)
    for path, cases in suites:
        yield "  " + _open("testsuite", path, cases, summary)
        yield from (f"    {_case(path, case, summary)}" for case in cases)
        yield "  </testsuite>"
    yield "</testsuites>"


def _fails(diagnostic: Diagnostic, summary: Summary) -> bool:
    return diagnostic.severity.rank <= summary.fail_on.rank


def _open(tag: str, name: str, cases: Sequence[Diagnostic | None], summary: Summary) -> str:
    told = [_fails(one, summary) for one in cases if one is not None]
    counts = {"tests": len(cases), "failures": told.count(True), "skipped": told.count(False)}
    written = "".join(f' {key}="{count}"' for key, count in counts.items())
    return f'<{tag} name={_quoted(name)}{written} errors="0">'


def _case(path: str, one: Diagnostic | None, summary: Summary) -> str:
    if one is None:
        return f'<testcase name="clean" classname={_quoted(path)} file={_quoted(path)}/>'
    tag = "failure" if _fails(one, summary) else "skipped"
    text = f"{place(one)}: {one.severity} {one.code} {one.name}\n{one.reason}"
    name = f"{one.name} ({one.line}:{one.column})"
    return (
        f"<testcase name={_quoted(name)} classname={_quoted(path)} file={_quoted(path)} "
        f'line="{one.line}"><{tag} type={_quoted(one.severity)} '
        f"message={_quoted(headline(one))}>{escape(_sound(text))}</{tag}></testcase>"
    )


def _quoted(text: str) -> str:
    """An attribute's value. Its line breaks are written out: XML reads bare ones as spaces."""
    return quoteattr(_sound(text), {"\n": "&#10;", "\t": "&#9;"})


def _sound(text: str) -> str:
    return _NO_XML.sub("\ufffd", clean(text))
