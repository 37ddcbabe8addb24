"""`snap init`: a library that lints clean, whole or not at all, over nothing that is there."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from snapmsg.diagnostic import Severity
from snapmsg.errors import SnapError
from snapmsg.library import open_library, scenarios, shipped
from snapmsg.linter import lint
from snapmsg.source import Source
from snapmsg.starter import GENERAL, choose, start, starters
from snapmsg.starter.choosing import without_others

TODAY = date(2026, 11, 22)
CHOICE = choose(GENERAL)
MANY = len(CHOICE.files)
TOPICS = ", ".join(sorted({file.scenario.topic for file in CHOICE.files}))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def snap(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "snapmsg", *args],
        cwd=cwd, capture_output=True, text=True, check=False,
    )  # fmt: skip


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    start(tmp_path / "support-messages", TODAY, CHOICE)
    return tmp_path / "support-messages"


def test_a_new_library_lints_clean_whatever_the_day_of_its_making(made: Path) -> None:
    result = lint(open_library(made), NOON)
    assert result.diagnostics == ()
    assert result.scenarios == MANY


def test_its_scenarios_ask_to_be_read_again_after_half_a_year(made: Path) -> None:
    late = lint(open_library(made), datetime(2027, 6, 22, 12, tzinfo=UTC)).diagnostics
    assert {found.name for found in late} == {"overdue-review"}
    assert {found.severity for found in late} == {Severity.SUGGESTION}
    assert len(late) == MANY


def test_each_scenario_is_the_shipped_one_with_a_line_after_its_owner(made: Path) -> None:
    for file in scenarios(open_library(made)):
        editor, *own = file.path.read_text(encoding="utf-8").split("\n")
        assert editor == "# yaml-language-server: $schema=../../.snap/scenario.json"
        ours = shipped() / file.path.relative_to(made)
        at = own.index("reviewed: 2026-11-22")
        assert own[at - 1].startswith("owner: ")
        assert own[:at] + own[at + 1 :] == ours.read_text(encoding="utf-8").split("\n")


def test_each_key_of_its_settings_is_explained(made: Path) -> None:
    lines = (made / "snap.yaml").read_text(encoding="utf-8").split("\n")
    assert "name: Support messages" in lines
    keys = [at for at, line in enumerate(lines) if line[:1].isalpha()]
    assert len(keys) > 5
    assert all(lines[at - 1].startswith("# ") for at in keys)


@pytest.mark.parametrize("there", ["snap.yaml", "scenarios/outages/outage-back.yaml"])
def test_it_stops_at_a_file_that_is_there_and_writes_nothing(tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / there).write_text("mine", encoding="utf-8")
    with pytest.raises(SnapError, match=f"{there}: this file is there already.*--force"):
        start(tmp_path, TODAY, CHOICE)
    assert tree(tmp_path) == {there: "mine"}
    start(tmp_path, TODAY, CHOICE, force=True)
    assert "mine" not in tree(tmp_path).values()
    assert lint(open_library(tmp_path), NOON).diagnostics == ()


def test_it_stops_at_a_scenario_of_the_same_id_even_with_force(tmp_path: Path) -> None:
    (tmp_path / "scenarios/mine").mkdir(parents=True)
    (tmp_path / "scenarios/mine/parcel-late.yaml").write_text("title: Mine\n", encoding="utf-8")
    for force in (False, True):
        with pytest.raises(SnapError, match="the id “parcel-late” is there already"):
            start(tmp_path, TODAY, CHOICE, force=force)
    assert list(tree(tmp_path)) == ["scenarios/mine/parcel-late.yaml"]


def test_what_else_is_in_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    start(tmp_path, TODAY, CHOICE)
    assert tree(tmp_path)["README.md"] == "mine"
    assert lint(open_library(tmp_path), NOON).diagnostics == ()
    assert sorted(names(tmp_path)) == [".snap", "README.md", "scenarios", "snap.yaml"]


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    start(tmp_path / "a" / "b", TODAY, CHOICE)
    assert (tmp_path / "a" / "b" / "snap.yaml").is_file()
    assert names(tmp_path / "a") == ["b"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    with pytest.raises(SnapError, match="this is not a folder"):
        start(tmp_path / "x", TODAY, CHOICE)


def test_nothing_is_left_where_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, count = Path.write_text, iter(range(100))

    def full(self: Path, *args: object, **kwargs: object) -> int:
        if next(count) == 7:
            raise OSError(28, "No space left on device", str(self))
        return real(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(SnapError, match="no library can be made here: no space left"):
        start(tmp_path / "new", TODAY, CHOICE)
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "in"
    outside.mkdir()
    folder.mkdir()
    (folder / "scenarios").symlink_to(outside)
    with pytest.raises(SnapError, match="leads out of the library"):
        start(folder, TODAY, CHOICE)
    assert names(outside) == []
    assert names(folder) == ["scenarios"]


@pytest.mark.parametrize(
    ("name", "title"),
    [("support-messages", "Support messages"), ("a: #b", "A: #b"), ("été", "Été"), ("-", "-")],
)
def test_the_library_is_named_after_its_folder(tmp_path: Path, name: str, title: str) -> None:
    start(tmp_path / name, TODAY, CHOICE)
    assert open_library(tmp_path / name).settings.name in (title, "Customer messages")


def test_the_command(tmp_path: Path) -> None:
    done = snap("init", "our messages", "--now", "2026-11-22T10:00", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.split("\n") == [
        "Made a library in our messages:",
        "  snap.yaml   its settings: teams, opening hours, blanks. Read it once.",
        f"  scenarios/  {MANY} to begin with: {TOPICS}.",
        "",
        "Next:",
        "  cd 'our messages'",
        "  snap preview parcel-late    how one of them reads on each channel",
        "  snap new                    write your own: snap asks, you answer",
        "  snap lint                   check them all",
        "",
    ]
    library = tmp_path / "our messages"
    assert "reviewed: 2026-11-22\n" in (library / "scenarios/billing/price-rise.yaml").read_text()
    clean = snap("lint", "--fail-on", "suggestion", "--now", "2026-11-22T10:00", cwd=library)
    assert (clean.returncode, clean.stdout) == (0, "")
    again = snap("init", cwd=library)
    assert again.returncode == 2
    assert again.stderr.startswith("snap.yaml: this file is there already")
    assert snap("init", "--force", cwd=library).returncode == 0


# ------------------------------------------------------------------------------ the starters


@pytest.mark.parametrize("name", starters())
def test_a_starter_has_its_own_and_those_between_and_lints_clean(name: str, tmp_path: Path) -> None:
    choice = choose(name)
    between = {path.stem for path in (shipped() / "scenarios" / "between").glob("*.yaml")}
    assert {file.scenario.id for file in choice.files} == {*starters()[name], *between}
    assert choice.first in starters()[name]
    start(tmp_path / name, TODAY, choice)
    result = lint(open_library(tmp_path / name), NOON)
    assert result.diagnostics == ()
    settings = open_library(tmp_path / name).settings
    assert set(settings.teams or ()) == choice.teams
    assert set(settings.variables) <= choice.variables


def test_every_shipped_scenario_is_in_a_starter_or_public_or_between() -> None:
    chosen = {id for ids in starters().values() for id in ids}
    left = {
        (path.parent.name, path.stem)
        for path in open_library(shipped()).files
        if path.stem not in chosen
    }
    assert {topic for topic, _ in left} <= {"between", "public"}


def test_a_starter_that_there_is_not(tmp_path: Path) -> None:
    told = snap("init", "new", "--starter", "travl", cwd=tmp_path)
    assert told.returncode == 2
    assert told.stderr.startswith(
        "snap: there is no starter “travl”. Did you mean “travel”? There are: general, retail"
    )
    assert names(tmp_path) == []


def test_settings_keep_only_what_is_asked_for() -> None:
    text = "name: X\nteams:\n  a: one\n  b: two\n# why\nvariables:\n  v:\n    about: a\n  w:\n"
    source = Source("snap.yaml", text)
    assert without_others(source, {"teams": {"b"}, "variables": {"v"}}) == (
        "name: X\nteams:\n  b: two\n# why\nvariables:\n  v:\n    about: a\n"
    )
    assert without_others(source, {"teams": (), "labels": ()}) == (
        "name: X\n# why\nvariables:\n  v:\n    about: a\n  w:\n"
    )


def test_no_library_inside_another_without_force(tmp_path: Path) -> None:
    start(tmp_path / "one", TODAY, CHOICE)
    inside = tmp_path / "one" / "two"
    with pytest.raises(
        SnapError, match="would be inside the library .*one, .*: choose one outside"
    ):
        start(inside, TODAY, CHOICE)
    assert not inside.exists()
    start(inside, TODAY, CHOICE, force=True)
    assert (inside / "snap.yaml").is_file()
