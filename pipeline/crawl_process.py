"""One crawl of one source in a process of its own: the Twisted reactor does not start twice.

The job comes as one line of JSON on standard input, which stays open: when it ends, whoever ordered the crawl is gone
and the crawl stops too, so that no site is ever visited from two places. Started by pipeline/crawls.py.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from core.errors import AlmenaraError, BusyError
from core.settings import CrawlSettings
from crawlers.journal import Journal
from crawlers.owed import NOTHING_OWED, Owed
from crawlers.run import crawl
from crawlers.source import Source
from evidence.writer import ArchiveWriter
from pipeline.version import SOFTWARE
from store.captures import StoredKnownPages
from store.session import Database

GRACE_S = 10
"""How long an orphaned crawl may take to close its files."""


@dataclass(frozen=True, slots=True)
class CrawlJob:
    """What one crawl needs; `folder` receives the WARC files and the journal."""

    source: Source
    crawl: CrawlSettings
    crawl_id: str
    run_id: int
    folder: Path
    database: str
    max_warc_bytes: int
    limit: int | None = None
    owed: Owed = NOTHING_OWED

    def to_json(self) -> str:
        """One line."""
        return json.dumps(
            {
                "source": self.source.model_dump(mode="json"),
                "crawl": self.crawl.model_dump(mode="json"),
                "crawl_id": self.crawl_id,
                "run_id": self.run_id,
                "folder": str(self.folder),
                "database": self.database,
                "max_warc_bytes": self.max_warc_bytes,
                "limit": self.limit,
                "owed": self.owed.to_json(),
            }
        )

    @classmethod
    def from_json(cls, line: str) -> CrawlJob:
        """The job that `to_json` wrote."""
        values: dict[str, Any] = json.loads(line)
        return cls(
            **(
                values
                | {
                    "source": Source.model_validate(values["source"]),
                    "crawl": CrawlSettings.model_validate(values["crawl"]),
                    "folder": Path(values["folder"]),
                    "owed": Owed.from_json(values["owed"]),
                }
            )
        )


def run(job: CrawlJob) -> None:
    """Crawl, and close the archive whatever happens.

    Raises:
        BusyError: another process crawls into the same folder.
        AlmenaraError: what the crawl refuses (no contact, a missing extra, ...).
    """
    lock = FileLock(job.folder / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BusyError(f"{job.folder} is being crawled into.", remedy="Wait for that crawl to end.") from error
    database = Database(job.database)
    archive = ArchiveWriter(job.folder, job.source.id, job.crawl_id, max_bytes=job.max_warc_bytes, software=SOFTWARE)
    try:
        with Journal(job.folder / "journal.jsonl") as journal:
            crawl(
                job.source,
                settings=job.crawl,
                archive=archive,
                known=StoredKnownPages(database),
                journal=journal,
                owed=job.owed,
                limit=job.limit,
            )
    finally:
        archive.close()
        database.close()
        lock.release()


def _stop_with_parent() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os._exit(3)


def main() -> int:
    """Exit status 0 when the crawl came to its end, 2 with the reason as the last line on standard error."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    job = CrawlJob.from_json(sys.stdin.readline())
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    try:
        run(job)
    except AlmenaraError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
