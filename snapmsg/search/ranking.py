"""Which scenarios fit a question best, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import islice
from math import log, sqrt
from pathlib import Path
from typing import NamedTuple

from snapmsg import reader
from snapmsg.reader import MapNode
from snapmsg.search.shelf import ALIKE, Book, Near, Shelf, asked, tells
from snapmsg.search.words import stem, tokens

LIKELY = 64
"""How many scenarios are read through, of those with the rarest words in common."""

WEIGHTS = {"title": 4.0, "sounds_like": 4.0, "tags": 3.0, "id": 2.0, "situation": 2.5}
"""How much a word counts where it stands."""
_ELSEWHERE = 0.4  # in what customers read, in notes for colleagues, in blanks
_ABROAD = 1.0  # in a translation, which has no title, nor how customers put it
# Found by trials on tests/vectors/complaints.txt, where all that is near does as well.
_ENOUGH = 4.0
_TOGETHER = 0.9
_ALL = 0.3
_WELL, _MOST_OF_IT = 0.038, 0.6
"""How well a scenario has to fit to be worth showing, where it has not most of what was asked:
by the same trials, a little below the least of what customers write of it."""


class Hit(NamedTuple):
    """A scenario that was found: its file, how well it fits (more is better), and its words that
    did it, by what they stood for.

    `well` is whether it has so much of what was asked that it may be meant.
    """

    path: Path
    score: float
    words: tuple[str, ...]
    well: bool


class _Line(NamedTuple):
    """A stretch of a scenario: what it counts, its words, and whether it is one saying."""

    weight: float
    words: list[str]
    saying: bool


def search(shelf: Shelf, query: str, most: int = 10) -> list[Hit]:
    """The scenarios that fit a question or a complaint best, the best first.

    One whose translation fits well is found by that too, as well as by its own words.
    """
    words = asked(query)
    hits = {hit.path: hit for hit in _hits(shelf, words)}
    for language in shelf.abroad:
        for hit in _hits(language, words):
            if hit.well:
                own = hits.get(hit.path, hit)
                hits[hit.path] = max(own, hit, key=lambda each: each.score)._replace(well=True)
    named = "-".join(tokens(query))  # whoever types an id means it
    found = nlargest(most, hits.values(), key=lambda hit: (hit.path.stem == named, hit.score))
    return [hit._replace(well=hit.well or hit.path.stem == named) for hit in found]


def _hits(shelf: Shelf, words: Sequence[str]) -> list[Hit]:
    """The likely ones of a shelf, in no order."""
    wanted = shelf.wanted(words)
    if not wanted:
        return []
    keys = frozenset(wanted)
    groups: dict[tuple[frozenset[str], frozenset[str]], list[Book]] = {}
    for book in shelf.books:
        shared = book.words & keys
        if shared:
            groups.setdefault((shared, book.head & keys), []).append(book)
    rare = _rarity(groups, len(shelf.books))
    best = nlargest(LIKELY, groups, key=lambda group: _coarse(group[0], group[1], wanted, rare))
    likely = islice((book for group in best for book in groups[group]), LIKELY)
    rarest = _worth(1, len(shelf.books))
    return [_hit(book, words, wanted, rare, rarest) for book in likely]


def _rarity(
    groups: Mapping[tuple[frozenset[str], frozenset[str]], list[Book]], every: int
) -> dict[str, float]:
    """How much each word tells: the fewer scenarios have it in any of its forms, the more."""
    have: Counter[str] = Counter()
    for (shared, _), books in groups.items():
        for each in {stem(word) for word in shared}:
            have[each] += len(books)
    worth = {each: _worth(n, every) for each, n in have.items()}
    return {word: worth[stem(word)] for shared, _ in groups for word in shared}


def _worth(have: int, every: int) -> float:
    """How much a word tells that so many scenarios have of every."""
    return log(1 + (every - have + 0.5) / (have + 0.5))


def _coarse(
    shared: frozenset[str],
    head: frozenset[str],
    wanted: Mapping[str, list[Near]],
    rare: Mapping[str, float],
) -> float:
    """How well a scenario may fit, from its words alone."""
    best: dict[int, float] = {}
    for word in shared:
        worth = rare[word] if word in head else rare[word] * _ELSEWHERE
        for near in wanted[word]:
            best[near.asked] = max(best.get(near.asked, 0), near.nearness * worth)
    return sum(best.values())


def _hit(
    book: Book,
    words: Sequence[str],
    wanted: Mapping[str, list[Near]],
    rare: Mapping[str, float],
    rarest: float,
) -> Hit:
    """How well a scenario fits, from where in it the words stand."""
    often: dict[int, dict[str, float]] = {}
    together = 0.0
    for line in _lines(book):
        met: dict[int, float] = {}
        for word in line.words:
            for near in wanted.get(word, ()):
                worth = near.nearness * rare[word]
                met[near.asked] = max(met.get(near.asked, 0), worth)
                counts = often.setdefault(near.asked, {})
                counts[word] = counts.get(word, 0) + line.weight
        if line.saying and met:
            together = max(together, sum(met.values()) / sqrt(len(line.words) + 2))
    best: dict[int, float] = {}
    for number, counts in often.items():
        for word, count in counts.items():
            close = max(each.nearness for each in wanted[word] if each.asked == number)
            worth = close * rare[word] * count / (count + _ENOUGH)
            best[number] = max(best.get(number, 0), worth)
    score = (sum(best.values()) + _TOGETHER * together) * (len(best) / len(words)) ** _ALL
    telling = tuple(words[n] for n in sorted(best) if tells(words[n]))
    fit = _fit(book, words, wanted, rare, rarest)
    well = fit >= _MOST_OF_IT or fit * score >= _WELL * rarest
    return Hit(book.path, score, telling, well)


def _fit(
    book: Book,
    words: Sequence[str],
    wanted: Mapping[str, list[Near]],
    rare: Mapping[str, float],
    most: float,
) -> float:
    """How much of what was asked a scenario has, 0 to 1, each word by how much it tells.

    One that no scenario has tells the `most`, as the rarest do.
    """
    worth, met = dict[int, float](), dict[int, float]()
    for word, nears in wanted.items():
        there = 0 if word not in book.words else 1 if word in book.head else _ELSEWHERE
        for number, nearness in nears:
            if word in rare and tells(words[number]):
                if nearness < ALIKE:  # more likely another word than this one misspelt
                    continue
                near = min(1, 2 * nearness)  # another word for the same fits nearly as well
                worth[number] = max(worth.get(number, 0), rare[word])
                met[number] = max(met.get(number, 0), near * there * rare[word])
    every = sum(worth.get(n, most) for n, word in enumerate(words) if tells(word))
    return sum(met.values()) / every if every else 0


def _lines(book: Book) -> Iterator[_Line]:
    """What a scenario says, stretch by stretch."""
    if not book.translated:
        yield _Line(WEIGHTS["id"], tokens(book.path.stem), True)
    root = reader.read(book.source).root
    if not isinstance(root, MapNode):
        yield _Line(_ELSEWHERE, tokens(book.source.text), False)
        return
    for path, text in reader.texts(root):
        name = path[0]
        weight = WEIGHTS.get(str(name), _ABROAD if book.translated else _ELSEWHERE)
        yield _Line(weight, book.words_of(text.value), name in ("title", "sounds_like"))
