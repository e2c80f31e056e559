"""What no operator is to be read without, for programs and files; pages say it in the reader's language."""

from __future__ import annotations

from collections.abc import Collection

from core.terms import LegalStatus
from store.exchange import sheets
from store.session import Session
from store.views import OperatorSummary
from store.views.operator_lines import operator_lines

DISMISSED = "No lead: people dismissed every lead on it."
WITHDRAWN = "No lead: the reader of today no longer reads what an earlier one read of it."


def caution(operator: OperatorSummary) -> str:
    """That it is a lead and no finding, and whether a source clears it; or that it stands as cleared, or that
    nothing of what there was stands: people dismissed it, or no reader reads it any more."""
    if operator.status is LegalStatus.CLEARED:
        return sheets.CLEARED
    if operator.dismissed:
        return DISMISSED
    on, waits, doubtful = operator.said_cleared, operator.clearance_waits, operator.clearance_doubtful
    if operator.withdrawn:
        return " ".join(filter(None, [WITHDRAWN, sheets.clearing(on, waits=waits, is_doubtful=doubtful)]))
    return sheets.caution(on, waits=waits, is_doubtful=doubtful)


def needed(session: Session, operator_ids: Collection[int]) -> dict[int, str]:
    """Of these operators those that a source clears, or that are no lead, with what they are not to be read without."""
    lines = operator_lines(session, operator_ids)
    return {number: caution(line) for number, line in lines.items() if line.said_cleared or not is_accused(line)}


def is_accused(operator: OperatorSummary) -> bool:
    """Whether it may be put to others as one that sources accuse: neither cleared, nor dismissed or withdrawn."""
    return operator.status is not LegalStatus.CLEARED and not operator.is_over


def is_doubted(operator: OperatorSummary) -> bool:
    """Whether no program may take anybody for it by itself, so that a person looks: it is not accused, or a source
    clears it and nobody has decided on that."""
    return not is_accused(operator) or (operator.said_cleared is not None and operator.clearance_waits)
