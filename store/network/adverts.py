"""The flagged adverts of the watch, grouped by template; regrouped after every night.

A night compares the adverts of the last year with each other and with the oldest of every group; what was put together
before that stays together. So its work does not grow with the past, and an advert that comes back after years still
meets its like.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, func, select, update

from core.terms import DocumentKind
from store.network.templates import groups, spread
from store.session import Session
from store.tables import AdvertGroupRow, DocumentRow, FlagRow, RevisionRow
from store.tables.base import chunks, insert_new

LATELY = timedelta(days=365)
"""How far back adverts are compared with each other: by when they, or a flag of their story, were seen first or moved
by evidence."""


def regroup(session: Session, now: datetime) -> int:
    """Group the newest texts of the adverts whose story has a flag. Returns how many groups there are."""
    since = now - LATELY
    flagged = exists().where(FlagRow.story_id == DocumentRow.story_id)
    moved = select(FlagRow.story_id).where(FlagRow.updated_at >= since)
    lately = _texts(session, flagged & (DocumentRow.first_seen >= since)) | _texts(
        session, DocumentRow.story_id.in_(moved)
    )
    firsts = set(session.scalars(select(AdvertGroupRow.first_id).distinct())) - lately.keys()
    older: dict[int, str] = {}
    for some in chunks(sorted(firsts)):
        older |= _texts(session, DocumentRow.document_id.in_(some))
    found = spread(groups(lately | older))
    _write(session, found, lately.keys() | older.keys())
    return session.scalar(select(func.count(AdvertGroupRow.first_id.distinct()))) or 0


def _texts(session: Session, which: ColumnElement[bool]) -> dict[int, str]:
    query = (
        select(DocumentRow.document_id, RevisionRow.title, RevisionRow.text)
        .join(RevisionRow, RevisionRow.revision_id == DocumentRow.revision_id)
        .where(DocumentRow.kind == DocumentKind.AD.value, which)
    )
    return {document_id: f"{title}\n{text}" for document_id, title, text in session.execute(query)}


def _write(session: Session, found: Mapping[int, int], compared: Collection[int]) -> None:
    """Put the groups of what was compared in the place of what stood; other adverts follow the first of theirs."""
    for some in chunks(sorted(compared)):
        session.execute(delete(AdvertGroupRow).where(AdvertGroupRow.document_id.in_(some)))
    followed = set(session.scalars(select(AdvertGroupRow.first_id).distinct()))
    for first in sorted(followed & found.keys()):
        if found[first] != first:
            session.execute(
                update(AdvertGroupRow).where(AdvertGroupRow.first_id == first).values(first_id=found[first])
            )
    alone = {first: first for first in followed - found.keys()}
    rows = {**found, **alone}
    insert_new(session, AdvertGroupRow, [{"document_id": key, "first_id": first} for key, first in rows.items()])
