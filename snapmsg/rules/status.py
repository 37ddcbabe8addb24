"""Status: does it say what has happened?"""

from __future__ import annotations

import re

from snapmsg.diagnostic import Finding, Severity
from snapmsg.rule import Findings, Match, Status, phrases, rule
from snapmsg.rule.reading import clauses, sentences
from snapmsg.wording import VALUE

_TROUBLE = (
    r"(?: (?:for|about) (?:the|any|all the|this|that|your) ?(?:\w+ ){0,2}"
    r"(?:inconvenience|trouble|upset|frustration|confusion|distress|experience|hassle|bother)?"
    r"(?: (?:caused|this (?:has |may have )?caused(?: you)?))?)?"
)
_VERY = r"(?:very |so |truly |really |deeply |extremely )?"
_PLEASANTRY = re.compile(
    r"(?:thank(?:s| you)(?! to\b)\b.*"
    rf"|(?:(?:we(?:'re| are)|i(?:'m| am)) )?{_VERY}sorry{_TROUBLE}"
    rf"|(?:we|i) (?:do |sincerely |must )?apologi[sz]e{_TROUBLE}"
    rf"|(?:please accept )?(?:our|my) (?:sincere(?:st)? )?apologies{_TROUBLE}"
    r"|(?:we|i) (?:do |really |very much )?(?:appreciate|value)\b.*"
    r"|(?:we|i) (?:do |fully |completely )?understand (?:how|your (?:frustration|concerns?"
    r"|disappointment|feelings|position)|(?:that )?(?:you (?:are|feel|may|must|might)"
    r"|this (?:is|must|can|may)))\b.*"
    r"|(?:hello|hi|dear|good (?:morning|afternoon|evening))\b.*|we hope (?:you|this|that)\b.*"
    r"|your (?:call|feedback|patience|satisfaction|business|opinion) is\b.*)\W*",
)


@rule(
    "S001",
    Severity.WARNING,
    find=phrases(
        "thank you",
        "thanks",
        "sorry",
        "apologise",
        "apologize",
        "apologies",
        "appreciate",
        "understand",
        "value",
        "hello",
        "hi",
        "dear",
        "good morning",
        "good afternoon",
        "good evening",
        "hope",
        "your call",
        "your feedback",
        "your patience",
        "your satisfaction",
        "your business",
        "your opinion",
    ),
    bad=[
        "status: «Thank you for contacting us.»",
        "status: «We are sorry. We appreciate your patience.»",
    ],
    good=[
        "status: We are sorry that your bag is not here.",
        "status: Thank you. Your claim is with Sam, who has read it.",
    ],
)
def no_news(status: Status, found: Match) -> Findings:
    """
    The status thanks or apologises, and does not say what has happened.

    The first thing they want to know is where things stand.
    """
    prose = found.prose
    if VALUE in prose.text:
        return
    said = [clause for *_, text in sentences(prose.text) for clause in clauses(text)]
    if all(map(_PLEASANTRY.fullmatch, said)):
        yield Finding(
            prose.whole, "this does not say what has happened: say where things stand for them"
        )
