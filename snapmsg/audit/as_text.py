"""An audit for people at a terminal: the numbers, then the worst messages part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from snapmsg.audit.auditing import Audited
from snapmsg.audit.reading import Timing
from snapmsg.audit.summary import sentence, tally, worst_first
from snapmsg.model import Part
from snapmsg.report import SHADES, several, shorten
from snapmsg.terminal import Style, clean_line, clip, inert, paint, width

NAMES = {
    Part.STATUS: "Status",
    Part.NEXT_STEPS: "Next steps",
    Part.APPROXIMATE_TIME: "Approximate time",
    Part.PLANNED_OUTCOME: "Planned outcome",
}
_NOT = {
    Part.STATUS: "say what has happened, and where things stand for them",
    Part.NEXT_STEPS: "say who does what now: you, and they",
    Part.APPROXIMATE_TIME: "say by when at the latest, or when they hear from you next",
    Part.PLANNED_OUTCOME: "say how it will end for them",
}
_TIMES = {
    Timing.VAGUE: "only vague",
    Timing.CUSTOMER: "only the customer's own deadline",
}
_WIDE = max(map(len, NAMES.values()))
_MOST_REMARKS = 8
_MOST_LINES = 3


def report(found: Sequence[Audited], wide: int, colour: bool, worst: int) -> Iterator[str]:
    """The lines of the report, in so many columns; the `worst` so many in full."""
    wide = min(wide, 120)
    if len(found) == 1:
        yield from _one(found[0], wide, colour, alone=True)
        yield ""
        yield from _told(sentence(found), wide, colour)
        return
    shown = worst_first(found)[:worst]
    lacking = [one for one in shown if one.missing or one.remarks]
    if lacking:
        what = (
            f"The {len(lacking)} that need it most"
            if len(lacking) > 1
            else "The one that needs it most"
        )
        yield paint(f"{what}, worst first" if len(lacking) > 1 else what, Style.BOLD, on=colour)
        for one in lacking:
            yield ""
            yield from _one(one, wide, colour)
        yield ""
    yield from _numbers(found, colour)
    yield ""
    yield from _told(sentence(found), wide, colour)


def _told(text: str, wide: int, colour: bool) -> Iterator[str]:
    for line in wrap(text, wide):
        yield paint(line, Style.BOLD, on=colour)


def _numbers(found: Sequence[Audited], colour: bool) -> Iterator[str]:
    """How many have each part."""
    told = tally(found)
    digits = len(f"{told.messages:,}")
    for part in Part:
        count = told.parts[part]
        share = f"{round(100 * count / told.messages):>3} %"
        line = f"  {part.letter}  {NAMES[part]:<{_WIDE}}  {count:>{digits},}  {share}"
        if part is Part.APPROXIMATE_TIME:
            others = [
                f"{told.times[kind]:,} {word}"
                for kind, word in (
                    (Timing.VAGUE, "only vague"),
                    (Timing.CUSTOMER, "only the customer's"),
                    (Timing.NONE, "none"),
                )
                if told.times[kind]
            ]
            line += paint(f"   ({', '.join(others)})", Style.DIM, on=colour) if others else ""
        yield line
    share = f"{round(100 * told.complete / told.messages):>3} %"
    yield f"     {'all four':<{_WIDE}}  {told.complete:>{digits},}  {share}"


def _one(one: Audited, wide: int, colour: bool, *, alone: bool = False) -> Iterator[str]:
    message, score = one.message, one.reading.score
    place = clean_line(f"{message.source}:{message.line}")
    points = f"{score} of {len(Part)}"
    head = place if not message.title else f"{place}  {clean_line(message.title)}"
    head = clip(head, wide - len(points) - 2)
    shade = (Style.GREEN,) if score == len(Part) else (Style.RED,)
    gap = " " * max(2, wide - width(head) - len(points)) if alone or wide < 200 else "  "
    yield inert(paint(head, Style.BOLD, on=colour) + gap + paint(points, *shade, on=colour))
    for part in Part:
        yield from _part(one, part, wide, colour)
    for remark in one.remarks[:_MOST_REMARKS]:
        words = clip(clean_line(message.text[remark.start : remark.end]), 40)
        reason = shorten(remark.reason)
        told = reason if words in reason else f"“{words}”: {reason}"
        code = paint(remark.code, *SHADES[remark.severity], on=colour)
        lines = wrap(told, wide - 9, break_long_words=True) or [""]
        yield inert(f"     {code} {lines[0]}")
        yield from (inert(f"          {line}") for line in lines[1:])
    more = len(one.remarks) - _MOST_REMARKS
    if more > 0:
        yield f"     and {several(more, 'remark')} more"


def _part(one: Audited, part: Part, wide: int, colour: bool) -> Iterator[str]:
    """A part's line: the words that have it, or what to say."""
    reading, text = one.reading, one.message.text
    room = wide - _WIDE - 9
    spans = reading.spans[part]
    words = " … ".join(" ".join(text[a:b].split()) for a, b in spans)
    has = reading.has(part)
    if part is Part.APPROXIMATE_TIME and not has and spans:
        said = f"{_TIMES[reading.time]}, “{clip(clean_line(words), 40)}”: {_NOT[part]}"
    else:
        said = clean_line(words) if has else _NOT[part]
    mark = (
        paint("✓", Style.GREEN, on=colour) if has else paint("✗", Style.RED, Style.BOLD, on=colour)
    )
    name = f"{NAMES[part]:<{_WIDE}}"
    lines = wrap(said, room)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], clip(" ".join(lines[_MOST_LINES - 1 :]), room)]
    yield inert(f"  {mark} {part.letter}  {name}  {lines[0]}".rstrip())
    yield from (inert(f"{'':<{_WIDE + 9}}{line}") for line in lines[1:])
