"""The tree that wording and templates are lowered to: frozen nodes with their place in the text.

Offsets count characters of `Addressed.value`, the end exclusive.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from snapmsg.source import Addressed


class Filter(NamedTuple):
    """A filter of a blank, with the words in its brackets: `plural("parcel", "parcels")`."""

    name: str
    args: tuple[str, ...] = ()


class Text(NamedTuple):
    """Literal words. Of `{{ "words" if … }}` the range is that of the words alone."""

    text: str
    start: int
    end: int


class Blank(NamedTuple):
    """Where a value stands. The range is the whole `{{ … }}`; in an inline if, the name and its
    filters.
    """

    name: str
    attr: str | None
    filters: tuple[Filter, ...]
    start: int
    end: int


class If(NamedTuple):
    """`if`, `elif` and `else`, or an inline if: the first branch whose condition holds; None is
    the `else`.
    """

    branches: tuple[tuple[Condition | None, tuple[Node, ...]], ...]
    start: int
    end: int


class For(NamedTuple):
    """The one loop of templates, `for step in next_steps`: `name` takes each item of `over`."""

    name: str
    over: str
    body: tuple[Node, ...]
    start: int
    end: int


class Include(NamedTuple):
    """The words of a partial stand here."""

    name: str
    start: int
    end: int


Node = Text | Blank | If | For | Include


class Name(NamedTuple):
    """A variable in a condition; in templates also an attribute, such as `step.owner`."""

    name: str
    attr: str | None = None


class Const(NamedTuple):
    """A value that is written in a condition."""

    value: str | int | Decimal | bool


Operand = Name | Const


class Compare(NamedTuple):
    """Two operands and `==`, `!=`, `<`, `<=`, `>` or `>=` between them."""

    op: str
    left: Operand
    right: Operand


class In(NamedTuple):
    """`plan in ["gold", "silver"]`, or with `not in`."""

    item: Operand
    options: tuple[str | int | Decimal | bool, ...]
    negated: bool


class And(NamedTuple):
    """All of them hold."""

    items: tuple[Condition, ...]


class Or(NamedTuple):
    """One of them holds."""

    items: tuple[Condition, ...]


class Not(NamedTuple):
    """It does not hold."""

    item: Condition


Condition = Name | Const | Compare | In | And | Or | Not


class Use(NamedTuple):
    """A name where it is used: in a blank, or in a condition. The range is the name's own."""

    name: str
    start: int
    end: int
    blank: bool


class Fault(NamedTuple):
    """What is wrong with a text, by the rule that explains it.

    `rule` is `wording-syntax`, `outside-the-language` or `unknown-filter`.
    """

    rule: str
    start: int
    end: int
    reason: str


class Tree(NamedTuple):
    """A text and its nodes. With a fault there are no nodes."""

    at: Addressed
    nodes: tuple[Node, ...]
    uses: tuple[Use, ...]
    faults: tuple[Fault, ...]
    template: bool = False


class ConditionTree(NamedTuple):
    """A condition that stands alone, as in `only_if:`; None with a fault."""

    at: Addressed
    condition: Condition | None
    uses: tuple[Use, ...]
    faults: tuple[Fault, ...]


MAPPINGS = ("step", "loop", "labels", "message")
"""What a template reads by attribute alone, such as `step.text`."""

STEP = ("text", "owner", "who", "team", "by")
"""What a template may read of a `step`."""

LOOP = ("first", "last")
"""What a template may read of its `loop`."""
