"""The audit log: kept with the change or not at all, whole, and honest about what was done to it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from core.errors import ConflictError
from core.terms import FlagState, Verdict
from evidence.format.chain import GENESIS
from store import audit, flags
from store.audit import AuditHead
from store.identity import judge
from store.identity.judge import Signature
from store.session import Database
from tests.store.make import NOON, mention, report


def test_changes_leave_an_entry_in_their_own_transaction(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")])
        report(session, 9000, [mention("Kantuta")])
        flags.decide(session, 1, FlagState.DISMISSED, who="Ana Ñ", why="a coach line", expected_version=1, now=NOON)
        judge.judge(session, 1, 2, Verdict.DIFFERENT, Signature("ben", "two towns", NOON))
    with pytest.raises(ConflictError), database.transaction() as session:  # noqa: PT012 - both, or neither
        audit.record(session, "viewed", "ana", "flag 1")
        flags.decide(session, 1, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=NOON)
    with database.reading() as session:
        found = audit.entries(session)
        assert [(e.sequence, e.actor, e.action, e.subject) for e in found] == [
            (4, "ben", "operators judged different", "operator 1"),
            (3, "Ana Ñ", "flag decided", "flag 1"),
            (2, "almenara", "flag raised", "flag 2"),
            (1, "almenara", "flag raised", "flag 1"),
        ]
        decided = {"from": "new", "to": "dismissed", "why": "a coach line", "version": 2, "proposes": ""}
        assert found[1].details == decided | {"decided_at": "2021-01-23T12:00:00Z"}
        assert [e.sequence for e in audit.entries(session, subject="flag 1")] == [3, 1]
        assert [e.sequence for e in audit.entries(session, who=["ben"])] == [4]
        assert audit.head(session) == AuditHead(4, found[0].hash)
        assert audit.verify(session, [AuditHead(4, found[0].hash), AuditHead(2, found[2].hash)]) == []


def test_hostile_words_are_kept(database: Database) -> None:
    with database.transaction() as session:
        audit.record(session, "viewed", "a\x00\ud800", "flag \x00", details={"why": "\ud800 \x00 \u202e", "n": 1.5})
        assert audit.verify(session) == []


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        ("UPDATE audit_entries SET line = replace(line, 'flag 2', 'flag 9') WHERE sequence = 2", "entry 2: was edited"),
        ("UPDATE audit_entries SET who = 'eve' WHERE sequence = 2", "entry 2: column who is not what"),
        ("DELETE FROM audit_entries WHERE sequence = 2", "entry 3: says it is entry 3: entries were taken out"),
        ("UPDATE audit_entries SET line = 'x' WHERE sequence = 3", "entry 3: is no entry"),
        ("DELETE FROM audit_entries WHERE sequence = 3", "the last entries are gone: the custody log knows 3"),
    ],
)
def test_what_was_done_to_the_log_is_told(database: Database, damage: str, fault: str) -> None:
    with database.transaction() as session:
        for number in (1, 2, 3):
            audit.record(session, "viewed", "ana", f"flag {number}")
        head = audit.head(session)
    with database.transaction() as session:
        session.execute(text(damage))
    with database.reading() as session:
        assert fault in "\n".join(audit.verify(session, [head]))


def test_a_log_written_anew_does_not_meet_the_head_that_was_noted(database: Database) -> None:
    with database.transaction() as session:
        audit.record(session, "viewed", "eve", "flag 1")
        head = audit.head(session)
        session.execute(text("DELETE FROM audit_entries"))
        session.expunge_all()
        audit.record(session, "viewed", "ana", "flag 1")
    with database.reading() as session:
        assert audit.verify(session) == []
        assert audit.verify(session, [head]) == [
            "audit entry 1: is not the one whose hash was noted in the custody log"
        ]


def test_many_at_once_make_one_chain(database: Database) -> None:
    def look(number: int) -> None:
        with database.transaction() as session:
            audit.record(session, "viewed", f"person {number}", "flag 1")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(look, range(24)))
    with database.reading() as session:
        assert audit.head(session).entries == 24
        assert audit.verify(session) == []


def test_an_empty_log_is_whole(database: Database) -> None:
    with database.reading() as session:
        assert audit.head(session) == AuditHead(0, GENESIS)
        assert audit.verify(session) == []


def test_the_newest_entry_of_an_action(database: Database) -> None:
    with database.transaction() as session:
        assert audit.last(session, "database backed up") is None
        for subject in ("first", "second"):
            audit.record(session, "database backed up", "ana", subject)
        audit.record(session, "viewed", "ana", "flag 1")
        last = audit.last(session, "database backed up")
    assert last is not None
    assert last.subject == "second"


def test_entries_that_wait_are_written_at_the_end_and_in_order(database: Database) -> None:
    with database.transaction() as session:
        with audit.at_the_end(session):
            audit.record(session, "viewed", "ana", "flag 1")
            with audit.at_the_end(session):  # within another: that one writes them
                audit.record(session, "viewed", "ana", "flag 2")
            assert audit.head(session).entries == 0
        audit.record(session, "viewed", "ana", "flag 3")
        with audit.at_the_end(session) as waiting:
            audit.record(session, "viewed", "ana", "flag 4")
            waiting.clear()
    with pytest.raises(ZeroDivisionError), database.transaction() as session, audit.at_the_end(session):
        audit.record(session, "viewed", "ana", f"flag {1 / 0}")
    with database.reading() as session:
        assert [entry.subject for entry in audit.entries(session)] == ["flag 3", "flag 2", "flag 1"]
        assert audit.verify(session) == []
