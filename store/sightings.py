"""When the page of a document was seen, and since when its publisher shows it no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from store import captures
from store.session import Session
from store.tables import DocumentRow, RevisionRow
from store.tables.base import chunks, clean


def seen(session: Session, document: DocumentRow, revision: RevisionRow, at: datetime) -> None:
    """Stretch the times of a document and of one of its versions; the version that was seen last is the document's
    (captures may come in any order)."""
    shown = session.get(RevisionRow, document.revision_id) if document.revision_id is not None else None
    if shown is None or at >= shown.last_seen:
        document.revision_id = revision.revision_id
    says_so_itself = document.gone_at == revision.first_seen  # "This advert has expired"
    if document.gone_at is not None and at > document.gone_at and not says_so_itself:
        document.gone_at = None
    for row in (document, revision):
        row.first_seen, row.last_seen = min(row.first_seen, at), max(row.last_seen, at)


def gone(session: Session, source_id: str, pages: Mapping[str, datetime]) -> int:
    """Note of which documents of a source their publisher shows the page no more, and since when. Returns how many
    that is news of; one that is seen again is there again."""
    urls, found = {clean(url): at for url, at in pages.items()}, 0
    for some in chunks(urls):
        query = select(DocumentRow).where(DocumentRow.source_id == source_id, DocumentRow.url.in_(some))
        for row in session.scalars(query.where(DocumentRow.gone_at.is_(None))):
            if urls[row.url] > row.last_seen:
                row.gone_at, found = urls[row.url], found + 1
    session.flush()
    return found


def stood(session: Session, source_id: str, pages: Mapping[str, datetime]) -> None:
    """Note of which documents of a source the page came again, byte for byte as it was, and when; where it gave no text
    then, nothing is noted. What was gone is there again."""
    urls = {clean(url): at for url, at in pages.items()}
    for some in chunks(urls):
        query = select(DocumentRow).where(DocumentRow.source_id == source_id, DocumentRow.url.in_(some))
        for row in session.scalars(query.where(DocumentRow.revision_id.is_not(None))):
            if not captures.shows_no_text(session, source_id, row.url):
                seen(session, row, session.get_one(RevisionRow, row.revision_id), urls[row.url])
    session.flush()
