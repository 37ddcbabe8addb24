"""Can a part drop out, and which values show every branch? Answers for all combinations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from snapmsg.model import Variable
from snapmsg.values import Value
from snapmsg.wording.candidates import candidates, names, optional
from snapmsg.wording.decide import UNKNOWN, Incomparable, decide, plain
from snapmsg.wording.tree import Blank, Condition, For, If, Name, Node

MOST_STEPS = 100_000
"""How many times names are looked up before a search gives up: about a tenth of a second."""

Assignment = dict[Name, Value]


class TooComplex(Exception):
    """The conditions of a text hang together in more ways than can be searched."""


class _Gate(NamedTuple):
    """An `if` in which something stands; a branch in which it always does is True."""

    branches: tuple[tuple[Condition | None, _Reach], ...]


_Reach = bool | tuple[_Gate, ...]


def vanishes(
    nodes: tuple[Node, ...], stands: Callable[[Node], bool], domains: Mapping[str, Variable]
) -> Mapping[str, Value] | None:
    """Values under which no node that `stands` is reached; None where there are none.

    Only the values that it hangs on are named; an attribute goes by `step.owner`. `stands` is
    asked of texts, blanks and includes; a blank of a variable that may be left out stands only
    where it is not. Of a loop it tells whether every step shows. Exact over yes and no, choices,
    optional texts and comparisons of like with like. Raises `TooComplex` beyond `MOST_STEPS`.
    """
    reach = _reach(nodes, stands, domains)
    if isinstance(reach, bool):
        return None if reach else {}
    steps = _Steps()
    found: Assignment = {}
    for gates in _components(reach):
        asked = [condition for gate in gates for condition in _conditions(gate)]
        values = candidates(asked, domains)
        answer = _search(list(values), values, {}, partial(_missed, gates, steps))
        if answer is None:
            return None
        found |= answer
    return {_key(name): value for name, value in found.items()}


def flips(
    trees: Iterable[tuple[Node, ...]],
    base: Mapping[str, Value],
    domains: Mapping[str, Variable],
) -> list[dict[str, Value]]:
    """For each branch that `base` does not reach, what to change in it so that it is reached.

    With n conditions that is n sets at most, fewer where one shows several. The `only_if` of a
    step goes in as an `If` around its words. Branches that no values reach, or that hang on what
    is no variable, are left out, and so is what lies beyond `MOST_STEPS`.
    """
    todo: list[list[tuple[Condition, bool]]] = []
    for nodes in trees:
        todo += _paths(nodes, [])
    start: Assignment = {Name(name): value for name, value in base.items()}
    todo = [path for path in todo if not _holds(path, start)]
    sets: list[dict[str, Value]] = []
    steps = _Steps()
    while todo:
        path = todo.pop(0)
        asked = [condition for condition, _ in path]
        values = candidates(asked, domains)
        if any(name.attr is not None or name.name not in domains for name in values):
            continue
        for name, tried in values.items():
            if name in start:
                values[name] = [start[name], *(value for value in tried if value != start[name])]
        try:
            answer = _search(list(values), values, {}, partial(_all, path, steps))
        except TooComplex:
            break  # what is found so far is shown; the rest would cost as much again
        if answer is not None:
            changed = {name: value for name, value in answer.items() if start.get(name) != value}
            sets.append({name.name: value for name, value in changed.items()})
            todo = [rest for rest in todo if not _holds(rest, start | changed)]
    return sets


class _Steps:
    """Counts what a search looks up."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MOST_STEPS

    def one(self) -> None:
        """Count one. Raises `TooComplex`."""
        self.left -= 1
        if self.left < 0:
            raise TooComplex


def _key(name: Name) -> str:
    return name.name if name.attr is None else f"{name.name}.{name.attr}"


def _reach(
    nodes: tuple[Node, ...], stands: Callable[[Node], bool], domains: Mapping[str, Variable]
) -> _Reach:
    """What decides whether something in `nodes` stands: True always, an empty tuple never."""
    gates: list[_Gate] = []
    for node in nodes:
        if isinstance(node, If):
            branches = tuple(
                (condition, _reach(body, stands, domains)) for condition, body in node.branches
            )
            if any(reach is not False for _, reach in branches):
                gates.append(_Gate(branches))
        elif isinstance(node, For):
            inner = _reach(node.body, stands, domains)
            if inner is True:
                return True
            gates += inner if isinstance(inner, tuple) else ()
        elif stands(node):
            if not isinstance(node, Blank):
                return True
            variable = domains.get(node.name)
            if variable is None or not optional(variable):
                return True
            gates.append(_Gate(((Name(node.name), True),)))
    return tuple(gates) or False


def _conditions(gate: _Gate) -> Iterator[Condition]:
    for condition, reach in gate.branches:
        if condition is not None:
            yield condition
        if isinstance(reach, tuple):
            for inner in reach:
                yield from _conditions(inner)


def _components(gates: tuple[_Gate, ...]) -> list[list[_Gate]]:
    """Gates that share no name are searched one group after another, not all at once."""
    groups: list[tuple[set[Name], list[_Gate]]] = []
    for gate in gates:
        used = {name for condition in _conditions(gate) for name in names(condition)}
        together = [gate]
        apart = []
        for group in groups:
            if group[0] & used:
                used |= group[0]
                together = group[1] + together
            else:
                apart.append(group)
        groups = [*apart, (used, together)]
    return [found for _, found in groups]


def _search(
    order: list[Name],
    values: Mapping[Name, list[Value]],
    chosen: Assignment,
    answer: Callable[[Assignment], bool | None],
) -> Assignment | None:
    """The first assignment for which `answer` is True; it says None where it needs more values."""
    found = answer(chosen)
    if found is not None:
        return dict(chosen) if found else None
    if len(chosen) == len(order):
        return None  # a comparison of unlike things: no message comes of these values
    name = order[len(chosen)]
    for value in values[name]:
        chosen[name] = value
        if (done := _search(order, values, chosen, answer)) is not None:
            return done
        del chosen[name]
    return None


def _decided(condition: Condition, chosen: Assignment, steps: _Steps) -> bool | None:
    def look(name: Name) -> object:
        steps.one()
        return plain(chosen[name]) if name in chosen else UNKNOWN

    try:
        return decide(condition, look)
    except Incomparable:
        return None


def _missed(gates: Iterable[_Gate], steps: _Steps, chosen: Assignment) -> bool | None:
    """Whether nothing in `gates` is reached."""
    found = _reached(gates, steps, chosen)
    return None if found is None else not found


def _reached(gates: Iterable[_Gate], steps: _Steps, chosen: Assignment) -> bool | None:
    unsure = False
    for gate in gates:
        found = _through(gate, steps, chosen)
        if found:
            return True
        unsure = unsure or found is None
    return None if unsure else False


def _through(gate: _Gate, steps: _Steps, chosen: Assignment) -> bool | None:
    """Whether something in one gate is reached: all that may still happen has to agree."""
    outcomes: set[bool | None] = set()
    for condition, reach in gate.branches:
        holds = True if condition is None else _decided(condition, chosen, steps)
        if holds is False:
            continue
        outcomes.add(reach if isinstance(reach, bool) else _reached(reach, steps, chosen))
        if holds:
            break
    else:
        outcomes.add(False)
    return outcomes.pop() if len(outcomes) == 1 else None


def _paths(
    nodes: tuple[Node, ...], path: list[tuple[Condition, bool]]
) -> Iterator[list[tuple[Condition, bool]]]:
    """What has to hold, and what not, for each branch; of an `if` without `else` also for none."""
    for node in nodes:
        if isinstance(node, If):
            so_far = path
            for condition, body in node.branches:
                here = so_far if condition is None else [*so_far, (condition, True)]
                yield here
                yield from _paths(body, here)
                if condition is not None:
                    so_far = [*so_far, (condition, False)]
            if node.branches[-1][0] is not None:
                yield so_far
        elif isinstance(node, For):
            yield from _paths(node.body, path)


def _holds(path: list[tuple[Condition, bool]], chosen: Assignment) -> bool:
    return _all(path, _Steps(), chosen) is True


def _all(path: list[tuple[Condition, bool]], steps: _Steps, chosen: Assignment) -> bool | None:
    unsure = False
    for condition, wanted in path:
        found = _decided(condition, chosen, steps)
        if found is not None and found is not wanted:
            return False
        unsure = unsure or found is None
    return None if unsure else True
