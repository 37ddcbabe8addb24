"""Status: does it say what has happened?"""

from __future__ import annotations

import re

from snapmsg.diagnostic import Finding, Severity
from snapmsg.rule import Findings, Match, Prose, Status, phrases, rule
from snapmsg.rule.courtesy import COURTESIES, only_kind
from snapmsg.rule.reading import sentence_at, sentences


@rule(
    "S001",
    Severity.WARNING,
    find=COURTESIES,
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
    if only_kind(prose.text):
        yield Finding(
            prose.whole, "this does not say what has happened: say where things stand for them"
        )


_CAUSES = ("due to", "because of", "owing to", "as a result of", "experiencing", "we are seeing")
_BUSY = re.compile(
    r"\s+(?:an? |the |our |very |some )*(?:(?:unusually|unexpectedly|exceptionally|extremely"
    r"|unprecedented|abnormally|high|higher|heavy|large|increased|increase in|greater"
    r"|busier)\b[ -]?"
    r"(?:than (?:usual|normal|expected) )?(?:high )?)+"
    r"(?:call |contact |email |enquiry |message |order |ticket |customer )?"
    r"(?:volumes?|demand|workload|number of|amount of|level of|traffic|enquiries|calls|contacts)\b"
    r"|\s+(?:an? |the |our |some )*(?:staff(?:ing)? (?:shortages?|issues|levels|sickness)"
    r"|unforeseen|unexpected circumstances|operational (?:reasons|issues)|teething)\b"
)
_MORE = re.compile(r"\s+of\b[^.!?]*\bis (?:in|with|ready|waiting)\b")


@rule(
    "S002",
    Severity.WARNING,
    find=phrases(
        *_CAUSES, "unforeseen circumstances", "beyond our control", "short-staffed",
        "short staffed", "understaffed", "under-staffed", "through no fault of ours",
        "through no fault of our own", "no fault of ours",
        "busier than usual", "busier than normal", "as you can imagine",
    ),
    bad=[
        "status: Your reply is late «due to» unusually high call volumes.",
        "status: Your visit was cancelled for reasons «beyond our control».",
        "opening: Sorry for the wait, we are «short-staffed» this week.",
    ],
    good=[
        "status: Your bill is higher than usual, because the readings were estimated.",
        "status: The driver fell ill, so your parcel stayed at the depot.",
        "status: Your train is cancelled because of a fallen tree at Hull.",
    ],
)  # fmt: skip
def excuse(prose: Prose, found: Match) -> Findings:
    """
    The wording gives our own trouble as an excuse.

    How busy or short of people we are is ours to solve. They hear that they do
    not matter enough, and still do not know what happened to their case.
    """
    low = found.text.lower()
    if low in _CAUSES and (not _BUSY.match(found.after) or _MORE.search(found.after)):
        return
    if re.search(r"\b(?:not|never|isn't|wasn't|nothing|whether)\s+(?:\w+\s+)?$", found.before):
        return
    yield found.because("this excuses us: say what happened to their case, and leave out “{}”")


@rule(
    "S003",
    Severity.WARNING,
    find=phrases(
        "internal process", "internal processes", "internal procedure", "internal procedures",
        "internal queue", "internal escalation", "internal ticket", "back office", "back-office",
        "our crm", "the crm", "ticketing system", "ticket system", "our backend", "our back end",
        "our system shows", "the system shows", "our system says", "the system says",
        "our system does not allow", "the system does not allow", "our system doesn't allow",
        "the system doesn't allow", "the system won't let", "our system won't let",
        "the system will not let", "our system will not let", "our system flagged",
        "the system flagged", "our system has flagged", "the system has flagged",
        "according to our system", "per our system", "tier 2", "tier 3", "tier two", "tier three",
        "second-line support", "third-line support", "level 2 support", "level 3 support",
        "jira ticket", "zendesk ticket", "salesforce case", "servicenow", "in our sprint",
        "next sprint", "this sprint",
    ),
    bad=[
        "status: Your case is with «tier 2», and «our system shows» no update.",
        "status: We follow an «internal process» before we pay.",
    ],
    good=[
        "status: Our engineers have your case, and nothing has changed since noon.",
        "status: You asked for an internal review, and we have begun it.",
        "status: The booking system has been down since noon.",
    ],
)  # fmt: skip
def inner_workings(prose: Prose, found: Match) -> Findings:
    """
    The wording tells how we are organised inside.

    Queues, tiers and systems mean nothing to them. What they want to know is
    where their own matter stands, and who has it.
    """
    if found.text.lower().startswith("tier") and re.search(r"\byour\s+$", found.before):
        return  # your tier 2 membership
    yield found.because("“{}” is how we work inside: say what it means for them, and who has it")


_GOODS = re.compile(
    r"\s+(?:providing|delivering|offering|ensuring|excellence|quality|customer|improving|giving"
    r"|your satisfaction|maintaining|making every|the highest|our customers|serving)\b"
)
_TAKE = re.compile(r"(?:\s+\S+){1,8}?\s+(?:very |extremely |so )?seriously\b")


@rule(
    "S004",
    Severity.WARNING,
    find=phrases(
        "we pride ourselves", "we take pride", "we are committed to", "we're committed to",
        "we strive to", "we strive for", "we are dedicated to", "we are passionate about",
        "our top priority", "our number one priority", "our highest priority", "we take",
        "valued customer", "valued customers", "world-class", "is important to us",
        "are important to us",
    ),
    bad=[
        "opening: «We take» your feedback very seriously.",
        "status: «We pride ourselves» on our service, and your order is late.",
        "closing: Your satisfaction is «our top priority».",
    ],
    good=[
        "next_steps:\n  - us: We take it up with the carrier.",
        "status: We are committed to paying you back, and have sent the money.",
        "opening: You asked us to take this seriously, and you were right.",
    ],
)  # fmt: skip
def about_us(prose: Prose, found: Match) -> Findings:
    """
    The wording praises us.

    They have a problem, and we talk about ourselves. What we do about it shows
    how much it matters.
    """
    low = found.text.lower().replace("’", "'")
    if low == "we take" and not _TAKE.match(found.after.split(".")[0]):
        return
    if low.endswith("committed to") and not _GOODS.match(found.after):
        return
    yield found.because("this is about us: leave it out, and say what you do for them")


_LATER = re.compile(
    r"(?:(?:and|so|then|now|today|first),? )?(?:we|i|someone|somebody|a colleague|one of us)"
    r"(?:'ll| will| shall|(?:'re|'m| are| am| is) going to) (?:now |then |also |soon |shortly )?"
    r"(?:look|check|investigate|review|get|contact|be in touch|let you|reply|respond|examine|find"
    r"|try|work|deal|handle|process|send|update|write|call|ring|ask|pass|forward|do|come back)\b"
)


@rule(
    "S005",
    Severity.WARNING,
    find=phrases(
        "we will", "we'll", "we shall", "we are going to", "we're going to", "i will", "i'll",
        "i am going to", "someone will", "somebody will", "a colleague will", "one of us will",
    ),
    bad=[
        "status: «We will look at your claim.»",
        "status: «We’ll check the depot. Someone will call you.»",
    ],
    good=[
        "status: Your claim is with Sam. We will look at it today.",
        "status: We will not be able to deliver on the day we gave you.",
        "status: Your flight will leave two hours late.",
    ],
)  # fmt: skip
def future_status(status: Status, found: Match) -> Findings:
    """
    The status tells only what we are going to do.

    That is a next step. Where things stand now is what they ask first.
    """
    prose = found.prose
    said = (text.lower().replace("’", "'") for *_, text in sentences(prose.text))
    if sentence_at(prose.text, found.start)[0] == 0 and all(map(_LATER.match, said)):
        yield prose.finding(
            0, len(prose.text.rstrip()), "this is a next step: say where things stand now"
        )
