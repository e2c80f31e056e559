"""When a page was published, and how that is known: structured data, <meta>, <time>, feed, address, text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.etree import XPath
from lxml.html import HtmlElement

from core.terms import DateSource
from extraction import moments
from extraction.body.furniture import furniture
from extraction.structured import Structured
from extraction.yearless import SAID

_KEYS = ("datePublished", "datePosted", "dateCreated", "uploadDate")
_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published",
    "published_time", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.issued",
    "dc.date", "dcterms.date", "publish-date", "publishdate", "publish_date", "pubdate", "publication_date",
    "cxenseparse:recs:publishtime", "article.published", "originalpublicationdate", "fecha", "datecreated", "date",
)  # fmt: skip
_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d{2})([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_DATED_NAMES = re.compile(
    r"(?:^|[\s_-])(?:fecha|date|data|publicad[oa]|publish(?:ed)?|posted|time|hora|timestamp|publicaca?o|publicacion)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_MODIFIED = re.compile(r"modif|updat|actuali|atuali", re.IGNORECASE)
_DAY = re.compile(rf"(?:19|20)\d{{2}}|^{SAID}\b", re.IGNORECASE)
_FIRST = 2000  # elements in which a line that is a date is looked for
_COMMENT = "<!--"
_COMMENTED = XPath(f"//@*[contains(., '{_COMMENT}')]", smart_strings=False)
_MOST_COMMENTS = 1000  # within attributes
_LIMIT = 2_000_000  # characters of a page that htmldate is given
_SKEW = timedelta(minutes=10)
_EASTERNMOST = timedelta(hours=14)


def published(
    tree: HtmlElement,
    structured: Structured,
    *,
    url: str,
    hint: str = "",
    fetched_at: datetime | None = None,
    size: int = 0,
) -> tuple[datetime | None, DateSource]:
    """The publication date and how it was found, best way first; never later than `fetched_at`.

    Args:
        hint: the date that a feed, a sitemap or a listing gave.
        size: of the page, characters; very large pages are not searched to the last.
    """
    english = (tree.get("lang") or "").lower().startswith("en")
    for source, text in _stated(tree, structured, url, hint):
        found = checked(moments.parse(text, fetched_at=fetched_at, month_first=english), text, fetched_at)
        if found:
            return found, source
    if 0 < size <= _LIMIT:
        found = _guessed(tree, url, fetched_at)
        if found:
            return found, DateSource.TEXT
    return None, DateSource.NONE


def checked(found: datetime | None, text: str, fetched_at: datetime | None) -> datetime | None:
    """A date that can be: not after the page was seen. One without a zone may be the next day in the east."""
    if found is None:
        return None
    latest = fetched_at or datetime.now(UTC)
    if found <= latest + _SKEW:
        return min(found, latest) if fetched_at else found
    zoned = bool(re.search(r"(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})\s*$", text.strip()))
    return latest if not zoned and found <= latest + _EASTERNMOST else None


def _stated(tree: HtmlElement, structured: Structured, url: str, hint: str) -> Iterator[tuple[DateSource, str]]:
    for key in _KEYS:
        for article in structured.articles:
            value = article.get(key)
            if isinstance(value, str) and value:
                yield DateSource.STRUCTURED_DATA, value
    for name in _METAS:
        if structured.metas.get(name):
            yield DateSource.META, structured.metas[name]
    for text in _times(tree):
        yield DateSource.TIME_ELEMENT, text
    if hint:
        yield DateSource.FEED, hint
    match = _IN_ADDRESS.search(urlsplit(url).path) if url else None
    if match:
        yield DateSource.URL, f"{match[1]}-{match[3]}-{match[4]}"
    for text in _dated(tree):
        yield DateSource.TEXT, text


def _times(tree: HtmlElement) -> Iterator[str]:
    """<time> and [itemprop=datePublished] outside lists of other stories; those that say "published" first."""
    elements = [e for e in tree.xpath(".//time | .//*[@itemprop='datePublished']")[:60] if not _elsewhere(e)]
    elements.sort(key=lambda e: (e.get("itemprop") != "datePublished" and e.get("pubdate") is None, _modified(e)))
    for element in elements:
        stated = element.get("datetime") or element.get("content") or ""
        yield from (text for text in (stated, element.text_content()) if text.strip())


def _dated(tree: HtmlElement) -> Iterator[str]:
    """The texts of elements that are called "fecha", "date" and the like, then short lines that tell a day."""
    for element in tree.iter("p", "div", "span", "li", "h4", "h5", "h6", "small", "dd", "td"):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _DATED_NAMES.search(names) and not _MODIFIED.search(names) and not _elsewhere(element):
            text = element.text_content()
            if 0 < len(text.strip()) <= 200:
                yield text
    for element in islice(tree.iter("p", "div", "span", "li", "small", "em", "strong", "td"), _FIRST):
        text = (element.text or "").strip()
        if 8 <= len(text) <= 40 and _DAY.search(text) and not _elsewhere(element):
            yield text


def _modified(element: HtmlElement) -> bool:
    return bool(
        _MODIFIED.search(f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.text_content()[:60]}")
    )


def _elsewhere(element: HtmlElement) -> bool:
    """Whether an element stands in a list of other stories, a menu, the comments or the footer."""
    return any(
        furniture(a) in ("related", "comments", "navigation", "footer", "aside") for a in element.iterancestors()
    )


def _guessed(tree: HtmlElement, url: str, fetched_at: datetime | None) -> datetime | None:
    if sum(value.count(_COMMENT) for value in _COMMENTED(tree)) > _MOST_COMMENTS:
        return None  # htmldate writes the tree out, which looks from each of these to the end of the value
    day = find_date(tree, url=url or None, original_date=True, extensive_search=False, outputformat="%Y-%m-%d")
    return checked(moments.parse(day), day, fetched_at) if day else None
