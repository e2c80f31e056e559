"""What counts no more of what sources say of somebody: a dismissed lead's document accuses nobody any more, and a
dismissed clearance's clears nobody; nor does a statement accuse that a person corrected so (store.flagging.corrected),
or a withdrawn reading (store.flagging.withdrawn). All of it stays on record; it counts again once that is taken back,
or something new is found, or read again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from core.terms import FlagKind, FlagState, LegalStatus
from store.built_once import asked, built_once
from store.flagging.clearings import BY_ITSELF, DOUBTFUL, STATE
from store.flagging.clearings import DECIDED as CLEARING_DECIDED
from store.flagging.corrected import NOTHING, holds, is_corrected_away, is_name_corrected, is_naming_corrected
from store.flagging.corrections import DECIDED as CORRECTED
from store.flagging.decisions import DECIDED as FLAG_DECIDED
from store.flagging.dismissals import SETTLED, settled
from store.flagging.withdrawn import (
    is_mention_withdrawn,
    is_name_withdrawn,
    is_standing_withdrawn,
    withdrawn_prices,
)
from store.session import Session
from store.signers import signers
from store.tables import (
    ClearingDecisionRow,
    CorrectionRow,
    DecisionRow,
    DocumentRow,
    FlagOperatorRow,
    FlagRow,
    OperatorMentionRow,
    OperatorPriceRow,
    OperatorStatusRow,
)
from store.ways import UNKNOWN, Signed, Way


@dataclass(frozen=True, slots=True)
class Refusal(Signed):
    """That a person dismissed what a document or a list says, or corrected it: it does not accuse this operator."""

    who: str
    at: datetime
    flag_id: int | None  # that was dismissed; None where it was a clearing, or a correction
    is_correction: bool = False
    way: Way = UNKNOWN  # by which that came


@built_once
def is_refused(story: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether the lead on the story in a column stands dismissed, for a query."""
    flag = aliased(FlagRow)  # the caller's query may have one
    return exists().where(flag.story_id == story, flag.kind == FlagKind.LEAD.value, settled(flag))


@built_once
def is_mention_refused(mention: type[OperatorMentionRow] = OperatorMentionRow) -> ColumnElement[bool]:
    """Whether what a document says of an operator counts no more, dismissed, corrected or withdrawn, for a query of
    mentions."""
    return or_(is_refused(mention.story_id), is_naming_corrected(mention), is_mention_withdrawn(mention))


@built_once
def is_mention_over(mention: type[OperatorMentionRow] = OperatorMentionRow) -> ColumnElement[bool]:
    """Whether a document names its operator no more, corrected or withdrawn, for a query of mentions. That of a lead
    that a person dismissed is one still, which accuses of nothing."""
    return or_(is_naming_corrected(mention), is_mention_withdrawn(mention))


@built_once
def is_name_over() -> ColumnElement[bool]:
    """Whether a lead names an operator no more, corrected or withdrawn; for a query of flags with whom they name."""
    return or_(is_name_corrected(), is_name_withdrawn())


@built_once
def is_lead_emptied() -> ColumnElement[bool]:
    """Whether a lead names nobody any more, because people corrected away whom it named, for a query of flags. One that
    never named anybody is none, nor one of which no reader of today reads whom it named."""
    made, document = aliased(CorrectionRow), aliased(DocumentRow)
    stories = select(document.story_id).join(made, made.document_id == document.document_id)
    named = FlagOperatorRow.flag_id == FlagRow.flag_id
    return and_(
        FlagRow.story_id.in_(stories.where(made.stands_as == NOTHING, holds(made))),  # few, and listed once a query
        FlagRow.kind == FlagKind.LEAD.value,
        exists().where(named, is_name_corrected()),
        ~exists().where(named, ~is_name_over()),
    )


@built_once
def is_price_refused() -> ColumnElement[bool]:
    """Whether a price is of a document that counts no more for its operator, dismissed, corrected or withdrawn, for a
    query of prices."""
    flag, document, other = aliased(FlagRow), aliased(DocumentRow), aliased(OperatorPriceRow)
    dismissed = exists().where(
        document.document_id == OperatorPriceRow.document_id,
        flag.story_id == document.story_id,
        flag.kind == FlagKind.LEAD.value,
        settled(flag),
    )
    # few, and listed once a query: it then needs of a price no more than the index of corridors has
    corrected = select(other.price_id).where(is_naming_corrected(other))
    return or_(dismissed, OperatorPriceRow.price_id.in_(corrected), OperatorPriceRow.price_id.in_(withdrawn_prices()))


@built_once
def is_standing_refused() -> ColumnElement[bool]:
    """Whether what a source says of a standing counts no more, dismissed, corrected or withdrawn, for a query of these
    rows."""
    flag, document = aliased(FlagRow), aliased(DocumentRow)
    by_document = (
        select(flag.flag_id)
        .join(document, document.story_id == flag.story_id)
        .where(document.document_id == OperatorStatusRow.document_id, flag.kind == _KIND, settled(flag))
    )
    alone = and_(BY_ITSELF, STATE.in_([FlagState.DISMISSED.value]))
    return or_(and_(~DOUBTFUL, by_document.exists()), alone, is_corrected_away(), is_standing_withdrawn())


def of_standings(session: Session, status_ids: Collection[int]) -> dict[int, Refusal]:
    """Those of these rows that were dismissed, and by whom."""
    given = {"of": list(status_ids)}
    if not status_ids:
        return {}
    found = {key: row for query in _dismissals_of_standings() for key, row in session.execute(query, given)}
    return _refusals(session, found)


@built_once
def _dismissals_of_standings() -> tuple[Select[*tuple[Any, ...]], ...]:
    these = OperatorStatusRow.status_id.in_(asked("of"))
    by_documents = (
        select(OperatorStatusRow.status_id, DecisionRow)
        .join(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .join(FlagRow, and_(FlagRow.story_id == DocumentRow.story_id, FlagRow.kind == _KIND, SETTLED))
        .join(DecisionRow, _IS_LAST)
        .where(these, ~DOUBTFUL)
    )
    other = aliased(ClearingDecisionRow)
    last = select(func.max(other.version)).where(other.status_id == OperatorStatusRow.status_id)
    alone = (
        select(OperatorStatusRow.status_id, ClearingDecisionRow)
        .join(ClearingDecisionRow, ClearingDecisionRow.status_id == OperatorStatusRow.status_id)
        .where(these, BY_ITSELF)
        .where(ClearingDecisionRow.to_state == FlagState.DISMISSED.value)
        .where(ClearingDecisionRow.version == last.correlate(OperatorStatusRow).scalar_subquery())
    )
    corrected = select(CorrectionRow.status_id, CorrectionRow).where(
        CorrectionRow.status_id.in_(asked("of")), CorrectionRow.stands_as == NOTHING, holds()
    )
    return corrected, by_documents, alone


def of_stories(session: Session, story_ids: Collection[int], kind: FlagKind = FlagKind.LEAD) -> dict[int, Refusal]:
    """Those of these stories whose flag of this kind stands dismissed, and by whom."""
    given = {"of": list(story_ids), "kind": kind.value}
    return _refusals(session, dict(session.execute(_dismissals(), given).all())) if story_ids else {}


@built_once
def _dismissals() -> Select[int, DecisionRow]:
    return (
        select(FlagRow.story_id, DecisionRow)
        .join(DecisionRow, _IS_LAST)
        .where(FlagRow.story_id.in_(asked("of")), FlagRow.kind == bindparam("kind"), SETTLED)
    )


def of_namings(session: Session, entries: Collection[int]) -> dict[tuple[int, int], Refusal]:
    """The documents that name one of these entries, and of which no statement is left, by (entry, document)."""
    rows = session.scalars(_corrected_away(), {"of": list(entries)}).all()
    if not rows:
        return {}
    named = select(OperatorMentionRow.operator_id, OperatorMentionRow.document_id).where(is_naming_corrected())
    of_these = OperatorMentionRow.operator_id.in_({row.operator_id for row in rows})
    made = {(row.operator_id, row.document_id): row for row in rows}
    left = session.execute(named.where(of_these).distinct())
    return _refusals(session, {(entry, key): made[entry, key] for entry, key in left})


@built_once
def _corrected_away() -> Select[CorrectionRow]:
    away = (CorrectionRow.operator_id.in_(asked("of")), CorrectionRow.stands_as == NOTHING, holds())
    return select(CorrectionRow).where(*away).order_by(CorrectionRow.correction_id)


_Made = DecisionRow | ClearingDecisionRow | CorrectionRow
_Key = TypeVar("_Key")
_ON_RECORD = {
    DecisionRow: (FLAG_DECIDED, "flag"),
    ClearingDecisionRow: (CLEARING_DECIDED, "clearing"),
    CorrectionRow: (CORRECTED, "statement"),
}
"""What the audit log calls each of these, and what it is about."""


def _refusals(session: Session, made: Mapping[_Key, _Made]) -> dict[_Key, Refusal]:
    """What each of these refuses, with the way by which it came."""
    known = {
        kind: signers(session, action, [_subject(row) for row in made.values() if isinstance(row, kind)])
        for kind, (action, _noun) in _ON_RECORD.items()
        if any(isinstance(row, kind) for row in made.values())
    }
    return {
        key: Refusal(
            row.who,
            row.decided_at,
            row.flag_id if isinstance(row, DecisionRow) else None,
            is_correction=isinstance(row, CorrectionRow),
            way=known[type(row)].of(_subject(row), row.version, row.who),
        )
        for key, row in made.items()
    }


def _subject(row: _Made) -> str:
    return f"{_ON_RECORD[type(row)][1]} {row.flag_id if isinstance(row, DecisionRow) else row.status_id}"


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
