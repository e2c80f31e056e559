"""Marks are filled with the right day, form and month, and none is left."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.marks import Clock, fill

LIMA = ZoneInfo("America/Lima")


@pytest.mark.parametrize(
    ("mark", "filled"),
    [
        ("{{date:-1d}}", "2026-02-28"),
        ("{{date:0d 07:05|iso}}", "2026-03-01T07:05:00-05:00"),
        ("{{date:-1d 18:00|rfc822}}", "Sat, 28 Feb 2026 18:00:00 -0500"),
        ("{{date:+1d|es}}", "2 de marzo de 2026"),
        ("{{date:0d|pt}}", "1 de março de 2026"),
        ("{{date:0d|en}}", "March 1, 2026"),
        ("{{date:-365d|dmy}}", "01/03/2025"),
        ("{{month:-3}}", "2025-12"),
        ("no mark, {braces} and {{other}}", "no mark, {braces} and {{other}}"),
    ],
)
def test_forms(mark: str, filled: str) -> None:
    assert fill(mark, Clock(date(2026, 3, 1), LIMA)) == filled


def test_an_unknown_form_is_an_error() -> None:
    with pytest.raises(KeyError, match="klingon"):
        fill("{{date:0d|klingon}}", Clock(date(2026, 3, 1), LIMA))


@given(today=st.dates(date(1990, 1, 1), date(2090, 1, 1)), days=st.integers(-400, 400))
def test_any_offset_is_that_many_days_away(today: date, days: int) -> None:
    filled = fill(f"{{{{date:{days:+d}d 12:00|iso}}}}", Clock(today, LIMA))
    assert datetime.fromisoformat(filled).date() - today == timedelta(days=days)


@given(year=st.integers(1900, 2100), month=st.integers(1, 12), step=st.integers(-30, 30))
def test_months_go_there_and_back(year: int, month: int, step: int) -> None:
    asked = f"{year:04d}-{month:02d}"
    there = fill(f"{{{{month:{step:+d}}}}}", Clock(date(2026, 3, 1), LIMA, asked))
    assert fill(f"{{{{month:{-step:+d}}}}}", Clock(date(2026, 3, 1), LIMA, there)) == asked
