"""Sentences that are no part of the four: greetings, thanks, sign-offs, `any questions?`.

They are told by their words, not by their verbs, because their verbs would mislead.
"""

from __future__ import annotations

import re

from snapmsg.wording import VALUE

_GREETING = re.compile(
    r"\s*(?:@\S+\s+)*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|howdy"
    r"|hiya|to whom it may concern|attention)\b(?:[ ,]+(?:there|again|all|everyone|team|customer"
    r"|from [\w ]{2,30}|(?:sir|madam|mr|mrs|ms|mx|dr)\b[./\w ]{0,24}|valued \w+"
    rf"|{VALUE}+"
    r"|[A-Z]\w{0,20}))*[ \t]*(?:[,!.:–—-]+(?=\s|$)|$)[ \t]*"
)
_SIGN_OFF = re.compile(
    r"\s*(?:(?:kind|best|warm|warmest|many|with|our|kindest)\s+)?(?:regards|wishes|thanks|best"
    r"|cheers"
    r"|sincerely|yours (?:sincerely|faithfully|truly)|thank you|love|respectfully|cordially|warmly"
    r"|all the best|take care|speak soon|talk soon"
    rf"|yours)[ \t]*[,.!]*(?:[ \t]*[{VALUE}\w., ]{{0,40}})?$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\s*(?:\^[A-Za-z]{1,4}|[-–—~]\s?[A-Z][a-z]{1,12}|\d/\d)\s*$")

_HELP = (
    r"questions?|quer(?:y|ies)|concerns?|help|assistance|support|doubts?|enquir(?:y|ies)|inquir\w+"
    r"|anything else|clarification|feedback|comments|hesitate"
)
_OFFERS = re.compile(
    rf"\bif (?:you|there)\b.{{0,50}}\b(?:{_HELP}|further (?:info\w*|details|issues?|problems?)"
    rf"|more info\w*|(?:any|other|more) (?:issues?|problems?))\b"
    rf"|\bshould you (?:have|need|require)\b"
    rf"|\bfor (?:any|more|further|other|additional|general|urgent|technical)\b.{{0,40}}\b(?:{_HELP}"
    rf"|info\w*|details|issues)\b"
    r"|\bfor help\b|\bto (?:learn|find out|read) more\b|\b(?:learn|find out|read) more (?:about"
    r"|at|here|on)\b"
    r"|\blet (?:us|me) know if\b|\b(?:do not|don't|never) hesitate\b|\bfeel free to (?:contact"
    r"|reach"
    r"|reply|email|call|ask|get in touch|message|drop|respond|write)\b"
    r"|\bis there anything (?:else|more)\b|\bwe(?:'re| are) (?:always |only )?(?:here"
    r"|happy) to help\b"
    r"|\b(?:here (?:for you|to help)|happy to help|glad to help|here if you need|at your service)\b"
    r"|\bunsubscribe\b|\bdo not reply\b|\bthis (?:inbox|mailbox|is an automated)\b"
    r"|\b(?:with|have|got|any) (?:any |other |further |more )*questions\b",
    re.IGNORECASE,
)
_ASKS_HELP = re.compile(
    r"\s*(?:(?:do you )?(?:still )?(?:need|have|got|want)\b.{0,30}\b(?:help|questions?|support"
    r"|assistance|info\w*)\b.{0,30}|(?:any|more)? ?questions(?: or \w+)?|help)\s*\?\s*$",
    re.IGNORECASE,
)
_NICE = re.compile(
    r"\s*(?:(?:and|but|again|once again|also|so|well|oh no|oh|ok|hi|hello|yes|first of all)[, !]+)*"
    r"(?:"
    r"(?:(?:many |huge |big )?thanks|thank you|thank-you|thx|ty)\b(?!.{0,80}\b(?:we|i)(?:'ve"
    r"| have|'ll"
    r"| will)\b)"
    r"|(?:we|i)(?: really| truly| sincerely| do| greatly| also| very much|'d| would)* (?:appreciate"
    r"|thank|value|hope|wish|look forward|love|hate|welcome)\b"
    r"|looking forward\b|hope (?:this|that|you|to)\b|hoping\b"
    r"|(?:(?:we|i)(?:'re| are|'m| am)?(?: so| very| really| truly| deeply| extremely| terribly)*"
    r"|please accept (?:our|my)\b.{0,20}|our|my|apologies,)?\s*(?:sincere |deepest |sincerest )?"
    r"(?:sorry|apologi[sz]e|apologies|apology)"
    r"(?: again| sincerely| in advance)*(?:[.!,]?\s*$| (?:for|about|to hear|to see|again|once"
    r"|if|you feel"
    r"|you(?:'ve| have)? had|(?:that )?this (?:has )?happened|any)\b)"
    r"|(?:we|i) (?:completely |totally |fully |can |do |really )*(?:understand|realise|realize"
    r"|know|get"
    r"|appreciate|imagine|see)\b.{0,30}\b(?:frustrat|upset|disappoint|difficult|inconvenien|stress"
    r"|annoy|important|concern|worr|how|this (?:is|isn't|may))"
    r"|have an? (?:great|nice|good|lovely|wonderful)\b|enjoy\b|welcome\b|stay (?:safe|well|tuned)"
    r"|take care\b|(?:don't|do not) worry\b|no worries|rest assured\b[.!]?$|bear with (?:us|me)"
    r"|(?:your|customer) (?:feedback|patience|understanding|satisfaction|privacy|safety|security"
    r"|business|time|loyalty)\b.{0,40}\b(?:is|are|means|helps)\b"
    r"|(?:it|that)(?:'s| is| has been) (?:easy|always a pleasure|a pleasure|great|our pleasure"
    r"|simple"
    r"|important|frustrating|not good|never)\b"
    r"|(?:you're|you are) (?:welcome|right|receiving|getting this)\b|glad to\b|happy to\b"
    r"|great to\b"
    r"|(?:that's|that is|this is)(?: \w+ly)? (?:great|not|never|frustrating|disappointing"
    r"|awesome|odd|strange"
    r"|good to)\b|congratulations[!.]?$|(?:good|great|bad) (?:news|question)[!.:]*$"
    r"|unfortunately[.,]?$"
    r"|this (?:is an|message was|email was|email is|message is)\b.{0,40}\b(?:automat|sent|intended"
    r"|confidential|from)\w*"
    r"|copyright|©|all rights reserved|terms (?:and|&) conditions|privacy policy"
    r"|we(?:'re| are) (?:committed|dedicated|always|here|proud|all ears|sad|thrilled|excited)\b"
    rf"|at [A-Z{VALUE}]\S{{0,20}},? we\b|as always\b|view this email"
    r")",
    re.IGNORECASE,
)


def greeting(line: str) -> int:
    """How many characters of a line greet; 0 for none."""
    found = _GREETING.match(line) or _GREETING.match(line[:1].lower() + line[1:])
    return found.end() if found is not None else 0


def signs_off(line: str) -> bool:
    """Whether a line ends the message: `Kind regards`, `Thanks!`."""
    return len(line) < 60 and _SIGN_OFF.match(line) is not None


def signature(sentence: str) -> bool:
    """Whether it is the name or the mark of who wrote it: `^RN`, `-Hayley`."""
    return _SIGNED.match(sentence) is not None


_NOT_YOU = re.compile(
    r"\bif (?:you|this|it) (?:did|do|does|have|has|had|were|was|are|is)(?:n['’]t| not)\b"
    r"|\bif you (?:think|believe)"
    r"|\bnot you\b",
    re.IGNORECASE,
)


def offers_help(sentence: str) -> bool:
    """Whether a sentence only says where to turn with questions, not what to do if it is wrong."""
    return _OFFERS.search(sentence) is not None and _NOT_YOU.search(sentence) is None


def asks_about_help(sentence: str) -> bool:
    """Whether it asks `Need help?`, so that what follows only says where to turn."""
    return _ASKS_HELP.match(sentence) is not None


def is_nice(sentence: str) -> bool:
    """Whether a sentence is thanks, an apology or a wish, and no more."""
    return _NICE.match(sentence) is not None
