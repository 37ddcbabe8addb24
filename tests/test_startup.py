"""What each way to start imports: deterministic, where a stopwatch would be noise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_harness import environment

from snapmsg import __version__

HEAVY = {"pydantic", "rich", "jinja2", "yaml"}
REPORT = """
import sys
before = set(sys.modules)
sys.argv = ["snap", *sys.argv[1:]]
from snapmsg.__main__ import main
code = main()
sys.stdout.flush()
print(*(set(sys.modules) - before), file=sys.__stderr__)
"""
SHADOW = "raise SystemExit('code of the linted tree was run')\n"


def imported(*args: str, cwd: Path) -> set[str]:
    """The packages that a command imports, beside those that Python itself starts with."""
    done = subprocess.run(
        [sys.executable, "-c", REPORT, *args],
        cwd=cwd, env=environment(), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return {name.partition(".")[0] for name in done.stderr.splitlines()[-1].split()}


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_the_version_needs_nothing(word: str, tmp_path: Path) -> None:
    found = imported(word, cwd=tmp_path)
    assert "snapmsg" in found
    assert not found & {*HEAVY, "typer", "typing", "re", "json", "difflib", "pathlib"}


@pytest.mark.parametrize("args", [["lint"], [], ["-h"], ["lint", "-h"], ["lnt"], ["list"]])
def test_typer_is_all_that_is_needed_to_begin(args: list[str], tmp_path: Path) -> None:
    """Typer from 0.29 on imports pydantic. Where this passes with one, the cap on it can go."""
    found = imported(*args, cwd=tmp_path)
    assert "typer" in found
    assert not found & HEAVY


def test_a_plain_library_is_linted_without_rich_or_jinja(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("title: Late\nstatus: It is late.\n")
    found = imported("lint", "a.yaml", cwd=tmp_path)
    assert "yaml" in found
    assert not found & {"pydantic", "rich"}


@pytest.mark.parametrize("safe", ["", "1"])
def test_no_code_of_the_linted_tree_is_run(safe: str, tmp_path: Path) -> None:
    for name in ("yaml", "jinja2", "typer", "rich", "difflib", "tomllib", "readline", "sitecustom"):
        (tmp_path / f"{name}.py").write_text(SHADOW)
    (tmp_path / "markupsafe").mkdir()
    (tmp_path / "markupsafe" / "__init__.py").write_text(SHADOW)
    (tmp_path / "a.yaml").write_text("title: Late\nstatus: It is {% if x %}late{% endif %}.\n")
    done = subprocess.run(
        [sys.executable, "-m", "snapmsg", "lint", "a.yaml"],
        cwd=tmp_path, env=environment(PYTHONSAFEPATH=safe), capture_output=True, text=True,
        timeout=60,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "a.yaml:1:1: F001 " in done.stdout


@pytest.mark.parametrize("name", ["snap", "snapmsg"])
def test_the_scripts_that_are_installed(name: str, tmp_path: Path) -> None:
    script = Path(sys.executable).with_name(name + (".exe" if os.name == "nt" else ""))
    if not script.exists():
        pytest.skip("snap is not installed here, only checked out")
    (tmp_path / "yaml.py").write_text(SHADOW)
    (tmp_path / "a.yaml").write_text("title: Late\n")
    told = subprocess.run([script, "--version"], capture_output=True, text=True, timeout=60)
    assert (told.returncode, told.stdout) == (0, f"snap {__version__}\n")
    told = subprocess.run(
        [script, "lint", "a.yaml"], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert told.returncode == 1
    told = subprocess.run([script, "lint", "-h"], capture_output=True, text=True, timeout=60)
    assert f"{name} lint [PATH…] [OPTIONS]" in told.stdout
