"""What is new to a person is new in every browser, until half an hour after they looked."""

from __future__ import annotations

from datetime import timedelta

from store.accounts.visits import QUIET, visited
from store.session import Database
from tests.store.accounts.make import NOON, account


def test_a_visit_goes_on_until_half_an_hour_of_quiet(database: Database) -> None:
    with database.transaction() as session:
        rosa = account(session).account_id
        assert visited(session, rosa, NOON) is None
        assert visited(session, rosa, NOON + QUIET) is None
        left = NOON + QUIET
        assert visited(session, rosa, left + QUIET + timedelta(seconds=1)) == left
        assert visited(session, rosa, left + QUIET + timedelta(minutes=10)) == left
        assert visited(session, rosa, left) == left  # a clock that was set back ends no visit


def test_everybody_has_visits_of_their_own(database: Database) -> None:
    with database.transaction() as session:
        rosa = account(session).account_id
        rita = account(session, login="rita", name="Rita Reyes").account_id
        visited(session, rosa, NOON)
        visited(session, rosa, NOON + timedelta(hours=1))
        assert visited(session, rita, NOON + timedelta(hours=2)) is None
