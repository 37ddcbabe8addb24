"""Diagnostics as text: what people read, what scripts rely on, and what no text can break."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from report_harness import COLON, COLOURED, NASTY, PLAIN, SOME, SOON, diagnostics, lines

from snapmsg import report
from snapmsg.diagnostic import Diagnostic, Excerpt, Severity
from snapmsg.report import Summary, closing, full
from snapmsg.report.github import LONGEST, MOST
from snapmsg.terminal import HIDDEN, width


def test_formats_are_found() -> None:
    assert set(report.FORMATS) == {
        *("full", "concise", "grouped", "json", "json-lines"),
        *("github", "gitlab", "sarif", "junit", "rdjson"),
    }


@pytest.mark.parametrize("name", ["concise", "full", "github", "grouped", "json-lines"])
def test_nothing_is_said_when_clean(name: str) -> None:
    assert lines(name) == []


def test_concise() -> None:
    assert lines("concise", SOON, COLON) == [
        "scenarios/delivery/parcel-late.yaml:24:27: A001 “as soon as possible” is not a time: "
        "give a date",
        "snap.yaml:4:19: F003 Put the words on a line of their own",
    ]


def test_full() -> None:
    assert "\n".join(lines("full", SOON, COLON)) == (
        """\
error[vague-time] A001: “as soon as possible” is not a time: give a date
  --> scenarios/delivery/parcel-late.yaml:24:27  parcel-late, sms, example “with refund”
   |
24 |   We will get back to you as soon as
   |                           ^^^^^^^^^^
25 |   possible about your refund.
   |   ^^^^^^^^
   |
   = also: in 2 other renderings

warning[broken-yaml] F003: Put the words on a line of their own:
 --> snap.yaml:4:19
  |
4 | status: We checked: your bag is here
  |                   ^^
  |
  = try:
      status: >-
        We checked: your bag is here
"""
    )


def test_full_without_an_excerpt() -> None:
    bare = SOON._replace(
        excerpt=(), also=1, channel=None, scenario=None, example=None, fix=(False, ())
    )
    assert lines("full", bare)[1:] == [
        " --> scenarios/delivery/parcel-late.yaml:24:27",
        "  = also: in 1 other rendering",
        "",
    ]


@pytest.mark.parametrize(
    ("excerpts", "shown"),
    [
        ([(7, "ship ｗｉｄｅ soon", 11, 15)], ["7 | ship ｗｉｄｅ soon", "  |               ^^^^"]),
        ([(7, "\tsoon\there", 2, 6)], ["7 |  soon here", "  |  ^^^^"]),
        ([(7, "a\x1bb soon", 5, 9)], ["7 | a<U+001B>b soon", "  |            ^^^^"]),
        ([(7, "ab", 3, 3)], ["7 | ab", "  |   ^"]),
        ([(7, "", 1, 1)], ["7 |", "  | ^"]),
        ([(7, "status:", 0, 0)], ["7 | status:"]),
        ([(7, "👩‍👩‍👧 soon", 7, 11)], ["7 | 👩‍👩‍👧 soon", "  |    ^^^^"]),
        (
            [(7, "a", 1, 2), (8, "b", 1, 2), (12, "c", 1, 2)],
            [" 7 | a", "   | ^", " 8 | b", "   | ^", "   …", "12 | c", "   | ^"],
        ),
    ],
)
def test_excerpts(excerpts: list[tuple[int, str, int, int]], shown: list[str]) -> None:
    made = SOON._replace(excerpt=tuple(Excerpt(*row) for row in excerpts), also=0)
    assert [line.rstrip() for line in lines("full", made)[3:-1]] == shown


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("x" * 300, "soon", "y" * 300),
        ("", "soon", "y" * 300),
        ("x" * 300, "soon", ""),
        ("日本語 " * 90, "soon", " 日本語" * 90),
        ("x" * 300, "soon " * 60, "y" * 300),
        ("x" * 1_000_000, "soon", "y" * 1_000_000),
        ("e" + "\u0301" * 999, "soon", "\u0301" * 999),
        ("\x1b" * 500, "soon", "\x1b" * 500),
    ],
)
def test_long_lines_are_clipped_around_the_words(
    columns: int, before: str, words: str, after: str
) -> None:
    start = len(before) + 1
    excerpt = Excerpt(9, before + words + after, start, start + len(words))
    made = SOON._replace(excerpt=(excerpt,), also=0, reason="no")
    text, marks = lines("full", made, summary=PLAIN._replace(columns=columns))[3:5]
    assert width(text) <= columns
    if before.isascii() and len(words) == 4:
        assert text[marks.index("^") : marks.rindex("^") + 1] == "soon"
        assert width(text) == columns
    assert text.endswith("…") == bool(after)
    assert ("| …" in text) == bool(before)


def test_many_lines_of_a_correction_are_cut() -> None:
    made = SOON._replace(reason="Try this:\n" + "\n".join(map(str, range(99))), excerpt=())
    shown = lines("full", made)
    assert len(shown) < 30
    assert "      …" in shown


def test_colour_changes_no_word() -> None:
    coloured = "\n".join(lines("full", SOON, COLON, summary=COLOURED))
    assert "\x1b[1;31merror[vague-time]\x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == "\n".join(lines("full", SOON, COLON))


KEYS = [
    *("path", "line", "column", "end_line", "end_column", "code", "name", "severity", "reason"),
    *("scenario", "channel", "locale", "example", "part", "also", "fix"),
]


def test_json() -> None:
    first, second = json.loads("\n".join(lines("json", SOON, COLON)))
    assert list(first) == list(second) == KEYS
    assert {key: first[key] for key in ("line", "severity", "locale", "also", "fix")} == {
        "line": 24,
        "severity": "error",
        "locale": None,
        "also": 2,
        "fix": None,
    }
    assert second["reason"] == COLON.reason
    assert second["fix"] == {
        "safe": True,
        "edits": [{"line": 4, "column": 9, "end_line": 4, "end_column": 9, "text": ">-\n  "}],
    }
    assert json.loads("\n".join(lines("json"))) == []


def test_github() -> None:
    assert lines("github", SOON, COLON) == [
        "::error title=snap%3A vague-time,file=scenarios/delivery/parcel-late.yaml,line=24,"
        "endLine=25::scenarios/delivery/parcel-late.yaml:24:27: A001 “as soon as possible” is "
        "not a time: give a date",
        "::warning title=snap%3A broken-yaml,file=snap.yaml,line=4,col=19,endLine=4,endColumn=21"
        "::snap.yaml:4:19: F003 Put the words on a line of their own:%0Astatus: >-%0A"
        "  We checked: your bag is here",
    ]


def test_github_shows_the_worst_first_and_the_rest_as_text() -> None:
    many = [SOON._replace(severity=severity) for severity in reversed(Severity)] * 13
    shown = lines("github", *many)
    kinds = [line.split(" ")[0] for line in shown[: 3 * MOST]]
    assert kinds == ["::error"] * MOST + ["::warning"] * MOST + ["::notice"] * MOST
    assert shown[3 * MOST :] == lines("concise", *[SOON] * 9)


# --- closing ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("summary", "diagnostics", "told"),
    [
        (PLAIN, [], "All 214 scenarios are clean."),
        (PLAIN._replace(scenarios=1), [], "1 scenario is clean."),
        (PLAIN._replace(scenarios=0, files=1), [], "1 file is clean."),
        (
            PLAIN._replace(scenarios=1214, ignored=1, seconds=0.123, root="support"),
            [],
            "All 1,214 scenarios of support are clean, with 1 diagnostic ignored (0.12 s).",
        ),
        (
            PLAIN._replace(parts={"approximate_time": 3, "planned_outcome": 1}, seconds=1),
            [SOON, SOON, COLON],
            "S ✓  N ✓  A 3  P 1\n"
            "2 errors, 1 warning in 214 scenarios (1.00 s).\n"
            "snap can mend 1 of them: snap lint --fix\n"
            "To see why, and how to put it right: snap explain vague-time",
        ),
        (
            PLAIN._replace(scenarios=1, ignored=2),
            [COLON],
            "1 warning, 2 ignored in 1 scenario.\n"
            "snap can mend it: snap lint --fix\n"
            "To see why, and how to put it right: snap explain broken-yaml",
        ),
        (
            PLAIN,
            [COLON, COLON],
            "2 warnings in 214 scenarios.\n"
            "snap can mend 2 of them: snap lint --fix\n"
            "To see why, and how to put it right: snap explain broken-yaml",
        ),
        (
            PLAIN._replace(scenarios=0),
            [COLON._replace(fix=(False, ()), name="a"), SOON, SOON._replace(name="b"), SOON],
            "3 errors, 1 warning in 3 files.\n"
            "snap can mend 1 of them, where that says what you meant: snap lint --unsafe-fixes "
            "--diff\n"
            "To see why, and how to put it right: snap explain vague-time",
        ),
    ],
)
def test_closing(summary: Summary, diagnostics: list[Diagnostic], told: str) -> None:
    assert closing(summary, diagnostics) == told
    coloured = closing(summary._replace(colour=True), diagnostics)
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == told


# --- hostile texts ---------------------------------------------------------------------------


def as_the_runner_reads(line: str) -> tuple[str, dict[str, str], str] | None:
    """A command of a log line, by the rules of actions/runner's ActionCommand.cs."""
    trimmed = line.lstrip()
    if trimmed.startswith("::") and (end := trimmed.find("::", 2)) >= 0:
        name, _, given = trimmed[2:end].partition(" ")
        pairs = [pair.split("=", 1) for pair in given.strip().split(",") if pair]
        return (
            name,
            {key: unescaped(value, "%3A", "%2C") for key, value in pairs},
            unescaped(trimmed[end + 2 :]),
        )
    if (start := line.find("##[")) >= 0 and line.find("]", start) >= 0:
        return "##[", {}, line
    return None


def unescaped(text: str, *more: str) -> str:
    for code in ("%0D", "%0A", *more, "%25"):
        text = text.replace(code, chr(int(code[1:], 16)))
    return text


def visible(text: str) -> str:
    return HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


@SOME
@given(st.lists(diagnostics(), max_size=14))
def test_the_runner_reads_back_what_was_meant(made: Sequence[Diagnostic]) -> None:
    shown = lines("github", *made)
    assert not any(re.search("[\r\n]", line) for line in shown)
    found = [(line, as_the_runner_reads(line)) for line in shown]
    ranked = sorted(made, key=lambda one: one.severity.rank)
    taken = [
        one
        for index, one in enumerate(ranked)
        if [other.severity for other in ranked[:index]].count(one.severity) < MOST
    ]
    assert all(command is None for _, command in found[len(taken) :])
    assert len(found) == len(made)
    for one, (_, command) in zip(taken, found, strict=False):
        assert command is not None
        kind, properties, text = command
        kinds = {"error": "error", "warning": "warning", "suggestion": "notice"}
        assert kind == kinds[one.severity]
        expected = {
            "title": f"snap: {one.name}",
            "file": visible(one.path),
            "line": str(one.line),
            "endLine": str(one.end_line),
        }
        if one.line == one.end_line:
            expected |= {"col": str(one.column), "endColumn": str(one.end_column)}
        assert properties == expected
        assert text.endswith(f":{one.line}:{one.column}: {one.code} {visible(one.reason)}")


def test_a_long_text_is_cut_as_the_runner_would() -> None:
    (line,) = lines("github", SOON._replace(reason="%" * 9000))
    command = as_the_runner_reads(line)
    assert command is not None
    assert len(command[2]) == LONGEST


@SOME
@example([SOON._replace(reason="\x1f\x1f ::error::x")], 1)
@given(st.lists(diagnostics(), max_size=4), st.integers(1, 120))
def test_people_are_shown_no_control_and_logs_no_command(
    made: Sequence[Diagnostic], columns: int
) -> None:
    for name in ("full", "concise"):
        for colour in (False, True):
            summary = Summary(1, 1, colour=colour, columns=columns)
            for line in lines(name, *made, summary=summary):
                bare = re.sub("\x1b\\[(?:[0-9]+;?)+m", "", line) if colour else line
                assert bare == visible(bare)
                assert "\n" not in bare
                assert "\t" not in bare
                assert as_the_runner_reads(bare) is None
                assert as_the_runner_reads(line) is None


@SOME
@given(st.lists(diagnostics(), max_size=4))
def test_json_is_read_back(made: Sequence[Diagnostic]) -> None:
    text = "\n".join(lines("json", *made))
    assert text.isascii()
    whole = json.loads(text)
    assert json.dumps(whole, ensure_ascii=False).encode()  # no lone surrogate is left in it
    for one, record in zip(made, whole, strict=True):
        assert list(record) == KEYS
        assert record["reason"] == re.sub("[\ud800-\udfff]", "\ufffd", one.reason)
        assert record["line"] == one.line


@SOME
@given(NASTY)
def test_the_closing_shows_the_folder_clean(root: str) -> None:
    for found in ([], [SOON]):
        for line in closing(PLAIN._replace(root=root), found).split("\n"):
            assert line == visible(line)
            assert as_the_runner_reads(line) is None


def test_the_longest_reason_is_cut() -> None:
    (line,) = lines("concise", SOON._replace(reason="x" * 1000))
    assert line.endswith("x…")
    assert len(line) < 500
    assert full.MOST_TRIED * report.LONGEST < 10_000


def test_a_long_reason_breaks_between_words() -> None:
    made = SOON._replace(reason="This reason is too long for one line of so few columns. " * 2)
    shown = lines("full", made, summary=PLAIN._replace(columns=60))
    head = shown[: next(n for n, line in enumerate(shown) if "-->" in line)]
    assert len(head) > 1
    assert all(width(line) <= 60 for line in head)
    assert " ".join(line.strip() for line in head).endswith("so few columns.")
