"""Variables and templates: every blank is declared, explained and filled."""

from __future__ import annotations

import re

from snapmsg.diagnostic import Finding, Problem, Severity
from snapmsg.errors import did_you_mean
from snapmsg.message import Draft
from snapmsg.model import RESERVED, Variable
from snapmsg.rule import Findings, Match, Prose, anywhere, pattern, rule
from snapmsg.rule.reading import unguarded
from snapmsg.rule.registry import recorded
from snapmsg.source import Addressed
from snapmsg.values import Kind

_DECLARE = """ Declare it under variables, in your own words:
variables:
  {}:
    about: what it is
    example: a value, as a customer would read it"""
_TIMED = {"promise": ("within", "by"), "update": ("update_within", "update_by")}


@rule(
    "V001",
    Severity.ERROR,
    bad=[
        "status: Order {{ «ordr_no» }} is late.",
        "planned_outcome: You have it{% if «refund» %} and your money{% endif %}.",
        "approximate_time: You have it {{ «promise» }}.",
        {
            "partials/bye.txt": "Bye, {{ nobody }}\n",
            "scenarios/x/bag.yaml": "closing: >-\n  «{% include 'bye.txt' %}»\n",
        },
    ],
    good=[
        "status: Order {{ order_no }} is late.",
        "variables:\n  depot:\n    about: where it is\n    example: Leeds\n"
        "status: It is in {{ depot }}.",
    ],
)
def undeclared_variable(draft: Draft) -> Findings:
    """
    A blank is used that nobody declared.

    It cannot be filled, so the message cannot be sent.
    """
    timing = draft.scenario.timing()
    for use, text in draft.uses:
        name = use.name
        if name in draft.variables:
            continue
        if name in _TIMED:
            keys = _TIMED[name]
            if timing is None or not any(getattr(timing, key) for key in keys):
                yield Finding(
                    text.range(use.start, use.end),
                    f"“{name}” needs a typed time: write {keys[0]}: or {keys[1]}: beside say:",
                )
        elif name in RESERVED:
            if (reason := _no_meaning(draft, name, text)) is not None:
                yield Finding(text.range(use.start, use.end), reason)
        else:
            meant = did_you_mean(name, draft.variables)
            reason = f"“{name}” is not declared.{meant or _DECLARE.format(name)}"
            yield Finding(text.range(use.start, use.end), reason)
    for stretch, node in draft.included:
        for name in sorted(draft.partial_uses(node.name)):
            if name not in RESERVED and name not in draft.variables:
                yield Finding(
                    stretch.tree.at.range(node.start, node.end),
                    f"{node.name} uses “{name}”, which is not declared: "
                    "declare it under variables:",
                )


def _no_meaning(draft: Draft, name: str, text: Addressed) -> str | None:
    """Why a name that snap fills itself stands for nothing in a text; None where it does."""
    if name not in ("team", "who"):
        return f"“{name}” has no meaning here: take it out"
    step = next((stretch.step for stretch in draft.stretches if stretch.tree.at is text), None)
    if step is not None and getattr(step, name) is not None:
        return None
    return f"“{name}” needs {name}: beside it, in the same step"


@rule(
    "V002",
    Severity.WARNING,
    bad=[
        "variables:\n  «depot»:\n    about: where it is\n    example: Leeds",
        "variables:\n  «paid»:\n    type: boolean\n    about: it is paid\n    example: yes",
    ],
    good=[
        "variables:\n  depot:\n    about: where it is\n    example: Leeds\n"
        "status: It is in {{ depot }}.",
        "variables:\n  late:\n    type: boolean\n    about: it is late\n    example: yes\n"
        "next_steps:\n  - us: We call.\n  - us: We pay.\n    only_if: late",
    ],
)
def unused_variable(draft: Draft) -> Findings:
    """
    A variable is declared and never used.

    Whoever sends the message is asked for something that no customer reads.
    """
    if not draft.scenario.variables or not draft.whole:
        return
    used = draft.names
    for name, variable in draft.scenario.variables.items():
        if name not in used:
            yield Finding(variable.key, f"“{name}” is used nowhere: use it, or take it out")


@rule(
    "V003",
    Severity.WARNING,
    bad=[
        "variables:\n  «depot»:\n    example: Leeds\nstatus: It is in {{ depot }}.",
        "variables:\n  «depot»:\n    about: where it is\nstatus: It is in {{ depot }}.",
    ],
    good=[
        "variables:\n  depot:\n    about: where it is\n    example: Leeds\n"
        "status: It is in {{ depot }}.",
        "variables:\n  note:\n    about: what the carrier said\n    example: left at the door\n"
        "status: The carrier says {{ note }}.",
    ],
)
def undocumented_variable(variable: Variable) -> Findings:
    """
    A variable has no `about` or no `example`.

    Colleagues guess what belongs there, and the message cannot be shown or
    checked before it is sent.
    """
    missing = [
        word for word, there in (("about", variable.about), ("example", variable.example))
        if not there
    ]  # fmt: skip
    if missing:
        yield Finding(
            variable.key, f"“{variable.name}” has no {' and no '.join(missing)}: write one"
        )


@rule(
    "V004",
    Severity.ERROR,
    bad=[
        "status: Order «{{ order_no is late.»",
        "status: It is late«{% if refund %}» and paid.",
    ],
    good=[
        "status: Order {{ order_no }} is late.",
        "status: It costs {5} or 5 % more.",
    ],
)
def wording_syntax(problem: Problem) -> Findings:
    """
    A blank or condition is written so that it cannot be read.

    The customer would see the braces, or nothing.
    """
    yield from recorded(problem)


@rule(
    "V005",
    Severity.ERROR,
    bad=[
        "status: Order «{{ order_no.upper() }}» is late.",
        "status: You owe «{{ order_no * 2 }}».",
    ],
    good=[
        "status: Order {{ order_no | upper }} is late.",
        "status: Order {{ order_no }} is late.",
    ],
)
def outside_the_language(problem: Problem) -> Findings:
    """
    The wording uses a part of Jinja that snap leaves out.

    What snap cannot follow in every case, it cannot prove.
    """
    yield from recorded(problem)


@rule(
    "V006",
    Severity.ERROR,
    bad=[
        "status: Order {{ order_no | «uper» }} is late.",
        "status: Order {{ order_no | «replace»('a', 'b') }} is late.",
    ],
    good=["status: Order {{ order_no | upper }} is late.", "status: Order {{ order_no }} is late."],
)
def unknown_filter(problem: Problem) -> Findings:
    """
    A filter does not exist.

    The blank cannot be filled, so the message cannot be sent.
    """
    yield from recorded(problem)


@rule(
    "V007",
    Severity.ERROR,
    bad=[
        "variables:\n  refund:\n    type: boolean\n    about: money is due\n    example: yes\n"
        "status: You get money {{ «refund» }}.",
        "variables:\n  late:\n    type: boolean\n    about: it is late\n    example: yes\n"
        "status: Is it late? {{ «late» }}.",
    ],
    good=[
        "variables:\n  refund:\n    type: boolean\n    about: money is due\n    example: yes\n"
        "status: Sorry{% if refund %}, you get your money{% endif %}.",
        "status: Order {{ order_no }} is late.",
    ],
)
def boolean_blank(draft: Draft) -> Findings:
    """
    A yes or no stands in a sentence as a blank.

    The customer would read "yes" where words should be.
    """
    yes_no = {
        name
        for name in draft.blanks & draft.variables.keys()
        if draft.variables[name].spec.kind is Kind.BOOLEAN
    }
    for stretch in draft.stretches if yes_no else ():
        for use, start, end in draft.reached(stretch.tree):
            if use.blank and use.name in yes_no:
                yield Finding(
                    stretch.tree.at.range(start, end),
                    f"“{use.name}” is yes or no, which is no word of a sentence: "
                    f"write {{% if {use.name} %}}…{{% endif %}}",
                )


@rule(
    "V008",
    Severity.ERROR,
    bad=[
        'variables:\n  note:\n    about: a note\n    example: at the door\n    default: ""\n'
        "status: It was left «{{ note }}».",
        'variables:\n  note:\n    about: a note\n    example: at the door\n    default: ""\n'
        "status: >-\n  {% if order_no %}It was left «{{ note }}».{% endif %} Sorry.",
    ],
    good=[
        'variables:\n  note:\n    about: a note\n    example: at the door\n    default: ""\n'
        "status: It was left{% if note %} {{ note }}{% endif %}.",
        "variables:\n  note:\n    about: a note\n    example: at the door\n    default: outside\n"
        "status: It was left {{ note }}.",
    ],
)
def unguarded_blank(draft: Draft) -> Findings:
    """
    An optional blank stands where it may be empty.

    Without a value the customer reads a sentence with a hole: "Hello ,".
    """
    optional = any(
        variable.default is not None and not variable.default.value.strip()
        for variable in draft.variables.values()
    )
    for stretch in draft.stretches if optional else ():
        for blank in unguarded(stretch.tree.nodes, draft.variables):
            yield Finding(
                stretch.tree.at.range(blank.start, blank.end),
                f"“{blank.name}” may be empty: put {{% if {blank.name} %}}…{{% endif %}} round "
                "the words that need it",
            )


@rule(
    "V009",
    Severity.ERROR,
    bad=[
        "variables:\n  «promise»:\n    about: what we said\n    example: soon",
        "variables:\n  «status»:\n    about: where it is\n    example: here",
    ],
    good=[
        "variables:\n  promised:\n    about: what we said\n    example: two days\n"
        "status: We said {{ promised }}.",
        "variables:\n  parcel_status:\n    about: where it is\n    example: in Leeds\n"
        "status: It is {{ parcel_status }}.",
    ],
)
def reserved_name(problem: Problem) -> Findings:
    """
    A variable has a name that snap fills in itself.

    It would stand for two things.
    """
    yield from recorded(problem)


@rule(
    "V010",
    Severity.ERROR,
    bad=[
        "variables:\n  due:\n    type: date\n    about: the day\n    example: «24/12/2026»\n"
        "status: It comes on {{ due }}.",
        "examples:\n  long number:\n    order_no: «A-10293-10293-10293»",
        "examples:\n  refunded:\n    «refnd»: yes",
    ],
    good=[
        "variables:\n  due:\n    type: date\n    about: the day\n    example: 2026-12-24\n"
        "status: It comes on {{ due }}.",
        "examples:\n  other number:\n    order_no: B-7",
    ],
)
def bad_example(problem: Problem) -> Findings:
    """
    An example is no value that its variable can have.

    The message is shown and checked with values that can never occur.
    """
    yield from recorded(problem)


@rule(
    "V015",
    Severity.ERROR,
    find=anywhere(
        pattern(
            r"\{\s*[a-z][a-z0-9_ -]*\s*\}|\[\s*[a-z][a-z0-9_ -]*\s*\]|<\s*[a-z][a-z0-9_ -]*\s*>"
            r"|\(\(\s*[a-z][a-z0-9_ -]*\s*\)\)|%\{?[a-z][a-z0-9_]*(?:\}|%)"
            r"|\$\{?[a-z][a-z0-9_]*\}?",
            "{", "[", "<", "((", "%", "$",
        )
    ),
    bad=[
        ("status: Order «{order_no}» is late.", "status: Order {{ order_no }} is late."),
        "status: Order «{number}» is late.",
        ("status: Order «[order no]» is late.", "status: Order {{ order_no }} is late."),
        "status: Order «%order_no%» is late.",
    ],
    good=[
        "status: Order {{ order_no }} is late.",
        "status: Tick [x] or [order] on the form, 50 % off, for $order.",
    ],
)  # fmt: skip
def mistyped_blank(prose: Prose, found: Match) -> Findings:
    """
    A declared name stands in other brackets than those of a blank.

    The customer would read the brackets and the name.
    """
    name = re.sub(r"[\s-]+", "_", found.text.strip("{}[]<>()%$ ").lower())
    braces = re.fullmatch(r"\{\w+\}", found.text) is not None  # no sentence has those
    variable = prose.draft.variables.get(name)
    if braces or variable is not None:
        # A lone word in square brackets may be meant as it stands; a boolean has no words.
        sure = variable is not None and variable.spec.kind != "boolean" and "_" in name
        blank = f"{{{{ {name} }}}}"
        yield found.because(f"customers would read “{{}}”: write {blank}", blank if sure else None)


@rule(
    "V016",
    Severity.ERROR,
    bad=[
        "variables:\n  plan:\n    about: the plan\n    example: gold\n    choices: [gold, basic]\n"
        "status: >-\n  It is late{% if «plan» == 'glod' %}, and free{% endif %}.",
        "variables:\n  plan:\n    about: the plan\n    example: gold\n    choices: [gold, basic]\n"
        "next_steps:\n  - us: We call.\n  - us: We pay.\n    only_if: «plan» == 'silver'",
    ],
    good=[
        "variables:\n  plan:\n    about: the plan\n    example: gold\n    choices: [gold, basic]\n"
        "status: >-\n  It is late{% if plan == 'gold' %}, and free{% endif %}.",
        "variables:\n  plan:\n    about: the plan\n    example: gold\n"
        "status: >-\n  It is late{% if plan == 'anything' %}, and free{% endif %}.",
    ],
)
def impossible_choice(draft: Draft) -> Findings:
    """
    A condition asks for a value that the variable can never have.

    The words behind it are never sent, and nobody notices.
    """
    kinds = {n: v.spec.choices for n, v in draft.variables.items() if v.spec.choices}
    asked = [(use, text) for use, text in draft.uses if not use.blank and use.name in kinds]
    for use, text in asked:
        for found in re.finditer(_ASKED.format(use.name), text.value[use.start :]):
            word = found[1] or found[2]
            if found.start() == 0 and word not in (kinds[use.name] or ()):
                listed = ", ".join(kinds[use.name] or ())
                yield Finding(
                    text.range(use.start, use.end),
                    f"“{use.name}” is never “{word}”: it is one of {listed}",
                )


_ASKED = r"{0}\s*[=!]=\s*(?:'([^']*)'|\"([^\"]*)\")"
