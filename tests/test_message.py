"""Scenario and values in, traced message out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from snapmsg import channels, reader
from snapmsg.channels import Channel, Field
from snapmsg.config import read_settings
from snapmsg.errors import SnapError
from snapmsg.library import Library, open_library, shipped
from snapmsg.library import read_scenario as read_file
from snapmsg.message import (
    Draft,
    Message,
    build_case,
    compose,
    draft_of,
    environment_of,
    example_values,
    given_values,
)
from snapmsg.model import Part, Template
from snapmsg.promise import Duration, Unit
from snapmsg.schema import read_scenario
from snapmsg.source import Addressed, Source
from snapmsg.values import Choice, Money

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
"""A Friday morning."""
TEMPLATES = dict(open_library(shipped()).templates)
FIELDS = {name: tuple(f.name for f in channels.get(name).fields) for name in channels.names()}

BASE = {
    "status": "Your bag is in Oslo.",
    "next_steps": "We send it on.",
    "approximate_time": "You have it by Friday.",
    "planned_outcome": "You will have your bag.",
}


def addressed(text: str, path: str = "a.txt") -> Addressed:
    return Addressed(text, Source(path, text), 0, len(text))


def library_of(
    settings: str = "", partials: Mapping[str, str] | None = None,
    templates: Mapping[str, str] | None = None,
) -> Library:  # fmt: skip
    source = Source("snap.yaml", settings or "name: x\n")
    read, problems = read_settings(reader.read(source), source, channels.settings())
    assert problems == []
    own = {
        (name, "txt"): Template(name, "txt", addressed(text, f"{name}.txt.j2"), shipped=False)
        for name, text in (templates or {}).items()
    }
    texts = {name: addressed(text, name) for name, text in (partials or {}).items()}
    return Library(Path("/nowhere"), read, partials=texts, templates={**TEMPLATES, **own})


def draft(fragment: str = "", library: Library | None = None) -> Draft:
    """A draft of four plain parts, with a fragment's keys in place of its own."""
    bare = {k: v for k, v in BASE.items() if f"\n{k}:" not in f"\n{fragment}"}
    text = "".join(f"{name}: {said}\n" for name, said in bare.items()) + fragment
    source = Source("a.yaml", text)
    scenario, problems = read_scenario(reader.read(source), source, "a", "", FIELDS)
    assert problems == []
    return draft_of(scenario, environment_of(library or library_of()))


def message(
    fragment: str = "", channel: str = "chat", library: Library | None = None, **values: object
) -> Message:
    found = draft(fragment, library)
    case = build_case(found, {**example_values(found), **values}, NOW)  # type: ignore[arg-type]
    return compose(case, channel)


def refusal(fragment: str, channel: str = "chat", library: Library | None = None) -> SnapError:
    with pytest.raises(SnapError) as caught:
        message(fragment, channel, library)
    return caught.value


# --- which wording a channel takes ---------------------------------------------------------------

LEVELS = """\
opening: Hello.
closing: Bye.
short:
  status: Short status.
  planned_outcome: Short outcome.
channels:
  email:
    subject: Late
    status: Email status.
    closing: Email bye.
  sms:
    planned_outcome: SMS outcome.
  chat:
"""


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("email", {Part.STATUS: "Email status.", Part.PLANNED_OUTCOME: "You will have your bag."}),
        ("sms", {Part.STATUS: "Short status.", Part.PLANNED_OUTCOME: "SMS outcome."}),
        ("chat", {Part.STATUS: "Your bag is in Oslo.",
                  Part.PLANNED_OUTCOME: "You will have your bag."}),
    ],
)  # fmt: skip
def test_a_channels_own_wording_then_the_short_one_then_the_rest(
    channel: str, said: dict[Part, str]
) -> None:
    found = message(LEVELS, channel)
    assert {part: found.part(part) for part in said} == said
    assert found.part(Part.NEXT_STEPS) == "We send it on."


def test_opening_and_closing_are_left_out_where_it_must_be_brief() -> None:
    email, sms, chat = (message(LEVELS, name).text for name in ("email", "sms", "chat"))
    assert email.startswith("Hello.\n\n") and email.endswith("\n\nEmail bye.")
    assert chat.startswith("Hello. ") and chat.endswith("\n\nBye.")
    assert "Hello" not in sms and "bye" not in sms.lower()


def test_an_override_replaces_the_whole_part() -> None:
    fragment = "next_steps:\n  - us: One.\n  - you: Two.\nshort:\n  next_steps: Both.\n"
    assert message(fragment, "sms").part(Part.NEXT_STEPS) == "Both."
    assert message(fragment, "email").part(Part.NEXT_STEPS) == "One. Two."


PROMISE = """\
approximate_time:
  within: 2 working days
  update_by: tomorrow 12:00
  say: You have it {{ promise }}; news {{ update }}.
short:
  approximate_time:
    say: "{{ promise }}!"
"""


def test_another_way_to_say_it_keeps_the_promise() -> None:
    assert message(PROMISE, "sms").part(Part.APPROXIMATE_TIME) == "Within 2 working days!"
    assert message(PROMISE, "chat").part(Part.APPROXIMATE_TIME) == (
        "You have it within 2 working days; news by 12:00 tomorrow."
    )


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "You have it within 2 working days; news by 12:00 tomorrow."),
        ("promise_as: duration\n", "You have it within 2 working days; news by 12:00 tomorrow."),
        ("promise_as: date\n",
         "You have it by Tuesday 24 November; news by 12:00 on Saturday 21 November."),
        ("promise_as: date\nchannels:\n  chat:\n    promise_as: both\n",
         "You have it within 2 working days, by Tuesday 24 November; "
         "news by 12:00 on Saturday 21 November."),
        ("promise_as: date\nlocale: en-US\n",
         "You have it by Tuesday, November 24; news by 12:00 pm on Saturday, November 21."),
    ],
)  # fmt: skip
def test_how_a_promise_reads_is_a_setting(settings: str, said: str) -> None:
    found = message(PROMISE, "chat", library_of(settings))
    assert found.part(Part.APPROXIMATE_TIME) == said


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("within: 3 to 5 days", "We will settle this within 3 to 5 days."),
        ("by: Friday 17:00", "We will settle this by 17:00 on Friday."),
        ("update_within: 2 hours",
         "You will hear from us within 2 hours, even if nothing has changed."),
        ("by: end of June\n  update_by: Monday",
         "We will settle this by the end of June. You will hear from us by Monday, even if "
         "nothing has changed."),
    ],
)  # fmt: skip
def test_a_promise_without_words_has_a_sentence(keys: str, said: str) -> None:
    found = message(f"approximate_time:\n  {keys}\n")
    assert found.part(Part.APPROXIMATE_TIME) == said
    start, end = found.spans(Part.APPROXIMATE_TIME)[0]
    assert found.range(start, end).text == keys.split(": ")[1].split("\n")[0]


def test_the_promise_itself_is_told() -> None:
    found = message(PROMISE)
    assert found.pledge is not None and found.update is not None
    assert (found.pledge.kind, found.update.kind) == ("within", "by")
    assert found.pledge.due.latest == datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert found.update.due.latest == datetime(2026, 11, 21, 12, tzinfo=UTC)
    plain = message()
    assert (plain.pledge, plain.update) == (None, None)


TYPED = (
    "variables:\n  wait:\n    type: duration\n    example: 2 days\n  day:\n    type: date\n"
    "    example: 2026-11-25\n  at:\n    type: time\n    example: 17:30\n  word:\n    example: x\n"
    "  gone:\n    type: duration\n"
)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("within: '{{ wait }}'", "within 2 days"),
        ("by: '{{ day }}'", "by 25 November 2026"),
        ("by: '{{ at }}'", "by 17:30"),
    ],
)
def test_a_blank_may_be_the_promise(keys: str, said: str) -> None:
    found = message(f"{TYPED}approximate_time:\n  {keys}\n  say: It comes {{{{ promise }}}}.\n")
    assert found.part(Part.APPROXIMATE_TIME) == f"It comes {said}."


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("within: '{{ day }}'", "“day” has to be a duration here: give it that type"),
        ("by: '{{ wait }}'", "“wait” has to be a date, a datetime or a time here"),
        ("within: '{{ gone }}'", "“gone” has no value: give it with --set gone=…"),
        ("within: '{{ nobody }}'", "there is no variable “nobody”: declare it"),
        ("within: soon", "“soon” is not"),
        ("by: '{{ day }} 17:00'", "{{ day }} 17:00"),
        ("by: '{{ day'", "{{ day"),
    ],
)
def test_what_is_no_promise_says_so_at_its_place(keys: str, says: str) -> None:
    error = refusal(f"{TYPED}approximate_time:\n  {keys}\n  say: It comes {{{{ promise }}}}.\n")
    assert says in error.sentence
    assert error.at is not None and error.at.text == keys.partition(": ")[2].strip("'")


@pytest.mark.parametrize("style", ["duration", "date"])
def test_a_promise_beyond_the_calendar_says_so(style: str) -> None:
    keys = "approximate_time:\n  within: 999 months\n  update_by: 0001-01-01\n"
    found = draft(keys, library_of(f"promise_as: {style}\n"))
    try:
        compose(build_case(found, {}, datetime(9990, 1, 1, tzinfo=UTC)), "chat")
    except SnapError as error:
        assert error.at is not None


# --- steps ---------------------------------------------------------------------------------------

STEPS = """\
variables:
  refund:
    type: boolean
    example: no
  firm:
    example: NorthPost
next_steps:
  - us: Our {{ team }} team searches.
    team: delivery
    by: Friday
  - us: We refund you.
    only_if: refund
  - they: "{{ who }} looks in the depot."
    who: the depot of {{ firm }}
  - you: Nothing.
  - us: Plain words.
"""


def test_steps_stand_only_where_their_condition_holds() -> None:
    without = message(STEPS, "email", refund=False)
    assert without.text.split("\n\n")[1].split("\n") == [
        "- By Friday: Our delivery team searches.", "- the depot of NorthPost looks in the depot.",
        "- Nothing.", "- Plain words.",
    ]  # fmt: skip
    assert "- We refund you." in message(STEPS, "email", refund=True).text


def test_a_teams_name_comes_from_the_settings() -> None:
    named = library_of("teams:\n  delivery: our night's\n")
    assert "Our our night's team searches." in message(STEPS, library=named).text
    assert "Our delivery team searches." in message(STEPS).text, "without teams the id stands"


def test_a_team_that_the_settings_do_not_have_is_refused() -> None:
    error = refusal(STEPS, library=library_of("teams:\n  delivry: x\n"))
    assert error.sentence == "there is no team “delivery” in snap.yaml: add it under teams:"
    assert error.at is not None and error.at.text == "delivery"


def test_a_team_and_who_point_at_their_blank() -> None:
    found = message(STEPS, refund=False)
    for words, source in (
        ("Our delivery team", "Our {{ team }} team"),
        ("the depot of NorthPost looks", "{{ who }} looks"),
    ):
        at = found.text.index(words)
        assert found.range(at, at + len(words)).text == source


def test_one_step_is_no_list() -> None:
    assert message("next_steps:\n  - us: We call.\n", "email").text.split("\n\n")[1] == "We call."


def test_the_time_of_a_step_is_no_approximate_time() -> None:
    found = message("approximate_time: …\nnext_steps:\n  - us: We call.\n    by: Friday\n", "sms")
    assert found.part(Part.NEXT_STEPS) == "We call."
    assert "By Friday: We call." in found.text


# --- text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "one\n  two\n\n  three",
        '"one\n  two\n\n\n  three"',
        "'one\n  two\n\n\n  three'",
        ">-\n  one\n  two\n\n  three",
        ">\n  one\n  two\n\n\n  three\n",
        "|\n  one\n  two\n\n  three\n",
        "|-\n  one\n    two\n\n  three",
        '"one\\ntwo\\n\\nthree"',
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_break_is_a_space_and_an_empty_line_a_paragraph(written: str, end: str) -> None:
    fragment = f"status: {written}\n"
    source = Source("a.yaml", (fragment + "title: x\n").replace("\n", end))
    scenario, _ = read_scenario(reader.read(source), source, "a", "", FIELDS)
    found = compose(build_case(draft_of(scenario, environment_of(library_of())), {}, NOW), "chat")
    assert found.part(Part.STATUS) == "one two\n\nthree"


NOTE = 'variables:\n  note:\n    default: ""\n    example: x\n'


def test_a_value_keeps_its_own_breaks() -> None:
    found = message(f'{NOTE}status: "It says:\\n{{{{ note }}}}"\n', note="one\ntwo\n\n\nthree")
    assert found.part(Part.STATUS) == "It says: one\ntwo\n\n\nthree"


@pytest.mark.parametrize(
    ("note", "said"), [("", "Late."), ("at the door", "Late. Seen at the door.")]
)
def test_an_optional_blank_is_false_where_it_is_left_out(note: str, said: str) -> None:
    found = message(
        f"{NOTE}status: Late.{{% if note %}} Seen {{{{ note }}}}.{{% endif %}}\n", note=note
    )
    assert found.part(Part.STATUS) == said


def test_the_widest_gap_counts_where_an_if_drops_out() -> None:
    text = f"{NOTE}status: >-\n  One.\n  {{% if note %}}\n\n  Two.\n\n  {{% endif %}}\n  Three.\n"
    assert message(text, note="x").part(Part.STATUS) == "One.\n\nTwo.\n\nThree."
    assert message(text, note="").part(Part.STATUS) == "One. Three."


def test_only_what_snap_phrases_is_capitalised() -> None:
    promise = "approximate_time:\n  within: 2 days\n  say: '{{ promise }}. {{ promise }}.'\n"
    assert message(promise).part(Part.APPROXIMATE_TIME) == "Within 2 days. Within 2 days."
    assert message(f"{NOTE}status: '{{{{ note }}}} it is.'\n", note="iPhone").part(
        Part.STATUS
    ) == "iPhone it is."  # fmt: skip


def test_labels_are_those_of_the_library() -> None:
    template = {"chat": "{{ labels.status }}: {{ status }} {{ labels.planned_outcome }}"}
    library = library_of("labels:\n  status: what happened\n", templates=template)
    assert message(library=library).text == ("What happened: Your bag is in Oslo. Planned outcome")


def test_a_partial_stands_where_it_is_included() -> None:
    library = library_of(partials={"bye.txt": "Bye, {{ name }}.\n"})
    found = message(
        "variables:\n  name:\n    example: Ana\nclosing: \"{% include 'bye.txt' %}\"\n",
        library=library,
    )
    assert found.text.endswith("\n\nBye, Ana.")
    at = found.text.index("Bye,")
    assert found.range(at, at + 4).source.path == "bye.txt"


# --- fields --------------------------------------------------------------------------------------

SUBJECT = "channels:\n  email:\n    subject: {}\n"


def test_a_field_is_on_one_line_and_knows_its_place() -> None:
    text = NOTE + SUBJECT.format('"About {{ note }}: late"')
    found = message(text, "email", note="one\n two")
    assert found.field("subject") == "About one two: late"
    assert found.field("preheader") is None
    assert found.field_range("subject").text == "About {{ note }}: late"


def test_no_value_begins_another_header() -> None:
    found = message(NOTE + SUBJECT.format("Late {{ note }}"), "email", note="x\nBcc: you@them")
    assert found.field("subject") == "Late x Bcc: you@them"


PRIVATE = "variables:\n  illness:\n    example: flu\n    private: yes\n"


@pytest.mark.parametrize("subject", ["Your {{ illness }}", "\"{% include 'p.txt' %}\""])
def test_a_private_blank_stands_in_no_subject(subject: str) -> None:
    library = library_of(partials={"p.txt": "Your {{ illness }}"})
    error = refusal(PRIVATE + SUBJECT.format(subject), "email", library)
    assert error.sentence == ("“illness” is private, and others can read the subject: take it out")
    assert error.at is not None and error.at.text in ("illness", "{% include 'p.txt' %}")


def test_a_private_blank_may_stand_in_the_body_and_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        PRIVATE
        + "status: Your {{ illness }}.\n"
        + SUBJECT.format("Late{% if illness %} again{% endif %}")
    )
    found = message(text, "email")
    assert (found.part(Part.STATUS), found.field("subject")) == ("Your flu.", "Late again")
    public = Channel("chat", "Chat", "a wall", fields=(Field("x", "x"),), private_ok=False)
    real = channels.get
    monkeypatch.setattr(channels, "get", lambda name: public if name == "chat" else real(name))
    assert "others can read Chat" in refusal(text, "chat").sentence


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fragment", "says", "at"),
    [
        ("status: It is {{ nobody }}.\n", "there is no variable “nobody”: declare it", "nobody"),
        ("variables:\n  day:\n    about: x\nstatus: It is {{ day }}.\n",
         "“day” has no value: give it with --set day=…", "{{ day }}"),
        ("variables:\n  paid:\n    type: boolean\n    example: yes\nstatus: It is {{ paid }}.\n",
         "“paid” is yes or no, which is no word of a sentence", "paid"),
        ("approximate_time: It is {{ promise }}.\n", "needs a typed time: write within: or by:",
         "promise"),
        ("status: Our {{ team }}.\n", "“team” needs team: beside it, in the same step", "team"),
        ("next_steps:\n  - us: Our {{ team }}.\n", "needs team: beside it", "team"),
        ("status: It is {{ loop }}.\n", "“loop” has no meaning here: take it out", "loop"),
        ("status: So, {{ planned_outcome }}\n", "has no meaning here", "planned_outcome"),
        ("status: It is {{ order\n", "", ""),
        ("next_steps:\n  - us: We call.\n    only_if: 1 +\n", "", ""),
        ("next_steps:\n  - us: We call.\n    by: whenever\n", "“whenever”", "whenever"),
        ("next_steps:\n  - us: We call.\n    only_if: nobody\n", "nobody", ""),
        ("status: \"{% include 'nowhere.txt' %}\"\n", "there is no partial nowhere.txt", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_written_says_why_and_where(fragment: str, says: str, at: str) -> None:
    error = refusal(fragment)
    assert says in error.sentence
    if at:
        assert error.at is not None and error.at.text == at


def test_a_channel_without_a_template_says_so() -> None:
    library = Library(None, templates={})
    assert "there is no template for Chat" in refusal("", library=library).sentence


def test_a_partials_yes_or_no_is_no_word_either() -> None:
    library = library_of(partials={"p.txt": "Paid: {{ paid }}"})
    error = refusal(
        "variables:\n  paid:\n    type: boolean\n    example: yes\n"
        "status: \"{% include 'p.txt' %}\"\n",
        library=library,
    )
    assert "“paid” is yes or no" in error.sentence
    assert error.at is not None and error.at.source.path == "a.yaml"


# --- values --------------------------------------------------------------------------------------

VARIABLES = """\
variables:
  text:
    about: some words
  number:
    type: number
    default: 3
  note:
    default: ""
  amount:
    type: money
    currency: GBP
  unused:
    about: not in any message
  wrong:
    type: number
    example: many
"""


def test_values_are_read_and_defaults_stand_in() -> None:
    with pytest.raises(AssertionError):
        draft(VARIABLES)  # a bad example is a problem of the file
    found = draft(VARIABLES[: VARIABLES.index("  wrong:")])
    given = {"text": "hello", "amount": "12.50"}
    assert given_values(found, given, {"text", "amount", "note"}) == {
        "text": "hello",
        "number": Decimal(3),
        "note": "",
        "amount": Money(Decimal("12.50"), "GBP"),
    }
    assert given_values(found, {"text": "x", "note": "  ", "number": ""}, {"text"}) == {
        "text": "x", "number": Decimal(3), "note": "",
    }  # fmt: skip
    assert given_values(found, {"text": " "}, set()) == {"number": Decimal(3), "note": ""}


def test_all_that_is_wrong_with_values_is_told_at_once() -> None:
    found = draft(VARIABLES[: VARIABLES.index("  wrong:")])
    given = {"txt": "x", "amount": "a lot", "number": "few", "note": None}
    with pytest.raises(SnapError) as caught:
        given_values(found, given, {"text", "amount", "note"})
    lines = caught.value.sentence.split("\n")
    assert lines[0] == "txt: there is no such variable. Did you mean “text”?"
    assert lines[1] == "text is missing, some words: give it with --set text=…"
    assert lines[2].startswith("number: “few” is not a number")
    assert lines[3].startswith("amount: “a lot” is not an amount")
    assert len(lines) == 4
    with pytest.raises(SnapError, match="text: it is empty: give it a value"):
        given_values(found, {"text": " "}, {"text"})
    with pytest.raises(SnapError, match="^amount is missing: give it"):
        given_values(found, {}, {"amount"})


def test_examples_stand_in_for_values() -> None:
    found = draft(
        "variables:\n  a:\n    example: x\n  b:\n    default: y\n  c:\n    about: z\n"
        '  d:\n    default: ""\n  plan:\n    choices:\n      gold: Gold plan\n    example: gold\n'
        "  wait:\n    type: duration\n    example: 2 days\n"
    )
    assert example_values(found) == {
        "a": "x", "b": "y", "d": "", "plan": Choice("gold", "Gold plan"),
        "wait": Duration(2, 2, Unit.DAY),
    }  # fmt: skip
    source = Source("a.yaml", "variables:\n  n:\n    type: number\n    example: few\n")
    scenario, _ = read_scenario(reader.read(source), source, "a", "", FIELDS)
    assert example_values(draft_of(scenario, environment_of(library_of()))) == {}


def test_values_read_as_their_type_says() -> None:
    found = message(
        "variables:\n  amount:\n    type: money\n    example: £1250.50\n  day:\n    type: date\n"
        "    example: 2026-12-24\n  at:\n    type: time\n    example: 17:30\n  n:\n"
        "    type: number\n    example: 1250\n  plan:\n    choices:\n      gold: Gold plan\n"
        "    example: gold\n  names:\n    type: list\n    example: a, b, c\n"
        "status: >-\n  {{ amount }}, {{ day }},"
        " {{ at }}, {{ n }}, {{ plan }}, {{ names | and_list }}\n",
        at=time(17, 30), day=date(2026, 12, 24),
    )  # fmt: skip
    assert found.part(Part.STATUS) == (
        "£1,250.50, 24 December 2026, 17:30, 1,250, Gold plan, a, b and c"
    )


# --- what a message knows of itself --------------------------------------------------------------


def test_counts_parts_and_spans() -> None:
    found = message("", "sms")
    assert found.counts()["sms_parts"] == 1
    assert found.counts()["characters"] == len(found.text)
    assert found.parts() == tuple(Part)
    text = found.text
    assert [text[a:b] for part in Part for a, b in found.spans(part)] == list(BASE.values())
    assert json.loads(json.dumps({part: found.spans(part) for part in Part}))
    assert (found.locale, found.example, found.scenario.id) == ("en", None, "a")


def test_a_part_that_says_nothing_is_not_there() -> None:
    found = message(f"{NOTE}status: '{{% if note %}}x{{% endif %}}'\n", note="")
    assert found.parts() == tuple(Part)[1:]
    assert found.part(Part.STATUS) == ""


def test_a_range_over_two_files_stays_in_the_first() -> None:
    found = message(LEVELS, "chat")
    at = found.range(0, len(found.text))
    assert at.source.path == "a.yaml"
    found = message(
        "opening: Hello.\n", "chat", library_of(templates={"chat": "Dear: {{ opening }}"})
    )
    assert found.range(0, len(found.text)).text == "Dear: "
    assert found.range(6, 8).text == "He"


def test_a_message_has_no_white_space_at_its_ends() -> None:
    found = message("", "chat", library_of(templates={"chat": " \n So: {{ status }} Bye. \n"}))
    assert found.text == "So: Your bag is in Oslo. Bye."
    assert found.body[0].text == "So: " and found.body[-1].text == " Bye."
    assert [found.range(i, i + 3).text for i in (0, len(found.text) - 3)] == ["So:", "ye."]


def test_an_empty_message_points_at_the_top_of_its_file() -> None:
    found = message("", "chat", library_of(templates={"chat": "{% if opening %}x{% endif %}"}))
    assert found.text == ""
    assert found.range(0, 0).line == 1


def test_a_text_is_evaluated_once_for_the_channels_that_read_it_alike() -> None:
    found = draft()
    case = build_case(found, {}, NOW)
    one, two = compose(case, "email"), compose(case, "chat")
    first = next(segment for segment in one.body if segment.part is Part.NEXT_STEPS)
    assert any(segment is first for segment in two.body)


def test_the_channels_of_a_scenario_are_its_own_or_the_librarys() -> None:
    assert draft().channels == ("email", "sms", "chat")
    assert draft("channels:\n  sms:\n").channels == ("sms",)
    assert draft("", library_of("channels: [chat]\n")).channels == ("chat",)
    assert draft().channel("sms").brief


@pytest.mark.parametrize(
    ("setting", "said"),
    [("", "Llegó José: día 2, años."), ("\n    accents: no", "Llego José: dia 2, años.")],
)
def test_a_library_may_leave_off_accents_that_make_an_sms_longer(
    tmp_path: Path, setting: str, said: str
) -> None:
    (tmp_path / "snap.yaml").write_text(f"channels:\n  sms:{setting}\n  chat:\n", "utf-8")
    scenario = tmp_path / "scenarios" / "x" / "late.yaml"
    scenario.parent.mkdir(parents=True)
    scenario.write_text(
        "variables:\n  when:\n    about: when\n    example: día 2\n"
        "status: >-\n  Llegó José: {{ when }}, años.\n",
        "utf-8",
    )
    library = open_library(tmp_path)
    draft = draft_of(read_file(library, scenario).scenario, environment_of(library))
    case = build_case(draft, {"when": "día 2"}, datetime(2026, 12, 22, 10, tzinfo=UTC))
    assert compose(case, "sms").text == said
    assert compose(case, "chat").text == "Llegó José: día 2, años."
