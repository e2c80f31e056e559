"""What it costs to read a past: pages a second and core from WARC files, and what a month of CC-NEWS would take.

    python -m benchmarks.backfill [--pages 2000] [--workers 1 2] [--data ../shared/data] [--model models/reader]

Makes a WARC file as Common Crawl has them (a request and a response a page, some pictures and errors between) out of
real pages and mutations of them: in a copy three words of ten are replaced by others of the same page, so that none is
taken for a copy. The pages belong to others and are not part of the project: the file is made in a folder that is
removed. Each count of workers starts from an empty database, in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastwarc import warc

from core.settings import PROJECT_ROOT, load
from evidence.format import compose
from pipeline.ingest import ingest_files
from pipeline.reporter import FieldValue, LogReporter

SHARED = PROJECT_ROOT.parent / "shared"
# Not measured here: about 16 to 17 files of a gigabyte a day, and some 35,000 pages a file.
FILES_A_MONTH, PAGES_A_FILE = 500, 35_000
FIRST = datetime(2026, 11, 1, tzinfo=UTC)
_TEXT = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>|[^<]+")
_WORD = re.compile(r"\b[^\W\d_]{4,}\b")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--data", type=Path, default=SHARED / "data")
    parser.add_argument("--model", default="models/reader", help='"": the rules alone')
    parser.add_argument("--files-a-month", type=int, default=FILES_A_MONTH)
    parser.add_argument("--pages-a-file", type=int, default=PAGES_A_FILE)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child is not None:
        return _child(given.child, given.workers[0], given.model)
    originals = real_pages(given.data)
    if not originals:
        print(f"No real pages at {given.data}/pages: name the folder of the data with --data.")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "CC-NEWS-made.warc.gz"
        with path.open("wb") as file:
            file.writelines(members(originals, given.pages))
        print(f"{given.pages} pages of {len(originals)} real ones, {path.stat().st_size / 1e6:.0f} MB; {given.model}")
        print(
            f"{'workers':>7} {'pages/s':>8} {'CPU s':>8} {'pages/s and core':>17} {'new':>6} {'peak MiB a worker':>18}"
        )
        rates = [_measured(path, workers, given.model) for workers in given.workers]
    _price(max(rates), given.files_a_month, given.pages_a_file)
    return 0


def real_pages(data: Path) -> list[str]:
    """The pages of others, as text."""
    paths = [*(data / "pages" / "latam_news" / "html").glob("*"), *(data / "pages" / "mediacloud").glob("*")]
    paths += (data / "pages" / "classifieds_ar").rglob("*.html")
    found = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(paths) if path.is_file()]
    random.Random(7).shuffle(found)  # noqa: S311 - so that a small file has some of each
    return found


def members(originals: list[str], pages: int) -> Iterator[bytes]:
    """The file, member by member; the same each time."""
    chance = random.Random(7)  # noqa: S311 - repeatable, not secret
    count = len(originals)
    made = (originals[n] if n < count else mutated(originals[n % count], chance) for n in range(pages))
    yield from members_of(made)


def members_of(pages: Iterable[str]) -> Iterator[bytes]:
    """A file of these pages, as Common Crawl has them, member by member."""
    for number, page in enumerate(pages):
        url = f"https://paper-{number % 97}.example/{number}"
        yield _member("request", number, url, f"GET /{number} HTTP/1.1\r\n\r\n".encode())
        yield _member("response", number, url, _answer("200 OK", "text/html; charset=utf-8", page.encode()))
        if number % 20 == 0:
            yield _member("response", number, f"{url}.jpg", _answer("200 OK", "image/jpeg", b"\xff\xd8" * 500))
            yield _member("response", number, f"{url}/gone", _answer("404 Not Found", "text/html", b"gone"))


def mutated(page: str, chance: random.Random) -> str:
    """A page with three words of ten replaced by others of its own; markup, scripts and styles stay."""
    pieces = [match[0] for match in _TEXT.finditer(page)]
    words = [word for piece in pieces if piece[0] != "<" for word in _WORD.findall(piece)] or ["nada"]

    def other(word: re.Match[str]) -> str:
        return chance.choice(words) if chance.random() < 0.3 else word[0]

    return "".join(piece if piece[0] == "<" else _WORD.sub(other, piece) for piece in pieces)


def _answer(status: str, content_type: str, body: bytes) -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n\r\n".encode() + body


def _member(kind: str, number: int, url: str, block: bytes) -> bytes:
    return compose.member(
        warc.request if kind == "request" else warc.response,
        block,
        record_id=compose.new_id(),
        date=FIRST + timedelta(seconds=number),
        content_type=f"application/http; msgtype={kind}",
        headers={"WARC-Target-URI": url},
    )


def _measured(path: Path, workers: int, model: str) -> float:
    """One ingest in a process of its own; pages a second and core, by the processor time that it took."""
    command = [sys.executable, "-m", "benchmarks.backfill", "--child", str(path), "--workers", str(workers)]
    done = subprocess.run(  # noqa: S603 - this very module
        [*command, "--model", model], check=True, capture_output=True, text=True, cwd=PROJECT_ROOT
    )
    told = json.loads(done.stdout.splitlines()[-1])
    rate = float(told["pages"] / told["cpu_s"])
    print(
        f"{workers:7} {told['pages'] / told['wall_s']:8.2f} {told['cpu_s']:8.0f} {rate:17.2f}"
        f" {told['new']:6} {told['peak_mib']:18}",
        flush=True,
    )
    return rate


class Quiet(LogReporter):
    """Keeps what it is told at the end."""

    peak_mib: FieldValue = 0

    def say(self, event: str, **fields: FieldValue) -> None:
        """Keep the peak."""
        self.peak_mib = fields.get("worker_peak_mib", self.peak_mib)

    def __exit__(self, *_: object) -> None:
        """Say nothing."""


def _child(path: Path, workers: int, model: str) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        os.environ |= {
            "ALMENARA_DATA_DIR": scratch,
            "ALMENARA_DATABASE_URL": "",
            "ALMENARA_READING__MODEL": model,
            "ALMENARA_ENGINE__WORKERS": str(workers),
        }
        reporter, begun = Quiet(), time.monotonic()
        (result,) = ingest_files(load(), [str(path)], reporter=reporter, stop=threading.Event())
        wall = time.monotonic() - begun
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    told = {
        "pages": sum(result.outcomes.values()) + result.skipped["no text"],
        "new": result.outcomes["new"],
        "wall_s": wall,
        "cpu_s": sum(each.ru_utime + each.ru_stime for each in used),
        "peak_mib": reporter.peak_mib,
    }
    print(json.dumps(told))
    return 0


def _price(rate: float, files: int, pages_a_file: int) -> None:
    pages = files * pages_a_file
    hours = pages / rate / 3600
    print(
        f"\nA month of CC-NEWS, computed: {files} files of {pages_a_file:,} pages (assumed, not measured): {pages:,};"
    )
    print(f"at {rate:.2f} pages a second and core {hours:,.0f} core hours, {hours / 720:,.1f} cores all the month.")


if __name__ == "__main__":
    sys.exit(main())
