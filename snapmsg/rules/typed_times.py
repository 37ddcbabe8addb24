"""Approximate time: the times that are typed under `within`, `by` and the like."""

from __future__ import annotations

import re
from datetime import date

from snapmsg import promise
from snapmsg.diagnostic import Edit, Finding, Fix, Severity
from snapmsg.locales.typed import why_unreadable
from snapmsg.rule import Findings, TypedTime, rule, written_in
from snapmsg.wording import Blank


@rule(
    "A005",
    Severity.ERROR,
    bad=[
        "approximate_time:\n  within: «soon»\n  say: You have it {{ promise }}.",
        (
            "approximate_time:\n  within: «5 to 3 days»\n  say: You have it {{ promise }}.",
            "approximate_time:\n  within: 3 to 5 days\n  say: You have it {{ promise }}.",
        ),
        "next_steps:\n  - us: We ring you.\n    by: «whenever»",
        written_in("fr", "approximate_time:\n  within: «48 heures»"),
    ],
    good=[
        "approximate_time:\n  within: 3 to 5 days\n  say: You have it {{ promise }}.",
        "next_steps:\n  - us: We ring you.\n    by: Friday 17:00",
    ],
)
def unreadable_time(time: TypedTime) -> Findings:
    """
    A typed time is none that snap can reckon with.

    A promise that cannot be computed cannot be kept or checked.
    """
    tree = time.draft.tree(time.text)
    node = tree.nodes[0] if len(tree.nodes) == 1 else None
    if tree.faults:
        return
    if isinstance(node, Blank):
        kinds = ("date", "datetime", "time") if time.moment else ("duration",)
        variable = time.draft.variables.get(node.name)
        if variable is not None and variable.spec.kind not in kinds:
            yield Finding(
                time.text.whole,
                f"“{node.name}” has to be a {' or '.join(kinds)} here: give it that type",
            )
        return
    try:
        (promise.parse_moment if time.moment else promise.parse_duration)(time.text.value)
    except promise.Unreadable as error:
        own = time.draft.environment.of(None).locale
        reason = why_unreadable(own, time.text.value, error, moment=time.moment)
        yield Finding(time.text.whole, reason, _turned(time))


_BACKWARDS = re.compile(r"\s*(\d{1,4})(\s*(?:to|-|–)\s*)(\d{1,4})(\s\D+)")


def _turned(time: TypedTime) -> Fix | None:
    """A range that runs backwards, the right way round."""
    said = _BACKWARDS.fullmatch(time.text.value)
    if said is None or time.moment or int(said[1]) <= int(said[3]):
        return None
    right = f"{said[3]}{said[2]}{said[1]}{said[4]}"
    try:
        promise.parse_duration(right)
    except promise.Unreadable:
        return None
    return Fix((Edit(time.text.whole, right),))


@rule(
    "A007",
    Severity.ERROR,
    bad=[
        "approximate_time:\n  by: «2020-01-01»\n  say: You have it {{ promise }}.",
        "next_steps:\n  - us: We ring you.\n    by: «1 May 2021»",
    ],
    good=[
        "approximate_time:\n  by: 2036-01-01\n  say: You have it {{ promise }}.",
        "next_steps:\n  - us: We ring you.\n    by: 1 May",
    ],
)
def past_time(time: TypedTime, today: date) -> Findings:
    """
    A typed date has passed.

    Nobody can keep it, and whoever reads it sees that nobody looked.
    """
    if not time.moment or "{" in time.text.value:
        return
    try:
        day = promise.parse_moment(time.text.value).day
    except promise.Unreadable:
        return
    year = day.year if isinstance(day, promise.DayOfYear) else None
    if isinstance(day, promise.DayOfYear) and year and date(year, day.month, day.day) < today:
        yield Finding(
            time.text.whole, "this date has passed: write the new one, or a day without a year"
        )


@rule(
    "A011",
    Severity.WARNING,
    bad=[
        "approximate_time:\n  within: «1 to 30 days»\n  say: You have it {{ promise }}.",
        "approximate_time:\n  update_within: «2 to 48 hours»\n  say: News {{ update }}.",
    ],
    good=[
        "approximate_time:\n  within: 3 to 5 days\n  say: You have it {{ promise }}.",
        "approximate_time:\n  within: 30 days\n  say: You have it {{ promise }}.",
    ],
)
def wide_range(time: TypedTime, *, times: int = 8) -> Findings:
    """
    A promise is so wide that it says nothing.

    Between "1 and 30 days" nobody can plan. The end that you keep in any case
    says more. `times` is how many times the first number the second may be.
    """
    if time.moment or "{" in time.text.value:
        return
    try:
        found = promise.parse_duration(time.text.value)
    except promise.Unreadable:
        return
    if found.high > found.low * times:
        end = promise.Duration(found.high, found.high, found.unit)
        yield Finding(
            time.text.whole,
            f"nobody can plan with this: promise the end that you keep, such as {end}, and an "
            "update before it",
        )
