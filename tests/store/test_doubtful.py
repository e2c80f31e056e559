"""Whom a document that clears somebody merely may mean: decided on by itself, and not by a word on another."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from core.errors import NotFoundError
from core.terms import DocumentKind, FlagKind, FlagState, LegalStatus, Role, Verdict
from store import flags, search, views
from store.exchange import ftm, sheets
from store.exchange.entries import entries
from store.flagging import clearings
from store.identity import judge
from store.identity.judge import Signature
from store.outgoing import webhook_events, webhooks
from store.search import SearchFilter
from store.session import Database, Session
from store.views.records import ClearingLine, FlagDetail
from tests.store.make import NOON, OFFER, analysis, capture, mention, phone, read, register, report, save

SURE, MAY_BE = "Expreso Lontra Clara", "Bazar Lontra Clara"
LATER = NOON + timedelta(days=40)
TEXT = "La fiscalía dictó sobreseimiento definitivo de la firma "


def clears(session: Session, number: int, *names: str, text: str = TEXT) -> FlagDetail:
    """One more document that clears these; its flag."""
    saved = save(session, capture(number, source_id=f"cl_{number}", at=NOON + timedelta(days=20)), text * 20)
    people = [mention(name, cleared=True, role=Role.VICTIM) for name in names]
    flag_id = read(session, analysis(saved.revision_id, people, labels=(), route=()), now=NOON)
    return views.flag(session, flag_id or 0)


def known(session: Session) -> None:
    """1 is reported, and 2, of a name that is nearly the same and of another number, recruits drivers."""
    register(session, "cl_voz")
    report(session, 1, [mention(SURE)], [phone("+51900000061")])
    report(session, 2, [mention(MAY_BE)], [phone("+51900000062")], labels=(OFFER,), route=(), kind=DocumentKind.AD)
    assert [line.name for line in reversed(views.operators(session))] == [SURE, MAY_BE]


def decide(session: Session, flag_id: int, to: FlagState) -> None:
    version = views.flag(session, flag_id).summary.version
    flags.decide(session, flag_id, to, who="ana", why="read it", expected_version=version, now=LATER)


def decide_alone(session: Session, to: FlagState) -> None:
    (line,) = views.operator(session, 2).clearings
    said = {"who": "ana", "why": "read it", "expected_version": line.version, "now": LATER}
    clearings.decide(session, line.clearing_id, to, **said)  # type: ignore[arg-type]


def stands(session: Session) -> list[LegalStatus | None]:
    return [views.operator_line(session, number).status for number in (1, 2)]


def waiting(session: Session) -> tuple[ClearingLine, ...]:
    found = views.waiting_clearings(session, limit=9)
    assert len(found) == views.waiting_clearing_count(session)
    return found


def test_to_confirm_clears_those_alone_who_are_surely_meant(database: Database) -> None:
    """One decision cleared another operator of a like name, which recruits drivers under another number."""
    with database.transaction() as session:
        known(session)
        detail = clears(session, 3, SURE)
        flag = detail.summary
        assert (flag.kind, flag.operators, flag.clears) == (FlagKind.CLEARANCE, ((1, SURE), (2, MAY_BE)), ((1, SURE),))
        assert flag.reason.startswith(f"{SURE}, {MAY_BE} (?): reported as cleared or impersonated in ")
        assert [(each.operator_id, each.linked) for each in detail.candidates] == [(1, True), (2, False)]
        (line,) = detail.may_be
        assert (line.operator_id, line.state, line.flag_id) == (2, FlagState.NEW, flag.flag_id)
        assert 0.6 <= line.score < 0.8
        decide(session, flag.flag_id, FlagState.CONFIRMED)
        assert stands(session) == [LegalStatus.CLEARED, LegalStatus.ADVERTISED]
        assert waiting(session) == (line,)
        decide_alone(session, FlagState.CONFIRMED)
        assert stands(session) == [LegalStatus.CLEARED, LegalStatus.CLEARED]
        assert waiting(session) == ()
        decide(session, flag.flag_id, FlagState.IN_REVIEW)
        assert stands(session) == [LegalStatus.REPORTED, LegalStatus.CLEARED]


def test_it_is_told_as_a_likeness_and_as_no_standing(database: Database) -> None:
    with database.transaction() as session:
        known(session)
        clears(session, 3, SURE)
        line = views.operator_line(session, 2)
        assert (line.said_cleared, line.clearance_waits, line.clearance_doubtful) == (
            waiting(session)[0].on,
            True,
            True,
        )
        assert (line.documents, views.operator_line(session, 1).clearance_doubtful) == (1, False)
        detail = views.operator(session, 2)
        assert [rung.status for rung in detail.ladder] == [LegalStatus.ADVERTISED]
        assert [(said.status, said.is_unsure) for said in detail.statuses] == [
            (LegalStatus.CLEARED, True),
            (LegalStatus.ADVERTISED, False),
        ]
        _one, entry = entries(session)
        assert [said.status for said in entry.said] == [LegalStatus.ADVERTISED]
        may_be = "A lead, not a finding. A source clears somebody who may be it (2021-02-12), and nobody has decided"
        assert sheets.row(entry)[-1].startswith(may_be)
        assert "almenara:may_be_cleared:2021-02-12" in str(next(ftm.entities(entry)))
        asked, chosen = search.understand(session, ""), SearchFilter(status=LegalStatus.CLEARED)
        assert [each.name for each in search.find_operators(session, asked, chosen)] == [SURE]
        decide_alone(session, FlagState.CONFIRMED)
        assert views.operator_line(session, 2).documents == 2
        rungs = [rung.status for rung in views.operator(session, 2).ladder]
        assert rungs == [LegalStatus.ADVERTISED, LegalStatus.CLEARED]


def test_dismissed_by_itself_it_is_no_longer_told_of(database: Database) -> None:
    with database.transaction() as session:
        known(session)
        flag_id = clears(session, 3, SURE).summary.flag_id
        decide_alone(session, FlagState.DISMISSED)
        line = views.operator_line(session, 2)
        assert (line.said_cleared, line.clearance_waits, line.clearance_doubtful) == (None, False, False)
        (said, _advertised) = views.operator(session, 2).statuses
        assert (said.refusal and said.refusal.flag_id, said.is_unsure) == (None, True)
        decide(session, flag_id, FlagState.CONFIRMED)
        assert stands(session) == [LegalStatus.CLEARED, LegalStatus.ADVERTISED]


def test_who_dismisses_the_document_dismisses_it_for_all_on_whom_nobody_decided(database: Database) -> None:
    with database.transaction() as session:
        known(session)
        flag_id = clears(session, 3, SURE).summary.flag_id
        (line,) = waiting(session)
        decide(session, flag_id, FlagState.DISMISSED)
        assert (waiting(session), views.operator_line(session, 2).said_cleared) == ((), None)
        with pytest.raises(NotFoundError):
            views.clearing(session, line.clearing_id)
        decide(session, flag_id, FlagState.IN_REVIEW)
        assert waiting(session) == (line,)
        decide_alone(session, FlagState.CONFIRMED)
        decide(session, flag_id, FlagState.DISMISSED)
        assert stands(session) == [LegalStatus.REPORTED, LegalStatus.CLEARED]  # a person said so of this one


def test_a_document_that_surely_means_nobody_is_put_before_people_too(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention(MAY_BE)], [phone("+51900000062")], labels=(OFFER,), route=(), kind=DocumentKind.AD)
        detail = clears(session, 2, SURE)
        assert (detail.summary.clears, detail.summary.operators) == ((), ((1, MAY_BE),))
        assert detail.summary.reason.startswith(f"{MAY_BE} (?): reported as cleared")
        decide(session, detail.summary.flag_id, FlagState.CONFIRMED)
        assert views.operator_line(session, 1).status is LegalStatus.ADVERTISED
        assert len(waiting(session)) == 1


def test_entries_that_are_one_with_who_is_meant_are_meant(database: Database) -> None:
    with database.transaction() as session:
        known(session)
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one firm", NOON), seen=0)
        detail = clears(session, 3, SURE)
        assert (detail.summary.clears, detail.may_be) == (((1, SURE),), ())
        decide(session, detail.summary.flag_id, FlagState.CONFIRMED)
        assert stands(session) == [LegalStatus.CLEARED, LegalStatus.CLEARED]


def test_a_copy_adds_no_second_clearing_and_one_that_is_sure_is_new_evidence(database: Database) -> None:
    with database.transaction() as session:
        known(session)
        flag_id = clears(session, 3, SURE).summary.flag_id
        assert clears(session, 4, SURE).summary.flag_id == flag_id
        assert len(waiting(session)) == 1
        decide(session, flag_id, FlagState.CONFIRMED)
        flag = clears(session, 5, SURE, MAY_BE).summary
        assert (flag.flag_id, flag.new_evidence, flag.doubtful) == (flag_id, True, frozenset())
        assert flag.new_since == (f"cl_5: Title; adds {MAY_BE}",)
        assert waiting(session) == ()
        line = views.operator_line(session, 2)
        assert (line.status, line.clearance_waits, line.clearance_doubtful) == (LegalStatus.ADVERTISED, True, False)
        decide(session, flag_id, FlagState.IN_REVIEW)
        decide(session, flag_id, FlagState.CONFIRMED)
        assert stands(session) == [LegalStatus.CLEARED, LegalStatus.CLEARED]


def test_a_copy_that_may_mean_another_names_it_as_a_likeness(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("Hostal Vizcacha")], [phone("+51900000069")])
        flag_id = clears(session, 9, "Hostal Vizcacha").summary.flag_id
        report(session, 2, [mention(MAY_BE)], [phone("+51900000062")], labels=(OFFER,), route=(), kind=DocumentKind.AD)
        flag = clears(session, 10, "Hostal Vizcacha", SURE).summary
        assert (flag.flag_id, flag.doubtful) == (flag_id, frozenset({2}))
        details = views.flag(session, flag_id).events[-1].details
        assert details == f"cl_10: Title; adds {MAY_BE} (?)"


def test_webhooks_tell_apart_whom_it_clears_and_whom_it_may_mean(database: Database) -> None:
    with database.transaction() as session:
        known(session)
        webhooks.add(session, "https://cases.example/hook", who="ana", now=NOON)
        clears(session, 3, SURE)
        webhook_events.queue_new(session, "https://desk.example", NOON)
        told = [json.loads(each.body)["flag"] for each in webhooks.due(session, 1, NOON)]
        (flag,) = [each for each in told if each["kind"] == "clearance"]
        assert (flag["operators"], flag["may_mean"]) == ([SURE], [MAY_BE])
