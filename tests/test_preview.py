"""What a person sees of a message: its parts, its blanks, its counts, in the columns there are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapmsg.channels import Channel
from snapmsg.channels import get as channel
from snapmsg.library import Library, find, open_library, read_source, shipped
from snapmsg.message import (
    Message,
    build_case,
    compose,
    draft_of,
    environment_of,
    example_values,
)
from snapmsg.model import Part
from snapmsg.preview import look, show, values_used, wrap
from snapmsg.source import Source
from snapmsg.terminal import width

NOW = datetime(2026, 12, 22, 10, tzinfo=UTC)
SHIPPED = open_library(shipped())
_SGR = re.compile(r"\x1b\[[0-9;]*m")


def messages(library: Library, text: str | None = None, id: str = "parcel-late") -> list[Message]:
    file = read_source(library, Path("x.yaml"), Source("x.yaml", text)) if text else None
    scenario = file.scenario if file else find(library, id).scenario
    draft = draft_of(scenario, environment_of(library))
    case = build_case(draft, example_values(draft), NOW)
    return [compose(case, name) for name in draft.channels]


def shown(found: list[Message], columns: int = 80, colour: bool = False, *rest: str) -> str:
    return "\n".join(show(found, columns, colour, *rest))


SMALL = """\
title: A bag
variables:
  place:
    about: where it is
    example: {example}
status: Your bag is in {{{{ place }}}}.
next_steps:
  - us: We bring it.
  - you: You stay in.
approximate_time:
  within: 2 working days
planned_outcome: You have your bag.
channels:
  chat:
"""


@pytest.mark.parametrize(
    ("columns", "together"),
    [(80, False), (113, False), (114, True), (120, True), (200, True)],
)
def test_messages_stand_side_by_side_where_each_has_36_columns(
    columns: int, together: bool
) -> None:
    text = shown(messages(SHIPPED)[:3], columns)
    heads = [line for line in text.splitlines() if line.startswith(("Email", "SMS", "Chat"))]
    assert [line.split() for line in heads] == (
        [["Email", "SMS", "Chat"]] if together else [["Email"], ["SMS"], ["Chat"]]
    )


@pytest.mark.parametrize("columns", [20, 36, 60, 80, 120, 250])
@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_no_line_is_wider_than_the_terminal(columns: int, colour: bool, encoding: str) -> None:
    text = SMALL.format(example="東京の倉庫 " * 9 + "👩‍🚀 O’Hare " + "x" * 99)
    for found in (messages(SHIPPED), messages(SHIPPED, text)):
        for line in show(found, columns, colour, encoding):
            assert width(_SGR.sub("", line)) <= columns
            assert "\x1b" not in line or colour


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "no-such-encoding"])
def test_what_a_stream_cannot_write_is_never_written(encoding: str) -> None:
    text = shown(messages(SHIPPED, id="refund-late"), 80, False, encoding)
    text.encode("ascii")
    assert "[[A-10293]]" in text
    assert "\\xa348.90" in text  # and the lines reckon with its width


def test_every_part_has_its_letter_where_it_starts() -> None:
    text = shown(messages(SHIPPED, SMALL.format(example="Oslo")), 60)
    assert [line for line in text.splitlines() if line[:3].strip() in tuple("SNAP")] == [
        "S  Your bag is in ⟦Oslo⟧.",
        "N  - We bring it.",
        "N  - You stay in.",
        "A  We will settle this within 2 working days.",
        "P  You have your bag.",
    ]


def test_parts_of_one_paragraph_stand_apart_and_it_says_so() -> None:
    text = shown(messages(SHIPPED, SMALL.format(example="Oslo").replace("chat", "sms")), 40)
    assert "S  Your bag is in ⟦Oslo⟧.\nN  We bring it. You stay in.\nA  We will" in text
    assert "│  days.\nP  You have your bag.\n" in text
    assert "1 SMS part" in text
    assert "sent as one paragraph" in " ".join(text.split())


def test_a_date_before_a_step_stands_with_it() -> None:
    scenario = SMALL.format(example="Oslo").replace("chat", "sms")
    scenario = scenario.replace("We bring it.", "We bring it.\n    by: Friday")
    assert "N  By Friday: We bring it." in shown(messages(SHIPPED, scenario), 60)


@pytest.mark.parametrize(
    ("colour", "marked"),
    [(False, "in ⟦Oslo⟧."), (True, "in \x1b[4mOslo\x1b[0m.")],
)
def test_a_filled_blank_is_marked(colour: bool, marked: str) -> None:
    assert marked in shown(messages(SHIPPED, SMALL.format(example="Oslo")), 60, colour)


def test_without_colour_there_are_no_codes_and_with_it_the_same_words() -> None:
    found = messages(SHIPPED)
    plain, painted = shown(found, 80, False), shown(found, 80, True)
    assert "\x1b" not in plain
    said = [re.sub("[⟦⟧…]|underlined:", "", _SGR.sub("", text)) for text in (plain, painted)]
    assert said[0].replace("│", "").split() == said[1].replace("│", "").split()


def test_the_subject_and_the_counts_are_shown() -> None:
    text = shown(messages(SHIPPED), 80)
    assert "Subject: Your order ⟦A-10293⟧ is late" in text
    assert "590 characters, 120 words" in text
    assert "234 characters, 47 words, 2 SMS parts, sent as one paragraph" in text


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"characters": 1, "words": 1}, "1 character, 1 word"),
        ({"characters": 1234, "sms_parts": 1, "sms_units": 9}, "1,234 characters, 1 SMS part"),
        ({"sms_odd": 0, "words": 2}, "2 words"),
        ({"sms_odd": 2}, "2 characters that make each part shorter"),
        ({"weighted_letters": 1}, "1 weighted letter"),
        ({"weighted_letters": 3}, "3 weighted letters"),
    ],
)
def test_whatever_a_channel_counts_is_told_in_words(counts: Mapping[str, int], told: str) -> None:
    base = channel("chat")
    other = Channel(base.name, base.label, base.about, count=lambda text: counts)
    for message in messages(SHIPPED, SMALL.format(example="Oslo")):
        changed = Message(
            message.scenario, other, message.locale, message.body, message.fields,
            message.values, message.pledge, message.update,
        )  # fmt: skip
        assert f"\n{told}\n" in shown([changed], 80)


def test_a_part_that_is_not_there_is_said() -> None:
    scenario = SMALL.format(example="Oslo").replace("planned_outcome: You have your bag.\n", "")
    told = f"No planned outcome: {Part.PLANNED_OUTCOME.question}"
    assert told in shown(messages(SHIPPED, scenario))


def test_it_says_which_values_were_used() -> None:
    assert shown(messages(SHIPPED), 200).splitlines()[-1] == (
        "Example values: first_name Maya · agent Daniel · phone 0113 496 0123 · "
        "order_no A-10293 · carrier NorthPost · last_seen the Leeds depot · paid_delivery no"
    )
    none = SMALL.replace(
        "variables:\n  place:\n    about: where it is\n    example: {example}\n", ""
    )
    found = messages(SHIPPED, none.replace("{{{{ place }}}}", "Oslo"))
    assert shown(found).endswith("No blanks: every customer reads the same.")
    assert [line.columns for line in values_used(found, 20, look(False))] == [16, 20, 7]


def test_nothing_that_hides_reaches_the_terminal() -> None:
    found = messages(SHIPPED, SMALL.format(example="Oslo"))
    evil = found[0].body[0]._replace(text="a\x1b[2Jb\u202ec\td")
    message = Message(
        found[0].scenario, found[0].channel, "en", (evil,), {}, found[0].values, None, None
    )
    text = shown([message], 80)
    assert "a<U+001B>[2Jb<U+202E>c    d" in text


def test_no_messages_are_no_lines() -> None:
    assert list(show([], 80, True)) == []


@given(st.text(st.sampled_from("ab  東e\u0301👩\u200d🚀’-\u00a0"), max_size=60), st.integers(2, 20))
def test_wrapping_loses_nothing_but_spaces(text: str, columns: int) -> None:
    text = text.strip(" ")
    lines = [text[start:end] for start, end in wrap(text, columns)]
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= columns for line in lines)
    assert all(line == line.rstrip(" ") for line in lines)
    assert not any(line.startswith(" ") for line in lines[1:])


@pytest.mark.parametrize(
    ("text", "columns", "hang", "lines"),
    [
        ("", 10, 0, [""]),
        ("one two three", 7, 0, ["one two", "three"]),
        ("one two three", 8, 0, ["one two", "three"]),
        ("- one two three", 9, 2, ["- one two", "three"]),
        ("abcdefghij", 4, 0, ["abcd", "efgh", "ij"]),
        ("x abcdefghij", 4, 0, ["x", "abcd", "efgh", "ij"]),
        ("東京の倉庫", 5, 0, ["東京", "の倉", "庫"]),
        ("one  ", 5, 0, ["one"]),
        ("one    two", 5, 0, ["one", "two"]),
    ],
)
def test_wrapping(text: str, columns: int, hang: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, columns, hang)] == lines
