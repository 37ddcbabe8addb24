"""Library: the scenarios together, who keeps them, and when they were last read."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache
from itertools import chain, combinations
from pathlib import Path

from snapmsg.diagnostic import Finding, Severity
from snapmsg.files import shown
from snapmsg.message import Draft
from snapmsg.model import Scenario
from snapmsg.rule import Card, Findings, Overview, rule
from snapmsg.rule.reading import ENOUGH, first_line

_BAG = """\
title: Bag
status: We have looked for the bag in every hall of the airport, and it is not there.
next_steps: Our colleagues in Oslo go through the belts and the lorries tonight.
approximate_time: You hear from us within 2 working days, whatever they find by then.
planned_outcome: You will have what is yours, or the money that it takes to buy it again.
"""
_LATE = """\
title: Late
feeling: {}
tags: [delay, carrier]
status: It is late.
approximate_time:
  within: {} days
  say: You have it {{{{ promise }}}}.
"""


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
    looked_at = {card.path for card in library.cards} if library.named else None
    for id, paths in library.library.ids().items():
        # Of all of them the first is right; of one that is named alone nobody knows.
        for path in paths[1:] if looked_at is None else paths:
            other = next((each for each in paths if each != path), None)
            if other is not None and (looked_at is None or shown(path) in looked_at):
                yield Finding(
                    first_line(path),
                    f"{shown(other)} has the id “{id}” already: give this file another name",
                )


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
    text = draft.scenario.facts.get("reviewed")
    day = _day(text.value) if text is not None else None
    by = draft.environment.library.settings.review_by(day) if day is not None else None
    if text is not None and by is not None and by < today:
        reason = f"this was to be read through again by {by}: read it, then write today's date here"
        yield Finding(text.whole, reason)


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


@lru_cache(maxsize=1024)  # a library is read through on few days
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
    shelves = (library.library.partials, *library.library.local_partials.values())
    for name, text in ((n, t) for shelf in shelves for n, t in shelf.items()):
        if library.whole and name not in used:
            yield Finding(
                text.source.line_range(1), f"“{name}” is included nowhere: use it, or take it out"
            )


_COMMON = 12
"""A sentence that stands in more scenarios than this is a stock one, and tells nothing."""


@rule(
    "L007",
    Severity.SUGGESTION,
    bad=[
        {"scenarios/a/bag.yaml": _BAG, "scenarios/b/case.yaml": _BAG.replace("Bag", "«Case»", 1)
         .replace("title: «Case»", "«title: Case»")},
        {"scenarios/a/bag.yaml": _BAG, "scenarios/a/bag2.yaml": "«title: Again»\n" + _BAG[11:]
         .replace("the bag", "the case", 1)},
    ],
    good=[
        {"scenarios/a/bag.yaml": _BAG, "scenarios/b/case.yaml": "title: Case\nstatus: Late.\n"},
        {"scenarios/a/bag.yaml": _BAG},
    ],
)  # fmt: skip
def near_duplicate(library: Overview, *, percent: int = 75) -> Findings:
    """
    Two scenarios say nearly the same.

    One of them will be mended and the other forgotten, and colleagues cannot
    tell which to take. `percent` is how many of its sentences the other has.
    """
    often = Counter(chain.from_iterable([card.sentences for card in library.cards]))
    telling = {sentence for sentence, count in often.items() if 1 < count <= _COMMON}
    where: dict[int, list[int]] = {}
    for number, card in enumerate(library.cards):
        for sentence in card.sentences & telling:
            where.setdefault(sentence, []).append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in where.values():
        shared.update(combinations(numbers, 2))
    for (first, second), count in sorted(shared.items()):
        one, other = library.cards[first], library.cards[second]
        least = min(len(one.sentences), len(other.sentences))
        if one.id != other.id and least >= ENOUGH and count * 100 >= least * percent:
            yield Finding(
                first_line(Path(other.path)),
                f"this says nearly the same as {one.id}: make one of the two, with an if where "
                "they differ",
            )


_QUIET = ("calm", "confused", "worried")
_LOUD = ("frustrated", "angry")


@rule(
    "L008",
    Severity.SUGGESTION,
    on=False,
    bad=[
        {"scenarios/x/asks.yaml": _LATE.format("calm", "10"),
         "scenarios/x/shouts.yaml": "«" + _LATE.format("angry", "2").replace("\n", "»\n", 1)},
        {"scenarios/x/asks.yaml": _LATE.format("worried", "5"),
         "scenarios/x/shouts.yaml": "«" + _LATE.format("frustrated", "3").replace("\n", "»\n", 1)},
    ],
    good=[
        {"scenarios/x/asks.yaml": _LATE.format("calm", "2"),
         "scenarios/x/shouts.yaml": _LATE.format("angry", "2")},
        {"scenarios/x/asks.yaml": _LATE.format("calm", "10")},
    ],
)  # fmt: skip
def louder_gets_more(library: Overview, *, tags: int = 2) -> Findings:
    """
    Whoever is loud is promised an earlier end than whoever asks quietly.

    It teaches people to shout. Two scenarios count as one matter where they
    share so many `tags`.
    """
    by_tag: dict[str, list[Card]] = {}
    for card in library.cards:
        if card.minutes and card.feeling in _QUIET:
            for tag in card.tags:
                by_tag.setdefault(tag, []).append(card)
    for loud in library.cards:
        if not loud.minutes or loud.feeling not in _LOUD:
            continue
        near = Counter(card.id for tag in loud.tags for card in by_tag.get(tag, ()))
        for quiet in {card.id: card for tag in loud.tags for card in by_tag.get(tag, ())}.values():
            if near[quiet.id] >= tags and quiet.minutes > loud.minutes:
                yield Finding(
                    first_line(Path(loud.path)),
                    f"{quiet.id} is the same matter asked quietly, and waits longer: promise "
                    "both the same",
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
