"""A baseline: what is known is not told, what is new is, and it only ever shrinks."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_harness import SOME, SOON

from snapmsg import baseline
from snapmsg.diagnostic import Diagnostic
from snapmsg.errors import SnapError


@st.composite
def few(draw: st.DrawFn) -> list[Diagnostic]:
    """Diagnostics of which many have the same key."""
    rows = draw(st.lists(st.tuples(*[st.sampled_from("ab")] * 2, st.integers(1, 99)), max_size=9))
    return [SOON._replace(scenario=s, name=f"rule-{r}", line=n) for s, r, n in rows]


@SOME
@given(few())
def test_what_is_known_is_not_told(made: list[Diagnostic]) -> None:
    known = baseline.count(made)
    assert baseline.sift(made, known) == ((), len(made), {})
    assert baseline.sift(made, {}) == (tuple(made), 0, {})


@SOME
@given(few(), few())
def test_what_is_told_or_known_is_all_there_is(
    old: list[Diagnostic], new: list[Diagnostic]
) -> None:
    before, now = baseline.count(old), baseline.count(new)
    found = baseline.sift(new, before)
    assert len(found.kept) + found.known == len(new)
    assert set(found.kept) <= set(new)
    told = baseline.count(found.kept)
    for key, number in now.items():
        assert told.get(key, 0) == (number if number > before.get(key, 0) else 0)
    assert Counter(found.stale) == Counter(before) - Counter(now)


@SOME
@given(few(), few())
def test_written_again_it_only_shrinks(old: list[Diagnostic], new: list[Diagnostic]) -> None:
    before, now = baseline.count(old), baseline.count(new)
    after = baseline.shrunk(before, now)
    assert not Counter(after) - Counter(before)
    assert baseline.sift(new, after).stale == {}
    assert baseline.sift(new, after).kept == baseline.sift(new, before).kept
    assert baseline.shrunk(after, now) == after


@SOME
@given(st.dictionaries(st.tuples(*[st.text(max_size=4)] * 3), st.integers(1, 999), max_size=5))
def test_it_is_read_back(known: baseline.Baseline) -> None:
    text = baseline.text(known)
    assert text.isascii()
    assert json.loads(text)["version"] == 1


def test_its_file(tmp_path: Path) -> None:
    made = [SOON, SOON._replace(line=9), SOON._replace(part=None), SOON._replace(scenario=None)]
    file = tmp_path / "known.json"
    file.write_text(baseline.text(baseline.count(made)))
    assert baseline.read(file) == baseline.count(made)
    assert json.loads(file.read_text())["known"] == {
        "parcel-late": {"vague-time": {"": 1, "approximate_time": 2}},
        SOON.path: {"vague-time": {"approximate_time": 1}},
    }


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", '{"version": 2, "known": {}}', '{"version": 1, "known": []}',
        '{"version": 1, "known": {"a": {"b": {"c": 0}}}}',
        '{"version": 1, "known": {"a": {"b": {"c": true}}}}',
        '{"version": 1, "known": {"a": {"b": 1}}}', "[" * 100_000, "\udc80",
    ],
)  # fmt: skip
def test_a_file_that_is_no_baseline(text: str, tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text(text, errors="surrogateescape")
    with pytest.raises(SnapError):
        baseline.read(file)


def test_a_baseline_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SnapError, match="this file cannot be read: no such file"):
        baseline.read(tmp_path / "none")
