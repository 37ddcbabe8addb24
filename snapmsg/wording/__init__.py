"""Wording: the text of scenarios, partials and templates as a small tree, and its functions.

One language, a documented subset of Jinja. `parse` makes the tree, `evaluate` the words that a
customer reads, each stretch with where it is from; `prose` gives the literals to the rules,
`vanishes` tells whether a part can drop out, `flips` which values show every branch.
"""

from snapmsg.wording.bound import DAYS, FREE, MOST_WAYS, Asked, Fill, asks, longest, ways
from snapmsg.wording.candidates import attributes
from snapmsg.wording.conditions import TooComplex, flips, vanishes
from snapmsg.wording.decide import UNKNOWN, Incomparable, decide, plain
from snapmsg.wording.evaluator import (
    ABSENT,
    MOST_OUTPUT,
    Datum,
    Given,
    Phrase,
    Segment,
    evaluate,
    holds,
)
from snapmsg.wording.filters import FILTERS
from snapmsg.wording.literals import TAG, VALUE, prose, reflow
from snapmsg.wording.parser import MOST_CHARACTERS, parse, parse_condition
from snapmsg.wording.tree import (
    And,
    Blank,
    Compare,
    Condition,
    ConditionTree,
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
    Or,
    Text,
    Tree,
    Use,
)

__all__ = [
    "ABSENT",
    "DAYS",
    "FILTERS",
    "FREE",
    "MOST_CHARACTERS",
    "MOST_OUTPUT",
    "MOST_WAYS",
    "TAG",
    "UNKNOWN",
    "VALUE",
    "And",
    "Asked",
    "Blank",
    "Compare",
    "Condition",
    "ConditionTree",
    "Const",
    "Datum",
    "Fault",
    "Fill",
    "Filter",
    "For",
    "Given",
    "If",
    "In",
    "Include",
    "Incomparable",
    "Name",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Segment",
    "Text",
    "TooComplex",
    "Tree",
    "Use",
    "asks",
    "attributes",
    "decide",
    "evaluate",
    "flips",
    "holds",
    "longest",
    "parse",
    "parse_condition",
    "plain",
    "prose",
    "reflow",
    "vanishes",
    "ways",
]
