"""The log of what was promised: what comes due, what is broken, and what a calendar reads of it."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar as other
import pytest
from cli_harness import snap
from hypothesis import given
from hypothesis import strategies as st
from rule_harness import CLEAN, PATH, SETTINGS, over

from snapmsg.errors import SnapError
from snapmsg.follow_up import Entry, Open, append, close, icalendar, outstanding, read_log

TIMED = """\
follow_up:
  scenario: parcel-still-late
  before: promise
variables:
  name:
    about: whose it is
    example: Maya
    private: yes
  town:
    about: where it is
    example: Leeds
opening: Hello {{ name }} in {{ town }}.
approximate_time:
  within: 2 working days
  update_by: tomorrow 12:00
  say: You have it {{ promise }}, and news {{ update }}.
short:
"""
NOW = "2026-11-24T10:00"  # a Tuesday
SET = ("--set", "order_no=A-1", "--set", "name=Maya", "--set", "town=Leeds")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    file = tmp_path / PATH
    file.parent.mkdir(parents=True)
    file.write_text(over(CLEAN, TIMED))
    (tmp_path / "snap.yaml").write_text(f"{SETTINGS}time_zone: Europe/London\n")
    return tmp_path


def render(root: Path, *args: str, now: str = NOW) -> tuple[int, str, str]:
    return snap(
        "render", "parcel-late", "--channel", "email", *SET, "--now", now, *args, cwd=root
    )  # fmt: skip


def test_a_line_is_added_for_a_message(root: Path) -> None:
    code, out, _ = render(root, "--log", "log.jsonl", "--ref", "C-20417")
    assert code == 0 and "Hello Maya" in out
    assert json.loads((root / "log.jsonl").read_text()) == {
        "reference": "C-20417",
        "id": "parcel-late",
        "channel": "email",
        "sent": "2026-11-24T10:00:00+00:00",
        "promise": "2 working days",
        "due": "2026-11-26T17:00:00+00:00",
        "update": "tomorrow 12:00",
        "update_due": "2026-11-25T12:00:00+00:00",
        "follow_up": "parcel-still-late",
    }
    text = (root / "log.jsonl").read_text()
    assert not any(word in text for word in ("Maya", "Leeds", "A-1"))


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("--log", "l", "--ref", "Maya Jones"), "--ref cannot be “Maya Jones”"),
        (("--log", "l", "--ref", "maya@example.com"), "--ref cannot be “maya@example.com”"),
        (("--log", "l", "--ref", "case-MAYA"), "--ref holds the customer's name"),
        (("--log", "l", "--ref", "Leeds"), "--ref holds the customer's town"),
        (("--log", "l", "--ref", ""), "--ref cannot be “”"),
        (("--log", "l"), "needs both --log and --ref: add --ref"),
        (("--ref", "C-1"), "needs both --log and --ref: add --log"),
    ],
)
def test_a_reference_tells_nobody_who_it_is(root: Path, args: tuple[str, ...], reason: str) -> None:
    code, out, err = render(root, *args)
    assert (code, out) == (2, "") and reason in err
    assert not (root / "l").exists()


def test_a_number_that_is_a_value_is_a_good_reference(root: Path) -> None:
    assert render(root, "--log", "l", "--ref", "A-1")[0] == 0


def test_what_counts_from_an_event_is_never_due(root: Path) -> None:
    path = root / PATH
    fragment = (
        "approximate_time:\n  within: 2 days\n  after: your call\n  say: Yours {{ promise }}."
    )
    path.write_text(over(path.read_text(), fragment))
    code, _, err = render(root, "--log", "l", "--ref", "C-1")
    assert code == 2 and "nothing to log: write within:, by: or update_within:" in err


@pytest.mark.parametrize("text", ["not JSON\n", '{"id": 3}\n', "[1]\n", '"x"\n', "\0\n"])
def test_no_line_is_added_to_another_file(root: Path, text: str) -> None:
    (root / "notes").write_text(text)
    code, _, err = render(root, "--log", "notes", "--ref", "C-1")
    assert code == 2 and "notes:1" in err and "snap render --log" in err
    assert (root / "notes").read_text() == text


def test_a_log_that_lost_its_last_line_break(root: Path) -> None:
    render(root, "--log", "l", "--ref", "C-1")
    (root / "l").write_text((root / "l").read_text().rstrip("\n"))
    render(root, "--log", "l", "--ref", "C-2")
    assert [entry.reference for entry in read_log(root / "l")] == ["C-1", "C-2"]


def test_a_folder_or_a_pipe_is_no_log(root: Path) -> None:
    os.mkfifo(root / "pipe")
    (root / "logs").mkdir()
    for name in ("logs", "pipe"):
        code, _, err = render(root, "--log", name, "--ref", "C-1")
        assert code == 2 and "not a regular file" in err
    code, _, err = render(root, "--log", "scenarios", "--ref", "C-1")
    assert code == 2 and "this belongs to the library" in err


def due(root: Path, *args: str, now: str = NOW) -> tuple[int, str, str]:
    return snap("due", *args, "l", "--now", now, cwd=root)


def test_due_shows_what_is_open_and_closes_it(root: Path) -> None:
    render(root, "--log", "l", "--ref", "C-1", now="2026-11-20T10:00")
    render(root, "--log", "l", "--ref", "C-2")
    told = due(root)
    assert [line.split()[0] for line in told[1].splitlines()] == ["broken", "today", "open", "open"]
    assert "today   Tue 24 Nov 17:00  C-1  parcel-late (email)  2 working days" in told[1]
    assert "update: tomorrow 12:00  then parcel-still-late" in told[1]
    assert told[2] == "1 broken: write to them first.\n"
    assert len(due(root, "--within", "1 working day")[1].splitlines()) == 3
    assert due(root, "--done", "C-1")[2] == "C-1 is closed: 1 of 2 came late.\n"
    assert "C-1" not in due(root)[1]
    assert due(root, "--done", "C-1")[0] == 2
    assert "Did you mean “C-2”?" in due(root, "--done", "C-22")[2]
    due(root, "--done", "C-2")
    assert due(root)[1:] == ("", "Nothing is open.\n")


def test_due_as_json(root: Path) -> None:
    render(root, "--log", "l", "--ref", "C-1")
    assert json.loads(due(root, "--format", "json")[1]) == [
        {
            "reference": "C-1", "scenario": "parcel-late", "channel": "email", "kind": kind,
            "promise": said, "due": at, "state": "open", "follow_up": "parcel-still-late",
        }
        for kind, said, at in [
            ("update", "tomorrow 12:00", "2026-11-25T12:00:00+00:00"),
            ("promise", "2 working days", "2026-11-26T17:00:00+00:00"),
        ]
    ]  # fmt: skip
    due(root, "--done", "C-1")
    assert json.loads(due(root, "--format", "json")[1]) == []


def test_bad_words_on_the_command_line(root: Path) -> None:
    assert "l: there is no such log: snap render --log makes it" in due(root)[2]
    render(root, "--log", "l", "--ref", "C-1")
    assert due(root, "--format", "csv")[0] == 2
    assert "--within: “soon” is not a time" in due(root, "--within", "soon")[2]


def test_a_log_from_a_stranger_cannot_write_on_the_terminal(root: Path) -> None:
    line = {"reference": "C-1", "id": "x\x1b[2J", "channel": "y\n", "promise": "1 day",
            "due": "2026-11-26T17:00:00+00:00"}  # fmt: skip
    (root / "l").write_text(json.dumps(line) + "\n")
    out = due(root)[1]
    assert "\x1b" not in out and len(out.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("reference", "\ud800"),
        ("reference", "C\x1b[2J"),
        ("reference", "maya@example.com"),
        ("due", "9999-12-31T23:59:00-14:00"),
        ("due", "0001-01-01T00:00:00+14:00"),
        ("due", "9999-12-31T23:59:00"),
    ],
)
def test_what_snap_never_writes_into_a_log_is_no_line_of_one(
    root: Path, name: str, text: str
) -> None:
    line = {"reference": "C-1", "promise": "1 day", "due": "2026-11-26T17:00:00+00:00"}
    (root / "l").write_text(json.dumps({**line, name: text}) + "\n")
    for form in ("table", "json", "ics"):
        code, out, err = due(root, "--format", form)
        assert (code, out) == (2, "")
        assert "l:1: this line is none that snap render --log wrote" in err


def test_a_calendar_holds_no_controls(root: Path) -> None:
    line = {"reference": "C-1", "id": "x\ud800\x1b", "channel": "y\r\x0b\u202e",
            "follow_up": "\x85z", "promise": "1 day\x00\u2028",
            "due": "2026-11-26T17:00:00+00:00"}  # fmt: skip
    (root / "l").write_text(json.dumps(line) + "\n")
    code, out, _ = due(root, "--format", "ics")
    assert code == 0
    assert "DESCRIPTION:x by y: 1 day\\nIf it cannot be kept: snap render z\r\n" in out
    assert all(part.isprintable() for part in out.split("\r\n"))


# --- what is open ----------------------------------------------------------------------------

AT = datetime(2026, 11, 24, 10, tzinfo=UTC)


def sent(reference: str, hours: int | None, update: int | None) -> Entry:
    def at(number: int | None) -> datetime | None:
        return None if number is None else AT + timedelta(hours=number)

    return Entry(
        reference, "bag", "sms", AT,
        None if hours is None else f"{hours} hours", at(hours),
        None if update is None else f"{update} hours", at(update),
    )  # fmt: skip


def kinds(entries: list[Entry]) -> list[tuple[str, str, str]]:
    return [(item.reference, item.kind, item.promise) for item in outstanding(entries, AT)]


def test_a_later_message_is_the_update_and_a_new_time_takes_the_old_ones_place() -> None:
    first = sent("A", 48, 24)
    assert kinds([first]) == [("A", "update", "24 hours"), ("A", "promise", "48 hours")]
    assert kinds([first, sent("A", None, 30)]) == [
        ("A", "update", "30 hours"), ("A", "promise", "48 hours"),
    ]  # fmt: skip
    assert kinds([first, sent("A", 72, None)]) == [("A", "promise", "72 hours")]
    assert kinds([first, sent("B", 1, None)])[0] == ("B", "promise", "1 hours")
    assert kinds([first, Entry("A", done=AT)]) == []
    assert kinds([Entry("A", done=AT), first]) == kinds([first])


def test_states() -> None:
    entries = [sent("A", -1, None), sent("B", 0, None), sent("C", 13, None), sent("D", 14, None)]
    found = [item.state for item in outstanding(entries, AT)]
    assert found == ["broken", "today", "today", "open"]


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=200)
references = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._/#:-]{0,63}", fullmatch=True)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=0)
)


@given(st.lists(st.tuples(references, texts, instants), max_size=5))
def test_a_log_reads_back(tmp_path_factory: pytest.TempPathFactory,
                          rows: list[tuple[str, str, datetime]]) -> None:  # fmt: skip
    path = tmp_path_factory.mktemp("log") / "l"
    entries = [Entry(ref, "bag", "sms", at, said or None, at) for ref, said, at in rows]
    for entry in entries:
        append(path, entry)
    assert (read_log(path) if entries else []) == entries


@given(st.lists(st.tuples(references, texts, instants), max_size=4))
def test_another_reader_of_calendars_reads_ours(rows: list[tuple[str, str, datetime]]) -> None:
    items = [Open(ref, "bag", "sms", "promise", said, at, "open", said) for ref, said, at in rows]
    text = icalendar(items, AT)
    lines = text.split("\r\n")
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in lines)
    calendar = other.Calendar.from_ical(text)
    assert calendar["VERSION"] == "2.0"
    events = list(calendar.walk("VEVENT"))
    assert len(events) == len(items)
    for event, item in zip(events, items, strict=True):
        assert event["DTSTART"].dt == item.due and event["DTSTAMP"].dt == AT
        assert str(event["SUMMARY"]) == f"Promise due: {item.reference}"
        assert f"bag by sms: {item.promise}" in str(event["DESCRIPTION"])
        assert str(event["UID"]).endswith("@snapmsg")
        assert len(list(event.walk("VALARM"))) == 1


def test_an_event_keeps_its_uid() -> None:
    item = Open("C-1", "bag", "sms", "promise", "1 day", AT, "open", None)
    later = AT + timedelta(days=1)
    first, second, moved = (
        other.Calendar.from_ical(icalendar([one], now)).walk("VEVENT")[0]["UID"]
        for one, now in [(item, AT), (item, later), (item._replace(due=later), AT)]
    )
    assert first == second != moved


def test_calendar_file_from_the_command_line(root: Path) -> None:
    render(root, "--log", "l", "--ref", "C-1")
    code, out, _ = due(root, "--format", "ics")
    assert code == 0 and len(list(other.Calendar.from_ical(out).walk("VEVENT"))) == 2
    assert "If it cannot be kept: snap render parcel-still-late" in out.replace("\r\n ", "")


def test_closing_what_is_not_open(tmp_path: Path) -> None:
    path = tmp_path / "l"
    append(path, sent("A", 1, None))
    with pytest.raises(SnapError, match="nothing is open under “B”"):
        close(path, "B", AT)
    assert [item.promise for item in close(path, "A", AT)] == ["1 hours"]


def test_show_says_what_comes_next(root: Path) -> None:
    out = snap("show", "parcel-late", cwd=root).out
    assert "parcel-still-late, before the promise is due" in out


# --- the rules in a library ------------------------------------------------------------------


def test_a_follow_up_of_its_own_is_linted(root: Path) -> None:
    told = snap("lint", "--format", "concise", "--now", NOW, cwd=root).out
    assert "A028 there is no scenario “parcel-still-late”. Did you mean “parcel-late”?" in told
    (root / PATH).with_name("parcel-still-late.yaml").write_text(over(CLEAN, "title: Still late"))
    told = snap("lint", "--format", "concise", "--now", NOW, cwd=root).out
    assert "A028" not in told


@pytest.mark.parametrize(
    ("fragment", "reason"),
    [
        ("follow_up:\n  before: promise\n", "“follow_up” names what comes next: write scenario:"),
        ("follow_up:\n  scenario: x\n  before: christmas\n", "“christmas” is no value of “before”"),
        ("follow_up:\n  scenario: x\n  after: soon\n", "“soon” is not a time snap can keep"),
        ("follow_up:\n  scenario: x\n  then: y\n", "“then” is no key of follow_up"),
    ],
)
def test_a_follow_up_that_cannot_be_read(root: Path, fragment: str, reason: str) -> None:
    (root / PATH).write_text(over((root / PATH).read_text(), fragment))
    assert reason in snap("lint", "--format", "concise", cwd=root).out


def test_the_one_promise_that_came_late_is_it(root: Path) -> None:
    file = next((root / "scenarios").rglob("parcel-late.yaml"))
    text = file.read_text()
    file.write_text("".join(line for line in text.splitlines(True) if "update" not in line))
    render(root, "--log", "l", "--ref", "C-1", now="2026-11-10T10:00")
    assert due(root, "--done", "C-1")[2] == "C-1 is closed: it came late.\n"
