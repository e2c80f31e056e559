"""What changed since a moment: by evidence, by a copy, by a decision, by who is who."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete

from core.terms import FlagState, LegalStatus, Verdict
from store import flags, views
from store.flagging import clearings
from store.identity import judge
from store.identity.judge import Signature
from store.seeds import loading
from store.seeds.seed import Seed
from store.seeds.standing import note_clearings
from store.session import Database, Session
from store.tables import FlagEventRow
from store.views.changes import clearances_changed
from tests.store import test_doubtful as doubtful
from tests.store.make import NOON, mention, register, report

LATER = NOON + timedelta(days=9)
WIRE = "The same words of a wire in two papers "


@pytest.fixture
def filled(database: Database) -> Database:
    """Three flags of three operators, all of the same noon."""
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        for number, name in enumerate(("ViveOnline", "Kantuta", "Ruta Zorzal")):
            report(session, number, [mention(name)], at=NOON, text=f"{WIRE}{name} {number} ")
    return database


def _flags(session: Session, since: datetime) -> list[int]:
    return [line.flag_id for line in views.flags(session, views.FlagFilter(changed_since=since))]


def _operators(session: Session, since: datetime) -> list[int]:
    return [line.operator_id for line in views.operators_by_id(session, changed_since=since)]


def test_a_decision_is_a_change_of_the_flag_and_of_whom_it_names(filled: Database) -> None:
    with filled.transaction() as session:
        assert (_flags(session, NOON), _flags(session, LATER)) == ([3, 2, 1], [])
        assert (_operators(session, NOON), _operators(session, LATER)) == ([3, 2, 1], [])
        flags.decide(session, 2, FlagState.DISMISSED, who="Ana", why="a coach line", expected_version=1, now=LATER)
        assert _flags(session, LATER) == [2]
        assert _operators(session, LATER) == [2]
        line = views.flag(session, 2).summary
        assert (line.changed_at, line.updated_at) == (LATER, NOON)  # it is no new evidence
        assert _flags(session, LATER + timedelta(seconds=1)) == []


def test_a_copy_that_adds_nothing_is_a_change(filled: Database) -> None:
    with filled.transaction() as session:
        copy = {"source_id": "co_hora", "text": f"{WIRE}ViveOnline 0 ", "now": LATER, "at": NOON}
        assert report(session, 900, [mention("ViveOnline")], **copy) == 1
        line = views.flag(session, 1).summary
        assert (line.changed_at, line.updated_at, line.also_published) == (LATER, NOON, 1)
        assert _flags(session, LATER) == [1]


def test_who_is_merged_changed_and_is_told_of_by_its_first_entry(filled: Database) -> None:
    with filled.transaction() as session:
        judge.judge(session, 2, 3, Verdict.SAME, Signature("Ana", "one firm", LATER))
        assert _operators(session, LATER) == [2]
        judge.split(session, 3, Signature("Ana", "no", LATER + timedelta(days=1)))
        assert _operators(session, LATER + timedelta(days=1)) == [3, 2]


def test_what_a_list_says_and_what_is_decided_on_it_are_changes(filled: Database) -> None:
    with filled.transaction() as session:
        loading.load(session, [Seed("x-1", "Paso Lejano", status=LegalStatus.REPORTED)], LATER)
        assert _operators(session, LATER) == [4]
        heard, read_again = LATER + timedelta(days=1), LATER + timedelta(days=2)
        for moment in (heard, read_again):
            note_clearings(session, [Seed("x-1", "Paso Lejano", said_on=NOON.date())], moment, by="list.csv")
        assert (_operators(session, heard), _operators(session, read_again)) == ([4], [])
        (line,) = views.operator(session, 4).clearings
        decided = LATER + timedelta(days=3)
        clearings.decide(
            session, line.clearing_id, FlagState.CONFIRMED, who="Ana", why="", expected_version=0, now=decided
        )
        assert _operators(session, decided) == [4]


def test_a_flag_of_which_no_event_is_known_changed_when_it_was_raised(filled: Database) -> None:
    """Of a watch older than the events; its first page could not be opened."""
    with filled.transaction() as session:
        session.execute(delete(FlagEventRow))
        assert {line.changed_at for line in views.flags(session, views.FlagFilter())} == {NOON}


def test_what_clears_an_operator_changes_when_it_comes_in_and_when_somebody_decides(database: Database) -> None:
    with database.transaction() as session:
        doubtful.known(session)
        assert clearances_changed(session, [1, 2]) == {}
        detail = doubtful.clears(session, 3, doubtful.SURE)
        assert clearances_changed(session, [1, 2]) == {1: NOON, 2: NOON}
        doubtful.decide_alone(session, FlagState.DISMISSED)
        assert clearances_changed(session, [1, 2]) == {1: NOON, 2: doubtful.LATER}
        doubtful.decide(session, detail.summary.flag_id, FlagState.CONFIRMED)
        assert clearances_changed(session, [1]) == {1: doubtful.LATER}
        loading.load(session, [Seed("x-1", "Ruta Zorzal")], NOON)
        note_clearings(session, [Seed("x-1", "Ruta Zorzal", said_on=NOON.date(), note="acquitted")], LATER, by="l.csv")
        assert clearances_changed(session, [3]) == {3: LATER}
