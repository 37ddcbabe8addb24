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
from snapmsg.search.english import silent
from snapmsg.search.shelf import Book, Near, Shelf, asked
from snapmsg.search.words import stem, tokens

LIKELY = 64
"""How many scenarios are read through, of those with the rarest words in common."""

WEIGHTS = {"title": 4.0, "sounds_like": 4.0, "tags": 3.0, "id": 2.0, "situation": 2.5}
"""How much a word counts where it stands."""
_ELSEWHERE = 0.4  # in what customers read, in notes for colleagues, in blanks
# Found by trials on tests/vectors/complaints.txt, where all that is near does as well.
_ENOUGH = 4.0
_TOGETHER = 0.9
_ALL = 0.3


class Hit(NamedTuple):
    """A scenario that was found: its file, how well it fits (more is better), and its words that
    did it, by what they stood for."""

    path: Path
    score: float
    words: tuple[str, ...]


class _Line(NamedTuple):
    """A stretch of a scenario: what it counts, its words, and whether it is one saying."""

    weight: float
    words: list[str]
    saying: bool


def search(shelf: Shelf, query: str, most: int = 10) -> list[Hit]:
    """The scenarios that fit a question or a complaint best, the best first."""
    words = asked(query)
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
    hits = [_hit(book, words, wanted, rare) for book in likely]
    named = "-".join(tokens(query))  # whoever types an id means it
    return nlargest(most, hits, key=lambda hit: (hit.path.stem == named, hit.score))


def _rarity(
    groups: Mapping[tuple[frozenset[str], frozenset[str]], list[Book]], every: int
) -> dict[str, float]:
    """How much each word tells: the fewer scenarios have it in any of its forms, the more."""
    have: Counter[str] = Counter()
    for (shared, _), books in groups.items():
        for each in {stem(word) for word in shared}:
            have[each] += len(books)
    worth = {each: log(1 + (every - n + 0.5) / (n + 0.5)) for each, n in have.items()}
    return {word: worth[stem(word)] for shared, _ in groups for word in shared}


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
    book: Book, words: Sequence[str], wanted: Mapping[str, list[Near]], rare: Mapping[str, float]
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
    telling = tuple(words[n] for n in sorted(best) if words[n] not in silent())
    return Hit(book.path, score, telling)


def _lines(book: Book) -> Iterator[_Line]:
    """What a scenario says, stretch by stretch."""
    yield _Line(WEIGHTS["id"], tokens(book.path.stem), True)
    root = reader.read(book.source).root
    if not isinstance(root, MapNode):
        yield _Line(_ELSEWHERE, tokens(book.source.text), False)
        return
    for path, text in reader.texts(root):
        name = path[0]
        weight = WEIGHTS.get(str(name), _ELSEWHERE)
        yield _Line(weight, tokens(text.value), name in ("title", "sounds_like"))
