"""Who stands as somebody asks, as their pages say it: not by what people dismissed or have yet to look at, nor by what
a clearance lifts that a person confirmed."""

from __future__ import annotations

from sqlalchemy import Select, select

from core.terms import LegalStatus
from store.clusters import goes_by, members_of
from store.flagging.clearings import IS_UNSURE
from store.flagging.corrected import is_standing
from store.flagging.refused import is_standing_refused
from store.session import Session
from store.tables import OperatorStatusRow
from store.tables.base import chunks
from store.views.standings import left

_WHO = goes_by(OperatorStatusRow.operator_id)


def standing_as(session: Session, status: LegalStatus) -> Select[int]:
    """The operators that stand so, by the entries that they go by."""
    found = _said(status)
    gone = lifted(session, status)
    return found.where(_WHO.not_in(gone)) if gone else found


def lifted(session: Session, status: LegalStatus) -> set[int]:
    """Those of whom a source says this standing and another that they are cleared, and of whom it no longer holds."""
    if status is LegalStatus.CLEARED:
        return set()
    both = list(session.scalars(_said(LegalStatus.CLEARED).where(_WHO.in_(_said(status))).distinct()))
    found: set[int] = set()
    for chunk in chunks(both):
        stand = left(session, members_of(session, chunk))
        found.update(each for each in chunk if status not in stand.get(each, ()))
    return found


def _said(status: LegalStatus) -> Select[int]:
    return select(_WHO).where(is_standing(status), ~is_standing_refused(), ~IS_UNSURE)
