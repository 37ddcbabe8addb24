"""Hostile inputs, each run by the real command within limits: an answer, and never a crash."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

pytest.importorskip("resource", reason="limits on a process are a thing of Unix")

from hostile import files, runner, values
from hostile.files import Text
from hostile.runner import Case

TEXTS = [*files.YAML, *files.WORDING]


def path_of(number: int) -> str:
    return f"scenarios/hostile/h-{number:03}.yaml"


@cache
def linted() -> dict[str, list[dict[str, object]]]:
    """The diagnostics of all hostile files at once, by path; every format shows them harmlessly."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        runner.lay(folder, runner.GOOD)
        runner.lay(folder, {path_of(n): text.data for n, text in enumerate(TEXTS)})
        before = runner.seen(folder)
        shown = {
            form: runner.run(["lint", "--format", form], folder)
            for form in ("json", "full", "concise", "github")
        }
        assert runner.seen(folder) == before
    assert {done.code for done in shown.values()} == {1}
    found: dict[str, list[dict[str, object]]] = {}
    for diagnostic in json.loads(shown["json"].out):
        found.setdefault(diagnostic["path"], []).append(diagnostic)
    return found


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=[text.name for text in TEXTS])
def test_a_hostile_file(number: int) -> None:
    text: Text = TEXTS[number]
    told = [
        (d["name"], d["line"], str(d["reason"])) for d in linted().get(path_of(number), [])
    ]
    if text.rule:
        assert any(
            name == text.rule and line == text.line and text.says in reason
            for name, line, reason in told
        ), [(name, line, reason[:200]) for name, line, reason in told]
    else:
        assert not any(d["severity"] == "error" for d in linted().get(path_of(number), [])), told


CASES = [*values.CASES]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_hostile_case(case: Case, tmp_path: Path) -> None:
    runner.play(case, tmp_path)
