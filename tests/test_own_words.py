"""A team's own words: how they are read, what they find, and how they are switched off."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rule_harness as harness
from cli_harness import snap
from hypothesis import given, settings
from hypothesis import strategies as st

from snapmsg import channels, reader
from snapmsg.config import Settings, read_settings
from snapmsg.diagnostic import Diagnostic, Problem, Severity
from snapmsg.rule.find import Scanner, phrases
from snapmsg.rule.own import forms, own_rules
from snapmsg.source import Source

WORDS = """\
words:
  avoid:
    kindly:
      say: please
      because: nobody speaks like that.
    purchase: buy
    touch base:
    fee:
      say: booking fee
      severity: error
  allow: [Kindly Care Homes, ASAP Parcels]
  require:
    legal-line:
      sentence: Calls are recorded.
      channels: [phone]
      because: the regulator asks for it
    ombudsman:
      sentence: >-
        You can ask
        the ombudsman’s office.
      topics: complaints
      severity: suggestion
"""


def settings_of(text: str) -> tuple[Settings, list[Problem]]:
    source = Source("snap.yaml", text)
    return read_settings(reader.read(source), source, channels.settings())


def lint(
    root: Path, fragment: str, words: str = WORDS, path: str = harness.PATH
) -> list[tuple[str, str]]:
    """The names of what lint tells of a team's own words, and the words that are underlined."""
    return [(d.name, d.excerpt[0].text[d.excerpt[0].start - 1 : d.excerpt[0].end - 1])
            for d in told(root, fragment, words, path)]  # fmt: skip


def told(
    root: Path, fragment: str, words: str = WORDS, path: str = harness.PATH
) -> list[Diagnostic]:
    laid = harness.lay({
        "snap.yaml": harness.SETTINGS + words, path: harness.over(harness.CLEAN, fragment),
        "scenarios/complaints/heard.yaml": harness.over(
            harness.CLEAN, "title: Heard\nclosing: You can ask the ombudsman's office.\n"
            "short:\n  status: It is late. You can ask the ombudsman's office."
        ),
    })  # fmt: skip
    harness.write(laid, root)
    found = [d for d in harness.diagnostics(root) if d.path in (path, "snap.yaml")]
    return [d for d in found if d.code[0] in "WF" or d.name == "vague-time" or d.code[0] == "X"]


def test_they_are_read() -> None:
    found, problems = settings_of(WORDS)
    assert problems == []
    kindly, purchase, base, fee = found.words.avoid
    assert (str(kindly.word), kindly.say, kindly.because) == (
        "kindly", "please", "nobody speaks like that."
    )  # fmt: skip
    assert (str(purchase.word), purchase.say, purchase.severity) == ("purchase", "buy", None)
    assert (str(base.word), base.say) == ("touch base", "")
    assert fee.severity is Severity.ERROR
    assert found.words.allow == ("Kindly Care Homes", "ASAP Parcels")
    legal, ombudsman = found.words.require
    assert (str(legal.name), legal.channels, legal.topics) == ("legal-line", ("phone",), ())
    assert ombudsman.sentence == "You can ask the ombudsman’s office."
    assert [str(topic) for topic in ombudsman.topics] == ["complaints"]


@pytest.mark.parametrize("text", ["words:\n", "words:\n  avoid:\n  allow:\n  require:\n"])
def test_nothing_is_asked_for(text: str) -> None:
    found, problems = settings_of(text)
    assert problems == []
    assert own_rules(found) == []


def test_a_list_names_words_alone() -> None:
    found, problems = settings_of("words:\n  avoid: [kindly, purchase]\n")
    assert problems == []
    assert [str(each.word) for each in found.words.avoid] == ["kindly", "purchase"]


@pytest.mark.parametrize(
    ("text", "rule", "words", "says"),
    [
        ("avoids: x", "unknown-key", "avoids", "Did you mean “avoid”?"),
        ("avoid:\n    kindly:\n      sya: x", "unknown-key", "sya", "Did you mean “say”?"),
        ("avoid:\n    '!!': x", "bad-value", "!!", "write a word"),
        ("avoid: ['!!']", "bad-value", "!!", "write a word"),
        ("avoid:\n    kindly: 'a {{ b }}'", "bad-value", "a {{ b }}", "takes plain words"),
        ("avoid:\n    kindly:\n      severity: bad", "bad-value", "bad", "is one of: error"),
        ("avoid:\n    kindly: [a, b]", "bad-value", "[a, b]", "takes words"),
        ("require: x", "bad-value", "x", "takes keys of its own"),
        ("require:\n    Legal line: x", "bad-value", "Legal line", "small letters and hyphens"),
        ("require:\n    legal-line:", "bad-value", "legal-line", "needs sentence:"),
        ("require:\n    a:\n      sentence: x\n      chanels: sms", "unknown-key", "chanels",
         "Did you mean “channels”?"),
        ("require:\n    a:\n      sentence: x\n      channels: smss", "bad-value", "smss",
         "Did you mean “sms”?"),
        ("require:\n    a: 'Dear {{ name }}'", "bad-value", "Dear {{ name }}", "plain words"),
        ("allow:\n    a: b", "bad-value", "a: b", "takes words"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_at_its_place(text: str, rule: str, words: str, says: str) -> None:
    _, problems = settings_of(f"words:\n  {text}\n")
    assert [(p.rule, p.at.text) for p in problems] == [(rule, words)]
    assert says in problems[0].reason


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("status: Kindly wait.", [("kindly", "Kindly")]),
        ("status: Please wait.", []),
        ("status: Kindly Care Homes has it.", []),
        ("status: Kindly Care has it.", [("kindly", "Kindly")]),
        ("status: It is at ASAP Parcels. We purchased it.", [("purchase", "purchased")]),
        ("status: We PURCHASE it, and are purchasing it.",
         [("purchase", "PURCHASE"), ("purchase", "purchasing")]),
        ("status: The fee is due. The booking fee is not.", [("fee", "fee")]),
        ("status: All our fees are due.", [("fee", "fees")]),
        ("status: The feed is down, and unkindly so.", []),
        ("closing: We touched base.", [("touch-base", "touched base")]),
        ("status: >-\n  We touch\n  base with you.", [("touch-base", "touch")]),
        ("planned_outcome: You get {{ order_no }} kindly.", [("kindly", "kindly")]),
    ],
)  # fmt: skip
def test_words_to_avoid(fragment: str, found: list[tuple[str, str]], tmp_path: Path) -> None:
    quiet = WORDS + "rules:\n  jargon: off\n"
    assert lint(tmp_path, fragment, quiet) == found


def test_what_is_said_of_a_word(tmp_path: Path) -> None:
    kindly, fee = told(tmp_path, "status: Kindly pay the fee.")
    assert kindly.reason == ("“Kindly” is not how we speak: say please (nobody speaks like that)")
    assert (kindly.code, kindly.severity, fee.severity) == ("W014-kindly", "warning", "error")
    assert kindly.fix is not None
    assert (kindly.fix[0], kindly.fix[1][0].text) == (True, "Please")


def test_a_form_of_a_word_is_left_to_the_author(tmp_path: Path) -> None:
    (found,) = told(tmp_path, "status: We purchased it.")
    assert found.fix is None


def test_allowed_words_hold_for_other_rules_but_never_for_secrets(tmp_path: Path) -> None:
    fragment = "approximate_time: ASAP Parcels has it. You hear from us soon.\n"
    assert [n for n, _ in lint(tmp_path, fragment)] == ["vague-time"]
    card = "status: Your card 4111 1111 1111 1111 is blocked."
    words = "words:\n  allow: ['4111 1111 1111 1111']\n"
    assert [n for n, _ in lint(tmp_path, card, words)] == [n for n, _ in lint(tmp_path, card, "")]
    assert lint(tmp_path, card, words) != []


@pytest.mark.parametrize(
    ("fragment", "found"),
    [
        ("channels:\n  phone:\n  chat:", [("legal-line", "phone")]),
        ("channels:\n  chat:", []),
        ("closing: Calls are recorded.\nchannels:\n  phone:", []),
        ("closing: >-\n  We ring. calls are\n  recorded.\nchannels:\n  phone:", []),
        ("channels:\n  phone:\n    closing: Calls are recorded.\n  chat:", []),
        ("# snap: ignore[legal-line] it is no call\nchannels:\n  phone:", []),
        ("# snap: ignore[W015] it is no call\nchannels:\n  phone:", []),
        ("# snap: ignore[W015-legal-line] it is no call\nchannels:\n  phone:", []),
        ("# snap: ignore[missing-sentence] it is no call\nchannels:\n  phone:", []),
        ("# snap: ignore[ombudsman] it is no call\nchannels:\n  phone:",
         [("unused-ignore", "# snap: ignore[ombudsman] it is no call"), ("legal-line", "phone")]),
    ],
)  # fmt: skip
def test_a_sentence_for_a_channel(
    fragment: str, found: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert lint(tmp_path, fragment) == found


def test_a_sentence_for_a_topic(tmp_path: Path) -> None:
    path = "scenarios/complaints/late.yaml"
    brief, found = told(tmp_path, "title: Late\nclosing: We ring.", path=path)
    assert (found.name, found.code, found.severity) == ("ombudsman", "W015-ombudsman", "suggestion")
    assert (found.excerpt[0].text, found.also) == ("closing: We ring.", 1)
    assert (brief.excerpt[0].text, brief.also) == ("  sms:", 0)
    assert found.reason.startswith("this does not say “You can ask the ombudsman’s office.”")
    assert told(tmp_path, "title: Late\nclosing: We ring.") == []


def test_a_template_may_say_it(tmp_path: Path) -> None:
    template = tmp_path / "channels/chat.txt.j2"
    template.parent.mkdir()
    parts = "{{ status }}\n{{ next_steps }}\n{{ approximate_time }}\n{{ planned_outcome }}\n"
    words = "words:\n  require:\n    line: We are regulated.\n"
    fragment = "channels:\n  chat:"
    template.write_text(parts)
    assert [name for name, _ in lint(tmp_path, fragment, words)][-1:] == ["line"]
    template.write_text(parts + "We are regulated.\n")
    assert "line" not in [name for name, _ in lint(tmp_path, fragment, words)]


def test_a_topic_that_is_not_there(tmp_path: Path) -> None:
    words = WORDS.replace("topics: complaints", "topics: complaint")
    (found,) = told(tmp_path, "title: Late", words)
    assert (found.path, found.name) == ("snap.yaml", "bad-value")
    assert found.reason == "no scenario is in a topic “complaint”. Did you mean “complaints”?"


def test_a_name_that_snap_has(tmp_path: Path) -> None:
    words = "words:\n  require:\n    vague-time: By Friday.\n  avoid:\n    jargon: cant\n"
    found = told(tmp_path, "status: It is in jargon.", words)
    assert [(d.path, d.name) for d in found] == [
        (harness.PATH, "jargon-2"), ("snap.yaml", "bad-value"),
    ]  # fmt: skip
    assert found[1].reason.endswith("choose another name")


OFF = "ignore:\n  scenarios/*:\n    because: they go in March\n    rules: "


@pytest.mark.parametrize(
    ("settings_", "found"),
    [
        ("rules:\n  avoided-word: off\n", []),
        ("rules:\n  W014: error\n", ["error"]),
        ("preset: minimal\n", ["warning"]),
        (f"{OFF}kindly\n", []),
        (f"{OFF}W014-kindly\n", []),
        (f"{OFF}w014\n", []),
        (f"{OFF}avoided-word\n", []),
        (f"{OFF}purchase\n", ["warning", "warning"]),
    ],
)
def test_they_are_rules_like_others(settings_: str, found: list[str], tmp_path: Path) -> None:
    assert [d.severity for d in told(tmp_path, "status: Kindly wait.", WORDS + settings_)] == found


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (["--select", "kindly"], ["kindly"]),
        (["--select", "w014-KINDLY"], ["kindly"]),
        (["--select", "avoided-word"], ["kindly", "purchase"]),
        (["--select", "w"], ["kindly", "purchase"]),
        (["--select", "legal-line"], []),
        (["--select", "W", "--ignore", "kindly"], ["purchase"]),
        (["--ignore", "W014"], []),
    ],
)
def test_the_command_line_knows_their_names(
    args: list[str], found: list[str], tmp_path: Path
) -> None:
    told(tmp_path, "status: Kindly purchase it.")
    out = snap("lint", *args, "--format", "json", cwd=tmp_path).out
    found_ = [each["name"] for each in json.loads(out) if each["code"][0] == "W"]
    assert found_ == found


def test_the_command_line_mends_them(tmp_path: Path) -> None:
    told(tmp_path, "status: >-\n  We say: kindly\n  wait, and purchase it.")
    assert snap("lint", "--fix", cwd=tmp_path).code == 0
    text = (tmp_path / harness.PATH).read_text()
    assert "status: >-\n  We say: please\n  wait, and buy it.\n" in text


def test_a_page_of_them(tmp_path: Path) -> None:
    told(tmp_path, "title: Late")
    page = snap("explain", "kindly", cwd=tmp_path)
    assert snap("explain", "W014-kindly", cwd=tmp_path) == page
    assert page.out.startswith("kindly  W014-kindly, warning, wording\n")
    assert "“kindly” stands there, and that is not how we speak." in page.out
    assert "Say “please”: nobody speaks like that." in page.out
    assert "rules:" not in page.out, "under rules: it is none"
    sentence = snap("explain", "legal-line", cwd=tmp_path).out
    assert sentence.startswith("legal-line  W015-legal-line, error")
    assert "It is for phone: the regulator asks for it." in sentence
    assert "  W014-kindly      kindly " in snap("explain", cwd=tmp_path).out
    listed = json.loads(snap("explain", "--format", "json", cwd=tmp_path).out)
    assert {"kindly", "legal-line"} < {each["name"] for each in listed}
    assert snap("explain", "kindlier", cwd=tmp_path).code == 2
    assert json.loads(snap("explain", "kindly", "--format", "json", cwd=tmp_path).out)[0]["fixable"]


def test_how_bad_one_is_stands_with_its_words(tmp_path: Path) -> None:
    told(tmp_path, "title: Late")
    with (tmp_path / "snap.yaml").open("a") as file:
        file.write("rules:\n  kindly: off\n")
    found = snap("lint", cwd=tmp_path)
    assert found.code == 2
    assert "“kindly” is one of your own words: say severity: there" in found.err


def test_a_limit_says_why(tmp_path: Path) -> None:
    limit = "    most: 20\n    because: the widget shows no more.\n"
    plain = harness.SETTINGS.replace("  - email\n  - sms\n  - chat\n", f"  chat:\n{limit}")
    harness.write(harness.lay({"snap.yaml": plain, harness.PATH: harness.CLEAN}), tmp_path)
    reasons = [d.reason for d in harness.diagnostics(tmp_path) if d.name == "too-long"]
    assert any("takes 20 (the widget shows no more): say it" in each for each in reasons)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("avoid: [Touch  Base]\n  allow: touch base", "is under allow"),
        ("avoid:\n    parcel: Parcel", "would be said in place of itself"),
        ("avoid:\n    parcel: parcels", None),
        ("avoid:\n    fee: fee of yours\n  allow: fee of yours", None),
    ],
)
def test_words_against_themselves(words: str, says: str | None, tmp_path: Path) -> None:
    found = [d for d in told(tmp_path, "title: Late", f"words:\n  {words}\n") if d.code == "F014"]
    assert [d.reason.partition("” ")[2].partition(":")[0] for d in found] == (
        [says] if says else []
    )


def test_one_rule_by_two_names(tmp_path: Path) -> None:
    words = "rules:\n  vague-time: error\n  A001: off\n"
    (found,) = told(tmp_path, "title: Late", words)
    assert found.path == "snap.yaml"
    assert found.reason.startswith("vague-time has its line ")
    assert found.reason.endswith(" already: keep one of them")
    assert found.excerpt[0].text == "  A001: off"


@pytest.mark.parametrize(
    ("word", "some", "none"),
    [
        ("utilise", ["utilise", "utilised", "utilising", "utilises"], ["utiliseing"]),
        ("ship", ["ships", "shipped", "shipping"], ["shiped"]),
        ("visit", ["visits", "visited", "visiting"], ["visitted"]),
        ("apply", ["applies", "applied", "applying"], ["applys"]),
        ("delay", ["delays", "delayed"], ["delaies"]),
        ("process", ["processes", "processed"], ["processs"]),
        ("fee", ["fees"], ["feed"]),
        ("touch base", ["touches base", "touched base", "touch bases"], ["touch based"]),
        ("24/7", ["24/7"], ["24/7s"]),
    ],
)
def test_forms(word: str, some: list[str], none: list[str]) -> None:
    found = forms(word)
    assert found[0] == word
    assert set(some) <= set(found)
    assert not set(none) & set(found)


@settings(deadline=None, max_examples=60)
@given(st.from_regex(r"[a-z][a-z'-]{0,8}( [a-z]{1,6}){0,2}", fullmatch=True), st.booleans())
def test_a_word_is_found_wherever_it_stands_whole(word: str, loud: bool) -> None:
    said = word.upper() if loud else word
    scanner = Scanner([phrases(*forms(word))])
    (hit,) = list(scanner.scan(f"1 {said}. 1"))
    assert f"1 {said}. 1"[hit.start : hit.end] == said
    assert list(scanner.scan(f"1{said}9")) == []
