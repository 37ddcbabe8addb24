"""Which rules hold, how bad they are, and with which options."""

from __future__ import annotations

import pytest

from snapmsg import channels, reader
from snapmsg.config import Settings, read_settings
from snapmsg.diagnostic import Problem, Severity
from snapmsg.errors import SnapError
from snapmsg.linter import Choice, choose
from snapmsg.linter.selection import _value
from snapmsg.rule import UNREAD, Option, all_rules
from snapmsg.source import Addressed, Source


def settings_of(text: str) -> Settings:
    source = Source("snap.yaml", text)
    settings, problems = read_settings(reader.read(source), source, channels.settings())
    assert problems == []
    return settings


def chosen(text: str = "", **how: list[str]) -> tuple[dict[str, Choice], list[Problem]]:
    return choose(settings_of(text), **how)


ALL = {rule.name for rule in all_rules() if rule.on}
PRIVACY = {rule.name for rule in all_rules() if rule.code[0] == "X"}
OFF = sorted(rule.name for rule in all_rules() if not rule.on)


def test_every_rule_holds_with_its_own_severity() -> None:
    found, problems = chosen()
    assert problems == []
    assert set(found) == ALL
    assert all(choice.severity is choice.rule.severity for choice in found.values())
    assert all(choice.options == {} for choice in found.values())


@pytest.mark.parametrize("name", OFF)
def test_a_rule_that_is_off_holds_where_it_is_named(name: str) -> None:
    assert name not in chosen()[0]
    assert name not in chosen(select=["A", "L"])[0]
    assert set(chosen(select=[name])[0]) == {name}
    assert chosen(f"rules:\n  {name}: warning\n")[0][name].severity is Severity.WARNING


def test_what_snap_yaml_says_of_a_rule() -> None:
    found, problems = chosen(
        "rules:\n  vague-time: warning\n  L002: off\n  typed-in-example:\n    shortest: 9\n"
        "    severity: suggestion\n"
    )
    assert problems == []
    assert found["vague-time"].severity is Severity.WARNING
    assert "no-owner" not in found
    assert found["typed-in-example"].severity is Severity.SUGGESTION
    assert found["typed-in-example"].options == {"shortest": 9}


@pytest.mark.parametrize(
    ("text", "words", "says"),
    [
        ("typed-in-example:\n    longest: 9", "9", "“longest” is no option of typed-in-example. "
         "It has: shortest, severity"),
        ("vague-time:\n    words: x", "x", "“words” is no option of vague-time. It has: severity"),
        ("typed-in-example:\n    shortest: few", "few", "is no value of shortest: write a whole"),
        ("typed-in-example:\n    shortest: -1", "-1", "write a whole number"),
        ("typed-in-example:\n    shortest: ²", "²", "write a whole number"),
        (f"typed-in-example:\n    shortest: {'9' * 5000}", "9" * 5000, "write a whole number"),
        ("typed-in-example:\n    shortest: [1, 2]", "1", "write a whole number"),
        ("typed-in-example:\n    shortest: []", "typed-in-example", "write a whole number"),
        ("vague-time:\n    severity: bad", "bad", "no severity: write error, warning or"),
        ("vague-time:\n    severity: [error, bad]", "error", ""),
    ],
)  # fmt: skip
def test_an_option_that_cannot_be_is_a_problem_at_its_place(
    text: str, words: str, says: str
) -> None:
    found, problems = chosen(f"rules:\n  {text}\n")
    if not says:
        assert problems == []
        return
    assert [(p.rule, p.at.text) for p in problems] == [("bad-value", words)]
    assert says in problems[0].reason
    assert set(found) == ALL, "the rule holds as it was"


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("int", "12", 12), ("int", "x", None), ("bool", "yes", True), ("bool", "FALSE", False),
        ("bool", "perhaps", None), ("str", "x", "x"), ("tuple[str, ...]", "x", ("x",)),
        ("float", "1", "1"),
    ],
)  # fmt: skip
def test_an_options_text_as_its_type(kind: str, text: str, value: object) -> None:
    source = Source("snap.yaml", text)
    assert _value(Option("o", kind, None), Addressed(text, source, 0, len(text))) == value


def test_a_list_is_a_value_of_a_list_only() -> None:
    texts = tuple(Addressed(t, Source("snap.yaml", t), 0, 1) for t in "ab")
    assert _value(Option("o", "tuple[str, ...]", ()), texts) == ("a", "b")
    assert _value(Option("o", "str", ""), texts) is None
    assert _value(Option("o", "bool", False), texts) is None


@pytest.mark.parametrize("name", ["vague-tiem", "A999", "x"])
def test_an_unknown_rule_in_rules_stops_snap(name: str) -> None:
    with pytest.raises(SnapError) as caught:
        chosen(f"rules:\n  {name}: off\n")
    assert caught.value.code == 2
    assert str(caught.value).startswith(f"snap.yaml:2:3: there is no rule “{name}”.")
    assert str(caught.value).endswith("See them with: snap explain")
    assert ("Did you mean “vague-time”?" in str(caught.value)) is (name == "vague-tiem")


def test_an_unknown_rule_of_a_path_is_a_problem() -> None:
    _, problems = chosen(
        "ignore:\n  old/*:\n    rules: [no-owner, l002, '*', no-ownr]\n    because: so\n"
    )
    assert [(p.rule, p.at.text) for p in problems] == [("unknown-rule", "no-ownr")]
    assert "Did you mean “no-owner”?" in problems[0].reason


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        (["vague-time"], {"vague-time"}),
        (["a001,no-owner"], {"vague-time", "no-owner"}),
        (["vague-time", "L002"], {"vague-time", "no-owner"}),
        (["X"], PRIVACY),
        (["x", " no-owner "], PRIVACY | {"no-owner"}),
        ([], ALL),
    ],
)
def test_select_keeps_only_some(select: list[str], expected: set[str]) -> None:
    assert set(chosen(select=select)[0]) == expected
    assert set(chosen(ignore=select)[0]) == (ALL - expected if expected != ALL else ALL)


@pytest.mark.parametrize("words", [[""], [" , "]])
def test_an_empty_word_names_no_rule(words: list[str]) -> None:
    for option in ("select", "ignore"):
        with pytest.raises(SnapError, match="--select and --ignore need a rule"):
            chosen(**{option: words})


@pytest.mark.parametrize(
    ("settings", "select", "ignore"),
    [
        ("", ["A001"], ["vague-time"]),
        ("", ["A"], ["A"]),
        ("", [], list("SNAPFWVCXL")),
        ("rules:\n  vague-time: off\n", ["vague-time"], []),
    ],
)
def test_a_run_without_any_rule_is_refused(
    settings: str, select: list[str], ignore: list[str]
) -> None:
    with pytest.raises(SnapError, match="no rule is left to check"):
        chosen(settings, select=select, ignore=ignore)


@pytest.mark.parametrize("name", sorted(UNREAD))
def test_what_cannot_be_read_is_never_switched_off(name: str) -> None:
    with pytest.raises(SnapError, match=f"--ignore: {name} cannot be switched off"):
        chosen(ignore=[name])
    assert name not in chosen(ignore=["F"])[0], "a whole family may be left out"
    found, problems = chosen(f"rules:\n  {name}: off\n")
    assert name in found
    assert [(p.rule, p.at.text) for p in problems] == [("bad-value", name)]


def test_ignore_is_stronger_than_select() -> None:
    assert set(chosen(select=["A"], ignore=["vague-time"])[0]) == {
        rule.name
        for rule in all_rules()
        if rule.code[0] == "A" and rule.name != "vague-time" and rule.on
    }


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_an_unknown_rule_in_an_option_stops_snap(option: str) -> None:
    with pytest.raises(SnapError, match="no rule “vage-time”. Did you mean “vague-time”?"):
        chosen(**{option: ["vage-time"]})
