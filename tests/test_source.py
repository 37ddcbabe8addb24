"""Text with an address: positions, hidden characters, edits that leave all else as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapmsg.source import MOST_BYTES, Addressed, Range, Source, Unreadable, decode, load

TEXT = "one\ntwo é\n\n😀 four"


@pytest.mark.parametrize(
    ("offset", "position"),
    [(0, (1, 1)), (3, (1, 4)), (4, (2, 1)), (9, (2, 6)), (10, (3, 1)), (11, (4, 1)), (12, (4, 2)),
     (len(TEXT), (4, 7))],
)  # fmt: skip
def test_position(offset: int, position: tuple[int, int]) -> None:
    for raw in (TEXT, TEXT.replace("\n", "\r\n")):
        assert Source("x", raw).position(offset) == position


def test_lines() -> None:
    source = Source("x", "  one\ntwo")
    assert [source.line(n) for n in (0, 1, 2, 3)] == ["", "  one", "two", ""]
    assert source.line_range(1).text == "one"
    assert source.line_range(9).text == "two"
    assert source.line_range(1).column == 3


def test_a_range_says_where_it_is() -> None:
    found = Range(Source("x", TEXT), 8, 9)
    assert (found.line, found.column, found.text) == (2, 5, "é")


@given(st.text())
def test_hidden_is_the_same_however_it_is_found(text: str) -> None:
    """The quick ways past ordinary text miss nothing."""
    whole = Source("x", text)
    alone = [
        (at, char)
        for at, char in enumerate(whole.text)
        for _, found in Source("x", char + "\U0001f600\xa0").hidden()
        if found == char
    ]
    assert list(whole.hidden()) == alone


@pytest.mark.parametrize(
    "char",
    "\x00\x08\x0b\x1f\r\x7f\x80\x85\x9f\u2028\u2029\u202a\u202e\u2066\u2069\ufeff",
)
def test_hidden(char: str) -> None:
    assert list(Source("x", f"a{char}b").hidden()) == [(1, char)]
    assert list(Source("x", f"é{char}b").hidden()) == [(1, char)]


@pytest.mark.parametrize("char", ["\t", "\n", "\r\n", "\xa0", "\u200b", "\u200d", "é", "א", "😀"])
def test_not_hidden(char: str) -> None:
    assert list(Source("x", f"a{char}b").hidden()) == []


LINES = st.lists(st.text("ab é😀", max_size=4), min_size=1, max_size=6)


@given(LINES, st.data())
def test_an_edit_leaves_all_else_byte_for_byte(lines: list[str], data: st.DataObject) -> None:
    ends = [data.draw(st.sampled_from(["\n", "\r\n"])) for _ in lines[1:]] + [""]
    raw = "".join(line + end for line, end in zip(lines, ends, strict=True))
    source = Source("x", raw)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(source.text)), max_size=6)))
    cuts = cuts[: len(cuts) // 2 * 2]
    edits = [(a, b, f"<{a}\n>") for a, b in zip(cuts[::2], cuts[1::2], strict=True)]

    # Each character of the text is one of the raw text, but that a CRLF stands for a newline.
    atoms = list(source.text)
    newline = iter(ends)
    atoms = [next(newline) if atom == "\n" else atom for atom in atoms]
    expected, back = "", 0
    for a, b, text in edits:
        expected += "".join(atoms[back:a])
        expected += text.replace("\n", "\r\n") if "\r\n" in raw else text
        back = b
    expected += "".join(atoms[back:])
    assert source.edit(edits) == expected


def test_an_edit_before_inside_and_behind_a_crlf() -> None:
    source = Source("x", "a\r\nb\r\nc\nd")
    assert source.edit([(1, 1, "!")]) == "a!\r\nb\r\nc\nd"
    assert source.edit([(2, 2, "!")]) == "a\r\n!b\r\nc\nd"
    assert source.edit([(1, 2, "")]) == "ab\r\nc\nd"
    assert source.edit([(7, 7, "!"), (0, 1, "x\ny")]) == "x\r\ny\r\nb\r\nc\nd!"


def test_no_edit_changes_nothing() -> None:
    assert Source("x", "a\r\nb\n").edit([]) == "a\r\nb\n"


def test_addressed_without_places_is_coarse() -> None:
    source = Source("x", "0123456789")
    text = Addressed("abc", source, 2, 8, "plain", lambda _: None)
    assert text.range(1, 2) == text.whole == Range(source, 2, 8)


def test_places_are_asked_for_once() -> None:
    calls: list[Addressed] = []

    def locate(text: Addressed) -> list[tuple[int, int]]:
        calls.append(text)
        return [(2, 3), (4, 6)]

    text = Addressed("ab", Source("x", "0123456789"), 2, 8, "plain", locate)
    assert calls == []
    assert text.range(1, 2)[1:] == (4, 6)
    assert text.range(0, 2)[1:] == (2, 6)
    assert text.range(1, 1)[1:] == (4, 4)
    assert text.range(2, 2) == text.extent
    assert len(calls) == 1


def test_text_of_a_whole_file() -> None:
    text = Addressed("bcd", Source("x", "abcd"), 1, 4)
    assert text.range(1, 2).text == "c"


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        (b"a: \xe9\n", 1, 4, "0xE9"),
        (b"one\ntwo \xc3\xa9 \xff", 2, 7, "0xFF"),
        ("a: b".encode("utf-16"), 1, 1, "UTF-16"),
        (b"a\n\xc3", 2, 1, "0xC3"),
    ],
)
def test_other_encodings(data: bytes, line: int, column: int, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data, "x.yaml")
    assert (caught.value.line, caught.value.column, caught.value.path) == (line, column, "x.yaml")
    assert words in caught.value.reason
    assert "save it again as UTF-8" in caught.value.reason


def test_one_byte_order_mark_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbfa: b", "x").text == "a: b"
    assert list(decode(b"\xef\xbb\xbf\xef\xbb\xbfa", "x").hidden()) == [(0, "\ufeff")]


@given(st.binary(max_size=30))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    try:
        source = decode(data, "x")
    except Unreadable as error:
        assert error.line >= 1 and error.column >= 1
    else:
        assert source.raw.encode() in (data, data[3:])


def test_files_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"x" * MOST_BYTES)
    assert len(load(path, "big.yaml").text) == MOST_BYTES
    path.write_bytes(b"x" * (MOST_BYTES + 1))
    with pytest.raises(Unreadable, match="larger than 1024 KiB"):
        load(path, "big.yaml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_folders_and_missing_files(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, words in ((pipe, "regular file"), (tmp_path, "regular file|cannot be read")):
        with pytest.raises(Unreadable, match=words):
            load(path, "x")
    with pytest.raises(Unreadable, match="no such file"):
        load(tmp_path / "none", "x")
