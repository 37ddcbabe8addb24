"""An airline in London, Madrid and Dubai, in three languages: what its rules tell, and when.

`airline/` is one library with three offices: each office's clock, hours and holidays are put below
the settings that all three share. `rules.yaml` has what breaks it, and `promises.yaml` what it
promises.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import rule_harness as harness
import yaml
from cli_harness import Told, snap

from snapmsg import channels, locales, reader
from snapmsg.config import Settings, read_settings
from snapmsg.library import open_library, read_scenario
from snapmsg.message import build_case, compose, draft_of, environment_of, example_values
from snapmsg.promise import Calendar, country_holidays, due, parse_duration, parse_moment
from snapmsg.rule import find_rule
from snapmsg.schema import fingerprint
from snapmsg.source import Source

AIRLINE = Path(__file__).parent / "airline"
OFFICES = ("london", "madrid", "dubai")
COUNTRIES = {"london": ("GB", "ENG"), "madrid": ("ES", "MD"), "dubai": ("AE", None)}
LANGUAGES = ("en", "es", "fr")
HOLIDAYS = find_spec("holidays") is not None


def load(name: str) -> Any:
    return yaml.load((AIRLINE / name).read_text(encoding="utf-8"), yaml.BaseLoader)


EDITS = load("rules.yaml")["edits"]
BY_HAND = load("promises.yaml")
IDS = sorted(path.stem for path in (AIRLINE / "scenarios").rglob("*.yaml") if "." not in path.stem)


def settings(office: str, *, listed: bool = not HOLIDAYS) -> str:
    """An office's `snap.yaml`: with the holidays of its country, or `listed` as dates."""
    own = (AIRLINE / f"{office}.yaml").read_text(encoding="utf-8")
    if listed:
        days = "".join(f"  - {day}\n" for day in BY_HAND["days_off"][office])
        own = f"{own.partition('holidays:')[0]}holidays:\n{days}"
    return f"{(AIRLINE / 'snap.yaml').read_text(encoding='utf-8')}\n{own}"


def put(office: str, root: Path) -> Path:
    """The library of an office, to be changed."""
    shutil.copytree(AIRLINE / "scenarios", root / "scenarios")
    (root / "snap.yaml").write_text(settings(office), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """A library of each office, which a test may break and then has to mend.

    What is not mended shows in the next test; before the first and after the last, all are clean.
    """
    found = {office: put(office, tmp_path_factory.mktemp(office)) for office in OFFICES}
    assert [harness.diagnostics(root) for root in found.values()] == [(), (), ()]
    yield found
    assert [harness.diagnostics(root) for root in found.values()] == [(), (), ()]


# --- the rules -------------------------------------------------------------------------------


def test_there_are_twelve_scenarios_in_three_languages() -> None:
    library = open_library(AIRLINE)
    assert len(IDS) == 12
    assert {path.stem for path in library.files} == set(IDS)
    assert all(set(library.translations[path]) == {"es", "fr"} for path in library.files)


def broken(root: Path, entry: Any) -> harness.Laid:
    """Make the edits of an entry; the files that it names, and the marks in them."""
    laid = harness.Laid({}, set())
    for edit in entry["edits"]:
        path = root / edit["file"]
        if "new" not in edit:
            path.unlink()
            continue
        words, spans = harness.unmark(edit["new"])
        before = path.read_text(encoding="utf-8") if "old" in edit else ""
        old = edit.get("old", "")
        assert "old" not in edit or before.count(old) == 1, (edit["file"], before.count(old))
        at = before.index(old)
        path.parent.mkdir(exist_ok=True)
        path.write_text(before[:at] + words + before[at + len(old) :], encoding="utf-8")
        laid.marks.update((edit["file"], at + start, at + end) for start, end in spans)
    read_again(root, entry)
    for name in {edit["file"] for edit in entry["edits"]} | {entry.get("top", "snap.yaml")}:
        if (root / name).exists():
            laid.files[name] = (root / name).read_bytes()
    if "top" in entry:
        laid.marks.add((entry["top"], 0, laid.files[entry["top"]].decode().index("\n")))
    return laid


def read_again(root: Path, entry: Any) -> None:
    """Mark the translations of a changed original as made from it as it is now."""
    library = open_library(root)
    changed = {root / edit["file"] for edit in entry["edits"]}
    for path in [path for path in library.files if path in changed]:
        for other in library.translations.get(path, {}).values():
            translation = read_scenario(library, other).scenario.translation
            assert translation is not None
            mark = f"translates: {fingerprint(translation.original)}"
            text = other.read_text(encoding="utf-8")
            other.write_text(re.sub(r"\Atranslates: \w+", mark, text), encoding="utf-8")


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*.*") if path.is_file()}


def put_back(root: Path, before: dict[Path, bytes]) -> None:
    for path in files(root).keys() - before.keys():
        path.unlink()
    for path, data in before.items():
        path.write_bytes(data)


CASES = [
    pytest.param(entry, office, id=f"{number}-{entry.get('rule', 'silent')}-{office}")
    for number, entry in enumerate(EDITS)
    for office in (entry.get("office", "london"), *entry.get("quiet", ()))
]


@pytest.mark.uncounted
@pytest.mark.parametrize(("entry", "office"), CASES)
def test_a_rule_fires_once_and_is_mended_once(
    entry: Any, office: str, offices: dict[str, Path]
) -> None:
    root = offices[office]
    before = files(root)
    try:
        laid = broken(root, entry)
        found = harness.diagnostics(root)
    finally:
        put_back(root, before)
    if "rule" not in entry or office in entry.get("quiet", ()):
        assert found == ()
        return
    assert [each.name for each in found] == [entry["rule"]], found
    assert found[0].reason.startswith(entry["says"]), found[0].reason
    assert harness.places(found, entry["rule"], laid) == laid.marks


def test_each_rule_on_promises_fit_and_languages_has_its_edit() -> None:
    tried = {rule.code for entry in EDITS if (rule := find_rule(entry.get("rule", "")))}
    asked = {f"A{number:03}" for number in range(16, 31)}
    asked |= {f"L{number:03}" for number in range(8, 17)} | {"C001", "C010", "C011", "F003", "F019"}
    assert asked <= tried, asked - tried


def test_snap_translate_tells_what_has_changed_and_marks_it_as_read(tmp_path: Path) -> None:
    root = put("madrid", tmp_path)
    path = root / "scenarios/disruption/gate-change.yaml"
    text = path.read_text(encoding="utf-8").replace("You will board with", "You will travel with")
    path.write_text(text, encoding="utf-8")
    assert [each.name for each in harness.diagnostics(root)] == ["outdated-translation"] * 2
    assert "gate-change" in snap("translate", "--to", "es", cwd=root).out
    for code in ("es", "fr", "es", "fr"):  # at first it shows what has changed
        assert snap("translate", "gate-change", "--to", code, "--update", cwd=root).code == 0
    assert harness.diagnostics(root) == ()
    assert "Embarcará con el mismo" in path.with_suffix(".es.yaml").read_text(encoding="utf-8")


# --- the promises ----------------------------------------------------------------------------


@cache
def of(office: str, listed: bool) -> Settings:
    source = Source("snap.yaml", settings(office, listed=listed))
    found, problems = read_settings(reader.read(source), source, channels.settings())
    assert problems == []
    return found


@pytest.mark.parametrize("row", BY_HAND["promises"], ids=lambda row: row["in"] + row["promise"])
@pytest.mark.parametrize("listed", [False, True], ids=["country", "dates"])
def test_a_promise_by_hand(row: dict[str, str], listed: bool) -> None:
    if not (HOLIDAYS or listed):
        pytest.skip("the extra “holidays” is not installed")
    own, text = of(row["in"], listed), row["promise"]
    now = datetime.fromisoformat(row["now"]).replace(tzinfo=own.calendar.tz)
    promise = parse_moment(text) if text.startswith("by ") else parse_duration(text)
    when = due(promise, now, own.calendar)
    assert when.latest.isoformat() == datetime.fromisoformat(row["due"]).isoformat(), row["why"]
    read = {code: locales.get(code).phrase(promise, "both", when, own.zone) for code in LANGUAGES}
    assert read == {code: row[code] for code in LANGUAGES}


def test_there_are_enough_promises_and_each_says_why() -> None:
    rows = BY_HAND["promises"]
    assert len(rows) >= 30
    assert all(row["why"].endswith(".") for row in rows)
    assert {row["in"] for row in rows} == set(OFFICES)


@pytest.mark.skipif(not HOLIDAYS, reason="the extra “holidays” is not installed")
@pytest.mark.parametrize("office", OFFICES)
def test_the_days_off_that_governments_list_are_off(office: str) -> None:
    own = country_holidays(*COUNTRIES[office])
    days = [date.fromisoformat(day) for day in BY_HAND["days_off"][office]]
    assert [day for day in days if day not in own] == []


def test_a_week_ends_with_its_weekend() -> None:
    """The first of Sunday, Saturday and Friday that is free; Sunday where none is."""
    hours = Calendar().week[0]
    for free, last in [("56", 6), ("6", 6), ("45", 5), ("5", 5), ("4", 4), ("0", 6), ("", 6)]:
        week = tuple(None if day in free else hours for day in "0123456")
        assert Calendar(week).week_ends == last, free


# --- the messages ----------------------------------------------------------------------------

# Asked on Friday 20 November 2026 at 20:00: an update within 2 working days, and an end within 10,
# with Madrid's long weekend of 7 and 8 December and the UAE's National Day on the 2nd and 3rd.
FRIDAY = {
    "london": {
        "en": ("Wednesday 25 November", "Monday 7 December"),
        "es": ("miércoles 25 de noviembre", "lunes 7 de diciembre"),
        "fr": ("mercredi 25 novembre", "lundi 7 décembre"),
    },
    "madrid": {
        "en": ("Wednesday 25 November", "Wednesday 9 December"),
        "es": ("miércoles 25 de noviembre", "miércoles 9 de diciembre"),
        "fr": ("mercredi 25 novembre", "mercredi 9 décembre"),
    },
    "dubai": {
        "en": ("Tuesday 24 November", "Tuesday 8 December"),
        "es": ("martes 24 de noviembre", "martes 8 de diciembre"),
        "fr": ("mardi 24 novembre", "mardi 8 décembre"),
    },
}
SAID = {
    "en": "You have your points within 10 working days, by {end}, and hear from us within 2 "
    "working days, by {news}.",
    "es": "Tendrá sus puntos en un plazo de 10 días laborables, a más tardar el {end}. Le "
    "escribimos en un plazo de 2 días laborables, a más tardar el {news}.",
    "fr": "Vous aurez vos points sous 10 jours ouvrés, au plus tard le {end}. Nous vous écrivons "
    "sous 2 jours ouvrés, au plus tard le {news}.",
}
VALUES = {
    "points-missing": {"first_name": "Ana", "points": "1250", "flight": "MA 217", "phone": "900"},
    "flight-cancelled-tonight": {
        "first_name": "Ana", "flight": "MA 217", "new_flight": "MA 203", "destination": "Madrid",
        "room_booked": "yes", "phone": "900",
    },
}  # fmt: skip


def render(root: Path, id: str, *args: str) -> Told:
    given = [word for pair in VALUES[id].items() for word in ("--set", "=".join(pair))]
    return snap("render", id, *given, *args, cwd=root)


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_within_two_working_days_on_a_friday_evening(
    office: str, language: str, offices: dict[str, Path]
) -> None:
    news, end = FRIDAY[office][language]
    told = render(
        offices[office], "points-missing", "--channel", "chat", "--locale", language,
        "--now", "2026-11-20T20:00",
    )  # fmt: skip
    assert (told.code, told.err) == (0, "")
    assert SAID[language].format(news=news, end=end) in told.out


WORDS = {
    "en": r"\b(?:your?|them|the|is)\b",
    "es": r"\b(?:su|sus|el|del|está|tiene)\b",
    "fr": r"\b(?:vous|votre|vos|du|vol)\b",
}


@pytest.mark.parametrize("id", IDS)
def test_each_message_is_in_its_own_language(id: str, offices: dict[str, Path]) -> None:
    """With four parts, on each of its channels."""
    library = open_library(offices["madrid"])
    environment = environment_of(library)
    (path,) = (path for path in library.files if path.stem == id)
    now = datetime(2026, 11, 20, 20, tzinfo=library.settings.calendar.tz)
    for code, file in {"en": path, **library.translations[path]}.items():
        draft = draft_of(read_scenario(library, file).scenario, environment)
        case = build_case(draft, example_values(draft), now)
        for channel in draft.channels:
            message = compose(case, channel)
            assert len(message.parts()) == 4
            told = " ".join(message.part(part) for part in message.parts()).lower()
            found = {known for known, words in WORDS.items() if re.search(words, told)}
            assert found == {code}, told


def test_a_language_that_is_not_there_falls_back_and_says_so(offices: dict[str, Path]) -> None:
    for code, instead in (("es-MX", "es"), ("fr-CA", "fr"), ("de", "en")):
        told = snap("show", "gate-change", "--locale", code, cwd=offices["madrid"])
        line = f"There is no {code} text of gate-change: this is the {instead} one."
        assert told.code == 0 and line in told.err


ARABIC = """\
status: تغادر الرحلة {{ flight }} من البوابة {{ gate }}، وليس من البوابة المكتوبة في بطاقة الصعود.
next_steps:
  - us: نُبقي البوابة مفتوحة لكل من هو في الطريق.
  - you: نرجو التوجه إلى البوابة {{ gate }}.
approximate_time:
  say: يبدأ الصعود خلال {{ promise }}.
planned_outcome: ستصعد بالمقعد نفسه والبطاقة نفسها.

short:
  status: تغادر الرحلة {{ flight }} من البوابة {{ gate }}.
  next_steps: نرجو التوجه إليها. نُبقيها مفتوحة.
  approximate_time:
    say: يبدأ الصعود خلال {{ promise }}.
  planned_outcome: مقعدك هو نفسه.

channels:
  email:
    subject: تغادر الرحلة {{ flight }} من البوابة {{ gate }}
"""


def test_arabic_in_dubai_is_right_to_left_and_says_no_working_days(tmp_path: Path) -> None:
    """A language of Babel's: rules on wording keep silent, and what has no words is refused."""
    pytest.importorskip("babel")
    root = put("dubai", tmp_path)
    original = read_scenario(open_library(root), root / "scenarios/disruption/gate-change.yaml")
    mark = f"translates: {fingerprint(original.scenario)}\n\n"
    for path, text in (("disruption/gate-change", mark + ARABIC), ("money/points-missing", "")):
        (root / f"scenarios/{path}.ar.yaml").write_text(text or "status: نعم\n", encoding="utf-8")
    found = [each.path for each in harness.diagnostics(root) if "gate" in each.path]
    assert found == []
    set_ = ("--set", "flight=MA 217", "--set", "gate=C 4", "--locale", "ar")
    sms = snap("render", "gate-change", "--channel", "sms", *set_, cwd=root)
    assert "يبدأ الصعود خلال 20 دقيقة." in sms.out
    html = snap("render", "gate-change", "--channel", "email", *set_, "--format", "html", cwd=root)
    assert '<html lang="ar" dir="rtl">' in html.out
    refused = render(root, "points-missing", "--channel", "chat", "--locale", "ar")
    assert refused.code == 2 and "no words for working days" in refused.err


# --- what comes due --------------------------------------------------------------------------

# Sent on Saturday 28 March 2026 at 20:00 on the office's clock, before the night on which Europe's
# clocks go forward: an update within 2 hours and the end within 18.
DUE = {
    "london": ("2026-03-28T22:00:00+00:00", "2026-03-29T15:00:00+01:00", "20260329T140000Z"),
    "madrid": ("2026-03-28T22:00:00+01:00", "2026-03-29T15:00:00+02:00", "20260329T130000Z"),
    "dubai": ("2026-03-28T22:00:00+04:00", "2026-03-29T14:00:00+04:00", "20260329T100000Z"),
}


def sent(office: str, root: Path) -> Path:
    """The library of an office, with a log of one message."""
    told = render(
        put(office, root), "flight-cancelled-tonight", "--channel", "sms", "--locale", "es",
        "--now", "2026-03-28T20:00", "--log", "log.jsonl", "--ref", "C-1",
    )  # fmt: skip
    assert told.code == 0 and "Aterriza en un plazo de 18 horas." in told.out
    return root


@pytest.mark.parametrize("office", OFFICES)
def test_what_was_promised_comes_due(office: str, tmp_path: Path) -> None:
    root, (news, end, _) = sent(office, tmp_path), DUE[office]

    def due(*args: str, now: str) -> Told:
        return snap("due", "log.jsonl", *args, "--now", now, cwd=root)

    line = json.loads((root / "log.jsonl").read_text(encoding="utf-8"))
    assert (line["update_due"], line["due"]) == (news, end)
    assert "Ana" not in line.values()
    listed = json.loads(due("--format", "json", now="2026-03-28T23:00").out)
    assert [(item["kind"], item["due"], item["state"]) for item in listed] == [
        ("update", news, "broken"),
        ("promise", end, "open"),  # it is still Saturday, also where midnight comes at 1:00
    ]
    table = due(now="2026-03-29T00:30")
    assert [row.split()[0] for row in table.out.splitlines()] == ["broken", "today"]
    assert f"today   Sun 29 Mar {end[11:16]}  C-1  flight-cancelled-tonight (sms)" in table.out
    assert table.err == "1 broken: write to them first.\n"
    done = due("--done", "C-1", now="2026-03-29T11:00")
    assert done.err == "C-1 is closed: 1 of 2 came late.\n"
    assert due(now="2026-03-29T11:00").err == "Nothing is open.\n"


@pytest.mark.parametrize("office", OFFICES)
def test_a_calendar_opens_what_comes_due(office: str, tmp_path: Path) -> None:
    icalendar = pytest.importorskip("icalendar")
    root = sent(office, tmp_path)
    args = ("--format", "ics", "--now", "2026-03-28T21:00")
    told = snap("due", "log.jsonl", *args, cwd=root)
    events = icalendar.Calendar.from_ical(told.out).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Update due: C-1", "Promise due: C-1"]
    assert [event.decoded("DTSTART") for event in events] == [
        datetime.fromisoformat(text) for text in DUE[office][:2]
    ]
    assert f"DTSTART:{DUE[office][2]}\r\n" in told.out
    assert len({str(event["UID"]) for event in events}) == 2
    assert all(event.walk("VALARM") for event in events)
