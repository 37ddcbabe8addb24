"""What a rule is: one function, with its name, its reasons, its examples and its tests in it."""

from snapmsg.rule.find import Find, Scanner, pattern, phrases
from snapmsg.rule.registry import FAMILIES, Example, Option, Rule, all_rules, find_rule, named, rule
from snapmsg.rule.views import (
    ApproximateTime,
    Card,
    Findings,
    Match,
    NextSteps,
    Overview,
    PartProse,
    PlannedOutcome,
    Prose,
    Status,
    StepProse,
    TemplateText,
    TypedTime,
)

__all__ = [
    "FAMILIES",
    "ApproximateTime",
    "Card",
    "Example",
    "Find",
    "Findings",
    "Match",
    "NextSteps",
    "Option",
    "Overview",
    "PartProse",
    "PlannedOutcome",
    "Prose",
    "Rule",
    "Scanner",
    "Status",
    "StepProse",
    "TemplateText",
    "TypedTime",
    "all_rules",
    "find_rule",
    "named",
    "pattern",
    "phrases",
    "rule",
]
