"""An archive of four files that is older than a year, and what a purge takes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from core.settings import Settings
from evidence.custody import CustodyLog
from evidence.verify import verify
from pipeline import archive_check, archive_purge
from pipeline.archive_purge import Shelf
from tests.web.seed import NOW
from tests.web.stories import Story

QUIET = Story("pe_frontera", "Feria del libro", "Abrió la feria del libro en el puerto.", ())
OTHER = replace(QUIET, title="Lluvias", text="Llovió toda la semana en la sierra.")
QUIET_FILE, OTHER_FILE = "pe_frontera/20210123-0-00001.warc.gz", "pe_frontera/20210123-1-00001.warc.gz"
LATER = NOW + timedelta(days=400)


def alive(root: Path, now: datetime) -> None:
    """The watch was at work: nothing goes by a clock that is far ahead of the log."""
    CustodyLog(root).append("noted", "test", "", {}, now=now - timedelta(days=13))


def removed(shelf: Shelf) -> list[str]:
    return list(archive_purge.remove(shelf, archive_purge.due(shelf), who="ana"))


def faults(settings: Settings) -> list[str]:
    return [
        f"{found.kind} {found.subject}" for found in (*verify(settings.archive_root), *archive_check.findings(settings))
    ]
