"""Which rules read which language: what they do not know they leave alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rule_harness as harness
from cli_harness import snap

from snapmsg import locales
from snapmsg.rule import ENGLISH, Find, Rule, all_rules, anywhere, find_rule, listed, pattern
from snapmsg.rule import phrases as words
from snapmsg.rule.find import Scanner

RULES = {rule.name: rule for rule in all_rules()}
IN_ENGLISH = [rule for rule in RULES.values() if rule.language == ENGLISH]
LISTED = [rule for rule in RULES.values() if rule.find is not None and rule.find.listed]
EVERYWHERE = (
    "account-number", "secret-key", "internal-link", "stray-markup", "mistyped-blank",
    "leftover-text", "shouting", "personal-contact", "internal-note",
)  # fmt: skip
OWN = [code for code in locales.CODES if "-" not in code and code != ENGLISH]


@pytest.mark.parametrize("rule", IN_ENGLISH, ids=lambda rule: rule.name)
def test_a_rule_that_reads_english_is_silent_in_other_languages(rule: Rule, tmp_path: Path) -> None:
    for number, example in enumerate(rule.bad):
        before = harness.before(example)
        root = tmp_path / str(number)
        laid = harness.lay(before)
        english = harness.diagnostics(_written(laid, root), rule)
        assert any(d.code == rule.code for d in english)
        settings = laid.files[harness.SETTINGS_PATH].decode()
        laid.files[harness.SETTINGS_PATH] = f"{settings}locale: nl\n".encode()
        assert [
            d for d in harness.diagnostics(_written(laid, root), rule) if d.code == rule.code
        ] == []


def _written(laid: harness.Laid, root: Path) -> Path:
    harness.write(laid, root)
    return root


@pytest.mark.parametrize("name", EVERYWHERE)
@pytest.mark.parametrize("code", OWN)
def test_signs_and_numbers_are_found_in_every_language(name: str, code: str) -> None:
    assert RULES[name].reads_in(locales.get(code))


@pytest.mark.parametrize("rule", LISTED, ids=lambda rule: rule.name)
@pytest.mark.parametrize("code", OWN)
def test_a_rule_with_word_lists_reads_each_of_our_languages(rule: Rule, code: str) -> None:
    assert rule.reads_in(locales.get(code))


def test_a_find_in_another_language() -> None:
    find = (
        words("soon") | anywhere(pattern("!!+", "!") | words("tbd"))
        | listed(lambda locale: locale.words.vague[:1])
    )  # fmt: skip
    spanish = find.within(locales.get("es"))
    assert find.within(locales.get("en-GB")) is find
    assert spanish.phrases == ("tbd", locales.get("es").words.vague[0])
    assert [p.regex for p in spanish.patterns] == ["!!+"]
    hits = Scanner([spanish]).scan("soon, tbd!! " + spanish.phrases[1])
    assert len(list(hits)) == 3
    assert words("soon").within(locales.get("es")) == Find()


def test_every_list_of_words_finds_itself() -> None:
    for code in OWN:
        for phrase in (p for known in locales.get(code).words[:5] for p in known):
            assert phrase == " ".join(phrase.lower().replace("’", "'").split())
            found = Scanner([words(phrase)]).scan(f"Aa {phrase.upper().replace('ẞ', 'ß')}, bb")
            assert [hit.end - hit.start for hit in found] == [len(phrase)] or "ß" in phrase


def test_where_no_times_are_known_nobody_is_told_to_give_one(tmp_path: Path) -> None:
    pytest.importorskip("babel")
    for code in ("it", "pl", "ja"):
        harness.write(
            harness.Laid({
                "snap.yaml": f"locale: {code}\n".encode(),
                harness.PATH: b"approximate_time: Domani, alle 17, in 2 ore.\nstatus: Ok\n",
            }, set()),
            tmp_path,
        )  # fmt: skip
        found = {d.name for d in harness.diagnostics(tmp_path)}
        assert not found & {"no-time", "vague-time", "missing-unit", "dated-text"}


def test_a_team_s_own_words_are_those_of_its_language(tmp_path: Path) -> None:
    original = "title: Bag\nclosing: Kindly wait, it is booked. Calls are recorded.\n"
    files = {
        "snap.yaml": "words:\n  avoid:\n    kindly: please\n  require:\n"
        "    legal-line: Calls are recorded.\n",
        "scenarios/x/bag.yaml": original,
        "scenarios/x/bag.es.yaml": "closing: Kindly espere, por favor.\n",
    }
    laid = harness.Laid({path: text.encode() for path, text in files.items()}, set())
    harness.write(laid, tmp_path)
    found = [(Path(d.path).name, d.name) for d in harness.diagnostics(tmp_path)]
    assert ("bag.yaml", "kindly") in found
    assert not {("bag.es.yaml", "kindly"), ("bag.es.yaml", "legal-line")} & {*found}


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("excuse", "It reads English, and is silent in other languages."),
        ("vague-time", "It reads English, Welsh, German, Spanish, French, Dutch and Portuguese."),
        ("account-number", None),
    ],
)
def test_explain_says_which_languages_a_rule_reads(rule: str, line: str | None) -> None:
    told = snap("explain", rule).out
    assert re.findall(r"^It reads .*", told, re.MULTILINE) == ([line] if line else [])
    known = find_rule(rule)
    assert known is not None
