"""Whom people said no to: operators that have leads, all of which were dismissed; and those of whom nothing is left
because the reader of today no longer reads the rest (store.flagging.withdrawn).

A dismissed lead that new evidence came to waits for a person again, and one that was taken back into review counts
again. Who stands on a list that was read in is not there for our leads, and stays whatever becomes of them.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from core.terms import FlagKind, FlagState
from store.built_once import built_once
from store.flagging.corrected import is_name_corrected
from store.flagging.events import ADDS, COPY, REPRINT
from store.flagging.withdrawn import is_lead_withdrawn, is_name_withdrawn
from store.redaction import HIDDEN, cover
from store.session import Session
from store.tables import (
    AnalysisRow,
    CorrectionRow,
    DecisionRow,
    DocumentRow,
    FlagEventRow,
    FlagOperatorRow,
    FlagRow,
    IdentityRow,
    OperatorMentionRow,
    OperatorRow,
    OperatorStatusRow,
    RevisionRow,
)
from store.tables.base import clean

IS_LEAD = FlagRow.kind == FlagKind.LEAD.value


@built_once
def settled(flag: type[FlagRow]) -> ColumnElement[bool]:
    """Whether a flag of the table (or of an alias of it) was dismissed, and nothing was added to it since."""
    return and_(flag.state == FlagState.DISMISSED.value, flag.decided_evidence >= flag.evidence_version)


SETTLED = settled(FlagRow)
"""The same of the table itself."""


@built_once
def is_dismissed(cluster: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether the operator in a column, by the entry that it goes by, has leads and none that stands, for a query:
    people dismissed each, or corrected what it says of this one. The leads of all its entries count together."""
    return and_(_has_leads(cluster), ~_has_leads(cluster, ~SETTLED, ~is_name_corrected()), ~_is_listed(cluster))


@built_once
def is_over(cluster: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether it has leads, and each was dismissed or is withdrawn, or a person corrected what it says of this one:
    nothing accuses it any more."""
    stands = ~SETTLED, ~is_name_corrected(), ~is_name_withdrawn()
    return and_(_has_leads(cluster), ~_has_leads(cluster, *stands), ~_is_listed(cluster))


def is_over_since(cluster: ColumnElement[int] | InstrumentedAttribute[int], before: datetime) -> ColumnElement[bool]:
    """Whether it is, and the last of it was dismissed, corrected or withdrawn before that moment."""
    corrected = exists().where(
        CorrectionRow.operator_id == FlagOperatorRow.operator_id, CorrectionRow.decided_at >= before
    )
    return and_(is_over(cluster), ~_has_leads(cluster, _lately(before) | corrected))


def carries(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a flag (of which this holds) stands on a document, for a query of documents: one of its story, and one
    that it brought something to before it was parted from that story (store.linking.parting)."""
    text = aliased(RevisionRow)  # the caller's query may have it
    brought = (
        select(text.document_id)
        .join(AnalysisRow, AnalysisRow.revision_id == text.revision_id)
        .join(FlagEventRow, FlagEventRow.analysis_id == AnalysisRow.analysis_id)
        .join(FlagRow, FlagRow.flag_id == FlagEventRow.flag_id)
        .where(*which)
    )
    return or_(
        exists().where(FlagRow.story_id == DocumentRow.story_id, *which),
        exists().where(FlagRow.document_id == DocumentRow.document_id, *which),
        # no index finds these by document: they are listed once a query
        DocumentRow.document_id.in_(brought),
    )


def is_over_with(before: datetime) -> ColumnElement[bool]:
    """Whether nothing stands any more on a document, for a query of documents: neither a flag that it carries, but
    leads that were dismissed or withdrawn before that moment, nor an operator that it names, but those of whom
    `is_over` holds."""
    stands = ~and_(IS_LEAD, SETTLED | is_lead_withdrawn()) | _lately(before)
    goes_by = func.coalesce(IdentityRow.cluster_id, OperatorMentionRow.operator_id)
    named = (
        select(OperatorMentionRow.mention_id)
        .outerjoin(IdentityRow, IdentityRow.operator_id == OperatorMentionRow.operator_id)
        .where(OperatorMentionRow.document_id == DocumentRow.document_id, ~is_over(goes_by))
    )
    return and_(~carries(stands), ~named.exists())


def forget_quotes(session: Session, revision: RevisionRow) -> None:
    """Take away what the watchlist and its flags' histories quote of a version whose text goes."""
    mentions = select(OperatorMentionRow).where(OperatorMentionRow.revision_id == revision.revision_id)
    statuses = select(OperatorStatusRow).where(OperatorStatusRow.document_id == revision.document_id)
    for named in session.scalars(mentions):
        named.sentence = ""
        named.spans = [] if named.name.startswith(HIDDEN) else named.spans  # where who is forgotten stood in it
    for said in session.scalars(statuses):
        said.sentence = ""
    readings = select(AnalysisRow.analysis_id).where(AnalysisRow.revision_id == revision.revision_id)
    for event in session.scalars(select(FlagEventRow).where(FlagEventRow.analysis_id.in_(readings))):
        event.details = _without_title(event, clean(revision.title))


def _without_title(event: FlagEventRow, title: str) -> str:
    """What an event tells without the title of its copy, though names may have been hidden in that meanwhile: all of it
    that stands between the source and what the copy adds."""
    if event.what not in {COPY, REPRINT} or not title:
        return cover([title])(event.details)
    parts = event.details.split(ADDS)
    told = parts[: title.count(ADDS) + 1]
    source, colon, _title = ADDS.join(told).partition(": ")
    return ADDS.join([f"{source}: {HIDDEN}" if colon else source, *parts[len(told) :]])


def _lately(before: datetime) -> ColumnElement[bool]:
    """Whether a person decided on a flag, or a reader read it anew, since that moment."""
    decided = exists().where(DecisionRow.flag_id == FlagRow.flag_id, DecisionRow.decided_at >= before)
    return decided | func.coalesce(FlagRow.reread_at >= before, false())


def _has_leads(
    cluster: ColumnElement[int] | InstrumentedAttribute[int], *which: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Whether a lead (of which this holds) names the operator: by its own entry, or by one that was merged into it.
    Asked one by one, for databases look up neither by an "or"."""
    of_flag = and_(FlagRow.flag_id == FlagOperatorRow.flag_id, IS_LEAD, *which)
    identity = aliased(IdentityRow)  # the caller's query may have one
    merged = and_(identity.cluster_id == cluster, identity.operator_id == FlagOperatorRow.operator_id)
    return or_(
        exists().where(FlagOperatorRow.operator_id == cluster, of_flag),
        exists().where(merged, of_flag),
    )


def _is_listed(cluster: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether a list brought one of the operator's entries."""
    entry, identity = aliased(OperatorRow), aliased(IdentityRow)
    merged = and_(identity.cluster_id == cluster, identity.operator_id == entry.operator_id)
    return or_(
        exists().where(entry.operator_id == cluster, entry.seed_key.is_not(None)),
        exists().where(merged, entry.seed_key.is_not(None)),
    )
