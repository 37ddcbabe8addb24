"""Every character of a text maps to its place in the file, through every YAML style."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from snapmsg.reader import read, texts
from snapmsg.reader.scalar import locate
from snapmsg.source import Addressed, Place, Source

PARSERS = [False, True]


def scalar(text: str, *, pure: bool = False) -> Addressed:
    """The text under the last key of a source."""
    return list(texts(read(Source("x", text), pure=pure).root))[-1][1]


TABLE = [
    # (source, value, the piece of the source of each character)
    ("a: bc", "bc", ["b", "c"]),
    ("a: b\n  c", "b c", ["b", "\n", "c"]),
    ("a: b  \n   c", "b c", ["b", "\n", "c"]),
    ("a: b\n\n \n  c", "b\n\n\nc", ["b", "\n", "\n", "\n", "c"]),
    ("a: 'b''c'", "b'c", ["b", "''", "c"]),
    ("a: ' b\n\n  c '", " b\n\nc ", [" ", "b", "\n", "\n", "c", " "]),
    ("a: '\n  b'", " b", ["\n", "b"]),
    ('a: "b\\n\\tc"', "b\n\tc", ["b", "\\n", "\\t", "c"]),
    (
        'a: "\\x41\\u00e9\\U0001F600\\/\\""',
        'Aé😀/"',
        ["\\x41", "\\u00e9", "\\U0001F600", "\\/", '\\"'],
    ),
    ('a: "b\\\n   c"', "bc", ["b", "c"]),
    ('a: "b \\\n  \\ c"', "b  c", ["b", " ", "\\ ", "c"]),
    ('a: "b\\ \n  c"', "b  c", ["b", "\\ ", "\n", "c"]),
    ('a: "b\\\\\n  c"', "b\\ c", ["b", "\\\\", "\n", "c"]),
    ('a: "b\\\n\n  c"', "b\n\nc", ["b", "\\\n", "\n", "c"]),
    ('a: "b\\n\n\n  c"', "b\n\n\nc", ["b", "\\n", "\n", "\n", "c"]),
    ("a: |\n  b\n   c\n", "b\n c", ["b", "\n", " ", "c"]),
    ("a: |-\n\n  b\n\n\n  c\n\n\n", "b\n\n\nc", ["b", "\n", "\n", "\n", "c"]),
    ("a: |2 # d\n   b\n  c", " b\nc", [" ", "b", "\n", "c"]),
    ("a: |+2\n    b \n  c  ", "  b \nc  ", [" ", " ", "b", " ", "\n", "c", " ", " "]),
    ("a:\n  b: >1-\n    c\n   d", " c\nd", [" ", "c", "\n", "d"]),
    ("a: >\n  b\n  c", "b c", ["b", "\n", "c"]),
    ("a: >\n  b\n\n  c", "b\n\nc", ["b", "\n", "\n", "c"]),
    ("a: >\n  b\n   c\n  d", "b\n c\nd", ["b", "\n", " ", "c", "\n", "d"]),
    ("a: >\n  b\n\n   c\n\n  d", "b\n\n c\n\nd", ["b", "\n", "\n", " ", "c", "\n", "\n", "d"]),
    ("a: >\n  b \n  \tc", "b \n\tc", ["b", " ", "\n", "\t", "c"]),
    ("a: |\n  b\n     \n  c", "b\n   \nc", ["b", "\n", " ", " ", " ", "\n", "c"]),
    ("a: 😀 é́", "😀 é́", list("😀 é́")),
    ("- b\n- [c, 'd''']", "d'", ["d", "''"]),
    ("a: !x b\n  c", "!x b c", [*"!x b", "\n", "c"]),
    ("a: !x |\n  b\n  c", "b\nc", ["b", "\n", "c"]),
    ("a: ''", "", []),
    ("a: |", "", []),
    ("a: >\n\n\nb: |\n  \n", "", []),
]


@pytest.mark.parametrize("pure", PARSERS)
@pytest.mark.parametrize(("source", "value", "pieces"), TABLE)
def test_places(source: str, value: str, pieces: list[str], pure: bool) -> None:
    text = scalar(source, pure=pure)
    assert text.value == value
    assert text.places is not None
    assert [source[start:end] for start, end in text.places] == pieces


COARSE = [
    # The only texts whose places are not known: the whole scalar is underlined.
    ("a block of spaces alone, behind an indicator", "a: |1\n    "),
    ("a tag in front of quotation marks", 'a: !x "b"'),
    ("an invisible line break, which YAML reads and snap refuses", "a: b\u2028  c"),
]


@pytest.mark.parametrize(("why", "source"), COARSE)
def test_places_that_are_not_known(why: str, source: str) -> None:
    text = scalar(source)
    assert text.value, why
    assert text.places is None
    assert text.range(0, 1) == text.whole


def test_what_yaml_would_have_refused_has_no_places() -> None:
    text = Addressed("x", Source("f", '"\\Uzzzzzzzz"'), 0, 12, "double", locate)
    assert text.places is None


# One line of words, in characters that YAML takes in every style.
CHARS = st.one_of(
    st.sampled_from("ab é😀\u0301'\"\\:#-,[]{}%@&*!|>?`\t{}"),
    st.characters(
        exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"], exclude_characters="\ufffe\uffff"
    ),
)
LINE = st.text(CHARS, min_size=1, max_size=12).map(str.strip).filter(bool)
BLOCK_LINES = st.lists(LINE | st.just("") | LINE.map("  {}".format), min_size=1, max_size=6)
GAPS = st.sampled_from(["\n", "\n\n", " \n", "\n\n\n", "\n  \n", "\t\n"])


@st.composite
def plain(draw: st.DrawFn) -> str:
    lines = draw(st.lists(LINE, min_size=1, max_size=4))
    return lines[0] + "".join(draw(GAPS) + "    " + line for line in lines[1:])


@st.composite
def single(draw: st.DrawFn) -> str:
    lines = [line.replace("'", "''") for line in draw(st.lists(LINE, min_size=1, max_size=4))]
    words = lines[0] + "".join(draw(GAPS) + "    " + line for line in lines[1:])
    edge = st.sampled_from(["", " ", "\n    "])
    return f"'{draw(edge)}{words}{draw(edge)}'"


ESCAPES = st.sampled_from(
    [
        "\\n",
        "\\t",
        '\\"',
        "\\\\",
        "\\/",
        "\\x41",
        "\\u00e9",
        "\\U0001F600",
        "\\ ",
        "\\_",
        "\\\t",
        "\\\n    ",
    ]
)


@st.composite
def double(draw: st.DrawFn) -> str:
    words = LINE.map(lambda line: line.replace("\\", "\\\\").replace('"', '\\"'))
    pieces = draw(st.lists(words | ESCAPES | GAPS.map("{}    ".format), min_size=1, max_size=8))
    return '"' + "".join(pieces) + '"'


@st.composite
def block(draw: st.DrawFn) -> str:
    lines = draw(BLOCK_LINES)
    assume(any(lines))
    indent = draw(st.integers(2, 5))
    header = draw(st.sampled_from("|>")) + draw(st.sampled_from(["", "-", "+"]))
    if next(filter(None, lines)).startswith(" ") or draw(st.booleans()):
        header += str(indent)
    body = "\n".join(
        " " * indent + line if line else draw(st.sampled_from(["", " "])) for line in lines
    )
    return f"{header}\n{body}" + draw(st.sampled_from(["", "\n", "\n\n\n"]))


SCALARS = {"plain": plain(), "single": single(), "double": double(), "block": block()}


def yaml_of(written: str) -> str | None:
    """What PyYAML's pure loader makes of a scalar, or None where it refuses it."""
    try:
        value = yaml.load(f"a: {written}\n", yaml.BaseLoader)
    except yaml.YAMLError:
        return None
    found = value.get("a") if isinstance(value, dict) and len(value) == 1 else None
    return found if isinstance(found, str) else None


def piece_says(char: str, piece: str, style: str) -> bool:
    """Whether this piece of the source is this character, its escape or its break."""
    if piece == char:
        return True
    if char in " \n" and piece == "\n":
        return True
    if style == "single":
        return char == "'" and piece == "''"
    if style == "double":
        if piece.endswith("\n"):
            return char == "\n" and piece == "\\\n"
        return bool(yaml.load(f'"{piece}"', yaml.BaseLoader) == char)
    return False


@pytest.mark.parametrize("pure", PARSERS)
@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("style", SCALARS)
@settings(max_examples=150)
@given(data=st.data())
def test_every_character_has_its_place(
    style: str, crlf: bool, pure: bool, data: st.DataObject
) -> None:
    written = data.draw(SCALARS[style])
    theirs = yaml_of(written)
    raw = f"a: {written}\n"
    source = Source("x", raw.replace("\n", "\r\n") if crlf else raw)
    document = read(source, pure=pure)
    if theirs is None or len(list(texts(document.root))) != 1:
        assume(False)
    assert theirs is not None
    ((path, text),) = texts(document.root)
    assume(path == ("a",) and not any(p.rule == "yaml-feature" for p in document.problems))

    # The words are YAML's, but that an empty line is two breaks, and that the ends are trimmed.
    def squeezed(value: str) -> str:
        return re.sub(r"\n+", "\n", value).strip(" \t\n")

    assert squeezed(text.value) == squeezed(theirs)
    assert not text.value.startswith("\n")
    assert not text.value.endswith("\n")
    places = text.places
    assert places is not None
    assert len(places) == len(text.value)
    back = text.start
    for char, (start, end) in zip(text.value, places, strict=True):
        assert back <= start < end <= text.end
        assert piece_says(char, source.text[start:end], text.style)
        back = end


@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("style", SCALARS)
@given(data=st.data())
def test_a_character_is_replaced_where_it_stands(
    style: str, crlf: bool, data: st.DataObject
) -> None:
    """An edit at one place changes that one character when the file is read again."""
    written = data.draw(SCALARS[style])
    raw = f"a: {written}\nb: c\n"
    source = Source("x", raw.replace("\n", "\r\n") if crlf else raw)
    document = read(source)
    assume(document.root is not None and not document.problems)
    text = next((t for path, t in texts(document.root) if path == ("a",)), None)
    if text is None:
        assume(False)
    assert text is not None
    places: list[Place] = text.places or []
    letters = [i for i, char in enumerate(text.value) if char.isalpha()]
    assume(letters)
    index = data.draw(st.sampled_from(letters))
    start, end = places[index]
    edited = Source("x", source.edit([(start, end, "Z")]))
    again = next(t for path, t in texts(read(edited).root) if path == ("a",))
    assert again.value == text.value[:index] + "Z" + text.value[index + 1 :]
    assert edited.raw.count("\r") == source.raw.count("\r")


@pytest.mark.parametrize("pure", PARSERS)
@given(
    st.text(st.characters(min_codepoint=0x10000, exclude_categories=["Cs", "Cf", "Cn"]), min_size=1)
)
def test_marks_count_code_points(pure: bool, emoji: str) -> None:
    source = Source("x", f"{emoji}: {emoji}\nb: [{emoji}, c]\n")
    found = [text for _, text in texts(read(source, pure=pure).root)]
    assert [text.whole.text for text in found] == [emoji, emoji, "c"]
