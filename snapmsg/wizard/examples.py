"""One good and one weak answer for each question, from the same kind of situation.

The kind is told by the topic or by the words of what has been answered, so that who writes about a
refund reads of refunds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple


class Pair(NamedTuple):
    """A good answer, a weak one, and what the weak one lacks."""

    good: str
    weak: str
    lacks: str


class _Kind(NamedTuple):
    words: str  # what tells it, as one pattern
    status: Pair
    steps: Pair
    outcome: Pair
    subject: Pair
    title: Pair


_GENERAL: Mapping[str, Pair] = {
    "time": Pair("2 working days, or Friday 17:00", "as soon as possible", "nobody can plan by it"),
    "update": Pair("tomorrow 12:00, or 1 working day", "we keep you posted", "it has no day"),
    "situation": Pair(
        "The carrier has the parcel but has missed the day we gave.",
        "Delays.",
        "a colleague cannot tell which",
    ),
    "opening": Pair(
        "You kept a day free for us, and the parcel did not come. I am sorry.",
        "We apologise for any inconvenience.",
        "for which?",
    ),
    "say": Pair("You will have it {{ promise }}.", "ASAP!", "it does not say the time"),
    "closing": Pair(
        "Questions? I am Daniel, and my number is 0113 496 0123.",
        "Please do not reply to this message.",
        "where can they go?",
    ),
    "topic": Pair("delivery", "misc", "nobody looks there"),
    "channels": Pair("where this customer is already talking to you", "all", "each has its limits"),
    "headline": Pair("Payments fail for some customers", "Service notice", "what is wrong?"),
    "state": Pair(
        "cause is known, once you have found it",
        "all is well, before you have checked",
        "it may come back",
    ),
    "feeling": Pair("worried: their bag may be lost", "calm: because we are", "it is their day"),
    "starts": Pair(
        "we write first: they do not know it yet", "a guess", "the opening depends on it"
    ),
    "impact": Pair("major: a day's work is lost", "minor: to us", "it is theirs that counts"),
    "owner": Pair("delivery-leads", "Sam", "people move on; teams stay"),
    "short_status": Pair("Sorry, order A-10293 is late.", "Delay!", "of what?"),
    "short_steps": Pair("We asked for the next van.", "Working on it.", "who does what?"),
    "short_time": Pair("You have it {{ promise }}.", "Soon.", "when?"),
    "short_outcome": Pair("You get all you ordered.", "Thanks!", "how does it end?"),
}

_KINDS: Mapping[str, _Kind] = {
    "delivery": _Kind(
        r"parcel|order|deliver|carrier|courier|ship|warehouse|stock|depot|van\b",
        Pair(
            "Order A-10293 is late. It is at the depot in Leeds, and it is not lost.",
            "We are experiencing delays.", "whose order, and where is it?",
        ),
        Pair(
            "We have asked the carrier to put it on the next van.", "It is being looked into.",
            "by whom?",
        ),
        Pair(
            "You will have everything you ordered, or your money back.",
            "Hopefully it turns up.", "it only hopes",
        ),
        Pair("Your order A-10293 is late", "Important information", "about what?"),
        Pair("Parcel is late", "Template 7 NEW", "who would find it?"),
    ),
    "billing": _Kind(
        r"bill|charg|refund|pay|invoice|price|subscri|card|money|bank|fee\b|renew",
        Pair(
            "We took £48.90 from your card twice on 3 December. The second time was our mistake.",
            "There was an issue with your payment.", "what happened to their money?",
        ),
        Pair(
            "We have sent the second £48.90 back to your card.", "This will be processed.",
            "by whom, and what is it?",
        ),
        Pair(
            "You will have paid once, and the £48.90 will be back on your card.",
            "We trust this resolves the matter.", "how does it end for them?",
        ),
        Pair("We charged your card twice", "Your account", "good news or bad?"),
        Pair("Charged twice", "Billing issue", "which one?"),
    ),
    "outages": _Kind(
        r"outage|down\b|server|app\b|site\b|website|log ?in|online|service|error|broken|network",
        Pair(
            "You cannot sign in to the booking app since 9:40. What you saved is safe.",
            "Some users may experience issues.", "which issue, and is it me?",
        ),
        Pair(
            "Our engineers are putting yesterday's version back.", "We are investigating.",
            "what is done about it?",
        ),
        Pair(
            "You will sign in as before, and nothing you saved is lost.",
            "Service will be restored.", "what will they have then?",
        ),
        Pair("You cannot sign in at the moment", "Service notice", "what is wrong?"),
        Pair("App is down", "Incident", "which one?"),
    ),
    "travel": _Kind(
        r"flight|train|bag\b|luggage|airport|hotel|booking|ticket|seat|show\b|event|trip|room\b",
        Pair(
            "Your flight BA117 tonight is cancelled. You have a seat on the 8:15 tomorrow.",
            "Due to operational reasons there are disruptions.", "is it my flight?",
        ),
        Pair(
            "We have booked a room for you at the Park Hotel.", "Arrangements are being made.",
            "by whom, and for what?",
        ),
        Pair(
            "You will be in Rome tomorrow at noon, and the night costs you nothing.",
            "We hope to welcome you again.", "do they get there?",
        ),
        Pair("Your flight BA117 is cancelled", "Travel update", "which journey?"),
        Pair("Flight cancelled tonight", "Disruption", "which one?"),
    ),
    "health": _Kind(
        r"appointment|doctor|clinic|nurse|patient|test result|prescription|pharmac|hospital",
        Pair(
            "Your blood test of 3 December is not back from the laboratory yet.",
            "Results are delayed.", "whose, and is something wrong?",
        ),
        Pair(
            "Our nurse rings the laboratory this afternoon.", "The lab has been chased.",
            "by whom, and what now?",
        ),
        Pair(
            "A doctor tells you your result by phone, and what it means.",
            "You will be informed.", "of what, and how?",
        ),
        Pair("Your appointment on 3 December has moved", "Notification", "of what?"),
        Pair("Test result is late", "Lab", "what about it?"),
    ),
    "complaints": _Kind(
        r"complain|sorry|mistake|wrong|rude|apolog|feedback|disappoint|promised",
        Pair(
            "We gave you the wrong price on the phone. You paid £12 too much.",
            "We are sorry you feel this way.", "what did we do?",
        ),
        Pair(
            "I have sent the £12 back to your card.", "We take this very seriously.",
            "what is done?",
        ),
        Pair(
            "You will have paid the price that you were told.", "We value your feedback.",
            "what do they get?",
        ),
        Pair("We charged you too much, and are paying it back", "Your complaint", "what of it?"),
        Pair("We gave a wrong price", "Angry customer", "it says who, not what"),
    ),
}  # fmt: skip
_USUAL = "delivery"


def kind_of(text: str) -> str:
    """The kind of situation that words tell of, such as a topic or a status."""
    low = text.lower()
    found = {name: len(re.findall(kind.words, low)) for name, kind in _KINDS.items()}
    best = max(found, key=lambda name: (found[name], name == _USUAL))
    if not found[best]:
        return next((name for name in _KINDS if name in low), _USUAL)
    return best


def pair_for(field: str, kind: str) -> Pair | None:
    """The good and the weak answer to a question, of a kind of situation; None for none."""
    own = _KINDS[kind]._asdict() if kind in _KINDS else {}
    found = own.get(field) or _GENERAL.get(field)
    return found if isinstance(found, Pair) else None
