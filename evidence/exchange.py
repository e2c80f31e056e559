"""One HTTP exchange as it passed over the wire: what a crawl hands to the archive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and the response to it, in exact bytes. Times are aware."""

    url: str  # canonical address of the page that answered, after redirects
    requested_url: str
    redirects: tuple[str, ...] = ()  # every address passed on the way, first to last, without `url`
    request_bytes: bytes  # request line, headers and body as sent
    response_bytes: bytes  # status line, headers and body as received: chunk framing and content encoding untouched
    fetched_at: datetime
    ip: str = ""  # the address that answered
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""  # media type with parameters, as sent
    status: int = 200  # HTTP status; the same as in `response_bytes`
    published_hint: str = ""  # date as the feed, sitemap or listing gave it, ISO 8601
    title_hint: str = ""
    rendered: bytes | None = None  # UTF-8, the document as a browser drew it; only for pages that need JavaScript
    known_since: datetime | None = None  # for a 304: when the page that still stands was archived
