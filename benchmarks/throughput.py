"""How many pages a second, side by side in one run: parsing, trafilatura, the pipeline, and it with triage.

    python -m benchmarks.throughput [--pages 2000] [--uncascaded 200] [--data ../shared/data] [--profile]
    python -m benchmarks.throughput --two      two processes beside one, by the clock: needs two cores that idle

The pages are real ones and mutations of them (benchmarks.backfill); one in a hundred (`--prevalence`) is a page with
one of our labelled texts instead. The pipeline is `almenara ingest`: a WARC file streamed, archived, sealed,
triaged, extracted, stored, read, linked and flagged. Each is run over a small file and over a large one, in
processes of their own, and the rate is that of the difference: what is loaded once is left out and said. Rates are by
processor time, so that a busy machine does not colour them much; what it takes as far as the stored text, and what
reading, linking and flagging of what passes take, stands beside it. For two processes the clock counts.
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
from dataclasses import dataclass
from pathlib import Path

import trafilatura
from resiliparse.parse.html import HTMLTree

from benchmarks.backfill import SHARED, Quiet, members_of, mutated, real_pages
from core.settings import PROJECT_ROOT, load
from models.pages import in_page
from models.records import load as load_records
from models.split import part
from pipeline.ingest import ingest_files

_SMALL = 0.2  # of the large file
_SHOWN = 25  # lines of a profile


@dataclass(frozen=True, slots=True)
class Rate:
    """Pages a second, by processor time and by the clock; ms a page as far as the text, and to read what passes; the
    most memory of a process, MiB; seconds to load."""

    name: str
    by_cpu: float
    by_clock: float
    text_ms: float = 0.0
    reading_ms: float = 0.0
    peak_mib: int = 0
    loading_s: float = 0.0


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--uncascaded", type=int, default=200, help="pages of the large file without triage")
    parser.add_argument("--prevalence", type=float, default=0.01)
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--profile", action="store_true", help="also where the time of the cascade goes")
    parser.add_argument("--two", action="store_true", help="the cascade alone, by one process and by two")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child is not None:
        return _child(given.child, profile=given.profile)
    originals = real_pages(given.data)
    if not originals:
        print(f"No real pages at {given.data}/pages: name the folder of the data with --data.")
        return 0
    pages = list(mixed(originals, given.pages, given.prevalence))
    size = sum(map(len, pages)) / len(pages) / 1024
    print(f"{len(pages)} pages of {size:.0f} KiB on average, {given.prevalence:.1%} with a labelled text")
    if given.two:
        counts = {"cascade, one process": 1, "cascade, two workers": 2}
        one, two = (_pipeline(name, pages, triage=True, workers=count) for name, count in counts.items())
        _table([one, two])
        print(f"\nTwo processes beside one, by the clock: {two.by_clock / one.by_clock:.2f} (1.8 wanted)")
        return 0
    rates = [
        _alone("parsing alone (resiliparse)", pages, HTMLTree.parse),
        _alone("trafilatura alone", pages[: max(len(pages) // 5, 1)], trafilatura.extract),
        _pipeline("uncascaded, one process", pages[: given.uncascaded], triage=False, workers=1),
        _pipeline("cascade, one process", pages, triage=True, workers=1, profile=given.profile),
    ]
    _print(rates)
    return 0


def mixed(originals: Sequence[str], count: int, prevalence: float) -> Iterator[str]:
    """Real pages, then mutations of them; of so many one holds a labelled text in a page of our own."""
    chance = random.Random(11)  # noqa: S311 - repeatable, not secret
    ours = [record for record in load_records() if record["labels"] and part(record) != "train"]
    every = round(1 / prevalence)
    for number in range(count):
        if number % every == every // 2:
            record = chance.choice(ours)
            yield in_page(record["title"], record["text"], record["lang"], chance).decode()
        elif number < len(originals):
            yield originals[number]
        else:
            yield mutated(originals[number % len(originals)], chance)


def _alone(name: str, pages: Sequence[str], work: Callable[[str], object]) -> Rate:
    began, clock = time.process_time(), time.monotonic()
    for page in pages:
        work(page)
    return Rate(name, len(pages) / (time.process_time() - began), len(pages) / (time.monotonic() - clock))


def _pipeline(name: str, pages: Sequence[str], *, triage: bool, workers: int, profile: bool = False) -> Rate:
    small = pages[: max(int(len(pages) * _SMALL), 1)]
    few = _measured(small, triage=triage, workers=workers)
    many = _measured(pages, triage=triage, workers=workers, profile=profile)
    more = len(pages) - len(small)
    cpu, clock, text = (max(many[key] - few[key], 1e-3) for key in ("cpu_s", "wall_s", "text_s"))
    loading = max(few["cpu_s"] - cpu / more * len(small), 0.0)
    print(f"{name}: {many['new']:.0f} of {len(pages)} pages read on", flush=True)
    ms = 1000 / more
    return Rate(name, more / cpu, more / clock, text * ms, (cpu - text) * ms, int(many["peak_mib"]), loading)


def _measured(pages: Sequence[str], *, triage: bool, workers: int, profile: bool = False) -> dict[str, float]:
    """One ingest in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "CC-NEWS-made.warc.gz"
        with path.open("wb") as file:
            file.writelines(members_of(pages))
        environment = os.environ | {
            "ALMENARA_DATA_DIR": f"{scratch}/data",
            "ALMENARA_READING__TRIAGE": str(triage).lower(),
            "ALMENARA_ENGINE__WORKERS": str(workers),
        }
        command = [sys.executable, "-m", "benchmarks.throughput", "--child", str(path), *["--profile"] * profile]
        done = subprocess.run(  # noqa: S603 - this very module
            command, check=True, stdout=subprocess.PIPE, text=True, cwd=PROJECT_ROOT, env=environment
        )
    lines = done.stdout.splitlines()
    if profile:
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


def _print(rates: Sequence[Rate]) -> None:
    _table(rates)
    parsing, trafila, uncascaded, cascade = rates
    text = 1000 / cascade.text_ms
    print(
        f"\nThe cascade beside trafilatura {cascade.by_cpu / trafila.by_cpu:.2f} (2 wanted), the uncascaded "
        f"{cascade.by_cpu / uncascaded.by_cpu:.1f} (10), parsing {cascade.by_cpu / parsing.by_cpu:.3f} (0.1); "
        f"as far as the stored text {text / trafila.by_cpu:.2f} of trafilatura, {text / parsing.by_cpu:.3f} of parsing"
    )


def _table(rates: Sequence[Rate]) -> None:
    print("\n| what | pages/s and core | by the clock | ms to the text | ms to read | peak MiB | loading, s |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for rate in rates:
        parts = f"{rate.text_ms:.1f} | {rate.reading_ms:.1f} | {rate.peak_mib} | {rate.loading_s:.0f}"
        parts = parts if rate.peak_mib else " | | |"
        print(f"| {rate.name} | {rate.by_cpu:.1f} | {rate.by_clock:.1f} | {parts} |")


if __name__ == "__main__":
    sys.exit(main())
