"""Every rule that can mend what it finds, by its own examples: before, the fix, and after."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
import rule_harness as harness

from snapmsg.audit.text import Text
from snapmsg.audit.timing import times
from snapmsg.diagnostic import Diagnostic
from snapmsg.rule import Rule, all_rules
from snapmsg.source import Source

PAIRS = [
    pytest.param(rule, *example, id=f"{rule.name}-{number}")
    for rule in all_rules()
    for number, example in enumerate(rule.bad)
    if isinstance(example, tuple)
]


def mended(text: str, found: list[Diagnostic]) -> str:
    """A file with the fixes of its diagnostics made."""
    source = Source(harness.PATH, text)
    edits = []
    for edit in [edit for d in found if d.fix is not None for edit in d.fix[1]]:
        start = source.starts[edit.line - 1] + edit.column - 1
        edits.append((start, source.starts[edit.end_line - 1] + edit.end_column - 1, edit.text))
    return source.edit(edits)


@pytest.mark.parametrize(("rule", "before", "after"), PAIRS)
def test_a_fix_makes_the_one_example_the_other(
    rule: Rule, before: str, after: str, tmp_path: Path
) -> None:
    laid = harness.lay(before)
    harness.write(laid, tmp_path)
    found = [d for d in harness.diagnostics(tmp_path, rule) if d.name == rule.name]
    wanted = harness.lay(after)
    assert mended(laid.files[harness.PATH].decode(), found) == wanted.files[harness.PATH].decode()
    harness.write(wanted, tmp_path)
    assert [d for d in harness.diagnostics(tmp_path, rule) if d.name == rule.name] == []


def test_a_rule_on_words_never_stumbles(tmp_path: Path) -> None:
    """Whatever stands at the edge of a match: every start of every pattern, alone and doubled."""
    starts = {s for r in all_rules() if r.find for p in r.find.patterns for s in p.starts}
    words = {w for r in all_rules() if r.find for w in r.find.phrases}
    rows = "\n".join(
        f"      {w} 12 {w}, 3 {w}. {w}" for w in sorted(starts | words) if "\0" not in w
    )
    for key in ("status", "closing", "planned_outcome", "approximate_time", "next_steps"):
        text = f"{key}: |-\n" + rows.replace("{", "(").replace("}", ")")
        harness.write(harness.lay({harness.PATH: harness.over(harness.CLEAN, text)}), tmp_path)
        assert harness.diagnostics(tmp_path) != ()


REPEATED = [
    "Jan ", "12 am ", "3 May ", "we will ", "we will. ", "any day now ", "soon. ", "click here ",
    "apologies ", "hopefully ", "our policy ", "e.g. ", "...", "not at once ", "WE HAVE ", "AA ",
    "you forgot your ", '"calm down ', "thank you for writing ", "charged twice ", "by 25:00 ",
]  # fmt: skip


@pytest.mark.parametrize("words", REPEATED)
def test_a_rule_takes_no_longer_where_words_are_repeated(words: str, tmp_path: Path) -> None:
    body = (words * 30_000)[:30_000] + "x"
    parts = f"feeling: angry\nimpact: major\nstatus: |-\n  {body}\n"
    parts += f"approximate_time: |-\n  {body[:10_000]}"
    laid = harness.lay({harness.PATH: harness.over(harness.CLEAN, parts)})
    harness.write(laid, tmp_path)
    started = process_time()
    assert harness.diagnostics(tmp_path) != ()
    assert process_time() - started < 2


@pytest.mark.parametrize("words", ["_", "\x1a", "x", "# ", "__ "])
def test_a_count_is_found_in_a_moment(words: str) -> None:
    started = process_time()
    assert times(Text("", (words * 60_000)[:60_000], ()), lambda _: ()) == []
    assert process_time() - started < 2
