"""Entries are added to past the session's unit of work: what it holds is never stale, and nothing counts twice."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from core.records import Route
from core.terms import NameKind
from store import watchlist
from store.session import Database
from store.tables import OperatorNameRow, OperatorRouteRow, OperatorRow
from store.watchlist import Sighting
from tests.store.make import NOON

SEEN, LATER = Sighting(NOON, NOON, counts=True), Sighting(NOON, NOON + timedelta(days=1), counts=True)


def test_an_entry_that_the_session_holds_is_read_anew(database: Database) -> None:
    with database.transaction() as session:
        operator_id = watchlist.create(session, "phone +573000000017", is_person=False, seen=SEEN)
        held = session.get_one(OperatorRow, operator_id)
        assert (held.name, held.note) == ("phone +573000000017", "")
        watchlist.add_names(session, operator_id, [("Kantuta", NameKind.NAME)], SEEN)
        watchlist.touch(session, operator_id, ["PE", "", "CL"], LATER)
        assert (held.name, held.countries, held.last_seen) == ("Kantuta", ["CL", "PE"], LATER.last)


def test_what_the_session_has_not_written_yet_is_not_lost(database: Database) -> None:
    with database.transaction() as session:
        operator_id = watchlist.create(session, "Kantuta", is_person=False, seen=SEEN)
        session.get_one(OperatorRow, operator_id).countries = ["BO"]
        watchlist.touch(session, operator_id, ["PE"], SEEN)
        assert session.get_one(OperatorRow, operator_id).countries == ["BO", "PE"]


def test_a_name_that_a_document_gives_twice_counts_once(database: Database) -> None:
    twice = [("Kantuta", NameKind.NAME), ("Kantuta ", NameKind.ALIAS), ("!", NameKind.ALIAS)]
    with database.transaction() as session:
        operator_id = watchlist.create(session, "Kantuta", is_person=False, seen=SEEN)
        for seen in (SEEN, LATER):
            watchlist.add_names(session, operator_id, twice, seen)
        (row,) = session.scalars(select(OperatorNameRow))
        assert (row.name, row.kind, row.documents) == ("Kantuta", "name", 2)
        assert (row.first_seen, row.last_seen) == (NOON, LATER.last)


def test_a_route_keeps_the_fullest_waypoints(database: Database) -> None:
    with database.transaction() as session:
        operator_id = watchlist.create(session, "Kantuta", is_person=False, seen=SEEN)
        for waypoints in (("Tumbes",), ("Tumbes", "Tacna"), ("Desaguadero",)):
            watchlist.add_route(session, operator_id, Route(("PE", "CL"), waypoints), LATER)
        (row,) = session.scalars(select(OperatorRouteRow))
        assert (row.waypoints, row.documents) == (["Tumbes", "Tacna"], 3)
