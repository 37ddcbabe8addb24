"""One cause is one diagnostic, in the part that it stands in, with a fix where that is sure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import rule_harness as harness
from precision import library

from snapmsg.fix import mend
from snapmsg.linter import desk_of
from snapmsg.source import Source

PATH = "scenarios/x/bag.yaml"


def clean_but(old: str, new: str) -> Mapping[str, str]:
    assert old in harness.CLEAN
    return {PATH: harness.CLEAN.replace(old, new, 1)}


def found(example: str | Mapping[str, str], root: Path) -> list[tuple[str, str | None]]:
    """The rules that tell of a library, each with its part."""
    harness.write(harness.lay(example), root)
    return [(d.name, d.part) for d in harness.diagnostics(root)]


ONE_CAUSE: list[tuple[str | Mapping[str, str], str, str | None]] = [
    ("opening: Sorry for any inconvenience.", "non-apology", None),
    ("approximate_time: You have it by 31 February.", "wrong-date", "approximate_time"),
    ("short:\n  status: It is\u202e late.", "hidden-character", "status"),
    ("channels:\n  sms:\nshort:\n  status: " + "日本語 is late. " * 12, "too-long", None),
    (clean_but("  - us: Our", "\u00a0\u00a0- us: Our"), "lost-text", "next_steps"),
    ("status: !!str It is late.", "yaml-feature", "status"),
    ({PATH: f"{harness.CLEAN}<<:\n  title: x\n"}, "yaml-feature", None),
    ("next_steps:\n  - {us: We call, ring, and look}", "lost-text", "next_steps"),
    ("next_steps: {us: a, b, c}", "lost-text", "next_steps"),
    (clean_but("status: Order {{ order_no }} is at the depot in", "statu: Order {{ order_no }} in"),
     "unknown-key", "status"),
    (clean_but("approximate_time: You", "timeline: You"), "unknown-key", "approximate_time"),
    ("approximate_time:\n  within: 36 hours\n  say: It comes within 2 days.\nshort:",
     "unsaid-promise", "approximate_time"),
    ("next_steps:\n  - us: We ring {{ whom }}.", "undeclared-variable", "next_steps"),
    ("next_steps:\n- us: We ring you.\n- us: We pay.\n  only_if: paid", "undeclared-variable",
     "next_steps"),
    ("planned_outcome: You have {{ what }}.", "undeclared-variable", "planned_outcome"),
    ("closing: Ring {{ whom }}.", "undeclared-variable", None),
]  # fmt: skip


@pytest.mark.parametrize(("example", "rule", "part"), ONE_CAUSE)
def test_one_cause_is_told_once(
    example: str | Mapping[str, str], rule: str, part: str | None, tmp_path: Path
) -> None:
    assert found(example, tmp_path) == [(rule, part)]


def test_what_only_stands_on_the_same_line_is_told_too(tmp_path: Path) -> None:
    told = found("status: !!str It is late!!", tmp_path)
    assert {rule for rule, _ in told} == {"yaml-feature", "shouting"}


def test_a_part_that_is_missing_and_not_misspelt_is_told(tmp_path: Path) -> None:
    laid = clean_but(
        "planned_outcome: You will have the parcel, or your money back.\n", "statsu: x\n"
    )
    assert ("missing-part", "planned_outcome") in found(laid, tmp_path)


FIXED = [
    (clean_but("status: Order", "statu: Order"), "\nstatus: Order {{ order_no }}"),
    (clean_but("approximate_time: You", "timeline: You"), "\napproximate_time: You have it"),
    (clean_but("  approximate_time: W", "  aproximate_time: W"), "\n  approximate_time: W"),
    ("starts: they_write", "starts: they_wrote"),
    ("approximate_time:\n  within: 5 to 3 days\n  say: Here {{ promise }}.\nshort:", "3 to 5"),
    ("status: Order [order_no] is late.", "status: Order {{ order_no }} is late."),
    ("status: >-\n  [order_no] is late.", "  {{ order_no }} is late."),
    ("impact: minor # snap: ignore[vague-time] no date yet", "impact: minor\n"),
    ("# snap: ignore[vague-time] no date yet\nimpact: minor", "chat:\nimpact: minor\n"),
]  # fmt: skip


@pytest.mark.parametrize(("example", "wanted"), FIXED)
def test_what_is_sure_is_mended(example: str | Mapping[str, str], wanted: str) -> None:
    text = harness.over(harness.CLEAN, example) if isinstance(example, str) else example[PATH]
    assert wanted not in text
    desk, _ = desk_of(library(), harness.NOW)
    after, made = mend(desk, Path("bag.yaml"), Source("bag.yaml", text))
    assert made == 1
    assert wanted in after.text
    assert mend(desk, Path("bag.yaml"), after)[1] == 0


LEFT = [
    clean_but("title: Parcel is late", "title: Parcel is late\ntitel: Bag"),  # there is one
    clean_but("status: Order", "news: Order"),
    "status: Tick [order] on the form.",
    "starts: somebody_wrote",
    "approximate_time:\n  within: 5 to soon\n  say: You have it {{ promise }}.\nshort:",
]


@pytest.mark.parametrize("example", LEFT)
def test_what_is_not_sure_is_left(example: str | Mapping[str, str]) -> None:
    text = harness.over(harness.CLEAN, example) if isinstance(example, str) else example[PATH]
    desk, _ = desk_of(library(), harness.NOW)
    assert mend(desk, Path("bag.yaml"), Source("bag.yaml", text))[1] == 0


COPIED = "title: {}\nstatus: It is late.\nnext_steps: We ring you.\napproximate_time: In an hour.\n"


def test_a_copy_of_short_sentences_is_a_duplicate(tmp_path: Path) -> None:
    files = {f"scenarios/x/{id}.yaml": COPIED.format(id) + "planned_outcome: You have your bag.\n"
             for id in ("bag", "case")}  # fmt: skip
    harness.write(harness.lay(files), tmp_path)
    assert "near-duplicate" in {d.name for d in harness.diagnostics(tmp_path)}
