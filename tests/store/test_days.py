"""One article has one day: that in the watch's own zone, as the pages tell it, and not that in UTC."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.terms import LegalStatus
from pipeline.reporter import LogReporter
from pipeline.steps import flag_pending
from store import analyses, captures, linking, views
from store.session import Database, Session
from tests.store.make import NOON, analysis, capture, extracted, mention, register, report, store

BOGOTA = ZoneInfo("America/Bogota")
NAME = "Rota Lontra"
EVENING = datetime(2021, 1, 22, 19, 10, tzinfo=BOGOTA)  # which is the 23rd in UTC


def waits(session: Session, number: int, published: datetime | None, at: datetime = NOON + timedelta(days=7)) -> None:
    """A text that was read and waits to be linked."""
    register(session, "cl_voz")
    shot = capture(number, at=at)
    captures.add(session, [shot], None)
    saved = store(session, shot, extracted(f"Text {number} " * 30, published=published))
    analyses.save(session, analysis(saved.revision_id, [mention(NAME, status=LegalStatus.CHARGED)]))


def link(database: Database, zone: ZoneInfo | None = BOGOTA) -> None:
    stop = threading.Event()
    given = {} if zone is None else {"zone": zone}
    flag_pending(
        database, None, threshold=0.8, run_id=None, clock=lambda: NOON, reporter=LogReporter(), stop=stop, **given
    )


def days(database: Database) -> set[date]:
    with database.reading() as session:
        detail = views.operator(session, 1)
    return {*(each.on for each in detail.statuses), *(each.on for each in detail.prices)}


@pytest.mark.parametrize(
    ("published", "on"),
    [
        (EVENING, date(2021, 1, 22)),  # pages said the 22nd of the document, and the 23rd of what it says
        (datetime(2021, 1, 22, tzinfo=UTC), date(2021, 1, 22)),  # of which the day alone is known
        (None, date(2021, 1, 30)),
    ],
)
def test_what_an_article_says_has_the_article_s_day(database: Database, published: datetime | None, on: date) -> None:
    with database.transaction() as session:
        waits(session, 1, published)
    link(database)
    assert days(database) == {on}


def test_who_was_named_on_the_evening_before_is_named_since_that_day(database: Database) -> None:
    with database.transaction() as session:
        waits(session, 1, EVENING)
        waits(session, 2, EVENING + timedelta(hours=12))
    link(database)
    with database.reading() as session:
        reasons = [flag.reason for flag in views.flags(session)]
    assert [reason.partition("named since ")[2] for reason in sorted(reasons)] == ["", "2021-01-22"]


def test_what_was_linked_before_keeps_its_day(database: Database) -> None:
    with database.transaction() as session:
        waits(session, 1, EVENING)
    link(database, None)
    link(database)
    assert days(database) == {date(2021, 1, 23)}


def test_the_zone_ends_with_the_block(database: Database) -> None:
    late = datetime(2021, 1, 24, 2, tzinfo=UTC)
    with database.transaction() as session:
        with linking.days_in(session, BOGOTA):
            report(session, 1, [mention(NAME)], at=late)
        report(session, 2, [mention("Kantuta")], at=late)
        told = [views.operator(session, number).statuses[0].on.day for number in (1, 2)]
    assert told == [23, 24]
