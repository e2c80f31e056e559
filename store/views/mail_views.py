"""What the mails of a recipient told them, and what they have yet to be told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from core.mailboxes import mailbox_of
from core.terms import FlagState, NightState
from store.flagging.dismissals import SETTLED
from store.flagging.withdrawn import is_lead_withdrawn, is_name_withdrawn
from store.mail_states import DIGEST, GIVEN_UP, IMMEDIATE, SENT, TAKEN_BACK
from store.session import Session
from store.tables import DocumentRow, FlagOperatorRow, FlagRow, MailFlagRow, MailRow, RunRow, SourceRow
from store.tables.base import chunks
from store.views.flag_lines import WAITS, flag_lines
from store.views.records import FlagSummary


@dataclass(frozen=True, slots=True)
class MailedFlag:
    """A flag that a mail of its own told of; `sent_at` is None while that mail waits in the outbox."""

    flag: FlagSummary
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A lead that a mail told of, and that is withdrawn since, wholly or of some whom it named; it names nobody."""

    flag_id: int
    evidence_version: int  # that the mail told of
    source_name: str
    told_at: datetime  # when the mail was made that told of it last
    is_whole: bool


def told_before(session: Session, recipient: str, flag_ids: Collection[int]) -> dict[int, int]:
    """Those of these flags that an earlier mail told this recipient of, and the newest evidence that one told."""
    found: dict[int, int] = {}
    ids = sorted(flag_ids)
    for chunk in chunks(ids):
        query = (
            select(MailFlagRow.flag_id, func.max(MailFlagRow.evidence_version))
            .join(MailRow, MailRow.mail_id == MailFlagRow.mail_id)
            .where(MailFlagRow.flag_id.in_(chunk), MailFlagRow.told)
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


def taken_back(session: Session, recipient: str) -> list[TakenBack]:
    """The leads that the newest mail about them told this recipient of, and that are withdrawn since and not dismissed,
    the oldest first; of one that stands and names fewer, by the time at which that was found."""
    mine = is_mail_of(recipient)
    newest = (
        select(MailFlagRow.flag_id, func.max(MailFlagRow.mail_id).label("mail_id"))
        .join(MailRow, MailRow.mail_id == MailFlagRow.mail_id)
        .join(FlagRow, FlagRow.flag_id == MailFlagRow.flag_id)
        .where(mine, MailFlagRow.told, FlagRow.reread_at.is_not(None))
        .group_by(MailFlagRow.flag_id)
        .subquery()
    )
    names_fewer = exists().where(
        FlagOperatorRow.flag_id == FlagRow.flag_id,
        FlagOperatorRow.withdrawn_at > MailRow.queued_at,
        is_name_withdrawn(),
    )
    name = func.coalesce(SourceRow.name, DocumentRow.source_id)
    query = (
        select(FlagRow.flag_id, MailFlagRow.evidence_version, name, MailRow.queued_at, is_lead_withdrawn())
        .join(newest, newest.c.flag_id == FlagRow.flag_id)
        .join(MailRow, MailRow.mail_id == newest.c.mail_id)
        .join(MailFlagRow, and_(MailFlagRow.mail_id == newest.c.mail_id, MailFlagRow.flag_id == FlagRow.flag_id))
        .join(DocumentRow, DocumentRow.document_id == FlagRow.document_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .where(~SETTLED, MailFlagRow.evidence_version != TAKEN_BACK, or_(is_lead_withdrawn(), names_fewer))
        .order_by(FlagRow.flag_id)
    )
    return [TakenBack(*row) for row in session.execute(query)]


def told_back(session: Session, recipient: str, flag_ids: Collection[int]) -> set[int]:
    """Those of these flags of which the newest mail to this recipient said that they are withdrawn."""
    found: set[int] = set()
    ids = sorted(flag_ids)
    for chunk in chunks(ids):
        is_one = (MailFlagRow.flag_id.in_(chunk), MailFlagRow.told, is_mail_of(recipient))
        query = select(MailFlagRow.flag_id, MailFlagRow.evidence_version).join(MailRow).where(*is_one)
        last = dict(session.execute(query.order_by(MailFlagRow.mail_id)).all())
        found |= {flag_id for flag_id, version in last.items() if version == TAKEN_BACK}
    return found


def is_unmailed(session: Session, recipient: str, first_since: datetime) -> list[ColumnElement[bool]]:
    """Whether `store.views.unmailed` has a flag, for a query of flags."""
    mine = is_mail_of(recipient)
    other, later = aliased(MailFlagRow), aliased(MailRow)
    taken_back_since = exists().where(
        other.flag_id == MailFlagRow.flag_id,
        other.evidence_version == TAKEN_BACK,
        other.mail_id > MailFlagRow.mail_id,
        later.mail_id == other.mail_id,
        later.mailbox == mailbox_of(recipient),
        later.state.not_in(GIVEN_UP),
    )
    covered = exists().where(
        MailFlagRow.flag_id == FlagRow.flag_id,
        MailFlagRow.evidence_version >= FlagRow.evidence_version,
        MailRow.mail_id == MailFlagRow.mail_id,
        mine,
        ~taken_back_since,
    )
    told = exists().where(MailFlagRow.flag_id == FlagRow.flag_id, MailRow.mail_id == MailFlagRow.mail_id, mine)
    theirs = MailRow.mailbox == mailbox_of(recipient)
    first_mail = session.scalar(select(func.min(MailRow.queued_at)).where(theirs))  # what a dead one told was not told
    begun = _begun(session, first_mail) if first_mail else first_since
    since = _told_until(session, begun)
    is_confirmed = and_(FlagRow.state == FlagState.CONFIRMED.value, FlagRow.raised_at >= (since or begun))
    recent = [FlagRow.updated_at > since] if since else []
    return [~covered, ~is_lead_withdrawn(), or_(WAITS, and_(is_confirmed, ~told)), *recent]


def _begun(session: Session, mailed: datetime) -> datetime:
    """When the night began that a mail of this moment is about."""
    return session.scalar(select(func.max(RunRow.started_at)).where(RunRow.started_at <= mailed)) or mailed


def _told_until(session: Session, begun: datetime) -> datetime | None:
    """The end of the last finished night before the one that began at this moment. None where nobody had mail before
    it, or no night was finished: what an ingest brought, or a night that failed, nobody was told of then."""
    if not session.scalar(select(exists().where(MailRow.queued_at < begun))):
        return None
    ended = select(func.max(RunRow.finished_at)).where(RunRow.state == NightState.DONE, RunRow.finished_at <= begun)
    return session.scalar(ended)


def last_digest(session: Session, recipient: str, before: date) -> datetime | None:
    """When the last digest was made that this recipient had of an earlier night; None where there was none."""
    query = select(func.max(MailRow.queued_at)).where(is_mail_of(recipient), MailRow.night < before)
    return session.scalar(query.where(MailRow.key.startswith(DIGEST, autoescape=True)))


def is_mail_of(recipient: str) -> ColumnElement[bool]:
    """Whether a mail went to this mailbox, or is on its way there."""
    return and_(MailRow.mailbox == mailbox_of(recipient), MailRow.state.not_in(GIVEN_UP))
