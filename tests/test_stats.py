"""`snap stats`: what is counted, and how it is drawn."""

from __future__ import annotations

import html.parser
import json
from datetime import date
from pathlib import Path

import pytest
from cli_harness import snap
from hypothesis import given
from hypothesis import strategies as st

from snapmsg.library import open_library
from snapmsg.promise import Duration, Unit, parse_duration
from snapmsg.stats import Table, as_html, as_markdown, as_text, count
from snapmsg.stats.counting import LENGTHS, Place, length
from snapmsg.stats.showing import bar
from snapmsg.terminal import width

SETTINGS = "name: Ours & co\nreview_every: 6 months\nchannels:\n  - email\n  - sms\n"
NOW = "2026-11-24T10:00"
FILES = {
    "delivery/late.yaml": "title: Late\nowner: a-team\nreviewed: 2026-11-01\nstatus: S\n"
    "approximate_time:\n  within: 2 working days\n",
    "delivery/lost.yaml": "title: Lost\nowner: a-team\nreviewed: 2026-01-01\nstatus: S\n"
    "approximate_time:\n  by: Friday\nchannels:\n  x:\n",
    "billing/bill.yaml": "title: Bill\nstatus: S\napproximate_time: Within 3 days.\n",
    "billing/soon.yaml": "title: Soon\nowner: b|team\nreviewed: 2026-06-01\nstatus: S\n"
    "approximate_time:\n  update_by: tomorrow\n",
    "billing/none.yaml": "title: None\nowner: b|team\nreviewed: 2025-06-01\nstatus: S\n",
    "billing/blank.yaml": "title: Blank\nowner: <b>\nreviewed: 2026-11-01\nstatus: S\n"
    "approximate_time:\n  within: '{{ days }}'\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "snap.yaml").write_text(SETTINGS)
    for name, text in FILES.items():
        file = tmp_path / "scenarios" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


def test_counts(library: Path) -> None:
    found = count(open_library(library), date(2026, 11, 24))
    assert found.scenarios == 6
    assert found.topics == {"billing": 4, "delivery": 2}
    assert found.places == {
        Place("billing", "email", "en"): 4, Place("billing", "sms", "en"): 4,
        Place("delivery", "email", "en"): 1, Place("delivery", "sms", "en"): 1,
        Place("delivery", "x", "en"): 1,
    }  # fmt: skip
    assert found.owners == {"a-team": 2, "b|team": 2, "": 1, "<b>": 1}
    assert [r.id for r in found.reviews] == ["none", "lost", "bill"]
    assert found.soon == 1
    assert found.promises == {
        "3 days at most": 1, "a day or a time": 1, "in words alone": 1,
        "the next news alone": 1, "no time at all": 1, "as each customer is told": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("30 minutes", "a day at most"), ("24 hours", "a day at most"),
        ("25 hours", "3 days at most"), ("1 working day", "3 days at most"),
        ("8 working hours", "a day at most"), ("2 working days", "3 days at most"),
        ("3 to 5 working days", "a week at most"), ("1 week", "a week at most"),
        ("10 working days", "2 weeks at most"), ("1 month", "a month at most"),
        ("6 weeks", "longer"), ("1 to 5 days", "a week at most"),
    ],
)  # fmt: skip
def test_lengths(text: str, name: str) -> None:
    assert length(parse_duration(text)) == name


@given(st.integers(1, 9999), st.sampled_from(list(Unit)))
def test_every_length_has_a_name_and_longer_is_no_shorter(number: int, unit: Unit) -> None:
    names = [name for name, _ in LENGTHS]
    one = names.index(length(Duration(number, number, unit)))
    more = names.index(length(Duration(number, min(number * 2, 9999), unit)))
    assert one <= more


def test_json(library: Path) -> None:
    told = snap("stats", "--format", "json", "--now", NOW, cwd=library)
    assert (told.code, told.err) == (0, "")
    found = json.loads(told.out)
    assert found["scenarios"] == 6
    assert {"topic": "delivery", "channel": "x", "locale": "en", "scenarios": 1} in (
        found["coverage"]
    )
    assert found["owners"][0] == {"owner": "a-team", "scenarios": 2, "due": 1}
    assert {"owner": None, "scenarios": 1, "due": 1} in found["owners"]
    assert found["reviews"]["overdue"] == 2
    assert found["reviews"]["never"] == 1
    assert found["reviews"]["soon"] == 1
    assert found["reviews"]["due"][0]["review_by"].startswith("2025-")
    assert {"length": "3 days at most", "scenarios": 1} in found["promises"]


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_table_fits(library: Path, columns: int) -> None:
    told = snap("stats", "--now", NOW, cwd=library, env={"COLUMNS": str(columns)})
    assert told.code == 0
    lines = told.out.split("\n")
    assert max(map(width, lines)) <= columns
    words = " ".join(told.out.split())
    assert "What there is: 6 scenarios" in words
    assert "Reviews: 2 overdue, 1 never done, 1 due within 30 days" in words


def test_the_table(library: Path) -> None:
    told = snap("stats", "--now", NOW, cwd=library)
    assert "  topic     email  sms  x  all\n" in told.out
    assert "  delivery      1    1  1    2  ████████████\n" in told.out
    assert "\x1b[36m████" in snap("stats", cwd=library, terminal=True).out


def test_a_stream_that_has_ascii_alone() -> None:
    table = Table("T", ("a", "n"), (("x", "2"), ("y", "·")), (2, 1))
    told = "\n".join(as_text([table], 40, False, "ascii"))
    assert told.isascii()
    assert "####" in told


@given(st.floats(0, 1), st.integers(4, 40), st.booleans())
def test_bars_fit_and_never_hide_something(share: float, columns: int, fine: bool) -> None:
    drawn = bar(share, columns, fine)
    assert len(drawn) <= columns
    assert bool(drawn) == (share > 0)


def test_markdown(library: Path) -> None:
    told = snap("stats", "--format", "markdown", "--now", NOW, cwd=library)
    assert told.code == 0
    assert "| topic | email | sms | x | all |\n| --- | ---: |" in told.out
    assert "| b\\|team | 1 | 2 |" in told.out
    assert "| \\<b\\> |" in told.out
    rows = [line for line in told.out.split("\n") if line.startswith("| ")]
    assert all(line.endswith(" |") for line in rows)


def test_html(library: Path) -> None:
    told = snap("stats", "--format", "html", "--now", NOW, cwd=library)
    assert told.code == 0
    assert "<title>Ours &amp; co</title>" in told.out
    assert "<td>&lt;b&gt;</td>" in told.out
    assert "default-src 'none'" in told.out
    assert "<script" not in told.out
    open_tags: list[str] = []

    class Reader(html.parser.HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            if tag != "meta":
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Reader().feed(told.out)
    assert open_tags == []


def test_what_is_hostile_commands_nothing() -> None:
    table = Table("\x1b[31m<T>", ("a",), (("<script>|\n`x`",),), (), "\x1b]0;x\x07")
    for lines in (as_text([table], 80, False, "utf-8"), as_markdown([table])):
        told = "\n".join(lines)
        assert "\x1b" not in told
    assert "<script>" not in "\n".join(as_html([table], "<x>"))


def test_a_table_without_rows_has_no_head_either() -> None:
    table = Table("Reviews: none", ("scenario", "owner", "due"), (), ())
    for lines in (as_text([table], 80, False, "utf-8"), as_markdown([table]), as_html([table], "")):
        told = "\n".join(lines)
        assert "Reviews: none" in told
        assert "scenario" not in told
        assert "---" not in told


def test_an_empty_library(tmp_path: Path) -> None:
    (tmp_path / "snap.yaml").write_text(SETTINGS)
    assert "There are no scenarios yet" in snap("stats", cwd=tmp_path).err
    assert json.loads(snap("stats", "--format", "json", cwd=tmp_path).out)["scenarios"] == 0


def test_outside_a_library(tmp_path: Path) -> None:
    assert snap("stats", cwd=tmp_path).code == 2
    assert "cannot be “pdf”" in snap("stats", "--format", "pdf").err


def test_one_of_a_thing_is_told_as_one(tmp_path: Path) -> None:
    (tmp_path / "snap.yaml").write_text("name: Ours\n")
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "a.yaml").write_text("title: A\nowner: us\nstatus: S\n")
    told = snap("stats", "--now", NOW, cwd=tmp_path).out
    assert "What there is: 1 scenario, by topic and channel" in told
    assert "Who owns them: 1 owner\n" in told
