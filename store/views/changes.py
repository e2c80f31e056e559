"""What changed since a moment, for whoever keeps a copy: by evidence, by what people decided, by lists that were read,
by what a purge took away.

It goes by when this watch took something in. Of a document its visits alone are kept: what is new of these is told by
growing numbers, and not by time.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, exists, func, or_, select, union, union_all
from sqlalchemy.orm import aliased

from core.terms import FlagKind, Verdict
from store.built_once import asked, built_once
from store.clusters import members_of
from store.flagging.clearings import BY_ITSELF, BY_LISTS
from store.session import Session
from store.tables import (
    AnalysisRow,
    ClearingDecisionRow,
    ContactRemovalRow,
    CorrectionRow,
    DecisionRow,
    DocumentRow,
    FlagEventRow,
    FlagOperatorRow,
    FlagRow,
    IdentityRow,
    JudgementRow,
    OperatorMentionRow,
    OperatorRow,
    OperatorStatusRow,
    RevisionRow,
    WithdrawnDetailRow,
)
from store.tables.base import chunks
from store.views.noted_changes import is_noted


def changed_flags(since: datetime) -> Select[int]:
    """The flags that evidence, a copy of the story, a newer reader or a person changed since then, by a decision, by
    what they corrected of whom it names or by who of them is one with whom; or of which a purge, or an officer, took
    something away."""
    decided = select(DecisionRow.flag_id).where(DecisionRow.decided_at >= since)
    joined = select(FlagEventRow.flag_id).where(FlagEventRow.happened_at >= since)
    corrected = _corrected().where(CorrectionRow.decided_at >= since)
    purged = (
        select(FlagRow.flag_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == FlagRow.analysis_id)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .where(_is_hidden(since))
    )
    forgotten = select(OperatorRow.operator_id).where(OperatorRow.redacted_at >= since)
    named = select(FlagOperatorRow.flag_id)
    changed = or_(
        FlagRow.updated_at >= since,
        FlagRow.reread_at >= since,
        FlagRow.flag_id.in_(decided),
        FlagRow.flag_id.in_(joined),
        FlagRow.flag_id.in_(corrected),
        FlagRow.flag_id.in_(purged),
        FlagRow.flag_id.in_(named.where(FlagOperatorRow.operator_id.in_(forgotten))),
        FlagRow.flag_id.in_(named.where(FlagOperatorRow.operator_id.in_(_regrouped(since)))),
    )
    return select(FlagRow.flag_id).where(changed)


def _is_hidden(since: datetime) -> ColumnElement[bool]:
    """Whether a purge took words of a text away since then, or an officer had a name hidden in them; for a query of
    readings with their texts."""
    return or_(RevisionRow.purged_at >= since, RevisionRow.barred_at >= since, AnalysisRow.redacted_at >= since)


def _corrected() -> Select[int]:
    """The flags that name those of whom somebody corrected what a document of the story says."""
    return (
        select(FlagOperatorRow.flag_id)
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .join(CorrectionRow, CorrectionRow.operator_id == FlagOperatorRow.operator_id)
        .join(DocumentRow, DocumentRow.document_id == CorrectionRow.document_id)
        .where(DocumentRow.story_id == FlagRow.story_id)
    )


def corrected_last(limit: int) -> Select[int]:
    """The flags of which people corrected something last, at most so many."""
    return _corrected().order_by(CorrectionRow.correction_id.desc()).limit(limit)


@built_once
def _rejoined() -> ColumnElement[bool]:
    """Whether a judgement makes two entries one, or parts two that one before it made one."""
    before = aliased(JudgementRow)
    was_same = exists().where(
        before.left_id == JudgementRow.left_id,
        before.right_id == JudgementRow.right_id,
        before.judgement_id < JudgementRow.judgement_id,
        before.verdict == Verdict.SAME.value,
    )
    return or_(JudgementRow.verdict == Verdict.SAME.value, was_same)


def _regrouped(since: datetime) -> Select[int]:
    """The entries that may go by another one since then: those of judgements, and all that are one with them now."""
    ends = union(
        *(select(end.label("entry")).where(JudgementRow.decided_at >= since, _rejoined()) for end in _ENDS)
    ).subquery()
    of, mate = aliased(IdentityRow), aliased(IdentityRow)
    goes_by = func.coalesce(of.cluster_id, ends.c.entry)
    clusters = select(goes_by.label("entry")).select_from(ends.outerjoin(of, of.operator_id == ends.c.entry)).subquery()
    mates = select(mate.operator_id).join(clusters, clusters.c.entry == mate.cluster_id)
    return select(union(select(ends.c.entry), select(clusters.c.entry), mates).subquery().c[0])


_ENDS = (JudgementRow.left_id, JudgementRow.right_id)


def regrouped(session: Session, cluster_ids: Collection[int]) -> dict[int, datetime]:
    """When these operators, by the entries that they go by, were last merged or parted; nothing of those that never
    were."""
    found: dict[int, datetime] = {}
    of = members_of(session, cluster_ids)
    entries = sorted(of)
    for some in chunks(entries):
        for entry, moment in session.execute(_last_regrouped(), {"of": some}):
            found[of[entry]] = max(moment, found.get(of[entry], moment))
    return found


@built_once
def _last_regrouped() -> CompoundSelect[int, datetime]:
    """By entry, when a judgement that it is an end of made it another's, or parted it; each end by its own index."""
    last = func.max(JudgementRow.decided_at)
    return union_all(*(select(end, last).where(end.in_(asked("of")), _rejoined()).group_by(end) for end in _ENDS))


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

FORGOTTEN_AT = (
    select(func.max(OperatorRow.redacted_at))
    .join(FlagOperatorRow, FlagOperatorRow.operator_id == OperatorRow.operator_id)
    .where(FlagOperatorRow.flag_id == FlagRow.flag_id)
    .scalar_subquery()
)
"""When a purge last took the names of somebody whom it names."""


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


def is_changed_operator(session: Session, since: datetime) -> ColumnElement[bool]:
    """Whether an operator, by the entry that it goes by, was seen, flagged, told of or cleared by a list, decided on,
    corrected, merged, parted or forgotten since then, was renamed, lost a name or contact point that withdrawn readings
    alone gave, or names were hidden in what documents say of it."""
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
        select(ContactRemovalRow.operator_id).where(ContactRemovalRow.decided_at >= since),
        select(OperatorRow.operator_id).where(is_noted(session, since)),
        select(OperatorMentionRow.operator_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .where(_is_hidden(since)),
    ).subquery()
    goes_by = select(func.coalesce(IdentityRow.cluster_id, changed.c.entry)).select_from(
        changed.outerjoin(IdentityRow, IdentityRow.operator_id == changed.c.entry)
    )
    return OperatorRow.operator_id.in_(goes_by)
