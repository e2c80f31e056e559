"""What counts no more of what sources say of somebody: a dismissed lead's document accuses nobody any more, and a
dismissed clearance's clears nobody; nor does a withdrawn reading accuse (store.flagging.withdrawn). All of it stays on
record; it counts again once the dismissal is taken back, or something new is found, or read again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from core.terms import FlagKind, FlagState, LegalStatus
from store.flagging.clearings import BY_ITSELF, DOUBTFUL, STATE
from store.flagging.dismissals import SETTLED, settled
from store.flagging.withdrawn import is_mention_withdrawn, is_standing_withdrawn
from store.session import Session
from store.tables import (
    ClearingDecisionRow,
    DecisionRow,
    DocumentRow,
    FlagRow,
    OperatorMentionRow,
    OperatorStatusRow,
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """That a person dismissed what a document or a list says."""

    who: str
    at: datetime
    flag_id: int | None  # that was dismissed; None where it was a clearing that is decided on by itself


def is_refused(story: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether the lead on the story in a column stands dismissed, for a query."""
    flag = aliased(FlagRow)  # the caller's query may have one
    return exists().where(flag.story_id == story, flag.kind == FlagKind.LEAD.value, settled(flag))


def is_mention_refused(mention: type[OperatorMentionRow] = OperatorMentionRow) -> ColumnElement[bool]:
    """Whether what a document says of an operator counts no more, dismissed or withdrawn, for a query of mentions."""
    return or_(is_refused(mention.story_id), is_mention_withdrawn(mention))


def is_standing_refused() -> ColumnElement[bool]:
    """Whether what a source says of a standing counts no more, dismissed or withdrawn, for a query of these rows."""
    flag, document = aliased(FlagRow), aliased(DocumentRow)
    by_document = (
        select(flag.flag_id)
        .join(document, document.story_id == flag.story_id)
        .where(document.document_id == OperatorStatusRow.document_id, flag.kind == _KIND, settled(flag))
    )
    alone = and_(BY_ITSELF, STATE.in_([FlagState.DISMISSED.value]))
    return or_(and_(~DOUBTFUL, by_document.exists()), alone, is_standing_withdrawn())


def of_standings(session: Session, status_ids: Collection[int]) -> dict[int, Refusal]:
    """Those of these rows that were dismissed, and by whom."""
    by_documents = (
        select(OperatorStatusRow.status_id, DecisionRow.who, DecisionRow.decided_at, FlagRow.flag_id)
        .join(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .join(FlagRow, and_(FlagRow.story_id == DocumentRow.story_id, FlagRow.kind == _KIND, SETTLED))
        .join(DecisionRow, _IS_LAST)
        .where(OperatorStatusRow.status_id.in_(status_ids), ~DOUBTFUL)
    )
    other = aliased(ClearingDecisionRow)
    last = select(func.max(other.version)).where(other.status_id == OperatorStatusRow.status_id)
    alone = (
        select(OperatorStatusRow.status_id, ClearingDecisionRow.who, ClearingDecisionRow.decided_at)
        .join(ClearingDecisionRow, ClearingDecisionRow.status_id == OperatorStatusRow.status_id)
        .where(OperatorStatusRow.status_id.in_(status_ids), BY_ITSELF)
        .where(ClearingDecisionRow.to_state == FlagState.DISMISSED.value)
        .where(ClearingDecisionRow.version == last.correlate(OperatorStatusRow).scalar_subquery())
    )
    found = {status_id: Refusal(who, at, flag_id) for status_id, who, at, flag_id in session.execute(by_documents)}
    return found | {status_id: Refusal(who, at, None) for status_id, who, at in session.execute(alone)}


def of_stories(session: Session, story_ids: Collection[int], kind: FlagKind = FlagKind.LEAD) -> dict[int, Refusal]:
    """Those of these stories whose flag of this kind stands dismissed, and by whom."""
    query = (
        select(FlagRow.story_id, DecisionRow.who, DecisionRow.decided_at, FlagRow.flag_id)
        .join(DecisionRow, _IS_LAST)
        .where(FlagRow.story_id.in_(story_ids), FlagRow.kind == kind.value, SETTLED)
    )
    return {story_id: Refusal(who, at, flag_id) for story_id, who, at, flag_id in session.execute(query)}


_KIND = case(
    (OperatorStatusRow.status == LegalStatus.CLEARED.value, FlagKind.CLEARANCE.value), else_=FlagKind.LEAD.value
)
"""Of the flags that a row's document may carry the one that says what the row does."""

_ANY_DECISION = aliased(DecisionRow)
_IS_LAST = and_(
    DecisionRow.flag_id == FlagRow.flag_id,
    DecisionRow.version
    == select(func.max(_ANY_DECISION.version))
    .where(_ANY_DECISION.flag_id == FlagRow.flag_id)
    .correlate(FlagRow)
    .scalar_subquery(),
)
