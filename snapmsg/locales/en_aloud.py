"""English as it is said aloud: what a person on the phone reads of numbers, dates and codes."""

from __future__ import annotations

import re
from functools import cache

from snapmsg.locales.aloud import ADDRESS, CODE, PHONE, digits_of_phone, signs_of_code
from snapmsg.promise import MONTHS

_MONTH = "|".join(MONTHS)
_COINS = {"£": ("pound", "pounds"), "€": ("euro", "euros"), "$": ("dollar", "dollars")}
_SIGNS = {".": " dot ", "/": " slash ", "@": " at ", "-": " dash ", "_": " underscore "}


def spoken(text: str) -> str:
    """A text with its sums, clock times, dates, addresses, codes and phone numbers as said."""
    return _patterns().sub(_said, text)


@cache
def _patterns() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<minus>(?<![\w-])-)?(?P<coin>[£€$])(?P<sum>[0-9][0-9,]*)(?:\.(?P<pence>[0-9]{{2}}))?(?![0-9.])"
        rf"|\b(?P<day>[0-9]{{1,2}}) (?P<month>{_MONTH})\b"
        rf"|\b(?P<us_month>{_MONTH}) (?P<us_day>[0-9]{{1,2}})\b(?!:)"
        r"|(?<![0-9:])(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9])(?: (?P<half>[ap]m)\b)?(?![0-9:])"
        rf"|{ADDRESS}|{PHONE}|{CODE}"
    )


def _said(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "sum" | "pence":
            minus = "minus " if found["minus"] else ""
            return minus + _sum(found["coin"], found["sum"], found["pence"])
        case "month":
            return f"the {_nth(int(found['day']))} of {found['month']}"
        case "us_day":
            return f"{found['us_month']} {_nth(int(found['us_day']))}"
        case "minute" | "half":
            return _clock(int(found["hour"]), found["minute"], found["half"], found[0])
        case "address":
            return "".join(_SIGNS.get(char, char) for char in found[0])
        case "phone":
            return digits_of_phone(found[0], "plus")
        case _:
            return signs_of_code(found[0])


def _sum(coin: str, whole: str, pence: str | None) -> str:
    one, many = _COINS[coin]
    said = f"{whole} {one if whole == '1' else many}"
    if pence is None or pence == "00":
        return said
    if pence[0] == "0":  # “48 pounds 5” would be heard as 48.50
        return f"{said} {pence[1]} {'pence' if coin == '£' else 'cents'}"
    return f"{said} {pence}"


def _nth(day: int) -> str:
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _clock(hour: int, minute: str, half: str | None, written: str) -> str:
    if hour > 23 or (half and not 1 <= hour <= 12):
        return written
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if minute == "00" and hour % 12 == 0:
        return "12 noon" if hour else "midnight"
    of_day = "am" if hour < 12 else "pm"
    past = "" if minute == "00" else f" oh {minute[1]}" if minute[0] == "0" else f" {minute}"
    return f"{hour % 12 or 12}{past} {of_day}"
