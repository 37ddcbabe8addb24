"""How long a cold lint takes, beside the floor: opening, reading and parsing the same files.

    python tests/benchmarks/lint.py [COUNT …]

Prints seconds of CPU time and their ratio, each pair measured in turn in this one run. The floor
is `open`, `read` and libyaml's own `raw_parse` of every file, which makes no Python object.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from generate import generate
from yaml._yaml import CParser

from snapmsg.library import open_library
from snapmsg.linter import lint

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TARGET = 14
"""The most that cold lint may take, as a multiple of the floor."""


def floor(paths: list[Path]) -> None:
    """Open, read and parse all files, and keep nothing."""
    for path in paths:
        with open(path, "rb") as file:  # noqa: PTH123 (the plainest way is the fastest)
            data = file.read()
        CParser(data).raw_parse()


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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    say = sys.stdout.write
    for count in chosen.counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            paths = generate(folder, count)
            size = sum(path.stat().st_size for path in paths)
            serial = lambda: lint(open_library(folder), NOW, jobs=1)  # noqa: B023, E731
            double = lambda: lint(open_library(folder), NOW, jobs=2)  # noqa: B023, E731
            found = serial()
            pairs = [(cpu(lambda: floor(paths)), cpu(serial)) for _ in range(chosen.rounds)]  # noqa: B023
            ratio = statistics.median(b / a for a, b in pairs)
            low, high = (statistics.median(column) for column in zip(*pairs, strict=True))
            say(
                f"{count:,} scenarios, {size / 1e6:.1f} MB, 3 channels: floor {low:.3f} s, "
                f"lint {high:.3f} s, {high / count * 1e6:.0f} µs a scenario, "
                f"{ratio:.1f} × the floor (at most {TARGET}); "
                f"{len(found.diagnostics)} diagnostics\n"
            )
            clock = [(wall(serial), wall(double)) for _ in range(chosen.rounds)]
            gain = statistics.median(a / b for a, b in clock)
            say(f"  two processes: {gain:.2f} × as fast as one\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"peak memory of this process: {peak:.0f} MB\n")


if __name__ == "__main__":
    main()
