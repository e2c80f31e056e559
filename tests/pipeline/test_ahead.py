"""A second process that compares ahead of linking changes no row, whatever becomes of it, and outlives nothing."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.invented_names import Names
from benchmarks.waiting import Waiting
from core.errors import StoppedError
from core.settings import EngineSettings, load
from pipeline import ahead
from pipeline.ahead import Ahead, beside
from pipeline.engines import machine
from pipeline.reporter import FieldValue, LogReporter
from pipeline.steps import flag_pending, link_waiting
from store import flags
from store.seeds import loading
from store.session import Database, Session
from tests.store.conftest import database, postgres_address, sqlite_template
from tests.store.make import NOON
from tests.store.written import written

__all__ = ["database", "postgres_address", "sqlite_template"]

COUNT = 120
TWO = load().engine.model_copy(update={"workers": 2})


class Told(LogReporter):
    """Keeps the warnings."""

    def __init__(self) -> None:
        super().__init__()
        self.warnings: list[str] = []

    def warn(self, event: str, **fields: FieldValue) -> None:
        """Keep it."""
        self.warnings.append(f"{event}: {fields['error']}")


@pytest.fixture
def waiting(database: Database, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Versions that name those on a watchlist of like names, as others would write them; they are worth a process."""
    monkeypatch.setattr(ahead, "WORTH_IT", COUNT)
    monkeypatch.setattr(machine, "free_mib", lambda: 4096)
    names = Names(1, words=60)
    known = list(names.seeds(200))
    mentions = [names.variant(known[number % 100].name) if number % 3 else names.name() for number in range(COUNT)]
    with database.transaction() as session:
        loading.load(session, known, NOON)
    Waiting(database, mentions, NOON).keep(database, None, COUNT)
    with database.reading() as session:
        return flags.pending(session, COUNT)


def _until_known(second: Ahead, left: list[int]) -> None:
    """Wait for the second process."""
    while second.pids and left[ahead.SOONEST :] and left[ahead.SOONEST] not in second.compared:
        second.look(left)
        time.sleep(0.002)


def _linked(
    database: Database,
    waiting: list[int],
    engine: EngineSettings | None,
    meanwhile: Callable[[Ahead, list[int]], object] = _until_known,
    told: LogReporter | None = None,
    reads: Database | None = None,
) -> tuple[list[list[tuple[str, ...]]], int]:
    """The rows, and of how many the second knew something; taken back at the end."""
    known, left = 0, list(waiting)
    with database.transaction() as session:
        with beside(reads or database, engine, told or Told()) as second:
            while left:
                for revision_id in second.link(session, tuple(left), threshold=0.8):
                    known += bool(second.compared.get(revision_id))
                    left.remove(revision_id)
                    meanwhile(second, left)
            pids = second.pids
        rows = written(session)
        session.rollback()
    _are_gone(pids)
    return rows, known


def _are_gone(pids: list[int]) -> None:
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_rows_are_those_of_one_process(database: Database, waiting: list[int]) -> None:
    told = Told()
    rows, known = _linked(database, waiting, TWO, told=told)
    assert known > COUNT / 2
    assert (rows, 0) == _linked(database, waiting, None)
    assert told.warnings == []


def test_killed_in_the_middle_it_is_missed_by_nobody(database: Database, waiting: list[int]) -> None:
    told, killed = Told(), list[int]()

    def kill(second: Ahead, left: list[int]) -> None:
        if not killed:
            _until_known(second, left)
            killed.extend(second.pids)
            os.kill(killed[0], signal.SIGKILL)
            while second.pids:
                second.look(left)
            assert second.compared == {}

    rows, _ = _linked(database, waiting, TWO, kill, told)
    _are_gone(killed)
    assert len(killed) == 1
    assert told.warnings == [
        "names are compared in one process: its worker was killed (signal 9; often for want of memory)"
    ]
    assert rows == _linked(database, waiting, None)[0]


def test_what_it_cannot_do_is_done_here(database: Database, waiting: list[int], tmp_path: Path) -> None:
    told = Told()
    nowhere = Database(f"sqlite:///{tmp_path / 'no' / 'folder.db'}")
    assert _linked(database, waiting, TWO, told=told, reads=nowhere) == _linked(database, waiting, None)
    (warning,) = told.warnings
    assert "folder.db" in warning


def test_it_is_never_far_ahead(database: Database, waiting: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "GIVEN", 3)
    monkeypatch.setattr(ahead, "SOONEST", 3)
    monkeypatch.setattr(ahead, "FARTHEST", 10)
    monkeypatch.setattr(ahead, "BATCH", 20)
    monkeypatch.setattr(ahead, "WORTH_IT", 30)
    told: list[int] = []

    def look(second: Ahead, left: list[int]) -> None:
        while len(left) % 4 == 0 and second.pids and left[3:10] and left[3:10][-1] not in second.compared:
            second.look(left)
            time.sleep(0.002)
        told.append(len(second.compared))

    _linked(database, waiting[:30], TWO, look)
    assert 7 <= max(told) <= 10 + 20
    assert told[-1] <= 20  # what is past went


@pytest.mark.parametrize("why", ["few", "one worker", "no memory"])
def test_where_it_is_not_worth_it_none_is_started(
    database: Database, waiting: list[int], monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    engine = TWO.model_copy(update={"workers": 1}) if why == "one worker" else TWO
    if why == "few":
        monkeypatch.setattr(ahead, "WORTH_IT", COUNT + 1)
    if why == "no memory":
        monkeypatch.setattr(machine, "free_mib", lambda: ahead.TAKES_MIB)
    started: list[int] = []
    _linked(database, waiting, engine, lambda second, _left: started.extend(second.pids))
    assert started == []


def test_flags_are_raised_beside_it(database: Database, waiting: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[int]] = []

    class Seen(Ahead):
        """Says which processes lived."""

        def close(self) -> None:
            """Let them go."""
            seen.append(self.pids)
            super().close()

    monkeypatch.setattr(ahead, "Ahead", Seen)
    stop = threading.Event()
    raised = flag_pending(database, TWO, threshold=0.8, run_id=None, clock=lambda: NOON, reporter=Told(), stop=stop)
    with database.reading() as session:
        assert flags.pending(session, 1) == []
    assert len(raised) == len(waiting)
    assert [len(pids) for pids in seen] == [1]


@pytest.mark.parametrize("how", ["told to stop", "an error"])
def test_no_process_is_left_behind(database: Database, waiting: list[int], how: str) -> None:
    stop, told, pids, linked = threading.Event(), Told(), list[int](), list[int]()

    def settle(_session: Session, revision_id: int) -> None:
        pids[:] = second.pids
        linked.append(revision_id)
        if how == "an error":
            raise RuntimeError("a fault of ours")
        stop.set()

    def pending(_session: Session, _most: int) -> list[int]:
        return waiting

    with (
        pytest.raises(StoppedError if how == "told to stop" else RuntimeError),
        beside(database, TWO, told) as second,
    ):
        link_waiting(database, second, pending, settle, threshold=0.8, reporter=told, stop=stop)
    assert len(pids) == 1
    assert linked == waiting[: 1 if how == "an error" else ahead.BATCH]
    _are_gone(pids)
    assert told.warnings == []
