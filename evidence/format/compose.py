"""Composing WARC 1.1 records: one record, one gzip member, with the digests that verifiers check.

Digests are "sha256:" and lower-case hex, so that they compare with what `sha256sum` prints. The payload is the body as
it stands in the record, chunk framing and content encoding included: so do wget, Heritrix and `warcio check` read it.
"""

from __future__ import annotations

import hashlib
import io
import re
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
FIELDS_TYPE = "application/warc-fields"
GROUP_BEFORE = "Almenara-Group-Before"
"""How many bytes of the file before a response belong to the same exchange (its request, metadata, rendered page)."""

_CONTROLS = re.compile(r"[\x00-\x20\x7f]+")


def new_id() -> str:
    """A fresh record id, without <>."""
    return f"urn:uuid:{uuid.uuid4()}"


def digest(content: bytes) -> str:
    """A labelled digest as WARC headers carry it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def one_line(value: str) -> str:
    """A value for a header line: controls and runs of blanks become one blank, so that no value can forge a line."""
    return _CONTROLS.sub(" ", value).strip().encode("utf-8", "replace").decode("utf-8")


def address(url: str) -> str:
    """An address for a header: blanks and controls percent-encoded."""
    return _CONTROLS.sub(lambda run: "".join(f"%{ord(mark):02X}" for mark in run[0]), url)


def member(
    kind: WarcRecordType,
    block: bytes,
    *,
    record_id: str,
    date: datetime,
    content_type: str,
    headers: Mapping[str, str],
) -> bytes:
    """One record as one gzip member. `date` is aware; empty headers are left out."""
    record = WarcRecord()
    record.init_headers(kind, record_id.removeprefix("urn:").encode("ascii"))
    record.record_date = date.astimezone(UTC)
    record.headers["Content-Type"] = content_type
    record.headers["WARC-Block-Digest"] = digest(block)
    for name, value in headers.items():
        if value:
            record.headers[name] = one_line(value)
    record.set_bytes_content(block)
    buffer = io.BytesIO()
    packer = GzipWriter(buffer, compression_level=6)
    record.write(packer)
    packer.finish()
    return buffer.getvalue()


def fields_block(fields: Iterable[tuple[str, str]]) -> bytes:
    """An application/warc-fields block; empty values are left out."""
    return "".join(f"{name}: {one_line(value)}\r\n" for name, value in fields if value.strip()).encode()
