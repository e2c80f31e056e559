"""What the last confirmation of a flag covers: the operators and documents that the flag had then. What joined it
later is nobody's decision: it waits where it is new evidence, and is passed over where it adds nothing. Nor is whom its
line no longer named then (store.flagging.withdrawn), or whom it does not accuse by a person's word."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from core.terms import FlagKind, FlagState
from store.built_once import asked, built_once
from store.flagging.corrected import is_name_corrected
from store.tables import AnalysisRow, DecisionRow, FlagEventRow, FlagOperatorRow, FlagRow, LinkRow, RevisionRow

_CONFIRMED = FlagState.CONFIRMED.value


@built_once
def covered(kind: FlagKind) -> Select[int, int, int, datetime]:
    """Of the operators that are `asked` for ("of") and flags of this kind that stand confirmed: operator, document that
    names it, flag, and when a person confirmed it last. An event that adds nothing leaves a lead at the version of the
    decision before it; every copy that joins a clearance moves its version, so that nobody confirms one unseen."""
    other = aliased(DecisionRow)
    last = (
        select(func.max(other.version))
        .where(other.flag_id == FlagRow.flag_id, other.to_state == _CONFIRMED)
        .correlate(FlagRow)
        .scalar_subquery()
    )
    named = and_(
        LinkRow.analysis_id == FlagEventRow.analysis_id,
        LinkRow.operator_id == FlagOperatorRow.operator_id,
        LinkRow.linked,
        LinkRow.is_clearance.is_(kind is FlagKind.CLEARANCE),
    )
    return (
        select(FlagOperatorRow.operator_id, RevisionRow.document_id, FlagRow.flag_id, DecisionRow.decided_at)
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .join(DecisionRow, and_(DecisionRow.flag_id == FlagRow.flag_id, DecisionRow.version == last))
        .join(
            FlagEventRow,
            and_(FlagEventRow.flag_id == FlagRow.flag_id, FlagEventRow.version < DecisionRow.version),
        )
        .join(LinkRow, named)
        .join(AnalysisRow, AnalysisRow.analysis_id == FlagEventRow.analysis_id)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .where(FlagOperatorRow.operator_id.in_(asked("of")), FlagRow.kind == kind.value, FlagRow.state == _CONFIRMED)
        .where(or_(~FlagOperatorRow.is_withdrawn, DecisionRow.decided_at <= FlagOperatorRow.withdrawn_at))
        .where(*([~is_name_corrected()] if kind is FlagKind.LEAD else []))
    )
