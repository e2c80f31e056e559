"""By which key somebody of a list is known here already."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from store.session import Session
from store.tables import OperatorRow
from store.tables.base import CHUNK


def known_keys(session: Session, keys: Sequence[str]) -> dict[str, int]:
    """Which of these keys lists have brought before, each with its entry."""
    found: dict[str, int] = {}
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        query = select(OperatorRow.seed_key, OperatorRow.operator_id).where(OperatorRow.seed_key.in_(chunk))
        found |= {str(key): operator_id for key, operator_id in session.execute(query)}
    return found
