"""Diagnostics for people: the reason, the lines of the file, and the exact words underlined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from snapmsg.diagnostic import Diagnostic, Excerpt
from snapmsg.report import SHADES, Summary, headline, place, several, shorten
from snapmsg.terminal import Style, clean_line, clip, inert, paint, width

MOST_TRIED = 20
"""The most lines of a correction that are shown."""


def report(diagnostics: Sequence[Diagnostic], summary: Summary) -> Iterator[str]:
    """Some lines for each diagnostic, and an empty one after it."""
    for diagnostic in diagnostics:
        yield from map(inert, _lines(diagnostic, summary))
        yield ""


def _lines(diagnostic: Diagnostic, summary: Summary) -> Iterator[str]:
    on = summary.colour
    digits = max(len(str(excerpt.number)) for excerpt in diagnostic.excerpt or (_NONE,))
    margin = " " * digits
    bar = paint("|", Style.DIM, on=on)

    severity = f"{diagnostic.severity}[{diagnostic.name}]"
    head = paint(severity, *SHADES[diagnostic.severity], on=on)
    code = paint(f"{diagnostic.code}:", Style.DIM, on=on)
    label = " " * len(f"{severity} {diagnostic.code}: ")
    first, *more = _wrapped(headline(diagnostic), summary.columns, len(label))
    yield f"{head} {code} {paint(first, Style.BOLD, on=on)}"
    yield from (f"  {paint(line, Style.BOLD, on=on)}" for line in more)
    shown = f"  {_shown_on(diagnostic)}".rstrip()
    yield f"{margin}{paint('-->', Style.DIM, on=on)} {place(diagnostic)}{shown}"

    if diagnostic.excerpt:
        yield f"{margin} {bar}"
    after = 0
    for excerpt in diagnostic.excerpt:
        if after and excerpt.number > after + 1:
            yield f"{margin} {paint('…', Style.DIM, on=on)}"
        after = excerpt.number
        text, marks = _marked(excerpt, summary.columns - digits - 3)
        number = paint(f"{excerpt.number:>{digits}}", Style.DIM, on=on)
        yield f"{number} {bar} {text}".rstrip()
        if marks:
            lead = len(marks) - len(marks.lstrip())
            carets = paint(marks[lead:], *SHADES[diagnostic.severity], on=on)
            yield f"{margin} {bar} {marks[:lead]}{carets}"

    notes = list(_notes(diagnostic))
    if notes and diagnostic.excerpt:
        yield f"{margin} {bar}"
    for label, lines in notes:
        mark = f"{margin} = {paint(label, Style.BOLD, on=on)}"
        if len(lines) == 1:
            yield f"{mark}: {lines[0]}"
        else:
            yield f"{mark}:"
            yield from (f"{margin}     {line}".rstrip() for line in lines)


def _wrapped(text: str, columns: int, label: int) -> list[str]:
    """Words in lines that fit, behind a label and then behind an indent of two; none is broken."""
    lines, line, room = list[str](), "", max(columns - label, 20)
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and width(longer) > room:
            lines.append(line)
            line, room = word, max(columns - 2, 20)
        else:
            line = longer
    return [*lines, line]


_NONE = Excerpt(0, "", 0, 0)


def _shown_on(diagnostic: Diagnostic) -> str:
    """What shows it, where not every rendering does: `parcel-late, sms, example “with refund”`."""
    example = f"example “{diagnostic.example}”" if diagnostic.example else None
    where = (diagnostic.scenario, diagnostic.channel, diagnostic.locale, example)
    return shorten(", ".join(name for name in where if name))


def _notes(diagnostic: Diagnostic) -> Iterator[tuple[str, list[str]]]:
    tried = diagnostic.reason.split("\n")[1:]
    if tried:
        lines = [shorten(line) for line in tried[:MOST_TRIED]]
        yield "try", lines + ["…"] * (len(tried) > MOST_TRIED)
    if diagnostic.also:
        yield "also", [f"in {several(diagnostic.also, 'other rendering')}"]


def _marked(excerpt: Excerpt, room: int) -> tuple[str, str]:
    """A line of the file, cut around its marked words to `room` columns, and the carets below.

    The words come first, then what follows them and what leads to them share what is left.
    """
    room = max(room, 8)
    enough = 4 * room + 1  # `clip` cuts what is longer, so a line of a megabyte costs nothing
    if not excerpt.start:
        return clip(clean_line(excerpt.text[:enough]), room), ""
    start, end = excerpt.start - 1, max(excerpt.end, excerpt.start) - 1
    before = clean_line(excerpt.text[max(start - enough, 0) : start])
    marked = clip(clean_line(excerpt.text[start : min(end, start + enough)]), room - 4)
    after = clean_line(excerpt.text[end : end + enough])

    left = room - max(width(marked), 1)
    led = clip(before, max(left // 2, left - width(after)), end=True)
    follows = clip(after, left - width(led))
    return led + marked + follows, " " * width(led) + "^" * max(width(marked), 1)
