"""Holidays that move, by country and region, held against the `holidays` package and numpy."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, time, timedelta
from importlib import util
from pathlib import Path
from unittest.mock import patch

import holidays
import numpy as np
import pytest
from cli_harness import snap
from hypothesis import given
from hypothesis import strategies as st

from snapmsg.promise import (
    Calendar,
    Duration,
    MissingExtra,
    Unit,
    Unreadable,
    country_holidays,
    due,
    parse_hours,
)
from snapmsg.promise import holidays as room

PLACES = [("GB", "SCT"), ("GB", "ENG"), ("ES", "MD"), ("AE", None), ("US", "NY"), ("IL", None)]
ZONES = {"GB": "Europe/London", "ES": "Europe/Madrid", "AE": "Asia/Dubai",
         "US": "America/New_York", "IL": "Asia/Jerusalem"}  # fmt: skip
WEEKENDS = {"IL": "sunday to thursday"}


def of(country: str, region: str | None) -> Calendar:
    week = parse_hours({WEEKENDS.get(country, "monday to friday"): "09:00 to 17:00"})
    return Calendar(week, country_holidays(country, region), ZONES[country])


@given(st.sampled_from(PLACES), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_the_days_off_are_those_of_the_package(place: tuple[str, str | None], day: date) -> None:
    own = country_holidays(*place)
    known = holidays.country_holidays(place[0], subdiv=place[1], years=day.year)
    assert (day in own) == (day in known)


@given(
    st.sampled_from(PLACES),
    st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 1)),
    st.integers(1, 40),
)
def test_working_days_agree_with_numpy(
    place: tuple[str, str | None], naive: datetime, number: int
) -> None:
    calendar = of(*place)
    now = naive.replace(tzinfo=calendar.tz)
    known = holidays.country_holidays(place[0], subdiv=place[1], years=range(2025, 2030))
    mask = [hours is not None for hours in calendar.week]
    start = np.datetime64(now.date() + timedelta(days=now.time() >= time(17)))
    expected = np.busday_offset(
        start, number, roll="forward", weekmask=mask, holidays=[np.datetime64(d) for d in known]
    )
    latest = due(Duration(number, number, Unit.WORKING_DAY), now, calendar).latest
    assert str(latest.date()) == str(expected)


def test_a_librarys_own_days() -> None:
    own = country_holidays(
        "GB", "ENG", also=frozenset([date(2026, 12, 24)]), open=frozenset([date(2026, 12, 28)])
    )
    assert date(2026, 12, 24) in own
    assert date(2026, 12, 25) in own
    assert date(2026, 12, 28) not in own


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (("UK", None), "“UK” is no country's code: write its two letters, such as GB"),
        (("gb", None), "“gb” is no country's code"),
        (("GB", "SCOT"), "“SCOT” is no region of GB: it has ENG, NIR, SCT, WLS"),
        (("AE", "DU"), "“DU” is no region of AE: "),
    ],
)
def test_what_the_package_does_not_have(place: tuple[str, str | None], reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        country_holidays(*place)
    assert str(refused.value).startswith(reason)


def library(root: Path, text: str) -> Path:
    folder = root / "scenarios" / "x"
    folder.mkdir(parents=True)
    (folder / "bag.yaml").write_text(
        "title: Bag\nowner: x\nstatus: It is in Oslo.\nnext_steps:\n  - us: We look.\n"
        "approximate_time:\n  within: 1 working day\n  say: You have it {{ promise }}.\n"
        "planned_outcome: You have it back.\nchannels:\n  chat:\n"
    )
    (root / "snap.yaml").write_text(f"promise_as: both\ntime_zone: Europe/London\n{text}")
    return root


EASTER = ("render", "bag", "--channel", "chat", "--now", "2027-03-25T10:00")


def test_a_country_in_snap_yaml(tmp_path: Path) -> None:
    root = library(tmp_path, "holidays:\n  country: GB\n  region: ENG\n")
    assert "within 1 working day, by Tuesday 30 March" in snap(*EASTER, cwd=root).out
    (root / "snap.yaml").write_text(
        "promise_as: both\nholidays:\n  country: GB\n  region: SCT\n  open: 2027-03-26\n"
    )
    assert "by Friday 26 March" in snap(*EASTER, cwd=root).out


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("holidays:\n  country: UK\n", "“UK” is no country's code"),
        ("holidays:\n  country: GB\n  region: XX\n", "“XX” is no region of GB"),
        ("holidays:\n  region: SCT\n", "“holidays” needs country"),
        ("holidays:\n  country: GB\n  days: 2026-12-24\n", "“days” is no key of holidays"),
        ("holidays:\n  country: GB\n  also: Christmas\n", "“Christmas” is no date for “also”"),
        ("customer_zones: [Lodnon]\n", "is not a time zone: write one such as Europe/London"),
    ],
)
def test_what_is_wrong_there_is_told(tmp_path: Path, text: str, reason: str) -> None:
    told = snap("lint", "--format", "concise", cwd=library(tmp_path, text))
    assert told.code == 1 and reason in told.out, told


def test_without_the_package_it_says_how_to_get_it(tmp_path: Path) -> None:
    root = library(tmp_path, "holidays:\n  country: GB\n")
    room._days.cache_clear()
    try:
        with patch.object(room, "find_spec", lambda name: None):
            told = snap(*EASTER, cwd=root)
            with pytest.raises(MissingExtra, match="not installed"):
                country_holidays("GB")
    finally:
        room._days.cache_clear()
    assert told.code == 2 and told.out == ""
    assert "pip install 'snapmsg[holidays]'" in told.err and "snap.yaml:4" in told.err


def test_the_package_is_imported_only_where_it_is_used() -> None:
    assert util.find_spec("holidays") is not None
    code = "import sys, snapmsg.config, snapmsg.promise; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
