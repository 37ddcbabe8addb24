"""The wizard reads what people type: the blanks in it, and a whole message taken apart."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wizard_talk import NOON, TODAY, Talk, library_in, wish

from snapmsg.config import Settings
from snapmsg.errors import SnapError
from snapmsg.library import open_library
from snapmsg.wizard import Given, Wish, new_scenario
from snapmsg.wizard.answers import Answers, NewBlank, NewStep, title_of
from snapmsg.wizard.apart import not_used, taken_apart
from snapmsg.wizard.blanks import likely
from snapmsg.wizard.near_times import near_time, next_days
from snapmsg.wizard.reading import blank_of


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return library_in(tmp_path, monkeypatch)


# ----------------------------------------------------------------------------------- blanks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Order A-10293 is late.", ["A-10293 order_no"]),
        ("Your order #10293 is late.", ["#10293 order_no"]),
        ("We see A-10294 in Leeds.", ["A-10294 order_no", "Leeds -"]),
        ("Booking number K7R2QD is off.", ["K7R2QD booking_no!"]),
        ("Flight BA117 is off.", ["BA117 flight_no!"]),
        ("You paid £48.90 twice.", ["£48.90 amount"]),
        ("You paid £1,048.90 and €5.", ["£1,048.90 amount", "€5 amount!"]),
        ("It is on 1 December.", ["1 December day!"]),
        ("It was on Dec 3rd, 2025.", ["Dec 3rd, 2025 day!"]),
        ("It is on 2026-12-24.", ["2026-12-24 day!"]),
        ("It starts at 16:00 on Friday.", ["16:00 at!", "Friday day!"]),
        ("Ring 0113 496 0123.", ["0113 496 0123 phone"]),
        ("Write to help@example.com.", ["help@example.com email!"]),
        ("See https://example.com/a.", ["https://example.com/a web!"]),
        ("Dear Maya, it is late.", ["Maya first_name"]),
        ("Dr Patel is ill.", ["Dr Patel -"]),
        ("I am Daniel and I have your case.", ["Daniel agent"]),
        ("It broke because Ana is away.", ["Ana -"]),
        ("It went to NorthPost.", ["NorthPost carrier"]),
        ("We lost 40 orders.", ["40 how_many?"]),
    ],
)
def test_what_is_found(home: Path, text: str, found: list[str]) -> None:
    variables = open_library(home).settings.variables
    told = []
    for each in likely(text, variables, (), TODAY, "en"):
        mark = "" if each.known else "!" if each.sure else "?"
        name = f"{each.blank.name}{mark}" if each.blank.name else "-"
        told.append(f"{text[each.start : each.end]} {name}")
    assert told == found


@pytest.mark.parametrize(
    "text",
    [
        "It takes 3 to 5 working days, or 24 hours.",
        "We open at Christmas.",
        "Your Android phone is in the App Store.",
        "Order {{ order_no }} costs {{ amount }}.",
        "{% if paid == 48.90 %}You paid.{% endif %}",
        "We have done this since 2019.",
        "You do not need to do anything.",
        "I am sorry. We are on it.",
        "The 2 of us.",
        "",
    ],
)
def test_what_is_no_blank(text: str) -> None:
    found = [text[each.start : each.end] for each in likely(text, {}, (), TODAY, "en")]
    assert found == []


def test_our_own_name_is_no_blank() -> None:
    text = "You bought it from Nimbus Parcels."
    assert [*likely(text, {}, (), TODAY, "en", "Nimbus Parcels")] == []
    assert len([*likely(text, {}, (), TODAY, "en")]) == 1


@given(st.text(max_size=60))
def test_stretches_lie_in_the_text_in_order(text: str) -> None:
    last = 0
    for found in likely(text, {}, (), TODAY, "en"):
        assert last <= found.start < found.end <= len(text)
        last = found.end


@pytest.mark.parametrize(
    ("example", "kind", "held"),
    [
        ("£48.90", "money GBP", "48.90"),
        ("€1,200", "money EUR", "1200"),
        ("2026-12-24", "date ", "2026-12-24"),
        ("A-1", " ", "A-1"),
    ],
)
def test_a_blank_has_the_type_of_its_example(example: str, kind: str, held: str) -> None:
    blank = blank_of("x", example, "it")
    assert (f"{blank.kind} {blank.currency}", blank.example) == (kind, held)


def test_blanks_become_what_is_asked_for_each_time(home: Path) -> None:
    talk = Talk(
        ("What has happened", "Order A-1 of Maya Lee is off, you paid £5 and the fee of £7"),
        ("“A-1” looks like the order number, {{ order_no }}.", "y"),
        ("“Maya Lee” looks like a name.", "y"),
        ("What is “Maya Lee”", "the friend who ordered"),
        ("“£5” looks like", "y"),
        ("“£7” looks like", "y"),
        ("What happens next", "We pay £5 for A-1"),
        ("“£5” is {{ amount }} here too.", ""),
    )
    made = new_scenario(open_library(home), wish("off", status=None, steps=()), NOON, talk.person)
    assert [left for left in talk.left if "here too" not in left[0]] == []
    assert (
        "status: Order {{ order_no }} of {{ friend_who_ordered }} is off, you paid {{ amount }} "
        "and the fee of {{ amount_2 }}.".replace("status: ", "")
        in " ".join(made.text.split())
    )
    assert "us: We pay {{ amount }} for {{ order_no }}." in made.text
    assert (
        "variables:\n  friend_who_ordered:\n    about: the friend who ordered\n"
        "    example: Maya Lee\n    max_length: 16\n  amount_2:\n    type: money\n"
        "    currency: GBP\n" in made.text
    )


def test_what_is_the_same_for_all_is_asked_once(home: Path) -> None:
    talk = Talk(
        ("What has happened", "Ask in Leeds for it"), ("“Leeds” looks like", "n"),
        ("What happens next", "We are in Leeds"), ("And then?", ""),
    )  # fmt: skip
    made = new_scenario(open_library(home), wish("off", status=None, steps=()), NOON, talk.person)
    assert talk.left == []
    assert talk.told.count("looks like") == 1
    assert "us: We are in Leeds." in made.text


def test_a_blank_in_braces_is_declared(home: Path) -> None:
    talk = Talk(
        ("What has happened", "The show of {{ old_day }} is off"),
        ("{{ old_day }} is a new blank.", ""),
        ("What has happened", "The show of {{ old_day }} is off"),
        ("{{ old_day }} is a new blank.", "the day it was on"),
        ("And an example of {{ old_day }}?", "2027-05-01"),
    )
    made = new_scenario(open_library(home), wish("off", status=None), NOON, talk.person)
    assert talk.left == []
    assert "  old_day:\n    type: date\n    about: the day it was on\n" in made.text


@pytest.mark.parametrize(
    ("status", "title"),
    [
        ("Order {{ order_no }} is late, sorry.", "Order is late"),
        ("Our warehouse flooded and it is wet.", "Our warehouse flooded"),
        ("{{ dentist }} is ill today.", ""),
        ("We sent you invoice {{ invoice_no }}.", ""),
        ("Late.", ""),
        ("One two three four five six seven.", ""),
    ],
)
def test_a_title_from_the_status(status: str, title: str) -> None:
    assert title_of(Answers({"status": status})) == title


# -------------------------------------------------------------------------- a pasted message

TODAYS = """Hi Maya,

I am sorry about your order. Your order has been delayed because our warehouse flooded.
We are packing it again at our other site. Please do not order again.
It will be with you by Friday. You will get everything you ordered, or your money back.

Kind regards,
Daniel
"""


def test_a_message_taken_apart() -> None:
    found = taken_apart(TODAYS, Settings())
    assert found.said("status").endswith(
        "Your order has been delayed because our warehouse flooded."
    )
    assert found.steps == (
        NewStep("us", "We are packing it again at our other site."),
        NewStep("you", "Please do not order again."),
    )
    assert (found.said("time"), found.said("say")) == (
        "Friday", "It will be with you {{ promise }}.",
    )  # fmt: skip
    assert found.said("outcome") == "You will get everything you ordered, or your money back."
    assert "Hi Maya" not in str(found)
    assert "Kind regards" not in str(found)


@pytest.mark.parametrize(
    ("greeting", "left"),
    [
        ("Hi, ", "“Hi,”"), ("Hello Maya Smith, ", "“Hello Maya Smith,”"), ("Hey! ", "“Hey!”"),
        ("Dear {{ticket.requester.name}},\n", "“Dear {{ticket.requester.name}},”"),
        ("Dear friends of the theatre,\n\n", "“Dear friends of the theatre,”"),
        ("Good morning [NAME] - ", "“Good morning [NAME] -”"), ("", ""),
    ],
)  # fmt: skip
def test_only_the_words_of_a_greeting_are_left_out(greeting: str, left: str) -> None:
    text = (
        f"{greeting}your parcel is stuck at Leeds. You do not need to do anything. "
        "You will have it by Friday."
    )
    found = taken_apart(text, Settings())
    assert found.said("status") == "Your parcel is stuck at Leeds."
    assert [line.partition(": ")[2] for line in not_used(text)] == ([left] if left else [])
    (told,) = not_used(f"{text}\n\nThanks,\nDaniel")
    assert told.endswith("“Thanks,” “Daniel”")


@given(st.lists(st.sampled_from([
    "Hi, the depot is shut.", "Dear Maya, it is late.", "Thanks", "We call you by Friday.",
    "You will get {{x}} {% back.", "Hello", "Reply within 2 days to {{ ticket id }}.", "It is late",
]), min_size=1, max_size=6).map("\n".join))  # fmt: skip
def test_no_word_is_lost_unseen(text: str) -> None:
    found = taken_apart(text, Settings())
    kept = [*found.texts.values(), *(step.text for step in found.steps), *not_used(text)]
    held = re.findall(r"[a-z]+", " ".join(kept).lower())
    said = set(re.findall(r"[a-z]+", text.lower())) - {"by", "within"}
    assert said <= set(held)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("tomorow morning", "tomorrow 12:00"), ("Firday 17:00.", "Friday 17:00"),
        ("in two weeks' time", "2 weeks"), ("2 wokring dyas", "2 working days"),
        ("friday", "Friday"), ("soon", ""), ("half a day", ""), ("next friday", ""), ("", ""),
        ("before the 2 days are over", ""),
    ],
)  # fmt: skip
def test_the_time_that_was_meant(text: str, time: str) -> None:
    assert near_time(text) == time


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.sampled_from(["Monday", "fri", "SUNDAY"]))
def test_next_friday_is_one_of_two_days(today: date, day: str) -> None:
    first, second = (
        datetime.strptime(f"{said} 2000", "%d %B %Y").date()
        if said != "29 February"
        else date(2000, 2, 29)
        for said in next_days(f"by next {day}.", today)
    )
    near = [today + timedelta(days=n) for n in range(1, 15)]
    both = [on for on in near if f"{on:%a}".lower() == day[:3].lower()]
    assert [(on.day, on.month) for on in both] == [(on.day, on.month) for on in (first, second)]
    assert next_days(f"We write next {day}", today) == ()


@pytest.mark.parametrize("text", ["", " \n ", "x" * 20_001])
def test_what_is_no_message(text: str) -> None:
    with pytest.raises(SnapError, match="no message here|longer than a message"):
        taken_apart(text, Settings())


@given(st.text(max_size=200).filter(lambda text: text.strip()))
def test_any_text_can_be_taken_apart(text: str) -> None:
    try:
        taken_apart(text, Settings())
    except SnapError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Please log in at {{ticket.login_url}} today.", "{{ ticket_login_url }}"),
        ("Please log in, {{promise}}.", "{{ promise_1 }}"),
        ("Please log in, {% broken.", "broken"),
    ],
)
def test_the_blanks_of_another_tool(text: str, written: str) -> None:
    found = taken_apart(text, Settings())
    said = " ".join([*found.texts.values(), *(step.text for step in found.steps)])
    assert written in said


def test_from_text_each_part_is_confirmed(home: Path) -> None:
    talk = Talk(
        ("This is how snap understands it.", ""),
        ("What has happened", "yes"),
        ("Step 1, us", ""), ("Step 2, the customer", ""), ("And then?", ""),
        ("Enter keeps: Friday", ""), ("How do you say the time?", ""),
        ("How will it end", "You will have it all"),
        ("What do you call", "Flood"), ("Which topic", "delivery"),
        ("Who keeps", "me"),
    )  # fmt: skip
    talk.left[0] = ("How does it begin?", "")
    if not taken_apart(TODAYS, Settings()).said("opening"):
        talk.left.pop(0)
    asked = Wish(None, Given({}), pasted=TODAYS)
    made = new_scenario(open_library(home), asked, NOON, talk.person)
    assert talk.left == []
    assert "by: Friday\n  say: It will be with you {{ promise }}.\n" in made.text
    assert "planned_outcome: You will have it all.\n" in made.text


def test_a_message_can_be_pasted_as_the_first_answer(home: Path) -> None:
    for typed in ([("What has happened", TODAYS)], [("What has happened", "paste")]):
        talk = Talk(*typed, ("What has happened", ""), ("Which topic", "delivery"))
        if len(typed[0][1]) < 10:
            talk.left[1:1] = [("", line) for line in [*TODAYS.splitlines(), "."]]
        made = new_scenario(open_library(home), Wish("flood", Given({"owner": "me"})), NOON,
                            talk.person)  # fmt: skip
        assert talk.left == []
        assert "  - us: We are packing it again at our other site.\n" in made.text


def test_from_text_without_questions_needs_the_rest(home: Path) -> None:
    asked = Wish("flood", Given({"topic": "delivery", "owner": "me"}), pasted=TODAYS)
    made = new_scenario(open_library(home), asked, NOON, None)
    assert (
        "planned_outcome: You will get everything you ordered, or your money back.\n" in made.text
    )
    given = Given({"time": "1 day"}, ["us: We ask."])
    with pytest.raises(SnapError, match="needs these as well: --outcome --topic --owner"):
        new_scenario(open_library(home), Wish("x", given, pasted="It is late."), NOON, None)


def test_a_name_for_a_blank_is_its_own(home: Path) -> None:
    blank = NewBlank("amount", "5", "a sum", "money", "EUR")
    found = [*likely("You paid €5.", {}, [blank], TODAY, "en")]
    assert [(each.known, each.blank) for each in found] == [(True, blank)]
