"""A scenario whose wording has been parsed, and what a library lends to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from snapmsg import channels, locales, values
from snapmsg.channels import Channel
from snapmsg.library import Library
from snapmsg.locales import Locale
from snapmsg.model import Part, PartWording, Scenario, Step, Variable, Wording
from snapmsg.source import Addressed
from snapmsg.values import Value
from snapmsg.wording import (
    Blank,
    ConditionTree,
    For,
    If,
    Include,
    Node,
    Phrase,
    Text,
    Tree,
    Use,
    parse,
    parse_condition,
)

Key = tuple[str, str]
"""The channel and the form of a template."""
_T = TypeVar("_T")


class ByTemplate(dict[Key, _T | None], Generic[_T]):
    """Something of each template, made when it is first asked for; None where there is none.

    A library has templates for every channel, and a command seldom needs more than a few.
    """

    def __init__(self, make: Callable[[Key], _T | None]) -> None:
        self._make = make

    def __missing__(self, key: Key) -> _T | None:
        self[key] = made = self._make(key)
        return made


class Extent(NamedTuple):
    """A template's own text, and how often its most used name stands there."""

    literal: str
    most: int


@dataclass(frozen=True, slots=True)
class Environment:
    """A library made ready to write messages: its partials and templates as trees.

    `templates` is by channel and form, `partials` by file name, `examples` the value of each
    shared variable's example, `extents` how much each template adds to a message, `reads` the names
    that it uses, by itself or by way of partials, `labels` what the parts and the like are called.
    `own` is the one in the library's own language, None where this is that; it keeps the `others`
    once they are asked for.
    """

    library: Library
    locale: Locale
    partials: Mapping[str, Tree]
    templates: ByTemplate[Tree]
    examples: Mapping[str, Value]
    extents: ByTemplate[Extent]
    reads: ByTemplate[frozenset[str]]
    labels: Mapping[str, Phrase]
    own: Environment | None = None
    others: dict[str, Environment] = field(default_factory=dict, compare=False, repr=False)

    def of(self, locale: str | None) -> Environment:
        """The environment of the library in a language; None is its own."""
        own = self.own or self
        if locale is None or locale == own.library.settings.locale:
            return own
        if locale not in own.others:
            library = own.library.of(locale)
            own.others[locale] = _environment(library, own.templates, own.extents, own)
        return own.others[locale]

    def all_partials(self) -> Iterator[tuple[str | None, Tree]]:
        """Each partial of the library, and the locale that it serves alone; None serves all."""
        yield from ((None, tree) for tree in self.partials.values())
        for locale, partials in self.library.local_partials.items():
            there = self.of(locale).partials
            yield from ((locale, there[name]) for name in partials)


def environment_of(library: Library) -> Environment:
    """The environment of a library. Faults stay in the trees, for the linter to report."""

    def tree_of(key: Key) -> Tree | None:
        template = library.templates.get(key)
        return None if template is None else parse(template.text, template=True)

    def extent(key: Key) -> Extent | None:
        tree = templates[key]
        return None if tree is None else extent_of(tree)

    templates = ByTemplate(tree_of)
    return _environment(library, templates, ByTemplate(extent), None)


def _environment(
    library: Library, templates: ByTemplate[Tree], extents: ByTemplate[Extent],
    own: Environment | None,
) -> Environment:  # fmt: skip
    locale = locales.get(library.settings.locale)
    labels = {**locale.labels, **library.settings.labels}
    partials = {name: parse(text) for name, text in library.partials.items()}

    def reads(key: Key) -> frozenset[str] | None:
        tree = templates[key]
        if tree is None:
            return None
        taken = [partials_of(node.name, partials) for node in includes_of(tree)]
        return frozenset(
            use.name for trees in ([tree], *taken) for each in trees for use in each.uses
        )

    return Environment(
        library,
        locale,
        partials,
        templates,
        read_examples(library.settings.variables),
        extents,
        ByTemplate(reads),
        {name: Phrase(label) for name, label in labels.items()},
        own,
    )


def extent_of(tree: Tree) -> Extent | None:
    """How much a template adds to a message; None where it includes partials."""
    if includes_of(tree):
        return None
    literal, used = "", Counter[tuple[str, str | None]]()
    todo = list(tree.nodes)
    while todo:
        node = todo.pop()
        if isinstance(node, Text):
            literal += node.text
        elif isinstance(node, Blank):
            used[node.name, node.attr] += 1
        elif isinstance(node, If):
            todo += [inner for _, body in node.branches for inner in body]
        elif isinstance(node, For):
            todo += node.body
    return Extent(literal, max(used.values(), default=0))


def read_examples(variables: Mapping[str, Variable]) -> dict[str, Value]:
    """The value of each variable's example, else of its default, where it can be read."""
    found: dict[str, Value] = {}
    for name, variable in variables.items():
        text = variable.example if variable.example is not None else variable.default
        value = None if text is None else read_example(variable, text.value)
        if value is not None:
            found[name] = value
    return found


def read_example(variable: Variable, text: str) -> Value | None:
    """A text as a value of a variable; empty where it may be left out; None where it is none."""
    if not text.strip():
        return "" if variable.default is not None else None
    try:
        return values.read(text, variable.spec)
    except values.BadValue:
        return None


class Stretch(NamedTuple):
    """One text that customers read: its tree, and where in the scenario it stands.

    `field` is a part's name or `opening`, `closing`, `subject` and the like. `channel` is the one
    whose own wording it is, None for the scenario's own and that of `short`.
    """

    tree: Tree
    part: Part | None
    field: str
    channel: str | None = None
    short: bool = False
    wording: PartWording | None = None
    step: Step | None = None


class Draft:
    """A scenario with its wording parsed: every stretch, once, and the variables it may use.

    `channels` are those it makes sense on: its own, else the library's. `said` is every text that
    customers read, with a NUL between two, for questions to all of them at once; `included` each
    include, and the stretch it is in. `times` has each typed time as written, and whether it is a
    moment (`by`) or a duration; `only_ifs` the condition of each step that has one; `said_in` each
    part's wording at each level, with the numbers of its first stretch and of the one after it.
    """

    __slots__ = (
        "_blanks",
        "_names",
        "_uses",
        "channels",
        "conditions",
        "environment",
        "included",
        "only_ifs",
        "said",
        "said_in",
        "scenario",
        "stretches",
        "times",
        "trees",
        "variables",
    )

    def __init__(self, scenario: Scenario, environment: Environment) -> None:
        self.scenario = scenario
        self.environment = environment
        shared = environment.library.settings.variables
        self.variables: Mapping[str, Variable] = (
            {**shared, **scenario.variables} if scenario.variables else shared
        )
        self.trees: dict[int, Tree] = {}
        self.conditions: dict[int, ConditionTree] = {}
        self._uses: tuple[tuple[Use, Addressed], ...] | None = None
        self._names: set[str] | None = None
        self._blanks: set[str] | None = None
        own = scenario.channels
        self.channels = tuple(own) if own is not None else environment.library.settings.channels
        stretches: list[Stretch] = []
        self.times: list[tuple[Addressed, bool]] = []
        self.only_ifs: list[ConditionTree] = []
        self.said_in: list[tuple[PartWording, str | None, bool, int, int]] = []
        for level, channel, short in self.levels():
            for wording in level.parts.values():
                first = len(stretches)
                self._add(wording, channel, short, stretches)
                self.said_in.append((wording, channel, short, first, len(stretches)))
            for name, text in level.fields.items():
                stretches.append(Stretch(self.tree(text), None, name, channel, short))
        self.stretches = tuple(stretches)
        self.said = "\0".join([stretch.tree.at.value for stretch in stretches])
        self.included: list[tuple[Stretch, Include]] = []
        if "include" in self.said:
            self.included = [(s, node) for s in stretches for node in includes_of(s.tree)]

    def _add(
        self, wording: PartWording, channel: str | None, short: bool, found: list[Stretch]
    ) -> None:
        """Take in the texts of a part at one level."""
        part, timing = wording.part, wording.timing
        make = tuple.__new__  # NamedTuple's own is a Python function, and each text has a stretch
        if wording.text is not None:
            tree = self.tree(wording.text)
            found.append(make(Stretch, (tree, part, part, channel, short, wording, None)))
        for step in wording.steps:
            tree = self.tree(step.text)
            found.append(make(Stretch, (tree, part, part, channel, short, wording, step)))
            if step.who is not None:
                found.append(Stretch(self.tree(step.who), part, "who", channel, short, wording))
            if step.only_if is not None:
                self.only_ifs.append(self.condition(step.only_if))
            if step.by is not None:
                self.times.append((step.by, True))
        if timing is not None:
            if timing.after is not None:
                found.append(Stretch(self.tree(timing.after), part, "after", channel, short))
            if timing.say is not None:
                tree = self.tree(timing.say)
                found.append(Stretch(tree, part, part, channel, short, wording))
            durations = [(text, False) for text in (timing.within, timing.update_within) if text]
            self.times += durations + [
                (text, True) for text in (timing.by, timing.update_by) if text
            ]

    def tree(self, text: Addressed) -> Tree:
        """The tree of one of the scenario's texts, parsed once."""
        found = self.trees.get(id(text))
        if found is None:
            found = self.trees[id(text)] = parse(text)
        return found

    def condition(self, text: Addressed) -> ConditionTree:
        """A step's `only_if` as a condition, parsed once."""
        found = self.conditions.get(id(text))
        if found is None:
            found = self.conditions[id(text)] = parse_condition(text)
        return found

    def levels(self) -> Iterator[tuple[Wording, str | None, bool]]:
        """Every level of wording, with its channel and whether it is that of `short`."""
        yield self.scenario.wording, None, False
        yield self.scenario.short, None, True
        for name, wording in (self.scenario.channels or {}).items():
            yield wording, name, False

    @property
    def uses(self) -> tuple[tuple[Use, Addressed], ...]:
        """Each use of a name in its texts, conditions and times, and the text that it is in."""
        if self._uses is None:
            trees: list[Tree | ConditionTree] = [stretch.tree for stretch in self.stretches]
            trees += self.only_ifs
            trees += [self.tree(text) for text, _ in self.times]
            self._uses = tuple([(use, tree.at) for tree in trees for use in tree.uses])
        return self._uses

    @property
    def whole(self) -> bool:
        """Whether all of its wording could be parsed, so that what it uses is known."""
        for stretch in self.stretches:
            if stretch.tree.faults:
                return False
        return not any(condition.faults for condition in self.only_ifs)

    @property
    def names(self) -> set[str]:
        """Every name that the scenario uses, in its own texts and in the partials it includes."""
        if self._names is None:
            own = {use.name for use, _ in self.uses}
            own |= self.taken(self.channels)
            self._names = own.union(*[self.partial_uses(node.name) for _, node in self.included])
        return self._names

    @property
    def blanks(self) -> set[str]:
        """Every name that stands as a blank, in its own texts and in the partials it includes."""
        if self._blanks is None:
            self._blanks = {use.name for use, _ in self.uses if use.blank}
            for stretch, _ in self.included:
                reached = self.reached(stretch.tree)
                self._blanks |= {use.name for use, _, _ in reached if use.blank}
        return self._blanks

    def taken(self, names: Iterable[str]) -> set[str]:
        """The variables that channels take for fields that the scenario leaves to them."""
        own = self.scenario.channels or {}
        return {
            field.name
            for name in names
            for field in channels.get(name).fields
            if field.shared
            and field.name in self.variables
            and (name not in own or field.name not in own[name].fields)
        }

    def partial_uses(self, name: str) -> set[str]:
        """The names that a partial uses, in itself and in those that it includes."""
        return {
            use.name for tree in partials_of(name, self.environment.partials) for use in tree.uses
        }

    def reached(self, tree: Tree) -> Iterator[tuple[Use, int, int]]:
        """Each use of a name in a text, and in the partials that it includes, with its range there.

        What a partial uses stands where it is included.
        """
        for use in tree.uses:
            yield use, use.start, use.end
        for node in includes_of(tree):
            for partial in partials_of(node.name, self.environment.partials):
                for use in partial.uses:
                    yield use, node.start, node.end

    def conditioned(self) -> list[tuple[Node, ...]]:
        """The nodes of every text in which something hangs on a condition.

        A step with `only_if` is an `If` around its words.
        """
        found: list[tuple[Node, ...]] = []
        for stretch in self.stretches:
            nodes = stretch.tree.nodes
            if stretch.step is not None and stretch.step.only_if is not None:
                condition = self.condition(stretch.step.only_if).condition
                if condition is not None and stretch.field != "who":
                    found.append((If(((condition, nodes),), 0, 0),))
                    continue
            if "{%" in stretch.tree.at.value or any(not u.blank for u in stretch.tree.uses):
                found.append(nodes)
        return found

    def channel(self, name: str) -> Channel:
        """The facts of a channel."""
        return channels.get(name)

    def part(self, part: Part, channel: str) -> PartWording | None:
        """The wording of a part on a channel."""
        return self.scenario.part(part, channel, channels.get(channel).brief)


def partials_of(name: str, partials: Mapping[str, Tree]) -> list[Tree]:
    """A partial, and those that it includes, each once."""
    found: dict[str, Tree] = {}
    todo = [name]
    while todo:
        partial = partials.get(name := todo.pop())
        if partial is not None and name not in found:
            found[name] = partial
            todo += [node.name for node in includes_of(partial)]
    return list(found.values())


def includes_of(tree: Tree) -> tuple[Include, ...]:
    """Each include in a tree."""
    return tuple(_includes(tree.nodes)) if "include" in tree.at.value else ()


def _includes(nodes: tuple[Node, ...]) -> Iterator[Include]:
    for node in nodes:
        if isinstance(node, Include):
            yield node
        elif isinstance(node, If):
            for _, body in node.branches:
                yield from _includes(body)
        elif isinstance(node, For):
            yield from _includes(node.body)


def draft_of(scenario: Scenario, environment: Environment) -> Draft:
    """A scenario as a draft. A translation takes the environment of its own language."""
    return Draft(scenario, environment.of(scenario.locale))
