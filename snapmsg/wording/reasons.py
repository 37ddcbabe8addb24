"""Why an expression is outside the language, and the way that is inside it."""

from __future__ import annotations

import re

from jinja2 import nodes

EMPTY = "there is no condition here: name a variable that is yes or no"
BARE = (
    "words or a number alone are no question: compare them, "
    'such as plan == "gold", or plan in ["gold", "silver"]'
)
PLURAL = '{{ count | plural("parcel", "parcels") }}'
DEFAULT = (
    "wording has no default filter: give the variable a `default:`, "
    'or write {{ name if name else "there" }}'
)
WHOLE = {
    "step": "a step has several fields: write {{ step.text }}",
    "loop": "loop is for conditions: write {% if not loop.last %}…{% endif %}",
    "labels": "labels are read one by one: write {{ labels.status }}",
    "message": "a message has several fields: write {{ message.subject }}",
}
FILTER_ALIASES = {
    "uppercase": "upper",
    "upcase": "upper",
    "lowercase": "lower",
    "downcase": "lower",
    "titlecase": "title",
    "strip": "trim",
    "currency": "money",
    "price": "money",
    "pluralize": "plural",
    "pluralise": "plural",
    "join": "and_list",
    "list": "and_list",
    "format_date": "date",
    "strftime": "date",
    "datetime": "date",
}
_METHODS = {"upper": "upper", "lower": "lower", "title": "title", "strip": "trim"} | {
    "capitalize": "capitalize"
}
_SUM = "snap does not calculate in wording: give the result as a value of its own"
_LITERAL = "a blank holds one name or quoted words: write what stands in it into the wording"
_KINDS: dict[str, str] = {
    **dict.fromkeys(("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow", "Neg", "Pos"), _SUM),
    "Concat": "`~` is not needed: write the blanks side by side, {{ first }} {{ last }}",
    "Test": "`is` asks nothing that snap knows: write {% if name %}, or {% if not name %}",
    "List": _LITERAL,
    "Tuple": "a blank holds one name: write a blank for each",
    "Dict": _LITERAL,
    "Const": _LITERAL,
    "Slice": "a value is shown whole: declare another variable for a piece of it",
    "Filter": "a filter is for blanks: compare the value itself, as it is given",
    "CondExpr": "an inline if stands first in its blank: {{ name if refund else other }}",
}
_ASKED = (
    "a question gives no words: write {% if … %}the words{% endif %}, "
    'or {{ "the words" if name else "others" }}'
)


def of(node: nodes.Node, *, blank: bool = True) -> str:
    """Why a node of Jinja's is refused, and what to write."""
    match node:
        case nodes.Or(left=nodes.Name(name=str(name)), right=nodes.Const(value=str(words))):
            return f'write {{{{ {name[:40]} if {name[:40]} else "{words[:40]}" }}}}'
        case nodes.And() | nodes.Or() | nodes.Not() | nodes.Compare():
            return _ASKED
        case nodes.Sub(left=nodes.Name(name=str(left)), right=nodes.Name(name=str(right))):
            both = f"{left}_{right}"[:60]
            return f"a name has no “-”: write {{{{ {both} }}}}, and declare it so"
        case nodes.Call(node=nodes.Getattr(node=nodes.Name(name=str(name)), attr=attr)):
            if attr in _METHODS:
                return (
                    f"nothing is called in wording: write {{{{ {name[:40]} | {_METHODS[attr]} }}}}"
                )
        case nodes.Getattr(node=nodes.Name(name=str(name)), attr=str(attr)):
            if "__" not in attr:
                both = f"{name}_{attr}"[:60]
                return f"a blank is one name, without a dot: declare {both}, write {{{{ {both} }}}}"
    if isinstance(node, nodes.Getattr | nodes.Getitem):
        return "a blank is one name, with nothing after it: declare a variable for this value"
    if isinstance(node, nodes.Call):
        return "nothing is called in wording: give what it would say as a value"
    if not blank and isinstance(node, nodes.List | nodes.Tuple | nodes.Dict | nodes.Const):
        return BARE
    plain = "this is not part of snap’s language: say it with a blank or an if"
    return _KINDS.get(type(node).__name__, plain)


def unparsed(opening: str, tag: str) -> str:
    """Why a tag cannot be read, and what to write. `opening` is `{{`, `{%`, or empty."""
    inside = tag[2:-2].strip("-+ \n\t") if opening else tag.strip()
    if opening == "{{" and not inside:
        return "this blank is empty: write a name in it, such as {{ first_name }}"
    if opening == "{{" and re.fullmatch(r"[^\W\d]\w*( +\w+)+", inside):
        one = re.sub(" +", "_", inside)[:60]
        return f"a name is one word: write {{{{ {one} }}}}, and declare it so"
    if opening == "{%" and re.fullmatch(r"(if|elif)", inside):
        return f"this asks nothing: write {{% {inside} name %}}"
    if opening == "{%" and re.match(r"(else|endif|endfor)\b", inside):
        return f"nothing stands after {inside.split()[0]}: write {{% {inside.split()[0]} %}}"
    if opening == "{%" and inside.startswith("for"):
        return "the one loop is {% for step in next_steps %}: write it so"
    if re.search(r"(?<![=!<>])=(?!=)", inside):
        return 'one “=” compares nothing: write two, such as plan == "gold"'
    if "||" in inside:
        return "write `or` where “||” stands"
    if opening == "{{":
        return "this blank cannot be read: write one name in it, such as {{ first_name }}"
    if opening == "{%":
        return 'this cannot be read: write it like {% if name %} or {% if plan == "gold" %}'
    return 'this condition cannot be read: write it like refund, or plan == "gold"'
