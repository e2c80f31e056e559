"""What people corrected of what sources say of a standing, for queries.

A statement (a row of operator_statuses that accuses) that was read as more than its source says stands lower. One that
does not accuse this operator stands as nothing, and once no statement of a document is left, what the document says of
the operator counts no more. `store.flagging.corrections` makes corrections; the newest of each statement holds.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, ColumnExpressionArgument, Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from core.terms import LegalStatus
from store.built_once import built_once
from store.tables import (
    CorrectionRow,
    DocumentRow,
    FlagOperatorRow,
    FlagRow,
    OperatorMentionRow,
    OperatorPriceRow,
    OperatorStatusRow,
)

NOTHING = ""
"""As what a statement stands that does not accuse its operator."""

ACCUSING = tuple(status.value for status in LegalStatus if status is not LegalStatus.CLEARED)
"""What can be corrected. Who is cleared is decided on as a clearing (store.flagging.clearings)."""


def is_less(stands_as: str, status: str) -> bool:
    """Whether a statement that stands so says less than one that was read as this."""
    return stands_as == NOTHING or ACCUSING.index(stands_as) < ACCUSING.index(status)


@built_once
def holds(row: type[CorrectionRow] = CorrectionRow) -> ColumnElement[bool]:
    """Whether a correction is the newest of its statement, for a query of them."""
    newer = aliased(CorrectionRow)
    return ~exists().where(newer.status_id == row.status_id, newer.version > row.version)


@built_once
def is_corrected_away(row: type[OperatorStatusRow] = OperatorStatusRow) -> ColumnElement[bool]:
    """Whether a statement does not accuse its operator, for a query of them."""
    return row.status_id.in_(_which(CorrectionRow.stands_as == NOTHING))


@built_once
def stands_as() -> ColumnElement[str]:
    """As what each statement stands that counts, for a query of them."""
    newest = select(CorrectionRow.stands_as).where(CorrectionRow.status_id == OperatorStatusRow.status_id, holds())
    return func.coalesce(newest.scalar_subquery(), OperatorStatusRow.status)


@built_once
def is_standing(status: LegalStatus) -> ColumnElement[bool]:
    """Whether a statement stands as this, for a query of them."""
    as_read = and_(OperatorStatusRow.status == status.value, OperatorStatusRow.status_id.not_in(_which(_IS_LOWERED)))
    lowered = OperatorStatusRow.status_id.in_(_which(_IS_LOWERED, CorrectionRow.stands_as == status.value))
    return or_(as_read, lowered)


@built_once
def is_naming_corrected(
    mention: type[OperatorMentionRow] | type[OperatorPriceRow] = OperatorMentionRow,
) -> ColumnElement[bool]:
    """Whether nothing is left that a document says of an operator, for a query of mentions, or of prices."""
    row, other = aliased(CorrectionRow), aliased(OperatorStatusRow)  # the caller's query may have them
    corrected = select(row.operator_id, row.document_id).where(row.stands_as == NOTHING, holds(row))
    is_left = (
        exists()
        .where(
            other.operator_id == mention.operator_id,
            other.status.in_(ACCUSING),  # with it, the index finds the document
            other.document_id == mention.document_id,
            ~is_corrected_away(other),
        )
        .correlate(mention)
    )
    return and_(tuple_(mention.operator_id, mention.document_id).in_(corrected), ~is_left)


@built_once
def is_name_corrected() -> ColumnElement[bool]:
    """Whether people corrected all that the documents of a lead say of an operator whom it names; for a query of flags
    with whom they name."""
    mention, row, document = aliased(OperatorMentionRow), aliased(CorrectionRow), aliased(DocumentRow)
    is_left = (
        exists()
        .where(
            mention.operator_id == FlagOperatorRow.operator_id,
            mention.story_id == FlagRow.story_id,
            ~is_naming_corrected(mention),
        )
        .correlate(FlagOperatorRow, FlagRow)
    )  # the first may stand further out
    corrected = select(row.operator_id, document.story_id).join(document, document.document_id == row.document_id)
    named = tuple_(FlagOperatorRow.operator_id, FlagRow.story_id)
    return and_(named.in_(corrected.where(row.stands_as == NOTHING, holds(row))), ~is_left)


@built_once
def is_name_lowered() -> ColumnElement[bool]:
    """Whether people corrected something to less that the documents of a lead say of an operator whom it names; for a
    query of flags with whom they name."""
    row, document = aliased(CorrectionRow), aliased(DocumentRow)
    lowered = select(row.operator_id, document.story_id).join(document, document.document_id == row.document_id)
    less = lowered.where(row.stands_as != row.status, holds(row))
    return tuple_(FlagOperatorRow.operator_id, FlagRow.story_id).in_(less)


def _which(*which: ColumnExpressionArgument[bool]) -> Select[int]:
    """The statements whose newest correction is such: few, and listed once a query."""
    return select(CorrectionRow.status_id).where(*which, holds())


_IS_LOWERED = and_(CorrectionRow.stands_as != NOTHING, CorrectionRow.stands_as != CorrectionRow.status)
