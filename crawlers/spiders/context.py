"""Everything one crawl works with, in one place: what downloads needs a part of it, the spider all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.records import KnownPages
from crawlers.download.context import DownloadContext
from crawlers.journal import Journal
from crawlers.owed import NOTHING_OWED, Owed
from crawlers.spiders.commits import Commits

if TYPE_CHECKING:
    from evidence.writer import ArchiveWriter


@dataclass(frozen=True, slots=True)
class Context(DownloadContext):
    """One crawl of one source."""

    archive: ArchiveWriter
    known: KnownPages
    journal: Journal
    commits: Commits
    owed: Owed = NOTHING_OWED
