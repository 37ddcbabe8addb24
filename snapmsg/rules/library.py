"""Library: the scenarios together, who keeps them, and when they were last read."""

from __future__ import annotations

from datetime import date

from snapmsg.diagnostic import Finding, Severity
from snapmsg.files import shown
from snapmsg.message import Draft
from snapmsg.model import Scenario
from snapmsg.rule import Findings, Overview, rule
from snapmsg.source import Range, Source


@rule(
    "L001",
    Severity.ERROR,
    bad=[
        {"scenarios/a/bag.yaml": "title: Bag\n", "scenarios/b/bag.yaml": "«title: Bag»\n"},
        {"scenarios/bag.yaml": "«title: Bag»\n", "scenarios/b/bag.yml": "title: Bag\n"},
    ],
    good=[
        {"scenarios/a/bag.yaml": "title: Bag\n", "scenarios/b/bag-lost.yaml": "title: Bag\n"},
        {"scenarios/a/bag.yaml": "title: Bag\n"},
    ],
)
def duplicate_id(library: Overview) -> Findings:
    """
    Two scenarios have one id.

    Nobody can say which of the two a customer will get.
    """
    for id, paths in library.library.ids().items():
        for path in paths[1:]:
            yield Finding(
                _first_line(path),
                f"{shown(paths[0])} has the id “{id}” already: give this file another name",
            )


def _first_line(path: object) -> Range:
    from pathlib import Path

    from snapmsg import source

    try:
        text = source.load(Path(str(path)), shown(Path(str(path))))
    except source.Unreadable:
        text = Source(shown(Path(str(path))), "")
    return text.line_range(1)


@rule(
    "L002",
    Severity.WARNING,
    bad=[
        {"scenarios/x/bag.yaml": "«title: Bag»\nstatus: Your bag is in Oslo.\n"},
        {"scenarios/x/bag.yaml": "«title: Bag»\nowner:\nstatus: Your bag is in Oslo.\n"},
    ],
    good=["owner: delivery-leads", "owner: Ana in care"],
)
def no_owner(scenario: Scenario) -> Findings:
    """
    Nobody owns the scenario.

    Nobody notices when it stops being true.
    """
    if not scenario.fact("owner") and scenario.source.text.strip():
        yield Finding(scenario.top, "nobody owns this text: write owner: and who keeps it true")


@rule(
    "L003",
    Severity.SUGGESTION,
    bad=["reviewed: «2019-05-01»", "reviewed: «2025-01-31»"],
    good=["reviewed: 2026-11-01", "owner: delivery-leads"],
)
def overdue_review(draft: Draft, today: date) -> Findings:
    """
    The text has not been read through for longer than the library allows.

    Prices, names and promises change; the text does not notice.
    """
    every = draft.environment.library.settings.review_every
    text = draft.scenario.facts.get("reviewed")
    day = _day(text.value) if text is not None else None
    if every is None or day is None or text is None or day + every >= today:
        return
    late = (today - day - every).days
    yield Finding(
        text.whole,
        f"this was due to be read through {late} day{'s' * (late != 1)} ago: read it, "
        "then write today's date here",
    )


@rule(
    "L004",
    Severity.WARNING,
    bad=["expires: «2020-01-01»", "expires: «2026-11-20»"],
    good=["expires: 2026-12-31", "owner: delivery-leads"],
)
def expired_text(scenario: Scenario, today: date) -> Findings:
    """
    The text must not be sent any more: the day in `expires` has passed.

    Whoever finds it may still send it.
    """
    text = scenario.facts.get("expires")
    day = _day(text.value) if text is not None else None
    if text is not None and day is not None and day < today:
        yield Finding(text.whole, "this text has expired: take the file out, or set a new day")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@rule(
    "L005",
    Severity.SUGGESTION,
    bad=[
        {"partials/bye.txt": "«Bye»\n", "scenarios/x/bag.yaml": "title: Bag\n"},
        {"partials/legal.txt": "«See our terms.»\n", "scenarios/x/bag.yaml": "closing: Bye\n"},
    ],
    good=[
        {
            "partials/bye.txt": "Bye\n",
            "scenarios/x/bag.yaml": "closing: '{% include \"bye.txt\" %}'\n",
        },
        {"scenarios/x/bag.yaml": "title: Bag\n"},
    ],
)
def unused_partial(library: Overview) -> Findings:
    """
    A partial is included nowhere.

    Somebody keeps a text up to date that no customer reads.
    """
    used = set().union(*(card.includes for card in library.cards), library.included())
    for name, text in library.library.partials.items() if library.whole else ():
        if name not in used:
            yield Finding(
                text.source.line_range(1), f"“{name}” is included nowhere: use it, or take it out"
            )


@rule(
    "L006",
    Severity.SUGGESTION,
    bad=[
        {
            "snap.yaml": "variables:\n  «agent»:\n    about: who writes\n    example: Ana\n",
            "scenarios/x/bag.yaml": "title: Bag\n",
        },
        {
            "snap.yaml": "variables:\n  «phone»:\n    about: our number\n    example: 0113 496\n",
            "scenarios/x/bag.yaml": "closing: Call us.\n",
        },
    ],
    good=[
        {
            "snap.yaml": "variables:\n  agent:\n    about: who writes\n    example: Ana\n",
            "scenarios/x/bag.yaml": "closing: I am {{ agent }}.\n",
        },
        {"scenarios/x/bag.yaml": "title: Bag\nstatus: Order {{ order_no }} is late.\n"},
    ],
)
def unused_shared_variable(library: Overview) -> Findings:
    """
    A shared variable is used by no scenario.

    It is one more name to choose from that leads nowhere.
    """
    used = set().union(*(card.uses for card in library.cards), library.used())
    for name, variable in library.library.settings.variables.items() if library.whole else ():
        if name not in used:
            yield Finding(variable.key, f"no scenario uses “{name}”: use it, or take it out")
