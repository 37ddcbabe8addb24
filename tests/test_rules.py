"""Every rule, by its own examples."""

from __future__ import annotations

from pathlib import Path

import pytest
import rule_harness as harness

from snapmsg.rule import Example, Rule, all_rules, base_code
from snapmsg.wording import TAG, VALUE

RULES = all_rules()
BAD = [
    pytest.param(rule, example, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.bad)
]
GOOD = [
    pytest.param(rule, example, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.good)
]
LATER = {"broken-yaml", "hidden-character", "unreadable-file", "oversized-file"}


def test_the_clean_scenario_is_clean(tmp_path: Path) -> None:
    laid = harness.lay("title: Parcel is late")
    harness.write(laid, tmp_path)
    assert harness.diagnostics(tmp_path) == ()


@pytest.mark.parametrize(("rule", "example"), BAD)
def test_a_bad_example_is_marked_exactly(rule: Rule, example: Example, tmp_path: Path) -> None:
    laid = harness.lay(harness.before(example))
    harness.write(laid, tmp_path)
    found = harness.diagnostics(tmp_path, rule)
    assert any(base_code(d.code) == rule.code for d in found), found
    assert not any(sign in d.reason for d in found for sign in (TAG, VALUE))
    if laid.marks:
        assert harness.places(found, rule.name, laid) == laid.marks


@pytest.mark.parametrize(("rule", "example"), GOOD)
def test_a_good_example_is_left_alone(rule: Rule, example: Example, tmp_path: Path) -> None:
    laid = harness.lay(harness.before(example))
    harness.write(laid, tmp_path)
    assert [d for d in harness.diagnostics(tmp_path, rule) if base_code(d.code) == rule.code] == []


@pytest.mark.uncounted
@pytest.mark.parametrize(("rule", "example"), BAD)
def test_the_same_words_are_marked_in_every_style(
    rule: Rule, example: Example, tmp_path: Path
) -> None:
    before = harness.before(example)
    if not isinstance(before, str):
        return
    laid = harness.lay(before)
    text = laid.files[harness.PATH].decode()
    marks = sorted((start, end) for path, start, end in laid.marks if path == harness.PATH)
    if rule.name in ("lost-text", "yaml-feature", "misplaced-ignore") or len(marks) != 1:
        return
    for style, new, place in harness.restyled(text, *marks[0]):
        again = harness.Laid({**laid.files, harness.PATH: new.encode()}, set())
        harness.write(again, tmp_path)
        found = harness.places(harness.diagnostics(tmp_path, rule), rule.name, again)
        assert found == {(harness.PATH, *place)}, style


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_is_for(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert rule.why
    assert len(rule.bad) >= 2
    assert len(rule.good) >= 2


def test_codes_and_names_are_used_once() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
