"""SMS: the alphabet, the parts a text is sent in, and what each part holds.

From 3GPP TS 23.038 (the GSM 7 bit alphabet and its extension table) and TS 23.040 (concatenation:
a header of 6 octets in each part leaves 153 of 160 septets, or 67 of 70 UTF-16 units).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from snapmsg.channels import Channel, size

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The characters that take one septet."""
EXTENDED = "\f^{}\\[~]|€"
"""The characters that take two: an escape, and their own."""

_SINGLE = frozenset(BASIC)
_ODD = re.compile(f"[^{re.escape(BASIC + EXTENDED)}]")
_DOUBLE = re.compile(f"[{re.escape(EXTENDED)}]")
_PAIR = re.compile("[\U00010000-\U0010ffff]")


class Sms(NamedTuple):
    """A text as it is sent. `units` are septets in GSM-7, UTF-16 code units in UCS-2.

    `odd` has the characters that force UCS-2, each once: one of them more than halves what a
    part holds.
    """

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    parts: int
    odd: tuple[str, ...]


def count(text: str) -> Sms:
    """How a text is sent: its encoding, its length, and in how many parts."""
    if _SINGLE.issuperset(text):  # nearly all are: then no character can stand astride two parts
        return Sms("GSM-7", len(text), 1 if len(text) <= 160 else -(-len(text) // 153), ())
    odd = tuple(dict.fromkeys(_ODD.findall(text)))
    double, alone, joined = (_PAIR, 70, 67) if odd else (_DOUBLE, 160, 153)
    units = len(text) + len(double.findall(text))
    parts = 1 if units <= alone else _parts(text, double, joined)
    return Sms("UCS-2" if odd else "GSM-7", units, parts, odd)


def heaviest(texts: Sequence[str]) -> str:
    """A text that makes no fewer parts than any of some, whatever stands beside it."""
    found, every = max(texts, key=len, default=""), "".join(texts)
    if _SINGLE.issuperset(every):
        return found
    for kind in (_ODD, _DOUBLE, _PAIR):
        there = kind.search(every)
        if there is not None and kind.search(found) is None:
            found += there[0]
    short = 0
    for double in (_DOUBLE, _PAIR):
        units = [len(text) + len(double.findall(text)) for text in (*texts, found)]
        short = max(short, max(units) - units[-1])
    return found + "W" * short


def bare(text: str) -> str:
    """A text without the accents that the GSM-7 alphabet lacks: “Le llamé en 2 dias”.

    Letters that it has stay (é, ñ, ü), and so do those that are none without their accent.
    """
    return text if _SINGLE.issuperset(text) else "".join(map(_bare, text))


@cache
def _bare(char: str) -> str:
    letter = unicodedata.normalize("NFD", char)[0]
    return letter if char not in BASIC and letter.isalpha() and letter in _SINGLE else char


def utmost(text: str) -> int:
    """The most parts that a text of this length takes, wherever its double characters stand.

    A shorter value before one of them can leave the last unit of a part empty.
    """
    _, units, parts, odd = count(text)
    if parts == 1 or units == len(text):
        return parts
    return max(parts, -(-(units - 1) // (66 if odd else 152)))


def _parts(text: str, double: re.Pattern[str], room: int) -> int:
    """How many parts of `room` units: a character of two units never stands astride two parts."""
    parts, left = 1, room
    for char in text:
        units = 2 if double.match(char) else 1
        if units > left:
            parts, left = parts + 1, room
        left -= units
    return parts


def _count(text: str) -> dict[str, int]:
    sms = count(text)
    return {
        **size(text),
        "sms_parts": sms.parts,
        "sms_units": sms.units,
        "sms_odd": len(sms.odd),
    }


CHANNEL = Channel(
    name="sms",
    label="SMS",
    about="a text message",
    brief=True,
    count=_count,
    measure="sms_parts",
    unit=("SMS part", "SMS parts"),
    most=2,
    utmost=utmost,
    heaviest=heaviest,
    settings=("accents",),
    bare=bare,
)
