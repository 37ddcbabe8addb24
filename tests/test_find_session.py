"""`snap find`, `snap copy`, `snap preview --watch`: at a real terminal, as people use them."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest
from cli_harness import environment

from snapmsg.library import shipped

pexpect = pytest.importorskip("pexpect")
if not hasattr(pexpect, "spawn"):
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

CODES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[=>])")
NOW = ["--now", "2026-11-24T10:00"]
BARE = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "WSL_DISTRO_NAME": ""}


def snap(*args: str, cwd: Path | None = None, columns: int = 80, **env: str):  # type: ignore[no-untyped-def]
    return pexpect.spawn(
        sys.executable, ["-m", "snapmsg", *args],
        cwd=str(cwd or shipped()), env=environment(LC_ALL="C.UTF-8", **BARE, **env),
        dimensions=(50, columns), encoding="utf-8", timeout=30,
    )  # fmt: skip


def told(text: str) -> str:
    return " ".join(CODES.sub("", text).split())


def answer(child, *answers: tuple[str, str]) -> None:  # type: ignore[no-untyped-def]
    """Wait for each question, and type its answer."""
    for question, said in answers:
        child.expect_exact("> ")
        assert question in told(child.before), (question, told(child.before))
        child.sendline(said)


def ended(child) -> tuple[str, int]:  # type: ignore[no-untyped-def]
    child.expect(pexpect.EOF)
    child.close()
    return told(child.before), child.exitstatus


@pytest.mark.parametrize("columns", [80, 120])
def test_a_choice_is_shown(columns: int) -> None:
    child = snap("find", "late", "parcel", "refnd", columns=columns)
    answer(
        child,
        ("1 Parcel is late parcel-late", "99"),
        ("Not yet: type a number from 1 to 8", "1"),
        ("What now? Enter leaves. r renders it, c copies it", "sideways"),
        ("Not yet:", "3"),
        ("situation", ""),
    )
    assert ended(child)[1] == 0


def test_the_first_says_when_not_to() -> None:
    child = snap("find", "biopsy result late")
    answer(child, ("Not when: A result is there, of any kind. Then a clinician", ""))
    said, code = ended(child)
    assert (code, said.count("Not when")) == (0, 0)
    child = snap("find", "biopsy result late")
    child.expect_exact("> ")
    assert told(child.before).count("Not when") == 1
    child.sendcontrol("c")
    ended(child)


def test_a_choice_is_rendered() -> None:
    child = snap("find", "late parcel", *NOW)
    answer(
        child,
        ("1 shows it, r1 renders it, c1 copies it", "1"),
        ("What now?", "r"),
        ("On which channel? 1 email 2 sms 3 chat", "sms"),
        ("order_no: the order number For example: A-10293", "A-7"),
        ("carrier: the company that carries the parcel", "NorthPost"),
        ("last_seen:", "Hull"),
        ("paid_delivery: the customer paid for delivery?", "yes"),
    )
    said, code = ended(child)
    assert code == 0
    assert "Sorry, order A-7 is late. It is with NorthPost at Hull." in said
    assert "paying your delivery charge back" in said
    assert said.endswith("The next time: snap render parcel-late --channel sms")


def test_a_choice_is_copied_by_the_terminal() -> None:
    child = snap("find", "late parcel", *NOW)
    answer(child, ("Which one? Enter leaves.", "c 1"), ("On which channel?", "2"))
    answer(
        child,
        ("order_no: the order number For example: A-10293", ""),
        ("Not yet: it is empty", "A-7"),
        ("carrier:", "NorthPost"),
        ("last_seen: where the carrier last scanned", "Hull"),
        ("paid_delivery: the customer paid for delivery? 1 yes 2 no", "perhaps"),
        ("Not yet:", "n"),
    )
    child.expect(r"\x1b\]52;c;[A-Za-z0-9+/=]+\x07")
    said, code = ended(child)
    assert "Copied by the terminal: Parcel is late, for SMS, 2 SMS parts." in said
    assert code == 0


@pytest.mark.parametrize("stop", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_stopping_is_no_fault(stop: str) -> None:
    child = snap("find", "late parcel")
    child.expect_exact("> ")
    child.send(stop)
    said, code = ended(child)
    assert code == 130
    assert "Traceback" not in said


def test_copy_asks_for_what_is_not_given() -> None:
    child = snap("copy", "parcel-late", "--channel", "sms", "--set", "order_no=A-7", *NOW)
    answer(child, ("carrier:", "NorthPost"), ("last_seen:", "Hull"), ("paid_delivery:", "2"))
    assert ended(child)[1] == 0
    said, code = ended(snap("copy", "parcel-late", "--channel", "sms", "--no-input"))
    assert code == 2
    assert "order_no is missing" in said


RENDER = ("render", "parcel-late", "--channel", "sms")


def test_render_asks_for_what_is_not_given() -> None:
    child = snap(*RENDER, *NOW)
    answer(
        child,
        ("order_no: the order number For example: A-10293", "much-too-long-for-it"),
        ("Not yet: ", "A-7"),
        ("carrier:", "NorthPost"),
        ("last_seen:", "Hull"),
        ("paid_delivery:", "no"),
    )
    said, code = ended(child)
    assert code == 0
    assert "Sorry, order A-7 is late." in said
    said, code = ended(snap(*RENDER, "--no-input"))
    assert code == 2
    assert "order_no is missing" in said


def test_what_is_given_wrongly_is_told_before_anything_is_asked() -> None:
    said, code = ended(snap(*RENDER, "--set", "oder_no=A-7"))
    assert code == 2
    assert "Did you mean “order_no”?" in said


def test_the_message_alone_goes_to_stdout(tmp_path: Path) -> None:
    file = tmp_path / "message.txt"
    line = f"{sys.executable} -m snapmsg {' '.join(RENDER)} > {file}"
    child = pexpect.spawn(
        "/bin/sh", ["-c", line], cwd=str(shipped()), env=environment(LC_ALL="C.UTF-8"),
        encoding="utf-8", timeout=30,
    )  # fmt: skip
    answer(child, ("order_no:", "A-7"), ("carrier:", "N"), ("last_seen:", "Hull"), ("paid", "2"))
    assert ended(child)[1] == 0
    assert file.read_text(encoding="utf-8").startswith("Sorry, order A-7 is late. It is with N at")


def test_a_default_is_taken_by_enter(library: Path) -> None:
    settings = "variables:\n  a:\n    default: one\n    example: x\n  b:\n    default: ''\n"
    file = library / "scenarios" / "delivery" / "late.yaml"
    file.write_text(
        file.read_text() + settings.replace("''", '""') + "closing: So {{ a }}{{ b }}.\n"
    )
    (library / "snap.yaml").write_text("name: Ours\nchannels:\n  - chat\n")
    child = snap("render", "late", "--channel", "chat", *NOW, cwd=library)
    answer(
        child, ("a: its value For example: x Enter takes: one", ""), ("Enter leaves it out.", "")
    )
    said, code = ended(child)
    assert code == 0
    assert "So one." in said


def test_a_dumb_terminal_gets_the_message_itself() -> None:
    child = snap("copy", "parcel-late", "--channel", "sms", "--set", "order_no=A-7", TERM="dumb")
    answer(child, ("carrier:", "N"), ("last_seen:", "Hull"), ("paid_delivery:", "2"))
    child.expect(pexpect.EOF)
    assert "\x1b" not in child.before
    assert "Sorry, order A-7 is late." in told(child.before)
    assert "No clipboard can be reached" in told(child.before)


# --- watching --------------------------------------------------------------------------------


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "snap.yaml").write_text("name: Ours\nchannels:\n  - sms\n")
    (tmp_path / "scenarios" / "delivery").mkdir(parents=True)
    save(tmp_path, "We are looking for it.")
    return tmp_path


def save(library: Path, status: str) -> None:
    """Save the scenario as an editor does: as a file of its own, put in the old one's place."""
    file = library / "scenarios" / "delivery" / "late.yaml"
    new = file.with_suffix(".tmp")
    new.write_text(
        f"title: Late\nowner: o\nstatus: {status}\nnext_steps: We call the depot.\n"
        "approximate_time: You hear from us on Friday.\nplanned_outcome: You have the parcel.\n"
    )
    new.replace(file)


@pytest.mark.parametrize("columns", [80, 120])
def test_a_preview_is_drawn_anew_as_the_file_is_saved(library: Path, columns: int) -> None:
    child = snap("preview", "late", "--watch", *NOW, cwd=library, columns=columns)
    child.expect_exact("Ctrl-C ends this.")
    first = told(child.before)
    assert "S We are looking for it." in first
    assert "\x1b[2J" in child.before
    save(library, "It is lost asap.")
    child.expect_exact("Ctrl-C ends this.")
    assert "S It is lost asap." in told(child.before)
    save(library, "We said: it is late")
    child.expect_exact("Ctrl-C ends this.")
    assert told(child.before).count("in these words for a new key") == 1
    (library / "snap.yaml").write_text("name: Ours\nchannels:\n  - sms\n  - chat\n")
    child.expect_exact("Ctrl-C ends this.")
    save(library, "All is well again.")
    child.expect_exact("Ctrl-C ends this.")
    assert "S All is well again." in told(child.before)
    assert "Chat" in told(child.before)
    child.sendintr()
    said, code = ended(child)
    assert code == 0
    assert "Traceback" not in said


def test_watching_a_file_that_comes_and_goes(library: Path) -> None:
    child = snap("preview", "late", "--watch", cwd=library)
    child.expect_exact("Ctrl-C ends this.")
    file = library / "scenarios" / "delivery" / "late.yaml"
    file.rename(file.with_suffix(".away"))
    child.expect_exact("Ctrl-C ends this.")
    assert "late.yaml" in told(child.before)
    time.sleep(0.3)
    file.with_suffix(".away").rename(file)
    child.expect_exact("Ctrl-C ends this.")
    assert "S We are looking for it." in told(child.before)
    child.sendintr()
    assert ended(child)[1] == 0


def test_watching_needs_a_scenario_that_is_there(library: Path) -> None:
    said, code = ended(snap("preview", "lat", "--watch", cwd=library))
    assert (code, "Did you mean “late”?" in said) == (2, True)
    said, code = ended(snap("preview", "late", "--watch", "--html", "x.html", cwd=library))
    assert (code, "choose one of them" in said) == (2, True)
