"""A translation laid over its original, and the languages of a library."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from translation_harness import (
    FILES,
    LATE,
    LATE_AT,
    LATE_ES,
    LATE_ES_AT,
    of,
    put,
    said,
    update,
    within,
)

from snapmsg import locales
from snapmsg.errors import SnapError
from snapmsg.library import Library, read_scenario, translated
from snapmsg.message import environment_of
from snapmsg.schema import steps_of


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return put(tmp_path, FILES)


# --- laying over -------------------------------------------------------------------------------


def test_a_message_is_the_original_in_other_words(library: Library) -> None:
    assert said(library, refund="yes") == (
        "Entendemos su enfado.\n\n"
        "Su pedido A-10293, un paquete pequeño, está en el depósito. Lo sentimos.\n\n"
        "- Nuestro equipo de entregas lo busca.\n"
        "- El transportista revisa todas las jaulas.\n"
        "- Usted no tiene que hacer nada.\n\n"
        f"Lo tendrá {within('es')} por la mañana y sabrá de nosotros {update('es')}.\n\n"
        "Lo recibirá y le devolvemos su dinero.\n\n"
        "El equipo de Parcels"
    )


class Over(NamedTuple):
    """A change to the translation, a channel, and words that its message then has and has not."""

    before: str
    after: str
    channel: str
    has: str
    lacks: str


OVER = {
    "what is empty reads as the original": Over(
        "opening: Entendemos su enfado.", "opening:", "email", "You are right to be cross.",
        "Entendemos",
    ),
    "what is absent does, too": Over(
        "opening: Entendemos su enfado.\n", "", "email", "You are right to be cross.", "Entendemos"
    ),
    "a step without words is the original's": Over(
        "us: Nuestro equipo de {{ team }} lo busca.", "us:", "email",
        "- Our entregas team searches for it.", "lo busca",
    ),
    "a step too many is not sent": Over(
        "  - you: Usted no tiene que hacer nada.",
        "  - you: Usted no tiene que hacer nada.\n  - us: Y otra cosa.", "email",
        "Usted no tiene", "otra cosa",
    ),
    "plain words keep the promise": Over(
        "approximate_time:\n  say: Lo tendrá", "approximate_time: Lo tendrá", "email",
        "Lo tendrá en", "You have it",
    ),
    "without a sentence, the language has one": Over(
        "planned_outcome: Lo recibirá{%", "planned_outcome: Usted lo recibirá{%", "chat",
        "Usted lo recibirá", "You will",
    ),
    "a brief channel reads its own": Over("x", "x", "sms", "Lo buscamos.", "equipo"),
    "short words that the original has and this has not": Over(
        "  next_steps: Lo buscamos.\n", "", "sms", "We search for it.", "Lo buscamos"
    ),
    "a channel's words that the original has not": Over(
        "channels:\n", "channels:\n  sms:\n    status: Va tarde.\n", "sms", "Va tarde.", "perdone"
    ),
    "the original's condition holds": Over("x", "x", "email", "Lo recibirá.", "jaulas"),
    "shared words that are not translated": Over("x", "x", "chat", "un paquete pequeño", "small"),
}  # fmt: skip


@pytest.mark.parametrize("over", OVER.values(), ids=OVER)
def test_what_a_translation_says_stands_in_place_of_the_original(
    library: Library, over: Over
) -> None:
    assert over.before == "x" or over.before in LATE_ES
    text = LATE_ES if over.before == "x" else LATE_ES.replace(over.before, over.after)
    message = said(library, text, over.channel)
    assert over.has in message
    assert over.lacks not in message


def test_a_typed_promise_without_a_sentence_has_the_languages_own(tmp_path: Path) -> None:
    original = "\n".join(line for line in LATE.split("\n") if not line.startswith("  say: You"))
    library = put(tmp_path, {**FILES, LATE_AT: original})
    text = LATE_ES.replace("approximate_time:\n  say: Lo tendrá {{ promise }} {{ part }} y sabrá "
                           "de nosotros {{ update }}.\n", "")  # fmt: skip
    assert within("es") in said(library, text).lower()
    assert "sabrá" not in said(library, text)


def test_facts_and_promise_are_the_originals(library: Library) -> None:
    scenario = of(library)
    assert (scenario.id, scenario.locale, scenario.title) == ("late", "es", "Parcel is late")
    timing = scenario.timing()
    assert timing is not None and timing.within is not None and timing.say is not None
    assert timing.within.source.path.endswith(LATE_AT)
    assert timing.say.source.path == LATE_ES_AT
    assert [str(step.team) for _, step in steps_of(scenario)] == ["delivery", "None", "None"]
    assert scenario.first.source.path == LATE_ES_AT
    assert scenario.top.source.path.endswith(LATE_AT)


def test_default_channels_stay_what_they_are(tmp_path: Path) -> None:
    original = LATE[: LATE.index("channels:")]
    library = put(tmp_path, {**FILES, LATE_AT: original})
    text = LATE_ES + "  sms:\n    status: Va tarde.\n"
    scenario = of(library, text)
    assert tuple(scenario.channels or ()) == library.settings.channels
    assert "Va tarde." in said(library, text, "sms")


# --- the library -------------------------------------------------------------------------------


def test_the_scenarios_of_a_library_are_its_originals(library: Library) -> None:
    assert [path.name for path in library.files] == ["bag.yaml", "late.yaml", "refund.yaml"]
    assert {o.name: sorted(by) for o, by in library.translations.items()} == {
        "bag.yaml": ["fr"], "late.yaml": ["es", "fr"],
    }  # fmt: skip
    assert sorted(library.ids()) == ["bag", "late", "refund"]
    assert [path.name for path in library.all_files] == [
        "bag.fr.yaml", "bag.yaml", "late.es.yaml", "late.fr.yaml", "late.yaml", "refund.yaml",
    ]  # fmt: skip
    assert library.locales(library.files[1]) == ("en", "es", "fr")
    assert (list(library.partials), list(library.local_partials)) == (["sign-off.txt"], ["es"])


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("es", "late.es.yaml"), ("es-MX", "late.es.yaml"), ("fr-CA", "late.fr.yaml"),
        ("de", "late.yaml"), ("en", "late.yaml"), ("en-GB", "late.yaml"),
    ],
)  # fmt: skip
def test_a_language_falls_back_by_rule(library: Library, asked: str, name: str) -> None:
    assert library.root is not None
    for start in ("late.yaml", "late.es.yaml"):
        file = read_scenario(library, library.root / "scenarios/delivery" / start)
        assert translated(library, file, asked).path.name == name
    with pytest.raises(SnapError, match="Did you mean “es”"):
        translated(library, file, "esp")


def test_a_region_goes_before_its_language(tmp_path: Path) -> None:
    library = put(tmp_path, {
        **FILES,
        "scenarios/delivery/late.es-MX.yaml": "opening: Disculpe.\n",
        "partials/sign-off.es-MX.txt": "Parcels México\n",
    })  # fmt: skip
    original = read_scenario(library, library.files[1])
    assert translated(library, original, "es-MX").scenario.locale == "es-MX"
    assert translated(library, original, "es-AR").scenario.locale == "es"
    mexican = environment_of(library).of("es-MX")
    assert str(mexican.library.partials["sign-off.txt"]) == "Parcels México\n"
    assert {id: str(name) for id, name in (mexican.library.settings.teams or {}).items()} == {
        "delivery": "entregas", "care": "care",
    }  # fmt: skip
    assert mexican.of(None).locale.code == "en"
    assert (
        mexican.of("es") is environment_of(library).of("es") or mexican.of("es").locale.code == "es"
    )


def test_an_environment_is_made_once(library: Library) -> None:
    own = environment_of(library)
    assert own.of("es") is own.of("es") is own.of("fr").of("es")
    assert own.of(None) is own.of("en") is own.of("es").of(None) is own
    assert own.of("es").templates is own.templates
    assert own.of("es").labels["status"] == "Qué ha pasado"
    assert own.of("fr").labels["status"] == locales.get("fr").labels["status"]
