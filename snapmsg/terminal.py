"""Clean text for terminals: what is printed shows itself, fits, and commands nothing."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from enum import StrEnum
from typing import TextIO

# The characters that `source` refuses in a file. Here they may come from anywhere: a value, a
# file's name, the file that is being complained about.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\U000e0000-\U000e007f]"
)
"""Characters that move, hide or reorder what is read: controls (but newline and tab), invisible
line breaks, bidi controls, byte-order marks, tag characters and lone surrogates."""

_ONE_LINE = str.maketrans("\n\r\t", "   ")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_JOINER, _AS_EMOJI = "\u200d", "\ufe0f"


def clean(text: str) -> str:
    """Text that is safe on a terminal: what is in `HIDDEN` reads `<U+001B>`.

    Each character is cleaned by itself, so that cleaned pieces join to the cleaned whole.
    """
    if text.isprintable() and text.isascii():
        return text
    return HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def clean_line(text: str) -> str:
    """The same on one line: line breaks and tabs are spaces."""
    return clean(text.translate(_ONE_LINE))


_COMMAND = re.compile(r"\A((?:\s|\x1b\[[0-9;]*m)*:)(?=(?:\x1b\[[0-9;]*m)*:)")


def inert(line: str) -> str:
    """A line that no CI log takes for a command: `::error` and `##[group]` are broken up.

    GitHub's runner reads a command where a line, white space aside, starts with `::`, and wherever
    `##[` stands; it listens to stdout and stderr alike. Colours count for nothing.
    """
    return _COMMAND.sub(r"\1 ", line).replace("##[", "## [")


def csv_cell(text: str) -> str:
    """A cell of a table that no spreadsheet takes for a formula: it has a `'` before it then.

    The East Asian full-width signs start one too, and so does one after a tab or a line break.
    """
    text = text.replace("\0", " ")
    return f"'{text}" if text.startswith(_FORMULA) else text


def width(text: str) -> int:
    """How many columns cleaned text takes: East Asian wide characters and emoji two, marks none.

    Follows Unicode Standard Annex 11; emoji joined by U+200D, and skin tones, count as one.
    """
    if text.isascii():
        return len(text)
    total = last = 0
    before = ""
    for char in text:
        joined = before == _JOINER or (last == 2 and "\U0001f3fb" <= char <= "\U0001f3ff")
        if char == _AS_EMOJI:
            total += last == 1
            last = 0
        elif _is_mark(char) or (joined and unicodedata.category(char) in ("So", "Sk")):
            last = 0 if joined else last
        else:
            last = 2 if unicodedata.east_asian_width(char) in "WF" else 1
            total += last
        before = char
    return total


def _is_mark(char: str) -> bool:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return char != "\xad"  # the soft hyphen is drawn
    return "\u1160" <= char <= "\u11ff"  # the vowels and finals of a Hangul syllable


def clip(text: str, columns: int, *, end: bool = False) -> str:
    """Cleaned text cut to so many columns, with `…` where it was cut.

    Keeps the start, or the `end`. Text of more than four characters a column, which only marks
    can make fit, is cut as well, so that nothing long is ever measured.
    """
    most = 4 * max(columns, 1)
    if len(text) <= most and width(text) <= columns:
        return text
    room = columns - 1
    if room < 0:
        return ""
    if end:
        text = text[-most:]
        cut = bisect_left(range(len(text)), -room, key=lambda at: -width(text[at:]))
        return "…" + text[cut:]
    text = text[:most]
    cut = bisect_left(range(len(text)), room + 1, key=lambda at: width(text[: at + 1]))
    return text[:cut] + "…"


class Style(StrEnum):
    """How a stretch is marked. Only colours that stand out on light and dark backgrounds alike.

    Yellow and white vanish on a light terminal, blue and black on a dark one.
    """

    BOLD = "1"
    DIM = "2"
    UNDERLINE = "4"
    RED = "31"
    GREEN = "32"
    MAGENTA = "35"
    CYAN = "36"


def paint(text: str, *styles: Style, on: bool = True) -> str:
    """Text in styles; as it is when not `on`. Clean it first: nothing in it is escaped here."""
    if not on or not text or not styles:
        return text
    return f"\x1b[{';'.join(styles)}m{text}\x1b[0m"


def colour(stream: TextIO, env: Mapping[str, str] = os.environ) -> bool:
    """Whether to write colours to a stream.

    `NO_COLOR` (set and not empty: no-color.org) wins, then `FORCE_COLOR` and `CLICOLOR_FORCE`
    (`0` forces nothing: bixense.com/clicolors), then `CLICOLOR=0`, `TERM=dumb` and whether it is
    a terminal. An old Windows console shows escape codes as they are.
    """
    if env.get("NO_COLOR"):
        return False
    if any(env.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if env.get("CLICOLOR") == "0" or env.get("TERM") == "dumb" or not stream.isatty():
        return False
    return sys.platform != "win32" or any(
        name in env for name in ("WT_SESSION", "TERM", "TERM_PROGRAM", "ANSICON")
    )


def columns(stream: TextIO, env: Mapping[str, str] = os.environ) -> int:
    """How wide to write to a stream: `COLUMNS`, else the terminal, else 80. At least 20."""
    told = env.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and 0 < len(told) < 6:
        return max(int(told), 20)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns, 20)
    except (OSError, ValueError):
        return 80


def say(text: str = "") -> None:
    """Write a line to stdout: data. Text that is not snap's own is cleaned before, where meant
    for people.

    What the stream's encoding lacks is written as `\\u2019`. Raises `BrokenPipeError` and other
    `OSError`s, which the command answers.
    """
    _write(sys.stdout, text)


def talk(text: str = "") -> None:
    """Write a line to stderr: whatever is not data. As `say`."""
    _write(sys.stderr, text)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text + "\n")
    except UnicodeEncodeError:
        coding = stream.encoding or "ascii"
        stream.write(text.encode(coding, "backslashreplace").decode(coding) + "\n")
