"""What `snap.yaml` may say, and what becomes of everything else."""

from __future__ import annotations

from datetime import date, time
from typing import NamedTuple

import pytest

from snapmsg import channels, reader
from snapmsg.config import FIELDS, PathIgnore, Settings, read_settings
from snapmsg.diagnostic import Problem, Severity
from snapmsg.errors import SnapError
from snapmsg.source import Addressed, Source

EVERYTHING = """\
name: Customer messages
teams:
  delivery: our delivery team
variables:
  order_no:
    about: the order number
    example: A-1
channels:
  email:
    promise_as: date
    headings: yes
  sms:
    most: 1
  chat:
    format: markdown
locale: en-GB
locales:
  es:
    labels:
      status: Qué ha pasado
    teams:
      delivery: nuestro equipo de entregas
  fr:
time_zone: Europe/London
hours:
  monday to friday: 09:00 to 17:00 # in summer too
  saturday: 10:00 to 12:00
holidays:
  - 2026-12-25
  - 2026-12-28
customer_zones: [Europe/London, Asia/Dubai]
promises:
  all:
    at_most: 10 working days
    first_reply: 1 working day
  billing:
    at_most: 20 working days
    at_least: 2 working days
    longest_silence: 5 working days
    alike: yes
review_every: 2 weeks
promise_as: both
preset: strict
labels:
  status: What happened
words:
  avoid:
    kindly: please
rules:
  vague-time: warning
  no-owner: off
  too-long:
    severity: suggestion
  typed-in-example:
    shortest: 6
    words: [a, b]
ignore:
  scenarios/old/*:
    rules: [no-owner, L003]
    because: they go in March
  partials:
    rules: unused-partial
    because: the next letter needs them
"""


def settings_of(text: str) -> tuple[Settings, list[Problem]]:
    source = Source("snap.yaml", text)
    return read_settings(reader.read(source), source, channels.settings())


def test_every_key_is_read() -> None:
    settings, problems = settings_of(EVERYTHING)
    assert problems == []
    assert settings.name == "Customer messages"
    assert {id: str(name) for id, name in (settings.teams or {}).items()} == {
        "delivery": "our delivery team"
    }
    assert settings.variables["order_no"].shared
    assert settings.channels == ("email", "sms", "chat")
    assert settings.locale == "en-GB"
    assert list(settings.locales) == ["es", "fr"]
    assert settings.of("en-GB") is settings
    spanish = settings.of("es")
    assert (spanish.locale, spanish.labels) == ("es", {"status": "Qué ha pasado"})
    assert {id: str(name) for id, name in (spanish.teams or {}).items()} == {
        "delivery": "nuestro equipo de entregas"
    }
    assert not spanish.words.avoid, "its words to avoid are English"
    french = settings.of("fr")
    assert (french.labels, french.teams) == ({}, settings.teams)
    assert settings.calendar.zone == "Europe/London"
    assert settings.calendar.week[0] and settings.calendar.week[0].opens == time(9)
    assert settings.calendar.week[5] and settings.calendar.week[5].closes == time(12)
    assert settings.calendar.week[6] is None
    assert settings.calendar.holidays == {date(2026, 12, 25), date(2026, 12, 28)}
    assert settings.customer_zones == ("Europe/London", "Asia/Dubai")
    assert settings.zone == "Europe/London"
    assert settings.policies["billing"].alike
    assert {w: str(b) for w, b in settings.bounds("at_most", "billing", ["late"]).items()} == {
        "billing": "20 working days"
    }
    assert list(settings.bounds("at_most", "delivery", ["late"])) == ["all"]
    assert list(settings.bounds("first_reply", "x", ["billing"])) == ["all"]
    assert settings.bounds("at_least", "x", []) == {}
    assert settings.review_by(date(2026, 12, 24)) == date(2027, 1, 7)
    assert [settings.promise_style(name) for name in ("email", "sms", "chat")] == [
        "date", "both", "both",
    ]  # fmt: skip
    assert settings.for_channel("sms").most == 1
    assert settings.for_channel("chat").most is None
    assert settings.for_channel("email").headings
    assert not settings.for_channel("letter").headings
    forms = {name: settings.for_channel(name).form for name in ("email", "chat")}
    assert forms == {"email": "txt", "chat": "md"}
    assert [(str(each.word), each.say) for each in settings.words.avoid] == [("kindly", "please")]
    assert settings.labels == {"status": "What happened"}
    named = {str(rule.name): rule for rule in settings.rules}
    assert named["vague-time"].severity is Severity.WARNING
    assert named["no-owner"].off
    assert str(named["too-long"].options["severity"]) == "suggestion"
    assert str(named["typed-in-example"].options["shortest"]) == "6"
    assert [str(t) for t in named["typed-in-example"].options["words"]] == ["a", "b"]
    assert [(str(i.pattern), [str(r) for r in i.rules]) for i in settings.ignore] == [
        ("scenarios/old/*", ["no-owner", "L003"]), ("partials", ["unused-partial"]),
    ]  # fmt: skip


def test_the_example_above_has_every_key_of_the_table() -> None:
    assert [f.name for f in FIELDS if f"\n{f.name}:" not in f"\n{EVERYTHING}"] == []


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "name:\n"])
def test_an_empty_file_has_the_defaults(text: str) -> None:
    settings, problems = settings_of(text)
    assert problems == []
    assert settings == Settings(source=settings.source)
    assert settings.channels == ("email", "sms", "chat")
    assert settings.promise_style("email") == "duration"
    assert settings.review_every is None


class Fault(NamedTuple):
    """A file's text, the rule it breaks, the words that are pointed at, and what is said."""

    text: str
    rule: str
    words: str
    says: str


FAULTS = {
    "a key": Fault("tems:\n  a: b", "unknown-key", "tems",
                   "“tems” is no key of snap.yaml. Did you mean “teams”?"),
    "a scenario's alias is none here": Fault("severity: high", "unknown-key", "severity",
                                             "“severity” is no key of snap.yaml."),
    "name": Fault("name: [a]", "bad-value", "[a]", "takes words"),
    "teams": Fault("teams: delivery", "bad-value", "delivery", "“teams” takes keys of its own"),
    "a team's name": Fault("teams:\n  delivery: [a]", "bad-value", "[a]", "takes words"),
    "a team's name is read": Fault("teams:\n  delivery: delivery # Leeds", "lost-text", "# Leeds",
                                   "customers would not read it"),
    "variables": Fault("variables:\n  order:\n    abuot: x", "unknown-key", "abuot", "“about”?"),
    "a channel": Fault("channels: [email, mail]", "unknown-key", "mail", "Did you mean “email”?"),
    "a key of a channel": Fault("channels:\n  sms:\n    mots: 1", "unknown-key", "mots",
                                "of the channel sms in snap.yaml. Did you mean “most”?"),
    "headings": Fault("channels:\n  email:\n    headings: big", "bad-value", "big",
                      "“headings” is yes or no"),
    "headings of an SMS": Fault("channels:\n  sms:\n    headings: yes", "unknown-key", "headings",
                                "“headings” is no key of the channel sms in snap.yaml."),
    "format": Fault("channels:\n  chat:\n    format: md", "bad-value", "md", "plain, markdown"),
    "most": Fault("channels:\n  sms:\n    most: two", "bad-value", "two", "a whole number"),
    "a channel's words": Fault("channels:\n  sms: short", "bad-value", "short", "promise_as:"),
    "a channel's style": Fault("channels:\n  sms:\n    promise_as: day", "bad-value", "day",
                               "duration, date, both"),
    "locale": Fault("locale: xx", "bad-value", "xx", "“xx” is not"),
    "a locale's form": Fault("locale: en-gb", "bad-value", "en-gb", "write en-GB"),
    "locales": Fault("locales: [es, english]", "bad-value", "english", "such as es, or es-MX"),
    "a locale twice": Fault("locales: [en, es, es]", "bad-value", "es",
                            "“es” stands here twice: take one out"),
    "a locale by mistake": Fault("locales:\n  esp:", "bad-value", "esp", "Did you mean “es”?"),
    "a locale's words": Fault("locales:\n  es:\n    label: x", "unknown-key", "label",
                              "of the locale es in snap.yaml. Did you mean “labels”?"),
    "a locale's teams": Fault("teams:\n  care: care\nlocales:\n  es:\n    teams:\n      cair: x",
                              "unknown-key", "cair", "Did you mean “care”?"),
    "a locale's variables": Fault("locales:\n  es:\n    variables:\n      size: x",
                                  "unknown-key", "size", "snap.yaml has no variable “size”."),
    "time_zone": Fault("time_zone: London", "bad-value", "London", "Europe/London"),
    "hours": Fault("hours:\n  monday: early", "bad-value", "early", "early"),
    "a day": Fault("hours:\n  mondya: 09:00 to 17:00", "bad-value", "09:00 to 17:00", "mondya"),
    "holidays": Fault("holidays: [25.12.2026]", "bad-value", "25.12.2026", "such as 2026-11-21"),
    "review_every": Fault("review_every: often", "bad-value", "often", "such as 6 months"),
    "review hours": Fault("review_every: 2 hours", "bad-value", "2 hours", "days, weeks or months"),
    "promise_as": Fault("promise_as: day", "bad-value", "day", "duration, date, both"),
    "labels": Fault("labels:\n  outcome: End", "unknown-key", "outcome", "“planned_outcome”?"),
    "rules": Fault("rules: strict", "bad-value", "strict", "such as vague-time: warning"),
    "a severity": Fault("rules:\n  vague-time: eror", "bad-value", "eror",
                        "Did you mean “error”? It is one of: off, error, warning, suggestion"),
    "an option": Fault("rules:\n  vague-time:\n    words:\n      a: b", "bad-value", "a: b",
                       "takes words"),
    "a rule in a list": Fault("rules:\n  - vague-time", "bad-value", "- vague-time", "takes keys"),
    "a rule's list": Fault("rules:\n  vague-time: [off]", "bad-value", "[off]",
                           "takes off, error, warning or suggestion, or its options"),
    "a key like no other": Fault("words:\n  limits: 3", "unknown-key", "limits",
                                 "is no key of words. There are: avoid, allow, require"),
    "ignore": Fault("ignore: old", "bad-value", "old", "and below it rules: and because:"),
    "an ignore of nothing": Fault("ignore:\n  old/*:\n    because: so", "bad-value", "old/*",
                                  "names no rule"),
    "an ignore's key": Fault("ignore:\n  old/*:\n    rules: a\n    because: so\n    rule: b",
                             "unknown-key", "rule", "of a path in ignore. Did you mean “rules”?"),
    "an ignore without a reason": Fault(
        "ignore:\n  old/*: [no-owner, '*']", "unexplained-ignore", "old/*",
        "because:\n  old/*:\n    rules: [no-owner, '*']\n    because: …"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_at_its_place_with_its_cure(fault: Fault) -> None:
    settings, problems = settings_of(f"{fault.text}\n")
    assert [(p.rule, p.at.text) for p in problems] == [(fault.rule, fault.words)]
    assert fault.says in problems[0].reason
    assert settings.channels, "what cannot be read leaves the default"


def test_a_bad_line_of_the_hours_leaves_the_others() -> None:
    settings, problems = settings_of("hours:\n  monday: early\n  saturday: 10:00 to 12:00\n")
    assert len(problems) == 1
    assert settings.calendar.week[5] is not None


@pytest.mark.parametrize("text", ["rules:\n  no-owner: no\n", "rules:\n  no-owner: Off\n"])
def test_off_is_off_however_it_is_said(text: str) -> None:
    assert settings_of(text)[0].rules[0].off


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("name: a\nteams: b: c\n", "“teams", 2),
        ("name: [a\n", "", 1),
        ("- a\n", "snap.yaml starts with a key, such as name:", 1),
        ("words\n", "snap.yaml starts with a key, such as name:", 1),
    ],
)
def test_a_file_that_is_no_settings_at_all_stops_snap(text: str, says: str, line: int) -> None:
    with pytest.raises(SnapError) as caught:
        settings_of(text)
    assert caught.value.code == 2
    assert says in caught.value.sentence or says == "“teams"
    assert str(caught.value).startswith(f"snap.yaml:{line}:")


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("scenarios/old/*", "scenarios/old/a.yaml", True),
        ("scenarios/old/*", "scenarios/old/deep/a.yaml", True),
        ("scenarios/old", "scenarios/old/a.yaml", True),
        ("scenarios/old/", "scenarios/old/a.yaml", True),
        ("scenarios/old", "scenarios/older/a.yaml", False),
        ("scenarios/a.yaml", "scenarios/a.yaml", True),
        ("*.yaml", "scenarios/x/a.yaml", True),
        ("scenarios/A.yaml", "scenarios/a.yaml", False),
    ],
)
def test_what_a_path_ignore_covers(pattern: str, path: str, covered: bool) -> None:
    text = Addressed(pattern, Source("snap.yaml", pattern), 0, len(pattern))
    assert PathIgnore(text, ()).covers(path) is covered


@pytest.mark.parametrize(
    ("every", "reviewed", "by"),
    [
        ("6 months", "2026-11-22", "2027-05-22"),
        ("1 month", "2027-01-31", "2027-02-28"),
        ("12 months", "2024-02-29", "2025-02-28"),
        ("2 weeks", "2026-12-24", "2027-01-07"),
        ("10 days", "2026-11-22", "2026-12-02"),
        ("1 month", "9999-12-31", "9999-12-31"),
    ],
)
def test_a_review_is_due_by_the_calendar(every: str, reviewed: str, by: str) -> None:
    settings, _ = settings_of(f"review_every: {every}\n")
    assert settings.review_by(date.fromisoformat(reviewed)) == date.fromisoformat(by)
