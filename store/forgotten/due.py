"""Who is due to be forgotten, and that nobody decides on them meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from core.terms import LegalStatus
from store.clusters import members
from store.flagging.corrected import is_naming_corrected
from store.flagging.dismissals import is_over_since
from store.flagging.withdrawn import is_mention_withdrawn
from store.session import Session
from store.tables import (
    AnalysisRow,
    DocumentRow,
    FlagOperatorRow,
    FlagRow,
    IdentityRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorRow,
    OperatorStatusRow,
    RevisionRow,
)


def due(query: Select[int], before: datetime, text_goes: Iterable[ColumnElement[bool]]) -> Select[int]:
    """Those who are due, for a query of OperatorRow; entries that are judged to be one together or not at all.

    Args:
        before: when the last lead on them must have been dismissed or withdrawn.
        text_goes: whether a version of a text (RevisionRow with DocumentRow) is as good as gone.
    """
    cluster = func.coalesce(IdentityRow.cluster_id, OperatorRow.operator_id)
    named = exists().where(OperatorNameRow.operator_id == OperatorRow.operator_id)
    cleared = select(OperatorStatusRow.status_id).where(OperatorStatusRow.status == LegalStatus.CLEARED.value)
    # of what was corrected away the place in the text is remembered (store.linking.forgotten_places)
    gone = or_(RevisionRow.purged_at.is_not(None), is_mention_withdrawn(), is_naming_corrected(), and_(*text_goes))
    waits = exists().where(AnalysisRow.revision_id == RevisionRow.revision_id, AnalysisRow.settled.is_(False))
    kept = (
        select(OperatorMentionRow.mention_id)
        .join(DocumentRow, DocumentRow.document_id == OperatorMentionRow.document_id)
        .join(RevisionRow, RevisionRow.document_id == DocumentRow.document_id)
        .where(or_(waits, ~gone))
    )
    return query.outerjoin(IdentityRow, IdentityRow.operator_id == OperatorRow.operator_id).where(
        OperatorRow.redacted_at.is_(None),
        OperatorRow.seed_key.is_(None),
        or_(OperatorRow.is_person, ~named),
        is_over_since(cluster, before),
        ~_any(cleared, OperatorStatusRow.operator_id, cluster),
        ~_any(kept, OperatorMentionRow.operator_id, cluster),
    )


def _any(
    query: Select[int], operator_id: InstrumentedAttribute[int], cluster: ColumnElement[int]
) -> ColumnElement[bool]:
    """Whether a query finds something of an entry of the cluster. Asked one by one: databases look up neither by an
    "or"."""
    identity = aliased(IdentityRow)
    merged = query.join(identity, identity.operator_id == operator_id).where(identity.cluster_id == cluster)
    return or_(query.where(operator_id == cluster).exists(), merged.exists())


def hold(session: Session, operator_id: int) -> None:
    """Keep people from deciding on its leads until the transaction ends; who is due is asked again then."""
    on_flags = select(FlagOperatorRow.flag_id).where(FlagOperatorRow.operator_id.in_(members(session, operator_id)))
    held = select(FlagRow.flag_id).where(FlagRow.flag_id.in_(on_flags)).order_by(FlagRow.flag_id)
    session.execute(held.with_for_update())
