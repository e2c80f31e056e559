"""The journal: append-only, torn anywhere and still read, each address counted once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError
from core.terms import CrawlOutcome
from crawlers.discovery.found import Found
from crawlers.journal import DISCOVERY, OWED, TAKEN_DOWN, Journal, read_journal

URLS = st.text(min_size=1, max_size=40)
Entries = list[tuple[str, CrawlOutcome, str]]
ENTRIES = st.lists(st.tuples(URLS, st.sampled_from(CrawlOutcome), st.text(max_size=20)), max_size=12)


def _write(path: Path) -> None:
    with Journal(path) as journal:
        journal.write("http://a.example/1", CrawlOutcome.FETCHED)
        journal.write("http://a.example/2", CrawlOutcome.NOT_MODIFIED, "same bytes")
        journal.write("http://a.example/3", CrawlOutcome.SKIPPED, "known")
        journal.write("http://a.example/4", CrawlOutcome.FAILED, "HTTP 404")
        journal.write("http://a.example/feed", CrawlOutcome.FAILED, "feed: HTTP 500", step=DISCOVERY)
        journal.finish("finished")


def test_counts_reasons_and_the_end(tmp_path: Path) -> None:
    _write(tmp_path / "j.jsonl")
    report = read_journal(tmp_path / "j.jsonl")
    assert (report.fetched, report.not_modified, report.skipped, report.failed) == (1, 1, 1, 2)
    assert report.documents_discovered == 4
    assert report.reasons == {"known": 1, "HTTP 404": 1, "feed: HTTP 500": 1}
    assert report.finished == "finished"


def test_pages_that_are_no_more_are_told_with_their_time(tmp_path: Path) -> None:
    _write(tmp_path / "j.jsonl")
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.write("http://a.example/5", CrawlOutcome.FAILED, "HTTP 410", step=OWED)
        journal.write("http://a.example/6", CrawlOutcome.FAILED, "HTTP 403")
        journal.write("http://a.example/7", CrawlOutcome.FAILED, "HTTP 404")
        journal.write("http://a.example/7", CrawlOutcome.FETCHED)
        journal.write("http://a.example/old", CrawlOutcome.FAILED, "HTTP 404", step=DISCOVERY)
    (tmp_path / "j.jsonl").open("a").write('{"at": "soon", "url": "/8", "outcome": "failed", "reason": "HTTP 404"}\n')
    gone = read_journal(tmp_path / "j.jsonl").gone
    assert list(gone) == ["http://a.example/4", "http://a.example/5"]
    assert all(at.tzinfo is not None for at in gone.values())


@pytest.mark.parametrize("others", [True, False])
def test_a_known_page_that_is_gone_is_no_failure_where_others_came(tmp_path: Path, *, others: bool) -> None:
    """Adverts that were taken down stood on the first page as failures of the night."""
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.write("http://a.example/1", CrawlOutcome.FAILED, "HTTP 404", step=OWED)
        journal.write("http://a.example/2", CrawlOutcome.FAILED, "HTTP 404")  # a list led to it
        journal.write("http://a.example/3", CrawlOutcome.FAILED, "HTTP 503", step=OWED)
        if others:
            journal.write("http://a.example/4", CrawlOutcome.NOT_MODIFIED, step=OWED)
    report = read_journal(tmp_path / "j.jsonl")
    assert list(report.gone) == ["http://a.example/1", "http://a.example/2"]
    assert (report.skipped, report.failed) == ((1, 2) if others else (0, 3))
    assert report.reasons.get(TAKEN_DOWN, 0) == others
    assert report.reasons["HTTP 404"] == 2 - others


@pytest.mark.parametrize("others", [True, False])
def test_a_page_that_leads_to_the_front_is_no_more_where_others_came(tmp_path: Path, *, others: bool) -> None:
    """A site that sends everybody to its front page tonight says nothing about its pages."""
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.write("http://a.example/1", CrawlOutcome.SKIPPED, "redirect to the front page", step=OWED)
        journal.write("http://a.example/2", CrawlOutcome.SKIPPED, "redirect matches `exclude`")
        if others:
            journal.write("http://a.example/3", CrawlOutcome.NOT_MODIFIED)
    assert list(read_journal(tmp_path / "j.jsonl").gone) == ["http://a.example/1"] * others


def test_pages_that_came_as_they_are_known_are_told_with_their_time(tmp_path: Path) -> None:
    _write(tmp_path / "j.jsonl")
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.write("http://a.example/5", CrawlOutcome.NOT_MODIFIED)  # a 304, which the archive has
        journal.write("http://a.example/6", CrawlOutcome.NOT_MODIFIED, "same bytes", step=OWED)
    stood = read_journal(tmp_path / "j.jsonl").stood
    assert list(stood) == ["http://a.example/2", "http://a.example/6"]
    assert all(at.tzinfo is not None for at in stood.values())


def test_what_a_crawl_did_not_come_to_is_told_from_what_failed(tmp_path: Path) -> None:
    reasons = {"1": "page limit of the crawl", "2": "SIGTERM", "3": "robots.txt not readable: timed out"}
    with Journal(tmp_path / "j.jsonl") as journal:
        for name, reason in reasons.items():
            journal.write(f"http://a.example/{name}", CrawlOutcome.SKIPPED, reason, left=Found(""))
        journal.write("http://a.example/4", CrawlOutcome.FAILED, "HTTP 500", left=Found(""))
        journal.write("http://a.example/5", CrawlOutcome.SKIPPED, "known")
    report = read_journal(tmp_path / "j.jsonl")
    assert [found.url[-1] for found in report.left] == ["4", "1", "2", "3"]
    assert {url[-1] for url in report.unasked} == {"1", "2"}


def test_cut_anywhere_it_is_still_read_and_can_be_continued(tmp_path: Path) -> None:
    _write(tmp_path / "whole.jsonl")
    whole = (tmp_path / "whole.jsonl").read_bytes()
    lines = [position for position, byte in enumerate(whole) if byte == ord("\n")]
    path = tmp_path / "cut.jsonl"
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        before = read_journal(path)
        documents = sum(end <= cut for end in lines[:4])
        assert before.documents_discovered == documents
        assert before.finished == ("finished" if cut >= lines[-1] else None)
        if cut % 7 == 0:
            with Journal(path) as journal:
                journal.write("http://a.example/later", CrawlOutcome.FETCHED)
            after = read_journal(path)
            assert (after.documents_discovered, after.finished) == (documents + 1, None)


def test_an_address_met_again_counts_once_and_stays_fetched(tmp_path: Path) -> None:
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.write("http://a.example/1", CrawlOutcome.FETCHED)
        journal.write("http://a.example/1", CrawlOutcome.SKIPPED, "known")
        journal.write("http://a.example/2", CrawlOutcome.FAILED, "timed out")
        journal.write("http://a.example/2", CrawlOutcome.FETCHED)
    report = read_journal(tmp_path / "j.jsonl")
    assert (report.fetched, report.skipped, report.failed, report.reasons) == (2, 0, 0, {})


@given(entries=ENTRIES)
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, CrawlOutcome, str]]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "j.jsonl"
    with Journal(path) as journal:
        for url, outcome, reason in entries:
            journal.write(url, outcome, reason)
    report = read_journal(path)
    assert report.documents_discovered == len({url for url, _, _ in entries})
    assert report.fetched == len({url for url, outcome, _ in entries if outcome is CrawlOutcome.FETCHED})


@given(st.binary(max_size=200))
def test_foreign_bytes_are_passed_over(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("journal") / "j.jsonl"
    path.write_bytes(content)
    assert read_journal(path).documents_discovered >= 0


def test_no_journal_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.jsonl"):
        read_journal(tmp_path / "missing.jsonl")
