"""Hostile inputs, each run by the real command within limits: an answer, and never a crash.

The tables are in `hostile/`. Files that are linted stand together, as in a pull request, and are
answered by one process; what could take a process down has one of its own.
"""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from cli_harness import snap

pytest.importorskip("resource", reason="limits on a process are a thing of Unix")

from hostile import files, libraries, places, runner, values
from hostile.files import Text
from hostile.runner import Case, Tree
from hostile.values import Value

Told = list[dict[str, Any]]


def linted(args: list[str], tree: Tree) -> str:
    """What lint writes of a tree in which something is wrong, and in which it changes nothing."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        runner.lay(folder, tree)
        before = runner.seen(folder)
        done = runner.run(["lint", *args], folder)
        assert runner.seen(folder) == before
    assert done.code == 1
    return done.out


def by_path(report: str) -> dict[str, Told]:
    """The diagnostics in a report as JSON, by their paths."""
    found: dict[str, Told] = {}
    for diagnostic in json.loads(report):
        found.setdefault(diagnostic["path"], []).append(diagnostic)
    return found


TEXTS = [*files.YAML, *files.WORDING]
SHARED = [
    case
    for case in libraries.CASES
    if case.code < 2 and not any(words in case.name for words in libraries.ALONE)
]


def path_of(number: int) -> str:
    return f"scenarios/hostile/h-{number:03}.yaml"


TREE = {**runner.GOOD, **{path_of(n): text.data for n, text in enumerate(TEXTS)}}


@cache
def all_texts() -> dict[str, Told]:
    return by_path(linted(["--format", "json"], TREE))


@pytest.mark.parametrize("form", ["full", "concise", "github"])
def test_every_format_shows_all_of_them_harmlessly(form: str) -> None:
    assert linted(["--format", form], TREE).count("hostile/h-") > len(TEXTS) * 3 // 4


@cache
def all_libraries() -> dict[str, Told]:
    names = [f"lib-{number:02}" for number in range(len(SHARED))]
    tree: dict[str, runner.Content] = {}
    for name, case in zip(names, SHARED, strict=True):
        tree |= {f"{name}/{path}": data for path, data in {**runner.GOOD, **case.tree}.items()}
    return by_path(linted([*names, "--format", "json"], tree))


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=[text.name for text in TEXTS])
def test_a_hostile_file(number: int) -> None:
    text: Text = TEXTS[number]
    found = all_texts().get(path_of(number), [])
    told = [(d["name"], d["line"], d["reason"]) for d in found]
    if text.rule:
        assert any(
            name == text.rule and line == text.line and text.says in reason
            for name, line, reason in told
        ), [(name, line, reason[:200]) for name, line, reason in told]
    else:
        assert all(d["severity"] != "error" for d in found), told


@pytest.mark.parametrize("number", range(len(SHARED)), ids=[case.name for case in SHARED])
def test_a_hostile_library(number: int) -> None:
    case, folder = SHARED[number], f"lib-{number:02}/"
    found = [d for path, told in all_libraries().items() if path.startswith(folder) for d in told]
    told = [(f"{d['path']}:{d['line']}:", d["reason"][:200]) for d in found]
    assert any(d["severity"] == "error" for d in found) == bool(case.code), told
    if case.at or case.says:
        assert any(
            d["path"].startswith(folder)
            and f"{d['path']}:{d['line']}:".startswith(folder + case.at)
            and case.says in d["reason"]
            for d in found
        ), told


@cache
def filled(refused: bool) -> runner.Done:
    """A message with all the values that are kept, or what is said of all those that are not."""
    chosen = values.REFUSED if refused else values.KEPT
    tree = {"scenarios/t/all.yaml": values.scenario(chosen), "row.json": values.row(chosen)}
    with TemporaryDirectory() as name:
        runner.lay(Path(name), {**runner.GOOD, **tree})
        args = ["render", "all", "--channel", "chat", "--values", "row.json"]
        done = runner.run(args, Path(name))
    assert done.code == (2 if refused else 0)
    assert bool(done.out) is not refused
    return done


@pytest.mark.parametrize("value", values.KEPT, ids=[value.name for value in values.KEPT])
def test_a_hostile_value_is_only_words(value: Value) -> None:
    assert f"[{value.value}]" in filled(False).out


@pytest.mark.parametrize(
    "number", range(len(values.REFUSED)), ids=[value.name for value in values.REFUSED]
)
def test_a_hostile_value_is_refused_by_name(number: int) -> None:
    lines = [line.strip() for line in filled(True).err.splitlines()]
    (line,) = [line for line in lines if line.startswith(f"v{number}: ")]
    assert values.REFUSED[number].says in line


CASES = [
    *values.CASES,
    *(case for case in libraries.CASES if case not in SHARED),
    *places.PATHS,
    *places.STREAMS,
    *places.MORE,
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_hostile_case(case: Case, tmp_path: Path) -> None:
    runner.play(case, tmp_path)


@pytest.mark.parametrize(
    "told",
    [
        runner.Done(3, "", "", 0),
        runner.Done(-11, "", "", 0),
        runner.Done(2, "", "Traceback (most recent call last):", 0),
        runner.Done(0, "", "", runner.PROMISED),
        runner.Done(0, "\x1b[31mred", "", 0),
        runner.Done(0, "", "\u202e", 0),
        runner.Done(1, "  ::set-env name=a::b", "", 0),
        runner.Done(1, "", "a ##[group]b", 0),
    ],
)
def test_what_must_not_happen_is_seen(told: runner.Done) -> None:
    with pytest.raises(AssertionError):
        runner.check(told, ["lint"])


def test_there_are_enough() -> None:
    names = [text.name for text in TEXTS] + [value.name for value in values.VALUES]
    names += [case.name for case in (*SHARED, *CASES)]
    assert len(names) >= 150
    assert len(names) == len(set(names)), "two of one name are hard to tell apart"


TYPED = """
lint preview render new list show explain demo init help -h --help --version -- --format --channel
--output-format --set --values --select --ignore --fail-on --now --output-file=r.txt --no-input
--title --status --next-step --time --outcome --from --topic --force json text full chat sms good
order_no=1 scenarios snap.yaml scenarios/t/good.yaml error A001 vague-time V F 0 -1 --set=x = ..
--format= --= - . / -hh -x --lint --now=2026-11-23T10:00 9999-99-99 é ::error::x ##[x] {{x}} %s
"""
WORDS = [*TYPED.split(), "", "\x1b[31m", "\u202e", "\udcff", "a\nb"]


def some_words(seed: int) -> list[str]:
    choose = random.Random(seed)
    return choose.choices(WORDS, k=choose.randint(1, 7))


@pytest.mark.parametrize("seed", range(8))
def test_random_words_on_the_command_line(seed: int, tmp_path: Path) -> None:
    """Whatever is typed, in whatever order."""
    runner.lay(tmp_path, runner.GOOD)
    runner.run(some_words(seed), tmp_path)


def test_many_random_words(tmp_path: Path) -> None:
    """The same in this process, where a hundred command lines take no longer than one."""
    runner.lay(tmp_path, runner.GOOD)
    for seed in range(8, 400):
        args = some_words(seed)
        told = snap(*args, cwd=tmp_path)
        runner.check(runner.Done(*told, 0), args)
