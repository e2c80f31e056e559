"""The watchlist by a name, a standing, a country and in an order: a cluster answers once, by all of its entries, and
what was not looked at is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.terms import ContactType, FlagState, LegalStatus, Role, Verdict
from store import flags, search, views
from store.identity import judge
from store.identity.judge import Signature
from store.search import KnownFrom, ListFilter, Order, listed, listing
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database, Session
from tests.store.make import NOON, mention, phone, register, report
from tests.store.test_doubtful import MAY_BE, SURE, clears, decide, decide_alone, known

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
        loading.load(session, [Seed("x-1", "Lista Zorzal", countries=("BR",))], NOON - timedelta(days=9))
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
    assert names(session, ListFilter("zorzal -cruce")) == ["Lista Zorzal"]  # whichever of its names has the word
    assert names(session, ListFilter("-zorzal -nobody")) == ["Turismo Pampa", "Viajes Albatros"]
    assert names(session, ListFilter("300 000 0021 -pampa")) == []
    mended = search.listed(session, ListFilter("albatroz"), limit=9)
    assert (mended.mended, mended.found) == ((("albatroz", ("albatros",)),), 1)
    assert search.chosen_ids(session, ListFilter("albatroz"), limit=9) == []  # a file can't say that it was mended
    assert len(search.chosen_ids(session, ListFilter("albatros"), limit=9)) == 1
    nobody = search.listed(session, ListFilter("anothex"), limit=9)  # like a word of a text, which no name has
    assert (nobody.mended, nobody.found) == ((), 0)


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


@pytest.mark.parametrize("step", [1, 2, 1000])
def test_everybody_page_by_page_where_entries_are_one(
    session: Session, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setattr("store.views.operator_views.STEP", step)
    whole = names(session, ListFilter())
    assert len(whole) == 4
    assert [names(session, ListFilter(), limit=1, offset=offset) for offset in range(5)] == [
        [each] for each in whole
    ] + [[]]


def test_no_more_is_looked_at_than_was_said(session: Session) -> None:
    """Three entries: the pair's later one stands for both."""
    found = search.listed(session, ListFilter(country="BR"), limit=9, widest=3)
    assert (found.operators, found.is_cut) == ([], True)
    assert search.listed(session, ListFilter(country="MX"), limit=9, widest=3).operators[0].name == "Vive Online"
    few = search.listed(session, ListFilter("zorzal"), limit=9, widest=2)
    assert (few.found, few.is_cut) == (2, True)
    assert not search.listed(session, ListFilter("zorzal"), limit=9, widest=3).is_cut
    assert names(session, ListFilter(country="BR"), widest=None) == ["Lista Zorzal"]
    everybody = [search.listed(session, ListFilter(), limit=2, offset=offset, widest=4) for offset in (0, 2)]
    assert [(len(page.operators), page.more, page.is_cut) for page in everybody] == [
        (2, True, False),
        (2, False, False),
    ]
    last = search.listed(session, ListFilter(), limit=2, widest=2)
    assert (len(last.operators), last.more, last.is_cut) == (2, False, True)
    assert search.listed(session, ListFilter(), limit=2, widest=None).more
    loading.load(session, [Seed("x-2", "Otra Lista", contacts=((ContactType.PHONE, "+573000000021"),))], NOON)
    assert search.listed(session, ListFilter("+57 300 000 0021"), limit=9, widest=1).is_cut
    assert not search.listed(session, ListFilter("+57 300 000 0021"), limit=9, widest=2).is_cut


def test_few_are_ranked_by_their_sources(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "RANKED", 2)
    found = search.listed(session, ListFilter(order=Order.SOURCES), limit=9)
    assert ([each.name for each in found.operators], found.is_cut) == (["Turismo Pampa", "Viajes Albatros"], True)


def test_a_standing_is_found_where_it_is_shown(database: Database) -> None:
    """Not where a person dismissed it or confirmed what clears; and nobody is found as cleared whom a document merely
    may mean. The watchlist's page and the search agree."""

    def found(status: LegalStatus) -> set[str]:
        chosen = names(session, ListFilter(status=status))
        assert sorted(names(session, ListFilter("lontra", status))) == sorted(chosen)
        asked, of_status = search.Asked(), search.SearchFilter(status=status)
        assert sorted(each.name for each in search.find_operators(session, asked, of_status)) == sorted(chosen)
        assert chosen or not search.find_documents(session, asked, of_status)
        return set(chosen)

    with database.transaction() as session:
        known(session)
        assert (found(LegalStatus.REPORTED), found(LegalStatus.ADVERTISED)) == ({SURE}, {MAY_BE})
        flag_id = clears(session, 3, SURE).summary.flag_id
        assert found(LegalStatus.CLEARED) == found(LegalStatus.REPORTED) == {SURE}  # it waits for a person
        decide(session, flag_id, FlagState.CONFIRMED)
        assert views.operator_line(session, 1).status is LegalStatus.CLEARED
        assert (found(LegalStatus.CLEARED), found(LegalStatus.REPORTED)) == ({SURE}, set())
        assert found(LegalStatus.ADVERTISED) == {MAY_BE}
        decide_alone(session, FlagState.CONFIRMED)
        assert (found(LegalStatus.CLEARED), found(LegalStatus.ADVERTISED)) == ({SURE, MAY_BE}, set())
        decide_alone(session, FlagState.IN_REVIEW)
        decide_alone(session, FlagState.DISMISSED)
        decide(session, flag_id, FlagState.IN_REVIEW)
        assert (found(LegalStatus.CLEARED), found(LegalStatus.ADVERTISED)) == ({SURE}, {MAY_BE})
        assert found(LegalStatus.REPORTED) == {SURE}
        decide(session, flag_id, FlagState.DISMISSED)
        assert found(LegalStatus.CLEARED) == set()
        said = {"who": "ana", "why": "goods only", "now": NOON, "expected_version": 1}
        flags.decide(session, 1, FlagState.DISMISSED, **said)  # type: ignore[arg-type]
        assert found(LegalStatus.REPORTED) == set()
        assert set(names(session, ListFilter("lontra"))) == {SURE, MAY_BE}


@pytest.mark.parametrize(
    "typed",
    [
        "a " * 150,
        "300 000 0021 " * 23,
        '"' * 300,
        "-a " * 100,
        "%_\\'; --",
        "\x00 zorzal",
        "x" * 300,
        "NOT (a OR b)",
        "😀",
    ],
)
def test_whatever_is_typed_is_answered(session: Session, typed: str) -> None:
    for status in (None, CHARGED):
        search.listed(session, ListFilter(typed, status, "CL"), limit=9)
    assert len(names(session, ListFilter())) == 4


def test_known_from_documents_or_from_lists_alone(database: Database) -> None:
    phones = ((ContactType.PHONE, "+573000000017"),)
    rows = [
        Seed("z1", "Yareta del Norte"),
        Seed("z2", "Zorzal Buses", contacts=((ContactType.PHONE, "+573000000033"),)),
        Seed("z3", "Kantuta Viajes", contacts=phones, countries=("CL", "BO")),
    ]
    with database.transaction() as session:
        register(session)
        loading.load(session, rows, NOON, by="Lista")
        loading.load(session, [Seed("q1", "Loica Express")], NOON)  # as lists of long ago, without a name
        cleared = mention("Kantuta Viajes", cleared=True, role=Role.VICTIM, status_sentence="Absolvieron a Kantuta.")
        report(session, 1, [mention("Zorzal Buses")], [phone("+573000000033")])
        report(session, 2, [cleared], [phone("+573000000017")])
        report(session, 3, [mention("Wayra Tours")])
        found = {
            each: {line.name: line.of_lists for line in listed(session, ListFilter(known_from=each), limit=9).operators}
            for each in KnownFrom
        }
    assert found[KnownFrom.DOCUMENTS] == {"Zorzal Buses": (), "Kantuta Viajes": (), "Wayra Tours": ()}
    assert found[KnownFrom.LISTS] == {"Yareta del Norte": ("Lista",), "Loica Express": ()}
