"""The ledger of a crawl: every detail page that was found, once, and what became of it.

Each address that discovery finds is either asked for or journalled at once with the reason why not; each that is asked
for is settled exactly once, at the latest when the crawl ends. So the journal's counts always add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from core.records import KnownPage
from core.terms import CrawlOutcome
from core.urls import canonical
from crawlers.discovery.found import Found
from crawlers.download.reasons import Dismissed
from crawlers.download.rules import starting_points
from crawlers.limits import MAX_FAILURES_IN_A_ROW, TrapWatch
from crawlers.spiders.context import Context

KNOWN = "known"
SAME_PAGE = "same page as another address"
PAGE_LIMIT = "page limit of the crawl"
EXCLUDED = "matches `exclude`"


@dataclass(slots=True)
class Visit:
    """One detail page that is asked for. `key` is its canonical address, `known` what the memory holds of it."""

    found: Found
    key: str
    known: KnownPage | None


class Frontier:
    """Decides what is asked for, and keeps the journal."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._traps = TrapWatch()
        self._include = [re.compile(pattern) for pattern in context.source.include]
        self._exclude = [re.compile(pattern) for pattern in context.source.exclude]
        self._front = {canonical(url) for url in starting_points(context.source)}
        self._seen: set[str] = set()
        self._archived: set[str] = set()
        self._open: dict[str, Visit] = {}
        self._accepted = 0
        self._failures = 0

    def offer(self, entries: Iterable[Found]) -> tuple[list[Visit], int]:
        """The pages to ask for, and how many of the entries were not seen before in this crawl."""
        visits, fresh = [], 0
        for found in entries:
            key = canonical(found.url)
            if key in self._seen:
                continue
            self._seen.add(key)
            fresh += 1
            visit = Visit(found, key, None)
            reason = self._objection(visit)
            if reason:
                self._context.journal.write(key, CrawlOutcome.SKIPPED, reason)
            else:
                self._accepted += 1
                self._open[key] = visit
                visits.append(visit)
        return visits, fresh

    def _objection(self, visit: Visit) -> str:
        """Why a found page isn't asked for, "" where it is; looks up what is known of it."""
        refusal = self._context.rules.refusal(visit.found.url) or self._mismatch(visit.found.url)
        if refusal:
            return refusal
        if visit.key in self._archived:  # already met as the end of a redirect
            return SAME_PAGE
        suspicion = self._traps.suspicion(visit.found.url)
        if suspicion:
            return suspicion
        visit.known = self._lookup(visit.key)
        if visit.known is not None and not self._young(visit.known):
            return KNOWN
        return PAGE_LIMIT if self._accepted >= self._context.limits.documents else ""

    def _mismatch(self, url: str) -> str:
        """Which pattern of the source speaks against `url`, "" for none."""
        if self._include and not any(pattern.search(url) for pattern in self._include):
            return "matches no `include`"
        return EXCLUDED if self._excludes(url) else ""

    def conditions(self, url: str, visit: Visit) -> dict[str, str]:
        """The headers that ask for `url` only if it changed. `url` is the page's own address or where it redirects.

        Raises:
            Dismissed: a redirect led to a page that needs no visit any more.
        """
        key = canonical(url)
        if key in self._archived:
            raise Dismissed(SAME_PAGE)
        if key != visit.key:
            if key in self._front or self._excludes(url):  # how many sites say "gone"
                raise Dismissed("redirect to the front page" if key in self._front else f"redirect {EXCLUDED}")
            visit.known = self._lookup(key)
            if visit.known is not None and not self._young(visit.known):
                raise Dismissed(KNOWN)
        if visit.known is None or visit.known.url != key:  # known by where it redirected last time
            return {}
        headers = {"If-None-Match": visit.known.etag, "If-Modified-Since": visit.known.last_modified}
        return {name: value for name, value in headers.items() if value}

    def claim(self, url: str) -> bool:
        """Whether the canonical address `url` is to be archived now: False where this crawl has done so already."""
        if url in self._archived:
            return False
        self._archived.add(url)
        return True

    def settle(self, visit: Visit, outcome: CrawlOutcome, reason: str = "") -> None:
        """What became of a page; it is said once the archive is safe. Too many failures in a row end the crawl."""
        self._context.commits.then(partial(self._settle, visit, outcome, reason))

    def _settle(self, visit: Visit, outcome: CrawlOutcome, reason: str) -> None:
        if self._open.pop(visit.key, None) is None:
            return
        self._context.journal.write(visit.key, outcome, reason)
        self._failures = self._failures + 1 if outcome is CrawlOutcome.FAILED else 0
        if self._failures >= MAX_FAILURES_IN_A_ROW:
            self._context.control.stop(f"{self._failures} pages in a row failed")

    def settle_rest(self, reason: str) -> None:
        """The crawl ended: what was still to be asked for is skipped."""
        for visit in list(self._open.values()):
            self._settle(visit, CrawlOutcome.SKIPPED, reason)

    def _lookup(self, key: str) -> KnownPage | None:
        return self._context.known.lookup(self._context.source.id, key)

    def _excludes(self, url: str) -> bool:
        return any(pattern.search(url) for pattern in self._exclude)

    def _young(self, known: KnownPage) -> bool:
        age = datetime.now(UTC) - known.first_fetched_at
        return age < timedelta(days=self._context.source.revisit_days)
