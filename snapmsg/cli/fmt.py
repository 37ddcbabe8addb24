"""`snap fmt`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from snapmsg.cli import options
from snapmsg.cli.output import lines_of_file
from snapmsg.errors import SnapError, did_you_mean
from snapmsg.terminal import clean_line, say, talk

if TYPE_CHECKING:
    from snapmsg.library import Library
    from snapmsg.source import Source

TASK = "Write"
EXAMPLES = (
    ("snap fmt", "Lay out every scenario of the library."),
    ("snap fmt --check", "Change nothing; exit with 1 where something would be."),
    ("snap fmt parcel-late --diff", "Show what would change in one of them."),
)


def command(
    paths: Annotated[
        list[str] | None,
        Argument(
            metavar="PATH",
            help="Files, folders or ids; - is stdin, written to stdout. Without any, the library "
            "that you are in.",
            show_default=False,
            autocompletion=options.complete_ids,
        ),
    ] = None,
    check: Annotated[
        bool, Option("--check", help="Change nothing, and exit with 1 if a file would change.")
    ] = False,
    diff: Annotated[
        bool, Option("--diff", help="Change nothing, and show what would change.")
    ] = False,
) -> int:
    """Lay scenarios out in one way: the order of keys, indents, empty lines, long lines.

    Every word and every comment stays, and so does a line that you broke yourself. What YAML
    cannot read is left as it is, and named.
    """
    if paths == ["-"]:
        return _stdin(check)
    if not paths and not options.in_library():
        raise SnapError(options.NO_LIBRARY)
    from snapmsg.fix import Fixed
    from snapmsg.fmt import tidy
    from snapmsg.report import several
    from snapmsg.source import Source

    changed = unchanged = failed = 0
    for library, path in _files(paths or ["."]):
        try:
            before = _load(library, path)
            after = tidy(before)
        except SnapError as error:
            failed += 1
            talk(clean_line(str(error)))
            continue
        if after == before.raw:
            unchanged += 1
            continue
        changed += 1
        fixed = Fixed(path, before, Source(before.path, after), 1)
        if diff:
            for line in lines_of_file(fixed.diff()):
                say(line)
            continue
        if not check:
            fixed.write()
        say(clean_line(before.path))
    sys.stdout.flush()
    only = check or diff
    told = [
        (changed, "would change" if only else "laid out anew"),
        (unchanged, "already laid out"),
        (failed, "left as it is" if failed == 1 else "left as they are"),
    ]
    talk(", ".join(f"{several(n, 'file')} {did}" for n, did in told if n) + ".")
    return 2 if failed else int(check and changed > 0)


def _stdin(check: bool) -> int:
    from snapmsg.fmt import tidy
    from snapmsg.source import Unreadable, decode, read_stream

    try:
        text = decode(read_stream(sys.stdin.buffer, "stdin"), "stdin")
    except Unreadable as error:
        raise SnapError(error.reason, path=f"stdin:{error.line}:{error.column}") from None
    after = tidy(text)
    if check:
        return int(after != text.raw)
    sys.stdout.write(after)
    return 0


def _files(given: Iterable[str]) -> Iterator[tuple[Library, Path]]:
    """The scenarios that are named, each once, with the library that each stands in.

    Raises `SnapError` for a name that leads to none.
    """
    from snapmsg.library import open_library
    from snapmsg.linter.run import given_files

    seen = set()
    for name in given:
        path = Path(name)
        if not path.exists():
            path = _by_id(name)
        if path.is_file() and path.suffix not in (".yaml", ".yml"):
            raise SnapError("this is no scenario: the name of one ends in .yaml", path=name)
        library = open_library(path)
        if path.name == "snap.yaml":
            raise SnapError("snap lays out scenarios, and these are the settings", path=name)
        found = given_files(library, [path])
        if not found:
            raise SnapError("there are no scenarios in this folder", path=name)
        for file in found:
            if file not in seen:
                seen.add(file)
                yield library, file


def _by_id(name: str) -> Path:
    from snapmsg.library import open_library

    ids = open_library().ids()
    if name not in ids:
        meant = did_you_mean(name, ids)
        raise SnapError(f"there is no such file, folder or scenario.{meant}", path=name)
    return ids[name][0]


def _load(library: Library, path: Path) -> Source:
    from snapmsg.library import read_scenario

    file = read_scenario(library, path)
    for problem in file.problems:
        if problem.rule == "unreadable-file":
            raise SnapError(problem.reason, at=problem.at)
    return file.scenario.source
