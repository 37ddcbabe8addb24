"""How well `snap audit` understands messages that somebody has read and labelled.

    python tests/benchmarks/audit.py PATH [--wrong]

`PATH` is a file of JSON lines with `text`, `source`, `status`, `next_steps`, `planned_outcome`
(true or false) and `approximate_time` (`concrete`, `vague` or `none`). Prints balanced accuracy
for the parts and macro-F1 for the time: over all, and for each source alone. Nothing in the audit
is fitted to messages, so a source's own row is what it gets when it is left out. With `--wrong`
the messages that were read otherwise than labelled.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from snapmsg.audit import Reading, Timing, read
from snapmsg.locales import get
from snapmsg.model import Part

PARTS = (Part.STATUS, Part.NEXT_STEPS, Part.PLANNED_OUTCOME)


def kind(reading: Reading) -> str:
    """The time as the labels have it: the customer's own counts as concrete."""
    return "concrete" if reading.time is Timing.CUSTOMER else str(reading.time)


def balanced(pairs: Sequence[tuple[bool, bool]]) -> float:
    """The mean of the shares that are right among those labelled true and those labelled false."""
    shares = []
    for label in (True, False):
        told = [found == label for want, found in pairs if want == label]
        if told:
            shares.append(sum(told) / len(told))
    return sum(shares) / len(shares)


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean F1 of the kinds that are labelled."""
    scores = []
    for kind in sorted({want for want, _ in pairs}):
        hit = sum(want == found == kind for want, found in pairs)
        wrong = sum((want == kind) != (found == kind) for want, found in pairs)
        scores.append(2 * hit / (2 * hit + wrong))
    return sum(scores) / len(scores)


def main(path: str, wrong: bool) -> None:
    """Print the table."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    times = get("en").times
    start = perf_counter()
    read_ = [(row, read(row["text"], times)) for row in rows]
    took = perf_counter() - start
    sources = sorted({row["source"] for row in rows})
    print(f"{'source':<24} {'n':>4}  status  steps  outcome   time")
    for source in [None, *sources]:
        own = [(row, said) for row, said in read_ if source in (None, row["source"])]
        scores = [balanced([(row[str(p)], said.has(p)) for row, said in own]) for p in PARTS]
        time = macro_f1([(row["approximate_time"], kind(said)) for row, said in own])
        told = "".join(f"{score:>8.2f}" for score in (*scores, time))
        print(f"{source or 'all':<24} {len(own):>4}{told}")
    print(f"{took * 1000 / len(rows):.2f} ms a message")
    for row, said in read_ if wrong else ():
        faults = [str(p) for p in PARTS if said.has(p) != row[str(p)]]
        if kind(said) != row["approximate_time"]:
            faults.append(f"time {kind(said)} for {row['approximate_time']}")
        if faults:
            doubtful = set(row.get("borderline", ())) & {fault.split()[0] for fault in faults}
            print(f"\n{', '.join(faults)}{'  (borderline)' if doubtful else ''}\n  {row['text']}")


if __name__ == "__main__":
    main(sys.argv[1], "--wrong" in sys.argv)
