"""Pairs come to a person with what speaks for them, and come back only on new evidence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.terms import ContactType, Verdict
from store import watchlist
from store.identity import judge, merging
from store.identity.against import against
from store.identity.evidence import NAME
from store.identity.judge import Signature
from store.identity.pairs import pair, pairs, pairs_behind
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database, Session
from store.tables import LinkRow
from store.watchlist import Sighting
from tests.store.make import NOON, mention, phone, register, report

PERSON = "Juan Pérez Quispe"
NUMBER, SECOND = "+573000000017", "+573000000025"
SEEN = Sighting(NOON, NOON + timedelta(hours=1), counts=False)
ANA = Signature("ana", "two men of one name", NOON)


def test_a_person_who_stands_twice_is_proposed_and_merged(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        report(session, 1, [mention(PERSON, is_person=True)])
        report(session, 9000, [mention(PERSON, is_person=True)], source_id="co_hora", route=())
        (found,) = pairs(session)
        assert (found.left_id, found.right_id, found.last) == (1, 2, None)
        assert found.evidence[0].key == "name:juanperezquispe"
        assert PERSON in found.evidence[0].what
        merging.merge(session, [1, 2], ANA)
        assert pairs(session) == []


def test_a_likeness_of_names_counts_once_however_often_it_was_seen(database: Database) -> None:
    with database.transaction() as session:
        _twice(session)
        (found,) = pairs(session)
        other = mention("Juan Pérez Quispes", is_person=True)
        report(session, 9500, [other], [phone(SECOND)], source_id="co_hora", route=())
        again = pair(session, 1, 2)
    assert [item.key for item in found.evidence] == ["name:juanperezquispe"]
    assert len(again.evidence) == 2
    assert again.score == max(item.weight for item in again.evidence)


def test_that_sources_of_one_country_name_both_is_no_reason(database: Database) -> None:
    """Two adverts on one Colombian site, neither with a route, were a pair for 'the same countries' among others."""

    def told(route: tuple[str, ...]) -> tuple[str, float, float]:
        with database.transaction() as session:
            register(session, "cl_voz")
            numbers = (1, 9000) if not route else (20_000, 29_000)
            name = PERSON if not route else "Ines Zorzal Quispe"
            for number, way in zip(numbers, (route, ()), strict=True):
                report(session, number, [mention(name, is_person=True)], route=way)
            ((what, weight),) = [
                (item.what, item.weight) for found in pairs(session) for item in found.evidence if name in item.what
            ]
            passed = max(
                session.scalars(select(LinkRow.score).where(LinkRow.linked.is_(False), LinkRow.subject == name))
            )
        return what, weight, passed

    what, weight, passed = told(())
    assert "same countries" not in what
    assert weight == pytest.approx(passed - 0.2)
    what, weight, passed = told(("CL", "PE"))
    assert "same countries: CL" in what
    assert weight == passed


def _twice(session: Session) -> None:
    register(session, "cl_voz", "co_hora")
    report(session, 1, [mention(PERSON, is_person=True)], [phone(NUMBER)])
    report(session, 9000, [mention(PERSON, is_person=True)], [phone(SECOND)], source_id="co_hora", route=())


def test_a_dismissed_pair_comes_back_on_new_evidence_and_says_which(database: Database) -> None:
    with database.transaction() as session:
        _twice(session)
        (found,) = pairs(session)
        given = judge.judge(session, 1, 2, Verdict.DIFFERENT, ANA)
        assert pairs(session) == []
        report(session, 9500, [mention(PERSON, is_person=True)], [phone(SECOND)], source_id="co_hora", route=())
        assert pairs(session) == []  # the same, seen once more
        watchlist.add_contacts(session, 2, [(ContactType.WHATSAPP, NUMBER)], SEEN)
        (again,) = pairs(session)
        assert [item.what for item in again.new] == [f"both use phone {NUMBER}"]
        assert again.last is not None
        assert (again.last.judgement_id, again.last.why) == (given, "two men of one name")
        assert again.score > found.score
        judge.judge(session, 1, 2, Verdict.UNSURE, ANA, seen=given)
        assert pairs(session) == []


def test_a_number_of_many_speaks_for_nobody(database: Database) -> None:
    with database.transaction() as session:
        ids = [watchlist.create(session, f"Operator {n}", is_person=False, seen=SEEN) for n in range(6)]
        for operator_id in ids[:5]:
            watchlist.add_contacts(session, operator_id, [(ContactType.PHONE, NUMBER)], SEEN)
        assert [item.key for item in pair(session, 1, 5).evidence] == [f"contact:tel:{NUMBER}"]
        assert len(pairs(session)) == 10
        watchlist.add_contacts(session, ids[5], [(ContactType.PHONE, NUMBER)], SEEN)
        assert pair(session, 1, 5).evidence == ()
        assert pairs(session) == []


def test_a_number_counts_operators_and_no_entries_of_one(database: Database) -> None:
    """Four entries of one operator made a sixth user of a number that three share."""
    with database.transaction() as session:
        ids = [watchlist.create(session, f"Operator {n}", is_person=False, seen=SEEN) for n in range(6)]
        for operator_id in ids:
            watchlist.add_contacts(session, operator_id, [(ContactType.PHONE, NUMBER)], SEEN)
        merging.merge(session, ids[:4], ANA, seen=None)
        assert [(each.left_id, each.right_id) for each in pairs(session)] == [(1, 5), (1, 6), (5, 6)]
        assert [(each.left_id, each.right_id) for each in pairs(session, of=6)] == [(1, 6), (5, 6)]
        assert [item.key for item in pair(session, 3, 6).evidence] == [f"contact:tel:{NUMBER}"]
        assert "counts nothing" not in " ".join(reason.what for reason in against(session, ids[:4], [6]))


def test_what_was_known_of_any_two_entries_is_nothing_new(database: Database) -> None:
    with database.transaction() as session:
        for n in range(3):
            watchlist.create(session, f"Operator {n}", is_person=False, seen=SEEN)
        for operator_id, number in ((1, NUMBER), (3, NUMBER), (2, SECOND), (3, SECOND)):
            watchlist.add_contacts(session, operator_id, [(ContactType.PHONE, number)], SEEN)
        judge.judge(session, 1, 3, Verdict.DIFFERENT, ANA)
        given = judge.judge(session, 2, 3, Verdict.DIFFERENT, ANA)
        judge.judge(session, 1, 2, Verdict.SAME, ANA)
        assert pairs(session) == []
        found = pair(session, 1, 3)
        assert (len(found.evidence), found.new) == (2, ())
        assert found.last is not None
        assert found.last.judgement_id == given


def test_two_names_with_one_account_are_a_pair_until_it_is_many_s(database: Database) -> None:
    clabe = phone("clabe:002010077777777771", kind=ContactType.ACCOUNT)
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        report(session, 1, [mention(PERSON, is_person=True)], [clabe])
        report(session, 9000, [mention("Viajes Kantuta")], [clabe], source_id="co_hora", route=())
        (found,) = pairs(session)
        assert {found.left_id, found.right_id} == {1, 2}
        key = "contact:account:clabe:002010077777777771"
        assert key in [item.key for item in found.evidence]
        assert "both use account clabe:002010077777777771" in [item.what for item in found.evidence]
        for n in range(4):
            operator_id = watchlist.create(session, f"Operator {n}", is_person=False, seen=SEEN)
            watchlist.add_contacts(session, operator_id, [(ContactType.ACCOUNT, clabe.value)], SEEN)
        assert key not in [item.key for item in pair(session, 1, 2).evidence]


def test_a_wallet_is_one_with_the_telephone_that_it_goes_by(database: Database) -> None:
    with database.transaction() as session:
        ids = [watchlist.create(session, f"Operator {n}", is_person=False, seen=SEEN) for n in range(2)]
        watchlist.add_contacts(session, ids[0], [(ContactType.WHATSAPP, NUMBER)], SEEN)
        watchlist.add_contacts(session, ids[1], [(ContactType.ACCOUNT, f"nequi:{NUMBER}")], SEEN)
        assert [item.key for item in pair(session, *ids).evidence] == [f"contact:tel:{NUMBER}"]


def test_pairs_page_by_page(database: Database) -> None:
    """Each once; one that is judged between two pages moves nothing."""
    with database.transaction() as session:
        ids = [watchlist.create(session, f"Operator {n}", is_person=False, seen=SEEN) for n in range(5)]
        for operator_id in ids:
            watchlist.add_contacts(session, operator_id, [(ContactType.PHONE, NUMBER)], SEEN)
        whole = {(each.left_id, each.right_id) for each in pairs(session)}
        walked, place = [], 0
        while True:
            page, behind = pairs_behind(session, place, limit=3)
            walked += [(each.left_id, each.right_id) for each in page]
            judge.judge(session, *walked[-1], Verdict.UNSURE, ANA)
            if behind is None:
                break
            place = behind
    assert len(walked) == len(set(walked)) == 10
    assert set(walked) == whole


def test_a_list_that_names_an_operator_of_documents_is_proposed(database: Database) -> None:
    """An imported firm met nobody by its name, though an operator bore the very same."""
    rows = [Seed("z1", "Expreso Luna Llena Ltda."), Seed("z2", "Otra Cosa Lejana"), Seed("z3", "Viajes")]
    with database.transaction() as session:
        report(session, 1, [mention("EXPRESO LUNA LLENA"), mention("Viajes")])
        loading.load(session, rows, NOON, by="lista")
        (found,) = pairs(session)
        assert (found.left_name, found.right_name) == ("EXPRESO LUNA LLENA", "Expreso Luna Llena Ltda.")
        assert [item.what for item in found.evidence] == [
            "Expreso Luna Llena Ltda.: a list and documents have the same name"
        ]
        assert found.score == NAME
        assert [each.left_id for each in pairs(session, of=found.right_id)] == [found.left_id]
        judge.judge(session, found.left_id, found.right_id, Verdict.DIFFERENT, ANA)
        assert pairs(session) == []
        report(session, 2, [mention("Expreso Luna Llena")], at=NOON + timedelta(days=1))
        assert pairs(session) == []  # the same evidence, seen again
