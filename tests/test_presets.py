"""`preset:` in `snap.yaml`: which rules hold where nothing else is said."""

from __future__ import annotations

import pytest

from snapmsg import channels
from snapmsg.config import PRESETS, Settings, read_settings
from snapmsg.diagnostic import Problem, Severity
from snapmsg.linter.selection import choose
from snapmsg.reader import read
from snapmsg.rule import all_rules
from snapmsg.source import Source


def settings_of(text: str) -> tuple[Settings, list[Problem]]:
    source = Source("snap.yaml", text)
    return read_settings(read(source), source, channels.settings())


def held(text: str, *select: str) -> set[str]:
    return set(choose(settings_of(text)[0], select)[0])


ALL = {rule.name for rule in all_rules()}
ON = {rule.name for rule in all_rules() if rule.on}
ERRORS = {rule.name for rule in all_rules() if rule.on and rule.severity is Severity.ERROR}


@pytest.mark.parametrize(
    ("preset", "rules"), [*zip(PRESETS, (ERRORS, ON, ALL), strict=True)], ids=PRESETS
)
def test_each_preset(preset: str, rules: set[str]) -> None:
    assert held(f"preset: {preset}\n") == rules


def test_each_has_more_than_the_one_before() -> None:
    assert ERRORS < ON <= ALL
    assert {"missing-part", "vague-time"} <= ERRORS


def test_without_one_it_is_recommended() -> None:
    assert held("name: x\n") == held("preset:\n") == ON


def test_what_is_named_wins_over_the_preset() -> None:
    (warning, *_) = sorted(ON - ERRORS)
    assert warning in held(f"preset: minimal\nrules:\n  {warning}: warning\n")
    assert held("preset: minimal\n", warning) == {warning}
    assert "vague-time" not in held("preset: strict\nrules:\n  vague-time: off\n")


def test_a_preset_that_there_is_not() -> None:
    found, problems = settings_of("preset: strikt\n")
    assert found.preset == "recommended"
    assert [problem.reason for problem in problems] == [
        "“strikt” is no value of “preset”. Did you mean “strict”? "
        "It is one of: minimal, recommended, strict"
    ]
