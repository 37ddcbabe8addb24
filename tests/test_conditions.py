"""Can a part drop out, and which values show every branch: against trying everything."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from datetime import date
from datetime import time as dtime
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snapmsg import locales
from snapmsg.model import Variable
from snapmsg.source import Addressed, Source
from snapmsg.values import Choice, Kind, Money, Spec, Value
from snapmsg.wording import (
    Blank,
    Datum,
    Given,
    If,
    Include,
    Node,
    Text,
    TooComplex,
    Tree,
    evaluate,
    flips,
    parse,
    parse_condition,
    vanishes,
)

EN = locales.get("en")


def text(value: str) -> Addressed:
    return Addressed(value, Source("wording.txt", value), 0, len(value))


def variable(name: str, spec: Spec, default: str | None = None) -> Variable:
    at = text(name)
    return Variable(name, at.whole, spec, default=None if default is None else text(default))


PLANS = {"gold": "Gold", "silver": "Silver", "basic": "Basic"}
VARIABLES = [
    variable("a", Spec(Kind.BOOLEAN)),
    variable("b", Spec(Kind.BOOLEAN)),
    variable("plan", Spec(Kind.CHOICE, choices=PLANS)),
    variable("note", Spec(), default=""),
    variable("name", Spec()),
    variable("other", Spec()),
    variable("n", Spec(Kind.NUMBER, decimals=0)),
    variable("m", Spec(Kind.NUMBER)),
    variable("fee", Spec(Kind.MONEY, currency="GBP")),
    variable("day", Spec(Kind.DATE)),
    variable("moment", Spec(Kind.DATETIME)),
    variable("clock", Spec(Kind.TIME)),
    variable("wait", Spec(Kind.DURATION)),
    variable("items", Spec(Kind.LIST)),
]
DOMAINS = {found.name: found for found in VARIABLES}


def stands(node: Node) -> bool:
    """Every word, every blank and every partial says something."""
    return bool(node.text.strip()) if isinstance(node, Text) else True


def nodes(value: str, **options: bool) -> tuple[Node, ...]:
    tree = parse(text(value), **options)
    assert not tree.faults
    return tree.nodes


GOLD, SILVER, BASIC = (Choice(value, words) for value, words in PLANS.items())

# A text, and values under which it says nothing; None where it always says something.
VANISHING: list[tuple[str, dict[str, Value] | None]] = [
    ("", {}),
    (" \n", {}),
    ("a", None),
    ("{{ name }}", None),
    ('{% include "a.txt" %}', None),
    ("{{ note }}", {"note": ""}),
    ("{% if note %}{{ note }}{% endif %}", {"note": ""}),
    ("{% if note %}{{ note }}{% else %}a{% endif %}", None),
    ("{% if not note %}{{ note }}{% endif %}", {"note": ""}),
    ("{% if name %}a{% endif %}", None),
    ("{% if name == '' %}a{% endif %}", {"name": "other"}),
    ("{% if wait %}a{% endif %}", None),
    ("{% if items %}a{% endif %}", None),
    ("{% if a %}x{% endif %}", {"a": False}),
    ("{% if a %} {% else %}x{% endif %}", {"a": True}),
    ("{% if a %}x{% else %}y{% endif %}", None),
    ("{{ 'x' if a }}", {"a": False}),
    ("{{ 'x' if a else '' }}", {"a": False}),
    ("{% if a %}x{% endif %}{% if not a %}y{% endif %}", None),
    ("{% if a %}x{% endif %}{% if b %}y{% endif %}", {"a": False, "b": False}),
    ("{% if a %}{% if not a %}x{% endif %}{% else %}y{% endif %}", {"a": True}),
    ("{% if a and b %}x{% elif a or b %}y{% else %}z{% endif %}", None),
    ("{% if a == b %}x{% elif a %}y{% elif b %}z{% endif %}", None),
    ("{% if true %}x{% endif %}", None),
    ("{% if false %}x{% endif %}", {}),
    ("{% if plan == 'gold' %}x{% elif plan == 'silver' %}y{% endif %}", {"plan": BASIC}),
    ("{% if plan in ['gold', 'silver'] %}x{% elif plan == 'basic' %}y{% endif %}", None),
    ("{% if plan %}x{% endif %}", None),
    ("{% if n < 1 %}x{% elif n > 1 %}y{% endif %}", {"n": Decimal(1)}),
    ("{% if n < 1 %}x{% elif n >= 2 %}y{% endif %}", {"n": Decimal(1)}),
    ("{% if n <= 1 %}x{% elif n >= 2 %}y{% endif %}", None),
    ("{% if m <= 1 %}x{% elif m >= 2 %}y{% endif %}", {"m": Decimal("1.5")}),
    ("{% if n <= m %}x{% elif n > m %}y{% endif %}", None),
    ("{% if fee > 0 %}x{% elif fee < 0 %}y{% endif %}", {"fee": Money(Decimal("0.00"), "GBP")}),
    ("{% if fee %}x{% endif %}", {"fee": Money(Decimal("0.00"), "GBP")}),
    (
        "{% if day < '2026-12-25' %}x{% elif day > '2026-12-25' %}y{% endif %}",
        {"day": date(2026, 12, 25)},
    ),
    ("{% if name == 'x' %}a{% elif name != 'x' %}b{% endif %}", None),
    ("{% if unknown %}a{% endif %}", {"unknown": False}),
    ("{% if day == 'soon' %}a{% endif %}", {"day": date(2026, 12, 24)}),
    ("{% if moment < '2026-12-24T17:30' %}a{% else %}b{% endif %}", None),
    ("{% if clock < '17:30' %}a{% elif clock > '17:30' %}b{% endif %}", {"clock": dtime(17, 30)}),
    ("{% if clock == 'noon' %}a{% endif %}", {"clock": dtime(0, 0)}),
    # No message comes of values that cannot be compared, so nothing vanishes either.
    ("{% if wait > 3 %}a{% endif %}", None),
    ("{% if n in [1, 2] or n not in [1, 2] %}b{% endif %}", None),
    ("{% if unknown == 'x' %}a{% elif unknown %}b{% endif %}", {"unknown": ""}),
]


@pytest.mark.parametrize(("value", "expected"), VANISHING, ids=[row[0] for row in VANISHING])
def test_a_part_that_can_vanish_is_found_with_the_values(
    value: str, expected: dict[str, Value] | None
) -> None:
    assert vanishes(nodes(value), stands, DOMAINS) == expected


def test_variables_that_are_compared_with_one_another_take_the_same_places() -> None:
    same = vanishes(nodes("{% if n < m %}x{% elif n > m %}y{% endif %}"), stands, DOMAINS)
    assert same is not None
    assert same["n"] == same["m"]
    apart = vanishes(nodes("{% if name == other %}x{% endif %}"), stands, DOMAINS)
    assert apart is not None
    assert apart["name"] != apart["other"]
    between = vanishes(
        nodes("{% if not 1 < n < m %}x{% elif m >= 5 %}y{% endif %}"), stands, DOMAINS
    )
    assert between is not None


def test_of_a_loop_it_tells_whether_every_step_shows() -> None:
    loop = "{% for step in next_steps %}X{% endfor %}"
    assert vanishes(nodes(loop.replace("X", "{{ step.text }}"), template=True), stands, {}) is None
    hidden = loop.replace("X", "{% if step.owner == 'us' %}{{ step.text }}{% endif %}")
    assert vanishes(nodes(hidden, template=True), stands, {}) == {"step.owner": ""}
    first = loop.replace("X", "{% if loop.first %}{{ step.text }}{% endif %}")
    assert vanishes(nodes(first, template=True), stands, {}) == {"loop.first": False}
    opening = "{% if opening %}{{ status }}{% endif %}"
    assert vanishes(nodes(opening, template=True), stands, {}) == {"opening": False}


def test_many_ifs_that_share_nothing_are_no_trouble() -> None:
    several = {f"v{row}": variable(f"v{row}", Spec(Kind.BOOLEAN)) for row in range(60)}
    value = "".join(f"{{% if {name} %}}x{{% endif %}}" for name in several)
    assert vanishes(nodes(value), stands, several) == dict.fromkeys(several, False)
    last = value + "{% if v0 %}a{% else %}b{% endif %}"
    assert vanishes(nodes(last), stands, several) is None


def test_a_search_gives_up_in_time() -> None:
    left = [f"l{row}" for row in range(14)]
    right = [f"r{row}" for row in range(14)]
    several = {name: variable(name, Spec(Kind.BOOLEAN)) for name in left + right}
    # Each right one has to equal its left one; only the last cannot, and it is tried last.
    value = "{% if false and " + " and ".join(left + right) + " %}x{% endif %}"
    value += "".join(
        f"{{% if {one} != {other} %}}x{{% endif %}}" for one, other in zip(left, right, strict=True)
    )
    value += "{% if r13 == l13 and l0 == r0 %}x{% endif %}"
    began = time.perf_counter()
    with pytest.raises(TooComplex):
        vanishes(nodes(value), stands, several)
    assert time.perf_counter() - began < 2


# Trees by their grammar, and every assignment of the few variables that they use.

QUESTIONS = """
a
b
a == b
a != true
note
note == 'x'
plan == 'gold'
plan != 'basic'
plan in ['silver', 'basic']
n == 1
n < 2
n >= 3
1 < n < 3
"""
question = st.recursive(
    st.sampled_from(QUESTIONS.strip().splitlines()),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join),
        inner.map(lambda one: f"not ({one})"),
    ),
    max_leaves=3,
)
leaf = st.sampled_from(["X", " ", "", "{{ note }}", "{{ note | upper }}"])


@st.composite
def choice(draw: Any, body: st.SearchStrategy[str]) -> str:
    pieces = [f"{{% if {draw(question)} %}}", draw(body)]
    for _ in range(draw(st.integers(0, 2))):
        pieces += [f"{{% elif {draw(question)} %}}", draw(body)]
    if draw(st.booleans()):
        pieces += ["{% else %}", draw(body)]
    return "".join([*pieces, "{% endif %}"])


wording = st.lists(
    st.recursive(
        leaf,
        lambda inner: st.lists(choice(inner), min_size=1, max_size=2).map("".join),
        max_leaves=6,
    ),
    min_size=1,
    max_size=3,
).map("".join)

EVERY: dict[str, list[Value]] = {
    "a": [False, True],
    "b": [False, True],
    "plan": [Choice(value, words) for value, words in PLANS.items()],
    "note": ["", "x", "y"],
    "n": [Decimal(number) for number in range(5)],
}


def every() -> Iterator[dict[str, Value]]:
    for chosen in product(*EVERY.values()):
        yield dict(zip(EVERY, chosen, strict=True))


def parse_name(name: str) -> Tree:
    raise KeyError(name)


def said(tree_nodes: str, chosen: Mapping[str, Value]) -> str:
    data: dict[str, Given] = {
        name: Datum(value, EN.show(value, Spec()), Spec()) for name, value in chosen.items()
    }
    found = evaluate(parse(text(tree_nodes)), data, include=parse_name, locale=EN)
    return "".join(segment.text for segment in found).strip()


@settings(max_examples=120, deadline=None)
@given(wording)
def test_vanishing_is_what_trying_everything_finds(value: str) -> None:
    found = vanishes(nodes(value), stands, DOMAINS)
    if found is None:
        assert all(said(value, chosen) for chosen in every())
    else:
        assert set(found) <= set(EVERY)
        # What it names is enough: whatever the others are, nothing is said.
        for chosen in every():
            if all(chosen[name] == value for name, value in found.items() if value in EVERY[name]):
                assert not said(value, {**chosen, **found})


def arms(tree: tuple[Node, ...]) -> Iterator[If]:
    for node in tree:
        if isinstance(node, If):
            yield node
            for _, body in node.branches:
                yield from arms(body)


@settings(max_examples=120, deadline=None)
@given(wording, st.sampled_from(list(every())))
def test_flips_show_every_branch_that_can_be_shown(value: str, base: dict[str, Value]) -> None:
    # Each branch says its own place, so that what was reached can be seen.
    marks = iter(range(10_000))
    marked = "".join(
        piece + (f"[{next(marks)}]" if piece.endswith("%}") else "")
        for piece in value.replace("%}", "%}\x00").split("\x00")
    )
    tree = nodes(marked)
    sets = flips([tree], base, DOMAINS)
    conditions = sum(condition is not None for node in arms(tree) for condition, _ in node.branches)
    assert len(sets) <= conditions
    for changed in sets:
        assert changed
        assert all(base[name] != value for name, value in changed.items())

    def seen(chosen: Mapping[str, Value]) -> set[str]:
        return {piece.split("]")[0] for piece in said(marked, chosen).split("[")[1:]}

    shown = seen(base).union(*(seen({**base, **changed}) for changed in sets))
    assert shown == set().union(*(seen(chosen) for chosen in every()))


BASE: dict[str, Value] = {
    "a": False,
    "b": False,
    "plan": GOLD,
    "note": "",
    "name": "Ada",
    "n": Decimal(1),
    "fee": Money(Decimal("5.00"), "GBP"),
    "day": date(2026, 12, 24),
}

FLIPPED: list[tuple[str, list[dict[str, Value]]]] = [
    ("a", []),
    ("{% if a %}x{% endif %}", [{"a": True}]),
    ("{% if a %}x{% endif %}{% if not a %}y{% endif %}", [{"a": True}]),
    ("{% if a %}x{% endif %}{% if b %}y{% endif %}", [{"a": True}, {"b": True}]),
    ("{% if a %}{% if b %}y{% endif %}{% endif %}", [{"a": True}, {"a": True, "b": True}]),
    ("{{ 'x' if note }}", [{"note": "other"}]),
    (
        "{% if plan == 'gold' %}x{% elif plan == 'silver' %}y{% endif %}",
        [{"plan": SILVER}, {"plan": Choice("basic", "Basic")}],
    ),
    ("{% if n == 1 %}x{% endif %}", [{"n": Decimal(0)}]),
    ("{% if fee > 10 %}x{% endif %}", [{"fee": Money(Decimal("11.00"), "GBP")}]),
    ("{% if day >= '2026-12-25' %}x{% endif %}", [{"day": date(2026, 12, 25)}]),
    ("{% if name == 'Bo' %}x{% endif %}", [{"name": "Bo"}]),
    # What no values reach, or what hangs on no variable, is left out.
    ("{% if a and not a %}x{% endif %}", []),
    ("{% if name %}x{% endif %}", []),
    ("{% if opening %}x{% endif %}", []),
]


def test_flips_leave_out_what_takes_too_long() -> None:
    left = [f"l{row}" for row in range(14)]
    right = [f"r{row}" for row in range(14)]
    several = {name: variable(name, Spec(Kind.BOOLEAN)) for name in left + right}
    pairs = " and ".join(f"{one} == {other}" for one, other in zip(left, right, strict=True))
    value = f"{{% if ({' or '.join(left + right)}) and {pairs} and l13 != r13 %}}x{{% endif %}}"
    began = time.perf_counter()
    assert flips([nodes(value)], dict.fromkeys(several, False), several) == []
    assert time.perf_counter() - began < 2


def test_a_loop_of_a_template_is_looked_into() -> None:
    loop = nodes("{% for step in next_steps %}{% if a %}x{% endif %}{% endfor %}", template=True)
    assert flips([loop], BASE, DOMAINS) == [{"a": True}]


@pytest.mark.parametrize(("value", "expected"), FLIPPED, ids=[row[0] for row in FLIPPED])
def test_flips_change_no_more_than_they_need(value: str, expected: list[dict[str, Value]]) -> None:
    assert flips([nodes(value)], BASE, DOMAINS) == expected


def test_the_condition_of_a_step_goes_in_as_an_if() -> None:
    condition = parse_condition(text("a and n > 3")).condition
    step = (If(((condition, nodes("We pay.")),), 0, 0),)
    assert flips([step], BASE, DOMAINS) == [{"a": True, "n": Decimal(4)}]
    assert vanishes(step, stands, DOMAINS) == {"a": False}
    assert vanishes((*step, Include("a.txt", 0, 0)), stands, DOMAINS) is None
    assert vanishes((Blank("promise", None, (), 0, 0),), stands, DOMAINS) is None
