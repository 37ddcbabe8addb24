"""Other linters beside `snap lint`, over the same generated files: CPU seconds of whole processes.

The peers are installed into an environment of their own, in a folder that is gone afterwards.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from snapmsg import json_schema
from snapmsg.library import open_library, read_scenario
from snapmsg.message import build_case, compose, draft_of, environment_of, example_values

PACKAGES = ("yamllint", "check-jsonschema", "proselint")
YAMLLINT = "{extends: default, rules: {line-length: {max: 100}}}"
TARGET = 8
"""How many times as fast as yamllint and check-jsonschema together lint is to be, at least."""
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

VALE = """\
  Vale is not run here, since its packages fetch a program from elsewhere. Measured earlier, built
  from source (commit 24e9634, v3.15.1-19), on other generated messages: 21 rules on 1,000 as
  Markdown 8.2 to 9.5 s of CPU, and on 10,000 86.9 to 104.1 s; its YAML view, 4 parts, which lost
  67 of 398 findings there, 1.86 s and 16.7 s.
"""


class Peer(NamedTuple):
    """A linter: its name and version, and the command that runs it."""

    name: str
    command: Sequence[str]


def install(folder: Path) -> str:
    """Put the peers into an environment in a folder. Why not, where that cannot be; else empty."""
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
        pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--retries", "1"]
        subprocess.run([*pip, *PACKAGES], check=True, capture_output=True, timeout=300)
    except subprocess.TimeoutExpired:
        return "pip took too long"
    except (OSError, subprocess.CalledProcessError) as error:
        told = getattr(error, "stderr", b"") or b""
        lines = told.decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else str(error)
    return ""


def peers(folder: Path, library: Path, paths: Sequence[Path], texts: Path) -> Iterator[Peer]:
    """Each peer, on the scenarios or on the messages that they make."""
    programs = folder / "bin"
    schema = folder / "scenario.json"
    schema.write_text(json_schema.text("scenario"), encoding="utf-8")
    freeze = [programs / "python", "-m", "pip", "freeze"]
    listed = subprocess.run(freeze, capture_output=True, text=True, check=False).stdout
    named = dict(line.split("==") for line in listed.splitlines() if "==" in line)
    tools: dict[str, tuple[str, list[str]]] = {
        "yamllint": ("YAML", ["-d", YAMLLINT, str(library / "scenarios")]),
        "check-jsonschema": ("our schema", ["--schemafile", str(schema), *map(str, paths)]),
        "proselint": ("messages", ["check", *map(str, sorted(texts.iterdir()))]),
    }
    for name, (on, args) in tools.items():
        yield Peer(f"{name} {named.get(name, '')} ({on})", [str(programs / name), *args])


def write_messages(library: Path, paths: Sequence[Path], folder: Path) -> None:
    """The email of each scenario as a text file."""
    folder.mkdir()
    opened = open_library(library)
    environment = environment_of(opened)
    for number, path in enumerate(paths):
        draft = draft_of(read_scenario(opened, path).scenario, environment)
        text = compose(build_case(draft, example_values(draft), NOW), "email").text
        (folder / f"{number:05}.md").write_text(text + "\n", encoding="utf-8")


def cpu_of(command: Sequence[str], folder: Path) -> tuple[float, int]:
    """The CPU seconds of a command with all that it starts, and its exit code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)
    return spent, done.returncode


def compare(library: Path, paths: Sequence[Path], scratch: Path, rounds: int) -> None:
    """Install, run in turn, and print each peer's time as a multiple of ours."""
    tools, texts = scratch / "peers", scratch / "messages"
    why = install(tools)
    if why:
        sys.stdout.write(f"  the peers are left out: pip could not install them ({why})\n{VALE}")
        return
    write_messages(library, paths, texts)
    ours = Peer("snap lint", [sys.executable, "-P", "-m", "snapmsg", "lint", str(library)])
    runners = [ours, *peers(tools, library, paths, texts)]
    times: dict[str, list[float]] = {peer.name: [] for peer in runners}
    codes: dict[str, int] = {}
    for _ in range(rounds):
        for peer in runners:
            spent, codes[peer.name] = cpu_of(peer.command, scratch)
            times[peer.name].append(spent)
    best = statistics.median(times[ours.name])
    sys.stdout.write(f"  whole processes, CPU in the median of {rounds}: snap lint {best:.2f} s\n")
    for peer in runners[1:]:
        spent = statistics.median(times[peer.name])
        told = f"{spent:.2f} s, {spent / best:.1f} × snap (exit {codes[peer.name]})"
        sys.stdout.write(f"    {peer.name:<40} {told}\n")
    both = sum(statistics.median(times[peer.name]) for peer in runners[1:3])
    sys.stdout.write(
        f"    {'yamllint and check-jsonschema together':<40} {both:.2f} s, {both / best:.1f} × "
        f"snap (at least {TARGET})\n{VALE}"
    )
