"""A file as its author sees it, line by line, whatever YAML makes of it; and the one correction.

Where YAML changes or refuses words, the cure is always the same: `key: >-`, and the words,
untouched, on lines of their own. What belongs to a key is told by the indentation alone, because
there is no YAML to ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from snapmsg.diagnostic import Edit, Fix
from snapmsg.reader.events import ODD_SPACES
from snapmsg.source import Range, Source

_FARTHEST = 2000
"""How many lines are looked at above and below a fault."""
_MOST_LINES = 12
_LONGEST = 240

_OPENING = re.compile(
    r"(?P<dashes>[ ]*(?:-(?: +|$))*)"
    r"(?:(?P<key>\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[^\s\"'\[\]{}#&*!|>%@`,?:-][^:#\n]{0,200}?)"
    r"[ ]{0,8}:(?=[ \t]|$)[ \t]*)?"
)
HEADER = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#.*)?")
_BREAK = re.compile(r"(?<!\n)\n(?!\n)")
_COMMENT = re.compile(r"(?:^|[ \t])#")


@dataclass(slots=True)
class Opening:
    """The line on which a key or an entry of a list opens, and the column where it starts (from 0).

    `words` is the offset at which its words start; `has_words` whether any stand there or below.
    """

    line: int
    column: int
    key: str
    words: int
    has_words: bool


class Correction(NamedTuple):
    """An entry as it should stand in the file, and the fix that makes it so.

    `lines` are the corrected lines; `at` is where the words stand now. `fix` is None where
    reading the corrected file does not give exactly those words.
    """

    lines: tuple[str, ...]
    at: Range
    fix: Fix | None


Confirm = Callable[[Edit, int, str], bool]
"""Whether after an edit a text of this value starts at this offset."""


def with_lines(sentence: str, lines: Sequence[str]) -> str:
    """A sentence, and under it the lines as they should stand; of many or long ones, enough."""
    some = [
        line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in lines[:_MOST_LINES]
    ]
    return "\n".join([sentence, *some, *["…"] * (len(lines) > _MOST_LINES)])


def opening(source: Source, number: int, end: int | None = None) -> Opening | None:
    """What opens on line `number`, as far as offset `end`; None where nothing does."""
    start = source.starts[number - 1]
    line = source.line(number) if end is None else source.text[start:end]
    found = _OPENING.match(line)
    if found is None or not (found["key"] or "-" in found["dashes"]):
        return None
    column = found.start("key") if found["key"] else found["dashes"].rindex("-")
    words = line[found.end() :].strip()
    has_words = bool(words) and not words.startswith("#")
    return Opening(number, column, found["key"] or "", start + found.end(), has_words)


def opening_above(source: Source, number: int) -> Opening | None:
    """The key or entry that line `number` belongs to, or opens itself."""
    first = number
    while first > max(1, number - _FARTHEST):
        if first < number and (found := opening(source, first)) and found.column == 0:
            break
        first -= 1
    current: Opening | None = None
    for row in range(first, number + 1):
        line = source.line(row)
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        if current is None or not current.has_words or indent <= current.column:
            found = opening(source, row)
            if found is not None:
                current = found
            elif current is not None:
                current.has_words = True
    return current


def last_line(source: Source, found: Opening, through: int) -> int:
    """The last line of an entry: those that are indented, or that open nothing of their own.

    At least up to line `through`; without the comments and the empty lines at the end.
    """
    last = found.line
    for row in range(found.line + 1, min(len(source.starts), found.line + _FARTHEST) + 1):
        line = source.line(row)
        words = line.strip()
        if not words:
            continue
        is_inside = len(line) - len(line.lstrip()) > found.column
        if words.startswith("#"):
            if not is_inside and row > through:
                break
        elif is_inside or row <= through:
            last = row
        elif line.startswith(("---", "...")) or opening(source, row) is not None:
            break
        else:
            last = row
    return last


def opened_at(source: Source, start: int) -> Opening | None:
    """The key or entry whose words start at offset `start`, on its line or on one below."""
    number, column = source.position(start)
    line_start = start - column + 1
    if source.text[line_start:start].strip():
        return opening(source, number, start)
    above = opening_above(source, number - 1) if number > 1 else None
    return None if above is None or above.has_words else above


def rewrite(
    source: Source,
    found: Opening,
    confirm: Confirm,
    *,
    through: int = 0,
    is_safe: bool = True,
    cure: Callable[[str], str] | None = None,
) -> Correction | None:
    """The one correction of an entry's words. None where it has none.

    Lines up to `through` belong to it whatever their indent. `cure` may change the words, for a
    fix that is not safe then.
    """
    last = last_line(source, found, through)
    finish = source.starts[last - 1] + len(source.line(last).rstrip())
    lines = [line.strip(" \t") for line in source.text[found.words : finish].split("\n")]
    if HEADER.fullmatch(lines[0]) and any(lines[1:]):
        lines[0] = ""
    while not lines[0] or (lines[0].startswith("#") and any(lines[1:])):
        if not any(lines):
            return None
        lines = lines[1:]
    is_safe = is_safe and not any(_COMMENT.search(line) for line in lines)
    words = "\n".join(lines)
    start = source.text.find(words.split("\n")[0], found.words)
    words = cure(words) if cure else words
    if not words:
        return None
    head = source.text[source.starts[found.line - 1] : found.words].rstrip()
    margin = " " * (found.column + 2)
    body = [f"{head} >-", *(margin + line if line else "" for line in words.split("\n"))]
    edit_start = source.starts[found.line - 1] + len(head)
    edit = Edit(Range(source, edit_start, finish), "\n".join(body)[len(head) :])
    value = _BREAK.sub(" ", words)
    is_exact = confirm(edit, edit_start + 1, value)
    fix = Fix((edit,), is_safe and cure is None) if is_exact else None
    return Correction(tuple(body), Range(source, start, finish), fix)


def applied(source: Source, *edits: Edit) -> Source:
    """A source with edits made, to read it again."""
    parts, back = [], 0
    for edit in sorted(edits, key=lambda e: e.at.start):
        parts += [source.text[back : edit.at.start], edit.text]
        back = edit.at.end
    return Source(source.path, "".join([*parts, source.text[back:]]))


def spaced(source: Source, number: int) -> Iterator[tuple[Range, str]]:
    """Each indent with a tab or an odd space in it, and the one it should be.

    A tab counts as one step of the file's own indentation. Lines inside a block of text are left
    alone, but for line `number`, of which YAML has complained; and so are lines that open nothing
    after an odd space, because there it may stand in the words.
    """
    lines = source.text.split("\n")
    plain = (len(line) - len(line.lstrip(" ")) for line in lines if line.strip())
    step = " " * min((indent for indent in plain if indent), default=2)
    block: int | None = None
    for row, line in enumerate(lines, 1):
        spaces = len(line) - len(line.lstrip(" "))
        if block is not None and row != number:
            if spaces > block or not line.strip():
                continue
            block = None
        lead = line[: len(line) - len(line.lstrip(f" \t{ODD_SPACES}"))]
        if len(lead) == spaces:
            if line.endswith(("|", ">", "-", "+")) and (found := opening(source, row)):
                is_block = HEADER.fullmatch(
                    source.text[found.words : found.words + 4].split("\n")[0]
                )
                block = found.column if is_block else None
        elif lead != line and ("\t" in lead or _opens(line[len(lead) :])):
            start = source.starts[row - 1]
            new = lead.replace("\t", step).replace("\u200b", "").replace("\u3000", "  ")
            yield Range(source, start, start + len(lead)), re.sub(r"\s", " ", new)


def _opens(words: str) -> bool:
    found = _OPENING.match(words)
    return found is not None and found.end() > 0
