"""Approximate time: what comes next where a promise may break, and comes before it does."""

from __future__ import annotations

from snapmsg import promise
from snapmsg.config import Settings
from snapmsg.diagnostic import Finding, Severity
from snapmsg.errors import did_you_mean, quoted
from snapmsg.message import Draft
from snapmsg.rule import Findings, Overview, rule
from snapmsg.rule.promised import place, typed

_NEXT = "title: Bag\nfollow_up:\n  scenario: {}\n"
_PLAIN = "title: Bag\n"


@rule(
    "A028",
    Severity.ERROR,
    bad=[
        {"scenarios/x/bag.yaml": _NEXT.format("«bag-stil-late»"),
         "scenarios/x/bag-still-late.yaml": _PLAIN},
        {"scenarios/x/bag.yaml": "title: Bag\nfollow_up: «nothing»\n"},
    ],
    good=[
        {"scenarios/x/bag.yaml": _NEXT.format("bag-still-late"),
         "scenarios/x/bag-still-late.yaml": _PLAIN},
        {"scenarios/x/bag.yaml": "title: Bag\nfollow_up: case\n", "scenarios/x/case.yaml": _PLAIN},
    ],
)  # fmt: skip
def missing_follow_up(library: Overview) -> Findings:
    """
    The scenario that is to come next does not exist.

    On the day the promise breaks, there is nothing to send.
    """
    ids = {*library.library.ids(), *(card.id for card in library.cards)}
    for card in library.cards:
        if card.follow_up is not None and card.follow_up.text not in ids:
            meant = did_you_mean(card.follow_up.text, ids)
            yield Finding(
                place(card.path, card.follow_up),
                f"there is no scenario {quoted(card.follow_up.text)}.{meant}",
            )


@rule(
    "A029",
    Severity.ERROR,
    bad=[
        {"scenarios/x/bag.yaml": _NEXT.format("«bag»")},
        {"scenarios/x/a.yaml": _NEXT.format("«b»"), "scenarios/x/b.yaml": _NEXT.format("c"),
         "scenarios/x/c.yaml": _NEXT.format("a")},
    ],
    good=[
        {"scenarios/x/a.yaml": _NEXT.format("b"), "scenarios/x/b.yaml": _NEXT.format("c"),
         "scenarios/x/c.yaml": _PLAIN},
        {"scenarios/x/a.yaml": _NEXT.format("c"), "scenarios/x/b.yaml": _NEXT.format("c"),
         "scenarios/x/c.yaml": _PLAIN},
    ],
)  # fmt: skip
def circular_follow_up(library: Overview) -> Findings:
    """
    What comes next leads back to where it began.

    A customer would be told the same things in turn, and no end of it.
    """
    next_ = {card.id: card for card in library.cards if card.follow_up is not None}
    done: set[str] = set()
    for first in next_:
        seen: list[str] = []
        id = first
        while id in next_ and id not in done:
            done.add(id)
            seen.append(id)
            mark = next_[id].follow_up
            id = mark.text if mark is not None else ""
        if id in seen:
            circle = seen[seen.index(id) :]
            start = next_[min(circle)]
            if start.follow_up is not None:
                told = " → ".join([*circle, circle[0]])
                yield Finding(
                    place(start.path, start.follow_up),
                    f"this leads in a circle, {told}: end it with a scenario that settles it",
                )


@rule(
    "A030",
    Severity.ERROR,
    bad=[
        "follow_up:\n  scenario: «parcel-late»\n  before: promise\n",
        "approximate_time:\n  within: 2 days\n  say: Yours {{ promise }}.\n"
        "follow_up:\n  scenario: parcel-late\n  before: promise\n  after: «3 days»\n",
        "approximate_time:\n  update_by: tomorrow 12:00\n"
        "follow_up:\n  scenario: parcel-late\n  before: update\n  after: «3 working days»\n",
    ],
    good=[
        "approximate_time:\n  within: 3 days\n  say: Yours {{ promise }}.\n"
        "follow_up:\n  scenario: parcel-late\n  before: promise\n  after: 2 days\n",
        "follow_up:\n  scenario: parcel-late\n  after: 9 days\n",
        "follow_up: parcel-late\n",
    ],
)
def late_follow_up(draft: Draft, settings: Settings) -> Findings:
    """
    What comes next comes after the promise that it is to come before.

    A customer forgives "it will be later" before the day, and not after it.
    """
    next_ = draft.scenario.follow_up
    if next_ is None or next_.before is None:
        return
    timing = draft.scenario.timing()
    if timing is not None and timing.after is not None and next_.before == "promise":
        return
    terms = [
        term for way in typed(draft) for term in way if term.news is (next_.before == "update")
    ]
    if not terms:
        keys = "within: or by:" if next_.before == "promise" else "update_within: or update_by:"
        yield Finding(
            next_.scenario.whole,
            f"there is no typed {next_.before} that this can come before: write {keys} under "
            "approximate_time",
        )
    elif next_.after is not None:
        sent = promise.parse_duration(next_.after.value)
        for term in terms:
            if sent == term.promise or promise.later(sent, term.promise, settings.calendar):
                yield Finding(
                    next_.after.whole,
                    f"the {next_.before} is due before this: send it within less than "
                    f"{term.promise}",
                )
                return
