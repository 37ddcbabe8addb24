"""`snap explain`."""

from __future__ import annotations

import sys
from dataclasses import replace
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
    own = _own()
    found: Rule | None = None
    if rule is not None:
        word = rule.lower()
        made = (each for each in own if word in (each.name, each.code.lower()))
        found = find_rule(rule) or next(made, None)
        if found is None:
            known = [name for each in (*all_rules(), *own) for name in (each.name, each.code)]
            raise SnapError(
                f"there is no rule “{clean_line(rule)}”.{did_you_mean(rule, known)} "
                "See them all with: snap explain"
            )
    if format == "json":
        say_json([explain.record(each) for each in ([found] if found else explain.with_own(own))])
        return
    wide, on = columns(sys.stdout), colour(sys.stdout)
    for line in explain.page(found, wide, on) if found else explain.table(wide, on, own):
        say(line)
    if found is None:
        talk("One rule: snap explain vague-time")


def _own() -> list[Rule]:
    """The rules that the library makes of its own words, as bad as it says they are."""
    from snapmsg.library import open_library
    from snapmsg.linter.selection import choose
    from snapmsg.rule.own import own_rules

    if not options.in_library():
        return []
    try:
        settings = open_library().settings
        chosen, _ = choose(settings)
    except SnapError:
        return []  # lint says what is wrong with snap.yaml
    made = [own.rule for own in own_rules(settings)]
    held = {rule.name: chosen[rule.name].severity for rule in made if rule.name in chosen}
    return [replace(rule, severity=held.get(rule.name, rule.severity)) for rule in made]
