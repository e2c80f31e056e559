"""One exchange as a group of records: request, metadata, the rendered page if there is one, and last the response.

The response comes last so that a kill between two records leaves no half document: a group counts when its response
(or revisit) is whole, and whatever belongs to it stands before it. `recover` cuts behind the last whole response.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from fastwarc import warc

from core.errors import EvidenceError
from core.records import Capture
from evidence.exchange import Exchange
from evidence.format import compose
from evidence.format.chain import stamp
from evidence.format.http import HttpMessage, split_message

CLOSING_KINDS = frozenset({"response", "revisit"})
"""The WARC types that end a group."""
RENDERED_TYPE = "text/html; charset=utf-8"

_ONE = {
    "almenara-source": "source_id",
    "almenara-crawl": "crawl_id",
    "almenara-requested": "requested_url",
    "almenara-content-type": "content_type",
    "almenara-etag": "etag",
    "almenara-last-modified": "last_modified",
    "almenara-published-hint": "published_hint",
    "almenara-title-hint": "title_hint",
}
_REDIRECT = "almenara-redirect"


@dataclass(frozen=True, slots=True)
class Notes:
    """What the metadata record says about a response: the fields of Capture that the wire doesn't carry."""

    values: dict[str, str]
    redirects: tuple[str, ...]


def metadata_block(capture: Capture) -> bytes:
    """The metadata record's block; `via` is the standard field, the rest are ours."""
    lines = [("via", capture.redirects[-1] if capture.redirects else "")]
    lines += [(name, getattr(capture, field)) for name, field in _ONE.items()]
    lines += [(_REDIRECT, address) for address in capture.redirects]
    return compose.fields_block(lines)


def read_notes(fields: Iterable[tuple[str, str]]) -> Notes | None:
    """The notes in the fields of a metadata record, or None if another program wrote it."""
    values = dict.fromkeys(_ONE.values(), "")
    redirects: list[str] = []
    ours = False
    for name, value in fields:
        if name in _ONE:
            values[_ONE[name]] = value
            ours = ours or name == "almenara-requested"
        elif name == _REDIRECT:
            redirects.append(value)
    return Notes(values, tuple(redirects)) if ours else None


def checked_message(exchange: Exchange) -> HttpMessage:
    """The response taken apart.

    Raises:
        EvidenceError: the exchange contradicts itself; such a record would be worth nothing.
    """
    message = split_message(exchange.response_bytes)
    if message.status != exchange.status:
        raise EvidenceError(
            f"{exchange.url}: the response's bytes say {message.status_line[:40]!r}, the exchange {exchange.status}.",
            remedy="The crawler must hand over the bytes of the very response it speaks of.",
        )
    if exchange.fetched_at.tzinfo is None:
        raise EvidenceError(f"{exchange.url}: a time without time zone.", remedy="Give fetched_at in UTC.")
    return message


def members_of(exchange: Exchange, message: HttpMessage, capture: Capture, warcinfo_id: str) -> list[bytes]:
    """The group as gzip members, in the order of the file; `capture` tells id and notes of the response."""
    date = capture.fetched_at
    about = {
        "WARC-Target-URI": capture.url,
        "WARC-Warcinfo-ID": f"<{warcinfo_id}>",
        "WARC-IP-Address": exchange.ip,
    }
    beside = about | {"WARC-Concurrent-To": f"<{capture.capture_id}>"}
    request_type = "application/http; msgtype=request"
    before = [
        _member(warc.request, exchange.request_bytes, date, request_type, beside),
        _member(warc.metadata, metadata_block(capture), date, compose.FIELDS_TYPE, beside | {"WARC-IP-Address": ""}),
    ]
    if exchange.rendered is not None:
        refers = about | {"WARC-Refers-To": f"<{capture.capture_id}>", "WARC-IP-Address": ""}
        before.append(_member(warc.conversion, exchange.rendered, date, RENDERED_TYPE, refers))
    answer = about | {compose.GROUP_BEFORE: str(sum(map(len, before)))}
    return [*before, _answer(exchange, message, capture, answer)]


def _answer(exchange: Exchange, message: HttpMessage, capture: Capture, headers: dict[str, str]) -> bytes:
    kind = warc.response
    if capture.not_modified:
        kind = warc.revisit
        headers |= {"WARC-Profile": compose.NOT_MODIFIED_PROFILE, "WARC-Refers-To-Target-URI": capture.url}
        if exchange.known_since:
            headers["WARC-Refers-To-Date"] = stamp(exchange.known_since)
    else:
        headers["WARC-Payload-Digest"] = compose.digest(message.body)
    return compose.member(
        kind,
        exchange.response_bytes,
        record_id=capture.capture_id,
        date=capture.fetched_at,
        content_type="application/http; msgtype=response",
        headers=headers,
    )


def _member(
    kind: warc.WarcRecordType, block: bytes, date: datetime, content_type: str, headers: dict[str, str]
) -> bytes:
    return compose.member(
        kind, block, record_id=compose.new_id(), date=date, content_type=content_type, headers=headers
    )
