"""Runs and sources as people see them."""

from __future__ import annotations

from store.session import Session
from store.views.records import RunDetail, RunSummary, SourceRow


def runs(session: Session, *, limit: int = 30) -> list[RunSummary]:
    """Nights, newest first."""
    raise NotImplementedError


def run(session: Session, run_id: int) -> RunDetail:
    """One night with its ledger.

    Raises:
        NotFoundError: there is no such run.
    """
    raise NotImplementedError


def sources(session: Session) -> list[SourceRow]:
    """Every source with its health, by id."""
    raise NotImplementedError


def source(session: Session, source_id: str) -> SourceRow:
    """One source with its health.

    Raises:
        NotFoundError: there is no such source.
    """
    raise NotImplementedError
