"""What a source says of an operator again, once a person corrected it: in a version that was known then, by a newer
reader, or in words that were, in a copy, it stands corrected as it did; what it says anew counts as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select

from core.terms import LegalStatus
from evidence.format.chain import utc_now
from store import audit
from store.flagging.corrected import NOTHING, holds
from store.flagging.corrections import CORRECTED, add, newest
from store.session import Session
from store.tables import AnalysisRow, CorrectionRow, DocumentRow, OperatorMentionRow, OperatorStatusRow, RevisionRow


def met(
    session: Session,
    operator_id: int,
    reading: AnalysisRow,
    revision: RevisionRow,
    *,
    status: LegalStatus,
    said: str,
) -> None:
    """A version of a document was read that says this of an operator, in this sentence."""
    if operator_id not in _corrected(session):
        return
    story_id = session.scalars(
        select(DocumentRow.story_id).where(DocumentRow.document_id == revision.document_id)
    ).one()
    in_force = _in_story(session, operator_id, story_id)
    row = session.scalars(
        select(OperatorStatusRow).where(
            OperatorStatusRow.operator_id == operator_id,
            OperatorStatusRow.status == status.value,
            OperatorStatusRow.document_id == revision.document_id,
        )
    ).one()
    own = newest(session, [row.status_id]).get(row.status_id)
    if own is None:
        if model := _model(session, in_force, row, story_id, revision, said):
            _add(session, row, None, model.stands_as, why=model.why, until=model.read_until)
    elif own.stands_as != own.status and not _is_known(session, own, story_id, revision, said):
        _add(session, row, own, row.status, why="", until=reading.analysis_id)


def _corrected(session: Session) -> frozenset[int]:
    """The entries of which a correction holds: few, and read once a transaction."""
    known: frozenset[int] | None = session.info.get(CORRECTED)
    if known is None:
        changed = CorrectionRow.stands_as != CorrectionRow.status
        known = frozenset(session.scalars(select(CorrectionRow.operator_id).where(changed, holds()).distinct()))
        session.info[CORRECTED] = known
    return known


def _in_story(session: Session, operator_id: int, story_id: int) -> Sequence[CorrectionRow]:
    """The corrections that hold of what a story says of an entry, the newest first."""
    query = (
        select(CorrectionRow)
        .join(DocumentRow, DocumentRow.document_id == CorrectionRow.document_id)
        .where(CorrectionRow.operator_id == operator_id, DocumentRow.story_id == story_id)
        .where(CorrectionRow.stands_as != CorrectionRow.status, holds())
        .order_by(CorrectionRow.correction_id.desc())
    )
    return session.scalars(query).all()


def _model(
    session: Session,
    in_force: Iterable[CorrectionRow],
    row: OperatorStatusRow,
    story_id: int,
    revision: RevisionRow,
    said: str,
) -> CorrectionRow | None:
    """The correction that holds of a statement of its story by the same words, too."""
    alike = (each for each in in_force if each.stands_as == NOTHING or each.status == row.status)
    return next((each for each in alike if _is_known(session, each, story_id, revision, said)), None)


def _is_known(session: Session, made: CorrectionRow, story_id: int, revision: RevisionRow, said: str) -> bool:
    """Whether this version, or another of the story in these words, had been read when it was corrected."""
    named = select(OperatorMentionRow.mention_id).where(
        OperatorMentionRow.operator_id == made.operator_id,
        OperatorMentionRow.story_id == story_id,
        OperatorMentionRow.analysis_id <= made.read_until,
        or_(OperatorMentionRow.revision_id == revision.revision_id, OperatorMentionRow.sentence == said),
    )
    stated = select(OperatorStatusRow.status_id).where(
        OperatorStatusRow.status_id == made.status_id, OperatorStatusRow.sentence == said
    )
    return session.scalar(select(named.exists() | stated.exists())) is True


def _add(
    session: Session, row: OperatorStatusRow, before: CorrectionRow | None, to: str, *, why: str, until: int
) -> None:
    add(session, row, before, to, who=audit.MACHINE, why=why, now=utc_now(), until=until)
