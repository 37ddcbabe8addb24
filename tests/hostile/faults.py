"""A disk that fails: runs a command again and again, and lets its n-th step on the disk fail.

Started as a program: `python faults.py fail|kill FOLDER COMMAND…`. FOLDER holds the tree `before`;
each run works on a fresh copy of it. `fail` makes the n-th step raise ENOSPC, `kill` ends the
process there as `kill -9` does. Writes a JSON line for each run: the exit code (negative: the
signal), and whether there were still n steps. The last run has none that fails.
"""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from snapmsg import __main__, starter
from snapmsg.starter import making

STEPS = frozenset(["open", "os.mkdir", "os.rename", "os.chmod", "os.link", "os.symlink"])
"""The audit events (docs.python.org/3/library/audit_events.html) that change what is on the disk.
Removing is not among them: a disk on which that fails cannot be tidied up."""
MOST = 200


class Disk:
    """Counts the steps on the disk below a folder, and lets the n-th one fail."""

    def __init__(self, folder: Path, mode: str, number: int) -> None:
        self.folder, self.mode, self.left = os.fspath(folder), mode, number

    def step(self) -> None:
        self.left -= 1
        if self.left == 0 and self.mode == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.left == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def hook(self, event: str, args: tuple[Any, ...]) -> None:
        """As `sys.addaudithook` takes one; an exception stops what is about to be done."""
        if event not in STEPS or not isinstance(args[0], str | os.PathLike):
            return
        if event == "open" and not args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
        if os.path.abspath(args[0]).startswith(self.folder):
            self.step()


def watch(disk: Disk) -> None:
    """Put a disk under this process, for as long as it lives."""
    real_open, real_sync = io.open, os.fsync

    def opened(*args: Any, **kwargs: Any) -> Any:
        file = real_open(*args, **kwargs)
        if file.writable() and str(args[0]).startswith(disk.folder):
            real_write = file.write

            def write(text: Any) -> int:
                disk.step()
                return int(real_write(text))

            file.write = write
        return file

    def sync(handle: int) -> None:
        disk.step()
        real_sync(handle)

    patch.object(io, "open", opened).start()
    patch.object(os, "fsync", sync).start()
    sys.addaudithook(disk.hook)


def fresh(base: Path) -> Path:
    """A copy of the tree to work on."""
    now = base / "now"
    shutil.rmtree(now, ignore_errors=True)
    shutil.copytree(base / "before", now, symlinks=True)
    return now


def rehearse(base: Path, args: list[str]) -> None:
    """Run the command once on a disk that is whole, ahead of all others.

    So every process that is forked has imported all there is. What a new library is made of is
    the same each time, and is remembered: it is the writing of it that fails.
    """
    contents, choose = making.contents, starter.choose
    patch.object(starter, "choose", cache(choose)).start()
    made = cache(lambda name, today: tuple(contents(name, today, choose(starter.GENERAL))))
    patch.object(making, "contents", lambda name, today, _: made(name, today)).start()
    sys.argv = ["snap", *args]
    with (
        chdir(fresh(base)),
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        redirect_stdout(nowhere),
        redirect_stderr(nowhere),
    ):
        __main__.main()


def runs(mode: str, base: Path) -> Iterator[dict[str, Any]]:
    for number in range(1, MOST):
        now = fresh(base)
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.chdir(now)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
            disk = Disk(now, mode, number)
            watch(disk)
            code = __main__.main()
            os.write(writer, b"." if disk.left > 0 else b"")
            os._exit(code)
        os.close(writer)
        _, status = os.waitpid(child, 0)
        last = os.read(reader, 1) == b"."
        os.close(reader)
        tree = {
            path.relative_to(now).as_posix(): path.read_text("utf-8")
            for path in sorted(now.rglob("*"))
            if path.is_file()
        }
        yield {"code": os.waitstatus_to_exitcode(status), "last": last, "tree": tree}
        if last:
            return


if __name__ == "__main__":
    mode, folder, *command = sys.argv[1:]
    whole = Path(folder).resolve()
    rehearse(whole, command)
    for run in runs(mode, whole):
        print(json.dumps(run))
