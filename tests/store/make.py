"""Invented documents, readings and nights, short to write in tests. All names and numbers are fictional."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select

from core.nights import SourceInfo
from core.records import Analysis, Capture, ContactPoint, Extracted, Mention, Price, Route, Signal, Span
from core.terms import (
    CaptureState,
    ContactOwner,
    ContactType,
    DateSource,
    DocumentKind,
    DocumentLabel,
    Language,
    Role,
    SourceKind,
)
from store import analyses, captures, documents, flags, linking, sources
from store.documents import Saved
from store.session import Session
from store.tables import CaptureRow

NOON = datetime(2021, 1, 23, 12, tzinfo=UTC)
REPORT, OFFER = DocumentLabel.SMUGGLING_REPORT, DocumentLabel.SMUGGLING_OFFER


def source(source_id: str, *, publisher: str = "", country: str = "CL") -> SourceInfo:
    """A source; its publisher is its own unless said."""
    return SourceInfo(
        source_id=source_id,
        name=source_id.replace("_", " ").title(),
        publisher=publisher or source_id,
        kind=SourceKind.NEWS,
        country=country,
        languages=("es",),
        home=f"https://{source_id}.example/",
        enabled=True,
    )


def capture(
    number: int, *, source_id: str = "cl_voz", path: str = "", at: datetime = NOON, **changes: object
) -> Capture:
    """A capture of https://<source>.example/<path or number>."""
    url = f"https://{source_id}.example/{path or number}"
    values: dict[str, object] = {
        "capture_id": f"urn:uuid:{number:032x}",
        "source_id": source_id,
        "crawl_id": "crawl-1",
        "url": url,
        "requested_url": url,
        "redirects": (),
        "fetched_at": at,
        "status": 200,
        "content_type": "text/html",
        "payload_sha256": hashlib.sha256(str(number).encode()).hexdigest(),
        "warc_file": f"{source_id}/crawl-1.warc.gz",
        "warc_offset": 0,
        "warc_length": 100,
    }
    return Capture(**values | changes)  # type: ignore[arg-type]


def extracted(text: str, *, title: str = "Title", published: datetime | None = None) -> Extracted:
    """What was read off a page."""
    return Extracted(
        url="https://cl_voz.example/",
        title=title,
        text=text,
        published=published,
        published_source=DateSource.META if published else DateSource.NONE,
        author="",
        section="",
        language=Language.SPANISH,
    )


def waiting(session: Session, limit: int, *, run_id: int | None = None) -> list[Capture]:
    """Captures that wait to be read, in the order in which they came; of one run, or of all."""
    query = select(CaptureRow).where(CaptureRow.state == CaptureState.PENDING).order_by(CaptureRow.capture_key)
    if run_id is not None:
        query = query.where(CaptureRow.run_id == run_id)
    return [captures.capture_of(row) for row in session.scalars(query.limit(limit))]


def print_of(text: str) -> tuple[int, ...]:
    """A small MinHash, 64 permutations over word pairs: like texts have like prints."""
    words = re.findall(r"\w+", text.lower())
    shingles = {" ".join(words[i : i + 2]).encode() for i in range(max(len(words) - 1, 1))}
    return tuple(
        min(int.from_bytes(hashlib.blake2b(s, digest_size=4, salt=bytes([p])).digest(), "big") for s in shingles)
        for p in range(64)
    )


def bands_of(fingerprint: tuple[int, ...]) -> tuple[int, ...]:
    """16 bands of four."""
    return tuple(
        int.from_bytes(
            hashlib.blake2b(repr((i, fingerprint[i : i + 4])).encode(), digest_size=8).digest(), "big", signed=True
        )
        for i in range(0, 64, 4)
    )


def save(
    session: Session, shot: Capture, text: str, *, kind: DocumentKind = DocumentKind.NEWS, title: str = "Title"
) -> Saved:
    """Add a capture and what was read off it."""
    captures.add(session, [shot], None)
    return store(session, shot, extracted(text, title=title), kind=kind)


def store(session: Session, shot: Capture, read_off: Extracted, *, kind: DocumentKind = DocumentKind.NEWS) -> Saved:
    """Keep what was read off a capture that was added."""
    fingerprint = print_of(read_off.text)
    return documents.save(
        session, shot, read_off, kind=kind, country="CL", fingerprint=fingerprint, bands=bands_of(fingerprint)
    )


def mention(name: str, *aliases: str, at: int = 0, **changes: object) -> Mention:
    """An operator's mention, unless said otherwise."""
    values: dict[str, object] = {
        "name": name,
        "aliases": aliases,
        "role": Role.OPERATOR,
        "score": 0.9,
        "sentence": f"According to these reports {name} moved migrants.",
        "spans": (Span(at, at + len(name)),),
    }
    return Mention(**values | changes)  # type: ignore[arg-type]


def phone(
    value: str, *, at: int = 0, kind: ContactType = ContactType.PHONE, owner: ContactOwner = ContactOwner.OPERATOR
) -> ContactPoint:
    """A contact point of the operator, unless said otherwise."""
    return ContactPoint(kind, value, owner, value, Span(at, at + len(value)))


def analysis(
    revision_id: int,
    mentions: Iterable[Mention] = (),
    contacts: Iterable[ContactPoint] = (),
    *,
    labels: tuple[DocumentLabel, ...] = (REPORT,),
    route: tuple[str, ...] = ("CO", "EC", "PE", "BO", "CL"),
    reader: str = "rules 1",
) -> Analysis:
    """A reading."""
    return Analysis(
        document_id=str(revision_id),
        language=Language.SPANISH,
        labels=labels,
        scores=dict.fromkeys(labels, 0.8),
        mentions=tuple(mentions),
        contacts=tuple(contacts),
        route=Route(route, ("Rumichaca",)) if route else Route(),
        prices=(Price(Decimal("350"), "USD", Span(0, 3), per_person=True),),
        signals=tuple(Signal(label, "passage", "without papers", 1.5, Span(0, 3)) for label in labels),
        reader=reader,
    )


def read(session: Session, reading: Analysis, *, now: datetime = NOON, run_id: int | None = None) -> int | None:
    """Keep a reading, link it, flag it. Returns the flag."""
    analyses.save(session, reading)
    linking.link(session, int(reading.document_id), threshold=0.8)
    return flags.raise_flag(session, int(reading.document_id), run_id, now)


def report(
    session: Session,
    number: int,
    mentions: Iterable[Mention] = (),
    contacts: Iterable[ContactPoint] = (),
    **options: object,
) -> int | None:
    """A whole document of its own story, read and flagged: text and address come from the number."""
    source_id = str(options.pop("source_id", "cl_voz"))
    kind = options.pop("kind", DocumentKind.NEWS)
    at = options.pop("at", NOON + timedelta(minutes=number))
    text = str(options.pop("text", f"Text {number} ")) * 30
    when = {name: options.pop(name) for name in ("now", "run_id") if name in options}
    saved = save(session, capture(number, source_id=source_id, at=at), text, kind=kind)  # type: ignore[arg-type]
    return read(session, analysis(saved.revision_id, mentions, contacts, **options), **when)  # type: ignore[arg-type]


def register(session: Session, *source_ids: str) -> None:
    """Make sources known."""
    sources.register(session, [source(source_id) for source_id in source_ids])
