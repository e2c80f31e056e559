"""Flags as people see them: lines, one in full, and grouped by operator for tonight's page and the mail."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from core.terms import FlagKind, FlagState
from store.session import Session
from store.views.records import FlagDetail, FlagSummary, OperatorFlags


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """Which flags; empty means any. `since` is inclusive and goes by the last change."""

    states: Collection[FlagState] = ()
    kinds: Collection[FlagKind] = ()
    since: datetime | None = None
    operator_id: int | None = None
    source_id: str = ""
    country: str = ""
    run_id: int | None = None
    before_id: int | None = None  # cursor: only flags with a smaller id


def flags(session: Session, chosen: FlagFilter = FlagFilter(), *, limit: int = 50) -> list[FlagSummary]:
    """The chosen flags, newest first."""
    raise NotImplementedError


def flag(session: Session, flag_id: int) -> FlagDetail:
    """One flag in full.

    Raises:
        NotFoundError: there is no such flag.
    """
    raise NotImplementedError


def tonight(session: Session, since: datetime) -> list[OperatorFlags]:
    """Open flags raised or changed by evidence since then, grouped by operator: most independent sources first,
    leads without a name last. A flag that names two operators stands under both."""
    raise NotImplementedError


def unmailed(session: Session, recipient: str, *, first_since: datetime) -> list[OperatorFlags]:
    """As `tonight`, but whatever this recipient's mails haven't covered yet (`store.outbox.queue(covers=...)`).

    `first_since` counts only for a recipient who was never mailed. Mails that were given up do not count as covering.
    """
    raise NotImplementedError


def open_flags(session: Session) -> int:
    """How many flags wait for a person."""
    raise NotImplementedError
