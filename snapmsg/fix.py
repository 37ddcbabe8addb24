"""Fixes: the edits that diagnostics offer, made in the files where reading again proves them.

A fix counts only if the file then says exactly what it said before, with the fix's own words put
in, and if lint has less to say about it than before. All else is left for the author.
"""

from __future__ import annotations

import difflib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from snapmsg import reader, source
from snapmsg.config import NAME
from snapmsg.diagnostic import Diagnostic, EditText
from snapmsg.files import write_whole
from snapmsg.library import Library, read_source
from snapmsg.linter import Desk, check_file, desk_of
from snapmsg.reader import Document, Node
from snapmsg.reader import Path as KeyPath
from snapmsg.source import Addressed, Source, Unreadable
from snapmsg.wording import parse

MOST = 200
"""How many fixes are tried in one file, so that none takes for ever."""

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BOM = b"\xef\xbb\xbf"

Said = Mapping[KeyPath, Addressed]
"""Every text of a file, by the keys that lead to it."""


class Fixed(NamedTuple):
    """A file with its fixes made, not yet written. `after` is all of its text, `made` how many."""

    path: Path
    before: Source
    after: Source
    made: int

    def write(self) -> None:
        """Put the fixed text in the file's place, whole or not at all. Raises `SnapError`."""
        real = Path(os.path.realpath(self.path))
        mark = "\ufeff" if real.read_bytes()[:3] == _BOM else ""
        write_whole(real, mark + self.after.raw)

    def diff(self) -> Iterator[str]:
        """What changes, as lines of a unified diff without their ends: a patch that applies."""
        name = self.before.path
        old, new = (_lines(text.raw) for text in (self.before, self.after))
        for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", lineterm=""):
            yield from line.split("\n")


def _lines(raw: str) -> list[str]:
    """The lines of a file; the last says so where nothing ends it."""
    *lines, last = raw.split("\n")
    return [*lines, f"{last}\n\\ No newline at end of file"] if last else lines


def fixes(
    library: Library,
    now: datetime,
    diagnostics: Iterable[Diagnostic],
    *,
    unsafe: bool = False,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Iterator[Fixed]:
    """The files that the fixes of these diagnostics change, in order; nothing is written.

    `unsafe` ones, which may change what was meant, only where they are asked for.
    """
    wanted = dict.fromkeys(one.path for one in diagnostics if _offered(one, unsafe))
    desk, _ = desk_of(library, now, select, ignore)
    for name in wanted:
        path = Path(os.path.abspath(name))
        try:
            text = source.load(path, name)
        except Unreadable:
            continue
        if _is_scenario(path):
            after, made = mend(desk, path, text, unsafe=unsafe)
        else:
            mine = [one for one in diagnostics if one.path == name and _offered(one, unsafe)]
            after, made = _mend_shared(text, mine)
        if made:
            yield Fixed(path, text, after, made)


def _offered(one: Diagnostic, unsafe: bool) -> bool:
    return one.fix is not None and (one.fix[0] or unsafe)


def proven(
    desk: Desk, diagnostics: Iterable[Diagnostic], text: Source | None = None
) -> Iterator[Diagnostic]:
    """What was told of one file, with those fixes alone that would be made.

    `text` is what stands in the file, where that is not saved yet.
    """
    found: list[Diagnostic] | None = None
    for one in diagnostics:
        if one.fix is None:
            yield one
            continue
        path = Path(os.path.abspath(one.path))
        try:
            text = text or source.load(path, one.path)
        except Unreadable:
            yield one._replace(fix=None)
            continue
        after = _change_of(path)(text, one.fix[1])
        if after is not None and _is_scenario(path):
            found = _told(desk, path, text) if found is None else found
            after = after if _is_better(text, found, _told(desk, path, after)) else None
        yield one if after is not None else one._replace(fix=None)


def _is_scenario(path: Path) -> bool:
    return path.suffix in (".yaml", ".yml") and path.name != NAME


def mend(desk: Desk, path: Path, text: Source, *, unsafe: bool = False) -> tuple[Source, int]:
    """A scenario's text with its fixes made, one after another, and how many there were."""
    found = _told(desk, path, text)
    tried: set[tuple[object, ...]] = set()
    made = 0
    while len(tried) < MOST:
        for one in found:
            key = (one.code, one.line, one.column, one.fix)
            if not _offered(one, unsafe) or key in tried:
                continue
            tried.add(key)
            after = edited(text, one.fix[1] if one.fix else ())
            if after is None:
                continue
            told = _told(desk, path, after)
            if _is_better(text, found, told):
                text, found, made = after, told, made + 1
                break
        else:
            break
    return text, made


def _told(desk: Desk, path: Path, text: Source) -> list[Diagnostic]:
    return check_file(desk, read_source(desk.library, path, text)).diagnostics


def _is_better(text: Source, before: list[Diagnostic], after: list[Diagnostic]) -> bool:
    """Whether lint has less to say: fewer of one kind, and no more of any other.

    Of a file that could not be read at all, everything but that was unknown before.
    """
    old, new = (Counter(one.code for one in found) for found in (before, after))
    if reader.read(text).root is None:
        return all(one not in after for one in before)
    return new < old


def edited(text: Source, edits: Iterable[EditText]) -> Source | None:
    """A file with the edits of one fix, or None where they would change more than they should.

    An edit of words leaves their text with exactly those replaced, and every other text as it was.
    An edit of the layout, which saves what YAML would have eaten, changes what stands under one
    of the file's keys at most, or nothing but the spaces between words.
    """
    made = _offsets(text, edits)
    before = reader.read(text)
    said = dict(reader.texts(before.root))
    holder = next((key for key in said if len(made) == 1 and _holds(said[key], *made[0])), None)
    if holder is not None:
        return _reworded(text, before, said, holder, *made[0])
    if any(_TAG.search(text.text, start, end) for start, end, _ in made if before.root):
        return None
    after = Source(text.path, text.edit(made))
    if before.root is None:
        return after
    now = reader.read(after)
    if len(now.problems) < len(before.problems) and _is_layout(text, made):
        return after
    if _is_renamed(_values(before.root), _values(now.root)):
        return after
    changed = _values(before.root).items() ^ _values(now.root).items()
    return after if len({key[:1] for key, _ in changed}) <= 1 else None


def _is_renamed(before: Mapping[KeyPath, str], now: Mapping[KeyPath, str]) -> bool:
    """Whether one key has another name, with the same texts under it, and all else is as it was."""
    if [*before.values()] != [*now.values()]:
        return False
    pairs = zip(before, now, strict=True)
    others = {tuple(zip(old, new, strict=False)) for old, new in pairs if old != new}
    renamed = {(old, new) for keys in others for old, new in keys if old != new}
    return len(renamed) == 1 and all(map(len, others))


def _is_layout(text: Source, made: Iterable[tuple[int, int, str]]) -> bool:
    """Whether edits change how far lines are indented, and nothing else."""
    return not any(text.text[start:end].strip() or instead.strip() for start, end, instead in made)


def _holds(text: Addressed, start: int, end: int, _: str) -> bool:
    """Whether an edit replaces some of a text's words, and nothing around them."""
    words = text.whole
    return words.start <= start < end <= words.end and text.places is not None


def _reworded(
    text: Source, before: Document, said: Said, key: KeyPath, start: int, end: int, instead: str
) -> Source | None:
    """A file with some words of one text replaced, where nothing else changes by that."""
    old = said[key]
    places = old.places or []
    first = next((at for at, place in enumerate(places) if place[0] == start), None)
    last = next((at + 1 for at, place in enumerate(places) if place[1] == end), None)
    if first is None or last is None or "\n" in instead:
        return None
    if any(old.start <= problem.at.start < old.end for problem in before.problems):
        return None  # what these words are is not sure yet: that comes first
    value = old.value[:first] + instead + old.value[last:]
    if not value.strip() or any(_overlaps(tag, first, last) for tag in _TAG.finditer(old.value)):
        return None
    after = Source(text.path, text.edit([(start, end, _in_style(instead, old.style))]))
    now = reader.read(after)
    expected = {**_values(before.root), key: value}
    is_same = _values(now.root) == expected and len(now.problems) <= len(before.problems)
    return after if is_same else None


def _overlaps(tag: re.Match[str], first: int, last: int) -> bool:
    return tag.start() < last and first < tag.end()


def _in_style(words: str, style: str) -> str:
    """Words as they are written inside a scalar of a style."""
    if style == "single":
        return words.replace("'", "''")
    if style == "double":
        return words.replace("\\", "\\\\").replace('"', '\\"')
    return words


def _values(node: Node | None) -> dict[KeyPath, str]:
    return {key: text.value for key, text in reader.texts(node)}


def _offsets(text: Source, edits: Iterable[EditText]) -> list[tuple[int, int, str]]:
    starts = text.starts
    return [
        (starts[one.line - 1] + one.column - 1, starts[one.end_line - 1] + one.end_column - 1,
         one.text)
        for one in edits
    ]  # fmt: skip


def _mend_shared(text: Source, diagnostics: list[Diagnostic]) -> tuple[Source, int]:
    """A partial, a template or `snap.yaml` with those fixes made that change their own words."""
    change = _change_of(Path(text.path))
    made = 0
    for one in sorted(diagnostics, key=lambda one: one.place, reverse=True):
        after = change(text, one.fix[1] if one.fix else ())
        if after is not None:
            text, made = after, made + 1
    return text, made


def _change_of(path: Path) -> Callable[[Source, Iterable[EditText]], Source | None]:
    return edited if path.name == NAME or _is_scenario(path) else around_tags


def around_tags(text: Source, edits: Iterable[EditText]) -> Source | None:
    """A partial or template with edits, where its tags stay as they are and it can be parsed."""
    after = Source(text.path, text.edit(_offsets(text, edits)))
    tags = [_TAG.findall(each.text) for each in (text, after)]
    faults = [parse(Addressed(each.text, each, 0, len(each.text))).faults for each in (text, after)]
    return after if tags[0] == tags[1] and len(faults[1]) <= len(faults[0]) else None
