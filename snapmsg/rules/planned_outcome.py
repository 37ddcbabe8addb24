"""Planned outcome: does it say how it ends?"""

from __future__ import annotations

import re
from functools import lru_cache

from snapmsg.diagnostic import Finding, Severity
from snapmsg.rule import (
    ENGLISH,
    Findings,
    Match,
    PlannedOutcome,
    Prose,
    Scanner,
    listed,
    phrases,
    rule,
    written_in,
)
from snapmsg.rule.courtesy import COURTESIES, only_kind
from snapmsg.rule.reading import UNSPACED, clauses, sentences
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

_FALLS_BACK = re.compile(
    r"(?:(?:but|and) )?(?:unless\b|should (?:\w+ ){1,4}(?:not|fail)|(?:if|in case|where) [^,]*"
    r"(?:\bnot\b|n't\b|\b(?:cannot|fails?|no|never|nothing|lost|again)\b))"
)
"""What begins with what may go wrong says what is then done, and that is no hedge."""


def _hedges(sentence: str) -> bool:
    """Whether a sentence only hopes: hope leads or ends it, or no clause of it goes without."""
    said = clauses(sentence)
    if any(map(_FALLS_BACK.match, said)):
        return False
    if _HOPE.search(said[0]) or _HOPE.fullmatch(said[-1].rstrip(".!? ")):
        return True
    kept = [clause for clause in said if not _CASE.match(clause)]
    return bool(kept) and all(_HOPE.search(clause) or _MODAL.search(clause) for clause in kept)


@lru_cache(maxsize=8)  # every hit in a text asks for it again
def _only_hedges(text: str) -> bool:
    said = [one for *_, one in sentences(text)]
    return bool(said) and all(map(_hedges, said))


@lru_cache(maxsize=8)
def _only_hopes(text: str, hedges: tuple[str, ...]) -> bool:
    """The same in another language, by what it says in place of an outcome."""
    hopes = Scanner([phrases(*hedges)])
    leads = ["".join(clauses(one)[:1]) for *_, one in sentences(text)]
    return all(any(hopes.scan(lead)) for lead in leads)


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
    )
    | listed(lambda locale: locale.words.hedges),
    bad=[
        "planned_outcome: «Hopefully this works.»",
        "planned_outcome: «It should be fine. We will try our best.»",
        written_in("es", "planned_outcome: «Esperamos que funcione.»"),
        written_in("fr", "planned_outcome: «Nous espérons que tout ira bien.»"),
        written_in("de", "planned_outcome: «Wir hoffen, dass es klappt.»"),
    ],
    good=[
        written_in("es", "planned_outcome: Tendrá su dinero. Esperamos que le sirva."),
        "planned_outcome: Your line works again.",
        "planned_outcome: You have your money back. It may show as two amounts.",
    ],
)
def hedged_outcome(outcome: PlannedOutcome, found: Match) -> Findings:
    """
    The outcome only hopes.

    They cannot tell how it ends, or what you will do if it does not.
    """
    locale = outcome.draft.environment.locale
    if locale.language == ENGLISH:
        hedged = _only_hedges(found.prose.text) and not only_kind(found.prose.text)
    else:
        hedged = _only_hopes(found.prose.text, locale.words.hedges)
    if hedged:
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
    locale = outcome.draft.environment.locale
    if locale.language in UNSPACED:
        return
    words -= locale.language != ENGLISH  # a verb alone may be a sentence: “Funciona ya.”
    for prose in outcome.prose:
        if VALUE not in prose.text and TAG not in prose.text:
            said = prose.text.split()
            if 0 < len(said) < words and any(map(str.isalnum, prose.text)):
                yield Finding(
                    prose.whole, "this is no sentence yet: say what they will have in the end"
                )


_DENIED = re.compile(
    r"\b(?:not|cannot|can't|never|no longer|nobody|without|if|unless)\s+(?:\w+\s+)?$"
)
_WARRANTY = re.compile(rf"[^.!?]{{0,60}}\bfor (?:\d|an? |one|two|three|five|ten|life|{VALUE})")
_SURE = re.compile(r"\s*(?:sure|certain|confident|satisf\w+|reliab\w+|guarantee\w*|safe|secure)\b")


@rule(
    "P003",
    Severity.WARNING,
    find=phrases(
        "we guarantee", "i guarantee", "we can guarantee", "is guaranteed", "are guaranteed",
        "be guaranteed", "will never happen again", "will not happen again",
        "won't happen again", "cannot happen again", "can't happen again", "never happen again",
        "rest assured", "no matter what", "without fail", "100%", "100 %",
    ),
    bad=[
        "planned_outcome: You have your goods. This «will never happen again».",
        "planned_outcome: «We guarantee» that it works from now on.",
        "closing: «Rest assured», you get it.",
    ],
    good=[
        "planned_outcome: You have your goods, and a second person now checks each label.",
        "status: We cannot guarantee a seat on this train.",
        "planned_outcome: The new screen works, and we guarantee it for 12 months.",
        "planned_outcome: You have 100 % of your fare back.",
    ],
)  # fmt: skip
def overpromise(prose: Prose, found: Match) -> Findings:
    """
    The wording promises what nobody can be sure of.

    The day it does happen again, they remember the promise and not the help.
    """
    low = found.text.lower()
    if low.startswith("100") and not _SURE.match(found.after):
        return
    if "guarantee" in low and (
        _DENIED.search(found.before) or _WARRANTY.match(found.after) or found.after[:3] == " by"
    ):
        return
    yield found.because("nobody can be sure of this: say what you have changed or will do instead")


_WORK = re.compile(
    r"(?:(?:and|then|until then|meanwhile|in the meantime),? )?(?:we|i|our [\w\s]{1,24}?)"
    r"(?:'ll| will| shall|'re| are|'m| am| is| have)? (?:continue|keep|let you know|look|investigat"
    r"|monitor|be in touch|get back|update|updat|do everything|review|work|follow up|try|stay"
    r"|do our"
    r"|doing|be back|come back|contact you|reach out)"
)
_RESULT = re.compile(
    r"\b(?:until|so that|and you|then you|you (?:will|'ll) have|you have|when it|no further"
    r"|no longer|your (?:\w+ ){1,2}(?:is|are|stays?|works?)|is yours|in the same)\b"
)


@rule(
    "P004",
    Severity.WARNING,
    find=phrases(
        "continue", "keep you", "keep working", "keep looking", "keep an eye", "let you know",
        "look into", "looking into", "investigate", "investigating", "monitor", "monitoring",
        "be in touch", "get back to you", "update you", "working on", "work on", "work hard",
        "do everything", "review", "reviewing", "follow up", "contact you", "reach out",
    ),
    bad=[
        "planned_outcome: «We will continue to investigate.»",
        "planned_outcome: «Our team is monitoring it. We will keep you updated.»",
    ],
    good=[
        "planned_outcome: We keep looking until you have your bag, or pay for it.",
        "planned_outcome: You have your bag. We keep you posted on the claim.",
        "planned_outcome: You have a decision in writing after the review.",
    ],
)  # fmt: skip
def outcome_is_work(outcome: PlannedOutcome, found: Match) -> Findings:
    """
    The outcome tells of more work, and of no end.

    They want to know what they will have when the work is done.
    """
    prose = found.prose
    said = [text.lower().replace("’", "'") for *_, text in sentences(prose.text)]
    if said and all(_WORK.match(text) and not _RESULT.search(text) for text in said):
        yield Finding(
            prose.whole, "this is more work and no end: say what they will have in the end"
        )


@rule(
    "P005",
    Severity.WARNING,
    find=COURTESIES,
    bad=[
        "planned_outcome: «Thank you for waiting.»",
        "planned_outcome: «We are sorry. Please bear with us.»",
    ],
    good=[
        "planned_outcome: You have your money back. Thank you for waiting.",
        "planned_outcome: Please bear with us until your bag is back with you, or paid for.",
    ],
)
def no_outcome(outcome: PlannedOutcome, found: Match) -> Findings:
    """
    The outcome thanks or apologises, and does not say how it ends.

    It is kind, and they still cannot tell what they will have when this is over.
    """
    prose = found.prose
    if only_kind(prose.text):
        yield Finding(
            prose.whole, "this does not say how it ends: say what they will have in the end"
        )
