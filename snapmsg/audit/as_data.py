"""An audit for other programs: JSON, a table, and GitHub's annotations."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from snapmsg.audit.as_text import NAMES
from snapmsg.audit.auditing import Audited
from snapmsg.audit.summary import sentence, worst_first
from snapmsg.diagnostic import Diagnostic, Severity
from snapmsg.model import Part
from snapmsg.report import as_json
from snapmsg.report.github import MOST, command
from snapmsg.terminal import clean_line, csv_cell, inert

COLUMNS = (
    "source", "line", "title", "score", *map(str, Part), "diagnostics", "text",
)  # fmt: skip


def json(found: Sequence[Audited]) -> Iterator[str]:
    """A list, a message a line, in the order in which they came."""
    yield "["
    last = len(found) - 1
    for index, one in enumerate(found):
        yield f"  {as_json(one.record())}{',' if index < last else ''}"
    yield "]"


def table(found: Sequence[Audited]) -> Iterator[str]:
    """CSV, the worst first. A cell that a spreadsheet would reckon with has a `'` before it."""
    yield ",".join(COLUMNS)
    for one in worst_first(found):
        reading = one.reading
        cells = [
            one.message.source, str(one.message.line), one.message.title, str(reading.score),
            *(
                str(reading.time) if part is Part.APPROXIMATE_TIME
                else "yes" if reading.has(part) else "no"
                for part in Part
            ),
            " ".join(dict.fromkeys(remark.code for remark in one.remarks)),
            one.message.text,
        ]  # fmt: skip
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(map(csv_cell, cells))
        yield line.getvalue()


def github(found: Sequence[Audited]) -> Iterator[str]:
    """The worst as annotations, as many as GitHub shows of one kind; then the sentence."""
    for one in [one for one in worst_first(found) if one.missing][:MOST]:
        lacks = ", ".join(NAMES[part].lower() for part in one.missing)
        name = f"“{clean_line(one.message.title[:80])}” " if one.message.title else ""
        line = one.message.line
        yield command(
            Diagnostic(
                one.message.source, line, 1, line, 1, "F001", "missing-part", Severity.WARNING,
                f"{name}has {one.reading.score} of the 4 parts; missing: {lacks}",
            ),
            one.message.source,
        )  # fmt: skip
    yield inert(sentence(found))
