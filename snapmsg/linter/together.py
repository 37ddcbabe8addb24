"""Files checked by several processes, of which the one that asks is the first.

All share one pipe with the number of each handful of files: who reads one checks these. So all end
at about the same time, whatever a file costs and whatever else the machine does.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from snapmsg.errors import SnapError
from snapmsg.linter.check import HANDFUL, Told, check_paths
from snapmsg.linter.desk import Desk

SERIAL = 300
"""Up to so many files one process is faster than starting a second."""
_MOST = 4
_DIGITS = 4  # of a number in the pipe, which is read and written whole
_NUMBERS = 1_000
"""No more numbers are put into the pipe: so many it takes at once on every system (PIPE_BUF)."""


def check_all(desk: Desk, paths: Sequence[Path], jobs: int | None = None) -> Iterator[Told]:
    """Scenarios' files read and checked, in order; None decides on the processes by their number.

    Raises `SnapError` where the system ends one of the processes.
    """
    if jobs is None:
        jobs = min(_processors(), _MOST) if len(paths) > SERIAL else 1
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from check_paths(desk, paths)
        return
    size = max(HANDFUL, -(-len(paths) // _NUMBERS))
    handfuls = [paths[at : at + size] for at in range(0, len(paths), size)]
    found = _together(desk, handfuls, jobs)
    for number in range(len(handfuls)):
        yield from found[number]


_Found = dict[int, list[Told]]


def _together(desk: Desk, handfuls: list[Sequence[Path]], jobs: int) -> _Found:
    forked = multiprocessing.get_context("fork")
    numbers = _pipe_of(len(handfuls))
    others = []
    over = False
    try:
        with _deaf():
            for _ in range(jobs - 1):
                ours, theirs = forked.Pipe(duplex=False)
                job = (desk, handfuls, numbers, theirs)
                other = forked.Process(target=_answer, args=job, daemon=True)
                others.append((other, ours))
                try:
                    other.start()
                except OSError:  # there are no more to be had: those that are there do
                    ours.close()
                    others.pop()
                    break
                finally:
                    theirs.close()
        found = _take(desk, handfuls, numbers)
        for _, ours in others:
            found |= _received(ours)
        over = True
    finally:
        os.close(numbers)
        for other, ours in others:
            if not over:
                other.kill()
            ours.close()
            other.join()
    return found


def _received(ours: Connection) -> _Found:
    try:
        answer: _Found | Exception = ours.recv()
    except (EOFError, OSError):  # before it said anything, or in the midst of it
        raise SnapError(
            "the system stopped one of lint's processes, most likely for want of memory: lint "
            "fewer files at once"
        ) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _pipe_of(count: int) -> int:
    """What reads, number by number, what is to be done; then nothing more."""
    numbers, end = os.pipe()
    os.write(end, b"".join([number.to_bytes(_DIGITS) for number in range(count)]))
    os.close(end)
    return numbers


def _take(desk: Desk, handfuls: list[Sequence[Path]], numbers: int) -> _Found:
    """What is found in the files that this process takes on, until none are left."""
    found: _Found = {}
    while digits := os.read(numbers, _DIGITS):
        number = int.from_bytes(digits)
        found[number] = list(check_paths(desk, handfuls[number]))
    return found


def _answer(desk: Desk, handfuls: list[Sequence[Path]], numbers: int, answer: Connection) -> None:
    """The same in another process, which sends what it found, or why it could not."""
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        answer.send(_take(desk, handfuls, numbers))
    except Exception as error:  # raised again by the one that asked
        try:
            answer.send(error)
        except Exception:  # it cannot be sent
            answer.send(RuntimeError(repr(error)))


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however that came about."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


@contextmanager
def _deaf() -> Iterator[None]:
    """Let processes be born deaf to Ctrl-C.

    It reaches every process of the terminal: the first one alone answers it, and ends the others.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
