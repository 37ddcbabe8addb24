"""Counts the scenarios of a library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from snapmsg import channels
from snapmsg.library import Library, scenarios
from snapmsg.model import Part, Scenario
from snapmsg.promise import Duration, Unit, Unreadable, parse_duration

SOON = timedelta(days=30)
"""How long before its day a review is called due soon."""

LENGTHS = (
    ("a day at most", 1.0),
    ("3 days at most", 3.0),
    ("a week at most", 7.0),
    ("2 weeks at most", 14.0),
    ("a month at most", 31.0),
    ("longer", float("inf")),
)
"""Promises by their length in days of the calendar: what each is called, and the most it has."""
OTHERWISE = ("a day or a time", "as each customer is told", "the next news alone", "in words alone")
NOTHING = "no time at all"

_DAYS = {
    Unit.MINUTE: 1 / 1440,
    Unit.HOUR: 1 / 24,
    Unit.WORKING_HOUR: 1 / 8,
    Unit.DAY: 1.0,
    Unit.WORKING_DAY: 7 / 5,  # five of them make a week
    Unit.WEEK: 7.0,
    Unit.MONTH: 31.0,
}


class Place(NamedTuple):
    """Where a scenario is of use: its topic, a channel it goes out on, its locale."""

    topic: str
    channel: str
    locale: str


class Review(NamedTuple):
    """A review that is due: of which scenario, whose, and by which day; None is never yet."""

    id: str
    owner: str
    by: date | None


@dataclass(frozen=True, slots=True)
class Stats:
    """What there is. `reviews` are those that are due, the longest overdue first.

    `owners` maps each to how many scenarios are theirs, the empty name to those of nobody;
    `promises` each length to how many promise so much. `asks` tells whether the library asks for
    reviews at all; `soon` how many come due within `SOON`.
    """

    scenarios: int
    topics: Mapping[str, int]
    places: Mapping[Place, int]
    owners: Mapping[str, int]
    reviews: tuple[Review, ...]
    promises: Mapping[str, int]
    soon: int
    asks: bool

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that are used, in the order that people know them in."""
        used = {place.channel for place in self.places}
        return tuple(name for name in channels.names() if name in used)

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that there are."""
        return tuple(sorted({place.locale for place in self.places}))


def count(library: Library, today: date) -> Stats:
    """Count what a library has."""
    topics: Counter[str] = Counter()
    places: Counter[Place] = Counter()
    owners: Counter[str] = Counter()
    promises: Counter[str] = Counter()
    reviews = []
    soon = every = 0
    settings = library.settings
    for file in scenarios(library):
        scenario = file.scenario
        every += 1
        topics[scenario.topic] += 1
        owners[scenario.fact("owner")] += 1
        promises[promised(scenario)] += 1
        for name in settings.channels if scenario.channels is None else scenario.channels:
            for locale in library.locales(file.path):
                places[Place(scenario.topic, name, locale)] += 1
        if settings.review_every is not None:
            reviewed = _day(scenario.fact("reviewed"))
            by = settings.review_by(reviewed) if reviewed is not None else None
            if by is None or by < today:
                reviews.append(Review(scenario.id, scenario.fact("owner"), by))
            else:
                soon += by < today + SOON
    reviews.sort(key=lambda review: (review.by or date.max, review.id))
    return Stats(
        every, dict(sorted(topics.items())), places, dict(_most_first(owners)), tuple(reviews),
        promises, soon, settings.review_every is not None,
    )  # fmt: skip


def _most_first(counted: Counter[str]) -> Iterator[tuple[str, int]]:
    yield from sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # not reviewed yet, or what stands there is for lint to report
        return None


def promised(scenario: Scenario) -> str:
    """How long a scenario's promise is: one of the names of `LENGTHS`, or one of the others."""
    wording = scenario.wording.parts.get(Part.APPROXIMATE_TIME)
    timing = scenario.timing()
    if timing is None:
        return OTHERWISE[3] if wording is not None and wording.text is not None else NOTHING
    if timing.within is not None:
        try:
            return length(parse_duration(timing.within.value))
        except Unreadable:
            return OTHERWISE[1]
    if timing.by is not None:
        return OTHERWISE[0]
    return OTHERWISE[2] if timing.typed else OTHERWISE[3]


def length(duration: Duration) -> str:
    """What a duration is called, by its longest."""
    days = duration.high * _DAYS[duration.unit]
    return next(name for name, most in LENGTHS if days <= most)


def as_record(stats: Stats) -> dict[str, object]:
    """The counts as scripts know them."""
    due = Counter(review.owner for review in stats.reviews)
    return {
        "scenarios": stats.scenarios,
        "coverage": [
            {"topic": topic or None, "channel": channel, "locale": locale, "scenarios": many}
            for (topic, channel, locale), many in sorted(stats.places.items())
        ],
        "owners": [
            {"owner": owner or None, "scenarios": many, "due": due[owner]}
            for owner, many in stats.owners.items()
        ],
        "reviews": {
            "overdue": sum(review.by is not None for review in stats.reviews),
            "never": sum(review.by is None for review in stats.reviews),
            "soon": stats.soon,
            "due": [
                {"id": id, "owner": owner or None, "review_by": by and by.isoformat()}
                for id, owner, by in stats.reviews
            ],
        },
        "promises": [
            {"length": name, "scenarios": stats.promises[name]}
            for name in (*(name for name, _ in LENGTHS), *OTHERWISE, NOTHING)
            if stats.promises.get(name)
        ],
    }
