"""Everything one crawl works with, in one place: Scrapy's components find it at their spider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.records import KnownPages
from core.settings import CrawlSettings
from crawlers.download.control import Control
from crawlers.download.rules import Rules
from crawlers.journal import Journal
from crawlers.limits import Limits
from crawlers.owed import NOTHING_OWED, Owed
from crawlers.source import Source
from crawlers.spiders.commits import Commits

if TYPE_CHECKING:
    from evidence.writer import ArchiveWriter


@dataclass(frozen=True, slots=True)
class Context:
    """One crawl of one source."""

    source: Source
    settings: CrawlSettings
    archive: ArchiveWriter
    known: KnownPages
    journal: Journal
    limits: Limits
    rules: Rules
    control: Control
    commits: Commits
    owed: Owed = NOTHING_OWED
