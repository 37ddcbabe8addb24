"""Variables and templates: partials, templates, and messages that cannot be written."""

from __future__ import annotations

from snapmsg.diagnostic import Finding, Problem, Severity
from snapmsg.errors import did_you_mean
from snapmsg.message import Draft
from snapmsg.model import Part
from snapmsg.rule import Findings, TemplateText, rule
from snapmsg.rule.reading import dropped
from snapmsg.rule.registry import recorded
from snapmsg.wording import TooComplex


@rule(
    "V011",
    Severity.ERROR,
    bad=[
        "closing: >-\n  «{% include 'sign-of.txt' %}»",
        "status: Late. «{% include 'nowhere.txt' %}»",
    ],
    good=[
        {
            "partials/sign-off.txt": "Your team\n",
            "scenarios/x/bag.yaml": "closing: '{% include \"sign-off.txt\" %}'\n",
        },
        "closing: Your team",
    ],
)
def unknown_partial(draft: Draft) -> Findings:
    """
    The wording includes a partial that the library does not have.

    The message cannot be sent.
    """
    partials = draft.environment.partials
    for stretch, node in draft.included:
        if node.name not in partials:
            meant = did_you_mean(node.name, partials)
            yield Finding(
                stretch.tree.at.range(node.start, node.end),
                f"there is no partial “{node.name}”.{meant} Partials stand in partials/",
            )


@rule(
    "V012",
    Severity.ERROR,
    bad=[
        {"channels/sms.txt.j2": "«{{ status }}» {{ next_steps }} {{ approximate_time }}\n"},
        {"channels/sms.txt.j2": "«{{ status }}» {{ next_steps }}"
         "{% if closing %}{{ planned_outcome }}{% endif %} {{ approximate_time }}\n"},
    ],
    good=[
        {"channels/sms.txt.j2": "{{ status }} {{ next_steps }} {{ approximate_time }} "
         "{{ planned_outcome }}\n"},
        {"channels/chat.txt.j2": "{{ status }}\n{% for step in next_steps %}\n{{ step.text }}\n"
         "{% endfor %}\n{{ approximate_time }} {{ planned_outcome }}\n"},
    ],
)  # fmt: skip
def dropped_part(template: TemplateText) -> Findings:
    """
    A channel's template leaves a part out, always or in some cases.

    Every message on that channel would have the same hole.
    """
    for part in Part:
        try:
            values = dropped(template, part)
        except TooComplex:
            values = " in some cases that are too many to name"
        if values is not None:
            tree = template.tree
            end = tree.nodes[0].end if tree.nodes else 0
            yield Finding(
                tree.at.range(tree.nodes[0].start if tree.nodes else 0, end),
                f"this template drops “{part}”{values}: put {{{{ {part} }}}} where it always "
                "stands",
                part=part,
            )


@rule(
    "V013",
    Severity.ERROR,
    bad=[
        {"channels/sms.txt.j2": "{{ status }} {{ next_steps }} {{ approximate_time }} "
         "{{ planned_outcome }} {{ «sign_off» }}\n"},
        {"channels/chat.txt.j2": "{{ status }} {{ next_steps }} {{ approximate_time }} "
         "{{ planned_outcome }}{% if «signed» %} Bye{% endif %}\n"},
        {"channels/email.html.j2": "<p>{{ status }} {{ next_steps }} {{ approximate_time }} "
         "{{ planned_outcome }} «{{ message.reference }}»</p>\n"},
        {"channels/email.txt.j2": "{{ status }} {{ next_steps }} {{ approximate_time }} "
         "{{ planned_outcome }}{% if «message.heading» %} {{ labels.status }}{% endif %}\n"},
    ],
    good=[
        {"channels/sms.txt.j2": "{{ status }} {{ next_steps }} {{ approximate_time }} "
         "{{ planned_outcome }}\n"},
        {"channels/sms.txt.j2": "{{ status }} {{ next_steps }} {{ approximate_time }} "
         "{{ planned_outcome }} {{ order_no }}\n"},
        {"channels/letter.txt.j2": "{{ message.today }} {{ message.reference }} {{ status }} "
         "{{ next_steps }} {{ approximate_time }} {{ planned_outcome }}\n"},
    ],
)  # fmt: skip
def unknown_name(problem: Problem) -> Findings:
    """
    A template uses a name that nothing fills.

    Every message on that channel would fail.
    """
    yield from recorded(problem)


@rule(
    "V014",
    Severity.ERROR,
    bad=[
        "variables:\n  plan:\n    about: the plan\n    example: gold\n"
        "status: >-\n  «{% if plan > 3 %}It is large.{% endif %}» It is late.",
        "variables:\n  plan:\n    about: the plan\n    example: gold\n"
        "status: It is «{{ plan | date }}».",
    ],
    good=[
        "variables:\n  plan:\n    about: the plan\n    example: gold\n"
        "status: It is late{% if plan == 'gold' %}, and free{% endif %}.",
        "status: It is late.",
    ],
)
def unsendable_message(problem: Problem) -> Findings:
    """
    With some values the message cannot be written at all.

    Whoever sends it gets an error in place of the message.
    """
    yield from recorded(problem)
