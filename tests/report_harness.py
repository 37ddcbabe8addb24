"""Diagnostics to report: two plain ones, and generated ones with hostile texts."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from snapmsg import report
from snapmsg.diagnostic import Diagnostic, EditText, Excerpt, Severity
from snapmsg.report import Summary

SOON = Diagnostic(
    path="scenarios/delivery/parcel-late.yaml",
    line=24,
    column=27,
    end_line=25,
    end_column=11,
    code="A001",
    name="vague-time",
    severity=Severity.ERROR,
    reason="“as soon as possible” is not a time: give a date",
    scenario="parcel-late",
    channel="sms",
    example="with refund",
    part="approximate_time",
    also=2,
    excerpt=(
        Excerpt(24, "  We will get back to you as soon as", 27, 37),
        Excerpt(25, "  possible about your refund.", 3, 11),
    ),
)
COLON = Diagnostic(
    path="snap.yaml",
    line=4,
    column=19,
    end_line=4,
    end_column=21,
    code="F003",
    name="broken-yaml",
    severity=Severity.WARNING,
    reason="Put the words on a line of their own:\nstatus: >-\n  We checked: your bag is here",
    fix=(True, (EditText(4, 9, 4, 9, ">-\n  "),)),
    excerpt=(Excerpt(4, "status: We checked: your bag is here", 19, 21),),
)
PLAIN = Summary(files=3, scenarios=214, columns=80)
COLOURED = PLAIN._replace(colour=True)


def lines(name: str, *diagnostics: Diagnostic, summary: Summary = PLAIN) -> list[str]:
    return list(report.FORMATS[name](diagnostics, summary))


PIECES = [
    *("::error::x", "##[add-mask]x", "%0A", "%", "\r\n::stop-commands::x", "\n", "\r", "\x1b[2J"),
    *("\x9b", "\u202e", ",line=9", ":", ",", "=", " ", "\udc80", "\u2028", "日", "\u0301", "“"),
]
NASTY = st.lists(st.text(st.characters(), max_size=8) | st.sampled_from(PIECES), max_size=8).map(
    "".join
)
MAYBE = st.none() | NASTY
SOME = settings(deadline=None, max_examples=40)
NUMBER = st.integers(1, 300)


@st.composite
def diagnostics(draw: st.DrawFn) -> Diagnostic:
    excerpts = st.builds(Excerpt, NUMBER, NASTY, st.integers(0, 30), st.integers(0, 30))
    edits = st.lists(st.builds(EditText, NUMBER, NUMBER, NUMBER, NUMBER, NASTY), max_size=2)
    return Diagnostic(
        *(draw(NASTY), draw(NUMBER), draw(NUMBER), draw(NUMBER), draw(NUMBER)),
        code=draw(st.sampled_from(["A001", "F003"])),
        name=draw(st.sampled_from(["vague-time", "broken-yaml"])),
        severity=draw(st.sampled_from(Severity)),
        reason=draw(NASTY),
        scenario=draw(MAYBE),
        channel=draw(MAYBE),
        locale=draw(MAYBE),
        example=draw(MAYBE),
        part=draw(MAYBE),
        also=draw(st.integers(0, 3)),
        fix=draw(st.none() | st.tuples(st.booleans(), edits.map(tuple))),
        excerpt=tuple(draw(st.lists(excerpts, max_size=3))),
    )
