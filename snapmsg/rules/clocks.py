"""Approximate time: clock times that mean one hour to everyone, and promises somebody can keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from snapmsg import promise
from snapmsg.config import Settings
from snapmsg.diagnostic import Finding, Severity
from snapmsg.locales import Locale
from snapmsg.locales.said import ZONE
from snapmsg.message import Draft, Message, Utmost
from snapmsg.model import Part
from snapmsg.promise import Calendar, DayOfYear, Moment, Weekday
from snapmsg.promise.zones import clock_of, seasonal, shown
from snapmsg.rule import (
    ENGLISH,
    Findings,
    Match,
    Prose,
    TypedTime,
    listed,
    pattern,
    phrases,
    rule,
    written_in,
)
from snapmsg.rule.dated import units
from snapmsg.rule.find import Pattern
from snapmsg.rule.promised import typed, typed_moment
from snapmsg.rule.reading import sentence_at

_SEVERAL = "time_zone: Europe/London\ncustomer_zones:\n  - Europe/London\n  - Asia/Dubai\n"
_SCENARIO = "scenarios/x/bag.yaml"
_CLOCK = r"\d{1,2}(?:[:.][0-5]\d ?[ap]m|:[0-5]\d| ?[ap]m)(?![\w:])"
_ZONED = re.compile(ZONE.replace(r"\s?", r"\s", 1))


def _clocks(locale: Locale) -> tuple[Pattern, ...]:
    """Clock times as they are written elsewhere: `17:00`, `17h30`, `17.00 uur`."""
    clock = Pattern(
        r"\d{1,2}(?:[:h][0-5]\d|(?:\.[0-5]\d)?(?= uhr| uur))(?![\w:])", tuple("0123456789")
    )
    return (clock,) if locale.finds_times else ()


@rule(
    "A023",
    Severity.WARNING,
    find=phrases("noon", "midday") | pattern(_CLOCK, *"0123456789") | listed(_clocks),
    bad=[
        {"snap.yaml": _SEVERAL, _SCENARIO: "status: The flight leaves at «17:00».\n"},
        {"snap.yaml": _SEVERAL, _SCENARIO: "approximate_time: You hear from us by «5 pm».\n"},
        {"snap.yaml": f"{_SEVERAL}locale: es\n", _SCENARIO: "status: Sale a las «17:00».\n"},
    ],
    good=[
        {"snap.yaml": _SEVERAL, _SCENARIO: "status: The flight leaves at 17:00 Dubai time.\n"},
        {"snap.yaml": _SEVERAL, _SCENARIO: "status: It was down from 9:00 to 17:00 UTC.\n"},
        {"snap.yaml": _SEVERAL,
         _SCENARIO: "approximate_time:\n  by: Friday 17:00\n  say: By {{ promise }}.\n"},
        {"snap.yaml": "time_zone: Europe/London\n", _SCENARIO: "status: It left at 17:00.\n"},
        {"snap.yaml": f"{_SEVERAL}locale: es\n",
         _SCENARIO: "status: Sale a las 17:00 (hora de Madrid), y cuesta 17.50 euros.\n"},
    ],
)  # fmt: skip
def clock_without_zone(prose: Prose, found: Match, settings: Settings) -> Findings:
    """
    A clock time has no zone, and customers live by several clocks.

    17:00 is over in Dubai before it has begun in London. Typed promises get
    their zone from snap; what is typed into the text needs it there.
    """
    text = prose.text
    if settings.zone is None or re.search(
        r"[\d:.,£$€/-]$", text[max(0, found.start - 1) : found.start]
    ):
        return
    locale, place = prose.draft.environment.locale, shown(settings.zone)
    start, end, _ = sentence_at(text, found.start)
    sentence, like = text[start:end], f"{place} time"
    if locale.language != ENGLISH:
        place = locale.places.get(place, place)
        like = locale.place_time.format(clock=found.text, place=place)
    if _ZONED.search(sentence) is None and (
        locale.language == ENGLISH or _ON_A_CLOCK.search(sentence) is None
    ):
        yield found.because(
            "“{}” is another hour for each of your customer_zones: write the zone behind it, such "
            f"as {like}"
        )


_ON_A_CLOCK = re.compile(
    r"\b(?:hora|heure|horário|\w*zeit|\w*tijd|amser) \w|\bzeit\b", re.IGNORECASE
)
"""“Hora de Madrid” and the like: what a clock shows there."""


@rule(
    "A024",
    Severity.WARNING,
    bad=[
        "approximate_time:\n  by: «Friday 17:00 CET»\n  say: You have it {{ promise }}.",
        "approximate_time:\n  by: «2036-07-01 17:00 GMT»\n  say: You have it {{ promise }}.",
    ],
    good=[
        "approximate_time:\n  by: Friday 17:00 Europe/Madrid\n  say: You have it {{ promise }}.",
        "approximate_time:\n  by: 2036-01-08 17:00 CET\n  say: You have it {{ promise }}.",
        "approximate_time:\n  by: Friday 17:00 UTC\n  say: You have it {{ promise }}.",
    ],
)
def zone_of_one_season(time: TypedTime) -> Findings:
    """
    The letters of a zone hold for one half of the year, and the text for all of it.

    In July no clock in Madrid shows CET: 17:00 CET is 18:00 there. The name
    of the place is right in both halves.
    """
    moment = typed_moment(time.text) if time.moment else None
    place = seasonal(moment.zone) if moment is not None and moment.zone else None
    if moment is None or place is None or moment.zone is None or moment.at is None:
        return
    day = moment.day
    if isinstance(day, DayOfYear) and day.year is not None:
        at = datetime.combine(date(day.year, day.month, day.day), moment.at)
        if clock_of(place).utcoffset(at) == clock_of(moment.zone).utcoffset(at):
            return
    named = Moment(day, moment.at, place)
    yield Finding(
        time.text.whole,
        f"{moment.zone} is not what clocks show in every season: name the place, such as {named}",
    )


@rule(
    "A025",
    Severity.WARNING,
    bad=[
        "approximate_time:\n  by: «Sunday 12:00»\n  say: You have it {{ promise }}.",
        {"snap.yaml": "holidays:\n  - 2036-12-25\n",
         _SCENARIO: "approximate_time:\n  update_by: «2036-12-25 12:00»\n"},
    ],
    good=[
        "approximate_time:\n  by: Friday 12:00\n  say: You have it {{ promise }}.",
        "approximate_time:\n  by: Sunday\n  say: You have it {{ promise }}.",
        {"snap.yaml": "hours:\n  every day: all day\n",
         _SCENARIO: "approximate_time:\n  update_by: Sunday 12:00\n"},
    ],
)  # fmt: skip
def closed_day(time: TypedTime, settings: Settings) -> Findings:
    """
    A clock time is promised onto a day on which nobody is there.

    Who is to write at noon on a Sunday? `hours` and `holidays` in snap.yaml
    say when you are open.
    """
    moment = typed_moment(time.text) if time.moment else None
    if moment is None or moment.at is None or moment.zone is not None:
        return
    if _is_closed(moment, settings.calendar):
        yield Finding(
            time.text.whole,
            "you are closed on that day: promise a day on which somebody is there",
        )


def _is_closed(moment: Moment, calendar: Calendar) -> bool:
    match moment.day:
        case Weekday():
            return calendar.week[moment.day] is None
        case DayOfYear(day, month, int(year)):
            return calendar.hours_on(date(year, month, day)) is None
    return False


@rule(
    "A026",
    Severity.SUGGESTION,
    bad=[
        "next_steps:\n  - they: They search the depot.\n    who: NorthPost\n"
        "approximate_time:\n  within: «2 days»\n  say: You have it {{ promise }}.",
        "next_steps:\n  - you: Please wait.\n  - they: The bank sends it.\n    who: Your bank\n"
        "approximate_time:\n  by: «Friday»\n  say: You have it {{ promise }}.",
    ],
    good=[
        "next_steps:\n  - us: We ask them each day.\n  - they: They search.\n    who: NorthPost\n"
        "approximate_time:\n  within: 2 days\n  say: You have it {{ promise }}.",
        "next_steps:\n  - they: They search.\n    who: NorthPost\n"
        "approximate_time:\n  within: 2 days\n  update_within: 1 day\n"
        "  say: You have it {{ promise }}, and news {{ update }}.",
    ],
)
def borrowed_promise(draft: Draft) -> Findings:
    """
    We promise a time that hangs on somebody else alone.

    No step is ours, so nobody here can keep the promise. What we can promise
    is when they hear from us.
    """
    timing = draft.scenario.timing()
    end = timing.within or timing.by if timing is not None else None
    steps = draft.scenario.wording.parts.get(Part.NEXT_STEPS)
    if timing is None or end is None or timing.update_within or timing.update_by or steps is None:
        return
    owners = {step.owner for step in steps.steps}
    if "they" in owners and owners <= {"they", "you"}:
        yield Finding(
            end.whole,
            "no step is ours, so we cannot keep this: add a step of ours, or update_within: for "
            "when they hear from us",
        )


@rule(
    "A027",
    Severity.ERROR,
    bad=[
        "approximate_time:\n  within: 2 days\n  update_within: «3 days»\n"
        "  say: You have it {{ promise }}, news {{ update }}.",
        "approximate_time:\n  within: 4 hours\n  update_by: «tomorrow 12:00»\n"
        "  say: You have it {{ promise }}, news {{ update }}.",
    ],
    good=[
        "approximate_time:\n  within: 3 days\n  update_within: 2 days\n"
        "  say: You have it {{ promise }}, news {{ update }}.",
        "approximate_time:\n  within: 2 working days\n  update_by: tomorrow 12:00\n"
        "  say: You have it {{ promise }}, news {{ update }}.",
    ],
)
def late_update(draft: Draft, settings: Settings) -> Findings:
    """
    The next update comes after the end that is promised.

    Until the promise falls due they hear nothing, and then there is nothing
    left to tell.
    """
    timing = draft.scenario.timing()
    news = timing.update_within or timing.update_by if timing is not None else None
    if timing is None or timing.after is not None or news is None:
        return
    for terms in typed(draft):
        ends = [term.promise for term in terms if not term.news]
        updates = [term.promise for term in terms if term.news]
        if ends and updates:
            sent = promise.later(updates[0], ends[0], settings.calendar)
            if sent is not None and sent.always:
                yield Finding(
                    news.whole,
                    f"the promise is due before this: write less than {ends[0]}, or say under "
                    "after: what the promise counts from",
                )
                return


_MANY = re.compile(r"(?<![\w.,/])(\d{1,3}(?:\s?(?:to|or|-|–)\s?\d{1,3})?) $")
_NOON = {
    "12 pm": "noon", "12pm": "noon", "12:00 pm": "noon", "12:00pm": "noon",
    "12 am": "midnight", "12am": "midnight", "12:00 am": "midnight", "12:00am": "midnight",
}  # fmt: skip


def _two_times(locale: Locale) -> Iterator[Pattern]:
    """“24/48 horas” in a locale's own units."""
    if locale.finds_times:
        named = "|".join(map(re.escape, units(locale)))
        yield Pattern(rf"/\d{{1,3}} ?(?:{named}|h)(?!\w)".lower(), ("/",))


@rule(
    "A013",
    Severity.WARNING,
    find=pattern(r"/\d{1,3} (?:working |business )?(?:minutes|hours|days|weeks|months)(?!\w)", "/")
    | pattern(r"/(?:0?\d|1[0-2])/(?:20)?\d\d(?![\d/])", "/")
    | phrases("business hours", "working hours", "business hour", *_NOON)
    | listed(_two_times),
    bad=[
        "approximate_time: You hear from us within «24/48 hours».",
        "approximate_time: You hear from us within «48 business hours».",
        "status: It was due on «04/05/2026».",
        ("approximate_time: You have it by «12 pm» tomorrow.",
         "approximate_time: You have it by noon tomorrow."),
        written_in("es", "approximate_time: Le contestamos en «24/48 horas»."),
        written_in("fr", "approximate_time: Nous vous répondons sous «24/48 h»."),
    ],
    good=[
        "approximate_time: You hear from us within 24 to 48 hours.",
        "approximate_time: You hear from us within 4 working hours, 24/7.",
        "status: It was due on 24/05/2026, during our business hours.",
        written_in("es", "approximate_time: Atendemos 24 h/7 días, y le contestamos en 48 horas."),
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
        if re.search(r"[\d:.]$|[-–] ?$|\bto $", text[max(0, start - 4) : start]):
            return
        yield found.because(f"“{{}}” is read in two ways: write {_NOON[low]}", _NOON[low])
    elif low[0] != "/":
        number = _MANY.search(found.before)
        if number is not None and int(re.findall(r"\d+", number[1])[-1]) >= 24:
            yield prose.finding(
                found.start - len(number[0]),
                found.end,
                f"“{number[1]} {low}” is read as days: count working days",
            )
    else:
        number = re.search(r"(?<![\d/.,])\d{1,3}$", text[max(0, start - 4) : start])
        if number is None:
            return
        at, said = start - len(number[0]), text[start - len(number[0]) : found.end]
        first, second = (int(n) for n in re.findall(r"\d+", said)[:2])
        if "/" not in low[1:]:
            yield prose.finding(
                at, found.end, f"“{said}” is two times: write {first} to {second}, or one"
            )
        elif first <= 12 and first != second:
            yield prose.finding(at, found.end, f"“{said}” is two dates: write the month as a word")


_HOUR = re.compile(
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
    language=ENGLISH,
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
    found = _HOUR.search(message.text)
    if found is not None and not _ZONE.search(message.text):
        at = message.range(*found.span())
        yield Finding(
            at, "this page is read everywhere: write the zone behind the time, such as UTC"
        )
