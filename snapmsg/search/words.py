"""The words of a text as they are compared: small, without accents, and without their endings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’‘`")
_ASCII: dict[int, str | None] = {
    code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)
}
_ASCII |= {ord("'"): None, ord("`"): None}
_ACCENTS = re.compile("[\u0300-\u036f]")
_DOUBLED = re.compile(r"([bdglmnprt])\1\Z")
_KEYS = "qwertyuiop asdfghjkl zxcvbnm"
_VOWEL = re.compile(r"[aeiouyäöüåæø]")


def tokens(text: str) -> list[str]:
    """The words of a text, in small letters and without accents; `haven't` is `havent`."""
    if text.isascii():
        return text.translate(_ASCII).split()
    text = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    return _WORD.findall(_ACCENTS.sub("", text))


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without the endings of number, person and tense, as English has them.

    `deliveries`, `delivered` and `delivery` are one; words that change inside are in `english`.
    """
    if len(word) < 3 or not word.isalpha():
        return word
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith(("sses", "xes", "ches", "shes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ingly", "edly", "ing", "ied", "ed", "ment", "ation", "ly"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and _VOWEL.search(rest):
            word = rest + "y" if ending == "ied" else _DOUBLED.sub(r"\1", rest)
            break
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 2 else word


def shortened(word: str) -> set[str]:
    """A word, and each that is left of it without one of its letters.

    Two words that differ by one letter, or by two that changed places, have one of them in common.
    """
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def mistyped(one: str, other: str) -> bool:
    """Whether two words that differ may be one: a letter more or less, letters swapped, a vowel
    for a vowel, or the key beside. `cancel` and `cancer` may not, nor words as short as `tall`."""
    if len(one) != len(other) or sorted(one) == sorted(other):
        return True
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(one) > 4 and all(
        (_VOWEL.match(a) and _VOWEL.match(b)) or f"{a}{b}" in _KEYS or f"{b}{a}" in _KEYS
        for a, b in pairs
    )


def distance(one: str, other: str) -> int:
    """How many slips of the finger lie between two words: a letter more, less, another, swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, row = row, [i]
        for j, b in enumerate(other, 1):
            least = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before = previous
    return row[-1]
