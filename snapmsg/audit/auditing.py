"""One message under audit: its parts, and what the rules on wording say of its words."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from snapmsg.audit.reading import Reading, read
from snapmsg.audit.text import Text, blocks, understood
from snapmsg.diagnostic import Finding, Severity
from snapmsg.library import Library
from snapmsg.linter import desk_of
from snapmsg.message import Stretch, draft_of
from snapmsg.model import Part, Scenario
from snapmsg.rule import Match, Prose, all_rules
from snapmsg.source import Addressed, Source
from snapmsg.wording import Tree

LONGEST = 100_000
"""The most characters that a message may have to be read as one."""

SERIAL = 300
"""Up to so many messages one process is faster than starting a second."""

_NOT_FOREIGN = ("stray-markup", "wrong-channel", "mistyped-blank")
"""Rules on how snap's own templates and blanks are written: other tools have other ways."""

_REUSED = ("dated-text", "past-date", "leftover-text", "typed-in-example")
"""Rules on text that is sent many times: a message that was sent once may name its day."""


class Message(NamedTuple):
    """What is audited: a text, its name, and the file and line where it stands.

    `reused` is whether it is kept to be sent again and again, as a macro is.
    """

    source: str
    line: int
    text: str
    title: str = ""
    reused: bool = False


class Remark(NamedTuple):
    """What a rule says of a stretch of the text, in offsets of it."""

    code: str
    name: str
    severity: Severity
    reason: str
    start: int
    end: int


class Audited(NamedTuple):
    """A message with what was found: its parts, and the remarks on its wording."""

    message: Message
    reading: Reading
    remarks: tuple[Remark, ...]

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that it lacks; the time unless it is concrete."""
        return tuple(part for part in Part if not self.reading.has(part))

    def record(self) -> dict[str, object]:
        """It as scripts know it."""
        reading = self.reading
        return {
            "source": self.message.source,
            "line": self.message.line,
            "title": self.message.title or None,
            "text": self.message.text,
            "status": reading.has(Part.STATUS),
            "next_steps": reading.has(Part.NEXT_STEPS),
            "planned_outcome": reading.has(Part.PLANNED_OUTCOME),
            "approximate_time": str(reading.time),
            "spans": {
                str(part): [list(span) for span in reading.spans[part]]
                for part in Part
                if reading.spans[part]
            },
            "score": reading.score,
            "diagnostics": [
                {
                    "code": remark.code,
                    "name": remark.name,
                    "severity": str(remark.severity),
                    "reason": remark.reason,
                    "span": [remark.start, remark.end],
                }
                for remark in self.remarks
            ],
        }


class Auditor:
    """Audits messages, without any library: made once, because gathering the rules takes time."""

    def __init__(self, now: datetime) -> None:
        library = Library(None)
        wanted = [
            rule.name
            for rule in all_rules()
            if rule.reads == "Prose" and rule.name not in _NOT_FOREIGN
        ]
        self._desk, _ = desk_of(library, now, wanted)
        self._draft = draft_of(Scenario("", "", Source("", "")), self._desk.environment)
        self._times = self._desk.environment.locale.times

    def audit(self, message: Message) -> Audited:
        """A message's parts and the remarks on it."""
        text = understood(message.text)
        found = sorted(set(self._remarks(text, message.reused)), key=lambda one: one.start)
        return Audited(message, read(text, self._times), tuple(found))

    def audit_all(self, messages: Sequence[Message]) -> list[Audited]:
        """All messages, in their order; in as many processes as pay, where there are many."""
        jobs = min(_processors(), 4) if len(messages) > SERIAL else 1
        if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
            return [self.audit(message) for message in messages]
        global _auditor
        _auditor = self  # a forked process finds it there, without it being sent
        size = -(-len(messages) // (jobs * 4))
        chunks = [messages[at : at + size] for at in range(0, len(messages), size)]
        with multiprocessing.get_context("fork").Pool(jobs, _deaf) as pool:
            return [one for chunk in pool.imap(_audit_chunk, chunks) for one in chunk]

    def _remarks(self, text: Text, reused: bool) -> Iterator[Remark]:
        """What the rules say: each line or paragraph is laid in as a stretch of wording."""
        proses, starts = [], []
        for start, end in blocks(text.seen):
            starts.append(start)
            proses.append(self._prose(text.seen[start:end]))
        for start, prose in zip(starts, proses, strict=True):
            for choice, call, _ in self._desk.reading("Prose"):
                for finding in call(prose, self._draft, None):
                    yield _remark(
                        choice.rule.code, choice.rule.name, choice.severity, finding, start
                    )
        joined, offsets = "\0".join(prose.text for prose in proses), [0]
        for prose in proses:
            offsets.append(offsets[-1] + len(prose.text) + 1)
        for hit in self._desk.scanner.scan(joined):
            number = bisect_right(offsets, hit.start) - 1
            prose, offset = proses[number], offsets[number]
            choice = self._desk.finding[hit.find]
            if hit.end - offset > len(prose.text) or (not reused and choice.rule.name in _REUSED):
                continue
            match = Match(prose, hit.start - offset, hit.end - offset)
            for finding in self._desk.calls[hit.find](prose, self._draft, match):
                yield _remark(
                    choice.rule.code, choice.rule.name, choice.severity, finding, starts[number]
                )

    def _prose(self, text: str) -> Prose:
        at = Addressed(text, Source("", text), 0, len(text))
        return Prose(
            re.sub(r"\s", " ", text), Stretch(Tree(at, (), (), ()), None, "message"), self._draft
        )


_auditor: Auditor | None = None


def _deaf() -> None:
    """Leave Ctrl-C to the process that started this one: it ends them all."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _audit_chunk(messages: Sequence[Message]) -> list[Audited]:
    assert _auditor is not None
    return [_auditor.audit(message) for message in messages]


def _processors() -> int:
    count = getattr(os, "sched_getaffinity", None)
    return len(count(0)) if count is not None else os.cpu_count() or 1


def _remark(code: str, name: str, severity: Severity, finding: Finding, start: int) -> Remark:
    first = finding.reason.partition("\n")[0]
    return Remark(code, name, severity, first, start + finding.at.start, start + finding.at.end)
