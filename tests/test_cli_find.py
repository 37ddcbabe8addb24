"""`snap find`, `snap list` and `snap copy`, without somebody at the terminal."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
from cli_harness import process, snap

from snapmsg import clipboard
from snapmsg.terminal import width

GIVEN = [
    arg
    for each in ("order_no=A-7", "carrier=NorthPost", "last_seen=Hull", "paid_delivery=no")
    for arg in ("--set", each)
]
SMS = "Sorry, order A-7 is late. It is with NorthPost at Hull."


def test_words_find_a_scenario() -> None:
    told = snap("find", "late", "parcel", "refnd")
    assert (told.code, told.err) == (0, "")
    lines = told.out.split("\n")
    assert lines[0] == "1  Parcel is late  parcel-late"
    assert lines[1] == "   The carrier has the parcel but has missed the day we gave."


def test_a_pasted_complaint() -> None:
    said = "Hello,\nit says delivered but there was nothing at my dooor!\n"
    told = snap("find", "-", "--format", "ids", stdin=said.encode())
    assert told.out.split("\n")[0] == "parcel-says-delivered"
    assert snap("find", "-", "--format", "ids", stdin=b"\xff\xfe refund \x00").code == 0


def test_json() -> None:
    found = json.loads(snap("find", "refnd", "--format", "json", "--limit", "2").out)
    assert [each["id"] for each in found][:1] == ["refund-late"]
    assert len(found) == 2
    assert found[0]["words"] == ["refnd"]
    assert found[0]["score"] >= found[1]["score"] > 0
    assert {"title", "topic", "path", "situation", "channels"} <= found[0].keys()


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_what_is_found_fits(columns: int) -> None:
    told = snap("find", "refund", "late", env={"COLUMNS": str(columns)})
    assert max(map(width, told.out.split("\n"))) <= columns


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["zzzqqqx"], 0, "Nothing here fits well."),
        (["what", "is", "the", "capital", "of", "France"], 0, "Nothing here fits well."),
        ([" "], 2, "say what to look for"),
        (["-"], 2, "say what to look for"),
        (["late", "--format", "yaml"], 2, "--format cannot be “yaml”"),
        (["late", "--limit", "0"], 2, "--limit"),
        ([], 2, "snap find needs WORDS"),
    ],
)
def test_what_find_says(args: list[str], code: int, said: str) -> None:
    told = snap("find", *args)
    assert (told.code, told.out) == (code, "")
    assert said in told.err


def test_find_outside_a_library(tmp_path: Path) -> None:
    assert "there is no snap.yaml" in snap("find", "late", cwd=tmp_path).err


def test_what_a_library_of_ones_own_has_not(tmp_path: Path) -> None:
    assert snap("init", "--starter", "health", cwd=tmp_path).code == 0
    told = snap("find", "is my tap water safe to drink", cwd=tmp_path)
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith("Nothing here fits well.")
    assert "snap new --from water-not-safe\n" in told.err
    told = snap("find", "my suitcase was lost by the airline", cwd=tmp_path)
    assert "fits better: snap new --from bag-not-found\n" in told.err
    told = snap("find", "cancer", cwd=tmp_path)
    assert told.out.startswith("1  Test result is late  test-result-late\n")
    assert told.err == ""
    assert snap("find", "is my tap water safe", "--format", "ids", cwd=tmp_path).out == ""
    assert snap("find", "water", "tap", "--format", "json", cwd=tmp_path).out.strip() == "[]"


# --- list ------------------------------------------------------------------------------------


@pytest.fixture
def library(tmp_path: Path) -> Path:
    files = {
        "a/fresh": "title: Fresh\nowner: o\nfeeling: calm\nreviewed: 2026-11-01\n",
        "a/due": "title: Due\nowner: o\nimpact: major\nreviewed: 2026-01-01\ntags: [x, y]\n",
        "b/never": "title: =Never\nowner: p\ntags: [y]\n",
        "b/gone": "title: Gone\nowner: p\nreviewed: 2026-11-01\nexpires: 2026-11-02\n",
    }
    (tmp_path / "snap.yaml").write_text("name: Ours\nreview_every: 6 months\n")
    for name, text in files.items():
        file = tmp_path / "scenarios" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        ([], "due fresh gone never"),
        (["--topic", "a"], "due fresh"),
        (["--owner", "p"], "gone never"),
        (["--feeling", "calm"], "fresh"),
        (["--impact", "major"], "due"),
        (["--tag", "y"], "due never"),
        (["--channel", "sms"], "due fresh gone never"),
        (["--stale"], "due gone never"),
        (["--stale", "--topic", "a"], "due"),
        (["--tag", "y", "--owner", "p"], "never"),
    ],
)
def test_list(library: Path, args: list[str], ids: str) -> None:
    told = snap("list", *args, "--format", "ids", "--now", "2026-11-24T10:00", cwd=library)
    assert (told.code, told.err) == (0, "")
    assert told.out.split() == ids.split()


def test_what_is_stale_says_why(library: Path) -> None:
    told = snap("list", "--stale", "--now", "2026-11-24T10:00", cwd=library)
    assert "  due    Due     due 2026-07-01, o\n" in told.out
    assert "  gone   Gone    expired 2026-11-02, p\n" in told.out
    assert "  never  =Never  never reviewed, p\n" in told.out
    told = snap("list", "--stale", "--feeling", "calm", "--now", "2026-11-24T10:00", cwd=library)
    assert (told.code, told.out, told.err) == (0, "", "Every review is up to date.\n")


def test_nothing_is_stale_where_nobody_asks_for_reviews(library: Path) -> None:
    (library / "snap.yaml").write_text("name: Ours\n")
    told = snap("list", "--stale", "--format", "ids", "--now", "2026-11-24T10:00", cwd=library)
    assert told.out == "gone\n"


def test_a_list_for_spreadsheets(library: Path) -> None:
    told = snap("list", "--format", "csv", cwd=library)
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert [row["id"] for row in rows] == ["due", "fresh", "gone", "never"]
    assert rows[0]["tags"] == "x, y"
    assert rows[3]["title"] == "'=Never"
    known = json.loads(snap("list", "--format", "json", cwd=library).out)
    assert list(rows[0]) == list(known[0])


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_list_fits(columns: int) -> None:
    for args in ([], ["--stale"]):
        told = snap("list", *args, env={"COLUMNS": str(columns)})
        assert max(map(width, told.out.split("\n"))) <= columns


def test_a_word_that_no_scenario_has(library: Path) -> None:
    told = snap("list", "--feeling", "clam", cwd=library)
    assert told.err == "snap: no scenario has the feeling “clam”. Did you mean “calm”?\n"
    assert "no scenario has the tag “z”" in snap("list", "--tag", "z", cwd=library).err


# --- copy ------------------------------------------------------------------------------------


def test_without_a_clipboard_the_message_is_printed() -> None:
    env = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "WSL_DISTRO_NAME": "", "SSH_TTY": "x"}
    told = snap("copy", "parcel-late", "--channel", "sms", *GIVEN, env=env)
    assert told.code == 0
    assert told.out.startswith(SMS)
    assert "No clipboard can be reached" in told.err


@pytest.mark.skipif(sys.platform != "linux", reason="the tools of a Linux desktop")
@pytest.mark.parametrize(
    ("tool", "variable"),
    [("xclip", "DISPLAY"), ("xsel", "DISPLAY"), ("wl-copy", "WAYLAND_DISPLAY")],
)
def test_a_tool_takes_the_message(tool: str, variable: str, tmp_path: Path) -> None:
    fake = tmp_path / tool
    fake.write_text(f'#!/bin/sh\ncat > "{tmp_path}/clip"\n')
    fake.chmod(0o755)
    env = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "SSH_TTY": "", "SSH_CONNECTION": ""}
    env |= {variable: ":7", "PATH": f"{tmp_path}:/usr/bin:/bin"}
    told = process("copy", "parcel-late", "--channel", "sms", *GIVEN, env=env)
    assert (told.code, told.out) == (0, "")
    assert f"Copied by {tool}: Parcel is late, for SMS, " in told.err
    assert (tmp_path / "clip").read_text().startswith(SMS)


def test_a_tool_that_fails_is_passed_over(tmp_path: Path) -> None:
    fake = tmp_path / "xclip"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    env = {"DISPLAY": ":7", "PATH": f"{tmp_path}:/usr/bin:/bin", "WAYLAND_DISPLAY": ""}
    told = process("copy", "parcel-late", "--channel", "sms", *GIVEN, env=env)
    assert told.out.startswith(SMS)


def test_the_terminal_is_asked_where_there_is_no_tool() -> None:
    sent = clipboard.osc52("Ä".encode(), {"TERM": "xterm"})
    assert sent == "\x1b]52;c;w4Q=\x07"
    inside = clipboard.osc52(b"x" * 100, {"TERM": "screen"})
    assert inside.startswith("\x1bP\x1b]52;c;")
    assert inside.endswith("\x1b\\")
    joined = inside.replace("\x1bP", "").replace("\x1b\\", "")
    assert joined == clipboard.osc52(b"x" * 100, {"TERM": "xterm"})
    assert clipboard.osc52(b"x", {"TERM": "screen", "TMUX": "y"}).startswith("\x1b]52")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["parcel-late"], "say where it goes: --channel email, sms"),
        (["parcel-late", "--channel", "sms"], "order_no is missing"),
        (["parcel-late", "--channel", "fax"], "--channel cannot be “fax”"),
        (["parcel-late", "--channel", "letter"], "is not written for Letter"),
    ],
)
def test_what_copy_cannot_do(args: list[str], said: str) -> None:
    told = snap("copy", *args)
    assert (told.code, told.out) == (2, "")
    assert said in told.err


def test_values_from_a_file(tmp_path: Path) -> None:
    row = tmp_path / "row.json"
    row.write_text('{"order_no": "A-7", "carrier": "NorthPost", "paid_delivery": "no"}')
    env = {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    told = snap("copy", "parcel-late", "--channel", "sms", "--values", str(row), "--set",
                "last_seen=Hull", env=env)  # fmt: skip
    assert told.out.startswith(SMS)


def test_on_windows_the_tool_is_named_by_its_whole_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    asked: list[str] = []
    monkeypatch.setattr(clipboard.shutil, "which", lambda name: asked.append(name) or name)
    monkeypatch.setattr(clipboard, "_put", lambda text, command: True)
    by = clipboard.copy("x", sys.stderr, {"SystemRoot": "D:\\Win", "DISPLAY": ":0"})
    assert (by, asked) == ("clip.exe", ["D:\\Win\\System32\\clip.exe"])


COMMAND = "::error::gone"


@pytest.mark.parametrize("args", [("find", "gone"), ("list",), ("show", "late"), ("stats",)])
def test_no_line_of_a_library_is_a_command_to_a_runner(
    args: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "snap.yaml").write_text("name: Ours\n")
    folder = tmp_path / "scenarios" / "::error::gone"
    folder.mkdir(parents=True)
    (folder / "late.yaml").write_text(
        f"title: '{COMMAND}'\nowner: '{COMMAND}'\nsituation: '{COMMAND}'\n"
        f"status: 'gone ##[error]gone'\n"
    )
    told = snap(*args, cwd=tmp_path)
    lines = (told.out + told.err).splitlines()
    assert "gone" in told.out
    assert not [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


def test_a_table_for_spreadsheets_holds_no_formula(tmp_path: Path) -> None:
    (tmp_path / "snap.yaml").write_text("name: Ours\n")
    folder = tmp_path / "scenarios" / "a"
    folder.mkdir(parents=True)
    for at, sign in enumerate("=+-@＝＋－＠"):
        (folder / f"s{at}.yaml").write_text(f"title: '{sign}1+1'\n", encoding="utf-8")
    rows = csv.DictReader(io.StringIO(snap("list", "--format", "csv", cwd=tmp_path).out))
    assert [row["title"] for row in rows] == [f"'{sign}1+1" for sign in "=+-@＝＋－＠"]
