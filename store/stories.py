"""Stories: the same text wherever it stands. A wire copy joins the story of the first; an edit stays in its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from store.session import Session
from store.tables import BandRow, DocumentRow, RevisionRow, StoryRow
from store.tables.base import insert_new
from store.texts import similarity, unpack

WINDOW = timedelta(days=30)
"""How far apart two copies of one story may be seen."""

ALIKE = 0.75
"""Likeness from which two texts are one story."""

LOOKED_AT = 100
"""Neighbours that are compared, those with most bands in common first: a band of boilerplate may have thousands."""


def find(
    session: Session, kind: str, seen: datetime, *, fingerprint: Sequence[int], bands: Sequence[int]
) -> int | None:
    """The story that a text of this kind, seen then, is a copy of; the most alike where there are several."""
    if not bands:
        return None
    near = (
        select(BandRow.revision_id)
        .where(BandRow.band.in_(set(bands)))
        .group_by(BandRow.revision_id)
        .order_by(func.count().desc(), BandRow.revision_id.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    rows = session.execute(
        select(RevisionRow.fingerprint, DocumentRow.story_id)
        .join(near, near.c.revision_id == RevisionRow.revision_id)
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
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


def remember(session: Session, revision_id: int, bands: Sequence[int]) -> None:
    """Let later texts find this one."""
    insert_new(session, BandRow, [{"band": band, "revision_id": revision_id} for band in dict.fromkeys(bands)])
