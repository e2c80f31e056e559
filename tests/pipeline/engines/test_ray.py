"""A real cluster of several raylets on this machine: what it writes is what the local engine writes, also when a
machine of it is lost in the middle."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

pytest.importorskip("ray")

import ray
from ray.cluster_utils import Cluster

from core.errors import EngineError
from core.settings import PROJECT_ROOT, load
from crawlers.source import read_catalogue
from evidence.reader import ReadReport, read_pages
from pipeline.crawl_process import CrawlJob
from pipeline.crawls import CrawlEnd
from pipeline.engines import cluster_crawls
from pipeline.engines.cluster import RayCrew
from pipeline.engines.dispatch import Dispatcher
from pipeline.engines.step import Failed, Step
from pipeline.ingest import ingest_files
from pipeline.nightly import run_night
from pipeline.reporter import LogReporter
from store.session import Database
from tests.pipeline.brought import rows, settings_for, warc
from tests.pipeline.conftest import World
from tests.pipeline.engines.steps import OBEY, make_unable
from tests.pipeline.state import archive_findings, state_of
from tests.postgres import BACKENDS, fresh_database

ENGINE = load().engine.model_copy(update={"kind": "ray"})


SMALL = {"object_store_memory": 80 << 20, "include_log_monitor": False}
"""What a machine of the cluster needs for us; all of them are processes of this one, and each starts several more."""
_SYSTEM = {"enable_worker_prestart": False, "enable_metrics_collection": False, "worker_niceness": 0}
"""Nothing is started before there is work for it, and who works is not the last in the queue of a busy machine."""


@pytest.fixture(scope="module")
def whole_cluster() -> Iterator[Cluster]:
    """A head that works on nothing."""
    path = os.pathsep.join([str(PROJECT_ROOT), os.environ.get("PYTHONPATH", "")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", path)
        head = SMALL | {"num_cpus": 0, "include_dashboard": False, "_system_config": _SYSTEM}
        made = Cluster(initialize_head=True, head_node_args=head)
        patch.setenv("RAY_ADDRESS", made.address)
        yield made
        ray.shutdown()
        made.shutdown()


@pytest.fixture
def cluster(whole_cluster: Cluster) -> Cluster:
    """Two machines of one CPU each work for it."""
    while len(whole_cluster.worker_nodes) < 2:
        whole_cluster.add_node(num_cpus=1, **SMALL)
    whole_cluster.wait_for_nodes()
    return whole_cluster


def lose_a_machine(cluster: Cluster) -> None:
    """One that works goes away, as by a cut cable."""
    cluster.remove_node(next(iter(cluster.worker_nodes)), allow_graceful=False)


def test_the_work_is_done_on_both_machines_and_outlives_one(cluster: Cluster) -> None:
    """In order, everything once; then poison, with the one machine that is left."""
    crew = RayCrew(ENGINE)
    engine = Dispatcher(crew)
    batches = [[f"{batch}-{member}" for member in range(4)] for batch in range(40)]
    found = []
    for number, (batch, answers) in enumerate(engine.run(OBEY, batches)):
        found.append((list(batch), list(answers)))
        if number == 10:
            lose_a_machine(cluster)
    assert found == [(batch, [word.upper() for word in batch]) for batch in batches]
    ((_, (first, failed, last)),) = engine.run(OBEY, [["a", "die", "b"]])
    assert (first, last) == ("A", "B")
    assert isinstance(failed, Failed)
    assert failed.tries == 2
    with pytest.raises(EngineError, match="no trained model"):
        list(engine.run(Step("obey", "3", make_unable), [["a"]]))
    engine.close()


class LosingAMachine(LogReporter):
    """Takes a machine away when so many pages are in."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__()
        self.cluster, self.pages, self.lost = cluster, 0, False

    def advance(self, stage: str, by: int = 1) -> None:
        """Count."""
        self.pages += by * stage.endswith("pages")
        if self.pages >= 32 and not self.lost:
            self.lost = True
            lose_a_machine(self.cluster)


@pytest.fixture(params=BACKENDS)
def addresses(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """Of two empty databases; of SQLite none, as a watch has a file of its own."""
    if request.param == "sqlite":
        yield "", ""
        return
    with fresh_database() as one, fresh_database() as other:
        yield one, other


def test_a_machine_lost_in_the_middle_changes_no_row(
    cluster: Cluster, tmp_path: Path, addresses: tuple[str, str]
) -> None:
    """Numbers and all: the rows of an ingest on the cluster are those of one in this process."""
    files = fsspec.filesystem("memory")
    files.pipe_file("/crawl/ray.warc.gz", warc(range(1, 161)))
    found = []
    for kind, reporter, address in zip(
        ("local", "ray"), (LogReporter(), LosingAMachine(cluster)), addresses, strict=True
    ):
        workers = 0 if kind == "ray" else 1
        settings = settings_for(tmp_path / kind, kind=kind, workers=workers, database_url=address)
        stop = threading.Event()
        ingest_files(settings, ["memory://crawl/ray.warc.gz"], segment_bytes=60_000, reporter=reporter, stop=stop)
        found.append(rows(settings))
    files.store.clear()
    assert isinstance(reporter, LosingAMachine)
    assert reporter.lost
    assert len(found[0]["analyses"]) == 160
    assert found[0] == found[1]


def test_sources_are_crawled_as_tasks(cluster: Cluster, world: World) -> None:
    """A night on the cluster finds what a night finds; the crawls came back to the archive whole."""
    settings = world.settings()
    on_the_cluster = settings.model_copy(
        update={
            "engine": settings.engine.model_copy(update={"kind": "ray", "workers": 0}),
            "reading": settings.reading.model_copy(update={"model": ""}),
        }
    )
    result = run_night(on_the_cluster, trigger="test", reporter=LogReporter())
    assert {line.source_id: (line.new, line.error) for line in result.ledger} == {
        "cl_sala_de_prensa": (5, ""),
        "pe_portal_cordillera": (8, ""),
    }
    assert sum(state_of(world).revisions.values()) == 13
    assert not archive_findings(world)


def test_what_a_machine_that_shares_no_folder_crawled_is_sent_back(
    cluster: Cluster, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, byte for byte as it lay there; and in small pieces, for a crawl may be larger than the memory."""
    if "postgresql" not in BACKENDS:
        pytest.skip("the known pages of SQLite lie on one machine")
    with fresh_database() as address:
        _crawl_apart(world, monkeypatch, address)


def _crawl_apart(world: World, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    settings = world.settings().model_copy(update={"database_url": address})
    database = Database(settings.database)
    database.upgrade()
    database.close()
    monkeypatch.setattr(cluster_crawls, "_LABEL", "label-of-here")  # nobody there sees it
    monkeypatch.setattr(cluster_crawls, "label", _label)
    jobs = [
        CrawlJob(source, settings.crawl, source.id, 1, world.folder / source.id, settings.database, 10**9)
        for source in read_catalogue(settings.source_folders).values()
    ]
    ends: list[CrawlEnd] = []
    cluster_crawls.run_crawls(jobs, processes=2, stop=threading.Event(), ended=ends.append)
    assert sorted((end.job.source.id, end.error) for end in ends) == [
        ("cl_sala_de_prensa", ""),
        ("pe_portal_cordillera", ""),
    ]
    for job in jobs:
        (warc_file,) = job.folder.rglob("*.warc.gz")
        report = ReadReport()
        assert len(list(read_pages(warc_file, report=report))) > 4
        assert not report.truncated
        assert {path.name for path in job.folder.iterdir()} >= {"crawl.log", "journal.jsonl"}
    assert not list(world.folder.glob("*.coming"))


def _label(job: CrawlJob) -> None:
    job.folder.mkdir(parents=True)
    (job.folder / "label-of-here").write_bytes(b"{}")
