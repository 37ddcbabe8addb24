"""How long messages take to write, beside Jinja's own rendering of the same words.

    python tests/benchmarks/render.py

The floor is Jinja with everything compiled beforehand and joined to one text, which knows nothing
of parts, places or values' types. Prints microseconds of CPU time a message.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import jinja2
from generate import generate

from snapmsg.library import open_library, scenarios
from snapmsg.message import build_case, compose, draft_of, environment_of, example_values

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
COUNT = 200
CHANNELS = ("email", "sms", "chat")


def cpu(job: Callable[[], object]) -> float:
    """Seconds of CPU time that a job takes."""
    start = time.process_time()
    job()
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        generate(Path(name), COUNT)
        library = open_library(Path(name))
        environment = environment_of(library)
        drafts = [draft_of(file.scenario, environment) for file in scenarios(library)]
        values = [example_values(draft) for draft in drafts]
        plain = jinja2.Environment()
        compiled = [
            plain.from_string("\n\n".join(s.tree.at.value for s in draft.stretches))
            for draft in drafts
        ]

        def ours() -> None:
            for draft, given in zip(drafts, values, strict=True):
                case = build_case(draft, given, NOW)
                for channel in CHANNELS:
                    len(compose(case, channel).text)

        def theirs() -> None:
            for template, given in zip(compiled, values, strict=True):
                for _ in CHANNELS:
                    template.render(given)

        ours(), theirs()
        pairs = [(cpu(ours), cpu(theirs)) for _ in range(7)]
        ratio = statistics.median(a / b for a, b in pairs)
        mine, base = (
            statistics.median(column) / COUNT / len(CHANNELS) * 1e6
            for column in zip(*pairs, strict=True)
        )
        sys.stdout.write(
            f"{mine:.0f} µs a message with its trace, Jinja compiled beforehand {base:.0f} µs, "
            f"{ratio:.1f} ×\n"
        )


if __name__ == "__main__":
    main()
