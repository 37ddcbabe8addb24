"""What ships: scenarios that lint clean, and read as the stored booklet has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import booklet
import overlap
import pytest

from snapmsg.channels import sms
from snapmsg.library import open_library, scenarios, shipped
from snapmsg.linter import lint
from snapmsg.message import Draft
from snapmsg.model import FEELINGS, IMPACTS, STARTS
from snapmsg.values import Kind, Value

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


def longest(draft: Draft, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values, with each text as long as its variable allows."""
    specs = {name: draft.variables[name].spec for name in values}
    return {
        name: "W" * (specs[name].max_length or 0) if specs[name].kind is Kind.TEXT else value
        for name, value in values.items()
    }


@pytest.mark.parametrize("file", list(scenarios(SHIPPED)), ids=lambda file: file.scenario.id)
def test_it_fits_where_room_is_short_at_worst_too(file) -> None:  # type: ignore[no-untyped-def]
    draft = booklet.draft_of(file.scenario, booklet.environment_of(SHIPPED))
    brief = [name for name in draft.channels if draft.channel(name).brief]
    for name, values in booklet.value_sets(draft):
        for given in (values, longest(draft, values)):
            case = booklet.build_case(draft, given, booklet.NOW, name)
            for channel in brief:
                message = booklet.compose(case, channel)
                most = message.channel.most
                assert most is not None
                assert message.counts()[message.channel.measure] <= most
                if channel == "sms":
                    assert sms.count(message.text).encoding == "GSM-7"


def test_no_two_say_more_than_one_sentence_alike() -> None:
    assert [pair for pair in overlap.shared(SHIPPED) if len(pair.sentences) > 1] == []


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
