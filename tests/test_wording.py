"""The tree of a wording, what is refused and where, and the words that come out."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import pytest

from snapmsg import locales
from snapmsg.errors import SnapError
from snapmsg.model import Part
from snapmsg.promise import parse_duration
from snapmsg.source import Addressed, Source
from snapmsg.values import Choice, Kind, Money, Spec, Value
from snapmsg.wording import (
    MOST_CHARACTERS,
    TAG,
    VALUE,
    And,
    Blank,
    Compare,
    Const,
    Datum,
    Filter,
    For,
    Given,
    If,
    In,
    Include,
    Name,
    Not,
    Or,
    Phrase,
    Segment,
    Text,
    Tree,
    Use,
    evaluate,
    holds,
    parse,
    parse_condition,
    prose,
    reflow,
)

EN = locales.get("en")


def text(value: str, path: str = "wording.txt") -> Addressed:
    return Addressed(value, Source(path, value), 0, len(value))


def datum(value: Value, kind: Kind = Kind.TEXT) -> Datum:
    spec = Spec(kind)
    return Datum(value, EN.show(value, spec), spec)


GIVEN: Mapping[str, Given] = {
    "name": datum("Ms Ōta"),
    "n": datum(Decimal(1), Kind.NUMBER),
    "count": datum(Decimal(3), Kind.NUMBER),
    "refund": datum(True, Kind.BOOLEAN),
    "late": datum(False, Kind.BOOLEAN),
    "plan": datum(Choice("gold", "Gold plan"), Kind.CHOICE),
    "note": datum(""),
    "day": datum(date(2026, 12, 24), Kind.DATE),
    "moment": datum(datetime(2026, 12, 24, 17, 30), Kind.DATETIME),
    "fee": datum(Money(Decimal("12.50"), "GBP"), Kind.MONEY),
    "items": datum(("a", "b", "c"), Kind.LIST),
    "wait": datum(parse_duration("2 days"), Kind.DURATION),
    "promise": Phrase("within 2 days"),
}
PARTIALS = {
    "bye.txt": "Yours, {{ name }}",
    "loop.txt": 'x{% include "loop.txt" %}',
    "one.txt": '1{% include "two.txt" %}',
    "two.txt": '2{% include "three.txt" %}',
    "three.txt": '3{% include "four.txt" %}',
    "four.txt": "4",
    "broken.txt": "{{ a",
    "twice.txt": '{% include "wide.txt" %}' * 100,
    "wide.txt": "w" * 10_000,
}
STEPS: tuple[Mapping[str, Given], ...] = tuple(
    {"text": (Segment(words, text(words), 0, len(words), None, Part.NEXT_STEPS),)}
    | {"owner": Phrase(owner), "by": Phrase(by), "who": Phrase(""), "team": Phrase("")}
    for words, owner, by in (("We look.", "us", "by Friday"), ("You wait.", "you", ""))
)


def trees() -> dict[str, Tree]:
    return {name: parse(text(value, name)) for name, value in PARTIALS.items()}


def segments(value: str, given: Mapping[str, Given] = GIVEN, **options: bool) -> list[Segment]:
    tree = parse(text(value), **options)
    assert not tree.faults
    return evaluate(tree, given, include=trees().__getitem__, locale=EN)


def words(value: str, given: Mapping[str, Given] = GIVEN, **options: bool) -> str:
    return "".join(segment.text for segment in segments(value, given, **options))


NAME, PLAN, REFUND, N = Name("name"), Name("plan"), Name("refund"), Name("n")

TREES = [
    ("", ()),
    ("Sorry.", (Text("Sorry.", 0, 6),)),
    ("{{name}}", (Blank("name", None, (), 0, 8),)),
    ("A {{ name }} B", (Text("A ", 0, 2), Blank("name", None, (), 2, 12), Text(" B", 12, 14))),
    ("{ 50 } }} %} #}", (Text("{ 50 } }} %} #}", 0, 15),)),
    ("{{ name }}}", (Blank("name", None, (), 0, 10), Text("}", 10, 11))),
    ("{{- name -}}", (Blank("name", None, (), 0, 12),)),
    ("a {{- name -}} b", (Text("a", 0, 1), Blank("name", None, (), 2, 14), Text("b", 15, 16))),
    ("{{ name | upper }}", (Blank("name", None, (Filter("upper"),), 0, 18),)),
    (
        '{{ n | plural("day", "days") | title }}',
        (Blank("n", None, (Filter("plural", ("day", "days")), Filter("title")), 0, 39),),
    ),
    ('{{ "{{" }}', (Text("{{", 4, 6),)),
    ("{{ '' }}", ()),
    ("a{# TODO #}b", (Text("a", 0, 1), Text("b", 11, 12))),
    ('{% include "bye.txt" %}', (Include("bye.txt", 0, 23),)),
    (
        "{% if refund %}A{% endif %}",
        (If(((REFUND, (Text("A", 15, 16),)),), 0, 27),),
    ),
    (
        "{% if not refund %}{% elif n > 1.50 %}B{% else %}C{% endif %}",
        (
            If(
                (
                    (Not(REFUND), ()),
                    (Compare(">", N, Const(Decimal("1.50"))), (Text("B", 38, 39),)),
                    (None, (Text("C", 49, 50),)),
                ),
                0,
                61,
            ),
        ),
    ),
    (
        '{{ "a" if refund else name | upper }}',
        (
            If(
                (
                    (REFUND, (Text("a", 4, 5),)),
                    (None, (Blank("name", None, (Filter("upper"),), 22, 34),)),
                ),
                0,
                37,
            ),
        ),
    ),
    (
        '{{ n | plural("a", "b") if refund }}',
        (If(((REFUND, (Blank("n", None, (Filter("plural", ("a", "b")),), 3, 23),)),), 0, 36),),
    ),
    (
        '{{ "a" if refund else "b" if n }}',
        (If(((REFUND, (Text("a", 4, 5),)), (N, (Text("b", 23, 24),))), 0, 33),),
    ),
]


@pytest.mark.parametrize(("value", "nodes"), TREES, ids=[row[0] for row in TREES])
def test_a_text_becomes_a_tree(value: str, nodes: object) -> None:
    tree = parse(text(value))
    assert tree.faults == ()
    # repr, since two named tuples of different types may be equal.
    assert repr(tree.nodes) == repr(nodes)


CONDITIONS = [
    ("refund", REFUND),
    ("true", Const(True)),
    ("refund == true", Compare("==", REFUND, Const(True))),
    ("not refund", Not(REFUND)),
    ('plan == "gold"', Compare("==", PLAN, Const("gold"))),
    ("'gold' != plan", Compare("!=", Const("gold"), PLAN)),
    ("n <= -3", Compare("<=", N, Const(-3))),
    ("n >= 0.1", Compare(">=", N, Const(Decimal("0.1")))),
    ("1 < n < 5", And((Compare("<", Const(1), N), Compare("<", N, Const(5))))),
    ('plan in ["gold", "silver"]', In(PLAN, ("gold", "silver"), False)),
    ('plan not in ("gold", "silver")', In(PLAN, ("gold", "silver"), True)),
    ('not plan in ["gold"]', Not(In(PLAN, ("gold",), False))),
    ("refund and n and name", And((REFUND, N, NAME))),
    ("refund or n and name", Or((REFUND, And((N, NAME))))),
    ("(refund or n) and name", And((Or((REFUND, N)), NAME))),
]


@pytest.mark.parametrize(("value", "condition"), CONDITIONS, ids=[row[0] for row in CONDITIONS])
def test_a_condition_reads_the_same_alone_and_in_an_if(value: str, condition: object) -> None:
    alone = parse_condition(text(value))
    assert alone.faults == ()
    assert repr(alone.condition) == repr(condition)
    (node,) = parse(text(f"{{% if {value} %}}x{{% endif %}}")).nodes
    assert isinstance(node, If)
    assert repr(node.branches[0][0]) == repr(condition)


def test_uses_name_the_place_of_each_name() -> None:
    value = "{{ name if plan == 'x' else n | upper }} {% if refund %}{{ n }}{% endif %}"
    tree = parse(text(value))
    assert [(use.name, use.blank) for use in tree.uses] == [
        ("name", True),
        ("plan", False),
        ("n", True),
        ("refund", False),
        ("n", True),
    ]
    assert all(value[use.start : use.end] == use.name for use in tree.uses)
    assert parse(text("{{ name }}")).uses == (Use("name", 3, 7, True),)


OUTSIDE, SYNTAX, FILTER = "outside-the-language", "wording-syntax", "unknown-filter"

# The text, the rule, the words that are pointed at, and some of the reason.
REFUSED = [
    # What Jinja can do and wording cannot.
    ("{% for i in items %}{{ i }}{% endfor %}", OUTSIDE, "{% for i in items %}", "and_list"),
    ("{% set x = 1 %}", OUTSIDE, "{% set x = 1 %}", "declare it"),
    ("{% set x %}a{% endset %}", OUTSIDE, "{% set x %}", "declare it"),
    ("{% macro m() %}{% endmacro %}", OUTSIDE, "{% macro m() %}", "include"),
    ("{% call m() %}{% endcall %}", OUTSIDE, "{% call m() %}", "include"),
    ("{% block b %}{% endblock %}", OUTSIDE, "{% block b %}", "include"),
    ("{% extends 'x' %}", OUTSIDE, "{% extends 'x' %}", "include"),
    ("{% import 'x' as y %}", OUTSIDE, "{% import 'x' as y %}", "include"),
    ("{% from 'x' import y %}", OUTSIDE, "{% from 'x' import y %}", "include"),
    ("{% with a=1 %}{% endwith %}", OUTSIDE, "{% with a=1 %}", "declare it"),
    ("{% filter upper %}a{% endfilter %}", OUTSIDE, "{% filter upper %}", "{{ name | upper }}"),
    ("{% autoescape true %}{% endautoescape %}", OUTSIDE, "{% autoescape true %}", "take this"),
    ("{% do x %}", OUTSIDE, "{% do x %}", "take it out"),
    ("{% raw %}{{ x }}{% endraw %}", OUTSIDE, "{% raw %}{{ x }}{% endraw %}", '{{ "{{" }}'),
    ("{% trans %}a{% endtrans %}", OUTSIDE, "{% trans %}", "file of its own"),
    ("{% unless x %}a{% endunless %}", OUTSIDE, "{% unless x %}", "Did you mean “if”?"),
    ("{% if x %}a{% elseif y %}b{% endif %}", OUTSIDE, "{% elseif y %}", "“elif”?"),
    ("{{ a.b }}", OUTSIDE, "{{ a.b }}", "a_b"),
    ("{{ a['b'] }}", OUTSIDE, "{{ a['b'] }}", "one name"),
    ("{{ a[0] }}", OUTSIDE, "{{ a[0] }}", "one name"),
    ("{{ a[1:2] }}", OUTSIDE, "{{ a[1:2] }}", "one name"),
    ("{{ a() }}", OUTSIDE, "{{ a() }}", "nothing is called"),
    ("{{ a.upper() }}", OUTSIDE, "{{ a.upper() }}", "{{ a | upper }}"),
    ("{{ '{0.__class__}'.format(a) }}", OUTSIDE, None, "nothing is called"),
    ("{{ a.__class__ }}", OUTSIDE, "{{ a.__class__ }}", "one name"),
    ("{{ ''.__class__.__mro__ }}", OUTSIDE, None, "one name"),
    ("{{ self._TemplateReference__context }}", OUTSIDE, None, "one name"),
    ("{{ cycler.__init__.__globals__ }}", OUTSIDE, None, "one name"),
    ("{{ a ~ b }}", OUTSIDE, "{{ a ~ b }}", "side by side"),
    ("{{ a + 1 }}", OUTSIDE, "{{ a + 1 }}", "does not calculate"),
    ("{{ -a }}", OUTSIDE, "{{ -a }}", "does not calculate"),
    ("{{ 9**(9**9) }}", OUTSIDE, "{{ 9**(9**9) }}", "does not calculate"),
    ("{{ 'a'*10**9 }}", OUTSIDE, "{{ 'a'*10**9 }}", "does not calculate"),
    ("{{ '%1000000000d' % 1 }}", OUTSIDE, "{{ '%1000000000d' % 1 }}", "does not calculate"),
    ("{{ 7 // 2 }}", OUTSIDE, "{{ 7 // 2 }}", "does not calculate"),
    ("{{ order-no }}", OUTSIDE, "{{ order-no }}", "{{ order_no }}"),
    ("{{ a is defined }}", OUTSIDE, "{{ a is defined }}", "{% if name %}"),
    ("{% if a is defined %}b{% endif %}", OUTSIDE, "{% if a is defined %}", "{% if name %}"),
    ("{{ a or 'there' }}", OUTSIDE, "{{ a or 'there' }}", '{{ a if a else "there" }}'),
    ("{{ not a }}", OUTSIDE, "{{ not a }}", "a question gives no words"),
    ("{{ a == 'b' }}", OUTSIDE, "{{ a == 'b' }}", "a question gives no words"),
    ("{{ [1, 2] }}", OUTSIDE, "{{ [1, 2] }}", "one name or quoted words"),
    ("{{ {'a': 1} }}", OUTSIDE, "{{ {'a': 1} }}", "one name or quoted words"),
    ("{{ a, b }}", OUTSIDE, "{{ a, b }}", "a blank for each"),
    ("{{ 5 }}", OUTSIDE, "{{ 5 }}", "write what stands in it"),
    ("{{ true }}", OUTSIDE, "{{ true }}", "write what stands in it"),
    ("{{ none }}", OUTSIDE, "{{ none }}", "write what stands in it"),
    ("{{ if }}", OUTSIDE, "{{ if }}", "a word of the language"),
    ("{{ 'a' | upper }}", OUTSIDE, "{{ 'a' | upper }}", "as they read"),
    ("{{ 'a' 'b' }}", OUTSIDE, "{{ 'a' 'b' }}", "one pair of quotes"),
    (r"{{ 'a\nb' }}", OUTSIDE, r"'a\nb'", "backslash"),
    ("{{ '" + "a" * 1001 + "' if b }}", OUTSIDE, None, "long"),
    ("{{ (a if b else c) | upper }}", OUTSIDE, None, "stands first"),
    ("{{ a | default('b') }}", OUTSIDE, "default", "`default:`"),
    ("{{ a | upper('b') }}", OUTSIDE, "upper", "nothing in brackets"),
    ("{{ a | plural('b') }}", OUTSIDE, "plural", "two words"),
    ("{{ a | plural(1, 2) }}", OUTSIDE, "plural", "two words"),
    ("{{ a | plural(one='b', other='c') }}", OUTSIDE, "plural", "two words"),
    ("{{ a | uper }}", FILTER, "uper", "Did you mean “upper”?"),
    ("{{ a | pluralize }}", FILTER, "pluralize", "Did you mean “plural”?"),
    ("{{ a | attr('__class__') }}", FILTER, "attr", "not one of snap’s filters"),
    ("{{ a | safe }}", FILTER, "safe", "not one of snap’s filters"),
    ("{{ a | center(1000000000) }}", FILTER, "center", "not one of snap’s filters"),
    ("{{ a | map(attribute='b') }}", FILTER, "map", "not one of snap’s filters"),
    ("{% if a | lower == 'b' %}c{% endif %}", OUTSIDE, "{% if a | lower == 'b' %}", "for blanks"),
    ("{% if a == 'b' or 'c' %}d{% endif %}", OUTSIDE, "{% if a == 'b' or 'c' %}", "in ["),
    ("{% if a in 'abc' %}d{% endif %}", OUTSIDE, "{% if a in 'abc' %}", "a list of words"),
    ("{% if 'a' in b %}d{% endif %}", OUTSIDE, "{% if 'a' in b %}", "a list of words"),
    ("{% if a in [b] %}d{% endif %}", OUTSIDE, "{% if a in [b] %}", "a list of words"),
    ("{% if a == none %}d{% endif %}", OUTSIDE, "{% if a == none %}", "compare them"),
    ("{% if a < b + 1 %}d{% endif %}", OUTSIDE, "{% if a < b + 1 %}", "does not calculate"),
    ("{% if a.b %}c{% endif %}", OUTSIDE, "{% if a.b %}", "a_b"),
    ("{% if n == " + "9" * 5000 + " %}a{% endif %}", OUTSIDE, "9" * 5000, "15 digits"),
    ("{{ " + "9" * 5000 + " }}", OUTSIDE, "9" * 5000, "15 digits"),
    ("{% if n == 0x10 %}a{% endif %}", OUTSIDE, "0x10", "plain numbers"),
    ("{% if n == 1e5 %}a{% endif %}", OUTSIDE, "1e5", "plain numbers"),
    ("{% include name %}", OUTSIDE, "{% include name %}", "in quotes"),
    ("{% include '../etc.txt' %}", OUTSIDE, "{% include '../etc.txt' %}", "name alone"),
    ("{% include 'a.txt' ignore missing %}", OUTSIDE, None, "nothing more"),
    ("{% include ['a.txt', 'b.txt'] %}", OUTSIDE, None, "in quotes"),
    # What somebody began to write.
    ("{{ not }}", SYNTAX, "{{ not }}", "cannot be read"),
    ("{% if a b %}c{% endif %}", SYNTAX, "{% if a b %}", "cannot be read"),
    ("{{ nameʹ٪ }}", SYNTAX, "٪", "take it out"),
    ("{{ name", SYNTAX, "{{ name", "write {{ name }}"),
    ("Hi {{ name, bye {{ n }}", SYNTAX, "{{ name, bye ", "write {{ name }}"),
    ("Hi {{ name } bye", SYNTAX, "{{ name } bye", "never closed"),
    ("Hi {{ name } {% if a %}b{% endif %}{{ n }}", SYNTAX, None, "never closed"),
    ("{{{ name }}", SYNTAX, "{{{ name }}", "two braces"),
    ("{{ }}", SYNTAX, "{{ }}", "empty"),
    ("{{ first name }}", SYNTAX, "{{ first name }}", "{{ first_name }}"),
    ("{{ “name” }}", SYNTAX, "“", "straight"),
    ("{{ 'name }}", SYNTAX, "'", "never closed"),
    ("{{ (name }}", SYNTAX, "}", "brackets"),
    ("{{ (name] }}", SYNTAX, "]", "brackets"),
    ("{{ name ? 'a' }}", SYNTAX, "?", 'if name else "'),
    ("{{#if name}}a{{/if}}", SYNTAX, "#", "{% if name %}"),
    ("{% if name %}a", SYNTAX, "{% if name %}", "{% endif %}"),
    ("{% if name %}a{% endif", SYNTAX, "{% endif", "{% endif %}"),
    ("a{% endif %}", SYNTAX, "{% endif %}", "has no {% if"),
    ("a{% else %}b", SYNTAX, "{% else %}", "has no {% if"),
    ("{% if a %}b{% else %}c{% else %}d{% endif %}", SYNTAX, "{% else %}", "comes last"),
    ("{% if a %}b{% else if c %}d{% endif %}", SYNTAX, "{% else if c %}", "{% elif"),
    ("{% if %}a{% endif %}", SYNTAX, "{% if %}", "asks nothing"),
    ("{% %}", SYNTAX, "{% %}", "says nothing"),
    ("{% if a = 'b' %}c{% endif %}", SYNTAX, "{% if a = 'b' %}", "write two"),
    ("{% if a && b %}c{% endif %}", SYNTAX, "&", "`and`"),
    ("{% if a || b %}c{% endif %}", SYNTAX, "{% if a || b %}", "`or`"),
    ("{% if !a %}c{% endif %}", SYNTAX, "!", "`not`"),
    ("{% if a %}b{% endif a %}", SYNTAX, "{% endif a %}", "nothing stands after"),
    ("{# a", SYNTAX, "{# a", "{# … #}"),
    ("a\r\nb", SYNTAX, "\r", "U+000D"),
    # What would take Jinja's parser too deep, or too long.
    ("{% if a %}" * 25 + "b" + "{% endif %}" * 25, OUTSIDE, "{% if a %}", "one another"),
    ("{{ " + "(" * 300 + "a" + ")" * 300 + " }}", OUTSIDE, None, "too deep"),
    ("{% if " + "not " * 4000 + "a %}b{% endif %}", OUTSIDE, None, "too deep"),
    ("{% if " + "a and " * 3000 + "a %}b{% endif %}", OUTSIDE, None, "too deep"),
    ("{% if a %}b{% endif %}" * 101, OUTSIDE, None, "more than 200"),
    ("a" * (MOST_CHARACTERS + 1), OUTSIDE, None, "20,000 at most"),
    ("{{" * 10_000, SYNTAX, "{{", "two braces"),
    ("{%" * 10_000, SYNTAX, "{%", "never closed"),
    ("{{ a" * 5_000, SYNTAX, "{{ a", "never closed"),
    ("{{ " + "[" * 15_000, SYNTAX, None, "never closed"),
    ("{{ a | upper" + " | upper" * 2000 + " }}", OUTSIDE, None, "too deep"),
]


@pytest.mark.parametrize(
    ("value", "rule", "shown", "reason"), REFUSED, ids=[row[0][:40] for row in REFUSED]
)
def test_what_is_outside_is_refused_at_its_place(
    value: str, rule: str, shown: str | None, reason: str
) -> None:
    began = time.perf_counter()
    tree = parse(text(value))
    assert time.perf_counter() - began < 1
    assert tree.nodes == ()
    (fault, *more) = tree.faults
    assert fault.rule == rule
    assert reason in fault.reason
    assert len(fault.reason) < 400
    if shown is not None:
        assert value[fault.start : fault.end] == shown
        assert not [other for other in more if other.rule != rule]


def test_every_fault_of_a_text_is_told_in_order() -> None:
    tree = parse(text("{{ a.b }} and {{ c | nope }} and {% if d + 1 %}e{% endif %}"))
    assert [fault.rule for fault in tree.faults] == [OUTSIDE, FILTER, OUTSIDE]
    assert [use.name for use in tree.uses] == ["c"]
    assert len(parse(text("{{ a.b }}" * 100)).faults) == 20


REFUSED_ALONE = [
    ("a.b.c", "one name"),
    ("1 < n in [2]", "stands alone"),
    ("- name == 3", "does not calculate"),
    ("{'a': 1}", "compare them"),
    ("", "no condition"),
    ("{{ refund }}", "the condition alone"),
    ("{% if refund %}", "the condition alone"),
    ("refund = yes", "write two"),
    ("refund refund", "cannot be read"),
    ("a if b", "cannot be read"),
    ("a }} b", "cannot be read"),
    ("a %} b", "brace"),
    ("gold", None),
    ('"gold"', "compare them"),
    ("a | upper", "for blanks"),
    ("a()", "nothing is called"),
    ("(" * 500, "too deep"),
    ("n > " + "9" * 500, "15 digits"),
    ("'gold", "never closed"),
]


@pytest.mark.parametrize(("value", "reason"), REFUSED_ALONE)
def test_a_condition_alone_is_held_to_the_language_too(value: str, reason: str | None) -> None:
    found = parse_condition(text(value))
    assert bool(found.faults) is (found.condition is None) is (reason is not None)
    assert reason is None or reason in found.faults[0].reason


def test_templates_have_the_loop_and_the_attributes() -> None:
    value = (
        "{% for step in next_steps %}\n"
        "- {{ step.text }}\n"
        "  {% if loop.last %}!{% endif %}\n"
        "{% endfor %}\n"
    )
    tree = parse(text(value), template=True)
    assert tree.faults == ()
    (loop,) = tree.nodes
    assert isinstance(loop, For)
    assert (loop.name, loop.over, loop.start, loop.end) == ("step", "next_steps", 0, 92)
    dash, blank, line, choice = loop.body
    assert isinstance(dash, Text)
    assert isinstance(line, Text)
    assert isinstance(blank, Blank)
    # trim_blocks and lstrip_blocks: a tag alone on its line leaves no line behind.
    assert (dash.text, blank.name, blank.attr, line.text) == ("- ", "step", "text", "\n")
    assert repr(choice) == repr(If(((Name("loop", "last"), (Text("!", 67, 68),)),), 49, 79))


REFUSED_TEMPLATES = [
    ("{{ step.text }}", "in a loop alone"),
    ("{% for s in next_steps %}{% endfor %}", "the one loop is"),
    ("{% for step in steps %}{% endfor %}", "the one loop is"),
    ("{% for step in next_steps if a %}{% endfor %}", "the one loop is"),
    ("{% for a, b in next_steps %}{% endfor %}", "the one loop is"),
    ("{% for step in next_steps recursive %}{% endfor %}", "the one loop is"),
    ("{% for %}{% endfor %}", "the one loop is"),
    ("{% for step in next_steps %}a{% else %}b{% endfor %}", "no {% else %}"),
    ("{% for step in next_steps %}a", "{% endfor %}"),
    ("{% if a %}{% endfor %}{% endif %}", "has no {% for"),
    ("{% for step in next_steps %}{{ step }}{% endfor %}", "{{ step.text }}"),
    ("{% for step in next_steps %}{{ step.ownr }}{% endfor %}", "Did you mean “owner”?"),
    ("{% for step in next_steps %}{{ loop.index }}{% endfor %}", "only loop.first, loop.last"),
    ("{% for step in next_steps %}{{ loop.last }}{% endfor %}", "loop is for conditions"),
    ("{{ labels }}", "{{ labels.status }}"),
    ("{{ labels['status'] }}", "one name"),
    ("{{ status.text }}", "status_text"),
    ("{% set a = 1 %}", "declare it"),
    (
        "{% for step in next_steps %}{% for step in next_steps %}{% endfor %}{% endfor %}",
        "cannot stand in a loop",
    ),
]


@pytest.mark.parametrize(("value", "reason"), REFUSED_TEMPLATES)
def test_templates_refuse_the_rest(value: str, reason: str) -> None:
    fault = parse(text(value), template=True).faults[0]
    assert reason in fault.reason


def test_plain_wording_does_without_jinja() -> None:
    code = (
        "import sys\n"
        "from snapmsg.source import Addressed, Source\n"
        "from snapmsg.wording import parse\n"
        "value = 'Hi {{ name }}, order {{ order_no }} is late.'\n"
        "assert not parse(Addressed(value, Source('a', value), 0, len(value))).faults\n"
        "assert 'jinja2' not in sys.modules\n"
        "assert not parse(Addressed('{# #}', Source('a', '{# #}'), 0, 5)).faults\n"
        "assert 'jinja2' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


EVALUATED = [
    ("Hi {{ name }}.", "Hi Ms Ōta."),
    ("{{ name | upper }} {{ name | lower }}", "MS ŌTA ms ōta"),
    ("{{ plan }}", "Gold plan"),
    ("{{ plan | upper }}", "GOLD PLAN"),
    ("{{ day }} {{ day | date }} {{ moment | date }}", " ".join(["24 December 2026"] * 3)),
    ("{{ fee }} {{ fee | money }}", "£12.50 £12.50"),
    ("{{ items }} {{ items | and_list | title }}", "a, b and c A, B And C"),
    ('{{ n | plural("day", "days") }} {{ count | plural("day", "days") }}', "day days"),
    ("[{{ note }}] [{{ note | upper }}] [{{ note | date }}]", "[] [] []"),
    ("{% if note %}a{% else %}b{% endif %}", "b"),
    ("{% if plan == 'gold' %}a{% elif refund %}b{% endif %}", "a"),
    ("{% if plan in ['silver'] %}a{% elif late %}b{% elif count > 2 %}c{% endif %}", "c"),
    ("{% if day < '2027-01-01' and moment == '2026-12-24T17:30' %}a{% endif %}", "a"),
    ("{% if fee >= 12.5 and fee < 12.51 %}a{% endif %}", "a"),
    ("{% if items and wait %}a{% endif %}", "a"),
    ("{% if note == 'x' or note < 3 %}a{% else %}b{% endif %}", "b"),
    ("{% if note != 3 %}a{% endif %}", "a"),
    ("{{ 'late' if late else 'on time' }}", "on time"),
    ("{% if late %}{% else %}{{ 'on time' if refund }}{% endif %}", "on time"),
    ("{{ 'late' if late }}", ""),
    ("{% if true and (late or not late) %}a{% endif %}", "a"),
    ("{{ status }}{% if closing %}x{% endif %}", ""),
    ('{% include "bye.txt" %}.', "Yours, Ms Ōta."),
    # A phrase of snap's own starts its sentence with a capital, and only there.
    ("You have it {{ promise }}.", "You have it within 2 days."),
    ("{{ promise }}.", "Within 2 days."),
    ("  {{ promise }}", "  Within 2 days"),
    ("Sorry. {{ promise }}", "Sorry. Within 2 days"),
    ("Sorry! “{{ promise }}”", "Sorry! “Within 2 days”"),
    ("Sorry.” ({{ promise }})", "Sorry.” (Within 2 days)"),
    ("Sorry\n\n{{ promise }}", "Sorry\n\nWithin 2 days"),
    ("Sorry\n{{ promise }}", "Sorry\nwithin 2 days"),
    ("You:\n- {{ promise }}", "You:\n- Within 2 days"),
    ("v1.{{ promise }}", "v1.within 2 days"),
    ("{{ name }} {{ promise }}", "Ms Ōta within 2 days"),
    ("{{ name }}. {{ promise | upper }}", "Ms Ōta. WITHIN 2 DAYS"),
    ("{% if late %}x{% endif %}{{ promise }}", "Within 2 days"),
]


@pytest.mark.parametrize(("value", "expected"), EVALUATED)
def test_a_tree_evaluates_to_words(value: str, expected: str) -> None:
    assert words(value) == expected


def test_a_template_arranges_parts_that_are_traced_already() -> None:
    said = text("It is late, {{ name }}.")
    status = tuple(
        evaluate(
            parse(said),
            GIVEN,
            include=trees().__getitem__,
            locale=EN,
            part=Part.STATUS,
            encode=str.upper,
        )
    )
    layout = text(
        "{% if opening %}\n{{ opening }}\n\n{% endif %}\n{{ labels.status }}: {{ status }}\n"
        "{% for step in next_steps %}\n"
        "- {% if step.by %}{{ step.by }}: {% endif %}{{ step.text }}{% if step.owner == 'you' %}!"
        "{% endif %}\n\n{% endfor %}\n{{ name }}"
    )
    given: dict[str, Given] = {
        **GIVEN,
        "labels": {"status": Phrase("status")},
        "status": status,
        "steps": STEPS,
    }
    found = evaluate(
        parse(layout, template=True),
        given,
        include=trees().__getitem__,
        locale=EN,
        encode=lambda value: value.replace("Ō", "O"),
    )
    assert "".join(segment.text for segment in found) == (
        "Status: It is late, MS ŌTA.\n- By Friday: We look.\n- You wait.!\nMs Ota"
    )
    traced = [segment for segment in found if segment.at is said]
    assert [(segment.text, segment.blank, segment.part) for segment in traced] == [
        ("It is late, ", None, Part.STATUS),
        ("MS ŌTA", "name", Part.STATUS),
        (".", None, Part.STATUS),
    ]
    assert {segment.blank for segment in found if segment.at is layout} == {
        None,
        "labels.status",
        "step.by",
        "name",
    }


def test_a_partial_keeps_its_own_address() -> None:
    bye = trees()["bye.txt"]
    tree = parse(text('So.{% include "bye.txt" %}'))
    found = evaluate(tree, GIVEN, include={"bye.txt": bye}.__getitem__, locale=EN)
    assert [segment.at.source.path for segment in found] == ["wording.txt", "bye.txt", "bye.txt"]
    assert found[2] == Segment("Ms Ōta", bye.at, 7, 17, "name", None)


# The text, the words that are pointed at, and some of the reason.
STOPPED = [
    ("Hi {{ nobody }}!", "{{ nobody }}", "“nobody” has no value"),
    ("{% if nobody %}a{% endif %}", "{% if nobody %}a{% endif %}", "“nobody” has no value"),
    ("{{ items }}{{ name | money }}", "{{ name | money }}", "of type money"),
    ("{{ name | date }}", "{{ name | date }}", "of type date or datetime"),
    ("{{ name | and_list }}", "{{ name | and_list }}", "of type list"),
    ('{{ fee | plural("a", "b") }}', '{{ fee | plural("a", "b") }}', "of type number"),
    ("{{ day | upper | date }}", "{{ day | upper | date }}", "of type date"),
    ("{{ promise | money }}", "{{ promise | money }}", "of type money"),
    ("{% if name < 3 %}a{% endif %}", None, "without quotes"),
    ("{% if count == '3' %}a{% endif %}", None, "without quotes"),
    ("{% if refund == 'yes' %}a{% endif %}", None, "stands alone"),
    ("{% if refund == 1 %}a{% endif %}", None, "stands alone"),
    ("{% if wait > 3 %}a{% endif %}", None, "a duration cannot be compared"),
    ("{% if items == 'a' %}a{% endif %}", None, "a list cannot be compared"),
    ('{% include "nobody.txt" %}', '{% include "nobody.txt" %}', "partials/nobody.txt"),
    ('{% include "loop.txt" %}', '{% include "loop.txt" %}', "includes itself"),
    ('{% include "one.txt" %}', '{% include "four.txt" %}', "3 deep at most"),
    ('{% include "broken.txt" %}', "{{ a", "never closed"),
    ('{% include "twice.txt" %}', '{% include "wide.txt" %}', "256 KiB"),
    ("{{ long }}" * 100, "{{ long }}" * 100, "256 KiB"),
    ("{{ a.b }}", "{{ a.b }}", "a_b"),
]


@pytest.mark.parametrize(("value", "shown", "reason"), STOPPED, ids=[r[0][:40] for r in STOPPED])
def test_what_cannot_be_said_stops_with_its_place(
    value: str, shown: str | None, reason: str
) -> None:
    given = {**GIVEN, "long": datum("x" * 10_000)}
    with pytest.raises(SnapError) as error:
        evaluate(parse(text(value)), given, include=trees().__getitem__, locale=EN)
    assert reason in error.value.sentence
    assert error.value.at is not None
    assert error.value.at.text == (shown or value)


def test_a_loop_is_bounded_by_what_it_walks() -> None:
    value = "{% for step in next_steps %}" + "{% if loop.first %}x{% endif %}" * 90 + "{% endfor %}"
    tree = parse(text(value), template=True)
    with pytest.raises(SnapError, match="256 KiB"):
        evaluate(tree, {"steps": STEPS * 50}, include=trees().__getitem__, locale=EN)


def test_holds_answers_for_a_step() -> None:
    condition = parse_condition(text('refund and plan == "gold"')).condition
    assert condition is not None
    assert holds(condition, GIVEN)
    assert not holds(condition, {**GIVEN, "refund": datum(False, Kind.BOOLEAN)})
    with pytest.raises(SnapError, match="“plan” has no value"):
        holds(condition, {"refund": datum(True, Kind.BOOLEAN)})


REFLOWED = [
    ("", ""),
    ("one", "one"),
    ("one two", "one two"),
    ("one\ntwo", "one two"),
    ("one \n  two", "one two"),
    ("one\n\ntwo", "one\n\ntwo"),
    ("one\n \n\n two", "one\n\ntwo"),
    (" \n one\n", "one"),
    ("one  two", "one  two"),
    ("a {% if late %}b{% endif %} c", "a c"),
    ("a {% if late %}b{% endif %}\n\nc", "a\n\nc"),
    ("a\n{% if late %}b{% endif %}\nc", "a c"),
    ("a\n\n{% if late %}b{% endif %}\n\nc", "a\n\nc"),
    ("a {{ note }} b", "a b"),
    ("a.{% if late %} b{% endif %}", "a."),
    ("{% if late %}b{% endif %} c", "c"),
    (" {{ spaced }} ", " x\ny "),
    ("{{ spaced }}\n{{ spaced }}", " x\ny   x\ny "),
    ("one{# why #} two", "one two"),
]


@pytest.mark.parametrize(("value", "expected"), REFLOWED)
def test_reflow_sets_the_white_space_of_literals(value: str, expected: str) -> None:
    found = reflow(segments(value, {**GIVEN, "spaced": datum(" x\ny ")}))
    assert "".join(segment.text for segment in found) == expected


def test_reflow_keeps_every_word_at_its_place() -> None:
    value = "one\ntwo \n\n three {% if late %}x{% endif %}\nfour"
    found = reflow(segments(value))
    assert [(segment.text, value[segment.start : segment.end]) for segment in found] == [
        ("one two", "one\ntwo"),
        ("\n\n", " \n\n "),
        ("three ", "three "),
        ("four", "four"),
    ]
    untouched = segments("Hi {{ name }}.")
    assert reflow(untouched) is untouched


PROSE = [
    ("one\ntwo", "one two"),
    ("one\n\ntwo", "one\n\ntwo"),
    ("Hi {{ n }}.", "Hi VVVVVVV."),
    ("a{# b #}c", "aTTTTTTTc"),
    ("{% if n %}a\nb{% else %}c{% endif %}", "TTTTTTTTTTa bTTTTTTTTTTcTTTTTTTTTTT"),
    ("{{ 'a' if n else name }}!", "TTTTaTTTTTTTTTTTTVVVVTTT!"),
    ("a {%- if n %} b{% endif %}", "aTTTTTTTTTTTT bTTTTTTTTTTT"),
    ("a {{ b.c }} d\ne", "a VVVVVVVVV d e"),
    ("a {{ b", "a {{ b"),
    ('{% include "bye.txt" %}', "T" * 23),
]


@pytest.mark.parametrize(("value", "expected"), PROSE)
def test_prose_has_the_literals_in_place(value: str, expected: str) -> None:
    found = prose(parse(text(value)))
    assert found.replace(VALUE, "V").replace(TAG, "T") == expected
    assert len(found) == len(value)
