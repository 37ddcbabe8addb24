"""What is printed shows itself, fits, and commands nothing."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from snapmsg import terminal
from snapmsg.source import Source
from snapmsg.terminal import Style, clean, clean_line, clip, inert, paint, width

ANY = st.text(st.characters() | st.sampled_from("\x00\x1b\r\n\t\x7f\x85\x9b\u202e\u2066\ud800"))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("", ""),
        ("plain text, “quoted” — Zoë 👩‍👩‍👧 日本語", "plain text, “quoted” — Zoë 👩‍👩‍👧 日本語"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("re\u200d\u200clated", "re\u200d\u200clated"),
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("\x9b31m", "<U+009B>31m"),
        ("over\rwritten", "over<U+000D>written"),
        ("bell\x07, back\x08, del\x7f", "bell<U+0007>, back<U+0008>, del<U+007F>"),
        ("next\x85line\u2028and\u2029", "next<U+0085>line<U+2028>and<U+2029>"),
        ("\u202egnp.exe", "<U+202E>gnp.exe"),
        ("\u2066x\u2069", "<U+2066>x<U+2069>"),
        ("\udc80", "<U+DC80>"),
        ("\U000e0041", "<U+E0041>"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_clean_shows_what_a_source_refuses() -> None:
    every = [chr(code) for code in range(0x110000)]
    hidden = {char for _, char in Source("x", "".join(every)).hidden()}
    assert {char for char in every if clean(char) != char} == hidden


@given(ANY, ANY)
def test_clean_is_by_character_and_final(left: str, right: str) -> None:
    cleaned = clean(left + right)
    assert cleaned == clean(left) + clean(right)
    assert clean(cleaned) == cleaned
    assert not terminal.HIDDEN.search(cleaned)
    assert cleaned.encode().decode() == cleaned  # no stream in UTF-8 refuses it


@given(ANY)
def test_a_clean_line_is_one_line(text: str) -> None:
    assert not re.search("[\n\r\t]", clean_line(text))
    assert len(clean_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("a:1:2: A001 words", "a:1:2: A001 words"),
        ("std::string", "std::string"),
        ("# [x]", "# [x]"),
        ("::error::x", ": :error::x"),
        (" \u00a0 ::add-mask::x", " \u00a0 : :add-mask::x"),
        ("a ##[add-mask]x ##[y]", "a ## [add-mask]x ## [y]"),
    ],
)
def test_inert(line: str, shown: str) -> None:
    assert inert(line) == shown


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("“Zoë” — …", 9),
        ("e\u0301", 1),
        ("日本", 4),
        ("ﾊﾝ", 2),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),
        ("नमस्ते", 4),  # two of its marks take no column, two do
        ("שלום", 4),
        ("\xad", 1),
        ("😀", 2),
        ("👍🏽", 2),
        ("👩‍👩‍👧", 2),
        ("🏃‍♂️", 2),
        ("❤", 1),
        ("❤️", 2),
        ("☎️ 12", 5),
        ("🇬🇧", 2),
        ("a\u200bb", 2),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "end", "cut"),
    [
        ("short", 5, False, "short"),
        ("longer", 5, False, "long…"),
        ("longer", 5, True, "…nger"),
        ("日本語", 6, False, "日本語"),
        ("日本語", 5, False, "日本…"),
        ("日本語", 4, False, "日…"),
        ("日本語", 4, True, "…語"),
        ("longer", 1, False, "…"),
        ("longer", 1, True, "…"),
        ("longer", 0, False, ""),
        ("longer", 0, True, ""),
        ("", 0, False, ""),
        ("e" + "\u0301" * 50, 10, False, "e" + "\u0301" * 39 + "…"),
    ],
)
def test_clip(text: str, columns: int, end: bool, cut: str) -> None:
    assert clip(text, columns, end=end) == cut


@given(st.text(), st.integers(0, 40), st.booleans())
@example("👩‍👩‍👧" * 9, 7, True)
def test_a_clip_fits(text: str, columns: int, end: bool) -> None:
    cut = clip(clean_line(text), columns, end=end)
    # A stretch that begins inside a joined emoji may be drawn two columns wider than it was.
    assert width(cut) <= columns or ("\u200d" in text and end)


class Stream(io.StringIO):
    def __init__(self, tty: bool) -> None:
        super().__init__()
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty


@pytest.mark.parametrize(
    ("env", "tty", "expected"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": "0"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "3", "TERM": "dumb"}, False, True),
        ({"FORCE_COLOR": ""}, False, False),
        ({"FORCE_COLOR": "0"}, False, False),
        ({"CLICOLOR_FORCE": "1"}, False, True),
        ({"CLICOLOR_FORCE": "0"}, False, False),
        ({"CLICOLOR": "0"}, True, False),
        ({"CLICOLOR": "1"}, True, True),
    ],
)
def test_colour(
    env: dict[str, str], tty: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert terminal.colour(Stream(tty), env) is expected


def test_colour_on_an_old_windows_console(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not terminal.colour(Stream(True), {})
    assert terminal.colour(Stream(True), {"WT_SESSION": "x"})


def test_paint() -> None:
    assert paint("x", Style.BOLD, Style.RED) == "\x1b[1;31mx\x1b[0m"
    assert paint("x", Style.BOLD, on=False) == "x"
    assert paint("x") == "x"
    assert paint("", Style.BOLD) == ""


@pytest.mark.parametrize(
    ("told", "expected"),
    [("100", 100), ("1", 20), ("", 80), ("wide", 80), ("-5", 80), ("9" * 9, 80), ("²", 80)],
)
def test_columns(told: str, expected: int) -> None:
    assert terminal.columns(io.StringIO(), {"COLUMNS": told}) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is needed")
def test_columns_of_a_terminal() -> None:
    import fcntl
    import pty
    import struct
    import termios

    parent, child = pty.openpty()
    with os.fdopen(parent, "wb"), os.fdopen(child, "w") as stream:
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 123, 0, 0))
        assert terminal.columns(stream, {}) == 123
        assert terminal.colour(stream, {}) is (sys.platform != "win32")


@pytest.mark.parametrize("name", ["stdout", "stderr"])
@pytest.mark.parametrize(
    ("coding", "text", "written"),
    [
        ("utf-8", "“it’s”", "“it’s”".encode()),
        ("utf-8", "lone \udc80", rb"lone \udc80"),
        ("ascii", "it’s é 😀", rb"it\u2019s \xe9 \U0001f600"),
        ("cp1252", "it’s ✓", b"it\x92s \\u2713"),
    ],
)
def test_say_and_talk(
    name: str, coding: str, text: str, written: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, name, io.TextIOWrapper(raw, encoding=coding, newline="\n"))
    write = terminal.say if name == "stdout" else terminal.talk
    write(text)
    write()
    getattr(sys, name).flush()
    assert raw.getvalue() == written + b"\n\n"


def test_it_imports_nothing_heavy() -> None:
    root = Path(terminal.__file__).parent.parent
    code = (
        "import sys; from snapmsg import terminal, channels; channels.names();"
        "print([m for m in ('rich', 'typer', 'jinja2', 'yaml', 'shutil') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert run.stdout.strip() == "[]"
