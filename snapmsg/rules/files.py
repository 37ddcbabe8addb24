"""Form: the file itself, its keys and its ignores, before any of its words are read."""

from __future__ import annotations

from snapmsg.diagnostic import Problem, Severity
from snapmsg.rule import Findings, rule
from snapmsg.rule.registry import recorded


@rule(
    "F010",
    Severity.ERROR,
    bad=[
        ("status: We checked«: »your bag is in Oslo",
         "status: >-\n  We checked: your bag is in Oslo"),
        {"scenarios/x/bag.yaml": "title: Bag\nstatus: «@»ana has it\n"},
    ],
    good=["status: >-\n  We checked: your bag is in Oslo", "status: It is 12:30."],
)  # fmt: skip
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
        ("status: Your order «#1234 is late»", "status: >-\n  Your order #1234 is late"),
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
    bad=[
        ("short:\n  «timeline»: Within 3 working days.",
         "short:\n  approximate_time: Within 3 working days."),
        "channels:\n  email:\n    «subjet»: Late",
    ],
    good=["approximate_time: Within 2 days.", "channels:\n  email:\n    subject: Late"],
)  # fmt: skip
def unknown_key(problem: Problem) -> Findings:
    """
    A key means nothing here.

    What stands under it is never sent.
    """
    yield from recorded(problem)


@rule(
    "F014",
    Severity.ERROR,
    bad=[
        ("starts: «they wrote»", "starts: they_wrote"),
        "reviewed: «21.11.2026»",
        "impact: «huge»",
    ],
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
        ("status: «&late It is late.»", "status: >-\n  &late It is late."),
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
        {"channels/chatt.txt.j2": "«»{{ status }}\n"},
    ],
    good=[{"scenarios/x/bag-lost.yaml": "title: Bag\n"}, {"scenarios/x/bag2.yaml": "title: Bag\n"}],
)
def bad_name(problem: Problem) -> Findings:
    """
    A file has a name that it cannot have: a scenario's is its id, a template's its channel.

    The id is what people type. A template of another name is never used.
    """
    yield from recorded(problem)


@rule(
    "F020",
    Severity.WARNING,
    bad=[
        (
            "planned_outcome: You have it.\n"
            "«# snap: ignore[vague-time] the carrier gives no date»\ntags: [bag]",
            "planned_outcome: You have it.\ntags: [bag]",
        ),
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
