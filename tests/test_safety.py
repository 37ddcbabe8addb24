"""What snap promises whoever lints a stranger's library, and whoever's files it writes."""

from __future__ import annotations

import json
import os
import random
import shlex
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("resource", reason="limits on a process are a thing of Unix")

from hostile import faults, files, places, runner

from snapmsg.library import open_library, shipped
from snapmsg.linter.run import lint_text
from snapmsg.linter.together import SERIAL
from snapmsg.report import FORMATS, Summary
from snapmsg.source import Unreadable, decode
from snapmsg.starter import GENERAL, choose, contents

NOW = "--now=2026-11-23T10:00"
FORK = hasattr(os, "fork")

# What is watched while a library is linted (docs.python.org/3/library/audit_events.html): each
# event that reaches beyond this process or changes a file, and code that stands in the tree.
AUDIT = """
import os, sys
from snapmsg.__main__ import main
here, told = os.getcwd(), sys.stderr.fileno()
REFUSED = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system",
           "os.startfile", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link",
           "os.symlink",
           "os.chmod", "os.chown", "os.truncate", "os.utime", "shutil.", "tempfile.", "ctypes.",
           "webbrowser.", "urllib.", "http.", "ftplib.", "smtplib.", "pty.")
def hook(event, args):
    bad = event.startswith(REFUSED)
    if event == "open":
        bad = bool(args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))
        bad = bad and args[0] != os.devnull
    if event == "exec":
        bad = args[0].co_filename.startswith(here)
    if event == "import" and args[1]:
        bad = args[1].startswith(here)
    if bad:
        os.write(told, f"REFUSED {event} {args!r}\\n".encode())
sys.addaudithook(hook)
sys.argv = ["snap", *sys.argv[1:]]
code = main()
mine = [name for name, m in sys.modules.items() if str(getattr(m, "__file__", "")).startswith(here)]
os.write(told, f"REFUSED modules {mine}\\n".encode() if mine else b"")
os._exit(code)
"""
SHADOW = "raise SystemExit('code of the linted tree was run')\n"


@pytest.mark.parametrize("count", [3, SERIAL + 100])
@pytest.mark.parametrize("form", ["json", "full", "github"])
def test_lint_only_reads(count: int, form: str, tmp_path: Path) -> None:
    """P4: no network, no other program, no file changed, and no code of the tree."""
    runner.lay(tmp_path, runner.GOOD)
    runner.lay(tmp_path, {f"scenarios/t/{n}.yaml": places.BAD_TEXT for n in range(count)})
    runner.lay(tmp_path, {f"{name}.py": SHADOW for name in ("yaml", "jinja2", "typer", "rich")})
    runner.lay(tmp_path, {"channels/chat.py": SHADOW, "rules/evil.py": SHADOW})
    before = runner.seen(tmp_path)
    done = subprocess.run(
        [sys.executable, "-BP", "-c", AUDIT, "lint", "--format", form],
        cwd=tmp_path, env=runner.environment(tmp_path), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "REFUSED" not in done.stderr, done.stderr
    assert runner.seen(tmp_path) == before


def test_the_watch_sees_what_it_is_for(tmp_path: Path) -> None:
    """A command that writes is caught, so that a lint that wrote would be."""
    runner.lay(tmp_path, runner.GOOD)
    done = subprocess.run(
        [sys.executable, "-BP", "-c", AUDIT, "lint", "--output-file", "r.txt"],
        cwd=tmp_path, env=runner.environment(tmp_path), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "REFUSED open" in done.stderr
    assert "REFUSED os.rename" in done.stderr


def test_no_module_of_the_tree_is_imported(tmp_path: Path) -> None:
    """Neither for a library that snap uses, nor for any of Python's own.

    `python -m` itself imports a few of those from where it is started, before snap has begun:
    that is what PYTHONSAFEPATH, and the command `snap`, are for.
    """
    loaded = "import runpy, sys; print(*sys.modules)"
    known = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    theirs = {"yaml", "jinja2", "markupsafe", "typer", "rich", "click", "shellingham", "pygments"}
    names = {*sys.stdlib_module_names, *theirs} - {name.partition(".")[0] for name in known}
    runner.lay(tmp_path, {**runner.GOOD, **{f"{name}.py": SHADOW for name in names}})
    for args in (["lint"], ["preview", "good"], ["list", "--format", "json"], ["-h"]):
        assert runner.run(args, tmp_path).code == 0


NEW = shlex.split(f"{places.NEW} x {NOW}")
WRITERS = [
    # (what it is, the tree before, the command)
    ("new", runner.GOOD, NEW),
    ("new in a new topic", runner.GOOD, shlex.split(f"{places.new_in('fresh')} {NOW}")),
    ("new --force", {**runner.GOOD, "scenarios/t/x.yaml": runner.SCENARIO}, [*NEW, "--force"]),
    ("init", {"keep.txt": "x"}, ["init", "lib", NOW]),
    ("init here", {"keep.txt": "x"}, ["init", NOW]),
    ("init --force", {"snap.yaml": "name: Old\n"}, ["init", "--force", NOW]),
    ("lint --output-file", runner.GOOD, ["lint", "--output-file", "r.txt", "--format", "json"]),
    (
        "lint --output-file, again",
        {**runner.GOOD, "r.txt": "old"},
        ["lint", "--output-file", "r.txt", "--format", "json"],
    ),
]  # fmt: skip
NAMES = [name for name, _, _ in WRITERS]


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.skipif(not FORK, reason="each failure has a process of its own")
@pytest.mark.parametrize("mode", ["fail", "kill"])
@pytest.mark.parametrize(("name", "tree", "args"), WRITERS, ids=NAMES)
def test_every_step_may_fail(
    name: str, tree: runner.Tree, args: list[str], mode: str, tmp_path: Path
) -> None:
    """P7: whichever step on the disk fails, each file is the old one or the new one, whole.

    After an error nothing else is left. After `kill -9` a draft may be, under a hidden name.
    """
    runner.lay(tmp_path / "before", tree)
    before = texts(tmp_path / "before")
    done = subprocess.run(
        [sys.executable, os.fspath(Path(faults.__file__)), mode, os.fspath(tmp_path), *args],
        env=runner.environment(tmp_path), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    runs: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    *failed, whole = runs
    assert whole["last"] and whole["code"] == 0
    assert len(failed) >= 3
    for number, run in enumerate(failed, start=1):
        shown = f"step {number}: exit code {run['code']}, {sorted(run['tree'])}"
        if mode == "fail":  # to make a folder may fail where it is there: then all is well
            right = before if run["code"] == 2 else whole["tree"]
            assert run["code"] in (0, 2), shown
            assert run["tree"] == right, shown
            continue
        assert run["code"] == -signal.SIGKILL, shown
        for path, text in run["tree"].items():
            hidden = any(step.startswith(".") for step in Path(path).parts)
            assert hidden or text in (before.get(path), whole["tree"].get(path)), f"{shown}: {path}"
        lost = before.keys() - run["tree"].keys()
        assert not lost, shown


@pytest.mark.parametrize("size", [0, 100])
@pytest.mark.parametrize(("name", "tree", "args"), WRITERS, ids=NAMES)
def test_a_disk_that_is_full(
    name: str, tree: runner.Tree, args: list[str], size: int, tmp_path: Path
) -> None:
    """P12: exit code 0 means that everything was written; whatever fails leaves what there was."""
    whole, full = tmp_path / "whole" / "x", tmp_path / "full" / "x"
    for folder in (whole, full):
        runner.lay(folder, tree)
    before = texts(full)
    assert runner.run(args, whole).code == 0
    done = runner.run(args, full, size=size)
    assert texts(full) == (before if done.code else texts(whole))
    assert done.code == 2 or size > 0


@pytest.mark.parametrize("size", [0, 1, 60])
@pytest.mark.parametrize(
    "args", ["render good --channel chat --set order_no=A-1", "list --format json", "show good"]
)
def test_output_that_does_not_fit(args: str, size: int, tmp_path: Path) -> None:
    runner.lay(tmp_path, runner.GOOD)
    done = runner.run(shlex.split(args), tmp_path, shell="> out", size=size)
    assert done.code == 2
    assert "could not be written" in done.err


# It says when snap has started; what Python does before that answers to nobody.
STARTED = """
import sys
from snapmsg.__main__ import main
print("started", flush=True)
sys.argv = ["snap", *sys.argv[1:]]
sys.exit(main())
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    runner.lay(folder, runner.GOOD)
    runner.lay(folder, {f"scenarios/t/s-{n}.yaml": runner.SCENARIO for n in range(6000)})
    # So many that lint still works when the last signal comes.
    return folder


def started(folder: Path, cores: int) -> subprocess.Popen[bytes]:
    """Lint under way, on so many processors, in a group of processes of its own."""

    def settle() -> None:
        os.setsid()
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])

    process = subprocess.Popen(
        [sys.executable, "-c", STARTED, "lint"],
        cwd=folder, env=runner.environment(folder), preexec_fn=settle,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == b"started\n"
    return process


needs_cores = pytest.mark.skipif(
    not hasattr(os, "sched_setaffinity") or len(os.sched_getaffinity(0)) < 2,
    reason="lint takes a second process only where there is a second processor",
)


@needs_cores
@pytest.mark.parametrize("cores", [1, 2])
def test_ctrl_c(cores: int, many: Path) -> None:
    """P11: it stops at once and says nothing, whatever it is doing; so do its processes."""
    codes = []
    for delay in (0.02, 0.1, 0.2, 0.3, 0.4, 0.6):
        process = started(many, cores)
        time.sleep(delay)
        start = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=30)
        seconds = time.monotonic() - start
        codes.append(process.returncode)
        assert b"Traceback" not in err
        if process.returncode != 130:  # snap was done before, and Python was all but gone
            assert process.returncode in (0, -signal.SIGINT)
            continue
        assert (out, err) == (b"", b"")
        assert seconds < 1
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
    assert 130 in codes


def children(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that a process has started, once it has."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _ in range(400):
        if process.poll() is not None:
            break
        if found := listed.read_text().split():
            return [int(number) for number in found]
        time.sleep(0.005)
    return []


needs_proc = pytest.mark.skipif(
    not Path(f"/proc/self/task/{os.getpid()}/children").exists(), reason="finds processes in /proc"
)


@needs_cores
@needs_proc
def test_a_process_that_is_killed_stops_lint(many: Path) -> None:
    """As a system short of memory does it: an answer, not a wait for ever."""
    process = started(many, 2)
    found = children(process)
    assert found
    os.kill(found[0], signal.SIGKILL)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert b"want of memory" in err


@needs_cores
@needs_proc
def test_no_process_outlives_lint(many: Path) -> None:
    process = started(many, 2)
    assert children(process)
    process.kill()
    process.communicate(timeout=30)  # until the last of them has closed the streams
    assert process.returncode == -signal.SIGKILL


SAME = [
    "lint --format json --fail-on suggestion",
    "lint --format full",
    "render parcel-late --channel email --format json --values row.json",
    "preview parcel-late",
    "list --format json",
    "explain --format json",
]


@pytest.mark.parametrize("line", SAME)
def test_the_same_bytes_everywhere(line: str, tmp_path: Path) -> None:
    """P13: neither the clock, the hash seed, the zone nor the locale changes a byte."""
    row = {
        "first_name": "Maya", "order_no": "A-1", "carrier": "NorthPost", "last_seen": "Leeds",
        "agent": "Daniel", "phone": "0113 496 0123", "paid_delivery": "no",
    }  # fmt: skip
    fresh = contents("Fresh", date(2026, 11, 23), choose(GENERAL))
    runner.lay(tmp_path, {str(path): text for path, text in fresh})
    weak = {"scenarios/delivery/weak.yaml": places.BAD_TEXT, "row.json": json.dumps(row)}
    runner.lay(tmp_path, weak)
    args = [*line.split(), *([NOW] if "list" not in line and "explain" not in line else [])]
    told = {
        runner.run(args, tmp_path, env={"NO_COLOR": "1", "PYTHONHASHSEED": seed, **env})[:3]
        for seed, env in [
            ("0", {"TZ": "UTC", "LANG": "C"}),
            ("1", {"TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"}),
            ("4294967295", {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONUTF8": "0"}),
        ]
    }
    assert len(told) == 1
    assert next(iter(told))[1]


def seeds() -> list[bytes]:
    """Hostile files that are small, and the shipped ones: what random changes start from."""
    small = [text.data for text in (*files.YAML, *files.WORDING) if len(text.data) < 4000]
    return [*small, *(path.read_bytes() for path in open_library(shipped()).files * 6)]


PIECES = [
    b"{{", b"}}", b"{%", b"%}", b"{#", b"#}", b": ", b"- ", b"\n", b"\n  ", b"\t", b"'", b'"', b"[",
    b"]", b"{", b"}", b"&a ", b"*a", b"!!x ", b"|", b">-", b"? ", b"#", b"---\n", b"%YAML 1.1\n",
    b"\xff", b"\0", b"\xc2\x85", b"\xe2\x80\xae", b"\xf0\x9f\x98\x80", b"if ", b"endif", b"else",
    b"include ", b"status: ", b"variables:\n  a:\n    type: number\n", b"short:\n  ",
    b"within: 2 days", b"only_if: a", b"channels:\n  sms:\n",
]  # fmt: skip


def mutated(choose: random.Random, pool: list[bytes]) -> bytes:
    """A file with some of its bytes changed, dropped, doubled, or taken from another one."""
    data = bytearray(choose.choice(pool))
    for _ in range(choose.randint(1, 6)):
        start = choose.randint(0, len(data))
        end = min(len(data), start + choose.choice([0, 1, 1, 4, 30]))
        other = choose.choice(pool)
        at = choose.randint(0, len(other))
        data[start:end] = choose.choice(
            [
                b"",
                choose.randbytes(choose.randint(1, 8)),
                choose.choice(PIECES),
                data[start:end] * 3,
                other[at : at + 40],
            ]
        )
    return bytes(data)


@pytest.mark.parametrize("seed", range(4))
def test_random_bytes_are_only_ever_diagnosed(seed: int) -> None:
    """P1: whatever a file holds, each of its faults has a place in it, and no format fails."""
    choose = random.Random(seed)
    pool = seeds()
    library = open_library(shipped())
    now = datetime(2026, 11, 23, 10, tzinfo=UTC)
    end = time.monotonic() + 2
    count = 0
    while time.monotonic() < end and count < 1500:
        count += 1
        data = (
            choose.randbytes(choose.randint(0, 200)) if count % 10 == 0 else mutated(choose, pool)
        )
        start = time.process_time()
        try:
            text = decode(data, "x.yaml")
        except Unreadable as error:
            assert 1 <= error.line <= data.count(b"\n") + 1
            continue
        found = lint_text(library, now, Path("x.yaml"), text).diagnostics
        for diagnostic in found:
            assert 1 <= diagnostic.line <= len(text.starts), data
            assert 1 <= diagnostic.column <= len(text.line(diagnostic.line)) + 1, data
        for form in FORMATS.values():
            for line in form(found, Summary(1, 1)):
                assert "\x1b" not in line, data
        assert time.process_time() - start < 2, data
    assert count > 20
