"""One version of a document in full: what a hit opens where nobody flagged it."""

from __future__ import annotations

from sqlalchemy import func, select

from core.errors import NotFoundError
from core.terms import FlagKind, FlagState
from store import analyses, captures
from store.bystanders import on_watchlist
from store.clusters import goes_by, label
from store.covering import covered
from store.documents import document_of
from store.flagging.refused import is_mention_over
from store.search.records import Text
from store.session import Session
from store.tables import DocumentRow, FlagRow, OperatorMentionRow, OperatorRow, RevisionRow, SourceRow
from store.views.cleared import cleared_in
from store.views.flag_versions import reading_of


def text(session: Session, revision_id: int, *, uncovered: bool = False) -> Text:
    """One version of a document; with the names of bystanders where they are `uncovered`.

    Raises:
        NotFoundError: there is no such version.
    """
    revision = session.get(RevisionRow, revision_id)
    if revision is None:
        raise NotFoundError(f"There is no document {revision_id}.", remedy="The search finds them.")
    row = session.get_one(DocumentRow, revision.document_id)
    versions = select(func.count()).select_from(RevisionRow).where(RevisionRow.document_id == row.document_id)
    flags = session.scalars(select(FlagRow).where(FlagRow.story_id == row.story_id))
    by_kind = {FlagKind(flag.kind): flag for flag in flags}
    flagged = {kind: flag.flag_id for kind, flag in by_kind.items()}
    clearance = by_kind.get(FlagKind.CLEARANCE)
    clearance_id = flagged.get(FlagKind.CLEARANCE)
    names = (OperatorMentionRow.revision_id == revision_id, ~is_mention_over())
    named = (
        select(OperatorRow.operator_id, label())
        .where(OperatorRow.operator_id.in_(select(goes_by(OperatorMentionRow.operator_id)).where(*names)))
        .order_by(OperatorRow.operator_id)
    )
    source = session.get(SourceRow, row.source_id)
    document, reading = document_of(revision, row), reading_of(session, revision_id)
    told = None
    if reading is not None and not uncovered:
        read = analyses.parse(reading.record)
        told = covered(document, read, on_watchlist(session, read.contacts))
    return Text(
        document=told.document if told is not None else document,
        covered=told.persons if told is not None else 0,
        covered_points=told.points if told is not None else 0,
        source_name=source.name if source else row.source_id,
        capture=captures.get(session, revision.capture_id),
        number=revision.number,
        versions=session.scalar(versions) or 1,
        flag_id=flagged.get(FlagKind.LEAD, clearance_id),
        operators=tuple((key, name) for key, name in session.execute(named)),
        purged_at=revision.purged_at,
        is_barred=revision.barred_sha256 != "",
        clearance_id=clearance_id,
        clearance_dismissed=clearance is not None
        and clearance.state == FlagState.DISMISSED.value
        and clearance.decided_evidence >= clearance.evidence_version,
        cleared=cleared_in(session, [revision_id]).get(revision_id, ()),
    )
