"""What ships: twelve scenarios that lint clean, and read as the stored booklet has them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import booklet
import pytest

from snapmsg.channels import sms
from snapmsg.library import open_library, scenarios, shipped
from snapmsg.linter import lint

SHIPPED = open_library(shipped())
PAGES = [
    pytest.param(folder / name, text, id=f"{folder.name}/{name}")
    for folder, root in booklet.STORED.items()
    for name, text in booklet.pages(open_library(root))
]


@pytest.mark.parametrize("year", [2026, 2036])
def test_the_shipped_library_lints_clean_now_and_in_ten_years(year: int) -> None:
    found = lint(SHIPPED, datetime(year, 11, 22, 12, tzinfo=UTC))
    assert found.diagnostics == ()
    assert found.scenarios == 12


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


def test_every_shipped_sms_is_gsm_and_at_most_two_parts() -> None:
    environment = booklet.environment_of(SHIPPED)
    for file in scenarios(SHIPPED):
        draft = booklet.draft_of(file.scenario, environment)
        for name, values in booklet.value_sets(draft):
            if "sms" in draft.channels:
                case = booklet.build_case(draft, values, booklet.NOW, name)
                counted = sms.count(booklet.compose(case, "sms").text)
                assert (counted.encoding, counted.parts <= 2) == ("GSM-7", True), file.scenario.id


def test_the_situations_differ() -> None:
    found = [file.scenario for file in scenarios(SHIPPED)]
    assert {scenario.fact("starts") for scenario in found} == {
        "they_wrote", "we_write", "public_post",
    }  # fmt: skip
    assert len({scenario.topic for scenario in found}) == 4
