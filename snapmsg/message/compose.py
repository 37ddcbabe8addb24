"""The message of one channel, from a case and the channel's template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from snapmsg import channels
from snapmsg.channels import PLAIN, Channel, Form
from snapmsg.errors import SnapError, did_you_mean, quoted
from snapmsg.locales import PromiseAs
from snapmsg.message.case import Case
from snapmsg.message.needs import refuse_private, refuse_senseless
from snapmsg.message.traced import Message
from snapmsg.model import Part, PartWording, Step
from snapmsg.source import Addressed
from snapmsg.values import Spec
from snapmsg.wording import Datum, Given, Phrase, Segment, Tree, evaluate, holds, reflow

_OUTER = ("opening", "closing")

ABOUT = frozenset(["lang", "dir", "today", "next_update", "headings"])
"""What a template knows of every `message`, beside its channel's own fields."""


def compose(case: Case, name: str, form: str = PLAIN.name) -> Message:
    """The message of a case on a channel, in a form: `txt`, or `html` where the channel has it.

    Raises `SnapError` where the channel has no such form, and where a text cannot be evaluated: a
    fault in its wording, a blank without a value, a private blank where others can read it.
    """
    channel = channels.get(name)
    chosen = channel.form(form)
    if chosen is None:
        raise SnapError(_no_form(channel, form))
    draft = case.draft
    environment = draft.environment
    tree = environment.templates[name, form]
    if tree is None:
        raise SnapError(f"there is no template for {channel.label}: see channels/ in the library")
    style = environment.library.settings.promise_style(name, dated=channel.dated)
    encode = _encoder(case, channel, chosen)
    fields = dict(_fields(case, channel, style))
    given = _given(case, channel, style, encode)
    if any(use.name == "message" for use in tree.uses):
        given["message"] = _about(case, channel, fields, encode)
    voice = _voice(case, channel)
    raw = _evaluate(case, tree, given, None, channel, lambda text: encode(voice(text)))
    return Message(
        draft.scenario,
        channel,
        environment.library.settings.locale,
        _trim(raw),
        fields,
        case.values,
        case.pledge,
        case.update,
        case.example,
        chosen,
        None if chosen is channel.forms[0] else compose(case, name).text,
        case.given,
    )


def _no_form(channel: Channel, form: str) -> str:
    found = [each for name in channels.names() if (each := channels.get(name)).form(form)]
    listed = ", ".join(each.label for each in found) or "no channel"
    return (
        f"{channel.label} has no form “{form[:20]}”: {listed} {'have' if found[1:] else 'has'} it"
    )


def _encoder(case: Case, channel: Channel, form: Form) -> Callable[[str], str]:
    """How a form writes its texts: without accents, where the library wants none of them."""
    bare = channel.bare
    if bare is None or case.draft.environment.library.settings.for_channel(channel.name).accents:
        return form.encode
    return lambda text: bare(form.encode(text))


def _voice(case: Case, channel: Channel) -> Callable[[str], str]:
    """How values and phrases read: as people say them, where the channel is spoken."""
    if not channel.spoken:
        return channels.encode_text
    spoken = case.draft.environment.locale.spoken
    return lambda text: channels.encode_text(spoken(text))


def _about(
    case: Case,
    channel: Channel,
    fields: Mapping[str, tuple[Segment, ...]],
    encode: Callable[[str], str],
) -> dict[str, Given]:
    """What a template knows as `message`: the channel's own fields, and what holds for all of it.

    `lang` is the locale's code, `dir` whether it is written from the left (`ltr`) or the right
    (`rtl`), `today` the day of now; `next_update` says when customers hear next, with its zone, and
    is empty where nothing is promised; `headings` is the setting.
    """
    environment = case.draft.environment
    settings, locale = environment.library.settings, environment.locale
    known: dict[str, Given] = {}
    for field in channel.fields:
        segments = fields.get(field.name, ())
        known[field.name] = _encoded(segments, encode)
        if field.choices and segments:
            text = "".join([segment.text for segment in segments])
            known[field.name] = environment.labels[text]
        elif field.shared and not segments and field.name in case.given:
            known[field.name] = case.given[field.name]
    due = case.update.due if case.update is not None else None
    today = case.now.astimezone(settings.calendar.tz).date()
    return {
        **known,
        "lang": Phrase(settings.locale),
        "dir": Phrase(locale.direction),
        "today": Phrase(locale.date(today)),
        "next_update": Phrase(locale.next_update(due.latest) if due is not None else ""),
        "headings": settings.for_channel(channel.name).headings,
    }


def _encoded(segments: tuple[Segment, ...], encode: Callable[[str], str]) -> tuple[Segment, ...]:
    """Segments for a form; those of plain text are encoded as they are made."""
    if encode is PLAIN.encode:
        return segments
    return tuple([segment._replace(text=encode(segment.text)) for segment in segments])


def _given(
    case: Case, channel: Channel, style: PromiseAs, encode: Callable[[str], str]
) -> dict[str, Given]:
    """What a template is given: the variables, the parts, the steps, the labels."""
    given: dict[str, Given] = dict(case.given)
    for part in Part:
        wording = case.draft.part(part, channel.name)
        if wording is None:
            continue
        segments, steps = part_segments(case, wording, channel, style)
        given[part] = _encoded(segments, encode)
        if part is Part.NEXT_STEPS:
            given["steps"] = tuple(
                [{**more, "text": _encoded(text, encode)} for text, more in steps]
            )
    if not channel.brief:
        for name in _OUTER:
            text = _lookup(case, channel, name)
            if text is not None:
                given[name] = _encoded(_text(case, text, None, channel, style), encode)
    given["labels"] = case.draft.environment.labels
    return given


def _lookup(case: Case, channel: Channel, name: str) -> Addressed | None:
    for level in case.draft.scenario.levels(channel.name, channel.brief):
        if name in level.fields:
            return level.fields[name]
    return None


def _fields(
    case: Case, channel: Channel, style: PromiseAs
) -> Iterator[tuple[str, tuple[Segment, ...]]]:
    """The channel's own fields that the scenario has, each on one line unless it keeps several."""
    own = (case.draft.scenario.channels or {}).get(channel.name)
    for field in channel.fields:
        text = own.fields.get(field.name) if own is not None else None
        if text is None:
            continue
        if not field.private_ok:
            refuse_private(case, case.draft.tree(text), f"the {field.name}")
        if field.choices and text.value not in field.choices:
            meant = did_you_mean(text.value, field.choices)
            reason = f"{quoted(text.value)} is no {field.name}.{meant} It is one of: "
            raise SnapError(reason + ", ".join(field.choices), at=text.whole)
        if field.lines:
            yield field.name, _lines(case, text, channel, style)
            continue
        segments = _text(case, text, None, channel, style)
        yield (
            field.name,
            tuple(
                segment._replace(text=channels.encode_field(segment.text)) for segment in segments
            ),
        )


def _lines(case: Case, text: Addressed, channel: Channel, style: PromiseAs) -> tuple[Segment, ...]:
    """A field that keeps its line breaks, without the lines that say nothing."""
    raw = _evaluate(
        case, case.draft.tree(text), {**case.given, **case.phrases(style)}, None, channel,
        _voice(case, channel),
    )  # fmt: skip
    found: list[Segment] = []
    gap: Segment | None = None
    for segment in raw:
        at = segment.start
        for said in _BREAK.split(segment.text):
            piece = segment._replace(text=said)
            if segment.blank is None and segment.end - segment.start == len(segment.text):
                piece = piece._replace(start=at, end=at + len(said))
            at += len(said)
            if "\n" in said:
                gap = piece._replace(text="\n")
            elif said.strip():
                found += [gap, piece] if gap is not None else [piece]
                gap = None
            elif said and gap is None:
                found.append(piece)
    return _trim(found)


_BREAK = re.compile(r"([ \t]*\n[ \t\n]*)")


Steps = tuple[tuple[tuple[Segment, ...], Mapping[str, Given]], ...]
"""The words of each step, and what else templates know of it."""


def part_segments(
    case: Case, wording: PartWording, channel: Channel, style: PromiseAs
) -> tuple[tuple[Segment, ...], Steps]:
    """A part as evaluated: its segments, and for next steps each step."""
    if wording.part is Part.NEXT_STEPS:
        joined: list[Segment] = []
        steps: list[tuple[tuple[Segment, ...], Mapping[str, Given]]] = []
        for text, more in _steps(case, wording, channel, style):
            if joined and text:
                last = joined[-1]
                joined.append(last._replace(text=" ", start=last.end, end=last.end, blank=None))
            joined += text
            steps.append((text, more))
        return tuple(joined), tuple(steps)
    if wording.text is not None:
        return _text(case, wording.text, wording.part, channel, style), ()
    if wording.timing is None:
        return (), ()
    if wording.timing.say is not None:
        return _text(case, wording.timing.say, wording.part, channel, style), ()
    return (_sentence(case, wording, channel, style),), ()


def _sentence(case: Case, wording: PartWording, channel: Channel, style: PromiseAs) -> Segment:
    """The locale's own sentence for a promise that comes without one."""
    timing = case.draft.scenario.timing() or wording.timing
    at = timing.first if timing is not None else None
    if at is None:
        raise SnapError("this time says nothing: write within: or by:", at=wording.key)
    locale = case.draft.environment.locale
    sayings = locale.sayings
    phrases = case.phrases(style)
    promise, update = phrases.get("promise"), phrases.get("update")
    if promise is None:
        text = sayings.update
    else:
        text = sayings.promise if update is None else sayings.promise_and_update
    if not text:
        reason = f"snap has no sentence of its own in {locale.name}: write say: here"
        raise SnapError(reason, at=wording.key)
    if channel.spoken:
        text = _STOP.sub(r"\1\n", text)
    voice = _voice(case, channel)
    for name, phrase in phrases.items():
        text = text.replace(f"{{{name}}}", voice(phrase))
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
        raw = _evaluate(case, case.draft.tree(step.who), given, None, channel, str)
        extra["who"] = _words("".join([segment.text for segment in reflow(raw)]))
    by = none = Phrase("")
    if step.by is not None:
        said = case.said(step.by, moment=True)
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
    key = (id(text), part, style, channel.spoken)
    found = case.segments.get(key)
    if found is None:
        given = {**case.given, **case.phrases(style), **(extra or {})}
        raw = _evaluate(case, case.draft.tree(text), given, part, channel, _voice(case, channel))
        found = tuple(reflow(raw))
        if channel.spoken:
            found = tuple([_by_sentence(segment) for segment in found])
        case.segments[key] = found
    elif not channel.private_ok:  # it was evaluated for a channel that may say more
        refuse_private(case, case.draft.tree(text), channel.label)
    return found


_STOP = re.compile(r"(?<!\b[A-Z][a-z])([.!?…][\"'”’»)\]]*) (?=[^a-z\s]|\Z)")


def _by_sentence(segment: Segment) -> Segment:
    """A stretch of wording with a line for each sentence; a value stays as it is."""
    if segment.blank is not None:
        return segment
    return segment._replace(text=_STOP.sub(r"\1\n", segment.text))


def _evaluate(
    case: Case,
    tree: Tree,
    given: Mapping[str, Given],
    part: Part | None,
    channel: Channel,
    encode: Callable[[str], str],
) -> list[Segment]:
    if tree.faults:
        fault = tree.faults[0]
        raise SnapError(fault.reason, at=tree.at.range(fault.start, fault.end))
    refuse_senseless(case, tree, given)
    if not channel.private_ok:
        refuse_private(case, tree, channel.label)
    environment = case.draft.environment
    return evaluate(
        tree,
        given,
        include=environment.partials.__getitem__,
        locale=environment.locale,
        part=part,
        encode=encode,
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
