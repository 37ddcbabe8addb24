"""Time zones: where a clock hangs, by its place or by the letters behind a clock time."""

import re
from collections.abc import Container
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache

from snapmsg.promise.terms import Unreadable

# Letters that mean one thing to everyone who uses them, in minutes ahead of UTC, and a place whose
# clocks show them in one half of the year alone (IANA's tz database; none where they hold all
# year). "CET" is an hour ahead of UTC in July too, when no clock in Madrid shows it.
LETTERS: dict[str, tuple[int, str]] = {
    "UTC": (0, ""),
    "Z": (0, ""),
    "GMT": (0, "Europe/London"),
    "BST": (60, "Europe/London"),
    "WET": (0, "Europe/Lisbon"),
    "WEST": (60, "Europe/Lisbon"),
    "CET": (60, "Europe/Madrid"),
    "CEST": (120, "Europe/Madrid"),
    "EET": (120, "Europe/Athens"),
    "EEST": (180, "Europe/Athens"),
    "MSK": (180, ""),
    "SAST": (120, ""),
    "PKT": (300, ""),
    "SGT": (480, ""),
    "HKT": (480, ""),
    "JST": (540, ""),
    "KST": (540, ""),
    "AWST": (480, ""),
    "AEST": (600, "Australia/Sydney"),
    "AEDT": (660, "Australia/Sydney"),
    "NZST": (720, "Pacific/Auckland"),
    "NZDT": (780, "Pacific/Auckland"),
    "EST": (-300, "America/New_York"),
    "EDT": (-240, "America/New_York"),
    "CDT": (-300, "America/Chicago"),
    "MST": (-420, "America/Denver"),
    "MDT": (-360, "America/Denver"),
    "PST": (-480, "America/Los_Angeles"),
    "PDT": (-420, "America/Los_Angeles"),
    "AKST": (-540, "America/Anchorage"),
    "AKDT": (-480, "America/Anchorage"),
    "HST": (-600, ""),
}
"""Letters behind a clock time: minutes ahead of UTC, and the place that shows them."""
# Letters that stand for a place's clock, whatever the season.
_PLACES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "UK": "Europe/London",
}
# Letters that are read in several ways, with the places that they may mean.
_SEVERAL = {
    "IST": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "CST": ("America/Chicago", "Asia/Shanghai"),
    "AST": ("America/Halifax", "Asia/Riyadh"),
    "GST": ("Asia/Dubai", "Atlantic/South_Georgia"),
    "ECT": ("America/Guayaquil", "Europe/Paris"),
}

CLOCK = (
    r"[0-9]{1,2}(?:[:.][0-9]{2})? ?[ap]m\b|[0-9]{1,2}:[0-9]{2}(?::00)?"
    r"|(?:12 )?(?:noon|midday|midnight)"
)
"""A clock time within a longer text: a bare number there is none."""

# Whose clock it is stands behind the clock time: letters, an offset, a place, "Madrid time".
_BEHIND = re.compile(
    rf"(?P<before>(?:.*(?<![0-9:]))?(?:{CLOCK}))\s?"
    r"(?:(?P<offset>(?:utc|gmt)?[+-][0-9]{1,2}(?::?[0-9]{2})?)"
    r"|\((?P<inside>[^()]+)\)|(?:in )?(?P<city>[a-z][a-z .'-]*?) time"
    rf"|(?P<place>[a-z]+(?:/[a-z_+-]+)+)|(?P<letters>{'|'.join(LETTERS)}|(?-i:[A-Z]{{2,5}})))"
    r"(?P<after>(?:,? .*)?)",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])([0-9]{1,2})(?::?([0-9]{2}))?")


def parse_zone(text: str) -> str:
    """The IANA name of a time zone, such as `Europe/London`.

    Raises Unreadable, which names the zone that was probably meant.
    """
    name = text.strip()
    place(name)
    return name


def plain(text: str) -> str:
    """Single spaces, plain dashes, `pm` for `p.m.`, no full stop at the end."""
    tidy = re.sub("[‐‑‒–—−]", "-", " ".join(text.split()))
    return re.sub(r"\b([ap])\.(m)\b\.?", r"\1\2", tidy, flags=re.IGNORECASE).rstrip(".")


def take_zone(text: str, words: Container[str]) -> tuple[str, str | None]:
    """A text without the zone behind its clock time, and that zone, None where there is none.

    `words` may stand there and are none. Raises Unreadable.
    """
    match = _BEHIND.fullmatch(plain(text))
    if match is None:
        return text, None
    named = match["offset"] or match["inside"] or match["city"] or match["place"]
    if named is None and match["letters"].lower() in words:
        return text, None
    return match["before"] + match["after"], parse_letters(named or match["letters"])


@lru_cache(maxsize=256)
def parse_letters(text: str) -> str:
    """The zone behind a clock time, as `Moment` holds it: `CET`, `UTC+02:00`, `Europe/Madrid`.

    It is read in any case, and a city alone names its zone (`Madrid`). Raises Unreadable with
    what to write.
    """
    bare = " ".join(text.split())
    upper = bare.upper()
    if upper in LETTERS:
        return "UTC" if upper == "Z" else upper
    if upper in _PLACES:
        return _PLACES[upper]
    if upper in _SEVERAL:
        meant = " or ".join(_SEVERAL[upper])
        raise Unreadable(f"“{bare}” is more than one time zone: write the place, {meant}")
    if match := _OFFSET.fullmatch(upper):
        hours, minutes = int(match[2]), int(match[3] or 0)
        if hours > 14 or minutes > 59:
            raise Unreadable(f"“{bare}” is on no clock: write one such as UTC+2")
        return f"UTC{match[1]}{hours:02}:{minutes:02}" if hours or minutes else "UTC"
    try:
        place(bare)
    except Unreadable:
        return _meant(bare)
    return bare


def _meant(text: str) -> str:
    """The zone of a city, or of a name in other letters. Raises Unreadable."""
    from zoneinfo import available_timezones

    wanted = text.lower().replace(" ", "_")
    for name in sorted(available_timezones()):
        if "/" in name and wanted in (name.lower(), name.lower().rpartition("/")[2]):
            return name
    raise Unreadable(f"“{text[:60]}” is not a time zone: write the place, such as {_similar(text)}")


@lru_cache(maxsize=256)
def clock_of(zone: str) -> tzinfo:
    """The clock of a zone that `parse_letters` or `parse_zone` gave. Raises Unreadable."""
    if zone in LETTERS:
        return timezone(timedelta(minutes=LETTERS[zone][0]), zone) if zone != "UTC" else UTC
    if match := _OFFSET.fullmatch(zone):
        ahead = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return timezone(ahead if match[1] == "+" else -ahead, zone)
    return place(zone)


def seasonal(zone: str) -> str | None:
    """The place whose clocks show these letters in one half of the year; None where all year."""
    return LETTERS.get(zone, (0, ""))[1] or None


def shown(zone: str) -> str:
    """A zone as customers read it: its letters, or the city of its place."""
    return zone.rpartition("/")[2].replace("_", " ")


def is_place(zone: str) -> bool:
    """Whether a zone is named by its place, and not by letters or an offset."""
    return "/" in zone


def place(name: str) -> tzinfo:
    """The clock of an IANA name. Raises Unreadable where the machine does not know it."""
    if name == "UTC":
        return UTC
    # zoneinfo is imported only where a library has a zone of its own.
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    # A name that is a folder or leaves the database raises as a file would, not as a key.
    except (KeyError, ValueError, OSError):
        meant = _similar(name)
        raise Unreadable(f"“{name[:60]}” is not a time zone: write one such as {meant}") from None


def _similar(name: str) -> str:
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    zones = {zone.lower(): zone for zone in sorted(available_timezones()) if "/" in zone}
    city = name.lower().replace(" ", "_")[:60]
    for lower, zone in zones.items():
        if lower.endswith(f"/{city}"):
            return zone
    close = get_close_matches(city, zones, n=1, cutoff=0.7)
    return zones[close[0]] if close else "Europe/London"
