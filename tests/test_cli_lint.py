"""`snap lint` and `snap explain`: what is looked at, how it is told, and the exit code."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from cli_harness import process, snap
from rule_harness import CLEAN, PATH, SETTINGS

from snapmsg import explain
from snapmsg.report import FORMATS
from snapmsg.rule import UNREAD, Option, all_rules, find_rule

ERROR = CLEAN.replace("within 3 working days", "as soon as possible")
WARNING = CLEAN.replace("owner: delivery-leads\n", "")
SUGGESTION = CLEAN.replace("owner: delivery-leads\n", "owner: me\nreviewed: 2020-01-01\n")
BROKEN = "title: Late\nstatus: We checked: your bag is in Oslo\n"
NOW = ("--now", "2026-11-22T12:00")


def names(folder: Path) -> list[str]:
    """What stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


def make(root: Path, text: str = CLEAN, settings: str | None = SETTINGS) -> Path:
    """A library of one scenario."""
    file = root / PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    if settings is not None:
        (root / "snap.yaml").write_text(settings)
    return root


# What is looked at.


def test_nothing_to_lint(tmp_path: Path) -> None:
    told = snap("lint", cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        "snap: there is nothing to lint: no snap.yaml here or above. Name a file, or make a "
        "library with: snap init support-messages\n"
    )


def test_a_clean_library_says_so_on_stderr(tmp_path: Path) -> None:
    make(tmp_path)
    for args in ([], ["."], ["snap.yaml"], ["scenarios"], [PATH], [str(tmp_path / PATH)]):
        told = snap("lint", *args, *NOW, cwd=tmp_path)
        assert told == (0, "", "1 scenario is clean.\n"), args


def test_it_finds_the_library_from_a_folder_inside_it(tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    told = snap("lint", *NOW, cwd=tmp_path / "scenarios" / "delivery")
    assert told.code == 1
    told = snap("lint", "library", *NOW, cwd=make(tmp_path / "library").parent)
    assert (told.code, told.err) == (0, "1 scenario of library is clean.\n")


def test_a_file_outside_any_library_is_linted_with_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "late.yaml").write_text(ERROR)
    told = snap("lint", "late.yaml", *NOW, cwd=tmp_path)
    assert told.code == 1
    assert "late.yaml:6:31: A001 " in told.out


def test_a_named_file_beside_the_scenarios_of_a_whole_library(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "draft.yaml").write_text(ERROR)
    told = snap("lint", "snap.yaml", PATH, "draft.yaml", *NOW, cwd=tmp_path)
    assert told.out.startswith("draft.yaml:6:31: A001 ")
    assert "1 error in 2 scenarios." in told.err
    assert snap("lint", "snap.yaml", PATH, *NOW, cwd=tmp_path).err == "1 scenario is clean.\n"


def test_several_libraries_at_once(tmp_path: Path) -> None:
    make(tmp_path / "a", ERROR)
    make(tmp_path / "b", WARNING)
    told = snap("lint", "a", "b", *NOW, cwd=tmp_path)
    assert [line.split(":")[0] for line in told.out.splitlines()] == [f"a/{PATH}", f"b/{PATH}"]
    assert "1 error, 1 warning in 2 scenarios." in told.err


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["none.yaml"], "none.yaml: there is no such file or folder\n"),
        ([PATH, "none.yaml"], "none.yaml: there is no such file or folder\n"),
        (["notes.txt"], "notes.txt: this is no scenario: the name of one ends in .yaml\n"),
        (["empty"], "empty: there are no scenarios in this folder\n"),
    ],
)
def test_a_path_that_cannot_be_looked_at(args: list[str], sentence: str, tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "notes.txt").touch()
    (tmp_path / "empty").mkdir()
    assert snap("lint", *args, cwd=tmp_path) == (2, "", sentence)


def test_a_library_without_scenarios(tmp_path: Path) -> None:
    (tmp_path / "snap.yaml").write_text("name: New\n")
    told = snap("lint", cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert "this library has no scenarios yet. Write one with: snap new" in told.err


def test_settings_that_cannot_be_read(tmp_path: Path) -> None:
    make(tmp_path, settings="name: [a\n")
    told = snap("lint", cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert re.match(r"snap\.yaml:\d+:\d+: ", told.err)


def test_a_rule_in_the_settings_that_is_none(tmp_path: Path) -> None:
    make(tmp_path, settings="name: Examples\nrules:\n  vague-tim: off\n")
    told = snap("lint", cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert re.match(
        r"snap\.yaml:\d+:3: there is no rule “vague-tim”\. Did you mean “vague-time”\?", told.err
    )


# The exit code.


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CLEAN, {"error": 0, "warning": 0, "suggestion": 0}),
        (SUGGESTION, {"error": 0, "warning": 0, "suggestion": 1}),
        (WARNING, {"error": 0, "warning": 1, "suggestion": 1}),
        (ERROR, {"error": 1, "warning": 1, "suggestion": 1}),
        (BROKEN, {"error": 1, "warning": 1, "suggestion": 1}),
    ],
)
def test_fail_on(text: str, code: dict[str, int], tmp_path: Path) -> None:
    settings = SETTINGS + "review_every: 6 months\n" * ("review_every" not in SETTINGS)
    make(tmp_path, text, settings)
    for severity, expected in code.items():
        assert snap("lint", "--fail-on", severity, *NOW, cwd=tmp_path).code == expected
    assert snap("lint", *NOW, cwd=tmp_path).code == code["error"]


def test_select_and_ignore(tmp_path: Path) -> None:
    make(tmp_path, ERROR.replace("owner: delivery-leads\n", ""))

    def codes(*args: str) -> list[str]:
        told = snap("lint", *args, *NOW, "--format", "json", cwd=tmp_path)
        return [found["code"] for found in json.loads(told.out)]

    assert codes() == ["L002", "A001"]
    assert codes("--select", "vague-time") == codes("--select", "A") == ["A001"]
    assert codes("--ignore", "a001") == codes("--select", "L002", "--select", "X") == ["L002"]
    assert codes("--select", "A,L", "--ignore", "L002") == ["A001"]


def test_the_moment_decides_what_is_overdue(tmp_path: Path) -> None:
    make(tmp_path, CLEAN.replace("owner:", "reviewed: 2026-01-01\nowner:"))
    early = snap("lint", "--now", "2026-02-01", "--fail-on", "suggestion", cwd=tmp_path)
    late = snap("lint", "--now", "2027-02-01T00:00+01:00", "--fail-on", "suggestion", cwd=tmp_path)
    assert (early.code, late.code) == (0, 1)


# How it is told.


def test_the_usual_format(tmp_path: Path) -> None:
    make(tmp_path, ERROR)

    def first(terminal: bool = False, env: dict[str, str] | None = None, *args: str) -> str:
        told = snap("lint", *NOW, *args, cwd=tmp_path, terminal=terminal, env=env)
        return told.out.split("\n")[0]

    assert first().startswith(f"{PATH}:6:31: A001 ")
    assert first(True).startswith("\x1b[1;31merror[vague-time]\x1b[0m")
    assert first(True, {"NO_COLOR": "1"}).startswith("error[vague-time] A001: ")
    assert first(False, {"GITHUB_ACTIONS": "true"}).startswith("::error title=snap%3A vague-time,")
    assert first(True, {"GITHUB_ACTIONS": "true"}, "--output-format", "json") == "["


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_keeps_talk_off_stdout(name: str, tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    told = snap("lint", "--format", name, *NOW, cwd=tmp_path)
    assert told.code == 1
    assert "vague-time" in told.out or "A001" in told.out
    assert told.err == (
        "S ✓  N ✓  A 1  P ✓\n1 error in 1 scenario.\n"
        "To see why, and how to put it right: snap explain vague-time\n"
    )


def test_the_time_it_took_is_for_people(tmp_path: Path) -> None:
    make(tmp_path)
    told = snap("lint", cwd=tmp_path, terminal=True)
    assert re.search(r"1 scenario is clean\S* \(\d+\.\d\d s\)\.", told.err)


def test_the_report_in_a_file(tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    report = tmp_path / "report.json"
    report.write_text("old")
    report.chmod(0o640)
    (tmp_path / "link").hardlink_to(report)
    args = ("lint", "--format", "json", "--output-file", "report.json", *NOW)
    told = snap(*args, cwd=tmp_path, terminal=True)
    assert (told.code, told.out) == (1, "")
    assert [found["code"] for found in json.loads(report.read_text())] == ["A001"]
    assert report.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["link", "report.json", "scenarios", "snap.yaml"]
    assert (tmp_path / "link").read_text() == "old", "written over, not replaced"
    (tmp_path / PATH).write_text(CLEAN)
    assert snap(*args, cwd=tmp_path).code == 0
    assert report.read_text() == "[\n]\n"


@pytest.mark.parametrize("name", ["scenarios", "none/report", "/dev/full", "/proc/report"])
def test_a_report_that_cannot_be_written(name: str, tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    told = snap("lint", "--output-file", name, cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"{name}: this ")
    assert told.err.count("\n") == 1
    assert names(tmp_path) == ["scenarios", "snap.yaml"]


def test_a_report_that_fails_half_way_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, ERROR)
    (tmp_path / "report").write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    told = snap("lint", "--output-file", "report", cwd=tmp_path)
    assert told == (2, "", "report: this file cannot be written: no space left on device\n")
    assert (tmp_path / "report").read_text() == "old"
    assert names(tmp_path) == ["report", "scenarios", "snap.yaml"]


def test_lint_writes_nothing_else(tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    process("lint", cwd=tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


# snap explain.


def test_the_table_has_every_rule_in_80_columns() -> None:
    told = snap("explain", terminal=True, env={"COLUMNS": "80", "NO_COLOR": "1"})
    assert told.code == 0
    for rule in all_rules():
        assert f"  {rule.code}  {rule.name} " in told.out
    assert max(map(len, told.out.split("\n"))) <= 80


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_every_page(columns: int) -> None:
    for rule in all_rules():
        lines = list(explain.page(rule, columns, colour=False))
        page = "\n".join(lines)
        assert lines[0].startswith(f"{rule.name}  {rule.code}, {rule.severity}, ")
        switch = f"# snap: ignore[{rule.name}] the reason" if rule.on else "To switch it on"
        assert ("It cannot be switched off" if rule.name in UNREAD else switch) in page
        assert "«" not in page
        assert ("^" in page) == any("«" in str(example) for example in rule.bad)
        examples = lines[
            lines.index("Found in") : next(
                n
                for n, line in enumerate(lines)
                if line.startswith(("To switch it o", "It cannot be switched off"))
            )
        ]
        assert max(map(len, examples)) <= columns
        assert not re.search("[\x00-\x09\x0b-\x1f]", page)


def test_carets_stand_under_the_marked_words() -> None:
    rule = find_rule("A001")
    assert rule is not None
    lines = list(explain.page(rule, 80, colour=False))
    at = next(n for n, line in enumerate(lines) if "as soon as possible" in line)
    start = lines[at].index("as soon as possible")
    assert lines[at + 1] == " " * start + "^" * len("as soon as possible")


def test_a_page_with_options() -> None:
    rule = find_rule("A001")
    assert rule is not None
    options = (
        Option("most", "int", 2),
        Option("strict", "bool", True),
        Option("words", "tuple[str, ...]", ("soon", "later")),
    )
    page = "\n".join(explain.page(replace(rule, options=options, bad=(("a", "b"),)), 80, False))
    assert "      vague-time:\n        most: 2\n        strict: yes\n" in page
    assert "        words: [soon, later]\n" in page
    assert "Found in\n    a\n    becomes:\n    b\n" in page


def test_by_code_and_in_any_case() -> None:
    assert snap("explain", "a001") == snap("explain", "vague-time")


def test_rules_as_json() -> None:
    found = json.loads(snap("explain", "--format", "json").out)
    assert [record["code"] for record in found] == [rule.code for rule in all_rules()]
    keys = [
        "code", "name", "family", "severity", "on", "summary", "why", "reads", "language",
        "options", "fixable", "bad", "good",
    ]  # fmt: skip
    assert all(list(record) == keys for record in found)
    one = json.loads(snap("explain", "A001", "--format", "json").out)
    assert one == [record for record in found if record["code"] == "A001"]


def test_the_table_for_the_readme() -> None:
    lines = explain.markdown_table().splitlines()
    assert len(lines) == len(all_rules()) + 2
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 5 for line in lines)


def test_a_scenario_may_be_named_by_its_id(tmp_path: Path) -> None:
    make(tmp_path)
    assert snap("lint", "parcel-late", cwd=tmp_path).code == 0
    found = snap("lint", "parcel-lat", cwd=tmp_path)
    assert found.code == 2
    assert "Did you mean “parcel-late”?" in found.err


# Less, or other, than the diagnostics.


def test_show_files(tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "sign-off.txt").write_text("Yours,")
    (tmp_path / "channels").mkdir()
    (tmp_path / "channels" / "chat.txt.j2").write_text("{{ status }}\n")
    every = ["snap.yaml", "partials/sign-off.txt", "channels/chat.txt.j2", PATH]
    assert snap("lint", "--show-files", cwd=tmp_path) == (0, "\n".join(every) + "\n", "")
    assert snap("lint", "--show-files", PATH, cwd=tmp_path).out == f"{PATH}\n"
    assert snap("lint", "--show-files", "none.yaml", cwd=tmp_path).code == 2
    told = snap("lint", "--show-files", "--output-file", "files", cwd=tmp_path)
    assert (told.out, (tmp_path / "files").read_text()) == ("", "\n".join(every) + "\n")


def test_exit_zero(tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    told = snap("lint", "--exit-zero", *NOW, cwd=tmp_path)
    assert told.code == 0
    assert "A001" in told.out
    assert snap("lint", "--exit-zero", "none.yaml", cwd=tmp_path).code == 2


def test_statistics(tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    told = snap("lint", "--statistics", *NOW, cwd=tmp_path)
    assert (told.code, told.out) == (1, "1  A001  vague-time  error\n")
    assert "1 error in 1 scenario" in told.err
    told = snap("lint", "--statistics", "--format", "json", *NOW, cwd=tmp_path)
    assert json.loads(told.out) == [
        {"code": "A001", "name": "vague-time", "severity": "error", "count": 1, "fixable": 0}
    ]


def test_junit_tells_of_every_file_that_was_looked_at(tmp_path: Path) -> None:
    make(tmp_path)
    told = snap("lint", "--format", "junit", *NOW, cwd=tmp_path)
    assert '<testsuites name="snap" tests="2" failures="0" skipped="0" errors="0">' in told.out


# On GitHub and GitLab.


def test_github_is_chosen_where_its_runner_reads(tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    there = {"GITHUB_ACTIONS": "true"}
    assert snap("lint", *NOW, cwd=tmp_path, env=there).out.startswith("::error ")
    assert "::error" not in snap("lint", *NOW, cwd=tmp_path, env=there, terminal=True).out
    told = snap("lint", *NOW, "--output-file", "report", cwd=tmp_path, env=there)
    assert told.out == ""
    assert "::error" not in (tmp_path / "report").read_text()


@pytest.mark.parametrize(
    ("variable", "name", "shown"),
    [
        ("GITHUB_WORKSPACE", "github", f",file=messages/{PATH},"),
        ("CI_PROJECT_DIR", "gitlab", f'"path": "messages/{PATH}"'),
        ("GITHUB_WORKSPACE", "sarif", f'"uri": "messages/{PATH}"'),
        ("OTHER", "github", f",file={PATH},"),
    ],
)
def test_paths_start_at_the_root_of_the_checkout(
    variable: str, name: str, shown: str, tmp_path: Path
) -> None:
    folder = make(tmp_path / "messages", ERROR)
    told = snap("lint", *NOW, "--format", name, cwd=folder, env={variable: str(tmp_path)})
    assert shown in told.out
    told = snap("lint", *NOW, "--format", name, cwd=folder, env={variable: str(folder)})
    assert shown.replace("messages/", "") in told.out


def test_the_page_of_a_run(tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    page = tmp_path / "page.md"
    page.write_text("before\n")
    env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(page)}
    assert snap("lint", *NOW, cwd=tmp_path, env=env).code == 1
    text = page.read_text()
    assert text.startswith("before\n### snap: 1 error, in 1 scenario\n")
    assert "| A001 vague-time |" in text
    snap("lint", *NOW, "--format", "json", cwd=tmp_path, env=env)
    assert page.read_text() == text, "only with the format that GitHub reads"


@pytest.mark.parametrize("name", ["", "none.md", "/dev/full", "scenarios"])
def test_a_page_that_is_no_file_is_left_alone(name: str, tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    before = names(tmp_path)
    env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": name}
    assert snap("lint", *NOW, cwd=tmp_path, env=env).code == 1
    assert names(tmp_path) == before


def test_a_page_that_cannot_be_written_does_not_stop_lint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, ERROR)
    (tmp_path / "page.md").touch()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    env = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "page.md"}
    told = snap("lint", *NOW, cwd=tmp_path, env=env)
    assert told.code == 1
    assert "The step summary could not be written: no space left on device." in told.err


# A baseline.


def test_a_baseline_lets_an_old_library_begin(tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    args = ("lint", "--baseline", "known.json", *NOW)
    told = snap(*args, "--write-baseline", cwd=tmp_path)
    assert told == (
        0, "",
        "Wrote known.json: it knows 1 diagnostic.\n"
        "1 scenario is clean, but for 1 diagnostic that the baseline knows.\n",
    )  # fmt: skip
    assert snap(*args, cwd=tmp_path).code == 0
    assert snap(*args, PATH, cwd=tmp_path).code == 0
    assert snap("lint", "--baseline", "../../known.json", *NOW,
                cwd=tmp_path / "scenarios/delivery").code == 0  # fmt: skip

    worse = ERROR.replace("title: Parcel is late", "title: A late parcel")
    (tmp_path / PATH).write_text(worse.replace("owner: delivery-leads\n", ""))
    told = snap(*args, cwd=tmp_path)
    assert [line.split(": ")[1][:4] for line in told.out.splitlines()] == ["L002"]
    assert "1 warning, 1 known in 1 scenario." in told.err

    (tmp_path / PATH).write_text(CLEAN.replace("owner: delivery-leads\n", ""))
    told = snap(*args, cwd=tmp_path)
    assert "known.json knows 1 diagnostic too many" in told.err
    assert "known.json" not in snap(*args, PATH, cwd=tmp_path).err
    told = snap(*args, "--write-baseline", cwd=tmp_path)
    assert "L002" in told.out, "what is new is not made known"
    assert json.loads((tmp_path / "known.json").read_text()) == {"version": 1, "known": {}}


def test_what_is_in_no_scenario_is_known_from_anywhere(tmp_path: Path) -> None:
    folder = make(tmp_path / "messages", CLEAN, SETTINGS + "ignore:\n  x: no-such-rule\n")
    args = ("lint", "--fail-on", "suggestion", *NOW)
    assert snap(*args, cwd=folder).code == 1
    told = snap(*args, "--baseline", "known.json", "--write-baseline", cwd=folder)
    assert told.code == 0
    assert snap(*args, "--baseline", "known.json", cwd=folder).code == 0
    above = ("messages", "--baseline", "messages/known.json")
    assert snap(*args, *above, cwd=tmp_path).code == 0
    assert snap(*args, *above, "--write-baseline", cwd=tmp_path).code == 0


@pytest.mark.parametrize(
    "args",
    [
        ("--write-baseline",),
        ("--write-baseline", "--baseline", "b", PATH),
        ("--write-baseline", "--baseline", "b", "--select", "A"),
        ("--baseline", "none.json"),
        ("--baseline", "snap.yaml"),
    ],
)
def test_a_baseline_that_cannot_be(args: tuple[str, ...], tmp_path: Path) -> None:
    make(tmp_path, ERROR)
    told = snap("lint", *args, cwd=tmp_path)
    assert (told.code, told.out) == (2, "")
    assert names(tmp_path) == ["scenarios", "snap.yaml"]


# An editor's buffer.


def test_stdin_as_a_file_of_the_library(tmp_path: Path) -> None:
    make(tmp_path)
    args = ("lint", "-", "--stdin-filename", PATH, *NOW)
    told = snap(*args, cwd=tmp_path, stdin=ERROR.encode())
    assert told.out.startswith(f"{PATH}:6:31: A001 ")
    assert "1 error in 1 scenario." in told.err
    assert snap(*args, cwd=tmp_path, stdin=CLEAN.encode()).code == 0
    assert (tmp_path / PATH).read_text() == CLEAN
    found = json.loads(snap(*args, "--format", "rdjson", cwd=tmp_path, stdin=ERROR.encode()).out)
    assert found["diagnostics"][0]["location"]["range"]["start"] == {"line": 6, "column": 31}


def test_stdin_without_a_name(tmp_path: Path) -> None:
    told = snap("lint", "-", *NOW, cwd=tmp_path, stdin=ERROR.encode())
    assert told.code == 1
    assert "stdin.yaml:6:31: A001 " in told.out


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("snap.yaml", b"", "snap.yaml: --stdin-filename names a scenario"),
        ("a.txt", b"", "a.txt: --stdin-filename names a scenario"),
    ],
)
def test_a_stdin_that_is_no_scenario(name: str, data: bytes, sentence: str, tmp_path: Path) -> None:
    told = snap("lint", "-", "--stdin-filename", name, cwd=tmp_path, stdin=data)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(sentence)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"title: \xff\n", "a.yaml:1:8: F017 this file is not UTF-8 (byte 0xFF here)"),
        (b"x" * 2_000_000, "a.yaml:1:1: F017 this is more than 1024 KiB"),
    ],
)
def test_a_stdin_that_cannot_be_read(data: bytes, sentence: str, tmp_path: Path) -> None:
    args = ("lint", "-", "--stdin-filename", "a.yaml")
    told = snap(*args, cwd=tmp_path, stdin=data)
    assert told.code == 1
    assert told.out.startswith(sentence)
    assert snap(*args, "--fix", cwd=tmp_path, stdin=data)[:2] == (2, ""), "nothing is lost"


def test_a_bad_length_is_told_once(tmp_path: Path) -> None:
    depot = "variables:\n  depot:\n    about: the depot\n    example: Leeds\n    max_length: few\n"
    make(tmp_path, depot + CLEAN.replace("at the depot.", "at {{ depot }}."))
    told = json.loads(snap("lint", "--format", "json", *NOW, cwd=tmp_path).out)
    assert [(each["name"], each["line"]) for each in told] == [("bad-value", 5)]


# What is wrong with the settings of files that are looked at alone.


@pytest.mark.parametrize(
    ("more", "args", "told"),
    [
        ("", [PATH], ""),
        ("sign: off\n", [PATH], "snap.yaml has 1 error of its own, not told here. To see it:"),
        ("sign: off\nhours: never\n", ["scenarios/delivery"], "has 2 errors of its own"),
        ("rules:\n  vague-time:\n    few: 2\n", [PATH], "has 1 error of its own"),
        ("sign: off\n", [PATH, "--select", "A001"], ""),
        ("# snap: ignore[unknown-key] ours\nsign: off\n", [PATH], ""),
        ("sign: off\n", [], ""),
        ("sign: off\n", [PATH, "."], ""),
    ],
)
def test_errors_of_the_settings_are_said_where_only_files_are_looked_at(
    more: str, args: list[str], told: str, tmp_path: Path
) -> None:
    make(tmp_path, settings=SETTINGS + more)
    looked = snap("lint", *args, *NOW, cwd=tmp_path)
    assert told in looked.err
    assert ("of its own" in looked.err) == bool(told)
    assert looked.code == int(args in ([], [PATH, "."])), "only what was asked for decides"


def test_errors_of_the_settings_change_no_report_and_name_the_library(tmp_path: Path) -> None:
    make(tmp_path / "ours", settings=f"{SETTINGS}sign: off\n")
    path = f"ours/{PATH}"
    told = snap("lint", path, "--format", "json", *NOW, cwd=tmp_path)
    assert (told.code, told.out) == (0, "[\n]\n")
    assert told.err.endswith(
        "ours/snap.yaml has 1 error of its own, not told here. To see it: snap lint ours\n"
    )
    typed = snap("lint", "-", "--stdin-filename", path, "--fix", cwd=tmp_path, stdin=CLEAN.encode())
    assert typed.out == CLEAN
    assert "ours/snap.yaml has 1 error" in typed.err
