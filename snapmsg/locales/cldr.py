"""The formats of every language that has no file here, from Unicode's CLDR: for `snapmsg[locale]`.

CLDR knows how dates, clock times, numbers, sums, lists and plurals are written, and the words for
units of time. It has no words for “within” and “by”, for working days and hours, and for the end of
a month, and no sentences. So a promise is a bare “2 giorni” or “venerdì 17:00” here, the scenario's
own `say` has the words around it, and what has no words is refused and never put in another way.
Read as dates (`promise_as: date`), all promises have words.

Babel's `format_timedelta` rounds (36 hours become 2 days), and its `format_unit` writes
“2 duration-day” where a language has only the short form: the units are taken from its data.

In 2 languages of 3 a number takes more than two forms of a word; `plural` has two, and gives the
first for what CLDR calls `one`. Spaces are plain ones, as in the other languages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from snapmsg.locales import CODES, Locale, Sayings, UnknownLocale, Unspoken, en
from snapmsg.promise import DayOfYear, Duration, Moment, MonthEnd, Unit, Weekday
from snapmsg.values import Money, minor_units

if TYPE_CHECKING:
    import babel

INSTALL = "pip install 'snapmsg[locale]'"

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_UNITS = {
    Unit.MINUTE: "minute",
    Unit.HOUR: "hour",
    Unit.DAY: "day",
    Unit.WEEK: "week",
    Unit.MONTH: "month",
}
_ODD_SPACES = str.maketrans("\u00a0\u202f", "  ")


def locale(code: str) -> Locale:
    """A language as CLDR has it. Raises UnknownLocale, also where Babel is not installed."""
    own = ", ".join(CODES)
    if not _CODE.fullmatch(code):
        raise UnknownLocale(f"“{code[:20]}” is not a locale: write one such as {own}")
    try:
        import babel
    except ImportError:
        raise UnknownLocale(
            f"“{code}” is not one of snap's own locales ({own}): for others, run {INSTALL}"
        ) from None
    try:
        cldr = babel.Locale.parse(code, sep="-")
    except (ValueError, babel.UnknownLocaleError):
        raise UnknownLocale(
            f"“{code}” is not a locale: write one such as {own}, it or pl"
        ) from None
    duration = partial(_duration, cldr)
    return Locale(
        code=code,
        name=str(cldr.display_name),
        labels=en.locale("en").labels,
        sayings=Sayings("", "", ""),
        after="{within} ({event})",
        yes_no=("✓", "✗"),
        duration=duration,
        within=duration,
        by=partial(_by, cldr),
        by_date=partial(_by_date, cldr),
        next_update=partial(_next_update, cldr),
        date=partial(_date, cldr),
        time=partial(_time, cldr),
        datetime=partial(_datetime, cldr),
        number=partial(_number, cldr),
        money=partial(_money, cldr),
        and_list=partial(_and_list, cldr),
        plural=partial(_plural, cldr),
        spoken=str,
        times=lambda text: [],
        unitless=lambda text: [],
        weekdays=tuple(cldr.days["format"]["wide"][day] for day in range(7)),
        months=tuple(cldr.months["format"]["wide"][month] for month in range(1, 13)),
        direction="rtl" if cldr.text_direction == "rtl" else "ltr",
        finds_times=False,
    )


def _unspoken(cldr: babel.Locale, what: str, instead: str) -> Unspoken:
    return Unspoken(
        f"snap has no words for {what} in {cldr.english_name}: promise {instead}, or let promises "
        "read as dates (promise_as: date)"
    )


def _duration(cldr: babel.Locale, duration: Duration) -> str:
    """Exact, in the unit it has: “2 giorni”, “3–5 giorni”. Raises Unspoken."""
    name = _UNITS.get(duration.unit)
    form = None if name is None else _unit_form(cldr, name, duration.high)
    if form is None:
        raise _unspoken(cldr, f"{duration.unit}s", "days or hours")
    low, high = duration.low, duration.high
    if low != high and "{0}" not in form:  # as in Arabic, where one word says “two minutes”
        raise _unspoken(cldr, f"“{low} to {high} {duration.unit}s”", f"{high} {duration.unit}s")
    return form.format(high if low == high else f"{low}-{high}")


def _unit_form(cldr: babel.Locale, name: str, number: int) -> str | None:
    """The form for a number of a unit, from the longest length that has one of its own."""
    # Babel shows these through `format_unit` alone, which makes up what it does not find.
    patterns: Any = cldr._data["unit_patterns"].get(f"duration-{name}", {})
    plural = cldr.plural_form(number)
    for length in ("long", "short"):
        forms = {key: form for key, form in patterns.get(length, {}).items() if key != "per"}
        found = forms.get(plural) or (forms.get("other") if set(forms) == {"other"} else None)
        if found:
            return str(found).translate(_ODD_SPACES)
    return None


def _by(cldr: babel.Locale, moment: Moment) -> str:
    """The bare day, with its clock time where it has one. Raises Unspoken."""
    match moment.day:
        case None:
            said = ""
        case Weekday():
            said = cldr.days["format"]["wide"][moment.day.value]
        case DayOfYear(day, month, None):
            said = _day_month(cldr, date(2028, month, day))
        case DayOfYear(day, month, int(year)):
            said = _date(cldr, date(year, month, day))
        case MonthEnd():
            raise _unspoken(cldr, "the end of a month", "a weekday or a date")
        case _:
            raise _unspoken(cldr, f"“{moment.day}”", "a weekday or a date")
    if moment.at is None:
        return str(said)
    return _joined(cldr, said, _time(cldr, moment.at)) if said else _time(cldr, moment.at)


def _by_date(cldr: babel.Locale, latest: datetime, now: datetime, clock: bool) -> str:
    from babel.dates import format_date

    if latest.year == now.year:
        said = _weekday_and_day(cldr, latest.date())
    else:
        said = format_date(latest.date(), "full", cldr).translate(_ODD_SPACES)
    return _joined(cldr, said, _time(cldr, latest.time())) if clock else said


def _next_update(cldr: babel.Locale, moment: datetime) -> str:
    zone = moment.tzname() or "UTC"
    clock = f"{_time(cldr, moment.time())} {'UTC' if zone[:1] in '+-' else ''}{zone}"
    return _joined(cldr, _weekday_and_day(cldr, moment.date()), clock)


def _weekday_and_day(cldr: babel.Locale, day: date) -> str:
    return f"{cldr.days['format']['wide'][day.weekday()]} {_day_month(cldr, day)}"


def _day_month(cldr: babel.Locale, day: date) -> str:
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMMd", day, locale=cldr)).translate(_ODD_SPACES)


def _joined(cldr: babel.Locale, day: str, clock: str) -> str:
    """A day and a clock time, in the order and with the sign between them that CLDR has."""
    return str(cldr.datetime_formats["medium"]).format(clock, day).translate(_ODD_SPACES)


def _date(cldr: babel.Locale, day: date) -> str:
    from babel.dates import format_date

    return format_date(day, "long", cldr).translate(_ODD_SPACES)


def _time(cldr: babel.Locale, clock: time) -> str:
    from babel.dates import format_time

    return format_time(clock, "short", locale=cldr).translate(_ODD_SPACES)


def _datetime(cldr: babel.Locale, moment: datetime) -> str:
    return _joined(cldr, _date(cldr, moment.date()), _time(cldr, moment.time()))


def _places(number: Decimal, decimals: int) -> int:
    return max(0, -int(number.as_tuple().exponent), decimals)


def _with_places(pattern: str, places: int) -> str:
    """A CLDR pattern of a number, with this many decimals."""
    return re.sub(r"0(?:\.[0#]+)?", "0" + "." * bool(places) + "0" * places, pattern)


def _number(cldr: babel.Locale, number: Decimal, decimals: int | None = None) -> str:
    from babel.numbers import format_decimal

    pattern = _with_places(cldr.decimal_formats[None].pattern, _places(number, decimals or 0))
    return format_decimal(number, pattern, cldr).translate(_ODD_SPACES)


def _money(cldr: babel.Locale, money: Money) -> str:
    from babel.numbers import format_currency

    places = _places(money.amount, minor_units(money.currency))
    pattern = _with_places(cldr.currency_formats["standard"].pattern, places)
    said = format_currency(
        money.amount, money.currency, pattern, locale=cldr, currency_digits=False
    )
    return said.translate(_ODD_SPACES)


def _and_list(cldr: babel.Locale, items: Sequence[str]) -> str:
    from babel.lists import format_list

    return format_list(list(items), locale=cldr)


def _plural(cldr: babel.Locale, number: Decimal | int, one: str, other: str) -> str:
    return one if cldr.plural_form(number) == "one" else other
