"""`snap lint`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, NamedTuple

from typer import Argument, Option

from snapmsg.cli import options
from snapmsg.errors import SnapError
from snapmsg.files import write_whole
from snapmsg.terminal import colour, columns, say, talk

if TYPE_CHECKING:
    from snapmsg.diagnostic import Diagnostic
    from snapmsg.library import Library

TASK = "Check"
EXAMPLES = (
    ("snap lint", "Check the library that you are in."),
    ("snap lint scenarios/billing", "Check one topic, or one file."),
    ("snap lint --fail-on warning", "In a script: fail on warnings too."),
)

_NOTHING = (
    "there is nothing to lint: no snap.yaml here or above. Name a file, or make a library with: "
    "snap init support-messages"
)


def command(
    paths: Annotated[
        list[Path] | None,
        Argument(
            metavar="PATH",
            help="Files and folders; without any, the library that you are in.",
            show_default=False,
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        Option(
            metavar="RULE",
            help="Only this rule: its name, its code, or the letter of a family. Can be repeated.",
            autocompletion=options.complete_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        Option(
            metavar="RULE",
            help="All but this rule. Can be repeated.",
            autocompletion=options.complete_rules,
        ),
    ] = None,
    format: Annotated[
        str | None,
        Option(
            "--format",
            "--output-format",
            metavar="FORMAT",
            help="full, concise, json or github. If you name none: full on a terminal, github on "
            "GitHub Actions, concise elsewhere.",
            autocompletion=options.complete_report_formats,
        ),
    ] = None,
    output_file: Annotated[
        Path | None, Option(metavar="FILE", help="Put the report into this file.")
    ] = None,
    fail_on: Annotated[
        str,
        Option(
            metavar="SEVERITY",
            help="From which severity on to exit with 1: error, warning or suggestion.",
            autocompletion=options.complete_severities,
        ),
    ] = "error",
    now: options.Now = None,
) -> int:
    """Check that every message says what happened, what is next, by when, and how it ends.

    Exits with 0 where all is well, with 1 where something has to be put right, and with 2 where
    snap could not look.
    """
    if not paths and not options.in_library():
        raise SnapError(_NOTHING)
    from snapmsg.diagnostic import Severity
    from snapmsg.report import FORMATS, Summary, closing

    worst = Severity(options.one_of(fail_on, list(Severity), "--fail-on")).rank
    name = options.one_of(format or _usual_format(output_file), FORMATS, "--format")

    start = perf_counter()
    found = _lint(list(_chosen(paths or [Path()])), now, select or (), ignore or ())
    seconds = perf_counter() - start

    parts = Counter(d.part for d in found.diagnostics if d.part is not None)
    summary = Summary(
        found.files, found.scenarios, None, found.ignored, parts,
        output_file is None and colour(sys.stdout), columns(sys.stdout), found.root,
    )  # fmt: skip
    lines = FORMATS[name](found.diagnostics, summary)
    if output_file is None:
        for line in lines:
            say(line)
    else:
        write_whole(output_file, "".join(f"{line}\n" for line in lines))
    # The time is told to people only: what a script logs should read the same every time.
    told = summary._replace(colour=colour(sys.stderr), seconds=_if_terminal(seconds))
    sys.stdout.flush()
    talk(closing(told, found.diagnostics))
    return int(any(d.severity.rank <= worst for d in found.diagnostics))


def _if_terminal(seconds: float) -> float | None:
    return seconds if sys.stderr.isatty() else None


def _usual_format(output_file: Path | None) -> str:
    if output_file is not None:
        return "concise"
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "full" if sys.stdout.isatty() else "concise"


class _Task(NamedTuple):
    """A library, and which of its scenarios to look at; None for all of it."""

    library: Library
    files: list[Path] | None


class _Found(NamedTuple):
    """What all tasks found together.

    `root` is the folder of the one library, empty where there are several or people stand in it.
    """

    diagnostics: Sequence[Diagnostic]
    scenarios: int
    files: int
    ignored: int
    root: str


def _chosen(paths: Iterable[Path]) -> Iterator[_Task]:
    """What is to be looked at, a task for each library that the paths stand in.

    Raises `SnapError` for a path that is not there, and for one with nothing to look at.
    """
    from snapmsg.config import NAME
    from snapmsg.library import find_root, open_library
    from snapmsg.linter.run import given_files

    by_root: dict[Path | None, list[Path]] = {}
    for path in paths:
        if not path.exists():
            path = _file_of(path)
        root = find_root(path if path.is_dir() else path.parent)
        if path.is_dir() and root is None:
            raise SnapError("there is no snap.yaml in this folder or above it", path=str(path))
        by_root.setdefault(root, []).append(path)
    for root, given in by_root.items():
        library = open_library(given[0])
        if root is not None and any(_is_all(root, path, NAME) for path in given):
            if not library.files and not library.problems:
                raise SnapError(
                    "there is nothing to lint: this library has no scenarios yet. Write one with: "
                    "snap new",
                    path=str(given[0]),
                )
            yield _Task(library, None)
            continue
        for path in given:
            if not path.is_dir() and path.suffix not in (".yaml", ".yml"):
                raise SnapError(
                    "this is no scenario: the name of one ends in .yaml", path=str(path)
                )
            if path.is_dir() and not given_files(library, [path]):
                raise SnapError("there are no scenarios in this folder", path=str(path))
        yield _Task(library, given_files(library, given))


def _file_of(id: Path) -> Path:
    """The file of a scenario that is named by its id, as the other commands take it."""
    from snapmsg.errors import did_you_mean
    from snapmsg.library import open_library

    ids = open_library().ids() if len(id.parts) == 1 and not id.suffix else {}
    if str(id) not in ids:
        meant = did_you_mean(str(id), ids)
        raise SnapError(f"there is no such file or folder, and no such scenario.{meant}" if ids
                        else "there is no such file or folder", path=str(id))  # fmt: skip
    return ids[str(id)][0]


def _is_all(root: Path, path: Path, settings: str) -> bool:
    """Whether a path stands for the library as a whole: its folder, or what all scenarios share."""
    inside = Path(os.path.abspath(path)).relative_to(root).parts
    return not inside or inside == (settings,) or inside[0] in ("partials", "channels")


def _lint(
    tasks: list[_Task], now: str | None, select: Iterable[str], ignore: Iterable[str]
) -> _Found:
    from snapmsg.files import shown
    from snapmsg.linter import lint

    results = [
        lint(task.library, options.moment(now, task.library.settings), task.files, select, ignore)
        for task in tasks
    ]
    root = tasks[0].library.root if len(tasks) == 1 else None
    return _Found(
        sorted((d for result in results for d in result.diagnostics), key=lambda d: d.place),
        sum(result.scenarios for result in results),
        sum(result.files for result in results),
        sum(result.ignored for result in results),
        shown(root) if root is not None and root != Path.cwd() else "",
    )
