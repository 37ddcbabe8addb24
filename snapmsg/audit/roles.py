"""Who acts in a clause, and what sort of act it is: the traits that its words give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from snapmsg.audit import words
from snapmsg.audit.normal import BLANK as _BLANK

_TEAM = (
    r"team|teams|engineers?|colleagues?|agents?|specialists?|advisers?|advisors?|representatives?"
    r"|support|department|staff|manager|experts?|technicians?|developers?|crews?|reviewers?"
    r"|caseworkers?|officers?|someone|somebody|one of us|a member|moderators?|associates?|provider"
    r"|service desk|office|infra|drivers?|clinic|surgery|(?:admin|administrator|analyst"
    r"|accountant|handler"
    r"|operator|adjuster|planner|buyer|assessor|examiner|underwriter|dispatcher|moderator|vet"
    r"|doctor"
    r"|nurse|pharmacist|chef|host|hosts|instructor|tutor|warehouse|desk|helpdesk|ops)s?"
)
_THEM = (
    r"carrier|courier|bank|supplier|seller|couriers|police|doctor|nurse|insurer|merchant|hotel"
    r"|airline|partner|vendor|issuer|post office|royal mail|contractor|consultant|agency|council"
    r"|school|court|landlord|employer|referee|irs"
)
_US = re.compile(
    rf"\b(?:we|i|us)(?: (?:all|both|also|now|then|still|just|\w+ly))* $"
    rf"|(?<!your )\b(?:{_TEAM})(?: [\w§]+){{0,2}} $"
)
_YOU = re.compile(r"\byou(?: (?:all|both|also|now|then|still|just|only|either|\w+ly))* $")
_THEY = re.compile(rf"\b(?:they|he|she)(?: \w+ly)? $|\b(?:{_THEM})s?(?: [\w§]+){{0,2}} $")


def subject_of(before: str) -> str:
    """Who acts: `us`, `you`, `they`, `thing`; empty where nothing stands before the verb."""
    before = f"{before.rstrip()} "
    if before == " " or re.fullmatch(r" (?:and|or|but|then|also|to|not|now|\w+ly|,)+ ", before):
        return ""
    if _US.search(before):
        return "us"
    if _YOU.search(before):
        return "you"
    if _THEY.search(before):
        return "they"
    return "thing"


_MESSAGE = re.compile(
    r" (?:an?|the|our|further|more|another|your|any|some|these|this|all|regular|first|follow-up"
    r"|\w+ing|§|\d|by)?(?: [\w§-]+){0,2}? (?:letter|email|e-mail|text|message|sms|notification|call"
    r"|update|updates|confirmation|link|code|reply|response|instructions?|information|details"
    r"|news|word"
    r"|invitation|survey|reminder|receipt|answer|communication|contact|decision|result)s?\b"
)


def classes_of(verb: str, said: str) -> Iterator[str]:
    """What sort of act a verb is, as traits; `said` starts with its group."""
    base = "need" if verb == "needs" else words.BASE.get(verb, verb)
    yield f"v:{base}"
    if base in words.TELL or (base == "get" and re.search(r" get (?:back|in touch)", said)):
        yield "v:tell"
    if base in words.MEND:
        yield "v:mend"
    if base in words.COURTESY:
        yield "v:courtesy"
    if base in words.STOP:
        yield "v:stop"
    if base in words.DECIDE:
        yield "v:decide"
    if base in words.REACH:
        at = said.find(f" {verb}")
        rest = said[at + len(verb) + 1 :] if at >= 0 else ""
        if base in ("have", "get", "receive", "see", "keep") and (
            _MESSAGE.match(rest) or rest.startswith((" in touch", " you ", " to ", " until"))
        ):
            yield "v:tell"
        else:
            yield "v:reach"
    if base == "see" and re.search(r" see (?:it|them|this|that|§|the|your|an?) ", said):
        yield "v:reach"
    if base in words.WORK:
        yield "v:work"
    if verb == _BLANK:
        yield "v:blank"
