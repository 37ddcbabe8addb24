"""Promises that were checked by hand: each with the reason why it is due when it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import yaml

from snapmsg import channels, reader
from snapmsg.config import read_settings
from snapmsg.promise import Calendar, due, parse_duration, parse_moment
from snapmsg.source import Source

FILE = Path(__file__).parent / "vectors" / "promises.yaml"
FOUND = yaml.load(FILE.read_text(encoding="utf-8"), yaml.BaseLoader)


def calendar(name: str) -> Calendar:
    """A calendar of the file, read as `snap.yaml` is."""
    source = Source("snap.yaml", yaml.dump(FOUND["calendars"][name], sort_keys=False))
    settings, problems = read_settings(reader.read(source), source, channels.settings())
    assert problems == []
    return settings.calendar


CALENDARS = {name: calendar(name) for name in FOUND["calendars"]}


@pytest.mark.parametrize(
    "row", FOUND["promises"], ids=lambda row: f"{row['promise']}, {row['calendar']}"
)
def test_by_hand(row: dict[str, str]) -> None:
    own, text = CALENDARS[row["calendar"]], row["promise"]
    now = datetime.fromisoformat(row["now"]).replace(tzinfo=own.tz)
    promise = parse_moment(text) if text.startswith("by ") else parse_duration(text)
    latest = due(promise, now, own).latest
    assert latest.tzinfo is own.tz
    assert latest.replace(tzinfo=None) == datetime.fromisoformat(row["due"]), row["why"]


def test_there_are_enough_of_them_and_each_says_why() -> None:
    assert len(FOUND["promises"]) >= 30
    assert all(row["why"].endswith(".") for row in FOUND["promises"])
    assert {row["calendar"] for row in FOUND["promises"]} == CALENDARS.keys()
