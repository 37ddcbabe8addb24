"""How long snap takes to start, beside what Python and Typer take.

    python tests/benchmarks/startup.py [--rounds N]

Prints milliseconds of CPU time of whole processes, and the ratio of each pair, run in turn. A
process's own import cache is used: run it once before, so that the bytecode is there.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile

PAIRS = [
    ("snap --version", ["-m", "snapmsg", "--version"], "python -c pass", ["-c", "pass"], 1.5),
    ("snap lint, empty folder", ["-m", "snapmsg", "lint"], "import typer", ["-c", "import typer"],
     1.25),
    ("snap -h", ["-m", "snapmsg", "-h"], "import typer", ["-c", "import typer"], None),
]  # fmt: skip


def cpu(arguments: list[str], folder: str) -> float:
    """Milliseconds of CPU time that a Python process takes, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {
        name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        for name, ours, other, theirs, target in PAIRS:
            cpu(ours, folder), cpu(theirs, folder)
            pairs = [(cpu(ours, folder), cpu(theirs, folder)) for _ in range(rounds)]
            ratio = statistics.median(a / b for a, b in pairs)
            mine, base = (statistics.median(column) for column in zip(*pairs, strict=True))
            goal = f" (at most {target})" if target else ""
            sys.stdout.write(
                f"{name}: {mine:.0f} ms, {other}: {base:.0f} ms, {ratio:.2f} ×{goal}\n"
            )


if __name__ == "__main__":
    main()
