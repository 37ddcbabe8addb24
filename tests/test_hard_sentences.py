"""Hard sentences and what ships: no rule on words is wrong more often than its severity allows."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import precision
import pytest
from precision import Sentence
from rule_harness import NOW

from snapmsg.library import open_library
from snapmsg.linter import lint
from snapmsg.rule import all_rules
from snapmsg.wording import TAG, VALUE

SENTENCES = list(precision.sentences())


@pytest.mark.uncounted
@pytest.mark.parametrize("sentence", SENTENCES, ids=[s.text[:60] for s in SENTENCES])
def test_a_hard_sentence_raises_what_it_should(sentence: Sentence) -> None:
    _, found = precision.told(precision.laid(sentence), locale=sentence.locale)
    assert {d.name for d in found} == sentence.raises
    assert not any(sign in d.reason for d in found for sign in (TAG, VALUE))


def test_there_are_hard_sentences_enough() -> None:
    assert len(SENTENCES) >= 200
    assert sum(not sentence.raises for sentence in SENTENCES) >= 100
    abroad = [sentence for sentence in SENTENCES if sentence.locale != "en"]
    assert len(abroad) >= 60
    assert sum(not sentence.raises for sentence in abroad) * 5 >= len(abroad) * 2


@pytest.mark.parametrize("locale", ["en", "es", "fr", "de", "nl", "pt", "cy"])
def test_what_the_sentences_stand_in_is_clean(locale: str) -> None:
    assert precision.told(precision.clean(locale), locale=locale)[1] == ()


def test_what_real_organisations_sent_is_clean() -> None:
    """Where a rule is right about their own words, an ignore says why these stand."""
    found = lint(open_library(Path(__file__).parent / "real"), NOW)
    assert [(d.name, d.path, d.line) for d in found.diagnostics] == []


def test_no_rule_is_wrong_too_often() -> None:
    alarms = [*precision.over_sentences(), *precision.over_shipped()]
    true, false = Counter[str](), Counter[str]()
    for alarm in alarms:
        (true if alarm.true else false)[alarm.rule] += 1
    for rule in all_rules():
        if rule.on:
            assert precision.fits(rule.severity, true[rule.name], false[rule.name]), rule.name
