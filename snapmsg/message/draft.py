"""A scenario whose wording has been parsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from snapmsg import channels
from snapmsg.channels import Channel
from snapmsg.message.environment import Environment, includes_of, partials_of
from snapmsg.model import Part, PartWording, Scenario, Step, Variable, Wording
from snapmsg.source import Addressed
from snapmsg.wording import (
    ConditionTree,
    If,
    Include,
    Node,
    Tree,
    Use,
    parse,
    parse_condition,
)


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


def draft_of(scenario: Scenario, environment: Environment) -> Draft:
    """A scenario as a draft. A translation takes the environment of its own language."""
    return Draft(scenario, environment.of(scenario.locale))
