"""Whether a process grows with what it has read: its memory as pages go by, in one ingest of many pages.

    python -m benchmarks.memory [--pages 5000] [--read] [--data ../shared/data]

The pages are those of `benchmarks.throughput`: real ones, mutations of them, and a labelled text in one of a hundred.
One process does all the work; without `--read` it stops at the stored text. Whatever grows with the pages shows as a
slope over the second half, when everything is loaded and every cache has had its fill.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
from pathlib import Path
from statistics import linear_regression

from benchmarks.backfill import SHARED, members_of, real_pages
from benchmarks.throughput import mixed
from core.settings import load
from pipeline.engines import machine
from pipeline.ingest import ingest_files
from pipeline.reporter import LogReporter

_SHOWN = 20  # lines


class Watch(LogReporter):
    """Notes what the process holds whenever it is told of so many more pages of a stage."""

    def __init__(self, every: int) -> None:
        super().__init__()
        self.held: dict[str, dict[int, int]] = {}  # stage -> pages -> MiB
        self._every = every

    def advance(self, stage: str, by: int = 1) -> None:
        """Count, and look."""
        super().advance(stage, by)
        done, seen = self._done[stage], self.held.setdefault(stage, {})
        if done - max(seen, default=-self._every) >= self._every:
            seen[done] = machine.resident_mib()

    def __exit__(self, *_: object) -> None:
        """Say nothing."""


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--read", action="store_true", help="read what triage lets pass as well")
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    given = parser.parse_args()
    originals = real_pages(given.data)
    if not originals:
        print(f"No real pages at {given.data}/pages: name the folder of the data with --data.")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "CC-NEWS-made.warc.gz"
        with path.open("wb") as file:
            file.writelines(members_of(mixed(originals, given.pages, 0.01)))
        os.environ |= {"ALMENARA_DATA_DIR": f"{scratch}/data", "ALMENARA_DATABASE_URL": ""}
        os.environ["ALMENARA_ENGINE__WORKERS"] = "1"
        watch = Watch(max(given.pages // _SHOWN, 1))
        size = path.stat().st_size >> 20
        print(f"{given.pages} pages, a file of {size} MiB; {machine.resident_mib()} MiB to begin with")
        ingest_files(load(), [str(path)], read=given.read, reporter=watch, stop=threading.Event())
    for stage, held in watch.held.items():
        if len(held) > 1:
            _print(stage, held)
    print(f"\nThe most it ever held: {machine.peak_mib()} MiB")
    return 0


def _print(stage: str, held: dict[int, int]) -> None:
    print(f"\n{stage}: " + ", ".join(f"{mib} MiB at {pages}" for pages, mib in held.items()))
    half = list(held)[len(held) // 2 :]
    if len(half) > 1:
        slope, _ = linear_regression(half, [held[pages] for pages in half])
        print(f"over the second half {1000 * slope:+.1f} MiB a thousand")


if __name__ == "__main__":
    sys.exit(main())
