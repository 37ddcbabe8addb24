"""What ships: scenarios that lint clean, and read as the stored booklet has them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

import booklet
import overlap
import pytest

from snapmsg.library import open_library, scenarios, shipped
from snapmsg.linter import lint
from snapmsg.model import FEELINGS, IMPACTS, STARTS
from snapmsg.starter.choosing import choose
from snapmsg.starter.making import contents

SHIPPED = open_library(shipped())
SPANISH = list(overlap.drafts(SHIPPED, "es"))
PAGES = [
    pytest.param(folder / name, text, id=f"{folder.name}/{name}")
    for folder, root in booklet.STORED.items()
    for name, text in booklet.pages(open_library(root))
]


@pytest.mark.parametrize("year", [2026, 2036])
def test_the_shipped_library_lints_clean_now_and_in_ten_years(year: int) -> None:
    found = lint(SHIPPED, datetime(year, 11, 22, 12, tzinfo=UTC))
    assert found.diagnostics == ()
    assert found.scenarios >= 75


@pytest.mark.parametrize(("file", "text"), PAGES)
def test_every_message_reads_as_stored(file: Path, text: str) -> None:
    assert text == file.read_text(encoding="utf-8"), "python tests/booklet.py writes it anew"


def test_every_stored_page_has_its_scenario() -> None:
    stored = {path for folder in booklet.STORED for path in folder.rglob("*.txt")}
    assert stored == {param.values[0] for param in PAGES}


@pytest.mark.parametrize("file", list(scenarios(SHIPPED)), ids=lambda file: file.scenario.id)
def test_a_shipped_scenario_is_complete(file) -> None:  # type: ignore[no-untyped-def]
    scenario = file.scenario
    for fact in ("title", "situation", "starts", "feeling", "impact", "owner"):
        assert scenario.fact(fact), fact
    assert "reviewed" not in scenario.facts, "snap init stamps it"
    assert "expires" not in scenario.facts
    assert len(scenario.lists["sounds_like"]) >= 3
    assert scenario.for_agents
    assert scenario.channels


def test_twelve_are_in_spanish() -> None:
    assert {draft.scenario.id for draft in SPANISH} == {
        "parcel-late", "parcel-lost", "refund-late", "charged-twice", "outage-cause-unknown",
        "outage-back", "flight-cancelled-tonight", "bag-not-found", "test-result-late",
        "card-stopped", "bereavement", "must-say-no",
    }  # fmt: skip


def test_a_new_library_starts_in_one_language() -> None:
    files = dict(contents("Messages", date(2026, 11, 22), choose("general")))
    settings = files[PurePosixPath("snap.yaml")]
    assert [path for path in files if path.name.count(".") > 1] == []
    assert "locales:" not in settings
    assert "rules:" not in settings
    assert settings.endswith("\n")
    assert not settings.endswith("\n\n")


@pytest.mark.parametrize("locale", ["en", "es"])
def test_no_two_say_more_than_one_sentence_alike(locale: str) -> None:
    assert [pair for pair in overlap.shared(SHIPPED, locale) if len(pair.sentences) > 1] == []


def test_the_situations_differ() -> None:
    found = [file.scenario for file in scenarios(SHIPPED)]
    assert {scenario.fact("starts") for scenario in found} == set(STARTS)
    assert {scenario.fact("impact") for scenario in found} == set(IMPACTS)
    assert {scenario.fact("feeling") for scenario in found} == set(FEELINGS)
    assert len({scenario.topic for scenario in found}) >= 10


def test_no_two_begin_alike() -> None:
    begins = Counter(
        " ".join(text.value.lower().split()[:4])
        for file in scenarios(SHIPPED)
        if (text := file.scenario.wording.fields.get("opening")) is not None
    )
    assert [words for words, count in begins.items() if count > 1] == []
