"""Diagnostics by file: the path once, and below it a line for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from snapmsg.diagnostic import Diagnostic
from snapmsg.report import SHADES, Summary, headline
from snapmsg.terminal import Style, clean_line, inert, paint, width


def report(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
    """A file's path, its diagnostics, an empty line; the files in the order of their paths."""
    on = summary.colour
    ordered = sorted(diagnostics, key=lambda diagnostic: diagnostic.place)
    for path, group in groupby(ordered, key=lambda diagnostic: diagnostic.path):
        found = list(group)
        places = [f"{one.line}:{one.column}" for one in found]
        yield inert(paint(clean_line(path), Style.UNDERLINE, on=on))
        for one, at in zip(found, places, strict=True):
            margin = " " * (max(map(len, places)) - len(at))
            severity = paint(one.severity, *SHADES[one.severity], on=on)
            severity += " " * (_WIDEST - width(one.severity))
            reason = headline(one).removesuffix(":")
            yield inert(f"  {margin}{at}  {severity}  {one.code} {reason}")
        yield ""


_WIDEST = max(map(width, SHADES))
