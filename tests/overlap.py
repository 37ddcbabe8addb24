"""How alike two scenarios sound: the runs of five words that their sentences share.

`python tests/overlap.py` prints the pairs of shipped scenarios that share the most, by language.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from snapmsg.library import Library, open_library, read_scenario, shipped
from snapmsg.message import Draft, draft_of, environment_of

RUN = 5
_BLANK = re.compile(r"\{\{.*?\}\}")
_TAG = re.compile(r"\{%.*?%\}")
_END = re.compile(r"(?<=[.!?])\s+|\n\n")
_WORD = re.compile(r"[\w']+")

Grams = frozenset[tuple[str, ...]]


class Shared(NamedTuple):
    """Two scenarios, and the sentences of the first that the second says too, or nearly."""

    one: str
    other: str
    sentences: tuple[str, ...]


def sentences(draft: Draft) -> Iterator[tuple[str, Grams]]:
    """Each sentence that customers read, with its runs of five words. A blank is one word."""
    for stretch in draft.stretches:
        text = _TAG.sub(" ", _BLANK.sub(" blank ", stretch.tree.at.value))
        for sentence in _END.split(text):
            words = _WORD.findall(sentence.lower())
            runs = zip(*(words[at:] for at in range(RUN)), strict=False)
            if len(words) > RUN:
                yield " ".join(words), frozenset(runs)


def drafts(library: Library, locale: str) -> Iterator[Draft]:
    """The scenarios of a library in a locale, those that it has."""
    environment = environment_of(library)
    own = locale == library.settings.locale
    for path in library.files:
        file = path if own else library.translations.get(path, {}).get(locale)
        if file is not None:
            yield draft_of(read_scenario(library, file).scenario, environment)


def shared(library: Library, locale: str = "en") -> Iterator[Shared]:
    """Each pair of scenarios that says a sentence alike: half of its runs, or more, are the same.

    What one scenario says twice, in short and at length, counts once.
    """
    said: Mapping[str, list[tuple[str, Grams]]] = {
        draft.scenario.id: list(sentences(draft)) for draft in drafts(library, locale)
    }
    for one, other in combinations(said, 2):
        theirs = frozenset[tuple[str, ...]]().union(*[runs for _, runs in said[other]])
        alike = [text for text, runs in said[one] if len(runs & theirs) * 2 >= len(runs)]
        if alike:
            yield Shared(one, other, tuple(dict.fromkeys(alike)))


def main() -> None:
    """Print the pairs, those that share the most first."""
    for locale in ("en", "es"):
        found = shared(open_library(shipped()), locale)
        for pair in sorted(found, key=lambda pair: -len(pair.sentences)):
            sys.stdout.write(f"{pair.one} and {pair.other}: {len(pair.sentences)}\n")
            for text in pair.sentences:
                sys.stdout.write(f"    {text}\n")


if __name__ == "__main__":
    main()
