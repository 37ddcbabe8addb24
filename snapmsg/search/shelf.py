"""Every scenario of a library by its words: what is gathered before anything is looked for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile
from pathlib import Path
from typing import NamedTuple

from snapmsg.files import shown
from snapmsg.library import Library
from snapmsg.search.english import alike, silent
from snapmsg.search.words import distance, mistyped, shortened, stem, tokens
from snapmsg.source import Source, Unreadable, load

_SLIP, _OTHER, _BEGINS, ALIKE = 0.5, 0.15, 0.5, 0.3
"""How near a word is to the one that was asked for: misspelt, with another letter in place of one
(more often another word, as `cancer` is not `cancel`), longer, another for the same."""
_HARDLY = 0.25
"""What a word counts that stands in every text; it decides only among titles."""
_FEW, _MOST_WORDS = 8, 60
# Where what customers read begins. `snap fmt` puts what colleagues search by above it.
_SAID = re.compile(r"^(?:variables|opening|status|next_steps|short|channels)\b", re.MULTILINE)


# What in a translation's file is no word of its own: its original's, names of blanks, and keys.
_TAG = re.compile(r"\{[{%#](?s:.{0,500}?)[}%#]\}")
_NOT_ITS_OWN = re.compile(
    rf"^[ ]*#.*|{_TAG.pattern}|^translates:.*|^[ -]*[\w-]+:", re.MULTILINE | re.ASCII
)


class Book(NamedTuple):
    """A scenario's file, its text, its words, and those of its head: title, situation, tags, …

    One that is `translated` has the text of a translation, all of which is its head.
    """

    path: Path
    source: Source
    words: frozenset[str]
    head: frozenset[str]
    translated: bool = False

    def words_of(self, text: str) -> list[str]:
        """The words of a stretch of its text."""
        return tokens(_TAG.sub(" ", text) if self.translated else text)


class Near(NamedTuple):
    """A word that stands for one that was asked for: which one, by number, and how near it is."""

    asked: int
    nearness: float


@dataclass(frozen=True)
class Shelf:
    """All that can be found. What depends on the words of all is made when it is first needed."""

    books: tuple[Book, ...]
    stems: Mapping[str, list[str]]
    """Every stem in order, and the words that have it."""
    abroad: tuple[Shelf, ...] = ()
    """The same scenarios in each of the languages that some are translated into."""

    @cached_property
    def _in_order(self) -> list[str]:
        return list(self.stems)

    @cached_property
    def _slips(self) -> Mapping[str, list[str]]:
        """Stems by what is left of them without one of their letters."""
        found: dict[str, list[str]] = {}
        for each in self.stems:
            if len(each) > 3 and each.isalpha():
                for short in shortened(each):
                    found.setdefault(short, []).append(each)
        return found

    def wanted(self, asked: Iterable[str]) -> dict[str, list[Near]]:
        """The words on the shelf that stand for those that were asked for."""
        found: dict[str, list[Near]] = {}
        for number, word in enumerate(asked):
            best: dict[str, float] = {}
            worth = 1 if tells(word) else _HARDLY
            for each, nearness in self._near(word):
                best[each] = max(best.get(each, 0), nearness * worth)
            for each, nearness in best.items():
                for written in self.stems[each]:
                    found.setdefault(written, []).append(Near(number, nearness))
        return found

    def _near(self, word: str) -> Iterator[tuple[str, float]]:
        """The stems on the shelf that stand for a word, and how near each is."""
        own = stem(word)
        if own in self.stems:
            yield own, 1.0
        if not tells(word):
            return
        if own not in self.stems:
            slips = self._misspelt(own)
            yield from ((each, _SLIP if sure else _OTHER) for each, sure in slips.items())
            own = next((each for each, sure in slips.items() if sure), own)
            if len(word) > 3 and not slips:
                first = bisect_left(self._in_order, word)
                longer = takewhile(lambda each: each.startswith(word), self._in_order[first:])
                yield from ((each, _BEGINS) for each in longer)
        for other in alike().get(own, ()):
            if other in self.stems:
                yield other, ALIKE

    def _misspelt(self, word: str) -> dict[str, bool]:
        """The stems that a word may have been meant for, the nearest first, and whether fingers
        slip so."""
        if len(word) < 4 or not word.isalpha():
            return {}
        most = 1 if len(word) < 8 else 2
        close = {each for short in shortened(word) for each in self._slips.get(short, ())}
        by_distance = sorted((distance(word, each), each) for each in close)
        return {
            each: mistyped(word, each)
            for far, each in by_distance
            if far <= most and far == by_distance[0][0]
        }


def gather(library: Library, beside: Iterable[Path] = ()) -> Shelf:
    """The scenarios of a library by their words, and those of files `beside` it.

    A file that cannot be read is left out.
    """
    codes = sorted({code for by in library.translations.values() for code in by})
    abroad = (_shelved(_translated(library, code)) for code in codes)
    return replace(_shelved(_books((*library.files, *beside))), abroad=tuple(abroad))


def _shelved(found: Iterable[Book]) -> Shelf:
    books = tuple(found)
    stems: dict[str, list[str]] = {}
    for word in frozenset[str]().union(*(book.words for book in books)):
        stems.setdefault(stem(word), []).append(word)
    return Shelf(books, dict(sorted(stems.items())))


def _books(paths: Iterable[Path]) -> Iterator[Book]:
    for path in paths:
        try:
            source = load(path, shown(path))
        except Unreadable:
            continue
        said = _SAID.search(source.text)
        head = frozenset(tokens(source.text[: said.start()] if said else source.text))
        rest = tokens(source.text[said.start() :]) if said else ()
        yield Book(path, source, head.union(rest), head)


def _translated(library: Library, code: str) -> Iterator[Book]:
    for path, by in library.translations.items():
        try:
            source = load(by[code], shown(by[code])) if code in by else None
        except Unreadable:
            continue
        if source is not None:
            words = frozenset(tokens(_NOT_ITS_OWN.sub(" ", source.text)))
            yield Book(path, source, words, words, translated=True)


def tells(word: str) -> bool:
    """Whether a word tells one text from another; neither `the` does nor how many weeks it was."""
    return word not in silent() and not (word.isdigit() and len(word) < 3)


def asked(query: str) -> list[str]:
    """The words to look for, each once: all of a few, of more those that say something.

    Two words that are written as one as well count as that one.
    """
    every = tokens(query)
    joined: list[str] = []
    for before, word in pairwise(["", *every]):
        if joined and before and stem(before + word) in alike():
            joined[-1] = before + word
        else:
            joined.append(word)
    telling = [word for word in joined if tells(word)]
    few = len(joined) <= _FEW or not telling
    return list(dict.fromkeys(joined if few else telling))[:_MOST_WORDS]
