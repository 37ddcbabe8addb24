"""What makes a library's checkout look after itself, run by what runs it there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml
from cli_harness import environment, snap
from rule_harness import CLEAN, PATH, SETTINGS

from snapmsg import __version__, json_schema
from snapmsg.errors import SnapError
from snapmsg.library import shipped
from snapmsg.starter import CI, PRE_COMMIT, wiring

HERE = Path(__file__).parent.parent
ACTION = HERE / ".github" / "actions" / "lint" / "action.yml"
HOOKS = HERE / ".pre-commit-hooks.yaml"
NOW = ("--now", "2026-11-22T12:00")
BASH = shutil.which("bash")

checked_out = pytest.mark.skipif(not HOOKS.exists(), reason="only the package is here")


def run(*command: object, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd, env=environment(**variables), capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def valid(schema: str, path: Path) -> None:
    """A file by the schema of what reads it, as check-jsonschema has it."""
    done = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}",
               path, cwd=path.parent)  # fmt: skip
    assert done.returncode == 0, done.stdout


def tree(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


# --- snap init ---------------------------------------------------------------------------------


def test_a_new_library_with_everything(tmp_path: Path) -> None:
    told = snap("init", "messages", "--ci", "github", "--pre-commit", *NOW, cwd=tmp_path)
    assert (told.code, told.out) == (0, "")
    folder = tmp_path / "messages"
    assert "messages/.github/workflows/messages.yaml: put the address of snap" in told.err
    workflow = (folder / ".github/workflows/messages.yaml").read_text()
    assert "paths: .\n" in workflow
    assert f"rev: v{__version__}\n" in (folder / ".pre-commit-config.yaml").read_text()


def test_ci_for_a_library_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "snap.yaml").write_text("name: Ours\n")
    told = snap("init", "--ci", "gitlab", cwd=tmp_path)
    assert told == (
        0, "", "Wrote .gitlab-ci.yml: put the address of snap's own repository into it.\n"
    )  # fmt: skip
    assert tree(tmp_path) == [".gitlab-ci.yml", "snap.yaml"]
    again = snap("init", "--ci", "gitlab", cwd=tmp_path)
    assert again.code == 2
    assert again.err.startswith(".gitlab-ci.yml: this file is there already: add to it by hand")
    assert snap("init", "--ci", "gitlab", "--force", cwd=tmp_path).code == 0
    assert (tmp_path / "snap.yaml").read_text() == "name: Ours\n"


def test_nothing_is_written_where_a_file_stands_in_the_way(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitlab-ci.yml").write_text("mine")
    told = snap("init", "messages", "--ci", "gitlab", cwd=tmp_path)
    assert told.code == 2
    assert tree(tmp_path) == [".gitlab-ci.yml"]


def test_ci_files_stand_at_the_root_of_the_checkout(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "team" / "messages"
    files = wiring(folder, [*CI, PRE_COMMIT])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in files) == [
        ".github/workflows/messages.yaml", ".gitlab-ci.yml", ".pre-commit-config.yaml"
    ]  # fmt: skip
    assert "paths: team/messages\n" in files[tmp_path / ".github/workflows/messages.yaml"]
    assert "snapmsg lint team/messages --fail-on" in files[tmp_path / ".gitlab-ci.yml"]


@pytest.mark.parametrize("name", ["our messages", "$(x)", "a: b", "größe"])
def test_a_folder_that_no_command_line_can_hold(name: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    with pytest.raises(SnapError, match="give the folder one of letters, digits and hyphens"):
        wiring(tmp_path / name, ["github"])


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_out_of_the_checkout_is_not_followed(tmp_path: Path) -> None:
    outside, checkout = tmp_path / "outside", tmp_path / "checkout"
    outside.mkdir()
    (checkout / ".git").mkdir(parents=True)
    (checkout / ".github").symlink_to(outside)
    with pytest.raises(SnapError, match="leads out of"):
        wiring(checkout, ["github"])


def test_an_unknown_ci(tmp_path: Path) -> None:
    told = snap("init", "--ci", "githb", cwd=tmp_path)
    assert (told.code, tree(tmp_path)) == (2, [])
    assert "Did you mean “github”?" in told.err


@pytest.mark.parametrize(
    ("name", "schema"),
    [("github", "github-workflows"), ("gitlab", "gitlab-ci")],
)
def test_what_is_written_is_what_is_read_there(name: str, schema: str, tmp_path: Path) -> None:
    (text,) = wiring(tmp_path, [name]).values()
    path = tmp_path / f"{name}.yml"
    path.write_text(text)
    valid(schema, path)


# --- schemas for editors -----------------------------------------------------------------------


def test_the_files_of_a_new_library_name_their_schema(tmp_path: Path) -> None:
    snap("init", "messages", *NOW, cwd=tmp_path)
    folder = tmp_path / "messages"
    for path in [folder / "snap.yaml", *folder.glob("scenarios/*/*.yaml")]:
        first = path.read_text("utf-8").split("\n")[0]
        named = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve().is_relative_to(folder / ".snap")
        assert (path.parent / named).is_file()
    for kind, schema_file in json_schema.FILES.items():
        assert (folder / schema_file).read_text("utf-8") == json_schema.text(kind)


@pytest.mark.parametrize("schemas", [True, False])
def test_a_new_scenario_names_it_where_the_library_has_one(schemas: bool, tmp_path: Path) -> None:
    (tmp_path / "snap.yaml").write_text("name: Ours\n")
    if schemas:
        snap("schema", "--write", cwd=tmp_path)
    told = snap("new", "late", "--from", "parcel-late", "--no-input", "--topic", "x", *NOW,
                cwd=tmp_path)  # fmt: skip
    assert told.code == 0, told.err
    text = (tmp_path / told.out.strip()).read_text("utf-8")
    assert text.count("yaml-language-server") == schemas
    assert text.startswith("# yaml-language-server:") == schemas


def test_what_is_absent_is_not_told_on_the_line_of_the_editors(tmp_path: Path) -> None:
    line = "# yaml-language-server: $schema=.snap/scenario.json\n"
    (tmp_path / "a.yaml").write_text(line + "title: Late\nstatus: It is late.\n")
    told = snap("lint", "a.yaml", "--select", "missing-part", cwd=tmp_path)
    assert told.out.startswith("a.yaml:2:1: F001 ")


# --- pre-commit --------------------------------------------------------------------------------


def git(*args: str, cwd: Path) -> str:
    done = run("git", "-c", "user.name=n", "-c", "user.email=n@example.org", *args, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def pre_commit(tmp_path: Path) -> Path:
    """A clone of snap with all that the hooks need, committed."""
    clone = tmp_path / "snap"
    clone.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(HERE / name, clone)
    for name in ("snapmsg", "templates"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(HERE / name, clone / name, ignore=ignored)
    git("init", "--quiet", cwd=clone)
    git("add", "--all", cwd=clone)
    git("commit", "--quiet", "--message", "x", cwd=clone)
    return clone


@checked_out
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")
def test_the_hooks_under_pre_commit(pre_commit: Path, tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    ours = tmp_path / "ours"
    topic = ours / "messages" / "scenarios" / "delivery"
    topic.mkdir(parents=True)
    weak = (shipped() / "demo" / "weak-parcel-late.yaml").read_text("utf-8")
    (topic / "late.yaml").write_text(weak, "utf-8")
    (ours / "messages" / "snap.yaml").write_text("name: Ours\n")
    (ours / "other.yaml").write_text("not: ours\n")
    (ours / ".github" / "workflows").mkdir(parents=True)
    (ours / ".github" / "workflows" / "snap.yaml").write_text("on: push\n")
    config = wiring(ours, [PRE_COMMIT]).popitem()[1]
    config = config.replace("https://github.com/your-team/snap", str(pre_commit))
    config = config.replace(f"v{__version__}", git("rev-parse", "HEAD", cwd=pre_commit))
    (ours / ".pre-commit-config.yaml").write_text(
        f"{config}      - id: snap-lint-all\n        args: [messages, --fail-on, suggestion]\n"
    )
    git("init", "--quiet", cwd=ours)
    git("add", "--all", cwd=ours)

    # What snap needs is taken from here, so that the test needs no network.
    kept = {
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PIP_NO_BUILD_ISOLATION": "0",
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PIP_IGNORE_INSTALLED": "1",
    }

    def hook(*args: str) -> subprocess.CompletedProcess[str]:
        return run(sys.executable, "-m", "pre_commit", "run", *args, cwd=ours, **kept)

    found = hook("snap-lint", "--all-files")
    assert found.returncode == 1
    assert "messages/scenarios/delivery/late.yaml:1:1: F001 " in found.stdout, found.stdout
    assert "other.yaml" not in found.stdout
    assert ".github" not in found.stdout, "a workflow is no library, whatever its name"
    assert "no files to check" in hook("snap-lint", "--files", "other.yaml").stdout
    assert hook("snap-lint-all", "--files", "messages/snap.yaml").returncode == 1
    (topic / "late.yaml").write_text(CLEAN)
    (ours / "messages" / "snap.yaml").write_text(SETTINGS)
    git("add", "--all", cwd=ours)
    passed = hook("snap-lint", "--all-files")
    assert passed.returncode == 0, passed.stdout
    assert "1 scenario" not in passed.stdout, "a hook that passes says nothing"


# --- the action --------------------------------------------------------------------------------


@checked_out
def test_the_action_is_one() -> None:
    valid("github-actions", ACTION)
    action = yaml.safe_load(ACTION.read_text("utf-8"))
    for step in action["runs"]["steps"]:
        script = step.get("run", "")
        assert "${{" not in script, "an input in a script is code"
        newer = re.findall(r"mapfile|readarray|declare -A|,,\}|\^\^\}", script)
        assert newer == [], "the bash of macOS is 3.2"


@checked_out
@pytest.mark.skipif(BASH is None or os.name == "nt", reason="bash is not here")
@pytest.mark.parametrize(
    ("paths", "changes", "code", "shown"),
    [
        (".", {}, 0, ""),
        ("weak.yaml\n\n", {}, 1, "::error title=snap%3A "),
        (" \n\nweak.yaml", {}, 1, "::error title=snap%3A "),
        ("", {}, 0, ""),
        ("weak.yaml\nsnap.yaml\n", {"SNAP_FAIL_ON": "suggestion"}, 1, "::error "),
        ("$(touch x)", {}, 2, ""),
        ("weak.yaml", {"SNAP_FORMAT": "sarif", "SNAP_OUTPUT_FILE": "snap.sarif"}, 1, ""),
    ],
)
def test_the_action_lints(
    paths: str, changes: dict[str, str], code: int, shown: str, tmp_path: Path
) -> None:
    """The step's script, as GitHub runs it: `bash --noprofile --norc -eo pipefail`."""
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_text(CLEAN)
    (tmp_path / "snap.yaml").write_text(SETTINGS)
    shutil.copy(shipped() / "demo" / "weak-parcel-late.yaml", tmp_path / "weak.yaml")
    before = tree(tmp_path)
    steps = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]
    (script,) = (step["run"] for step in steps if step.get("id") == "lint")
    wrapper = tmp_path.parent / "snapmsg.sh"
    wrapper.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m snapmsg "$@"\n')
    wrapper.chmod(0o755)
    output = tmp_path.parent / "output"
    output.write_text("")
    variables = {
        "SNAP_PATHS": paths, "SNAP_FAIL_ON": "error", "SNAP_FORMAT": "github",
        "SNAP_OUTPUT_FILE": "", "SNAPMSG": str(wrapper), "GITHUB_OUTPUT": str(output), **changes,
    }  # fmt: skip
    done = run(BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", script, cwd=tmp_path,
               **variables)  # fmt: skip
    assert done.returncode == code, done.stderr
    assert output.read_text() == f"exit-code={code}\n"
    assert shown in done.stdout
    made = {"snap.sarif"} if "SNAP_OUTPUT_FILE" in changes else set()
    assert set(tree(tmp_path)) == {*before, *made}
