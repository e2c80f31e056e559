"""Crawls as tasks of a Ray cluster: each on whatever machine has room, and still no site from two places at once.

A crawl leaves its folder where the watch keeps its data, so `data_dir` must lie on storage that every machine of the
cluster has under the same path, and the database must be PostgreSQL. The sources of one site are given out one after
the other. A crawl whose machine is lost is harvested as far as it got, and begun once more when it surely is over.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

import ray
from filelock import FileLock, Timeout
from ray.exceptions import RayError, TaskCancelledError

from pipeline.crawl_process import GRACE_S, CrawlJob
from pipeline.crawls import CrawlEnd, by_site, label, run_one
from pipeline.engines.cluster import join

_LOOK_S = 0.5


def crawl_there(line: str) -> str:
    """The task: one crawl, where it came to; the reason why it failed, or ""."""
    job = CrawlJob.from_json(line)
    if not (job.folder / "crawl.json").exists():
        return f"{job.folder} is not on this machine: data_dir must be shared by the whole cluster"
    return run_one(job, threading.Event())


class _Site:
    """The crawls of one site, one after the other."""

    def __init__(self, jobs: Sequence[CrawlJob]) -> None:
        self.waiting = list(jobs)
        self.lost: set[str] = set()  # sources that were begun again already

    def next(self) -> CrawlJob:
        return self.waiting.pop(0)

    def again(self, job: CrawlJob) -> None:
        """Begin a lost crawl once more, unless it may still be going on."""
        if job.source.id in self.lost or not _is_over(job):
            return
        self.lost.add(job.source.id)
        crawl_id = f"{job.crawl_id}-again"
        self.waiting.insert(0, replace(job, crawl_id=crawl_id, folder=job.folder.with_name(crawl_id)))


def run_crawls(
    jobs: Sequence[CrawlJob],
    *,
    processes: int,
    stop: threading.Event,
    ended: Callable[[CrawlEnd], None],
) -> None:
    """As `pipeline.crawls.run_crawls`, on a cluster."""
    join()
    task = ray.remote(num_cpus=0, max_retries=0, scheduling_strategy="SPREAD")(crawl_there)
    sites = [_Site(group) for group in by_site(jobs)]
    going: dict[ray.ObjectRef, tuple[_Site, CrawlJob]] = {}
    while going or (sites and not stop.is_set()):
        while sites and len(going) < processes and not stop.is_set():
            site = sites.pop(0)
            job = site.next()
            label(job)
            going[task.remote(job.to_json())] = (site, job)
        if stop.is_set():
            for answer in going:
                ray.cancel(answer)
        for answer in ray.wait(list(going), num_returns=1, timeout=_LOOK_S)[0]:
            site, job = going.pop(answer)
            ended(CrawlEnd(job, _result(answer, site, job)))
            if site.waiting:
                sites.insert(0, site)


def _result(answer: ray.ObjectRef, site: _Site, job: CrawlJob) -> str:
    try:
        return str(ray.get(answer))
    except TaskCancelledError:
        return "stopped"
    except RayError as error:
        site.again(job)
        return f"its machine was lost ({str(error).splitlines()[0]})"


def _is_over(job: CrawlJob) -> bool:
    """Whether nobody crawls into the folder any more: a crawl ends itself when whoever ordered it is gone."""
    try:
        with FileLock(job.folder / "lock", timeout=2 * GRACE_S):
            return True
    except Timeout:
        return False
