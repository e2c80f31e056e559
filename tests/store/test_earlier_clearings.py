"""A clearance that a newer reader no longer reads goes on clearing, and who decides is told who read it."""

from __future__ import annotations

from datetime import timedelta

from core.terms import FlagState, LegalStatus, Role
from store import analyses, flags, linking, views
from store.identity import merging
from store.identity.judge import Signature
from store.session import Database, Session
from store.views.cleared import cleared_in
from store.views.earlier_clearings import earlier_readers
from tests.store.make import NOON, analysis, capture, mention, read, save
from tests.store.test_doubtful import LATER, MAY_BE, SURE, clears, decide, known

OLD, TODAY = "rules 1", "rules 2"


def again(session: Session, revision_id: int, *names: str, reader: str = TODAY) -> None:
    """The text read once more: it clears these alone."""
    people = [mention(name, cleared=True, role=Role.VICTIM) for name in names]
    read(session, analysis(revision_id, people, labels=(), route=(), reader=reader), now=LATER)


def told(session: Session, revision_id: int) -> dict[str, str]:
    """Whom the version clears, and the earlier reader that alone read it."""
    return {line.name: line.earlier_reader for line in cleared_in(session, [revision_id]).get(revision_id, ())}


def test_it_says_who_read_it_and_goes_on_clearing(database: Database) -> None:
    with database.transaction() as session:
        known(session)
        detail = clears(session, 3, SURE)
        (version,) = (each.revision_id for each in detail.revisions)
        assert told(session, version) == {SURE: "", MAY_BE: ""}
        again(session, version)
        assert told(session, version) == {SURE: OLD, MAY_BE: OLD}
        assert views.operator_line(session, 1).clearance_waits
        decide(session, detail.summary.flag_id, FlagState.CONFIRMED)
        assert views.operator_line(session, 1).status is LegalStatus.CLEARED
        page = views.operator(session, 1)
        says = [each.earlier_reader for each in page.statuses if each.status is LegalStatus.CLEARED]
        assert (says, [each.earlier_reader for each in page.cleared]) == ([OLD], [OLD])
        assert {each.earlier_reader for each in page.statuses if each.status is not LegalStatus.CLEARED} == {""}
        (by_itself,) = views.operator(session, 2).clearings
        assert (by_itself.earlier_reader, by_itself.flag_id) == (OLD, detail.summary.flag_id)
        again(session, version, SURE, reader="rules 3")
        assert told(session, version) == {SURE: "", MAY_BE: ""}


def test_a_reading_that_clears_another_marks_the_first_alone(database: Database) -> None:
    """Who was cleared before was not shown at all where the reader of today clears somebody else."""
    with database.transaction() as session:
        known(session)
        first, other = "Portal Mirlo", "Zafiro Norte"
        for number, name in ((4, first), (5, other)):
            read(session, analysis(clears_nobody(session, number), [mention(name)]), now=NOON)
        (version,) = (each.revision_id for each in clears(session, 6, first).revisions)
        again(session, version, other)
        assert told(session, version) == {other: "", first: OLD}
        (mine,) = views.operator(session, 3).cleared
        assert (mine.name, mine.earlier_reader) == (first, OLD)


def clears_nobody(session: Session, number: int) -> int:
    return save(session, capture(number, at=NOON + timedelta(minutes=number)), f"Text {number} " * 30).revision_id


def test_another_entry_of_the_same_operator_reads_it(database: Database) -> None:
    with database.transaction() as session:
        known(session)
        (version,) = (each.revision_id for each in clears(session, 3, SURE).revisions)
        again(session, version, MAY_BE)
        assert told(session, version)[SURE] == ""  # it may mean that one, too
        merging.merge(session, [1, 2], Signature("ana", "one firm", LATER))
        assert set(told(session, version).values()) == {""}


def test_nothing_is_said_while_a_reading_waits_to_be_linked(database: Database) -> None:
    with database.transaction() as session:
        known(session)
        (version,) = (each.revision_id for each in clears(session, 3, SURE).revisions)
        analyses.save(session, analysis(version, [], labels=(), route=(), reader=TODAY))
        assert set(told(session, version).values()) == {""}
        linking.link(session, version, threshold=0.8)
    with database.transaction() as session:
        flags.raise_flag(session, version, None, LATER)
        assert set(told(session, version).values()) == {OLD}


def test_nothing_is_asked_of_what_is_no_clearing_of_a_document(database: Database) -> None:
    with database.transaction() as session:
        known(session)
        assert earlier_readers(session, range(1, 50)) == {}
        assert earlier_readers(session, []) == {}
