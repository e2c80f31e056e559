"""Documents meet the watchlist: first sightings, known operators, clearances; on record, and only once."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from core.errors import NotFoundError
from core.records import Mention, Price, Span
from core.terms import ContactType, DocumentKind, LegalStatus, NameKind, PriceKind, Role
from store import analyses, linking, views
from store.likeness import Comparison, compare, compare_if_same
from store.linking import scoring
from store.session import Database, Session
from store.tables import (
    LinkRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorPriceRow,
    OperatorRow,
)
from tests.store.make import NOON, OFFER, analysis, capture, mention, phone, read, register, report, save
from tests.store.written import written

PHONE = "+573000000017"
AD = {"labels": (OFFER,), "kind": DocumentKind.AD}


def _operators(session: Session) -> dict[str, int]:
    return {row.name: row.operator_id for row in session.scalars(select(OperatorRow))}


def test_four_spellings_are_one_operator_with_all_that_was_seen(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        report(session, 1, [mention("ViveOnline")])
        report(session, 2, [mention("VIVE ON LINE S.A.S.", status=LegalStatus.UNDER_INVESTIGATION)])
        report(session, 3, [mention("@viveonline.viajes")], [phone(PHONE)], source_id="co_hora", **AD)
        report(session, 4, [mention("Vive OnLine Viajes y Turismo")])
        (line,) = views.operators(session)
        detail = views.operator(session, line.operator_id)
    assert (line.name, line.documents, line.independent_sources) == ("ViveOnline", 4, 2)
    assert line.status is LegalStatus.UNDER_INVESTIGATION
    assert line.contacts == ((ContactType.PHONE, PHONE),)
    assert line.countries == ("BO", "CL", "CO", "EC", "PE")
    assert (line.first_seen, line.last_seen) == (NOON + timedelta(minutes=1), NOON + timedelta(minutes=4))
    kinds = [name.kind for name in detail.names]
    assert kinds == [NameKind.NAME, NameKind.ALIAS, NameKind.HANDLE, NameKind.ALIAS]
    assert [route.countries for route in detail.routes] == [("CO", "EC", "PE", "BO", "CL")]
    assert (detail.routes[0].documents, detail.routes[0].waypoints) == (4, ("Rumichaca",))
    assert {status.status for status in detail.statuses} == {
        LegalStatus.REPORTED,
        LegalStatus.UNDER_INVESTIGATION,
        LegalStatus.ADVERTISED,
    }
    assert len(detail.prices) == len(detail.mentions) == len(detail.flags) == 4


def test_a_band_that_ends_in_a_word_like_a_legal_form_is_one(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "pe_hora")
        report(session, 1, [mention("Los Cuervos de la Sal", "Cuervos de la Sal")])
        report(session, 2, [mention("Los Cuervos de la Sal", "Los Cuervos")], source_id="pe_hora")
        report(session, 3, [mention("Los Cuervos del Sol")])
        assert list(_operators(session)) == ["Los Cuervos de la Sal", "Los Cuervos del Sol"]


def test_commonplace_names_stay_apart_until_a_phone_agrees(database: Database) -> None:
    with database.transaction() as session:
        for number, name in enumerate(("Servi Travel", "Latin Travel", "Global Travel"), start=1):
            report(session, number, [mention(name)], [phone(f"{PHONE[:-2]}0{number}")])
        assert len(_operators(session)) == 3
        report(session, 4, [mention("Servi Travel")], [phone(f"{PHONE[:-2]}01")])
        assert len(_operators(session)) == 3
        report(session, 5, [mention("Servi Travel")])  # the same name alone: another firm may bear it
        assert len(views.operators(session)) == 4


def test_linking_again_answers_the_same_and_changes_nothing(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")], [phone(PHONE)])
        revision = save(session, capture(2), "Another text.").revision_id
        analyses.save(session, analysis(revision, [mention("Vive Online"), mention("Kantuta", at=99)], [phone(PHONE)]))
        first = linking.link(session, revision, threshold=0.8)
        rows = [session.scalar(select(func.count()).select_from(t)) for t in (OperatorRow, LinkRow, OperatorMentionRow)]
        assert linking.link(session, revision, threshold=0.8) == first
        again = [
            session.scalar(select(func.count()).select_from(t)) for t in (OperatorRow, LinkRow, OperatorMentionRow)
        ]
    assert again == rows
    assert [(candidate.mention_name, candidate.operator_name) for candidate in first] == [
        ("Vive Online", "ViveOnline"),
        ("Kantuta", "Kantuta"),
    ]
    assert {reason.what for reason in first[0].reasons} >= {f"same phone {PHONE}", "“Vive Online” is “ViveOnline”"}


def _wait(database: Database) -> list[int]:
    """Readings that wait to be linked, each of which depends on what those before it write."""
    vive, other = mention("ViveOnline"), mention("Quirquincho Andino")
    readings = [
        ([vive], [], ("CO", "PE")),
        ([mention("Viveonlinne")], [phone(PHONE)], ("EC", "CL")),
        ([mention("VIVE ON LINE S.A.S.", "Pasos del Zorzal")], [], ("CO", "PE")),
        ([mention("Pasos del Zorsal")], [], ("BO", "AR")),
        ([other, mention("Kantuta", at=99)], [phone(PHONE)], ("EC", "CL")),
        ([mention("Quirquinchos"), mention("Kantuta", at=99), mention("Kantuta", at=140)], [], ("EC", "CL")),
        ([mention("Kantuta", cleared=True, role=Role.VICTIM), mention("Pasos Zorzal", at=99)], [], ("AR",)),
        ([], [phone(PHONE)], ("CO", "PE")),
        ([mention("Unlabelled")], [], ()),
    ]
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 100, [mention("Zorzal Viajes")], route=("PE", "CL"))
        waiting = []
        for number, (mentions, contacts, route) in enumerate(readings, 1):
            saved = save(session, capture(number), f"Text {number} " * 30)
            labels = (OFFER,) if route else ()
            analyses.save(session, analysis(saved.revision_id, mentions, contacts, route=route, labels=labels))
            waiting.append(saved.revision_id)
    return waiting


def test_many_at_once_are_linked_as_one_after_the_other(database: Database) -> None:
    waiting = _wait(database)
    told = []
    for at_once in (False, True):
        with database.transaction() as session:
            if at_once:
                assert list(linking.link_each(session, waiting, threshold=0.8)) == waiting
            else:
                for revision_id in waiting:
                    linking.link(session, revision_id, threshold=0.8)
            told.append(written(session))
            session.rollback()
    assert told[0] == told[1]
    assert len(told[0][0]) < len(waiting)  # some met those before them


def test_names_that_are_passed_over_soon_would_have_changed_no_row(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = _wait(database)
    told = []
    for in_full in (False, True):
        if in_full:
            monkeypatch.setattr(scoring, "compare_if_same", _compared_in_full)
        with database.transaction() as session:
            list(linking.link_each(session, waiting, threshold=0.8))
            told.append(written(session))
            session.rollback()
    assert told[0] == told[1]


def _compared_in_full(one: str, other: str) -> Comparison | None:
    found = compare(one, other)
    return found if found.is_same else None


def test_names_that_were_compared_ahead_change_no_row_and_are_not_compared_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = _wait(database)
    told, asked = [], []
    with database.reading() as session:
        known = dict(zip(waiting, linking.compare_ahead(session, waiting), strict=True))
    ahead = {pair for of in known.values() for pair in of}

    def compared(one: str, other: str) -> Comparison | None:
        asked.append((one, other))
        return compare_if_same(one, other)

    monkeypatch.setattr(scoring, "compare_if_same", compared)
    for by_whom in ({}, known):
        asked.clear()
        with database.transaction() as session:
            list(linking.link_each(session, waiting, threshold=0.8, compared=by_whom))
            told.append((written(session), set(asked)))
            session.rollback()
    (rows, alone), (same, left) = told
    assert same == rows
    assert ("Pasos del Zorzal", "Zorzal Viajes") in ahead & alone
    assert left == alone - ahead
    assert left  # what was written since


def test_after_linking_garbage_is_collected_as_usual(database: Database) -> None:
    waiting, usual, frozen = _wait(database), gc.get_threshold(), gc.get_freeze_count()
    with database.transaction() as session:
        list(linking.link_each(session, waiting, threshold=0.8))
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, frozen)


def test_a_version_that_was_not_read_is_told(database: Database) -> None:
    waiting = _wait(database)
    with database.transaction() as session:
        with pytest.raises(NotFoundError):
            list(linking.link_each(session, [*waiting, 10**6], threshold=0.8))
        assert all(analyses.current(session, revision_id).linked for revision_id in waiting)


def test_an_advert_without_a_name_links_by_contact_or_stands_by_it(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [], [phone(PHONE, kind=ContactType.WHATSAPP)], **AD)
        assert list(_operators(session)) == [f"whatsapp {PHONE}"]
        report(session, 2, [], [phone(PHONE)], **AD)
        report(session, 3, [mention("Kantuta")], [phone(PHONE)], **AD)
        assert list(_operators(session)) == ["Kantuta"]  # the nameless entry takes the first name
        (line,) = views.operators(session)
        assert (line.documents, line.aliases) == (3, ())


def test_a_phone_of_many_advertisers_stops_linking(database: Database) -> None:
    names = ["Kantuta", "Zorzal", "Quirquincho", "Vizcacha", "Chinchilla", "Tacuara", "Yacare"]
    with database.transaction() as session:
        for number, name in enumerate(names, start=1):
            report(session, number, [mention(name)], [phone(PHONE)], **AD)
        assert len(_operators(session)) > 1
        known = set(_operators(session).values())
        report(session, 8, [mention("Guayacan")], [phone(PHONE)], **AD)
        report(session, 9, [], [phone(PHONE)], **AD)
        assert len(set(_operators(session).values()) - known) == 2


def test_two_operators_by_contact_are_both_candidates_and_the_best_is_linked(database: Database) -> None:
    other = "+56940000001"
    with database.transaction() as session:
        report(session, 1, [mention("Kantuta")], [phone(PHONE)])
        report(session, 2, [mention("Quirquincho")], [phone(other)])
        flag_id = report(session, 3, [mention("Kantuta")], [phone(PHONE), phone(other)])
        assert flag_id is not None
        lines = views.flag(session, flag_id).candidates
    assert [(line.operator_name, line.linked) for line in lines] == [("Kantuta", True), ("Quirquincho", False)]


def test_only_operators_are_ever_stored(database: Database) -> None:
    others = [
        mention("Ministerio del Interior", role=Role.AUTHORITY),
        mention("Ana Ejemplo", role=Role.VICTIM, is_person=True),
        mention("La Voz", role=Role.MEDIA),
        mention("Bus Sur", role=Role.OTHER),
    ]
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline"), *others])
        report(session, 2, [mention("Unlabelled")], [phone(PHONE)], labels=())
        assert list(_operators(session)) == ["ViveOnline"]
        assert list(session.scalars(select(OperatorNameRow.name))) == ["ViveOnline"]


def test_another_reader_s_reading_meets_the_same_operators(database: Database) -> None:
    with database.transaction() as session:
        revision = save(session, capture(1), "Text.").revision_id
        read(session, analysis(revision, [mention("Servi Travel"), mention("Juan Pérez", is_person=True, at=50)]))
        read(session, analysis(revision, [mention("Servi Travel"), mention("Juan Pérez", is_person=True)], reader="b"))
        assert len(_operators(session)) == 2
        assert [line.documents for line in views.operators(session)] == [1, 1]


def test_what_is_said_of_a_sum_is_as_it_was_read_last(database: Database) -> None:
    """All that was read before schema 0053 counts as whole prices; reading it again left them so."""
    with database.transaction() as session:
        first = analysis(save(session, capture(1), "Text.").revision_id, [mention("Servi Travel")])
        read(session, first)
        deposits = tuple(replace(price, per_person=False, kind=PriceKind.DEPOSIT) for price in first.prices)
        read(session, replace(first, prices=(*deposits, Price(Decimal("900"), "USD", Span(0, 3))), reader="b"))
        rows = session.scalars(select(OperatorPriceRow).order_by(OperatorPriceRow.price_id))
        assert [(row.amount, row.per_person, row.kind) for row in rows] == [
            ("350", False, "deposit"),
            ("900", False, "full"),
        ]


def test_the_same_article_elsewhere_meets_the_same_people(database: Database) -> None:
    text = " ".join(f"palabra{number} sobre el mismo caso" for number in range(60))
    with database.transaction() as session:
        for number, source_id in ((1, "cl_voz"), (2, "co_hora")):
            saved = save(session, capture(number, source_id=source_id), text)
            read(session, analysis(saved.revision_id, [mention("Juan Pérez", is_person=True)]))
        assert len(_operators(session)) == 1


def test_a_clearance_changes_no_standing_by_itself(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline", status=LegalStatus.CHARGED)])
        cleared = mention("VIVE ON LINE S.A.S.", cleared=True, role=Role.VICTIM)
        report(session, 2, [cleared, mention("Desconocida Ltda", cleared=True, role=Role.VICTIM)])
        (line,) = views.operators(session)
        detail = views.operator(session, line.operator_id)
    assert (line.status, line.documents) == (LegalStatus.CHARGED, 2)  # what clears speaks of it, too
    assert line.clearance_waits
    assert {status.status for status in detail.statuses} == {LegalStatus.CHARGED, LegalStatus.CLEARED}


OWNER, FIRM = "Juvêncio Taboca", "Rota Aurora Turismo"


def _known_firm(session: Session) -> None:
    """A firm with a phone, and its owner beside it; another man of the same name beside another firm."""
    register(session, "cl_voz")
    owner = mention(OWNER, is_person=True, at=60)
    report(session, 1, [mention(FIRM), owner], [phone(PHONE)], route=("BR", "US"))
    other = mention("Pedro Yacaré", is_person=True, at=60)
    report(session, 2, [mention("Quirquincho Andino"), other], [phone("+56940000001")], route=("BR", "US"))


def _linked(session: Session, mentions: list[Mention]) -> list[int]:
    """Whom each of these mentions is linked to, in a document of its own."""
    report(session, 9, mentions, route=("CO", "CL"))
    (analysis_id,) = session.scalars(select(func.max(LinkRow.analysis_id)))
    rows = session.scalars(select(LinkRow).where(LinkRow.analysis_id == analysis_id, LinkRow.linked))
    told = {row.subject: row.operator_id for row in rows}
    return [told[each.name] for each in mentions]


@pytest.mark.parametrize("is_first", [True, False])
def test_an_owner_is_known_by_his_firm_wherever_he_is_named(database: Database, is_first: bool) -> None:
    with database.transaction() as session:
        _known_firm(session)
        known = _operators(session)
        owner, firm = mention(OWNER, is_person=True), mention(FIRM, at=90)
        named = [owner, firm] if is_first else [firm, owner]
        assert _linked(session, named) == [known[each.name] for each in named]


@pytest.mark.parametrize("name", ["Rosa Taboca", "Pedro Yacaré", "Joaquim Tabarca"])
def test_nobody_else_is_taken_for_the_owner_of_the_firm_named_after(database: Database, name: str) -> None:
    with database.transaction() as session:
        _known_firm(session)
        known = _operators(session)
        person, firm = _linked(session, [mention(name, is_person=True), mention(FIRM, at=90)])
        assert firm == known[FIRM]
        assert person not in known.values()


def test_an_owner_is_not_known_by_a_firm_that_is_not_sure_itself(database: Database) -> None:
    with database.transaction() as session:
        _known_firm(session)
        known = _operators(session)
        person, firm = _linked(session, [mention(OWNER, is_person=True), mention("Aurora Turismo", at=90)])
        assert not {person, firm} & set(known.values())


def test_of_two_spellings_in_a_document_the_sure_one_comes_first(database: Database) -> None:
    with database.transaction() as session:
        _known_firm(session)
        known = _operators(session)
        unsure, sure = mention("Kantuta Dorada"), mention(FIRM, "Kantuta Dorada", at=90)
        assert _linked(session, [unsure, sure]) == [known[FIRM]] * 2


def test_who_is_cleared_by_one_word_is_still_put_before_a_person(database: Database) -> None:
    """One word links nobody by itself; that a paper clears its bearer is told all the same, and a lookup finds it."""
    with database.transaction() as session:
        register(session, "cl_voz", "cl_otra")
        report(session, 1, [mention("Kantuta")])
        report(session, 2, [mention("Kantuta")], source_id="cl_otra")
        first, second = views.operators(session)
        assert {first.name, second.name} == {"Kantuta"}
        assert [found.operator_id for found in linking.look_up(session, "Kantuta")] == [1, 2]
        report(session, 3, [mention("Kantuta", role=Role.VICTIM, cleared=True)], labels=())
        assert all(line.clearance_waits for line in views.operators(session))
