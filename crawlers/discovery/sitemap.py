"""Sitemaps: news sitemaps, plain ones, indexes, text files, gzip or not, and feeds that serve as sitemaps.

Read as a stream: gzip is undone piece by piece up to a cap, and the XML is never held as a tree, so a sitemap of any
size or depth costs the memory of its addresses only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain

from lxml import etree

from crawlers.discovery.dates import as_moment, to_iso
from crawlers.discovery.feed import is_cut_off, read_feed
from crawlers.discovery.found import Found, address, clean_title, unique
from crawlers.discovery.parts import from_both_ends, last_days
from crawlers.discovery.pieces import ends, mended, narrowed, undone, with_ends

MAX_SITEMAP_BYTES = 50 * 1024 * 1024  # uncompressed: what the protocol allows one file
MAX_ENTRIES = 50_000
_MAX_ELEMENTS = 1_000_000  # 50,000 entries with twenty elements each; more is made to burn time
_LANGUAGES = ("es", "en", "pt")
_FEEDS = {"rss", "feed", "rdf"}
_ROOTS = {"urlset", "sitemapindex"}
_NO_DAY = datetime.min.replace(tzinfo=UTC)
_TAIL = 4096  # bytes at the end in which it is closed: what made it may leave a comment behind
_KEPT_TEXT = 4096  # characters of one element
_BELONGS = {
    ("url", "loc"),
    ("url", "lastmod"),
    ("sitemap", "loc"),
    ("sitemap", "lastmod"),
    ("news", "publication_date"),
    ("news", "title"),
}


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """Detail pages of one sitemap, and the sitemaps that an index names (to be read next), the newest first.

    `is_one` is False where the body is another kind of page, as sites answer where there is no sitemap any more;
    `is_cut` is True where it ends before it is over, or is larger than is read.
    """

    found: list[Found]
    children: list[str]
    is_one: bool = True
    is_cut: bool = False


def read_sitemap(body: bytes, url: str, *, max_age_days: int, now: datetime) -> SitemapPage:
    """Read one sitemap, leaving what is older than `max_age_days` before `now` (aware).

    An entry's age is its publication date, else its last change; entries without a date are kept. Only a publication
    date becomes the hint `published`: a last change is no publication. Never raises on odd bytes: what can be read
    before the damage is kept.
    """
    since = now - timedelta(days=max_age_days)
    body = narrowed(body)
    pieces = undone(body, MAX_SITEMAP_BYTES)
    first = next(pieces, b"")
    if first.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        lines = unique(_lines(first + b"".join(pieces), url))
        return SitemapPage(lines, [], is_one=bool(lines))
    sitemap = _Reader()
    parser = etree.XMLParser(target=sitemap, recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    tail = b""
    try:
        for piece in with_ends(mended(chain([first], pieces))):
            parser.feed(piece)
            tail = tail[-_TAIL:] + piece
            if sitemap.is_feed or sitemap.is_full:
                break
        parser.close()
    except (etree.LxmlError, ValueError):  # damage beyond recovery, or an encoding nobody knows
        pass
    if sitemap.is_feed:
        feed = b"".join(undone(body, MAX_SITEMAP_BYTES))
        young = [entry for entry in read_feed(feed, url) if _is_young(entry.published, since)]
        return SitemapPage(young, [], is_cut=is_cut_off(feed))
    pages, children = _pages(sitemap.entries, url, since), _children(sitemap.entries, url, since)
    is_one = sitemap.root in _ROOTS or bool(sitemap.entries)
    is_cut = sitemap.root in _ROOTS and not sitemap.is_full and not ends(tail, sitemap.root)
    return SitemapPage(pages, children, is_one, is_cut)


@dataclass(slots=True)
class _Entry:
    """One <url> or <sitemap>, as written."""

    is_sitemap: bool
    texts: dict[str, str] = field(default_factory=dict)  # loc, lastmod, publication_date, title
    alternates: list[str] = field(default_factory=list)


class _Reader:
    """Target of lxml's parser: keeps the few texts that count, each only where it belongs: an image's <loc> isn't."""

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self.root = ""
        self._elements = self._alternates = 0
        self._above: list[str] = []
        self._entry: _Entry | None = None
        self._text: list[str] | None = None

    @property
    def is_feed(self) -> bool:
        return self.root in _FEEDS

    @property
    def is_full(self) -> bool:
        return len(self.entries) + self._alternates >= MAX_ENTRIES or self._elements > _MAX_ELEMENTS

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2].lower()
        self._elements += 1
        self.root = self.root or name
        if name in {"url", "sitemap"}:
            self._entry = _Entry(is_sitemap=name == "sitemap")
        elif self._entry is not None and name == "link" and self._is_wanted(attributes):
            self._entry.alternates.append(attributes.get("href", ""))
            self._alternates += 1
        if self._above and (self._above[-1], name) in _BELONGS:
            self._text = []
        self._above.append(name)

    def _is_wanted(self, attributes: dict[str, str]) -> bool:
        return attributes.get("hreflang", "")[:2].lower() in _LANGUAGES and not self.is_full

    def data(self, text: str) -> None:
        if self._text is not None and len(self._text) < _KEPT_TEXT:
            self._text.append(text[:_KEPT_TEXT])

    def end(self, tag: str) -> None:
        name = self._above.pop() if self._above else ""
        if self._entry is None:
            return
        if self._text is not None:
            text = "".join(self._text).strip()[:_KEPT_TEXT]
            self._entry.texts.setdefault(name, text.replace("&amp;", "&"))  # what mended() did inside a CDATA section
            self._text = None
        elif name in {"url", "sitemap"} and not self.is_full:
            self.entries.append(self._entry)
            self._entry = None

    def close(self) -> None:
        """Nothing is left to do; lxml wants the method."""


def _pages(entries: list[_Entry], url: str, since: datetime) -> list[Found]:
    found = []
    for entry in entries:
        published = to_iso(entry.texts.get("publication_date", ""))
        changed = "" if published else to_iso(entry.texts.get("lastmod", ""))
        if entry.is_sitemap or not _is_young(published or changed, since):
            continue
        title = clean_title(entry.texts.get("title", ""))
        page = address(entry.texts.get("loc", ""), url)
        if page:
            found.append(Found(page, published, title, changed))
        others = (address(link, url) for link in entry.alternates)
        found += [Found(other, changed=published or changed) for other in others if other and other != page]
    return unique(found)


def _children(entries: list[_Entry], url: str, since: datetime) -> list[str]:
    """The young parts of an index, by the day in their names, else by their last change; those without last.

    Where nothing says which is the newest they come from both ends, for the number of pages is bounded.
    """
    parts = [entry for entry in entries if entry.is_sitemap and entry.texts.get("loc")]
    here, by_day = address(url, url), defaultdict[datetime, list[str]](list)
    for entry, last_day in zip(parts, last_days([entry.texts["loc"] for entry in parts]), strict=True):
        child, changed = address(entry.texts["loc"], url), to_iso(entry.texts.get("lastmod", ""))
        if child and child != here and _is_young(changed or last_day, since):
            by_day[as_moment(last_day or changed) or _NO_DAY].append(child)
    return [child for day in sorted(by_day, reverse=True) for child in from_both_ends(by_day[day])]


def _is_young(iso: str, since: datetime) -> bool:
    moment = as_moment(iso) if iso else None
    return moment is None or moment.astimezone(UTC) >= since


def _lines(body: bytes, url: str) -> Iterator[Found]:
    for line in body.decode("utf-8-sig", "replace").splitlines()[:MAX_ENTRIES]:
        page = address(line, url) if line.strip().lower().startswith(("http://", "https://")) else None
        if page:
            yield Found(page)
