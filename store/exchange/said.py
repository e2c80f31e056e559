"""What sources said of operators' standing, as it is handed to others: without the bystanders whom they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from core.terms import LegalStatus
from store.bystanders import Hide, hidden_in_documents
from store.flagging.clearings import IS_UNSURE
from store.flagging.corrected import stands_as
from store.flagging.refused import is_standing_refused
from store.session import Session
from store.tables import DocumentRow, OperatorStatusRow


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of an operator's standing, where and when."""

    status: LegalStatus
    on: date
    url: str
    publisher: str
    sentence: str  # of a document without its bystanders: no purge reaches a file that went out
    is_dated: bool = True  # else a list says it without a day, and `on` is that of reading it

    @property
    def has_day(self) -> bool:
        """Whether a day goes out with it: what clears bears one, for nobody takes it in without."""
        return self.is_dated or self.status is LegalStatus.CLEARED


def said_of(session: Session, of: Mapping[int, int]) -> dict[int, list[Said]]:
    """By operator, oldest first, what sources say of it, but for what counts no more; `of` maps every entry to the one
    that it goes by."""
    found: dict[int, list[Said]] = {}
    query = (
        select(OperatorStatusRow, stands_as(), DocumentRow)
        .outerjoin(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .where(OperatorStatusRow.operator_id.in_(of), ~is_standing_refused(), ~IS_UNSURE)
        .order_by(OperatorStatusRow.said_on, OperatorStatusRow.status_id)
    )
    rows = session.execute(query).all()
    hidden = hidden_in_documents(session, {row.document_id for row, *_rest in rows if row.document_id is not None})
    for row, status, document in rows:
        hide: Hide = str
        url, publisher = row.url, row.publisher
        if document is not None:
            url, publisher, hide = document.url, document.publisher, hidden.get(document.document_id, str)
        line = Said(LegalStatus(status), row.said_on, url, publisher, hide(row.sentence), row.is_dated)
        found.setdefault(of[row.operator_id], []).append(line)
    return found
