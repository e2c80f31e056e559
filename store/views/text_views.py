"""Texts with their day and whether they were flagged: what the report of drifting words reads."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Select, exists, func, select

from core.terms import FlagKind, FlagState
from store.flagging.withdrawn import is_lead_withdrawn
from store.session import Session
from store.tables import AnalysisRow, DocumentRow, FlagRow, RevisionRow
from store.tables.base import CHUNK, chunks


@dataclass(frozen=True, slots=True)
class FlaggedText:
    """The newest text of a document; `day` is that of its publication, else the day when it was first seen."""

    day: date
    text: str  # title and body
    flagged: bool  # its story has a lead that was neither dismissed nor withdrawn
    revision_id: int
    names: tuple[str, ...]  # of the persons and organisations that its reading mentions


_LEAD = exists().where(
    FlagRow.story_id == DocumentRow.story_id,
    FlagRow.kind == FlagKind.LEAD.value,
    FlagRow.state != FlagState.DISMISSED.value,
    ~is_lead_withdrawn(),
)


def texts(
    session: Session, *, quiet_since: date | None = None, seen_since: datetime | None = None
) -> Iterator[FlaggedText]:
    """The first document of every story, oldest first, a few at a time: copies would count one text many times.

    `quiet_since` leaves out texts without a flag from before that day, which tell a comparison nothing; `seen_since`
    leaves out documents that were first seen before, without looking at them.
    """
    query = _query(quiet_since)
    last = None
    for part in [query] if seen_since is None else _since(session, query, quiet_since, seen_since):
        for story_id, title, text, published, first_seen, revision_id, flagged, record in session.execute(part):
            if story_id != last:
                day, words = (published or first_seen).date(), f"{title}\n{text}"
                yield FlaggedText(day, words, bool(flagged), revision_id, _names(record))
            last = story_id


def _query(quiet_since: date | None) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = (
        select(
            DocumentRow.story_id,
            RevisionRow.title,
            RevisionRow.text,
            RevisionRow.published,
            DocumentRow.first_seen,
            RevisionRow.revision_id,
            _LEAD,
            AnalysisRow.record,
        )
        .join(RevisionRow, RevisionRow.revision_id == DocumentRow.revision_id)
        .outerjoin(AnalysisRow, (AnalysisRow.revision_id == RevisionRow.revision_id) & AnalysisRow.current)
        .order_by(DocumentRow.story_id, DocumentRow.document_id)
        .execution_options(yield_per=CHUNK)
    )
    if quiet_since is None:
        return query
    day = func.coalesce(RevisionRow.published, DocumentRow.first_seen, type_=DocumentRow.first_seen.type)
    return query.where(_LEAD | (day >= _midnight(quiet_since)))


def _names(record: str | None) -> tuple[str, ...]:
    """Without making the whole record: there is one a text."""
    mentions = json.loads(record)["mentions"] if record else ()
    return tuple(name for each in mentions for name in (each["name"], *each["aliases"]))


def _since(
    session: Session, query: Select[*tuple[Any, ...]], quiet_since: date | None, seen_since: datetime
) -> Iterator[Select[*tuple[Any, ...]]]:
    """The query for what was first seen since then, in parts: found by the index of times, and put in order by their
    numbers alone, so that no database sorts texts."""
    lately = select(DocumentRow.story_id, DocumentRow.document_id).where(DocumentRow.first_seen >= seen_since)
    if quiet_since is not None:  # no text is published after it was seen
        lately = lately.where(_LEAD | (DocumentRow.first_seen >= _midnight(quiet_since)))
    ids = [document_id for _story, document_id in sorted(tuple(row) for row in session.execute(lately))]
    for chunk in chunks(ids):
        yield query.where(DocumentRow.document_id.in_(chunk))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def newest_texts(session: Session, document_ids: Collection[int]) -> dict[int, int]:
    """The newest version of each of these documents, by which its text is opened."""
    query = select(DocumentRow.document_id, DocumentRow.revision_id).where(DocumentRow.document_id.in_(document_ids))
    return {key: revision_id for key, revision_id in session.execute(query) if revision_id is not None}
