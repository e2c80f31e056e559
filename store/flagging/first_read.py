"""With which version of a lead a standing was first read in a document: a person who confirmed the lead before that
confirmed nothing of it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from core.records import Analysis
from core.terms import DocumentKind, FlagKind, LegalStatus
from store import analyses
from store.session import Session
from store.tables import AnalysisRow, DocumentRow, FlagEventRow, FlagRow, LinkRow, RevisionRow
from store.tables.base import clean

NEVER = 2**31 - 1
"""Where no reading of it carried the lead."""
AT_ONCE = 0
"""Where that is not known any more, for a text was purged."""


def least(document: DocumentRow) -> LegalStatus:
    """What a document says of whomever it names, where it says no more."""
    return LegalStatus.ADVERTISED if document.kind == DocumentKind.AD.value else LegalStatus.REPORTED


def standings(analysis: Analysis, lowest: LegalStatus) -> dict[str, set[str]]:
    """What a reading says of each name's standing."""
    found: dict[str, set[str]] = {}
    for mention in analysis.operators:
        found.setdefault(clean(mention.name), set()).add((mention.status or lowest).value)
    return found


def versions(
    session: Session, document: DocumentRow, wanted: Collection[tuple[int, str]]
) -> dict[tuple[int, str], int]:
    """(operator, status) -> the version of the lead that the first event brought whose reading said so."""
    if not wanted:
        return {}
    query = (
        select(AnalysisRow.analysis_id, AnalysisRow.record, RevisionRow.purged_at, func.min(FlagEventRow.version))
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .join(FlagEventRow, FlagEventRow.analysis_id == AnalysisRow.analysis_id)
        .join(FlagRow, FlagRow.flag_id == FlagEventRow.flag_id)
        .where(RevisionRow.document_id == document.document_id, FlagRow.kind == FlagKind.LEAD.value)
        .group_by(AnalysisRow.analysis_id, AnalysisRow.record, RevisionRow.purged_at)
    )
    rows = session.execute(query).all()
    said = {
        analysis_id: (standings(analyses.parse(record), least(document)), AT_ONCE if purged_at else version)
        for analysis_id, record, purged_at, version in rows
    }
    links = select(LinkRow.analysis_id, LinkRow.operator_id, LinkRow.subject).where(
        LinkRow.analysis_id.in_(said), LinkRow.linked, LinkRow.is_clearance.is_(False)
    )
    found = dict.fromkeys(wanted, NEVER)
    for analysis_id, operator_id, subject in session.execute(links):
        told, version = said[analysis_id]
        here = told.get(subject, {least(document).value}) if version != AT_ONCE else None
        for key in found:
            if key[0] == operator_id and (here is None or key[1] in here):
                found[key] = min(found[key], version)
    return found
