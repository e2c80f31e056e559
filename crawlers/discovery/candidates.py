"""Where a site that nobody described yet may say what is new: its own hints first, then the usual places.

Pure: takes the bytes of the home page and of robots.txt, gives addresses worth a look, in order of hope.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsel import Selector
from w3lib.html import get_base_url

from crawlers.discovery.found import address, unique_addresses

FEED_PATHS = ("/feed/", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/arc/outboundfeeds/rss/?outputType=xml")
SITEMAP_PATHS = ("/news-sitemap.xml", "/sitemap-news.xml", "/sitemap_news.xml", "/sitemap.xml", "/sitemap_index.xml")
_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
_COMMENTS = re.compile(r"comment|comentario", re.IGNORECASE)
_ROBOTS_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_NEWS = re.compile(r"news|noticia|google", re.IGNORECASE)
# What encloses the headlines of a front page, the surest first.
_HEADLINES = ("article h2 a", "article h3 a", "h2 a", "h3 a", "article a", "li a")
_MIN_HEADLINES = 5


def linked_feeds(home: str, url: str) -> list[str]:
    """The feeds that a page's head names, those of comments left out."""
    base = get_base_url(home, url)
    links = Selector(text=home or "<html/>", type="html").css("link[rel~=alternate][href]")
    return unique_addresses(
        address(link.attrib["href"], base)
        for link in links
        if link.attrib.get("type", "").lower() in _FEED_TYPES and not _COMMENTS.search(link.attrib["href"])
    )


def robots_sitemaps(robots: str, url: str) -> list[str]:
    """The sitemaps that robots.txt names, those of news first."""
    named = unique_addresses(address(link, url) for link in _ROBOTS_SITEMAP.findall(robots))
    return sorted(named, key=lambda link: not _NEWS.search(link))


def usual_places(url: str, paths: Iterable[str]) -> list[str]:
    """The usual paths on a site."""
    return unique_addresses(address(path, url) for path in paths)


def headline_selector(home: str) -> str:
    """A CSS selector of the anchors around a front page's headlines, "" where none shows itself."""
    root = Selector(text=home or "<html/>", type="html")
    return next((css for css in _HEADLINES if len(root.css(f"{css}[href]")) >= _MIN_HEADLINES), "")
