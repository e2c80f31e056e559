"""Somebody else's list against the watchlist, many at once."""

from __future__ import annotations

from sqlalchemy import event

from core.terms import ContactType
from store.search.match import Wanted, match_all
from store.session import Database
from tests.store.make import mention, phone, register, report

NUMBER = "+573000000017"
ASKED = {
    "a": Wanted(("VIVE ON LINE S.A.S.",)),
    "b": Wanted(("Nadie Conocido",)),
    "c": Wanted(("Another Name",), contacts=((ContactType.PHONE, NUMBER),)),
    "d": Wanted(("Ruta Zorzal",), countries=("CO",)),
}


def _watch(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")], [phone(NUMBER)])
        report(session, 2, [mention("Ruta Zorzal")])
        report(session, 3, [mention("Zorzal Rutas del Norte")])


def test_many_at_once_are_answered_as_each_by_itself(database: Database) -> None:
    _watch(database)
    limits = {"a": 5, "b": 5, "c": 5, "d": 1}
    with database.reading() as session:
        found = match_all(session, ASKED, limits, cutoff=0.3)
        alone = [match_all(session, {key: each}, limits, cutoff=0.3) for key, each in ASKED.items()]
        assert found == {key: some for one in alone for key, some in one.items()}
    names = {key: [each.operator.name for each in some] for key, some in found.items()}
    assert names == {"a": ["ViveOnline"], "b": [], "c": ["ViveOnline"], "d": ["Ruta Zorzal"]}


def test_what_is_known_of_those_found_is_read_once(database: Database) -> None:
    _watch(database)
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with database.reading() as session:
        match_all(session, {"a": ASKED["a"]}, {"a": 5})
        one = len(asked)
        match_all(session, {str(n): ASKED["a"] for n in range(20)}, {str(n): 5 for n in range(20)})
    assert len(asked) - one < 10 * one
