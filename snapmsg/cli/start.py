"""What `snap` alone shows: the three things that most people do."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from typer import Context

from snapmsg.terminal import Style, colour, paint, say

EXAMPLES = (
    ("snap init support-messages", "Make a library, with scenarios to begin with."),
    ("snap lint", "Check every scenario of the library that you are in."),
)

_STEPS = (
    (
        "See it work",
        (("snap demo", "one real situation, written for three channels"),),
    ),
    (
        "Write what you send to customers",
        (
            ("snap init support-messages", "a library, with scenarios to begin with"),
            ("snap new parcel-delayed", "a new scenario: snap asks, you answer"),
            ("snap preview parcel-late", "how it reads on each channel"),
            ("snap translate --to es", "what is still to be said in another language"),
        ),
    ),
    (
        "Prove that every message says enough",
        (
            ("snap lint", "what is missing or vague, and the way to mend it"),
            ("snap explain", "the rules, and why each is there"),
        ),
    ),
)


def command_or_page(context: Context) -> None:
    """Write customer messages that say what happened, what happens next, by when, and how it
    ends. And prove it.
    """
    if context.invoked_subcommand is None:
        for line in page(colour(sys.stdout)):
            say(line)


def page(on: bool) -> Iterator[str]:
    """The start page, line by line, in colour or not."""
    name = paint("snap", Style.BOLD, on=on)
    yield f"{name} helps you write to customers: what happened, what happens next, by when,"
    yield "and how it ends. And it proves that every message says all four."
    for title, lines in _STEPS:
        yield ""
        yield paint(title, Style.BOLD, on=on)
        for line, does in lines:
            yield f"  {paint(f'{line:<28}', Style.CYAN, on=on)}  {does}"
    yield ""
    yield "All commands: snap -h    One command: snap new -h"
