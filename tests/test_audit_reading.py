"""What a message says, sentence by sentence: traps beside the plain cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from snapmsg.audit import read
from snapmsg.locales import get
from snapmsg.model import Part
from snapmsg.wording import TAG, VALUE

TIMES = get("en").times
LETTERS = {"c": "concrete", "u": "customer", "v": "vague", "-": "none"}
TRAPS = [
    line.split(" ", 2)
    for line in (Path(__file__).parent / "audit_traps.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def told(text: str) -> tuple[str, str]:
    reading = read(text, TIMES)
    parts = (Part.STATUS, Part.NEXT_STEPS, Part.PLANNED_OUTCOME)
    found = "".join(part.letter if reading.has(part) else "-" for part in parts)
    return found, str(reading.time)


@pytest.mark.parametrize(("parts", "time", "text"), TRAPS, ids=[trap[2][:60] for trap in TRAPS])
def test_a_sentence_is_understood(parts: str, time: str, text: str) -> None:
    assert told(text.replace("//", "\n\n").replace("/", "\n") if "http" not in text else text) == (
        parts[:3], LETTERS[time],
    )  # fmt: skip


@pytest.mark.parametrize("sign", ["\ufffc", "\u2060", "\ufffb", VALUE, TAG])
def test_a_sign_of_rich_text_is_no_word(sign: str) -> None:
    text = "We have your claim.{}We check it by Friday.\n\nPlease{}call{} us today."
    assert told(text.replace("{}", sign)) == told(text.replace("{}", " "))


MESSAGES = [
    json.loads(line)
    for line in (Path(__file__).parent / "audit_messages.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("part", [Part.STATUS, Part.NEXT_STEPS, Part.PLANNED_OUTCOME])
def test_whole_messages_are_understood(part: Part) -> None:
    """Messages written for this test, as thirteen kinds of organisations send them."""
    read_ = [(bool(row[part]), read(row["text"], TIMES).has(part)) for row in MESSAGES]
    right = [
        sum(found is label for want, found in read_ if want is label)
        / sum(want is label for want, _ in read_)
        for label in (True, False)
    ]
    assert sum(right) / 2 >= 0.85


def test_the_times_of_whole_messages_are_understood() -> None:
    told = [str(read(row["text"], TIMES).time).replace("customer", "concrete") for row in MESSAGES]
    wrong = [row["text"] for row, time in zip(MESSAGES, told, strict=True)
             if row["approximate_time"] != time]  # fmt: skip
    assert len(wrong) <= len(MESSAGES) * 0.05, wrong


def test_blame_is_never_shown_as_where_things_stand() -> None:
    text = (
        "Dear valued customer, due to unforeseen circumstances your order is delayed. "
        "You failed to give us a phone number. We will be in touch ASAP."
    )
    shown = [text[a:b] for a, b in read(text, TIMES).spans[Part.STATUS]]
    assert len(shown) == 1
    assert shown[0].endswith("your order is delayed.")


def test_what_we_set_to_work_is_a_next_step_only_where_no_other_is() -> None:
    text = "We have asked the carrier to move it. We will ring you."
    assert [text[a:b] for a, b in read(text, TIMES).spans[Part.NEXT_STEPS]] == ["We will ring you."]
