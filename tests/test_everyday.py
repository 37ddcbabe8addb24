"""Everyday YAML, read without events: where it is read at all, it reads as the parser reads it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snapmsg.library import shipped
from snapmsg.reader import ListNode, MapNode, Node
from snapmsg.reader.events import parse
from snapmsg.reader.everyday import everyday
from snapmsg.reader.repair import hidden_characters
from snapmsg.source import Addressed, Source

SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(shipped().rglob("*.yaml"))]

PIECES = [
    "a:", "b c:", "k: ", "key: words", "a: 12:30", "a: {{ x }}", "x y", "- ", "- item", "- us: we",
    "-", "--- ", "...", "# note", " # note", "a: b # c", "a: b#c", "a: b: c", "a: b:", "a : b",
    ">-", "|", "a: >-", "a: >", "a: |-", "a: |", "a: |2", "- >-", "- |", "words: of a block",
    "- bullet", "• bullet", "[a, b]", "a: [one two, three]", "a: [a, ]", "a: [a,b]", "a: [a: b]",
    '"quoted"', 'a: "said"', 'a: "s\\n"', "a: 'it''s'", "a: ''", 'a: ""', 'a: "x" # y', "a: 'b",
    "é: ü", "a: \u00a0b", "a:\tb", "!t a: b", "a: &x b", "a: *x", "<<: b", "? a", "a: ? b", "~: ~",
    "a: - b", "a: %b", "a: @b", "a: \u2028b", "a: b\u200b", "a: b ", "1: 2", "a: {b: c}",
    "\ufeffa: b",
]  # fmt: skip
LINES = st.lists(
    st.tuples(st.sampled_from(["", "", "  ", "    ", " ", "      "]), st.sampled_from(PIECES)).map(
        "".join
    )
    | st.just(""),
    max_size=12,
)


def flat(node: Node | None) -> object:
    """A node with all that is known of it."""
    if isinstance(node, MapNode):
        inside = [(flat(key), flat(value)) for key, value in node.pairs()]
        return "map", node.start, node.end, node.flow, inside
    if isinstance(node, ListNode):
        return "list", node.start, node.end, node.flow, [flat(item) for item in node.items]
    assert isinstance(node, Addressed)
    return node.value, node.start, node.end, node.style


def check(text: str) -> None:
    source = Source("x.yaml", text)
    root = everyday(source)
    if root is not None:
        parsed = parse(source)
        assert (parsed.fatal, parsed.faults, list(hidden_characters(source))) == (None, [], [])
        assert flat(root) == flat(parsed.root)


@settings(max_examples=400)
@given(LINES)
def test_it_reads_lines_as_the_parser_does(lines: list[str]) -> None:
    check("\n".join([*lines, ""]))


@settings(max_examples=200)
@given(st.sampled_from(SHIPPED), st.data())
def test_it_reads_a_file_with_a_slip_as_the_parser_does(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.sampled_from([0, 0, 1, 2, 8]))
        slip = data.draw(st.sampled_from([*PIECES, *" \n:#-'\">|[],", "\n\n", "  "]))
        text = text[:at] + slip + text[at + cut :]
    check(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a: b\n", ["b"]),
        ("a:\nb:\n", ["", ""]),
        ("a:\n- b\n- c\nd: e\n", ["b", "c", "e"]),
        ("a:\n  - b: c\n    d: e\n  - f: g\n", ["c", "e", "g"]),
        ("# x\n\na: b\n\n  # y\nc: d\n", ["b", "d"]),
        ("a: >-\n  b\n  c: d # e\n\n  f\n\ng: h\n", ["b c: d # e\n\nf", "h"]),
        ("a: |\n  b\n  c\n", ["b\nc"]),
        ("a: 'b'\nc: \"d: e\"\nf: [g, h i]\n", ["b", "d: e", "g", "h i"]),
    ],
)
def test_what_it_reads(text: str, values: list[str]) -> None:
    def said(node: Node) -> list[str]:
        if isinstance(node, Addressed):
            return [node.value]
        inside = node.entries.values() if isinstance(node, MapNode) else node.items
        return [value for item in inside for value in said(item)]

    root = everyday(Source("x.yaml", text))
    assert root is not None
    assert said(root) == values
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "# note\n", "a: b", "words\n", "- a\n", " a: b\n", "a: b\n  c\n",
        "a: b\n  c: d\n",
        "a: b\na: c\n", "a: b: c\n", "a: b # c\n", "a: b \n", "a:\tb\n", "a: {b: c}\n", "a: &b c\n",
        "a: >-\n    b\n  c\n", "a: >-\nb: c\n", "a: >-\n  - b\n  - c\n", "a: |\n  b\n # c\n",
        "a:\n  - b\n  c: d\n", "a:\n    b: c\n  d: e\n", "--- \na: b\n", "a: \u00a0b\n",
        "a: " + "[" * 9 + "\n", "".join(f"{' ' * n}a:\n" for n in range(12)),
        "a: b\n" * 20_000,
    ],
)  # fmt: skip
def test_what_it_leaves_to_the_parser(text: str) -> None:
    assert everyday(Source("x.yaml", text)) is None


def test_nearly_every_shipped_file_is_everyday() -> None:
    read = [everyday(Source("x.yaml", text)) for text in SHIPPED]
    assert sum(root is not None for root in read) > 0.9 * len(read)


@pytest.mark.parametrize(
    "text",
    ["a: |\n" + " b: |\n" * 9_000 + "@\n", "k" * 60_000, " " * 60_000,
     "a: [" + "b " * 30_000 + "\n",
     "a: >\n b\n" * 7_000 + "@", "a: [" + "b, " * 20_000 + "\n"],
)  # fmt: skip
def test_it_is_linear(text: str) -> None:
    start = time.process_time()
    everyday(Source("x.yaml", text))
    assert time.process_time() - start < 0.5
