"""`snap new`: what is typed comes back exactly or is refused, in a file that is good to read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wizard_talk import NOON, TODAY, library_in, wish

from snapmsg import promise, reader
from snapmsg.errors import SnapError
from snapmsg.files import write_whole
from snapmsg.library import Library, find, open_library, read_source, shipped
from snapmsg.linter import lint_text
from snapmsg.model import Part
from snapmsg.source import Source
from snapmsg.wizard import Given, Wish, advice, new_scenario
from snapmsg.wizard.answers import Answers, BadAnswer, NewBlank, NewStep, renamed
from snapmsg.wizard.copying import copied, with_facts
from snapmsg.wizard.layout import emit, plain, refusal
from snapmsg.wizard.person import pick
from snapmsg.wizard.placing import free, place
from snapmsg.wizard.reading import (
    as_blank,
    as_choice,
    as_fact,
    as_id,
    as_sentence,
    as_step,
    as_time,
    as_topic,
    as_wording,
    slug,
    titled,
    typed,
)
from snapmsg.wizard.writing import as_text

# --------------------------------------------------------------------------------- the file

_WORDS = (
    "  ", "{{ x }}", ": ", " #", "- ", "• ", "---", "...", "no", "12:30", "\u00a0", "\u200b", "é",
    "’", "😀", "\ufffe", "\x1b", "\u202e", "\x85", "A sentence. ", "{% if x %}",
)  # fmt: skip
_BITS = st.one_of(
    st.sampled_from("abc .:#-{}[]%&*!|>'\"@`,?•~=<\n\t09"),
    st.sampled_from(_WORDS),
    st.text(max_size=3),
)
_TEXTS = st.lists(_BITS, max_size=40).map("".join).map(str.strip)


@given(_TEXTS, _TEXTS, _TEXTS)
def test_any_text_comes_back_exactly_or_is_refused(one: str, two: str, three: str) -> None:
    tree = {
        "title": one,
        "next_steps": [{"us": two}, {"they": three, "who": one}, two or "-"],
        "channels": {"email": {"subject": three}, "sms": ""},
    }
    if any(refusal(text) for text in (one, two, three)):
        with pytest.raises(SnapError):
            emit(tree)  # type: ignore[arg-type]
        return
    for pure in (False, True):
        document = reader.read(Source("", emit(tree)), pure=pure)  # type: ignore[arg-type]
        assert document.problems == []
        assert document.root is not None
        assert plain(document.root) == tree


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" ")))
def test_nothing_that_can_be_read_is_refused(text: str) -> None:
    assert refusal(text.strip()) is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("It is late.", ["status: It is late."]),
        ("It is 12:30", ["status: It is 12:30"]),
        ("no", ["status: no"]),
        ("“Late” is late", ["status: “Late” is late"]),
        ("£5 for you", ["status: £5 for you"]),
        ("We checked: it is late", ["status: >-", "  We checked: it is late"]),
        ("Order #1 is late", ["status: >-", "  Order #1 is late"]),
        ("{{ a }} is late", ["status: >-", "  {{ a }} is late"]),
        ("- late", ["status: >-", "  - late"]),
        ("'late'", ["status: >-", "  'late'"]),
        ("late:", ["status: >-", "  late:"]),
        ("a  b", ["status: >-", "  a  b"]),
        ("One.\n\nTwo.", ["status: |-", "  One.", "", "  Two."]),
        (
            "This is the first sentence of it. And this one is the second: it has a colon.",
            [
                "status: >-",
                "  This is the first sentence of it.",
                "  And this one is the second: it has a colon.",
            ],
        ),
        (
            "word " * 20 + "{{ a  blank  is kept whole }} end",
            [
                "status: >-",
                "  " + "word " * 16 + "word",
                "  word word word {{ a  blank  is kept whole }} end",
            ],
        ),
        ("x" * 120, ["status: >-", "  " + "x" * 120]),
        ("• We ask. • You wait.", ["status: >-", "  • We ask. • You wait."]),
    ],
)  # fmt: skip
def test_how_a_text_is_written(text: str, lines: list[str]) -> None:
    assert emit({"status": text}).rstrip("\n").split("\n") == lines


def test_the_whole_file() -> None:
    answers = Answers(
        {
            "title": "Parcel is late", "situation": "It passed.", "owner": "delivery-leads",
            "starts": "they_wrote", "feeling": "frustrated", "impact": "major",
            "status": "Order {{ bag }} is late. It is in Leeds, and it is not lost: we saw it.",
            "time": "within 2 working days", "update": "tomorrow 12:00",
            "outcome": "You have it.", "subject": "Your order {{ bag }} is late",
        },
        (NewStep("us", "We ask."), NewStep("they", "They search.", "NorthPost")),
        ("email", "sms"),
        (NewBlank("bag", "A-1", "the bag's tag"), NewBlank("gold", "no", "a gold card", "boolean")),
    )  # fmt: skip
    assert (
        as_text(answers, TODAY)
        == """\
title: Parcel is late
situation: It passed.
starts: they_wrote
feeling: frustrated
impact: major
owner: delivery-leads
reviewed: 2026-11-22

variables:
  bag:
    about: the bag's tag
    example: A-1
    max_length: 12
  gold:
    type: boolean
    about: a gold card
    example: no

status: >-
  Order {{ bag }} is late.
  It is in Leeds, and it is not lost: we saw it.
next_steps:
  - us: We ask.
  - they: They search.
    who: NorthPost
approximate_time:
  within: 2 working days
  update_by: tomorrow 12:00
  say: >-
    We will settle this {{ promise }}.
    You will hear from us {{ update }}, even if nothing has changed.
planned_outcome: You have it.

channels:
  email:
    subject: Your order {{ bag }} is late
  sms:
"""
    )


@given(st.tuples(_TEXTS, _TEXTS, _TEXTS, _TEXTS))
def test_the_answers_are_what_the_scenario_says(texts: tuple[str, str, str, str]) -> None:
    try:
        status, step, who, outcome = map(as_wording, texts)
    except BadAnswer:
        return
    if not all((status, step, who, outcome)):
        return
    answers = Answers(
        {"title": "T", "status": status, "time": "2 days", "outcome": outcome, "subject": "S"},
        (NewStep("they", step, who),),
        ("email",),
    )
    source = Source("t.yaml", as_text(answers, TODAY))
    file = read_source(Library(None), Path("t.yaml"), source)
    assert file.problems == ()
    parts = file.scenario.wording.parts
    found = parts[Part.NEXT_STEPS].steps[0]
    assert found.who is not None
    assert (found.text.value, found.who.value) == (step, who)
    assert [str(text) for part in parts.values() for text in part.texts()] == [
        status, step, "We will settle this {{ promise }}.", outcome,
    ]  # fmt: skip


# ------------------------------------------------------------------------------ the answers


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("us: We ask.", NewStep("us", "We ask.")),
        ("US :We ask: now", NewStep("us", "We ask: now.")),
        ("you: Wait", NewStep("you", "Wait.")),
        ("they (North Post): Search", NewStep("they", "Search.", "North Post")),
        ("they(NorthPost):Search", NewStep("they", "Search.", "NorthPost")),
    ],
)
def test_a_step(text: str, step: NewStep) -> None:
    assert as_step(text) == step


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("We ask.", "does not say who does it: start it with us:"),
        ("him: asks", "does not say who does it"),
        ("", "does not say who does it"),
        ("they: Search", "“they” needs who"),
        ("they (): Search", "“they” needs who"),
        ("us (Ana): We ask", "needs no name in brackets"),
        ("us:", "says nothing"),
        ("us: {{ a b }}", "a name is one word"),
    ],
)
def test_a_step_that_is_none(text: str, reason: str) -> None:
    with pytest.raises(BadAnswer, match=reason):
        as_step(text)


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("2 working days", "within", "2 working days"),
        ("within two working days.", "within", "2 working days"),
        ("3-5 days", "within", "3 to 5 days"),
        ("Friday", "by", "Friday"),
        ("by Friday 17:00", "by", "Friday 17:00"),
        ("on 24 December", "by", "24 December"),
        ("tomorrow at noon.", "by", "tomorrow at noon"),
        ("at 17:00", "by", "17:00"),
    ],
)
def test_a_typed_time(text: str, key: str, value: str) -> None:
    assert typed(text) == (key, value)
    if key == "by":
        assert promise.parse_moment(value) == promise.parse_moment(text)
    else:
        assert promise.parse_duration(value) == promise.parse_duration(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2", "has no unit: write 2 hours or 2 days"),
        ("soon", "is not a time snap can keep"),
        ("1.5 days", "is not a whole number: write 36 hours"),
        ("We write to you in 2 days.", "snap can keep"),
        ("next Friday", "means different days to different people"),
    ],
)
def test_a_time_that_cannot_be_reckoned_with(text: str, reason: str) -> None:
    with pytest.raises(BadAnswer, match=reason):
        typed(text)


@pytest.mark.parametrize(
    ("text", "blank"),
    [
        ("order_no=A-10293: the order number", NewBlank("order_no", "A-10293", "the order number")),
        ("at = 12:30: the time: exact", NewBlank("at", "12:30", "the time: exact")),
    ],
)
def test_a_blank(text: str, blank: NewBlank) -> None:
    assert as_blank(text) == blank


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("order_no", "is no blank: write its name"),
        ("order_no=A-1", "is no blank"),
        ("order_no=: the number", "needs an example"),
        ("order_no=A-1: ", "needs an example and what it is"),
        ("Order No=A-1: the number", "such as order_no"),
        ("promise=A-1: the number", "cannot be the name of a blank.* such as order_no"),
    ],
)
def test_a_blank_that_is_none(text: str, reason: str) -> None:
    with pytest.raises(BadAnswer, match=reason):
        as_blank(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{ order no }}", "a name is one word"),
        ("{{ order_no", "."),
        ("{% for a in b %}{% endfor %}", "."),
        ("{{ promise }}", "a name that snap fills in itself"),
        ("{{ Order }}", "such as {{ order }}"),
        ("a\x1b[2J", "U\\+001B"),
        ("a\u202eb", "cannot be seen"),
        ("a\ufffeb", "U\\+FFFE"),
    ],
)
def test_a_text_that_cannot_stand(text: str, reason: str) -> None:
    with pytest.raises(BadAnswer, match=reason):
        as_wording(text)


def test_a_text_keeps_its_paragraphs() -> None:
    assert as_wording(" One.\r\n\r\nTwo. ") == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Parcel is late", "parcel-is-late"),
        ("  We can’t: 2nd time! ", "we-cant-2nd-time"),
        ("Größe & Maß", "grosse-mass"),
        ("退款", ""),
        ("word " * 40, "word-" * 11 + "word"),
        ("x" * 99, "x" * 80),
    ],
)
def test_an_id_for_a_title(text: str, found: str) -> None:
    assert slug(text) == found
    assert not found or as_id(found) == found


def test_a_title_for_an_id() -> None:
    assert titled("parcel-late") == "Parcel late"


@pytest.mark.parametrize("text", ["Parcel Late", "", "-x", "a/b", "../x", "x.yaml", "é"])
def test_an_id_that_is_none(text: str) -> None:
    with pytest.raises(BadAnswer, match="is no id"):
        as_id(text)


def test_a_choice_and_a_topic() -> None:
    read = as_choice(("they_wrote", "we_write"))
    assert [read("They wrote"), read(" we-write "), read("")] == ["they_wrote", "we_write", ""]
    with pytest.raises(BadAnswer, match="Did you mean “they_wrote”"):
        read("they_wrot")
    assert [as_topic("Late Parcels"), as_topic("")] == ["late-parcels", ""]
    with pytest.raises(BadAnswer, match="is no topic"):
        as_topic("退款")


@pytest.mark.parametrize(
    ("answer", "found"),
    [("2", "the carrier"), ("T", ""), ("the ca", "the carrier"), ("us", "us"), ("9", ""), ("0", ""),
     ("", ""), ("²", ""), ("the customer", "the customer")],
)  # fmt: skip
def test_one_of_a_few(answer: str, found: str) -> None:
    assert pick(answer, ("us", "the carrier", "the customer")) == found


# ------------------------------------------------------------------------------- a session


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return library_in(tmp_path, monkeypatch)


STATUS = "The show of {{ old_day }} is off."


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_all_answers_as_options(home: Path) -> None:
    made = new_scenario(open_library(home), wish("show-off"), NOON, None)
    assert made.path == home / "scenarios/events/show-off.yaml"
    assert made.notes == ()
    assert (
        made.text
        == """\
title: Show is off
owner: box-office
reviewed: 2026-11-22

status: The show is off.
next_steps:
  - us: We pay you back.
approximate_time:
  within: 2 working days
  say: We will settle this {{ promise }}.
planned_outcome: You have your money back.

channels:
  email:
    subject: The show is off
  sms:
  chat:
"""
    )
    assert lint_text(open_library(home), NOON, made.path, Source("", made.text)).diagnostics == ()


def test_the_id_comes_from_the_title_and_the_title_from_the_id(home: Path) -> None:
    library = open_library(home)
    assert new_scenario(library, wish(), NOON, None).path.stem == "show-is-off"
    made = new_scenario(library, wish("show-off-again", title=None), NOON, None)
    assert made.text.startswith("title: Show off again\n")
    with pytest.raises(SnapError, match="no id can be made of “退款”"):
        new_scenario(library, wish(title="退款"), NOON, None)


def test_all_that_is_missing_is_named_at_once(home: Path) -> None:
    with pytest.raises(SnapError) as error:
        new_scenario(
            open_library(home),
            Wish(None, Given({"status": f"{STATUS[:-1]}, {'and ' * 12}so"})),
            NOON,
            None,
        )
    assert str(error.value) == (
        "without questions, snap needs these as well: "
        "--next-step --time --outcome --title --topic --subject --owner\n"
        "{{ old_day }} is declared nowhere: say what it is with "
        "--blank 'old_day=an example: what it is'"
    )


def test_all_that_is_wrong_is_named_at_once(home: Path) -> None:
    wrong = wish(
        status="{{ a b }}", feeling="hangry", update="{{ c d }}", owner=" ", steps=["We pay"],
        channels=["emial"], blanks=["order_no=A-1: the order number", "x"],
    )  # fmt: skip
    with pytest.raises(SnapError) as error:
        new_scenario(open_library(home), wrong, NOON, None)
    told = [line.split(":")[0] for line in str(error.value).split("\n")]
    assert sorted(told) == sorted(
        ["--status", "--feeling", "--update", "--owner", "--next-step", "--channel", "--blank",
         "--blank"]
    )  # fmt: skip
    assert "Did you mean “email”?" in str(error.value)
    assert "order_no is in snap.yaml already" in str(error.value)


def test_blanks_are_declared_from_options(home: Path) -> None:
    changed = wish(
        status=STATUS + "{% if gold %} Sorry, dear friend.{% endif %} Order {{ order_no }}.",
        blanks=["old_day=1 May: the day it was on", "gold=no: they have a gold card"],
    )
    text = new_scenario(open_library(home), changed, NOON, None).text
    assert "  old_day:\n    about: the day it was on\n    example: 1 May\n" in text
    assert "  gold:\n    type: boolean\n    about: they have a gold card\n    example: no\n" in text
    assert "order_no:" not in text
    with pytest.raises(SnapError, match="no answer uses {{ venue }}"):
        new_scenario(open_library(home), wish(blanks=["venue=Globe: where"]), NOON, None)


SETTLED = "We will settle this {{ promise }}."
HEARD = "You will hear from us {{ update }}, even if nothing has changed."


@pytest.mark.parametrize(
    ("time", "update", "written"),
    [
        ("2 days", None, {"within": "2 days", "say": SETTLED}),
        (None, "Friday", {"update_by": "Friday", "say": HEARD}),
        ("2 days", "Friday",
         {"within": "2 days", "update_by": "Friday", "say": f"{SETTLED} {HEARD}"}),
        ("by Friday", "1 hour",
         {"by": "Friday", "update_within": "1 hour", "say": f"{SETTLED} {HEARD}"}),
        ("We call on Friday", None, "We call on Friday."),
        ("We call.", "Friday", {"update_by": "Friday", "say": f"We call. {HEARD}"}),
        ("2 days", "We call", {"within": "2 days", "say": f"{SETTLED} We call."}),
        ("It ends soon", "We call", "It ends soon. We call."),
    ],
)  # fmt: skip
def test_times(home: Path, time: str | None, update: str | None, written: object) -> None:
    made = new_scenario(open_library(home), wish("x", time=time, update=update), NOON, None)
    root = reader.read(Source("", made.text)).root
    assert root is not None
    tree = plain(root)
    assert isinstance(tree, dict)
    assert tree["approximate_time"] == written


@pytest.mark.parametrize("time", ["next Friday", "Friday week", "We call on Friday.", "soon"])
def test_a_time_in_own_words_is_answered_in_the_same_words_everywhere(
    home: Path, time: str
) -> None:
    with pytest.raises(promise.Unreadable) as error:
        promise.parse_moment(time.removesuffix("."))
    reason = str(error.value).removesuffix(".").lower()
    made = new_scenario(open_library(home), wish("x", time=time), NOON, None)
    assert [note.lower() for note in made.notes] == [
        f"the time stands in your own words: {reason}."
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is late", "It is late."),
        ("it is late", "It is late."),
        ("iPhones are late", "iPhones are late."),
        ("help@example.com answers", "help@example.com answers."),
        ("It is late. ", "It is late."),
        ("Is it late?", "Is it late?"),
        ("It is late!", "It is late!"),
        ("It is late…", "It is late…"),
        ("All of it:", "All of it:"),
        ("They said “late.”", "They said “late.”"),
        ("They said “late”", "They said “late”."),
        ("It is late (sorry!)", "It is late (sorry!)"),
        ("It is late (sorry)", "It is late (sorry)."),
        ("It is in {{ place }}", "It is in {{ place }}."),
        ('{{ n }} {{ n | plural("parcel", "parcels") }}',
         '{{ n }} {{ n | plural("parcel", "parcels") }}.'),
        ('{{ "It is late." if late else "It is here." }}',
         '{{ "It is late." if late else "It is here." }}'),
        ("{% if late %}Sorry.{% endif %}", "{% if late %}Sorry.{% endif %}"),
        ("它晚了。", "它晚了。"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_sentence_ends(text: str, found: str) -> None:
    assert as_sentence(text) == found
    assert as_sentence(found) == found


def test_a_typed_time_is_no_sentence() -> None:
    assert [as_time("2 days"), as_time("Friday"), as_time("soon")] == ["2 days", "Friday", "Soon."]


def test_full_stops_with_options(home: Path) -> None:
    ends = wish("x", status="It is off", outcome="You have {{ amount }}", steps=["us: We pay"])
    text = new_scenario(open_library(home), ends, NOON, None).text
    for line in ("status: It is off.", "planned_outcome: You have {{ amount }}.", "us: We pay."):
        assert line in text
    assert "title: Show is off\n" in text
    assert "subject: It is off\n" in text


@pytest.mark.parametrize(
    ("status", "subject"),
    [
        ("The show is off. Sorry.", "The show is off"),
        ("Is order {{ order_no }} late? Yes.", "Is order {{ order_no }} late?"),
        ("The show is off.{% if gold %} Sorry.{% endif %}", "The show is off"),
        ("X" * 60 + ". Sorry.", "X" * 60),
        ("X" * 61 + ". Sorry.", None),
        ("It is {{ secret }}. Sorry.", None),
        ("{% if gold %}It is off. Sorry.{% endif %} Bye.", None),
    ],
)
def test_a_subject_from_the_status(home: Path, status: str, subject: str | None) -> None:
    path = home / "snap.yaml"
    settings = path.read_text(encoding="utf-8").replace(
        "\nvariables:\n",
        "\nvariables:\n  secret:\n    about: s\n    example: s\n    private: yes\n"
        "  gold:\n    type: boolean\n    about: g\n    example: no\n",
    )
    path.write_text(settings, encoding="utf-8")
    asked = wish("x", status=status)
    if subject is None:
        with pytest.raises(SnapError, match="needs these as well: --subject$"):
            new_scenario(open_library(home), asked, NOON, None)
        return
    made = new_scenario(open_library(home), asked, NOON, None)
    assert made.text.partition("subject: ")[2].removeprefix(">-\n      ").startswith(f"{subject}\n")


def test_another_name_for_a_blank() -> None:
    text = "{% if a %}a {{ a | upper }}{% endif %} {{ ab }} {{ a }}"
    assert renamed(text, "a", "bag") == (
        "{% if bag %}a {{ bag | upper }}{% endif %} {{ ab }} {{ bag }}"
    )


def test_no_subject_without_an_email(home: Path) -> None:
    made = new_scenario(open_library(home), wish(channels=["chat", "sms", "chat"]), NOON, None)
    assert made.text.endswith("channels:\n  chat:\n  sms:\n")


def test_a_text_message_that_is_too_long_is_told(home: Path) -> None:
    made = new_scenario(open_library(home), wish(status="The show is off. " * 30), NOON, None)
    assert made.notes == (
        "As a text message this takes 4 SMS parts, and 2 fit. "
        "Write it shorter in the file, under short:",
    )
    assert "\n  sms:\n" in made.text


def test_an_id_that_is_taken(home: Path) -> None:
    library = open_library(home)
    taken = (
        "scenarios/delivery/parcel-late.yaml: this file is there already.*parcel-late-2.*--force"
    )
    with pytest.raises(SnapError, match=taken):
        new_scenario(library, wish("parcel-late"), NOON, None)
    with pytest.raises(SnapError, match="the id “parcel-late” is taken by this file"):
        new_scenario(library, wish("parcel-late", force=True), NOON, None)
    made = new_scenario(library, wish("parcel-late", topic=None, force=True), NOON, None)
    assert made.path == home / "scenarios/delivery/parcel-late.yaml"
    assert free(library, "parcel-late") == "parcel-late-2"


def test_a_file_is_written_whole_and_inside_the_library(home: Path) -> None:
    path = home / "scenarios/new/x.yaml"
    write_whole(path, "one\n", parents=True)
    write_whole(path, "two\n")
    assert path.read_text(encoding="utf-8") == "two\n"
    assert names(path.parent) == ["x.yaml"]
    with pytest.raises(SnapError, match="this is a file, where a folder is needed"):
        write_whole(path / "y.yaml", "three\n", parents=True)
    outside = home.parent / f"{home.name}-outside"
    outside.mkdir()
    (home / "scenarios/away").symlink_to(outside)
    with pytest.raises(SnapError, match="leads out of the library"):
        place(open_library(home), "away", "y")


def test_nothing_of_a_failed_write_is_left(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home / "scenarios/events/x.yaml"
    write_whole(path, "one\n", parents=True)

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(SnapError, match="cannot be written: no space left on device"):
        write_whole(path, "two\n")
    assert path.read_text(encoding="utf-8") == "one\n"
    assert names(path.parent) == ["x.yaml"]


def test_outside_a_library(tmp_path: Path) -> None:
    with pytest.raises(SnapError, match="snap init"):
        place(Library(None), "a", "x")


# ------------------------------------------------------------------------------ from another


def test_from_another_scenario(home: Path) -> None:
    ours = home / "scenarios/delivery/parcel-late.yaml"
    ours.write_text(ours.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    bare = Wish("pallet-late", Given({"title": "Pallet: late"}), "parcel-late")
    made = new_scenario(open_library(home), bare, NOON.replace(day=23), None)
    assert made.path == home / "scenarios/delivery/pallet-late.yaml"
    assert made.text == ours.read_text(encoding="utf-8").replace(
        "title: Parcel is late", "title: >-\n  Pallet: late"
    ).replace("reviewed: 2026-11-22", "reviewed: 2026-11-23")


def test_from_a_shipped_scenario_what_it_needs_comes_along(home: Path) -> None:
    (home / "snap.yaml").write_text("name: Bare\nvariables:\n", encoding="utf-8")
    for path in open_library(home).files:
        path.unlink()
    bare = Wish("pallet-late", Given({"owner": "me"}), "parcel-late")
    made = new_scenario(open_library(home), bare, NOON, None)
    assert made.notes == ("Its steps name the team delivery: add it to teams: in snap.yaml",)
    assert "  carrier:\n    about: the company that carries the parcel\n" in made.text
    assert "owner: me\nreviewed: 2026-11-22\n" in made.text
    assert "  service:" not in made.text
    found = lint_text(open_library(home), NOON, made.path, Source("", made.text)).diagnostics
    assert {each.name for each in found} <= {"unknown-team"}


BARE = "title: A\nowner: me\n{}status: I am {{{{ agent }}}}, and you have {{{{ bag }}}}.\n"


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("", "\nvariables:\n  agent:\n    about: who writes\n    example: Ana\n"),
        ("variables:\n", "variables:\n  agent:\n    about: who writes\n    example: Ana\n"),
        (
            "variables:\n    bag:  # mine\n      example: A-1 # so\n\n",
            "variables:\n    bag:  # mine\n      example: A-1 # so\n"
            "    agent:\n      about: who writes\n      example: Ana\n\n",
        ),
        (
            "variables: {bag: {example: A-1}}\n",
            "variables:\n  bag:\n    example: A-1\n"
            "  agent:\n    about: who writes\n    example: Ana\n",
        ),
    ],
)
def test_what_a_scenario_borrows_is_declared_in_its_copy(
    tmp_path: Path, declared: str, written: str
) -> None:
    (tmp_path / "scenarios").mkdir()
    lending = "variables:\n  agent:\n    about: who writes\n    example: Ana\n  unused:\n"
    (tmp_path / "snap.yaml").write_text(lending, encoding="utf-8")
    (tmp_path / "scenarios/a.yaml").write_text(BARE.format(declared), encoding="utf-8")
    source = open_library(tmp_path)
    for library, expected in ((Library(tmp_path), written), (source, declared)):
        text, lacking = copied(find(source, "a"), source, library, {"title": "A"})
        assert (text, lacking) == (BARE.format(expected), ())


@pytest.mark.parametrize("at_the_end", [False, True])
def test_a_copy_was_not_imported(home: Path, at_the_end: bool) -> None:
    path = home / "scenarios/delivery/parcel-late.yaml"
    text = path.read_text(encoding="utf-8")
    kept = "imported:\n  from: zendesk\n  id: '7'"
    new = f"{text}{kept}" if at_the_end else text.replace("sounds_like:", f"{kept}\nsounds_like:")
    path.write_text(new, encoding="utf-8")
    made = new_scenario(open_library(home), Wish("x", Given({}), "parcel-late"), NOON, None)
    assert made.text == text.replace("title: Parcel is late", "title: X")


def test_a_copy_has_no_former_ids(home: Path) -> None:
    path = home / "scenarios/delivery/parcel-late.yaml"
    text = path.read_text(encoding="utf-8")
    old = text.replace("sounds_like:", "formerly:\n  - where-is-it\n\nsounds_like:")
    path.write_text(old, encoding="utf-8")
    made = new_scenario(open_library(home), Wish("x", Given({}), "parcel-late"), NOON, None)
    assert made.text == text.replace("title: Parcel is late", "title: X").replace(
        "sounds_like:", "\nsounds_like:"
    )


@pytest.mark.parametrize(
    ("origin", "texts", "reason"),
    [
        ("parcel-lat", {}, "--from: there is no scenario “parcel-lat”.*Did you mean “parcel-late”"),
        (
            "parcel-late",
            {"status": "x"},
            "--from keeps the words of parcel-late, so leave --status",
        ),
        ("parcel-late", {"title": None}, "needs these as well: --title"),
        ("scenarios/none.yaml", {}, "there is no such file"),
        ("broken", {}, "broken.yaml:1"),
        ("loose", {"title": "Loose"}, "needs these as well: --topic"),
    ],
)
def test_from_what_cannot_be_copied(
    home: Path, origin: str, texts: dict[str, str | None], reason: str
) -> None:
    (home / "scenarios/broken.yaml").write_text("title: a: b\n", encoding="utf-8")
    (home / "scenarios/loose.yaml").write_text("title: Loose\n", encoding="utf-8")
    given = Given({"title": "New", **texts})
    with pytest.raises(SnapError, match=reason):
        new_scenario(open_library(home), Wish(None, given, origin), NOON, None)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A\nowner: me\n", "title: A\nowner: me\nreviewed: X\n"),
        ("title: A\nowner: me # us\ntags: [a]", "title: A\nowner: me # us\nreviewed: X\ntags: [a]"),
        ("title: A\nreviewed: 2019-01-01 # long ago\n", "title: A\nreviewed: X # long ago\n"),
        ("title: A\nreviewed:\n", "title: A\nreviewed: X\n"),
        ("title: >-\n  A\n  b\n\nstatus: S\n", "title: >-\n  A\n  b\nreviewed: X\n\nstatus: S\n"),
        ("status: S\n", "reviewed: X\nstatus: S\n"),
        ("# hello\nstatus: S\n", "reviewed: X\n# hello\nstatus: S\n"),
        ("title: A\r\nowner: me\r\n", "title: A\r\nowner: me\r\nreviewed: X\r\n"),
        ("title: A", "title: A\nreviewed: X"),
    ],
)
def test_a_fact_is_set_and_every_other_letter_stays(before: str, after: str) -> None:
    assert with_facts(Source("x.yaml", before), {"reviewed": "X"}) == after


@pytest.mark.parametrize("text", ["", "- a\n", "{title: A}\n", "words\n"])
def test_a_fact_cannot_be_set_in_what_is_no_scenario(text: str) -> None:
    with pytest.raises(SnapError, match="starts with a key"):
        with_facts(Source("x.yaml", text), {"reviewed": "X"})


@given(_TEXTS.filter(lambda text: text and not refusal(text)))
def test_setting_a_title_keeps_the_rest(title: str) -> None:
    path = shipped() / "scenarios/delivery/parcel-late.yaml"
    text = Source("x.yaml", path.read_text(encoding="utf-8"))
    changed = with_facts(text, {"title": title})
    assert changed.endswith(text.text.partition("\n")[2])
    root = reader.read(Source("x.yaml", changed)).root
    assert root is not None
    said = plain(root)
    assert isinstance(said, dict)
    assert said["title"] == title


# ----------------------------------------------------------------------------------- advice


def test_advice(home: Path) -> None:
    library = open_library(home)
    made = new_scenario(library, wish("off", time="We write as soon as possible."), NOON, None)
    told = list(advice(library, made.path, made.text, NOON))
    assert told[0] == "Lint has 1 thing to say about it:"
    assert told[1].startswith("  line 8, error: “as soon as possible” is not a time")
    assert told[-1] == "When you have changed it: snap lint scenarios/events/off.yaml"
    clean = new_scenario(library, wish("off"), NOON, None)
    assert list(advice(library, made.path, clean.text, NOON)) == [
        "Lint finds nothing to mend in it."
    ]


# ---------------------------------------------------------------------------------- command


def snap(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "snapmsg", *args],
        cwd=cwd, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_the_command(home: Path) -> None:
    options = (
        "--title", "Show is off", "--status", "The show is off: sorry.", "--next-step",
        "us: We pay you back.", "--next-step", "they (your bank): Your bank adds it.",
        "--time", "2 working days", "--outcome", "You have your money back.", "--topic", "events",
        "--owner", "box-office", "--now", "2026-11-22T10:00",
    )  # fmt: skip
    done = snap("new", *options, cwd=home)
    assert (done.returncode, done.stdout) == (0, "scenarios/events/show-is-off.yaml\n")
    assert done.stderr == "Lint finds nothing to mend in it.\nNext: snap preview show-is-off\n"
    assert "reviewed: 2026-11-22\n" in (home / done.stdout.strip()).read_text(encoding="utf-8")
    again = snap("new", *options, cwd=home)
    assert (again.returncode, again.stdout) == (2, "")
    assert "this file is there already" in again.stderr
    assert snap("new", *options, "--force", cwd=home).returncode == 0


def test_the_lines_that_are_told_are_those_of_the_file(home: Path) -> None:
    assert (home / ".snap/scenario.json").is_file()
    done = snap(
        "new", "off", "--status", "The show is off.", "--next-step", "us: We pay you back.",
        "--time", "as soon as possible", "--outcome", "You have it.", "--topic", "events",
        "--owner", "me", cwd=home,
    )  # fmt: skip
    lines = (home / done.stdout.strip()).read_text(encoding="utf-8").splitlines()
    told = [int(n) for n in re.findall(r"^  line (\d+),", done.stderr, re.MULTILINE)]
    assert lines.index("approximate_time: As soon as possible.") + 1 in told


def test_help_says_that_steps_are_replaced(home: Path) -> None:
    assert "replace every step" in " ".join(snap("edit", "-h", cwd=home).stdout.split())


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (
            ("--no-input",),
            "snap: without questions, snap needs these as well: --status --next-step",
        ),
        (("Parcel Late",), "snap: “Parcel Late” is no id: use small letters, digits and hyphens"),
        (("--from", "parcel-lat"), "Did you mean “parcel-late”?"),
    ],
)
def test_the_command_says_what_it_needs(home: Path, args: tuple[str, ...], told: str) -> None:
    done = snap("new", *args, cwd=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_outside_a_library(tmp_path: Path) -> None:
    done = snap("new", "x", cwd=tmp_path)
    assert done.returncode == 2
    assert "Make a library with: snap init support-messages" in done.stderr


def test_a_fact_is_read_without_the_spaces_around_it() -> None:
    assert as_fact("  Parcel\r\nis late ") == "Parcel\nis late"
