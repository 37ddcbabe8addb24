"""What is said on the phone the same way in every language: codes and numbers sign by sign."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from snapmsg.locales.numerals import Numerals

ADDRESS = r"(?P<address>(?<![\w.@-])(?:[\w.+-]+@)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w/-]*)?(?!\w))"
"""A mail or web address."""
PHONE = (
    r"(?P<phone>(?<![\w+])(?:\+[0-9]{1,5}(?:[ -][0-9]{1,8}){1,6}"
    r"|0[0-9]{1,5}(?:[ -][0-9]{2,8}){1,4})(?![\w]))"
)
CODE = r"(?P<code>(?<![\w.,£€$%-])[A-Z0-9]+(?:-[A-Z0-9]+)*(?![\w%]|[.,:-][0-9A-Za-z]))"
"""A number for a case or an order, or a word in capitals."""


def digits_of_phone(text: str, plus: str) -> str:
    """A phone number digit by digit, with a pause between its groups."""
    return ", ".join(_spelled(group, plus) for group in re.split("[ -]", text))


def signs_of_code(text: str) -> str:
    """A number for a case or an order, one sign after another; a word or a count stays."""
    digits = sum(char.isdigit() for char in text)
    if not digits or (digits == len(text) and digits < 5):
        return text
    return ", ".join(_spelled(group) for group in text.split("-"))


def _spelled(text: str, plus: str = "+") -> str:
    return " ".join(text).replace("+", plus)


class Aloud(NamedTuple):
    """How a language says what is written in signs.

    `coins` by sign: one and more of the whole, one and more of its hundredths. `sum` joins the
    two. `signs` are those of addresses: `. / @ - _`. Dates and clock times are said as written.
    """

    coins: Mapping[str, tuple[str, str, str, str]]
    sum: str
    minus: str
    plus: str
    signs: Mapping[str, str]


def speaker(aloud: Aloud, numerals: Numerals) -> Callable[[str], str]:
    """What puts a text as it is said in a language whose sums are written as `numerals` has it."""

    @cache
    def patterns() -> re.Pattern[str]:
        coins = "|".join(map(re.escape, sorted(aloud.coins, key=len, reverse=True)))
        group, point = re.escape(numerals.group), re.escape(numerals.point)
        whole = rf"(?:[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]+)"
        amount = rf"(?P<whole>{whole})(?:{point}(?P<rest>[0-9]{{2}}))?"
        sums = numerals.sum.format(minus=r"(?P<minus>-)?", digits=amount, sign=f"(?P<coin>{coins})")
        return re.compile(rf"(?<![\w.,-]){sums}(?![\w]|[.,][0-9])|{ADDRESS}|{PHONE}|{CODE}")

    def said(found: re.Match[str]) -> str:
        if found["coin"]:
            return _sum(aloud, found)
        if found["address"]:
            return "".join(
                f" {aloud.signs[char]} " if char in aloud.signs else char for char in found[0]
            )
        return digits_of_phone(found[0], aloud.plus) if found["phone"] else signs_of_code(found[0])

    return lambda text: patterns().sub(said, text)


def _sum(aloud: Aloud, found: re.Match[str]) -> str:
    one, many, cent, cents = aloud.coins[found["coin"]]
    said = f"{aloud.minus} " if found["minus"] else ""
    said += f"{found['whole']} {one if found['whole'] == '1' else many}"
    rest = int(found["rest"] or 0)
    if not rest:
        return said
    return aloud.sum.format(whole=said, rest=rest, cents=cent if rest == 1 else cents)
