"""Approximate time: dates, ranges and clock times, wherever they stand in the wording."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from snapmsg import promise
from snapmsg.config import Settings
from snapmsg.diagnostic import Edit, Finding, Fix, Severity
from snapmsg.message import Draft, Message, Utmost
from snapmsg.model import Part
from snapmsg.promise import MONTHS, Unit, Weekday
from snapmsg.promise.terms import last_day
from snapmsg.rule import Findings, Match, PartProse, Prose, TypedTime, pattern, phrases, rule
from snapmsg.rule.reading import sentence_at

_DAYS = tuple(day.name.lower() for day in Weekday)
_SHORT = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_MONTH = {name.lower(): number for number, name in enumerate(MONTHS, 1)} | _SHORT
_DATED = phrases(*_MONTH) | pattern(r"20\d\d-\d\d-\d\d(?!\d)", "20")
_DAY_BEFORE = re.compile(r"(?<![\d.,/:£$€-])(\d{1,2})(?:st|nd|rd|th)?(?: of)? $")
_DAY_AFTER = re.compile(r"\.? (\d{1,2})(?:st|nd|rd|th)?(?![\d:.,]*\d|\s*%|\s?(?:am|pm)\b)")
_LEAP = 2028
_ALSO_WORDS = ("may", "march", "mar", "sept", "dec", "jan", "sep")
"""Verbs, and short forms that nobody writes small."""
_GOES_ON = re.compile(r" (?!and|at|by|to|in|is|was|from|until|as|for|if|or|the|we|you|it)[a-z]")
_PLACE = re.compile(r" (?:Street|Road|Lane|Avenue|Drive|Close|House|Court|Square|Park|Fair|Day)\b")
_YEAR = re.compile(r",? ((?:19|20)\d\d)\b")


class _Dated(NamedTuple):
    """A date in a text: where it stands, and what it names. It need not exist."""

    start: int
    end: int
    day: int
    month: int
    year: int | None

    @property
    def exists(self) -> bool:
        """Whether the calendar has it; without a year, whether some year has."""
        if not 1 <= self.month <= 12:
            return False
        return 1 <= self.day <= last_day(self.year or _LEAP, self.month).day


def _date(found: Match) -> _Dated | None:
    """The date whose month was found; None where it is no date."""
    text, start, end, low = found.prose.text, found.start, found.end, found.text.lower()
    if low[0].isdigit():
        year, month, day = map(int, low.split("-"))
        return _Dated(start, end, day, month, year)
    if text[start].islower() and low in _ALSO_WORDS:
        return None
    before, after = _DAY_BEFORE.search(text[:start]), _DAY_AFTER.match(text[end:])
    if after is not None and low in ("may", "march") and _GOES_ON.match(text[end + after.end() :]):
        after = None  # may 20 people come
    if before is not None and not _PLACE.match(text[end:]):
        start, number = before.start(1), before[1]
    elif before is None and after is not None:
        end, number = end + after.end(), after[1]
    else:
        return None
    dot = text[end : end + 1] == "."
    said = _YEAR.match(text, end + dot)
    if said is None:
        return _Dated(start, end, int(number), _MONTH[low], None)
    return _Dated(start, said.end(), int(number), _MONTH[low], int(said[1]))


_PLACED = re.compile(r"\b(?:by|on|before|until|till|this|next|from|coming|of|for|after) (?:the )?$")
_EVERY = re.compile(
    r"\b(?:every|each|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|mon"
    r"|tue|wed|thu|fri|sat|sun|any|open|black|cyber|good|ash|easter|whit|palm|super|giving)"
    r"[ ,]*(?:to|until|till|through|and|or|–|-|,)? ?$"
)
_TO_DAY = re.compile(
    rf"(?:s\b|[’']s |-|–| ?(?:to|until|till|through|–|-|and|or|,) (?:{'|'.join(_DAYS)}|sat|sun)"
    r"| (?:opening|club|market|service|edition|times?|post|night club)\b)"
)


@rule(
    "A008",
    Severity.WARNING,
    find=phrases(*_DAYS) | _DATED,
    bad=[
        "approximate_time: You have it by «Friday».",
        "status: Order {{ order_no }} missed its day, «3 May».",
        "next_steps:\n  - us: We ring you on «Tuesday».",
    ],
    good=[
        "approximate_time:\n  by: Friday\n  say: You have it {{ promise }}.",
        "closing: We are there from Monday to Friday, and on Saturdays until noon.",
        "status: Since 1 May 2018 the law gives you that right.",
        "expires: 2036-12-24\napproximate_time: You have it by 23 December.",
        "approximate_time: You have it tomorrow.",
    ],
)
def dated_text(prose: Prose, found: Match, today: date) -> Findings:
    """
    A weekday or a date is typed into text that is used again and again.

    It is right for the first customer only. A typed `by:`, or a blank of the
    type date, is right for each.
    """
    if "expires" in prose.draft.scenario.facts or prose.stretch.field == "who":
        return
    text, start, end = prose.text, found.start, found.end
    if found.text.lower() in _DAYS:
        before = text[max(0, start - 24) : start].lower()
        if not text[start].isupper() or _EVERY.search(before) or _TO_DAY.match(text[end:].lower()):
            return
        if before.strip(" \n") and not _PLACED.search(before) and not before.endswith((". ", "! ")):
            return
        if re.match(rf",? \d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{'|'.join(MONTHS)})", text[end:]):
            return  # the date after it is told
    else:
        dated = _date(found)
        if dated is None:
            return
        start, end, _, _, year = dated
        if (year is not None and year < today.year) or _is_rule_of_time(text, start, end):
            return
    yield prose.finding(
        start,
        end,
        f"“{' '.join(text[start:end].split())}” is right once: type it under by:, or make it a "
        "blank of the type date",
    )


def _is_rule_of_time(text: str, start: int, end: int) -> bool:
    """Whether a date comes back every year, or is part of a law's name."""
    before, after = text[max(0, start - 30) : start].lower(), text[end : end + 20].lower()
    return bool(
        re.search(
            r"\b(?:every|each|always|yearly|law of|act of|since|as of|regulation of) $"
            r"|\btax(?:es)?\b",
            before,
        )
        or re.match(r" (?:each|every|of each|of every) (?:year|tax year)\b", after)
    )


_DUE = re.compile(r"\b(by|before|until|till|than|latest|on)(?: \w+day,?)? $")
_AHEAD = re.compile(r"\bwill\b|['’]ll\b|\byou (?:have|get|hear)\b|\bwe (?:ring|call|write|send)\b")


@rule(
    "A009",
    Severity.ERROR,
    find=_DATED,
    bad=[
        "approximate_time: You have it by «3 May 2024».",
        "next_steps:\n  - us: We ring you on «2025-01-31».",
    ],
    good=[
        "approximate_time: You have it by 3 May 2036.",
        "next_steps:\n  - us: We answer your letter of 3 May 2024.",
        "status: The law has said so since 1 May 2018.",
    ],
)
def past_date(part: PartProse, found: Match, today: date) -> Findings:
    """
    A date that we promise has passed.

    Nobody can keep it, and whoever reads it sees that nobody looked.
    """
    dated = _date(found)
    if dated is None or part.part is Part.STATUS:
        return
    start, end, day, month, year = dated
    if year is None or not dated.exists:
        return
    text = found.prose.text
    placed = _DUE.search(text[max(0, start - 24) : start].lower())
    ahead = placed is not None and (
        placed[1] != "on" or _AHEAD.search(sentence_at(text, start)[2].lower())
    )
    if ahead and date(year, month, day) < today:
        yield found.prose.finding(start, end, "this date has passed: type the new one under by:")


_RANGE = re.compile(
    r"(?<!your )(?<!the )(?<![\w.,/£$€:-])(\d{1,3})( ?(?:to|or|-|–|—) ?)(\d{1,3})"
    r"[ -](?:full |working |business |calendar )?$"
)


@rule(
    "A010",
    Severity.ERROR,
    find=phrases("minutes", "hours", "days", "weeks", "months"),
    bad=[
        ("approximate_time: You have it within «5 to 3» days.",
         "approximate_time: You have it within 3 to 5 days."),
        ("status: It takes «48–24» hours.", "status: It takes 24–48 hours."),
    ],
    good=[
        "approximate_time: You have it within 3 to 5 days.",
        "status: We asked 5, and 3 days later they came.",
        "approximate_time: In 2 or 3 days.",
    ],
)  # fmt: skip
def reversed_range(prose: Prose, found: Match) -> Findings:
    """
    A range runs backwards.

    "5 to 3 days" makes them wonder what else is wrong in the message.
    """
    said = _RANGE.search(found.before)
    if said is not None and int(said[1]) > int(said[3]):
        at = prose.range(said.start(), said.end(3))
        right = f"{said[3]}{said[2]}{said[1]}"
        yield Finding(at, f"this runs backwards: write {right}", Fix((Edit(at, right),)))


@rule(
    "A011",
    Severity.WARNING,
    bad=[
        "approximate_time:\n  within: «1 to 30 days»\n  say: You have it {{ promise }}.",
        "approximate_time:\n  update_within: «2 to 48 hours»\n  say: News {{ update }}.",
    ],
    good=[
        "approximate_time:\n  within: 3 to 5 days\n  say: You have it {{ promise }}.",
        "approximate_time:\n  within: 30 days\n  say: You have it {{ promise }}.",
    ],
)
def wide_range(time: TypedTime, *, times: int = 8) -> Findings:
    """
    A promise is so wide that it says nothing.

    Between "1 and 30 days" nobody can plan. The end that you keep in any case
    says more. `times` is how many times the first number the second may be.
    """
    if time.moment or "{" in time.text.value:
        return
    try:
        found = promise.parse_duration(time.text.value)
    except promise.Unreadable:
        return
    if found.high > found.low * times:
        end = promise.Duration(found.high, found.high, found.unit)
        yield Finding(
            time.text.whole,
            f"nobody can plan with this: promise the end that you keep, such as {end}, and an "
            "update before it",
        )


_IN_DAYS = {Unit.DAY: 1.0, Unit.WORKING_DAY: 1.4, Unit.WEEK: 7.0, Unit.MONTH: 30.0}
_LOUD = ("worried", "frustrated", "angry", "frightened", "grieving")


@rule(
    "A012",
    Severity.WARNING,
    bad=[
        "impact: critical\napproximate_time:\n  within: «4 weeks»\n"
        "  say: You have it {{ promise }}.",
        "feeling: worried\napproximate_time:\n  within: «20 to 30 working days»\n"
        "  say: You have it {{ promise }}.",
    ],
    good=[
        "impact: critical\napproximate_time:\n  within: 4 weeks\n  update_within: 5 working days\n"
        "  say: You have it {{ promise }}, and news {{ update }}.",
        "impact: minor\napproximate_time:\n  within: 4 weeks\n  say: You have it {{ promise }}.",
    ],
)
def long_silence(draft: Draft, *, days: int = 15) -> Findings:
    """
    The end is weeks away, it matters to them, and they hear nothing until then.

    Silence is what makes people write in. `days` is the longest that you let
    them wait for news.
    """
    timing = draft.scenario.timing()
    if timing is None or timing.within is None or timing.update_within or timing.update_by:
        return
    scenario = draft.scenario
    if scenario.fact("impact") == "minor" or not (
        scenario.fact("impact") or scenario.fact("feeling") in _LOUD
    ):
        return
    try:
        found = promise.parse_duration(timing.within.value)
    except promise.Unreadable:
        return
    if found.high * _IN_DAYS.get(found.unit, 0.0) > days:
        yield Finding(
            timing.within.whole,
            "they hear nothing until then: add update_within: and say {{ update }}",
        )


_MANY = re.compile(r"(?<![\w.,/])(\d{1,3}(?:\s?(?:to|or|-|–)\s?\d{1,3})?) $")
_NOON = {
    "12 pm": "noon", "12pm": "noon", "12:00 pm": "noon", "12:00pm": "noon",
    "12 am": "midnight", "12am": "midnight", "12:00 am": "midnight", "12:00am": "midnight",
}  # fmt: skip


@rule(
    "A013",
    Severity.WARNING,
    find=pattern(r"/\d{1,3} (?:working |business )?(?:minutes|hours|days|weeks|months)(?!\w)", "/")
    | pattern(r"/(?:0?\d|1[0-2])/(?:20)?\d\d(?![\d/])", "/")
    | phrases("business hours", "working hours", "business hour", *_NOON),
    bad=[
        "approximate_time: You hear from us within «24/48 hours».",
        "approximate_time: You hear from us within «48 business hours».",
        "status: It was due on «04/05/2026».",
        ("approximate_time: You have it by «12 pm» tomorrow.",
         "approximate_time: You have it by noon tomorrow."),
    ],
    good=[
        "approximate_time: You hear from us within 24 to 48 hours.",
        "approximate_time: You hear from us within 4 working hours, 24/7.",
        "status: It was due on 24/05/2026, during our business hours.",
    ],
)  # fmt: skip
def ambiguous_time(prose: Prose, found: Match) -> Findings:
    """
    A time can be read in two ways.

    "48 business hours" is two days to them and six to us; 04/05 is in April or
    in May. They plan with the one, and we keep the other.
    """
    text, start = prose.text, found.start
    low = found.text.lower()
    if low in _NOON:
        if re.search(r"[\d:.]$|[-–] ?$|\bto $", text[:start]):
            return
        yield found.because(f"“{{}}” is read in two ways: write {_NOON[low]}", _NOON[low])
    elif low[0] != "/":
        number = _MANY.search(found.before)
        if number is not None and int(re.findall(r"\d+", number[1])[-1]) >= 24:
            yield prose.finding(
                number.start(1),
                found.end,
                f"“{number[1]} {low}” is read as days: count working days",
            )
    else:
        number = re.search(r"(?<![\d/.,])\d{1,3}$", text[:start])
        if number is None:
            return
        at, said = number.start(), text[number.start() : found.end]
        first, second = (int(n) for n in re.findall(r"\d+", said)[:2])
        if "/" not in low[1:]:
            yield prose.finding(
                at, found.end, f"“{said}” is two times: write {first} to {second}, or one"
            )
        elif first <= 12 and first != second:
            yield prose.finding(at, found.end, f"“{said}” is two dates: write the month as a word")


@rule(
    "A014",
    Severity.ERROR,
    find=_DATED,
    bad=[
        "status: It was due on «Friday 13 June 2026».",
        "approximate_time: You have it by «31 June».",
    ],
    good=[
        "status: It was due on Saturday 13 June 2026.",
        "status: It was due on 29 February 2028.",
        "status: It was due on Friday 13 June.",
    ],
)
def wrong_date(prose: Prose, found: Match) -> Findings:
    """
    A date does not exist, or falls on another weekday.

    They cannot tell which half of it is meant, and one of them is wrong.
    """
    dated = _date(found)
    if dated is None:
        return
    start, end, day, month, year = dated
    if not dated.exists:
        if day <= 31:
            yield prose.finding(start, end, "there is no such date: check the day and the month")
        return
    weekday = re.search(rf"\b({'|'.join(_DAYS)}),? (?:the )?$", prose.text[:start].lower())
    if weekday is not None and year is not None:
        real = _DAYS[date(year, month, day).weekday()]
        if weekday[1] != real:
            yield prose.finding(
                weekday.start(1),
                end,
                f"this date is a {real.title()}: check which of the two is right",
            )


_CLOCK = re.compile(
    r"(?<![\w:.,£$€/-])(?:(?:[01]?\d|2[0-3])[:h][0-5]\d"
    r"|(?:1[0-2]|[1-9])(?:[:.][0-5]\d)? ?(?:am|pm|a\.m\.|p\.m\.))"
    r"(?![\w:])",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\b(?:UTC|GMT|BST|IST|WET|CET|CEST|EET|EEST|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|AE[SD]T|JST|SGT|Z)\b"
    r"|\b(?:[A-Z][a-z]+|UK|US|EU|local|our) time\b|\btime zone\b"
)


def _worldwide(utmost: Utmost, settings: Settings) -> bool:
    return not utmost.channel.private_ok and not utmost.channel.brief


_PAGE = "channels:\n  status_page:\n    state: investigating\n    headline: It is down\n"


@rule(
    "A015",
    Severity.SUGGESTION,
    when=_worldwide,
    on=False,
    bad=[
        _PAGE + "status: The app has been down since «14:05».",
        _PAGE + "next_steps:\n  - us: We post news here at «5 pm».",
    ],
    good=[
        _PAGE + "status: The app has been down since 14:05 UTC.",
        "channels:\n  email:\n    subject: Late\nstatus: It was due at 14:05.",
    ],
)
def missing_zone(message: Message) -> Findings:
    """
    A clock time stands on a public page without its time zone.

    Where the page is read in several zones, half of those who read it count
    with the wrong hour. A library whose customers are in one needs none.
    """
    found = _CLOCK.search(message.text)
    if found is not None and not _ZONE.search(message.text):
        at = message.range(*found.span())
        yield Finding(
            at, "this page is read everywhere: write the zone behind the time, such as UTC"
        )
