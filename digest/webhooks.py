"""Events to the webhooks: what is new is put on its way, and what is due is posted; whatever is left undone is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from core.errors import InputError, NotFoundError
from core.settings import WebhookSettings
from digest.posting import NotDeliveredError, post, signed, target
from store import lock
from store.mail_states import DEAD
from store.outgoing import webhook_events, webhooks
from store.outgoing.webhooks import Delivery, Webhook
from store.session import Database

USER_AGENT = "Almenara webhook"


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What one call did, in numbers, and what a person should read."""

    delivered: int
    trouble: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """All of it, in sentences."""
        return (*([f"{self.delivered} delivered."] if self.delivered else []), *self.trouble)


def deliver_due(database: Database, settings: WebhookSettings, base_url: str, now: datetime) -> DeliveryReport:
    """Queue what is new and post every event whose time has come.

    A receiver that failed gets nothing more in this round: what waits for it comes with the next.

    Raises:
        BusyError: another process is delivering.
    """
    with database.reading() as session:
        hooks = webhooks.webhooks(session)
    if not hooks:
        return DeliveryReport(0, ())
    trouble: list[str] = []
    delivered = 0
    with lock.hold(database, "webhooks"):
        with database.transaction() as session:
            webhook_events.queue_new(session, base_url, now)
        for hook in hooks:
            number, error, state = _round(database, hook, settings, now)
            delivered += number
            if error:
                follows = "set aside after its last try" if state == DEAD else "will be tried again"
                trouble.append(f"To webhook {hook.webhook_id}: not delivered, {follows}: {error}.")
    with database.reading() as session:
        if dead := webhooks.set_aside(session):
            trouble.append(f"{dead} set aside: `almenara webhook deliver --again` tries them once more.")
    return DeliveryReport(delivered, tuple(trouble))


def _round(database: Database, hook: Webhook, settings: WebhookSettings, now: datetime) -> tuple[int, str, str]:
    """Post to one webhook until nothing is due or it fails: how many it took, what is wrong, and what follows."""
    with database.reading() as session:
        waiting = webhooks.due(session, hook.webhook_id, now)
    for number, event in enumerate(waiting):
        try:
            error, state = _deliver(database, hook, event, settings, now)
        except NotFoundError:  # somebody removed it meanwhile
            return number, "", ""
        if error:
            return number, error, state
    return len(waiting), "", ""


def try_out(database: Database, settings: WebhookSettings, webhook_id: int, base_url: str, now: datetime) -> str:
    """Post one event that tells of nothing, now; returns what is wrong, or nothing where it was taken.

    Raises:
        NotFoundError: there is no such webhook.
    """
    with database.transaction() as session:
        hook = webhooks.webhook(session, webhook_id)
        delivery_id = webhook_events.queue_test(session, webhook_id, base_url, now)
        event = webhooks.delivery(session, delivery_id)
    error, _state = _deliver(database, hook, event, settings.model_copy(update={"max_tries": 1}), now)
    return error


def _deliver(
    database: Database, hook: Webhook, event: Delivery, settings: WebhookSettings, now: datetime
) -> tuple[str, str]:
    """Post one event and note what became of it. Returns what is wrong, or nothing, and the state that follows. It is
    posted as it stands now: since it was due, a name may have been hidden in it, or another secret made."""
    with database.reading() as session:
        hook, event = webhooks.webhook(session, hook.webhook_id), webhooks.delivery(session, event.delivery_id)
    try:
        if not hook.secret:
            raise NotDeliveredError(webhooks.UNSIGNED)
        body = event.body.encode()
        headers = {
            "User-Agent": USER_AGENT,
            "Idempotency-Key": event.event_id,
            **signed(hook.secret, body, datetime.now(UTC)),
        }
        post(target(hook.url, settings), body, headers, settings)
    except (NotDeliveredError, InputError) as error:
        with database.transaction() as session:
            state = webhooks.failed(session, event.delivery_id, str(error), now, max_tries=settings.max_tries)
        return str(error), state
    with database.transaction() as session:
        webhooks.delivered(session, event.delivery_id, now)
    return "", webhooks.DELIVERED
