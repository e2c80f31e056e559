"""Mails on their way. A mail is handed over once: what happened between the hand-over and the note of it, when the
process died there, nobody can know, so such a mail is `uncertain` and waits for a person.

    queued -> sending -> sent
                      -> failed (tried again when due) -> ... -> dead
                      -> uncertain (found by `sweep`)
    queued            -> failed (and due as before, where the server takes no mail of anybody: `unserved`)
    uncertain         -> sent (a person knows that it arrived: store.outgoing.returned_mails)
    sent, uncertain   -> dead (a server took it and sent it back: store.outgoing.returned_mails)
    queued, failed    -> dropped (too old, outdated, or to nobody any more: store.outgoing.dropped_mails)

Whoever sends holds the lock "mail" (store.lock), calls `sweep` once, then for each due mail: `begin` (in a transaction
of its own, before the hand-over), and `sent` or `failed` after it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from core.errors import NotFoundError
from core.mailboxes import mailbox_of
from store import audit
from store.mail_states import DEAD, FAILED, GIVEN_UP, QUEUED, SENDING, SENT, UNCERTAIN
from store.outgoing.outdated_mails import outdated
from store.session import Session
from store.tables import MailFlagRow, MailRow, SavedSearchHitRow
from store.tables.base import clean, insert_new, insert_one

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
"""Waiting after the first, second, ... failure; the last for all that follow."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it stands."""

    mail_id: int
    key: str
    recipient: str
    night: date | None
    subject: str
    message: bytes  # RFC 5322, as it is handed over; b"" once a purge took it
    state: str
    tries: int
    due_at: datetime
    changed_at: datetime
    error: str


def mail_key(recipient: str, night: date, kind: str = "digest") -> str:
    """What makes a mail one: whom it goes to, about which night, which kind. The case of the address doesn't matter."""
    return f"{kind}:{night.isoformat()}:{recipient.strip().casefold()}"


def queue(  # noqa: PLR0913 - all of it makes one mail
    session: Session,
    key: str,
    recipient: str,
    subject: str,
    message: bytes,
    now: datetime,
    *,
    night: date | None = None,
    covers: Mapping[int, int] | None = None,
    changed: Mapping[int, int] | None = None,
    passed: Mapping[int, int] | None = None,
    hits: Collection[tuple[int, int]] = (),
) -> bool:
    """Put a mail in the queue, once a key. False: it was there, and stays as it is.

    Args:
        covers: flag id -> evidence_version that the mail tells of; `store.views.unmailed` starts from there.
        changed: the same of leads that it says are withdrawn or corrected, `TAKEN_BACK` where they are none any more.
        passed: the same of flags that the recipient's filters passed over: they are not told of later either.
        hits: (saved search, document) that the mail tells of.
    """
    values = {
        "key": key,
        "recipient": recipient,
        "mailbox": mailbox_of(recipient),
        "night": night,
        "subject": clean(subject),
        "message": message,
        "state": QUEUED,
        "tries": 0,
        "queued_at": now,
        "due_at": now,
        "changed_at": now,
        "error": "",
    }
    if not insert_one(session, MailRow, values):
        return False
    mail_id = session.scalars(select(MailRow.mail_id).where(MailRow.key == key)).one()
    told = {**(changed or {}), **(covers or {})}
    about_flags = [
        {"mail_id": mail_id, "flag_id": flag_id, "evidence_version": version, "told": flag_id in told}
        for flag_id, version in ({**(passed or {}), **told}).items()
    ]
    insert_new(session, MailFlagRow, about_flags)
    found = [{"mail_id": mail_id, "search_id": search, "document_id": document} for search, document in hits]
    insert_new(session, SavedSearchHitRow, found)
    about = {"recipient": recipient, "flags": sorted(told)}
    audit.record(session, "mail queued", audit.MACHINE, f"mail {mail_id}", details=about)
    return True


def due(session: Session, now: datetime, limit: int = 100) -> list[Mail]:
    """Mails whose time has come, oldest first."""
    ready = select(MailRow).where(MailRow.state.in_([QUEUED, FAILED]), MailRow.due_at <= now)
    return [_mail(row) for row in session.scalars(ready.order_by(MailRow.due_at, MailRow.mail_id).limit(limit))]


def begin(session: Session, mail_id: int, now: datetime) -> bytes | None:
    """Claim a mail for sending; commit before the hand-over. Gives it as it stands now: since `due` was asked, a name
    may have been hidden in it. None: somebody else has it, it is no longer due, or it is outdated by now."""
    if outdated(session, [mail_id]):
        return None
    return _while_due(session, mail_id, now, state=SENDING, tries=MailRow.tries + 1)


def sent(session: Session, mail_id: int, now: datetime) -> None:
    """The server has taken it."""
    _settle(session, mail_id, state=SENT, error="", due_at=None, now=now)


def failed(session: Session, mail_id: int, error: str, now: datetime, *, max_tries: int = 8) -> str:
    """The server has not taken it. Returns the state that follows: `failed`, to be tried again, or `dead`. What it says
    it will never take (5xx) is tried as often: so says a server, too, that is set up wrongly for a day."""
    row = _sending(session, mail_id)
    state = DEAD if row.tries >= max_tries else FAILED
    wait = BACKOFF[min(max(row.tries, 1), len(BACKOFF)) - 1]
    _settle(session, mail_id, state=state, error=error, due_at=now + wait, now=now)
    return state


def unserved(session: Session, mail_id: int, error: str, now: datetime) -> bool:
    """The server takes no mail of anybody: `failed`, and due as before, so that the next round tries it again, for as
    long as a mail is kept (store.outgoing.dropped_mails). False: somebody else has it, or it is no longer due."""
    return _while_due(session, mail_id, now, state=FAILED, error=clean(error)) is not None


def _while_due(session: Session, mail_id: int, now: datetime, **values: Any) -> bytes | None:
    """Change a mail in one statement, if its time has come and nobody else has it; gives its message."""
    change = (
        update(MailRow)
        .where(MailRow.mail_id == mail_id, MailRow.state.in_([QUEUED, FAILED]), MailRow.due_at <= now)
        .values(changed_at=now, **values)
        .returning(MailRow.message)
        .execution_options(synchronize_session=False)
    )
    return session.scalars(change).first()


def uncertain(session: Session, mail_id: int, error: str, now: datetime) -> None:
    """The connection broke after the mail was handed over and before the answer came."""
    _settle(session, mail_id, state=UNCERTAIN, error=error, due_at=None, now=now)


def sweep(session: Session, now: datetime) -> list[Mail]:
    """Mails that a process died over, now `uncertain`: call only while holding the lock "mail", before sending."""
    lost = update(MailRow).where(MailRow.state == SENDING)
    left = lost.values(state=UNCERTAIN, changed_at=now, error="The process ended while it was being sent.")
    ids = list(session.scalars(left.returning(MailRow.mail_id).execution_options(synchronize_session=False)))
    rows = session.scalars(
        select(MailRow).where(MailRow.mail_id.in_(ids)).order_by(MailRow.mail_id), execution_options=_FRESH
    )
    return [_mail(row) for row in rows]


def resend(session: Session, mail_id: int, now: datetime) -> None:
    """Put an uncertain mail, or one that was given up, back into the queue, by a person's command.

    Raises:
        NotFoundError: there is no such mail, it is neither, or a purge has taken its text.
    """
    again = (
        update(MailRow)
        .where(MailRow.mail_id == mail_id, MailRow.state.in_([UNCERTAIN, *GIVEN_UP]), MailRow.message != b"")
        .values(state=QUEUED, tries=0, due_at=now, changed_at=now)
        .returning(MailRow.mail_id)
        .execution_options(synchronize_session=False)
    )
    if session.execute(again).first() is None:
        raise NotFoundError(
            f"No uncertain, dead or dropped mail {mail_id} with a text.",
            remedy="`almenara digest list` shows them.",
        )


def hasten(session: Session, now: datetime) -> None:
    """Let failed mails be tried now, by a person's command; how often they were tried stays."""
    waiting = update(MailRow).where(MailRow.state == FAILED, MailRow.due_at > now)
    session.execute(waiting.values(due_at=now).execution_options(synchronize_session=False))


def mails(session: Session, states: Sequence[str] = (), limit: int = 100, *, with_text: bool = False) -> list[Mail]:
    """Mails in these states (or in any), newest first; `with_text`: only those whose text no purge took."""
    query = select(MailRow).order_by(MailRow.mail_id.desc()).limit(limit)
    query = query.where(MailRow.state.in_(states)) if states else query
    query = query.where(MailRow.message != b"") if with_text else query
    return [_mail(row) for row in session.scalars(query, execution_options=_FRESH)]


def count(
    session: Session,
    states: Sequence[str],
    *,
    since: datetime | None = None,
    due_by: datetime | None = None,
    with_text: bool = False,
) -> int:
    """How many mails are in these states; `since`: that came there since, `due_by`: whose time has come by then,
    `with_text`: as `mails`."""
    mine = select(func.count()).select_from(MailRow).where(MailRow.state.in_(states))
    mine = mine.where(MailRow.message != b"") if with_text else mine
    mine = mine.where(MailRow.changed_at >= since) if since else mine
    return session.scalar(mine.where(MailRow.due_at <= due_by) if due_by else mine) or 0


_FRESH = {"populate_existing": True}


def _sending(session: Session, mail_id: int) -> MailRow:
    row = session.get(MailRow, mail_id, populate_existing=True)
    if row is None or row.state != SENDING:
        raise NotFoundError(f"Mail {mail_id} is not being sent.", remedy="Claim it first, with begin().")
    return row


def _settle(session: Session, mail_id: int, *, state: str, error: str, due_at: datetime | None, now: datetime) -> None:
    row = _sending(session, mail_id)
    row.state, row.error, row.changed_at = state, clean(error), now
    if due_at is not None:
        row.due_at = due_at
    session.flush()


def _mail(row: MailRow) -> Mail:
    return Mail(**{each.name: getattr(row, each.name) for each in fields(Mail)})
