"""What `snap.yaml` says of time: the clock, working days, and what may be promised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from snapmsg import promise
from snapmsg.errors import SnapError
from snapmsg.promise import Policy
from snapmsg.reader import MapNode, Node
from snapmsg.schema.fields import HOLIDAY_FIELDS, POLICY_FIELDS
from snapmsg.schema.reading import Reading
from snapmsg.source import Addressed

EVERYWHERE = "all"
"""The name under `promises:` that stands for every scenario."""


def read_calendar(
    read: Reading, zone: Addressed | None, hours: Node | None, holidays: Node | None
) -> promise.Calendar:
    """Working time. A line that cannot be read is a problem, and what it says is left out.

    Raises `SnapError` where the package is not installed that knows a country's holidays: every
    date would be wrong without it.
    """
    name, week = "UTC", promise.Calendar().week
    if zone is not None:
        try:
            name = promise.parse_zone(zone.value)
        except promise.Unreadable as error:
            read.note("bad-value", zone.whole, str(error))
    rows: dict[str, str] = {}
    found = read.map(hours, "hours", "a name, and what it stands for")
    for day, value in found.entries.items():
        text = read.text(value, day)
        if text is None:
            continue
        try:
            week = promise.parse_hours({**rows, day: text.value})
            rows[day] = text.value
        except promise.Unreadable as error:
            read.note("bad-value", text.whole, str(error))
    if isinstance(holidays, MapNode):
        return promise.Calendar(week, _read_country(read, holidays), name)
    return promise.Calendar(week, _read_days(read, holidays, "holidays"), name)


def _read_days(read: Reading, node: Node | None, name: str) -> frozenset[date]:
    texts = read.texts(node, name) if node is not None else ()
    days = [read.day(text, name) for text in texts]
    return frozenset(day for day in days if day is not None)


def _read_country(read: Reading, node: MapNode) -> frozenset[date] | promise.CountryHolidays:
    """The holidays of a country, with the library's own. Raises `SnapError`."""
    texts: dict[str, Addressed] = {}
    days: dict[str, frozenset[date]] = {}
    known = tuple(field.name for field in HOLIDAY_FIELDS)
    for name, value in node.entries.items():
        if name not in known:
            read.unknown(node.key(name), name, known, "of holidays")
        elif name in ("also", "open"):
            days[name] = _read_days(read, value, name)
        elif (text := read.text(value, name)) is not None:
            texts[name] = text
    also, open = (days.get(name, frozenset()) for name in ("also", "open"))
    if "country" not in texts:
        reason = "“holidays” needs country: its two letters, such as GB, or a list of dates"
        read.note("bad-value", read.range(node), reason)
        return also
    country, region = texts["country"], texts.get("region")
    try:
        return promise.country_holidays(
            country.value, region.value if region is not None else None, also, open
        )
    except promise.MissingExtra as error:
        raise SnapError(str(error), at=country.whole) from None
    except promise.Unreadable as error:
        at = region if region is not None and region.value in str(error) else country
        read.note("bad-value", at.whole, str(error))
        return also


def read_zones(read: Reading, node: Node | None) -> tuple[str, ...]:
    """The time zones in which customers live."""
    found = []
    for text in read.texts(node, "customer_zones") if node is not None else ():
        try:
            found.append(promise.parse_zone(text.value))
        except promise.Unreadable as error:
            read.note("bad-value", text.whole, str(error))
    return tuple(found)


def read_policies(read: Reading, node: Node | None) -> Mapping[str, Policy]:
    """What may be promised, by tag or topic; under `all`, what every scenario keeps to."""
    found = read.map(node, "promises", "all: or a tag or topic")
    return {name: _read_policy(read, name, value) for name, value in found.entries.items()}


def _read_policy(read: Reading, name: str, node: Node) -> Policy:
    known = tuple(field.name for field in POLICY_FIELDS)
    inner = read.map(node, name, "at_most: 10 working days")
    bounds: dict[str, promise.Duration] = {}
    alike = False
    for word, value in inner.entries.items():
        text = read.text(value, word)
        if word not in known:
            read.unknown(inner.key(word), word, known, f"of {name} under promises")
        elif text is None:
            continue
        elif word == "alike":
            alike = read.flag(text, word)
        else:
            try:
                bounds[word] = promise.parse_duration(text.value)
            except promise.Unreadable as error:
                read.note("bad-value", text.whole, str(error))
    return Policy(**bounds, alike=alike)
