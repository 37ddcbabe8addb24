"""X: a public reply, read by everyone and no longer than a post may be.

The weights are those of twitter-text's configuration v3: of the text in NFC, a code point of the
light ranges counts one, any other two, an emoji two however many it is made of, and a link 23.
What is a link or an emoji takes tables that X maintains. With `snapmsg[x]` the count is that of
the library which has them; without it, it is an estimate that can only be too high.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from snapmsg.channels import Channel, size

_LIBRARY = "twitter_text"
_LINK_LENGTH = 23
_HEAVY = re.compile("[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")
# What is surely a link: a domain that will always be one, with a plain path or none.
_LINK = re.compile(
    r"(?<![\w@＠$#＃./+-])(?:https?://)?(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,4}"
    r"(?:com|org|net|edu|gov|info|io|co|eu|uk|ie|de|fr)(?!\w|[@+:-]|\.\w)"
    r"(?:/[A-Za-z0-9/_=#+-]{0,500}(?:\?[A-Za-z0-9_=&-]{0,500}[A-Za-z0-9])?)?",
    re.IGNORECASE,
)
# An address of a mailbox, which is none; and what else might begin one.
_MAILBOX = re.compile(r"(?<![\w.@/+-])[A-Za-z0-9_+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?![\w/@])")
_PERHAPS = re.compile(r"\.[^\W\d_]{2}")


def estimate(text: str) -> int:
    """The weighted length of a post: never less than X counts, more where a link is unsure."""
    rest, links = _LINK.subn(" ", unicodedata.normalize("NFC", text))
    unsure = len(_PERHAPS.findall(_MAILBOX.sub("", rest)))
    return (
        len(rest) + len(_HEAVY.findall(rest)) + links * (_LINK_LENGTH - 1) + unsure * _LINK_LENGTH
    )


def is_exact() -> bool:
    """Whether the library that counts as X does is installed."""
    return find_spec(_LIBRARY) is not None


@cache
def _library() -> Any:
    return import_module(_LIBRARY) if is_exact() else None


def length(text: str) -> int:
    """The weighted length of a post, exact where it can be."""
    library = _library()
    if library is None:
        return estimate(text)
    return int(library.parse_tweet(text).weightedLength) if text else 0


FILLER = '"'
"""Stands for a letter of a value: it weighs as much, and makes no link of what is beside it."""
_TOUCHED = re.compile(rf"(?<={FILLER}){_LINK.pattern}|{_LINK.pattern}(?<![/?])(?={FILLER})", re.I)
# A full stop that a value may make a link of, where the count has not taken it for one already.
_DOT = re.compile(rf"\.(?={FILLER}|[^\W\d_]{FILLER if not is_exact() else ''})")


def utmost(text: str) -> int:
    """The most that a text weighs, whatever letters stand for `FILLER`.

    A full stop of the words around a value can join its letters to them as a link, and its letters
    can make what would be a link an unsure one.
    """
    joined = " ".join([token for token in text.split() if FILLER in token])
    most = length(text) + len(_DOT.findall(_LINK.sub(" ", joined))) * _LINK_LENGTH
    for link in _TOUCHED.finditer(joined):
        most += len(link[0]) + (link[0].count(".") - 1) * _LINK_LENGTH
    return most


def _count(text: str) -> dict[str, int]:
    return {**size(text), "x_length": length(text)}


_AS = "as X counts them" if is_exact() else "at most as X counts them"

CHANNEL = Channel(
    name="x",
    label="X",
    about="a public reply on X",
    brief=True,
    count=_count,
    measure="x_length",
    unit=(f"character {_AS}", f"characters {_AS}"),
    most=280,
    filler=FILLER,
    utmost=utmost,
    apart=True,
    private_ok=False,
)
