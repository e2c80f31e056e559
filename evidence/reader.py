"""Reading the archive, and any WARC made elsewhere: pages in order, or one page by its capture.

Tolerant of what others wrote (WARC/1.0, no digests, cut files, headers that no longer fit the body): what can't be
read is passed over and counted. Strict with our own: a payload that differs from its recorded digest is no page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import EvidenceError, InputError
from core.records import Capture, Page
from evidence.format import files
from evidence.format.grouping import Group, groups, intact, read_group, sha256
from evidence.format.http import HttpMessage, UndecodableError, decoded_body, split_message
from evidence.format.members import Damage, is_gzip
from evidence.format.records import Record
from evidence.vault.carried import at_hand

MAX_BODY = 32 << 20
"""A page larger than this many bytes after decoding isn't read: no article is, every decompression bomb is."""
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(slots=True)
class ReadReport:
    """What became of a file's responses; the caller makes one and reads it afterwards."""

    pages: int = 0
    skipped: Counter[str] = field(default_factory=Counter)  # reason -> records
    truncated: bool = False  # the file ends in the middle of a record


class _Passed(ValueError):
    """A record that gives no page; `str()` is the reason."""


def read_pages(
    path: Path,
    *,
    root: Path | None = None,
    source_id: str = "",
    crawl_id: str = "",
    report: ReadReport | None = None,
    start: int = 0,
) -> Iterator[Page]:
    """Every page of a WARC file, in order: HTML responses of status 200, and revisits (with an empty body).

    Args:
        path: a .warc or .warc.gz of any maker; a file that is still .open may be read too.
        root: the archive's root, below which `Capture.warc_file` is named; without it the file's own name.
        source_id, crawl_id: for records that don't say their own.
        report: is counted up while reading.
        start: the byte to begin at, the border of a record; a file that is not gzip is read from its beginning.

    Raises:
        InputError: there is no such file.
    """
    report = ReadReport() if report is None else report
    if not path.is_file():
        raise InputError(f"{path}: no such file.", remedy="Give a .warc or .warc.gz file.")
    name = files.relative_name(root, path) if root else path.name
    own = {"source_id": source_id, "crawl_id": crawl_id}
    size = path.stat().st_size
    for group in groups(path, start=start if is_gzip(path) else 0):
        report.truncated = _ends_torn(group, size)
        try:
            page = _page(group, name, own) if isinstance(group, Group) else _passed("damaged bytes")
        except (_Passed, UndecodableError) as reason:
            report.skipped[str(reason)] += 1
            continue
        report.pages += 1
        yield page


def media_type(content_type: str) -> str:
    """The media type of a Content-Type header, without parameters; the first of one that is sent twice in a line."""
    return content_type.replace(",", ";").partition(";")[0].strip().lower()


def read_page(root: Path, capture: Capture) -> Page:
    """The page of one capture, its digest checked.

    Raises:
        EvidenceError: the record is gone, damaged, its payload isn't what was recorded, or its file can't be brought
            back from the vault.
    """
    at_hand(root, capture.warc_file)
    group = read_group(root, capture)
    message = split_message(group.answer.block or b"")
    if not group.answer.whole or sha256(message.body) != capture.payload_sha256 or not intact(group.rendered):
        raise EvidenceError(
            f"{capture.warc_file}: the payload of {capture.capture_id} isn't what was recorded.",
            remedy="Run `almenara evidence verify`; restore the file from a backup.",
        )
    if capture.not_modified:
        return Page(capture, b"")
    try:
        return Page(capture, _body(group, message))
    except UndecodableError as reason:
        raise EvidenceError(
            f"{capture.warc_file}: {capture.capture_id} can't be decoded: {reason}.",
            remedy="The bytes are kept as received; only reading them fails.",
        ) from reason


def _ends_torn(group: Group | Damage, size: int) -> bool:
    """Whether the file ends in the middle of this."""
    if isinstance(group, Damage):
        return group.offset + group.length >= size
    answer = group.answer
    return not answer.whole and "warc-truncated" not in answer.headers and answer.offset + answer.length >= size


def _page(group: Group, name: str, own: dict[str, str]) -> Page:
    message = _message(group.answer)
    if group.notes and not (intact(group.answer) and intact(group.rendered)):
        raise _Passed("digest differs from the record")
    capture = _capture(group, message, name, own)
    if capture.not_modified:
        return Page(capture, b"")
    media = media_type(capture.content_type)
    if media and media not in HTML_TYPES:
        raise _Passed(f"type {media[:60]}")
    body = _body(group, message)
    if not media and b"<html" not in body[:2048].lower():
        raise _Passed("type unknown")
    return Page(capture, body)


def _capture(group: Group, message: HttpMessage, name: str, own: dict[str, str]) -> Capture:
    answer, said = group.answer, group.notes.values if group.notes else own
    url, date = group.url, answer.date
    if not url.startswith(("http://", "https://")) or date is None:
        raise _Passed("no web address or date")
    return Capture(
        capture_id=group.record_id,
        source_id=said.get("source_id", ""),
        crawl_id=said.get("crawl_id", ""),
        url=url,
        requested_url=group.requested_url,
        redirects=group.redirects,
        fetched_at=date,
        status=message.status or 200,
        content_type=said.get("content_type", message.header("content-type")),
        payload_sha256=sha256(message.body),
        warc_file=name,
        warc_offset=answer.offset,
        warc_length=answer.length,
        etag=said.get("etag", message.header("etag")),
        last_modified=said.get("last_modified", message.header("last-modified")),
        not_modified=answer.kind == "revisit",
        published_hint=said.get("published_hint", ""),
        title_hint=said.get("title_hint", ""),
    )


def _message(answer: Record) -> HttpMessage:
    if answer.block is None:
        raise _Passed("larger than the limit")
    if not answer.whole and "warc-truncated" not in answer.headers:
        raise _Passed("record cut short")
    message = split_message(answer.block)
    if answer.kind == "response" and message.status != 200:
        raise _Passed(f"status {message.status}" if message.status else "not HTTP")
    return message


def _body(group: Group, message: HttpMessage) -> bytes:
    if group.rendered is not None and group.rendered.block is not None:
        return group.rendered.block
    return decoded_body(message, MAX_BODY)


def _passed(reason: str) -> Page:
    raise _Passed(reason)
