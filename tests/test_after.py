"""A promise that counts from something else than now: `within: 3 days`, `after: your date`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_harness import snap
from rule_harness import CLEAN, PATH, SETTINGS, over

NOW = "2026-11-24T10:00"
AFTER = """\
approximate_time:
  within: 3 days
  after: your delivery date of order {{ order_no }}
  say: You have it {{ promise }}.
"""


def library(root: Path, fragment: str, style: str = "duration") -> Path:
    file = root / PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(over(CLEAN, fragment))
    (root / "snap.yaml").write_text(f"{SETTINGS}promise_as: {style}\n")
    return root


@pytest.mark.parametrize("style", ["duration", "date", "both"])
def test_no_date_is_reckoned_from_now(tmp_path: Path, style: str) -> None:
    root = library(tmp_path, AFTER, style)
    args = ("render", "parcel-late", "--channel", "chat", "--set", "order_no=B-7", "--now", NOW)
    told = snap(*args, "--format", "json", cwd=root)
    record = json.loads(told.out)
    phrase = "within 3 days after your delivery date of order B-7"
    assert record["promise"] == {
        "kind": "within", "earliest": None, "latest": None, "phrase": phrase,
    }  # fmt: skip
    assert f"You have it {phrase}." in record["body"]
    assert snap("lint", "--fail-on", "suggestion", "--now", NOW, cwd=root).code == 0


def test_it_goes_with_within(tmp_path: Path) -> None:
    fragment = "approximate_time:\n  by: Friday\n  after: your date\n  say: By {{ promise }}."
    root = library(tmp_path, fragment)
    told = snap("lint", "--format", "concise", "--now", NOW, cwd=root)
    assert told.code == 1
    assert "“after” says what within: counts from" in told.out


def test_its_blanks_have_to_be_declared(tmp_path: Path) -> None:
    root = library(tmp_path, AFTER.replace("order_no", "ordr_no"))
    told = snap("lint", "--format", "concise", "--now", NOW, cwd=root)
    assert "V001" in told.out
    assert "Did you mean “order_no”?" in told.out


def test_it_takes_no_conditions(tmp_path: Path) -> None:
    fragment = AFTER.replace(
        "your delivery date of order {{ order_no }}",
        ">-\n    your date{% if order_no %} today{% endif %}",
    )
    told = snap("preview", "parcel-late", "--now", NOW, cwd=library(tmp_path, fragment))
    assert told.code == 2
    assert "“after” takes plain words" in told.err
