"""Diagnostics as text: one format a module, each with a function `report`.

A format is found by being here: nothing else names it. What a report yields is data, for stdout
or a file; `closing` is the talk for stderr that goes with it.
"""

from __future__ import annotations

import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from snapmsg.diagnostic import Diagnostic, Severity
from snapmsg.model import Part
from snapmsg.terminal import Style, clean_line, inert, paint

LONGEST = 400
"""The most characters of a line of somebody else's words that a person is shown."""


class Summary(NamedTuple):
    """What was linted, and how to show it.

    `seconds` is None where the time is not to be told. `ignored` counts the diagnostics that an
    ignore switched off, `parts` those of each part. `columns` is how wide to write, `root` the
    library's folder as people are shown it.
    """

    files: int
    scenarios: int
    seconds: float | None = None
    ignored: int = 0
    parts: Mapping[str, int] = MappingProxyType({})
    colour: bool = False
    columns: int = 80
    root: str = ""


Report = Callable[[Sequence[Diagnostic], Summary], Iterator[str]]
"""Diagnostics, in the order to show them, as lines without their ends."""

SHADES: Mapping[Severity, tuple[Style, ...]] = {
    Severity.ERROR: (Style.BOLD, Style.RED),
    Severity.WARNING: (Style.BOLD, Style.MAGENTA),
    Severity.SUGGESTION: (Style.BOLD, Style.CYAN),
}
"""How a severity is marked, beside its word."""


def _later(module: str) -> Report:
    """The module's `report`, imported when it is first called."""

    def report(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
        found: Report = import_module(f"{__name__}.{module}").report
        return found(diagnostics, summary)

    return report


FORMATS: Mapping[str, Report] = {
    module.name.replace("_", "-"): _later(module.name) for module in pkgutil.iter_modules(__path__)
}
"""Each format's function, by its name."""


def several(count: int, word: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def shorten(text: str) -> str:
    """A line of somebody else's words, cleaned and cut to `LONGEST` characters."""
    line = clean_line(text[: LONGEST + 1])
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def headline(diagnostic: Diagnostic) -> str:
    """The first line of the reason, cleaned: the others show how it should look."""
    return shorten(diagnostic.reason.partition("\n")[0])


def place(diagnostic: Diagnostic) -> str:
    """`path:line:column`, cleaned, as editors read it."""
    return f"{clean_line(diagnostic.path)}:{diagnostic.line}:{diagnostic.column}"


def closing(summary: Summary, diagnostics: Sequence[Diagnostic]) -> str:
    """How it went, for stderr: the four parts, the counts, and what to type next."""
    if not diagnostics:
        return _all_clean(summary)
    lines = [_counts(summary, diagnostics)]
    if any(summary.parts.get(part) for part in Part):
        lines.insert(0, _parts(summary))
    lines.append(f"To see why, and how to put it right: snap explain {_first(diagnostics)}")
    return "\n".join(lines)


def _all_clean(summary: Summary) -> str:
    count, word = (summary.scenarios, "scenario") if summary.scenarios else (summary.files, "file")
    what = several(count, word) + _where(summary)
    told = f"All {what} are clean" if count != 1 else f"{what} is clean"
    if summary.ignored:
        told += f", with {several(summary.ignored, 'diagnostic')} ignored"
    return inert(paint(told, Style.GREEN, on=summary.colour) + _time(summary) + ".")


def _counts(summary: Summary, diagnostics: Sequence[Diagnostic]) -> str:
    tally = Counter(diagnostic.severity for diagnostic in diagnostics)
    found = [
        paint(several(tally[severity], severity), *SHADES[severity], on=summary.colour)
        for severity in Severity
        if tally[severity]
    ]
    if summary.ignored:
        found.append(f"{summary.ignored:,} ignored")
    read = (summary.scenarios, "scenario") if summary.scenarios else (summary.files, "file")
    told = f"{', '.join(found)} in {several(*read)}{_where(summary)}{_time(summary)}"
    return inert(told) + "."


def _parts(summary: Summary) -> str:
    """`S ✓  N ✓  A 3  P 1`."""
    found = []
    for part in Part:
        count = summary.parts.get(part, 0)
        shade = (Style.BOLD, Style.RED) if count else (Style.GREEN,)
        told = f"{part.letter} {count:,}" if count else f"{part.letter} ✓"
        found.append(paint(told, *shade, on=summary.colour))
    return "  ".join(found)


def _where(summary: Summary) -> str:
    return f" of {clean_line(summary.root)}" if summary.root not in ("", ".") else ""


def _time(summary: Summary) -> str:
    return f" ({summary.seconds:.2f} s)" if summary.seconds is not None else ""


def _first(diagnostics: Sequence[Diagnostic]) -> str:
    """The rule to look at first: of the worst severity, the one that most often fires."""
    worst = min(diagnostic.severity.rank for diagnostic in diagnostics)
    return Counter(
        diagnostic.name for diagnostic in diagnostics if diagnostic.severity.rank == worst
    ).most_common(1)[0][0]
