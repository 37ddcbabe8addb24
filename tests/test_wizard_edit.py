"""`snap edit`: only the words that they change are changed, and every comment stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wizard_talk import NOON, STOP, Talk, library_in

from snapmsg import reader
from snapmsg.errors import SnapError
from snapmsg.library import Library, find, open_library, read_source, scenarios, shipped
from snapmsg.source import Source
from snapmsg.wizard import Given, changes, revised
from snapmsg.wizard.answers import Answers, NewStep
from snapmsg.wizard.editing import answers_of, changed
from snapmsg.wizard.layout import plain, refusal


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return library_in(tmp_path, monkeypatch)


FILE = """\
# Ours.
title: Parcel is late  # short
owner: me

variables:
  order_no:
    about: the order number
    example: A-1

# What we know.
status: Order {{ order_no }} is late.
next_steps:
  # ours
  - us: We ask.
    team: delivery  # theirs
  # the carrier's
  - they: >-
      They search the depot:
      all of it.
    who: NorthPost
  - you: You wait.
    only_if: late
approximate_time:
  within: 2 days  # not more
  update_by: tomorrow 12:00
  say: You have it {{ promise }}, news {{ update }}.
planned_outcome: You have it.

short:
  status: It is late.
  approximate_time:
    say: Due {{ promise }}.
channels:
  email:
    subject: Late
  sms:
"""


def edited(text: str, **changes: object) -> str:
    source = Source("x.yaml", text)
    file = read_source(Library(None), Path("x.yaml"), source)
    before = answers_of(file)
    texts = {name: said for name, said in changes.items() if isinstance(said, str)}
    steps = changes.get("steps", before.steps)
    assert isinstance(steps, tuple)
    after = Answers({**before.texts, **texts}, steps, before.channels)
    return changed(source, before, after, "en")


US = NewStep("us", "We ask.", "", "delivery", 0)
THEY = NewStep("they", "They search the depot: all of it.", "NorthPost", "", 1)
YOU = NewStep("you", "You wait.", "", "", 2)


def test_what_a_file_answers() -> None:
    found = answers_of(read_source(Library(None), Path("x.yaml"), Source("x.yaml", FILE)))
    assert found.steps == (US, THEY, YOU)
    assert found.channels == ("email", "sms")
    assert found.texts == {
        "title": "Parcel is late", "owner": "me", "status": "Order {{ order_no }} is late.",
        "time": "2 days", "update": "tomorrow 12:00",
        "say": "You have it {{ promise }}, news {{ update }}.", "outcome": "You have it.",
        "short_status": "It is late.", "short_time": "Due {{ promise }}.", "subject": "Late",
        "topic": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ({"status": "It is here."}, "status: Order {{ order_no }} is late.", "status: It is here."),
        ({"status": "We know: it is"}, "status: Order {{ order_no }} is late.",
         "status: >-\n  We know: it is"),
        ({"title": "Late"}, "title: Parcel is late  # short", "title: Late  # short"),
        ({"subject": "Very: late"}, "    subject: Late", "    subject: >-\n      Very: late"),
        ({"short_status": "Late!"}, "  status: It is late.", "  status: Late!"),
        ({"short_time": "{{ promise }}"}, "    say: Due {{ promise }}.",
         "    say: >-\n      {{ promise }}"),
        ({"time": "3 days"}, "within: 2 days  # not more", "within: 3 days  # not more"),
        ({"time": "Friday"}, "within: 2 days  # not more", "by: Friday  # not more"),
        ({"update": "1 hour"}, "update_by: tomorrow 12:00", "update_within: 1 hour"),
        ({"say": "It comes {{ promise }}."}, "say: You have it {{ promise }}, news {{ update }}.",
         "say: It comes {{ promise }}."),
        ({"situation": "Late"}, "title: Parcel is late  # short\n",
         "title: Parcel is late  # short\nsituation: Late\n"),
        ({"opening": "Sorry"}, "    example: A-1\n", "    example: A-1\nopening: Sorry\n"),
        ({"steps": (US._replace(text="We call."), THEY, YOU)}, "us: We ask.", "us: We call."),
        ({"steps": (US, THEY._replace(text="They stop."), YOU)},
         "they: >-\n      They search the depot:\n      all of it.", "they: They stop."),
        ({"steps": (US, THEY._replace(who="DHX"), YOU)}, "who: NorthPost", "who: DHX"),
        ({"steps": (US, THEY)}, "  - you: You wait.\n    only_if: late\n", ""),
        ({"steps": (US, YOU)}, "  - they: >-\n      They search the depot:\n      all of it.\n"
         "    who: NorthPost\n", ""),
        ({"steps": (US, THEY, YOU, NewStep("they", "They: too.", "DHX"))},
         "    only_if: late\n",
         "    only_if: late\n  - they: >-\n      They: too.\n    who: DHX\n"),
        ({"steps": (US, THEY, NewStep("us", "You wait.", "", "", 2))},
         "- you: You wait.\n    only_if", "- us: You wait.\n    only_if"),
    ],
)  # fmt: skip
def test_only_those_words_change(change: dict[str, object], before: str, after: str) -> None:
    assert before in FILE
    assert edited(FILE, **change) == FILE.replace(before, after)
    crlf = FILE.replace("\n", "\r\n")
    assert edited(crlf, **change) == FILE.replace(before, after).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("text", "change", "after"),
    [
        ("next_steps: We ask.\n", {"steps": (NewStep("", "We call.", at=0),)},
         "next_steps: We call.\n"),
        ("next_steps: We ask.\n", {"steps": (NewStep("us", "We call."), NewStep("you", "Wait."))},
         "next_steps:\n  - us: We call.\n  - you: Wait.\n"),
        ("next_steps:\n- We ask.\n- We call.\n",
         {"steps": (NewStep("", "We ask: now.", at=0), NewStep("", "We call.", at=1))},
         "next_steps:\n- us: >-\n    We ask: now.\n- We call.\n"),
        ("approximate_time: soon\n", {"time": "2 days"},
         "approximate_time:\n  within: 2 days\n  say: We will settle this {{ promise }}.\n"),
        ("approximate_time:\n  within: 2 days\n", {"time": "in a while."},
         "approximate_time: in a while.\n"),
        ("approximate_time:\n  within: 2 days\n  say: It comes {{ promise }}.\n",
         {"update": "1 hour"},
         "approximate_time:\n  within: 2 days\n  update_within: 1 hour\n  say: >-\n"
         "    It comes {{ promise }}.\n"
         "    You will hear from us {{ update }}, even if nothing has changed.\n"),
        ("status: A", {"status": "B"}, "status: B"),
    ],
)  # fmt: skip
def test_what_stands_otherwise(text: str, change: dict[str, object], after: str) -> None:
    assert edited(text, **change) == after


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("title: A # b\n", {"title": "C: d"}),
        ("next_steps: [We ask., We wait.]\n",
         {"steps": (NewStep("", "We ask.", at=0), NewStep("", "We wait.", at=1),
                    NewStep("us", "C."))}),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_line_by_line_is_left(text: str, change: dict[str, object]) -> None:
    with pytest.raises(SnapError, match="tidy it first"):
        edited(text, **change)


_WORDS = st.text(max_size=60).map(str.strip).filter(lambda said: said and not refusal(said))


@example("0", "NULL", 0)  # words are words, whatever YAML takes them for
@given(_WORDS, _WORDS, st.integers(0, 2))
def test_whatever_is_said_the_rest_of_the_file_stays(one: str, two: str, at: int) -> None:
    steps = tuple(s._replace(text=two) if n == at else s for n, s in enumerate((US, THEY, YOU)))
    text = edited(FILE, status=one, subject=two, outcome=one, short_status=two, steps=steps)
    assert [line for line in text.split("\n") if "#" in line and line in FILE.split("\n")] == [
        line for line in FILE.split("\n") if "#" in line
    ]
    root = reader.read(Source("x", text)).root
    assert root is not None
    found = answers_of(read_source(Library(None), Path("x.yaml"), Source("x.yaml", text)))
    assert (found.said("status"), found.said("subject"), found.steps) == (one, two, steps)
    assert isinstance(plain(root), dict)


@pytest.mark.parametrize("file", list(scenarios(open_library(shipped()))),
                         ids=lambda file: file.scenario.id)  # fmt: skip
def test_shipped_scenarios_can_be_edited(file) -> None:  # type: ignore[no-untyped-def]
    before = answers_of(file)
    source = file.scenario.source
    assert changed(source, before, before, "en") == source.raw
    after = before.saying(status="It is: here.", outcome="You have it.", title="New")
    text = Source(source.path, changed(source, before, after, "en"))
    found = answers_of(read_source(Library(None), file.path, text))
    assert {k: v for k, v in found.texts.items() if k != "topic"} == {
        k: v for k, v in after.texts.items() if k != "topic"
    }
    assert found.steps == before.steps


# ------------------------------------------------------------------------------- a revision


def test_options_change_without_a_question(home: Path) -> None:
    file = find(open_library(home), "parcel-late")
    given = Given({"time": "3 working days", "owner": "us all"})
    text = revised(open_library(home), file, given, (), NOON, None)
    raw = file.scenario.source.raw
    assert text == raw.replace("within: 2 working", "within: 3 working").replace(
        "owner: delivery-leads", "owner: us all"
    )
    assert list(changes(raw, text)) == [
        "-owner: delivery-leads", "+owner: us all",
        "-  within: 2 working days", "+  within: 3 working days",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "said", "reason"),
    [
        ("update", "tomorow morning",
         "--update: “tomorow morning” is not a time snap can keep: write a day, .*"
         "Did you mean “tomorrow 12:00”.*--say"),
        ("time", "soon", "--time: “soon” is not a time snap can keep: write a day, "),
        ("time", "in a weeks time", "Did you mean “1 week”"),
        ("time", "next friday", "Did you mean “27 November” or “4 December”"),
        ("time", "We do our best.", "--time: .*is not a time snap can keep"),
    ],
)  # fmt: skip
def test_a_typed_time_never_becomes_words(home: Path, field: str, said: str, reason: str) -> None:
    file = find(open_library(home), "parcel-late")
    with pytest.raises(SnapError, match=reason):
        revised(open_library(home), file, Given({field: said}), (), NOON, None)


def test_what_says_the_times_stays_when_one_of_them_becomes_words() -> None:
    both = "approximate_time:\n  within: 2 days\n  update_within: 1 day\n  say: {}\n"
    news = "You hear {{ update }}."
    one = both.format(f"It comes {{{{ promise }}}}. {news}")
    assert edited(one, update="We write on the way.") == (
        "approximate_time:\n  within: 2 days\n  say: It comes {{ promise }}. We write on the way.\n"
    )
    mixed = both.format("It comes {{ promise }}, news {{ update }}.")
    assert edited(mixed, update="We write.") == (
        "approximate_time:\n  within: 2 days\n  say: We will settle this {{ promise }}. We write.\n"
    )
    gone = "approximate_time:\n  within: 2 days\n  say: It comes {{ promise }}. Honest.\n"
    assert edited(gone, time="In a while.") == "approximate_time: Honest. In a while.\n"


def test_steps_of_options_keep_what_is_the_same(home: Path) -> None:
    file = find(open_library(home), "parcel-late")
    same = "you: You do not need to chase the carrier or order again."
    given = Given({}, steps=[same, "us: We call you."])
    text = revised(open_library(home), file, given, (), NOON, None)
    assert f"next_steps:\n  - {same}\n  - us: We call you.\napproximate" in text


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (Given({}), "say what to change, with one of: --opening --status --next-step"),
        (Given({"status": "It is {{ new }}."}), "is declared nowhere: say what it is with --blank"),
        (Given({"status": "{{ a b }}"}), "--status: "),
    ],
)
def test_what_a_revision_needs(home: Path, given: Given, reason: str) -> None:
    file = find(open_library(home), "parcel-late")
    with pytest.raises(SnapError, match=reason):
        revised(open_library(home), file, given, (), NOON, None)


def test_new_blanks_are_declared(home: Path) -> None:
    file = find(open_library(home), "parcel-late")
    given = Given({"status": "It is in {{ shed }}."}, blanks=["shed=Shed 4: where it lies"])
    text = revised(open_library(home), file, given, (), NOON, None)
    assert "  shed:\n    about: where it lies\n    example: Shed 4\n    max_length: 12\n" in text


def test_one_part_is_asked_about(home: Path) -> None:
    file = find(open_library(home), "parcel-late")
    talk = Talk(
        ("By when is it settled", "1 week"),
        ("When do they hear from you next, even if nothing has changed? Good:", ""),
        ("How do you say the time? Good: You will have it {{ promise }}.", ""),
        ("By when, in fewer words?", ""),
    )
    text = revised(open_library(home), file, Given({}), ["approximate_time"], NOON, talk.person)
    assert talk.left == []
    assert talk.steps == 4
    assert text == file.scenario.source.raw.replace("within: 2 working days", "within: 1 week")
    assert "You have it ⟦within 1 week⟧; news" not in talk.told
    assert "within 1 week⟧" in talk.told


def test_everything_can_be_kept(home: Path) -> None:
    file = find(open_library(home), "parcel-late")
    talk = Talk()
    assert revised(open_library(home), file, Given({}), (), NOON, talk.person) == (
        file.scenario.source.raw
    )
    assert talk.steps > 15


def test_stopping_changes_nothing(home: Path) -> None:
    file = find(open_library(home), "parcel-late")
    talk = Talk(("What has happened", "It is here"), ("What happens next, in", STOP))
    with pytest.raises(KeyboardInterrupt):
        revised(open_library(home), file, Given({}), (), NOON, talk.person)
    assert file.path.read_text(encoding="utf-8") == file.scenario.source.raw


def test_what_they_change_is_read(home: Path) -> None:
    file = find(open_library(home), "parcel-late")
    talk = Talk(
        ("How will it end", "Hopefully you have it all"), ("Take this instead?", ""),
        ("How does it end, in fewer words?", "You have A-10294"),
        ("looks like the order number", ""),
    )  # fmt: skip
    text = revised(open_library(home), file, Given({}), ["planned_outcome"], NOON, talk.person)
    assert talk.left == []
    assert "planned_outcome: You have it all.\n" in text
    assert "  planned_outcome: You have {{ order_no }}.\n" in text
