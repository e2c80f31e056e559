"""Which crawls may run side by side."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from core.settings import load
from crawlers.source import Source, read_catalogue
from pipeline import crawls
from pipeline.crawl_process import CrawlJob
from pipeline.crawls import CrawlEnd, by_site, run_crawls


def job(source: Source) -> CrawlJob:
    """A crawl of a source."""
    return CrawlJob(source, load().crawl, f"{source.id}-1", 1, Path("incoming"), "sqlite:///none.db", 1_000_000)


def test_no_site_is_crawled_from_two_places() -> None:
    """Of the whole catalogue: sources of one registrable domain stand in one group, and none is lost."""
    catalogue = read_catalogue(load().source_folders)
    groups = by_site([job(source) for source in catalogue.values()])
    assert sorted(each.source.id for group in groups for each in group) == sorted(catalogue)
    seen: dict[str, int] = {}
    for number, group in enumerate(groups):
        for each in group:
            for host in each.source.hosts:
                assert seen.setdefault(host.removeprefix("www."), number) == number
    assert any(len(group) > 1 for group in groups)


def test_a_job_survives_its_way_to_the_process() -> None:
    """What is written to the crawl's standard input is what it reads."""
    for source in read_catalogue(load().source_folders).values():
        assert CrawlJob.from_json(job(source).to_json()) == job(source)


def strangers(folder: Path, number: int) -> list[CrawlJob]:
    """Crawls of so many sites that share nothing, each into a folder of its own."""
    jobs = [job(source) for source in read_catalogue(load().source_folders).values()]
    chosen = [group[0] for group in by_site(jobs)[:number]]
    return [replace(each, folder=folder / each.crawl_id) for each in chosen]


def test_a_long_harvest_holds_up_no_crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One crawl at a time: the second and third begin and end while the first is still being harvested."""
    crawled: list[str] = []
    harvested: list[str] = []
    third = threading.Event()

    def run_one(job: CrawlJob, _stop: threading.Event) -> str:
        crawled.append(job.crawl_id)
        if len(crawled) == 3:
            third.set()
        return ""

    def ended(end: CrawlEnd) -> None:
        assert third.wait(60)
        harvested.append(end.job.crawl_id)

    monkeypatch.setattr(crawls, "run_one", run_one)
    jobs = strangers(tmp_path, 3)
    run_crawls(jobs, processes=1, stop=threading.Event(), ended=ended)
    assert harvested == crawled == [each.crawl_id for each in jobs]


def test_what_a_harvest_raises_is_raised_when_all_were_harvested(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawls, "run_one", lambda _job, _stop: "")
    harvested: list[str] = []
    first, second = strangers(tmp_path, 2)

    def ended(end: CrawlEnd) -> None:
        harvested.append(end.job.crawl_id)
        if len(harvested) == 1:
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        run_crawls([first, second], processes=1, stop=threading.Event(), ended=ended)
    assert harvested == [first.crawl_id, second.crawl_id]
