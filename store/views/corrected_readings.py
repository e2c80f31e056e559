"""Whom a version of a document was read to name, and of whom a person corrected what was read there: told beside the
reading itself, which stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from sqlalchemy import Select, bindparam, select

from core.records import Analysis, Document
from core.terms import DocumentKind, LegalStatus
from store.built_once import built_once
from store.clusters import goes_by
from store.flagging.corrected import holds
from store.session import Session
from store.subjects import subjects
from store.tables import AnalysisRow, CorrectionRow, LinkRow, RevisionRow
from store.tables.base import clean
from store.views.history_records import CorrectedReading, StatusLine
from store.views.statement_views import statements_of_document


def corrected_readings(
    session: Session, analysis_id: int, read: Analysis, document: Document
) -> tuple[CorrectedReading, ...]:
    """Those whom a reading (`read`) of a version (`document`) names, and of whom a person corrected what it says."""
    of = {name: (entry, goes) for name, entry, goes in session.execute(_linked(), {"analysis_id": analysis_id}).all()}
    if not of:
        return ()
    lines: dict[int, list[StatusLine]] = {}
    entries = {entry for entry, _goes in of.values()}
    for line in statements_of_document(session, _document_id(session, analysis_id), entries):
        lines.setdefault(line.operator_id, []).append(line)
    host = urlsplit(document.url).hostname or ""
    shown = {clean(each.label): each for each in subjects(read, host=host) if not each.is_clearance}
    found = []
    for name, (entry, operator_id) in of.items():
        subject = shown.get(name)
        mention = subject.mention if subject is not None else None
        said = mention.status if mention is not None else None
        stands = _said(lines.get(entry, ()), said or _unsaid(document))
        if stands is not None and stands.stands_as is not stands.status:
            told, contacts = (subject.label, subject.contacts) if subject is not None else (name, ())
            found.append(CorrectedReading(told, operator_id, contacts, stands))
    return tuple(found)


@built_once
def _linked() -> Select[str, int, int]:
    """Whom a reading names and a correction is of: the name, the entry, and the one that it goes by."""
    corrected = (
        select(CorrectionRow.operator_id)
        .join(RevisionRow, RevisionRow.document_id == CorrectionRow.document_id)
        .join(AnalysisRow, AnalysisRow.revision_id == RevisionRow.revision_id)
        .where(AnalysisRow.analysis_id == bindparam("analysis_id"))
        .where(CorrectionRow.stands_as != CorrectionRow.status, holds())
    )
    return (
        select(LinkRow.subject, LinkRow.operator_id, goes_by(LinkRow.operator_id))
        .where(LinkRow.analysis_id == bindparam("analysis_id"), LinkRow.linked, ~LinkRow.is_clearance)
        .where(LinkRow.operator_id.in_(corrected))
        .order_by(LinkRow.link_id)
    )


def _document_id(session: Session, analysis_id: int) -> int:
    query = select(RevisionRow.document_id).join(AnalysisRow, AnalysisRow.revision_id == RevisionRow.revision_id)
    return session.execute(query.where(AnalysisRow.analysis_id == analysis_id)).scalar_one()


def _unsaid(document: Document) -> LegalStatus:
    """What a document says of whom it names without a standing."""
    return LegalStatus.ADVERTISED if document.kind is DocumentKind.AD else LegalStatus.REPORTED


def _said(lines: Sequence[StatusLine], status: LegalStatus) -> StatusLine | None:
    """The statement that says so; of a text that was purged, whose reading says nothing any more, the newest."""
    return next((line for line in lines if line.status is status), None) or next(
        (line for line in lines if line.choices), None
    )
