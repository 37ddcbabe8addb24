"""Wording: the text of scenarios, partials and templates as a small tree, and its functions.

One language, a documented subset of Jinja. `parse` makes the tree, `evaluate` the words that a
customer reads, each stretch with where it is from; `prose` gives the literals to the rules,
`vanishes` tells whether a part can drop out, `flips` which values show every branch.
"""

from snapmsg.wording.candidates import attributes
from snapmsg.wording.conditions import TooComplex, flips, vanishes
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
    "FILTERS",
    "MOST_CHARACTERS",
    "MOST_OUTPUT",
    "TAG",
    "VALUE",
    "And",
    "Blank",
    "Compare",
    "Condition",
    "ConditionTree",
    "Const",
    "Datum",
    "Fault",
    "Filter",
    "For",
    "Given",
    "If",
    "In",
    "Include",
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
    "attributes",
    "evaluate",
    "flips",
    "holds",
    "parse",
    "parse_condition",
    "prose",
    "reflow",
    "vanishes",
]
