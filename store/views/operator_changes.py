"""When operators changed last: the moment up to which `is_changed_operator` finds each, told beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from store.clusters import clusters_of, members_of
from store.flagging.clearings import BY_LISTS
from store.session import Session
from store.tables import (
    AnalysisRow,
    ClearingDecisionRow,
    CorrectionRow,
    FlagOperatorRow,
    FlagRow,
    JudgementRow,
    OperatorMentionRow,
    OperatorRow,
    OperatorStatusRow,
    RevisionRow,
    WithdrawnDetailRow,
)
from store.tables.base import chunks
from store.views.changes import CORRECTED_AT, DECIDED_AT, FORGOTTEN_AT, JOINED_AT, regrouped
from store.views.noted_changes import noted_last

_HIDDEN = (RevisionRow.purged_at, RevisionRow.barred_at, AnalysisRow.redacted_at)


def operators_changed(session: Session, cluster_ids: Collection[int]) -> dict[int, datetime]:
    """When each of these operators, by the entry that it goes by, changed last; as many queries for a hundred as for
    one. Who asks for what changed since that moment is told of it, and of a later one is not."""
    found: dict[int, datetime] = {}
    for some in chunks(sorted(cluster_ids)):
        of = members_of(session, some)
        for entry, moment in _moments(session, sorted(of)):
            found[of[entry]] = max(moment, found.get(of[entry], moment))
        for entry, moment in noted_last(session, of, min(found[key] for key in some)):
            found[of[entry]] = max(moment, found[of[entry]])
    return found


def _moments(session: Session, entries: Collection[int]) -> Iterator[tuple[int, datetime]]:
    for ids in chunks(entries):
        for query in _told(ids):
            for entry, *moments in session.execute(query):
                yield from ((entry, moment) for moment in moments if moment is not None)
        yield from _beside(session, ids)


def _told(entries: Collection[int]) -> Iterator[Select[*tuple[Any, ...]]]:
    """Each kind of change: the entry, and when it was last so."""
    row, flag, mention = OperatorRow.operator_id, FlagOperatorRow.operator_id, OperatorMentionRow.operator_id
    yield select(row, OperatorRow.first_seen, OperatorRow.last_seen, OperatorRow.redacted_at).where(row.in_(entries))
    told = (FlagRow.updated_at, FlagRow.reread_at, DECIDED_AT, JOINED_AT, CORRECTED_AT, FORGOTTEN_AT, *_HIDDEN)
    yield (
        select(flag, *map(func.max, told))
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == FlagRow.analysis_id)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .where(flag.in_(entries))
        .group_by(flag)
    )
    yield (
        select(mention, *map(func.max, _HIDDEN))
        .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .where(mention.in_(entries))
        .group_by(mention)
    )
    for end in (JudgementRow.left_id, JudgementRow.right_id):
        yield select(end, func.max(JudgementRow.decided_at)).where(end.in_(entries)).group_by(end)
    said, corrected = OperatorStatusRow.operator_id, CorrectionRow.operator_id
    by_lists = select(said, func.max(OperatorStatusRow.noted_at)).where(said.in_(entries), BY_LISTS)
    yield by_lists.group_by(said)
    yield (
        select(said, func.max(ClearingDecisionRow.decided_at))
        .join(ClearingDecisionRow, ClearingDecisionRow.status_id == OperatorStatusRow.status_id)
        .where(said.in_(entries))
        .group_by(said)
    )
    yield select(corrected, func.max(CorrectionRow.decided_at)).where(corrected.in_(entries)).group_by(corrected)
    gone = WithdrawnDetailRow.operator_id
    yield select(gone, func.max(WithdrawnDetailRow.withdrawn_at)).where(gone.in_(entries)).group_by(gone)


def _beside(session: Session, entries: Collection[int]) -> Iterator[tuple[int, datetime]]:
    """When those were last merged or parted who are named on the same flags: these name another since then."""
    mine, theirs = aliased(FlagOperatorRow), aliased(FlagOperatorRow)
    query = (
        select(mine.operator_id, theirs.operator_id)
        .join(theirs, theirs.flag_id == mine.flag_id)
        .where(mine.operator_id.in_(entries))
        .distinct()
    )
    named = [(entry, other) for entry, other in session.execute(query)]
    of: Mapping[int, int] = clusters_of(session, {other for _entry, other in named})
    moved = regrouped(session, set(of.values()))
    yield from ((entry, moved[of[other]]) for entry, other in named if of[other] in moved)
