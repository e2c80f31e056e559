"""Crawls side by side, each its own process; a crawl that dies takes no other with it.

A crawl leaves its folder in `incoming/`: WARC files, the journal, the log, and `crawl.json` saying whose it is. The
harvest (pipeline/harvest.py) empties it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from core.settings import PROJECT_ROOT
from crawlers.hosts import parts_of
from pipeline.crawl_process import GRACE_S, CrawlJob


@dataclass(frozen=True, slots=True)
class CrawlEnd:
    """How a crawl's process ended; `error` is empty where it came to its own end."""

    job: CrawlJob
    error: str


def run_crawls(
    jobs: Sequence[CrawlJob], *, processes: int, stop: threading.Event, ended: Callable[[CrawlEnd], None]
) -> None:
    """Run every job, `processes` at a time, and call `ended` for each that came to its end, in the order of endings.

    `ended` is called in one thread beside them: a crawl that is long harvested holds up no other crawl. What it raises
    is raised when all are over. When `stop` is set, running crawls are asked to end and no other is begun.
    """
    harvests: list[Future[None]] = []

    def work(site: list[CrawlJob]) -> None:
        for job in site:
            if stop.is_set():
                return
            label(job)
            harvests.append(harvester.submit(ended, CrawlEnd(job, run_one(job, stop))))

    with (
        ThreadPoolExecutor(1, thread_name_prefix="harvest") as harvester,  # the database takes one writer
        ThreadPoolExecutor(processes, thread_name_prefix="crawl") as pool,
    ):
        for future in [pool.submit(work, site) for site in by_site(jobs)]:
            future.result()
    for harvest in harvests:
        harvest.result()


def by_site(jobs: Sequence[CrawlJob]) -> list[list[CrawlJob]]:
    """The jobs, those together that share a site: it is visited for one of them after the other, never from two places.

    A site is a registrable domain, or the host where the suffix list knows none.
    """
    groups: list[tuple[set[str], list[CrawlJob]]] = []
    for job in jobs:
        sites = {parts_of(host).top_domain_under_public_suffix or host for host in job.source.hosts}
        together = [group for group in groups if group[0] & sites]
        merged = (sites.union(*(hosts for hosts, _ in together)), [each for _, old in together for each in old] + [job])
        groups = [group for group in groups if group not in together] + [merged]
    return [members for _, members in groups]


def label(job: CrawlJob) -> None:
    """Make the folder of a crawl, and say in it whose it is."""
    job.folder.mkdir(parents=True, exist_ok=True)
    (job.folder / "crawl.json").write_text(
        json.dumps({"source_id": job.source.id, "crawl_id": job.crawl_id, "run_id": job.run_id}), encoding="utf-8"
    )


def run_one(job: CrawlJob, stop: threading.Event) -> str:
    """One crawl into its folder, which is labelled; why it failed, or ""."""
    log = job.folder / "crawl.log"
    limit_s = job.crawl.max_minutes * 60 + 120  # the crawl ends itself before this; a hung one is ended here
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.crawl_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            cwd=PROJECT_ROOT,
        )
        try:
            if process.stdin is None:
                raise RuntimeError("the crawl's standard input is not a pipe")
            process.stdin.write(job.to_json().encode() + b"\n")
            process.stdin.flush()
        except BrokenPipeError:
            process.wait()
        try:
            return _wait(process, stop, limit_s) or _reason(process.returncode, log)
        finally:
            if process.poll() is None:  # somebody interrupts us: nobody must visit the site unseen
                _end(process)


def _wait(process: subprocess.Popen[bytes], stop: threading.Event, limit_s: float) -> str:
    waited = 0.0
    while True:
        try:
            process.wait(timeout=0.5)
            return ""
        except subprocess.TimeoutExpired:
            waited += 0.5
        if stop.is_set() or waited > limit_s:
            _end(process)
            return "stopped" if stop.is_set() else f"still running after {limit_s:.0f} s, ended"


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=GRACE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _reason(status: int, log: Path) -> str:
    if status == 0:
        return ""
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    cause = lines[-1] if lines else ""
    return f"crawl killed by signal {-status}" if status < 0 else cause or f"crawl ended with status {status}"
