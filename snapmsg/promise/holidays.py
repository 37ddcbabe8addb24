"""The days off of a country or region, from the `holidays` package: the extra `holidays`."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.util import find_spec

from snapmsg.promise.terms import MissingExtra, Unreadable

INSTALL = "pip install 'snapmsg[holidays]'"
"""How the package comes in that knows the days off of each country."""


@dataclass(frozen=True, slots=True)
class CountryHolidays:
    """The public holidays of a country or one of its regions, as a container of dates.

    `country` and `region` are ISO 3166 codes, such as `GB` and `SCT`. `also` are a library's own
    days off, `open` the holidays on which it works all the same. Made by `country_holidays`.
    """

    country: str
    region: str | None = None
    also: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()
    _days: Container[date] = field(default=(), repr=False, compare=False)

    def __contains__(self, day: object) -> bool:
        return day in self.also or (day in self._days and day not in self.open)


def country_holidays(
    country: str,
    region: str | None = None,
    also: frozenset[date] = frozenset(),
    open: frozenset[date] = frozenset(),
) -> CountryHolidays:
    """The days off of a country or region, in any year that the package knows.

    Raises Unreadable for a country or region that it does not have, with those that it has, and
    MissingExtra where the package is not installed.
    """
    return CountryHolidays(country, region, also, open, _days(country, region))


@cache
def _days(country: str, region: str | None) -> Container[date]:
    if find_spec("holidays") is None:
        raise MissingExtra(
            f"the holidays of {country[:20]} are in an extra that is not installed: install it "
            f"with {INSTALL}, or list your days off as dates"
        )
    import holidays

    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known:
        raise Unreadable(
            f"“{country[:40]}” is no country's code: write its two letters, such as GB"
        )
    if region is not None and region not in known[country]:
        have = ", ".join(known[country])
        cure = f"it has {have}" if have else "take region: out"
        raise Unreadable(f"“{region[:40]}” is no region of {country}: {cure}")
    found: Container[date] = holidays.country_holidays(country, subdiv=region)
    return found
