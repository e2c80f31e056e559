"""What a night, a search, the first page, a digest and a backup take as the past grows, or the watchlist, or the night.

    nice -n 15 python -m benchmarks.growth [--documents 10000 30000 100000] [--operators 1000] [--new 600]
                                           [--draw FILE.svg]

One of the three takes several values: what is measured is how the times grow with it.

The past is invented (benchmarks.invented_watch), a hundred documents a night, so that ten times the documents are ten
times the nights. Upon it comes one more night of a fixed number of documents, new, one in six of them flagged; how
texts are extracted and read takes no account of the past and is not measured here. Processor time of this process, in
seconds; pages, searches and the mail are medians of several.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from fastapi.testclient import TestClient

from benchmarks import curves
from benchmarks.invented_watch import END, build
from benchmarks.new_night import Night
from core.settings import Settings, load
from digest.compose import compose
from digest.night import addressed, queue_night
from digest.render import render
from pipeline import steps, wording
from pipeline.reporter import LogReporter
from store import backup, runs
from store.network import adverts
from store.search import SearchFilter, find_documents, understand
from store.session import Database
from web.app import create_app

A_NIGHT, TIMES = 100, 5
QUESTIONS = ("coyote", "trocha frontera", '"paso noche"')
NOW = END + timedelta(days=1)
AXES = {"documents": "documents of the past", "operators": "operators", "new": "documents of the night"}
Times = dict[str, float]


def main() -> None:
    """Print the figures, and draw them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--operators", type=int, nargs="+", default=[1_000])
    parser.add_argument("--new", type=int, nargs="+", default=[600], help="Documents of the night that is measured.")
    parser.add_argument("--draw", type=Path, help="Where the curves go, as SVG.")
    given = parser.parse_args()
    axes = {name: getattr(given, name) for name in AXES}
    growing = [name for name, sizes in axes.items() if len(sizes) > 1] or ["documents"]
    if len(growing) > 1:
        parser.error(f"only one of --{' and --'.join(growing)} takes several values")
    measured: dict[int, Times] = {}
    for size in axes[growing[0]]:
        sizes = {name: size if name == growing[0] else given_one[0] for name, given_one in axes.items()}
        with tempfile.TemporaryDirectory() as folder:
            base = load()
            mail = base.mail.model_copy(update={"recipients": ("desk@office.example",)})
            settings = base.model_copy(update={"data_dir": Path(folder), "database_url": "", "mail": mail})
            measured[size] = _measure(settings, **sizes)
    steps_of = list(next(iter(measured.values())))
    print(f"{'seconds, by ' + AXES[growing[0]]:44}" + "".join(f"{each:>12,}" for each in measured))
    for step in steps_of:
        print(f"{step:44}" + "".join(f"{times[step]:12.3f}" for times in measured.values()))
    if given.draw:
        lines = {step: [(size, max(times[step], 1e-4)) for size, times in measured.items()] for step in steps_of}
        fixed = [f"{sizes[0]:,} {AXES[name]}" for name, sizes in axes.items() if name != growing[0]]
        title = f"A night, and what is asked: {' and '.join(fixed)}"
        given.draw.write_text(curves.draw(title, AXES[growing[0]], "seconds", lines), encoding="utf-8")


def _measure(settings: Settings, documents: int, operators: int, new: int) -> Times:
    settings.make_data_dir()
    database = Database(settings.database)
    database.upgrade()
    started = time.process_time()
    build(database, documents, operators, nights=max(documents // A_NIGHT, 1))
    database.close()  # or every page is sought in the log of that one long write, which no watch ever has
    database = Database(settings.database)
    print(f"{documents} documents, {operators} operators, built in {time.process_time() - started:.0f} s", flush=True)
    with database.transaction() as session:
        run = runs.start_or_resume(session, NOW.date(), "manual", NOW)
    times = _night(database, settings, Night(documents + 1, operators, NOW), run_id=run.run_id, new=new)
    times |= _asked(database, settings, run.run_id)
    times["backup, of everything"] = _time(lambda: backup.take(database, settings.data_dir / "backup.gz", NOW))
    for step, took in times.items():
        print(f"    {step:40}{took:10.3f}", flush=True)
    database.close()
    return times


def _night(database: Database, settings: Settings, night: Night, *, run_id: int, new: int) -> Times:
    """The steps of a night that meet the past, each once."""
    silent = settings.nightly.silent_nights

    def link() -> None:
        steps.flag_pending(
            database,
            None,  # what all of it takes is measured in this process
            threshold=settings.linking.threshold,
            run_id=run_id,
            clock=lambda: NOW,
            reporter=LogReporter(),
            stop=threading.Event(),
        )

    def group() -> None:
        with database.transaction() as session:
            adverts.regroup(session, NOW)

    def tell() -> None:
        with database.transaction() as session:
            queue_night(session, run_id, settings.mail, silent_nights=silent, now=NOW)

    return {
        "night: keep texts and readings": _time(lambda: night.keep(database, run_id, new)),
        "night: link and flag": _time(link),
        "night: group adverts": _time(group),
        "night: count new words": _time(lambda: wording.count_again(database, NOW)),
        "night: queue the digest": _time(tell),
    }


def _asked(database: Database, settings: Settings, run_id: int) -> Times:
    """What people ask, as the median of several times."""

    def search() -> None:
        with database.reading() as session:
            for question in QUESTIONS:
                find_documents(session, understand(session, question), SearchFilter())

    newcomer = settings.mail.model_copy(update={"recipients": ("newcomer@office.example",)})

    def mail() -> None:
        with database.reading() as session:
            for recipient in addressed(session, newcomer):
                composed = compose(session, run_id, recipient, silent_nights=settings.nightly.silent_nights)
                render(composed.digest, settings.mail, now=NOW)

    with TestClient(create_app(settings), base_url="http://127.0.0.1:8321") as client:
        page = _median(lambda: client.get("/").raise_for_status())
    return {f"search, {len(QUESTIONS)} questions": _median(search), "Tonight page": page, "digest": _median(mail)}


def _median(work: Callable[[], object]) -> float:
    work()
    return statistics.median(_time(work) for _ in range(TIMES))


def _time(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
