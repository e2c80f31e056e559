"""The ledger of a crawl: every detail page that was found, once, and what became of it.

Each address that discovery finds is either kept to be chosen from when discovery is over (see `choice`), or journalled
at once with the reason why not; each that is kept is settled exactly once, at the latest when the crawl ends. So the
journal's counts always add up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from core.records import KnownPage
from core.terms import CrawlOutcome
from core.urls import canonical
from crawlers.discovery.found import Found
from crawlers.download.reasons import Dismissed
from crawlers.journal import DOCUMENT, FRONT_PAGE, OWED
from crawlers.limits import MAX_FAILURES_IN_A_ROW, TrapWatch
from crawlers.spiders.choice import Choice, Visit, Worth, worth_by_lot, worth_from_both_ends, worth_in_order
from crawlers.spiders.context import Context

KNOWN = "known"
SAME_PAGE = "same page as another address"
PAGE_LIMIT = "page limit of the crawl"
NO_ROOM = "known, not looked at again tonight"
EXCLUDED = "matches `exclude`"
_FOR_GOOD = re.compile(r"HTTP 4(?!08|25|29)\d\d")  # another night would be told the same
_FOR_NOW = re.compile(r"robots\.txt (not readable|answered)")  # skipped, as nothing is asked for without it


@dataclass(slots=True)
class Offered:
    """What entries of one feed, sitemap or listing were: not seen before in this crawl; of these, known to the memory,
    and such that nobody has read."""

    fresh: int = 0
    known: int = 0
    unread: int = 0


class Frontier:
    """Decides what is asked for, and keeps the journal."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._traps = TrapWatch()
        self._include = [re.compile(pattern) for pattern in context.source.include]
        self._exclude = [re.compile(pattern) for pattern in context.source.exclude]
        self._front = {canonical(url) for url in context.source.starting_points}
        self._seen: set[str] = set()
        self._archived: set[str] = set()
        self._open: dict[str, Visit] = {}
        self._unnamed: set[str] = set()
        self._choice = Choice(context.limits.documents)
        self._failures = 0

    def offer(self, entries: Sequence[Found], *, in_order: bool) -> Offered:
        """Take up what was found. `in_order`: the newest stand first, as in feeds and listings."""
        offered, now = Offered(), datetime.now(UTC)
        for place, found in enumerate(entries):
            key = canonical(found.url)
            if key in self._unnamed:
                self._name(key, offered)
            if key in self._seen:
                continue
            self._seen.add(key)
            offered.fresh += 1
            reason = self._objection(found.url, key)
            if reason:
                self._context.journal.write(key, CrawlOutcome.SKIPPED, reason)
                continue
            visit = Visit(found, key, self._lookup(key))
            offered.known += visit.known is not None
            offered.unread += visit.known is None
            if visit.known is not None and not self._young(visit.known):
                self._context.journal.write(key, CrawlOutcome.SKIPPED, KNOWN)
            elif visit.known is not None:
                self._keep(visit, worth_by_lot(key, now=now))
            elif in_order:
                self._keep(visit, worth_in_order(found, len(self._seen), now=now))
            else:
                self._keep(visit, worth_from_both_ends(found, place, len(entries), now=now))
        return offered

    def _name(self, key: str, offered: Offered) -> None:
        """A list that was read after pages had been asked for names one that was owed: it is none of these then."""
        self._unnamed.discard(key)
        is_known = self._lookup(key) is not None
        offered.fresh += 1
        offered.known += is_known
        offered.unread += not is_known
        if key in self._open:
            self._open[key].owed = False

    def chosen(self, *, hurried: bool = False) -> list[Visit]:
        """Discovery is over, or (`hurried`) has had its time: the pages to ask for, in order; a second time those that
        were found since, as far as there is room."""
        self._offer_owed(self._context.owed.standing, may_be_known=True)
        self._offer_owed(self._context.owed.unread)
        visits, left = self._choice.made(hurried=hurried)
        for visit in left:
            self._leave(visit)
        return visits

    def _offer_owed(self, entries: Sequence[Found], *, may_be_known: bool = False) -> None:
        """What earlier nights left to this one, where nothing names it tonight."""
        now = datetime.now(UTC)
        for found in entries:
            key = canonical(found.url)
            if key in self._seen:
                continue
            self._seen.add(key)
            visit = Visit(found, key, self._lookup(key), owed=True)
            if (may_be_known or visit.known is None) and not self._objection(found.url, key):
                self._unnamed.add(key)
                self._keep(visit, worth_by_lot(key, now=now))

    def _keep(self, visit: Visit, worth: Worth) -> None:
        self._open[visit.key] = visit
        left = self._choice.put(visit, worth)
        if left is not None:
            self._leave(left)

    def _leave(self, visit: Visit) -> None:
        """There is no room for this page tonight."""
        self._write(visit, CrawlOutcome.SKIPPED, PAGE_LIMIT if visit.known is None else NO_ROOM, again=True)
        del self._open[visit.key]

    def _objection(self, url: str, key: str) -> str:
        """Why a found page is never asked for, "" where it may be."""
        refusal = self._context.rules.refusal(url) or self._mismatch(url)
        if refusal:
            return refusal
        if key in self._archived:  # already met as the end of a redirect
            return SAME_PAGE
        return self._traps.suspicion(url)

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
                raise Dismissed(FRONT_PAGE if key in self._front else f"redirect {EXCLUDED}")
            visit.known = self._lookup(key)
            if visit.known is not None and not (visit.owed or self._young(visit.known)):
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
        failed = outcome is CrawlOutcome.FAILED and not _FOR_GOOD.match(reason)
        self._write(visit, outcome, reason, again=failed or bool(_FOR_NOW.match(reason)))
        self._failures = self._failures + 1 if outcome is CrawlOutcome.FAILED else 0
        if self._failures >= MAX_FAILURES_IN_A_ROW:
            self._context.control.stop(f"{self._failures} pages in a row failed")

    def settle_rest(self, reason: str) -> None:
        """The crawl ended: what was still to be asked for is skipped, and what it owed is owed to the next."""
        self._offer_owed(self._context.owed.unread)
        for visit in self._open.values():
            self._write(visit, CrawlOutcome.SKIPPED, reason, again=True)
        self._open.clear()

    def _write(self, visit: Visit, outcome: CrawlOutcome, reason: str, *, again: bool) -> None:
        """`again`: another night is to ask for it. A known page needs no word for that."""
        left = visit.found if again and visit.known is None else None
        step, look = OWED if visit.owed else DOCUMENT, visit.look if outcome is CrawlOutcome.FETCHED else ""
        self._context.journal.write(visit.key, outcome, reason, step=step, left=left, look=look)

    def _lookup(self, key: str) -> KnownPage | None:
        return self._context.known.lookup(self._context.source.id, key)

    def _excludes(self, url: str) -> bool:
        return any(pattern.search(url) for pattern in self._exclude)

    def _young(self, known: KnownPage) -> bool:
        age = datetime.now(UTC) - known.first_fetched_at
        return age < timedelta(days=self._context.source.revisit_days)
