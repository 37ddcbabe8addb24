"""How long a cold lint takes, beside the floor: opening, reading and parsing the same files.

    python tests/benchmarks/lint.py [COUNT …] [--no-peers]

Prints seconds of CPU time and their ratio, each pair measured in turn in this one run. The floor
is `open`, `read` and libyaml's own `raw_parse` of every file, which makes no Python object.
Then what the dearest rules cost; and, at the first size, other linters over the same files.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import peers
from generate import generate
from yaml._yaml import CParser

from snapmsg.library import open_library
from snapmsg.linter import desk_of, lint
from snapmsg.linter.profile import profile

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TARGET = 20
"""The most that cold lint with every rule may take, as a multiple of the floor."""
FIRST_TARGET = 14
"""The most that it may take with the rules of the main job alone."""
FIRST = (
    "missing-part", "empty-part", "vanishing-part", "dropped-part", "repeated-text",
    "leftover-text", "typed-in-example", "vague-time", "no-time", "missing-unit",
    "customers-deadline", "hedged-outcome", "nobody-acts", "undeclared-variable",
    "unused-variable", "undocumented-variable", "unguarded-blank", "unknown-partial",
    "wording-syntax", "outside-the-language", "unknown-filter", "reserved-name", "bad-example",
    "unknown-name", "unsendable-message", "broken-yaml", "lost-text", "duplicate-key",
    "unknown-key", "bad-value", "yaml-feature", "hidden-character", "unreadable-file", "bad-name",
    "unused-ignore", "unexplained-ignore", "misplaced-ignore", "unknown-rule", "too-long",
    "duplicate-id", "no-owner",
)  # fmt: skip
"""The rules of the main job: the four parts, times, blanks, YAML, lengths, ids and owners."""

CHANNELS = 3
TWO = 1.7
"""How many times as fast as one process two are, at least."""
DEAREST = 20
"""The most that a rule may cost, in µs a message."""


def floor(paths: list[Path]) -> None:
    """Open, read and parse all files, and keep nothing."""
    for path in paths:
        CParser(path.read_bytes()).raw_parse()


def cpu(job: Callable[[], object]) -> float:
    """Seconds of CPU time that a job takes."""
    gc.collect()
    start = time.process_time()
    job()
    return time.process_time() - start


def wall(job: Callable[[], object]) -> float:
    """Seconds that a job takes on the clock."""
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def side_by_side(job: Callable[[], object]) -> None:
    """The same job twice, here and in a process of its own: what this machine makes of two."""
    child = os.fork()
    if not child:
        job()
        os._exit(0)
    job()
    os.waitpid(child, 0)


def measure(folder: Path, count: int, rounds: int) -> None:
    """Generate a library, measure, and print."""
    paths = generate(folder, count)
    size = sum(path.stat().st_size for path in paths)

    def once(jobs: int, select: tuple[str, ...] = ()) -> Callable[[], object]:
        return lambda: lint(open_library(folder), NOW, select=select, jobs=jobs)

    found = lint(open_library(folder), NOW, jobs=1)
    sys.stdout.write(
        f"{count:,} scenarios, {size / 1e6:.1f} MB, 3 channels, "
        f"{len(found.diagnostics)} diagnostics; lint against the floor:\n"
    )
    for select, most in (((), TARGET), (FIRST, FIRST_TARGET)):
        job = once(1, select)
        pairs = [(cpu(lambda: floor(paths)), cpu(job)) for _ in range(rounds)]
        ratio = statistics.median(b / a for a, b in pairs)
        low, high = (min(column) for column in zip(*pairs, strict=True))
        rules = f"{len(select)} rules of the main job" if select else "every rule"
        sys.stdout.write(
            f"  {rules}: {ratio:.1f} × in the median of pairs, {high / low:.1f} × at the "
            f"quietest (at most {most}): {low:.3f} s and {high:.3f} s, "
            f"{high / count * 1e6:.0f} µs a scenario\n"
        )
    clock = [
        (wall(once(1)), wall(once(2)), wall(lambda: side_by_side(once(1)))) for _ in range(rounds)
    ]
    gain = statistics.median(a / b for a, b, _ in clock)
    most = statistics.median(2 * a / c for a, _, c in clock)
    sys.stdout.write(
        f"  two processes: {gain:.2f} × as fast as one (at least {TWO}); two that share nothing, "
        f"side by side: {most:.2f} ×\n"
    )
    costs(folder, count, rounds)


def costs(folder: Path, count: int, rounds: int) -> None:
    """Print what the dearest rules cost, each at its quietest in some runs with a clock."""
    least: dict[str, float] = {}
    for _ in range(rounds):
        desk, problems = desk_of(open_library(folder), NOW)
        for code, name, cost in profile(desk, problems).rules:
            spent = cost.spent / 1000 / count / CHANNELS
            least[f"{code} {name}"] = min(spent, least.get(f"{code} {name}", spent))
    dearest = sorted(least.items(), key=lambda row: -row[1])
    told = ", ".join(f"{name} {spent:.1f}" for name, spent in dearest[:5])
    sys.stdout.write(
        f"  {len(least)} rules take {sum(least.values()):.0f} µs a message, the dearest "
        f"{dearest[0][1]:.1f} (at most {DEAREST}): {told}\n"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-peers", action="store_true", help="leave out the other linters")
    chosen = parser.parse_args()
    for count in chosen.counts:
        with tempfile.TemporaryDirectory() as name:
            library = Path(name) / "library"
            measure(library, count, chosen.rounds)
            if count == chosen.counts[0] and not chosen.no_peers:
                paths = sorted((library / "scenarios").rglob("*.yaml"))
                peers.compare(library, paths, Path(name), min(chosen.rounds, 3))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"peak memory of this process: {peak:.0f} MB\n")


if __name__ == "__main__":
    main()
