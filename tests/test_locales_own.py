"""The languages of snap's own beside English: phrases, formats, the times found, what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from subprocess import run
from sys import executable
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_locales import durations, moments

from snapmsg import locales
from snapmsg.channels import sms
from snapmsg.locales import Locale
from snapmsg.locales.said import said
from snapmsg.promise import (
    Moment,
    Promise,
    Unreadable,
    parse_duration,
    parse_moment,
)
from snapmsg.values import Money

VECTORS: dict[str, Any] = yaml.load(
    (Path(__file__).parent / "vectors" / "locales.yaml").read_text(), yaml.BaseLoader
)
OTHERS = [locales.get(code) for code in locales.CODES if code.partition("-")[0] != "en"]
LANGUAGES = [locale for locale in OTHERS if locale.code == locale.language]
each = pytest.mark.parametrize("code", [locale.code for locale in OTHERS])
patient = settings(deadline=None)  # a language's patterns are made when it is first read
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def promise_of(typed: str) -> Promise:
    try:
        return parse_duration(typed)
    except Unreadable:
        return parse_moment(typed)


# --- phrases --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code", "phrase"),
    [
        (typed, locale.code, phrases.get(locale.code, phrases[locale.language]))
        for typed, phrases in VECTORS["phrases"].items()
        for locale in OTHERS
    ],
)
def test_phrases(typed: str, code: str, phrase: str) -> None:
    assert locales.get(code).phrase(promise_of(typed)) == phrase


def test_the_table_has_what_matters_and_only_regions_that_differ() -> None:
    assert len(VECTORS["phrases"]) >= 25
    for phrases in VECTORS["phrases"].values():
        assert {locale.code for locale in LANGUAGES} <= set(phrases)
        assert all(phrases[c] != phrases[c.partition("-")[0]] for c in phrases if "-" in c)


DATED = [
    (datetime(2026, 12, 30, 17), False, {
        "es": "a más tardar el miércoles 30 de diciembre",
        "fr": "au plus tard le mercredi 30 décembre",
        "de": "spätestens am Mittwoch, 30. Dezember",
        "nl": "uiterlijk woensdag 30 december",
        "pt": "até quarta-feira, 30 de dezembro",
        "cy": "erbyn dydd Mercher 30 Rhagfyr",
    }),
    (datetime(2027, 8, 1, 17), False, {
        "es": "a más tardar el domingo 1 de agosto de 2027",
        "fr": "au plus tard le dimanche 1er août 2027",
        "de": "spätestens am Sonntag, 1. August 2027",
        "nl": "uiterlijk zondag 1 augustus 2027",
        "pt": "até domingo, 1 de agosto de 2027",
        "pt-BR": "até domingo, 1º de agosto de 2027",
        "cy": "erbyn dydd Sul 1 Awst 2027",
    }),
    (datetime(2026, 11, 24, 9, 5), True, {
        "es": "a más tardar el martes 24 de noviembre a las 9:05",
        "fr": "au plus tard le mardi 24 novembre à 9h05",
        "fr-CA": "au plus tard le mardi 24 novembre à 9 h 05",
        "de": "spätestens am Dienstag, 24. November, um 09:05 Uhr",
        "nl": "uiterlijk dinsdag 24 november om 9.05 uur",
        "pt": "até terça-feira, 24 de novembro, às 09:05",
        "pt-BR": "até terça-feira, 24 de novembro, às 9h05",
        "cy": "erbyn 09:05 ddydd Mawrth 24 Tachwedd",
    }),
]  # fmt: skip


@pytest.mark.parametrize(("latest", "clock", "phrases"), DATED)
def test_by_date(latest: datetime, clock: bool, phrases: dict[str, str]) -> None:
    for code, phrase in phrases.items():
        assert locales.get(code).by_date(latest.replace(tzinfo=UTC), NOW, clock) == phrase


@pytest.mark.parametrize(
    ("code", "news"),
    [
        ("es", "Próxima actualización: a más tardar el martes 22 de diciembre a las 14:00 UTC"),
        ("fr", "Prochaine mise à jour au plus tard le mardi 22 décembre à 14h UTC"),
        ("de", "Nächste Meldung spätestens am Dienstag, 22. Dezember, um 14:00 Uhr UTC"),
        ("nl", "Volgend bericht uiterlijk dinsdag 22 december om 14.00 uur UTC"),
        ("pt", "Próxima atualização até terça-feira, 22 de dezembro, às 14:00 UTC"),
        ("cy", "Y diweddariad nesaf erbyn 14:00 UTC ddydd Mawrth 22 Rhagfyr"),
    ],
)
def test_next_update(code: str, news: str) -> None:
    assert locales.get(code).next_update(datetime(2026, 12, 22, 14, tzinfo=UTC)) == news


@each
def test_a_moment_without_a_zone_name_says_its_offset(code: str) -> None:
    locale = locales.get(code)
    from zoneinfo import ZoneInfo

    told = locale.next_update(datetime(2026, 7, 1, 9, tzinfo=ZoneInfo("America/Sao_Paulo")))
    assert "UTC-03" in told


@each
def test_the_sayings_take_every_phrase(code: str) -> None:
    locale = locales.get(code)
    for saying in locale.sayings:
        said_ = saying.format(promise="PROMISE", update="UPDATE")
        assert said_.endswith(".") and said_[0].isupper() and "  " not in said_


@each
def test_every_label_is_there(code: str) -> None:
    locale = locales.get(code)
    assert locale.labels.keys() == locales.get("en").labels.keys()
    parts = ("status", "next_steps", "approximate_time", "planned_outcome", "subject")
    assert len({locale.labels[part] for part in parts}) == len(parts)


# --- formats --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "numbers", "sums"),
    [
        ("es", "1250,5 12.500,5 -3", "1250,50 €|-12,50 £|12.500,00 $|12,50 CHF|1250 JPY"),
        ("es-MX", "1,250.5 12,500.5 -3", "€1,250.50|-£12.50|USD 12,500.00|CHF 12.50|JPY 1,250"),
        ("fr", "1 250,5 12 500,5 -3", "1 250,50 €|-12,50 £|12 500,00 $|12,50 CHF|1 250 JPY"),
        ("fr-CA", "1 250,5 12 500,5 -3", "1 250,50 €|-12,50 £|12 500,00 $ US|12,50 CHF|1 250 JPY"),
        ("de", "1.250,5 12.500,5 -3", "1.250,50 €|-12,50 £|12.500,00 $|12,50 CHF|1.250 JPY"),
        ("de-AT", "1.250,5 12.500,5 -3", "€ 1.250,50|-£ 12,50|$ 12.500,00|CHF 12,50|JPY 1.250"),
        ("de-CH", "1'250.5 12'500.5 -3",
         "EUR 1'250.50|GBP -12.50|USD 12'500.00|CHF 12.50|JPY 1'250"),
        ("nl", "1.250,5 12.500,5 -3", "€ 1.250,50|£ -12,50|US$ 12.500,00|CHF 12,50|JPY 1.250"),
        ("pt", "1250,5 12 500,5 -3", "1250,50 €|-12,50 £|12 500,00 $|12,50 CHF|1250 JPY"),
        ("pt-BR", "1.250,5 12.500,5 -3", "€ 1.250,50|-£ 12,50|US$ 12.500,00|CHF 12,50|JPY 1.250"),
        ("cy", "1,250.5 12,500.5 -3", "€1,250.50|-£12.50|$12,500.00|12.50 CHF|1,250 JPY"),
    ],
)  # fmt: skip
def test_numbers_and_sums(code: str, numbers: str, sums: str) -> None:
    locale = locales.get(code)
    shown = [locale.number(Decimal(n), None) for n in ("1250.5", "12500.5", "-3")]
    assert " ".join(shown) == numbers
    amounts = [("1250.50", "EUR"), ("-12.50", "GBP"), ("12500", "USD"), ("12.50", "CHF")]
    told = [locale.money(Money(Decimal(n), c)) for n, c in [*amounts, ("1250", "JPY")]]
    assert "|".join(told) == sums


@pytest.mark.parametrize(
    ("code", "currency", "sum_"),
    [("es-MX", "MXN", "$99.00"), ("fr-CA", "CAD", "99,00 $"), ("pt-BR", "BRL", "R$ 99,00")],
)
def test_a_country_has_a_sign_for_its_own_money(code: str, currency: str, sum_: str) -> None:
    assert locales.get(code).money(Money(Decimal(99), currency)) == sum_


@each
def test_nothing_is_rounded(code: str) -> None:
    locale = locales.get(code)
    for text in ("0.005", "1.255", "1234567.123456789", "0.00000001"):
        digits = "".join(filter(str.isdigit, locale.number(Decimal(text), 2)))
        assert digits == text.replace(".", "")
        digits = "".join(filter(str.isdigit, locale.money(Money(Decimal(text), "EUR"))))
        assert digits == text.replace(".", "")


@pytest.mark.parametrize(
    ("code", "items", "text"),
    [
        ("es", "", ""),
        ("es", "padres", "padres"),
        ("es", "padres|hijos", "padres e hijos"),
        ("es", "agua|hielo", "agua y hielo"),
        ("es", "hierro|hierba", "hierro y hierba"),
        ("es", "Mallorca|Ibiza", "Mallorca e Ibiza"),
        ("es", "funda|iPhone", "funda y iPhone"),
        ("es", "tren|avión|íntercity", "tren, avión e íntercity"),
        ("es", "tren|«Iryo»", "tren e «Iryo»"),
        ("fr", "train|avion|bus", "train, avion et bus"),
        ("de", "Bahn|Bus|Rad", "Bahn, Bus und Rad"),
        ("nl", "trein|bus|fiets", "trein, bus en fiets"),
        ("pt", "comboio|avião|autocarro", "comboio, avião e autocarro"),
        ("cy", "bara|caws", "bara a caws"),
        ("cy", "bara|afal", "bara ac afal"),
        ("cy", "tŷ|ysgol", "tŷ ac ysgol"),
        ("cy", "Lloegr|Wales Online", "Lloegr a Wales Online"),
        ("cy", "un|dau|wyth", "un, dau ac wyth"),
        ("cy", "", ""),
        ("fr", "", ""),
    ],
)
def test_and_list(code: str, items: str, text: str) -> None:
    assert locales.get(code).and_list(tuple(filter(None, items.split("|")))) == text


@pytest.mark.parametrize(
    ("code", "ones"),
    [
        ("es", "1"),
        ("de", "1"),
        ("nl", "1"),
        ("cy", "1"),
        ("pt", "1"),
        ("pt-BR", "1 1.5"),
        ("fr", "0 1 1.5"),
        ("fr-CA", "0 1 1.5"),
    ],
)
def test_plural(code: str, ones: str) -> None:
    numbers = ("0", "1", "1.5", "2", "21")
    plural = locales.get(code).plural
    assert " ".join(n for n in numbers if plural(Decimal(n), "one", "other") == "one") == ones


@pytest.mark.parametrize(
    ("code", "shown", "clock", "moment"),
    [
        ("es", "1 de enero de 2027", "9:05", "1 de enero de 2027 a la 1:00"),
        ("fr", "1er janvier 2027", "9h05", "1er janvier 2027 à 1h"),
        ("fr-CA", "1er janvier 2027", "9 h 05", "1er janvier 2027 à 1 h"),
        ("de", "1. Januar 2027", "09:05 Uhr", "1. Januar 2027 um 01:00 Uhr"),
        ("de-AT", "1. Jänner 2027", "09:05 Uhr", "1. Jänner 2027 um 01:00 Uhr"),
        ("nl", "1 januari 2027", "9.05 uur", "1 januari 2027 om 1.00 uur"),
        ("pt", "1 de janeiro de 2027", "09:05", "1 de janeiro de 2027 à 01:00"),
        ("pt-BR", "1º de janeiro de 2027", "9h05", "1º de janeiro de 2027 à 1h"),
        ("cy", "1 Ionawr 2027", "09:05", "1 Ionawr 2027 am 01:00"),
    ],
)
def test_dates_and_clock_times(code: str, shown: str, clock: str, moment: str) -> None:
    locale = locales.get(code)
    assert locale.date(date(2027, 1, 1)) == shown
    assert locale.time(time(9, 5)) == clock
    assert locale.datetime(datetime(2027, 1, 1, 1)) == moment


SPOKEN = [
    ("es", "48,90 €", "48 euros con 90 céntimos"),
    ("es", "1 €", "1 euro"),
    ("es", "-12.500,05 £", "menos 12.500 libras con 5 peniques"),
    ("es-MX", "$1,250.50", "1,250 pesos con 50 centavos"),
    ("fr", "12 500,90 €", "12 500 euros et 90 centimes"),
    ("fr-CA", "5,01 $ US", "5 dollars US et 1 cent"),
    ("de", "48,90 €", "48 Euro und 90 Cent"),
    ("de-AT", "-€ 48,90", "minus 48 Euro und 90 Cent"),
    ("de-CH", "CHF 1'250.50", "1'250 Franken und 50 Rappen"),
    ("nl", "€ -48,90", "min 48 euro en 90 cent"),
    ("nl", "€ 12,505", "€ 12,505"),
    ("pt", "48,01 €", "48 euros e 1 cêntimo"),
    ("pt-BR", "R$ 1.250,50", "1.250 reais e 50 centavos"),
    ("cy", "£48.90", "48 punt a 90 ceiniog"),
    ("es", "A-10293", "A, 1 0 2 9 3"),
    ("de", "Bestellung 10293", "Bestellung 1 0 2 9 3"),
    ("fr", "+33 1 23 45 67 89", "plus 3 3, 1, 2 3, 4 5, 6 7, 8 9"),
    ("nl", "help@voorbeeld.nl", "help apenstaartje voorbeeld punt nl"),
    ("pt", "exemplo.pt/ajuda", "exemplo ponto pt barra ajuda"),
    ("cy", "my-shop.cymru", "my cysylltnod shop dot cymru"),
    ("es", "12.500,50", "12.500,50"),
    ("fr", "à 17h30, le 24 décembre 2026", "à 17h30, le 24 décembre 2026"),
    ("de", "spätestens um 17:00 Uhr", "spätestens um 17:00 Uhr"),
]


@pytest.mark.parametrize(("code", "text", "told"), SPOKEN)
def test_spoken(code: str, text: str, told: str) -> None:
    assert locales.get(code).spoken(text) == told


@each
@patient
@given(text=st.text(st.sampled_from("A1 0-+:.,/@€ab9é\n"), max_size=60))
def test_nothing_that_is_told_aloud_is_lost(code: str, text: str) -> None:
    locale = locales.get(code)
    if "€" not in text:
        digits = "".join(filter(str.isdigit, text))
        assert "".join(filter(str.isdigit, locale.spoken(text))) == digits


@each
def test_what_snap_writes_has_plain_spaces_and_quotes(code: str) -> None:
    """A no-break space or a curly apostrophe would halve what a text message holds."""
    locale = locales.get(code)
    told = [*locale.labels.values(), *locale.sayings, *locale.weekdays, *locale.months]
    told += [locale.number(Decimal("1234567.5"), 2), locale.money(Money(Decimal(12500), "EUR"))]
    told += [locale.phrase(promise_of(typed)) for typed in VECTORS["phrases"]]
    assert not set("".join(told)) & set("\u00a0\u202f\u2009’‘“”–…")


@pytest.mark.parametrize("code", ["de", "de-AT", "de-CH", "nl", "cy"])
def test_phrases_that_stay_in_the_gsm_alphabet(code: str) -> None:
    locale = locales.get(code)
    for phrase in [locale.phrase(promise_of(typed)) for typed in VECTORS["phrases"]]:
        assert sms.count(phrase).encoding == "GSM-7", phrase


def test_of_the_french_phrases_only_august_leaves_it() -> None:
    fr = locales.get("fr")
    odd = [p for p in map(fr.phrase, map(promise_of, VECTORS["phrases"])) if sms.count(p).odd]
    assert odd and all("août" in phrase for phrase in odd)


# --- the times in a text --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "marked"),
    [(code, marked) for code, rows in VECTORS["times"].items() for marked in rows],
)
def test_times(code: str, marked: str) -> None:
    text = marked.replace("«", "").replace("»", "")
    marks = [piece.partition("»")[0] for piece in marked.split("«")[1:]]
    assert [text[start:end] for start, end in locales.get(code).times(text)] == marks


def test_the_sentences_are_many_and_half_hold_none() -> None:
    assert set(VECTORS["times"]) == {locale.code for locale in LANGUAGES}
    for rows in VECTORS["times"].values():
        silent = sum("«" not in row for row in rows)
        assert len(rows) >= 25 and 15 <= silent <= len(rows) * 0.6


UNITLESS = {
    "es": ("Respondemos «en un plazo de 48».", "Respondemos en un plazo de 48 horas."),
    "fr": ("Nous répondons «sous 48».", "Nous répondons sous 48 heures."),
    "de": ("Wir antworten «innerhalb von 48».", "Wir antworten innerhalb von 48 Stunden."),
    "nl": ("Wij antwoorden «binnen 24 tot 48».", "Wij antwoorden binnen 24 tot 48 uur."),
    "pt": ("Respondemos «no prazo de 48».", "Respondemos no prazo de 48 horas."),
    "cy": ("Byddwn yn ateb «o fewn 48».", "Byddwn yn ateb o fewn 48 awr."),
}


@pytest.mark.parametrize("code", UNITLESS)
def test_unitless(code: str) -> None:
    marked, clean = UNITLESS[code]
    found = locales.get(code).unitless
    text = marked.replace("«", "").replace("»", "")
    mark = marked.partition("«")[2].partition("»")[0]
    assert [text[start:end] for start, end in found(text)] == [mark]
    assert found(clean) == []


@each
@patient
@given(text=st.text() | st.text(st.sampled_from("24 h:.,a–uhmlun'’İ")))
def test_times_lie_within_any_text(code: str, text: str) -> None:
    locale = locales.get(code)
    for start, end in [*locale.times(text), *locale.unitless(text)]:
        assert 0 <= start < end <= len(text)
    for found in said(locale, text):
        assert 0 <= found.start < found.end <= len(text)


PIECES = [
    "1 ",
    "1",
    "24 a ",
    "lunes a ",
    "lundi au ",
    "9h-",
    "12.",
    "24. ",
    "bis ",
    "fin de la ",
    "lunes ",
    "2 dagen ",
    "17:00 (hora de ",
    " ",
]


@pytest.mark.parametrize("locale", LANGUAGES, ids=lambda locale: locale.code)
@pytest.mark.parametrize("piece", PIECES)
def test_the_search_is_linear(locale: Locale, piece: str) -> None:
    text = piece * (20_000 // len(piece))
    started = datetime.now(UTC)
    locale.times(text)
    locale.unitless(text)
    said(locale, text)
    locale.spoken(text)
    assert datetime.now(UTC) - started < timedelta(seconds=2)


# --- what snap writes, snap reads -----------------------------------------------------------------


zones = st.sampled_from([None, "CET", "UTC", "Europe/London", "America/New_York", "UTC+02:00"])


@each
@patient
@given(promise=durations | moments, zone=zones)
def test_every_phrase_is_found_and_says_its_promise(
    code: str, promise: Promise, zone: str | None
) -> None:
    locale = locales.get(code)
    if isinstance(promise, Moment) and promise.at is not None:
        promise = replace(promise, zone=zone)
    text = f"… {locale.phrase(promise)}."
    found = said(locale, text)
    assert locale.times(text), text
    assert not locale.unitless(text), text
    assert [one.promise for one in found] == [promise], text


@each
@patient
@given(when=st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31)), clock=st.booleans())
def test_every_date_of_a_promise_is_read(code: str, when: datetime, clock: bool) -> None:
    locale = locales.get(code)
    latest = when.replace(second=0, microsecond=0, tzinfo=UTC)
    text = f"… {locale.by_date(latest, NOW, clock)}."
    assert locale.times(text), text
    [found] = said(locale, text)
    assert isinstance(found.promise, Moment)
    assert found.promise.at == (latest.time() if clock else None), text
    day = str(replace(found.promise, at=None))
    near = f"{latest.day} {latest:%B}"
    assert day in (near, f"{latest:%Y-%m-%d}"), text


SAYS = [
    ("es", "Tendrá noticias el viernes.", ["Friday"]),
    ("es", "Lo tiene en 3 a 5 días hábiles.", []),
    ("es", "Lo tendrá el 24 de diciembre, o el sábado.", ["24 December", "Saturday"]),
    ("fr", "Vous l’aurez d’ici fin juin.", ["end of June"]),
    ("fr", "Le 1er août, à 9h ou à 17h30.", []),
    ("de", "Innerhalb von 2 Tagen oder am Freitag.", ["2 days", "Friday"]),
    ("nl", "Binnen 2 dagen hoort u van ons.", ["2 days"]),
    ("pt", "Até sexta-feira às 17:00.", ["Friday 17:00"]),
    ("cy", "Erbyn diwedd mis Mawrth, nid dydd Mawrth.", ["end of March", "Tuesday"]),
]
SILENT = [
    ("es", "Hace 2 días, desde el lunes, unas 3 semanas, casi 5 días, antes del viernes."),
    ("es", "En un plazo de 2 días después de la entrega, o el 31 de abril."),
    ("fr", "Il y a 2 jours, depuis lundi, environ 3 semaines, avant vendredi."),
    ("de", "Vor 2 Tagen, seit Montag, etwa 3 Wochen, vor Freitag, 2 Tage nach Eingang."),
    ("nl", "2 dagen geleden, sinds maandag, ongeveer 3 weken, 2 dagen na ontvangst."),
    ("pt", "Há 2 dias, desde segunda-feira, cerca de 3 semanas, 2 dias após a entrega."),
    ("cy", "2 ddiwrnod yn ôl, ers dydd Llun, tua 3 wythnos, 2 ddiwrnod ar ôl y dosbarthiad."),
    ("es", "De lunes a viernes, de 9:00 a 17:00."),
]


@pytest.mark.parametrize(("code", "text", "promises"), SAYS)
def test_exact_times_are_read(code: str, text: str, promises: list[str]) -> None:
    assert [str(found.promise) for found in said(locales.get(code), text)] == promises


@pytest.mark.parametrize(("code", "text"), SILENT)
def test_what_is_not_exact_is_not_read(code: str, text: str) -> None:
    assert said(locales.get(code), text) == []


# --- words and languages --------------------------------------------------------------------------


@each
def test_words_are_as_rules_need_them(code: str) -> None:
    locale = locales.get(code)
    for name, phrases in locale.words._asdict().items():
        assert phrases, name
        assert len(set(phrases)) == len(phrases), name
        for phrase in phrases:
            assert phrase == " ".join(phrase.lower().split()).replace("’", "'"), phrase


@each
def test_a_vague_time_is_no_time(code: str) -> None:
    locale = locales.get(code)
    assert [phrase for phrase in locale.words.vague if locale.times(phrase)] == []


@each
def test_names_are_whole(code: str) -> None:
    locale = locales.get(code)
    assert len(set(locale.weekdays)) == 7 and len(set(locale.months)) == 12
    assert locale.direction == "ltr" and locale.finds_times


def test_english_alone_imports_no_other_language() -> None:
    code = (
        "import sys, snapmsg.locales as l; l.get('en-US'); "
        "print([m for m in sys.modules if m.startswith('snapmsg.locales.')])"
    )
    done = run([executable, "-c", code], capture_output=True, text=True, check=True)
    names = {name.strip("' ").rpartition(".")[2] for name in done.stdout.strip(" []\n").split(",")}
    assert names == {"en", "en_aloud", "aloud"}


def test_regions_read_as_their_language() -> None:
    assert locales.get("pt-PT").code == "pt"
    assert locales.get("de-LI").code == "de"
    assert locales.get("nl-BE").code == "nl"
    assert locales.get("es-MX").language == "es"
