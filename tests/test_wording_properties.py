"""Laws of wording, over generated texts and values: Jinja itself is the judge."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import jinja2
from hypothesis import given, settings
from hypothesis import strategies as st

from snapmsg import locales
from snapmsg.source import Addressed, Source
from snapmsg.values import Choice, Money, Spec
from snapmsg.wording import (
    Blank,
    Datum,
    Given,
    Phrase,
    Segment,
    Tree,
    Use,
    evaluate,
    parse,
    parse_condition,
    prose,
    reflow,
)
from snapmsg.wording.decide import plain
from snapmsg.wording.parser import jinja as by_jinja
from snapmsg.wording.parser import plain as by_hand

EN = locales.get("en")
PARTIALS = {"bye.txt": "Yours,\n{{ name }}{% if refund %} ({{ count }}){% endif %}.\n"}


def text(value: str) -> Addressed:
    return Addressed(value, Source("wording.txt", value), 0, len(value))


def include(name: str) -> Tree:
    return parse(text(PARTIALS[name]))


# Values, as snap has them and as Jinja is given them.

some_text = st.text(st.sampled_from("ab Z.{}%#<>&\"'\n\té“日😀"), min_size=1, max_size=12)
values = st.fixed_dictionaries(
    {
        "name": some_text,
        "other": some_text,
        "note": st.just("") | some_text,
        "refund": st.booleans(),
        "late": st.booleans(),
        "count": st.integers(0, 3).map(Decimal),
        "fee": st.sampled_from([Money(Decimal(amount), "GBP") for amount in ("0.00", "1.50")]),
        "plan": st.sampled_from([Choice("gold", "gold"), Choice("silver", "silver")]),
        "day": st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        "items": st.lists(some_text, min_size=1, max_size=3).map(tuple),
    }
)


def ours(found: Mapping[str, Any]) -> dict[str, Given]:
    """Each value with the text that Jinja writes for it."""
    return {name: Datum(value, str(plain(value)), Spec()) for name, value in found.items()}


def theirs(found: Mapping[str, Any]) -> dict[str, object]:
    given: dict[str, object] = {name: plain(value) for name, value in found.items()}
    return {**given, "day": found["day"]}


def oracle(template: bool) -> jinja2.Environment:
    """Jinja as it is, with the filters that it has not."""
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=template,
        lstrip_blocks=template,
        loader=jinja2.DictLoader(PARTIALS),
    )
    environment.filters |= {
        "date": EN.date,
        "money": lambda amount: EN.money(Money(amount, "GBP")),
        "plural": EN.plural,
        "and_list": EN.and_list,
    }
    return environment


WORDING, TEMPLATE = oracle(False), oracle(True)


# Wording by its grammar.

literal = st.text(st.sampled_from("abc .,!?’“—\n\t é日😀{}%#-\"'"), min_size=1, max_size=14).filter(
    lambda words: not any(mark in words for mark in ("{{", "{%", "{#")) and words[-1] != "{"
)
space = st.sampled_from(["", " ", "  ", "\n"])
some_filter = st.sampled_from(["upper", "lower", "capitalize", "title", "trim"])
quoted = st.text(st.sampled_from("ab .é{}%日"), max_size=8).map(lambda words: f'"{words}"')


def filtered(name: str) -> st.SearchStrategy[str]:
    return st.lists(some_filter, max_size=2).map(lambda names: " | ".join([name, *names]))


blank_inside = st.one_of(
    filtered("name"),
    filtered("other"),
    filtered("note"),
    filtered("plan"),
    st.sampled_from(
        [
            "count",
            "day",
            "day | date",
            "day|date|upper",
            "fee",
            "fee | money",
            "items | and_list",
            'count | plural("parcel", "parcels")',
        ]
    ),
)

question = st.recursive(
    st.sampled_from(
        [
            "refund",
            "late",
            "note",
            "count",
            "fee",
            "items",
            "true",
            "false",
            "refund == late",
            "refund == true",
            "count == 1",
            "count != 2",
            "count >= 1.5",
            "count > -1",
            "0 < count < 3",
            "count < fee",
            "fee > 1",
            'plan == "gold"',
            'plan != "gold"',
            "'silver' == plan",
            'plan in ["gold", "bronze"]',
            'plan not in ("gold", "bronze")',
            "count in [1, 2.0]",
            'name < "m"',
            "name == other",
            'note == ""',
        ]
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join),
        inner.map(lambda one: f"not {one}"),
        inner.map(lambda one: f"({one})"),
    ),
    max_leaves=4,
)

opening = st.sampled_from(["", "-", "+"])


@st.composite
def tag(draw: Callable[..., Any], kind: str, inside: str) -> str:
    """A tag with some white space in it, and with Jinja's white space control."""
    close = "%}" if kind == "{%" else "}}"
    before = draw(opening) if kind == "{%" else draw(st.sampled_from(["", "-"]))
    after = draw(st.sampled_from(["", "-"]))
    return f"{kind}{before} {draw(space)}{inside}{draw(space)} {after}{close}"


@st.composite
def blank(draw: Callable[..., Any]) -> Any:
    return draw(tag("{{", draw(blank_inside)))


@st.composite
def inline(draw: Callable[..., Any]) -> Any:
    arm = quoted | blank_inside
    words = f"{draw(arm)} if {draw(question)}"
    for _ in range(draw(st.integers(0, 1))):
        words += f" else {draw(arm)} if {draw(question)}"
    if draw(st.booleans()):
        words += f" else {draw(arm)}"
    return draw(tag("{{", words))


@st.composite
def choice(draw: Callable[..., Any], body: st.SearchStrategy[str]) -> str:
    pieces = [draw(tag("{%", f"if {draw(question)}")), draw(body)]
    for _ in range(draw(st.integers(0, 2))):
        pieces += [draw(tag("{%", f"elif {draw(question)}")), draw(body)]
    if draw(st.booleans()):
        pieces += [draw(tag("{%", "else")), draw(body)]
    return "".join([*pieces, draw(tag("{%", "endif"))])


leaf = st.one_of(
    literal,
    literal,
    blank(),
    inline(),
    st.just("{# a note #}"),
    st.just('{% include "bye.txt" %}'),
    quoted.flatmap(lambda words: tag("{{", words)),
)
wording = st.recursive(
    st.lists(leaf, max_size=4).map("".join),
    lambda inner: st.lists(leaf | choice(inner), max_size=4).map("".join),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(wording, values)
def test_evaluation_is_jinjas_own_rendering(value: str, found: dict[str, Any]) -> None:
    tree = parse(text(value))
    assert tree.faults == ()
    segments = evaluate(tree, ours(found), include=include, locale=EN)
    assert "".join(segment.text for segment in segments) == WORDING.from_string(value).render(
        theirs(found)
    )


step_piece = st.one_of(
    literal,
    blank(),
    st.sampled_from(
        [
            "{{ step.text }}",
            "\n  {% if loop.first %}\nfirst{% endif %}\n",
            "{% if not loop.last %},\n{% endif %}",
            '{% if step.owner == "us" %}we{% elif step.by %}x{% endif %}',
        ]
    ),
)
template = st.lists(
    st.one_of(
        literal,
        blank(),
        choice(st.lists(leaf, max_size=2).map("".join)),
        st.just("\n  {# note #}\n"),
        st.just("{{ status }}"),
        st.just("{% if opening %}\n{{ opening }}\n{% endif %}\n"),
        st.lists(step_piece, max_size=4).map(
            lambda body: "\n{% for step in next_steps %}\n" + "".join(body) + "{% endfor %}\n"
        ),
    ),
    max_size=5,
).map("".join)


@settings(max_examples=100, deadline=None)
@given(template, values, st.lists(st.sampled_from(["us", "you"]), max_size=3), st.booleans())
def test_templates_arrange_as_jinja_does(
    value: str, found: dict[str, Any], owners: list[str], opens: bool
) -> None:
    tree = parse(text(value), template=True)
    assert tree.faults == ()
    steps = tuple(f"Step {row}" for row, _ in enumerate(owners))
    said = text("Hello")
    part = (Segment("Hello", said, 0, 5),)
    mine: dict[str, Given] = {
        **ours(found),
        "status": part,
        "opening": part if opens else (),
        "steps": tuple(
            {"text": (Segment(words, said, 0, 5),), "owner": Phrase(owner), "by": Phrase("")}
            for words, owner in zip(steps, owners, strict=True)
        ),
    }
    jinjas = {
        **theirs(found),
        "status": "Hello",
        "opening": "Hello" if opens else "",
        "next_steps": [
            {"text": words, "owner": owner, "by": ""}
            for words, owner in zip(steps, owners, strict=True)
        ],
    }
    segments = evaluate(tree, mine, include=include, locale=EN)
    assert "".join(segment.text for segment in segments) == TEMPLATE.from_string(value).render(
        jinjas
    )


@settings(max_examples=100, deadline=None)
@given(wording, values)
def test_every_word_has_its_place_and_every_value_stands_whole(
    value: str, found: dict[str, Any]
) -> None:
    data = ours(found)
    tree = parse(text(value))
    segments = evaluate(tree, data, include=include, locale=EN, encode=html.escape)
    for segment in segments:
        source = segment.at.value
        if segment.blank is None:
            assert segment.text == source[segment.start : segment.end]
            continue
        (node,) = (
            found
            for found in _blanks(parse(segment.at).nodes)
            if (found.start, found.end) == (segment.start, segment.end)
        )
        datum = data[node.name]
        assert isinstance(datum, Datum)
        if not node.filters:
            assert segment.text == html.escape(datum.text)
    flowed = reflow(segments)
    joined = "".join(segment.text for segment in flowed)
    kept = [segment for segment in flowed if segment.blank is not None]
    assert kept == [segment for segment in segments if segment.blank is not None]
    for segment in flowed:
        if segment.blank is None and len(segment.text) != segment.end - segment.start:
            assert segment.text in (" ", "\n\n")
        elif segment.blank is None:
            there = segment.at.value[segment.start : segment.end]
            assert segment.text == there or segment.text.split() == there.split()
    assert reflow(flowed) == flowed
    if flowed and flowed[0].blank is None:
        assert joined[0] not in " \t\n"
    if flowed and flowed[-1].blank is None:
        assert joined[-1] not in " \t\n"
    before = "".join(segment.text for segment in segments)
    assert "".join(joined.split()) == "".join(before.split())


def _blanks(nodes: Any) -> Any:
    for node in nodes:
        if type(node) is Blank:
            yield node
        for _, body in getattr(node, "branches", ()):
            yield from _blanks(body)


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("a \n.’"), max_size=30))
def test_reflow_of_one_literal_is_its_paragraphs(value: str) -> None:
    paragraphs: list[list[str]] = [[]]
    for line in value.split("\n"):
        if not line.strip():
            paragraphs.append([])
        else:
            paragraphs[-1].append(line.strip())
    expected = "\n\n".join(" ".join(lines) for lines in paragraphs if lines)
    found = reflow([Segment(value, text(value), 0, len(value))] if value else [])
    assert "".join(segment.text for segment in found) == expected


MARKS = (
    "{{ }} {% %} {# #} { } - a name if true not step labels else endif for in é 1 \" ' . | ( [ ] , "
    "== = ~ \\ upper {{name}}"
)
pieces = st.sampled_from([*MARKS.split(), "{{ name }}", "{{\tb }}", " ", "\n", "\r"])
anything = st.lists(pieces, max_size=24).map("".join) | st.text(max_size=60)


@settings(max_examples=400, deadline=None)
@given(anything, st.booleans())
def test_the_fast_path_is_jinjas_path(value: str, template: bool) -> None:
    fast = None if "\r" in value else by_hand(value, template)
    if fast is not None:
        assert fast == by_jinja(value, template)


@settings(max_examples=400, deadline=None)
@given(anything, st.booleans())
def test_any_text_is_parsed_or_told_what_is_wrong(value: str, template: bool) -> None:
    tree = parse(text(value), template=template)
    for fault in tree.faults:
        assert 0 <= fault.start <= fault.end <= len(value)
        assert fault.start < fault.end or not value
        assert fault.reason.strip()
    assert not (tree.faults and tree.nodes)
    assert len(prose(tree)) == len(value)
    for use in tree.uses:
        assert value[use.start : use.end] == use.name
    alone = parse_condition(text(value))
    assert (alone.condition is None) is bool(alone.faults)
    assert all(0 <= fault.start <= fault.end <= len(value) for fault in alone.faults)


def test_the_properties_reach_what_they_are_about() -> None:
    assert by_hand("Hi {{ name }}.", False) is not None
    assert by_hand("{{ true }}", False) is by_hand("{{ step }}", True) is None
    assert by_hand("{{ step }}", False) == (
        (Blank("step", None, (), 0, 10),),
        (Use("step", 3, 7, True),),
        (),
    )
