"""Documents: one address of one source, every distinct text of it as a version, copies elsewhere in one story.

All of it can be done again with the same capture: the answer is the same, and nothing doubles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

from sqlalchemy import func, select, tuple_

from core.records import Capture, Document, Extracted
from core.terms import DocumentKind, Language
from store import captures, sightings, stories
from store.hidden.arriving import as_kept
from store.indexing import remember_text
from store.session import Session
from store.tables import DocumentRow, RevisionRow, SourceRow
from store.tables.base import clean
from store.texts import is_edit, pack, text_sha256

Outcome = Literal["new", "revised", "unchanged"]


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a text."""

    document_id: int
    revision_id: int
    outcome: Outcome
    story_id: int


def save(  # noqa: PLR0913 - what extraction hands over, by name
    session: Session,
    capture: Capture,
    extracted: Extracted,
    *,
    kind: DocumentKind,
    country: str,
    fingerprint: Sequence[int],
    bands: Sequence[int],
) -> Saved:
    """Keep what was read off a capture (which must have been added: store.captures.add).

    Args:
        fingerprint: MinHash of the text, unsigned 32-bit numbers (extraction.fingerprint); empty: no copies sought.
        bands: keys under which near copies share at least one, signed 64-bit.
    """
    extracted = replace(
        extracted,
        title=clean(extracted.title),
        text=clean(extracted.text),
        author=clean(extracted.author),
        section=clean(extracted.section),
    )
    seen = capture.fetched_at
    document = _document_at(session, capture)
    if document is None:
        publisher = _publisher(session, capture)
        story_id = stories.find(session, kind.value, seen, fingerprint=fingerprint, bands=bands)
        if story_id is None:
            story_id = stories.begin(session, publisher, seen)
        else:
            stories.joined(session, story_id, publisher, seen)
        document = _new_document(session, capture, kind=kind, country=country, publisher=publisher, story_id=story_id)
    digest = text_sha256(extracted.title, extracted.text)
    revision = _revision(session, document, digest)
    if revision is None:
        kept = as_kept(session, document.story_id, capture.capture_id, extracted)
        revision = _as_shown(session, document, kept)
        if revision is None:
            revision = _new_revision(session, document, capture, kept, digest, fingerprint)
            stories.remember(session, revision.revision_id, bands)
    sightings.seen(session, document, revision, seen, says_gone=extracted.is_expired)
    session.flush()
    return _saved(document, revision, capture)


def unmodified(session: Session, capture: Capture) -> Saved | None:
    """Note that the server said 304: the page still stood. None where no document is known at this address, or what
    stands there is not what was read: an article that was emptied keeps its address."""
    document = _document_at(session, capture)
    if document is None or document.revision_id is None:
        return None
    if captures.shows_no_text(session, capture.source_id, capture.url):
        return None
    revision = session.get_one(RevisionRow, document.revision_id)
    sightings.seen(session, document, revision, capture.fetched_at)
    session.flush()
    return Saved(document.document_id, revision.revision_id, "unchanged", document.story_id)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk through the texts that wait stands: the reader that read the last of them before, and its number."""

    reader: str = ""
    revision_id: int = 0


def next_unread(
    session: Session, reader_version: str, limit: int, after: Place = Place()
) -> tuple[list[Document], Place]:
    """Texts that this reader hasn't read, as it takes them (`document_id` is the version's id): those that nobody
    has read first, then those that another reader read. Also the place to go on after."""
    found: list[tuple[RevisionRow, DocumentRow]] = []
    # two walks along the index, so that neither what was read nor what waits behind is looked at
    for side in (RevisionRow.reader < reader_version, RevisionRow.reader > reader_version):
        query = (
            select(RevisionRow, DocumentRow)
            .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
            .where(side, RevisionRow.purged_at.is_(None))
            .where(tuple_(RevisionRow.reader, RevisionRow.revision_id) > (after.reader, after.revision_id))
            .order_by(RevisionRow.reader, RevisionRow.revision_id)
            .limit(limit - len(found))
        )
        found += [(revision, document) for revision, document in session.execute(query)]
        if len(found) == limit:
            break
    last = found[-1][0] if found else None
    place = Place(last.reader, last.revision_id) if last is not None else after
    return [document_of(revision, document) for revision, document in found], place


def document_of(revision: RevisionRow, document: DocumentRow) -> Document:
    """One version of a document, as the reader takes it."""
    return Document(
        document_id=str(revision.revision_id),
        kind=DocumentKind(document.kind),
        source_id=document.source_id,
        country=document.country,
        url=document.url,
        title=revision.title,
        text=revision.text,
        language=Language(revision.language),
        published=revision.published,
    )


def _document_at(session: Session, capture: Capture) -> DocumentRow | None:
    here = (DocumentRow.source_id == capture.source_id, DocumentRow.url == clean(capture.url))
    return session.scalars(select(DocumentRow).where(*here)).first()


def _publisher(session: Session, capture: Capture) -> str:
    """Who publishes: the host where the source is unknown, or gathers what many publish."""
    source = session.get(SourceRow, capture.source_id)
    return (source.publisher if source else "") or urlsplit(capture.url).hostname or capture.source_id


def _new_document(
    session: Session, capture: Capture, *, kind: DocumentKind, country: str, publisher: str, story_id: int
) -> DocumentRow:
    row = DocumentRow(
        source_id=capture.source_id,
        url=clean(capture.url),
        kind=kind.value,
        country=country,
        publisher=publisher,
        story_id=story_id,
        revision_id=None,
        first_seen=capture.fetched_at,
        last_seen=capture.fetched_at,
    )
    session.add(row)
    session.flush()
    return row


def _revision(session: Session, document: DocumentRow, digest: str) -> RevisionRow | None:
    query = select(RevisionRow).where(
        RevisionRow.document_id == document.document_id, RevisionRow.text_sha256 == digest
    )
    return session.scalars(query).first()


def _as_shown(session: Session, document: DocumentRow, extracted: Extracted) -> RevisionRow | None:
    """The version that is shown, where the text is the same but for counters and the like; a purged one has no text."""
    shown = session.get(RevisionRow, document.revision_id) if document.revision_id is not None else None
    if shown is None or shown.purged_at is not None:
        return None
    return None if is_edit((shown.title, shown.text), (extracted.title, extracted.text)) else shown


def _new_revision(
    session: Session,
    document: DocumentRow,
    capture: Capture,
    extracted: Extracted,
    digest: str,
    fingerprint: Sequence[int],
) -> RevisionRow:
    number = session.scalar(
        select(func.count()).select_from(RevisionRow).where(RevisionRow.document_id == document.document_id)
    )
    kept = text_sha256(extracted.title, extracted.text)
    row = RevisionRow(
        document_id=document.document_id,
        number=(number or 0) + 1,
        capture_id=capture.capture_id,
        title=extracted.title,
        text=extracted.text,
        text_sha256=digest,
        barred_sha256=kept if kept != digest else "",
        author=extracted.author,
        section=extracted.section,
        language=extracted.language.value,
        published=extracted.published,
        published_source=extracted.published_source.value,
        fingerprint=pack(fingerprint),
        first_seen=capture.fetched_at,
        last_seen=capture.fetched_at,
    )
    session.add(row)
    session.flush()
    remember_text(session, row.revision_id, row.title, row.text)
    return row


def _saved(document: DocumentRow, revision: RevisionRow, capture: Capture) -> Saved:
    outcome: Outcome = "unchanged"
    if revision.capture_id == capture.capture_id:  # this very capture brought it, now or before a restart
        outcome = "new" if revision.number == 1 else "revised"
    return Saved(document.document_id, revision.revision_id, outcome, document.story_id)
