"""What a customer reads of promises and values, and the times found in plain English."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from subprocess import run
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapmsg import channels, locales
from snapmsg.locales import Locale, UnknownLocale
from snapmsg.promise import (
    Anchor,
    Calendar,
    DayOfYear,
    Duration,
    Moment,
    MonthEnd,
    Unit,
    Unreadable,
    Weekday,
    due,
    parse_duration,
    parse_moment,
)
from snapmsg.values import BadValue, Choice, Kind, Money, Spec, read

EN, US = locales.get("en"), locales.get("en-US")

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # a Monday


# --- phrases --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("1 hour", "within 1 hour"),
        ("an hour", "within 1 hour"),
        ("half an hour", "within 30 minutes"),
        ("90 minutes", "within 90 minutes"),
        ("36 hours", "within 36 hours"),
        ("1 to 2 days", "within 1 to 2 days"),
        ("3-5 business days", "within 3 to 5 working days"),
        ("1 working day", "within 1 working day"),
        ("8 business hours", "within 8 working hours"),
        ("two weeks", "within 2 weeks"),
        ("a month", "within 1 month"),
    ],
)
def test_within(typed: str, phrase: str) -> None:
    assert EN.within(parse_duration(typed)) == phrase
    assert EN.phrase(parse_duration(typed)) == phrase
    assert EN.duration(parse_duration(typed)) == phrase.removeprefix("within ")


@pytest.mark.parametrize(
    ("typed", "english", "american"),
    [
        ("Fri", "by Friday", "by Friday"),
        ("Friday 17:00", "by 17:00 on Friday", "by 5:00 pm on Friday"),
        ("tomorrow", "by tomorrow", "by tomorrow"),
        ("tomorrow 12:00", "by 12:00 tomorrow", "by 12:00 pm tomorrow"),
        ("today", "by the end of today", "by the end of today"),
        ("end of the day", "by the end of today", "by the end of today"),
        ("today at 5:30pm", "by 17:30 today", "by 5:30 pm today"),
        ("end of the week", "by the end of the week", "by the end of the week"),
        ("end of the month", "by the end of the month", "by the end of the month"),
        ("June", "by the end of June", "by the end of June"),
        ("end of June 2027", "by the end of June 2027", "by the end of June 2027"),
        ("24 December", "by 24 December", "by December 24"),
        ("2026-12-24", "by 24 December 2026", "by December 24, 2026"),
        (
            "2026-12-24T09:05",
            "by 09:05 on 24 December 2026",
            "by 9:05 am on December 24, 2026",
        ),
        ("17:00", "by 17:00", "by 5:00 pm"),
        ("midnight", "by midnight", "by midnight"),
        ("noon", "by 12:00", "by 12:00 pm"),
        ("Friday 00:00", "by 00:00 on Friday", "by 12:00 am on Friday"),
    ],
)
def test_by(typed: str, english: str, american: str) -> None:
    assert EN.by(parse_moment(typed)) == english
    assert US.by(parse_moment(typed)) == american


clock_times = st.times().map(lambda t: t.replace(second=0, microsecond=0))
years = st.none() | st.integers(1900, 2199)
days_of_year = st.builds(
    lambda day, with_year: DayOfYear(day.day, day.month, day.year if with_year else None),
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.booleans(),
)
month_ends = st.builds(MonthEnd, st.integers(1, 12), years)
moments = (
    st.builds(Moment, days_of_year | st.sampled_from([*Weekday, Anchor.TODAY, Anchor.TOMORROW]))
    | st.builds(
        Moment,
        days_of_year | st.sampled_from([*Weekday, Anchor.TODAY, Anchor.TOMORROW]),
        clock_times,
    )
    | st.builds(Moment, month_ends | st.sampled_from([Anchor.END_OF_WEEK, Anchor.END_OF_MONTH]))
    | st.builds(Moment, at=clock_times)
)
durations = st.builds(
    lambda ends, unit: Duration(min(ends), max(ends), unit),
    st.tuples(st.integers(1, 9999), st.integers(1, 9999)),
    st.sampled_from(Unit),
)


@given(durations)
def test_every_duration_reads_back_from_its_phrase(duration: Duration) -> None:
    assert parse_duration(EN.within(duration)) == duration
    assert parse_duration(EN.duration(duration).upper()) == duration


@given(moments)
def test_every_moment_reads_back_from_its_phrase(moment: Moment) -> None:
    assert parse_moment(EN.by(moment)) == moment
    assert parse_moment(US.by(moment)) == moment


@given(durations | moments)
def test_every_phrase_is_found_as_a_time(promise: Duration | Moment) -> None:
    sentence = f"You will have it {EN.phrase(promise)}."
    assert EN.times(sentence), sentence
    assert not EN.unitless(sentence), sentence


@pytest.mark.parametrize(
    ("latest", "clock", "phrase"),
    [
        (datetime(2026, 12, 30, 17), False, "by Wednesday 30 December"),
        (datetime(2026, 1, 2, 17), False, "by Friday 2 January 2026"),  # is past
        (datetime(2027, 1, 4, 17), False, "by Monday 4 January"),
        (datetime(2027, 5, 25, 17), False, "by Tuesday 25 May"),
        (datetime(2027, 5, 26, 17), False, "by Wednesday 26 May 2027"),
        (datetime(2026, 11, 24, 9, 5), True, "by 09:05 on Tuesday 24 November"),
    ],
)
def test_by_date(latest: datetime, clock: bool, phrase: str) -> None:
    assert EN.by_date(latest.replace(tzinfo=UTC), NOW, clock) == phrase


@pytest.mark.parametrize(
    ("typed", "as_date", "as_both"),
    [
        ("2 working days", "by Wednesday 25 November", "within 2 working days, {}"),
        ("36 hours", "by 22:00 on Tuesday 24 November", "within 36 hours, {}"),
        ("Friday", "by Friday 27 November", "{}"),
        ("Friday 12:00", "by 12:00 on Friday 27 November", "{}"),
        ("end of June", "by Wednesday 30 June 2027", "{}"),
    ],
)
def test_phrase_as_a_date(typed: str, as_date: str, as_both: str) -> None:
    promise = parse_duration(typed) if typed[0].isdigit() else parse_moment(typed)
    when = due(promise, NOW, Calendar())
    assert EN.phrase(promise, "date", when) == as_date
    assert EN.phrase(promise, "both", when) == as_both.format(as_date)
    with pytest.raises(ValueError, match="due time"):
        EN.phrase(promise, "both")


def test_american_date_of_a_promise() -> None:
    assert US.by_date(datetime(2026, 12, 30, 17, tzinfo=UTC), NOW, True) == (
        "by 5:00 pm on Wednesday, December 30"
    )


def test_default_sayings_carry_exactly_their_marks() -> None:
    for code in locales.CODES:
        said = locales.get(code).sayings
        assert said.promise.count("{promise}") == 1 and "{update}" not in said.promise
        assert said.update.count("{update}") == 1 and "{promise}" not in said.update
        both = said.promise_and_update.format(promise="within 2 days", update="by tomorrow")
        assert "{" not in both and "within 2 days" in both and "by tomorrow" in both


# --- formats --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "spec", "english", "american"),
    [
        ("A-1", Spec(), "A-1", "A-1"),
        ("1250.5", Spec(Kind.NUMBER), "1,250.5", "1,250.5"),
        ("1250.5", Spec(Kind.NUMBER, decimals=2), "1,250.50", "1,250.50"),
        ("-3", Spec(Kind.NUMBER, decimals=0), "-3", "-3"),
        ("0.00000001", Spec(Kind.NUMBER), "0.00000001", "0.00000001"),
        ("£1250.5", Spec(Kind.MONEY), "£1,250.50", "£1,250.50"),
        ("12.50 EUR", Spec(Kind.MONEY), "€12.50", "€12.50"),
        ("-12.50", Spec(Kind.MONEY, currency="USD"), "-$12.50", "-$12.50"),
        ("12.50 CHF", Spec(Kind.MONEY), "12.50 CHF", "12.50 CHF"),
        ("1250", Spec(Kind.MONEY, currency="JPY"), "1,250 JPY", "1,250 JPY"),
        ("1.5 KWD", Spec(Kind.MONEY), "1.500 KWD", "1.500 KWD"),
        ("2026-12-04", Spec(Kind.DATE), "4 December 2026", "December 4, 2026"),
        ("17:30", Spec(Kind.TIME), "17:30", "5:30 pm"),
        ("00:05", Spec(Kind.TIME), "00:05", "12:05 am"),
        (
            "2026-12-04T09:00",
            Spec(Kind.DATETIME),
            "4 December 2026 at 09:00",
            "December 4, 2026 at 9:00 am",
        ),
        ("3-5 days", Spec(Kind.DURATION), "3 to 5 days", "3 to 5 days"),
        ("on", Spec(Kind.BOOLEAN), "yes", "yes"),
        ("off", Spec(Kind.BOOLEAN), "no", "no"),
        ("g", Spec(Kind.CHOICE, choices={"g": "Gold plan"}), "Gold plan", "Gold plan"),
        ("a", Spec(Kind.LIST), "a", "a"),
        ("a,b", Spec(Kind.LIST), "a and b", "a and b"),
        ("a,b,c", Spec(Kind.LIST), "a, b and c", "a, b, and c"),
    ],
)
def test_show(raw: str, spec: Spec, english: str, american: str) -> None:
    assert EN.show(read(raw, spec), spec) == english
    assert US.show(read(raw, spec), spec) == american


def test_numbers_are_never_rounded() -> None:
    assert EN.number(Decimal("1.255"), 2) == "1.255"
    assert EN.money(Money(Decimal("0.005"), "GBP")) == "£0.005"


def test_plural_and_empty_list() -> None:
    assert [EN.plural(n, "parcel", "parcels") for n in (0, 1, 2)] == [
        "parcels",
        "parcel",
        "parcels",
    ]
    assert EN.plural(Decimal("1.5"), "parcel", "parcels") == "parcels"
    assert EN.and_list(()) == ""


def by_kind() -> Iterator[st.SearchStrategy[tuple[object, Spec]]]:
    amounts = st.decimals(-(10**9), 10**9, places=2).map(str)
    words = st.text("abc ,é№", min_size=1)
    raws: dict[Kind, st.SearchStrategy[object]] = {
        Kind.TEXT: words,
        Kind.NUMBER: amounts | st.integers(-(10**14), 10**14) | st.floats(),
        Kind.MONEY: amounts.map(lambda amount: f"{amount} GBP") | amounts.map("£{}".format),
        Kind.DATE: st.dates().map(str),
        Kind.DATETIME: st.datetimes().map(lambda moment: moment.isoformat(timespec="seconds")),
        Kind.TIME: clock_times.map("{:%H:%M}".format),
        Kind.DURATION: durations.map(str),
        Kind.BOOLEAN: st.sampled_from(["yes", "OFF", True, False]),
        Kind.CHOICE: st.sampled_from(["a", "b"]),
        Kind.LIST: st.lists(words, min_size=1) | words,
    }
    assert set(raws) == set(Kind)
    for kind, raw in raws.items():
        yield st.tuples(raw, st.just(Spec(kind, choices={"a": "first", "b": "second"})))


@given(st.one_of(*by_kind()))
def test_what_is_read_can_be_shown(case: tuple[object, Spec]) -> None:
    raw, spec = case
    try:
        value = read(raw, spec)
    except BadValue:
        return
    for code in locales.CODES:
        shown = locales.get(code).show(value, spec)
        assert shown.strip()
        assert not any(word in shown for word in ("None", "nan", "<", "Decimal", "datetime"))


def test_show_of_every_kind_is_reached() -> None:
    assert EN.show(Choice("a", "first"), Spec(Kind.CHOICE)) == "first"
    assert EN.show(time(9), Spec(Kind.TIME)) == "09:00"


# --- locales --------------------------------------------------------------------------------------


def test_codes_and_regions() -> None:
    assert [locales.get(code).code for code in locales.CODES] == list(locales.CODES)
    assert locales.get("en-IE").code == "en"
    for unknown in ("xx", "", "../en", "EN", "-US"):
        with pytest.raises(UnknownLocale, match="en-GB"):
            locales.get(unknown)


def test_labels_name_the_parts_in_english() -> None:
    parts = ["status", "next_steps", "approximate_time", "planned_outcome", "subject"]
    for code in ("en", "en-GB", "en-US"):
        assert [locales.get(code).labels[part] for part in parts] == [
            "Status",
            "Next steps",
            "Approximate time",
            "Planned outcome",
            "Subject",
        ]


def test_a_language_is_imported_when_asked_for() -> None:
    code = (
        "import sys, snapmsg.locales as l; assert 'snapmsg.locales.en' not in sys.modules; "
        "l.get('en'); heavy = {'zoneinfo', 'unicodedata', 'difflib', 'yaml', 'jinja2', 'rich'}; "
        "print(heavy & set(sys.modules))"
    )
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# --- times ----------------------------------------------------------------------------------------

SILENT = [
    "",
    "We are on it.",
    "We will write to you as soon as possible.",
    "One of our team has your case.",
    "One moment, please.",
    "One day you will laugh about it.",
    "Wait a second.",
    "The second parcel is at the depot.",
    "We may need your help.",
    "You may 5 times in a row enter the code.",
    "It is at 24 Main Street.",
    "It is at 24 March Street, Leeds.",
    "It is at 12 May Road.",
    "Call 0800 123 4567.",
    "Call +44 20 7946 0958.",
    "Call 020-7946-0958.",
    "Order A-10293 is late.",
    "Order #2024 is late.",
    "Order 24-12-99 is late.",
    "Your reference is 2026-12-24-77.",
    "You were charged £24.50 twice.",
    "We refund 10 % of the price.",
    "We sent 3 parcels.",
    "Day-to-day support is unaffected.",
    "Saturday's parcel is here.",
    "Today’s post has gone.",
    "It comes with a 30-day guarantee.",
    "You have a 2 year warranty.",
    "Our lines are open 24 hours a day, 7 days a week.",
    "Our lines are open 24/7.",
    "We are open Monday to Friday.",
    "We are open Monday to Friday, 9am to 5pm.",
    "We are open Mon-Fri 09:00-17:00.",
    "We are closed on Sundays.",
    "You wrote to us 2 days ago.",
    "We have had faults over the last 3 days.",
    "It has been down since Monday.",
    "It has been there since 24 December.",
    "It is 3 days late.",
    "Our Black Friday sale is over.",
    "The ratio is 16:9 or 1:1.",
    "March on, and take the next exit.",
    "The sun was out and he sat down.",
    "I am sorry.",
    "See version 2.10.1 of the app.",
    "See https://example.com/2026/12/24 for more.",
    "Next week's bill shows it.",
    "Within reason, we do what we can.",
    "We reply soon, shortly, in due course.",
    "A few days from now it will be better.",
    "The week was hard.",
    "Twice a day we check the depot.",
    "It costs £5 a month.",
    "We saw 5.5.5 in the log.",
    "Mind the monthly fee.",
    "Several hours may pass.",
]

FOUND = [
    ("Within «2 working days».", 1),
    ("Within «3 to 5 working days», you have it.", 1),
    ("It takes «3–5 days».", 1),
    ("It takes «3-5 business days».", 1),
    ("It takes «3 - 5 days».", 1),
    ("We reply in «24/48 hours».", 1),
    ("We reply in «24 to 48 hours».", 1),
    ("We reply in «24 hours to 48 hours».", 1),
    ("We reply between «two and three weeks» from now.", 1),
    ("We call within «an hour».", 1),
    ("We call in «half an hour».", 1),
    ("We call within «the hour».", 1),
    ("Within «the next week» you have it.", 1),
    ("It takes «ten minutes».", 1),
    ("It takes «1 hour».", 1),
    ("It takes «one working day».", 1),
    ("We reply within «one day».", 1),
    ("We reply within «24hrs».", 1),
    ("We reply within «48h».", 1),
    ("We reply within «24 hour» cycles.", 1),
    ("It takes «2\u00a0days».", 1),
    ("It takes «5 full working days».", 1),
    ("It takes «TWO WEEKS».", 1),
    ("It takes «1.5 hours».", 1),
    ("It takes «six months».", 1),
    ("We write by «Friday».", 1),
    ("We write by «Fri» at the latest.", 1),
    ("We write on «Monday» or «Tuesday».", 2),
    ("«Tomorrow» you have it.", 1),
    ("We call you «today» at «5 pm».", 2),
    ("We call «tonight».", 1),
    ("We call you «this afternoon».", 1),
    ("The next update is at «17:30».", 1),
    ("The next update is at «5:30pm», at the latest.", 1),
    ("The next update is at «5 p.m.», at the latest.", 1),
    ("The next update is at «noon».", 1),
    ("Expect it around «16h30» UTC.", 1),
    ("You have it between «24 - 26 December».", 1),
    ("We come between «9am and 1pm» «tomorrow».", 2),
    ("You have it by «24 December».", 1),
    ("You have it by «24 December 2026».", 1),
    ("You have it by «24th of December».", 1),
    ("You have it on «December 24, 2026».", 1),
    ("You have it on «Dec 24».", 1),
    ("You have it on «2026-12-24».", 1),
    ("You have it on «24/12/2026».", 1),
    ("You have it by «May 5».", 1),
    ("You have it in «May».", 1),
    ("You have it by «March 2027».", 1),
    ("You have it by «the end of June».", 1),
    ("You have it by «the end of the week».", 1),
    ("You have it by «end of next week».", 1),
    ("You have it by «the end of today».", 1),
    ("You have it by «close of business».", 1),
    ("You have it by «EOD».", 1),
    ("We write «next week».", 1),
    ("We write by «the 24th».", 1),
    ("You have it by «17:00» on «Friday».", 2),
    ("At «12:00» «tomorrow», even if nothing has changed.", 2),
    ("İ: within «2 days».", 1),
    ("We write within «48 hours», by «Wednesday» «30 December».", 3),
    ("It is (about) «15 minutes».", 1),
]


@pytest.mark.parametrize("text", SILENT)
def test_silent(text: str) -> None:
    assert [text[start:end] for start, end in EN.times(text)] == []


@pytest.mark.parametrize(("marked", "count"), FOUND)
def test_found(marked: str, count: int) -> None:
    text = marked.replace("«", "").replace("»", "")
    marks = [piece.partition("»")[0] for piece in marked.split("«")[1:]]
    assert [text[start:end] for start, end in EN.times(text)] == marks
    assert len(marks) == count


@given(st.text())
def test_times_lie_within_any_text(text: str) -> None:
    for start, end in [*EN.times(text), *EN.unitless(text)]:
        assert 0 <= start < end <= len(text)


def test_lower_case_keeps_the_length_of_every_other_letter() -> None:
    longer = [chr(point) for point in range(sys.maxunicode + 1) if len(chr(point).lower()) != 1]
    assert longer == ["İ"]


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "1",
        "24 to ",
        "monday to ",
        "in the ",
        "9am-",
        "12.",
        "may ",
        "by the end of ",
        " ",
        "a ",
    ],
)
def test_the_search_is_linear(piece: str) -> None:
    started = datetime.now(UTC)
    EN.times(piece * (100_000 // len(piece)))
    EN.unitless(piece * (100_000 // len(piece)))
    assert datetime.now(UTC) - started < timedelta(seconds=3)


@pytest.mark.parametrize(
    "text",
    [
        "We reply within 48 hours.",
        "Within 3-5 days.",
        "Founded in 2026.",
        "In 3 cases we refund.",
        "We cut it by 10 %.",
        "We cut it by 10%.",
        "By 17:00.",
        "By 5 pm.",
        "In 24 countries.",
        "About 20 parcels.",
        "About £20.",
        "In 10,000 homes.",
        "In version 3.",
        "By 24 December.",
        "Within 5 miles.",
        "Within reason.",
        "It was built-in 3.",
    ],
)
def test_unitless_silent(text: str) -> None:
    assert EN.unitless(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We reply within 48.", "within 48"),
        ("Within 48", "Within 48"),
        ("We reply in 3-5, at most.", "in 3-5"),
        ("We reply in 24 to 48.", "in 24 to 48"),
        ("It takes about 5.", "about 5"),
        ("It takes approximately 2, then you have it.", "approximately 2"),
        ("We write by 5 and call you.", "by 5"),
        ("We write within 48 of your call.", "within 48"),
        ("We reply in about 3.", "in about 3"),
        ("We reply (within 24).", "within 24"),
    ],
)
def test_unitless_found(text: str, found: str) -> None:
    assert [text[start:end] for start, end in EN.unitless(text)] == [found]


def test_unreadable_is_not_hidden_by_the_locale() -> None:
    with pytest.raises(Unreadable):
        parse_moment(EN.by(Moment(at=time(9))) + " soon")
    assert isinstance(EN, Locale)


@pytest.mark.parametrize(
    ("locale", "zone", "moment", "said"),
    [
        (EN, "Europe/London", datetime(2026, 12, 22, 14), "14:00 GMT on Tuesday 22 December"),
        (EN, "Europe/London", datetime(2026, 7, 1, 9, 5), "09:05 BST on Wednesday 1 July"),
        (EN, "America/Sao_Paulo", datetime(2026, 7, 1, 9), "09:00 UTC-03 on Wednesday 1 July"),
        (EN, "UTC", datetime(2026, 7, 1, 0), "00:00 UTC on Wednesday 1 July"),
        (US, "America/New_York", datetime(2026, 7, 1, 9), "9:00 am EDT on Wednesday, July 1"),
    ],
)
def test_the_next_update_has_its_day_and_zone(
    locale: Locale, zone: str, moment: datetime, said: str
) -> None:
    assert locale.next_update(moment.replace(tzinfo=ZoneInfo(zone))) == f"Next update by {said}"


@pytest.mark.parametrize("code", locales.CODES)
def test_every_choice_of_a_channel_has_words(code: str) -> None:
    fields = [field for name in channels.names() for field in channels.get(name).fields]
    labels = locales.get(code).labels
    assert all(labels[choice] for field in fields for choice in field.choices)
