"""snap on a real terminal: widths, colours, Ctrl-C."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest
from cli_harness import environment

from snapmsg.library import shipped
from snapmsg.terminal import width

pexpect = pytest.importorskip("pexpect")
if not hasattr(pexpect, "spawn"):
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

LATE = """\
title: Parcel is late
status: 荷物は遅れています。 Your parcel is late, and we are sorry about that, so we tell you soon.
next_steps:
  - us: Your case will be reviewed.
approximate_time: You hear from us as soon as possible.
channels:
  chat:
"""
SGR = re.compile(r"\x1b\[[\d;]*m")


def session(
    args: list[str], cwd: Path | None = None, columns: int = 80, **env: str
) -> tuple[int, str]:
    """Run snap on a terminal so many columns wide: its exit code, and what the terminal got."""
    child = pexpect.spawn(
        sys.executable, ["-m", "snapmsg", *args],
        cwd=str(cwd or shipped()), env=environment(**env), dimensions=(50, columns),
        encoding="utf-8", timeout=60,
    )  # fmt: skip
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus, child.before.replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_lint(columns: int, env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "late.yaml").write_text(LATE)
    code, shown = session(["lint", "late.yaml"], tmp_path, columns, **env)
    assert code == 1
    plain = SGR.sub("", shown)
    assert ("\x1b" in shown) == (not env)
    assert "\x1b" not in plain
    assert "error[vague-time] A001: “as soon as possible” is not a time" in plain
    excerpts = [line for line in plain.split("\n") if re.match(r" *\d* [|] ", line)]
    assert max(map(width, excerpts)) <= columns
    at = next(n for n, line in enumerate(excerpts) if "as soon as possible" in line)
    start = excerpts[at].index("as soon as possible")
    assert excerpts[at + 1][start:] == "^" * len("as soon as possible")
    assert re.search(r"\d+ errors?, \d+ warnings? in 1 scenario \(\d+\.\d\d s\)\.", plain)


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("args", [[], ["-h"], ["lint", "-h"], ["list"], ["explain"], ["demo"]])
def test_pages_fit(args: list[str], columns: int) -> None:
    code, shown = session(args, columns=columns)
    assert code == 0
    plain = SGR.sub("", shown)
    lines = [line for line in plain.split("\n") if not re.match(r"(error|warning)\[", line)]
    assert max(map(width, lines)) <= columns
    assert "\x1b" in shown
    assert not set(SGR.findall(shown)) & {f"\x1b[{code}m" for code in (30, 33, 34, 37, 97)}


def test_ctrl_c() -> None:
    waiting = ["render", "parcel-late", "--channel", "sms", "--values", "-"]
    child = pexpect.spawn(
        sys.executable, ["-m", "snapmsg", *waiting],
        cwd=str(shipped()), env=environment(), encoding="utf-8", timeout=60,
    )  # fmt: skip
    time.sleep(1)  # Python itself has to have started; from then on it is snap that answers
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before


def test_a_terminal_that_shows_ascii_alone() -> None:
    env = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for args in (["list"], ["explain", "vague-time"], ["show", "nobody"]):
        code, shown = session(args, **env)
        assert code in (0, 2)
        assert shown.isascii()
        assert "Traceback" not in shown
