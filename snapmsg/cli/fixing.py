"""What `snap lint --fix` and `--diff` do: mend files, or show how."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from snapmsg.cli import options
from snapmsg.terminal import inert, talk

if TYPE_CHECKING:
    from snapmsg.diagnostic import Diagnostic
    from snapmsg.fix import Fixed
    from snapmsg.linter import Desk
    from snapmsg.linter.asked import Task


def fixes(
    tasks: Iterable[Task],
    diagnostics: Sequence[Diagnostic],
    now: str | None,
    select: Iterable[str],
    ignore: Iterable[str],
    *,
    unsafe: bool,
) -> Iterator[Fixed]:
    """The files that fixes change, and what then stands in them; nothing is written."""
    from snapmsg import fix
    from snapmsg.linter import desk_of

    for task in tasks:
        moment = options.moment(now, task.library.settings)
        if task.text is not None and task.files is not None:
            desk, _ = desk_of(task.library, moment, select, ignore)
            after, made = fix.mend(desk, task.files[0], task.text, unsafe=unsafe)
            if made:
                yield fix.Fixed(task.files[0], task.text, after, made)
            continue
        root = task.library.root
        mine = [one for one in diagnostics if root is None or _is_in(root, one.path)]
        yield from fix.fixes(
            task.library, moment, mine, unsafe=unsafe, select=select, ignore=ignore
        )


_PROVEN = 500
"""How many fixes are proven before they are told of, so that nothing is linted twice for them."""


def proven(
    tasks: Iterable[Task],
    diagnostics: Sequence[Diagnostic],
    now: str | None,
    select: Iterable[str],
    ignore: Iterable[str],
) -> Iterator[Diagnostic]:
    """The same diagnostics, with those fixes alone that would be made."""
    offered = 0
    desks: dict[int, Desk] = {}
    of: dict[str, Task] | None = None
    for path, group in groupby(diagnostics, key=lambda one: one.path):
        told = list(group)
        if offered < _PROVEN and any(one.fix is not None for one in told):
            offered += sum(one.fix is not None for one in told)
            of = of or {path: task for task in tasks for path in task.paths()}
            if path in of:
                told = _proven(of[path], told, desks, now, select, ignore)
        yield from told


def _proven(
    task: Task, told: list[Diagnostic], desks: dict[int, Desk], now: str | None,
    select: Iterable[str], ignore: Iterable[str],
) -> list[Diagnostic]:  # fmt: skip
    from snapmsg import fix
    from snapmsg.linter import desk_of

    library = task.library
    if id(library) not in desks:
        moment = options.moment(now, library.settings)
        desks[id(library)] = desk_of(library, moment, select, ignore)[0]
    return list(fix.proven(desks[id(library)], told, task.text))


def _is_in(root: Path, path: str) -> bool:
    return Path(os.path.abspath(path)).is_relative_to(root)


def write(files: Iterable[Fixed]) -> None:
    """Write the mended files, and say how many things were mended."""
    from snapmsg.report import several

    made = [file.made for file in files if file.write() is None]
    if made:
        told = f"Mended {several(sum(made), 'thing')} in {several(len(made), 'file')}."
        talk(inert(told))
