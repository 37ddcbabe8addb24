"""`snap new` and `snap preview` at a real terminal, as a team lead would use them."""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from snapmsg.starter import choose, start

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")

CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[=>])")
PROMPT = "\n> "


@pytest.fixture
def home(tmp_path: Path) -> Path:
    start(tmp_path, date(2026, 11, 22), choose("general"))
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


def wizard(home: Path, *args: str, **more):  # type: ignore[no-untyped-def]
    """The wizard with plain prompts, whether or not the extra is installed."""
    state = str(home.parent / f"{home.name}-state")
    return snap(home, *args, "--plain", XDG_STATE_HOME=state, **more)


@pytest.mark.parametrize("columns", [80, 120])
def test_a_scenario_from_nothing(home: Path, columns: int) -> None:
    child = wizard(home, "new", columns=columns)
    answer(
        child,
        ("Good: Order A-10293 is late.", "help"),
        ("Write it as you would tell this one customer.", "You failed to renew ticket 10293"),
        ("“10293” looks like the ticket number. Ask for it each time? [Y/n]", ""),
        ("A thought: “You failed to” blames the customer", ""),
        ("What happens next?", "We pay your £48.90 back."),
        ("“£48.90” looks like the sum of money", ""),
        ("And then?", "they (your bank): Your bank adds it to your account."),
        ("And then?", ""),
        ("By when is it settled, at the latest?", "soon"),
        ("A thought: “soon” is not a time snap can keep", "3 working days"),
        ("When do they hear from you next", "back"),
        ("Enter keeps: 3 working days", "2 working days"),
        ("When do they hear from you next", "tomorrow 12:00"),
        ("How will it end for them?", "You have all of your money back."),
        ("What do you call this situation", "Show is off"),
        ("When should a colleague choose", "skip"),
        ("Or type the name of a new one.", "events"),
        ("Where do you send it?", "email, status page"),
        ("What is the subject of the email?", "The show is off"),
        ("What is the headline on the status page?", "The show is off"),
        ("How far are you?", "2"),
        ("How does the customer most likely feel?", "4"),
        ("Who starts?", "2"),
        ("How much does it hurt", "1"),
        ("Who keeps this text true", "box-office"),
        ("Write it to scenarios/events/show-is-off.yaml? [Y/n]", ""),
    )
    end, code = ended(child)
    assert end.endswith(
        "Lint finds nothing to mend in it. scenarios/events/show-is-off.yaml "
        "Next: snap preview show-is-off"
    )
    assert code == 0
    assert (
        (home / "scenarios/events/show-is-off.yaml").read_text(encoding="utf-8").partition("\n")[2]
        == """\
title: Show is off
starts: we_write
feeling: frustrated
impact: minor
owner: box-office
reviewed: 2026-11-22

variables:
  ticket_no:
    about: the ticket number
    example: 10293
    max_length: 12

status: We still need you to renew ticket {{ ticket_no }}.
next_steps:
  - us: We pay your {{ amount }} back.
  - they: Your bank adds it to your account.
    who: your bank
approximate_time:
  within: 2 working days
  update_by: tomorrow 12:00
  say: >-
    We will settle this {{ promise }}.
    You will hear from us {{ update }}, even if nothing has changed.
planned_outcome: You have all of your money back.

channels:
  email:
    subject: The show is off
  status_page:
    state: identified
    headline: The show is off
"""
    )


@pytest.mark.parametrize("stop", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_stopping_keeps_a_draft(home: Path, stop: str) -> None:
    before = sorted(home.rglob("*"))
    child = wizard(home, "new", "show-off")
    answer(child, ("What has happened", "The show is off."))
    child.expect_exact("> ")
    child.send(stop)
    end, code = ended(child)
    assert end.endswith("Nothing was written. Your answers are kept: snap new goes on with them.")
    assert code == 130
    assert sorted(home.rglob("*")) == before
    child = wizard(home, "new")
    answer(child, ("1 go on with “The show is off.”", ""))
    child.expect_exact("What happens next?")
    child.expect_exact("> ")
    child.sendintr()
    assert ended(child)[1] == 130


def test_stopping_at_once_keeps_nothing(home: Path) -> None:
    child = wizard(home, "new")
    child.expect_exact("> ")
    child.sendintr()
    end, code = ended(child)
    assert (end.endswith("Nothing was written."), code) == (True, 130)


def test_a_copy(home: Path) -> None:
    child = wizard(home, "new", "--from", "parcel-late")
    answer(
        child,
        ("A copy of “Parcel is late”, under a name of its own.", "Pallet is late"),
        ("Go through its words now? [y/N]", ""),
    )
    end, code = ended(child)
    assert end.endswith("scenarios/delivery/pallet-is-late.yaml Next: snap preview pallet-is-late")
    assert code == 0


TODAY = """Hi Maya,

Your order has been delayed because our warehouse flooded.
We are packing it again. It will be with you by Friday.
You will get everything you ordered, or your money back.
"""


def confirm(child) -> None:  # type: ignore[no-untyped-def]
    answer(
        child,
        ("Enter keeps: Your order has been delayed", ""),
        ("Step 1, us: what happens?", ""),
        ("And then?", "You do not need to order again"),
        ("Who does that?", ""),
        ("And then?", ""),
        ("Enter keeps: Friday", ""),
        ("When do they hear", ""),
        ("Enter keeps: It will be with you {{ promise }}.", ""),
        ("Enter keeps: You will get everything", "yes"),
        ("What do you call", "Flood"),
        ("When should", ""),
        ("Which topic", "delivery"),
        ("Where do you send", "chat"),
        ("How does the customer", ""),
        ("Who starts", ""),
        ("How much", ""),
        ("Who keeps", "leads"),
        ("Write it to scenarios/delivery/flood.yaml?", ""),
    )
    end, code = ended(child)
    assert end.endswith("scenarios/delivery/flood.yaml Next: snap preview flood")
    assert code == 0


def test_from_a_pasted_message(home: Path) -> None:
    child = wizard(home, "new")
    child.expect_exact("> ")
    child.send(TODAY)
    child.expect_exact("This is how snap understands it.")
    confirm(child)
    text = (home / "scenarios/delivery/flood.yaml").read_text(encoding="utf-8")
    assert "  by: Friday\n  say: It will be with you {{ promise }}.\n" in text


def test_from_a_message_in_a_pipe_the_terminal_is_asked(home: Path) -> None:
    (home / "today.txt").write_text(TODAY, encoding="utf-8")
    state = str(home.parent / f"{home.name}-state")
    line = f"cat today.txt | {sys.executable} -m snapmsg new --from-text - --plain --now 2026-11-22"
    child = pexpect.spawn(
        "bash", ["-c", line], cwd=str(home), dimensions=(50, 80), encoding="utf-8", timeout=20,
        env={**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "XDG_STATE_HOME": state},
    )  # fmt: skip
    child.expect_exact("This is how snap understands it.")
    confirm(child)


def test_an_edit(home: Path) -> None:
    path = home / "scenarios/delivery/parcel-late.yaml"
    before = path.read_text(encoding="utf-8")
    child = wizard(home, "edit", "parcel-late", "--part", "status")
    answer(
        child,
        ("Enter keeps: Order {{ order_no }} is late.", "back"),
        ("This is the first question.", "Order A-10293 is late, and it is in Leeds"),
        ("{{ order_no }}. Ask for it each time?", ""),
        ("“Leeds” looks like", "n"),
        ("What has happened, in fewer words?", ""),
    )
    end, code = ended(child)
    assert "+status: Order {{ order_no }} is late, and it is in Leeds." in end
    assert end.endswith("scenarios/delivery/parcel-late.yaml")
    assert code == 0
    after = path.read_text(encoding="utf-8")
    start, stop = before.index("status:"), before.index("next_steps:")
    assert after == (
        before[:start]
        + "status: Order {{ order_no }} is late, and it is in Leeds.\n"
        + before[stop:]
    )


def test_an_edit_with_options(home: Path) -> None:
    child = snap(home, "edit", "parcel-late", "--time", "3 working days")
    end, code = ended(child)
    assert end.startswith("- within: 2 working days + within: 3 working days")
    assert code == 0
    end, code = ended(snap(home, "edit", "parcel-late", "--time", "3 working days"))
    assert (end, code) == ("Nothing was changed.", 0)
    end, code = ended(snap(home, "edit", "parcel-late", "--no-input"))
    assert end.startswith("snap: without questions, say what to change, with one of: --opening")
    assert code == 2
    end, code = ended(snap(home, "edit", "parcel-late", "--part", "statsu"))
    assert (code, "Did you mean “status”?" in end) == (2, True)


def test_with_arrows(home: Path) -> None:
    pytest.importorskip("questionary")
    state = str(home.parent / f"{home.name}-state")
    child = snap(home, "new", "show-off", "--topic", "events", "--owner", "me",
                 "--time", "2 days", "--update", "1 day", "--outcome", "You have it.",
                 "--title", "Show", "--situation", "S", "--channel", "chat",
                 "--starts", "we_write", "--impact", "minor", XDG_STATE_HOME=state)  # fmt: skip
    child.delaybeforesend = 0.5  # it draws itself, so there is no prompt to wait for
    for shown, keys in (
        ("What has happened", "The show is off.\r"),
        ("What happens next?", "Keep the ticket.\r"),
        ("somebody else", "\x1b[B\r"),
        ("And then?", "\r"),
        ("grieving", "\x1b[B\x1b[B\r"),
        ("[Y/n]", "y\r"),
    ):
        child.expect_exact(shown)
        child.send(keys)
    end, code = ended(child)
    assert end.endswith("Next: snap preview show-off")
    assert code == 0
    text = (home / "scenarios/events/show-off.yaml").read_text(encoding="utf-8")
    assert "feeling: worried\n" in text
    assert "  - you: Keep the ticket.\n" in text


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
