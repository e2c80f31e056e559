"""The index answers by rarity, keeps step with the names, and lets no crowd through."""

from __future__ import annotations

import pytest

from core.terms import NameKind
from store import arrivals, name_index, watchlist
from store.arrivals import Arrival
from store.filing import Filing
from store.linking import look_up
from store.session import Database, Session
from store.watchlist import Sighting
from tests.store.make import NOON

SEEN = Sighting(NOON, NOON, counts=False)


def _operator(session: Session, *names: str) -> int:
    operator_id = watchlist.create(session, names[0], is_person=False, seen=SEEN)
    watchlist.add_names(session, operator_id, [(name, NameKind.NAME) for name in names], SEEN)
    return operator_id


def _arrive(session: Session, *those: Arrival) -> list[int]:
    filing = Filing()
    ids = arrivals.add(session, those, filing)
    filing.file(session)
    return ids


def test_names_arrive_without_a_rebuild(database: Database) -> None:
    with database.transaction() as session:
        operator_id = _operator(session, "ViveOnline", "Quirquincho Viajes")
        assert [c.operator_id for c in look_up(session, "VIVE ON LINE S.A.S.")] == [operator_id]
        assert look_up(session, "Zorzal") == []
        watchlist.add_names(session, operator_id, [("Zorzal Viajes", NameKind.ALIAS)], SEEN)
        assert [c.operator_id for c in look_up(session, "Zorzal")] == [operator_id]
        assert [c.operator_id for c in look_up(session, "Quirquincho")] == [operator_id]


def test_what_many_bear_leads_nowhere_by_itself(database: Database) -> None:
    with database.transaction() as session:
        crowd = [
            Arrival(f"Kantuta {chr(97 + n % 26) * 3}{chr(97 + n // 26) * 4}", str(n), (), (NOON, NOON))
            for n in range(name_index.HOT + 5)
        ]
        _arrive(session, *[Arrival(a.name, a.key, ((a.name, NameKind.NAME),), a.seen) for a in crowd])
        rare = _operator(session, "Kantuta Quirquincho")
        found = name_index.find(session, ["Kantuta Quirquincho"])
        assert found.counts["w:kantuta"] == name_index.HOT + 1
        assert look_up(session, "Kantuta Quirquincho")[0].operator_id == rare
        assert look_up(session, "Kantuta Pizarrero") == []


def test_many_at_once_are_as_one_by_one(database: Database) -> None:
    names = ["Kantuta Viajes", "Zorzal S.A.", "✈️", "Kantuta Viajes"]
    with database.transaction() as session:
        written = tuple((name, NameKind.ALIAS) for name in names)
        (there,) = _arrive(session, Arrival("Kantuta", "k", written, (NOON, NOON), ("CO", "")))
        here = _operator(session, "Kantuta Viajes", "Zorzal S.A.")
        found = name_index.find(session, ["Kantuta", "Zorzal"])
        assert set(found.names) == {there, here}
        assert sorted(found.names[there]) == sorted(found.names[here])
    with database.reading() as session:
        assert _arrive(session) == []


@pytest.mark.parametrize("name", ["", "✈️", "…"])
def test_what_is_no_name_finds_nothing(database: Database, name: str) -> None:
    with database.reading() as session:
        assert look_up(session, name) == []
