"""One pass finds the words of all rules, and finds exactly them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapmsg.rule import Find, Scanner, all_rules, find_rule, pattern, phrases
from snapmsg.rule.find import Hit, lowered
from snapmsg.wording import TAG, VALUE


def found(text: str, *finds: Find) -> list[tuple[int, str]]:
    return [(hit.find, text[hit.start : hit.end]) for hit in Scanner(finds).scan(text)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("We write soon.", ["soon"], ["soon"]),
        ("SOON, Soon, soon", ["soon"], ["SOON", "Soon", "soon"]),
        ("no sooner, soonest", ["soon"], []),
        ("as soon as possible", ["soon", "as soon as possible"], ["as soon as possible"]),
        ("very soon", ["soon", "very soon"], ["very soon"]),
        ("very soon, soon", ["soon", "very soon"], ["very soon", "soon"]),
        ("you forgot to sign", ["you forgot", "you forgot to"], ["you forgot to"]),
        ("you forgot a thing", ["you forgot", "you forgot to"], ["you forgot"]),
        ("in the near future", ["in the near", "near future"], ["in the near", "near future"]),
        ("you didn’t bother", ["you didn't bother"], ["you didn’t bother"]),
        ("in due\u00a0course", ["in due course"], ["in due\u00a0course"]),
        ("İzmir: soon", ["soon"], ["soon"]),
        ("İİİ soon İ", ["soon"], ["soon"]),
        ("ask a.s.a.p. please", ["a.s.a.p"], ["a.s.a.p"]),
        ("in due\0course", ["in due course"], []),
        ("soon\0soon", ["soon"], ["soon", "soon"]),
        ("", ["soon"], []),
        ("nothing here", ["soon"], []),
        ("zusoon", ["soon"], []),
    ],
)
def test_phrases(text: str, words: list[str], expected: list[str]) -> None:
    assert [said for _, said in found(text, phrases(*words))] == expected


def test_each_find_is_told_apart() -> None:
    text = "very soon"
    assert found(text, phrases("soon"), phrases("very soon")) == [(0, "soon"), (1, "very soon")]
    assert found(text, phrases("soon"), phrases("soon")) == [(0, "soon"), (1, "soon")]


@pytest.mark.parametrize(
    ("text", "find", "expected"),
    [
        ("within 48.", pattern(r"within \d+", "within"), ["within 48"]),
        ("WITHIN 48.", pattern(r"within \d+", "within"), ["WITHIN 48"]),
        ("a TODO here", pattern("TODO", "TODO", cased=True), ["TODO"]),
        ("a todo here", pattern("TODO", "TODO", cased=True), []),
        ("no start", pattern(r"\w+", "within"), []),
        ("one of two starts", pattern("starts", "zzz", "star"), ["starts"]),
        ("a\0b", pattern("a.b", "a"), []),
        ("empty matches", pattern("x*", "e"), []),
        ("soon or TBD", phrases("tbd", "soon") | pattern("soon or", "soon"), ["soon or", "TBD"]),
    ],
)
def test_patterns(text: str, find: Find, expected: list[str]) -> None:
    assert [said for _, said in found(text, find)] == expected


def test_a_find_joins_only_a_find() -> None:
    with pytest.raises(TypeError):
        phrases("a") | "b"  # type: ignore[operator]


def test_a_scanner_without_phrases_still_scans() -> None:
    assert list(Scanner([]).scan("soon")) == []


WORDS = st.lists(
    st.lists(st.sampled_from(["a", "b", "ab", "ba", "it's", "a.b"]), min_size=1, max_size=3)
    .map(" ".join),
    min_size=1, max_size=6, unique=True,
)  # fmt: skip
TEXTS = st.lists(
    st.sampled_from(
        ["a", "b", "ab", "ba", "A", "It’s", " ", " ", ".", "\0", "İ", "a.b", "ß", ",", VALUE]
    ),
    max_size=24,
).map("".join)


def by_hand(words: list[str], text: str) -> set[tuple[int, int]]:
    """Every place of every phrase, each looked for alone, without what lies in a longer one."""
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("’", "'")
    places = {
        found.span()
        for word in words
        for found in re.finditer(rf"(?<!\w)(?={re.escape(word)}(?!\w))", low)
        for found in [re.compile(re.escape(word)).match(low, found.start())]
        if found is not None
    }
    return {
        (start, end)
        for start, end in places
        if not any((a, b) != (start, end) and a <= start and end <= b for a, b in places)
    }


@given(WORDS, TEXTS)
def test_the_scanner_finds_what_each_phrase_alone_would(words: list[str], text: str) -> None:
    hits = list(Scanner([phrases(*words)]).scan(text))
    assert {(hit.start, hit.end) for hit in hits} == by_hand(words, text)
    assert len(hits) == len(set(hits))


@given(st.lists(WORDS, min_size=1, max_size=4), TEXTS)
def test_finds_do_not_change_one_another(groups: list[list[str]], text: str) -> None:
    together = list(Scanner([phrases(*words) for words in groups]).scan(text))
    alone = [
        Hit(number, hit.start, hit.end)
        for number, words in enumerate(groups)
        for hit in Scanner([phrases(*words)]).scan(text)
    ]
    assert together == alone


@given(st.text())
def test_lowered_keeps_every_offset(text: str) -> None:
    assert len(lowered(text)) == len(text)


@pytest.mark.parametrize("word", ["vague-time", "VAGUE-TIME", "A001", "a001"])
def test_a_rule_is_found_by_name_and_code(word: str) -> None:
    rule = find_rule(word)
    assert rule is not None
    assert (rule.name, rule.code, rule.family) == ("vague-time", "A001", "Approximate time")


def test_no_rule_is_found_by_another_name() -> None:
    assert find_rule("vague") is None


def test_every_pattern_says_how_it_starts() -> None:
    gated = [rule for rule in all_rules() if rule.find is not None and rule.find.patterns]
    assert gated
    for rule in gated:
        assert rule.find is not None
        assert all(item.starts for item in rule.find.patterns)


@pytest.mark.parametrize("before", ["", " ", ",", ".", "(", "=", "\n", VALUE, TAG, "\0"])
@pytest.mark.parametrize(
    ("find", "word"),
    [(phrases("asap"), "ASAP"), (pattern(r"\d{4}", "4"), "4111"),
     (pattern(r"ghp_\w+", "ghp_", cased=True), "ghp_a1"),
     (pattern("AKIA", "AKIA", cased=True), "AKIA")],
)  # fmt: skip
def test_a_word_is_found_whatever_stands_before_it(find: Find, word: str, before: str) -> None:
    at = len(before)
    assert Scanner([find]).scan(f"{before}{word}, x") == [Hit(0, at, at + len(word))]


@pytest.mark.parametrize("before", ["x", "_", "é"])
def test_what_is_cased_is_found_within_a_word(before: str) -> None:
    find = pattern(r"ghp_\w+", "ghp_", cased=True)
    assert Scanner([find]).scan(f"{before}ghp_a1") == [Hit(0, 1, 7)]
    assert Scanner([find]).scan(f"{before}GHP_a1") == []
