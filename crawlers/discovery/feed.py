"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom and JSON Feed, as publishers really write them.

feedparser does the reading. It is handed a stream and never an address or a bare `bytes` (which it would try to open as
a file name), and the prolog is cut off before: a feed needs no DOCTYPE, and entity bombs live there.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from crawlers.discovery.dates import to_iso
from crawlers.discovery.found import Found, address, clean_title, unique
from crawlers.discovery.pieces import ends, narrowed

MAX_FEED_BYTES = 8 * 1024 * 1024  # what stands beyond is not read; a feed of this size is no feed of news
MAX_ENTRIES = 5000
_MAX_TAGS = 100_000  # feedparser's time grows with the square of broken tags: these cost seconds, not hours
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}\?>")
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?(rss|feed|RDF)[\s>]", re.IGNORECASE)
_SKIPPED = ((b"<!--", b"-->"), (b"<?", b"?>"), (b"<!DOCTYPE", b">"), (b"<!ENTITY", b">"))
# feedparser's loose parser lets these through on bytes that no feed ever had; such a feed is an empty feed.
_PARSER_FAULTS = (AssertionError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)


def read_feed(body: bytes, url: str) -> list[Found]:
    """The entries of a feed in its order, once each. `url` is where it was found: relative links start there.

    Never raises: what is no feed has no entries.
    """
    body = body[:MAX_FEED_BYTES]
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return unique(_json_entries(body, url))
    try:
        parsed = feedparser.parse(
            io.BytesIO(_bounded(_without_prolog(body))),
            response_headers={"content-location": url},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _PARSER_FAULTS:
        return []
    return unique(_entries(parsed.entries[:MAX_ENTRIES], url))


def is_cut_off(body: bytes) -> bool:
    """Whether a feed in XML ends before it is over, or is larger than is read."""
    read = _without_prolog(body[:MAX_FEED_BYTES])
    root = _ROOT.search(read)
    return root is not None and not ends(read, root[1].decode())


def _entries(entries: list[Any], url: str) -> Iterator[Found]:
    for entry in entries:
        dates = (_text(entry, key) for key in ("published", "updated", "created"))
        published = next((iso for iso in map(to_iso, dates) if iso), "")
        title = clean_title(_text(entry, "title"))
        found = next((a for a in (address(link, url) for link in _links(entry)) if a), None)
        if found:
            yield Found(found, published, title)


def _links(entry: Any) -> Iterator[str]:
    """The candidates for the entry's own page, best first: the address before a feed counter's redirect, then the
    alternate, then a permanent guid, then any link."""
    yield _text(entry, "feedburner_origlink")
    yield _text(entry, "link")
    links = entry.get("links")
    for link in links if isinstance(links, list) else []:
        if link.get("rel") not in {"enclosure", "replies", "edit", "hub"}:
            yield _text(link, "href")
    yield _absolute(_text(entry, "id"))


def _absolute(guid: str) -> str:
    """What identifies an entry, where it is an address: most are bare numbers."""
    return guid if guid.strip().lower().startswith(("http://", "https://")) else ""


def _text(entry: Any, key: str) -> str:
    value = dict.get(entry, key)  # a FeedParserDict would answer for keys that aren't there, and warn
    return value if isinstance(value, str) else ""


def _json_entries(body: bytes, url: str) -> Iterator[Found]:
    try:
        feed = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items[:MAX_ENTRIES] if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        links = (_text(item, "url"), _text(item, "external_url"), _absolute(_text(item, "id")))
        found = next((a for a in (address(link, url) for link in links) if a), None)
        if found:
            published = to_iso(_text(item, "date_published")) or to_iso(_text(item, "date_modified"))
            yield Found(found, published, clean_title(_text(item, "title")))


def _bounded(body: bytes) -> bytes:
    """The body up to a number of tags, closed or not."""
    return b"<".join(body.split(b"<", _MAX_TAGS)[:_MAX_TAGS]) if body.count(b"<") > _MAX_TAGS else body


def _without_prolog(body: bytes) -> bytes:
    """The body from its first element on, behind its XML declaration alone."""
    body = narrowed(body).removeprefix(b"\xef\xbb\xbf")
    declaration = _DECLARATION.match(body)
    start = declaration.end() if declaration else 0
    while True:
        start = body.find(b"<", start)
        if start < 0:
            return b""
        if body[start + 1 : start + 2].isalpha():
            return (declaration[0].strip() if declaration else b"") + body[start:]
        end = next((mark for opening, mark in _SKIPPED if body.startswith(opening, start)), b"<")
        stop = body.find(end, start + 1)
        if stop < 0:
            return b""
        start = stop
