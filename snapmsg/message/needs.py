"""What a message cannot do without, and what it may not say."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from snapmsg import channels
from snapmsg.channels import PLAIN
from snapmsg.errors import SnapError
from snapmsg.message.case import Case, no_value
from snapmsg.message.draft import Draft
from snapmsg.model import RESERVED, Part
from snapmsg.source import Addressed
from snapmsg.values import Kind, Value
from snapmsg.wording import (
    UNKNOWN,
    Blank,
    Condition,
    For,
    Given,
    If,
    Include,
    Incomparable,
    Name,
    Node,
    Tree,
    decide,
    plain,
)


def needed(draft: Draft, name: str, values: Mapping[str, Value]) -> set[str]:
    """The variables that a channel's message with these values uses, those without one included.

    What stands behind a condition that still lacks a value is not looked at: give that first, and
    ask again.
    """
    reach = _Reach(draft, values)
    channel, scenario = channels.get(name), draft.scenario
    for part in Part:
        wording = draft.part(part, name)
        if wording is None:
            continue
        for step in wording.steps:
            condition = step.only_if and draft.condition(step.only_if).condition
            if condition is None or reach.may_hold(condition):
                reach.texts(step.text, step.who, step.by)
        timing = wording.timing
        reach.texts(wording.text, timing.say if timing is not None else None)
    timing = scenario.timing()
    if timing is not None:
        reach.texts(timing.within, timing.by, timing.update_within, timing.update_by, timing.after)
    fields = [field.name for field in channel.fields]
    for field in fields if channel.brief else [*fields, "opening", "closing"]:
        levels = scenario.levels(name, channel.brief)
        reach.texts(next((lv.fields[field] for lv in levels if field in lv.fields), None))
    template = draft.environment.templates[name, PLAIN.name]
    if template is not None:
        reach.nodes(template.nodes)
    return (reach.found | draft.taken([name])) & draft.variables.keys()


class _Unsettled(Exception):
    """A condition hangs on a variable that has no value yet."""


class _Reach:
    """Collects the names that texts reach with some values."""

    __slots__ = ("draft", "found", "inside", "values")

    def __init__(self, draft: Draft, values: Mapping[str, Value]) -> None:
        self.draft, self.values = draft, values
        self.found: set[str] = set()
        self.inside: list[str] = []

    def texts(self, *texts: Addressed | None) -> None:
        """Take in some texts of the scenario."""
        for text in texts:
            if text is not None:
                self.nodes(self.draft.tree(text).nodes)

    def nodes(self, nodes: tuple[Node, ...]) -> None:
        """Take in what is reached of some nodes."""
        for node in nodes:
            if isinstance(node, Blank):
                self.found.add(node.name)
            elif isinstance(node, If):
                with suppress(_Unsettled):
                    self.choose(node)
            elif isinstance(node, For):
                self.nodes(node.body)
            elif isinstance(node, Include) and node.name not in self.inside:
                partial = self.draft.environment.partials.get(node.name)
                self.inside.append(node.name)
                self.nodes(partial.nodes if partial is not None else ())
                self.inside.pop()

    def choose(self, node: If) -> None:
        """Take in each branch that may be the one."""
        for condition, body in node.branches:
            holds = True if condition is None else self.holds(condition)
            if holds is not False:
                self.nodes(body)
            if holds:
                return

    def holds(self, condition: Condition) -> bool | None:
        """Whether a condition holds; None where snap alone knows what it asks for.

        Raises `_Unsettled`.
        """
        try:
            return decide(condition, self.look)
        except Incomparable:  # which writing the message tells
            return None

    def may_hold(self, condition: Condition) -> bool:
        """Whether a condition is known to hold, or does not hang on a value."""
        try:
            return self.holds(condition) is not False
        except _Unsettled:
            return False

    def look(self, name: Name) -> object:
        """A variable's value."""
        if name.attr is not None or name.name not in self.draft.variables:
            return UNKNOWN
        self.found.add(name.name)
        if name.name not in self.values:
            raise _Unsettled
        return plain(self.values[name.name])


def refuse_private(case: Case, tree: Tree, where: str) -> None:
    """Refuse a private blank where others can read it, reached or not. Raises `SnapError`."""
    for use, start, end in case.draft.reached(tree):
        variable = case.draft.variables.get(use.name)
        if use.blank and variable is not None and variable.private:
            reason = f"“{use.name}” is private, and others can read {where}: take it out"
            raise SnapError(reason, at=tree.at.range(start, end))


def refuse_senseless(case: Case, tree: Tree, given: Mapping[str, Given]) -> None:
    """Refuse what reads wrongly whatever the values: a blank that nothing fills, a yes or no.

    A variable that has no value is none of it: that matters only where it is reached. Raises
    `SnapError`.
    """
    for use, start, end in case.draft.reached(tree):
        variable = case.draft.variables.get(use.name)
        if use.name not in given and variable is None:
            if tree.template and use.name in RESERVED:
                continue
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
