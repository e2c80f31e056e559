"""What changed since a moment: by evidence, by a copy, by a decision, by who is who."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, update

from core.terms import FlagState, LegalStatus, NameKind, Role, Verdict
from store import audit, flags, purge, views, watchlist
from store.flagging import clearings
from store.identity import judge
from store.identity.judge import Signature
from store.redaction import HIDDEN
from store.seeds import loading, record
from store.seeds.seed import Seed
from store.seeds.standing import note_clearings
from store.session import Database, Session
from store.tables import AnalysisRow, FlagEventRow, OperatorRow, RevisionRow
from store.views import noted_changes
from store.views.changes import clearances_changed
from store.views.operator_changes import operators_changed
from tests.store import test_doubtful as doubtful
from tests.store import test_forgotten as forgotten
from tests.store.make import NOON, mention, register, report

LATER = NOON + timedelta(days=9)
YEAR = timedelta(days=400)
WIRE = "The same words of a wire in two papers "


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """What the audit log takes for the time."""
    moments = [NOON]
    monkeypatch.setattr(audit, "utc_now", lambda: moments[-1])
    return moments


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
    """Those who changed since then; held against when each is told to have changed last."""
    found = [line.operator_id for line in views.operators_by_id(session, changed_since=since)]
    changed = operators_changed(session, [line.operator_id for line in views.operators_by_id(session)])
    assert found == [each for each in sorted(changed, reverse=True) if changed[each] >= since]
    for each, moment in changed.items():
        told = [line.operator_id for line in views.operators_by_id(session, changed_since=moment)]
        assert each in told
        later = views.operators_by_id(session, changed_since=moment + timedelta(microseconds=1))
        assert each not in [line.operator_id for line in later]
    return found


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


def test_flags_of_who_is_merged_or_parted_change_for_they_name_another(filled: Database) -> None:
    """A copy went on with an operator that is none any more, and could not tell whose a parted one's flags were."""
    parted = LATER + timedelta(days=1)
    with filled.transaction() as session:
        judge.judge(session, 2, 3, Verdict.SAME, Signature("Ana", "one firm", LATER))
        assert _flags(session, LATER) == [3, 2]
        assert [line.operators[0][0] for line in views.flags(session)] == [2, 2, 1]
        assert [line.changed_at for line in views.flags(session)] == [LATER, LATER, NOON]
        judge.judge(session, 1, 2, Verdict.DIFFERENT, Signature("Ana", "no", parted))  # nothing moves
        assert _flags(session, parted) == []
        judge.split(session, 3, Signature("Ana", "no", parted))
        assert _flags(session, parted) == [3, 2]
        assert [line.operators[0][0] for line in views.flags(session)] == [3, 2, 1]
        assert [line.changed_at for line in views.flags(session)] == [parted, parted, NOON]


def test_whoever_goes_by_another_with_those_that_were_judged_changes_too(filled: Database) -> None:
    with filled.transaction() as session:
        judge.judge(session, 2, 3, Verdict.SAME, Signature("Ana", "one firm", NOON))
        judge.judge(session, 1, 2, Verdict.SAME, Signature("Ana", "one firm", LATER))
        assert _flags(session, LATER) == [3, 2, 1]
        judge.judge(session, 1, 2, Verdict.DIFFERENT, Signature("Ana", "no", LATER + timedelta(days=1)), seen=2)
        assert _flags(session, LATER + timedelta(days=1)) == [3, 2, 1]
        assert {line.changed_at for line in views.flags(session)} == {LATER + timedelta(days=1)}


def test_what_a_purge_takes_is_a_change(database: Database) -> None:
    """Who kept a copy kept the titles, the names and the numbers of it for good."""
    retention, hidden, gone = purge.Retention(names_days=365, texts_days=600), LATER + YEAR, LATER + 2 * YEAR
    with database.transaction() as session:
        report(session, 1, [forgotten.PERSON, mention("ViveOnline")], at=NOON)
        report(session, 2, [mention("Kantuta"), mention("María Ñusta", is_person=True, role=Role.VICTIM)], at=NOON)
        report(session, 3, [mention("Ruta Zorzal")], at=NOON + timedelta(days=500))
        flags.decide(session, 1, FlagState.DISMISSED, who="Ana", why="no", expected_version=1, now=NOON)
        assert (_flags(session, hidden), _operators(session, hidden)) == ([], [4])
        purge.purge_some(session, retention, hidden, who="ana")
        assert (_flags(session, hidden), _operators(session, hidden)) == ([2, 1], [4, 3, 2, 1])
        assert {views.flag(session, key).summary.changed_at for key in (1, 2)} == {hidden}
        purge.purge_some(session, retention, gone, who="ana")
        assert (_flags(session, gone), _operators(session, gone)) == ([1], [2, 1])
        assert views.flag(session, 1).summary.changed_at == gone
        assert views.flag(session, 1).summary.operators[0][1] == HIDDEN


def test_whom_a_purge_forgets_changes_the_flags_that_name_them(database: Database) -> None:
    with database.transaction() as session:
        forgotten.dismissed(session)
        purge.purge_some(session, purge.Retention(365, 180), LATER, who="ana")
        session.execute(update(RevisionRow).values(purged_at=NOON))
        session.execute(update(AnalysisRow).values(redacted_at=NOON))
        session.execute(update(OperatorRow).values(redacted_at=LATER))
        assert (_flags(session, LATER), _operators(session, LATER)) == ([1], [1])
        assert views.flag(session, 1).summary.changed_at == LATER


def test_what_people_say_of_a_name_or_a_person_and_what_lists_tell_of_old_days_are_changes(
    filled: Database, clock: list[datetime]
) -> None:
    """A list with days of its own was never told of; nor was a name that became another kind."""
    with filled.transaction() as session:
        clock.append(LATER)
        watchlist.set_kind(session, 1, "ViveOnline", NameKind.NAME, who="ana")
        watchlist.set_person(session, 3, is_person=True, who="ana")
        loading.load(session, [Seed("x-1", "Paso Lejano", seen=(NOON, NOON))], LATER, by="l.ftm.json")
        assert _operators(session, LATER) == [4, 3, 1]
        assert _operators(session, LATER + timedelta(seconds=1)) == []


def test_of_a_list_that_told_of_very_many_everybody_on_a_list_is_told(
    filled: Database, monkeypatch: pytest.MonkeyPatch, clock: list[datetime]
) -> None:
    for module in (record, noted_changes):
        monkeypatch.setattr(module, "TOLD", 1)
    with filled.transaction() as session:
        clock.append(LATER)
        seeds = [
            Seed(f"x-{number}", f"Paso {word}", seen=(NOON, NOON)) for number, word in enumerate(("Neblí", "Azor"))
        ]
        loading.load(session, seeds, LATER, by="l.ftm.json")
        assert _operators(session, LATER) == [5, 4]


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
