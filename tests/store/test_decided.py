"""Decisions and judgements in the database against the entries that the audit log has of them."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core.terms import FlagState, Verdict
from store import audit, decided, flags, health
from store.identity import judge
from store.identity.judge import Signature
from store.session import Database
from tests.store.make import NOON, mention, register, report


@pytest.fixture
def filled(database: Database) -> Database:
    """Two flags: the first dismissed, taken up again and proposed to be confirmed; two judgements of one pair."""
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline", sentence="Text 1")])
        report(session, 9000, [mention("Kantuta", sentence="Text 9000")])
        move = {"who": "Ana Ñ \x00", "now": NOON, "four_eyes": True}
        flags.decide(session, 1, FlagState.DISMISSED, why="a coach\x00 line", expected_version=1, **move)  # type: ignore[arg-type]
        flags.decide(session, 1, FlagState.IN_REVIEW, why="", expected_version=2, **move)  # type: ignore[arg-type]
        flags.decide(session, 1, FlagState.CONFIRMED, why=" sure ", expected_version=3, **move)  # type: ignore[arg-type]
        judge.judge(session, 1, 2, Verdict.DIFFERENT, Signature("ben", "two towns\x00", NOON))
        judge.judge(session, 1, 2, Verdict.UNSURE, Signature("ben", "or not", NOON), seen=1)
    return database


def told(database: Database, *statements: str) -> list[str]:
    with database.transaction() as session:
        for statement in statements:
            session.execute(text(statement))
    with database.reading() as session:
        return decided.faults(session)


def test_what_was_decided_stands_as_the_log_has_it(filled: Database) -> None:
    assert told(filled) == []
    assert health.faults(filled, []) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("flag_decisions SET who = 'eve' WHERE version = 2", "decision of version 2: its who is not the one of"),
        ("flag_decisions SET why = 'a smuggler' WHERE version = 2", "decision of version 2: its why is not"),
        ("flag_decisions SET to_state = 'confirmed' WHERE version = 2", "decision of version 2: its to is not"),
        ("flag_decisions SET from_state = 'in_review' WHERE version = 2", "decision of version 2: its from is not"),
        ("flag_decisions SET proposes = '' WHERE version = 4", "decision of version 4: its proposes is not"),
        (
            "flag_decisions SET decided_at = '2020-01-01 00:00:00.000000'",
            "decision of version 2: its decided_at is not",
        ),
        ("flag_decisions SET version = 9 WHERE version = 4", "the audit log knows no decision of version 9"),
        ("flag_decisions SET flag_id = 2 WHERE version = 4", "flag 2: the audit log knows no decision of version 4"),
        ("flags SET state = 'new'", "flag 1: is new, and by the audit log in_review"),
        ("flags SET state = 'dismissed' WHERE flag_id = 2", "flag 2: is dismissed, and by the audit log new"),
        ("judgements SET who = 'eve' WHERE judgement_id = 1", "judgement 1: its who is not the one of audit entry"),
        ("judgements SET why = 'one town'", "judgement 2: its why is not"),
        ("judgements SET verdict = 'same' WHERE judgement_id = 1", "judgement 1: its verdict is not"),
        ("judgements SET decided_at = '2020-01-01 00:00:00.000000'", "judgement 1: its decided_at is not"),
    ],
)
def test_what_was_changed_is_told(filled: Database, change: str, fault: str) -> None:
    assert fault in "\n".join(told(filled, f"UPDATE {change}"))


def test_what_was_taken_away_is_told(filled: Database) -> None:
    found = told(
        filled, "DELETE FROM flag_decisions WHERE version = 2", "DELETE FROM judgements WHERE judgement_id = 1"
    )
    assert found == [
        "flag 1: the decision of version 2 is gone; audit entry 3 has it, by Ana Ñ \ufffd",
        "judgement 1 is gone; audit entry 6 has it, by ben",
    ]


def test_what_was_put_in_is_told(filled: Database) -> None:
    columns = "flag_id, version, from_state, to_state, who, why, decided_at, proposes"
    found = told(
        filled,
        f"INSERT INTO flag_decisions ({columns}) SELECT 2, 2, 'new', 'confirmed', who, why, '2020-01-01', '' "
        "FROM flag_decisions WHERE version = 2",
        "INSERT INTO judgements (left_id, right_id, verdict, who, why, evidence, decided_at) "
        "SELECT left_id, right_id, 'same', who, why, evidence, '2020-01-01' FROM judgements WHERE judgement_id = 1",
    )
    assert found == [
        "flag 2: the audit log knows no decision of version 2",
        "judgement 3: the audit log does not know it",
    ]


def test_a_state_that_was_set_with_its_decisions_is_told(filled: Database) -> None:
    """A decision deleted, and the flag as if nobody had decided."""
    found = told(filled, "DELETE FROM flag_decisions", "UPDATE flags SET state = 'new', version = 1")
    assert len(found) == 3 + 1
    assert found[-1] == "flag 1: is new, and by the audit log in_review"


def test_what_is_older_than_the_log_is_no_fault(filled: Database) -> None:
    """A database of before there was a log."""
    assert told(filled, "DELETE FROM audit_entries") == []
    with filled.transaction() as session:
        audit.record(session, "viewed", "ana", "flag 1")
    assert told(filled) == []


def test_entries_of_an_earlier_version_say_less(filled: Database) -> None:
    parts = [',"proposes":""', ',"proposes":"confirmed"', '"decided_at":"2021-01-23T12:00:00Z",']
    changes = [f"UPDATE audit_entries SET line = replace(line, '{part}', '')" for part in parts]
    assert told(filled, *(change.replace(":", "\\:") for change in changes)) == []


def test_an_entry_that_somebody_wrote_breaks_nothing(filled: Database) -> None:
    with filled.transaction() as session:
        audit.record(session, "flag decided", "eve", "flag x", details={})
        audit.record(session, "operators judged same", "eve", "operator 1", details={})
    assert told(filled) == [
        "flag 0: the decision of version 0 is gone; audit entry 8 has it, by eve",
        "judgement 0 is gone; audit entry 9 has it, by eve",
    ]
