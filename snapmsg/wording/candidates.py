"""For each name in some conditions, values enough to try every way that they can turn out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

from snapmsg.model import Variable
from snapmsg.values import BadValue, Choice, Kind, Spec, Value, read
from snapmsg.wording.tree import (
    And,
    Blank,
    Compare,
    Condition,
    Const,
    For,
    If,
    In,
    Name,
    Node,
    Not,
    Operand,
    Or,
    Tree,
)

_OTHERS = ("other", "another", "third")
_STAND_INS: dict[Kind, object] = {
    Kind.TEXT: "other",
    Kind.NUMBER: "2",
    Kind.DATE: "2026-12-24",
    Kind.DATETIME: "2026-12-24T12:00",
    Kind.TIME: "12:00",
    Kind.DURATION: "2 days",
    Kind.LIST: ["one", "two"],
}


def names(condition: Condition) -> Iterator[Name]:
    """Every name in a condition, in order."""
    for operand in _operands(condition):
        if isinstance(operand, Name):
            yield operand


def attributes(tree: Tree) -> Iterator[tuple[str, str, int, int]]:
    """Each attribute that a template reads, such as `message.today`: its two names, and where."""
    yield from _attributes(tree.nodes, tree.at.value)


def _attributes(nodes: tuple[Node, ...], text: str) -> Iterator[tuple[str, str, int, int]]:
    for node in nodes:
        if isinstance(node, Blank) and node.attr is not None:
            yield node.name, node.attr, node.start, node.end
        elif isinstance(node, For):
            yield from _attributes(node.body, text)
        elif isinstance(node, If):
            for condition, body in node.branches:
                for name in names(condition) if condition is not None else ():
                    if name.attr is not None:
                        start = max(text.find(f"{name.name}.{name.attr}", node.start), node.start)
                        end = start + len(name.name) + 1 + len(name.attr)
                        yield name.name, name.attr, start, end
                yield from _attributes(body, text)


def _operands(condition: Condition) -> Iterator[Operand]:
    if isinstance(condition, And | Or):
        for item in condition.items:
            yield from _operands(item)
    elif isinstance(condition, Not):
        yield from _operands(condition.item)
    elif isinstance(condition, Compare):
        yield condition.left
        yield condition.right
    elif isinstance(condition, In):
        yield condition.item
    else:
        yield condition


def optional(variable: Variable) -> bool:
    """Whether a variable may be left out: `default: ""`."""
    return variable.default is not None and not variable.default.value.strip()


def candidates(
    conditions: Iterable[Condition], domains: Mapping[str, Variable]
) -> dict[Name, list[Value]]:
    """The values to try for each name in `conditions`, one at least.

    They stand for all that the variable can hold: each value that it is compared with, one in each
    gap between those and beyond them, every choice, nothing where it may be left out. A name
    without a variable may hold any text, or none; `loop` and what is only asked for is yes or no.
    """
    constants: defaultdict[Name, list[object]] = defaultdict(list)
    partners: defaultdict[Name, set[Name]] = defaultdict(set)
    order: list[Name] = []
    for condition in conditions:
        order += names(condition)
        for name, found in compared(condition):
            if isinstance(found, Name):
                partners[name].add(found)
            else:
                constants[name].append(found)
    result: dict[Name, list[Value]] = {}
    for name in order:
        if name in result:
            continue
        # Names that are compared with one another take their places between the same values.
        group = _group(name, partners)
        pool = [constant for member in sorted(group, key=str) for constant in constants[member]]
        variable = domains.get(name.name) if name.attr is None else None
        result[name] = list(_values(variable, pool, len(group), name in partners))
    return result


def compared(condition: Condition) -> Iterator[tuple[Name, object]]:
    """Each name in a condition with what it is compared with: a name, or a written value."""
    if isinstance(condition, And | Or):
        for item in condition.items:
            yield from compared(item)
    elif isinstance(condition, Not):
        yield from compared(condition.item)
    elif isinstance(condition, Compare):
        left, right = condition.left, condition.right
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Name):
                yield one, other.value if isinstance(other, Const) else other
    elif isinstance(condition, In) and isinstance(condition.item, Name):
        for option in condition.options:
            yield condition.item, option


def _group(name: Name, partners: Mapping[Name, set[Name]]) -> set[Name]:
    group, todo = {name}, [name]
    while todo:
        for other in partners.get(todo.pop(), ()):
            if other not in group:
                group.add(other)
                todo.append(other)
    return group


def _values(
    variable: Variable | None, pool: list[object], size: int, paired: bool
) -> Iterator[Value]:
    if variable is None:
        texts = [item for item in pool if isinstance(item, str)]
        if not texts and not paired:
            yield from (False, True)
            return
        yield from dict.fromkeys(["", *texts, *_OTHERS[:size]])
        return
    spec = variable.spec
    found: dict[object, Value] = {}
    if optional(variable):
        found[""] = ""
    if spec.kind is Kind.BOOLEAN:
        found.update({False: False, True: True})
    elif spec.kind is Kind.CHOICE:
        found |= {Choice(value, words): Choice(value, words) for value, words in _choices(spec)}
    else:
        for raw in _raw(spec, pool, min(size, 3)):
            try:
                value = read(raw, spec)
            except BadValue:
                continue  # the variable can never hold it
            found.setdefault(value, value)
    if not any(value != "" for value in found.values()) and spec.kind is not Kind.CHOICE:
        found["other"] = "other"
    yield from found.values()


def _choices(spec: Spec) -> Iterable[tuple[str, str]]:
    return (spec.choices or {}).items()


def _raw(spec: Spec, pool: list[object], size: int) -> Iterator[object]:
    """Texts that a variable of this type may be given."""
    if spec.kind is Kind.NUMBER or spec.kind is Kind.MONEY:
        numbers = sorted({Decimal(item) for item in pool if isinstance(item, int | Decimal)})
        # As short as it can be typed: it may have a `max_length`.
        sign = "£" if spec.kind is Kind.MONEY and not spec.currency else ""
        for number in _between(numbers or [Decimal(1)], spec, size):
            yield f"{'-' if number < 0 else ''}{sign}{abs(number):f}"
    elif spec.kind is Kind.DATE or spec.kind is Kind.DATETIME:
        for item in pool:
            try:
                moment = datetime.fromisoformat(str(item))
            except ValueError:
                continue
            for days in range(-size, size + 1):
                shifted = moment + timedelta(days=days)
                yield shifted.date().isoformat() if spec.kind is Kind.DATE else shifted.isoformat()
    elif spec.kind is Kind.TIME:
        yield from ("00:00", "23:59")
        for item in pool:
            yield from _minutes(str(item), size)
    elif spec.kind is Kind.TEXT:
        texts = [item for item in pool if isinstance(item, str) and item]
        yield from texts
        yield from [f"{item}!" for item in texts]
        yield from [item[:-1] for item in texts]
        yield from _OTHERS[:size]
        yield "x"
    if spec.kind in _STAND_INS:
        yield _STAND_INS[spec.kind]


def _between(numbers: list[Decimal], spec: Spec, size: int) -> Iterator[Decimal]:
    """Each number, and some below, above and in each gap: whole ones where there are any."""
    step = Decimal(1).scaleb(-spec.decimals) if spec.decimals is not None else None
    for place in range(1, size + 1):
        yield numbers[0] - place
        yield numbers[-1] + place
    yield from numbers
    for low, high in pairwise(numbers):
        for place in range(1, size + 1):
            middle = low + (high - low) * place / (size + 1)
            whole = middle.to_integral_value(ROUND_FLOOR)
            for number in (whole, middle, low + step * place if step else middle):
                if low < number < high:
                    yield number


def _minutes(text: str, size: int) -> Iterator[str]:
    try:
        moment = datetime.combine(date(2026, 1, 2), datetime.strptime(text, "%H:%M").time())
    except ValueError:
        return
    for minutes in range(-size, size + 1):
        yield f"{moment + timedelta(minutes=minutes):%H:%M}"
