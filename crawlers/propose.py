"""`almenara source new URL`: looks at a site and drafts its YAML, for a person to read and finish.

A draft is disabled: that a feed can be read doesn't mean that it may be, and only a person reads terms of use.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import yaml
from w3lib.encoding import html_to_unicode

from core.errors import InputError
from core.settings import CrawlSettings
from core.terms import SourceKind
from core.text import plain
from crawlers.discovery.candidates import (
    FEED_PATHS,
    SITEMAP_PATHS,
    headline_selector,
    linked_feeds,
    robots_sitemaps,
    usual_places,
)
from crawlers.discovery.dates import as_moment
from crawlers.discovery.feed import read_feed
from crawlers.discovery.found import Found, address
from crawlers.discovery.identity import Identity, identify
from crawlers.discovery.sitemap import read_sitemap
from crawlers.download.rules import REDIRECTED_AWAY
from crawlers.hosts import host_name, host_of
from crawlers.probe import Fetch, Fetched, fetcher
from crawlers.source import Source

MAX_LINKED = 4  # feeds and sitemaps that a site names and that are looked at, each
_MIN_SPAN_DAYS = 0.5
_DAYS = 3
_NO_YAML = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Finds:
    """What answered: the best feed, the best sitemap, and the entries of either."""

    feed: str
    sitemap: str
    entries: list[Found]


def propose(url: str, settings: CrawlSettings, *, fetch: Fetch | None = None, now: datetime | None = None) -> str:
    """YAML text of a source for the site at `url`, which `read_source` accepts once it is saved as `<id>.yml`.

    Raises:
        InputError: `url` is no web address, or the site does not answer.
        SettingsError: no contact for publishers is set.
    """
    fetch, now = fetch or fetcher(settings), now or datetime.now(UTC)
    start = address(url if "://" in url else f"https://{url}", "")
    if start is None or "@" in url or not (host := _own_host(start)):
        raise InputError(
            f"{url!r} is no web address.", remedy="Give the address of a site, such as https://x.example/."
        )
    scratch = _scratch(start, host)
    home, robots = fetch(scratch, [start, usual_places(start, ["/robots.txt"])[0]])
    if not home.ok:
        why = home.trouble or f"HTTP {home.status}"
        moved = next((each.trouble for each in (home, robots) if each.trouble.startswith(REDIRECTED_AWAY)), "")
        remedy = "If the publisher is there now, give that host's address." if moved else "Look at it in a browser."
        raise InputError(f"{start} does not answer with a page: {moved or why}.", remedy=remedy)
    html, rules = html_to_unicode(home.content_type, home.body)[1], robots.body.decode("utf-8", "replace")
    feeds, sitemaps = linked_feeds(html, home.url)[:MAX_LINKED], robots_sitemaps(rules, home.url)[:MAX_LINKED]
    finds = _look(fetch(scratch, feeds + sitemaps), feeds, sitemaps, now)
    if not finds.feed and not finds.sitemap:
        feeds, sitemaps = usual_places(home.url, FEED_PATHS), usual_places(home.url, SITEMAP_PATHS)
        finds = _look(fetch(scratch, feeds + sitemaps), feeds, sitemaps, now)
    return _checked(_write(identify(html, home.url), home.url, host, finds, headline_selector(html)))


def _scratch(url: str, host: str) -> Source:
    """A source to look around with: its rules keep the look on the site's own hosts."""
    values = {
        "id": "xx_new",
        "name": host,
        "publisher": host,
        "kind": "news",
        "country": "XX",
        "languages": ["es", "en"],
    }
    limits = {"expect": {"min": 0, "max": 1}, "rights": {"robots": "unknown", "terms": "not read", "checked": None}}
    return Source.model_validate(values | limits | {"home": url, "hosts": [host], "discover": [{"feed": url}]})


def _own_host(url: str) -> str:
    """The host of a site, without its `www.` but where what is left is a public suffix; "" where it can be nobody's."""
    for host in (host_of(url).removeprefix("www."), host_of(url)):
        try:
            return host_name(host)
        except ValueError:
            continue
    return ""


def _look(answers: Sequence[Fetched], feeds: Sequence[str], sitemaps: Sequence[str], now: datetime) -> _Finds:
    """The fullest feed, and the first sitemap that has news or names other sitemaps."""
    came = {answer.requested: answer for answer in answers if answer.ok}
    read = {feed: read_feed(came[feed].body, came[feed].url) for feed in feeds if feed in came}
    feed = max(read, key=lambda link: len(read[link]), default="")
    if not read.get(feed):
        feed = ""
    for sitemap in (link for link in sitemaps if link in came):
        page = read_sitemap(came[sitemap].body, came[sitemap].url, max_age_days=_DAYS, now=now)
        if page.found or page.children:
            return _Finds(feed, sitemap, read.get(feed) or page.found)
    return _Finds(feed, "", read.get(feed, []))


def _week(entries: Sequence[Found]) -> tuple[int, int]:
    """Documents a week, guessed from how close the dated entries stand: a third to three times of it."""
    moments = sorted(moment for moment in (as_moment(entry.published) for entry in entries) if moment)
    if len(moments) < 3:
        return 1, 1000
    days = max((moments[-1] - moments[0]).total_seconds() / 86400, _MIN_SPAN_DAYS)
    rate = len(moments) / days * 7
    return max(1, math.floor(rate / 3)), math.ceil(rate * 3)


def _write(identity: Identity, home: str, host: str, finds: _Finds, headlines: str) -> str:
    low, high = _week(finds.entries)
    country, language = identity.country or "XX", identity.language or "en"
    guess = "guessed" if identity.country else "NOT FOUND: write the country's two letters, here and in the id"
    terms = "not yet read by a person"
    if identity.kind is SourceKind.CLASSIFIEDS:
        terms += "; classifieds stay disabled until robots.txt and the terms allow it"
    return f"""\
# A draft: read every line, mend the guesses, then save it as {country.lower()}/{country.lower()}_{identity.slug}.yml
id: {country.lower()}_{identity.slug}
name: {_quoted(identity.publisher)}
publisher: {_quoted(identity.publisher)}  # guessed: the legal person that publishes
kind: {identity.kind.value}  # guessed: news, official or classifieds
country: {_quoted(country)}  # {guess}
languages: [{language}]  # {"guessed" if identity.language else "NOT FOUND"}: es, en, pt
home: {_quoted(home)}
hosts: [{_quoted(host)}]  # subdomains are included
enabled: false
reason: "draft: review rights"  # remove both lines once robots.txt and the terms were read
discover:
{_discover(finds, home, headlines)}
expect: {{min: {low}, max: {high}}}  # documents a week, guessed from the dates found
rights:
  robots: unknown  # allowed, partly, forbidden
  terms: {_quoted(terms)}
  checked: null  # the day on which a person read both
"""


def _discover(finds: _Finds, home: str, headlines: str) -> str:
    lines = []
    if finds.feed:
        lines.append(f"  - feed: {_quoted(finds.feed)}")
    if finds.sitemap:
        lines += [f"  - sitemap: {_quoted(finds.sitemap)}", f"    max_age_days: {_DAYS}"]
    if not lines:
        lines = [
            "  # No feed and no sitemap was found: a listing, whose selectors need a look.",
            f"  - listing: {_quoted(home)}",
            f"    links: {_quoted(headlines or 'a')}",
        ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A YAML scalar: JSON's strings are YAML's, but for what no YAML may hold; and the draft goes to a terminal."""
    return json.dumps(_NO_YAML.sub("", plain(text)), ensure_ascii=False)


def _checked(text: str) -> str:
    Source.model_validate(yaml.safe_load(text))
    return text
