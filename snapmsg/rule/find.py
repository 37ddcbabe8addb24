"""Patterns are declared, not called: one pass over a text finds the words of all rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from snapmsg.locales import Locale
from snapmsg.wording import VALUE


class Pattern(NamedTuple):
    """A regular expression, tried only where one of its `starts` stands.

    Case does not matter unless `cased`. It must be linear in the text's length.
    """

    regex: str
    starts: tuple[str, ...]
    cased: bool = False


Listed = Callable[[Locale], "Iterable[str | Pattern]"]
"""The phrases and patterns that say the same in another language, from what its locale knows."""


class Find(NamedTuple):
    """What a rule looks for: whole words and phrases in any case, and patterns.

    They are English, but for those that are `common` to all languages. `listed` gives those of
    another language.
    """

    phrases: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    common: frozenset[str | Pattern] = frozenset()
    listed: tuple[Listed, ...] = ()

    def __or__(self, other: object) -> Find:
        """Both of two."""
        if not isinstance(other, Find):
            return NotImplemented
        return Find(
            self.phrases + other.phrases,
            self.patterns + other.patterns,
            self.common | other.common,
            self.listed + other.listed,
        )

    @property
    def english(self) -> bool:
        """Whether all of it is English, so that it finds nothing in another language."""
        return not self.common and not self.listed

    def within(self, locale: Locale) -> Find:
        """What of it is looked for in a locale's texts."""
        if locale.language == ENGLISH:
            return self
        own = [each for known in self.listed for each in known(locale)]
        kept = [each for each in (*self.phrases, *self.patterns) if each in self.common]
        words = [each.lower() for each in (*kept, *own) if isinstance(each, str)]
        patterns = [each for each in (*kept, *own) if isinstance(each, Pattern)]
        return Find(tuple(dict.fromkeys(words)), tuple(patterns))


ENGLISH = "en"


def phrases(*words: str) -> Find:
    """Whole words and phrases, in any case. A straight apostrophe finds a curly one too."""
    return Find(phrases=tuple(word.lower() for word in words))


def pattern(regex: str, *starts: str, cased: bool = False) -> Find:
    """A regular expression; `starts` are literal texts, with one of which every match begins."""
    return Find(patterns=(Pattern(regex, starts, cased),))


def anywhere(find: Find) -> Find:
    """The same, in texts of every language: signs, numbers, names that are nobody's words."""
    return find._replace(common=frozenset([*find.phrases, *find.patterns]))


def listed(words: Listed) -> Find:
    """What another language has for it; nothing in English."""
    return Find(listed=(words,))


class Hit(NamedTuple):
    """What was found where, and for which of the scanner's finds."""

    find: int
    start: int
    end: int


class _Wake(NamedTuple):
    """What a word calls for: a find, and the pattern to match there; None for the word alone."""

    word: str
    find: int
    regex: str | None = None
    cased: bool = False


class Scanner:
    """Finds what many `Find`s look for: one pass for words, and one for capitals and signs.

    A start of a pattern in small letters is looked for with the phrases, where a word begins.
    Signs, and what has to be cased as it is, are rare, and looked for in the text as it stands.
    """

    def __init__(self, finds: Iterable[Find]) -> None:
        wakes: list[_Wake] = []
        self._signed: dict[str, list[_Wake]] = {}
        self._cased: list[_Wake] = []
        for number, find in enumerate(finds):
            wakes += [_Wake(phrase, number) for phrase in find.phrases]
            for regex, starts, cased in find.patterns:
                for start in starts:
                    wake = _Wake(start, number, regex, cased)
                    if cased and start[0].islower():  # a letter that stands everywhere
                        self._cased.append(wake)
                    elif cased or not start[0].isalnum():
                        self._signed.setdefault(start[0], []).append(wake)
                    else:
                        wakes.append(wake._replace(word=start.lower()))
        self._words = _word_regex(wakes) if wakes else None
        self._signs = _sign_regex(self._signed) if self._signed else None
        self._wakes: dict[str, list[_Wake]] = {}
        for wake in wakes:
            self._wakes.setdefault(wake.word, []).append(wake)
        self._called: dict[str, list[_Wake]] = {}

    def scan(self, text: str) -> list[Hit]:
        """Everything that is found, by find and place; none that crosses a NUL.

        What lies within something longer of the same find is one with it.
        """
        found: list[Hit] = []
        last, reached = -1, 0
        make = tuple.__new__  # most words that are found are nothing's fault
        for find, start, before in sorted(self._hits(text)):
            if find != last or -before > reached:
                last, reached = find, -before
                found.append(make(Hit, (find, start, reached)))
        return found

    def _hits(self, text: str) -> list[tuple[int, int, int]]:
        """Find, start and end of each; the end below nought, so that longer ones sort first."""
        low = lowered(text)
        hits: list[tuple[int, int, int]] = []
        called: list[tuple[int, list[_Wake]]] = []
        if self._words is not None:
            for found in self._words.finditer("\0" + low):
                word = found[1]
                wakes = self._called.get(word) or self._calls(word)
                called.append((found.start(), wakes))
        if self._signs is not None:
            for found in self._signs.finditer(text):
                at = found.start()
                there = [wake for wake in self._signed[found[0]] if text.startswith(wake.word, at)]
                called.append((at, there))
        for wake in self._cased:
            at = text.find(wake.word)
            while at >= 0:
                called.append((at, [wake]))
                at = text.find(wake.word, at + 1)
        for at, wakes in called:
            for word, find, regex, cased in wakes:
                if regex is None:
                    end = at + len(word)
                    if not _LETTER.match(low, end):
                        hits.append((find, at, -end))
                    continue
                match = _compiled(regex).match(text if cased else low, at)
                if match is not None and match.end() > at and "\0" not in match[0]:
                    hits.append((find, at, -match.end()))
        return hits

    def _calls(self, word: str) -> list[_Wake]:
        """What a word calls for: it is the longest there, and those that it begins with count too.

        Kept, because a text has few of all the words.
        """
        starts = (self._wakes.get(word[:end], ()) for end in range(1, len(word) + 1))
        found = self._called[word] = [wake for wakes in starts for wake in wakes]
        return found


_LETTER = re.compile(r"\w")
_compiled = cache(re.compile)  # most patterns are never tried, and need not be made


def lowered(text: str) -> str:
    """A text in small letters, with straight apostrophes and plain spaces; as long as it was."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := char.lower()) == 1 else char for char in text)
    return low if low.isascii() else low.replace("’", "'").replace("\u00a0", " ")


_WHOLE = "\0"
"""Behind a phrase that is looked for: no letter may follow."""


def _word_regex(wakes: Iterable[_Wake]) -> re.Pattern[str]:
    """One regular expression for many words, factored by their beginnings; the longest wins.

    It starts with what stands before a word, because that is soon looked for, letters without
    accents first; but not within a blank. The words are ahead of it, so that they may overlap.
    """
    words = {wake.word + _WHOLE if wake.regex is None else wake.word for wake in wakes}
    return re.compile(rf"[^a-z0-9_](?!{VALUE})(?=({_branches(sorted(words))}))(?<!\w)")


def _sign_regex(signed: Mapping[str, Iterable[_Wake]]) -> re.Pattern[str]:
    """One regular expression for the first characters of many words, which stand ahead of it."""
    arms = [
        f"{re.escape(first)}(?={_branches(sorted({wake.word[1:] for wake in wakes}))})"
        for first, wakes in signed.items()
    ]
    return re.compile("|".join(arms))


def _branches(words: list[str]) -> str:
    """Sorted words as alternatives, what some begin with once; the longest of them that fits."""
    ends = words[0] == ""
    arms = []
    whole = ""
    for _, each in groupby(words[ends:], key=itemgetter(0)):
        group = list(each)
        start = _shared(group[0], group[-1])
        if start == _WHOLE:
            whole = r"(?!\w)"
        elif start[-1] == _WHOLE:
            arms.append(re.escape(start[:-1]) + r"(?!\w)")
        else:
            rest = _branches([word[len(start) :] for word in group])
            arms.append(re.escape(start) + rest)
    if whole and not ends:
        arms.append(whole)
    if not arms:
        return ""
    joined = arms[0] if len(arms) == 1 and not ends else "(?:" + "|".join(arms) + ")"
    return joined + ("?" if ends else "")


def _shared(one: str, other: str) -> str:
    """What two words both begin with."""
    length = min(len(one), len(other))
    return one[: next((at for at in range(length) if one[at] != other[at]), length)]
