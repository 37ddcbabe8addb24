"""Form: the file, its keys, and whether all four parts are there and say something."""

from __future__ import annotations

import re

from snapmsg import channels
from snapmsg.diagnostic import Finding, Problem, Severity
from snapmsg.message import Draft
from snapmsg.model import Part, Scenario
from snapmsg.rule import Findings, Match, PartProse, Prose, pattern, phrases, rule
from snapmsg.rule.reading import vanishing
from snapmsg.rule.registry import recorded
from snapmsg.wording import TooComplex, prose

_WORDS = re.compile(r"\w")
_ONLY_COMMENTS = re.compile(r"(?:[ \t]*(?:#.*)?(?:\n|$))*")


@rule(
    "F001",
    Severity.ERROR,
    bad=[
        {"scenarios/billing/refund.yaml": "«title: Refund»\nstatus: We have your parcel back.\n"
         "next_steps:\n  - us: We send your money today.\napproximate_time: By Friday.\n"},
        {"scenarios/billing/refund.yaml": "«title: Refund»\nstatus: We have your parcel back.\n"
         "approximate_time: Within 3 days.\nplanned_outcome: You have your money.\n"},
    ],
    good=[
        "planned_outcome: You have your money back.",
        "next_steps: We send your money today.",
    ],
)  # fmt: skip
def missing_part(scenario: Scenario, draft: Draft) -> Findings:
    """
    One of the four parts is not there.

    Without the status they do not know what happened, without next steps who
    acts, without a time when to expect it, and without an outcome how it ends.
    What is missing is what they write in to ask.
    """
    if _ONLY_COMMENTS.fullmatch(scenario.source.text):
        yield Finding(scenario.top, "this file is empty: start with title: and the four parts")
        return
    for part in Part:
        if part in scenario.wording.parts:
            continue  # and so on every channel
        on = [name for name in draft.channels if draft.part(part, name) is None]
        if not on:
            continue
        where = "" if len(on) == len(draft.channels) else f" on {_listed(on)}"
        reason = f"there is no “{part}”{where}: say {part.question}"
        yield Finding(scenario.top, reason, part=part)


def _listed(names: list[str]) -> str:
    return ", ".join(channels.get(name).label for name in names)


@rule(
    "F002",
    Severity.ERROR,
    bad=["«status»:", "«next_steps»: []", "«planned_outcome»: …"],
    good=["status: Your bag is in Oslo.", "planned_outcome: You have your bag."],
)
def empty_part(part: PartProse) -> Findings:
    """
    A part is there, but says nothing.

    The customer sees a gap, or does not see that anything should be there.
    """
    if part.speaks:
        return
    said = any(_WORDS.search(p.text) or "\ufffc" in p.text for p in part.prose)
    timing = part.wording.timing
    speaks = part.wording.refused or (timing is not None and timing.typed and timing.say is None)
    if not said and not speaks:
        yield Finding(part.key, f"“{part.part}” is empty: say {part.part.question}")


@rule(
    "F003",
    Severity.ERROR,
    bad=[
        "variables:\n  refund:\n    type: boolean\n    about: a refund is due\n    example: yes\n"
        "«planned_outcome»: >-\n  {% if refund %}You have your money back.{% endif %}",
        'variables:\n  note:\n    about: what they said\n    default: ""\n    example: late\n'
        '«status»: "{% if note %}{{ note }}{% endif %}"',
    ],
    good=[
        "variables:\n  refund:\n    type: boolean\n    about: a refund is due\n    example: yes\n"
        "planned_outcome: You have the parcel{% if refund %}, and your money back{% endif %}.",
        "variables:\n  late:\n    type: boolean\n    about: it is late\n    example: yes\n"
        "status: >-\n  {% if late %}It is late.{% else %}It is on its way.{% endif %}",
    ],
)
def vanishing_part(part: PartProse) -> Findings:
    """
    For some values a whole part drops out of the message.

    Whoever has those values gets a message with a hole in it. All combinations
    of the conditions are tried, not only the examples.
    """
    try:
        values = vanishing(part)
    except TooComplex:
        yield Finding(
            part.key,
            f"“{part.part}” has too many conditions to prove that it always says something: "
            "make it simpler, or start it with words that always stand",
        )
        return
    if values is not None:
        yield Finding(
            part.key,
            f"“{part.part}” says nothing{values}: add words that stand in every case",
        )


@rule(
    "F004",
    Severity.WARNING,
    bad=[
        "status: We send your money back.\nplanned_outcome: «We send your money back.»",
        "status: Your order is late.\nnext_steps:\n  - us: «Your order is late.»",
    ],
    good=[
        "status: We have your parcel.\nplanned_outcome: You have your money.",
        "status: Sorry.\nplanned_outcome: You have your money, and we are sorry.",
    ],
)
def repeated_text(draft: Draft) -> Findings:
    """
    Two parts say the same words.

    One of the two questions stays unanswered, and the message sounds like a
    machine.
    """
    seen: dict[tuple[str | None, bool, str], Part] = {}
    for stretch in draft.stretches:
        part = stretch.part
        if part is None or stretch.field == "who":
            continue
        words = stretch.tree.at.value.strip(" .!?\n").lower()
        first = seen.setdefault((stretch.channel, stretch.short, words), part)
        if first is not part and words.count(" ") > 1:
            yield Finding(
                stretch.tree.at.whole,
                f"“{part}” says the same as “{first}”: say {part.question}",
            )


@rule(
    "F005",
    Severity.ERROR,
    find=phrases("lorem ipsum", "tbd", "to be confirmed by legal", "placeholder text")
    | pattern(r"(?<!\w)(?:TODO|FIXME|TBC|XXX+)(?!\w)", "TODO", "FIXME", "TBC", "XXX", cased=True)
    | pattern(
        r"\[(?:your |insert |agent'?s? |customer'?s? |first |last |company |order )?"
        r"(?:name|date|time|number|amount|address|link|url|team|product|insert|reason|placeholder)"
        r"(?: here)?\]",
        "[",
    )
    | pattern(r"<(?:your |insert |first |last )?(?:name|date|time|number|amount|link)>", "<"),
    bad=[
        "status: «TODO» ask legal.",
        "opening: Dear «[name]», we are sorry.",
        "status: Your order «XXX» is late.",
    ],
    good=[
        "status: Your order {{ order_no }} is late.",
        "status: Your XXL shirt is on its way.",
        "status: Tick the box [x] on the form.",
    ],
)
def leftover_text(prose: Prose, found: Match) -> Findings:
    """
    A note to ourselves, or a gap that nobody filled, stands in the wording.

    The customer would read it as it is.
    """
    yield found.because("“{}” is left over: write the words, or a blank such as {{ first_name }}")


_SHORTEST = 4


@rule(
    "F006",
    Severity.WARNING,
    bad=[
        "status: Order «A-10293» is late.",
        "variables:\n  depot:\n    about: where it is\n    example: Leeds North\n"
        "status: It is in «Leeds North». Ask for {{ depot }}.",
    ],
    good=[
        "status: Order {{ order_no }} is late.",
        "variables:\n  depot:\n    about: where it is\n    example: home\n"
        "status: It is on its way home, from {{ depot }}.",
    ],
)
def typed_in_example(draft: Draft, *, shortest: int = _SHORTEST) -> Findings:
    """
    A variable's example is typed into the wording instead of the blank.

    Every customer would read one customer's order number.
    """
    needles = {}
    for name, variable in draft.variables.items():
        text = variable.example.value if variable.example is not None else ""
        telling = any(c.isdigit() for c in text) or " " in text
        if len(text) >= shortest and telling and variable.spec.kind in ("text", "date", "datetime"):
            needles[text] = name
    for stretch in draft.stretches if needles else ():
        for text, name in needles.items():
            if text not in stretch.tree.at.value:
                continue
            whole = rf"(?<![^\W_]){re.escape(text)}(?![^\W_])"
            for found in re.finditer(whole, prose(stretch.tree)):
                yield Finding(
                    stretch.tree.at.range(*found.span()),
                    f"“{text}” is the example of “{name}”: write {{{{ {name} }}}}",
                )


@rule(
    "F010",
    Severity.ERROR,
    bad=[
        {"scenarios/x/bag.yaml": "title: Bag\nstatus: We checked«: »your bag is in Oslo\n"},
        {"scenarios/x/bag.yaml": "title: Bag\nstatus: «@»ana has it\n"},
    ],
    good=["status: >-\n  We checked: your bag is in Oslo", "status: It is 12:30."],
)
def broken_yaml(problem: Problem) -> Findings:
    """
    YAML cannot read the file.

    None of its messages can be checked or sent until it can. The cure is
    nearly always the same: `key: >-`, and the words on the next line.
    """
    yield from recorded(problem)


@rule(
    "F011",
    Severity.ERROR,
    bad=[
        "status: Your order «#1234 is late»",
        "opening: Thank you «# for waiting»",
    ],
    good=["status: >-\n  Your order #1234 is late", "status: Your order no. 1234 is late"],
)
def lost_text(problem: Problem) -> Findings:
    """
    YAML would drop or change some of these words.

    The customer would read less than you wrote, and nobody would notice.
    """
    yield from recorded(problem)


@rule(
    "F012",
    Severity.ERROR,
    bad=[
        {"scenarios/x/bag.yaml": "title: Bag\n«title»: The bag\n"},
        {"scenarios/x/bag.yaml": "variables:\n  a:\n    about: one\n    «about»: two\n"},
    ],
    good=["status: Your bag is in Oslo.", "closing: Reply and it reaches us."],
)
def duplicate_key(problem: Problem) -> Findings:
    """
    A key stands twice.

    Only one of the two would be sent, and it is not clear which you meant.
    """
    yield from recorded(problem)


@rule(
    "F013",
    Severity.ERROR,
    bad=["«timeline»: Within 2 days.", "channels:\n  email:\n    «subjet»: Late"],
    good=["approximate_time: Within 2 days.", "channels:\n  email:\n    subject: Late"],
)
def unknown_key(problem: Problem) -> Findings:
    """
    A key means nothing here.

    What stands under it is never sent.
    """
    yield from recorded(problem)


@rule(
    "F014",
    Severity.ERROR,
    bad=["starts: «they wrote»", "reviewed: «21.11.2026»", "impact: «huge»"],
    good=["starts: they_wrote", "reviewed: 2026-11-21", "feeling: grieving"],
)
def bad_value(problem: Problem) -> Findings:
    """
    A key has a value that it cannot take.

    snap would have to guess what you mean, and does not guess what customers
    are told.
    """
    yield from recorded(problem)


@rule(
    "F015",
    Severity.ERROR,
    bad=[
        {"scenarios/x/bag.yaml": "title: Bag\nstatus: «&late It is late.»\n"},
        {"scenarios/x/bag.yaml": "title: Bag\nstatus: «!Important we are late»\n"},
    ],
    good=["status: It is late.", "status: >-\n  !Important we are late"],
)
def yaml_feature(problem: Problem) -> Findings:
    """
    The file uses a feature of YAML that snap leaves out: a tag, an anchor, a second document.

    They make words disappear or stand elsewhere than where they are read.
    """
    yield from recorded(problem)


@rule(
    "F016",
    Severity.ERROR,
    bad=[
        {"scenarios/x/bag.yaml": "title: Bag\nstatus: It is\u202e «late».\n".replace(
            "\u202e «late»", "«\u202e» late")},
        {"scenarios/x/bag.yaml": "title: Bag«\u2028»status: late\n"},
    ],
    good=["status: It is late.", "status: Zoë’s bag 👩‍👧 is here."],
)  # fmt: skip
def hidden_character(problem: Problem) -> Findings:
    """
    A character that nobody can see stands in the file.

    It can hide words from whoever reviews the text, or turn them round.
    """
    yield from recorded(problem)


@rule(
    "F017",
    Severity.ERROR,
    bad=[
        {"scenarios/x/bag.yaml": "latin-1:title: T\xe4sche"},
        {"scenarios/x/bag.yaml": "utf-16:title: Bag"},
    ],
    good=["title: Täsche", "status: Ваш багаж в Осло."],
)
def unreadable_file(problem: Problem) -> Findings:
    """
    A file cannot be read as UTF-8 text, or not at all.

    None of its messages can be checked.
    """
    yield from recorded(problem)


@rule(
    "F018",
    Severity.ERROR,
    bad=[
        {"scenarios/x/bag.yaml": "title: Bag\nstatus: " + "[" * 60 + "\n"},
        {"scenarios/x/bag.yaml": "title: Bag\ntags:\n" + "- " * 60 + "a\n"},
    ],
    good=["status: It is late.", "tags: [late]"],
)
def oversized_file(problem: Problem) -> Findings:
    """
    A file is larger or deeper than any message needs.

    Most likely it is not a scenario, or was made to slow snap down.
    """
    yield from recorded(problem)


@rule(
    "F019",
    Severity.ERROR,
    bad=[
        {"scenarios/x/Bag Lost.yaml": "«title: Bag»\n"},
        {"scenarios/x/bag_lost.yaml": "«title: Bag»\n"},
    ],
    good=[{"scenarios/x/bag-lost.yaml": "title: Bag\n"}, {"scenarios/x/bag2.yaml": "title: Bag\n"}],
)
def bad_name(problem: Problem) -> Findings:
    """
    A scenario's file is named so that its name cannot be an id.

    The id is what people type, and what links the scenario to tools.
    """
    yield from recorded(problem)


@rule(
    "F020",
    Severity.WARNING,
    bad=[
        "«# snap: ignore[vague-time] the carrier gives no date»\nplanned_outcome: You have it.",
        "# snap: ignore[vague-time, «no-owner»] no date yet\napproximate_time: soon",
    ],
    good=[
        "# snap: ignore[vague-time] the carrier gives no date\napproximate_time: soon",
        "planned_outcome: You have it.",
    ],
)
def unused_ignore(problem: Problem) -> Findings:
    """
    An ignore switches off nothing.

    What it was for has been mended; left there, it would hide the next fault.
    """
    yield from recorded(problem)


@rule(
    "F021",
    Severity.WARNING,
    bad=[
        "«# snap: ignore[vague-time]»\napproximate_time: soon",
        "«# snap: ignore[A001]»\napproximate_time: We write soon.",
    ],
    good=[
        "# snap: ignore[vague-time] the carrier gives no date\napproximate_time: soon",
        "# an ordinary comment\napproximate_time: By Friday.",
    ],
)
def unexplained_ignore(problem: Problem) -> Findings:
    """
    An ignore gives no reason.

    Whoever reads it next cannot tell whether it still holds.
    """
    yield from recorded(problem)


@rule(
    "F022",
    Severity.ERROR,
    bad=[
        "status: >-\n  It is late.\n  «# snap: ignore[vague-time] no date»",
        "planned_outcome: |\n  You have it.\n  «# snap: ignore[no-owner] nobody»",
    ],
    good=[
        "# snap: ignore[vague-time] no date\napproximate_time: soon",
        "status: It is late.",
    ],
)
def misplaced_ignore(problem: Problem) -> Findings:
    """
    An ignore stands inside text that customers read.

    It would be sent to them, and it switches off nothing.
    """
    yield from recorded(problem)


@rule(
    "F023",
    Severity.WARNING,
    bad=[
        "# snap: ignore[«vague-tiem»] no date\nplanned_outcome: You have it.",
        "# snap: ignore[«A999»] no date\nplanned_outcome: You have it.",
    ],
    good=[
        "# snap: ignore[vague-time] no date yet\napproximate_time: soon",
        "planned_outcome: You have it.",
    ],
)
def unknown_rule(problem: Problem) -> Findings:
    """
    An ignore names a rule that does not exist.

    It switches off nothing, and looks as if it did.
    """
    yield from recorded(problem)
