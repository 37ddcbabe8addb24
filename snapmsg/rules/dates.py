"""Approximate time: dates and ranges, wherever they stand in the wording."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from snapmsg import promise
from snapmsg.diagnostic import Edit, Finding, Fix, Severity
from snapmsg.message import Draft
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
    before = _DAY_BEFORE.search(text[max(0, start - 24) : start])
    after = _DAY_AFTER.match(text[end : end + 40])
    if after is not None and low in ("may", "march") and _GOES_ON.match(text, end + after.end()):
        after = None  # may 20 people come
    if before is not None and not _PLACE.match(text, end):
        start, number = start - len(before[0]), before[1]
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
        if (
            not text[start].isupper()
            or _EVERY.search(before)
            or _TO_DAY.match(text[end : end + 40].lower())
        ):
            return
        if before.strip(" \n") and not _PLACED.search(before) and not before.endswith((". ", "! ")):
            return
        if re.match(
            rf",? \d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{'|'.join(MONTHS)})", text[end : end + 40]
        ):
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
        start = found.start - len(said[0])
        at = prose.range(start, start + said.end(3) - said.start())
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
    weekday = re.search(
        rf"\b({'|'.join(_DAYS)}),? (?:the )?$", prose.text[max(0, start - 24) : start].lower()
    )
    if weekday is not None and year is not None:
        real = _DAYS[date(year, month, day).weekday()]
        if weekday[1] != real:
            yield prose.finding(
                start - len(weekday[0]),
                end,
                f"this date is a {real.title()}: check which of the two is right",
            )
