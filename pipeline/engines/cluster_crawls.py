"""Crawls as tasks of a Ray cluster: each on whatever machine has room, and still no site from two places at once.

Where `data_dir` lies on storage that the machine shares, a crawl leaves its folder there, and one whose machine is lost
is harvested as far as it got. Elsewhere it fills a folder of that machine's own, and sends it back piece by piece when
it is over; of one that is lost nothing is kept. The database must be PostgreSQL either way. The sources of one site are
given out one after the other. A crawl whose machine is lost is begun once more when it surely is over.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import ray
from filelock import FileLock, Timeout
from ray.exceptions import RayError, TaskCancelledError

from core.errors import EvidenceError, words_of
from evidence.format import files
from pipeline.crawl_process import GRACE_S, CrawlJob
from pipeline.crawls import CrawlEnd, by_site, label, run_one
from pipeline.engines.cluster import join

_LOOK_S = 0.5
_PIECE = 8 << 20
_SENT_AHEAD = 4
"""Pieces that wait to be taken, at most: a crawl may be larger than a machine's memory."""
_COMING = ".coming"
"""How the name of a crawl's folder ends while it comes; it has its label, and is harvested, when it is whole."""
_LABEL = "crawl.json"
_NOT_SENT = frozenset({_LABEL, "lock"})


@dataclass(frozen=True, slots=True)
class Sent:
    """What a task tells: `is_apart` first, whether it crawls into a folder of its own machine; then `piece` by piece of
    each `file` in it; `error` last, why the crawl failed, or ""."""

    is_apart: bool = False
    file: str = ""
    piece: bytes = b""
    error: str | None = None


def crawl_there(line: str) -> Iterator[Sent]:
    """The task: one crawl, where it came to."""
    job = CrawlJob.from_json(line)
    if (job.folder / _LABEL).exists():
        yield Sent()
        yield Sent(error=run_one(job, threading.Event()))
        return
    if job.database.startswith("sqlite"):  # a file of this machine's: what is known stands in another
        yield Sent(error=f"{job.folder} is not on this machine: share data_dir with it, or use PostgreSQL")
        return
    yield Sent(is_apart=True)
    with tempfile.TemporaryDirectory(prefix="almenara-crawl-") as scratch:
        own = replace(job, folder=Path(scratch) / job.folder.name)
        label(own)
        error = run_one(own, threading.Event())
        for path in sorted(each for each in own.folder.rglob("*") if each.is_file() and each.name not in _NOT_SENT):
            name = path.relative_to(own.folder).as_posix()
            yield Sent(file=name)  # one that is empty is there as well
            with path.open("rb") as file:
                while piece := file.read(_PIECE):
                    yield Sent(file=name, piece=piece)
    yield Sent(error=error)


class _Site:
    """The crawls of one site, one after the other."""

    def __init__(self, jobs: Sequence[CrawlJob]) -> None:
        self.waiting = list(jobs)
        self.lost: set[str] = set()  # sources that were begun again already
        self.is_lost = False  # somebody may still be visiting it, unseen

    def next(self) -> CrawlJob:
        return self.waiting.pop(0)

    def left_alone(self) -> list[CrawlJob]:
        """The crawls that are not begun tonight, since somebody may still be visiting the site."""
        left, self.waiting = (self.waiting, []) if self.is_lost else ([], self.waiting)
        return left

    def again(self, job: CrawlJob) -> None:
        """Begin a lost crawl once more, unless it may still be going on."""
        if job.source.id in self.lost or not _is_over(job):
            return
        self.lost.add(job.source.id)
        crawl_id = f"{job.crawl_id}-again"
        self.waiting.insert(0, replace(job, crawl_id=crawl_id, folder=job.folder.with_name(crawl_id)))


@dataclass(slots=True)
class _Going:
    """A crawl on its way, and what came of it so far."""

    site: _Site
    job: CrawlJob
    is_apart: bool = False

    @property
    def _coming(self) -> Path:
        return self.job.folder.with_name(self.job.folder.name + _COMING)

    def take(self, sent: Sent) -> None:
        """Keep a piece of the crawl's folder. The folder takes its place when all of it is on the disk; a kill in
        between leaves either none of it or all, and what is whole is harvested under either name.

        Raises:
            OSError: no room.
            EvidenceError: a name leads out of the folder.
        """
        self.is_apart = self.is_apart or sent.is_apart
        if sent.file:
            path = files.inside(self._coming, sent.file)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as file:
                file.write(sent.piece)
        if sent.error is not None and self._coming.is_dir():
            for path in self._coming.rglob("*"):
                files.sync(path)
            files.write_whole(self._coming / _LABEL, (self.job.folder / _LABEL).read_bytes())
            shutil.rmtree(self.job.folder)
            self._coming.rename(self.job.folder)
            files.sync(self.job.folder.parent)

    def drop(self) -> None:
        """Nothing more comes. What came whole, and could not take its place, the next night harvests."""
        if not (self._coming / _LABEL).exists():
            shutil.rmtree(self._coming, ignore_errors=True)


def run_crawls(
    jobs: Sequence[CrawlJob],
    *,
    processes: int,
    stop: threading.Event,
    ended: Callable[[CrawlEnd], None],
) -> None:
    """As `pipeline.crawls.run_crawls`, on a cluster."""
    join()
    for folder in {job.folder.parent for job in jobs}:
        _clear(folder)
    task = ray.remote(
        num_cpus=0,
        max_retries=0,
        scheduling_strategy="SPREAD",
        num_returns="streaming",
        _generator_backpressure_num_objects=_SENT_AHEAD,
    )(crawl_there)
    sites = [_Site(group) for group in by_site(jobs)]
    going: dict[ray.ObjectRefGenerator, _Going] = {}
    try:
        while going or (sites and not stop.is_set()):
            while sites and len(going) < processes and not stop.is_set():
                site = sites.pop(0)
                job = site.next()
                label(job)
                going[task.remote(job.to_json())] = _Going(site, job)
            if stop.is_set():
                for answers in going:
                    ray.cancel(answers)
            for answers in ray.wait(list(going), num_returns=1, timeout=_LOOK_S)[0]:
                error = _next(answers, going[answers])
                if error is None:
                    continue
                over = going.pop(answers)
                ended(CrawlEnd(over.job, error))
                for left in over.site.left_alone():
                    label(left)
                    ended(
                        CrawlEnd(left, "another crawl of this site may still be going on, on a machine that was lost")
                    )
                if over.site.waiting:
                    sites.insert(0, over.site)
    finally:
        for answers in going:  # what went wrong here ends no crawl there by itself
            ray.cancel(answers)


def _next(answers: ray.ObjectRefGenerator, crawl: _Going) -> str | None:
    """Take what a task tells next; how its crawl ended, or None while it goes on."""
    try:
        sent: Sent = ray.get(next(answers))
        crawl.take(sent)
    except (TaskCancelledError, StopIteration):  # a task that was cancelled between two pieces just ends
        crawl.drop()
        return "stopped"
    except RayError as error:
        crawl.drop()
        if crawl.is_apart:  # it may go on there for a while, unseen: no site is visited from two places
            crawl.site.is_lost = True
        else:
            crawl.site.again(crawl.job)
        return f"its machine was lost ({str(error).splitlines()[0]})"
    except (OSError, EvidenceError) as error:
        ray.cancel(answers)
        crawl.drop()
        return f"what it crawled can't be kept here: {words_of(error)}"
    return sent.error


def _clear(folder: Path) -> None:
    """Take away what a kill left of crawls that were coming and not whole: they are crawled again."""
    for coming in folder.glob(f"*{_COMING}"):
        if not (coming / _LABEL).exists():
            shutil.rmtree(coming, ignore_errors=True)


def _is_over(job: CrawlJob) -> bool:
    """Whether nobody crawls into the folder any more: a crawl ends itself when whoever ordered it is gone."""
    try:
        with FileLock(job.folder / "lock", timeout=2 * GRACE_S):
            return True
    except Timeout:
        return False
