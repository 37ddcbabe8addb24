"""The most that a message can say: in a hurry every branch at once, else the longest one itself.

Both read each blank at its longest. Where all branches at once fit, so does every message; only
where they do not is each way that the conditions can turn out written and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import inf
from typing import NamedTuple

from snapmsg import channels
from snapmsg.channels import PLAIN, Channel
from snapmsg.errors import SnapError
from snapmsg.message.branches import LONG_TIME, Pick, Words, said_by, text_of, walk
from snapmsg.message.case import Case, datum, example_values
from snapmsg.message.compose import compose
from snapmsg.message.draft import Draft
from snapmsg.message.longest import NOW, Lengths, choose
from snapmsg.message.traced import Message
from snapmsg.model import PARTS, Part, Variable
from snapmsg.source import Addressed, Range
from snapmsg.values import Kind
from snapmsg.wording import (
    FREE,
    MOST_WAYS,
    Asked,
    Blank,
    Datum,
    Node,
    TooComplex,
    asks,
    ways,
)

_MOST_WRITTEN = 2_000_000
"""So many characters of wording are written, in all the ways together, for one longest message."""
_MOST_NAMED = 2
"""So many of the longest values are named where it is said why a message is long."""
_SAID = {"labels", "message"}
_PLAIN_TAGS = re.compile(r"\{\{\s*\w+\s*\}\}|\{%[^{}]*%\}")
"""What stands in wording and is no words of its own. Words in braces stay, to be safe."""


class Worst(NamedTuple):
    """The longest message of a channel: how much it comes to in the channel's measure.

    `message` is itself, and `data` what its variables are; None where its branches were only added
    up, because there are too many ways to take them. Then, and wherever else it may be shorter in
    truth, it is not `exact`. `unbounded` are the blanks that say nowhere how long they can be.
    """

    amount: int
    message: Message | None
    data: Mapping[str, Datum]
    exact: bool
    unbounded: tuple[str, ...]

    def why(self, examples: Mapping[str, Datum]) -> str:
        """What makes it longer than with some examples: `for name of 24 letters, when paid is yes`.

        Empty where that is nothing, or nothing that is known.
        """
        if self.message is None:
            return ""
        shown = {segment.blank for segment in self.message.body}
        grown: list[tuple[int, str]] = []
        turned = []
        for name, (value, text, spec, _) in self.data.items():
            example = examples.get(name)
            before = example.text if example is not None else ""
            if name in shown and len(text) > len(before):
                many = f"{len(text)} letters" if spec.kind in FREE else text
                grown.append((len(text) - len(before), f"{name} of {many}"))
            if spec.kind is Kind.BOOLEAN and (example is None or example.value != value):
                turned.append(f"{name} is {'yes' if value else 'no'}")
        grown.sort(key=lambda each: -each[0])
        said = " and ".join([said for _, said in grown[:_MOST_NAMED]])
        when = " and ".join(turned)
        return ", ".join([*([f"for {said}"] if said else []), *([f"when {when}"] if when else [])])


class Utmost:
    """The utmost that a draft says on a channel, in its body and in each of the channel's fields.

    Texts are taken to hold letters that count once, and such as their examples have. `most` is what
    the channel takes, and None where it takes all; room is short (`is_short`) on the brief ones,
    and where the library itself sets a limit. Raises `SnapError` where a typed time cannot be read.
    """

    def __init__(self, draft: Draft, channel: str, lengths: Lengths | None = None) -> None:
        self.draft = draft
        self.channel = channels.get(channel)
        self.lengths = lengths or Lengths(draft)
        setting = draft.environment.library.settings.for_channel(channel)
        limit, self.accents = setting.most, setting.accents or self.channel.bare is None
        self.most = limit or self.channel.most
        self.pick: Pick = self.channel.heaviest
        self.is_short = self.most is not None and (self.channel.brief or limit is not None)

    @property
    def unbounded(self) -> list[tuple[Variable, Range]]:
        """Each variable that nothing bounds and that the channel has a blank of, and where.

        That is where it is declared, or its first blank where the library declares it.
        """
        draft = self.draft
        if not any(self.lengths.is_unbounded(name) for name in draft.blanks):
            return []
        found: dict[str, tuple[Variable, Range]] = {}
        for text in texts_on(draft, self.channel):
            for use, start, end in draft.reached(draft.tree(text)):
                if use.blank and use.name not in found and self.lengths.is_unbounded(use.name):
                    variable = draft.variables[use.name]
                    at = text.range(start, end) if variable.shared else variable.key
                    found[use.name] = (variable, at)
        return list(found.values())

    @property
    def examples(self) -> dict[str, Datum]:
        """What each variable is in the examples. Raises `SnapError`."""
        draft = self.draft
        return {
            name: datum(draft, draft.variables[name], value)
            for name, value in example_values(draft).items()
        }

    def shown(self) -> Worst | None:
        """The message with the example values; None where they do not make one."""
        case = Case(self.draft, NOW, example_values(self.draft))
        try:
            message = compose(case, self.channel.name)
        except SnapError:
            return None
        return Worst(message.counts()[self.channel.measure], message, {}, True, ())

    @property
    def words(self) -> Words:
        """The longest text of each blank, `promise` and `update` among them."""
        return self.lengths.words(self.channel)

    @property
    def fits(self) -> bool:
        """Whether every message surely fits. Cheap, and false where that takes a closer look."""
        most, channel = self.most, self.channel
        if most is None or (channel.measure == "characters" and self.length <= most):
            return True
        if channel.spoken:
            return False
        hurried = self._at_once() if channel.brief and not channel.apart else None
        if hurried is not None and _amount(channel, hurried) <= most:
            return True
        return _amount(channel, self.body) <= most

    def _at_once(self) -> str | None:
        """All that a brief message can say, in no order; None where that takes a closer look."""
        draft, environment = self.draft, self.draft.environment
        key = (self.channel.name, PLAIN.name)
        template = environment.extents[key]
        if template is None or template.most > 1 or (environment.reads[key] or _SAID) & _SAID:
            return None
        if "|" in draft.said or draft.included:
            return None
        found: list[str] = []
        names: list[str] = []
        for part in PARTS:
            wording = draft.part(part, self.channel.name)
            if wording is None:
                continue
            if wording.timing is not None and wording.timing.say is None:
                return None
            found.append(template.literal)
            for step in wording.steps:
                if step.by is not None:
                    return None
                found.append(template.literal)
            for text in wording.texts():
                found.append(text.value)
                names += [use.name for use in draft.tree(text).uses if use.blank]
        longest = [self.lengths.said(name, self.channel) for name in names]
        if not all(longest):
            return None
        return _PLAIN_TAGS.sub("", "".join(found)) + "".join(longest)

    @property
    def length(self) -> float:
        """How many characters the body has at most, counted in a hurry: it may be far fewer."""
        draft = self.draft
        key = (self.channel.name, PLAIN.name)
        template = draft.environment.extents[key]
        if template is None or "|" in draft.said:
            return inf
        if (draft.environment.reads[key] or frozenset()) & _SAID:
            return inf
        teams = draft.environment.library.settings.teams or {}
        steps = 1
        # What is no variable is a team, a third party, or a time.
        other = max([len(LONG_TIME), *[len(team.value) for team in teams.values()]])
        for stretch in draft.stretches:
            if stretch.step is not None:
                steps += 1
            elif stretch.field == "who":
                other = max(other, len(stretch.tree.at.value))
        timing = draft.scenario.timing()
        if timing is not None and timing.after is not None:
            other = max(other, len(self.words.get("promise", "")))
        values = sum([self._width(use.name) or other for use, _ in draft.uses if use.blank])
        outer = sum(map(len, draft.environment.locale.sayings)) + steps * len(LONG_TIME)
        return len(template.literal) * steps + template.most * (len(draft.said) + values + outer)

    def _width(self, name: str) -> int:
        """How many characters a variable has at most; 0 where a name is none."""
        variable = self.draft.variables.get(name)
        if variable is None:
            return 0
        spec = variable.spec
        most = spec.max_length if spec.kind in FREE and not spec.choices else None
        return most or len(self.words.get(name, ""))

    @property
    def body(self) -> str:
        """Every branch of the body."""
        draft, channel, words = self.draft, self.channel, self.words
        given = dict(words)
        steps: list[Words] = []
        for part in PARTS:
            wording = draft.part(part, channel.name)
            if wording is not None:
                said = list(said_by(draft, wording, words, self.pick))
                given[part] = " ".join([step["text"] for step in said])
                steps = said if part is Part.NEXT_STEPS else steps
        for name, text in _outer(draft, channel):
            given[name] = text_of(draft, text, words, self.pick)
        given |= {f"message.{field.name}": self.field(field.name) for field in channel.fields}
        given |= {"message.next_update": LONG_TIME, "message.today": LONG_TIME}
        tree = draft.environment.templates[channel.name, PLAIN.name]
        found: list[str] = []
        if tree is not None:
            walk(draft, tree.nodes, given, steps, found, self.pick)
        every = (channel.filler if channel.apart else "").join(found)
        return every if self.accents or channel.bare is None else channel.bare(every)

    def field(self, name: str) -> str:
        """Every branch of one of the channel's own fields; empty where the scenario has it not."""
        text = self._field(name)
        return "" if text is None else text_of(self.draft, text, self.words, self.pick)

    def is_within(self, name: str, limit: int) -> bool:
        """Whether one of the channel's own fields surely has no more than so many characters."""
        text = self._field(name)
        if text is None:
            return True
        used = [self._width(use.name) for use in self.draft.tree(text).uses if use.blank]
        if 0 not in used and "|" not in text.value and len(text.value) + sum(used) <= limit:
            return True  # in a hurry, with all that is in braces
        return len(self.field(name)) <= limit

    def _field(self, name: str) -> Addressed | None:
        own = (self.draft.scenario.channels or {}).get(self.channel.name)
        return own.fields.get(name) if own is not None else None

    def worst(self, letter: str | None = None) -> Worst | None:
        """The longest message of the channel; None where none can be written.

        `letter` is what texts are full of, instead of one that counts once.
        """
        draft, channel, lengths = self.draft, self.channel, self.lengths
        asked = list(_asked(draft, channel))
        blanks = dict.fromkeys(item.name for item in asked if isinstance(item, Blank))
        unbounded = tuple(name for name in blanks if lengths.is_unbounded(name))
        said = list(lengths.phrases(channel))
        best: dict[bool, Worst] = {}
        try:
            if _reads_clock(draft, channel):
                raise TooComplex
            for data, over in ways(
                asked, draft.variables, draft.environment.locale,
                lambda variable: lengths.fill(variable, channel, letter),
                lambda words: choose(channel, words),
                max(1, min(MOST_WAYS, _MOST_WRITTEN // (1 + len(draft.said)))),
            ):  # fmt: skip
                for phrases in said:
                    case = Case(draft, NOW, lengths.moments)
                    case.read_as(data, phrases)
                    try:
                        message = compose(case, channel.name)
                    except SnapError:
                        continue
                    amount = _amount(channel, _weighed(message))
                    exact = amount == message.counts()[channel.measure] and not unbounded
                    found = Worst(amount, message, data, exact and not over, unbounded)
                    if over not in best or _rank(best[over]) < _rank(found):
                        best[over] = found
        except TooComplex:
            return Worst(_amount(channel, self.body), None, {}, False, unbounded)
        # Of two that are as long, the one that can be sent.
        return max(best.values(), key=lambda found: (found.amount, found.exact), default=None)


def utmosts(draft: Draft) -> list[Utmost]:
    """The utmost that a draft says on each of its channels."""
    lengths = Lengths(draft)
    return [Utmost(draft, name, lengths) for name in draft.channels]


def _rank(worst: Worst) -> tuple[int, int]:
    return worst.amount, len(worst.message.text) if worst.message is not None else 0


def _weighed(message: Message) -> str:
    """A message's text to be counted; where links count, each value as so many letters."""
    channel = message.channel
    if not channel.apart:
        return message.text
    return "".join(
        segment.text
        if segment.blank is None
        else channel.filler * channel.count(segment.text)[channel.measure]
        for segment in message.body
    )


def _amount(channel: Channel, text: str) -> int:
    return channel.count(text)[channel.measure] if channel.utmost is None else channel.utmost(text)


def _reads_clock(draft: Draft, channel: Channel) -> bool:
    """Whether a template says something of the day on which it is sent."""
    tree = draft.environment.templates[channel.name, PLAIN.name]
    return tree is not None and _CLOCK.search(tree.at.value) is not None


_CLOCK = re.compile(r"message\s*\.\s*(?:today|next_update)")


def _asked(draft: Draft, channel: Channel) -> Iterator[Asked]:
    """All that asks for a value in a channel's message."""

    def include(name: str) -> tuple[Node, ...]:
        partial = draft.environment.partials.get(name)
        return partial.nodes if partial is not None else ()

    for part in Part:
        wording = draft.part(part, channel.name)
        for step in wording.steps if wording is not None else ():
            condition = step.only_if and draft.condition(step.only_if).condition
            if condition:
                yield condition
    for field in channel.fields:
        if field.shared:
            yield Blank(field.name, None, (), 0, 0)
    for text in texts_on(draft, channel):
        yield from asks(draft.tree(text).nodes, include)
    template = draft.environment.templates[channel.name, PLAIN.name]
    if template is not None:
        yield from asks(template.nodes, include)


def texts_on(draft: Draft, channel: Channel) -> Iterator[Addressed]:
    """Each text of a scenario that a channel's message may have words from."""
    texts: list[Addressed | None] = []
    for part in Part:
        wording = draft.part(part, channel.name)
        if wording is not None:
            texts += wording.texts()
            texts += [text for step in wording.steps for text in (step.who, step.by)]
    timing = draft.scenario.timing()
    texts.append(timing.after if timing is not None else None)
    texts += [text for _, text in _outer(draft, channel)]
    own = (draft.scenario.channels or {}).get(channel.name)
    texts += [own.fields.get(field.name) for field in channel.fields if own is not None]
    return (text for text in texts if text is not None)


def _outer(draft: Draft, channel: Channel) -> Iterator[tuple[str, Addressed]]:
    """The opening and the closing, where a channel has them."""
    for name in () if channel.brief else ("opening", "closing"):
        for level in draft.scenario.levels(channel.name, False):
            if name in level.fields:
                yield name, level.fields[name]
                break
