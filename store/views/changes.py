"""What changed since a moment, for whoever keeps a copy: by evidence, by what people decided, by lists that were read.

It goes by when this watch took something in. Of lists with days of their own (FollowTheMoney) those days are all that
is kept, but for whom they clear, and of a document its visits: what is new of these is told by growing numbers, and not
by time.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union

from core.terms import FlagKind
from store.clusters import members_of
from store.flagging.clearings import BY_ITSELF, BY_LISTS
from store.session import Session
from store.tables import (
    ClearingDecisionRow,
    CorrectionRow,
    DecisionRow,
    DocumentRow,
    FlagEventRow,
    FlagOperatorRow,
    FlagRow,
    IdentityRow,
    JudgementRow,
    OperatorRow,
    OperatorStatusRow,
    WithdrawnDetailRow,
)
from store.tables.base import chunks


def changed_flags(since: datetime) -> Select[int]:
    """The flags that evidence, a copy of the story, a newer reader or a person changed since then, by a decision or by
    what they corrected of whom it names."""
    decided = select(DecisionRow.flag_id).where(DecisionRow.decided_at >= since)
    joined = select(FlagEventRow.flag_id).where(FlagEventRow.happened_at >= since)
    corrected = (
        select(FlagOperatorRow.flag_id)
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .join(CorrectionRow, CorrectionRow.operator_id == FlagOperatorRow.operator_id)
        .join(DocumentRow, DocumentRow.document_id == CorrectionRow.document_id)
        .where(CorrectionRow.decided_at >= since, DocumentRow.story_id == FlagRow.story_id)
    )
    changed = or_(
        FlagRow.updated_at >= since,
        FlagRow.reread_at >= since,
        FlagRow.flag_id.in_(decided),
        FlagRow.flag_id.in_(joined),
        FlagRow.flag_id.in_(corrected),
    )
    return select(FlagRow.flag_id).where(changed)


DECIDED_AT = select(func.max(DecisionRow.decided_at)).where(DecisionRow.flag_id == FlagRow.flag_id).scalar_subquery()
"""When somebody last decided on a flag, for a query of flags; nothing where nobody did."""

JOINED_AT = select(func.max(FlagEventRow.happened_at)).where(FlagEventRow.flag_id == FlagRow.flag_id).scalar_subquery()
"""When a text last raised or joined it."""


CORRECTED_AT = (
    select(func.max(CorrectionRow.decided_at))
    .join(DocumentRow, DocumentRow.document_id == CorrectionRow.document_id)
    .join(FlagOperatorRow, FlagOperatorRow.operator_id == CorrectionRow.operator_id)
    .where(FlagOperatorRow.flag_id == FlagRow.flag_id, DocumentRow.story_id == FlagRow.story_id)
    .scalar_subquery()
)
"""When somebody last corrected what it says of whom it names."""


def clearances_changed(session: Session, cluster_ids: Collection[int]) -> dict[int, datetime]:
    """When what clears each of these operators, by the entry that it goes by, came in or was decided on last; nothing
    of those whom nobody clears."""
    found: dict[int, datetime] = {}
    of = members_of(session, cluster_ids)
    entries = sorted(of)
    for some in chunks(entries):
        named = and_(FlagOperatorRow.flag_id == FlagRow.flag_id, FlagOperatorRow.operator_id.in_(some))
        flags = select(FlagOperatorRow.operator_id, FlagRow.updated_at, DECIDED_AT.label("decided_at"))
        alone = (
            select(OperatorStatusRow.operator_id, OperatorStatusRow.noted_at, func.max(ClearingDecisionRow.decided_at))
            .outerjoin(ClearingDecisionRow, ClearingDecisionRow.status_id == OperatorStatusRow.status_id)
            .where(OperatorStatusRow.operator_id.in_(some), BY_ITSELF)
            .group_by(OperatorStatusRow.status_id, OperatorStatusRow.operator_id, OperatorStatusRow.noted_at)
        )
        by_flag = flags.join(FlagRow, named).where(FlagRow.kind == FlagKind.CLEARANCE.value)
        for entry, *moments in (*session.execute(by_flag), *session.execute(alone)):
            latest = max((each for each in (*moments, found.get(of[entry])) if each is not None), default=None)
            found |= {of[entry]: latest} if latest is not None else {}
    return found


def is_changed_operator(since: datetime) -> ColumnElement[bool]:
    """Whether an operator, by the entry that it goes by, was seen, flagged, cleared by a list, decided on, corrected,
    merged, parted or forgotten since then, or lost a name or contact point that withdrawn readings alone gave."""
    seen = or_(OperatorRow.last_seen >= since, OperatorRow.first_seen >= since)
    changed = union(
        select(OperatorRow.operator_id.label("entry")).where(seen),
        select(FlagOperatorRow.operator_id).where(FlagOperatorRow.flag_id.in_(changed_flags(since))),
        select(JudgementRow.left_id).where(JudgementRow.decided_at >= since),
        select(JudgementRow.right_id).where(JudgementRow.decided_at >= since),
        select(OperatorStatusRow.operator_id)
        .join(ClearingDecisionRow, ClearingDecisionRow.status_id == OperatorStatusRow.status_id)
        .where(ClearingDecisionRow.decided_at >= since),
        select(CorrectionRow.operator_id).where(CorrectionRow.decided_at >= since),
        select(OperatorStatusRow.operator_id).where(BY_LISTS, OperatorStatusRow.noted_at >= since),
        select(OperatorRow.operator_id).where(OperatorRow.redacted_at >= since),
        select(WithdrawnDetailRow.operator_id).where(WithdrawnDetailRow.withdrawn_at >= since),
    ).subquery()
    goes_by = select(func.coalesce(IdentityRow.cluster_id, changed.c.entry)).select_from(
        changed.outerjoin(IdentityRow, IdentityRow.operator_id == changed.c.entry)
    )
    return OperatorRow.operator_id.in_(goes_by)
