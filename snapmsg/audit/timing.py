"""When: the times that a message gives, which of them lie ahead, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from snapmsg.audit.text import Text
from snapmsg.locales import Found
from snapmsg.wording import VALUE


class Time(NamedTuple):
    """A time in a message: where, and whether it is concrete or only vague."""

    start: int
    end: int
    concrete: bool


_NAME = re.compile(
    r"(?:^|_)(?:date|dates|day|days|time|times|deadline|eta|hour|hours|timeframe|timeline|due|until"
    r"|expiry|expires|expiration|window|minutes|weeks|week|month|months|arrival|estimate|estimated"
    r"|duration|when|slot|period|schedule|scheduled|datetime|sla|year)(?:_|$)"
)
_NO_NAME = re.compile(
    r"birth|zone|created|updated_at|_link|link_|url|name|address|order_date|purchase|invoice_date"
    r"|number|code|tax_year|(?:^|_)id(?:_|$)|reference|price|amount|rate|fee|email|academic_year"
)
_UNIT = (
    r"(?:(?:full|more|further)\s)?(?:(?:working|business|calendar)\s)?(?:minutes?|mins?|hours?|hrs?"
    r"|days?|weeks?|months?|o['’]?clock|[ap]m|UTC|GMT|[CE][SD]T)\b"
)
_COUNTED = re.compile(
    rf"(?:(?<!{VALUE}){VALUE}++|\b[xX]{{1,3}}|#|(?<!_)_{{2,}}+)"
    rf"(?:\s?(?:-|–|to|or)\s?(?:{VALUE}+|[xX]{{1,3}}|\d+))?[\s-]{_UNIT}"
    r"|\b[xX]{2}[/.:][xX]{2}(?:[/.][xX]{2,4})?\b|\b(?:DD|MM)[/.-](?:DD|MM)[/.-]Y{2,4}\b"
)
_OPEN = re.compile(rf"\b(?:on|at|on/at|at/on)\s({VALUE}+)(?=\s*(?:[.,;!?)\n]|and\b|from\b|to\b|$))")
_SAYS_NOTHING = re.compile(r"(?:replace_me|insert|enter|add|x+|tbc|blank|_*)$")
_COUNTABLE = re.compile(r"\bx{1,3}\b|#|__|xx[/.]|/mm")
_AFTER_BY = re.compile(
    rf"\b(?:by|until|before|within|no later than|due on|due by|due|expected on|arriving(?: on| by)?"
    rf"|arrives(?: on| by)?|delivery on|scheduled for|on or before"
    rf"|from)\s({VALUE}+)(?=\s*(?:[.,;!?)\n]|and\b|to\b|$))"
)
_ALSO = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("h", r"\b(?:24|48|72)\s?(?:hrs?|h)\b"),
        ("within", r"\bwithin (?:the|an?|one) (?:working |business )?(?:hour|day|week|month)\b"),
        (
            "t",
            r"\b(?:later|earlier|early|by the end|end|rest) (?:of )?(?:today|this (?:week|month"
            r"|year))\b",
        ),
        (
            " a",
            r"\b(?:up to|at least|at most|another|no more than|less than) (?:an?|one) "
            r"(?:hour|day|week|month|year)\b",
        ),
        ("overnight", r"\bovernight\b"),
        ("end of", r"\bend of (?:the )?(?:day|week|month|business)\b"),
        ("weekend", r"\b(?:this|over the|before the|by the) weekend\b"),
        ("deadline", r"\b(?:before|by|until|after) the deadline\b"),
        ("christmas", r"\b(?:before|by|until|after|on) christmas\b"),
        (
            "0",
            r"\b\d{1,2}[:.h]\d{2}\s?(?:utc|gmt|[ap]m|[cepm][ds]?t)\b|\b\d{4}\s?(?:utc|gmt|hrs)\b",
        ),
        (
            "next",
            r"\bnext (?:(?:working|business) day|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
        ),
        ("same", r"\bsame[- ]day\b"),
        (
            "o",
            r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten)[- ](?:to|or)[- ]"
            r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve) (?:business |working )?"
            r"(?:days|hours|weeks|months)\b",
        ),
        ("of the month", r"\b\d{1,2}(?:st|nd|rd|th) (?:day )?of (?:the|each|every) month\b"),
    )
)
"""Times beyond the locale's own, such as people put into macros; as `_VAGUE`."""
_NOT_A_TIME = re.compile(
    r"[\s-]*(?:help\s?line|hot\s?line|support line|phone line|service desk|emergency|a day"
    r"|per (?:day|week)"
    r"|trial|warranty|guarantee|return policy|returns policy|supply|stay|pass\b|plan\b"
    r"|subscription|cancellation)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:order(?:ed)?|invoice|purchase|transaction|booking|issue|posted|sent|created|submitted"
    r"|received"
    r"|birth|incident|started|reported|updated?|last updated?|published|date of|as of|since|dated"
    r"|payment|version|(?:invoice|letter|order|email|message|bill|statement|payment|call|request"
    r"|complaint|booking|visit) (?:of|from|dated))(?: date| on| at| time)?\s*[:=]?\s*(?:on |at "
    r"|is |was )?$",
    re.IGNORECASE,
)
_VAGUE = tuple(
    (key, re.compile(pattern))
    for key, pattern in (
        ("as soon as", r"\bas soon as\b(?! you\b)(?: possible| we can| practicable| they can)?"),
        ("asap", r"\basap\b"),
        ("a.s.a.p", r"\ba\.s\.a\.p"),
        ("soon", r"(?<!too )(?<!as )(?<!how )(?<!no )\bsoon\b(?! (?:as|after|enough)\b)"),
        ("shortly", r"\bshortly\b(?! (?:after|before)\b)"),
        ("in due course", r"\bin due course\b"),
        ("future", r"\bin the (?:near(?:est)? )?future\b"),
        ("momentarily", r"\bmomentarily\b"),
        ("long", r"\bbefore (?:too )?long\b|\bnot long\b"),
        ("earliest", r"\bat (?:the|your|our|their) (?:very )?earliest\b"),
        ("as ", r"\bas (?:quickly|fast|promptly|early) as\b"),
        ("when", r"\bwhen(?:ever)? (?:we|they) (?:can|get a chance|are able)\b"),
        ("timely", r"\bin a timely (?:manner|fashion)\b"),
        (
            "few",
            r"\b(?:a|the next|next|coming) few (?:more |short |business |working )?"
            r"(?:minutes|hours|days|weeks|months|moments)\b",
        ),
        ("couple", r"\b(?:a|next) couple (?:of )?(?:more )?(?:minutes|hours|days|weeks|months)\b"),
        (
            "several",
            r"\bseveral (?:more |business |working )?(?:minutes|hours|days|weeks|months)\b",
        ),
        ("in ", r"\bin (?:a|the) (?:bit|while|moment|coming (?:days|weeks|months|hours))\b"),
        ("at ", r"\bat (?:some|a later) (?:point|date|time|stage)\b"),
        ("some", r"\bsome ?time\b(?! (?:ago|to)\b)"),
        ("later", r"\blater(?: on)?(?=\s*(?:[.!,;]|$|and\b|in the\b))"),
        ("now", r"\bany (?:day|minute|time) now\b"),
        (
            "as ",
            r"\bas (?:more|further|new|soon|additional) [\w ]{0,24}"
            r"(?:becomes?|come|available|arrives?|known)\b"
            r"|\bas (?:we|i) (?:know|hear|learn|get|have|receive|find|make"
            r"|progress)\b(?! (?:through|on|to)\b)"
            r"|\bas (?:it|they|this|these) (?:becomes?|arrives?|comes?)\b|\bas and when\b",
        ),
        ("in ", r"\bin (?:good|no) time\b"),
        ("quickly", r"\bquickly\b(?=\s*[.!])"),
        ("imminent", r"\bimminent(?:ly)?\b"),
        ("within", r"\bwithin a (?:short|reasonable|brief) (?:time|period|while)\b"),
        ("periodic", r"\bperiodic(?:ally)?\b"),
        ("regular", r"\bregular(?:ly)? updates?\b"),
    )
)
"""Vague times: words without which a pattern cannot match, and the pattern, in small letters."""
_AGO = re.compile(r"\s*(?:ago|earlier|previously)\b")


def times(text: Text, find: Callable[[str], Sequence[Found]]) -> list[Time]:
    """Every time of a message, concrete or vague, in order; whether it lies ahead is not asked."""
    seen = text.seen
    low = seen.replace("İ", "i").lower()  # the one letter whose lower case is longer
    spans = {(t.start, t.end) for t in find(seen)}
    if VALUE in seen or _COUNTABLE.search(low):
        spans |= {found.span() for found in _COUNTED.finditer(seen)}
    for key, pattern in _ALSO:
        if key in low:
            spans |= {found.span() for found in pattern.finditer(low)}
    if text.blanks:
        spans |= _in_blanks(text)
    kept: list[Time] = []
    for start, end in sorted(spans):
        if kept and start < kept[-1].end:
            kept[-1] = kept[-1]._replace(end=max(end, kept[-1].end))
        elif not (
            _NOT_A_TIME.match(seen, end)
            or _AGO.match(seen, end)
            or _LABEL.search(seen, max(0, start - 40), start)
        ):
            kept.append(Time(start, end, True))
    for key, pattern in _VAGUE:
        if key in low:
            kept += [Time(*found.span(), False) for found in pattern.finditer(low)]
    return sorted(kept)


def _in_blanks(text: Text) -> set[tuple[int, int]]:
    """The placeholders that stand for a time: by their names, or by where they stand."""
    seen = text.seen
    spans = {
        (blank.start, blank.end)
        for blank in text.blanks
        if _NAME.search(blank.name) and not _NO_NAME.search(blank.name)
    }
    for found in _AFTER_BY.finditer(seen):
        if not _name_of(text, found.start(1)):
            spans.add(found.span(1))
    nothing = {blank.start for blank in text.blanks if _SAYS_NOTHING.match(blank.name)}
    if nothing:
        spans |= {found.span(1) for found in _OPEN.finditer(seen) if found.start(1) in nothing}
    return spans


def _name_of(text: Text, start: int) -> str:
    """The name of the placeholder at a place, where it says that it is no time."""
    for blank in text.blanks:
        if blank.start == start:
            return blank.name if _NO_NAME.search(blank.name) or not _could_be(blank.name) else ""
    return ""


def _could_be(name: str) -> bool:
    return not re.search(
        r"name|team|agent|customer|company|product|carrier|store|provider|user", name
    )
