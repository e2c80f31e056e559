"""The last step of a night: every recipient's mail into the outbox, once."""

from __future__ import annotations

from datetime import datetime

from core.settings import MailSettings
from digest.compose import compose
from digest.render import mailbox, render
from store import outbox
from store.session import Session


def queue_night(
    session: Session, run_id: int, settings: MailSettings, *, silent_nights: int, now: datetime
) -> list[str]:
    """Compose and queue the mails of one run; returns the recipients of those that are new in the outbox.

    Run twice, or by two processes, nothing doubles: a recipient has one mail a night, and what a mail tells of is
    noted in the same transaction. Composed anew each time, a mail that is in the outbox stays as it is there.

    Raises:
        NotFoundError: there is no such run.
        SettingsError: mail.sender, mail.recipients or mail.list_id can't stand in a header.
    """
    added = []
    for recipient in settings.recipients:
        address = mailbox(recipient, "mail.recipients").addr_spec
        composed = compose(session, run_id, recipient, silent_nights=silent_nights)
        message = render(composed.digest, settings, now=now)
        if outbox.queue(
            session,
            outbox.mail_key(address, composed.digest.night),
            recipient,
            str(message["Subject"]),
            message.as_bytes(),
            now,
            night=composed.digest.night,
            covers=composed.covers,
        ):
            added.append(recipient)
    return added
