"""Mails of the outbox of which it is told later what became of them: a server sent them back, or they arrived."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP

from sqlalchemy import select

from core.errors import NotFoundError
from store import audit
from store.mail_states import DEAD, SENT, UNCERTAIN
from store.session import Session
from store.tables import MailRow
from store.tables.base import clean

_LOOKED_BACK = 1000


def find_sent(session: Session, mailbox: str, message_id: str) -> int | None:
    """The mail to a mailbox that bears a Message-ID, among the newest thousand; nothing where there is none."""
    newest = (
        select(MailRow.mail_id, MailRow.message)
        .where(MailRow.mailbox == mailbox)
        .order_by(MailRow.mail_id.desc())
        .limit(_LOOKED_BACK)
    )
    headers = BytesHeaderParser(policy=SMTP)
    return next((each for each, message in session.execute(newest) if _id_in(headers, message) == message_id), None)


def mark(session: Session, mail_id: int, why: str, now: datetime, *, who: str) -> bool:
    """A server had taken the mail and has sent it back: nobody was told what it tells of. False: that was known.

    Raises:
        NotFoundError: there is no such mail, or no server has taken it.
    """
    row = session.get(MailRow, mail_id, populate_existing=True)
    if row is not None and row.state == DEAD:
        return False
    if row is None or row.state not in (SENT, UNCERTAIN):
        raise NotFoundError(f"No mail {mail_id} was sent.", remedy="`almenara digest list` shows them.")
    row.state, row.error, row.changed_at = DEAD, clean(f"It came back: {why}"), now
    session.flush()
    audit.record(session, "mail returned", who, f"mail {mail_id}", details={"recipient": row.recipient, "why": why})
    return True


def arrived(session: Session, mail_id: int, now: datetime, *, who: str) -> None:
    """An uncertain mail did arrive, by a person's word.

    Raises:
        NotFoundError: there is no such mail, or it is not uncertain.
    """
    row = session.get(MailRow, mail_id, populate_existing=True)
    if row is None or row.state != UNCERTAIN:
        raise NotFoundError(f"No mail {mail_id} is uncertain.", remedy="`almenara digest list` shows them.")
    row.state, row.error, row.changed_at = SENT, "", now
    session.flush()
    audit.record(session, "mail arrived", who, f"mail {mail_id}", details={"recipient": row.recipient})


def _id_in(headers: BytesHeaderParser[EmailMessage], message: bytes) -> str:
    return str(headers.parsebytes(message).get("Message-ID", "")).strip()
