"""What speaks against two operators being one, and what is seen of a cluster elsewhere once it is one."""

from __future__ import annotations

from datetime import timedelta

from core.terms import ContactType
from store import audit, search, views, watchlist
from store.exchange.entries import entries, own_keys
from store.exchange.ftm import entities
from store.identity import judge, merging
from store.identity.against import against
from store.identity.judge import Signature
from store.search import SearchFilter
from store.search.match import Wanted, match_all
from store.session import Database, Session
from store.watchlist import Sighting
from tests.store.make import NOON

ANA = Signature("ana", "one number", NOON)
FIRST, SECOND = "+573000000017", "+573000000025"


def _two(session: Session) -> tuple[int, int]:
    """A firm and a person, without a country or a number in common."""
    ids = []
    for name, is_person, country, number, hours in (
        ("Kantuta Viajes", False, "CO", FIRST, 1),
        ("Juan Pérez Quispe", True, "MX", SECOND, 5),
    ):
        seen = Sighting(NOON, NOON + timedelta(hours=hours), counts=True)
        one = watchlist.create(session, name, is_person=is_person, seen=seen)
        watchlist.add_names(session, one, [(name, watchlist.kind_of(name, is_first=True, is_person=is_person))], seen)
        watchlist.add_contacts(session, one, [(ContactType.PHONE, number)], seen)
        watchlist.touch(session, one, [country], seen)
        ids.append(one)
    return ids[0], ids[1]


def test_what_speaks_against(database: Database) -> None:
    with database.transaction() as session:
        one, other = _two(session)
        said = {reason.what: reason.weight for reason in against(session, [one], [other])}
        assert said == {
            "a person on one side, a trade name on the other": -0.3,
            "no country in common": -0.05,
            "other telephone numbers": -0.05,
        }
        seen = Sighting(NOON, NOON, counts=False)
        for number in range(5):
            crowd = watchlist.create(session, f"Operator {number}", is_person=False, seen=seen)
            watchlist.add_contacts(session, crowd, [(ContactType.PHONE, FIRST)], seen)
        watchlist.add_contacts(session, other, [(ContactType.PHONE, FIRST)], seen)
        said = {reason.what: reason.weight for reason in against(session, [one], [other])}
        assert said[f"{FIRST} is used by 7 operators: counts nothing"] == 0
        assert "other telephone numbers" not in said


def test_a_cluster_is_found_matched_and_exported_once(database: Database) -> None:
    with database.transaction() as session:
        one, other = _two(session)
        audit.record(session, "viewed", "ana", "watchlist export")  # as the command does first
        before = [entry.key for entry in entries(session)]
        merging.merge(session, [one, other], ANA)
        for typed in ("Kantuta", "Quispe", SECOND):
            asked = search.understand(session, typed)
            (found,) = search.find_operators(session, asked, SearchFilter(), typed=typed)
            assert (found.operator_id, found.entries) == (one, (one, other))
        both = search.find_operators(session, search.understand(session, "Kantuta"), SearchFilter(country="MX"))
        assert [line.operator_id for line in both] == [one]  # the name from one entry, the country from the other
        (likely,) = match_all(session, {1: Wanted(("Kantuta Viajes",), phones=(SECOND,))}, {1: 5})[1]
        assert likely.operator.operator_id == one
        assert likely.features["contact"] == 0.9
        assert likely.features["name"] > 0.95
        assert [line.operator_id for line in views.operators_by_id(session)] == [one]
        (entry,) = entries(session)
        assert next(entities(entry))["referents"] == [f"{own_keys(session)}{other}"]
        assert {name for name, _kind in entry.names} == {"Juan Pérez Quispe"}
        judge.split(session, other, ANA)
        assert [entry.key for entry in entries(session)] == before


def test_names_and_contacts_say_which_entry_they_came_from(database: Database) -> None:
    with database.transaction() as session:
        one, other = _two(session)
        watchlist.add_contacts(session, other, [(ContactType.PHONE, FIRST)], Sighting(NOON, NOON, counts=True))
        merging.merge(session, [one, other], ANA)
        detail = views.operator(session, other)
        assert [(line.value, line.entries) for line in detail.contacts] == [(FIRST, (one, other)), (SECOND, (other,))]
        assert [(line.name, line.entries) for line in detail.names] == [
            ("Kantuta Viajes", (one,)),
            ("Juan Pérez Quispe", (other,)),
        ]
        assert [line.operator_id for line in detail.entries] == [one, other]
