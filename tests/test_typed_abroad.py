"""Times are typed in English; people who type their own language are told the English for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_harness import snap
from rule_harness import CLEAN, PATH, SETTINGS
from wizard_talk import NOON, Talk, library_in, wish

from snapmsg import locales, promise
from snapmsg.library import open_library
from snapmsg.locales.typed import in_english, why_unreadable
from snapmsg.promise import Unreadable
from snapmsg.wizard import new_scenario


@pytest.mark.parametrize(
    ("locale", "text", "english"),
    [
        ("fr", "48 heures", "48 hours"),
        ("fr", "sous 48 heures", "48 hours"),
        ("fr-CA", "3 à 5 jours", "3 to 5 days"),
        ("fr", "vendredi", "Friday"),
        ("fr", "au plus tard vendredi à 17h.", "Friday 17:00"),
        ("es", "2 días laborables", "2 working days"),
        ("es", "en un plazo de 2 días", "2 days"),
        ("de", "24. Dezember", "24 December"),
        ("nl", "2 werkdagen", "2 working days"),
        ("pt", "amanhã", "tomorrow"),
        ("cy", "2 ddiwrnod", "2 days"),
        ("fr", "48 heures ou 3 jours", None),
        ("fr", "48 heures après la livraison", None),
        ("fr", "au moins 48 heures", None),
        ("fr", "48 heures pour tout le monde", None),
        ("fr", "bientôt", None),
        ("fr", "nous vous rappelons très certainement sous 48 heures", None),
        ("fr", f"{'très ' * 30}48 heures", None),
        ("it", "2 giorni", None),
        ("en", "48 hours", None),
    ],
)
def test_the_english_for_a_time(locale: str, text: str, english: str | None) -> None:
    found = in_english(locales.get(locale), text)
    assert (None if found is None else str(found)) == english


@pytest.mark.parametrize("code", [code for code in locales.CODES if not code.startswith("en")])
@pytest.mark.parametrize("typed", ["48 hours", "3 to 5 working days", "Friday", "24 December"])
def test_what_is_said_for_it_can_be_typed(code: str, typed: str) -> None:
    """Whoever copies what a message says is told what was typed for it."""
    locale = locales.get(code)
    moment = typed[0] == "F" or typed[-1] == "r"
    parse = promise.parse_moment if moment else promise.parse_duration
    said = locale.phrase(parse(typed))
    with pytest.raises(Unreadable) as error:
        parse(said)
    told = why_unreadable(locale, said, error.value, moment=moment)
    assert told == f"“{said}” is not English, in which all times are typed: write {typed}"


@pytest.mark.parametrize(
    ("locale", "text", "told"),
    [
        ("fr", "vendredi", "write Friday with by"),
        ("fr", "bientôt", ". Times are typed in English; messages say them in français"),
        ("it", "2 giorni", ". Times are typed in English; messages say them in italiano"),
        ("fr", "48", "“48” has no unit: write 48 hours or 2 days"),
        ("en", "48 heures", "write a number with a unit, such as 2 working days"),
    ],
)
def test_why_a_duration_cannot_be_read(locale: str, text: str, told: str) -> None:
    with pytest.raises(Unreadable) as error:
        promise.parse_duration(text)
    found = why_unreadable(locales.get(locale), text, error.value, moment=False)
    assert found.endswith(told)


TYPED = CLEAN.replace(
    "approximate_time: You have it within 3 working days.",
    "approximate_time:\n  within: 48 heures",
)
TOLD = "“48 heures” is not English, in which all times are typed: write 48 hours"


def library(root: Path, locale: str) -> Path:
    (root / PATH).parent.mkdir(parents=True)
    (root / PATH).write_text(TYPED, encoding="utf-8")
    (root / "snap.yaml").write_text(f"{SETTINGS}locale: {locale}\n", encoding="utf-8")
    return root


def test_lint_and_render_say_what_to_type(tmp_path: Path) -> None:
    root = library(tmp_path, "fr")
    lint = snap("lint", "--select", "A005", "--format", "concise", cwd=root)
    assert lint.out == f"{PATH}:7:11: A005 {TOLD}\n"
    rendered = snap(
        "render", "parcel-late", "--channel", "email", "--set", "order_no=A-1", cwd=root
    )
    assert rendered.code == 2
    assert TOLD in rendered.err


def test_new_and_edit_say_what_to_type(tmp_path: Path) -> None:
    root = library(tmp_path, "fr")
    given = ("--status", "Votre colis est en retard.", "--next-step", "us: Nous le cherchons.",
             "--outcome", "Vous aurez le colis.", "--title", "Colis", "--topic", "x",
             "--channel", "email", "--subject", "Votre colis", "--owner", "nous")  # fmt: skip
    made = snap("new", "colis", *given, "--time", "48 heures", "--no-input", cwd=root)
    assert made.code == 0, made.err
    assert f"The time stands in your own words: {TOLD}." in made.err
    assert snap("edit", "colis", "--time", "48 hours", "--no-input", cwd=root).code == 0
    edited = snap("edit", "colis", "--time", "2 jours", "--no-input", cwd=root)
    assert edited.code == 2
    assert "“2 jours” is not English, in which all times are typed: write 2 days. To" in edited.err


def test_the_wizard_offers_the_english_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = library_in(tmp_path, monkeypatch)
    settings = (home / "snap.yaml").read_text(encoding="utf-8")
    french = settings.replace("locale: en\n", "locale: fr\n")
    assert french != settings
    (home / "snap.yaml").write_text(french, encoding="utf-8")
    talk = Talk(("By when is it settled", "help"), ("", "48 heures"), ("Try again", ""))
    late = wish("late", status="Le colis est en retard.", time=None)
    made = new_scenario(open_library(home), late, NOON, talk.person)
    assert talk.left == []
    assert "Type it in English, such as 48 hours or Friday 17:00" in talk.told
    assert TOLD in talk.told
    assert "within: 48 hours\n" in made.text
