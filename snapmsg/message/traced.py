"""A message in which every stretch knows where it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from snapmsg.channels import PLAIN, Channel, Form
from snapmsg.message.case import Pledge
from snapmsg.model import Part, Scenario
from snapmsg.source import Range
from snapmsg.values import Value
from snapmsg.wording import Datum, Given, Segment


@dataclass(frozen=True, slots=True)
class Message:
    """What one customer reads on one channel, in one of its forms.

    `body` and each of `fields` (an email's subject) are segments that make up the text exactly.
    `plain` is the body as plain text, where the form is another; `given` has each value as wording
    knows it.
    """

    scenario: Scenario
    channel: Channel
    locale: str
    body: tuple[Segment, ...]
    fields: Mapping[str, tuple[Segment, ...]]
    values: Mapping[str, Value]
    pledge: Pledge | None
    update: Pledge | None
    example: str | None = None
    form: Form = PLAIN
    plain: str | None = None
    given: Mapping[str, Given] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The body."""
        return "".join([segment.text for segment in self.body])

    def field(self, name: str) -> str | None:
        """The text of one of the channel's own fields; None where the message has none."""
        found = self.fields.get(name)
        return None if found is None else "".join(segment.text for segment in found)

    @property
    def words(self) -> dict[str, str]:
        """What each value reads as, before any channel's encoder."""
        return {name: datum.text for name, datum in self.given.items() if isinstance(datum, Datum)}

    @property
    def beside(self) -> tuple[str, ...]:
        """The names of the fields that stand beside the body, and not in it."""
        inside = {field.name for field in self.channel.fields if field.inside}
        return tuple(name for name in self.fields if name not in inside)

    def spans(self, part: Part) -> list[tuple[int, int]]:
        """Where a part stands in the body, as character offsets; side by side ones are one."""
        found: list[tuple[int, int]] = []
        at = 0
        for segment in self.body:
            end = at + len(segment.text)
            if segment.part is part and end > at:
                if found and found[-1][1] == at:
                    found[-1] = (found[-1][0], end)
                else:
                    found.append((at, end))
            at = end
        return found

    def part(self, part: Part) -> str:
        """The text of a part, empty where the message has it not."""
        text = self.text
        return " ".join(text[start:end] for start, end in self.spans(part)).strip()

    def parts(self) -> tuple[Part, ...]:
        """The parts that the body has."""
        there = {segment.part for segment in self.body if segment.text.strip()}
        return tuple(part for part in Part if part in there)

    def counts(self) -> Mapping[str, int]:
        """How long the body is, as its channel counts: always of the plain text."""
        return self.channel.count(self.text if self.plain is None else self.plain)

    def range(self, start: int, end: int) -> Range:
        """Where characters `start` to before `end` of the body come from.

        The hull of the segments in the first one's file; a value counts as its whole blank. Of an
        empty message, the scenario's first line.
        """
        return hull(self.body, start, end) if self.body else self.scenario.top

    def field_range(self, name: str) -> Range:
        """Where the text of one of the channel's own fields comes from."""
        segments = self.fields[name]
        whole = sum(len(segment.text) for segment in segments)
        return hull(segments, 0, whole) if segments else self.scenario.top


def hull(segments: Sequence[Segment], start: int, end: int) -> Range:
    """Where characters `start` to before `end` of the segments' text come from."""
    found: Range | None = None
    at = 0
    for segment in segments:
        length = len(segment.text)
        if at < end and at + length > start and length:
            here = _place(segment, max(start - at, 0), min(end - at, length))
            if found is None:
                found = here
            elif here.source is found.source:
                low, high = min(found.start, here.start), max(found.end, here.end)
                found = Range(found.source, low, high)
        at += length
    if found is None:
        segment = segments[-1]
        return segment.at.range(segment.start, segment.end)
    return found


def _place(segment: Segment, start: int, end: int) -> Range:
    if segment.blank is None and segment.end - segment.start == len(segment.text):
        return segment.at.range(segment.start + start, segment.start + end)
    return segment.at.range(segment.start, segment.end)
