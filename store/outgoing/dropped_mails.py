"""Mails of the outbox that are sent no more: nobody tried for too long, they say of somebody what nothing says any
more, or nobody is to get them.

Nothing is lost with one: the leads stand on the pages, and what still waits is told by the recipient's next mail.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, update

from store import audit
from store.mail_states import DROPPED, FAILED, QUEUED
from store.outgoing.outdated_mails import outdated
from store.session import Session
from store.tables import MailRow

TOO_OLD = timedelta(days=14)
"""Behind the time at which it was due: a mail server that is set a week late still sends that week's mails."""

OVERDUE = f"It was due for {TOO_OLD.days} days, and nothing sent it."
OUTDATED = "A lead that it tells of was dismissed, withdrawn or corrected before it went out."
NOBODY = "Its mailbox gets no mail any more: it was taken out of the recipients, or is paused."


def drop(session: Session, now: datetime, *, mailboxes: Collection[str] | None = None) -> int:
    """Give up what is too old or outdated; and where `mailboxes` says who is to get mail now, what goes to another.
    How many."""
    with audit.at_the_end(session):
        dropped = _drop(session, now, MailRow.due_at < now - TOO_OLD, why=OVERDUE)
        if old := outdated(session):
            dropped += _drop(session, now, MailRow.mail_id.in_(old), why=OUTDATED)
        if mailboxes is not None:
            dropped += _drop(session, now, MailRow.mailbox.not_in(mailboxes), why=NOBODY)
    return dropped


def _drop(session: Session, now: datetime, which: ColumnElement[bool], *, why: str) -> int:
    """Only what nobody is sending at this moment: whoever sends has claimed it (store.outgoing.outbox.begin)."""
    given_up = (
        update(MailRow)
        .where(MailRow.state.in_([QUEUED, FAILED]), which)
        .values(state=DROPPED, error=why, changed_at=now)
        .returning(MailRow.mail_id, MailRow.recipient)
        .execution_options(synchronize_session=False)
    )
    rows = session.execute(given_up).all()
    for mail_id, recipient in sorted(tuple(row) for row in rows):
        about = {"recipient": recipient, "why": why}
        audit.record(session, "mail dropped", audit.MACHINE, f"mail {mail_id}", details=about)
    return len(rows)
