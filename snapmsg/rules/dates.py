"""Approximate time: dates and ranges, wherever they stand in the wording."""

from __future__ import annotations

import re
from datetime import date

from snapmsg import promise
from snapmsg.diagnostic import Edit, Finding, Fix, Severity
from snapmsg.message import Draft
from snapmsg.model import Part
from snapmsg.promise import MONTHS, Moment, Unit, Weekday
from snapmsg.rule import (
    ENGLISH,
    Findings,
    Match,
    PartProse,
    Prose,
    listed,
    pattern,
    phrases,
    rule,
    written_in,
)
from snapmsg.rule.dated import DATED, DAYS, dated, units, weekdays
from snapmsg.rule.reading import sentence_at

_PLACED = re.compile(r"\b(?:by|on|before|until|till|this|next|from|coming|of|for|after) (?:the )?$")
_EVERY = re.compile(
    r"\b(?:every|each|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|mon"
    r"|tue|wed|thu|fri|sat|sun|any|open|black|cyber|good|ash|easter|whit|palm|super|giving)"
    r"[ ,]*(?:to|until|till|through|and|or|–|-|,)? ?$"
)
_TO_DAY = re.compile(
    rf"(?:s\b|[’']s |-|–| ?(?:to|until|till|through|–|-|and|or|,) (?:{'|'.join(DAYS)}|sat|sun)"
    r"| (?:opening|club|market|service|edition|times?|post|night club)\b)"
)


@rule(
    "A008",
    Severity.WARNING,
    find=phrases(*DAYS) | listed(weekdays) | DATED,
    bad=[
        "approximate_time: You have it by «Friday».",
        "status: Order {{ order_no }} missed its day, «3 May».",
        "next_steps:\n  - us: We ring you on «Tuesday».",
        written_in("es", "status: Se perdió el «3 de mayo»."),
        written_in("de", "approximate_time: Sie haben es bis «Freitag»."),
    ],
    good=[
        "approximate_time:\n  by: Friday\n  say: You have it {{ promise }}.",
        "closing: We are there from Monday to Friday, and on Saturdays until noon.",
        "status: Since 1 May 2018 the law gives you that right.",
        "expires: 2036-12-24\napproximate_time: You have it by 23 December.",
        "approximate_time: You have it tomorrow.",
        written_in("es", "closing: Atendemos de lunes a viernes, y los sábados hasta las 12:00."),
        written_in("fr", "closing: La loi du 1 mai 2018 vous donne ce droit."),
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
    if prose.draft.environment.locale.language != ENGLISH:
        place = _in_another_language(found, today)
        if place is None:
            return
        start, end = place
    elif found.text.lower() in DAYS:
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
        date_ = dated(found)
        if date_ is None:
            return
        start, end, _, _, year = date_
        if not date_.exists:
            return  # that is told
        if (year is not None and year < today.year) or _is_rule_of_time(text, start, end):
            return
    yield prose.finding(
        start,
        end,
        f"“{' '.join(text[start:end].split())}” is right once: type it under by:, or make it a "
        "blank of the type date",
    )


_EACH = re.compile(
    r"\b(?:cada|todos los|todas las|chaque|tous les|jede[nmrs]?|alle|elke|iedere|toda?s?|bob"
    r"|ley del?|loi du|gesetz vom|wet van|lei de|desde el|depuis le|seit dem|sinds|desde)\s+$"
)
"""Before a date that comes back, is part of a law's name, or has been."""


def _in_another_language(found: Match, today: date) -> tuple[int, int] | None:
    """Where a day or a date stands that is right once; None where it is right for longer."""
    prose, locale = found.prose, found.prose.draft.environment.locale
    start, end, day = found.start, found.end, dated(found)
    if day is not None:
        start, end = day.start, day.end
        if day.year is not None and day.year < today.year:
            return None
    elif not _is_that_day(found) or re.match(r",? (?:\w{2,3} )?\d", prose.text[end:]):
        return None  # what stands behind it is told
    if _EACH.search(prose.text[max(0, start - 24) : start].lower()):
        return None
    told = locale.times(prose.text)
    return (start, end) if any(t.start <= start and end <= t.end for t in told) else None


def _is_that_day(found: Match) -> bool:
    """Whether a weekday stands behind a word that makes it one day: “el viernes”, “bis Freitag”."""
    locale = found.prose.draft.environment.locale
    if found.text.lower() not in map(str.lower, locale.weekdays):
        return False
    day = Weekday([name.lower() for name in locale.weekdays].index(found.text.lower()))
    leads = locale.by(Moment(day)).lower().split(found.text.lower())[0].split()
    return found.before.split()[-1:] in ([word] for word in (*leads[-1:], *_ON))


_ON = ("el", "avant", "d'ici", "d’ici", "bis", "am", "op", "uiterlijk", "vóór", "até", "erbyn")


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
    find=DATED,
    bad=[
        "approximate_time: You have it by «3 May 2024».",
        "next_steps:\n  - us: We ring you on «2025-01-31».",
        written_in("es", "approximate_time: Lo tendrá antes del «3 de mayo de 2024»."),
        written_in("de", "approximate_time: Sie haben es bis zum «3. Mai 2024»."),
    ],
    good=[
        written_in("fr", "approximate_time: Vous l'aurez avant le 3 mai 2036."),
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
    date_ = dated(found)
    if date_ is None or part.part is Part.STATUS:
        return
    start, end, day, month, year = date_
    if year is None or not date_.exists:
        return
    text = found.prose.text
    locale = part.draft.environment.locale
    if locale.language != ENGLISH:
        told = locale.times(text)
        ahead = part.part is Part.APPROXIMATE_TIME and any(t.start <= start < t.end for t in told)
    else:
        placed = _DUE.search(text[max(0, start - 24) : start].lower())
        ahead = (
            placed is not None
            and text[: start - len(placed[0])][-4:].lower() != "not "
            and (
                placed[1] != "on" or _AHEAD.search(sentence_at(text, start)[2].lower()) is not None
            )
        )
    if ahead and date(year, month, day) < today:
        yield found.prose.finding(start, end, "this date has passed: type the new one under by:")


_RANGE = re.compile(
    r"(?<!your )(?<!the )(?<![\w.,/£$€:-])(\d{1,3})"
    r"( ?(?:to|or|-|–|—|a|à|bis|tot|até|i) ?)(\d{1,3})"
    r"[ -](?:full |working |business |calendar )?$"
)


@rule(
    "A010",
    Severity.ERROR,
    find=phrases("minutes", "hours", "days", "weeks", "months") | listed(units),
    bad=[
        ("approximate_time: You have it within «5 to 3» days.",
         "approximate_time: You have it within 3 to 5 days."),
        ("status: It takes «48–24» hours.", "status: It takes 24–48 hours."),
        written_in("es", "approximate_time: Lo tendrá en un plazo de «5 a 3» días."),
    ],
    good=[
        "approximate_time: You have it within 3 to 5 days.",
        "status: We asked 5, and 3 days later they came.",
        "approximate_time: In 2 or 3 days.",
        written_in("de", "approximate_time: Innerhalb von 3 bis 5 Tagen."),
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


_BEFORE_CLOCK = (
    "by",
    "at",
    "until",
    "till",
    "before",
    "from",
    "between",
    "tomorrow",
    "today",
    *DAYS,
)
_NO_CLOCK = pattern(
    rf"(?:{'|'.join(_BEFORE_CLOCK)}),? "
    r"(?:2[5-9]:[0-5]\d|24:(?!00)[0-5]\d|(?:[01]?\d|2[0-3]):[6-9]\d)"
    r"(?![\d:]| ?(?:minutes|mins?|hours|ratio|odds)\b)",
    *(f"{word}{gap}{n}" for word in _BEFORE_CLOCK for gap in (" ", ", ") for n in range(10)),
)


@rule(
    "A014",
    Severity.ERROR,
    find=DATED | _NO_CLOCK,
    bad=[
        "status: It was due on «Friday 13 June 2026».",
        "approximate_time: You have it by «31 June».",
        "approximate_time: You have it by tomorrow, «25:00».",
        written_in("es", "status: Debía llegar el «viernes 13 de junio de 2026»."),
        written_in("de", "status: Sie sollte am «Freitag, den 13. Juni 2026» kommen."),
    ],
    good=[
        written_in("fr", "status: Il devait arriver le samedi 13 juin 2026."),
        "status: It was due on Saturday 13 June 2026.",
        "status: It was due on 29 February 2028.",
        "status: It was due on Friday 13 June.",
    ],
)
def wrong_date(prose: Prose, found: Match) -> Findings:
    """
    A date or a clock time does not exist, or a date falls on another weekday.

    They cannot tell which half of it is meant, and one of them is wrong.
    """
    if ":" in found.text:
        start = found.start + found.text.rindex(" ") + 1
        yield prose.finding(start, found.end, "there is no such time: check hours and minutes")
        return
    date_ = dated(found)
    if date_ is None:
        return
    start, end, day, month, year = date_
    if not date_.exists:
        if day <= 31:
            yield prose.finding(start, end, "there is no such date: check the day and the month")
        return
    locale = prose.draft.environment.locale
    days = [name.lower() for name in locale.weekdays]
    weekday = re.search(
        rf"\b({'|'.join(map(re.escape, days))}),? (?:(?:the|den|dem|le|el|o|y) )?$",
        prose.text[max(0, start - 24) : start].lower(),
    )
    if weekday is not None and year is not None:
        real = date(year, month, day).weekday()
        if days.index(weekday[1]) != real:
            yield prose.finding(
                start - len(weekday[0]),
                end,
                f"this date is a {locale.weekdays[real]}: check which of the two is right",
            )
