"""A translation's file brought up to its original, with every word of its author kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from snapmsg import reader
from snapmsg.errors import SnapError
from snapmsg.library import ScenarioFile
from snapmsg.model import EDITOR, OWNERS, Address
from snapmsg.reader import ListNode, MapNode, Node
from snapmsg.rule.translated import named, stays, untranslated
from snapmsg.schema import TRANSLATES, fingerprint
from snapmsg.source import Addressed, Source
from snapmsg.translate.starting import Tree, comment, item_lines, lines_of, started, wanted_of

_QUOTE = re.compile(r"# [a-z]{2,3}(?:-\w+)*(?: \(new, (?P<pending>[0-9a-f]{6})\))?: (?P<words>.*)")
_MORE = re.compile(r"#(?: {4,}(.*))?")


class Change(NamedTuple):
    """A text that the original now says in other words, and the translation does not yet."""

    where: str
    before: str
    after: str


class Updated(NamedTuple):
    """A translation's file brought up to its original.

    `changed` are the texts to read again. As long as there are some, the file keeps the old
    fingerprint, and stays outdated; else it has the new one. `empty` says how many texts are still
    to be written.
    """

    text: str
    changed: tuple[Change, ...]
    empty: int


class _Quote(NamedTuple):
    """The comment that says what the original said: its lines from `first` to before `last`.

    `pending` is the hash of the translation that has not been read against it yet.
    """

    first: int
    last: int
    words: str
    pending: str


def updated(file: ScenarioFile, own: str) -> Updated:
    """A translation's file with the original's words as they are now above each text.

    Texts that the original has got since are added, empty. Raises `SnapError` where the file
    cannot be read as it stands.
    """
    translation, source = file.scenario.translation, file.scenario.source
    root = file.document.root
    for problem in () if file.readable and not file.document.problems else file.problems:
        raise SnapError(problem.reason, at=problem.at)
    if translation is None:
        raise SnapError("this is no translation", path=source.path)
    original = translation.original
    empty = sum(1 for _ in untranslated(translation))
    if not isinstance(root, MapNode):  # comments alone, which stay
        kept = source.text.rstrip()
        return Updated(f"{kept}\n\n" * bool(kept) + started(original, own), (), empty)
    if root.flow:
        raise SnapError("this is written in braces: give each key a line of its own",
                        path=source.path)  # fmt: skip
    mark = fingerprint(original)
    current = translation.fingerprint is not None and translation.fingerprint.value == mark
    keeper = _Keeper(source, own, current=current)
    keeper.map(wanted_of(original), root, ())
    if not keeper.changed:
        keeper.stamp(root, mark)
    text = source.edit(keeper.edits)
    _check_kept(root, text, source)
    return Updated(text, tuple(keeper.changed), empty)


def _check_kept(root: MapNode, text: str, source: Source) -> None:
    """See that no word of the author's is lost."""
    again = reader.read(Source(source.path, text)).root
    before = {path: found.value for path, found in reader.texts(root) if found.value}
    after = {path: found.value for path, found in reader.texts(again) if found.value}
    before.pop((TRANSLATES,), None)
    if any(after.get(path) != words for path, words in before.items()):
        raise SnapError(
            "this file cannot be kept as it is written: write each text on lines of its own",
            path=source.path,
        )


class _Keeper:
    """Walks through a translation beside its original, and gathers the edits that it needs.

    `current` where the fingerprint says that the translation was made from this very original.
    """

    def __init__(self, source: Source, own: str, *, current: bool) -> None:
        self.source = source
        self.own = own
        self.current = current
        self.inserted: dict[int, str] = {}
        self.replaced: list[tuple[int, int, str]] = []
        self.changed: list[Change] = []

    @property
    def edits(self) -> list[tuple[int, int, str]]:
        """What has to be done to the file."""
        return [*((at, at, text) for at, text in self.inserted.items()), *self.replaced]

    def map(self, wanted: Mapping[str, Tree], node: MapNode, at: Address) -> None:
        """The keys of a mapping; one that is missing is added behind the one before it."""
        first, value = next(node.pairs())
        margin = " " * (self.source.position(first.start)[1] - 1)
        acts = next((name for name in node.entries if name in OWNERS), "")
        end = (
            self.top(first.start)
            if first.value in wanted
            else self.after(max(first.end, value.end))
        )
        for name, inner in wanted.items():
            there = acts if name in OWNERS and name not in node.entries else name
            if there in node.entries:
                key, value = node.key(there), node.entries[there]
                self.value(inner, value, key.start, margin, (*at, name))
                end = self.after(max(key.end, value.end))
            else:
                self.insert(end, list(lines_of(f"{name}:", inner, margin, self.own)))

    def value(self, wanted: Tree, node: Node, start: int, margin: str, at: Address) -> None:
        """What stands under a key that starts at an offset, or in an item."""
        if isinstance(wanted, Addressed):
            if isinstance(node, MapNode) and "say" in node.entries:
                start, node = node.key_range("say").start, node.entries["say"]
            if isinstance(node, Addressed):
                self.text(wanted, node, start, at)
        elif isinstance(node, Addressed):
            say = wanted.get("say") if isinstance(wanted, dict) else None
            if node.value.strip() and isinstance(say, Addressed):
                self.text(say, node, start, at)
            elif not node.value.strip():
                lines = list(lines_of("", wanted, margin, self.own))[1:]
                self.insert(self.after(max(start, node.end)), lines)
        elif isinstance(wanted, dict) and isinstance(node, MapNode) and not node.flow:
            self.map(wanted, node, at)
        elif isinstance(wanted, list) and isinstance(node, ListNode) and not node.flow:
            for number, (inner, item) in enumerate(zip(wanted, node.items, strict=False)):
                self.value(inner, item, item.start, margin, (*at, str(number)))
            more = wanted[len(node.items) :]
            hyphen = self.source.line(self.source.position(node.start)[0])
            inside = " " * (len(hyphen) - len(hyphen.lstrip(" ")))
            self.insert(
                self.after(node.end),
                [line for item in more for line in item_lines(item, inside, self.own)],
            )

    def text(self, wanted: Addressed, node: Addressed, start: int, at: Address) -> None:
        """One text: the comment above it, and whether it has been translated from other words."""
        row = self.source.position(start)[0]
        line = self.source.line(row)
        margin = line[: len(line) - len(line.lstrip(" "))]
        quote = self.quote(row)
        lines = [] if stays(at, wanted) else list(comment(wanted, margin, self.own))
        place = named(tuple(key for key in at if key not in OWNERS))
        if quote is None:
            self.insert(self.top(start), lines)
            if lines and node.value.strip() and not self.current:
                self.changed.append(Change(place, "", _folded(wanted.value)))
            return
        before, after = _folded(quote.words), _folded(wanted.value)
        hashed = _hashed(node.value)
        if before == after and not quote.pending:
            return
        unlike = before != after and not self.current
        if node.value.strip() and (unlike or quote.pending == hashed):
            self.changed.append(Change(place, "" if before == after else before, after))
            lines = list(comment(wanted, margin, self.own, hashed))
        start, end = (self.source.starts[n - 1] for n in (quote.first, quote.last))
        self.replaced.append((start, end, "".join(f"{line}\n" for line in lines)))

    def quote(self, row: int) -> _Quote | None:
        """The original's words in the comments above a line."""
        for first in range(row - 1, 0, -1):
            line = self.source.line(first).strip()
            if not line.startswith("#"):
                return None
            begun = _QUOTE.fullmatch(line)
            if begun is None:
                continue
            words, last = [begun["words"]], first + 1
            while last < row and (more := _MORE.fullmatch(self.source.line(last).strip())):
                words.append(more[1] or "")
                last += 1
            while not words[-1] and len(words) > 1:
                words.pop()
                last -= 1
            return _Quote(first, last, " ".join(words), begun["pending"] or "")
        return None

    def stamp(self, root: MapNode, mark: str) -> None:
        """The fingerprint, in place of the one that is there."""
        value = root.entries.get(TRANSLATES)
        if value is None:
            self.insert(len(self.source.text), [f"{TRANSLATES}: {mark}"])
        elif not isinstance(value, Addressed):
            raise SnapError("snap itself writes this: take it out", at=root.key(TRANSLATES).whole)
        elif value.value != mark:
            start, end = value.start, value.end
            start, space = (root.key(TRANSLATES).end + 1, " ") if start == end else (start, "")
            self.replaced.append((start, max(start, end), space + mark))

    def top(self, offset: int) -> int:
        """Where the comments above a line start, but for those that hold for the whole file."""
        row = self.source.position(offset)[0]
        while row > 1 and (line := self.source.line(row - 1).lstrip()).startswith("#"):
            if "snap: ignore-file" in line or line.startswith(EDITOR):
                break
            row -= 1
        return self.source.starts[row - 1]

    def after(self, offset: int) -> int:
        """Where the line after that of what ends before an offset starts."""
        end = self.source.text.find("\n", max(0, offset - 1))
        return len(self.source.text) if end < 0 else end + 1

    def insert(self, offset: int, lines: list[str]) -> None:
        """Whole lines, at the start of a line or at the end of the file."""
        if lines:
            ends = offset == 0 or self.source.text[offset - 1] == "\n"
            there = self.inserted.setdefault(offset, "" if ends else "\n")
            self.inserted[offset] = there + "".join(f"{line}\n" for line in lines)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _hashed(text: str) -> str:
    """Six digits that tell a text from what it was before."""
    return sha256(_folded(text).encode()).hexdigest()[:6]
