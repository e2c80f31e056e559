"""Where detail pages are looked for: a source's feeds, sitemaps and listings, within the bounds of one crawl.

Sitemap indexes that name one another and listings without a last page end here: each address is asked for once, to a
depth, up to a number, and a page of a listing or of a feed that brings nothing new has no following page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding
from w3lib.url import add_or_replace_parameter

from core.terms import CrawlOutcome
from core.urls import canonical
from crawlers.discovery.dates import as_moment
from crawlers.discovery.feed import is_cut_off, read_feed
from crawlers.discovery.found import Found
from crawlers.discovery.listing import read_listing
from crawlers.discovery.sitemap import read_sitemap
from crawlers.journal import DISCOVERY
from crawlers.limits import MAX_DISCOVERY_PAGES
from crawlers.source import Discovery, FeedDiscovery, ListingDiscovery, SitemapDiscovery, start_of
from crawlers.spiders.context import Context
from crawlers.spiders.exchange import header
from crawlers.spiders.frontier import Offered

ALL_NEW = "every entry was new"
CUT_OFF = "it ends in its middle"
_FEW_ENTRIES = 5  # a feed of fewer is none of news


@dataclass(frozen=True, slots=True)
class Lead:
    """One feed, sitemap or listing page to read. `level` counts from 1: nesting of sitemaps, pages of the others.
    `is_torn`: the pages of this feed before it did not reach back to the last visit."""

    url: str
    discovery: Discovery
    level: int = 1
    is_torn: bool = False

    @property
    def what(self) -> str:
        """How the journal calls it."""
        match self.discovery:
            case FeedDiscovery():
                return "feed"
            case SitemapDiscovery():
                return "sitemap"
            case ListingDiscovery():
                return "listing"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one lead gave: detail pages, and further leads."""

    found: list[Found]
    further: list[Lead]


class Explorer:
    """Reads leads, and journals those that couldn't be read. `read_any` tells whether one could."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._seen: set[str] = set()
        self.read_any = False

    def first(self) -> list[Lead]:
        """The source's own starting points."""
        return self.admit([Lead(start_of(each), each) for each in self._context.source.discover])

    def admit(self, leads: list[Lead]) -> list[Lead]:
        """Those that are new and within the bounds."""
        admitted = []
        for lead in leads:
            key = canonical(lead.url)
            if key in self._seen:
                continue
            self._seen.add(key)
            if len(self._seen) > MAX_DISCOVERY_PAGES:
                self.note(lead, CrawlOutcome.SKIPPED, "too many pages of discovery")
                break
            admitted.append(lead)
        return admitted

    def read(self, response: Response, lead: Lead) -> Reading:
        """Parse one answered lead; journals what is no use."""
        if response.status in {404, 410} and lead.what == "feed" and lead.level > 1:
            self.note(lead, CrawlOutcome.SKIPPED, "no further page")
            return Reading([], [])
        if response.status != 200:
            self.note(lead, CrawlOutcome.FAILED, f"HTTP {response.status}")
            return Reading([], [])
        reading = self._parse(response, lead)
        self.read_any = True
        if lead.level == 1 and not reading.found and not reading.further and lead.what != "sitemap":
            self.note(lead, CrawlOutcome.FAILED, "nothing found in it")
        return reading

    def _parse(self, response: Response, lead: Lead) -> Reading:
        discovery, further = lead.discovery, []
        if isinstance(discovery, FeedDiscovery):
            found = read_feed(response.body, response.url)
            if found and is_cut_off(response.body):
                self.note(lead, CrawlOutcome.SKIPPED, CUT_OFF)
            if found and lead.level < discovery.pages:
                older = add_or_replace_parameter(discovery.feed, "paged", str(lead.level + 1))
                further = [Lead(older, discovery, lead.level + 1)]
            return Reading(found, further)
        if isinstance(discovery, SitemapDiscovery):
            now = datetime.now(UTC)
            sitemap = read_sitemap(response.body, response.url, max_age_days=discovery.max_age_days, now=now)
            if not sitemap.is_one:
                self.note(lead, CrawlOutcome.FAILED, "another kind of page")
            if sitemap.is_cut:
                self.note(lead, CrawlOutcome.SKIPPED, CUT_OFF)
            if lead.level < self._context.limits.depth:
                further = [Lead(child, discovery, lead.level + 1) for child in sitemap.children]
            return Reading(sitemap.found, further)
        rendered = "playwright" in response.flags  # and therefore UTF-8, whatever the header says
        encoding = "utf-8" if rendered else http_content_type_encoding(header(response, "Content-Type")) or ""
        listing = read_listing(response.body, response.url, discovery, encoding=encoding)
        if listing.next_url and lead.level < discovery.pages:
            further = [Lead(listing.next_url, discovery, lead.level + 1)]
        return Reading(listing.found, further)

    def follow(self, lead: Lead, reading: Reading, offered: Offered) -> list[Lead]:
        """What is to be read after a lead, by what its entries were; says where a feed surely lost some."""
        is_torn = lead.what == "feed" and self._is_torn(lead, reading.found, offered)
        further = [replace(each, is_torn=is_torn) for each in reading.further]
        # entries of other sections are never known: a page of nothing else says nothing of what lies behind it
        is_new = offered.unread or not offered.known if lead.what == "feed" else True
        if further and lead.what != "sitemap" and not (offered.fresh and is_new):
            self.note(lead, CrawlOutcome.SKIPPED, "nothing new, not followed any further")
            further = []
        admitted = self.admit(further)
        if is_torn and not admitted:  # said of the feed itself: of this page of it another reason may be journalled
            self.note(replace(lead, url=start_of(lead.discovery)), CrawlOutcome.SKIPPED, ALL_NEW)
        return admitted

    def _is_torn(self, lead: Lead, entries: Sequence[Found], offered: Offered) -> bool:
        """Whether between a feed's last entry and the last visit others may have come and gone. A later page that is
        gone, empty or a repeat changes nothing about that."""
        visited, is_first = self._context.owed.visited, lead.level == 1
        if visited is None or offered.known or not (is_first or lead.is_torn):
            return False
        if is_first and (len(entries) < _FEW_ENTRIES or not offered.fresh):
            return False
        moments = [moment for entry in entries if (moment := as_moment(entry.published)) is not None]
        if moments:
            return min(moments) > visited
        return lead.is_torn or offered.unread == len(entries)

    def note(self, lead: Lead, outcome: CrawlOutcome, reason: str) -> None:
        """A lead that gave nothing, and why."""
        self._context.journal.write(lead.url, outcome, f"{lead.what}: {reason}", step=DISCOVERY)
