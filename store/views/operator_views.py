"""Operators as people see them."""

from __future__ import annotations

from store.session import Session
from store.views.records import OperatorDetail, OperatorSummary


def operators(session: Session, *, limit: int = 50, offset: int = 0) -> list[OperatorSummary]:
    """Operators, last seen first."""
    raise NotImplementedError


def operator(session: Session, operator_id: int) -> OperatorDetail:
    """One operator in full.

    Raises:
        NotFoundError: there is no such operator.
    """
    raise NotImplementedError
