"""Dates as machines and people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.moments import EARLIEST, parse, stated

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-01-20T10:00:00-03:00", "2021-01-20T10:00:00-03:00"),
        ("2021-01-20T10:00:00Z", "2021-01-20T10:00:00+00:00"),
        ("2021-01-20", "2021-01-20T00:00:00+00:00"),
        ("20210120T101500Z", "2021-01-20T10:15:00+00:00"),
        ("Wed, 20 Jan 2021 10:00:00 -0500", "2021-01-20T10:00:00-05:00"),
        ("1611140400", "2021-01-20T11:00:00+00:00"),
        ("1611140400000", "2021-01-20T11:00:00+00:00"),
        ("20 de enero de 2021 a las 14:30", "2021-01-20T14:30:00+00:00"),
        ("Jueves, 21 de Abril de 202221/04/2022", "2022-04-21T00:00:00+00:00"),
        ("3 de mayo de 202221:25", "2022-05-03T21:25:00+00:00"),
        ("07/05/2022 20H06", "2022-05-07T20:06:00+00:00"),
        ("12 de março de 2021, 9h05", "2021-03-12T09:05:00+00:00"),
        ("1º de setembro de 2023", "2023-09-01T00:00:00+00:00"),
        ("setiembre 4, 2022", "2022-09-04T00:00:00+00:00"),
        ("May 4, 2022 at 3:05 p.m.", "2022-05-04T15:05:00+00:00"),
        ("JAN. 23, 2021", "2021-01-23T00:00:00+00:00"),
        ("2022-05-04 12:30:00 GMT", "2022-05-04T12:30:00+00:00"),
        ("Tue, 04 Jun 2024 10:30:00 PM GMT", "2024-06-04T22:30:00+00:00"),
        ("12 May 2021 12:05 am", "2021-05-12T00:05:00+00:00"),
        ("Tue, 04 Jun 2024 10:30:00 GMT-0400", "2024-06-04T10:30:00-04:00"),
        ("2022-05-04 12:30 UTC-5", "2022-05-04T12:30:00-05:00"),
        ("Lunes, 3 de junio de 2024 9:30 GMT+05:30", "2024-06-03T09:30:00+05:30"),
        ("lun, 03 ago 2025 10:00:00 EST", "2025-08-03T10:00:00-05:00"),
        ("lun, 03 ago 2025 10:00:00 -03", "2025-08-03T10:00:00-03:00"),
        ("3 Nov 25 10:00:00 +05:30", "2025-11-03T10:00:00+05:30"),
        ("20251103T10:00:00Z", "2025-11-03T10:00:00+00:00"),
        ("03/02/26", "2026-02-03T00:00:00+00:00"),
        ("Publicado em 28/02/26 às 14h30", "2026-02-28T14:30:00+00:00"),
        ("hace 3 horas", "2026-03-04T15:00:00+00:00"),
        ("Publicado há 2 dias", "2026-03-02T18:00:00+00:00"),
        ("10 minutos atrás", "2026-03-04T17:50:00+00:00"),
        ("an hour ago", "2026-03-04T17:00:00+00:00"),
        ("Publicado em 28/02 às 14:30", "2026-02-28T14:30:00+00:00"),
        ("12 de set, 14:30", "2025-09-12T14:30:00+00:00"),
        ("Publicado el 5 de marzo", "2026-03-05T00:00:00+00:00"),  # a page of the east
        ("Publicado el 6 de marzo", "2025-03-06T00:00:00+00:00"),
        ("Posted Sep 12", "2025-09-12T00:00:00+00:00"),
        ("Anunciado: 31/12 - 9h05", "2025-12-31T09:05:00+00:00"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    found = parse(text, fetched_at=NOW)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ayer",
        "hoy a las 9:00",
        "0001-01-01T00:00:00+05:00",
        "1970-01-01",
        "31/02/2021",
        "31/02/21",
        "26/11/03",
        "1/2/26/4",
        "tel. 2021-555-0101",
        "24/7",
        "12 de septiembre",
        "Publicado em 31/02 às 14:30",
        "Publicado em 28/02 às 25:30",
        "Salida: 12/09 a las 14:30",
        "3 mares, 14:30",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert parse(text, fetched_at=NOW) is None


def test_a_zone_beyond_all_bounds_is_none() -> None:
    found = parse("Mon, 1 Jan 2021 10:00:00 +9999999999999")
    assert found == datetime(2021, 1, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025-07-15", date(2025, 7, 15)),
        ("20250715", date(2025, 7, 15)),
        ("Julio 15, 2025", date(2025, 7, 15)),
        ("15/07/2025", date(2025, 7, 15)),
        ("07/15/2025", date(2025, 7, 15)),
        ("07/07/2025", date(2025, 7, 7)),
        ("15/07/2025 14:30", datetime(2025, 7, 15, 14, 30)),  # noqa: DTZ001 - none is said
        ("2025-07-15T00:00:00", datetime(2025, 7, 15)),  # noqa: DTZ001
        ("2025-07-15 14:30 -03:00", datetime(2025, 7, 15, 14, 30, tzinfo=timezone(-timedelta(hours=3)))),
        ("03/04/2025", None),
        ("03/04/25", None),
        ("15/07/25", date(2025, 7, 15)),
        ("03/04/2025 (4 de marzo de 2025)", date(2025, 3, 4)),
        ("hace 3 horas", None),
    ],
)
def test_what_is_stated_is_no_more_than_what_is_said(text: str, said: date | None) -> None:
    found = stated(text)
    assert (found, type(found)) == (said, type(said))


def test_hours_ago_need_to_know_from_when() -> None:
    assert parse("hace 3 horas") is None


def test_a_day_without_its_year_needs_to_know_from_when() -> None:
    assert parse("Publicado em 28/02 às 14:30") is None
    assert parse("Posted 02/03 14:30", fetched_at=NOW, month_first=True) == datetime(2026, 2, 3, 14, 30, tzinfo=UTC)


def test_english_pages_put_the_month_first() -> None:
    assert parse("03/12/2021", month_first=True) == datetime(2021, 3, 12, tzinfo=UTC)
    assert parse("03/12/2021") == datetime(2021, 12, 3, tzinfo=UTC)
    assert parse("25/12/2021", month_first=True) == datetime(2021, 12, 25, tzinfo=UTC)


@given(st.text(max_size=120))
def test_any_text_is_an_aware_date_or_none(text: str) -> None:
    found = parse(text, fetched_at=NOW)
    assert found is None or (found.tzinfo is not None and (found >= EARLIEST or found <= NOW))


@given(
    st.datetimes(datetime(1990, 1, 2), datetime(2090, 1, 1)),  # noqa: DTZ001 - the zone is drawn below
    st.timezones() | st.just(UTC),
)
def test_iso_comes_back_as_it_was(naive: datetime, zone: object) -> None:
    moment = naive.replace(tzinfo=zone)  # type: ignore[arg-type]
    offset = moment.utcoffset() or timedelta()
    if offset.total_seconds() % 60:
        return
    assert parse(moment.isoformat()) == moment


@given(
    st.text(max_size=80) | st.from_regex(r"[0-3]?\d[/. -]([01]?\d|julio|May)[/. -]20\d\d( \d\d:\d\d)?", fullmatch=True)
)
def test_what_is_stated_is_what_is_parsed(text: str) -> None:
    """But for the zone and the hour that are taken where none is said, and what could be either month."""
    said = stated(text)
    if said is not None:
        found = parse(text)
        assert found is not None
        assert found == said or found.replace(tzinfo=None) == said or found.date() == said
