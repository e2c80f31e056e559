"""What lists clear is decided by people: on record, with four eyes, never over somebody's head."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from core.errors import ConflictError, InputError, NotFoundError
from core.terms import FlagState, LegalStatus, Verdict
from store import audit, decided, views
from store.flagging import clearings
from store.identity import judge
from store.identity.judge import Signature
from store.seeds import loading
from store.seeds.seed import Seed
from store.seeds.standing import note_clearings
from store.session import Database, Session
from store.ways import Way
from tests.store.make import NOON, mention, register, report

REPORTED = Seed("x-1", "Ruta Zorzal", status=LegalStatus.REPORTED, said_on=NOON.date() - timedelta(days=9))


@pytest.fixture
def listed(database: Database) -> Database:
    """A list brought Ruta Zorzal as reported, and clears it by now; ViveOnline is known by a document alone."""
    with database.transaction() as session:
        register(session, "cl_voz")
        loading.load(session, [REPORTED], NOON)
        _clear(session, 0)
        report(session, 1, [mention("ViveOnline")])
    return database


def _clear(session: Session, days: int) -> None:
    on = NOON.date() + timedelta(days=days)
    note_clearings(session, [Seed("x-1", "Ruta Zorzal", said_on=on, note="another firm")], NOON, by="list.csv")


def _decide(session: Session, to: FlagState, version: int, *, who: str = "Ana", **more: object) -> int:
    why = str(more.pop("why", "read it"))
    return clearings.decide(session, _number(session), to, who=who, why=why, expected_version=version, now=NOON, **more)  # type: ignore[arg-type]


def _number(session: Session) -> int:
    return views.operator(session, 1).clearings[0].clearing_id


def test_a_list_that_clears_waits_for_a_person(listed: Database) -> None:
    with listed.reading() as session:
        (line,) = views.waiting_clearings(session, limit=9)
        assert views.operator(session, 1).clearings == (line,)
        assert (line.operator_id, line.operator_name, line.list_name) == (1, "Ruta Zorzal", "list.csv")
        assert (line.state, line.version, line.sentence) == (FlagState.NEW, 0, "another firm")
        assert views.waiting_clearing_count(session) == 1
        assert views.operator(session, 2).clearings == ()


def test_confirmed_it_clears_until_something_new_is_said(listed: Database) -> None:
    with listed.transaction() as session:
        assert _decide(session, FlagState.CONFIRMED, 0) == 1
        assert views.waiting_clearing_count(session) == 0
        line = views.operator_line(session, 1)
        assert (line.status, line.said_cleared, line.clearance_waits) == (LegalStatus.CLEARED, NOON.date(), False)
        report(session, 20_000, [mention("Ruta Zorzal", status=LegalStatus.CHARGED)])
        assert views.operator_line(session, 1).status is LegalStatus.CHARGED


def test_an_old_clearing_that_is_confirmed_late_lifts_nothing_that_was_said_since(listed: Database) -> None:
    """Its late decision was taken with the day of another clearing, and the convicted firm read 'cleared'."""
    convicted = Seed("x-2", "Paso Kantuta", status=LegalStatus.CONVICTED, said_on=NOON.date() - timedelta(days=5))
    with listed.transaction() as session:
        loading.load(session, [convicted], NOON)
        _decide(session, FlagState.CONFIRMED, 0)
        judge.judge(session, 1, 3, Verdict.SAME, Signature("Ana", "one phone", NOON + timedelta(days=1)), seen=0)
        _clear(session, -30)
        _clear(session, -20)
        old, waiting, _new = sorted(views.operator(session, 1).clearings, key=lambda line: line.on)
        more = {"who": "Ana", "why": "ruling", "expected_version": 0, "now": NOON + timedelta(days=2)}
        clearings.decide(session, old.clearing_id, FlagState.CONFIRMED, **more)  # type: ignore[arg-type]
        line = views.operator_line(session, 1)
        assert (line.status, line.said_cleared, line.clearance_waits) == (LegalStatus.CONVICTED, waiting.on, True)


def test_dismissed_it_is_no_longer_told_of_until_the_list_clears_it_on_another_day(listed: Database) -> None:
    with listed.transaction() as session:
        with pytest.raises(InputError, match="a dismissal needs a reason"):
            _decide(session, FlagState.DISMISSED, 0, why=" ")
        _decide(session, FlagState.DISMISSED, 0)
        line = views.operator_line(session, 1)
        assert (line.status, line.said_cleared, line.clearance_waits) == (LegalStatus.REPORTED, None, False)
        _clear(session, 0)  # the same list read again
        assert views.waiting_clearing_count(session) == 0
        _clear(session, 5)
        line = views.operator_line(session, 1)
        assert (line.status, line.clearance_waits) == (LegalStatus.REPORTED, True)
        assert views.waiting_clearing_count(session) == 1


def test_it_takes_two_persons_where_four_eyes_are_asked_for(listed: Database) -> None:
    with listed.transaction() as session:
        _decide(session, FlagState.CONFIRMED, 0, four_eyes=True)
        (line,) = views.waiting_clearings(session, limit=9)
        assert (line.state, line.proposed_by) == (FlagState.IN_REVIEW, "Ana")
        assert views.operator_line(session, 1).status is LegalStatus.REPORTED
        with pytest.raises(InputError, match="Ana proposed"):
            _decide(session, FlagState.CONFIRMED, 1, who="ana ", four_eyes=True)
        with pytest.raises(InputError, match="Ana proposed"):
            _decide(session, FlagState.CONFIRMED, 1, who="An\u200ba", four_eyes=True)
        _decide(session, FlagState.CONFIRMED, 1, who="Ben", four_eyes=True)
        assert views.operator_line(session, 1).status is LegalStatus.CLEARED


def test_one_caller_at_a_terminal_is_one_person(listed: Database) -> None:
    with listed.transaction() as session:
        _decide(session, FlagState.CONFIRMED, 0, four_eyes=True, way=Way(caller="desk"))
        with pytest.raises(InputError, match="desk proposed to confirm it as Ana"):
            _decide(session, FlagState.CONFIRMED, 1, who="Ben", four_eyes=True, way=Way(caller="desk"))


def test_nobody_decides_over_anothers_head(listed: Database) -> None:
    with listed.transaction() as session:
        _decide(session, FlagState.NEEDS_MORE, 0)
        with pytest.raises(ConflictError, match="Ana made it needs_more"):
            _decide(session, FlagState.CONFIRMED, 0)
        with pytest.raises(InputError, match="has no version 7"):
            _decide(session, FlagState.CONFIRMED, 7)


def test_what_a_document_says_is_no_clearing_of_a_list(listed: Database) -> None:
    with listed.transaction() as session:
        accused = session.execute(text("SELECT status_id FROM operator_statuses WHERE status <> 'cleared'")).scalars()
        for number in (*accused, 999):
            with pytest.raises(NotFoundError):
                clearings.decide(session, number, FlagState.CONFIRMED, who="ana", why="", expected_version=0, now=NOON)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE clearing_decisions SET who = 'eve'", "decision of version 1: its who is not the one of audit"),
        ("UPDATE clearing_decisions SET to_state = 'dismissed'", "decision of version 1: its to is not the one of"),
        ("DELETE FROM clearing_decisions", "the decision of version 1 is gone; audit entry"),
        ("UPDATE clearing_decisions SET version = 3", "the audit log knows no decision of version 3"),
    ],
)
def test_a_decision_that_was_changed_without_the_log_is_told(listed: Database, change: str, fault: str) -> None:
    with listed.transaction() as session:
        _decide(session, FlagState.CONFIRMED, 0)
        assert decided.faults(session) == []
        (entry,) = audit.entries(session, subject=f"clearing {_number(session)}")
        assert (entry.actor, entry.details["to"], entry.details["operator"]) == ("Ana", "confirmed", 1)
        session.execute(text(change))
        assert fault in "\n".join(decided.faults(session))


def test_what_bears_no_day_is_lifted_by_what_a_person_confirmed_after_it(database: Database) -> None:
    """It bore the day on which the list was read in, and outlived a judge's word that is older than that day."""
    later = NOON + timedelta(days=9)
    with database.transaction() as session:
        loading.load(
            session, [Seed("x-1", "Ruta Zorzal", status=LegalStatus.CHARGED, url="https://list.example/1")], NOON
        )
        _clear(session, -200)
        assert views.operators(session)[0].status is LegalStatus.CHARGED
        _decide(session, FlagState.CONFIRMED, 0)
        assert views.operators(session)[0].status is LegalStatus.CLEARED
        loading.load(
            session, [Seed("x-1", "Ruta Zorzal", status=LegalStatus.CHARGED, url="https://list.example/1")], later
        )
        assert views.operators(session)[0].status is LegalStatus.CLEARED  # it says it again
        loading.load(session, [Seed("x-1", "Ruta Zorzal", status=LegalStatus.CONVICTED)], later)
        assert views.operators(session)[0].status is LegalStatus.CONVICTED


def test_a_rung_on_which_nobody_tells_a_day_has_none(database: Database) -> None:
    """The page said 'first on', with the day on which the list was read in."""
    told = NOON.date() - timedelta(days=90)
    with database.transaction() as session:
        loading.load(session, [Seed("x-1", "Ruta Zorzal", status=LegalStatus.CHARGED)], NOON)
        assert [rung.is_dated for rung in views.operator(session, 1).ladder] == [False]
        loading.load(
            session,
            [Seed("x-1", "Ruta Zorzal", status=LegalStatus.CHARGED, said_on=told, url="https://a.example")],
            NOON,
        )
        (rung,) = views.operator(session, 1).ladder
    assert (rung.is_dated, rung.first_on, rung.last_on) == (True, told, told)
