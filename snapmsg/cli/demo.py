"""`snap demo`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from snapmsg.cli import options
from snapmsg.terminal import Style, colour, columns, paint, say

TASK = "Begin"
EXAMPLES = (
    ("snap demo", "Nothing is needed, and nothing is written."),
    ("snap demo | less -R", "The same, a page at a time."),
)

GOOD, WEAK = "parcel-late", "demo/weak-parcel-late.yaml"
"""The situation, and the file below the shipped library with a weak message for it."""


def command(now: options.Now = None) -> None:
    """Show what snap does, on one real situation: a parcel is late.

    Its message on three channels, with the four parts marked, and then what the linter says of a
    weaker message for the same situation.
    """
    for line in _demo(now, columns(sys.stdout), colour(sys.stdout), sys.stdout.encoding):
        say(line)


def _demo(now: str | None, wide: int, on: bool, encoding: str) -> Iterator[str]:
    from snapmsg import preview
    from snapmsg.library import find, open_library, shipped
    from snapmsg.linter import lint_text
    from snapmsg.message import build_case, compose, draft_of, environment_of, example_values
    from snapmsg.report import Summary, full
    from snapmsg.source import decode, read_bytes

    library = open_library(shipped())
    moment = options.moment(now, library.settings)
    file = shipped() / WEAK
    weak = decode(read_bytes(file, file.name), file.name)
    result = lint_text(library, moment, file, weak)
    draft = draft_of(find(library, GOOD).scenario, environment_of(library))
    case = build_case(draft, example_values(draft), moment)
    messages = [compose(case, channel) for channel in draft.channels[:3]]

    yield from _heading("A parcel is late. A message with all four parts, on three channels:", on)
    yield from preview.show(messages, wide, on, encoding)
    yield ""
    yield from _heading("The same situation, as customers are often written to:", on)
    weakly = draft_of(find(library, str(file)).scenario, draft.environment)
    said = compose(build_case(weakly, {}, moment), weakly.channels[0]).text
    for start, end in preview.wrap(flat := " ".join(said.split()), min(wide, preview.ALONE) - 2):
        yield f"  {flat[start:end]}"
    yield ""
    yield from _heading("What snap lint says of that:", on)
    yield from full.report(result.diagnostics, Summary(1, 1, colour=on, columns=wide))
    yield from _heading("Now you:", on)
    yield "  snap init support-messages    a library of your own, with scenarios in it"
    yield "  snap explain vague-time       why a rule is there"


def _heading(words: str, on: bool) -> Iterator[str]:
    yield paint(words, Style.BOLD, on=on)
    yield ""
