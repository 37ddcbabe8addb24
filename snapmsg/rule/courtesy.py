"""Thanks, apologies and kind wishes: what is good to say, and tells nobody anything."""

from __future__ import annotations

import re
from functools import lru_cache

from snapmsg.rule.find import phrases
from snapmsg.rule.reading import clauses, sentences
from snapmsg.wording import VALUE

COURTESIES = phrases(
    "thank you", "thanks", "sorry", "apologise", "apologize", "apologies", "appreciate",
    "understand", "value", "hello", "hi", "dear", "good morning", "good afternoon", "good evening",
    "hope", "your call", "your feedback", "your patience", "your satisfaction", "your business",
    "your opinion", "bear with us", "be patient",
)  # fmt: skip
"""The words without which no sentence is only kind."""

_TROUBLE = (
    r"(?: (?:again|(?:for|about) (?:the|any|all the|this|that|your) ?(?:\w+ ){0,2}"
    r"(?:inconvenience|trouble|upset|frustration|confusion|distress|experience|hassle|bother|wait"
    r"|delay)?(?: (?:caused|this (?:has |may have )?caused(?: you)?))?))?"
)
_VERY = r"(?:very |so |truly |really |deeply |extremely )?"
_PLEASANTRY = re.compile(
    r"(?:thank(?:s| you)(?! to\b)\b.*"
    rf"|(?:(?:we(?:'re| are)|i(?:'m| am)) )?{_VERY}sorry{_TROUBLE}"
    rf"|(?:we|i) (?:do |sincerely |must )?apologi[sz]e{_TROUBLE}"
    rf"|(?:please accept )?(?:our|my) (?:sincere(?:st)? )?apologies{_TROUBLE}"
    r"|(?:we|i) (?:do |really |very much )?(?:appreciate\b|value (?:you|your (?:patience|custom"
    r"|business|feedback|loyalty|trust|time|support|opinion))\b).*"
    r"|(?:we|i) (?:do |fully |completely )?understand (?:how|your (?:frustration|concerns?"
    r"|disappointment|feelings|position)|(?:that )?(?:you (?:are|feel|may|must|might)"
    r"|this (?:is|must|can|may)))\b.*"
    r"|(?:hello|hi|dear|good (?:morning|afternoon|evening))\b(?: \S+){0,3}"
    r"|we hope (?:you|this|that)\b.*"
    r"|we hope to (?:see|hear|welcome)\b.*|have a (?:nice|good|great|lovely)\b.*"
    r"|(?:please |kindly )?(?:bear with us|be patient)(?!.*\b(?:until|while|till)\b).*"
    r"|your (?:call|feedback|patience|satisfaction|business|opinion) is\b.*)\W*",
)


@lru_cache(maxsize=8)  # every hit in a text asks for it again
def only_kind(text: str) -> bool:
    """Whether an English text is nothing but thanks, apologies and kind wishes."""
    if VALUE in text:
        return False
    said = (clause for *_, one in sentences(text) for clause in clauses(one))
    return all(map(_PLEASANTRY.fullmatch, said))
