"""The reader: every trap of YAML keeps its words or is refused with the corrected lines."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from snapmsg.diagnostic import Edit
from snapmsg.reader import (
    PURE,
    Document,
    ListNode,
    MapNode,
    Node,
    corrected,
    read,
    texts,
    trailing_comment,
)
from snapmsg.reader.again import Again
from snapmsg.reader.events import parse
from snapmsg.reader.lines import applied
from snapmsg.source import Addressed, Range, Source

PARSERS = [False, True]


def values(document: Document) -> dict[str, str]:
    return {".".join(map(str, path)): text.value for path, text in texts(document.root)}


def text_at(document: Document, path: str) -> Addressed:
    return next(text for p, text in texts(document.root) if ".".join(map(str, p)) == path)


def doc(text: str, *, pure: bool = False) -> Document:
    return read(Source("x.yaml", text), pure=pure)


KEPT = [
    # (text, what it says)
    ("a: plain words", {"a": "plain words"}),
    ("a: 12:30", {"a": "12:30"}),
    ("a: 7:05", {"a": "7:05"}),
    ("a: no", {"a": "no"}),
    ("a: yes\nb: on\nc: off", {"a": "yes", "b": "on", "c": "off"}),
    ("a: 2026-12-24", {"a": "2026-12-24"}),
    ("a: 2024-13-45", {"a": "2024-13-45"}),
    ("a: 010", {"a": "010"}),
    ("a: 1_000", {"a": "1_000"}),
    ("a: 1.10", {"a": "1.10"}),
    ("a: ~\nb: null", {"a": "~", "b": "null"}),
    ("a: .nan", {"a": ".nan"}),
    ("no: yes", {"no": "yes"}),
    ("12: x", {"12": "x"}),
    ("a:\nb: x", {"a": "", "b": "x"}),
    ("a: ''", {"a": ""}),
    ("a: It's 5 o'clock", {"a": "It's 5 o'clock"}),
    ("a: Order {{ no }} is late", {"a": "Order {{ no }} is late"}),
    ("a: You get it{% if x %} now{% endif %}.", {"a": "You get it{% if x %} now{% endif %}."}),
    ("a: See https://x.example/y#z", {"a": "See https://x.example/y#z"}),
    ("a: C#, not #1", {"a": "C#, not"}),
    ("a: we, you [and] they", {"a": "we, you [and] they"}),
    ("a: -- so", {"a": "-- so"}),
    ("a: ?what", {"a": "?what"}),
    ("a: :) fine", {"a": ":) fine"}),
    ("a: 50% off & more!", {"a": "50% off & more!"}),
    ("a: one\n  two", {"a": "one two"}),
    ("a: one\n\n  two", {"a": "one\n\ntwo"}),
    ("a: one\n\n\n  two", {"a": "one\n\n\ntwo"}),
    ("a: >-\n  one\n  two\n\n  three", {"a": "one two\n\nthree"}),
    ("a: >-\n  one\n    two\n  three", {"a": "one\n  two\nthree"}),
    ("a: >-\n  one\n\n    two\n\n  three", {"a": "one\n\n  two\n\nthree"}),
    ("a: |\n  one\n  two\n\n  three\n\n\n", {"a": "one\ntwo\n\nthree"}),
    ("a: |+\n  one\n\n\nb: x", {"a": "one", "b": "x"}),
    ("a: |\n\n\n  one", {"a": "one"}),
    ("a: 'one\n\n  it''s'", {"a": "one\n\nit's"}),
    ('a: "one\\ntwo\n\n  three"', {"a": "one\ntwo\n\nthree"}),
    ('a: "one\\\n  two"', {"a": "onetwo"}),
    ('a: "\\none\\n"', {"a": "one"}),
    ('a: "\\U0001F600 \\x41 \\t."', {"a": "😀 A \t."}),
    (
        "a: >-\n  We checked: it #1 is [here]\n  {{ now }}",
        {"a": "We checked: it #1 is [here] {{ now }}"},
    ),
    ("a: >-\n  {{ now }} it is", {"a": "{{ now }} it is"}),
    ("- us: a\n  b: c\n- d", {"0.us": "a", "0.b": "c", "1": "d"}),
    ("a: [x, y z]", {"a.0": "x", "a.1": "y z"}),
    ("a: {b: c, d: }", {"a.b": "c", "a.d": ""}),
    ("---\na: b\n...\n", {"a": "b"}),
    ("# only a comment\n", {}),
    ("", {}),
    ("a: 😀 x\nb: é́", {"a": "😀 x", "b": "é́"}),
    ("a: |\n  - one\n  - two", {"a": "- one\n- two"}),
    ("a: Monday\n  - Friday", {"a": "Monday - Friday"}),
    ("a: \xa0x", {"a": "\xa0x"}),
    ('"a: b": c', {"a: b": "c"}),
]


@pytest.mark.parametrize("pure", PARSERS)
@pytest.mark.parametrize(("text", "says"), KEPT)
def test_words_are_kept(text: str, says: dict[str, str], pure: bool) -> None:
    document = doc(text, pure=pure)
    assert document.problems == []
    assert values(document) == says


@dataclass
class Refused:
    """What must be said: the rule, the line, the words underlined, the corrected lines, the fix."""

    rule: str
    line: int
    words: str
    lines: str
    fix: bool | None


B, F, L = "broken-yaml", "yaml-feature", "lost-text"
REFUSED = [
    # (text, rule, line, underlined, corrected lines, safe fix / unsafe fix / none)
    (
        "status: We checked: your bag is in Oslo",
        B,
        1,
        ": ",
        "status: >-\n  We checked: your bag is in Oslo",
        True,
    ),
    (
        "status: We checked\n  and found: it is here",
        B,
        2,
        ": ",
        "status: >-\n  We checked\n  and found: it is here",
        True,
    ),
    ("status: We say:\n  it is here", B, 1, ":", "status: >-\n  We say:\n  it is here", True),
    (
        "status: See https://x.example: it works",
        B,
        1,
        ": ",
        "status: >-\n  See https://x.example: it works",
        True,
    ),
    ("- us: We found: it", B, 1, ": ", "- us: >-\n    We found: it", True),
    ("a:\n  - us: We found: it\n    team: x", B, 2, ": ", "  - us: >-\n      We found: it", True),
    ("a:\n  b:\n    c: d: e", B, 3, ": ", "    c: >-\n      d: e", True),
    ("status: {{ name }}", B, 1, "{{", "status: >-\n  {{ name }}", True),
    ("status: {{ name }}, we are late", B, 1, "{{", "status: >-\n  {{ name }}, we are late", True),
    (
        "status: {{ name | upper }} is late",
        B,
        1,
        "{{",
        "status: >-\n  {{ name | upper }} is late",
        True,
    ),
    (
        "status:\n  {{ name }}, we\n  are late",
        B,
        2,
        "{{",
        "status: >-\n  {{ name }}, we\n  are late",
        True,
    ),
    ("- us: {{ name }} rings", B, 1, "{{", "- us: >-\n    {{ name }} rings", True),
    ("- {{ name }} rings", B, 1, "{{", "- >-\n  {{ name }} rings", True),
    ("us: {% if x %}y{% endif %}", B, 1, "{%", "us: >-\n  {% if x %}y{% endif %}", True),
    ("status: @ana we have it", B, 1, "@", "status: >-\n  @ana we have it", True),
    ("status: `code` it", B, 1, "`", "status: >-\n  `code` it", True),
    ("status: %5 off", B, 1, "%", "status: >-\n  %5 off", True),
    ("rules: {vague-time: error", B, 1, "{vague-time: error", "rules:\n  vague-time: error", False),
    ("rules: {a: off, b: on", B, 1, "{a: off, b: on", "rules:\n  a: off\n  b: on", False),
    ("hours: {monday: [a", B, 1, "{monday: [a", "", None),
    ("status: [Name], we are late", B, 1, "[", "status: >-\n  [Name], we are late", True),
    ("status: [Name] we are late\nb: c", B, 1, "[", "status: >-\n  [Name] we are late", True),
    ("status: & more", B, 1, "&", "status: >-\n  & more", True),
    ("status: *soon* we", B, 1, "*soon*", "status: >-\n  *soon* we", True),
    ("status: *soon we", B, 1, "*soon", "status: >-\n  *soon we", True),
    ("status: > 5 days", B, 1, ">", "status: >-\n  > 5 days", True),
    ("status: >5 days", B, 1, ">", "status: >-\n  >5 days", True),
    ("status: | we", B, 1, "|", "status: >-\n  | we", True),
    ('status: "Late" is bad', B, 1, '"Late"', 'status: >-\n  "Late" is bad', True),
    ("status: 'Sorry' is bad", B, 1, "'Sorry'", "status: >-\n  'Sorry' is bad", True),
    ('- "Late" is bad', B, 1, '"Late"', '- >-\n  "Late" is bad', True),
    ('only_if: "gold" == plan', B, 1, '"gold"', 'only_if: >-\n  "gold" == plan', True),
    ("status: 'Tis late", B, 1, "'Tis late", "status: >-\n  'Tis late", False),
    ('status: "We are late', B, 1, '"We are late', "status: >-\n  We are late", False),
    (
        'status: "We are late\nnext: "We call"',
        B,
        1,
        '"We are late',
        "status: >-\n  We are late",
        False,
    ),
    ("status: 'We are\nnext: don't", B, 1, "'We are", "status: >-\n  'We are", False),
    ('status: "C:\\qx"', B, 1, "\\q", "status: >-\n  C:\\qx", False),
    ("status: - we have it", B, 1, "-", "status: >-\n  - we have it", True),
    ("status: ? what", B, 1, "?", "status: >-\n  ? what", True),
    ("status: , so", B, 1, ",", "status: >-\n  , so", True),
    ("status: ] so", B, 1, "]", "status: >-\n  ] so", True),
    ("status: } so", B, 1, "}", "status: >-\n  } so", True),
    ("status: { so", B, 1, "{", "status: >-\n  { so", True),
    ("a:\n\tb: c", B, 2, "\t", "  b: c", True),
    ("a:\n    x: y\n\tb: c", B, 3, "\t", "    b: c", True),
    ("a: We\n\tare late", B, 2, "\t", "  are late", True),
    ("a: >-\n\tWe are late", B, 2, "\t", "  We are late", True),
    ("a: We are\nlate today\nb: c", B, 2, "late today", "a: >-\n  We are\n  late today", True),
    ("a: We are\nlate", B, 2, "late", "a: >-\n  We are\n  late", True),
    ("a: >\nWe are late\nb: c", B, 2, "We are late", "a: >-\n  We are late", True),
    ("a:\n  - us: We\n  come\n", B, 3, "come", "  - us: >-\n      We\n      come", True),
    ("a: Order #12 is\n  late", B, 1, "#", "a: >-\n  Order #12 is\n  late", False),
    ("a: We checked: it #1 is", B, 1, ": ", "a: >-\n  We checked: it #1 is", False),
    ("a: We checked: it\n  # a note\nb: c", B, 1, ": ", "a: >-\n  We checked: it", None),
    ("a: b: c\n# a note\nd: e", B, 1, ": ", "a: >-\n  b: c", True),
    ("a: |\n  y\n  \tx\nb:\n\tc: d", B, 5, "\t", "  c: d", True),
    ('a: "\nb: c', B, 1, '"', "", None),
    ("tags: [a, b] c", B, 1, "[a, b] c", "", None),
    (": b", B, 1, ": b", "", None),
    ("a:\n    - b\n  - c", B, 3, "- c", "", None),
    ("tags: [a, b\nowner: x", B, 1, "[a, b", "tags: [a, b]", False),
    ("title: x\nstatus:We are\nb: c", B, 2, "status:", "status: We are", True),
    ("status:We are\nb: c", B, 1, "status:", "status: We are", True),
    ("title: x\nstatus\nb: c", B, 2, "status", "status:", None),
    ("title: x\n  status: y\nb: c", B, 2, "status:", "status: y", None),
    (
        "a:\n  * We call\n  * You wait",
        B,
        2,
        "* We call\n  * You wait",
        "a: >-\n  * We call\n\n  * You wait",
        False,
    ),
    (
        "next_steps:\n  * We call\n  * You wait",
        B,
        2,
        "* We call\n  * You wait",
        "next_steps:\n  - us: We call\n  - you: You wait",
        False,
    ),
    (
        "status: !Important we are late",
        F,
        1,
        "!Important we are late",
        "status: >-\n  !Important we are late",
        True,
    ),
    ('status: !x "b"', F, 1, '!x "b"', 'status: >-\n  !x "b"', True),
    ("status: ! we are late", F, 1, "! we are late", "status: >-\n  ! we are late", True),
    (
        "status: &now we are\n  late",
        F,
        1,
        "&now we are\n  late",
        "status: >-\n  &now we are\n  late",
        False,
    ),
    ("status: *soon", F, 1, "*soon", "status: >-\n  *soon", False),
    ("- ? what now", F, 1, "? what now", "- >-\n  ? what now", True),
    (
        "a: {b: Your order, and more}",
        L,
        1,
        "and more",
        "a:\n  b: >-\n    Your order, and more",
        True,
    ),
    (
        "a:\n  b: {c: x, from y, d: 'z, w'}",
        L,
        2,
        "from y",
        "  b:\n    c: >-\n      x, from y\n    d: 'z, w'",
        True,
    ),
    ("- {us: We call, and wait}", L, 1, "and wait", "- us: >-\n    We call, and wait", True),
    ("a: {email, sms}\nb: c", L, 1, "email", "a:\n  email:\n  sms:", True),
    (
        "a:\n  • We call\n  • You wait",
        L,
        2,
        "• We call\n  • You wait",
        "a: >-\n  • We call\n\n  • You wait",
        False,
    ),
    (
        "a: >-\n  • We call\n  • You wait",
        L,
        1,
        ">-\n  • We call\n  • You wait",
        "a: >-\n  • We call\n\n  • You wait",
        False,
    ),
    (
        "next_steps:\n  • We call\n  • You wait\n    a day",
        L,
        2,
        "• We call\n  • You wait\n    a day",
        "next_steps:\n  - us: We call\n  - you: You wait a day",
        False,
    ),
    ("a:\n  - one\n    - two\n  - three", L, 2, "one\n    - two", "  - one\n  - two", False),
    ("a:\n  b: c\n\xa0 d: e\n\xa0\xa0f: g\nh: i", L, 3, "\xa0 ", "  d: e\n  f: g", True),
    ("a:\n  \xa0- b", L, 2, "  \xa0", "   - b", True),
    ("a:\n  \xa0- b\n  \xa0- c", L, 2, "  \xa0", "   - b\n   - c", True),
    ("a: {b: {c: d}, e}", L, 1, "e", "", None),
    ("a: {b: x, y} # z", L, 1, "y", "", None),
    ('a: "• b\n  • c"', L, 1, '"• b\n  • c"', "", None),
    ('{a: "x\ny: z"}', L, 1, '"x', "", None),
    ("a:\n\u3000b: c", L, 2, "\u3000", "  b: c", True),
    ('a: "We are\nb: late\nc: d"', L, 1, '"We are', "a: >-\n  We are", False),
]


@pytest.mark.parametrize("pure", PARSERS)
@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row[0])
def test_traps_are_refused(row: tuple[str, str, int, str, str, bool | None], pure: bool) -> None:
    text, rule, line, words, lines, fix = row
    source = Source("x.yaml", text)
    document = read(source, pure=pure)
    problem = document.problems[0]
    said = Refused(
        problem.rule,
        problem.at.line,
        problem.at.text,
        problem.reason.partition("\n")[2],
        problem.fix.safe if problem.fix else None,
    )
    assert said == Refused(rule, line, words, lines, fix)
    assert len(document.problems) == 1
    if problem.fix is not None:
        mended = applied(source, *problem.fix.edits)
        assert lines in mended.text
        again = read(mended, pure=pure)
        reading = [other for other in again.problems if other.at.line <= line]
        assert reading == [] or fix is False


def test_the_reason_is_the_one_promised() -> None:
    (problem,) = doc("status: We checked: your bag is in Oslo").problems
    assert problem.reason == (
        "YAML takes the “: ” in these words for a new key. Put the words on a line of their own:\n"
        "status: >-\n"
        "  We checked: your bag is in Oslo"
    )


@pytest.mark.parametrize("pure", PARSERS)
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: !!int 5", 1, "!!int"),
        ("a: !!python/object:os.system x", 1, "!!python/object:os.system"),
        ("a: !x\n  b: c", 1, "!x"),
        ("a: !<x> b", 1, "!<x>"),
        ("a: &x\n  b: c", 1, "&x"),
        ("a: &x [b]", 1, "&x"),
        ("? a\n: b", 1, "?"),
        ("%YAML 1.2\n---\na: b", 1, "%YAML 1.2"),
        ("a: b\n---\nc: d", 2, "---"),
        ("{a: b}: c", 1, "{"),
        ("[a]: c", 1, "["),
        ("- - a\n  - ? [b]", 2, "["),
        ("'': b", 1, "''"),
    ],
)
def test_features_are_refused(text: str, line: int, words: str, pure: bool) -> None:
    problem = doc(text, pure=pure).problems[0]
    assert (problem.rule, problem.at.line, problem.at.text) == ("yaml-feature", line, words)
    assert problem.fix is None


def test_an_alias_as_a_key_is_refused() -> None:
    (problem,) = doc("*a : b").problems
    assert (problem.rule, problem.at.text) == ("yaml-feature", "*a")


def test_a_tab_behind_a_colon_is_refused_by_the_pure_parser_alone() -> None:
    assert values(doc("a:\tb")) == {"a": "b"}
    (problem,) = doc("a:\tb", pure=True).problems
    assert problem.reason.startswith("YAML does not take a tab behind a colon.")
    assert problem.fix is not None and problem.fix.safe


@pytest.mark.skipif(PURE, reason="only libyaml minds")
def test_a_tab_at_the_start_of_a_block() -> None:
    (problem,) = doc("a: |\n  \tx\n").problems
    assert problem.reason.endswith("use spaces:\n    x")


def test_merge_keys_are_refused() -> None:
    rules = [(p.rule, p.at.text) for p in doc("a: &x\n  b: c\nd:\n  <<: *x").problems]
    assert rules == [("yaml-feature", text) for text in ("&x", "<<", "*x")]


def test_a_second_document_leaves_the_first_one_readable() -> None:
    document = doc("a: b\n---\nc: d")
    assert values(document) == {"a": "b"}


@pytest.mark.parametrize("pure", PARSERS)
@given(
    key=st.sampled_from(["a", "status", "no", "12", "é", "with refund"]),
    before=st.integers(0, 3),
    between=st.integers(0, 3),
    quoted=st.sampled_from(["{}", "'{}'", '"{}"']),
)
def test_equal_keys_are_refused_with_both_lines(
    pure: bool, key: str, before: int, between: int, quoted: str
) -> None:
    lines = [f"x{i}: y" for i in range(before)] + [f"{key}: one"]
    lines += [f"z{i}: y" for i in range(between)] + [f"{quoted.format(key)}: two"]
    document = doc("\n".join(lines), pure=pure)
    (problem,) = document.problems
    assert problem.rule == "duplicate-key"
    assert problem.at.line == len(lines)
    assert f"line {before + 1} " in problem.reason
    assert f"line {len(lines)}:" in problem.reason
    assert values(document)[key] == "one"


HIDDEN = ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\u202e", "\u2066",
          "\ufeff", "\ufffe", "\uffff", "\U000e0041", "\ud800", "\r"]  # fmt: skip


@pytest.mark.parametrize("pure", PARSERS)
@pytest.mark.parametrize("char", HIDDEN, ids=lambda c: f"U+{ord(c):04X}")
def test_hidden_characters_are_named(char: str, pure: bool) -> None:
    document = doc(f"a: one{char}two\nb: c", pure=pure)
    (problem,) = document.problems
    assert problem.rule == "hidden-character"
    assert (problem.at.line, problem.at.column, problem.at.text) == (1, 7, char)
    assert f"U+{ord(char):04X}" in problem.reason


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\U000e0041"])
def test_the_text_around_a_hidden_character_is_still_read(char: str) -> None:
    assert values(doc(f"a: x{char}y\nb: c")) == {"a": f"x{char}y", "b": "c"}


@pytest.mark.parametrize("pure", PARSERS)
@pytest.mark.parametrize(
    ("text", "words"),
    [('"a\\x1bb"', "\\x1b"), ('"a\\u202Eb"', "\\u202E"), ('"a\\rb"', "\\r"), ('"\\Nb"', "\\N")],
)
def test_hidden_characters_as_escapes(text: str, words: str, pure: bool) -> None:
    (problem,) = doc(f"a: {text}", pure=pure).problems
    assert (problem.rule, problem.at.text) == ("hidden-character", words)


@pytest.mark.parametrize("char", ["\u200d", "\u200c", "\u200b", "\xa0", "é", "😀", "א", "ক"])
def test_characters_that_people_need_are_no_problem(char: str) -> None:
    assert doc(f"a: x{char}y").problems == []


def test_at_most_twenty_hidden_characters() -> None:
    assert len(doc("a: x" + "\u202e" * 100).problems) == 20


COMMENTS = [
    ("a: Order #1 is late\nb: c", "a", "#1 is late"),
    ("a: one\n  two  # three", "a", "# three"),
    ("a: # all of it", "a", "# all of it"),
    ("a: x\t# y ", "a", "# y "),
    ("- x # y", "0", "# y"),
    ("a: C# is", "a", None),
    ("a: x\n# y", "a", None),
    ("a: 'x' # y", "a", None),
    ("a: >- # y\n  x", "a", None),
    ("a: [b, c] # y", "a.1", None),
]


@pytest.mark.parametrize(("text", "path", "comment"), COMMENTS)
def test_trailing_comment(text: str, path: str, comment: str | None) -> None:
    found = trailing_comment(text_at(doc(text), path))
    assert (found and found.text) == comment


CORRECTED = [
    # (text, words to correct, lines, safe, other values afterwards)
    ("a: Order #1 is late\nb: c", "Order", "a: >-\n  Order #1 is late", False),
    ("a: #1 is late\nb: c", " #1", "a: >-\n  #1 is late", False),
    ("a:\n  We checked: it\nb: c", "We", "a: >-\n  We checked: it", True),
    ("a:\n  - We checked: it\n  - d", "We", "  - >-\n    We checked: it", True),
    ("a:\n  - us: [Name]\n    b: c", "[Name]", "  - us: >-\n      [Name]", True),
    ("a:\n\n  # note\n  [Name]\nb: c", "[Name]", "a: >-\n  [Name]", True),
]


@pytest.mark.parametrize(("text", "words", "lines", "safe"), CORRECTED)
def test_corrected(text: str, words: str, lines: str, safe: bool | None) -> None:
    source = Source("x.yaml", text)
    found = corrected(source, text.index(words))
    assert found is not None
    assert "\n".join(found.lines) == lines
    assert (found.fix and found.fix.safe) is safe
    if found.fix is not None:
        mended = read(applied(source, *found.fix.edits))
        assert mended.problems == []
        said = lines.partition("\n")[2].strip()
        assert said in values(mended).values()


def test_a_source_gets_ten_fixes() -> None:
    """So that a file of a thousand comments is not read a thousand times."""
    source = Source("x.yaml", "".join(f"a{i}: b #c\n" for i in range(1000)))
    found = [corrected(source, text.start) for _, text in texts(read(source).root)]
    assert [c is not None and c.fix is not None for c in found] == [True] * 10 + [False] * 990
    assert all(c is not None and len(c.lines) == 2 for c in found)


@pytest.mark.parametrize(
    ("text", "value", "is_exact"),
    [
        (">-\n  x: y", "x: y", True),
        (">-\n  x: y", "x", False),
        (">-\n  x: y\nd: e", "x: y", False),  # another text has come
        (">-\n  • x\n  • y", "• x • y", False),  # it has a fault of its own
        (">-\n  x: y\n[", "x: y", False),  # nothing behind it can be read
    ],
)
def test_a_fix_is_tried(text: str, value: str, is_exact: bool) -> None:
    source = Source("x.yaml", "c: d\na: b\n")
    edit = Edit(Range(source, 8, 9), text)
    assert Again(source, parse(source), False).exact(edit, 8, value) is is_exact


def test_nothing_opens_the_words_of_a_whole_file() -> None:
    assert corrected(Source("x", "only words"), 0) is None


def test_two_faults_are_mended_one_after_the_other() -> None:
    source = Source("x.yaml", "a: We checked: it\nb: @ana has it\nc: d\n")
    for _ in range(2):
        (problem,) = read(source).problems
        assert problem.fix is not None
        source = applied(source, *problem.fix.edits)
    assert values(read(source)) == {"a": "We checked: it", "b": "@ana has it", "c": "d"}


@pytest.mark.parametrize("pure", PARSERS)
@pytest.mark.parametrize("depth", [16, 17, 400])
@pytest.mark.parametrize("form", ["flow", "list", "map"])
def test_depth(depth: int, form: str, pure: bool) -> None:
    text = {
        "flow": "[" * depth + "a" + "]" * depth,
        "list": "- " * depth + "a",
        "map": "\n".join(" " * i + "a:" for i in range(depth)) + " b",
    }[form]
    document = doc(text, pure=pure)
    assert [p.rule for p in document.problems] == ["oversized-file"] * (depth > 16)
    assert (document.root is None) == (depth > 16)


def test_nodes() -> None:
    assert doc("- a\n" * 19_999).problems == []
    document = doc("- a\n" * 20_001)
    (problem,) = document.problems
    assert (problem.rule, problem.at.line) == ("oversized-file", 20_000)
    assert document.root is None


MIB = 1024 * 1024
HOSTILE = {
    "open brackets": "[" * 100_000,
    "open braces": "{" * 100_000,
    "brackets in a value": "a: " + "[" * 100_000,
    "dashes": "- " * 100_000,
    "asks": "? " * 100_000,
    "colons": ": " * 100_000,
    "a huge key": "k" * 500_000 + ": v",
    "a huge quoted key": '"' + "k" * 500_000 + '": v',
    "a huge plain scalar": "a: " + "word " * (MIB // 5),
    "a huge literal scalar": "a: |\n" + "  word\n" * (MIB // 7),
    "a huge folded scalar": "a: >\n" + "  word\n" * (MIB // 7),
    "a huge multi-line plain scalar": "a: x\n" + "  word\n" * (MIB // 7),
    "a huge quoted scalar": 'a: "' + "\\x41" * (MIB // 4) + '"',
    "escaped breaks in quotes": 'a: "b\n\n' + "\\n" * (MIB // 2) + '"',
    "a huge single-quoted scalar": "a: '" + "''" * (MIB // 2) + "'",
    "spaces": "a:" + " " * MIB + "b",
    "spaces in quotes": 'a: "x' + " " * MIB + '\n y"',
    "backslashes": 'a: "' + "\\" * (MIB // 2) + '\n"',
    "empty lines": "a: x\n" + "\n" * MIB + "  y",
    "empty lines in a literal": "a: |\n  x\n" + "\n" * MIB + "  y",
    "spaces without a colon": "a: b\n" + "k " * (MIB // 2) + "\nc: d",
    "an unclosed quote": 'a: "' + "x\n" * (MIB // 2),
    "an unclosed bracket": "a: [" + "x,\n" * 15_000,
    "a NUL": "a: b\0c",
    "only NULs": "\0" * 100_000,
    "aliases": "a: &a [x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(3000)),
    "anchors": "".join(f"a{i}: &a{i} x\n" for i in range(5000)),
    "words after anchors": "".join(f"a{i}: &a{i} x y\n" for i in range(5000)),
    "merge keys": "a: &a {b: c}\n" + "d: {<<: [*a, *a]}\n" * 3000,
    "equal keys": "a: b\n" * 9000,
    "tags": "- !x y\n" * 9000,
    "cut maps": "a: {b: c, d, e}\n" * 3000,
    "bullets": "".join(f"a{i}:\n  • x\n  • y\n" for i in range(5000)),
    "no-break indents": "".join(f"\xa0 a{i}: b\n" for i in range(5000)),
    "tab indents": "a:\n" + "".join(f"\ta{i}: b\n" for i in range(20_000)),
    "comments": "# x\n" * (MIB // 4),
    "documents": "---\n" * 50_000,
    "directives": "%X y\n" * 50_000,
    "lone surrogates": "a: \ud800",
    "a bad escape": 'a: "\\UFFFFFFFF"',
    "a number beyond characters": 'a: "\\U00110000"',
    "colons in words": "a: b\n" + "  c: d\n" * 100_000,
    "words at the margin": "a: b\n" + "c\n" * 100_000,
}  # fmt: skip


def warm_up() -> None:
    for pure in PARSERS:
        doc("a: b: c", pure=pure)


@pytest.mark.uncounted
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_answered_at_once(name: str) -> None:
    warm_up()
    source = Source("x.yaml", HOSTILE[name])
    start = time.process_time()
    document = read(source)
    seconds = time.process_time() - start
    for problem in document.problems:
        assert 0 <= problem.at.start <= problem.at.end <= len(source.text)
        assert len(problem.reason) < 5_000
    # Coverage traces every line, which is no part of the promise.
    assert seconds < (1 if sys.gettrace() is None else 5), f"{seconds:.2f} s"


@pytest.mark.uncounted
@pytest.mark.parametrize("name", [name for name in HOSTILE if len(HOSTILE[name]) < 300_000])
def test_the_pure_parser_answers_hostile_files_too(name: str) -> None:
    document = doc(HOSTILE[name], pure=True)
    assert document.root is not None or document.problems


@pytest.mark.parametrize("pure", PARSERS)
@settings(max_examples=400)
@given(
    st.lists(
        st.sampled_from(
            [*"ab:,#-?!&*|>%@`'\"\\{}[] \t\n\xa0é", "\n", ": ", "- ", "\n  ", "{{", "a: "]
        )
        | st.characters(),
        max_size=40,
    ).map("".join)
)
def test_no_text_raises(pure: bool, text: str) -> None:
    source = Source("x.yaml", text)
    document = read(source, pure=pure)
    for _, found in texts(document.root):
        assert 0 <= found.start <= found.end <= len(source.text)
        trailing_comment(found)
        corrected(source, found.start, pure=pure)
        assert found.places is None or len(found.places) == len(found.value)
    for problem in document.problems:
        assert 0 <= problem.at.start <= problem.at.end <= len(source.text)
        if problem.fix is not None:
            applied(source, *problem.fix.edits)


@given(st.text(max_size=40), st.integers(0, 3))
def test_words_of_any_kind_survive_their_correction(words: str, indent: int) -> None:
    """Whatever stands behind a key, a safe fix gives exactly those words."""
    text = f"a:\n  b: {words}\n  c: d\n"
    source = Source("x.yaml", text)
    for problem in read(source).problems:
        if problem.fix is None or not problem.fix.safe or "\n" in source.text[8:-8]:
            continue
        mended = read(applied(source, *problem.fix.edits))
        said = values(mended)
        if problem.at.line == 2 and "a.b" in said:
            assert said["a.b"].strip() == words.strip()
            assert said["a.c"] == "d"


SCENARIOS = [
    *(text for text, _ in KEPT),
    """\
title: Parcel is late   # a note
starts: they_wrote
tags: [delay, carrier]
variables:
  order_no:
    about: the order number
    example: A-10293
status: >-
  Order {{ order_no }} is late:
  it is in Leeds.

  We are sorry.
next_steps:
  - us: We ask the carrier.
    team: delivery
  - you: |
      Nothing.
      Really.
approximate_time:
  within: 3 to 5 working days
channels:
  email:
    subject: "Your order \\"{{ order_no }}\\""
  sms:
examples:
  with refund: {refund: yes}
""",
]


def shape(node: Node | None) -> Iterator[object]:
    """Everything that a reader of the tree can see."""
    if isinstance(node, Addressed):
        yield node.value, node.start, node.end, node.style
    elif isinstance(node, MapNode):
        yield "map", node.start, node.end, node.flow
        for key, value in node.pairs():
            yield from shape(key)
            yield from shape(value)
    elif isinstance(node, ListNode):
        yield "list", node.start, node.end, node.flow
        for item in node.items:
            yield from shape(item)


@pytest.mark.skipif(PURE, reason="there is no libyaml to compare with")
@pytest.mark.parametrize("text", SCENARIOS)
def test_both_parsers_give_the_same_tree(text: str) -> None:
    assert list(shape(doc(text).root)) == list(shape(doc(text, pure=True).root))


@pytest.mark.parametrize("text", SCENARIOS)
def test_words_are_those_of_yaml(text: str) -> None:
    """Against PyYAML's own loader without types: the same words, whatever the white space."""

    def strings(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for inner in value.values():
                yield from strings(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from strings(inner)
        elif isinstance(value, str):
            yield value

    theirs = [" ".join(s.split()) for s in strings(yaml.load(text, yaml.BaseLoader))]
    assert [" ".join(t.value.split()) for _, t in texts(doc(text).root)] == theirs


def test_places_of_nodes() -> None:
    source = Source("x.yaml", "a: {b: c}\nd:\n  - e\n  - f: g  # h\n\ni: >\n  j\n\n\n")
    root = read(source).root
    assert isinstance(root, MapNode)

    def written(node: Node) -> str:
        return source.text[node.start : node.end]

    assert written(root) == source.text.rstrip()
    assert written(root.entries["a"]) == "{b: c}"
    assert written(root.entries["d"]) == "- e\n  - f: g"
    assert written(root.entries["i"]) == ">\n  j"
    assert written(root.key("i")) == "i"


def test_an_empty_value_stands_behind_its_colon() -> None:
    found = text_at(doc("a:   # x\n\n\nb: c"), "a")
    assert (found.value, found.style, found.start, found.end) == ("", "plain", 2, 2)
