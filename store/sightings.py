"""When the page of a document was seen, since when its publisher shows it no more, and when it came back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import exists, select

from store import captures
from store.session import Session
from store.tables import DocumentRow, RevisionRow
from store.tables.base import chunks, clean


def seen(
    session: Session, document: DocumentRow, revision: RevisionRow, at: datetime, *, says_gone: bool | None = None
) -> None:
    """Stretch the times of a document and of one of its versions; the version that was seen last is the document's
    (captures may come in any order).

    Args:
        says_gone: whether the page says itself that it is no more ("This advert has expired"); None: what it said when
            this version was seen last.
    """
    shown = session.get(RevisionRow, document.revision_id) if document.revision_id is not None else None
    if shown is None or at >= shown.last_seen:
        document.revision_id = revision.revision_id
    if says_gone is None:  # one that answers otherwise that it is gone was not seen after that
        says_gone = document.gone_at is not None and document.gone_at <= revision.last_seen
    if says_gone:
        _went(session, document, revision, at)
    else:
        _came(document, at)
    for row in (document, revision):
        row.first_seen, row.last_seen = min(row.first_seen, at), max(row.last_seen, at)


def _went(session: Session, document: DocumentRow, revision: RevisionRow, at: datetime) -> None:
    """A version that says that the page is no more was seen: it is gone since the first sight of that, once."""
    if document.gone_at is None:
        if at >= document.last_seen:
            document.gone_at = at
    elif at < document.gone_at <= revision.first_seen:
        stood = (RevisionRow.document_id == document.document_id, RevisionRow.last_seen >= at)
        if not session.scalar(select(exists().where(*stood, RevisionRow.revision_id != revision.revision_id))):
            document.gone_at = at


def _came(document: DocumentRow, at: datetime) -> None:
    """The page was seen: it is back where it was gone, from the first such sight on. An older sight than the last does
    not say how it stands now."""
    if document.gone_at is not None and document.gone_at < at >= document.last_seen:
        document.was_gone_at, document.back_at, document.gone_at = document.gone_at, at, None
    elif (earlier := _returned(document)) is not None and earlier[0] < at < earlier[1]:
        document.back_at = at


def _returned(document: DocumentRow) -> tuple[datetime, datetime] | None:
    """Since when it had been gone before it came back the last time, and when that was."""
    if document.was_gone_at is None or document.back_at is None:
        return None
    return document.was_gone_at, document.back_at


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
