"""What a library allows: promises compared exactly, and the rules that hold them to it."""

from __future__ import annotations

from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from cli_harness import snap
from hypothesis import given
from hypothesis import strategies as st
from rule_harness import CLEAN, PATH, SETTINGS, over
from test_locales import durations
from test_promise import masks

from snapmsg.promise import (
    Calendar,
    Duration,
    Hours,
    Promise,
    due,
    falls_closed,
    later,
    parse_duration,
    parse_hours,
    parse_moment,
)

OFFICE = Calendar(zone="Europe/London")
ALWAYS = Calendar(parse_hours({"every day": "all day"}))


def typed(text: str) -> Promise:
    return parse_moment(text) if text.startswith("by ") else parse_duration(text)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("3 days", "2 days", "always"),
        ("2 days", "3 days", "never"),
        ("2 to 3 days", "3 days", "never"),
        ("48 hours", "2 days", "never"),
        ("49 hours", "2 days", "always"),
        ("2 working days", "2 days", "always"),  # the day it closes, and weekends
        ("2 days", "2 working days", "never"),
        (
            "3 days",
            "2 working days",
            "sometimes",
        ),  # from a Friday it is Monday
        ("2 weeks", "10 working days", "never"),
        ("15 days", "10 working days", "always"),
        ("1 month", "31 days", "never"),
        ("1 month", "30 days", "sometimes"),
        ("by tomorrow 12:00", "1 working day", "never"),
        ("1 working day", "by tomorrow 12:00", "always"),
        ("by tomorrow", "24 hours", "always"),  # until it closes
        ("by Friday", "2 working days", "sometimes"),
        ("by 24 December", "1 hour", "never"),  # another question each day
        ("by end of June", "1 hour", "never"),
        ("by end of the month", "20 days", "sometimes"),
    ],
)
def test_later(one: str, other: str, expected: str) -> None:
    sent = later(typed(one), typed(other), OFFICE)
    assert ("never" if sent is None else "always" if sent.always else "sometimes") == expected


def test_later_knows_who_is_open() -> None:
    assert later(typed("3 days"), typed("2 working days"), ALWAYS)
    week = parse_hours({"sunday to thursday": "09:00 to 17:00"})
    sent = later(typed("4 days"), typed("2 working days"), Calendar(week, zone="Asia/Riyadh"))
    assert sent is not None and not sent.always and sent.at.strftime("%a") != "Thu"


@given(durations, durations, st.datetimes(datetime(2026, 2, 2, 9), datetime(2026, 2, 2, 16)))
def test_a_promise_that_is_never_later_is_not_later_now(
    one: Duration, other: Duration, now: datetime
) -> None:
    """In one unit, and in hours and minutes, it is the order of the numbers."""
    small = [Duration(d.low % 50 + 1, d.low % 50 + 1, d.unit) for d in (one, other)]
    first, second = small
    moment = now.replace(tzinfo=UTC)
    calendar = Calendar()
    late = due(first, moment, calendar).latest > due(second, moment, calendar).latest
    if first.unit is second.unit:
        assert (later(first, second, calendar) is not None) == (first.high > second.high)
    elif late and "month" not in (first.unit, second.unit):
        assert later(first, second, calendar) is not None


@given(masks, st.integers(0, 20), st.integers(1, 3))
def test_a_promise_is_never_later_than_itself(mask: list[bool], start: int, long: int) -> None:
    hours = Hours(time(start), time(start + long))
    calendar = Calendar(tuple(hours if is_open else None for is_open in mask))
    for text in ("2 working days", "5 working hours", "by tomorrow 12:00", "36 hours"):
        assert later(typed(text), typed(text), calendar) is None


def test_a_clock_time_on_a_closed_day() -> None:
    friday = datetime(2026, 11, 27, 10, tzinfo=UTC)
    for text, closed in [
        ("by tomorrow 12:00", True), ("by tomorrow", False), ("by Monday 12:00", False),
        ("by Sunday 12:00", True), ("1 day", False),
    ]:  # fmt: skip
        promise = typed(text)
        assert falls_closed(promise, due(promise, friday, OFFICE).latest, OFFICE) is closed, text


# --- the rules in a library ------------------------------------------------------------------


def lint(root: Path, fragment: str, more: str) -> str:
    file = root / PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(over(CLEAN, fragment))
    (root / "snap.yaml").write_text(SETTINGS + more)
    return snap("lint", "--format", "concise", "--now", "2026-11-24T10:00", cwd=root).out


WITHIN = "approximate_time:\n  within: {}\n  say: You have it {{{{ promise }}}}.\nshort:\n"


@pytest.mark.parametrize(
    ("within", "policy", "told"),
    [
        ("3 days", "  all:\n    at_most: 2 working days\n",
         "A016 this may take 2 working days at most, and sent on a Monday at 09:00 this ends "
         "later: promise that or less"),
        ("3 days", "  delivery:\n    at_most: 2 days\n",
         "A016 this may take 2 days at most for delivery: promise that or less"),
        ("3 days", "  delivery:\n    at_most: 9 days\n  all:\n    at_most: 2 days\n", ""),
        ("2 days", "  all:\n    at_least: 3 days\n",
         "A017 this takes 3 days in any case: promise that or more"),
        ("2 days", "  all:\n    longest_silence: 1 day\n",
         "A019 they hear nothing for longer than 1 day: add update_within: 1 day"),
    ],
)  # fmt: skip
def test_a_policy_is_told_with_its_cure(
    tmp_path: Path, within: str, policy: str, told: str
) -> None:
    out = lint(tmp_path, WITHIN.format(within), f"promises:\n{policy}")
    lines = [line for line in out.splitlines() if "A01" in line]
    assert [line.partition(": ")[2] for line in lines] == ([told] if told else [])


def test_a_policy_holds_for_each_example(tmp_path: Path) -> None:
    fragment = (
        "variables:\n  time:\n    type: duration\n    about: how long\n    example: 2 days\n"
        + WITHIN.format("'{{ time }}'")
        + "examples:\n  far away:\n    time: 9 days\n"
    )
    out = lint(tmp_path, fragment, "promises:\n  all:\n    at_most: 5 days\n")
    found = [line for line in out.splitlines() if "A016" in line]
    assert len(found) == 1 and ":" in found[0]
    row = int(found[0].split(":")[1])
    assert "9 days" in (tmp_path / PATH).read_text().splitlines()[row - 1]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("promises:\n  all:\n    at_mots: 2 days\n", "Did you mean “at_most”?"),
        ("promises:\n  all:\n    at_most: soon\n", "“soon” is not a time snap can keep"),
        ("promises:\n  all: 2 days\n", "“all” takes keys of its own, such as at_most:"),
        ("promises:\n  delivry:\n    at_most: 2 days\n", "Did you mean “delivery”?"),
    ],
)
def test_a_policy_that_cannot_hold(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in lint(tmp_path, "owner: x", text)


def test_phrases_name_the_zone_where_customers_live_by_several(tmp_path: Path) -> None:
    lint(
        tmp_path,
        "approximate_time:\n  by: Friday 17:00\n  say: You have it {{ promise }}.\nshort:\n",
        "time_zone: Europe/London\ncustomer_zones:\n  - Europe/London\n  - Asia/Dubai\n",
    )
    args = ("--channel", "chat", "--set", "order_no=A", "--now", "2026-11-24T10:00")
    out = snap("render", "parcel-late", *args, cwd=tmp_path).out
    assert "You have it by 17:00 London time on Friday." in out


def test_a_warning_when_it_is_sent_before_a_closed_day(tmp_path: Path) -> None:
    lint(tmp_path, "approximate_time:\n  update_by: tomorrow 12:00\nshort:\n", "")
    args = ("render", "parcel-late", "--channel", "chat", "--set", "order_no=A", "--now")
    assert "closed" not in snap(*args, "2026-11-24T10:00", cwd=tmp_path).err
    told = snap(*args, "2026-11-27T10:00", cwd=tmp_path)
    assert told.code == 0
    assert "“tomorrow 12:00” falls on Saturday 2026-11-28, when you are closed" in told.err
