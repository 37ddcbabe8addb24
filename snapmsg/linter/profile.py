"""What linting costs, stage by stage and rule by rule. Only who asks for it pays for the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter_ns
from typing import NamedTuple, ParamSpec, TypeVar

from snapmsg.diagnostic import Problem
from snapmsg.linter.desk import Call, Check, Desk
from snapmsg.linter.run import lint_at
from snapmsg.linter.selection import Choice
from snapmsg.schema import fault_of

P = ParamSpec("P")
R = TypeVar("R")


class Cost(NamedTuple):
    """How often something was called, and how long all of that took, in nanoseconds."""

    calls: int = 0
    spent: int = 0


class Profile(NamedTuple):
    """What a run of lint cost. `total` is all of it, in nanoseconds.

    The stages are what every scenario goes through once, and their calls are not told; what no
    stage and no rule took is writing the messages, and the bookkeeping. `rules` are by code and
    name, the dearest first. What a rule is the first to ask for, and others then find ready,
    counts as its own.
    """

    scenarios: int
    total: int
    stages: dict[str, Cost]
    rules: list[tuple[str, str, Cost]]

    @property
    def rest(self) -> int:
        """What neither a stage nor a rule took, in nanoseconds."""
        known = sum(cost.spent for cost in self.stages.values())
        return self.total - known - sum(cost.spent for _, _, cost in self.rules)


_STAGES = READING, PARSING, SCANNING = (
    "reading the files", "parsing the wording", "looking for words",
)  # fmt: skip


def profile(desk: Desk, problems: list[Problem], paths: Sequence[Path] | None = None) -> Profile:
    """Lint in one process with a clock at every rule. The desk is not fit for use afterwards."""
    costs: dict[str, Cost] = {}
    desk.read = _timed(costs, READING, desk.read)
    spoken = {locale for by in desk.library.translations.values() for locale in by}
    for locale in (None, *(code for code in spoken if fault_of(code) is None)):
        _clock_all(costs, desk.of(locale))
    start = perf_counter_ns()
    result = lint_at(desk, problems, paths, 1)
    total = perf_counter_ns() - start
    rules = [
        (choice.rule.code, name, costs.get(name, Cost())) for name, choice in desk.chosen.items()
    ]
    return Profile(
        result.scenarios, total,
        {name: costs.get(name, Cost())._replace(calls=0) for name in _STAGES},
        sorted(rules, key=lambda row: (-row[2].spent, row[0], row[1])),
    )  # fmt: skip


def _clock_all(costs: dict[str, Cost], desk: Desk) -> None:
    """Put a clock at all that is done at the desk of one language."""
    desk.draft = _timed(costs, PARSING, desk.draft)
    desk.scan = _timed(costs, SCANNING, desk.scanner.scan)
    pairs = list(zip(desk.finding, desk.calls, strict=True))
    desk.calls = [_clocked(costs, choice, call) for choice, call in pairs]
    for row in (*desk.read_by.values(), *desk.on_part.values()):
        row[:] = [
            Check(_when(costs, choice), _clocked(costs, choice, call), None)
            for choice, call, _ in row
        ]


def _add(costs: dict[str, Cost], name: str, start: int) -> None:
    spent = perf_counter_ns() - start
    before = costs.get(name, Cost())
    costs[name] = Cost(before.calls + 1, before.spent + spent)


def _timed(costs: dict[str, Cost], name: str, function: Callable[P, R]) -> Callable[P, R]:
    """A function that adds what it takes to the costs of a name."""

    def timed(*args: P.args, **kwargs: P.kwargs) -> R:
        start = perf_counter_ns()
        try:
            return function(*args, **kwargs)
        finally:
            _add(costs, name, start)

    return timed


def _clocked(costs: dict[str, Cost], choice: Choice, call: Call) -> Call:
    """A rule's call with a clock. What it yields is made there and then, for only then it works."""
    return _timed(costs, choice.rule.name, lambda *given: iter(list(call(*given))))


def _when(costs: dict[str, Cost], choice: Choice) -> Choice:
    """A rule whose question whether a message is worth writing counts as its own."""
    when = choice.rule.when
    if when is None:
        return choice
    return replace(choice, rule=replace(choice.rule, when=_timed(costs, choice.rule.name, when)))


def table(found: Profile, columns: int) -> Iterator[str]:
    """A profile as a table: the stages, all rules together, each rule, and what is left."""
    count = max(found.scenarios, 1)
    wide = max(20, min(36, columns - 42))

    def row(name: str, cost: Cost) -> str:
        calls = f"{cost.calls:,}" if cost.calls else ""
        micros = cost.spent / 1000
        short = name if len(name) <= wide else name[: wide - 1] + "…"
        return f"{short:<{wide}} {calls:>9} {micros:>14,.0f} {micros / count:>15,.1f}"

    yield f"{'':<{wide}} {'calls':>9} {'µs':>14} {'µs a scenario':>15}"
    for name, cost in found.stages.items():
        yield row(name, cost)
    ruled = sum(cost.spent for _, _, cost in found.rules)
    yield row("all rules", Cost(sum(cost.calls for _, _, cost in found.rules), ruled))
    yield row("writing messages, and the rest", Cost(0, found.rest))
    yield row("all", Cost(0, found.total))
    yield ""
    for code, name, cost in found.rules:
        yield row(f"{code} {name}", cost)
