"""One flag in full: everything that a person needs to decide it."""

from __future__ import annotations

from sqlalchemy import select

from core.errors import NotFoundError
from core.records import Reason
from core.terms import FLAG_MOVES, FlagState
from store import analyses, captures
from store.documents import document_of
from store.identity.clusters import goes_by
from store.session import Session
from store.tables import (
    AnalysisRow,
    DecisionRow,
    DocumentRow,
    FlagEventRow,
    FlagRow,
    LinkRow,
    OperatorRow,
    RevisionRow,
    SourceRow,
)
from store.views.flag_lines import flag_lines
from store.views.records import (
    CandidateLine,
    DecisionLine,
    EventLine,
    FlagDetail,
    RevisionLine,
    StoryCopy,
)


def flag(session: Session, flag_id: int) -> FlagDetail:
    """One flag in full.

    Raises:
        NotFoundError: there is no such flag.
    """
    row = session.get(FlagRow, flag_id)
    if row is None:
        raise NotFoundError(f"There is no flag {flag_id}.", remedy="`almenara flag list` shows them.")
    reading = session.get_one(AnalysisRow, row.analysis_id)
    revision = session.get_one(RevisionRow, reading.revision_id)
    document = session.get_one(DocumentRow, revision.document_id)
    return FlagDetail(
        summary=flag_lines(session, [row])[0],
        document=document_of(revision, document),
        analysis=analyses.parse(reading.record),
        capture=captures.get(session, revision.capture_id),
        revisions=_revisions(session, document.document_id),
        candidates=_candidates(session, row),
        decisions=_decisions(session, flag_id),
        events=_events(session, flag_id),
        copies=_copies(session, row),
        allowed_moves=tuple(state for state in FlagState if state in FLAG_MOVES[FlagState(row.state)]),
    )


def _revisions(session: Session, document_id: int) -> tuple[RevisionLine, ...]:
    rows = session.scalars(
        select(RevisionRow).where(RevisionRow.document_id == document_id).order_by(RevisionRow.number)
    )
    return tuple(
        RevisionLine(
            revision_id=row.revision_id,
            number=row.number,
            title=row.title,
            text_sha256=row.text_sha256,
            seen_at=row.first_seen,
            capture_id=row.capture_id,
            analysed=bool(row.reader),
        )
        for row in rows
    )


def _candidates(session: Session, row: FlagRow) -> tuple[CandidateLine, ...]:
    """Every operator once a mention, by the entry that was nearest to it; what was linked comes before a likeness."""
    query = (
        select(LinkRow, OperatorRow.operator_id, OperatorRow.name)
        .join(OperatorRow, OperatorRow.operator_id == goes_by(LinkRow.operator_id))
        .where(LinkRow.analysis_id == row.analysis_id)
        .order_by(LinkRow.score.desc(), LinkRow.link_id)
    )
    found: dict[tuple[str, int], CandidateLine] = {}
    for link, cluster, name in session.execute(query):
        line = CandidateLine(
            mention_name=link.subject,
            operator_id=cluster,
            operator_name=name,
            score=link.score,
            reasons=tuple(Reason(what, weight) for what, weight in link.reasons),
            linked=link.linked,
            is_new=link.is_new,
            entry_id=link.operator_id,
        )
        known = found.get((link.subject, cluster))
        if known is None or (line.linked and not known.linked):
            found[link.subject, cluster] = line
    return tuple(sorted(found.values(), key=lambda line: -line.score))


def _decisions(session: Session, flag_id: int) -> tuple[DecisionLine, ...]:
    rows = session.scalars(select(DecisionRow).where(DecisionRow.flag_id == flag_id).order_by(DecisionRow.version))
    return tuple(
        DecisionLine(
            from_state=FlagState(row.from_state),
            to_state=FlagState(row.to_state),
            who=row.who,
            why=row.why,
            decided_at=row.decided_at,
            proposes=FlagState(row.proposes) if row.proposes else None,
        )
        for row in rows
    )


def _events(session: Session, flag_id: int) -> tuple[EventLine, ...]:
    rows = session.scalars(select(FlagEventRow).where(FlagEventRow.flag_id == flag_id).order_by(FlagEventRow.event_id))
    return tuple(EventLine(what=row.what, details=row.details, happened_at=row.happened_at) for row in rows)


def _copies(session: Session, row: FlagRow) -> tuple[StoryCopy, ...]:
    query = (
        select(DocumentRow, RevisionRow, SourceRow.name)
        .join(RevisionRow, RevisionRow.revision_id == DocumentRow.revision_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .where(DocumentRow.story_id == row.story_id, DocumentRow.document_id != row.document_id)
        .order_by(DocumentRow.first_seen, DocumentRow.document_id)
    )
    return tuple(
        StoryCopy(
            document_id=document.document_id,
            source_id=document.source_id,
            source_name=name or document.source_id,
            publisher=document.publisher,
            title=revision.title,
            url=document.url,
            published=revision.published,
            first_seen=document.first_seen,
        )
        for document, revision, name in session.execute(query)
    )
