"""Linking and correcting take turns. On PostgreSQL one sees nothing of the other's until it is kept: what a copy says
that was linked meanwhile would not be corrected with its story, by neither. SQLite has only one writer anyway.

Many may link at once; who corrects, or forgets somebody (store.purge), waits for those who do (a batch of
pipeline.ahead), and they for that.
"""

from __future__ import annotations

from sqlalchemy import text

from store.session import Session

_LOCK = 0x414C4D43


def while_linking(session: Session) -> None:
    """Keep people from correcting until the transaction ends. To be asked for before it holds anything else."""
    _take(session, "SELECT pg_advisory_xact_lock_shared(:key)")


def while_correcting(session: Session) -> None:
    """Wait until nobody links, and keep everybody from it until the transaction ends."""
    _take(session, "SELECT pg_advisory_xact_lock(:key)")


def _take(session: Session, statement: str) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(statement), {"key": _LOCK})
