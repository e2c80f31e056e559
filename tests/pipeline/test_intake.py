"""Pages that break what reads them: set aside, told, and read again when it has been mended."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from core.records import Capture
from core.terms import DocumentKind
from pipeline import retry
from pipeline.engines.dispatch import Dispatcher
from pipeline.engines.inline import Inline
from pipeline.engines.local import LocalCrew
from pipeline.engines.step import Engine, Step, Work
from pipeline.engines.worker import Limits
from pipeline.intake import Intake, ReadIn, take_in
from pipeline.work import ExtractStep, Given, Origin, Refused, Taken, extract_step, make_extract
from store import captures, runs, set_aside
from store.session import Database
from store.views import run as run_of
from tests.pipeline.brought import warc

NOW = datetime.fromisoformat("2026-11-20T03:00:00+00:00")


def make_hostile(threads: int) -> Work[Given, Taken | Refused]:
    """The real extraction, in a process that one word kills."""
    real = make_extract(threads)

    def work(pages: Sequence[Given]) -> Iterator[Taken | Refused]:
        for given in pages:
            if b"<title>Abre la feria 7</title>" in given.page.body:
                os.kill(os.getpid(), signal.SIGKILL)
            yield from real([given])

    return work


HOSTILE = Step("extract", "hostile", make_hostile)


def origin(_capture: Capture) -> Origin:
    """One newspaper."""
    return Origin("cl_diario", DocumentKind.NEWS, "CL")


@pytest.fixture
def crew() -> Iterator[LocalCrew]:
    """Two workers."""
    made = LocalCrew(2, Limits(memory_mib=1024, answer_s=60, threads=1))
    yield made
    made.close()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty watch with a night begun."""
    made = Database(f"sqlite:///{tmp_path}/watch.db")
    made.upgrade()
    yield made
    made.close()


def shelf(database: Database, tmp_path: Path, engine: Engine, step: ExtractStep) -> Intake:
    """Where the pages go."""
    return Intake(tmp_path, database, origin, {}, engine, step)


def take(intake: Intake, tmp_path: Path, run_id: int) -> ReadIn:
    """Take in twenty pages, of which the seventh is poison."""
    path = tmp_path / "crawl.warc.gz"
    if not path.exists():
        path.write_bytes(warc(range(1, 21)))
    return take_in("crawl.warc.gz", intake, run_id=run_id)


def test_poison_costs_one_page_and_the_night_goes_on(database: Database, crew: LocalCrew, tmp_path: Path) -> None:
    """Nineteen documents, one line in the ledger with the reason; mended, the twentieth comes out of the archive."""
    with database.transaction() as session:
        run_id = runs.start_or_resume(session, date(2026, 11, 20), "test", NOW).run_id
    result = take(shelf(database, tmp_path, Dispatcher(crew), HOSTILE), tmp_path, run_id)
    (why,) = (reason for reason in result.skipped if reason.startswith("set aside"))
    assert "signal 9" in why
    assert result.outcomes == {"new": 19}
    with database.reading() as session:
        assert captures.outcomes(session, run_id, "cl_diario") == {("done", "new"): 19, ("failed", why): 1}
        (aside,) = run_of(session, run_id).set_aside
        assert (aside.step, aside.url, aside.tries) == ("extract", "https://diario.example/nota/7", 2)
        assert len(list(crew.pids)) <= 2

    again = take(shelf(database, tmp_path, Dispatcher(crew), HOSTILE), tmp_path, run_id)
    assert again.outcomes == {"known": 20}  # nobody is killed twice for it

    mended = shelf(database, tmp_path, Inline(), extract_step())
    assert retry.pages(mended, run_id=None, older_only=True) == 0  # the same program, so nobody asks by itself
    assert retry.pages(mended, run_id=None, older_only=False) == 1
    with database.reading() as session:
        assert captures.outcomes(session, run_id, "cl_diario") == {("done", "new"): 20}
        assert set_aside.waiting(session) == []
        assert run_of(session, run_id).set_aside[0].solved_at is not None
