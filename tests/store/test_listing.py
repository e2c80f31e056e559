"""The watchlist by a name, a standing, a country and in an order: a cluster answers once, by all of its entries, and
what was not looked at is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.terms import LegalStatus, Verdict
from store import search, seeds
from store.identity import judge
from store.identity.judge import Signature
from store.search import ListFilter, Order, listing
from store.seed import Seed
from store.session import Database, Session
from tests.store.make import NOON, mention, phone, register, report

CHARGED, CONVICTED = LegalStatus.CHARGED, LegalStatus.CONVICTED


@pytest.fixture
def session(database: Database) -> Session:
    """Four operators of reports, seen one after the other, and one of a list; the first and the third are one."""
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora", "pe_dia")
        people = (
            mention("Vive Online", "Cruce Zorzal", status=CHARGED),
            mention("Turismo Pampa", status=CONVICTED),
            mention("Rutas Zorzal"),
            mention("Viajes Albatros"),
        )
        for number, who in enumerate(people, start=1):
            route = ("MX", "US") if number == 3 else ("CO", "PE")
            points = [phone("+573000000021")] if number == 2 else []
            report(session, number, [who], points, route=route)
        report(session, 9, [people[1]], [phone("+573000000021")], source_id="co_hora", text="Another word altogether ")
        seeds.load(session, [Seed("x-1", "Lista Zorzal", countries=("BR",))], NOON - timedelta(days=9))
        judge.judge(session, 1, 3, Verdict.SAME, Signature("Ana", "one man", NOON), seen=0)
        yield session


def names(session: Session, chosen: ListFilter, **asked: int) -> list[str]:
    found = search.listed(session, chosen, **{"limit": 9} | asked)
    return [each.name for each in found.operators]


def test_by_the_words_of_any_name_and_by_a_contact_point(session: Session) -> None:
    assert names(session, ListFilter()) == ["Turismo Pampa", "Viajes Albatros", "Vive Online", "Lista Zorzal"]
    assert names(session, ListFilter("zorzal")) == ["Vive Online", "Lista Zorzal"]
    assert names(session, ListFilter("zorzal -lista")) == ["Vive Online"]
    assert names(session, ListFilter("300 000 0021")) == ["Turismo Pampa"]
    assert names(session, ListFilter("turismo 300 000 0021")) == ["Turismo Pampa"]
    assert names(session, ListFilter("albatros 300 000 0021")) == []
    assert names(session, ListFilter("*")) == []
    mended = search.listed(session, ListFilter("albatroz"), limit=9)
    assert (mended.mended, mended.found) == ((("albatroz", ("albatros",)),), 1)


def test_by_a_standing_and_a_country_of_any_entry(session: Session) -> None:
    assert names(session, ListFilter(status=CONVICTED)) == ["Turismo Pampa"]
    assert names(session, ListFilter(country="US")) == ["Vive Online"]
    assert names(session, ListFilter("zorzal", country="BR")) == ["Lista Zorzal"]
    assert names(session, ListFilter(status=CHARGED, country="MX")) == ["Vive Online"]  # either is of another entry
    assert names(session, ListFilter("rutas", status=CHARGED)) == ["Vive Online"]
    assert names(session, ListFilter(status=LegalStatus.CLEARED)) == []


def test_in_the_order_that_is_asked_for(session: Session) -> None:
    assert names(session, ListFilter(order=Order.FIRST_SEEN))[:2] == ["Viajes Albatros", "Turismo Pampa"]
    assert names(session, ListFilter(order=Order.SOURCES))[0] == "Turismo Pampa"
    assert names(session, ListFilter(country="CO", order=Order.SOURCES)) == [
        "Turismo Pampa", "Viajes Albatros", "Vive Online",
    ]  # fmt: skip


def test_page_by_page(session: Session) -> None:
    chosen = ListFilter(country="CL")
    pages = [search.listed(session, chosen, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [[each.name for each in page.operators] for page in pages] == [
        ["Turismo Pampa", "Viajes Albatros"], ["Vive Online"], [],
    ]  # fmt: skip
    assert [(page.more, page.found, page.is_cut) for page in pages] == [
        (True, 3, False), (False, 3, False), (False, 3, False),
    ]  # fmt: skip
    assert search.chosen_ids(session, chosen, limit=9) == [2, 4, 1]


def test_no_more_is_looked_at_than_was_said(session: Session) -> None:
    """Three entries: the pair's later one stands for both."""
    found = search.listed(session, ListFilter(country="BR"), limit=9, widest=3)
    assert (found.operators, found.is_cut) == ([], True)
    assert search.listed(session, ListFilter(country="MX"), limit=9, widest=3).operators[0].name == "Vive Online"
    few = search.listed(session, ListFilter("zorzal"), limit=9, widest=2)
    assert (few.found, few.is_cut) == (2, True)
    assert not search.listed(session, ListFilter("zorzal"), limit=9, widest=3).is_cut
    assert names(session, ListFilter(country="BR"), widest=None) == ["Lista Zorzal"]


def test_few_are_ranked_by_their_sources(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "RANKED", 2)
    found = search.listed(session, ListFilter(order=Order.SOURCES), limit=9)
    assert ([each.name for each in found.operators], found.is_cut) == (["Turismo Pampa", "Viajes Albatros"], True)
