"""Starts the file of a translation, and keeps it beside its original.

Above each text of it stands what the original says, as a comment that begins with the original's
language: `# en: Your order is late.` That comment is also how a change is found: what it says no
longer is what the original says. Then it becomes `# en (new, 3fa9c1): …`, with a hash of the
translated text, so that nobody takes words for read again that are as they were. Whatever else
stands in the file is the author's and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple, TypeAlias

from snapmsg import reader
from snapmsg.errors import SnapError
from snapmsg.library import Library, ScenarioFile, read_scenario
from snapmsg.model import EDITOR, OWNERS, Address, Scenario
from snapmsg.reader import ListNode, MapNode, Node
from snapmsg.rule.translated import named, read_texts, stays, untranslated
from snapmsg.schema import TRANSLATES, fingerprint, steps_of
from snapmsg.source import Addressed, Source

_COLUMNS = 88
_PLAIN = re.compile(r"[^\W_](?:(?!: |:$| #|  )[^\n\t])*")
_TAG = re.compile(r"\{[{%].*?[%}]\}")
_APART = ("variables", "short", "channels")
"""Keys that an empty line stands before; what customers read stands together."""

_Tree: TypeAlias = "Addressed | list[_Tree] | dict[str, _Tree]"
"""What a translation has: texts of the original, by the keys of their place."""


class State(StrEnum):
    """How far a translation is."""

    MISSING = "missing"
    UNFINISHED = "unfinished"
    OUTDATED = "outdated"


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


def path_of(original: Path, locale: str) -> Path:
    """Where a translation stands: beside its original."""
    return original.with_name(f"{original.stem}.{locale}{original.suffix}")


def standing(library: Library, locale: str) -> Iterator[tuple[str, State]]:
    """The ids of the scenarios that have no finished translation, and why."""
    for path in library.files:
        there = library.translations.get(path, {}).get(locale)
        state = State.MISSING if there is None else state_of(read_scenario(library, there).scenario)
        if state is not None:
            yield path.stem, state


def state_of(scenario: Scenario) -> State | None:
    """What a translation lacks; None where it is finished. One that cannot be read lacks all."""
    translation = scenario.translation
    if translation is None or any(True for _ in untranslated(translation)):
        return State.UNFINISHED
    mark = translation.fingerprint
    current = mark is not None and mark.value == fingerprint(translation.original)
    return None if current else State.OUTDATED


def started(original: Scenario, own: str) -> str:
    """The text of a new translation, all of it still to be written.

    `own` is the language of the original. Raises `SnapError` where the original says nothing, or
    has a key that cannot be written again.
    """
    wanted = _wanted(original)
    if not wanted:
        raise SnapError("there is nothing to translate in it yet", path=original.source.path)
    lines = [f"{TRANSLATES}: {fingerprint(original)}", ""]
    for name, inner in wanted.items():
        if name in _APART and lines[-1]:
            lines.append("")
        lines += _lines(f"{name}:", inner, "", own)
        if name == _APART[0]:
            lines.append("")
    text = "\n".join([*lines, ""])
    _check(wanted, text, original)
    return text


def _check(wanted: _Tree, text: str, original: Scenario) -> None:
    """See that what was written is read as what was meant."""
    document = reader.read(Source("", text))
    root = document.root
    if document.problems or not isinstance(root, MapNode) or _keys(root) != {
        (TRANSLATES,), *_keys_of(wanted)
    }:  # fmt: skip
        raise SnapError(
            "it has a key that YAML does not keep as it is, such as a choice with a colon in it: "
            "give that another name",
            path=original.source.path,
        )


def _keys(node: Node) -> set[tuple[str | int, ...]]:
    return {path for path, _ in reader.texts(node)}


def _keys_of(tree: _Tree, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(tree, Addressed):
        yield at
        return
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, inner in entries:
        yield from _keys_of(inner, (*at, key))


def _wanted(original: Scenario) -> dict[str, _Tree]:
    """The texts of the original by the keys that lead to them; a step's is under who acts."""
    owners = {at: step.owner for at, step in steps_of(original)}
    root: dict[str, _Tree] = {}
    for at, text in read_texts(original).items():
        keys = (*at, owners[at]) if owners.get(at) else at
        node: _Tree = root
        for key, next_ in zip(keys, (*keys[1:], None), strict=True):
            empty: _Tree = [] if key == "next_steps" else {}
            value = text if next_ is None else empty
            if isinstance(node, list):
                if int(key) == len(node):
                    node.append(value)
                node = node[int(key)]
            elif isinstance(node, dict):
                node = node.setdefault(key, value)
    return root


# --- writing -----------------------------------------------------------------------------------


def _lines(head: str, tree: _Tree, margin: str, own: str, at: Address = ()) -> Iterator[str]:
    """The lines of a key with its colon, or of a list's hyphen, and of what it holds."""
    if isinstance(tree, Addressed):
        key = head.removeprefix("- ").removesuffix(":")
        kept = stays((key,), tree)
        if not kept:
            yield from comment(tree, margin, own)
        words = " ".join(tree.value.split()) if kept else ""
        if not words or _PLAIN.fullmatch(words):
            yield f"{margin}{head} {words}".rstrip()
        else:
            yield from (f"{margin}{head} >-", f"{margin}  {words}")
    elif isinstance(tree, dict):
        yield f"{margin}{head}"
        for name, inner in tree.items():
            yield from _lines(f"{name}:", inner, f"{margin}  ", own)
    else:
        yield f"{margin}{head}"
        for item in tree:
            yield from _item(item, f"{margin}  ", own)


def _item(item: _Tree, margin: str, own: str) -> Iterator[str]:
    """The lines of an item of a list; what stands above its first key stands above its hyphen."""
    if not isinstance(item, dict):
        yield from _lines("-", item, margin, own)
        return
    head = "- "
    for name, inner in item.items():
        yield from _lines(f"{head}{name}:", inner, margin, own)
        margin, head = (margin + "  ", "") if head else (margin, "")


def comment(text: Addressed, margin: str, own: str, pending: str = "") -> Iterator[str]:
    """What the original says, as the lines of a comment.

    `pending` is the hash of a translation that was made from other words.
    """
    lead = f"{margin}# {own}{f' (new, {pending})' if pending else ''}: "
    more = f"{margin}#{' ' * (len(own) + 3)}"
    width = _COLUMNS - len(more)
    for row in text.value.strip().split("\n"):
        whole = _TAG.sub(lambda tag: tag[0].replace(" ", "\0"), row)  # a blank stays on one line
        for line in wrap(whole, width, break_long_words=False, break_on_hyphens=False):
            yield lead + line.replace("\0", " ")
            lead = more
        if not row.strip():
            yield f"{margin}#"


# --- keeping up --------------------------------------------------------------------------------

_QUOTE = re.compile(r"# [a-z]{2,3}(?:-\w+)*(?: \(new, (?P<pending>[0-9a-f]{6})\))?: (?P<words>.*)")
_MORE = re.compile(r"#(?: {4,}(.*))?")


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
    keeper.map(_wanted(original), root, ())
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

    def map(self, wanted: Mapping[str, _Tree], node: MapNode, at: Address) -> None:
        """The keys of a mapping; one that is missing is added behind the one before it."""
        name, (first, value) = next(iter(node.entries.items()))
        margin = " " * (self.source.position(first.start)[1] - 1)
        acts = next((entry for name, entry in node.entries.items() if name in OWNERS), None)
        end = self.top(first.start) if name in wanted else self.after(max(first.end, value.end))
        for name, inner in wanted.items():
            entry = node.entries.get(name) or (acts if name in OWNERS else None)
            if entry is not None:
                self.value(inner, entry.value, entry.key.start, margin, (*at, name))
                end = self.after(max(entry.key.end, entry.value.end))
            else:
                self.insert(end, list(_lines(f"{name}:", inner, margin, self.own)))

    def value(self, wanted: _Tree, node: Node, start: int, margin: str, at: Address) -> None:
        """What stands under a key that starts at an offset, or in an item."""
        if isinstance(wanted, Addressed):
            if isinstance(node, MapNode) and "say" in node.entries:
                start, node = node.entries["say"].key.start, node.entries["say"].value
            if isinstance(node, Addressed):
                self.text(wanted, node, start, at)
        elif isinstance(node, Addressed):
            say = wanted.get("say") if isinstance(wanted, dict) else None
            if node.value.strip() and isinstance(say, Addressed):
                self.text(say, node, start, at)
            elif not node.value.strip():
                lines = list(_lines("", wanted, margin, self.own))[1:]
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
                [line for item in more for line in _item(item, inside, self.own)],
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
        entry = root.entries.get(TRANSLATES)
        if entry is None:
            self.insert(len(self.source.text), [f"{TRANSLATES}: {mark}"])
        elif not isinstance(entry.value, Addressed):
            raise SnapError("snap itself writes this: take it out", at=entry.key.whole)
        elif entry.value.value != mark:
            start, end = entry.value.start, entry.value.end
            start, space = (entry.key.end + 1, " ") if start == end else (start, "")
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
