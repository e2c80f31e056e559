"""Pages that break what reads them: set aside, told, and read again when it has been mended."""

from __future__ import annotations

import gzip
import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from core.nights import SourceNight
from core.records import Capture
from core.terms import CrawlOutcome, DocumentKind
from crawlers.health import Severity, Trouble, judge
from crawlers.journal import FINISHED, Journal
from crawlers.source import Expectation
from extraction.walls import look
from pipeline import ledger, retry
from pipeline.engines.dispatch import Dispatcher
from pipeline.engines.inline import Inline
from pipeline.engines.local import LocalCrew
from pipeline.engines.step import Engine, Step, Work
from pipeline.engines.worker import Limits
from pipeline.harvest import Crawled, harvest
from pipeline.intake import Intake, ReadIn, take_in
from pipeline.work import ExtractStep, Given, Origin, Refused, Taken, extract_step, make_extract
from store import captures, documents, revisits, runs, set_aside
from store.session import Database
from store.views import run as run_of
from tests.pipeline.brought import answer, page, warc

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


SHELL = b"<html><head><title>Abre la feria</title></head><body><div id=app></div><script>go()</script></body></html>"
CHALLENGE = b"<html><title>Just a moment...</title><body><script>window._cf_chl_opt={}</script></body></html>"


def visit(visited: int, number: int, body: bytes) -> bytes:
    """What page `number` answered at one visit; visits are numbered by themselves."""
    plain = gzip.decompress(answer(number, body))
    return gzip.compress(plain.replace(b"-8000-%012d" % number, b"-8000-%012d" % visited, 1), mtime=0)


def crawled(tmp_path: Path, run_id: int, pages: dict[int, bytes]) -> Crawled:
    """A crawl's folder: what each page answered, and the journal."""
    folder = tmp_path / f"crawl-{run_id}"
    folder.mkdir()
    visits = (visit(run_id * 1000 + number, number, body) for number, body in pages.items())
    (folder / "a.warc.gz").write_bytes(b"".join(visits))
    with Journal(folder / "journal.jsonl") as journal:
        for number, body in pages.items():
            journal.write(f"https://diario.example/nota/{number}", CrawlOutcome.FETCHED, look=look(body))
        journal.finish(FINISHED)
    return Crawled(folder, "cl_diario", folder.name, run_id)


def revisions(database: Database) -> list[str]:
    """The titles of all versions of all texts."""
    with database.reading() as session:
        waiting, _ = documents.next_unread(session, "some reader", 99)
    return sorted(document.title for document in waiting)


def test_a_wall_is_no_document_and_no_revision(database: Database, tmp_path: Path) -> None:
    """A site that answers sixty addresses, one of a document among them, with one shell: not known, and not well."""
    with database.transaction() as session:
        first = runs.start_or_resume(session, date(2026, 11, 20), "test", NOW).run_id
        runs.finish(session, first, "done", NOW)
        second = runs.start_or_resume(session, date(2026, 11, 21), "test", NOW).run_id
    intake = shelf(database, tmp_path / "archive", Inline(), extract_step())
    assert harvest(crawled(tmp_path, first, {1: page(1), 2: page(2)}), intake).outcomes == {"new": 2}
    walled = crawled(tmp_path, second, dict.fromkeys(range(1, 61), SHELL))
    result = harvest(walled, intake)
    assert (result.outcomes, result.skipped) == ({}, {"wall: one text under many addresses": 60})
    assert revisions(database) == ["Abre la feria 1", "Abre la feria 2"]
    known = captures.StoredKnownPages(database)
    assert known.lookup("cl_diario", "https://diario.example/nota/2") is not None
    assert known.lookup("cl_diario", "https://diario.example/nota/3") is None  # so it is asked for again
    line, report = SourceNight("cl_diario", expected=(0, 99)), ledger.report_of(walled.folder)
    with database.transaction() as session:
        line = ledger.after_crawl(session, second, line, report=report, error="", silent_before=0)
        assert len(revisits.walled(session, "cl_diario", second)) == 60
    (concern,) = judge(line, Expectation(min=0, max=900), silent_nights=3, week=[60] * 7)
    assert (concern.severity, concern.trouble) == (Severity.ERROR, Trouble.BLOCKED)
    assert (line.fetched, line.stopped, line.silent_nights) == (60, 0, 1)


def test_an_advert_that_is_posted_again_and_again_is_no_wall(database: Database, tmp_path: Path) -> None:
    """Nor is what triage lets pass: it would have hidden whoever posts most."""
    with database.transaction() as session:
        run_id = runs.start_or_resume(session, date(2026, 11, 20), "test", NOW).run_id
    intake = replace(
        shelf(database, tmp_path / "archive", Inline(), extract_step()),
        origins=lambda capture: replace(origin(capture), kind=DocumentKind.AD),
    )
    posted = dict.fromkeys(range(1, 5), page(1))
    assert harvest(crawled(tmp_path, run_id, posted), intake).outcomes == {"new": 4}


def test_a_challenge_at_a_known_document_leaves_it_as_it_is(database: Database, tmp_path: Path) -> None:
    """In a file of others, too, where nothing is known of the crawl; and triage has no say in it."""
    intake = shelf(database, tmp_path, Inline(), extract_step())
    (tmp_path / "one.warc.gz").write_bytes(answer(1, page(1)))
    assert take_in("one.warc.gz", intake).outcomes == {"new": 1}
    (tmp_path / "two.warc.gz").write_bytes(visit(1001, 1, CHALLENGE))
    result = take_in("two.warc.gz", intake)
    assert (result.outcomes, result.skipped) == ({}, {"wall: Cloudflare": 1})
    assert revisions(database) == ["Abre la feria 1"]
