"""Stories: the same text wherever it stands. A wire copy joins the story of the first; an edit stays in its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from heapq import nlargest

from sqlalchemy import select

from store import by_key
from store.session import Session
from store.tables import BandRow, DocumentRow, RevisionRow, StoryRow
from store.tables.base import insert_new
from store.texts import similarity, unpack

WINDOW = timedelta(days=30)
"""How far apart two copies of one story may be seen."""

ALIKE = 0.75
"""Likeness from which two texts are one story."""

NEWEST, LOOKED_AT = 500, 100
"""Texts of a band that are read, the newest: one of boilerplate has thousands, and more of them every night. And of all
these how many are compared, those with most bands in common first."""


def find(
    session: Session, kind: str, seen: datetime, *, fingerprint: Sequence[int], bands: Sequence[int]
) -> int | None:
    """The story that a text of this kind, seen then, is a copy of; the most alike where there are several."""
    under = by_key.under(session, "text_bands", set(bands), NEWEST)
    shared = Counter(revision_id for each in under.values() for revision_id in each)
    near = nlargest(LOOKED_AT, shared, key=lambda revision_id: (shared[revision_id], revision_id))
    if not near:
        return None
    rows = session.execute(
        select(RevisionRow.fingerprint, DocumentRow.story_id)
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
        .where(RevisionRow.revision_id.in_(near))
        .where(
            DocumentRow.kind == kind, RevisionRow.first_seen <= seen + WINDOW, RevisionRow.last_seen >= seen - WINDOW
        )
    )
    scored = [(similarity(fingerprint, unpack(packed)), -story_id) for packed, story_id in rows]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= ALIKE else None


def begin(session: Session, publisher: str, seen: datetime) -> int:
    """A new story, first seen at this publisher's. Returns its id."""
    row = StoryRow(origin_publisher=publisher, first_seen=seen)
    session.add(row)
    session.flush()
    return row.story_id


def joined(session: Session, story_id: int, publisher: str, seen: datetime) -> None:
    """A copy was found; where it is older than what we had, it is the origin."""
    row = session.get_one(StoryRow, story_id)
    if seen < row.first_seen:
        row.origin_publisher, row.first_seen = publisher, seen


def left(session: Session, story_id: int) -> None:
    """A document was put elsewhere: the origin is the first of those that stay."""
    query = select(DocumentRow.publisher, DocumentRow.first_seen).where(DocumentRow.story_id == story_id)
    first = session.execute(query.order_by(DocumentRow.first_seen, DocumentRow.document_id)).first()
    if first is not None:
        row = session.get_one(StoryRow, story_id)
        row.origin_publisher, row.first_seen = first


def remember(session: Session, revision_id: int, bands: Sequence[int]) -> None:
    """Let later texts find this one."""
    insert_new(session, BandRow, [{"band": band, "revision_id": revision_id} for band in dict.fromkeys(bands)])
