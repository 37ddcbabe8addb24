"""How long it takes to find a scenario, beyond what any command takes to start.

    python tests/benchmarks/find.py [1000 10000]

`gather` reads the files, once a run; `match` is the matching itself, the slowest of the questions
below. Prints milliseconds of CPU time; the aims are 200 for both together at 1,000 scenarios, and
100 for the matching at 10,000.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from generate import generate

from snapmsg.library import open_library
from snapmsg.search import gather, search

QUESTIONS = [
    "late parcel refnd",
    "where is my meter",
    "zzzz",
    "Hello, I have been waiting for my parcle since week 12 and the tracking has not moved. The "
    "driver rang nobody. I want my moeny back, or to know where it is, and who at the depot in "
    "Leeds has it now. This is the third time that an order of mine is delayed and nobody answers "
    "the phone. My account is charged twice, my card was declined and the refund is late too.",
]


def main() -> None:
    """Measure and print."""
    for count in [int(arg) for arg in sys.argv[1:]] or [1000, 10_000]:
        with tempfile.TemporaryDirectory() as name:
            generate(Path(name), count)
            start = time.process_time()
            shelf = gather(open_library(Path(name)))
            gathered = time.process_time() - start
            times = []
            for question in QUESTIONS:
                start = time.process_time()
                search(shelf, question)
                times.append(time.process_time() - start)
            shown = ", ".join(f"{1000 * taken:.0f}" for taken in times)
            print(
                f"{count:>6} scenarios: gather {1000 * gathered:.0f} ms, match "
                f"{1000 * max(times):.0f} ms ({shown})"
            )


if __name__ == "__main__":
    main()
