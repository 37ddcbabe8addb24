"""`snap new` and `snap preview` at a real terminal, as a team lead would use them."""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from snapmsg.starter import start

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")

CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[=>])")
PROMPT = "\n> "


@pytest.fixture
def home(tmp_path: Path) -> Path:
    start(tmp_path, date(2026, 11, 22))
    return tmp_path


def snap(home: Path, *args: str, columns: int = 80, **env: str):  # type: ignore[no-untyped-def]
    kept = {name: text for name, text in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    return pexpect.spawn(
        sys.executable, ["-m", "snapmsg", *args, "--now", "2026-11-22T10:00"],
        cwd=str(home), dimensions=(50, columns), encoding="utf-8", timeout=20,
        env={**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **env},
    )  # fmt: skip


def told(text: str) -> str:
    """What was shown, without colours, and with single spaces."""
    return " ".join(CODES.sub("", text).split())


def answer(child, *answers: tuple[str, str]) -> None:  # type: ignore[no-untyped-def]
    """Wait for each question, and type its answer."""
    for question, said in answers:
        child.expect_exact("> ")
        assert question in told(child.before), question
        child.sendline(said)


def ended(child) -> tuple[str, int]:  # type: ignore[no-untyped-def]
    child.expect(pexpect.EOF)
    child.close()
    return told(child.before), child.exitstatus


def test_a_scenario_from_nothing(home: Path) -> None:
    child = snap(home, "new")
    answer(
        child,
        ("What has happened, and where do things stand", "The show of {{ old_day }} is off."),
        ("{{ old_day }} is a new blank.", "the day it was on"),
        ("And an example of {{ old_day }}?", "1 May"),
        ("What happens next?", "We pay your {{ amount }} back."),
        ("Who does that?", ""),
        ("And then?", "they (your bank): Your bank adds it to your account."),
        ("And then?", ""),
        ("By when is it settled, at the latest?", "soon"),
        ("“soon” is not a time snap can keep", "3 working days"),
        ("When do they hear from you next", "tomorrow 12:00"),
        ("How will it end for them?", "You have all of your money back."),
        ("What do you call this situation", "Show is off"),
        ("When should a colleague choose", ""),
        ("4 outages Or type the name of a new one.", "events"),
        ("Where do you send it?", ""),
        ("What is the subject of the email?", "The show of {{ old_day }} is off"),
        ("How does the customer most likely feel?", "4"),
        ("Who starts?", "2"),
        ("How much does it hurt", "2"),
        ("Who keeps this text true", "box-office"),
        ("Enter takes: show-is-off", ""),
    )
    end, code = ended(child)
    assert end.endswith(
        "Lint finds nothing to mend in it. scenarios/events/show-is-off.yaml "
        "Next: snap preview show-is-off"
    )
    assert code == 0
    assert (
        (home / "scenarios/events/show-is-off.yaml").read_text(encoding="utf-8")
        == """\
title: Show is off
starts: we_write
feeling: frustrated
impact: major
owner: box-office
reviewed: 2026-11-22

variables:
  old_day:
    about: the day it was on
    example: 1 May

status: The show of {{ old_day }} is off.
next_steps:
  - us: We pay your {{ amount }} back.
  - they: Your bank adds it to your account.
    who: your bank
approximate_time:
  within: 3 working days
  update_by: tomorrow 12:00
  say: >-
    We will settle this {{ promise }}.
    You will hear from us {{ update }}, even if nothing has changed.
planned_outcome: You have all of your money back.

channels:
  email:
    subject: The show of {{ old_day }} is off
  sms:
  chat:
"""
    )


@pytest.mark.parametrize("stop", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_stopping_writes_nothing(home: Path, stop: str) -> None:
    before = sorted(home.rglob("*"))
    child = snap(home, "new", "show-off")
    answer(child, ("What has happened", "The show is off."))
    child.expect_exact("> ")
    child.send(stop)
    end, code = ended(child)
    assert end.endswith("Nothing was written.")
    assert code == 130
    assert sorted(home.rglob("*")) == before


def test_a_copy(home: Path) -> None:
    child = snap(home, "new", "--from", "parcel-late")
    answer(
        child,
        ("A copy of “Parcel is late”, under a name of its own.", "Pallet is late"),
        ("Enter takes: pallet-is-late", ""),
    )
    end, code = ended(child)
    assert end.endswith("scenarios/delivery/pallet-is-late.yaml Next: snap preview pallet-is-late")
    assert code == 0


def test_with_no_input_nothing_is_asked(home: Path) -> None:
    end, code = ended(snap(home, "new", "show-off", "--no-input"))
    assert end == (
        "snap: without questions, snap needs these as well: "
        "--status --next-step --time --outcome --topic --owner"
    )
    assert code == 2


@pytest.mark.parametrize(("columns", "heads"), [(80, 3), (120, 1)])
def test_a_preview(home: Path, columns: int, heads: int) -> None:
    child = snap(home, "preview", "parcel-late", columns=columns)
    child.expect(pexpect.EOF)
    lines = [CODES.sub("", line).rstrip() for line in child.before.split("\r\n")]
    assert max(map(len, lines)) <= columns
    assert sum(line.startswith(("Email", "SMS", "Chat")) for line in lines) == heads
    assert "\x1b[4mA-10293\x1b[0m" in child.before
    assert "\x1b[36mS\x1b[0m" in child.before


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_a_preview_without_colour(home: Path, env: dict[str, str]) -> None:
    child = snap(home, "preview", "parcel-late", "--channel", "sms", **env)
    child.expect(pexpect.EOF)
    assert "\x1b" not in child.before
    assert "S  Sorry, order ⟦A-10293⟧ is late." in child.before


def test_a_preview_on_a_terminal_that_has_only_ascii(home: Path) -> None:
    child = snap(home, "preview", "refund-late", NO_COLOR="1", PYTHONIOENCODING="ascii")
    child.expect(pexpect.EOF)
    assert child.before.isascii()
    assert "S  Your refund of [[\\xa348.90]] is late" in child.before
    child.close()
    assert child.exitstatus == 0


def test_a_preview_says_what_stops_it(home: Path) -> None:
    path = home / "scenarios/delivery/parcel-late.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{{ agent }}", "{{ agnet }}"))
    end, code = ended(snap(home, "preview", "parcel-late"))
    assert end.startswith("scenarios/delivery/parcel-late.yaml:")
    assert "“agnet”" in end
    assert code == 2
    end, code = ended(snap(home, "preview", "parcel-lat"))
    assert "Did you mean “parcel-late”?" in end
    assert code == 2


def test_a_preview_says_that_lint_has_more_to_say(home: Path) -> None:
    path = home / "scenarios/delivery/parcel-late.yaml"
    text = path.read_text(encoding="utf-8").replace("owner: delivery-leads\n", "")
    path.write_text(text, encoding="utf-8")
    end, code = ended(snap(home, "preview", "parcel-late"))
    assert end.endswith(
        "Lint has 1 thing to say about it: snap lint " + "scenarios/delivery/parcel-late.yaml"
    )
    assert code == 0
    end, code = ended(snap(home, "preview", "parcel-late", "--channel", "smss"))
    assert (code, "Did you mean “sms”?" in end) == (2, True)
    path.write_text(text.replace("  sms:\n", ""), encoding="utf-8")
    end, code = ended(snap(home, "preview", "parcel-late", "--channel", "sms"))
    assert (code, "parcel-late is not written for SMS: it has email, chat" in end) == (2, True)
