"""A tool's macros as files of a library: which are new, which are here, which have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from snapmsg.errors import SnapError
from snapmsg.exchange.macro import Macro
from snapmsg.exchange.taking import SAME, Taken, Wish, taken
from snapmsg.library import Library, scenarios


class Made(NamedTuple):
    """A scenario to be written, and where; `over` the one that an earlier import made of it."""

    path: Path
    taken: Taken
    over: bool = False


class LeftOut(NamedTuple):
    """A macro of which no scenario can be made: its title, its line in what was read, and why."""

    title: str
    line: int
    reason: str


class Plan(NamedTuple):
    """What an import does. `same` are here already; `changed` too, but with other words since."""

    made: tuple[Made, ...]
    same: tuple[Path, ...]
    changed: tuple[Path, ...]
    left_out: tuple[LeftOut, ...]


class _Here(NamedTuple):
    """A scenario of the library that was imported, and what was kept of its macro."""

    path: Path
    kept: tuple[str, ...]


def plan(
    library: Library,
    macros: Iterable[Macro],
    format: str,
    wish: Wish,
    today: date,
    *,
    force: bool = False,
) -> Plan:
    """What an import makes of macros; nothing is written. The library has a root.

    A macro that was imported before is known by its format and id, or its title where the tool
    gives none. With `force`, one with other words than then is made anew.
    """
    assert library.root is not None
    left_out: list[LeftOut] = []
    read: list[Taken] = []
    for macro in macros:
        try:
            read.append(taken(macro, format, library.settings, wish, today))
        except SnapError as error:
            left_out.append(LeftOut(macro.title, macro.line, error.sentence))
    here = _imported(library)
    known = [_pick(here, each, exactly=True) for each in read]
    known = [
        found or _pick(here, each, exactly=False) for found, each in zip(known, read, strict=True)
    ]
    ids = {*library.ids()}
    made, same, changed = [], [], []
    for each, found in zip(read, known, strict=True):
        if found is None:
            path = _free(library.root, each, ids)
            ids.add(path.stem)
            made.append(Made(path, each))
        elif found.kept == _words(each.kept):
            same.append(found.path)
        elif force:
            made.append(Made(found.path, each, over=True))
        else:
            changed.append(found.path)
    return Plan(tuple(made), tuple(same), tuple(changed), tuple(left_out))


_Key = tuple[str, ...]


def _imported(library: Library) -> dict[_Key, list[_Here]]:
    """What the library has of earlier imports, by what a macro is known by."""
    found: dict[_Key, list[_Here]] = {}
    for file in scenarios(library):
        kept = {name: text.value for name, text in file.scenario.imported.items()}
        if "from" in kept:
            found.setdefault(_key(kept), []).append(_Here(file.path, _words(kept)))
    return found


def _key(kept: dict[str, str] | Taken) -> _Key:
    texts = kept if isinstance(kept, dict) else kept.kept
    named = ("id",) if texts.get("id") else ("title", "topic")
    return tuple(texts.get(name, "") for name in ("from", "channel", "locale", *named))


def _words(kept: dict[str, str]) -> tuple[str, ...]:
    """What makes a macro another one, without its spacing, which `snap fmt` may change."""
    return tuple(" ".join(kept.get(name, "").split()) for name in SAME)


def _pick(here: dict[_Key, list[_Here]], each: Taken, *, exactly: bool) -> _Here | None:
    """The scenario that was made of this macro. Each is the one of one macro only."""
    listed = here.get(_key(each), [])
    for at, found in enumerate(listed):
        if not exactly or found.kept == _words(each.kept):
            return listed.pop(at)
    return None


def _free(root: Path, each: Taken, ids: set[str]) -> Path:
    """A file for a new scenario, with an id that no other has."""
    for id in _ids(each):
        path = root / "scenarios" / each.folder / f"{id}.yaml"
        if id not in ids and not path.exists():
            return path
    raise AssertionError("there is always a next number")


def _ids(each: Taken) -> Iterator[str]:
    yield each.id
    if channel := each.kept.get("channel"):
        yield f"{each.id}-{channel}"
    number = 2
    while True:
        yield f"{each.id}-{number}"
        number += 1
