"""What `snap lint --fix` and `--diff` do: mend files, or show how."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from snapmsg.cli import options
from snapmsg.terminal import inert, talk

if TYPE_CHECKING:
    from snapmsg.diagnostic import Diagnostic
    from snapmsg.fix import Fixed
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


def _is_in(root: Path, path: str) -> bool:
    return Path(os.path.abspath(path)).is_relative_to(root)


def write(files: Iterable[Fixed]) -> None:
    """Write the mended files, and say how many things were mended."""
    from snapmsg.report import several

    made = [file.made for file in files if file.write() is None]
    if made:
        told = f"Mended {several(sum(made), 'thing')} in {several(len(made), 'file')}."
        talk(inert(told))
