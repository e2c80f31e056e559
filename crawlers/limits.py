"""How far one crawl goes: the caps of the settings and the source together, and the signs of a trap.

A trap is an address space without end that a crawler could walk for ever: calendars, sessions in paths, faceted search.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from core.settings import CrawlSettings
from crawlers.source import Source

MAX_DISCOVERY_PAGES = 200  # feeds, sitemaps and listing pages of one crawl together
DISCOVERY_SHARE = 0.4  # of the time of a crawl; by then pages go before what is left of it
MAX_FAILURES_IN_A_ROW = 20  # a site that answers nothing more is left alone for the night
MAX_URL_CHARACTERS = 1024
MAX_SEGMENTS = 16
MAX_PARAMETERS = 12
MAX_PARAMETER_SETS = 25  # different sets of parameter names on one path
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Limits:
    """The tighter of the source's own limits and the settings'. Seconds, and pages a crawl."""

    documents: int
    depth: int
    seconds: float
    delay_s: float

    @classmethod
    def of(cls, source: Source, settings: CrawlSettings, limit: int | None = None) -> Limits:
        """The limits of one crawl; `limit` documents at most, where given."""
        own = source.politeness
        caps = (settings.max_pages, own.max_pages, limit)
        return cls(
            documents=min(cap for cap in caps if cap is not None),
            depth=min(settings.max_depth, own.max_depth or settings.max_depth),
            seconds=settings.max_minutes * 60,
            delay_s=settings.delay_s if own.delay_s is None else max(own.delay_s, settings.delay_s),
        )


@dataclass(slots=True)
class TrapWatch:
    """Looks at one address after the other and tells those that look like the inside of a trap."""

    _parameters: dict[str, set[frozenset[str]]] = field(default_factory=dict)

    def suspicion(self, url: str) -> str:
        """Why `url` looks like a trap, "" where it doesn't."""
        if len(url) > MAX_URL_CHARACTERS:
            return "address too long"
        parts = urlsplit(url)
        segments = [segment for segment in parts.path.split("/") if segment]
        names = frozenset(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
        if len(segments) > MAX_SEGMENTS or _repeats(segments):
            return "repeating path"
        if len(names) > MAX_PARAMETERS:
            return "too many parameters"
        seen = self._parameters.setdefault(f"{parts.netloc}{parts.path}", set())
        seen.add(names)
        return "too many parameters" if len(seen) > MAX_PARAMETER_SETS else ""


def _repeats(segments: list[str]) -> bool:
    """Whether a word stands three times in a path, as relative links that go in circles make it; numbers may."""
    words = Counter(segment for segment in segments if not _NUMBER.fullmatch(segment))
    return any(count >= 3 for count in words.values())
