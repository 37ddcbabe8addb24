"""Wording: what customers would be hurt or put off by."""

from __future__ import annotations

import re

from snapmsg.diagnostic import Severity
from snapmsg.rule import (
    ENGLISH,
    Findings,
    Match,
    Prose,
    Status,
    listed,
    phrases,
    rule,
    written_in,
)
from snapmsg.rule.find import lowered
from snapmsg.rule.reading import quoted

_BLAME_OF_PAST = ("you should have", "you should've", "you ought to have")
_PARTICIPLE = re.compile(
    r"\s+(?:not |never |at least |first |already |just )?"
    r"(?!received\b)(?:\w+ed|read|known|told|sent|given|kept|said|done|paid|written|gone|made|put|taken|thought|understood|brought"
    r"|come|left|rung|let)\b"
)
_IF = re.compile(r"\b(?:if|unless|in case|whether|when|once)\s+(?:\w+\s+){0,4}$")

_DENIED = re.compile(
    r"\b(?:not|never|neither|nor|nobody|no one|nothing|isn't|wasn't)\b"
    r"(?:(?!because|due|of\b|by\b)[^.,;!?])*$"
)
_OUR_CAUSE = re.compile(
    r"[^.!?]*\b(?:because|as|since|when|while)(?: of)? (?:we|i|our|(?:the|a|an) "
    r"(?:\w+ )?(?:server|system|site|page|app|line|network|link|code|machine|fault|outage))\b"
)
_LEFT_BEHIND = re.compile(
    r"\s+(?:nothing\b|(?:your|a|an|the|some) (?:\w+ ){1,3}(?:on|in|at|behind|under|aboard)\b)"
)
_BENEFIT = re.compile(
    r"\s+(?:benefit|allowance|credit|discount|expense|cost|sum|amount|money|payment|refund)s?\b"
)
_THEIR_DUE = re.compile(
    r"\s+(?:have|get|receive|hear|see|be (?:told|paid|called|rung|sent|given))\b"
)
_TAKEN_BACK = re.compile(r"\b(?:wrong|sorry|mistaken?|apologi[sz]e|untrue)\b")
_WE_SAID = re.compile(
    r"\b(?:we|i|(?:our|the) (?:letter|email|message|note|system)) (?:had |have )?"
    r"(?:says?|said|wrote|written|told|thought|assumed)\b[^.!?]*$"
)
_WE_SAID_SO = re.compile(r"[^.!?]*, we (?:said|wrote|told you)\b")
_NOT_THAT = re.compile(r"\b(?:not|nothing|nobody \w+) that $")
_SPARED = {
    "you forgot": _LEFT_BEHIND, "you claim that": _BENEFIT, "you were supposed to": _THEIR_DUE,
    "you failed to": _OUR_CAUSE, "you have failed to": _OUR_CAUSE,
}  # fmt: skip
"""What may stand behind words that then blame nobody: “you forgot your coat on the bus”."""

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
        "status: You forgot your umbrella on bus 42, and we have it.",
        'status: You wrote "you failed to help me", and you were right.',
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
    if low.startswith("your ") and _DENIED.search(found.before):
        return
    if low.startswith("your ") and re.match(r"\s*(?:code|message|report|number)\b", found.after):
        return
    if low in _SPARED and _SPARED[low].match(found.after):
        return
    if quoted(found) or _NOT_THAT.search(found.before):
        return
    ours = _WE_SAID.search(found.before) or _WE_SAID_SO.match(found.after)
    if ours and _TAKEN_BACK.search(found.after):
        return
    yield found.because("“{}” blames the customer: say what has happened, or what is still needed")


@rule(
    "W016",
    Severity.WARNING,
    find=phrases(
        *(f"{thanks} {what}" for thanks in ("thank you for", "thanks for") for what in (
            "contacting us", "writing", "writing to us", "writing in", "getting in touch",
            "reaching out", "reaching out to us", "your message", "your email", "your enquiry",
            "your inquiry", "your call", "your letter", "calling us", "calling", "asking",
        )),
    ),
    bad=[
        "starts: we_write\nopening: «Thank you for contacting us».",
        "starts: we_write\nstatus: «Thanks for your message»! The water is off.",
    ],
    good=[
        "starts: they_wrote\nopening: Thank you for contacting us.",
        "starts: we_write\nopening: Thank you for your letter of last week.",
        "starts: we_write\nclosing: Thank you for your help.",
    ],
)  # fmt: skip
def misplaced_thanks(prose: Prose, found: Match) -> Findings:
    """
    We write first, and thank them for having written.

    They did not write. It shows that the text was taken from somewhere else, and
    they wonder whether the rest is meant for them.
    """
    starts = prose.draft.scenario.facts.get("starts")
    if starts is None or starts.value != "we_write" or quoted(found):
        return
    if _ENDS_THERE.match(found.after):
        yield found.because(
            "“{}”: we write first here, so take it out, or write starts: they_wrote"
        )


_ENDS_THERE = re.compile(r"\s*(?:[.,!;:–—-]|$|and (?:for )?your (?:patience|interest)\b)")

_DID = r"charged|billed|debited|booked|sent|delivered|cancelled|closed|blocked|deleted"
_NOT_OWNED = re.compile(
    rf"\b(?:{_DID}|paid)(?: out)? (?:twice|too much|wrongly|in error|by mistake|to the wrong)\b"
    rf"|\bwrongly (?:{_DID}|refused)\b"
    r"|\b(?:was|were|been) (?:mislaid|double-booked|overbooked|mixed up)\b"
)
_OWNED = re.compile(
    r"\b(?:sorry|apolog\w+|regret|forgive|unacceptable|inexcusable|shame|ashamed|embarrass\w+"
    r"|good enough|owe you|let down|let you down|our (?:own )?(?:mistake|fault|error|doing)"
    r"|put (?:it|this|that|things) right|make (?:it|this|that) (?:right|good)|make up for"
    r"|should (?:not|never) have|shouldn't have|you (?:are|were) right|every (?:right|reason)"
    r"|we (?:are|were) wrong|we got (?:it|this|that) wrong|we know (?:how|that|what)"
    rf"|(?:we|i)(?: have|'ve)? (?:wrongly )?(?:{_DID}|mislaid|mixed up|made|failed|took|taken|lost"
    r"|broke|broken|missed))\b"
)
_UPSET = ("angry", "frustrated", "frightened", "grieving")


@rule(
    "W017",
    Severity.WARNING,
    language=ENGLISH,
    bad=[
        "feeling: angry\nimpact: major\nstatus: Your card was «charged twice» for {{ order_no }}.",
        "feeling: frustrated\nimpact: critical\n"
        "status: Order {{ order_no }} was «delivered to the wrong» house.",
    ],
    good=[
        "feeling: angry\nimpact: major\nstatus: We charged your card twice for {{ order_no }}.",
        "feeling: angry\nimpact: major\nstatus: Your card was charged twice, by our own mistake.",
        "feeling: angry\nimpact: major\nopening: This is not good enough, and you said so.\n"
        "status: Your card was charged twice for {{ order_no }}.",
        "feeling: calm\nimpact: minor\nstatus: Your card was charged twice for {{ order_no }}.",
    ],
)
def unowned_fault(status: Status) -> Findings:
    """
    They are upset, it matters, something was done wrong, and nobody owns it.

    It need not be an apology. "We charged you twice" owns it as well as "sorry"
    does; "you were charged twice" sounds as if it had happened by itself.
    """
    facts = status.draft.scenario.facts
    feeling, impact = facts.get("feeling"), facts.get("impact")
    if feeling is None or impact is None or status.short or status.channel is not None:
        return
    if feeling.value not in _UPSET or impact.value not in ("major", "critical"):
        return
    for prose in status.prose:
        found = _NOT_OWNED.search(lowered(prose.text))
        if found is not None and not _OWNED.search(lowered(prose.draft.said)):
            yield prose.finding(
                *found.span(), "nobody owns this: say that it was us, in your own words"
            )
