"""Planned outcome: does it say how it ends?"""

from __future__ import annotations

import re

from snapmsg.diagnostic import Finding, Severity
from snapmsg.rule import Findings, Match, PlannedOutcome, phrases, rule
from snapmsg.rule.reading import clauses, sentences
from snapmsg.wording import TAG, VALUE

_HOPE = re.compile(
    r"\b(?:hopefully|perhaps|possibly|probably|we hope|we aim|we try|we'll try|we will try"
    r"|try our best|do our best|with luck|in theory|if all goes well)\b"
)
# “May” after a preposition or a number is the month; “you may keep it” allows.
_MODAL = re.compile(
    r"\b(?:should|might|could(?! have\b)"
    r"|(?<!in )(?<!by )(?<!of )(?<!until )(?<!\d )(?<!st )(?<!nd )(?<!rd )(?<!th )"
    r"may(?! (?:keep|use|choose|stay|return)\b))\b"
)
_CASE = re.compile(r"(?:(?:but|and) )?(?:if|unless|in case|should)\b")


def _hedges(sentence: str) -> bool:
    """Whether a sentence only hopes: hope leads or ends it, or no clause of it goes without."""
    said = clauses(sentence)
    if _HOPE.search(said[0]) or _HOPE.fullmatch(said[-1].rstrip(".!? ")):
        return True
    kept = [clause for clause in said if not _CASE.match(clause)]
    return bool(kept) and all(_HOPE.search(clause) or _MODAL.search(clause) for clause in kept)


@rule(
    "P001",
    Severity.WARNING,
    find=phrases(
        "hopefully",
        "should",
        "might",
        "may",
        "could",
        "perhaps",
        "possibly",
        "probably",
        "we hope",
        "we aim",
        "we try",
        "we'll try",
        "we will try",
        "try our best",
        "do our best",
        "with luck",
        "in theory",
        "if all goes well",
    ),
    bad=[
        "planned_outcome: «Hopefully this works.»",
        "planned_outcome: «It should be fine. We will try our best.»",
    ],
    good=[
        "planned_outcome: Your line works again.",
        "planned_outcome: You have your money back. It may show as two amounts.",
    ],
)
def hedged_outcome(outcome: PlannedOutcome, found: Match) -> Findings:
    """
    The outcome only hopes.

    They cannot tell how it ends, or what you will do if it does not.
    """
    said = [text for *_, text in sentences(found.prose.text)]
    if said and all(map(_hedges, said)):
        yield Finding(
            found.prose.whole,
            "this only hopes: say what they will have in the end, or what you do if it fails",
        )


@rule(
    "P002",
    Severity.WARNING,
    bad=["planned_outcome: «ok»", "planned_outcome: «The goods.»", "planned_outcome: «By Friday.»"],
    good=["planned_outcome: You have your goods.", "planned_outcome: You are {{ order_no }} free."],
)
def bare_outcome(outcome: PlannedOutcome, *, words: int = 3) -> Findings:
    """
    The outcome is a word or two, and no sentence.

    They cannot tell from it what they will have when this is over.
    """
    for prose in outcome.prose:
        if VALUE not in prose.text and TAG not in prose.text:
            said = prose.text.split()
            if 0 < len(said) < words and any(map(str.isalnum, prose.text)):
                yield Finding(
                    prose.whole, "this is no sentence yet: say what they will have in the end"
                )
