"""Texts with their day and whether they were flagged; a copy counts once, a dismissed lead not at all."""

from __future__ import annotations

from datetime import date, timedelta

from core.terms import FlagState
from store import flags, views
from store.session import Database
from tests.store.make import NOON, mention, report


def test_texts_with_their_day_and_flag(database: Database) -> None:
    with database.transaction() as session:
        kept = report(session, 1, [mention("Kantuta")])
        dropped = report(session, 2, [mention("Andina", "Los Andinos")])
        report(session, 3, labels=())
        assert kept
        assert dropped
        version = views.flag(session, dropped).summary.version
        flags.decide(
            session,
            dropped,
            to=FlagState.DISMISSED,
            who="ana",
            why="a coach line",
            expected_version=version,
            now=NOON + timedelta(days=1),
        )
        found = list(views.texts(session))
        assert len(list(views.texts(session, seen_since=NOON))) == 3
        assert list(views.texts(session, seen_since=NOON + timedelta(days=1))) == []
    assert [(each.day, each.flagged) for each in found] == [
        (date(2021, 1, 23), True),
        (date(2021, 1, 23), False),
        (date(2021, 1, 23), False),
    ]
    assert [each.names for each in found] == [("Kantuta",), ("Andina", "Los Andinos"), ()]
    assert found[0].text.startswith("Title\nText 1 ")
