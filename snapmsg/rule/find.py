"""Patterns are declared, not called: one pass over a text finds the words of all rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Pattern(NamedTuple):
    """A regular expression, tried only where one of its `starts` stands.

    Case does not matter unless `cased`. It must be linear in the text's length.
    """

    regex: str
    starts: tuple[str, ...]
    cased: bool = False


class Find(NamedTuple):
    """What a rule looks for: whole words and phrases in any case, and patterns."""

    phrases: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()

    def __or__(self, other: object) -> Find:
        """Both of two."""
        if not isinstance(other, Find):
            return NotImplemented
        return Find(self.phrases + other.phrases, self.patterns + other.patterns)


def phrases(*words: str) -> Find:
    """Whole words and phrases, in any case. A straight apostrophe finds a curly one too."""
    return Find(phrases=tuple(word.lower() for word in words))


def pattern(regex: str, *starts: str, cased: bool = False) -> Find:
    """A regular expression; `starts` are literal texts, with one of which every match begins."""
    return Find(patterns=(Pattern(regex, starts, cased),))


class Hit(NamedTuple):
    """What was found where, and for which of the scanner's finds."""

    find: int
    start: int
    end: int


class Scanner:
    """Finds what many `Find`s look for in one pass over a text."""

    def __init__(self, finds: Iterable[Find]) -> None:
        self._owners: dict[str, list[int]] = {}
        self._patterns: list[tuple[int, str, re.Pattern[str], bool]] = []
        for number, find in enumerate(finds):
            for phrase in find.phrases:
                self._owners.setdefault(phrase, []).append(number)
            for item in find.patterns:
                regex = re.compile(item.regex)
                for start in item.starts:
                    word = start if item.cased else start.lower()
                    self._patterns.append((number, word, regex, item.cased))
        self._words = _trie(self._owners) if self._owners else None
        self._shorter = {
            phrase: [
                other
                for other in self._owners
                if other != phrase and phrase.startswith(other) and not phrase[len(other)].isalnum()
            ]
            for phrase in self._owners
        }

    def scan(self, text: str) -> Iterator[Hit]:
        """Everything that is found, by find and place; none that crosses a NUL.

        What lies within something longer of the same find is one with it.
        """
        last = Hit(-1, 0, 0)
        hits = list(self._hits(text))
        if len(hits) > 1:
            hits.sort(key=lambda hit: (hit.find, hit.start, -hit.end))
        for hit in hits:
            if hit.find != last.find or hit.end > last.end:
                yield (last := hit)

    def _hits(self, text: str) -> Iterator[Hit]:
        low = lowered(text)
        if self._words is not None:
            for found in self._words.finditer("\0" + low):
                start, phrase = found.start(), found[1]
                for word in (phrase, *self._shorter[phrase]):
                    for number in self._owners[word]:
                        yield Hit(number, start, start + len(word))
        for number, word, regex, cased in self._patterns:
            where = text if cased else low
            at = where.find(word)
            while at >= 0:
                match = regex.match(where, at)
                if match is not None and match.end() > at and "\0" not in match[0]:
                    yield Hit(number, at, match.end())
                at = where.find(word, at + 1)


def lowered(text: str) -> str:
    """A text in small letters, with straight apostrophes and plain spaces; as long as it was."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    return low if low.isascii() else low.replace("’", "'").replace("\u00a0", " ")


class _Branch(dict[str, "_Branch"]):
    """What may follow, by character; the empty text marks where a word may end."""


def _trie(words: Iterable[str]) -> re.Pattern[str]:
    """One regular expression for many words, factored by their beginnings; the longest wins.

    It starts with what stands before a word, because that is soon looked for, letters without
    accents first; the words are ahead of it, so that they may overlap.
    """
    root = _Branch()
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, _Branch())
        node[""] = _Branch()
    return re.compile(rf"[^a-z0-9_](?=({_branches(root)})(?!\w))(?<!\w)")


def _branches(node: _Branch) -> str:
    ends = "" in node
    arms = [re.escape(char) + _branches(rest) for char, rest in sorted(node.items()) if char]
    if not arms:
        return ""
    joined = arms[0] if len(arms) == 1 and not ends else "(?:" + "|".join(arms) + ")"
    return joined + ("?" if ends else "")
