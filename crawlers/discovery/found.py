"""What discovery finds: one address of a detail page, with the hints that stood beside it.

Every parser of this folder makes its addresses here, so that what the crawl asks for is always http or https, absolute,
canonical and of a sane length, however odd the bytes were.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from w3lib.html import remove_tags

from core.urls import canonical

MAX_URL_CHARACTERS = 2048
MAX_TITLE_CHARACTERS = 500
# Addresses that count the reader on the way and carry the page's own: behind an asterisk, or as Google's alerts do.
_BEHIND_ASTERISK = re.compile(r"https?://[^?#]*/\*(https?://.+)", re.IGNORECASE)
_ALERT = re.compile(
    r"https?://(?:www\.)?google\.[a-z.]{2,6}/url\?(?:[^#]*&)?(?:url|q)=(https?(?::|%3a)[^&#]+)", re.IGNORECASE
)
_HOST = re.compile(r"[0-9a-z_.-]*[0-9a-z][0-9a-z_.-]*|\[[0-9a-f:.]+\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """One detail page. `published` is ISO 8601 (a day, a local or an aware time), and so is `changed`, which tells old
    from new and is no date of the page; they and the title may be ""."""

    url: str
    published: str = ""
    title: str = ""
    changed: str = field(default="", compare=False)


def address(link: str, base: str) -> str | None:
    """The canonical http(s) address that `link` means on the page `base`, or None where it means no web page."""
    link = _carried(link.strip())
    if not link or link.startswith("#") or len(link) > MAX_URL_CHARACTERS:
        return None
    try:
        url = canonical(urljoin(base, link))
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(f"[{host}]" if ":" in host else host):
            return None
        url.encode("ascii")
    except ValueError:  # bad port, bad brackets, a host that no IDNA knows
        return None
    return url if len(url) <= MAX_URL_CHARACTERS else None


def _carried(link: str) -> str:
    """The address that a reader's counter sends on to, or the link itself."""
    if behind := _BEHIND_ASTERISK.match(link):
        return behind[1]
    alert = _ALERT.match(link)
    return unquote(alert[1]) if alert else link


def clean_title(markup: str) -> str:
    """A headline as plain text on one line."""
    text = html.unescape(remove_tags(markup[: 4 * MAX_TITLE_CHARACTERS]))
    return " ".join(text.split())[:MAX_TITLE_CHARACTERS]


def unique(entries: Iterable[Found]) -> list[Found]:
    """One entry an address, in the order of first sight; a later sight fills in a hint that was missing."""
    kept: dict[str, Found] = {}
    for entry in entries:
        before = kept.get(entry.url)
        if before is None:
            kept[entry.url] = entry
        else:
            published, title = before.published or entry.published, before.title or entry.title
            kept[entry.url] = Found(entry.url, published, title, before.changed or entry.changed)
    return list(kept.values())


def unique_addresses(links: Iterable[str | None]) -> list[str]:
    """The addresses that are there, once each, in order."""
    return list(dict.fromkeys(link for link in links if link))
