"""What `snap lint` does apart from telling: looking, looking again when something changes, and
measuring what that costs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from snapmsg.cli import options
from snapmsg.errors import SnapError
from snapmsg.terminal import columns

if TYPE_CHECKING:
    from snapmsg.diagnostic import Diagnostic
    from snapmsg.linter.asked import Task

_SHARED = ("snap.yaml", "partials", "channels")


class Found(NamedTuple):
    """What all tasks found together.

    `root` is the folder of the one library, empty where there are several or people stand in it.
    `of` is how many scenarios those libraries have. `known` counts what a baseline left out.
    `unseen` has each library whose `snap.yaml` has errors and was not asked for, and how many they
    are.
    """

    diagnostics: Sequence[Diagnostic]
    scenarios: int
    ignored: int
    root: str
    of: int = 0
    known: int = 0
    unseen: tuple[tuple[Path, int], ...] = ()


def lint(
    tasks: Sequence[Task], now: str | None, select: Iterable[str], ignore: Iterable[str]
) -> Found:
    """Look at everything. Raises `SnapError` for a rule that does not exist."""
    from snapmsg.files import shown

    results = [
        task.lint(options.moment(now, task.library.settings), select, ignore) for task in tasks
    ]
    root = tasks[0].library.root if len(tasks) == 1 else None
    seen = {task.library.root for task in tasks if task.files is None}
    parts = [(task, task.library.root) for task in tasks if task.library.root not in seen]
    unseen = [(of, task.unseen(select, ignore)) for task, of in parts if of is not None]
    return Found(
        sorted((d for result in results for d in result.diagnostics), key=lambda d: d.place),
        sum(result.scenarios for result in results),
        sum(result.ignored for result in results),
        shown(root) if root is not None and root != Path.cwd() else "",
        len(set[Path]().union(*(task.scenarios() for task in tasks))),
        unseen=tuple((root, count) for root, count in unseen if count),
    )


def costs(
    tasks: Iterable[Task], now: str | None, select: Iterable[str], ignore: Iterable[str]
) -> Iterator[str]:
    """What linting costs, library by library, as lines of a table."""
    from snapmsg.linter import desk_of
    from snapmsg.linter.profile import profile, table

    for task in tasks:
        moment = options.moment(now, task.library.settings)
        desk, problems = desk_of(task.library, moment, select, ignore)
        yield from table(profile(desk, problems, task.files), columns(sys.stdout))


def again(paths: Sequence[Path], told: Callable[[], Iterable[str]]) -> None:
    """Tell it, and tell it anew whenever a file that was looked at changes, comes or goes."""
    from snapmsg.cli.watching import watch
    from snapmsg.library import find_root

    if any(str(path) == "-" for path in paths):
        raise SnapError("--watch looks at files, and stdin is none: name a file or a folder")

    def files() -> Iterator[Path]:
        for path in paths:
            root = find_root(path if path.is_dir() else path.parent)
            shared = [root / name for name in _SHARED] if root is not None else []
            # Of a whole library only what is its own: other folders there can be vast.
            whole = root is not None and Path(os.path.abspath(path)) == root
            own = path / "scenarios" if whole else path
            for watched in (own, *shared):
                yield watched
                yield from sorted(watched.rglob("*.*"))

    watch(files, told)
