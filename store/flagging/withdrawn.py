"""What the machine takes back of its own word: a withdrawn reading is one that an earlier reader made of a document and
the reader of today does not. It counts no more and accuses nobody, unless a person confirmed it; it clears nobody
either, and stays on record. `store.flagging.rereading` marks it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from core.terms import FlagKind, FlagState
from store.built_once import asked, built_once
from store.session import Session
from store.tables import (
    AnalysisRow,
    DecisionRow,
    DocumentRow,
    FlagEventRow,
    FlagOperatorRow,
    FlagRow,
    LinkRow,
    OperatorMentionRow,
    OperatorPriceRow,
    OperatorRow,
    OperatorStatusRow,
    WithdrawnReadingRow,
)
from store.tables.base import UtcDateTime, chunks

UNNAMED = ""
"""The status under which a document is marked that does not name an operator any more."""

_CONFIRMED = FlagState.CONFIRMED.value
_FROM_THE_FIRST: ColumnElement[int] = literal(0)
_DOCUMENT = aliased(DocumentRow)
_Key = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]
_OfFlag = Callable[[type[FlagRow], type[FlagEventRow]], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That the reader of today no longer reads what is told."""

    read_by: str  # the last reader that did
    at: datetime | None  # when that was found; None of a flag that it still carries
    stands: bool  # whether a person confirmed it, so that it counts all the same


@built_once
def is_lead_withdrawn() -> ColumnElement[bool]:
    """Whether no reader of today finds the lead in any of its documents, and no person confirmed it; for a query of
    flags."""
    return and_(FlagRow.is_withdrawn, FlagRow.state != _CONFIRMED)


@built_once
def is_name_confirmed() -> ColumnElement[bool]:
    """Whether a person confirmed a lead that named an operator then; for a query of flags with whom they name."""
    since = FlagOperatorRow.withdrawn_at
    return _is_confirmed(FlagOperatorRow.operator_id, lambda flag, _event: flag.flag_id == FlagRow.flag_id, since)


@built_once
def is_name_withdrawn() -> ColumnElement[bool]:
    """Whether withdrawn readings alone name an operator on a lead, and no person confirmed that; for the same query."""
    return and_(FlagOperatorRow.is_withdrawn, ~is_name_confirmed())


@built_once
def is_mention_withdrawn(mention: type[OperatorMentionRow] = OperatorMentionRow) -> ColumnElement[bool]:
    """Whether the document of a mention no longer names its operator, and no person confirmed that it does."""
    since = WithdrawnReadingRow.withdrawn_at
    confirmed = _is_confirmed(mention.operator_id, lambda flag, _event: flag.story_id == mention.story_id, since)
    return exists().where(_is_unnamed_by(mention), ~confirmed)


def is_reading_confirmed(until: str) -> ColumnElement[bool]:
    """Whether a person confirmed a lead, at a moment that is given under this name or before, that a reading carried
    and that named the operator; for a query of readings with their mentions of operators."""
    by_then = bindparam(until, type_=UtcDateTime())
    return _is_confirmed(OperatorMentionRow.operator_id, _of_reading, by_then)


@built_once
def is_told() -> ColumnElement[bool]:
    """Whether a mention is told, for a query that joins its reading: one by the reader of today, or the newest where
    that one no longer reads it."""
    other = aliased(OperatorMentionRow)
    newest = (
        select(func.max(other.analysis_id))
        .where(other.operator_id == OperatorMentionRow.operator_id)
        .where(other.revision_id == OperatorMentionRow.revision_id)
        .where(other.document_id == OperatorMentionRow.document_id)  # by which they are looked up
        .correlate(OperatorMentionRow)
        .scalar_subquery()
    )
    withdrawn = and_(_is_unnamed(OperatorMentionRow), OperatorMentionRow.analysis_id == newest)
    return or_(AnalysisRow.current, withdrawn)


@built_once
def is_standing_withdrawn() -> ColumnElement[bool]:
    """Whether a document no longer says a standing, and no person confirmed what it said; for a query of these rows."""
    return exists().where(_IS_STANDING, ~_is_standing_confirmed())


@built_once
def withdrawn_prices() -> Select[int]:
    """The prices of documents that no longer name the operator, and no person confirmed that they do."""
    operator, document = WithdrawnReadingRow.operator_id, WithdrawnReadingRow.document_id
    of_it = and_(OperatorPriceRow.operator_id == operator, OperatorPriceRow.document_id == document)
    query = select(OperatorPriceRow.price_id).join(WithdrawnReadingRow, of_it)
    return query.where(WithdrawnReadingRow.status == UNNAMED, ~_is_naming_confirmed())


def known_no_more(session: Session, entries: Collection[int]) -> set[int]:
    """Of these entries those of which withdrawn readings alone tell: no list has them, and no person confirmed any."""
    named = select(OperatorMentionRow.operator_id).where(OperatorMentionRow.operator_id.in_(entries))
    stand = set(session.scalars(named.where(~is_mention_withdrawn()).distinct()))
    of_lists = select(OperatorRow.operator_id).where(OperatorRow.seed_key.is_not(None))
    return set(entries) - stand - set(session.scalars(of_lists.where(OperatorRow.operator_id.in_(entries))))


def of_standings(session: Session, status_ids: Collection[int]) -> dict[int, Withdrawal]:
    """Those of these rows that are withdrawn."""
    rows = session.execute(_standings(), {"of": list(status_ids)})
    return {status_id: Withdrawal(read_by, at, bool(stands)) for status_id, read_by, at, stands in rows}


@built_once
def _standings() -> Select[*tuple[Any, ...]]:
    columns = (WithdrawnReadingRow.read_by, WithdrawnReadingRow.withdrawn_at, _is_standing_confirmed())
    query = select(OperatorStatusRow.status_id, *columns).join(WithdrawnReadingRow, _IS_STANDING)
    return query.where(OperatorStatusRow.status_id.in_(asked("of")))


def of_mentions(session: Session, entries: Collection[int]) -> dict[tuple[int, int], Withdrawal]:
    """The documents that no longer name one of these entries, by (entry, document)."""
    rows = session.execute(_unnamed(), {"of": list(entries)})
    return {(entry, key): Withdrawal(by, at, bool(confirmed)) for entry, key, by, at, confirmed in rows}


@built_once
def _unnamed() -> Select[*tuple[Any, ...]]:
    operator, document = WithdrawnReadingRow.operator_id, WithdrawnReadingRow.document_id
    told = (WithdrawnReadingRow.read_by, WithdrawnReadingRow.withdrawn_at, _is_naming_confirmed())
    query = select(operator, document, *told)
    return query.where(operator.in_(asked("of")), WithdrawnReadingRow.status == UNNAMED)


def of_documents(session: Session, entries: Collection[int]) -> dict[int, Withdrawal]:
    """The documents that no longer name any of these entries, which are one operator's."""
    found = {document_id: each for (_entry, document_id), each in of_mentions(session, entries).items()}
    query = select(OperatorMentionRow.document_id).where(
        OperatorMentionRow.operator_id.in_(entries),
        OperatorMentionRow.document_id.in_(found),
        ~_is_unnamed(OperatorMentionRow),
    )
    named = set(session.scalars(query.distinct())) if found else set()
    return {document_id: each for document_id, each in found.items() if document_id not in named}


def readers(session: Session, flag_ids: Iterable[int]) -> dict[int, str]:
    """Which reader read each of these flags last before the reader of today."""
    found: dict[int, str] = {}
    ids = sorted(flag_ids)
    for chunk in chunks(ids):
        query = (
            select(FlagEventRow.flag_id, AnalysisRow.reader)
            .join(AnalysisRow, AnalysisRow.analysis_id == FlagEventRow.analysis_id)
            .where(FlagEventRow.flag_id.in_(chunk), ~AnalysisRow.current)
            .order_by(FlagEventRow.analysis_id)
        )
        found.update((flag_id, reader) for flag_id, reader in session.execute(query))
    return found


_IS_STANDING = and_(
    WithdrawnReadingRow.operator_id == OperatorStatusRow.operator_id,
    WithdrawnReadingRow.document_id == OperatorStatusRow.document_id,
    WithdrawnReadingRow.status == OperatorStatusRow.status,
)


def _is_unnamed(mention: type[OperatorMentionRow]) -> ColumnElement[bool]:
    return exists().where(_is_unnamed_by(mention))


def _is_unnamed_by(mention: type[OperatorMentionRow]) -> ColumnElement[bool]:
    return and_(
        WithdrawnReadingRow.operator_id == mention.operator_id,
        WithdrawnReadingRow.document_id == mention.document_id,
        WithdrawnReadingRow.status == UNNAMED,
    )


@built_once
def _is_naming_confirmed() -> ColumnElement[bool]:
    """Whether a person confirmed that the document of a withdrawn reading names its operator; for a query of these."""
    operator, document = WithdrawnReadingRow.operator_id, WithdrawnReadingRow.document_id
    return _is_confirmed(operator, _of_document(document), WithdrawnReadingRow.withdrawn_at)


@built_once
def _is_standing_confirmed() -> ColumnElement[bool]:
    of, since = _of_document(OperatorStatusRow.document_id), WithdrawnReadingRow.withdrawn_at
    return _is_confirmed(OperatorStatusRow.operator_id, of, since, after=WithdrawnReadingRow.version)


def _of_reading(_flag: type[FlagRow], event: type[FlagEventRow]) -> ColumnElement[bool]:
    return event.analysis_id == AnalysisRow.analysis_id


def _of_document(document_id: _Key) -> _OfFlag:
    return lambda flag, _event: and_(flag.story_id == _DOCUMENT.story_id, _DOCUMENT.document_id == document_id)


def _is_confirmed(
    operator_id: _Key,
    of: _OfFlag,
    since: ColumnElement[datetime] | InstrumentedAttribute[Any],
    after: ColumnElement[int] | InstrumentedAttribute[int] = _FROM_THE_FIRST,
) -> ColumnElement[bool]:
    """Whether a lead stands confirmed that named this operator when a person confirmed it, as `store.flagging.covered`
    has it; that is, before it was withdrawn (`since`): afterwards its line named it no more. And when the lead was more
    than of a version (`after`)."""
    flag, event, decision, link = aliased(FlagRow), aliased(FlagEventRow), aliased(DecisionRow), aliased(LinkRow)
    confirmed = exists().where(
        flag.kind == FlagKind.LEAD.value,
        flag.state == _CONFIRMED,
        of(flag, event),
        event.flag_id == flag.flag_id,
        decision.flag_id == flag.flag_id,
        decision.to_state == _CONFIRMED,
        decision.version > event.version,
        decision.version > after,
        or_(since.is_(None), decision.decided_at <= since),
        link.analysis_id == event.analysis_id,
        link.operator_id + 0 == operator_id,  # by the event's reading: SQLite would read all links of a busy operator
        link.linked,
        ~link.is_clearance,
    )
    # All else is of a query around it, also of the second: left to itself, SQLAlchemy takes that for any row there is.
    return confirmed.correlate_except(flag, event, decision, link, _DOCUMENT)
