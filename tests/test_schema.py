"""What a scenario may say, key by key, and what becomes of everything else."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from snapmsg import channels, reader, schema
from snapmsg.diagnostic import Problem
from snapmsg.model import RESERVED, STARTS, Part, Scenario
from snapmsg.schema import FIELDS, MEANT, check_value, read_scenario
from snapmsg.source import Source
from snapmsg.values import Kind

CHANNELS = {name: tuple(f.name for f in channels.get(name).fields) for name in channels.names()}


def scenario_of(text: str) -> tuple[Scenario, list[Problem]]:
    source = Source("scenarios/x/bag.yaml", text)
    return read_scenario(reader.read(source), source, "bag", "x", CHANNELS)


def told(text: str) -> list[tuple[str, str, str]]:
    """Each problem's rule, the words it points at, and its reason."""
    return [(p.rule, p.at.text, p.reason) for p in scenario_of(text)[1]]


EVERYTHING = """\
title: Parcel is late
situation: The carrier missed the day.
starts: they_wrote
feeling: frustrated
impact: major
owner: delivery-leads
reviewed: 2026-11-21
expires: 2027-01-31
tags: [delay, carrier]
sounds_like:
  - where is my order
  - it was meant to come on Monday
formerly: parcel-delayed
variables:
  order_no:
    about: the order number
    example: A-1
    max_length: 12
opening: I have read what you wrote.
status: Order {{ order_no }} is late.
next_steps:
  - us: Our {{ team }} team searches.
    team: delivery
    by: Friday
    only_if: order_no
  - they: "{{ who }} checks tonight."
    who: NorthPost
  - you: Nothing.
  - us: A plain line.
approximate_time:
  within: 3 to 5 working days
  update_by: tomorrow 12:00
  say: You have it {{ promise }}, and news {{ update }}.
planned_outcome: You have it.
closing: Reply and it reaches us.
short:
  status: Late.
  next_steps: We search.
  approximate_time:
    say: Due {{ promise }}.
  planned_outcome: You get it.
channels:
  email:
    subject: Late
    preheader: In Leeds
    status: Longer.
    opening: Dear you.
    closing: Bye.
  sms:
  chat:
examples:
  other number:
    order_no: B-2
follow_up:
  scenario: parcel-still-late
  before: promise
  after: 3 days
for_agents:
  use_when: It is late.
  not_when: It is not.
  check_first: The address.
  may_offer: The fee.
imported:
  from: zendesk
  blank_order_no: ticket.order
"""


def test_every_key_is_read() -> None:
    scenario, problems = scenario_of(EVERYTHING)
    assert problems == []
    assert {name: text.value for name, text in scenario.facts.items()} == {
        "title": "Parcel is late",
        "situation": "The carrier missed the day.",
        "starts": "they_wrote",
        "feeling": "frustrated",
        "impact": "major",
        "owner": "delivery-leads",
        "reviewed": "2026-11-21",
        "expires": "2027-01-31",
    }
    lists = {name: [text.value for text in texts] for name, texts in scenario.lists.items()}
    assert lists == {
        "tags": ["delay", "carrier"],
        "sounds_like": ["where is my order", "it was meant to come on Monday"],
        "formerly": ["parcel-delayed"],
    }
    assert set(scenario.variables) == {"order_no"}
    assert tuple(scenario.wording.parts) == tuple(Part)
    assert set(scenario.wording.fields) == {"opening", "closing"}
    steps = scenario.wording.parts[Part.NEXT_STEPS].steps
    assert [step.owner for step in steps] == ["us", "they", "you", "us"]
    first = steps[0]
    assert [str(text) for text in (first.team, first.by, first.only_if)] == [
        "delivery", "Friday", "order_no",
    ]  # fmt: skip
    assert str(steps[1].who) == "NorthPost"
    timing = scenario.timing()
    assert timing is not None and str(timing.within) == "3 to 5 working days"
    assert timing.typed and timing.first is timing.within
    short = scenario.short.parts[Part.APPROXIMATE_TIME].timing
    assert short is not None and not short.typed
    assert scenario.channels is not None and tuple(scenario.channels) == ("email", "sms", "chat")
    assert set(scenario.channels["email"].fields) == {"subject", "preheader", "opening", "closing"}
    assert [(e.name, str(e.values["order_no"])) for e in scenario.examples] == [
        ("other number", "B-2")
    ]
    follow_up = scenario.follow_up
    assert follow_up is not None and str(follow_up.scenario) == "parcel-still-late"
    assert (follow_up.before, str(follow_up.after)) == ("promise", "3 days")
    assert set(scenario.for_agents) == {"use_when", "not_when", "check_first", "may_offer"}
    assert {name: str(text) for name, text in scenario.imported.items()} == {
        "from": "zendesk",
        "blank_order_no": "ticket.order",
    }


def test_the_example_above_has_every_key_of_the_table() -> None:
    missing = [field.name for field in FIELDS if f"\n{field.name}:" not in f"\n{EVERYTHING}"]
    assert missing == []


class Fault(NamedTuple):
    """A scenario's text, the rule it breaks, the words that are pointed at, and what is said."""

    text: str
    rule: str
    words: str
    says: str


FAULTS = {
    # unknown keys, with what is meant
    "timeline": Fault("timeline: x", "unknown-key", "timeline", "mean “approximate_time”?"),
    "eta": Fault("eta: x", "unknown-key", "eta", "mean “approximate_time”?"),
    "outcome": Fault("outcome: x", "unknown-key", "outcome", "mean “planned_outcome”?"),
    "next_step": Fault("next_step: x", "unknown-key", "next_step", "mean “next_steps”?"),
    "next-steps": Fault("next-steps: x", "unknown-key", "next-steps", "mean “next_steps”?"),
    "spaces": Fault("Approximate Time: x", "unknown-key", "Approximate Time",
                    "mean “approximate_time”?"),
    "staus": Fault("staus: x", "unknown-key", "staus", "mean “status”?"),
    "nothing near": Fault("zzz: x", "unknown-key", "zzz", "“zzz” is no key of a scenario."),
    "subjet": Fault("channels:\n  email:\n    subjet: x", "unknown-key", "subjet",
                    "of the channel email. Did you mean “subject”?"),
    "subject on sms": Fault("channels:\n  sms:\n    subject: x", "unknown-key", "subject",
                            "is no key of the channel sms."),
    "a channel": Fault("channels:\n  emial:", "unknown-key", "emial",
                       "“emial” is no channel. Did you mean “email”? The channels are: email, sms"),
    "a channel in a list": Fault("channels: [email, smss]", "unknown-key", "smss", "mean “sms”?"),
    "opening in short": Fault("short:\n  opening: x", "unknown-key", "opening", "in short."),
    "a key of a variable": Fault("variables:\n  a:\n    abuot: x", "unknown-key", "abuot",
                                 "of a variable. Did you mean “about”?"),
    "a key of a step": Fault("next_steps:\n  - us: x\n    onlyif: y", "unknown-key", "onlyif",
                             "of a step. Did you mean “only_if”?"),
    "what is meant is known here": Fault("next_steps:\n  - us: x\n    severity: y", "unknown-key",
                                         "severity", "“severity” is no key of a step."),
    "a key of a time": Fault("approximate_time:\n  witin: 2 days", "unknown-key", "witin",
                             "of approximate_time. Did you mean “within”?"),
    "a note": Fault("for_agents:\n  use_wen: x", "unknown-key", "use_wen", "mean “use_when”?"),
    # values that a key cannot take
    "starts": Fault("starts: they wrote", "bad-value", "they wrote",
                    "is no value of “starts”. Did you mean “they_wrote”? It is one of: they_wrote"),
    "feeling": Fault("feeling: cross", "bad-value", "cross", "calm, confused, worried"),
    "impact": Fault("impact: huge", "bad-value", "huge", "minor, major, critical"),
    "a date": Fault("reviewed: 21.11.2026", "bad-value", "21.11.2026", "such as 2026-11-21"),
    "no day": Fault("expires: 2026-02-30", "bad-value", "2026-02-30", "is no date for “expires”"),
    "a list for words": Fault("title: [a, b]", "bad-value", "[a, b]", "here is a list: write text"),
    "keys for words": Fault("status:\n  a: b", "bad-value", "a: b", "here is a group of keys"),
    "a list for a time": Fault("approximate_time:\n  - soon", "bad-value", "- soon", "is a list"),
    "words for keys": Fault("short: late", "bad-value", "late", "takes keys of its own"),
    "a channel's words": Fault("channels:\n  email: Late", "bad-value", "Late", "takes keys"),
    "examples": Fault("examples: none", "bad-value", "none", "takes keys of its own"),
    "an example's value": Fault("examples:\n  one:\n    a:\n      b: c", "bad-value", "b: c",
                                "takes words"),
    "notes": Fault("for_agents: be kind", "bad-value", "be kind", "such as use_when:"),
    "what was imported": Fault("imported: all", "bad-value", "all", "such as from:"),
    "no mapping at all": Fault("- status: late", "bad-value", "- status: late",
                               "a scenario starts with a key, such as title:"),
    "just words": Fault("it is late", "bad-value", "it is late", "starts with a key"),
    # steps
    "two owners": Fault("next_steps:\n  - us: x\n    you: y", "bad-value", "you",
                        "give each its own “-” line"),
    "no owner": Fault("next_steps:\n  - by: Friday", "bad-value", "by: Friday",
                      "start it with us:, you: or they:"),
    "they without who": Fault("next_steps:\n  - they: look", "bad-value", "they", "needs who:"),
    "who without they": Fault("next_steps:\n  - us: look\n    who: Ana", "bad-value", "Ana",
                              "“who” is for a step of “they”"),
    "an empty step": Fault("next_steps:\n  - us:", "bad-value", "us", "write what they do"),
    # promises
    "two promises": Fault("approximate_time:\n  within: 2 days\n  by: Friday", "bad-value",
                          "Friday", "“within” and “by” are two promises"),
    "two updates": Fault("approximate_time:\n  update_within: 2 days\n  update_by: Friday",
                         "bad-value", "Friday", "are two promises: keep one"),
    "a second promise": Fault("short:\n  approximate_time:\n    within: 2 days\n    say: x",
                              "bad-value", "2 days", "a scenario makes one: keep only say: here"),
    "a channel's promise": Fault("channels:\n  sms:\n    approximate_time:\n      by: Friday",
                                 "bad-value", "Friday", "“by” is a second promise"),
    # variables
    "a name with a capital": Fault("variables:\n  Order:\n    about: x", "bad-value", "Order",
                                   "use small letters, digits and _"),
    "a variable as text": Fault("variables:\n  order: A-1", "bad-value", "A-1", "such as about:"),
    "a type": Fault("variables:\n  a:\n    type: bool", "bad-value", "bool", "mean “boolean”?"),
    "a choice without": Fault("variables:\n  a:\n    type: choice", "bad-value", "a",
                              "list its values under choices:"),
    "a currency": Fault("variables:\n  a:\n    type: money\n    currency: pounds", "bad-value",
                        "pounds", "write its three letters, such as GBP"),
    "decimals": Fault("variables:\n  a:\n    type: number\n    decimals: many", "bad-value",
                      "many", "a whole number up to 6"),
    "a currency of a number": Fault("variables:\n  a:\n    type: number\n    currency: GBP",
                                    "bad-value", "GBP", "is for a variable of type money"),
    "decimals of a text": Fault("variables:\n  a:\n    decimals: 2", "bad-value", "2",
                                "is for a variable of type number"),
    "max_length": Fault("variables:\n  a:\n    max_length: -1", "bad-value", "-1",
                        "a whole number up to 10000"),
    "private": Fault("variables:\n  a:\n    private: maybe", "bad-value", "maybe",
                     "“private” is yes or no"),
    "a default": Fault("variables:\n  a:\n    type: number\n    default: few", "bad-example",
                       "few", "the default of a:"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_once_at_its_place_with_its_cure(fault: Fault) -> None:
    found = told(fault.text + "\n")
    assert [(rule, words) for rule, words, _ in found] == [(fault.rule, fault.words)]
    assert fault.says in found[0][2]


@pytest.mark.parametrize("typed", sorted(MEANT))
def test_what_people_type_is_known(typed: str) -> None:
    assert f"Did you mean “{MEANT[typed]}”?" in told(f"{typed}: x\n")[0][2]


@pytest.mark.parametrize(
    ("key", "cure"),
    [
        ("stats", "Did you mean “status”?"),
        ("foo", "Take it out, or write its words under one of the four parts: status, next_steps"),
        ('"- us"', "Is it an entry of the list above? Then start its line with plain spaces"),
    ],
)
def test_a_key_that_is_none_has_a_cure(key: str, cure: str) -> None:
    (problem,) = scenario_of(f"{key}: It is late.\n")[1]
    assert problem.rule == "unknown-key"
    assert cure in problem.reason


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_reserved_name_is_no_variable(name: str) -> None:
    scenario, problems = scenario_of(f"variables:\n  {name}:\n    about: x\n")
    assert [(p.rule, p.at.text) for p in problems] == [("reserved-name", name)]
    assert scenario.variables == {}


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        (
            "next_steps: {us: We call., you: Wait.}\n",
            ["next_steps:", "  - us: We call.", "  - you: Wait."],
        ),
        (
            "next_steps:\n  us: We call.\n  team: delivery\n  they: They look.\n  who: NorthPost\n",
            ["next_steps:", "  - us: We call.", "    team: delivery", "  - they: They look.",
             "    who: NorthPost"],
        ),
        (
            'next_steps:\n  us: "We call: today."\n  you: |-\n    Wait.\n    Or ring.\n',
            ["next_steps:", "  - us: >-", "      We call: today.", "  - you: >-",
             "      Wait.", "      Or ring."],
        ),
        (
            "next_steps:\n  us:\n    - We call.\n    - We look.\n",
            ["next_steps:", "  - us: We call.", "  - us: We look."],
        ),
    ],
)  # fmt: skip
def test_next_steps_as_a_mapping_are_refused_with_the_corrected_lines(
    text: str, corrected: list[str]
) -> None:
    scenario, problems = scenario_of(text)
    assert [(p.rule, p.at.text) for p in problems] == [("bad-value", "next_steps")]
    assert problems[0].reason.split("\n")[1:] == corrected
    assert scenario.wording.parts[Part.NEXT_STEPS].refused
    again, problems = scenario_of("\n".join(corrected) + "\n")
    assert problems == []
    assert len(again.wording.parts[Part.NEXT_STEPS].steps) == 2


def test_a_correction_keeps_what_yaml_takes_for_a_comment() -> None:
    text = "next_steps:\n  us: We send it #4 on.\n  you: Wait. # snap: ignore[vague-time] so\n"
    refused, lost, *_ = sorted(scenario_of(text)[1], key=lambda problem: problem.at.start)
    assert refused.reason.split("\n")[1:] == [
        "next_steps:", "  - us: >-", "      We send it #4 on.", "  - you: Wait.",
    ]  # fmt: skip
    assert (lost.rule, lost.at.text) == ("lost-text", "#4 on.")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- We send it on.", "  - us: We send it on."),
        ("- Please send us the form.", "  - you: Please send us the form."),
        ("- The carrier looks for it.", "  - us: The carrier looks for it."),
        ('- "We know: it is late."', "  - us: >-\n      We know: it is late."),
    ],
)
def test_a_step_that_nobody_does_is_refused_with_the_corrected_line(text: str, line: str) -> None:
    scenario, problems = scenario_of(f"next_steps:\n  - us: We look.\n  {text}\n")
    assert [problem.rule for problem in problems] == ["bad-value"]
    assert problems[0].reason == f"a step says who acts: start it with us:, you: or they:\n{line}"
    assert len(scenario.wording.parts[Part.NEXT_STEPS].steps) == 2, "the text is checked, too"
    again, problems = scenario_of(f"next_steps:\n{line}\n")
    assert problems == []
    assert len(again.wording.parts[Part.NEXT_STEPS].steps) == 1


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("status: Late # sorry\n", "# sorry"),
        ("opening: Thank you # for waiting\n", "# for waiting"),
        ("next_steps:\n  - us: We call # 2\n", "# 2"),
        ("next_steps:\n  - they: look\n    who: Post # 2\n", "# 2"),
        ("approximate_time:\n  within: 2 days\n  say: In {{ promise }} # or so\n", "# or so"),
        ("short:\n  status: Late # a\n", "# a"),
        ("channels:\n  email:\n    subject: Order # 12\n", "# 12"),
        ("status: # 1234 is late\n", "# 1234 is late"),
        ("channels:\n  email:\n    subject: #1234 is late\n", "#1234 is late"),
        ("variables:\n  a:\n    default: you # all\n", "# all"),
        ("variables:\n  a:\n    choices:\n      - gold # 1\n", "# 1"),
        ("variables:\n  a:\n    choices:\n      gold: Gold # 1\n", "# 1"),
    ],
)
def test_a_comment_that_bites_off_customer_text_is_refused(text: str, lost: str) -> None:
    problems = scenario_of(text)[1]
    assert [(p.rule, p.at.text) for p in problems] == [("lost-text", lost)]
    assert ": >-\n" in problems[0].reason or "- >-\n" in problems[0].reason
    assert lost in problems[0].reason


def test_the_corrected_lines_of_a_comment_keep_all_the_words() -> None:
    problem = scenario_of("status: Late # sorry\n")[1][0]
    assert problem.reason.split("\n")[1:] == ["status: >-", "  Late # sorry"]
    assert problem.fix is not None and not problem.fix.safe


@pytest.mark.parametrize(
    "text",
    [
        "starts: they_wrote # they always do\n",
        "title: Late # a note\n",
        "tags: # three\n  - a # one\n",
        "approximate_time:\n  within: 2 days # by the contract\n",
        "next_steps:\n  - us: We call.\n    team: delivery # Leeds\n",
        'status: "Late." # quoted words end where the quotation ends\n',
        "status: >- # a block starts below\n  Late.\n",
        "variables:\n  a:\n    example: Leeds # a depot\n",
        "variables:\n  a:\n    default: # may be left out\n",
        "next_steps: # three of them\n  - us: We call.\n",
        "approximate_time: # by the contract\n  within: 2 days\n",
    ],
)
def test_a_comment_behind_anything_else_is_a_comment(text: str) -> None:
    assert told(text) == []


def test_an_ignore_behind_customer_text_is_misplaced_and_never_becomes_text() -> None:
    problems = scenario_of("status: Late # snap: ignore[no-news] why\n")[1]
    assert [(p.rule, p.at.text) for p in problems] == [
        ("misplaced-ignore", "# snap: ignore[no-news] why")
    ]
    assert problems[0].fix is None


VALUES = {
    Kind.TEXT: ("A-1", None),
    Kind.NUMBER: ("1250", "many"),
    Kind.MONEY: ("12.50 GBP", "a lot"),
    Kind.DATE: ("2026-12-24", "24/12/2026"),
    Kind.DATETIME: ("2026-12-24T17:30", "2026-12-24"),
    Kind.TIME: ("17:30", "half past"),
    Kind.DURATION: ("2 working days", "soon"),
    Kind.BOOLEAN: ("yes", "perhaps"),
    Kind.CHOICE: ("gold", "bronze"),
    Kind.LIST: ("a, b", "a,,b"),
}


@pytest.mark.parametrize("kind", Kind)
def test_each_type_takes_its_own_examples(kind: Kind) -> None:
    good, bad = VALUES[kind]
    more = "    choices: [gold, silver]\n" if kind is Kind.CHOICE else ""
    text = f"variables:\n  a:\n    type: {kind}\n{more}    example: "
    scenario, problems = scenario_of(f"{text}{good}\n")
    assert problems == []
    assert scenario.variables["a"].spec.kind is kind
    if bad is not None:
        problems = scenario_of(f"{text}{bad}\n")[1]
        assert [(p.rule, p.at.text) for p in problems] == [("bad-example", bad)]
        assert problems[0].reason.startswith("the example of a: ")


def test_choices_are_a_list_or_say_the_words() -> None:
    listed, problems = scenario_of("variables:\n  plan:\n    choices: [gold, silver]\n")
    assert problems == []
    assert listed.variables["plan"].spec.kind is Kind.CHOICE
    assert listed.variables["plan"].spec.choices == {"gold": "gold", "silver": "silver"}
    said, problems = scenario_of(
        "variables:\n  plan:\n    type: choice\n    choices:\n      gold: our Gold plan\n"
        "      silver:\n    example: silver\n"
    )
    assert problems == []
    assert said.variables["plan"].spec.choices == {"gold": "our Gold plan", "silver": "silver"}
    one, _ = scenario_of("variables:\n  plan:\n    choices: gold\n")
    assert one.variables["plan"].spec.choices == {"gold": "gold"}


@pytest.mark.parametrize("default", ['""', "''", "", '"  "'])
def test_an_empty_default_makes_a_variable_optional(default: str) -> None:
    scenario, problems = scenario_of(f"variables:\n  note:\n    default: {default}\n")
    assert problems == []
    found = scenario.variables["note"].default
    assert found is not None and not found.value.strip()


def test_without_a_default_a_variable_is_required() -> None:
    assert scenario_of("variables:\n  note:\n    about: x\n")[0].variables["note"].default is None


def test_a_list_is_an_example_of_a_list() -> None:
    scenario, problems = scenario_of(
        "variables:\n  items:\n    type: list\n    example:\n      - a cup\n      - a plate\n"
        "    default: [a]\nexamples:\n  more:\n    items: [b, c]\n"
    )
    assert problems == []
    variable = scenario.variables["items"]
    assert (str(variable.example), str(variable.default)) == ("a cup, a plate", "a")
    assert str(scenario.examples[0].values["items"]) == "b, c"


def test_an_example_may_leave_a_value_out() -> None:
    scenario, problems = scenario_of('examples:\n  without:\n    note: ""\n  empty:\n')
    assert problems == []
    assert [dict(e.values).keys() for e in scenario.examples] == [{"note"}, set()]
    assert scenario.examples[0].values["note"].value == ""


def test_complete_flow_maps_and_lists_are_read() -> None:
    scenario, problems = scenario_of(
        "tags: [a, b]\nvariables: {order: {about: the order, example: A-1}}\n"
        "next_steps: [{us: We call.}, {you: Wait.}]\napproximate_time: {within: 2 days}\n"
        "channels: {email: {subject: Late}, sms: }\n"
    )
    assert problems == []
    assert scenario.variables["order"].about == "the order"
    assert [s.text.value for s in scenario.wording.parts[Part.NEXT_STEPS].steps] == [
        "We call.", "Wait.",
    ]  # fmt: skip
    assert str(scenario.timing().within) == "2 days"  # type: ignore[union-attr]
    assert tuple(scenario.channels or ()) == ("email", "sms")


@pytest.mark.parametrize("text", ["", "channels:", "channels: []", "channels: {}"])
def test_without_channels_the_librarys_own_hold(text: str) -> None:
    assert scenario_of(f"title: x\n{text}\n")[0].channels is None


@pytest.mark.parametrize("text", ["channels: [email, chat]", "channels:\n  email:\n  chat:\n"])
def test_channels_are_a_list_or_a_mapping(text: str) -> None:
    scenario, problems = scenario_of(f"{text}\n")
    assert problems == []
    assert tuple(scenario.channels or ()) == ("email", "chat")


def test_an_empty_file_has_no_problem_of_its_own() -> None:
    assert told("") == []
    assert told("# nothing yet\n") == []


def test_all_of_a_files_faults_come_at_once() -> None:
    found = told("starts: x\nimpact: y\nreviewed: z\neta: soon\nstatus: Late # a\n")
    assert [rule for rule, _, _ in found] == ["bad-value"] * 3 + ["unknown-key", "lost-text"]


@pytest.mark.parametrize(
    "text",
    ["status:", "next_steps: []", "approximate_time: {}", "approximate_time:\n  say:"],
)
def test_an_empty_part_is_not_refused_so_that_its_own_rule_tells_it(text: str) -> None:
    scenario, problems = scenario_of(f"{text}\n")
    (part,) = scenario.wording.parts.values()
    assert problems == []
    assert not part.refused
    assert list(part.texts()) == []


def test_every_part_tells_its_words_in_order() -> None:
    scenario, _ = scenario_of(EVERYTHING)
    said = [text.value for part in scenario.wording.parts.values() for text in part.texts()]
    assert said == [
        "Order {{ order_no }} is late.", "Our {{ team }} team searches.",
        "{{ who }} checks tonight.", "Nothing.", "A plain line.",
        "You have it {{ promise }}, and news {{ update }}.", "You have it.",
    ]  # fmt: skip


def test_a_checked_value_comes_back_typed() -> None:
    scenario, _ = scenario_of("variables:\n  a:\n    type: boolean\n    example: yes\n")
    variable = scenario.variables["a"]
    assert variable.example is not None
    assert check_value([], variable, variable.example, "example") is True


def test_a_fact_and_a_title_are_never_none() -> None:
    scenario, _ = scenario_of("owner: Ana\n")
    assert (scenario.title, scenario.fact("owner"), scenario.fact("impact")) == ("bag", "Ana", "")


def test_the_choices_of_the_table_are_those_of_the_model() -> None:
    assert next(f for f in schema.FIELDS if f.name == "starts").choices == STARTS
