"""`snap`, `snapmsg` and `python -m snapmsg`: the streams, the exit codes, and what went wrong.

Everything that a command raises is answered here and nowhere else. Nothing slow is imported
before it is known to be needed, so that `snap --version` costs no more than Python itself.
"""

import sys

if __name__ == "__main__" and not sys.flags.safe_path:
    # `python -m` puts the working directory first, where an untrusted library may keep a `yaml.py`
    # or a `__future__.py`: it goes before anything is imported. This package is found already.
    del sys.path[0]

import errno
import gc
import os

from snapmsg import __version__

TYPE_CHECKING = False  # to import `typing` costs as much as all else that the version needs
if TYPE_CHECKING:
    from typing import IO, Any

REFUSED, BUG, INTERRUPTED = 2, 3, 130
"""The exit codes besides 0, all is well, and 1, which a command gives for diagnostics."""

GARBAGE = 100_000
"""How many objects may pile up before Python looks for cycles among them; a command that runs for
a moment makes hardly any, and looking for them often costs a twentieth of its time."""

BUG_SENTENCE = (
    "this is a bug in snap, and nothing that you did wrong ({}). Run the same command with --debug "
    "and report what it prints."
)


def main() -> int:
    """Do what the command line asks, and give the exit code."""
    gc.set_threshold(GARBAGE)
    _open_streams()
    at = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    debug = "--debug" in sys.argv[1:at]
    args = [arg for arg in sys.argv[1:at] if arg != "--debug"] + sys.argv[at:]
    try:
        code = _answer(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:
        code = _tell(error, debug)
    _let_go(sys.stdout)
    return code


def _answer(args: list[str]) -> int:
    if args[:1] in (["--version"], ["-V"]):
        sys.stdout.write(f"snap {__version__}\n")
        return 0
    from snapmsg.cli.app import call

    return call(args)


def _tell(error: Exception, debug: bool) -> int:
    """Say in one sentence what went wrong, and choose the exit code."""
    from snapmsg.errors import SnapError
    from snapmsg.terminal import clean, inert

    told, code = "snap: " + BUG_SENTENCE.format(type(error).__name__), BUG
    if isinstance(error, SnapError):
        placed = error.at is not None or error.path
        told, code = str(error) if placed else f"snap: {error}", error.code
    elif isinstance(error, OSError):
        told, code = _unreached(error), REFUSED
    if debug:
        import traceback

        told = f"{traceback.format_exc()}{told}"
    for line in clean(told).splitlines():
        sys.stderr.write(inert(line) + "\n")
    return code


def _unreached(error: OSError) -> str:
    """What to say of a file or a stream that failed. Nothing where nobody reads what is written."""
    why = error.strerror or str(error)
    if error.errno == errno.ENAMETOOLONG:
        return "snap: a name this long is none for a file or folder: choose a shorter one"
    if error.errno == errno.ENOENT and error.filename is None:
        return "snap: the folder that you stand in is gone: go to another, with cd"
    if error.filename is not None:
        return f"{error.filename}: snap cannot use this file: {why}"
    if error.errno == errno.EPIPE:
        return ""
    if error.errno == errno.EBADF:
        return "snap: there is nowhere to write to: stdout is closed"
    return f"snap: the output could not be written: {why}"


class _Talk:
    """stderr, on which nothing can fail: what cannot be said is not worth stopping for."""

    def __init__(self, stream: "IO[str]") -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> "Any":
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """As the stream, but never raises an `OSError`."""
        try:
            return self._stream.write(text)
        except OSError:
            return len(text)

    def flush(self) -> None:
        """As the stream, but never raises an `OSError`."""
        _let_go(self._stream)


def _open_streams() -> None:
    """Make the three streams safe to use, whatever they are connected to.

    A stream that is closed keeps its number, so that no file which is opened later takes it. What
    a terminal cannot show is written as `\\u2019`; a pipe or a file gets UTF-8.
    """
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name) or _closed(name)
        reconfigure = getattr(stream, "reconfigure", None)
        if name != "stdin" and reconfigure is not None:
            fixed = stream.isatty() or "PYTHONIOENCODING" in os.environ
            reconfigure(encoding=None if fixed else "utf-8", errors="backslashreplace")
        setattr(sys, name, _Talk(stream) if name == "stderr" else stream)


def _closed(name: str) -> "IO[str]":
    """What stands for a stream that is closed: stdin is empty, stderr goes nowhere.

    stdout is open for reading alone, so that what is written to it fails instead of being lost.
    """
    handle = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
    return os.fdopen(handle, "r" if name == "stdin" else "w", encoding="utf-8")


def _let_go(stream: "IO[str]") -> None:
    """Write what is left. What cannot be written is dropped, or Python fails on it once more."""
    try:
        stream.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
