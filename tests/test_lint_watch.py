"""`snap lint --watch` in a real terminal, and `--profile`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pexpect
import pytest
from cli_harness import environment, snap
from rule_harness import CLEAN, PATH, SETTINGS

NOW = ("--now", "2026-11-22T12:00")
FAULTY = CLEAN.replace("within 3 working days", "as soon as possible")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    file = tmp_path / PATH
    file.parent.mkdir(parents=True)
    file.write_text(CLEAN)
    (tmp_path / "snap.yaml").write_text(SETTINGS)
    return tmp_path


def save(file: Path, text: str) -> None:
    """As editors do it: whole, under another name first."""
    other = file.with_suffix(".tmp")
    other.write_text(text)
    other.replace(file)


def test_it_lints_again_when_something_is_saved(library: Path) -> None:
    with pexpect.spawn(
        sys.executable, ["-m", "snapmsg", "lint", "--watch", *NOW], cwd=str(library),
        env=environment(NO_COLOR="1"), encoding="utf-8", timeout=20, dimensions=(40, 100),
    ) as child:  # fmt: skip
        child.expect_exact("\x1b[H\x1b[2J")
        child.expect_exact("1 scenario is clean.")
        child.expect_exact("Ctrl-C ends this.")
        save(library / PATH, FAULTY)
        child.expect_exact("\x1b[H\x1b[2J")
        child.expect_exact("vague-time")
        child.expect_exact("Ctrl-C ends this.")
        (library / PATH).with_name("second.yaml").write_text("status: We checked: it is late\n")
        child.expect_exact("in 2 scenarios")
        child.expect_exact("Ctrl-C ends this.")
        (library / PATH).with_name("second.yaml").unlink()
        save(library / "snap.yaml", SETTINGS + "rules:\n  vague-time: off\n")
        child.expect_exact("1 scenario is clean.")
        child.expect_exact("Ctrl-C ends this.")
        save(library / "snap.yaml", SETTINGS + "rules:\n  vague-tiem: off\n")
        child.expect_exact("Did you mean “vague-time”?")
        child.expect_exact("Ctrl-C ends this.")
        child.sendintr()
        child.expect(pexpect.EOF)
        assert "Traceback" not in child.before
        child.wait()
        assert child.exitstatus == 0


@pytest.mark.parametrize(
    "option",
    ["--fix", "--diff", "--profile", "--show-files", "--output-file=x", "--unsafe-fixes"],
)
def test_what_is_for_one_look(option: str, library: Path) -> None:
    told = snap("lint", "--watch", option, cwd=library)
    assert (told.code, told.out) == (2, "")
    assert option.partition("=")[0] in told.err
    assert not (library / "x").exists()


def test_stdin_cannot_be_watched(library: Path) -> None:
    told = snap("lint", "--watch", "-", cwd=library)
    assert told.code == 2
    assert "stdin is none: name a file" in told.err


def test_what_each_rule_costs(library: Path) -> None:
    (library / PATH).write_text(FAULTY)
    told = snap("lint", "--profile", *NOW, cwd=library)
    assert (told.code, told.err) == (0, "")
    head, _, rules = told.out.partition("\n\n")
    rows = dict(re.findall(r"^(\S.*?)  +(?:([\d,]+) )? *[\d,]+ +[\d,.]+$", head, re.MULTILINE))
    stages = ("reading the files", "parsing the wording", "looking for words")
    assert [rows[stage] for stage in stages] == ["", "", ""]  # each scenario goes through once
    assert int(rows["all rules"]) > 20
    found = re.findall(r"^([A-Z]\d{3}) (\S+) +(\d*) +([\d,]+) +[\d.,]+$", rules, re.MULTILINE)
    named = {name: (code, calls) for code, name, calls, _ in found}
    assert named["vague-time"] == ("A001", "1")
    spent = [int(row[3].replace(",", "")) for row in found]
    assert spent == sorted(spent, reverse=True)
    whole = head[head.index("\nall  ") :].split()
    part = sum(int(line.split()[-2].replace(",", "")) for line in head.split("\n")[1:-1])
    assert abs(part - int(whole[1].replace(",", ""))) <= 5, "the parts make up the whole"


def test_a_profile_of_some_rules(library: Path) -> None:
    told = snap("lint", "--profile", "--select", "A", *NOW, cwd=library)
    assert "A001 vague-time" in told.out
    assert "L002" not in told.out


def test_the_profile_changes_nothing_that_is_found(library: Path) -> None:
    (library / PATH).write_text(FAULTY)
    before = snap("lint", *NOW, cwd=library)
    snap("lint", "--profile", *NOW, cwd=library)
    assert snap("lint", *NOW, cwd=library) == before
