"""What a recipient was told outside of the digest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from core.mailboxes import mailbox_of
from store.flagging.dismissals import SETTLED
from store.flagging.withdrawn import is_lead_withdrawn
from store.outbox import GIVEN_UP, IMMEDIATE, SENT
from store.session import Session
from store.tables import FlagRow, MailFlagRow, MailRow
from store.tables.base import CHUNK
from store.views.flag_lines import flag_lines
from store.views.records import FlagSummary


@dataclass(frozen=True, slots=True)
class MailedFlag:
    """A flag that a mail of its own told of; `sent_at` is None while that mail waits in the outbox."""

    flag: FlagSummary
    sent_at: datetime | None


def told_before(session: Session, recipient: str, flag_ids: Collection[int]) -> dict[int, int]:
    """Those of these flags that an earlier mail told this recipient of, and the newest evidence that one told."""
    found: dict[int, int] = {}
    ids = sorted(flag_ids)
    for start in range(0, len(ids), CHUNK):
        query = (
            select(MailFlagRow.flag_id, func.max(MailFlagRow.evidence_version))
            .join(MailRow, MailRow.mail_id == MailFlagRow.mail_id)
            .where(MailFlagRow.flag_id.in_(ids[start : start + CHUNK]), MailFlagRow.told)
            .where(MailRow.mailbox == mailbox_of(recipient), MailRow.state.not_in(GIVEN_UP))
            .group_by(MailFlagRow.flag_id)
        )
        found.update((flag_id, version) for flag_id, version in session.execute(query))
    return found


def already_told(session: Session, recipient: str, night: date) -> list[MailedFlag]:
    """The flags of a night that mails of their own told this recipient of, oldest mail first; not those that were
    dismissed or withdrawn since, who would be named once more."""
    query = (
        select(FlagRow, MailRow.state, MailRow.changed_at)
        .join(MailFlagRow, MailFlagRow.flag_id == FlagRow.flag_id)
        .join(MailRow, MailRow.mail_id == MailFlagRow.mail_id)
        .where(MailRow.mailbox == mailbox_of(recipient), MailRow.night == night, MailRow.state.not_in(GIVEN_UP))
        .where(MailRow.key.startswith(IMMEDIATE, autoescape=True), MailFlagRow.told, ~SETTLED, ~is_lead_withdrawn())
        .order_by(MailRow.mail_id, FlagRow.flag_id)
    )
    rows = [(flag, changed if state == SENT else None) for flag, state, changed in session.execute(query)]
    lines = flag_lines(session, [flag for flag, _sent_at in rows])
    return [MailedFlag(line, sent_at) for line, (_flag, sent_at) in zip(lines, rows, strict=True)]
