"""Listing pages: a section front of a newspaper, the result pages of a classifieds site.

The source's own selectors say which anchors lead to detail pages and which to the following page. A `<time datetime>`
inside the same item is taken as the date hint; whose item it is, is read off the tree: the largest element around the
anchor that holds no other detail link.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from parsel import Selector
from w3lib.encoding import html_to_unicode
from w3lib.html import get_base_url

from crawlers.discovery.dates import to_iso
from crawlers.discovery.found import Found, address, clean_title, unique
from crawlers.source import ListingDiscovery

MAX_LINKS = 2000
_LEVELS = 8  # how far an item's element is looked for above its anchor


@dataclass(frozen=True, slots=True)
class ListingPage:
    """The detail pages that one listing page names, and the page that follows it."""

    found: list[Found]
    next_url: str | None


def read_listing(body: bytes, url: str, discovery: ListingDiscovery, *, encoding: str = "") -> ListingPage:
    """Read one listing page. `encoding` is the charset of the HTTP header, "" where it said none.

    Never raises on odd bytes: a page without matching anchors gives nothing, which `crawlers.health` reports.
    """
    header = f"text/html; charset={encoding}" if encoding else None
    try:
        _, text = html_to_unicode(header, body)
    except (LookupError, UnicodeError):  # a name that Python knows for another kind of codec (`zlib`, `idna`)
        text = body.decode("utf-8", "replace")
    if not text.strip():
        return ListingPage([], None)
    root = Selector(text=text, type="html")
    base = get_base_url(text, url)
    anchors = list(_anchors(root, discovery.links, base))[:MAX_LINKS]
    dates = _dates(root, anchors)
    found = unique(Found(link, dates.get(index, ""), title) for index, (_, link, title) in enumerate(anchors))
    return ListingPage(found, _next(root, discovery.next, base, url))


def _anchors(root: Selector, css: str, base: str) -> Iterator[tuple[etree._Element, str, str]]:
    """Element, address and title of each detail link; a selector may also name an element around the anchor."""
    for match in _elements(root, css):
        anchor = match if match.root.get("href") is not None else next(iter(match.css("a[href]")), None)
        if anchor is None:
            continue
        link = address(anchor.root.get("href") or "", base)
        if link:
            text = " ".join(anchor.css("*::text").getall())
            yield anchor.root, link, clean_title(text) or clean_title(anchor.root.get("title") or "")


def _elements(root: Selector, css: str) -> Iterator[Selector]:
    return (match for match in root.css(css) if isinstance(match.root, etree._Element))


def _next(root: Selector, css: str | None, base: str, url: str) -> str | None:
    if not css:
        return None
    here = address(url, url)
    for match in _elements(root, css):
        link = address(match.root.get("href") or "", base)
        if link and link != here:
            return link
    return None


def _dates(root: Selector, anchors: list[tuple[etree._Element, str, str]]) -> dict[int, str]:
    """The date of each anchor's own item, by the anchor's index."""
    holds: dict[etree._Element, set[str]] = {}
    for element, link, _ in anchors:
        for above in _upwards(element):
            holds.setdefault(above, set()).add(link)
    times: dict[etree._Element, str] = {}
    for mark in root.css("time[datetime]"):
        iso = to_iso(mark.root.get("datetime") or "")
        if iso:
            for above in _upwards(mark.root):
                times.setdefault(above, iso)
    dates = {}
    for index, (element, link, _) in enumerate(anchors):
        own = (above for above in _upwards(element) if holds[above] == {link} and above in times)
        nearest = next(own, None)
        if nearest is not None:
            dates[index] = times[nearest]
    return dates


def _upwards(element: etree._Element) -> Iterator[etree._Element]:
    """The element and those around it, nearest first."""
    yield element
    for level, above in enumerate(element.iterancestors()):
        if level >= _LEVELS:
            return
        yield above
