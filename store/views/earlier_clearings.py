"""Clearances that only an earlier reader read, and that of today does not. They go on clearing: to lose what speaks for
somebody harms. But who decides on one is told, and by which reader it was read."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from core.terms import LegalStatus
from store.built_once import asked
from store.clusters import clusters_of
from store.session import Session
from store.tables import AnalysisRow, LinkRow, OperatorStatusRow, RevisionRow
from store.tables.base import chunks


def earlier_readers(session: Session, status_ids: Collection[int]) -> dict[int, str]:
    """Of these rows those by which a document clears somebody whom no reading of today of any of its versions clears:
    the last reader that did. None while one of the versions waits to be linked; lists' words are nobody's reading."""
    rows = [
        row
        for some in chunks(sorted(status_ids))
        for row in session.execute(_CLEARING, {"of": some})
        if row.document_id is not None
    ]
    if not rows:
        return {}
    documents = {row.document_id for row in rows}
    waits, links = _waiting(session, documents), _links(session, documents)
    of = clusters_of(session, {row.operator_id for row in rows} | {operator_id for _document, operator_id, *_ in links})
    today: set[tuple[int, int]] = set()
    last: dict[tuple[int, int], str] = {}
    for document_id, operator_id, is_current, reader in links:
        key = (document_id, of[operator_id])
        if is_current:
            today.add(key)
        last[key] = reader
    keys = {row.status_id: (row.document_id, of[row.operator_id]) for row in rows if row.document_id not in waits}
    return {status_id: last[key] for status_id, key in keys.items() if key in last and key not in today}


_CLEARING = select(OperatorStatusRow.status_id, OperatorStatusRow.operator_id, OperatorStatusRow.document_id).where(
    OperatorStatusRow.status_id.in_(asked("of")), OperatorStatusRow.status == LegalStatus.CLEARED.value
)


def _waiting(session: Session, document_ids: Collection[int]) -> set[int]:
    """Of these documents those of which a reading of today is not linked yet."""
    query = select(RevisionRow.document_id).join(AnalysisRow, AnalysisRow.revision_id == RevisionRow.revision_id)
    query = query.where(AnalysisRow.current, ~AnalysisRow.settled)
    chosen = (query.where(RevisionRow.document_id.in_(some)) for some in chunks(sorted(document_ids)))
    return {document_id for each in chosen for document_id in session.scalars(each)}


def _links(session: Session, document_ids: Collection[int]) -> list[tuple[int, int, bool, str]]:
    """Whom each reading of these documents clears: document, operator, whether it is of today, reader; oldest first."""
    query = (
        select(RevisionRow.document_id, LinkRow.operator_id, AnalysisRow.current, AnalysisRow.reader)
        .join(AnalysisRow, AnalysisRow.revision_id == RevisionRow.revision_id)
        .join(LinkRow, LinkRow.analysis_id == AnalysisRow.analysis_id)
        .where(LinkRow.is_clearance)
        .order_by(AnalysisRow.analysis_id)
    )
    chosen = (query.where(RevisionRow.document_id.in_(some)) for some in chunks(sorted(document_ids)))
    return [(row[0], row[1], row[2], row[3]) for each in chosen for row in session.execute(each)]
