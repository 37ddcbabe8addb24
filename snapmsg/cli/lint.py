"""`snap lint`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from snapmsg.cli import baselines, fixing, linting, options
from snapmsg.cli.output import lines_of_file
from snapmsg.errors import SnapError
from snapmsg.files import check_output, libraries_below, shown, write_whole
from snapmsg.terminal import clean_line, colour, columns, inert, say, talk

if TYPE_CHECKING:
    from snapmsg.cli.linting import Found
    from snapmsg.diagnostic import Diagnostic, Severity
    from snapmsg.linter.asked import Task
    from snapmsg.report import Report, Summary

TASK = "Check"
EXAMPLES = (
    ("snap lint", "Check the library that you are in."),
    ("snap lint scenarios/billing", "Check one topic, or one file."),
    ("snap lint --fail-on warning", "In a script: fail on warnings too."),
    ("snap lint --fix", "Mend what can be mended safely."),
)

_WHOLE = (
    "--write-baseline is for a whole library and all its rules: give it --baseline FILE, but no "
    "--select, no --ignore and no path inside the library"
)
_ONE_LOOK = (
    "--watch looks again and again; --fix, --unsafe-fixes, --diff, --profile, --show-files, "
    "--write-baseline and --output-file are for one look: leave out the one or the other"
)
_NO_ROOT = "there is nothing to lint: no snap.yaml here or above. "
_MAKE = "Name a file, or make a library with: snap init support-messages"
_BELOW = "Name the folder of the library: snap lint {}; in a pre-commit hook, args: [{}]"


def command(
    paths: Annotated[
        list[Path] | None,
        Argument(
            metavar="PATH",
            help="Files, folders and ids, or - for stdin; snap.yaml stands for its whole library. "
            "Without any, the library you are in.",
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
            help="For people full, grouped or concise; for scripts json or json-lines; for CI "
            "github, gitlab, sarif, junit or rdjson. If you name none: full on a terminal, github "
            "on GitHub Actions, concise elsewhere.",
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
    exit_zero: Annotated[
        bool, Option("--exit-zero", help="Exit with 0 whatever is found.")
    ] = False,
    statistics: Annotated[
        bool,
        Option("--statistics", help="How often each rule fires, and not where. Also as json."),
    ] = False,
    baseline: Annotated[
        Path | None,
        Option(
            metavar="FILE",
            help="Tell only what this file does not know, so that an old library can begin today.",
            show_default=False,
        ),
    ] = None,
    write_baseline: Annotated[
        bool,
        Option(
            "--write-baseline",
            help="Make the file of --baseline. One that is there only loses what is put right.",
        ),
    ] = False,
    fix: Annotated[
        bool, Option("--fix", help="Mend what can be mended safely, and tell the rest.")
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        Option("--unsafe-fixes", help="Mend also where that may change what was meant."),
    ] = False,
    diff: Annotated[
        bool,
        Option("--diff", help="Show what --fix would change, and change nothing."),
    ] = False,
    stdin_filename: Annotated[
        Path | None,
        Option(
            metavar="FILE",
            help="With - in place of a path: read the scenario from stdin as if it were this file.",
            show_default=False,
        ),
    ] = None,
    show_files: Annotated[
        bool, Option("--show-files", help="List the files that would be looked at.")
    ] = False,
    watch: Annotated[
        bool,
        Option("--watch", help="Lint again whenever a file is saved, until Ctrl-C."),
    ] = False,
    profile: Annotated[
        bool,
        Option("--profile", help="What each rule costs, the dearest first, and no diagnostics."),
    ] = False,
    now: options.Now = None,
) -> int:
    """Check that every message says what happened, what is next, by when, and how it ends.

    Exits with 0 where all is well, with 1 where something has to be put right, and with 2 where
    snap could not look.
    """
    paths = paths or [_here()]
    alone = {"--profile": profile, "--show-files": show_files}
    _one_thing(alone, {
        **alone, "--fix": fix, "--unsafe-fixes": unsafe_fixes, "--diff": diff, "--format": format,
        "--statistics": statistics, "--baseline": baseline,
    })  # fmt: skip
    if stdin_filename is not None and paths != [Path("-")]:
        raise SnapError("--stdin-filename is for a scenario on stdin: give it with - as the path")
    for file in (output_file, baseline):
        if file is not None:
            check_output(file)
    from snapmsg.diagnostic import Severity
    from snapmsg.linter.asked import chosen, typed
    from snapmsg.report import FORMATS, closing

    worst = Severity(options.one_of(fail_on, list(Severity), "--fail-on"))
    name = options.one_of(format or _usual_format(output_file), FORMATS, "--format")

    if statistics and format not in (None, "full", "grouped", "concise", "json"):
        raise SnapError("--statistics are for people, or with --format json for scripts")
    report = _statistics(name) if statistics else FORMATS[name]
    if watch:
        one_look = (fix, unsafe_fixes, diff, profile, show_files, write_baseline, output_file)
        if any(one_look):
            raise SnapError(_ONE_LOOK)

        if baseline is not None:
            baselines.read(baseline)

        def lines() -> Iterator[str]:
            tasks = list(chosen(paths))
            found = linting.lint(tasks, now, select or (), ignore or ())
            if baseline is not None:
                found = baselines.sift(baseline, found, whole=False)
            found = _proven(tasks, found, now, select, ignore)
            looked_at = [path for task in tasks for path in task.paths()]
            summary = _summary(found, looked_at, worst, colour(sys.stdout))
            yield from report(found.diagnostics, summary)
            yield from (closing(summary, found.diagnostics), "")

        linting.again(paths, lines)
        return 0
    tasks = (
        [typed(stdin_filename or Path("stdin.yaml"), sys.stdin.buffer)]
        if paths == [Path("-")]
        else list(chosen(paths))
    )
    whole = all(task.files is None for task in tasks) and not select and not ignore
    if write_baseline and not (baseline is not None and whole):
        raise SnapError(_WHOLE)
    looked_at = [path for task in tasks for path in task.paths()]
    if show_files:
        _put(map(clean_line, looked_at), output_file)
        return 0
    if profile:
        _put(linting.costs(tasks, now, select or (), ignore or ()), output_file)
        return 0
    start = perf_counter()
    found = linting.lint(tasks, now, select or (), ignore or ())
    if fix or unsafe_fixes or diff:
        if (fault := tasks[0].fault) is not None:
            at = f"{fault.path}:{fault.line}:{fault.column}"
            raise SnapError(fault.reason, path=at)
        mended = list(fixing.fixes(tasks, found.diagnostics, now, select or (), ignore or (),
                                   unsafe=unsafe_fixes))  # fmt: skip
        if diff:
            _put(lines_of_file(line for file in mended for line in file.diff()), output_file)
            return int(bool(mended) and not exit_zero)
        if (text := tasks[0].text) is not None:
            text = mended[0].after if mended else text
            _put(lines_of_file([text.raw.removesuffix("\n")]), output_file)
            found = linting.lint([replace(tasks[0], text=text)], now, select or (), ignore or ())
            for line in FORMATS["concise"](found.diagnostics, _summary(found, [], worst, False)):
                talk(line)
            _tell_unseen(found)
            return _code(found.diagnostics, worst, exit_zero)
        fixing.write(mended)
        if mended:
            tasks = list(chosen(paths))
            found = linting.lint(tasks, now, select or (), ignore or ())
    seconds = perf_counter() - start
    if baseline is not None:
        if write_baseline:
            baselines.write(baseline, found.diagnostics)
        found = baselines.sift(baseline, found, whole=whole)
    found = _proven(tasks, found, now, select, ignore)

    summary = _summary(found, looked_at, worst, colour(sys.stdout) and output_file is None)
    _put(report(found.diagnostics, summary), output_file)
    if name == "github":
        _add_to_page(found.diagnostics, summary)
    # The time is told to people only: what a script logs should read the same every time.
    told = summary._replace(colour=colour(sys.stderr), seconds=_if_terminal(seconds))
    sys.stdout.flush()
    talk(closing(told, found.diagnostics))
    _tell_unseen(found)
    return _code(found.diagnostics, worst, exit_zero)


def _proven(
    tasks: Sequence[Task], found: Found, now: str | None,
    select: list[str] | None, ignore: list[str] | None,
) -> Found:  # fmt: skip
    """What was found, with those fixes alone that would be made: no other is to be promised."""
    told = fixing.proven(tasks, found.diagnostics, now, select or (), ignore or ())
    return found._replace(diagnostics=list(told))


def _here() -> Path:
    """The library that people stand in. Raises `SnapError`, and names one that stands below."""
    root = options.root()
    if root is None:
        below = next(libraries_below(Path.cwd()), None)
        name = below and clean_line(shown(below))
        raise SnapError(_NO_ROOT + (_MAKE if below is None else _BELOW.format(name, name)))
    return root


def _one_thing(alone: Mapping[str, object], given: Mapping[str, object]) -> None:
    """Raise `SnapError` where an option that tells one thing alone is given with another."""
    for one in (name for name, value in alone.items() if value):
        for other in (name for name, value in given.items() if value and name != one):
            raise SnapError(f"{one} does not go with {other}: leave out the one or the other")


def _tell_unseen(found: Found) -> None:
    """Say where files were read with settings that have errors, which were not asked for."""
    from snapmsg.config import NAME
    from snapmsg.library import find_root
    from snapmsg.report import several

    here = find_root(Path())
    for root, count in found.unseen:
        name = clean_line(shown(root / NAME))
        command = "snap lint" if root == here else f"snap lint {clean_line(shown(root))}"
        what = f"{several(count, 'error')} of its own, not told here"
        talk(inert(f"{name} has {what}. To see {'it' if count == 1 else 'them'}: {command}"))


def _code(diagnostics: Sequence[Diagnostic], worst: Severity, exit_zero: bool) -> int:
    """The exit code: 1 where something is as bad as `worst`."""
    return int(not exit_zero and any(d.severity.rank <= worst.rank for d in diagnostics))


def _summary(found: Found, looked_at: Sequence[str], worst: Severity, on: bool) -> Summary:
    """What was linted, without the time that it took. `on` is whether to write in colour."""
    from snapmsg.report import Summary

    parts = Counter(d.part for d in found.diagnostics if d.part is not None)
    return Summary(
        len(looked_at), found.scenarios, None, found.ignored, parts, on, columns(sys.stdout),
        found.root, looked_at, _base(), worst, found.known, found.of,
    )  # fmt: skip


def _put(lines: Iterable[str], output_file: Path | None) -> None:
    """Write lines to stdout, or as a file of their own."""
    if output_file is None:
        for line in lines:
            say(line)
    else:
        write_whole(output_file, "".join(f"{line}\n" for line in lines))


def _statistics(format: str) -> Report:
    """The statistics as text, or in the `--format` for scripts."""
    from snapmsg.report import as_json, statistics, tally

    if format == "json":
        return lambda diagnostics, _: iter([as_json(tally(diagnostics))])
    return statistics


def _base() -> str:
    """The working directory as the root of a CI's checkout sees it; empty there and elsewhere."""
    root = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    here = Path.cwd()
    if not root or here == Path(root) or not here.is_relative_to(root):
        return ""
    return f"{here.relative_to(root).as_posix()}/"


def _add_to_page(diagnostics: Sequence[Diagnostic], summary: Summary) -> None:
    """Add the table to the page that GitHub makes of a run, where it names a file for that.

    The page is a courtesy: where it cannot be written, lint has still done what it was asked.
    """
    from snapmsg.report.github import table

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path or not Path(path).is_file():
        return
    try:
        with Path(path).open("a", encoding="utf-8", errors="replace", newline="\n") as page:
            page.write(table(diagnostics, summary))
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
        talk(inert(f"The step summary could not be written: {why}."))


def _if_terminal(seconds: float) -> float | None:
    return seconds if sys.stderr.isatty() else None


def _usual_format(output_file: Path | None) -> str:
    if output_file is not None:
        return "concise"
    if sys.stdout.isatty():
        return "full"
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "concise"
