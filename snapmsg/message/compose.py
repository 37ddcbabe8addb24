"""One channel's message, in which every stretch knows where it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from snapmsg import channels
from snapmsg.channels import Channel
from snapmsg.errors import SnapError
from snapmsg.locales import PromiseAs
from snapmsg.message.case import Case, Pledge, no_value
from snapmsg.model import RESERVED, Part, PartWording, Scenario, Step
from snapmsg.source import Addressed, Range
from snapmsg.values import Kind, Spec, Value
from snapmsg.wording import Datum, Given, Phrase, Segment, Tree, evaluate, holds, reflow

_OUTER = ("opening", "closing")


@dataclass(frozen=True, slots=True)
class Message:
    """What one customer reads on one channel.

    `body` and each of `fields` (an email's subject) are segments that make up the text exactly.
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

    @property
    def text(self) -> str:
        """The body."""
        return "".join([segment.text for segment in self.body])

    def field(self, name: str) -> str | None:
        """The text of one of the channel's own fields; None where the message has none."""
        found = self.fields.get(name)
        return None if found is None else "".join(segment.text for segment in found)

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
        """How long the body is, as its channel counts."""
        return self.channel.count(self.text)

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


def compose(case: Case, name: str) -> Message:
    """The message of a case on a channel.

    Raises `SnapError` where a text cannot be evaluated: a fault in its wording, a blank without a
    value, a private blank where others can read it.
    """
    channel = channels.get(name)
    draft = case.draft
    environment = draft.environment
    tree = environment.templates.get((name, channel.forms[0]))
    if tree is None:
        raise SnapError(f"there is no template for {channel.label}: see channels/ in the library")
    style = environment.library.settings.promise_style(name)
    given = _given(case, channel, style)
    raw = _evaluate(case, tree, given, None, channel)
    return Message(
        draft.scenario,
        channel,
        environment.locale.code,
        _trim(raw),
        dict(_fields(case, channel, style)),
        case.values,
        case.pledge,
        case.update,
        case.example,
    )


def _given(case: Case, channel: Channel, style: PromiseAs) -> dict[str, Given]:
    """What a template is given: the variables, the parts, the steps, the labels."""
    given: dict[str, Given] = dict(case.given)
    for part in Part:
        wording = case.draft.part(part, channel.name)
        if wording is None:
            continue
        segments, steps = part_segments(case, wording, channel, style)
        given[part] = segments
        if part is Part.NEXT_STEPS:
            given["steps"] = steps
    if not channel.brief:
        for name in _OUTER:
            text = _lookup(case, channel, name)
            if text is not None:
                given[name] = _text(case, text, None, channel, style)
    settings = case.draft.environment.library.settings
    labels = {**case.draft.environment.locale.labels, **settings.labels}
    given["labels"] = {name: Phrase(text) for name, text in labels.items()}
    return given


def _lookup(case: Case, channel: Channel, name: str) -> Addressed | None:
    for level in case.draft.scenario.levels(channel.name, channel.brief):
        if name in level.fields:
            return level.fields[name]
    return None


def _fields(
    case: Case, channel: Channel, style: PromiseAs
) -> Iterator[tuple[str, tuple[Segment, ...]]]:
    """The channel's own fields that the scenario has, each on one line."""
    own = (case.draft.scenario.channels or {}).get(channel.name)
    for field in channel.fields:
        text = own.fields.get(field.name) if own is not None else None
        if text is None:
            continue
        if not field.private_ok:
            _refuse_private(case, case.draft.tree(text), f"the {field.name}")
        segments = _text(case, text, None, channel, style)
        yield (
            field.name,
            tuple(
                segment._replace(text=channels.encode_field(segment.text)) for segment in segments
            ),
        )


def part_segments(
    case: Case, wording: PartWording, channel: Channel, style: PromiseAs
) -> tuple[tuple[Segment, ...], tuple[Mapping[str, Given], ...]]:
    """A part as evaluated: its segments, and for next steps each step as templates know it."""
    if wording.part is Part.NEXT_STEPS:
        joined: list[Segment] = []
        steps: list[Mapping[str, Given]] = []
        for text, more in _steps(case, wording, channel, style):
            if joined and text:
                last = joined[-1]
                joined.append(last._replace(text=" ", start=last.end, end=last.end, blank=None))
            joined += text
            steps.append({"text": text, **more})
        return tuple(joined), tuple(steps)
    if wording.text is not None:
        return _text(case, wording.text, wording.part, channel, style), ()
    if wording.timing is None:
        return (), ()
    if wording.timing.say is not None:
        return _text(case, wording.timing.say, wording.part, channel, style), ()
    return (_sentence(case, wording, style),), ()


def _sentence(case: Case, wording: PartWording, style: PromiseAs) -> Segment:
    """The locale's own sentence for a promise that comes without one."""
    timing = case.draft.scenario.timing() or wording.timing
    at = timing.first if timing is not None else None
    if at is None:
        raise SnapError("this time says nothing: write within: or by:", at=wording.key)
    sayings = case.draft.environment.locale.sayings
    phrases = case.phrases(style)
    promise, update = phrases.get("promise"), phrases.get("update")
    if promise is None:
        text = sayings.update
    else:
        text = sayings.promise if update is None else sayings.promise_and_update
    text = text.replace("{promise}", promise or "").replace("{update}", update or "")
    return Segment(text, at, 0, len(at.value), "promise", Part.APPROXIMATE_TIME)


def _steps(
    case: Case, wording: PartWording, channel: Channel, style: PromiseAs
) -> Iterator[tuple[tuple[Segment, ...], Mapping[str, Given]]]:
    """The words of each step that stands, and what else templates know of it."""
    if wording.text is not None:
        text = _text(case, wording.text, wording.part, channel, style)
        none = Phrase("")
        yield text, {"owner": none, "who": none, "team": none, "by": none}
    for step in wording.steps:
        if step.only_if is not None:
            condition = case.draft.condition(step.only_if)
            if condition.faults:
                fault = condition.faults[0]
                raise SnapError(fault.reason, at=step.only_if.range(fault.start, fault.end))
            if condition.condition is not None and not holds(condition.condition, case.given):
                continue
        yield _step(case, step, channel, style)


def _step(
    case: Case, step: Step, channel: Channel, style: PromiseAs
) -> tuple[tuple[Segment, ...], Mapping[str, Given]]:
    teams = case.draft.environment.library.settings.teams
    extra: dict[str, Given] = {}
    if step.team is not None:
        if teams is not None and step.team.value not in teams:
            reason = f"there is no team “{step.team.value}” in snap.yaml: add it under teams:"
            raise SnapError(reason, at=step.team.whole)
        extra["team"] = _words((teams or {}).get(step.team.value, step.team).value)
    if step.who is not None:
        given = {**case.given, **case.phrases(style)}
        raw = _evaluate(case, case.draft.tree(step.who), given, None, channel, encode=str)
        extra["who"] = _words("".join([segment.text for segment in reflow(raw)]))
    by = none = Phrase("")
    if step.by is not None:
        said = case.draft.environment.locale.by(case.moment(step.by))
        by = Phrase(said[:1].upper() + said[1:])
    text = _text(case, step.text, Part.NEXT_STEPS, channel, style, extra)
    owner = Phrase(step.owner)
    return text, {"owner": owner, "who": none, "team": none, "by": by, **extra}


def _words(text: str) -> Datum:
    """Words of the library that stand in a step as a value does."""
    return Datum(text, text, Spec())


def _text(
    case: Case,
    text: Addressed,
    part: Part | None,
    channel: Channel,
    style: PromiseAs,
    extra: Mapping[str, Given] | None = None,
) -> tuple[Segment, ...]:
    """A text of the scenario, evaluated once for all channels that would read it the same."""
    key = (id(text), part, style, channel.encode)
    found = case.segments.get(key)
    if found is None:
        given = {**case.given, **case.phrases(style), **(extra or {})}
        raw = _evaluate(case, case.draft.tree(text), given, part, channel)
        found = case.segments[key] = tuple(reflow(raw))
    return found


def _evaluate(
    case: Case,
    tree: Tree,
    given: Mapping[str, Given],
    part: Part | None,
    channel: Channel,
    encode: Callable[[str], str] | None = None,
) -> list[Segment]:
    if tree.faults:
        fault = tree.faults[0]
        raise SnapError(fault.reason, at=tree.at.range(fault.start, fault.end))
    _check_uses(case, tree, given)
    if not channel.private_ok:
        _refuse_private(case, tree, channel.label)
    environment = case.draft.environment
    return evaluate(
        tree,
        given,
        include=environment.partials.__getitem__,
        locale=environment.locale,
        part=part,
        encode=encode or channel.encode,
    )


def _refuse_private(case: Case, tree: Tree, where: str) -> None:
    for use, start, end in case.draft.reached(tree):
        variable = case.draft.variables.get(use.name)
        if use.blank and variable is not None and variable.private:
            reason = f"“{use.name}” is private, and others can read {where}: take it out"
            raise SnapError(reason, at=tree.at.range(start, end))


def _check_uses(case: Case, tree: Tree, given: Mapping[str, Given]) -> None:
    """Refuse what would read wrongly: a blank that has no words, a yes or no in a sentence."""
    for use, start, end in case.draft.reached(tree):
        variable = case.draft.variables.get(use.name)
        if use.name not in given and not (tree.template and use.name in RESERVED):
            if use.name in ("promise", "update"):
                reason = f"“{use.name}” needs a typed time: write within: or by: beside say:"
            elif use.name in ("team", "who"):
                reason = f"“{use.name}” needs {use.name}: beside it, in the same step"
            elif use.name in RESERVED:
                reason = f"“{use.name}” has no meaning here: take it out"
            else:
                reason = no_value(case.draft, use.name)
            raise SnapError(reason, at=tree.at.range(start, end))
        if use.blank and variable is not None and variable.spec.kind is Kind.BOOLEAN:
            raise SnapError(
                f"“{use.name}” is yes or no, which is no word of a sentence: "
                f"write {{% if {use.name} %}}…{{% endif %}}",
                at=tree.at.range(start, end),
            )


def _trim(segments: list[Segment]) -> tuple[Segment, ...]:
    """The body without white space at its ends and without segments that say nothing."""
    found = [segment for segment in segments if segment.text]
    while found and not (text := found[-1].text.rstrip()):
        found.pop()
    if found:
        last = found[-1]
        cut = len(last.text) - len(text)
        end = last.end - cut if last.blank is None else last.end
        found[-1] = last._replace(text=text, end=max(last.start, end))
    while found and not (text := found[0].text.lstrip()):
        found.pop(0)
    if found:
        first = found[0]
        start = first.start + len(first.text) - len(text) if first.blank is None else first.start
        found[0] = first._replace(text=text, start=min(start, first.end))
    return tuple(found)
