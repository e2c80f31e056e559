"""Triage on the way in: what is stopped stays in the archive, is counted, and is looked at again by another version."""

from __future__ import annotations

import gzip
import threading
from pathlib import Path

from sqlalchemy import text

from core.errors import SourceError
from core.settings import Settings
from core.terms import CaptureState
from pipeline import retry
from pipeline.ingest import Ingested, ingest_files
from pipeline.reporter import LogReporter
from pipeline.sifting import sifting
from store import captures, stopped, watchlist
from store.session import Database
from store.watchlist import Sighting
from tests.cli.test_commands import SOURCE
from tests.nlp.test_triage import REPORT
from tests.pipeline.brought import answer, page, settings_for, warc
from tests.store.make import NOON

LEAD = f"<html><head><title>Acusados</title></head><body><h1>Acusados</h1><p>{REPORT}</p></body></html>".encode()


def take_in(settings: Settings, path: Path, content: bytes) -> Ingested:
    """Ingest a file without reading it."""
    path.write_bytes(content)
    with LogReporter() as reporter:
        (result,) = ingest_files(settings, [str(path)], read=False, reporter=reporter, stop=threading.Event())
    return result


def with_triage(settings: Settings, *, triage: bool = True) -> Settings:
    """The same watch with triage on or off."""
    return settings.model_copy(update={"reading": settings.reading.model_copy(update={"triage": triage})})


def count(settings: Settings, question: str) -> int:
    """The one number that a question gives."""
    database = Database(settings.database)
    with database.reading() as session:
        found = session.execute(text(question)).scalar_one()
    database.close()
    return int(found)


def test_ordinary_pages_are_stopped_and_leads_are_kept(tmp_path: Path) -> None:
    settings = with_triage(settings_for(tmp_path))
    result = take_in(settings, tmp_path / "one.warc.gz", warc(range(1, 8)) + answer(50, LEAD))
    assert result.outcomes == {"stopped": 7, "new": 1}
    assert count(settings, "select count(*) from documents") == 1
    assert (
        count(settings, "select count(*) from captures where state = 'stopped' and reason like 'almenara-triage-%'")
        == 7
    )


def test_an_advert_in_nested_elements_is_kept(tmp_path: Path) -> None:
    settings = with_triage(settings_for(tmp_path))
    deep = b"<div>" * 2_100 + LEAD + b"</div>" * 2_100
    result = take_in(settings, tmp_path / "one.warc.gz", answer(1, deep))
    assert result.outcomes == {"new": 1}
    assert count(settings, f"select count(*) from revisions where text like '%{REPORT[:40]}%'") == 1


def test_a_page_that_passes_and_has_no_text_is_not_stopped(tmp_path: Path) -> None:
    settings = with_triage(settings_for(tmp_path))
    frames = f"<html><body><noscript hidden>{REPORT}</noscript><img src=a><p hidden>{REPORT}</p></body></html>"
    result = take_in(settings, tmp_path / "one.warc.gz", answer(1, frames.encode()))
    assert (result.outcomes, result.skipped) == ({}, {"no text": 1})


def test_without_triage_and_by_a_new_version_they_are_looked_at_again(tmp_path: Path) -> None:
    settings = with_triage(settings_for(tmp_path))
    take_in(settings, tmp_path / "one.warc.gz", warc(range(1, 8)))
    database = Database(settings.database)
    with database.transaction() as session:
        found, _ = stopped.by_others(session, "", 3)
        for capture in found:
            captures.mark(session, capture.capture_id, CaptureState.STOPPED, "almenara-triage-of-old")
    with LogReporter() as reporter:
        again = retry.retry(settings, reporter=reporter, stop=threading.Event())
        assert again.tried == 3
        assert count(settings, "select count(*) from captures where reason = 'almenara-triage-of-old'") == 0
        assert retry.retry(settings, reporter=reporter, stop=threading.Event()).tried == 0
        everything = retry.retry(with_triage(settings, triage=False), reporter=reporter, stop=threading.Event())
    assert everything.tried == 7
    assert count(settings, "select count(*) from documents") == 7
    assert count(settings, "select count(*) from captures where state = 'stopped'") == 0
    database.close()


def test_what_may_be_of_a_source_that_cannot_be_read_is_not_looked_at_again(tmp_path: Path) -> None:
    """With its file mended it is."""
    settings = with_triage(settings_for(tmp_path))
    (diario, other) = (settings.source_folders[0] / f"xx_{name}.yml" for name in ("diario", "otro"))
    diario.write_text(SOURCE, encoding="utf-8")
    other.write_text(SOURCE.replace("diario", "otro"), encoding="utf-8")
    take_in(settings, tmp_path / "one.warc.gz", warc(range(1, 8)))
    diario.write_text("id: [", encoding="utf-8")
    everything, broken = with_triage(settings, triage=False), dict[str, SourceError]()
    with LogReporter() as reporter:
        assert retry.retry(everything, broken=broken, reporter=reporter, stop=threading.Event()).tried == 0
        assert list(broken) == ["xx_diario"]
        assert count(settings, "select count(*) from captures where state = 'stopped'") == 7
        diario.write_text(SOURCE, encoding="utf-8")
        assert retry.retry(everything, reporter=reporter, stop=threading.Event()).tried == 7
    assert count(settings, "select count(*) from documents where source_id = 'xx_diario'") == 7


def test_a_page_that_is_a_document_already_is_read_whatever_it_says_now(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    take_in(settings, tmp_path / "one.warc.gz", answer(1, LEAD))
    result = take_in(with_triage(settings), tmp_path / "two.warc.gz", _renamed(answer(1, page(1))))
    assert result.outcomes == {"revised": 1}


def test_each_page_of_a_batch_has_its_own_answer(tmp_path: Path) -> None:
    settings = settings_for(tmp_path)
    take_in(settings, tmp_path / "one.warc.gz", answer(2, LEAD))
    known, lead = _renamed(answer(2, page(2)), "2"), answer(4, LEAD.replace(b"Acusados", b"Otros acusados"))
    batch = warc([1]) + known + warc([3]) + lead + warc([5])
    result = take_in(with_triage(settings), tmp_path / "two.warc.gz", batch)
    assert result.outcomes == {"stopped": 3, "revised": 1, "new": 1}
    assert count(settings, "select count(*) from captures where state = 'stopped' and url like '%/2'") == 0
    assert count(settings, "select count(*) from captures where state = 'stopped' and url like '%/4'") == 0


def _renamed(member: bytes, number: str = "1") -> bytes:
    """The same response as another record."""
    old, new = (f"8000-00000000{first}00{number}".encode() for first in "09")
    return gzip.compress(gzip.decompress(member).replace(old, new), mtime=0)


def test_what_names_somebody_of_the_watchlist_passes(tmp_path: Path) -> None:
    settings = with_triage(settings_for(tmp_path))
    database = Database(settings.database)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database.upgrade()
    with database.transaction() as session:
        seen = Sighting(NOON, NOON, counts=True)
        operator = watchlist.create(session, "Transportes Quebrada Ñandú", is_person=False, seen=seen)
        watchlist.add_names(
            session,
            operator,
            [
                (
                    "Transportes Quebrada Ñandú",
                    watchlist.kind_of("Transportes Quebrada Ñandú", is_first=True, is_person=False),
                )
            ],
            seen,
        )
    first = sifting(settings, database)
    assert first is not None
    assert sifting(settings, database) == first
    assert first.watch is not None
    result = take_in(
        settings,
        tmp_path / "one.warc.gz",
        answer(1, page(1, " Habló Transportes Quebrada Nandú.")) + answer(2, page(2)),
    )
    assert result.outcomes == {"new": 1, "stopped": 1}
    database.close()


def test_without_triage_nothing_is_prepared(tmp_path: Path) -> None:
    settings = with_triage(settings_for(tmp_path), triage=False)
    database = Database(settings.database)
    assert sifting(settings, database) is None
    database.close()
