"""`snap explain`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from snapmsg.cli import options
from snapmsg.cli.output import say_json
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.terminal import clean_line, colour, columns, say, talk

if TYPE_CHECKING:
    from snapmsg.rule import Rule

TASK = "Check"
EXAMPLES = (
    ("snap explain", "All rules, in a table."),
    ("snap explain vague-time", "What one rule finds, why, and what to write in its place."),
)


def command(
    rule: Annotated[
        str | None,
        Argument(
            metavar="RULE",
            help="A rule's name, or its code; without it, all of them.",
            show_default=False,
            autocompletion=options.complete_rules,
        ),
    ] = None,
    format: options.TextOrJson = "text",
) -> None:
    """Say what a rule finds, why it matters, and how to put it right."""
    from snapmsg import explain
    from snapmsg.rule import all_rules, find_rule

    options.one_of(format, ("text", "json"), "--format")
    found = (find_rule(rule) or _made(rule)) if rule is not None else None
    if rule is not None and found is None:
        known = [name for each in all_rules() for name in (each.name, each.code)]
        raise SnapError(
            f"there is no rule “{clean_line(rule)}”.{did_you_mean(rule, known)} "
            "See them all with: snap explain"
        )
    if format == "json":
        say_json([explain.record(each) for each in ([found] if found else all_rules())])
        return
    wide, on = columns(sys.stdout), colour(sys.stdout)
    for line in explain.page(found, wide, on) if found else explain.table(wide, on):
        say(line)
    if found is None:
        talk("One rule: snap explain vague-time")


def _made(name: str) -> Rule | None:
    """The rule from which the library has made one of its own words; None for no such word."""
    from snapmsg.library import open_library
    from snapmsg.rule import find_rule
    from snapmsg.rule.own import own_rules

    if not options.in_library():
        return None
    try:
        made = own_rules(open_library().settings)
    except SnapError:
        return None  # lint says what is wrong with snap.yaml
    return next((find_rule(own.made_from) for own in made if own.rule.name == name.lower()), None)
