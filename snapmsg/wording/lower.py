"""Jinja's syntax tree to ours: what is on the list goes over, everything else is a fault."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from jinja2 import TemplateSyntaxError, nodes
from jinja2.lexer import TokenStream
from jinja2.parser import Parser

from snapmsg.errors import did_you_mean
from snapmsg.wording import reasons
from snapmsg.wording.filters import FILTERS
from snapmsg.wording.parser import WORDS, Shape
from snapmsg.wording.tokens import Scan, Tag, environment, scan, scan_expression
from snapmsg.wording.tree import (
    LOOP,
    MAPPINGS,
    STEP,
    And,
    Blank,
    Compare,
    Condition,
    Const,
    Fault,
    Filter,
    For,
    If,
    In,
    Include,
    Name,
    Node,
    Not,
    Operand,
    Or,
    Text,
    Use,
)

_OPERATORS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
MOST_FAULTS = 20
"""How many faults of one text are told."""

_PARTIAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.txt")

# What Jinja's parser raises beside its own error; never more than these, never elsewhere.
_REFUSALS = (TemplateSyntaxError, RecursionError, SyntaxError, ValueError)


def lower(text: str, template: bool) -> Shape:
    """The nodes, uses and faults of a text."""
    scanned = scan(text, template)
    if scanned.faults:
        return (), (), _in_order(scanned.faults)
    lowering = _Lowering(text, template, scanned)
    try:
        parsed = _parser(scanned, template).parse()
    except _REFUSALS as error:
        return (), (), (lowering.unparsed(error),)
    found = lowering.body(parsed.body, ())
    if lowering.faults:
        return (), lowering.sorted_uses(), _in_order(lowering.faults)
    return found, lowering.sorted_uses(), ()


def condition(text: str) -> tuple[Condition | None, tuple[Use, ...], tuple[Fault, ...]]:
    """The condition, uses and faults of a text that is a condition alone."""
    if not text.strip() or text.lstrip().startswith(("{{", "{%")):
        reason = "write the condition alone, such as: refund" if text.strip() else reasons.EMPTY
        return None, (), (Fault("wording-syntax", 0, len(text), reason),)
    scanned = scan_expression(text)
    if scanned.faults:
        return None, (), _in_order(scanned.faults)
    lowering = _Lowering(text, False, scanned)
    parser = _parser(scanned, False)
    try:
        parsed = parser.parse_expression(with_condexpr=False)
        if not parser.stream.eos:
            parser.fail("trailing", parser.stream.current.lineno)
    except _REFUSALS as error:
        return None, (), (lowering.unparsed(error),)
    found = lowering.condition(parsed)
    return (
        None if lowering.faults else found,
        lowering.sorted_uses(),
        _in_order(lowering.faults),
    )


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(set(faults), key=lambda fault: (fault.start, fault.end)))[:MOST_FAULTS]


def _parser(scanned: Scan, template: bool) -> Parser:
    """Jinja's parser over tokens whose line number is their offset."""
    jinja = environment(template)
    parser = Parser(jinja, "")
    parser.stream = TokenStream(jinja.lexer.wrap(scanned.tokens), None, None)
    return parser


class _Lowering:
    """What one text's lowering gathers on its way."""

    def __init__(self, text: str, template: bool, scanned: Scan) -> None:
        self.text = text
        self.template = template
        self.tags = scanned.tags
        self.starts = [tag.start for tag in scanned.tags]
        self.ends = scanned.ends
        self.tokens = {offset: value for offset, _, value in scanned.tokens}
        self.offsets = [offset for offset, kind, _ in scanned.tokens if kind != "whitespace"]
        self.uses: list[Use] = []
        self.faults: list[Fault] = []

    def sorted_uses(self) -> tuple[Use, ...]:
        """Every use of a name, in the order of the text."""
        return tuple(sorted(self.uses, key=lambda use: use.start))

    def tag(self, offset: int) -> Tag:
        """The tag that holds an offset."""
        return self.tags[max(bisect_right(self.starts, offset) - 1, 0)]

    def refuse(self, offset: int, reason: str, rule: str = "outside-the-language") -> None:
        """Note a fault of the whole tag that holds an offset."""
        tag = self.tag(offset)
        self.faults.append(Fault(rule, tag.start, tag.end, reason))

    def unparsed(self, error: Exception) -> Fault:
        """The fault of an expression that Jinja's parser could not read."""
        offset = error.lineno if isinstance(error, TemplateSyntaxError) else 0
        # At the end of the text the parser names its last token.
        tag = self.tag(min(offset or 0, len(self.text)))
        inside = self.text[tag.start : tag.end] if tag.opening else self.text
        reason = reasons.unparsed(tag.opening, inside)
        return Fault("wording-syntax", tag.start, tag.end, reason)

    def body(self, body: list[nodes.Node], loops: tuple[str, ...]) -> tuple[Node, ...]:
        """Statements and output, in order."""
        found: list[Node] = []
        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    if isinstance(child, nodes.TemplateData):
                        start = child.lineno
                        found.append(Text(child.data, start, start + len(child.data)))
                    else:
                        found += self.output(child, loops)
            elif isinstance(node, nodes.If):
                found.append(self.branches(node, loops))
            elif isinstance(node, nodes.For):
                found += self.loop(node, loops)
            elif isinstance(node, nodes.Include):
                found += self.include(node)
            else:
                self.refuse(node.lineno, reasons.of(node))
        return tuple(found)

    def branches(self, node: nodes.If, loops: tuple[str, ...]) -> If:
        """An `if` with its `elif`s and its `else`."""
        tag = self.tag(node.lineno)
        found: list[tuple[Condition | None, tuple[Node, ...]]] = [
            (self.condition(branch.test, loops), self.body(branch.body, loops))
            for branch in (node, *node.elif_)
        ]
        # An else that says nothing is no else: what follows is the same.
        if node.else_:
            found.append((None, self.body(node.else_, loops)))
        return If(tuple(found), tag.start, self.ends[tag.start])

    def loop(self, node: nodes.For, loops: tuple[str, ...]) -> tuple[Node, ...]:
        """The one loop of templates."""
        tag = self.tag(node.lineno)
        target, over = node.target, node.iter
        if (
            not (isinstance(target, nodes.Name) and target.name == "step")
            or not (isinstance(over, nodes.Name) and over.name == "next_steps")
            or node.test is not None
            or node.recursive
        ):
            self.refuse(node.lineno, "the one loop is {% for step in next_steps %}: write it so")
            return ()
        self.uses.append(self.use(over, blank=False))
        body = self.body(node.body, (*loops, "step", "loop"))
        return (For("step", "next_steps", body, tag.start, self.ends[tag.start]),)

    def include(self, node: nodes.Include) -> tuple[Node, ...]:
        """A partial by its literal name."""
        tag = self.tag(node.lineno)
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str) or node.ignore_missing or not node.with_context:
            reason = 'a partial is named in quotes, and nothing more: {% include "sign-off.txt" %}'
        elif not _PARTIAL.fullmatch(name):
            reason = (
                f"“{name[:40]}” is no file of partials/: "
                'write its name alone, such as {% include "sign-off.txt" %}'
            )
        else:
            return (Include(name, tag.start, tag.end),)
        self.refuse(node.lineno, reason)
        return ()

    def output(self, node: nodes.Node, loops: tuple[str, ...]) -> tuple[Node, ...]:
        """What stands in one `{{ … }}`."""
        tag = self.tag(node.lineno)
        if isinstance(node, nodes.CondExpr):
            return (self.inline(node, tag, loops),)
        blank = self.blank(node, loops)
        if isinstance(blank, Blank):
            return (blank._replace(start=tag.start, end=tag.end),)
        return (blank,) if blank is not None and blank.text else ()

    def inline(self, node: nodes.CondExpr, tag: Tag, loops: tuple[str, ...]) -> If:
        """An inline if; one in its else is one more branch."""
        found: list[tuple[Condition | None, tuple[Node, ...]]] = []
        rest: nodes.Node | None = node
        while isinstance(rest, nodes.CondExpr):
            arm = self.blank(rest.expr1, loops)
            test = self.condition(rest.test, loops)
            found.append((test, self._arm(arm)))
            rest = rest.expr2
        if rest is not None:
            found.append((None, self._arm(self.blank(rest, loops))))
        return If(tuple(found), tag.start, tag.end)

    @staticmethod
    def _arm(node: Blank | Text | None) -> tuple[Node, ...]:
        return () if node is None or (isinstance(node, Text) and not node.text) else (node,)

    def blank(self, node: nodes.Node, loops: tuple[str, ...]) -> Blank | Text | None:
        """A name with its filters, or words in quotes; None where it is neither."""
        filters: list[Filter] = []
        last = node
        while isinstance(node, nodes.Filter):
            if (applied := self.filter(node)) is not None:
                filters.append(applied)
            if node.node is None:
                return None
            node = node.node
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            if last is not node:
                self.refuse(node.lineno, "words in quotes take no filter: write them as they read")
            start = node.lineno + 1
            quoted = self.tokens[node.lineno]
            if len(quoted) != len(node.value) + 2:
                self.refuse(node.lineno, "write these quoted words as one, in one pair of quotes")
            return Text(node.value, start, start + len(node.value))
        name = self.name(node, loops, blank=True)
        if name is None:
            return None
        start = self._start(node)
        end = max(self._after(last.lineno), self._after(node.lineno))
        return Blank(name.name, name.attr, tuple(reversed(filters)), start, end)

    def _start(self, node: nodes.Node) -> int:
        """Where a name starts, whose attribute Jinja places at the dot."""
        return node.node.lineno if isinstance(node, nodes.Getattr) else node.lineno

    def _after(self, offset: int) -> int:
        """The offset after the name at `offset` and its brackets; of a dot, after the attribute."""
        row = bisect_right(self.offsets, offset)
        last = offset
        if self.tokens[offset] == ".":
            last = self.offsets[row]
        elif row < len(self.offsets) and self.tokens[self.offsets[row]] == "(":
            last = next(place for place in self.offsets[row:] if self.tokens[place] == ")")
        return last + len(self.tokens[last])

    def filter(self, node: nodes.Filter) -> Filter | None:
        """A filter of the list, with what it takes in brackets."""
        name, start = node.name, node.lineno
        end = start + len(name)
        if name in ("default", "d"):
            self.faults.append(Fault("outside-the-language", start, end, reasons.DEFAULT))
            return None
        known = FILTERS.get(name)
        if known is None:
            reason = (
                f"“{name[:40]}” is not one of snap’s filters, which are {', '.join(FILTERS)}."
                f"{did_you_mean(name, FILTERS, reasons.FILTER_ALIASES)}"
            )
            self.faults.append(Fault("unknown-filter", start, end, reason))
            return None
        args = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        if not plain or len(args) != len(node.args) or len(args) != known.takes:
            reason = f"{name} takes nothing in brackets: write {{{{ name | {name} }}}}"
            if known.takes:
                reason = f"{name} takes two words in quotes: " + reasons.PLURAL
        elif not all(isinstance(arg, str) for arg in args):
            reason = f"{name} takes two words in quotes: " + reasons.PLURAL
        else:
            return Filter(name, tuple(args))
        self.faults.append(Fault("outside-the-language", start, end, reason))
        return None

    def use(self, node: nodes.Name, *, blank: bool) -> Use:
        """The use that a name makes."""
        return Use(node.name, node.lineno, node.lineno + len(node.name), blank)

    def name(self, node: nodes.Node, loops: tuple[str, ...], *, blank: bool) -> Name | None:
        """A variable, or in templates an attribute; None and a fault for anything else."""
        if isinstance(node, nodes.Name):
            if node.name in WORDS:
                self.refuse(node.lineno, f"“{node.name}” is a word of the language, not a name")
            elif self.template and node.name in MAPPINGS:
                self.refuse(node.lineno, reasons.WHOLE[node.name])
            else:
                self.uses.append(self.use(node, blank=blank))
                return Name(node.name)
        elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            return self.attribute(node, node.node, loops, blank=blank)
        else:
            self.refuse(node.lineno, reasons.of(node, blank=blank))
        return None

    def attribute(
        self, node: nodes.Getattr, owner: nodes.Name, loops: tuple[str, ...], *, blank: bool
    ) -> Name | None:
        """An attribute of what templates are given: `step.owner`, `loop.last`, `message.today`."""
        known = {"step": STEP, "loop": LOOP}.get(owner.name)
        if not self.template or (known is None and owner.name not in MAPPINGS):
            self.refuse(owner.lineno, reasons.of(node))
        elif known is not None and owner.name not in loops:
            reason = f"“{owner.name}” is known in a loop alone: {{% for step in next_steps %}}"
            self.refuse(owner.lineno, reason)
        elif known is not None and node.attr not in known:
            meant = did_you_mean(node.attr, known)
            listed = ", ".join(f"{owner.name}.{name}" for name in known)
            reason = f"there is no {owner.name}.{node.attr[:40]}, only {listed}.{meant}"
            self.refuse(owner.lineno, reason)
        elif blank and owner.name == "loop":
            self.refuse(owner.lineno, reasons.WHOLE["loop"])
        else:
            self.uses.append(self.use(owner, blank=blank))
            return Name(owner.name, node.attr)
        return None

    def condition(self, node: nodes.Node, loops: tuple[str, ...] = ()) -> Condition:
        """What an `if` asks. A fault leaves a condition that stands for nothing."""
        if isinstance(node, nodes.And | nodes.Or):
            kind = And if isinstance(node, nodes.And) else Or
            items: list[Condition] = []
            for side in (node.left, node.right):
                item = self.condition(side, loops)
                items += item.items if type(item) is kind else (item,)
            return kind(tuple(items))
        if isinstance(node, nodes.Not):
            return Not(self.condition(node.node, loops))
        if isinstance(node, nodes.Compare):
            return self.comparison(node, loops)
        if isinstance(node, nodes.Const) and isinstance(node.value, bool):
            return Const(node.value)
        if isinstance(node, nodes.Const):
            self.refuse(node.lineno, reasons.BARE)
            return Const(False)
        return self.name(node, loops, blank=False) or Const(False)

    def comparison(self, node: nodes.Compare, loops: tuple[str, ...]) -> Condition:
        """One comparison, or a chain of them such as `1 < n < 5`."""
        found: list[Condition] = []
        left = self.operand(node.expr, loops)
        for operand in node.ops:
            if operand.op in ("in", "notin"):
                options = self.options(operand.expr)
                found.append(In(left, options, operand.op == "notin"))
                if len(node.ops) > 1:
                    self.refuse(node.expr.lineno, "`in` stands alone: join two questions by `and`")
                continue
            right = self.operand(operand.expr, loops)
            found.append(Compare(_OPERATORS[operand.op], left, right))
            left = right
        return found[0] if len(found) == 1 else And(tuple(found))

    def operand(self, node: nodes.Node, loops: tuple[str, ...]) -> Operand:
        """One side of a comparison."""
        const = self.constant(node)
        if const is not None:
            return Const(const)
        return self.name(node, loops, blank=False) or Const(False)

    def options(self, node: nodes.Node) -> tuple[str | int | Decimal | bool, ...]:
        """The list that `in` looks into."""
        if isinstance(node, nodes.List | nodes.Tuple):
            found = [self.constant(item) for item in node.items]
            kept = tuple(item for item in found if item is not None)
            if len(kept) == len(found) and kept:
                return kept
        self.refuse(node.lineno, '`in` looks into a list of words: plan in ["gold", "silver"]')
        return ()

    def constant(self, node: nodes.Node) -> str | int | Decimal | bool | None:
        """A written value; None for what is none."""
        sign = 1
        if isinstance(node, nodes.Neg):
            node, sign = node.node, -1
            if not isinstance(node, nodes.Const) or isinstance(node.value, bool | str):
                return None
        value = node.value if isinstance(node, nodes.Const) else None
        if isinstance(value, float):
            # The digits as they are written: a float would only come near them.
            return sign * Decimal(self.tokens[node.lineno])
        if isinstance(value, int) and not isinstance(value, bool):
            return sign * value
        return value if isinstance(value, str | bool) else None
