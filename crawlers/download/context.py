"""What downloading works with, in a crawl and in a look at a few addresses: its components find it at their spider."""

from __future__ import annotations

from dataclasses import dataclass

from core.settings import CrawlSettings
from crawlers.download.control import Control
from crawlers.download.rules import Rules
from crawlers.limits import Limits
from crawlers.source import Source


@dataclass(frozen=True, slots=True)
class DownloadContext:
    """For one source: how far to go, what may be asked for, and the brake."""

    source: Source
    settings: CrawlSettings
    limits: Limits
    rules: Rules
    control: Control
