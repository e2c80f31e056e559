"""What a webhook was told of and the reader of today reads otherwise: leads, and operators on leads, that the machine
takes back, and those that it reads again (store.flagging.rereading marks them).

An event tells how a lead stands now. Its key holds when it was read anew and what was withdrawn then, so that the next
one is compared with what was told last, and not with a clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select

from evidence.format.chain import stamp
from store.clusters import goes_by
from store.flagging.dismissals import SETTLED
from store.flagging.withdrawn import is_lead_withdrawn, is_name_withdrawn
from store.mail_states import DEAD
from store.session import Session
from store.tables import DecisionRow, DeliveryRow, FlagOperatorRow, FlagRow, WebhookRow
from store.tables.base import chunks

WITHDRAWN, RESTORED = "flag.withdrawn", "flag.restored"
_KEY = "reread"
_WHOLE = "all"
_Withdrawn = frozenset[str]
"""Ids of operators whom a lead named and names no more; or `_WHOLE` alone."""


class Reread(NamedTuple):
    """That something was withdrawn of a lead, or is read again."""

    key: str
    kind: str
    flag_id: int


def rereads(session: Session, row: WebhookRow) -> Iterator[Reread]:
    """Of each lead that this webhook was told of, and that was read anew since, how it is read if that is otherwise."""
    earlier, told = _earlier(session, row)
    for flag_id, (key, at, withdrawn) in _read_now(session, row).items():
        was = told.get(flag_id, frozenset())
        if withdrawn == was or key in earlier:
            continue
        first = _first_told(session, row, flag_id)
        if first is None or (flag_id not in told and at <= first):  # it was told as it is read now
            continue
        is_less = _WHOLE not in was and (_WHOLE in withdrawn or not withdrawn <= was)
        yield Reread(f"{key}:{'+'.join(sorted(withdrawn))}", WITHDRAWN if is_less else RESTORED, flag_id)


def _earlier(session: Session, row: WebhookRow) -> tuple[set[str], dict[int, _Withdrawn]]:
    """The events of this kind that were made, by their keys without what was withdrawn; and what the last that was not
    given up said of each flag."""
    mine = (DeliveryRow.webhook_id == row.webhook_id, DeliveryRow.key.like(f"{_KEY}:%"))
    made: set[str] = set()
    told: dict[int, _Withdrawn] = {}
    query = select(DeliveryRow.key, DeliveryRow.state).where(*mine).order_by(DeliveryRow.delivery_id)
    for key, state in session.execute(query):
        before, _colon, withdrawn = key.rpartition(":")
        made.add(before)
        if state != DEAD:
            told[int(key.split(":")[1])] = frozenset(filter(None, withdrawn.split("+")))
    return made, told


def _read_now(session: Session, row: WebhookRow) -> dict[int, tuple[str, datetime, _Withdrawn]]:
    """Each flag that was read anew since the webhook was added, and that this one may have been told of: the key of its
    event, when it was read, and what of it is withdrawn."""
    since = _since(row)
    leads = session.execute(select(FlagRow.flag_id, FlagRow.reread_at, is_lead_withdrawn()).where(*since)).all()
    query = (
        select(FlagRow.flag_id, goes_by(FlagOperatorRow.operator_id), is_name_withdrawn())
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .where(*since)
    )
    unread: dict[int, set[int]] = {}
    read: dict[int, set[int]] = {}
    for flag_id, operator_id, is_unread in session.execute(query):
        (unread if is_unread else read).setdefault(flag_id, set()).add(operator_id)
    found: dict[int, tuple[str, datetime, _Withdrawn]] = {}
    for flag_id, at, is_whole in leads:
        assert at is not None  # noqa: S101 - asked for
        gone = {str(each) for each in unread.get(flag_id, set()) - read.get(flag_id, set())}
        found[flag_id] = f"{_KEY}:{flag_id}:{stamp(at)}", at, frozenset({_WHOLE} if is_whole else gone)
    return found


def _since(row: WebhookRow) -> tuple[ColumnElement[bool], ...]:
    decided = select(DecisionRow.flag_id).where(DecisionRow.decision_id > row.from_decision)
    known = or_(FlagRow.updated_at >= row.added_at, FlagRow.flag_id.in_(decided))
    return FlagRow.reread_at >= row.added_at, known, ~SETTLED  # who was dismissed is named to nobody once more


def _first_told(session: Session, row: WebhookRow, flag_id: int) -> datetime | None:
    """When the first event about a flag was made that is there or on its way. What was given up was not told."""
    versions = session.scalars(select(FlagRow.evidence_version).where(FlagRow.flag_id == flag_id)).one()
    decided = session.scalars(select(DecisionRow.decision_id).where(DecisionRow.flag_id == flag_id))
    keys = [f"decision:{each}" for each in decided] + [f"flag:{flag_id}:{each}" for each in range(1, versions + 1)]
    mine = (DeliveryRow.webhook_id == row.webhook_id, DeliveryRow.state != DEAD)
    made = (
        session.scalar(select(func.min(DeliveryRow.queued_at)).where(*mine, DeliveryRow.key.in_(part)))
        for part in chunks(keys)
    )
    return min(filter(None, made), default=None)
