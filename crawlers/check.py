"""`almenara source check`: does a source do what its file says, asked of the publisher now.

Three looks, as a crawl would take them: robots.txt, the places of discovery, and a detail page through extraction, of
three at most the first that can be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from w3lib.encoding import http_content_type_encoding

from core.records import Extracted
from core.settings import CrawlSettings
from core.terms import DocumentKind
from crawlers.discovery.dates import as_moment
from crawlers.discovery.feed import read_feed
from crawlers.discovery.found import Found, unique
from crawlers.discovery.listing import ListingPage, read_listing
from crawlers.discovery.sitemap import read_sitemap
from crawlers.download.robots import FORBIDDEN
from crawlers.download.rules import Rules
from crawlers.probe import Fetch, Fetched, fetcher
from crawlers.source import Discovery, FeedDiscovery, ListingDiscovery, Source, start_of
from extraction.extract import extract

MAX_CHILDREN = 3  # sitemaps of an index that are looked into
MIN_CHARACTERS = {DocumentKind.NEWS: 200, DocumentKind.AD: 60}  # a page with less text was not read well
TRIES = 3  # detail pages: one may be a picture with a line below it
STALE = timedelta(days=30)
_More = Callable[[Sequence[str]], list[Fetched]]


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that was looked at: `step` is robots, discovery or extraction, `what` a plain sentence."""

    step: str
    subject: str
    ok: bool
    what: str


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """The outcome for one source. `newest` is ISO 8601 or "", `extracted` None where no page could be read."""

    source_id: str
    looks: tuple[Look, ...]
    found: int
    newest: str
    extracted: Extracted | None

    @property
    def ok(self) -> bool:
        """Whether the source can be crawled as it is described."""
        return bool(self.looks) and all(look.ok for look in self.looks)


def check(
    source: Source, settings: CrawlSettings, *, fetch: Fetch | None = None, now: datetime | None = None
) -> SourceCheck:
    """Ask the publisher. Takes some seconds, and a handful of polite requests.

    Raises:
        SettingsError: no contact for publishers is set.
        SourceError: nothing could be asked at all.
    """
    fetch, now = fetch or fetcher(settings), now or datetime.now(UTC)
    plain = source.model_copy(update={"javascript": False})
    starts = [start_of(discovery) for discovery in source.discover]
    hosts = dict.fromkeys(f"{parts.scheme}://{parts.netloc}/robots.txt" for parts in map(urlsplit, starts))
    answers = fetch(plain, [*hosts, *starts])
    looks = [_robots(answer) for answer in answers[: len(hosts)]]
    found: list[Found] = []
    for discovery, answer in zip(source.discover, answers[len(hosts) :], strict=True):
        entries, look = _discover(discovery, answer, lambda urls: fetch(plain, urls), now)
        found += entries
        looks.append(look)
    details = _details(unique(found), source, settings)
    newest = max((entry.published for entry in details if as_moment(entry.published)), key=_moment, default="")
    looks += _judge_details(found, details, newest, now)
    extracted = None
    for entry in details[:TRIES]:
        extracted, last = _extract(source, entry, fetch(plain, [entry.url])[0])
        if last.ok or extracted is None:
            break
    if details:
        looks.append(last)
    return SourceCheck(source.id, tuple(looks), len(details), newest, extracted)


def _moment(iso: str) -> datetime:
    moment = as_moment(iso)
    return moment or datetime.min.replace(tzinfo=UTC)


def _robots(answer: Fetched) -> Look:
    match answer.status:
        case 200:
            ok, what = True, "read"
        case status if 300 <= status < 500 and status != 429:
            ok, what = True, f"none (HTTP {status}): nothing is forbidden"
        case 0:
            ok, what = False, f"not readable ({answer.trouble}): nothing is allowed"
        case status:
            ok, what = False, f"answered HTTP {status}: nothing is allowed"
    return Look("robots", answer.requested, ok, what)


def _refusal(answer: Fetched) -> str:
    """Why an answer is no page, as a sentence; "" where it is one."""
    if answer.ok:
        return ""
    if answer.trouble == FORBIDDEN:
        return "robots.txt forbids it: disable the source, or look elsewhere"
    return answer.trouble or f"HTTP {answer.status}"


def _discover(discovery: Discovery, answer: Fetched, more: _More, now: datetime) -> tuple[list[Found], Look]:
    refusal = _refusal(answer)
    if refusal:
        return [], Look("discovery", answer.requested, False, refusal)
    further, follows = 0, ""
    if isinstance(discovery, FeedDiscovery):
        entries = read_feed(answer.body, answer.url)
    elif isinstance(discovery, ListingDiscovery):
        encoding = http_content_type_encoding(answer.content_type) or ""
        listing = read_listing(answer.body, answer.url, discovery, encoding=encoding)
        entries, follows = listing.found, _what_follows(discovery, listing)
    else:
        age = discovery.max_age_days
        page = read_sitemap(answer.body, answer.url, max_age_days=age, now=now)
        if not page.is_one:
            return [], Look("discovery", answer.requested, False, "another kind of page, no sitemap")
        entries, further = page.found, len(page.children)
        for child in more(page.children[:MAX_CHILDREN]) if further and not entries else ():
            if child.ok:
                entries = entries + read_sitemap(child.body, child.url, max_age_days=age, now=now).found
    what = f"{len(entries)} addresses" + (f", and {further} more sitemaps" if further else "") + follows
    if not entries and not further:
        what += _why_none(discovery)
    return entries, Look("discovery", answer.requested, bool(entries), what)


def _what_follows(discovery: ListingDiscovery, listing: ListingPage) -> str:
    """Whether the following page of a listing is found: where it isn't, a night sees the first alone."""
    if not discovery.next:
        return ""
    return f", next {listing.next_url}" if listing.next_url else ", and no next page: `next` selects no other address"


def _why_none(discovery: Discovery) -> str:
    """What most often stands behind a place that answers and names nothing."""
    if isinstance(discovery, FeedDiscovery):
        return ": an empty feed, or another kind of page in its place"
    return ": `links` selects none" if isinstance(discovery, ListingDiscovery) else ""


def _details(found: Iterable[Found], source: Source, settings: CrawlSettings) -> list[Found]:
    """Those that a crawl would ask for."""
    rules = Rules.of(source, settings)
    return [
        entry
        for entry in found
        if not rules.refusal(entry.url)
        and (not source.include or any(re.search(pattern, entry.url) for pattern in source.include))
        and not any(re.search(pattern, entry.url) for pattern in source.exclude)
    ]


def _judge_details(found: Sequence[Found], details: Sequence[Found], newest: str, now: datetime) -> list[Look]:
    if found and not details:
        what = "none of the addresses found is on `hosts` and passes `include` and `exclude`"
        return [Look("discovery", found[0].url, False, what)]
    if newest and _moment(newest) < now - STALE:
        return [Look("discovery", details[0].url, False, f"the newest is of {newest[:10]}: abandoned?")]
    return []


def _extract(source: Source, entry: Found, answer: Fetched) -> tuple[Extracted | None, Look]:
    refusal = _refusal(answer)
    if refusal:
        return None, Look("extraction", entry.url, False, refusal)
    manner = source.manner
    extracted = extract(
        answer.body,
        url=answer.url,
        content_type=answer.content_type,
        selectors=manner.selectors,
        page_class=manner.page_class,
        published_hint=entry.published,
        title_hint=entry.title,
        kind=manner.kind,
    )
    ok = len(extracted.text) >= MIN_CHARACTERS[manner.kind] and bool(extracted.title)
    day = extracted.published.date().isoformat() if extracted.published else "no date"
    what = f"{extracted.title[:60]!r}, {len(extracted.text)} characters, {day}, language {extracted.language}"
    needs = " (without JavaScript)" if source.javascript else ""
    return extracted, Look("extraction", entry.url, ok, what + needs)
