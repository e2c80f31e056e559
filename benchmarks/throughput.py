"""How many pages a second, side by side in one run: parsing, trafilatura, the pipeline, and it with triage.

    python -m benchmarks.throughput [--pages 1600] [--rounds 3] [--uncascaded 40] [--data ../shared/data] [--profile]
    python -m benchmarks.throughput --two      two processes beside one that is held to one core, by the clock, and what
                                               two that share nothing make on this machine: needs two cores that idle

The pages are real ones and mutations of them (benchmarks.backfill); one in a hundred (`--prevalence`) is a page with
one of our labelled texts instead. The pipeline is `almenara ingest`: a WARC file streamed, archived, sealed,
triaged, extracted, stored, read, linked and flagged. Each is run over a small file and over a large one, in
processes of their own, and the rate is that of the difference: what is loaded once is left out and said. Rates are by
processor time, so that a busy machine does not colour them much; what it takes as far as the stored text, and what
reading, linking and flagging of what passes take, stands beside it. For two processes the clock counts.

A machine that others use is now faster, now slower, by minutes. So parsing and trafilatura are measured before,
between and after the two runs of the pipeline, a third of their pages each time, and a ratio is that of its round; of
all rounds the median counts, and the lowest and the highest are said.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import trafilatura
from resiliparse.parse.html import HTMLTree

from benchmarks.backfill import SHARED, Quiet, members_of, mutated, real_pages
from benchmarks.rates import Rate, Round, print_pairs, print_ratio, print_rounds, print_table
from benchmarks.two_peers import two_beside_one
from core.settings import PROJECT_ROOT, load
from models.pages import in_page
from models.records import Record
from models.records import load as load_records
from models.split import part
from pipeline.ingest import ingest_files

_SMALL = 0.25  # of the large file: holds enough to read that two workers load the reader for it, too
_WANTED = 10  # times the pipeline without triage: the one of its ratios that holds, and must
_SHOWN = 25  # lines of a profile
_TURNS = 3  # before, between and after the two runs of the pipeline
_FEWER = 5  # trafilatura takes so long that every fifth page must do


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=1600)
    parser.add_argument("--rounds", type=int, default=3, help="in turns, of what is compared")
    parser.add_argument("--uncascaded", type=int, default=40, help="pages of the large file without triage; 0: not run")
    parser.add_argument("--prevalence", type=float, default=0.01)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--profile", action="store_true", help="one round, and where the time of the cascade goes")
    parser.add_argument("--two", action="store_true", help="the cascade alone, by one process and by two")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--one-core", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child is not None:
        if given.one_core:  # else the network of the one process takes the second core, too
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        return _child(given.child, profile=given.profile)
    originals = real_pages(given.data)
    if not originals:
        print(f"No real pages at {given.data}/pages: name the folder of the data with --data.")
        return 0
    pages = list(mixed(originals, given.pages, given.prevalence))
    size = sum(map(len, pages)) / len(pages) / 1024
    print(f"{len(pages)} pages of {size:.0f} KiB on average, {given.prevalence:.1%} with a labelled text")
    if given.two:
        some = pages[:: max(given.rounds, 1) * _FEWER]
        rounds = [(_pair(pages, turn), two_beside_one(some)) for turn in range(max(given.rounds, 1))]
        print_pairs([pair for pair, _peers in rounds])
        print_ratio("two of trafilatura's beside one, which share nothing", [peers for _pair, peers in rounds])
        return 0
    if given.profile:
        print_table([_pipeline("cascade, one process", pages, triage=True, workers=1, flags=["--profile"])])
        return 0
    whole = pages[: given.uncascaded]
    uncascaded = [_pipeline("uncascaded, one process", whole, triage=False, workers=1)] if whole else []
    beside = print_rounds(uncascaded, [_round(pages) for _ in range(max(given.rounds, 1))])
    return 0 if beside is None or beside >= _WANTED else 1


def mixed(originals: Sequence[str], count: int, prevalence: float) -> Iterator[str]:
    """Real pages, then mutations of them; of so many one holds a labelled text in a page of our own."""
    chance = random.Random(11)  # noqa: S311 - repeatable, not secret
    every = round(1 / prevalence)
    places = range(every // 2, count, every)
    ours = iter(_evenly(len(places), chance))
    for number in range(count):
        if number in places:
            record = next(ours)
            yield in_page(record["title"], record["text"], record["lang"], chance).decode()
        elif number < len(originals):
            yield originals[number]
        else:
            yield mutated(originals[number % len(originals)], chance)


def _evenly(count: int, chance: random.Random) -> list[Record]:
    """Labelled texts of every length alike, in any order: of sixteen drawn blindly one draw has 164 pieces of a word on
    average and another 244, and what is read of a page is most of the time."""
    ours = [record for record in load_records() if record["labels"] and part(record) != "train"]
    ours.sort(key=lambda record: (len(record["text"]), record["id"]))
    drawn = [ours[int((number + 0.5) * len(ours) / count)] for number in range(count)]
    chance.shuffle(drawn)
    return drawn


def _round(pages: Sequence[str]) -> Round:
    spent: dict[str, list[tuple[int, float, float]]] = {"parsing": [], "trafilatura": []}
    turns = iter(range(_TURNS))

    def others() -> None:
        some = pages[next(turns) :: _TURNS]
        spent["parsing"].append(_timed(some, HTMLTree.parse))
        spent["trafilatura"].append(_timed(some[::_FEWER], trafilatura.extract))

    cascade = _pipeline("cascade, one process", pages, triage=True, workers=1, between=others)
    return Round(
        _alone("parsing alone (resiliparse)", spent["parsing"]),
        _alone("trafilatura alone", spent["trafilatura"]),
        cascade,
    )


def _pair(pages: Sequence[str], turn: int) -> tuple[Rate, Rate]:
    """One process that is held to one core, and two workers; in every other round the two come first."""

    def one() -> Rate:
        return _pipeline("cascade, one process", pages, triage=True, workers=1, flags=["--one-core"])

    def two() -> Rate:
        return _pipeline("cascade, two workers", pages, triage=True, workers=2)

    return (one(), two()) if turn % 2 == 0 else (two(), one())[::-1]


def _timed(pages: Sequence[str], work: Callable[[str], object]) -> tuple[int, float, float]:
    """How many pages, and the seconds that they took, by processor and by the clock."""
    began, clock = time.process_time(), time.monotonic()
    for page in pages:
        work(page)
    return len(pages), time.process_time() - began, time.monotonic() - clock


def _alone(name: str, spent: Sequence[tuple[int, float, float]]) -> Rate:
    pages, cpu, clock = map(sum, zip(*spent, strict=True))
    return Rate(name, pages / cpu, pages / clock)


def _pipeline(
    name: str,
    pages: Sequence[str],
    *,
    triage: bool,
    workers: int,
    flags: Sequence[str] = (),
    between: Callable[[], None] = lambda: None,
) -> Rate:
    """The pipeline over a small file and over a large one. `between`: called before, between and after the two."""
    small = pages[: max(int(len(pages) * _SMALL), 1)]
    between()
    few = _measured(small, triage=triage, workers=workers, flags=[flag for flag in flags if flag != "--profile"])
    between()
    many = _measured(pages, triage=triage, workers=workers, flags=flags)
    between()
    more = len(pages) - len(small)
    cpu, clock, text = (max(many[key] - few[key], 1e-3) for key in ("cpu_s", "wall_s", "text_s"))
    loading = max(few["cpu_s"] - cpu / more * len(small), 0.0)
    print(f"{name}: {many['new']:.0f} of {len(pages)} pages read on", flush=True)
    ms = 1000 / more
    return Rate(name, more / cpu, more / clock, text * ms, (cpu - text) * ms, many["peak_mib"], loading)


def _measured(pages: Sequence[str], *, triage: bool, workers: int, flags: Sequence[str]) -> dict[str, float]:
    """One ingest in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "CC-NEWS-made.warc.gz"
        with path.open("wb") as file:
            file.writelines(members_of(pages))
        environment = os.environ | {
            "ALMENARA_DATA_DIR": f"{scratch}/data",
            "ALMENARA_DATABASE_URL": "",
            "ALMENARA_READING__TRIAGE": str(triage).lower(),
            "ALMENARA_ENGINE__WORKERS": str(workers),
        }
        command = [sys.executable, "-m", "benchmarks.throughput", "--child", str(path), *flags]
        done = subprocess.run(  # noqa: S603 - this very module
            command, check=True, stdout=subprocess.PIPE, text=True, cwd=PROJECT_ROOT, env=environment
        )
    lines = done.stdout.splitlines()
    if len(lines) > 1:  # a profile
        print("\n".join(lines[:-1]))
    told: dict[str, float] = json.loads(lines[-1])
    return told


def _child(path: Path, *, profile: bool) -> int:
    reporter, clock = Quiet(), time.monotonic()
    profiler = cProfile.Profile()
    if profile:
        profiler.enable()
    stop = threading.Event()
    (result,) = ingest_files(load(), [str(path)], read=False, reporter=reporter, stop=stop)
    text = _spent()
    ingest_files(load(), [str(path)], reporter=reporter, stop=stop)  # which only has the reading left to do
    wall = time.monotonic() - clock
    if profile:
        profiler.disable()
        pstats.Stats(profiler).sort_stats("cumulative").print_stats(
            r"almenara|pipeline|nlp|store|extraction|evidence", _SHOWN
        )
    told = {
        "new": result.outcomes["new"],
        "wall_s": wall,
        "cpu_s": _spent(),
        "text_s": text,
        "peak_mib": reporter.peak_mib,
    }
    print(json.dumps(told))
    return 0


def _spent() -> float:
    """Seconds of processor time of this process and of those that it has seen end."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    sys.exit(main())
