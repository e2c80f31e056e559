"""The crawl beside bare Scrapy on the same small site: pages a second by the clock, and processor time a page.

    python -m benchmarks.crawl [--pages 2000] [--rounds 5] [--profile]

An invented site of invented texts is served on loopback by a process of its own. Bare Scrapy has a spider that asks for
every page of the sitemap and does nothing with it; ours asks for the same pages as a night does: robots.txt, every
address looked up among what is known and told apart from its like, every answer in the archive, and in the journal once
it is on the disk. Beside it the same with a wait for the disk after every page, as it was before the disk was asked
beside the next download. None waits between pages, and each asks for one page at a time, as is polite; the waiting
that AutoThrottle adds is off for all. Each crawl is a process of its own; loading is not counted. The three take turns,
so that what else the machine does meets all alike, and are compared round by round.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import crawlers.run
import crawlers.settings
from benchmarks.invented_site import HOST, served
from core.records import Capture
from core.settings import PROJECT_ROOT, load
from crawlers.journal import read_journal
from crawlers.source import Source
from evidence.exchange import Exchange
from evidence.writer import ArchiveWriter
from pipeline.crawl_process import CrawlJob, run
from store.session import Database

_SHOWN = 40  # lines of a profile
_WANTED = 0.7


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5, help="of each; the middle one counts")
    parser.add_argument("--profile", action="store_true", help="also where the time of our crawl goes")
    parser.add_argument("--child", choices=_CRAWLS, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child is not None:
        with _CRAWLS[given.child](given.pages, given.port) as crawl:
            print(json.dumps(_timed(crawl, profile=given.profile)))
        return 0
    with served(given.pages) as port:
        rounds = [{name: _child(name, given.pages, port) for name in _CRAWLS} for _ in range(given.rounds)]
        if given.profile:
            _child("ours", given.pages, port, profile=True)
    return 0 if _print(rounds, given.pages) >= _WANTED else 1


def _print(rounds: Sequence[Mapping[str, Mapping[str, float]]], pages: int) -> float:
    """The table; how many of bare Scrapy's pages ours makes by the clock."""
    print(f"{pages} pages; the middle of {len(rounds)} rounds\n")
    print("| crawl | pages/s by the clock | ms of processor time | ms of the disk | times it was asked | peak MiB |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in _CRAWLS:
        wall, cpu, disk, asked, peak = (
            median(each[name][key] for each in rounds) for key in ("wall_s", "cpu_s", "disk_s", "asked", "peak_mib")
        )
        parts = f"{1000 * cpu / pages:.2f} | {1000 * disk / pages:.2f} | {asked / pages:.2f} | {peak:.0f}"
        print(f"| {_LABELS[name]} | {pages / wall:.0f} | {parts} |")
    print(f"\nBeside bare Scrapy, the middle of the rounds and each of them ({_WANTED} wanted):")
    for name in list(_CRAWLS)[1:]:
        for key, by in (("wall_s", "by the clock"), ("cpu_s", "by processor time")):
            ratios = [each["bare"][key] / each[name][key] for each in rounds]
            print(f"{_LABELS[name]}, {by}: {median(ratios):.2f} ({', '.join(f'{ratio:.2f}' for ratio in ratios)})")
    return median(each["bare"]["wall_s"] / each["ours"]["wall_s"] for each in rounds)


def _child(name: str, pages: int, port: int, *, profile: bool = False) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.crawl", "--child", name, "--pages", str(pages), "--port", str(port)]
    done = subprocess.run(  # noqa: S603 - this very module
        [*command, *["--profile"] * profile], check=True, stdout=subprocess.PIPE, text=True, cwd=PROJECT_ROOT
    )
    lines = done.stdout.splitlines()
    print("\n".join(lines[:-1]), end="\n" * (len(lines) > 1))
    told: dict[str, float] = json.loads(lines[-1])
    if told["pages"] != pages:
        raise SystemExit(f"{name}: {told['pages']:.0f} of {pages} pages came back; the figures would mean nothing.")
    return told


def _timed(crawl: Callable[[], int], *, profile: bool) -> dict[str, float]:
    profiler = cProfile.Profile()
    disk = _watch_disk()
    before, clock = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    if profile:
        profiler.enable()
    fetched = crawl()
    if profile:
        profiler.disable()
        pstats.Stats(profiler).sort_stats("tottime").print_stats(_SHOWN)
    wall, after = time.monotonic() - clock, resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    waits = {"disk_s": sum(disk), "asked": len(disk)}
    return {"pages": fetched, "wall_s": wall, "cpu_s": cpu} | waits | {"peak_mib": after.ru_maxrss / 1024}


def _watch_disk() -> list[float]:
    """Seconds that each wait for the disk takes from now on: what the promise costs that a page is safe."""
    waits, sync = [], os.fsync

    def timed(fd: Any) -> None:
        begun = time.monotonic()
        sync(fd)
        waits.append(time.monotonic() - begun)

    os.fsync = timed
    return waits


@contextmanager
def _bare(_pages: int, port: int) -> Iterator[Callable[[], int]]:
    """Scrapy as it comes, but for one page at a time."""
    from scrapy import Request, Spider
    from scrapy.crawler import CrawlerProcess

    fetched = []

    class Bare(Spider):
        name = "bare"

        async def start(self) -> Any:
            yield Request(f"http://127.0.0.1:{port}/sitemap.xml", callback=self.sitemap)

        def sitemap(self, response: Any) -> Iterator[Request]:
            for path in response.text.split(f"<loc>http://{HOST}")[1:]:
                yield Request(f"http://127.0.0.1:{port}{path.partition('<')[0]}", callback=self.page)

        def page(self, response: Any) -> None:
            fetched.append(response.status == 200)

    process = CrawlerProcess({"LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "DOWNLOAD_DELAY": 0, **_ALONE})

    def crawl() -> int:
        process.crawl(Bare)
        process.start()
        return sum(fetched)

    yield crawl


_ALONE = {"CONCURRENT_REQUESTS": 1, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "AUTOTHROTTLE_ENABLED": False}


@contextmanager
def _ours(pages: int, port: int) -> Iterator[Callable[[], int]]:
    """A crawl as the night orders it, without its waiting; its database stands."""
    polite = crawlers.settings.scrapy_settings
    setattr(crawlers.run, polite.__name__, lambda *given: polite(*given) | _ALONE)
    settings = load().crawl
    mine = {"contact": "watch@almenara.example", "delay_s": 0, "max_pages": pages, "max_minutes": 60}
    mine["connect_to"] = {HOST: f"127.0.0.1:{port}"}
    with tempfile.TemporaryDirectory() as scratch:
        url = f"sqlite:///{scratch}/almenara.db"
        database = Database(url)
        database.upgrade()
        database.close()
        job = CrawlJob(
            source=_source(),
            crawl=settings.model_validate(settings.model_dump() | mine),
            crawl_id="crawl-1",
            run_id=1,
            folder=Path(scratch) / "crawl",
            database=url,
            max_warc_bytes=1 << 30,
            limit=pages,
        )
        job.folder.mkdir()

        def crawl() -> int:
            run(job)
            return read_journal(job.folder / "journal.jsonl").fetched

        yield crawl


@contextmanager
def _waiting(pages: int, port: int) -> Iterator[Callable[[], int]]:
    """The same, but that nothing goes on before the disk has the page."""
    put = ArchiveWriter.put

    def put_and_wait(archive: ArchiveWriter, exchange: Exchange) -> Capture:
        capture = put(archive, exchange)
        archive.sync()
        return capture

    setattr(ArchiveWriter, put.__name__, put_and_wait)
    with _ours(pages, port) as crawl:
        yield crawl


_CRAWLS = {"bare": _bare, "waiting": _waiting, "ours": _ours}
_LABELS = {
    "bare": "bare Scrapy",
    "waiting": "ours, waiting for the disk after every page",
    "ours": "ours: robots.txt, memory of known pages, archive, journal",
}


def _source() -> Source:
    return Source.model_validate(
        {
            "id": "cl_diario",
            "name": "Diario",
            "publisher": "Diario",
            "kind": "news",
            "country": "CL",
            "languages": ["es"],
            "home": f"http://{HOST}/",
            "hosts": [HOST],
            "discover": [{"sitemap": f"http://{HOST}/sitemap.xml"}],
            "expect": {"min": 0, "max": 1_000_000},
            "rights": {"robots": "allowed", "terms": "invented", "checked": None},
        }
    )


if __name__ == "__main__":
    sys.exit(main())
