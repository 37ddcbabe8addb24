"""`snap new` asks: one thing at a time, reading every answer, and going back where they like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from wizard_talk import NOON, STOP, Talk, library_in, wish

from snapmsg.errors import SnapError
from snapmsg.library import open_library
from snapmsg.linter import lint_text
from snapmsg.source import Source
from snapmsg.wizard import Given, Kept, Wish, drafts, new_scenario
from snapmsg.wizard.answers import Answers
from snapmsg.wizard.examples import kind_of, pair_for
from snapmsg.wizard.person import pick
from snapmsg.wizard.questions import OUTER, QUESTIONS, SHORTER


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return library_in(tmp_path, monkeypatch)


NOTHING = Wish(None, Given({}))
WHOLE = (
    ("What has happened", "Your ticket for 1 May is not valid, the show is off"),
    ("looks like a date", ""),
    ("What happens next", "We pay you back"),
    ("And then?", "Your bank adds it to your account"),
    ("Who does that?", ""),
    ("Who is it? Enter takes: your bank", ""),
    ("And then?", ""),
    ("By when is it settled", "3 working days"),
    ("When do they hear from you next", "tomorrow 12:00"),
    ("How will it end", "You have all of your money back"),
    ("What do you call this", "Show is off"),
    ("When should a colleague", "skip"),
    ("Which topic", "Events"),
    ("Where do you send it?", "1 chat"),
    ("What is the subject", "Your show is off"),
    ("How does the customer", "frustrated"),
    ("Who starts?", "2"),
    ("How much does it hurt", "major"),
    ("How does it close?", ""),
    ("Who keeps this text true", "box-office"),
    ("Write it to scenarios/events/show-is-off.yaml? [Y/n]", ""),
)


def test_a_whole_interview(home: Path) -> None:
    talk = Talk(*WHOLE)
    made = new_scenario(open_library(home), NOTHING, NOON, talk.person)
    assert talk.left == []
    assert (
        made.text
        == """\
title: Show is off
starts: we_write
feeling: frustrated
impact: major
owner: box-office
reviewed: 2026-11-22

variables:
  day:
    type: date
    about: the day
    example: 2027-05-01

status: Your ticket for {{ day }} is not valid, the show is off.
next_steps:
  - us: We pay you back.
  - they: Your bank adds it to your account.
    who: your bank
approximate_time:
  within: 3 working days
  update_by: tomorrow 12:00
  say: >-
    We will settle this {{ promise }}.
    You will hear from us {{ update }}, even if nothing has changed.
planned_outcome: You have all of your money back.
closing: Questions? I am {{ agent }}, and my number is {{ phone }}.

channels:
  email:
    subject: Your show is off
  chat:
"""
    )
    assert lint_text(open_library(home), NOON, made.path, Source("", made.text)).diagnostics == ()
    assert all(len(line) <= 80 for line in talk.lines if not line.startswith(">"))


def test_every_question_has_a_good_and_a_weak_example_and_help() -> None:
    for question in (*QUESTIONS, *SHORTER, *OUTER):
        for kind in ("delivery", "billing", "outages", "travel", "health", "complaints"):
            pair = pair_for(question.field, kind)
            assert pair is not None, question.field
            assert pair.good != pair.weak
        assert question.help


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Our warehouse flooded and your order is late", "delivery"),
        ("We charged your card twice", "billing"),
        ("You cannot sign in to the app", "outages"),
        ("Your flight tonight is cancelled", "travel"),
        ("Your test result is not back from the hospital", "health"),
        ("complaints", "complaints"),
        ("Zzz", "delivery"),
    ],
)
def test_examples_are_of_the_same_kind(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_examples_follow_what_they_told(home: Path) -> None:
    talk = Talk(("What has happened", "Your flight tonight is cancelled"), ("What happens", STOP))
    with pytest.raises(Kept):
        new_scenario(open_library(home), NOTHING, NOON, talk.person)
    assert "Good: We have booked a room for you at the Park Hotel." in talk.told
    assert "Weak: Arrangements are being made. (by whom, and for what?)" in talk.told


# ------------------------------------------------------------------------- answers are read


@pytest.mark.parametrize(
    ("field", "said", "thought", "better"),
    [
        ("status", "You failed to renew the ticket", "blames the customer",
         "We still need you to renew the ticket."),
        ("outcome", "Hopefully you have your money back", "only hopes",
         "You have your money back."),
        ("outcome", "You have your money back soon", "“soon” is not a time",
         "You have your money back."),
        ("outcome", "We guarantee that you have your money back", "nobody can be sure",
         "You have your money back."),
        ("status", "We moved the show in order to keep you safe", "“in order to”",
         "We moved the show to keep you safe."),
        ("status", "The show is off!!!", "“!!!”", "The show is off!"),
    ],
)  # fmt: skip
def test_a_thought_comes_with_words_that_enter_takes(
    home: Path, field: str, said: str, thought: str, better: str
) -> None:
    question = {"status": "What has happened", "outcome": "How will it end"}[field]
    talk = Talk((question, said), ("Take this instead?", ""), ("Where do you send it", "chat"))
    made = new_scenario(open_library(home), wish("off", **{field: None}), NOON, talk.person)
    assert talk.left == []
    assert f": {better}\n" in made.text
    thoughts = talk.told[talk.told.index("A thought:") :]
    assert f"Enter takes: {better}" in thoughts
    if thought.startswith("“") or thought in ("blames the customer", "only hopes"):
        assert thought in thoughts


@pytest.mark.parametrize(
    ("reply", "written"),
    [
        ("keep", "You failed to renew the ticket."),
        ("The ticket has run out", "The ticket has run out."),
    ],
)
def test_a_thought_may_be_answered(home: Path, reply: str, written: str) -> None:
    talk = Talk(("What has happened", "You failed to renew the ticket"), ("Take this", reply))
    asked = wish("off", status=None, channels=["chat"])
    made = new_scenario(open_library(home), asked, NOON, talk.person)
    assert f"status: {written}\n" in made.text
    assert talk.told.count("blames the customer") == 1


def test_a_thought_without_better_words_may_be_left(home: Path) -> None:
    talk = Talk(("How will it end", "Money"), ("Enter keeps yours.", ""))
    made = new_scenario(open_library(home), wish("off", outcome=None), NOON, talk.person)
    assert "planned_outcome: Money.\n" in made.text


@pytest.mark.parametrize(
    ("said", "reply", "written"),
    [
        ("soon", "2 weeks", "within: 2 weeks"),
        ("soon", "keep", "approximate_time: Soon."),
        ("soon", "", "within: 2 working days"),
        ("When the part is here", "keep", "approximate_time: When the part is here."),
        ("We settle it in 3 days", "", "within: 3 days"),
        ("every 2 days", "yes", "within: 2 days"),
        ("in a weeks time", "", "within: 1 week"),
        ("tomorow", "", "by: tomorrow"),
    ],
)
def test_a_vague_time_is_offered_one(home: Path, said: str, reply: str, written: str) -> None:
    talk = Talk(("By when is it settled", said), ("Try again, or", reply))
    made = new_scenario(open_library(home), wish("off", time=None), NOON, talk.person)
    assert talk.left == []
    assert written in made.text


def test_next_friday_is_one_of_two_dates(home: Path) -> None:
    talk = Talk(("By when", "next friday"), ("1 27 November 2 4 December", ""),
                ("By when", "next friday"), ("1 27 November 2 4 December", "2"))  # fmt: skip
    made = new_scenario(open_library(home), wish("off", time=None), NOON, talk.person)
    assert talk.left == []
    assert "  by: 4 December\n" in made.text


def test_an_owner_is_no_number(home: Path) -> None:
    talk = Talk(("Who keeps this text true", "2"), ("nobody's name", "box-office"))
    made = new_scenario(open_library(home), wish("off", owner=None), NOON, talk.person)
    assert talk.left == []
    assert "owner: box-office\n" in made.text


def test_the_time_that_is_offered_is_the_librarys_own(home: Path) -> None:
    talk = Talk(("By when is it settled", "soon"), ("Try again", ""))
    late = wish("off", status="The parcel is late.", time=None, topic="delivery")
    made = new_scenario(open_library(home), late, NOON, talk.person)
    assert "You promise that in parcel-" in talk.told
    assert "approximate_time:\n  within:" in made.text


POLICY = "\npromises:\n  all:\n    at_most: 5 working days\n  events:\n    at_most: 3 days\n"


@pytest.mark.parametrize(
    ("topic", "time", "better"),
    [("events", "2 weeks", "3 days"), ("billing", "2 weeks", "5 working days"),
     ("billing", "3 days", ""), ("events", "3 days", "")],
)  # fmt: skip
def test_a_promise_beyond_the_policy(home: Path, topic: str, time: str, better: str) -> None:
    path = home / "snap.yaml"
    path.write_text(path.read_text(encoding="utf-8") + POLICY, encoding="utf-8")
    talk = Talk(("By when", time), *([("Take this instead?", "")] if better else []))
    made = new_scenario(open_library(home), wish("x", time=None, topic=topic), NOON, talk.person)
    assert talk.left == []
    assert f"within: {better or time}\n" in made.text
    assert ("A thought:" in talk.told) is bool(better)


def test_one_of_the_two_times_is_needed(home: Path) -> None:
    talk = Talk(("By when", ""), ("When do they hear", ""), ("one of the two", "1 hour"))
    made = new_scenario(open_library(home), wish("off", time=None), NOON, talk.person)
    assert "approximate_time:\n  update_within: 1 hour\n" in made.text


# ------------------------------------------------------------------------------ back and on


def test_back_asks_again_and_enter_keeps(home: Path) -> None:
    talk = Talk(
        ("What has happened", "The show is off"),
        ("What happens next", "We pay you back"),
        ("And then?", ""),
        ("By when", "back"),
        ("Step 1, us: what happens? (remove: leave it out) Enter keeps: We pay you back.", "back"),
        ("What has happened", "back"),
        ("This is the first question.", "The show of Friday is off"),
        ("“Friday” looks like a day.", "n"),
        ("Step 1, us", ""),
        ("And then?", ""),
        ("By when", "2 days"),
    )
    left = Wish("off", Given({"topic": "events", "owner": "me", "outcome": "You have it."}))
    made = new_scenario(open_library(home), left, NOON, talk.person)
    assert talk.left == []
    assert (
        "status: The show of Friday is off.\nnext_steps:\n  - us: We pay you back.\n" in made.text
    )


def test_back_keeps_the_answers_between(home: Path) -> None:
    talk = Talk(
        ("How will it end", "You have it"), ("What do you call", "back"),
        ("Enter keeps: You have it.", "back"), ("When do they hear", "back"),
        ("Enter keeps: 2 days", "3 days"), ("When do they hear", ""), ("How will it end", ""),
    )  # fmt: skip
    given = wish("off", time=None, outcome=None, title=None)
    talk.left.insert(0, ("By when", "2 days"))
    made = new_scenario(open_library(home), given, NOON, talk.person)
    assert talk.left == []
    assert "within: 3 days" in made.text
    assert "planned_outcome: You have it.\n" in made.text


def test_skip_leaves_open_or_puts_off(home: Path) -> None:
    talk = Talk(
        ("How will it end", "skip"), ("We come back to it at the end. When should", "skip"),
        ("How will it end", "skip"), ("this one is needed", "You have your money back"),
    )  # fmt: skip
    made = new_scenario(open_library(home), wish("off", outcome=None), NOON, talk.person)
    assert talk.left == []
    assert "situation:" not in made.text
    assert "planned_outcome: You have your money back.\n" in made.text


def test_help_says_why(home: Path) -> None:
    talk = Talk(("How will it end", "help"), ("If you must say no", "?"), ("back: the", "It ends"))
    new_scenario(open_library(home), wish("off", outcome=None), NOON, talk.person)
    assert talk.told.count("What the customer will have, or can do, when it is over.") == 2


def test_steps_can_be_changed_and_left_out(home: Path) -> None:
    talk = Talk(
        ("What happens next", "We pay you back"),
        ("And then?", "Please keep the ticket"),
        ("Who does that?", ""),
        ("And then?", "back"),
        ("Step 2, the customer", "back"),
        ("Step 1, us", "remove"),
        ("Step 1, the customer", "they (the bank): Adds it"),
        ("And then?", "you:"),
        ("says nothing", ""),
    )
    made = new_scenario(open_library(home), wish("off", steps=()), NOON, talk.person)
    assert talk.left == []
    assert "next_steps:\n  - they: Adds it.\n    who: the bank\napproximate" in made.text


@pytest.mark.parametrize(
    ("said", "owner", "written"),
    [
        ("Calls", "we", "us: Calls.\n"),
        ("Calls", "you", "you: Calls.\n"),
        ("Calls", "our Payments team", "us: Calls.\n    team: payments\n"),
        ("Calls", "customer care", "us: Calls.\n    team: care\n"),
        ("Please call", "", "you: Please call.\n"),
        ("Update your card", "", "you: Update your card.\n"),
        ("The depot calls", "", "they: The depot calls.\n    who: the depot\n"),
        ("The tracking company looks for it", "",
         "they: The tracking company looks for it.\n    who: the tracking company\n"),
    ],
)  # fmt: skip
def test_who_does_that(home: Path, said: str, owner: str, written: str) -> None:
    talk = Talk(("What happens next", said), ("Who does that?", owner))
    made = new_scenario(open_library(home), wish("off", steps=()), NOON, talk.person)
    assert f"  - {written}approximate_time:" in made.text


@pytest.mark.parametrize("said", ["We call.", "Our team calls.", "I call.", "us: Calls."])
def test_who_we_are_is_not_asked(home: Path, said: str) -> None:
    talk = Talk(("What happens next", said))
    made = new_scenario(open_library(home), wish("off", steps=()), NOON, talk.person)
    assert "Who does that?" not in talk.told
    assert "  - us: " in made.text


@pytest.mark.parametrize(
    ("answer", "found"),
    [("2", "the carrier"), ("T", ""), ("the ca", "the carrier"), ("us", "us"), ("9", ""), ("0", ""),
     ("", ""), ("²", ""), ("the customer", "the customer")],
)  # fmt: skip
def test_one_of_a_few(answer: str, found: str) -> None:
    assert pick(answer, ("us", "the carrier", "the customer")) == found


def test_what_options_answered_is_not_asked(home: Path) -> None:
    talk = Talk()
    new_scenario(open_library(home), wish("off", channels=["chat"]), NOON, talk.person)
    bold = [line for line in talk.lines if line.endswith(("?", "]")) and line[:1].isupper()]
    assert bold == [
        "How does the customer most likely feel?",
        "Who starts?",
        "How much does it hurt the customer?",
        "Write it to scenarios/events/off.yaml? [Y/n]",
    ]


# ---------------------------------------------------------------------- the message, growing


def test_the_message_grows(home: Path) -> None:
    talk = Talk(("What has", "The show is off"), ("What happens", "We pay"), ("By when", STOP))
    with pytest.raises(Kept):
        new_scenario(open_library(home), NOTHING, NOON, talk.person)
    assert "S The show is off. Email: 16 characters" in talk.told
    assert "SMS: 16 characters, 4 words, 1 SMS part (at most 2)" in talk.told
    assert "Still to come: next steps, approximate time, planned outcome" in talk.told
    assert "S The show is off. N We pay. Email" in talk.told
    assert "Still to come: approximate time, planned outcome" in talk.told


def test_on_a_wide_terminal_the_channels_stand_side_by_side(home: Path) -> None:
    talk = Talk(("What has", "The show is off"), ("What happens", STOP), columns=120)
    with pytest.raises(Kept):
        new_scenario(open_library(home), NOTHING, NOON, talk.person)
    assert any(line.split() == ["Email", "SMS", "Chat"] for line in talk.lines)


LONG = "The show is off. " * 30


@pytest.mark.parametrize(
    ("said", "kept"), [("leave SMS", False), ("keep", True), ("2", False), ("3", True)]
)
def test_a_text_message_that_is_too_long(home: Path, said: str, kept: bool) -> None:
    talk = Talk(("As a text message this takes 4 SMS parts, and 2 fit.", said))
    made = new_scenario(open_library(home), wish("off", status=LONG), NOON, talk.person)
    assert ("  sms:" in made.text) is kept


def test_it_can_be_written_shorter_at_once(home: Path) -> None:
    talk = Talk(
        ("4 SMS parts, and 2 fit", "1"),
        ("What has happened, in fewer words?", "Sorry, no show"),
        ("What happens next, in fewer words?", ""),
        ("By when, in fewer words?", "You have it {{ promise }}"),
        ("How does it end, in fewer words?", ""),
    )
    made = new_scenario(open_library(home), wish("off", status=LONG), NOON, talk.person)
    assert talk.left == []
    assert (
        "short:\n  status: Sorry, no show.\n  next_steps: We pay you back.\n"
        "  approximate_time:\n    say: You have it {{ promise }}.\n"
        "  planned_outcome: You have your money back.\n" in made.text
    )
    assert "1 SMS part (at most 2)" in talk.told


def test_what_is_still_too_long_is_asked_again(home: Path) -> None:
    talk = Talk(
        ("4 SMS parts, and 2 fit", "1"), ("in fewer words?", LONG),
        ("SMS parts, and 2 fit", "leave SMS"),
    )  # fmt: skip
    made = new_scenario(open_library(home), wish("off", status=LONG), NOON, talk.person)
    assert talk.left == []
    assert "  sms:" not in made.text


def test_each_channel_is_asked_for_what_it_needs(home: Path) -> None:
    talk = Talk(
        ("Where do you send it?", "email, status page and letter"),
        ("What is the subject of the email?", "Off"),
        ("What is the headline on the status page?", ""),
        ("How far are you?", "2"),
    )
    made = new_scenario(open_library(home), wish("off"), NOON, talk.person)
    assert talk.left == []
    assert made.text.endswith(
        "channels:\n  email:\n    subject: 'Off'\n".replace("'", "")
        + "  status_page:\n    state: identified\n    headline: The show is off\n  letter:\n"
    )


# ---------------------------------------------------------------------------------- drafts


def test_stopping_keeps_a_draft_and_the_next_one_goes_on(home: Path) -> None:
    before = sorted(home.rglob("*"))
    library = open_library(home)
    stopped = Talk(*WHOLE[:9], ("How will it end", STOP))
    with pytest.raises(Kept):
        new_scenario(library, NOTHING, NOON, stopped.person)
    assert sorted(home.rglob("*")) == before
    on = Talk(("You stopped in the middle of something today.", ""), *WHOLE[9:])
    made = new_scenario(library, NOTHING, NOON, on.person)
    assert on.left == []
    whole = Talk(*WHOLE)
    assert made.text == new_scenario(library, NOTHING, NOON, whole.person).text
    assert drafts.kept(home) is None


def test_a_draft_can_be_thrown_away(home: Path) -> None:
    library = open_library(home)
    with pytest.raises(Kept):
        stopped = Talk(("What has", "It is off"), ("What happens", STOP))
        new_scenario(library, NOTHING, NOON, stopped.person)
    anew = Talk(("You stopped", "throw"), ("What has happened", STOP))
    with pytest.raises(KeyboardInterrupt) as stop:
        new_scenario(library, NOTHING, NOON, anew.person)
    assert not isinstance(stop.value, Kept)
    assert drafts.kept(home) is None


@pytest.mark.parametrize(
    "held",
    ["", "{", "[]", "null", '{"texts": 1}', json.dumps({"id": 1}), '{"texts": {"a": 1}}', "\ud800"],
)
def test_a_draft_that_cannot_be_read_is_none(home: Path, held: str) -> None:
    path = drafts._place(home)
    path.parent.mkdir(parents=True)
    path.write_text(held, encoding="utf-8", errors="surrogatepass")
    assert drafts.kept(home) is None


def test_a_draft_for_a_channel_that_is_gone_is_none(home: Path) -> None:
    draft = drafts.Draft(Answers(channels=("fax",)), "", NOON)
    assert drafts.keep(home, draft)
    assert drafts.kept(home) is None
    draft = draft._replace(answers=Answers(channels=("sms",)))
    assert drafts.keep(home, draft)
    assert drafts.kept(home) == draft


def test_a_draft_is_for_its_owner_alone(home: Path) -> None:
    with pytest.raises(Kept):
        stopped = Talk(("What has", "It is off"), ("What happens", STOP))
        new_scenario(open_library(home), NOTHING, NOON, stopped.person)
    path = drafts._place(home)
    assert [each.stat().st_mode & 0o077 for each in (path, path.parent)] == [0, 0]


# ----------------------------------------------------------------------- names and the end


def test_an_id_that_is_taken_gets_a_number(home: Path) -> None:
    talk = Talk(("What do you call", "Parcel late"), ("Which topic", "delivery"))
    made = new_scenario(open_library(home), wish(title=None, topic=None), NOON, talk.person)
    assert made.path.name == "parcel-late-2.yaml"


def test_a_title_without_letters_is_asked_for_again(home: Path) -> None:
    talk = Talk(("What do you call", "退款"), ("no id can be made of “退款”", "Refund"))
    made = new_scenario(open_library(home), wish(title=None), NOON, talk.person)
    assert made.path.name == "refund.yaml"


def test_an_answer_can_be_changed_at_the_end(home: Path) -> None:
    talk = Talk(("Write it to", "n"), ("What do you want to change?", "how it ends"),
                ("Enter keeps: You have your money back.", "You have a new seat"))  # fmt: skip
    made = new_scenario(open_library(home), wish("off"), NOON, talk.person)
    assert talk.left == []
    assert "planned_outcome: You have a new seat.\n" in made.text


def test_an_id_that_was_wished_for_is_never_changed(home: Path) -> None:
    with pytest.raises(SnapError, match="this file is there already"):
        new_scenario(open_library(home), wish("parcel-late"), NOON, Talk().person)


def test_slips_in_options_are_mended_everywhere(home: Path) -> None:
    talk = Talk(("Did you mean “order_no”?", ""))
    slips = wish("off", status="Order {{ order_on }} is off.", outcome="We mail {{ order_on }}.")
    made = new_scenario(open_library(home), slips, NOON, talk.person)
    assert talk.left == []
    assert "Order {{ order_no }} is off." in made.text
    assert "We mail {{ order_no }}." in made.text


def test_a_copy_and_its_words(home: Path) -> None:
    origin = Wish(None, Given({}), "parcel-late")
    talk = Talk(("A copy of “Parcel is late”, under a name of its own.", "Pallet is late"))
    made = new_scenario(open_library(home), origin, NOON, talk.person)
    assert made.path.name == "pallet-is-late.yaml"
    talk = Talk(
        ("A copy of", "Pallet is late"), ("Go through its words now? [y/N]", "y"),
        ("What do you want to change?", "planned outcome"),
        ("How will it end", "You will have the pallet"),
    )  # fmt: skip
    changed = new_scenario(open_library(home), origin, NOON, talk.person)
    assert talk.left == []
    assert "planned_outcome: You will have the pallet.\n" in changed.text
    assert changed.text.partition("planned_outcome")[0] == made.text.partition("planned_outcome")[0]
