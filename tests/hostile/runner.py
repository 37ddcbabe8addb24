"""Runs the real command on a tree of hostile files, within limits, and checks what always holds.

Whatever is put before it, snap answers at once with exit code 0, 1 or 2, shows no traceback,
prints nothing that commands a terminal or a CI log, and changes no file that it was not told to.
"""

from __future__ import annotations

import os
import re
import resource
import shlex
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

SNAP = (sys.executable, "-m", "snapmsg")
MEMORY = 1024 * 1024 * 1024
"""Bytes of address space that a command may take."""
SECONDS = 10
"""Of processor time, after which a command is killed."""
PATIENCE = 30
"""Seconds on the clock, after which it is killed too; other tests may be busy beside it."""
PROMISED = 5
"""Seconds of processor time that a command may take; far more than any of them needs."""

Content = bytes | str | Callable[[Path], object]
"""A file's bytes or text; or what makes something else at that path, such as a pipe."""
Tree = Mapping[str, Content]
"""What stands where, by path below the folder in which the command runs."""

SETTINGS = """\
name: A small library
time_zone: Europe/London
teams:
  care: customer care
variables:
  order_no:
    about: the order number
    example: A-10293
    max_length: 40
"""
SCENARIO = """\
title: A parcel is late
situation: The carrier has the parcel and has missed the day.
owner: leads
status: Order {{ order_no }} is at the depot in Leeds.
next_steps: We have asked the carrier to bring it.
approximate_time: You have it by Friday 17:00.
planned_outcome: You get the parcel, or your money back.
channels:
  chat:
"""
GOOD: Tree = {"snap.yaml": SETTINGS, "scenarios/t/good.yaml": SCENARIO}
"""A library that lints clean, into which the hostile files are put."""


NOTHING: Mapping[str, str] = MappingProxyType({})


class Case(NamedTuple):
    """One hostile input: what is put where, the command, and what has to come of it.

    `args` is a command line without its `snap`; `says` a fragment of what is told on stdout or
    stderr, `at` the `path:line` that it names. `shell` is what follows the command on a shell's
    command line, `keys` what is typed into it, `cwd` the folder it runs in. `new` are the files
    that the command may make or change, `never` is what must stand nowhere in what it writes.
    `tree` is laid over `GOOD`.
    """

    name: str
    args: str
    code: int
    says: str = ""
    at: str = ""
    tree: Tree = NOTHING
    env: Mapping[str, str] = NOTHING
    shell: str = ""
    keys: bytes = b""
    new: tuple[str, ...] = ()
    never: str = ""
    cwd: str = "."


class Done(NamedTuple):
    """What came of a command: its exit code, what it wrote, and its seconds of processor time."""

    code: int
    out: str
    err: str
    seconds: float


def lay(folder: Path, tree: Tree) -> None:
    """Put a tree of files into a folder."""
    for name, content in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())


def seen(folder: Path) -> dict[str, object]:
    """All that stands in a folder: each path, and what is there."""
    found: dict[str, object] = {}
    stack = [os.fsencode(folder)]
    while stack:
        for entry in os.scandir(stack.pop()):
            path, facts = os.fsdecode(entry.path), entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(facts.st_mode):
                found[path] = "folder"
                if facts.st_mode & 0o500 == 0o500:
                    stack.append(entry.path)
            elif stat.S_ISLNK(facts.st_mode):
                found[path] = Path(path).readlink()
            elif stat.S_ISREG(facts.st_mode) and facts.st_size < 4 << 20 and facts.st_mode & 0o400:
                found[path] = Path(path).read_bytes()
            else:
                found[path] = (facts.st_mode, facts.st_size)
    return found


def environment(folder: Path, env: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """The variables to run with: none of those of whoever runs the tests, but the path."""
    home = {"HOME": os.fspath(folder), "TMPDIR": os.fspath(folder)}
    return {"PATH": os.environ.get("PATH", ""), "TERM": "xterm-256color", **home, **env}


def limited(size: int | None = None) -> None:
    """Hold this process to the limits; `size` is the largest file that it may write, in bytes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if size is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _used() -> float:
    """The processor time of all processes that this one has started and seen the end of."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(
    args: list[str],
    folder: Path,
    *,
    env: Mapping[str, str] = NOTHING,
    shell: str = "",
    keys: bytes = b"",
    size: int | None = None,
) -> Done:
    """Run snap in a folder, within the limits, and check that it ended as a command should."""
    command = [*SNAP, *args]
    if shell:
        command = ["bash", "-c", f'set -o pipefail; "$@" {shell}', "bash", *command]
    variables = environment(folder, env)
    if size is not None:
        # Python writes what fits of a module's bytecode, and reads it again next time.
        variables["PYTHONDONTWRITEBYTECODE"] = "1"
    start = _used()
    done = subprocess.run(
        command,
        cwd=folder,
        env=variables,
        input=keys,
        capture_output=True,
        timeout=PATIENCE,
        preexec_fn=lambda: limited(size),
    )
    coding = env.get("PYTHONIOENCODING", "utf-8").partition(":")[0]
    told = Done(
        done.returncode, done.stdout.decode(coding), done.stderr.decode(coding), _used() - start
    )
    check(told, args)
    return told


# Written out again here, so that a hole in snap's own list is no hole in what tests it.
_COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# actions/runner: a command where a line starts with it, white space aside, or `##[` anywhere.
_CI = re.compile(r"(?m)^\s*::|##\[")
_OURS = re.compile(r"(?m)^::(error|warning|notice) title=snap%3A [a-z-]+,file=[^\r\n]*$")


def check(told: Done, args: list[str]) -> None:
    """What holds for every command and every input."""
    both = told.out + told.err
    shown = f"{args}\n{told.code} in {told.seconds:.1f} s\n{both[-3000:]}"
    assert told.code in (0, 1, 2), shown
    assert "Traceback" not in both and "bug in snap" not in both, shown
    assert told.seconds < PROMISED, shown
    assert not (found := _COMMANDS.search(both)), f"{found!r}\n{shown}"
    if args[:1] != ["render"]:  # whose stdout is a customer's message, every character of it
        assert not (found := _CI.search(_OURS.sub("", both))), f"{found!r}\n{shown}"


def play(case: Case, folder: Path) -> Done:
    """Lay a case's files, run it, and check what came of it."""
    lay(folder, {**GOOD, **case.tree})
    before = seen(folder)
    args, where = shlex.split(case.args), folder / case.cwd
    done = run(args, where, env=case.env, shell=case.shell, keys=case.keys)
    after = seen(folder)
    both = done.out + done.err
    shown = f"{case.name}: {done.code} in {done.seconds:.1f} s\n{both[-3000:]}"
    assert done.code == case.code, shown
    assert case.says in " ".join(both.split()), shown
    assert case.at in both, shown
    assert not case.never or case.never not in both, shown
    named = {os.fspath(folder / name) for name in case.new}
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed <= named, f"{changed}\n{shown}"
    return done
