"""Scenarios in other languages: what there is to translate, and how it is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from cli_harness import snap
from hypothesis import given
from hypothesis import strategies as st
from translation_harness import (
    FILES,
    LATE,
    LATE_AT,
    LATE_ES,
    LATE_ES_AT,
    NOW,
    of,
    put,
)

from snapmsg import channels
from snapmsg.library import Library, read_source
from snapmsg.linter import lint
from snapmsg.schema import CHOSEN, fault_of, fingerprint, steps_of, texts_of
from snapmsg.source import Source


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return put(tmp_path, FILES)


# --- what there is to translate ----------------------------------------------------------------


def test_each_text_that_customers_read_has_an_address_in_the_order_of_the_file(
    library: Library,
) -> None:
    original = of(library).translation
    assert original is not None
    assert ["/".join(at) for at in texts_of(original.original)] == [
        "variables/part/choices/am", "variables/part/choices/pm", "variables/place/default",
        "opening", "status", "next_steps/0", "next_steps/1", "next_steps/1/who", "next_steps/2",
        "approximate_time/say", "planned_outcome", "closing",
        "short/status", "short/next_steps", "short/approximate_time/say", "short/planned_outcome",
        "channels/email/subject",
    ]  # fmt: skip
    assert [(at[-1], step.owner) for at, step in steps_of(original.original)] == [
        ("0", "us"), ("1", "they"), ("2", "you")
    ]  # fmt: skip


def test_a_translation_has_the_addresses_of_its_original(library: Library) -> None:
    translation = of(library).translation
    assert translation is not None
    assert translation.texts.keys() == texts_of(translation.original).keys()
    assert {at: key.value for at, key in translation.owners.items()} == {
        at: step.owner for at, step in steps_of(translation.original)
    }
    assert translation.fingerprint is not None and translation.fingerprint.value == "00000000"


def test_the_fields_that_take_one_of_a_few_words_are_those_of_the_channels() -> None:
    fields = [field for name in channels.names() for field in channels.get(name).fields]
    assert {field.name for field in fields if field.choices} == set(CHOSEN)


class Change(NamedTuple):
    before: str
    after: str
    differs: bool


CHANGES = {
    "a word": Change("is at {{ place }}", "was at {{ place }}", True),
    "a blank": Change("{{ size }}, is", "is", True),
    "who acts": Change("  - you: You need", "  - us: You need", True),
    "a channel's own": Change("subject: Order", "subject: The order", True),
    "the words of a choice": Change("am: in the", "am: early in the", True),
    "a default": Change("default: the depot", "default: a depot", True),
    "a new line in a text": Change("opening: You are", "opening: >-\n  You\n  are", False),
    "the order of keys": Change(
        "opening: You are right to be cross.\n" "status: Order {{ order_no }}, {{ size }}, is at "
        "{{ place }}. We are sorry.\n",
        "status: Order {{ order_no }}, {{ size }}, is at {{ place }}. We are sorry.\n"
        "opening: You are right to be cross.\n", False,
    ),
    "the promise": Change("within: 2 working", "within: 3 working", False),
    "a condition": Change("only_if: refund", "only_if: not refund", False),
    "the title": Change("title: Parcel", "title: A parcel", False),
    "an example": Change("example: am", "example: pm", False),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_fingerprint_changes_with_what_was_translated(library: Library, change: Change) -> None:
    def mark(text: str) -> str:
        return fingerprint(read_source(library, Path("late.yaml"), Source(LATE_AT, text)).scenario)

    assert change.before in LATE
    assert (mark(LATE.replace(change.before, change.after)) != mark(LATE)) is change.differs
    assert len(mark(LATE)) == 8


@given(st.text("ab \n", max_size=12), st.text("ab \n", max_size=12))
def test_the_fingerprint_tells_texts_apart_by_their_words(one: str, other: str) -> None:
    def mark(text: str) -> str:
        source = Source("a.yaml", f"status: {json.dumps(text)}\nclosing: x\n")
        return fingerprint(read_source(Library(None), Path("a.yaml"), source).scenario)

    assert (mark(one) == mark(other)) is (one.split() == other.split())


# --- reading -----------------------------------------------------------------------------------


class Wrong(NamedTuple):
    """A text of a translation, the words that a problem points at, and what it says."""

    text: str
    words: str
    says: str
    rule: str = "bad-value"


WRONG = {
    "a fact": Wrong("title: Retraso", "title", "takes its title from late.yaml: leave this out"),
    "an owner": Wrong("owner: x", "owner", "takes its owner from late.yaml"),
    "examples": Wrong("examples:", "examples", "takes its examples from late.yaml"),
    "a promise": Wrong("approximate_time:\n  within: 3 days", "within",
                       "takes its promise from late.yaml: leave this out"),
    "a team": Wrong("next_steps:\n  - us: Lo buscamos.\n    team: care", "team",
                    "takes its team from late.yaml"),
    "a condition": Wrong("next_steps:\n  - us: Lo buscamos.\n    only_if: refund", "only_if",
                         "takes its only_if from late.yaml"),
    "two who act": Wrong("next_steps:\n  - us: Lo buscamos.\n    you: Nada.", "you",
                         "one step has one who acts"),
    "nobody who acts": Wrong("next_steps:\n  - who: x", "who: x", "a step says who acts"),
    "steps that are no list": Wrong("next_steps:\n  us: Lo buscamos.", "next_steps",
                                    "each step starts with a hyphen"),
    "no such key": Wrong("stauts: x", "stauts", "Did you mean “status”?", "unknown-key"),
    "no such key of a part": Wrong("approximate_time:\n  sya: x", "sya", "Did you mean “say”?",
                                   "unknown-key"),
    "a key under short": Wrong("short:\n  opening: x", "opening", "takes its opening from"),
    "no such channel": Wrong("channels:\n  letter:\n    status: x", "letter",
                             "late.yaml has no channel “letter”", "unknown-key"),
    "which channels": Wrong("channels: [email]", "channels", "takes its channels from late.yaml"),
    "a channel's key": Wrong("channels:\n  email:\n    subjet: x", "subjet",
                             "Did you mean “subject”?", "unknown-key"),
    "no such blank": Wrong("variables:\n  par:\n    choices:\n      am: x", "par",
                           "late.yaml has no variable “par”. Did you mean “part”?", "unknown-key"),
    "what a blank is": Wrong("variables:\n  part:\n    type: text", "type", "takes its type from"),
    "no such choice": Wrong("variables:\n  part:\n    choices:\n      ma: x", "ma",
                            "“ma” is none of the choices. Did you mean “am”?", "unknown-key"),
    "choices without values": Wrong("variables:\n  part:\n    choices: [x, y]", "[x, y]",
                                    "such as am: and the words for it"),
    "choices of what has none": Wrong("variables:\n  refund:\n    choices:\n      a: b", "choices",
                                      "takes its choices from late.yaml"),
    "a default of what has none": Wrong("variables:\n  part:\n    default: x", "default",
                                        "takes its default from late.yaml"),
    "a list for a text": Wrong("status: [a]", "[a]", "takes words"),
    "no mapping": Wrong("- status: x", "- status: x", "a translation starts with a key"),
    "a comment in a text": Wrong("status: Está # aquí", "# aquí", "a comment", "lost-text"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_is_no_text_for_customers_is_refused(library: Library, wrong: Wrong) -> None:
    assert library.root is not None
    text = f"{wrong.text}\n"
    file = read_source(library, library.root / LATE_ES_AT, Source(LATE_ES_AT, text))
    (problem,) = file.problems
    assert (problem.rule, problem.at.text) == (wrong.rule, wrong.words)
    assert wrong.says in problem.reason
    assert problem.at.source.path == LATE_ES_AT


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("scenarios/delivery/late.esp.yaml", "Did you mean “es”?"),
        ("scenarios/delivery/late.en_GB.yaml", "write en-GB"),
        ("scenarios/delivery/late.old.copy.yaml", "a language is written such as es"),
        ("scenarios/delivery/late.en.yaml", "are written in en: this is no translation"),
        ("scenarios/delivery/lost.es.yaml", "there is no lost.yaml beside it"),
        ("scenarios/money/late.es.yaml", "there is no late.yaml beside it"),
    ],
)
def test_a_name_that_is_no_translation_is_one_error(tmp_path: Path, path: str, says: str) -> None:
    library = put(tmp_path, {**FILES, path: LATE_ES})
    found = [d for d in lint(library, NOW).diagnostics if d.path.endswith(path)]
    assert [d.name for d in found] == ["bad-name"]
    assert says in found[0].reason
    told = snap("render", path, "--channel", "sms", cwd=tmp_path)
    assert (told.code, told.out) == (2, "") and says in told.err


def test_one_translation_in_two_files_is_an_error(tmp_path: Path) -> None:
    library = put(tmp_path, {**FILES, "scenarios/delivery/late.es.yml": LATE_ES})
    assert any("is the same translation" in d.reason for d in lint(library, NOW).diagnostics)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("es", None), ("es-MX", None), ("es-AR", None), ("en-GB", None),
        ("ES", "write es"), ("es-mx", "write es-MX"), ("es_MX", "write es-MX"),
        ("", "such as es"), ("../es", "such as es"), ("x", "such as"),
    ],
)  # fmt: skip
def test_how_a_language_is_written(code: str, says: str | None) -> None:
    fault = fault_of(code)
    assert fault is None if says is None else says in (fault or "")
