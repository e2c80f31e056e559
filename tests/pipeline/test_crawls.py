"""Which crawls may run side by side."""

from __future__ import annotations

from pathlib import Path

from core.settings import load
from crawlers.source import Source, read_catalogue
from pipeline.crawl_process import CrawlJob
from pipeline.crawls import by_site


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
