"""Wording: respect, for the customer, for colleagues, and for whoever else may read it."""

from __future__ import annotations

import re

from snapmsg.diagnostic import Severity
from snapmsg.rule import Findings, Match, Prose, listed, phrases, rule, written_in
from snapmsg.rule.reading import cased_like, quoted, sentence_at

_TOLD = re.compile(
    r"\s+(?:have )?(?:you )?(?:already |before |previously |earlier |above )?"
    r"(?:said|told|explained|stated|mentioned|informed|advised|written|wrote)\b"
)
_ONCE = re.compile(
    r"\s+(?:you )?(?:on the|by (?:phone|email|text|letter)|in (?:my|our|the)|this|when|yesterday"
    r"|today|earlier today|last)\b"
)
"""Behind “as I said”, what only tells where and when."""
_NOT_TO_THEM = re.compile(r"\b(?:to|must|will|has|have|until|things|wind|it|sea|storm)\s+$")
_TO_THEM = re.compile(r"\b(?:you (?:need|have|ought) to|you must|try to)\s+$")
_ONLY_WHERE_SAID = ("as i", "as we", "like i", "like we")


@rule(
    "W002",
    Severity.ERROR,
    find=phrases(
        "calm down", "please relax", "you need to understand", "you have to understand",
        "you must understand", "with all due respect", "with respect, you", "no big deal",
        "not a big deal", "get over it", "not our problem", "not my problem",
        "you are overreacting", "you're overreacting", "you are being unreasonable",
        "you're being unreasonable", "like everyone else has to", "as previously stated",
        "as previously advised", "as previously explained", "as already stated",
        "as already explained", "as already mentioned", "obviously, you", "obviously you",
        "clearly, you", "clearly you did", "clearly you have", "as you should be aware",
        "as you would know", "any normal person", "even a child", "good luck with that",
        "nice try", "congratulations, you", "how nice of you", "lol", "haha", "boo hoo",
        "read the manual", "had you bothered", "if you had bothered", "stop complaining",
        "your so-called", "so-called problem", "stop shouting", *_ONLY_WHERE_SAID,
    ),
    bad=[
        "opening: Please «calm down», we have your bag.",
        "status: «As I» already told you, the bag is in Oslo.",
        "status: The order was wrong. «Obviously, you» missed the note.",
    ],
    good=[
        "opening: You have every reason to be angry.",
        "status: As we promised on the phone, the bag is in Oslo.",
        "next_steps:\n  - us: We ring you as I wrote this morning, at noon.",
        "status: The wind must calm down before we can fly.",
    ],
)  # fmt: skip
def belittles_customer(prose: Prose, found: Match) -> Findings:
    """
    The wording talks down to them: it tells them how to feel, or what they should know.

    Nobody has ever calmed down because they were told to. It is this line that
    they show to others.
    """
    low, before = found.text.lower(), found.before
    if low in _ONLY_WHERE_SAID and not _talks_down(found):
        return
    if quoted(found):
        return
    if low == "calm down" and _NOT_TO_THEM.search(before) and not _TO_THEM.search(before):
        return
    yield found.because("“{}” talks down to them: say what has happened, and leave the rest out")


def _talks_down(found: Match) -> bool:
    """Whether “as I” goes on to remind them that they were told, at the head of a sentence."""
    if not (said := _TOLD.match(found.after)):
        return False
    start, *_ = sentence_at(found.prose.text, found.start)
    words = said[0].split()
    if not {"already", "before", "previously"} & {*words} and _ONCE.match(
        found.after[said.end() :]
    ):
        return False
    leads = not found.prose.text[start : found.start].strip()
    return leads and (len(words) > 1 or words[0] in ("said", "told", "stated", "explained"))


_IF_ANY = re.compile(
    r"\s+(?:you(?:'ve| have| were| are|r feelings)? (?:feel|felt|think|thought|believe|consider"
    r"|offended|upset|been|found|find|took)|(?:we|i|this|it|that|our \w+|anyone|anybody|any of)\b)"
)


@rule(
    "W003",
    Severity.WARNING,
    find=phrases(
        "sorry if", "apologise if", "apologize if", "apologies if", "regret if", "sorry you feel",
        "sorry that you feel", "sorry you felt", "sorry that you felt", "sorry you think",
        "sorry that you think", "sorry you were offended", "any inconvenience",
        "mistakes were made", "sorry but you", "sorry, but you should", "sorry, but you did",
        "sorry, but you failed", "if anyone was offended", "sorry for any",
        "sorry for any inconvenience",
    )
    | listed(lambda locale: locale.words.non_apologies),
    bad=[
        "opening: We are «sorry if» this upset you.",
        "status: We apologise for «any inconvenience» this may have caused.",
        "opening: I am «sorry you feel» that way.",
        written_in("es", "opening: Sentimos «cualquier molestia»."),
        written_in("fr", "opening: Nous regrettons «toute gêne»."),
        written_in("de", "opening: Wir bedauern «etwaige Unannehmlichkeiten»."),
    ],
    good=[
        written_in("es", "opening: Sentimos que haya esperado todo el día."),
        "opening: We are sorry that you waited in all day.",
        "closing: We would be sorry if you left us.",
        "opening: Sorry. It was our mistake, and it cost you a day.",
    ],
)  # fmt: skip
def non_apology(prose: Prose, found: Match) -> Findings:
    """
    The apology doubts that there is anything to be sorry for.

    "Sorry if" and "any inconvenience" say that perhaps nothing happened. An
    apology that names what they went through costs no more.
    """
    low = found.text.lower()
    if low.endswith(" if") and (
        not _IF_ANY.match(found.after.replace("’", "'"))
        or re.search(r"\bwould be (?:very |so )?$|\b(?:not|never) $", found.before)
    ):
        return
    yield found.because(
        "“{}” doubts what they went through: name it, such as sorry that you waited"
    )


_SHIELD = re.compile(
    r"\s+(?:is\b|states?\b|says?\b|does not\b|doesn't\b|do not\b|prohibits?\b|forbids?\b"
    r"|requires?\b|dictates?\b|prevents?\b|will not\b|won't\b|only allows?\b|clearly\b)"
)
_REASON = re.compile(r"\b(?:because|so that|to protect|to keep|since|the reason)\b|\bto stop\b")


@rule(
    "W004",
    Severity.WARNING,
    find=phrases(
        "per our policy", "as per our policy", "per company policy", "as per company policy",
        "under our policy", "under company policy", "against our policy",
        "against company policy", "due to our policy", "because of our policy",
        "not our policy", "store policy", "company policy", "company rules", "our policy",
        "our policies", "policy is policy", "rules are rules", "per our terms",
        "as per our terms", "per our guidelines", "as per our guidelines",
    ),
    bad=[
        "status: «As per our policy», we do not refund sale goods.",
        "status: We cannot help, «our policy» does not allow it.",
    ],
    good=[
        "status: We open each parcel, and our policy is to ask first because some are gifts.",
        "closing: Our policy on returns is at example.com/returns.",
        "status: Your insurance policy ends on the last day of the month.",
    ],
)  # fmt: skip
def policy_shield(prose: Prose, found: Match) -> Findings:
    """
    A rule of ours stands where the reason should.

    They did not make the rule and cannot change it. The reason behind it, and
    what they can have in its place, they can live with.
    """
    low = found.text.lower()
    _, _, sentence = sentence_at(found.prose.text, found.start)
    if _REASON.search(sentence.lower()):
        return
    if low in ("our policy", "our policies") and not _SHIELD.match(found.after):
        return
    if low in ("company policy", "store policy", "company rules") and not (
        _SHIELD.match(found.after)
        or re.search(r"\b(?:it is|it's|that is|is|to|by)\s+$", found.before)
    ):
        return
    yield found.because("“{}” is no reason: give the reason behind it, and what they can have")


_COLLEAGUE = re.compile(
    r"\b(?:my|the|a|another|your (?:last|previous|first)|one of (?:my|our)|some) (?:new |other "
    r"|previous |last |first |junior )?(?:colleagues?|agents?|advis[eo]rs?|drivers?|couriers?"
    r"|technicians?|engineers?|representatives?|(?:sales|billing|warehouse|delivery|accounts"
    r"|finance|dispatch|shipping|support|technical) (?:team|department|people|staff|office)"
    r"|warehouse|trainee|intern|receptionist)(?: who [^.,]{2,40})? (?:[a-z]+ly )?$"
)
_FAULTS = (
    "forgot", "failed", "neglected", "should have", "shouldn't have", "should not have",
    "messed up", "made a mistake", "made an error", "made the mistake", "was wrong", "were wrong",
    "got it wrong", "got this wrong", "dropped the ball", "misinformed", "didn't bother",
    "did not bother", "gave you the wrong", "gave you wrong", "gave you incorrect",
    "gave you false", "gave you bad", "told you wrong", "told you the wrong",
    "told you something wrong", "told you incorrectly", "is to blame", "are to blame",
)  # fmt: skip


@rule(
    "W005",
    Severity.WARNING,
    find=phrases(
        "not my department", "not our department", "a different department's",
        "another department's", "not my job", "not my fault", "not our fault",
        "nothing to do with us", "nothing to do with our team", *_FAULTS,
    ),
    bad=[
        "status: My colleague «forgot» to send the form.",
        "status: The previous agent «gave you wrong» advice.",
        "status: Returns are «not my department».",
    ],
    good=[
        "status: We forgot to send the form.",
        "status: The advice that you had from us was wrong.",
        "status: The carrier made a mistake, and we are putting it right.",
    ],
)  # fmt: skip
def blames_colleague(prose: Prose, found: Match) -> Findings:
    """
    The wording blames a colleague, or says that it is not ours.

    To them we are one. Whoever points at a colleague shows that nobody stands
    for the whole.
    """
    low = found.text.lower().replace("’", "'")
    if low in _FAULTS and (found.after[:1] == "-" or not _COLLEAGUE.search(found.before[-90:])):
        return
    yield found.because("this points at somebody: say we, and what you do to put it right")


_INSULTS = (
    "stupid", "idiot", "idiots", "idiotic", "moron", "morons", "moronic", "imbecile", "dumb",
    "liar", "liars", "crazy", "insane", "hysterical", "pathetic", "ridiculous", "shut up",
    "damn", "bloody hell", "crap", "bullshit", "fuck", "fucking", "fucked", "shit", "bitch",
    "bastard", "arse", "asshole", "retard", "retarded", "cripple", "crippled", "psycho",
    "time waster", "time-waster", "time wasters", "whiner", "moaner", "nutter", "nutcase",
    "drama queen", "gold digger", "freeloader", "scrounger", "troublemaker",
)  # fmt: skip
_ABOUT_US = re.compile(
    r"\b(?:we|our|us|i|my)(?: \w+){0,3}\s+$|\b(?:calls?|called|said|wrote|word|words)\s+\W*$"
)
_THEIR_WORD = re.compile(r"\byou (?:wrote|said|say|told us|tell us|called)\b")
_DENIED = re.compile(
    r"\b(?:not|never|nobody|no one|nothing|isn't|wasn't)\b(?:(?!\bbut\b)[^.,;!?])*(?<!\bbe )$"
)
_OWN = re.compile(r"\bour (?:\w+ ){1,3}(?:was|is|were|are) $|\bwe (?:were|are) $")
_OF_US = re.compile(r"\s+(?:that (?:you|we|this|it|nobody)|of us|how)\b")


def _hurts_nobody(found: Match) -> bool:
    """Whether somebody else's words or a name, or what is said of ourselves or of what happened."""
    text, start, end = found.prose.text, found.start, found.end
    is_name = text[start].isupper() and re.match(r" [A-Z][a-z]", text[end : end + 3]) is not None
    is_ours = _OWN.search(found.before) or _OF_US.match(found.after)
    return is_name or is_ours is not None or quoted(found)


_IS_A_THING = re.compile(
    r"['’]s poker|\s+(?:weather|prices|deals?|offers?|golf|paving|bread|horse|frog|mode|load|phone"
    r"|waiter"
    r"|bell|barbell|wood|scale|trap|rate|good|traffic|few|summer|week|low|busy)\b"
)


@rule(
    "W006",
    Severity.ERROR,
    find=phrases(*_INSULTS),
    bad=[
        "status: That was a «stupid» thing to do.",
        "opening: You are being «hysterical».",
        "closing: What a «damn» shame.",
    ],
    good=[
        "status: Your Crazy Horse tickets are refunded.",
        "opening: You wrote that our answer was “ridiculous”, and you were right.",
        "status: We made a stupid mistake, and we are sorry.",
    ],
)  # fmt: skip
def insult(prose: Prose, found: Match) -> Findings:
    """
    An insult or a swear word stands in the wording.

    Whatever they wrote first, this is what will be shown to others.
    """
    text, start, end = found.prose.text, found.start, found.end
    named = start > 0 and text[start].isupper() and re.search(r"[\w,]\s+$", text[:start])
    if (named and not text[start:end].isupper()) or _IS_A_THING.match(found.after):
        return
    if _ABOUT_US.search(found.before[-40:]) and found.text.lower() in ("stupid", "dumb", "crazy"):
        return  # our stupid mistake
    _, _, sentence = sentence_at(text, start)
    if _THEIR_WORD.search(sentence.lower()) or _DENIED.search(found.before) or _hurts_nobody(found):
        return
    yield found.because("“{}” insults whoever reads it: say what has happened, without it")


_BETTER = {
    "manpower": "staff", "man-hours": "hours of work", "manned": "staffed",
    "unmanned": "unstaffed", "chairman": "chair", "foreman": "supervisor",
    "blacklist": "block list", "blacklisted": "blocked", "whitelist": "allow list",
    "whitelisted": "allowed", "grandfathered": "kept on the old terms",
    "wheelchair-bound": "who uses a wheelchair", "confined to a wheelchair": "using a wheelchair",
    "the elderly": "older people", "the disabled": "disabled people",
    "the handicapped": "disabled people", "handicapped": "disabled", "housewife": "customer",
    "dear sirs": "Hello", "dear sir or madam": "Hello", "dear sir/madam": "Hello",
    "ladies and gentlemen": "Hello", "sanity check": "check", "normal people": "most people",
    "his or her": "their", "he or she": "they", "his/her": "their", "he/she": "they",
    "hey guys": "Hello", "hi guys": "Hello", "hello guys": "Hello",
}  # fmt: skip
_SAFE = frozenset(
    ["manpower", "manned", "unmanned", "wheelchair-bound", "confined to a wheelchair",
     "dear sirs", "dear sir or madam", "dear sir/madam", "ladies and gentlemen", "sanity check",
     "his or her", "his/her", "hey guys", "hi guys", "hello guys", "blacklist", "whitelist"]
)  # fmt: skip
_GOES_ON = re.compile(
    r"(?:\s+(?:and|or|who|are|can|may|get|have|in|at|with|to|need)\b|\s*[.,;:!?)]|\s*$)"
)
_OTHER_SENSE = re.compile(
    r"\s+(?:aerial|aircraft|flights?|drones?|vehicles?|toilets?|parking|space|mission)\b"
)


@rule(
    "W007",
    Severity.WARNING,
    find=phrases(*_BETTER),
    bad=[
        ("opening: «Dear Sir or Madam», your order is late.",
         "opening: Hello, your order is late."),
        ("status: We do not have the «manpower» today.", "status: We do not have the staff today."),
        "status: Your number is «blacklisted».",
    ],
    good=[
        "opening: Hello, your order is late.",
        "status: The unmanned drone has your parcel; its battery failed.".replace(
            "unmanned drone", "unmanned aircraft"),
        "status: The firm is called Foreman & Sons.",
    ],
)  # fmt: skip
def excluding_word(prose: Prose, found: Match) -> Findings:
    """
    A word leaves some people out, or names them by one thing about them.

    It costs nothing to say it so that everybody who reads it is meant.
    """
    text, start, low = found.prose.text, found.start, found.text.lower()
    if text[start].isupper() and re.search(r"[\w,]\s+$", text[:start]) and " " not in low:
        return  # a name
    if _OTHER_SENSE.match(found.after) or re.match(r"[’']s\b|\s+&", text[found.end :]):
        return
    if low.startswith("the ") and _GOES_ON.match(found.after) is None:
        return  # the disabled toilet
    better = _BETTER[low]
    instead = cased_like(found.text, better) if low in _SAFE else None
    yield found.because(f"“{{}}” leaves somebody out: write {better}", instead)
