"""Messages as a person previews them: every channel, the four parts and the filled blanks marked.

The four parts stand one under another, even where a channel sends them as one paragraph, each with
its letter beside it. What a blank was filled with is underlined, or in brackets without colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from types import MappingProxyType
from typing import NamedTuple

from snapmsg import locales
from snapmsg.message import Message, Utmost
from snapmsg.model import Part
from snapmsg.terminal import Style, clean, clean_line, paint, width
from snapmsg.wording import Segment

NARROWEST, WIDEST, ALONE = 36, 56, 76
"""Columns of a message: the fewest and the most side by side, and the most by itself."""
_GAP = 3
_GUTTER = 3

SHADES: Mapping[Part, Style] = {
    Part.STATUS: Style.CYAN,
    Part.NEXT_STEPS: Style.MAGENTA,
    Part.APPROXIMATE_TIME: Style.GREEN,
    Part.PLANNED_OUTCOME: Style.BOLD,
}
"""How a part's letter is marked, beside being that letter."""

_COUNTED = {
    "characters": ("character", "characters"),
    "words": ("word", "words"),
    "sms_parts": ("SMS part", "SMS parts"),
    "sms_odd": ("character that makes each part shorter", "characters that make each part shorter"),
}
# Of an SMS the units are neither characters nor what is paid for.
_TECHNICAL = frozenset(["sms_units"])


# Letters that are written from the right: brackets keep them apart from a number that follows.
# No characters that direct are written, since some terminals drop them, and some obey them wrongly.
_TURNS = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


class Look(NamedTuple):
    """How to draw: with colour or not, and the signs that the stream can write.

    `encoding` is the stream's: what it lacks is written as `\\u2019`, and takes that much room.
    """

    colour: bool
    encoding: str
    bar: str
    line: str
    brackets: tuple[str, str]
    dot: str
    ellipsis: str

    def fit(self, text: str) -> str:
        """Text as the stream will show it."""
        return text.encode(self.encoding, "backslashreplace").decode(self.encoding)

    def paint(self, text: str, *styles: Style) -> str:
        """Text in styles, where there is colour."""
        return paint(text, *styles, on=self.colour)


def look(colour: bool, encoding: str = "utf-8") -> Look:
    """The look for a stream with or without colour, of an encoding."""
    signs = ("│", "─", ("⟦", "⟧"), " · ", "…")
    try:
        str(signs).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        signs = ("|", "-", ("[[", "]]"), ", ", "...")
        encoding = "ascii"
    return Look(colour, encoding, *signs)


class Line(NamedTuple):
    """A line to print, and how many columns it takes."""

    text: str
    columns: int


class Piece(NamedTuple):
    """Text of a message with what it is: a part's, a filled blank's, or neither."""

    text: str
    part: Part | None
    blank: bool


def show(
    messages: Sequence[Message], columns: int, colour: bool, encoding: str = "utf-8",
    worst: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[str]:  # fmt: skip
    """The messages of one scenario as lines: its title, its messages, and what filled the blanks.

    Side by side where each has at least `NARROWEST` of the columns, else one under another. `worst`
    says for channels what a message comes to at worst.
    """
    how = look(colour, encoding)
    if not messages:
        return
    yield how.paint(how.fit(clean_line(messages[0].scenario.title)), Style.BOLD)
    yield from (line.text for line in _legend(how, columns))
    yield ""
    # What is written from the right would pull the texts beside it over: it stands by itself.
    turned = locales.get(messages[0].locale).direction == "rtl"
    across = 1 if turned else _across(len(messages), columns)
    room = (columns - _GAP * (across - 1)) // across
    room = min(room, WIDEST if across > 1 else ALONE)
    for start in range(0, len(messages), across):
        row = [
            list(card(message, room, how, worst.get(message.channel.name, "")))
            for message in messages[start : start + across]
        ]
        yield from _beside(row, room)
        yield ""
    for line in values_used(messages, columns, how):
        yield line.text


def _across(count: int, columns: int) -> int:
    """How many messages stand side by side: all of them, else as many as fit if that is three."""
    fit = (columns + _GAP) // (NARROWEST + _GAP)
    return min(count, fit) if fit >= min(count, 3) else 1


def _beside(cards: Sequence[Sequence[Line]], room: int) -> Iterator[str]:
    """Cards as one block of lines."""
    for row in zip_longest(*cards, fillvalue=Line("", 0)):
        padded = [line.text + " " * (room + _GAP - line.columns) for line in row]
        yield "".join(padded).rstrip()


def _legend(how: Look, columns: int) -> Iterator[Line]:
    """What the letters and the marks mean."""
    filled = "underlined:" if how.colour else how.brackets[0] + how.ellipsis + how.brackets[1]
    said = [f"{part.letter} {part.words}" for part in Part] + [f"{filled} filled in"]
    for start, end in wrap(text := "  ".join(said), columns):
        yield Line(how.paint(text[start:end], Style.DIM), width(text[start:end]))


def card(message: Message, room: int, how: Look, worst: str = "") -> Iterator[Line]:
    """One message in so many columns: its channel, its fields, its body and its counts.

    `worst` is what it comes to at worst, in words.
    """
    label = message.channel.label
    yield Line(how.paint(label, Style.BOLD), width(label))
    yield Line(how.paint(how.line * room, Style.DIM), room)
    for name in message.beside:
        segments = message.fields[name]
        head = Piece(f"{name.capitalize()}: ", None, False)
        for text, blank in _paragraphs([head, *_pieces(message, segments, how)]):
            yield from _painted(text, blank, room, how)
    if message.beside:
        yield Line("", 0)
    yield from _body(message, room, how)
    yield Line("", 0)
    for text in filter(None, (counts(message), how.fit(worst), *missing(message))):
        shade = Style.RED if text.startswith("No ") else Style.DIM
        for start, end in wrap(text, room):
            yield Line(how.paint(text[start:end], shade), width(text[start:end]))


def _body(message: Message, room: int, how: Look) -> Iterator[Line]:
    before: Part | None = None
    for line in _lines(message, how):
        part = next((piece.part for piece in line if piece.part), None)
        for text, blank in _paragraphs(line):
            for number, shown in enumerate(_painted(text, blank, room - _GUTTER, how)):
                starts = number == 0 and (part is not before or text.startswith("- "))
                sign = "" if part is None else part.letter if starts else how.bar
                gutter = how.paint(sign, *([SHADES[part]] if part else ()))
                yield Line(
                    gutter + " " * (_GUTTER - len(sign)) + shown.text, _GUTTER + shown.columns
                )
            before = part if text.strip() else None


def _lines(message: Message, how: Look) -> Iterator[list[Piece]]:
    """The body's lines; a part that starts in the middle of one starts a line of its own."""
    line: list[Piece] = []
    own = message.scenario.sources
    ends, last = 0, None  # how much of the line belongs to what was said last, and what that is
    for segment in message.body:
        said = segment.part or (segment.at.source in own and "outside") or None
        for piece in _pieces(message, [segment], how):
            rows = piece.text.split("\n")
            for number, text in enumerate(rows):
                if number:
                    yield line
                    line, ends, last = [], 0, None
                if said and last and said != last and text.strip():
                    yield line[:ends]
                    line = _stripped(line[ends:])
                line.append(piece._replace(text=text))
                if said and text.strip():
                    ends, last = len(line), said
    yield line


def _stripped(line: list[Piece]) -> list[Piece]:
    """A line without the spaces at its start."""
    found = list(line)
    while found and not found[0].text.strip():
        found.pop(0)
    return [found[0]._replace(text=found[0].text.lstrip()), *found[1:]] if found else []


def _pieces(message: Message, segments: Sequence[Segment], how: Look) -> Iterator[Piece]:
    """Segments as pieces to show: clean, and what fills a blank in brackets without colour."""
    for segment in segments:
        text = how.fit(clean(segment.text).replace("\t", "    "))
        blank = is_filled(segment)
        if blank and (not how.colour or _TURNS.search(text)):
            text = text.join(how.brackets)
        yield Piece(text, segment.part, blank)


def is_filled(segment: Segment) -> bool:
    """Whether a stretch of a message fills a blank.

    What snap says by itself does not: a promise without a sentence, the day of a step.
    """
    name = segment.blank or "."
    own = "." in name or (name == "promise" and "{" not in segment.at.value)
    return not own and bool(segment.text.strip())


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[tuple[str, list[bool]]]:
    """Pieces as one text, and for each of its characters whether it fills a blank."""
    text = "".join(piece.text for piece in pieces)
    yield text, [piece.blank for piece in pieces for _ in piece.text]


def _painted(text: str, blank: Sequence[bool], room: int, how: Look) -> Iterator[Line]:
    """A text wrapped to so many columns, with its filled blanks underlined."""
    hang = 2 if text.startswith("- ") else 0
    for start, end in wrap(text, room, hang):
        indent = " " * hang if start else ""
        parts = [
            how.paint(text[run[0] : run[-1] + 1], *([Style.UNDERLINE] if filled else ()))
            for filled, group in groupby(range(start, end), key=blank.__getitem__)
            if (run := list(group))
        ]
        yield Line(indent + "".join(parts), len(indent) + width(text[start:end]))


def wrap(text: str, columns: int, hang: int = 0) -> Iterator[tuple[int, int]]:
    """Where a text on one line breaks: the start and the end of each line, of so many columns.

    Every line after the first has `hang` columns less. It breaks at spaces, which no line then
    ends or starts with, and inside a word only where that alone is too long.
    """
    start, room = 0, max(columns, 1)
    while True:
        end = _fits(text, start, room)
        if end >= len(text):
            yield start, max(start, len(text.rstrip(" ")))
            return
        space = text.rfind(" ", start, end + 1)
        if space > start and text[start:space].strip(" "):
            yield start, start + len(text[start:space].rstrip(" "))
            start = space + 1
        else:
            end = max(end, start + 1)
            yield start, end
            start = end
        while text.startswith(" ", start):
            start += 1
        if start >= len(text):
            return
        room = max(columns - hang, 1)


def _fits(text: str, start: int, room: int) -> int:
    """How far a text fits in so many columns from `start` on. Marks alone never fill a line."""
    end, most = start, min(len(text), start + 4 * room)
    taken = 0
    while end < most:
        # Whole words are measured at once; a joined emoji is no sum of its characters.
        stop = text.find(" ", end + 1, most)
        stop = most if stop < 0 else stop
        if taken + width(text[end:stop]) > room:
            break
        taken, end = taken + width(text[end:stop]), stop
    else:
        return end
    if text.find(" ", start, end + 1) < 0 or end == start:
        while end < most and width(text[start : end + 1]) <= room:
            end += 1
    return end


def counts(message: Message) -> str:
    """How long it is, in words: `182 characters, 33 words, 2 SMS parts`."""
    found = []
    for name, count in message.counts().items():
        if name in _TECHNICAL or (name == "sms_odd" and not count):
            continue
        plain = name.replace("_", " ")
        if name == message.channel.measure:
            found.append(message.channel.amount(count))
            continue
        one, many = _COUNTED.get(name, (plain.removesuffix("s"), plain))
        found.append(f"{count:,} {one if count == 1 else many}")
    if _is_one_paragraph(message):
        found.append("sent as one paragraph")
    return ", ".join(found)


_RARE = "ł"
"""A letter that many names have, and the GSM-7 alphabet has not."""


def at_worst(utmost: Utmost) -> str:
    """What a message comes to at worst, in words: `At worst 2 SMS parts, for name of 24 letters`.

    Empty where room is not short.
    """
    channel = utmost.channel
    worst = utmost.worst() if utmost.is_short else None
    if worst is None:
        return ""
    why = worst.why(utmost.examples)
    said = f"At worst {channel.amount(worst.amount).replace(' at most', '')}"
    said = f"{said}{f', {why}' if why else ''}{'' if worst.exact else ' (at most)'}"
    if worst.unbounded:
        return f"{said}. Nothing says how long {' and '.join(worst.unbounded)} can be"
    rare = utmost.worst(_RARE) if channel.measure == "sms_parts" else None
    if rare is not None and rare.amount > worst.amount:
        return f"{said}; {rare.amount} where a blank has a letter such as {_RARE}"
    return said


def _is_one_paragraph(message: Message) -> bool:
    return "\n" not in message.text and len(message.parts()) > 1


def missing(message: Message) -> Iterator[str]:
    """Each part that a message has not, and what it should tell."""
    for part in Part:
        if part not in message.parts():
            yield f"No {part.words}: {part.question}"


def values_used(messages: Sequence[Message], columns: int, how: Look) -> Iterator[Line]:
    """Which values filled the blanks and decided the conditions, by the names of the variables."""
    found = dict(values(messages))
    text = "Example values: " + how.dot.join(f"{name} {value}" for name, value in found.items())
    if not found:
        text = "No blanks: every customer reads the same."
    text = how.fit(text)
    for number, (start, end) in enumerate(wrap(text, columns, 2)):
        indent = "  " if number else ""
        yield Line(
            how.paint(indent + text[start:end], Style.DIM), len(indent) + width(text[start:end])
        )


def values(messages: Sequence[Message]) -> Iterator[tuple[str, str]]:
    """The variables that the messages use, by name, and the words that customers read for each."""
    for message in messages:
        segments = [*message.body, *(s for field in message.fields.values() for s in field)]
        shown = {segment.blank for segment in segments}
        for name, words in message.words.items():
            if name in message.scenario.variables or name in shown:
                yield name, clean_line(words)
