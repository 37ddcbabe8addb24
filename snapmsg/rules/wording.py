"""Wording: what customers would be hurt or put off by."""

from __future__ import annotations

import re

from snapmsg.diagnostic import Severity
from snapmsg.rule import Findings, Match, Prose, listed, phrases, rule, written_in

_BLAME_OF_PAST = ("you should have", "you should've", "you ought to have")
_PARTICIPLE = re.compile(
    r"\s+(?:not |never |at least |first |already |just )?"
    r"(?!received\b)(?:\w+ed|read|known|told|sent|given|kept|said|done|paid|written|gone|made|put|taken|thought|understood|brought"
    r"|come|left|rung|let)\b"
)
_IF = re.compile(r"\b(?:if|unless|in case|whether|when|once)\s+(?:\w+\s+){0,4}$")

_NOT = re.compile(r"\b(?:nid|niet|nicht|não|pas|ni|no|no es|no fue|no ha sido|kein|geen)\s+$")
"""In other languages, before what is then no blame: “no es por su culpa”, “nid eich bai chi”."""


@rule(
    "W001",
    Severity.ERROR,
    find=phrases(
        "you failed to", "you have failed to", "you've failed to", "you forgot to", "you forgot",
        "you neglected to", "you should have", "you should've", "you were supposed to",
        "you ought to have", "you claim that", "you claim to", "you did not bother",
        "you didn't bother", "you did not follow", "you didn't follow", "your mistake",
        "your own fault", "your fault", "your negligence", "your carelessness",
        "because you did not", "because you didn't", "had you read", "if you had read",
        "as you should know", "you must have misunderstood", "you misunderstood",
    )
    | listed(lambda locale: locale.words.blame),
    bad=[
        "status: «You failed to» give us the address.",
        "status: The form came back, «because you did not» sign it.",
        "opening: «You should have» read the terms.",
        written_in("es", "status: «Como ya le dijimos», el pedido llega tarde."),
        written_in("de", "status: «Wie bereits mitgeteilt», kommt es später."),
    ],
    good=[
        written_in("fr", "status: Ce n'est pas votre faute."),
        "status: We do not have the address yet.",
        "status: The form came back without a signature.",
        "status: It was not your fault.",
        "status: You should have your money today.",
        "next_steps:\n  - you: If you forgot your password, reset it here.",
    ],
)  # fmt: skip
def blames_customer(prose: Prose, found: Match) -> Findings:
    """
    The wording blames the customer.

    Even where it is true it mends nothing: they stop reading and start to
    argue.
    """
    low = found.text.lower().replace("’", "'")
    if _IF.search(found.before) or _NOT.search(found.before):
        return
    if low in _BLAME_OF_PAST and not _PARTICIPLE.match(found.after):
        return  # you should have your money by Friday
    if low.startswith("your ") and re.search(r"\b(?:not|never|isn't|wasn't|nor)\s+$", found.before):
        return
    if low.startswith("your ") and re.match(r"\s*(?:code|message|report|number)\b", found.after):
        return
    yield found.because("“{}” blames the customer: say what has happened, or what is still needed")
