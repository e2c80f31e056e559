"""On PostgreSQL two may write at one moment: what a night adds while a person decides is not lost, and neither waits
for the other for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from core.errors import ConflictError
from core.terms import FlagState
from pipeline.reporter import LogReporter
from pipeline.steps import flag_pending
from store import analyses, audit, flags, views
from store.session import Database, Session
from tests.store.make import NOON, analysis, capture, mention, read, register, save

WIRE = " ".join(f"palabra{number} sobre el caso de la frontera norte" for number in range(40))
CHANGE = ("FOR NO KEY UPDATE", "UPDATE flags", "pg_advisory_xact_lock(")
"""How the statements begin or end by which a flag is taken, or its change put on record."""


def _story(session: Session, number: int, source_id: str, *names: str) -> int | None:
    saved = save(session, capture(number, source_id=source_id), WIRE, title=f"Title {number}")
    return read(session, analysis(saved.revision_id, [mention(name) for name in names]))


def _confirm(session: Session, who: str, version: int) -> int:
    return flags.decide(
        session, 1, FlagState.CONFIRMED, who=who, why="seen", expected_version=version, now=NOON, four_eyes=True
    )


_NOTHING: tuple[tuple[str, ...], Callable[[], object]] = (), lambda: None


class Moments:
    """What is to be done right before a statement: by the thread that sends it, once."""

    def __init__(self, database: Database) -> None:
        self._waiting: dict[int, tuple[tuple[str, ...], Callable[[], object]]] = {}
        event.listen(database.engine, "before_cursor_execute", self._look)

    def before(self, marks: tuple[str, ...], what: Callable[[], object]) -> None:
        """Do this before this thread's next statement that holds one of the marks."""
        self._waiting[threading.get_ident()] = marks, what

    def _look(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        me = threading.get_ident()
        marks, what = self._waiting.get(me, _NOTHING)
        if any(mark in statement for mark in marks):
            del self._waiting[me]
            what()


@contextmanager
def _telling(of: threading.Event) -> Iterator[None]:
    """Whoever waits for this waits no longer than the block lasts, however it ends."""
    try:
        yield
    finally:
        of.set()


def test_evidence_that_comes_while_a_person_decides_moves_the_version_on(database: Database) -> None:
    """The night had read the flag at version 1, wrote 2 over Ana's 2, and Ben confirmed what she had never seen."""
    if database.is_sqlite:
        pytest.skip("SQLite lets one write at a time")
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        _story(session, 1, "cl_voz", "ViveOnline")
    moments, arrived = Moments(database), threading.Event()

    def night() -> None:
        moments.before(CHANGE, arrived.set)
        with _telling(arrived), database.transaction() as session:
            _story(session, 2, "co_hora", "Kantuta")

    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as session:
            assert _confirm(session, "Ana", 1) == 2
            at_work: Future[None] = pool.submit(night)
            arrived.wait()
        at_work.result()
    with pytest.raises(ConflictError, match="new evidence came in"), database.transaction() as session:
        _confirm(session, "Ben", 2)
    with database.reading() as session:
        line = views.flag(session, 1).summary
        assert (line.version, line.evidence_version) == (3, 2)
        assert line.proposed_by == ""


def test_who_decides_and_a_night_never_wait_for_each_other(database: Database) -> None:
    """The night held the audit log and waited for the flag; who decided held the flag and waited for the log."""
    if database.is_sqlite:
        pytest.skip("SQLite lets one write at a time")
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        _story(session, 1, "cl_voz", "ViveOnline")
        other = save(session, capture(9000), "Another text. " * 30).revision_id
        copy = save(session, capture(2, source_id="co_hora"), WIRE, title="Title 2").revision_id
        for revision_id, name in ((other, "Zorzal"), (copy, "Kantuta")):
            analyses.save(session, analysis(revision_id, [mention(name)]))
    moments, decided, arrived = Moments(database), threading.Event(), threading.Event()

    def decide() -> None:
        def wait() -> None:
            decided.set()
            arrived.wait()

        moments.before(CHANGE[2:], wait)
        with _telling(decided), database.transaction() as session:
            flags.decide(session, 1, FlagState.DISMISSED, who="Ana", why="a coach", expected_version=1, now=NOON)

    def night() -> list[int]:
        moments.before(CHANGE[:2], arrived.set)
        with _telling(arrived):
            return flag_pending(
                database,
                None,
                threshold=0.8,
                run_id=None,
                clock=lambda: NOON,
                reporter=LogReporter(),
                stop=threading.Event(),
            )

    with ThreadPoolExecutor(2) as pool:
        person = pool.submit(decide)
        decided.wait()
        assert pool.submit(night).result() == [2, 1]
        person.result()
    with database.reading() as session:
        line = views.flag(session, 1).summary
        assert (line.version, line.state, line.new_evidence) == (3, FlagState.DISMISSED, True)
        assert audit.verify(session) == []
        done = [(entry.action, entry.subject) for entry in audit.entries(session, limit=3)]
        assert done == [("flag copy", "flag 1"), ("flag raised", "flag 2"), ("flag decided", "flag 1")]
