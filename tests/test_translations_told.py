"""Scenarios in other languages, as they are linted and as commands write them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from cli_harness import snap
from translation_harness import (
    FILES,
    LATE,
    LATE_AT,
    LATE_ES,
    LATE_ES_AT,
    NOW,
    SETTINGS,
    of,
    put,
    within,
)

from snapmsg import locales
from snapmsg.diagnostic import Diagnostic
from snapmsg.library import Library, open_library
from snapmsg.linter import lint
from snapmsg.linter.run import lint_text
from snapmsg.promise import Duration, Unit
from snapmsg.schema import fingerprint
from snapmsg.source import Source


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return put(tmp_path, FILES)


# --- lint --------------------------------------------------------------------------------------


def linted(root: Path, *names: str) -> list[Diagnostic]:
    library = open_library(root)
    paths = [root / name for name in names] or None
    return list(lint(library, NOW, paths).diagnostics)


def test_a_library_in_several_languages_is_clean(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if ".fr." not in name}
    translation = of(put(tmp_path, files)).translation
    assert translation is not None
    marked = LATE_ES.replace("00000000", fingerprint(translation.original))
    put(tmp_path, {LATE_ES_AT: marked, "snap.yaml": SETTINGS.replace("  fr:\n", "")})
    assert [d for d in linted(tmp_path) if d.locale is not None] == []


BROKEN = LATE_ES.replace("{{ place }}. Lo", "{{ plaza }}. Lo")


@pytest.mark.parametrize("names", [(), (LATE_ES_AT,), ("scenarios",)])
def test_what_is_wrong_in_a_translation_is_told_at_its_place(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    library = put(tmp_path, {**FILES, LATE_ES_AT: BROKEN})
    told = snap("lint", *names, "--format", "json", "--select", "undeclared-variable", cwd=tmp_path)
    (one,) = json.loads(told.out)
    line = BROKEN.split("\n").index(next(t for t in BROKEN.split("\n") if "plaza" in t)) + 1
    assert (told.code, one["path"], one["line"]) == (1, LATE_ES_AT, line)
    assert (one["locale"], one["scenario"]) == ("es", "late")
    assert library.root is not None
    unsaved = lint_text(
        library, NOW, library.root / LATE_ES_AT, Source(LATE_ES_AT, BROKEN), ["undeclared-variable"]
    )
    assert [d.line for d in unsaved.diagnostics] == [line]


def test_a_text_on_stdin_can_be_a_translation(tmp_path: Path) -> None:
    put(tmp_path, FILES)
    args = ("lint", "-", "--stdin-filename", LATE_ES_AT, "--select", "undeclared-variable")
    told = snap(*args, stdin=BROKEN.encode(), cwd=tmp_path)
    assert told.code == 1 and "plaza" in told.out


def test_an_ignore_in_a_translation_holds_there(tmp_path: Path) -> None:
    quiet = BROKEN.replace("status: Su pedido {{ order_no }}, {{ size",
                           "# snap: ignore[undeclared-variable] as agreed\nstatus: Su pedido "
                           "{{ order_no }}, {{ size")  # fmt: skip
    assert quiet != BROKEN
    put(tmp_path, {**FILES, LATE_ES_AT: quiet})
    found = [
        d
        for d in linted(tmp_path, LATE_ES_AT)
        if d.name in ("undeclared-variable", "unused-ignore")
    ]
    assert found == []


def test_what_is_wrong_in_the_original_is_told_once(tmp_path: Path) -> None:
    """Its facts, its promise, and the words that are not translated."""
    bad = (
        LATE.replace("within: 2 working days", "within: 40 working days")
        .replace("owner: delivery-leads\n", "")
        .replace("You need to do nothing.", "We will get back ASAP.")
    )
    put(tmp_path, {**FILES, LATE_AT: bad, LATE_ES_AT: "opening: Entendemos su enfado.\n"})
    original = linted(tmp_path, LATE_AT)
    assert {"no-owner", "wrong-owner"} <= {d.name for d in original}
    again = {d.name for d in linted(tmp_path, LATE_ES_AT)}
    assert not again & {d.name for d in original}


@pytest.mark.parametrize("text", ["", "# luego\n"])
def test_an_empty_translation_is_told(tmp_path: Path, text: str) -> None:
    put(tmp_path, {**FILES, LATE_ES_AT: text})
    told = [d.code for d in linted(tmp_path, LATE_ES_AT)]
    assert told == ["L010", "L011"]


def test_of_a_broken_original_nothing_is_told_in_its_translation(tmp_path: Path) -> None:
    put(tmp_path, {**FILES, LATE_AT: LATE + "status: [a\n"})
    told = linted(tmp_path, LATE_AT, LATE_ES_AT)
    assert [d.path.rpartition("/")[2] for d in told] == ["late.yaml"]
    told_ = snap("preview", LATE_ES_AT, cwd=tmp_path)
    assert told_.code == 2
    assert "late.yaml:" in told_.err


def test_an_ignore_holds_for_rules_on_the_whole_library(tmp_path: Path) -> None:
    """And in its own file alone, wherever else the same line has the same fault."""
    mark = "# snap: ignore-file[missing-translation] not sold there\n"
    one, two = (f"scenarios/x/{name}.yaml" for name in ("one", "two"))
    bare = "title: It is late\n"
    put(tmp_path, {"snap.yaml": "locales: [es]\n", one: mark + bare, two: bare})
    missing = [d for d in linted(tmp_path) if d.name in ("missing-translation", "unused-ignore")]
    assert [(d.name, Path(d.path).name) for d in missing] == [("missing-translation", "two.yaml")]
    assert not [d for d in linted(tmp_path, one) if d.name == "unused-ignore"]
    put(tmp_path, {"snap.yaml": "locale: en\n"})
    unused = [d for d in linted(tmp_path) if d.name == "unused-ignore"]
    assert [(Path(d.path).name, d.line) for d in unused] == [("one.yaml", 1)]


def test_english_words_are_no_faults_of_other_languages(tmp_path: Path) -> None:
    text = LATE_ES.replace("Entendemos su enfado.", "Le llega soon ASAP kindly.")
    put(tmp_path, {**FILES, LATE_ES_AT: text,
                   "snap.yaml": SETTINGS + "words:\n  avoid:\n    kindly: please\n"})  # fmt: skip
    assert not {"vague-time", "avoided-word", "kindly"} & {
        d.name for d in linted(tmp_path, LATE_ES_AT)
    }
    put(tmp_path, {LATE_AT: LATE.replace("You are right", "We kindly reply soon")})
    assert {"kindly"} <= {d.name for d in linted(tmp_path, LATE_AT)}


def test_a_message_too_long_in_one_language_is_told_there(tmp_path: Path) -> None:
    long = "Lo buscamos por todas partes y sin descanso. " * 9
    put(tmp_path, {**FILES, LATE_ES_AT: LATE_ES.replace("Lo buscamos.\n", f"{long.strip()}\n")})
    assert "too-long" not in {d.name for d in linted(tmp_path, LATE_AT)}
    (one,) = [d for d in linted(tmp_path, LATE_ES_AT) if d.name == "too-long"]
    assert (one.locale, one.channel) == ("es", "sms") or one.channel is None


def test_the_partials_of_a_language_are_looked_at(tmp_path: Path) -> None:
    put(tmp_path, {**FILES, "partials/sign-off.es.txt": "{{ order_no"})
    assert any(d.path.endswith("sign-off.es.txt") for d in linted(tmp_path))
    put(tmp_path, {"partials/sign-off.es.txt": "El equipo", "partials/odd.es.txt": "Nada"})
    unused = [Path(d.path).name for d in linted(tmp_path) if d.name == "unused-partial"]
    assert unused == ["odd.es.txt"]
    put(tmp_path, {LATE_ES_AT: LATE_ES.replace("sign-off.txt", "odd.txt")})
    assert "unused-partial" not in {d.name for d in linted(tmp_path)}, "one language includes it"


def test_processes_agree(tmp_path: Path) -> None:
    library = put(tmp_path, {**FILES, LATE_ES_AT: BROKEN})
    assert lint(library, NOW, jobs=1) == lint(library, NOW, jobs=2)
    assert lint(library, NOW).scenarios == 3


# --- commands ----------------------------------------------------------------------------------

VALUES = ("--set", "order_no=A-7", "--set", "size=small", "--set", "part=pm", "--set", "refund=no",
          "--no-input")  # fmt: skip


def test_render_in_a_language(library: Library) -> None:
    args = ("render", "late", "--channel", "sms", *VALUES)
    told = snap(*args, "--locale", "es", cwd=library.root)
    assert told.code == 0
    assert told.err == "late has changed in en since it was translated into es.\n"
    assert told.out.startswith("Su pedido A-7 se retrasa, perdone. Lo buscamos. Llega ")
    found = json.loads(snap(*args, "--locale", "es", "--format", "json", cwd=library.root).out)
    assert (found["scenario"], found["locale"]) == ("late", "es")
    assert found["parts"]["next_steps"]["text"] == "Lo buscamos."
    assert found["promise"]["phrase"] == within("es")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("es-MX", "There is no es-MX text of late: this is the es one.\n"),
        ("de", "There is no de text of late: this is the en one.\n"),
        ("en", ""),
    ],
)
def test_what_stands_in_is_said(library: Library, asked: str, says: str) -> None:
    for command in ("render", "copy", "preview", "show"):
        own = ("--channel", "sms", *VALUES) if command in ("render", "copy") else ()
        told = snap(command, "late", "--locale", asked, *own, cwd=library.root)
        assert told.code == 0, told.err
        assert told.err.startswith(says) if says else "There is no" not in told.err


def test_a_language_that_is_none_is_refused(library: Library) -> None:
    told = snap("render", "late", "--channel", "sms", "--locale", "esp", cwd=library.root)
    assert (told.code, told.out) == (2, "") and "Did you mean “es”?" in told.err


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        *[("locale: xx", 2), ("time_zone: Mars/Base", 2), ("hours: whenever", 2)],
        *[("holidays: [2026-13-13]", 2), ("review_every: rarely", 0), ("locales: [xx]", 0)],
    ],
)
def test_no_message_is_made_with_the_default_of_a_misread_setting(
    tmp_path: Path, setting: str, code: int
) -> None:
    put(tmp_path, {"snap.yaml": f"{setting}\n", "scenarios/x/bag.yaml": "status: It is in Oslo.\n"})
    told = snap("show", "bag", cwd=tmp_path)
    assert (told.code, told.err.startswith("snap.yaml:1:")) == (code, code == 2)


def test_the_path_of_a_translation_serves_as_its_name(library: Library) -> None:
    for command in ("preview", "show"):
        told = snap(command, LATE_ES_AT, cwd=library.root)
        assert told.code == 0 and "Entendemos su enfado." in told.out
    told = snap("edit", LATE_ES_AT, "--no-input", cwd=library.root)
    assert told.code == 2 and "open it in an editor" in told.err


def test_a_fault_of_the_original_stops_its_translation(tmp_path: Path) -> None:
    put(tmp_path, {**FILES, LATE_AT: LATE + "nope: x\n"})
    told = snap("preview", "late", "--locale", "es", cwd=tmp_path)
    assert told.code == 2 and "late.yaml" in told.err and "“nope”" in told.err


def test_list_and_show_have_the_languages(library: Library) -> None:
    rows = json.loads(snap("list", "--format", "json", cwd=library.root).out)
    assert {row["id"]: row["locales"] for row in rows} == {
        "bag": ["en", "fr"], "late": ["en", "es", "fr"], "refund": ["en"],
    }  # fmt: skip
    assert "email sms chat · es fr" in snap("list", cwd=library.root).out
    assert "en, es, fr" in snap("show", "late", cwd=library.root).out


def test_the_other_commands_take_translations_as_they_are(library: Library) -> None:
    root = library.root
    ids = [row["id"] for row in json.loads(snap("find", "late", "--format", "json", cwd=root).out)]
    assert ids.count("late") == 1
    coverage = json.loads(snap("stats", "--format", "json", cwd=root).out)
    assert coverage["scenarios"] == 3
    places = {(row["channel"], row["locale"]): row["scenarios"] for row in coverage["coverage"]
              if row["topic"] == "delivery"}  # fmt: skip
    assert (places["chat", "en"], places["chat", "fr"], places["sms", "es"]) == (2, 2, 1)
    assert root is not None
    (root / LATE_ES_AT).write_text("opening: Perdone.\n\ntranslates: 12345678\n", "utf-8")
    assert snap("fmt", cwd=root).code == 0
    laid_out = (root / LATE_ES_AT).read_text("utf-8")
    assert laid_out == "translates: 12345678\n\nopening: Perdone.\n"
    assert snap("fmt", "--check", LATE_ES_AT, cwd=root).code == 0


def test_a_new_scenario_is_not_made_from_a_translation(library: Library) -> None:
    told = snap("new", "later", "--from", LATE_ES_AT, "--no-input", cwd=library.root)
    assert told.code == 2
    assert "start from its original, late" in told.err


def test_the_page_says_in_which_language_a_message_is(library: Library) -> None:
    page = snap("preview", "late", "--locale", "es", "--html", "-", cwd=library.root).out
    assert '<div class="frame" lang="es" dir="ltr">' in page
    assert '<h1 dir="auto">Parcel is late</h1>' in page
    mail = snap("render", "late", "--channel", "email", "--format", "html", "--locale", "es",
                *VALUES, cwd=library.root).out  # fmt: skip
    assert '<html lang="es" dir="ltr">' in mail


def test_a_promise_that_a_language_cannot_say_is_a_fault_of_the_translation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def within(term: Duration) -> str:
        if term.unit is Unit.WORKING_DAY:
            raise locales.Unspoken("Italian has no words for working days: promise days")
        return str(term)

    found = replace(locales.get("en"), code="it", within=within, finds_times=False)
    known = locales.get
    monkeypatch.setattr(locales, "get", lambda code: found if code == "it" else known(code))
    path = "scenarios/delivery/late.it.yaml"
    put(tmp_path, {**FILES, path: LATE_ES})
    told = [d for d in linted(tmp_path) if d.name == "unsendable-message"]
    assert [(d.line, d.locale, d.reason[:7]) for d in told] == [(1, "it", "Italian")]
    sent = snap("render", "late", "--channel", "sms", "--locale", "it", *VALUES, cwd=tmp_path)
    assert (sent.code, sent.out) == (2, "") and "Italian has no words" in sent.err


# --- from right to left ------------------------------------------------------------------------

LATE_HE = """\
opening: אתם צודקים.
status: הזמנה {{ order_no }} נמצאת ב{{ place }}. אנו מצטערים.
next_steps:
  - us: הצוות שלנו מחפש אותה.
  - they: המוביל בודק כל כלוב.
  - you: אין צורך לעשות דבר.
approximate_time: תקבלו אותה עד מחר בצהריים.
planned_outcome: תקבלו את החבילה.
closing: להתראות.
channels:
  email:
    subject: הזמנה {{ order_no }}
"""


@pytest.fixture
def hebrew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library with Hebrew, of which only the direction matters here: its formats are English."""
    found = replace(locales.get("en"), code="he", direction="rtl")
    known = locales.get
    monkeypatch.setattr(locales, "get", lambda code: found if code == "he" else known(code))
    return put(tmp_path, {**FILES, "scenarios/delivery/late.he.yaml": LATE_HE})


def test_a_message_from_the_right_stands_by_itself(hebrew: Library) -> None:
    told = snap("preview", "late", "--locale", "he", cwd=hebrew.root, env={"COLUMNS": "200"})
    assert told.code == 0, told.err
    heads = [line.split() for line in told.out.split("\n")]
    assert ["Email"] in heads and ["SMS"] in heads, "one under another"
    assert not set(told.out) & set("\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u200f")


def test_html_is_laid_out_from_the_right(hebrew: Library) -> None:
    page = snap("preview", "late", "--locale", "he", "--html", "-", cwd=hebrew.root).out
    assert '<div class="frame" lang="he" dir="rtl">' in page
    mail = snap("render", "late", "--channel", "email", "--format", "html", "--locale", "he",
                *VALUES, cwd=hebrew.root).out  # fmt: skip
    assert '<html lang="he" dir="rtl">' in mail
    assert 'align="right"' in mail and "text-align: right" in mail and 'align="left"' not in mail


def test_a_value_from_the_right_is_set_apart(library: Library) -> None:
    assert library.root is not None
    text = LATE.replace("default: the depot", "default: דוד")
    (library.root / LATE_AT).write_text(text, "utf-8")
    told = snap("preview", "late", "--channel", "email", cwd=library.root, terminal=True)
    assert "⟦דוד⟧" in told.out, "brackets, even where there is colour"
    page = snap("preview", "late", "--html", "-", cwd=library.root).out
    assert '<span class="filled" dir="auto" title="place">דוד</span>' in page
    sent = snap("render", "late", "--channel", "email", *VALUES, cwd=library.root).out
    assert "is at דוד. We" in sent, "what is sent is what was given"


def test_what_a_translation_lacks_is_said_beside_the_message(library: Library) -> None:
    put(library.root or Path(), {LATE_ES_AT: LATE_ES.replace("Usted lo recibirá.", "")})
    told = snap("render", "late", "--channel", "sms", *VALUES, "--locale", "es", cwd=library.root)
    assert told.err == "Not all of late is in es yet: the rest is still in en.\n"


def test_a_team_that_has_no_name_in_a_language_is_told(tmp_path: Path) -> None:
    named = "    teams:\n      delivery: entregas\n"
    for settings, count in ((SETTINGS, 0), (SETTINGS.replace(named, ""), 1)):
        put(tmp_path, {**FILES, "snap.yaml": settings})
        told = [d for d in linted(tmp_path, LATE_ES_AT) if "the name of delivery" in d.reason]
        assert len(told) == count
