"""Which routes of operators count no more: no document that counts tells them. A row of a route keeps no document, so
the readings of those that name the operator are asked; of a text that was purged nobody can tell, and it counts."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, exists, func, literal, or_, select

from store.built_once import asked
from store.flagging.refused import is_mention_refused
from store.session import Session
from store.tables import AnalysisRow, OperatorMentionRow, OperatorRouteRow, RevisionRow
from store.tables.base import chunks


def dismissed_routes(session: Session, entries: Collection[int]) -> set[int]:
    """The ids of those routes of these entries that documents tell which count no more, dismissed, corrected or
    withdrawn, and neither another document nor a list."""
    found: set[int] = set()
    ids = sorted(entries)
    for chunk in chunks(ids):
        found |= set(session.scalars(_NO_MORE, {"of": chunk}))
    return found


_NAMED = OperatorMentionRow.operator_id == OperatorRouteRow.operator_id
_WRITTEN = literal('%"countries":["').concat(func.replace(OperatorRouteRow.countries, " ", '","')).concat('"]%')
"""As the record of a reading has its route: all of it, as `store.analyses.dump` writes it."""
_TOLD = (
    select(OperatorMentionRow.mention_id)
    .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
    .join(RevisionRow, RevisionRow.revision_id == OperatorMentionRow.revision_id)
    .where(_NAMED, or_(RevisionRow.purged_at.is_not(None), AnalysisRow.record.like(_WRITTEN)), ~is_mention_refused())
)
_IS_NO = and_(exists().where(_NAMED, is_mention_refused()), ~_TOLD.exists())
_NO_MORE = select(OperatorRouteRow.route_id).where(
    OperatorRouteRow.operator_id.in_(asked("of")), ~OperatorRouteRow.is_given, _IS_NO
)
