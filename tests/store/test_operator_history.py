"""Standing, prices and names over time, with copies of one story folded."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.errors import InputError, NotFoundError
from core.terms import DocumentKind, FlagKind, FlagState, LegalStatus, NameKind, Role, Verdict
from store import captures, flags, views, watchlist
from store.exchange import sheets
from store.exchange.entries import entries
from store.identity import judge
from store.identity.judge import Signature
from store.session import Database, Session
from tests.store.make import (
    NOON,
    OFFER,
    analysis,
    capture,
    extracted,
    mention,
    phone,
    read,
    register,
    report,
    save,
    store,
)

LATER = NOON + timedelta(days=60)
WIRE = " ".join(f"palabra{number} sobre el caso de la frontera norte" for number in range(40))


def test_the_ladder_counts_copies_of_one_story_once(database: Database) -> None:
    charged = mention("ViveOnline", status=LegalStatus.CHARGED)
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora", "ec_andes")
        report(session, 1, [mention("ViveOnline")], labels=(OFFER,), kind=DocumentKind.AD)
        for number, source_id in ((10, "cl_voz"), (11, "co_hora"), (12, "ec_andes")):
            saved = save(session, capture(number, source_id=source_id, at=NOON + timedelta(days=number)), WIRE)
            read(session, analysis(saved.revision_id, [charged]))
        report(session, 60_000, [charged], source_id="co_hora")
        detail = views.operator(session, 1)
    assert [(rung.status, rung.first_on, rung.independent_sources) for rung in detail.ladder] == [
        (LegalStatus.ADVERTISED, date(2021, 1, 23), 1),
        (LegalStatus.CHARGED, date(2021, 2, 2), 2),
    ]
    assert detail.ladder[1].last_on == date(2021, 3, 6)
    assert detail.summary.status is LegalStatus.CHARGED
    assert detail.summary.independent_sources == 2
    assert detail.summary.documents == 5


def test_a_standing_is_quoted_in_its_words_and_dated_by_the_version_that_says_it(database: Database) -> None:
    words = "Un tribunal condenó a ViveOnline."
    convicted = mention("ViveOnline", status=LegalStatus.CONVICTED, status_sentence=words)
    with database.transaction() as session:
        register(session, "cl_voz")
        day_before = NOON - timedelta(days=1)
        captures.add(session, [capture(1)], None)
        first = extracted(WIRE, published=day_before)
        read(session, analysis(store(session, capture(1), first).revision_id, [mention("ViveOnline")]))
        later = capture(2, path="1", at=NOON + timedelta(days=3))
        captures.add(session, [later], None)
        second = extracted(f"{WIRE} {words}", published=day_before)  # the page says the same day of it
        read(session, analysis(store(session, later, second).revision_id, [convicted]))
        said = {line.status: line for line in views.operator(session, 1).statuses}
    assert (said[LegalStatus.REPORTED].on, said[LegalStatus.CONVICTED].on) == (date(2021, 1, 22), date(2021, 1, 26))
    assert said[LegalStatus.CONVICTED].sentence == words
    assert said[LegalStatus.REPORTED].sentence == mention("ViveOnline").sentence


def test_a_clearance_counts_when_a_person_confirms_it_and_until_something_newer(database: Database) -> None:
    cleared = mention("ViveOnline", cleared=True, role=Role.VICTIM)
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline", status=LegalStatus.CHARGED)])
        flag_id = report(session, 20_000, [cleared], labels=())
        assert flag_id is not None
        assert views.flag(session, flag_id).summary.kind is FlagKind.CLEARANCE
        assert views.operator(session, 1).summary.status is LegalStatus.CHARGED
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=NOON)
        detail = views.operator(session, 1)
        assert detail.summary.status is LegalStatus.CLEARED
        assert [rung.status for rung in detail.ladder] == [LegalStatus.CHARGED, LegalStatus.CLEARED]
        report(session, 60_000, [mention("ViveOnline", status=LegalStatus.CONVICTED)])
        assert views.operator(session, 1).summary.status is LegalStatus.CONVICTED


def test_a_clearance_that_nobody_decided_on_stands_beside_the_accusation(database: Database) -> None:
    """Lists said 'under investigation' of a firm of whom the prosecution had said that its name was stolen."""
    cleared = mention("ViveOnline", cleared=True, role=Role.VICTIM)
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        report(session, 1, [mention("ViveOnline", status=LegalStatus.UNDER_INVESTIGATION)])
        assert views.operator_line(session, 1).said_cleared is None
        flag_id = report(session, 20_000, [cleared], labels=(), source_id="co_hora") or 0
        line = views.operator_line(session, 1)
        assert (line.said_cleared, line.clearance_waits) == (date(2021, 2, 6), True)
        assert line.status is LegalStatus.UNDER_INVESTIGATION
        assert (line.documents, line.independent_sources) == (2, 2)  # who clears it speaks of it, too
        flags.decide(session, flag_id, FlagState.DISMISSED, who="ana", why="another", expected_version=1, now=NOON)
        assert views.operator_line(session, 1).said_cleared is None
        flags.decide(session, flag_id, FlagState.IN_REVIEW, who="ana", why="", expected_version=2, now=NOON)
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=3, now=NOON)
        line = views.operator_line(session, 1)
        assert (line.said_cleared, line.clearance_waits) == (date(2021, 2, 6), False)


def test_a_later_clearance_that_nobody_decided_on_lifts_nothing(database: Database) -> None:
    """What was said after the confirmed one counted for nothing as soon as another source cleared it again."""
    cleared = mention("ViveOnline", cleared=True, role=Role.VICTIM)
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")])
        flag_id = report(session, 20_000, [cleared], labels=()) or 0
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=NOON)
        report(session, 40_000, [mention("ViveOnline", status=LegalStatus.CHARGED)])
        line = views.operator_line(session, 1)
        assert (line.status, line.clearance_waits) == (LegalStatus.CHARGED, False)
        report(session, 60_000, [cleared], labels=(), text="Another text ")
        line = views.operator_line(session, 1)
        assert (line.status, line.clearance_waits) == (LegalStatus.CHARGED, True)
        assert line.said_cleared == date(2021, 3, 6)


def _cleared_and(session: Session, other: LegalStatus) -> None:
    """ViveOnline (1) was reported, then cleared, which a person confirmed; Kantuta (2) was accused before that."""
    register(session, "cl_voz", "co_hora")
    report(session, 1, [mention("ViveOnline")])
    report(session, 2, [mention("Kantuta", status=other)], source_id="co_hora")
    flag_id = report(session, 20_000, [mention("ViveOnline", cleared=True, role=Role.VICTIM)], labels=()) or 0
    flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=NOON)


def test_what_clears_one_clears_nobody_who_is_graver_accused_and_merged_with_it(database: Database) -> None:
    """The charged one read 'cleared' on pages, in /match and in exports as soon as a person merged the two."""
    with database.transaction() as session:
        _cleared_and(session, LegalStatus.CHARGED)
        assert views.operator_line(session, 1).status is LegalStatus.CLEARED
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one phone", LATER), seen=0)
        line = views.operator_line(session, 1)
        assert (line.status, line.said_cleared, line.clearance_waits) == (LegalStatus.CHARGED, date(2021, 2, 6), False)
        (entry,) = entries(session)
        assert entry.standing is LegalStatus.CHARGED
        assert "It was cleared (2021-02-06), and a source says otherwise." in sheets.row(entry)[-1]
        judge.split(session, 2, Signature("ana", "two phones", LATER))
        assert views.operator_line(session, 1).status is LegalStatus.CLEARED


def test_what_clears_one_clears_what_is_no_graver_of_the_same_firm(database: Database) -> None:
    with database.transaction() as session:
        _cleared_and(session, LegalStatus.REPORTED)
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one phone", LATER), seen=0)
        assert views.operator_line(session, 1).status is LegalStatus.CLEARED


def test_who_confirms_a_clearance_of_a_merged_operator_clears_it_whole(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        report(session, 1, [mention("ViveOnline")])
        report(session, 2, [mention("Kantuta", status=LegalStatus.CHARGED)], source_id="co_hora")
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one phone", NOON), seen=0)
        flag_id = report(session, 20_000, [mention("ViveOnline", cleared=True, role=Role.VICTIM)], labels=()) or 0
        assert views.operator_line(session, 1).status is LegalStatus.CHARGED
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=LATER)
        assert views.operator_line(session, 1).status is LegalStatus.CLEARED


def test_who_clears_it_is_told_apart_from_who_names_it(database: Database) -> None:
    """A page said 'named in 3 documents' of one that accused and two that cleared; its only name had 1 document."""
    cleared = mention("ViveOnline", cleared=True, role=Role.VICTIM)

    def counted() -> tuple[int, int, int, int]:
        line = views.operator_line(session, 1)
        assert line.naming_documents + line.clearing_documents == line.documents
        return line.naming_documents, line.naming_sources, line.clearing_documents, line.clearing_sources

    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        report(session, 1, [mention("ViveOnline")])
        report(session, 2, [cleared], labels=(), source_id="co_hora")
        assert counted() == (1, 1, 1, 1)
        report(session, 3, [cleared, mention("Kantuta", at=90)])  # by the publisher that named it
        assert counted() == (1, 1, 2, 1)
        assert [name.documents for name in views.operator(session, 1).names] == [1]  # as many as name it
        report(session, 4, [cleared, mention("ViveOnline", at=90)], source_id="co_hora")
        assert counted() == (2, 2, 2, 0)  # who names it has spoken of it, whatever else is said


def test_a_document_that_clears_one_and_accuses_another_counts_once_where_they_are_one(database: Database) -> None:
    cleared = mention("ViveOnline", cleared=True, role=Role.VICTIM)
    with database.transaction() as session:
        for number, name in enumerate(("ViveOnline", "Kantuta Dorada", "Zorzal"), start=1):
            report(session, number, [mention(name)])
        report(session, 10, [cleared, mention("Kantuta Dorada")])
        counted = [views.operator_line(session, number).documents for number in (1, 2, 3)]
        assert counted == [2, 2, 1]
        judge.judge(session, 2, 3, Verdict.SAME, Signature("ana", "one phone", NOON), seen=0)
        assert [views.operator_line(session, number).documents for number in (1, 2)] == [2, 3]
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one phone", NOON), seen=0)
        assert views.operator_line(session, 1).documents == 4


def test_prices_by_month(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        for number in (1, 2, 60_000):
            report(session, number, [mention("ViveOnline")])
        detail = views.operator(session, 1)
    assert [(p.month, p.lowest, p.median, p.highest, p.currency, p.stories) for p in detail.price_history] == [
        (date(2021, 1, 1), Decimal(350), Decimal(350), Decimal(350), "USD", 2),
        (date(2021, 3, 1), Decimal(350), Decimal(350), Decimal(350), "USD", 1),
    ]
    assert [(route.countries[0], route.documents) for route in detail.routes] == [("CO", 3)]


def test_a_person_says_what_kind_of_name_it_is(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline", "Vive Paso Andino")])
        watchlist.set_kind(session, 1, "Vive Paso Andino", NameKind.PREVIOUS_NAME, who="ana")
        kinds = {line.name: line.kind for line in views.operator(session, 1).names}
        assert kinds == {"ViveOnline": NameKind.NAME, "Vive Paso Andino": NameKind.PREVIOUS_NAME}
        watchlist.set_kind(session, 1, "Vive Paso Andino", NameKind.NAME, who="ana")
        kinds = {line.name: line.kind for line in views.operator(session, 1).names}
        assert kinds == {"ViveOnline": NameKind.ALIAS, "Vive Paso Andino": NameKind.NAME}
        assert views.operator(session, 1).summary.name == "Vive Paso Andino"
        with pytest.raises(NotFoundError, match="has no name 'Zorzal'"):
            watchlist.set_kind(session, 1, "Zorzal", NameKind.ALIAS, who="ana")
        with pytest.raises(InputError, match="would have no name"):
            watchlist.set_kind(session, 1, "Vive Paso Andino", NameKind.ALIAS, who="ana")


def test_an_advert_known_by_its_number_is_called_as_the_firm_that_it_was_merged_with(database: Database) -> None:
    with database.transaction() as session:
        number = [phone("+573000000001")]
        flag_id = report(session, 1, [], number, labels=(OFFER,), kind=DocumentKind.AD) or 0
        report(session, 2, [mention("Ruta Kantuta", "Kantuta Viajes")])
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one number", NOON))
        detail = views.operator(session, 1)
        assert (detail.summary.name, detail.summary.aliases) == ("Ruta Kantuta", ("Kantuta Viajes",))
        assert detail.names[0].kind is NameKind.NAME
        assert views.flag(session, flag_id).summary.operators == ((1, "Ruta Kantuta"),)
        assert [entry.name for entry in entries(session)] == ["Ruta Kantuta"]
        judge.split(session, 2, Signature("ana", "another one", NOON))
        assert views.operator(session, 1).summary.name.startswith("phone ")


def test_a_name_of_any_entry_can_be_chosen_for_the_operator(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")])
        report(session, 2, [mention("Ruta Kantuta", "Kantuta Viajes")])
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one number", NOON))
        assert views.operator(session, 1).summary.name == "ViveOnline"
        watchlist.set_kind(session, 1, "Kantuta Viajes", NameKind.NAME, who="ana")
        assert views.operator(session, 1).summary.name == "Kantuta Viajes"
        watchlist.set_kind(session, 2, "ViveOnline", NameKind.PREVIOUS_NAME, who="ana")
        with pytest.raises(InputError, match="would have no name"):
            watchlist.set_kind(session, 1, "Kantuta Viajes", NameKind.ALIAS, who="ana")
        kinds = {line.name: line.kind for line in views.operator(session, 1).names}
    others = {"ViveOnline": NameKind.PREVIOUS_NAME, "Ruta Kantuta": NameKind.ALIAS}
    assert kinds == {"Kantuta Viajes": NameKind.NAME, **others}
