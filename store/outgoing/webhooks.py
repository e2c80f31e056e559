"""Webhooks: where flags and decisions are posted to, and how far each event has come on its way there.

    queued -> delivered
           -> failed (tried again when due) -> ... -> dead

Unlike a mail, an event may be posted twice where an answer was lost: it carries the same id each time, by which its
receiver knows it. store.outgoing.webhook_events finds what is new.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update

from core.errors import ConflictError, NotFoundError
from store import audit
from store.mail_states import DEAD, FAILED, QUEUED
from store.outgoing.outbox import BACKOFF
from store.session import Session
from store.tables import DecisionRow, DeliveryRow, WebhookRow
from store.tables.base import clean, insert_one

DELIVERED, TEST, TEST_FAILED = "delivered", "test", "test failed"
PURGED = "dead, and purged"
"""How an event is counted that was given up, and of which a purge took what it told: nothing is to be done."""

_TESTS = f"{TEST}:%"
_REMEDY = "`almenara webhook list` shows them."
UNSIGNED = "it has no secret (backups hold none): `almenara webhook renew` makes one"


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where events go. The secret is never printed with it."""

    webhook_id: int
    url: str
    secret: str = field(repr=False)  # "" after a restore: backups do not hold it
    added_by: str
    added_at: datetime
    states: Mapping[str, int] = field(default_factory=dict)  # how many events stand in which state
    error: str = ""  # why the newest event that was not taken was not


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one webhook."""

    delivery_id: int
    webhook_id: int
    event_id: str
    body: str
    state: str
    tries: int
    error: str


def add(session: Session, url: str, *, who: str, now: datetime) -> Webhook:
    """Post what is new from now on to this address. The secret in the answer can't be asked for again.

    Raises:
        ConflictError: it is posted there already.
    """
    values = {
        "url": url,
        "secret": _new_secret(),
        "from_decision": session.scalar(select(func.max(DecisionRow.decision_id))) or 0,
        "added_by": clean(who),
        "added_at": now,
    }
    if not insert_one(session, WebhookRow, values):
        raise ConflictError(f"{url} is a webhook already.", remedy=_REMEDY)
    row = session.scalars(select(WebhookRow).where(WebhookRow.url == url)).one()
    audit.record(session, "webhook added", who, f"webhook {row.webhook_id}", details={"url": url})
    return _webhook(row)


def renew(session: Session, webhook_id: int, *, who: str) -> Webhook:
    """Give a webhook a new secret; the old one signs nothing any more.

    Raises:
        NotFoundError: there is no such webhook.
    """
    row = row_of(session, webhook_id)
    row.secret = _new_secret()
    session.flush()
    audit.record(session, "webhook secret renewed", who, f"webhook {webhook_id}", details={"url": row.url})
    return _webhook(row)


def remove(session: Session, webhook_id: int, *, who: str) -> None:
    """Post there no more; what is on its way is forgotten.

    Raises:
        NotFoundError: there is no such webhook.
    """
    row = row_of(session, webhook_id)
    session.delete(row)
    session.flush()
    audit.record(session, "webhook removed", who, f"webhook {webhook_id}", details={"url": row.url})


def webhooks(session: Session) -> list[Webhook]:
    """All, oldest first, with the states of their events."""
    is_failed_test = and_(DeliveryRow.state == DEAD, DeliveryRow.key.like(_TESTS))
    is_purged = and_(DeliveryRow.state == DEAD, DeliveryRow.body == "")
    state = case((is_failed_test, TEST_FAILED), (is_purged, PURGED), else_=DeliveryRow.state).label("stands")
    each = select(DeliveryRow.webhook_id, state).subquery()
    counted = select(each.c.webhook_id, each.c.stands, func.count()).group_by(each.c.webhook_id, each.c.stands)
    states: dict[int, dict[str, int]] = {}
    for webhook_id, stands, number in session.execute(counted):
        states.setdefault(webhook_id, {})[stands] = number
    newest = select(func.max(DeliveryRow.delivery_id)).where(DeliveryRow.state.in_([FAILED, DEAD]))
    troubled = select(DeliveryRow).where(DeliveryRow.delivery_id.in_(newest.group_by(DeliveryRow.webhook_id)))
    why = {row.webhook_id: row.error for row in session.scalars(troubled)}
    rows = session.scalars(select(WebhookRow).order_by(WebhookRow.webhook_id))
    return [_webhook(row, states.get(row.webhook_id, {}), why.get(row.webhook_id, "")) for row in rows]


def webhook(session: Session, webhook_id: int) -> Webhook:
    """One.

    Raises:
        NotFoundError: there is no such webhook.
    """
    return _webhook(row_of(session, webhook_id))


def due(session: Session, webhook_id: int, now: datetime, limit: int = 1000) -> list[Delivery]:
    """Events of a webhook whose time has come, oldest first."""
    ready = (DeliveryRow.state.in_([QUEUED, FAILED]), DeliveryRow.due_at <= now)
    query = select(DeliveryRow).where(DeliveryRow.webhook_id == webhook_id, *ready)
    return [_delivery(row) for row in session.scalars(query.order_by(DeliveryRow.delivery_id).limit(limit))]


def delivery(session: Session, delivery_id: int) -> Delivery:
    """One event as it stands. NotFoundError: the webhook was removed, and its events with it."""
    return _delivery(_still_there(session, delivery_id))


def set_aside(session: Session) -> int:
    """How many events were given up. A test that failed is none: who tried it was told, and it has nothing to tell."""
    return session.scalar(select(func.count()).where(*_given_up())) or 0


def missed(session: Session, since: datetime) -> int:
    """How many events were tried since then and not taken; tests aside."""
    tried = (DeliveryRow.state.in_([FAILED, DEAD]), DeliveryRow.changed_at >= since, DeliveryRow.key.not_like(_TESTS))
    return session.scalar(select(func.count()).where(*tried)) or 0


def _given_up() -> tuple[ColumnElement[bool], ...]:
    """And could still be posted: of the others a purge took what they told."""
    return DeliveryRow.state == DEAD, DeliveryRow.key.not_like(_TESTS), DeliveryRow.body != ""


def _still_there(session: Session, delivery_id: int) -> DeliveryRow:
    row = session.get(DeliveryRow, delivery_id, populate_existing=True)
    if row is None:
        raise NotFoundError("The webhook was removed while it was served.", remedy="Nothing is to be done.")
    return row


def delivered(session: Session, delivery_id: int, now: datetime) -> None:
    """The receiver has taken it. NotFoundError: the webhook was removed meanwhile, and its events with it."""
    row = _still_there(session, delivery_id)
    row.state, row.error, row.changed_at, row.tries = DELIVERED, "", now, row.tries + 1
    session.flush()


def failed(session: Session, delivery_id: int, error: str, now: datetime, *, max_tries: int) -> str:
    """The receiver has not taken it, or nobody knows. Returns the state that follows: failed or dead. NotFoundError: as
    `delivered`."""
    row = _still_there(session, delivery_id)
    row.tries += 1
    row.state = DEAD if row.tries >= max_tries else FAILED
    row.error, row.changed_at = clean(error), now
    row.due_at = now + BACKOFF[min(row.tries, len(BACKOFF)) - 1]
    session.flush()
    return row.state


def again(session: Session, now: datetime) -> int:
    """Put every event that was given up, or waits for its next try, back into the queue, by a person's command. Returns
    how many."""
    waits = DeliveryRow.state == FAILED
    rows = list(session.scalars(select(DeliveryRow).where(or_(and_(*_given_up()), waits))))
    for row in rows:
        row.state, row.tries, row.due_at, row.changed_at = QUEUED, 0, now, now
    session.flush()
    return len(rows)


def old(session: Session, before: datetime) -> int:
    """How many events `forget` would take."""
    return session.scalar(select(func.count()).select_from(DeliveryRow).where(*_over(before))) or 0


def forget(session: Session, before: datetime, *, who: str) -> int:
    """Take what was told in events that arrived, or were given up, before that moment: operators are named in it.
    Returns how many; that they were told stays."""
    gone = update(DeliveryRow).where(*_over(before)).values(body="").returning(DeliveryRow.delivery_id)
    ids = sorted(session.scalars(gone.execution_options(synchronize_session=False)))
    if ids:
        audit.record(session, "purged", who, details={"events": ids})
    return len(ids)


def _over(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return DeliveryRow.state.in_([DELIVERED, DEAD]), DeliveryRow.changed_at < before, DeliveryRow.body != ""


def row_of(session: Session, webhook_id: int) -> WebhookRow:
    """The row of a webhook.

    Raises:
        NotFoundError: there is no such webhook.
    """
    row = session.get(WebhookRow, webhook_id)
    if row is None:
        raise NotFoundError(f"There is no webhook {webhook_id}.", remedy=_REMEDY)
    return row


def _new_secret() -> str:
    return f"whsec_{secrets.token_urlsafe(32)}"


def _webhook(row: WebhookRow, states: Mapping[str, int] | None = None, error: str = "") -> Webhook:
    why = error if row.secret else UNSIGNED
    return Webhook(row.webhook_id, row.url, row.secret, row.added_by, row.added_at, states or {}, why)


def _delivery(row: DeliveryRow) -> Delivery:
    return Delivery(row.delivery_id, row.webhook_id, row.event_id, row.body, row.state, row.tries, row.error)
