"""Plain English in a normal form, and what a clause says without the words that lead up to it."""

from __future__ import annotations

import re
from functools import lru_cache

from snapmsg.audit.text import LINK
from snapmsg.wording import VALUE

_CONTRACTED = (
    ("won't", "will not"), ("can't", "can not"), ("cannot", "can not"), ("shan't", "shall not"),
    ("n't", " not"), ("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("i'm", "i am"),
    ("let's", "let us"), ("wont ", "will not "), ("cant ", "can not "), ("pls", "please"),
    ("'d", " would"), ("in order to", "to"), ("so as to", "to"), ("gonna", "going to"),
)  # fmt: skip
_IS = re.compile(r"\b(it|that|there|here|what|he|she|who|this|everything|nothing)'s\b")
_IS_PART = re.compile(r"(\u00a7|\w)'s (?=(?:been|now|currently|still|being|not|\w+ing|on its)\b)")
_RUNS = re.compile(rf"{VALUE}+|{LINK}+")
_SPACE = re.compile(r"[\s\"“”()\[\]!?.]+")
BLANK = "§"
"""Stands for a placeholder in the normal form; `¤` for an address."""


@lru_cache(maxsize=8192)
def normal(text: str) -> str:
    """Words in small letters, contractions in full, `§` for a blank and `¤` for an address."""
    low = _RUNS.sub(lambda run: " § " if run[0][0] == VALUE else " ¤ ", text.lower())
    low = low.replace("’", "'").replace("‘", "'").replace("`", "'")
    if "'" in low or "can" in low or "in order" in low or "pls" in low or "gonna" in low:
        low = _IS.sub(r"\1 is", low)
        low = _IS_PART.sub(r"\1 is ", low)
        for short, full in _CONTRACTED:
            low = low.replace(short, full)
        low = low.replace("it is been", "it has been")
    return f" {_SPACE.sub(' ', low).strip(' ,;:-–—')} "


LINKS = re.compile(
    r"^(?:(?:and|but|or|so(?! that)|then|only|even|just|please note that|except)\s+)?"
    r"(if|unless|in case|whether|provided|should you|whenever|when|once|until|till|before|after"
    r"|as soon as|by the time|because|since|as|while|whilst|although|even though|even if|though"
    r"|so that|so you|so we|so they|so it|which|who|where|that)\s"
)
"""What joins a subordinate clause: `if`, `once`, `so that`, at its start in the normal form."""

_FRAMES = re.compile(
    r"^ (?:(?:and|but|so|then|also|however|unfortunately|sadly|currently|now|again|please|yes|ok"
    r"|okay|well|first|firstly|finally|next|additionally|furthermore|regrettably|fyi|hi|hello|dear"
    r"|good news|great news|bad news|thankfully|fortunately|luckily|congratulations|rest assured"
    r"|in addition|in short|in the meantime|meanwhile|for now|at this time|at the moment"
    r"|as a result"
    r"|therefore|thus|otherwise|as a reminder|that said|once again"
    r"|if so|if not|to confirm|just|simply|only|kindly|alternatively|instead|plus|or"
    r"|yet)[ ,:-]+|(?:update|note|important|reminder)(?:,|:| [-–—]) ?)+"
)
_NEWS = re.compile(
    r"^ (?:"
    r"(?:we|i)(?: am| are)?(?: just| also)? (?:want(?:ed)?|writ(?:e|ing)|would like|reaching out"
    r"|contacting you|emailing you|getting in touch|wish)(?: today)?"
    r" to (?:let you know|inform you|confirm|tell you|update you|advise(?: you)?|notify you|share"
    r"|make you aware)(?: with you)?"
    r"|(?:please )?(?:be )?(?:note|advised|aware|informed|remember|know)"
    r"|(?:we|i)(?: are| am)? (?:regret|sorry|pleased|happy|delighted|glad|excited|afraid|sad)"
    r" to (?:inform|tell|let|confirm|announce|advise|say|report|share|notify)(?: you)?(?: know)?"
    r"|(?:we|i)(?: can| can now| have| can also)? (?:confirm(?:ed)?|see|noticed|verified|found"
    r"|notice"
    r"|learned|checked and)"
    r"|this (?:email|message|letter|text|note|notice|notification|is)(?: is)?(?: just)?"
    r" to (?:let you know|confirm|inform you|notify you|advise(?: you)?|tell you)"
    r"|it (?:looks|seems|appears)(?: like| as if| as though)?|(?:we|i) (?:can )?(?:understand|know"
    r"|appreciate|realise|realize|acknowledge)(?P<claim>)"
    r"|(?:our|the|your)(?: \w+)? (?:records?|tracking|system|account|article|error|code|message"
    r"|data|logs?|tests?)(?: \W?[\w§-]+)? (?:shows?|indicates?|suggests?|says|means)"
    r"|this (?:means|indicates|shows)|(?:i|we) (?:am|are) (?:afraid|aware)"
    r"|(?:we|i)(?: am| are)?(?: so| very| really| truly| deeply| sincerely| terribly)? sorry"
    r"(?P<sorry>)|sorry(?P<sorry2>)|(?:we|i)(?: sincerely| do| deeply)? apologi[sz]e(?P<sorry3>)"
    r"|(?:we|i) (?:regret|think|believe|suspect)"
    r")(?: that| this| you)?(?= (?:we|i|you|your|the|this|that|it|there|they|our|all|some|an?|§|no"
    r"|an?y|one|these|those|as|due|because|\w+ (?:has|have|is|are|was|were))\b| §)"
    r"(?! (?:the|any|all|this|your)(?: \w+)? (?:inconvenience|delay|trouble|frustration|confusion))"
)


@lru_cache(maxsize=8192)
def framed(said: str) -> tuple[str, frozenset[str]]:
    """What a clause says, without the words that only lead up to it; and traits of those."""
    traits: set[str] = set()
    lead = _FRAMES.match(said)
    if lead is not None and lead.end() < len(said):
        if "otherwise" in lead[0]:
            traits.add("if")
            traits.add("otherwise")
        if re.search(r"\b(?:please|kindly)\b", lead[0]):
            traits.add("please")
        said = " " + said[lead.end() :]
    link = LINKS.match(said[1:])
    if link is not None:
        said = said[link.end() :] if said[link.end()] == " " else " " + said[1 + link.end() :]
    news = _NEWS.match(said)
    if news is not None:
        sorry = (news["sorry"], news["sorry2"], news["sorry3"]) != (None, None, None)
        if news["claim"] is not None or (sorry and said.startswith(" you ", news.end())):
            traits.add("claim")
        elif not sorry:
            traits.add("news")
        rest = said[news.end() :]
        said = rest if rest.startswith(" ") else f" {rest}"
        if said.startswith(" that "):
            said = said[5:]
    return said, frozenset(traits)
