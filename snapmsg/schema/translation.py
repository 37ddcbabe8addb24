"""A scenario in another language: which of its texts customers read, read anew and laid over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from snapmsg import values
from snapmsg.diagnostic import Problem
from snapmsg.errors import did_you_mean, quoted
from snapmsg.model import (
    OWNERS,
    Address,
    Part,
    PartWording,
    Scenario,
    Step,
    Timing,
    Translation,
    Variable,
    Wording,
)
from snapmsg.reader import Document, ListNode, MapNode, Node
from snapmsg.schema.fields import (
    CHOSEN,
    FIELDS,
    STEP_FIELDS,
    TIMING_FIELDS,
    TRANSLATION_FIELDS,
    VARIABLE_FIELDS,
)
from snapmsg.schema.reading import Reading
from snapmsg.schema.scenario import refuse_mapping
from snapmsg.schema.variables import check_value
from snapmsg.source import Addressed, Range, Source

TRANSLATES = "translates"
"""The key of the fingerprint of the text that a translation was made from."""

_PARTS = {str(part): part for part in Part}
_OUTER = ("opening", "closing")
_SAID = (*_OUTER[:1], *_PARTS, *_OUTER[1:])
_KNOWN = tuple(each.name for each in TRANSLATION_FIELDS)
_WORDY = (values.Kind.TEXT, values.Kind.LIST)  # of these people read the default as it is
_Levels = Iterator[tuple[Address, Wording]]


def texts_of(scenario: Scenario) -> dict[Address, Addressed]:
    """Every text of a scenario that customers read, by its address, in the order of the file.

    So also the words of its own variables' choices, and their defaults.
    """
    found: list[tuple[Address, Addressed]] = []
    for variable in scenario.variables.values():
        found += _words_of(variable)
    for at, level in _levels(scenario):
        texts = ((name, text) for name, text in level.fields.items() if name not in CHOSEN)
        found += [((*at, name), text) for name, text in texts]
        for part, wording in level.parts.items():
            found += _texts_of((*at, part.value), wording)
    return dict(sorted(found, key=lambda each: each[1].start))


def fingerprint(scenario: Scenario) -> str:
    """What stays the same until a text of the scenario changes, or who acts in a step: 8 digits.

    How lines are broken, and in which order keys stand, is no part of it.
    """
    from hashlib import sha256  # only a library with translations needs it

    said = {at: text.value.split() for at, text in texts_of(scenario).items()}
    for at, step in steps_of(scenario):
        said[*at, "owner"] = [step.owner]
    lines = ["/".join(at) + "=" + " ".join(said[at]) for at in sorted(said) if said[at]]
    return sha256("\n".join(lines).encode()).hexdigest()[:8]


def steps_of(scenario: Scenario) -> Iterator[tuple[Address, Step]]:
    """Each step that is an entry of a list, with its address."""
    for at, level in _levels(scenario):
        wording = level.parts.get(Part.NEXT_STEPS)
        for number, step in enumerate(wording.steps if wording is not None else ()):
            yield (*at, Part.NEXT_STEPS.value, str(number)), step


def _levels(scenario: Scenario) -> _Levels:
    yield (), scenario.wording
    yield ("short",), scenario.short
    for name, level in (scenario.channels or {}).items():
        yield ("channels", name), level


def _words_of(variable: Variable) -> Iterator[tuple[Address, Addressed]]:
    at = ("variables", variable.name)
    for name, words in variable.words.items():
        yield (*at, "choices", name), words
    default = variable.default
    if default is not None and default.value.strip() and variable.spec.kind in _WORDY:
        yield (*at, "default"), default


def _texts_of(at: Address, wording: PartWording) -> Iterator[tuple[Address, Addressed]]:
    if wording.text is not None:
        yield at, wording.text
    for number, step in enumerate(wording.steps):
        yield (*at, str(number)), step.text
        if step.who is not None:
            yield (*at, str(number), "who"), step.who
    timing = wording.timing or Timing()
    for name, text in (("after", timing.after), ("say", timing.say)):
        if text is not None:
            yield (*at, name), text


# --- reading -----------------------------------------------------------------------------------


def read_translation(
    document: Document, source: Source, original: Scenario, locale: str,
    shared: Mapping[str, Variable], channels: Mapping[str, Iterable[str]], default: Iterable[str],
) -> tuple[Scenario, list[Problem]]:  # fmt: skip
    """A document as a scenario in another language, and the problems that it has.

    `shared` are the variables of the library. `channels` maps each known channel to the names of
    its own fields; `default` are those that a scenario has where it names none.
    """
    taken = _Taken(Reading(source, list(document.problems)), original.source.path.split("/")[-1])
    root = document.root
    found = Wording()
    short = Wording()
    own: dict[str, Wording] = {}
    variables: dict[str, Variable] = {}
    mark: Addressed | None = None
    if root is not None and not isinstance(root, MapNode):
        if not isinstance(root, Addressed) or root.value:
            reason = "a translation starts with a key, such as status:"
            taken.read.note("bad-value", taken.read.range(root), reason)
    elif root is not None:
        found = taken.level((), None, root, _KNOWN, "of a translation")
        inner = {name: node for name, node in root.entries.items() if name not in _SAID}
        for name, node in inner.items():
            if name == TRANSLATES:
                mark = taken.read.text(node, name)
            elif name == "variables":
                known = {**shared, **original.variables}
                variables = reworded(taken.read, node, known, taken.original, taken.texts)
            elif name == "short":
                under = taken.read.map(node, name, "status:")
                if under.entries:
                    short = taken.level(
                        (name,), root.key_range(name), under, tuple(_PARTS), "in short"
                    )
            elif name == "channels":
                goes = tuple(default if original.channels is None else original.channels)
                own = taken.channels(root.key(name), node, channels, goes)
    translation = Translation(locale, original, taken.texts, taken.owners, mark)
    ways = original.channels
    if own:
        ways = dict.fromkeys(default, Wording()) if ways is None else dict(ways)
        ways |= {name: _laid_over(ways.get(name, Wording()), level) for name, level in own.items()}
    overlay = original._replace(
        source=source,
        locale=locale,
        variables={**original.variables, **variables},
        wording=_laid_over(original.wording, found),
        short=_laid_over(original.short, short),
        channels=ways,
        translation=translation,
    )
    return overlay, taken.read.problems


def reworded(
    read: Reading, node: Node, known: Mapping[str, Variable], original: str,
    texts: dict[Address, Addressed] | None = None,
) -> dict[str, Variable]:  # fmt: skip
    """Variables with the words and defaults of another language, which stand in a node.

    `original` is the name of the file that declares them; `texts` takes each text by its address.
    """
    found = read.map(node, "variables", "the name of a blank")
    taken = _Taken(read, original, {} if texts is None else texts)
    changed = {}
    for name, value in found.entries.items():
        if name in known:
            changed[name] = taken.variable(known[name], value)
        else:
            meant = did_you_mean(name, known)
            read.note(
                "unknown-key", found.key(name).whole, f"{original} has no variable “{name}”.{meant}"
            )
    return changed


@dataclass(slots=True)
class _Taken:
    """What was read of a translation so far; `original` is the name of the file it translates."""

    read: Reading
    original: str
    texts: dict[Address, Addressed] = field(default_factory=dict)
    owners: dict[Address, Addressed] = field(default_factory=dict)

    def level(
        self, at: Address, key: Range | None, node: MapNode, known: tuple[str, ...], where: str
    ) -> Wording:
        """A level of wording: the file's own, that of `short`, or one channel's entry."""
        parts: dict[Part, PartWording] = {}
        fields: dict[str, Addressed] = {}
        for name, value in node.entries.items():
            if name not in known:
                self.not_here(node.key(name), name, (f.name for f in FIELDS), known, where)
            elif name in _PARTS:
                found = self.part((*at, name), node.key_range(name), _PARTS[name], value)
                if found is not None:
                    parts[_PARTS[name]] = found
            elif name not in _KNOWN or name in _OUTER:
                text = self.said((*at, name), value)
                if text is not None:
                    fields[name] = text
        return Wording(parts, fields, key)

    def part(self, at: Address, key: Range, part: Part, node: Node) -> PartWording | None:
        """A part's texts; None where there are none yet."""
        if isinstance(node, Addressed):
            text = self.said(at, node)
            return None if text is None else PartWording(part, key, text)
        if part is Part.NEXT_STEPS and isinstance(node, MapNode):
            refuse_mapping(self.read, key, node)
        elif part is Part.NEXT_STEPS and isinstance(node, ListNode):
            steps = [self.step((*at, str(n)), item) for n, item in enumerate(node.items)]
            return PartWording(part, key, steps=tuple(steps))
        elif part is Part.APPROXIMATE_TIME and isinstance(node, MapNode):
            timing = self.timing(at, node)
            return PartWording(part, key, timing=timing) if timing is not None else None
        else:
            self.read.text(node, part)
        return PartWording(part, key, refused=True)

    def step(self, at: Address, node: Node) -> Step:
        """One step, whose words are empty where it is not translated yet."""
        if not isinstance(node, MapNode):
            return Step("", self.read.range(node), self.said(at, node) or _nothing(self.read, node))
        acting: list[tuple[Addressed, Node]] = []
        who: Addressed | None = None
        for name, value in node.entries.items():
            if name in OWNERS:
                acting.append((node.key(name), value))
            elif name == "who":
                who = self.said((*at, name), value)
            else:
                known = (*OWNERS, "who")
                self.not_here(
                    node.key(name), name, (f.name for f in STEP_FIELDS), known, "of a step"
                )
        if len(acting) != 1:
            many = "one step has one who acts: give each its own “-” line"
            none = "a step says who acts: start it with us:, you: or they:"
            where = acting[1][0].whole if acting else self.read.range(node)
            self.read.note("bad-value", where, many if acting else none)
            return Step("", self.read.range(node), _nothing(self.read, node), who)
        key, value = acting[0]
        self.owners[at] = key
        text = self.said(at, value) or _nothing(self.read, value)
        return Step(key.value, key.extent, text, who)

    def timing(self, at: Address, node: MapNode) -> Timing | None:
        """Other words for the promise; the promise itself is the original's."""
        found: dict[str, Addressed] = {}
        for name, value in node.entries.items():
            if name in ("say", "after"):
                text = self.said((*at, name), value)
                if text is not None:
                    found[name] = text
            elif name in (each.name for each in TIMING_FIELDS):
                reason = f"a translation takes its promise from {self.original}: leave this out"
                self.read.note("bad-value", node.key(name).whole, reason)
            else:
                self.read.unknown(node.key(name), name, ("say", "after"), "of approximate_time")
        return Timing(**found) if found else None

    def channels(
        self, key: Addressed, node: Node, known: Mapping[str, Iterable[str]], goes: tuple[str, ...]
    ) -> dict[str, Wording]:
        """What some channels say in words of their own: those that the original goes out on."""
        if not isinstance(node, MapNode):
            if not isinstance(node, Addressed) or node.value:
                self.stays(key, "channels")
            return {}
        found = {}
        for name, value in node.entries.items():
            if name not in goes:
                meant = did_you_mean(name, goes) or f" It goes out on {', '.join(goes)}"
                reason = f"{self.original} has no channel {quoted(name)}.{meant}"
                self.read.note("unknown-key", node.key(name).whole, reason)
                continue
            under = self.read.map(value, name, "status:")
            if under.entries:
                keys = (*_SAID, *(field for field in known[name] if field not in CHOSEN))
                where = f"of the channel {name}"
                found[name] = self.level(
                    ("channels", name), node.key_range(name), under, keys, where
                )
        return found

    def variable(self, variable: Variable, node: Node) -> Variable:
        """A variable with other words for its choices, and another default."""
        at = ("variables", variable.name)
        inner = self.read.map(node, variable.name, "choices:")
        for name, value in inner.entries.items():
            if name == "choices" and variable.words:
                words = self.words((*at, name), variable.words, value)
                choices = {
                    **(variable.spec.choices or {}),
                    **{choice: text.value for choice, text in words.items()},
                }
                spec = variable.spec._replace(choices=choices)
                variable = variable._replace(spec=spec, words={**variable.words, **words})
            elif name == "default" and variable.default and variable.spec.kind in _WORDY:
                text = self.said((*at, name), value)
                if text is not None and check_value(self.read.problems, variable, text, name):
                    variable = variable._replace(default=text)
            else:
                known = ("choices", "default")
                listed = (each.name for each in VARIABLE_FIELDS)
                self.not_here(inner.key(name), name, listed, known, "of a variable")
        return variable

    def words(
        self, at: Address, known: Mapping[str, Addressed], node: Node
    ) -> dict[str, Addressed]:
        """The words for each value of a choice."""
        found = {}
        like = next(iter(known))
        inner = self.read.map(node, "choices", f"{like}: and the words for it")
        for name, value in inner.entries.items():
            if name not in known:
                meant = did_you_mean(name, known)
                listed = ", ".join(known)
                reason = f"{quoted(name)} is none of the choices.{meant} They are: {listed}"
                self.read.note("unknown-key", inner.key(name).whole, reason)
            elif (text := self.said((*at, name), value)) is not None:
                found[name] = text
        return found

    def said(self, at: Address, node: Node) -> Addressed | None:
        """A text, by its address; None where it is not translated yet."""
        text = self.read.wording(node, at[-1] if not at[-1].isdigit() else at[-2])
        if text is not None:
            self.texts[at] = text
        return text

    def not_here(
        self, key: Addressed, name: str, all: Iterable[str], known: Iterable[str], where: str
    ) -> None:
        """A key that a translation does not have: the original's own, or none at all."""
        if name in all or name in CHOSEN:
            self.stays(key, name)
        else:
            self.read.unknown(key, name, known, where)

    def stays(self, key: Addressed, name: str) -> None:
        """A key whose value is the original's in every language."""
        reason = f"a translation takes its {name} from {self.original}: leave this out"
        self.read.note("bad-value", key.whole, reason)


def _nothing(read: Reading, node: Node) -> Addressed:
    return Addressed("", read.source, node.start, node.start, "plain")


# --- laying over -------------------------------------------------------------------------------


def _laid_over(below: Wording, above: Wording) -> Wording:
    """A level of the original with what is translated of it in place of its own words."""
    parts = {part: _part_over(below.parts.get(part), found) for part, found in above.parts.items()}
    return Wording({**below.parts, **parts}, {**below.fields, **above.fields}, below.key)


def _part_over(below: PartWording | None, above: PartWording) -> PartWording:
    """A part in the words of a translation; its promise, and what steps hang on, stay."""
    if below is None or above.refused:
        return above
    if above.steps and below.steps:
        steps = list(below.steps)
        for number, step in enumerate(above.steps[: len(steps)]):
            steps[number] = _step_over(steps[number], step)
        return above._replace(steps=tuple(steps))
    if above.timing is not None:
        say = above.timing.say or (below.timing.say if below.timing is not None else None)
        if below.timing is None:
            return below if say is None else above._replace(text=say, timing=None)
        after = above.timing.after or below.timing.after
        return above._replace(timing=below.timing._replace(say=say, after=after))
    if below.timing is not None and below.timing.typed:
        return above._replace(timing=below.timing._replace(say=None))
    return above


def _step_over(below: Step, above: Step) -> Step:
    if not above.text.value:
        return below._replace(who=above.who or below.who)
    return below._replace(key=above.key, text=above.text, who=above.who or below.who)
