"""The counts as a few tables, each with a picture of its last number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from snapmsg.report import several
from snapmsg.stats.counting import LENGTHS, NOTHING, OTHERWISE, Place, Stats

_MOST_REVIEWS, _MOST_OWNERS = 10, 15


class Table(NamedTuple):
    """A table: its title, its head, its rows, and after each row a bar of so many.

    The first column is words, the others are numbers or short words. `note` stands below it.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    bars: tuple[int, ...]
    note: str = ""


def tables(stats: Stats) -> Iterator[Table]:
    """What there is, what people promise, who owns it, and what is due."""
    for locale in stats.locales:
        yield _coverage(stats, locale)
    lengths = [*(name for name, _ in LENGTHS), *OTHERWISE, NOTHING]
    counts = [(name, stats.promises[name]) for name in lengths if stats.promises.get(name)]
    yield Table(
        "What is promised: the longest that it takes",
        ("promise", "scenarios"),
        tuple((name, str(many)) for name, many in counts),
        tuple(many for _, many in counts),
    )
    due = Counter(review.owner for review in stats.reviews)
    owners = list(stats.owners.items())[:_MOST_OWNERS]
    more = len(stats.owners) - len(owners)
    yield Table(
        f"Who owns them: {several(len(stats.owners) - ('' in stats.owners), 'owner')}",
        ("owner", "review due", "scenarios"),
        tuple((owner or "nobody", str(due[owner] or "·"), str(many)) for owner, many in owners),
        tuple(many for _, many in owners),
        f"And {more} more: snap stats --format json" if more else "",
    )
    if stats.asks:
        yield _reviews(stats)


def _coverage(stats: Stats, locale: str) -> Table:
    """For each topic how many scenarios go out on each channel."""
    rows = [
        (
            topic or "no topic",
            *(
                str(stats.places.get(Place(topic, channel, locale), 0) or "·")
                for channel in stats.channels
            ),
            str(many),
        )
        for topic, many in stats.topics.items()
    ]
    where = f" in “{locale}”" if len(stats.locales) > 1 else ""
    return Table(
        f"What there is{where}: {several(stats.scenarios, 'scenario')}, by topic and channel",
        ("topic", *stats.channels, "all"),
        tuple(rows),
        tuple(stats.topics.values()),
        _gaps(stats, locale),
    )


def _gaps(stats: Stats, locale: str) -> str:
    """The topics that have nothing for a channel which most others have."""
    found = []
    for channel in stats.channels:
        lacking = [t for t in stats.topics if not stats.places.get(Place(t, channel, locale))]
        if 0 < len(lacking) <= len(stats.topics) // 4:
            found += [f"{topic or 'no topic'} on {channel}" for topic in lacking]
    return f"Nothing yet: {', '.join(found)}." if found else ""


def _reviews(stats: Stats) -> Table:
    shown = stats.reviews[:_MOST_REVIEWS]
    overdue = sum(review.by is not None for review in stats.reviews)
    never = len(stats.reviews) - overdue
    more = len(stats.reviews) - len(shown)
    return Table(
        f"Reviews: {overdue} overdue, {never} never done, {stats.soon} due within 30 days",
        ("scenario", "owner", "due"),
        tuple(
            (each.id, each.owner or "nobody", each.by.isoformat() if each.by else "never reviewed")
            for each in shown
        ),
        (),
        f"And {more} more: snap list --stale" if more else "",
    )
