"""What a translation has to say, and what of it is not said yet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from snapmsg.model import Address, Scenario, Translation
from snapmsg.schema import texts_of
from snapmsg.source import Addressed

_LETTER = re.compile(r"[^\W\d_]")
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SHOWN = re.compile(r"\{\{-?\s*(\w+)")
_INCLUDES = re.compile(r"\{%-?\s*include\b")
_NAMED = ("who", "default")
_MOST = 3


def named(at: Address) -> str:
    """An address as people read it: `short: step 2`."""
    words: list[str] = []
    for key in at:
        if words[-1:] == ["next_steps"]:
            words[-1] = f"step {int(key) + 1}"
        else:
            words.append(key)
    return ": ".join(words)


def stays(at: Address, text: Addressed) -> bool:
    """Whether a text is the same in every language: blanks alone, or a name, such as a carrier's.

    Only what can be a name is taken for one: who acts in a step, and what fills a blank.
    """
    words = text.value.split()
    name = at[-1] in _NAMED and len(words) <= _MOST and all(w[:1].isupper() for w in words)
    return name or not _LETTER.search(_TAGS.sub("", text.value))


def part_of(at: Address) -> Address:
    """The part of a text that stands in a list or beside a promise; else the text itself."""
    for name in ("next_steps", "approximate_time"):
        if name in at:
            return at[: at.index(name) + 1]
    return at


def read_texts(original: Scenario) -> dict[Address, Addressed]:
    """The texts of a scenario, but for the words of choices that only decide what is said."""
    texts = texts_of(original)
    said = "".join(text.value for text in texts.values())
    shown, shares = set(_SHOWN.findall(said)), _INCLUDES.search(said) is not None
    return {
        at: text for at, text in texts.items() if at[0] != "variables" or at[1] in shown or shares
    }


def untranslated(translation: Translation) -> Iterator[Address]:
    """Where the original has a text that customers would read as it is.

    A text in place of a list says all of it, and so does a list in place of a text.
    """
    told = translation.texts
    parts = {part_of(at) for at in told}
    whole = parts - {part_of(at) for at in translation.owners}
    for at, text in read_texts(translation.original).items():
        said = at in told or at in parts or (part_of(at) in whole and at[-1] != "who")
        if not said and not stays(at, text):
            yield at
