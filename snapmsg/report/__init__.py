"""Diagnostics as text: one format a module, each with a function `report`.

A format is found by being here: nothing else names it. What a report yields is data, for stdout
or a file; `closing` is the talk for stderr that goes with it.
"""

from __future__ import annotations

import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from json import dumps
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from snapmsg import source
from snapmsg.diagnostic import Diagnostic, Severity
from snapmsg.model import Part
from snapmsg.source import Source, Unreadable
from snapmsg.terminal import Style, clean_line, inert, paint

LONGEST = 400
"""The most characters of a line of somebody else's words that a person is shown."""


class Summary(NamedTuple):
    """What was linted, and how to show it.

    `of` is how many scenarios there are, where some of them were not. `seconds` is None where the
    time is not to be told. `ignored` counts the diagnostics that an ignore switched off, `parts`
    those of each part. `columns` is how wide to write, `root` the library's folder as people are
    shown it. `paths` are the files that were looked at, as shown; `base` is the folder that those
    paths start from, as the repository's root sees it: empty, or ending in `/`. `fail_on` is the
    least severity for which the exit code is 1. `known` counts the diagnostics that a baseline
    knows.
    """

    files: int
    scenarios: int
    seconds: float | None = None
    ignored: int = 0
    parts: Mapping[str, int] = MappingProxyType({})
    colour: bool = False
    columns: int = 80
    root: str = ""
    paths: Sequence[str] = ()
    base: str = ""
    fail_on: Severity = Severity.ERROR
    known: int = 0
    of: int = 0

    def repository_path(self, path: str) -> str:
        """A path as the repository's root sees it; one outside the working directory as it is."""
        return path if Path(path).is_absolute() else self.base + path


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


_LONE = re.compile("[\ud800-\udfff]")


def as_json(value: object) -> str:
    """A value as JSON on one line. ASCII alone, so that no stream's encoding can break it.

    A lone surrogate (a byte of a file's name that is no UTF-8) is no JSON that others read: it
    reads U+FFFD.
    """
    text = dumps(value)
    return dumps(_sound(value)) if "\\ud" in text else text


def _sound(value: object) -> object:
    match value:
        case str():
            return _LONE.sub("\ufffd", value)
        case Mapping():
            return {key: _sound(item) for key, item in value.items()}
        case list() | tuple():
            return [_sound(item) for item in value]
    return value


def fingerprints(diagnostics: Sequence[Diagnostic]) -> Iterator[tuple[str, int]]:
    """What each is known by when lines have moved: a hash of its rule, file and line's words.

    With it the number of those before it, from 1, that have the same: both together are unique.
    """
    seen: Counter[str] = Counter()
    for one in diagnostics:
        words = one.excerpt[0].text.strip() if one.excerpt else ""
        told = "\0".join((one.code, one.path, words)).encode("utf-8", "surrogatepass")
        made = sha256(told).hexdigest()[:16]
        seen[made] += 1
        yield made, seen[made]


def on_disk(diagnostic: Diagnostic) -> Source | None:
    """The file of a diagnostic, for what its excerpt does not hold.

    None where it cannot be read, or is not what was linted: it has changed, or was never saved.
    """
    text = _load(diagnostic.path)
    known = text is not None and all(text.line(e.number) == e.text for e in diagnostic.excerpt)
    return text if known else None


@lru_cache(1)
def _load(path: str) -> Source | None:
    try:
        return source.load(Path(path), path)
    except (Unreadable, ValueError):  # ValueError: a NUL in the path
        return None


def statistics(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
    """How often each rule fired, the most frequent first: a line for each."""
    rows = tally(diagnostics)
    digits = max((len(f"{row['count']:,}") for row in rows), default=0)
    longest = max((len(str(row["name"])) for row in rows), default=0)
    for row in rows:
        severity = Severity(str(row["severity"]))
        shade = paint(severity, *SHADES[severity], on=summary.colour)
        yield f"{row['count']:>{digits},}  {row['code']}  {row['name']:<{longest}}  {shade}"


def tally(diagnostics: Sequence[Diagnostic]) -> list[dict[str, object]]:
    """How often each rule fired at each severity, and of how many snap has a safe fix."""
    counts = Counter((one.code, one.name, one.severity) for one in diagnostics)
    fixes = Counter(one.code for one in diagnostics if one.fix is not None and one.fix[0])
    return [
        {"code": code, "name": name, "severity": severity, "count": count, "fixable": fixes[code]}
        for (code, name, severity), count in sorted(
            counts.items(), key=lambda item: (-item[1], item[0][2].rank, item[0][0])
        )
    ]


def closing(summary: Summary, diagnostics: Sequence[Diagnostic]) -> str:
    """How it went, for stderr: the four parts, the counts, and what to type next."""
    if not diagnostics:
        return _all_clean(summary)
    lines = [_counts(summary, diagnostics)]
    if any(summary.parts.get(part) for part in Part):
        lines.insert(0, _parts(summary))
    lines += _fixable(diagnostics)
    lines.append(f"To see why, and how to put it right: snap explain {_first(diagnostics)}")
    return "\n".join(lines)


def _fixable(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    """How many snap can mend, and what to type for it."""
    offered = Counter(one.fix[0] for one in diagnostics if one.fix is not None)
    count = offered[True] or offered[False]
    them = "it" if len(diagnostics) == 1 else f"{count:,} of them"
    if offered[True]:
        more = f". {offered[False]:,} more with --unsafe-fixes." if offered[False] else ""
        yield f"snap can mend {them}: snap lint --fix{more}"
    elif offered[False]:
        said = "where that says what you meant: snap lint --unsafe-fixes --diff"
        yield f"snap can mend {them}, {said}"


def _all_clean(summary: Summary) -> str:
    what = _read(summary) + _where(summary)
    count = summary.scenarios or summary.files
    every = "" if count == 1 or summary.of > summary.scenarios else "All "
    told = f"{every}{what} {'is' if count == 1 else 'are'} clean"
    if summary.ignored:
        told += f", with {several(summary.ignored, 'diagnostic')} ignored"
    if summary.known:
        told += f", but for {several(summary.known, 'diagnostic')} that the baseline knows"
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
    if summary.known:
        found.append(f"{summary.known:,} known")
    told = f"{', '.join(found)} in {_read(summary)}{_where(summary)}{_time(summary)}"
    return inert(told) + "."


def _read(summary: Summary) -> str:
    """`20 scenarios`, or `4 of 20 scenarios`."""
    if summary.of > summary.scenarios > 0:
        return f"{summary.scenarios:,} of {several(summary.of, 'scenario')}"
    if summary.scenarios:
        return several(summary.scenarios, "scenario")
    return several(summary.files, "file")


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
