"""Days, as people west and east of Greenwich see them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from core.days import beginning, local, written

SANTIAGO, MADRID = ZoneInfo("America/Santiago"), ZoneInfo("Europe/Madrid")


@pytest.mark.parametrize("zone", [SANTIAGO, MADRID])
def test_a_day_without_a_time_stays_that_day(zone: ZoneInfo) -> None:
    assert local(datetime(2021, 1, 24, tzinfo=UTC), zone).day == 24


def test_a_moment_is_told_by_the_clock_of_the_place() -> None:
    assert local(datetime(2021, 1, 24, 1, 30, tzinfo=UTC), SANTIAGO).day == 23
    assert local(datetime(2021, 1, 23, 23, 30, tzinfo=UTC), MADRID).day == 24


def test_a_day_begins_by_the_clock_of_the_place() -> None:
    assert beginning(date(2021, 1, 24), SANTIAGO) == datetime(2021, 1, 24, 3, tzinfo=UTC)
    assert beginning(date(2021, 1, 24), MADRID) == datetime(2021, 1, 23, 23, tzinfo=UTC)


def test_a_day_for_terminals() -> None:
    assert written(datetime(2026, 12, 1, 0, 35, tzinfo=UTC), SANTIAGO) == "2026-11-30"
    assert written(datetime(2026, 12, 1, tzinfo=UTC), SANTIAGO) == "2026-12-01"  # of which only the day is known
