"""From a response of Scrapy's to an exchange for the archive."""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.http import Response

from core.urls import canonical
from crawlers.download.handler import RECORDING
from crawlers.download.wire import Recording
from crawlers.spiders.choice import Visit
from evidence.exchange import Exchange
from evidence.format.http import UndecodableError, decoded_body, split_message
from evidence.reader import HTML_TYPES, media_type
from extraction.walls import WALL, named_wall

_NEVER_TEXT = (
    "image/",
    "video/",
    "audio/",
    "font/",
    "application/pdf",
    "application/zip",
    "application/octet-stream",
    "application/vnd.",
    "application/msword",
)


def header(response: Response, name: str) -> str:
    """A header as text, "" where it is absent."""
    return (response.headers.get(name) or b"").decode("latin-1").strip()


def is_page(response: Response) -> bool:
    """Whether the archive's reader will take a response for a page: HTML by its header or, without one, by its look."""
    declared = media_type(header(response, "Content-Type"))
    return declared in HTML_TYPES if declared else b"<html" in response.body[:2048].lower()


def wall_of(response: Response) -> str:
    """The reason that names the wall that was answered in place of a page, "" for none."""
    challenged = header(response, "CF-Mitigated").lower() == "challenge"
    return f"{WALL}Cloudflare" if challenged else named_wall(response.body)


def is_never_text(content_type: str) -> bool:
    """Whether a body of this type isn't worth its download."""
    return media_type(content_type).startswith(_NEVER_TEXT)


def to_exchange(response: Response, visit: Visit) -> Exchange:
    """What passed over the wire for one page, with what discovery said about it."""
    request = response.request
    if request is None:
        raise ValueError(f"{response.url}: a response without its request")
    recording: Recording = request.meta[RECORDING]
    known = visit.known
    return Exchange(
        url=canonical(response.url),
        requested_url=visit.found.url,
        redirects=tuple(request.meta.get("redirect_urls", ())),
        request_bytes=bytes(recording.sent),
        response_bytes=recording.response_bytes,
        fetched_at=datetime.now(UTC),
        ip=str(response.ip_address or ""),
        etag=header(response, "ETag"),
        last_modified=header(response, "Last-Modified"),
        content_type=header(response, "Content-Type"),
        status=response.status,
        published_hint=visit.found.published,
        title_hint=visit.found.title,
        rendered=recording.rendered,
        # Of a page that was visited more than once, the memory doesn't say which visit gave the bytes that still stand.
        known_since=known.first_fetched_at if known and known.first_fetched_at == known.last_fetched_at else None,
    )


def check_readable(exchange: Exchange, limit: int) -> None:
    """Make sure that what is archived can be read back, by stricter readers than the one that fetched it.

    Raises:
        UndecodableError: an odd status line, or a content encoding that is broken, unknown, or hides more than `limit`
            bytes.
    """
    message = split_message(exchange.response_bytes)
    if message.status != exchange.status:
        raise UndecodableError("no valid HTTP answer")
    if exchange.status == 200 and exchange.rendered is None:
        decoded_body(message, limit)
