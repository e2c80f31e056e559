"""What people corrected of leads since the mails of a recipient told of them. A mail told of a statement as it stood
when it was made: `store.flagging.corrections` dates none before the last mail that knew nothing of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import aliased

from core.terms import Corrected
from store import audit
from store.flagging.corrected import ACCUSING, NOTHING, is_name_corrected
from store.flagging.dismissals import IS_LEAD, SETTLED
from store.flagging.refused import is_name_over
from store.flagging.withdrawn import is_lead_withdrawn
from store.mail_states import TAKEN_BACK
from store.session import Session
from store.tables import CorrectionRow, DocumentRow, FlagOperatorRow, FlagRow, MailFlagRow, MailRow, SourceRow
from store.views.mail_views import is_mail_of


@dataclass(frozen=True, slots=True)
class CorrectedLead:
    """A lead that a mail told of, and of which people corrected something since; it names nobody."""

    flag_id: int
    evidence_version: int  # that the mail told of
    source_name: str
    told_at: datetime  # when the mail was made that told of it last
    how: tuple[Corrected, ...]


def corrected_leads(session: Session, recipient: str) -> list[CorrectedLead]:
    """The leads that the newest mail about them told this recipient of, and of which a statement stands otherwise now
    than then, the oldest first; not those that were dismissed or withdrawn."""
    mine = is_mail_of(recipient)
    stories = select(DocumentRow.story_id).join(CorrectionRow, CorrectionRow.document_id == DocumentRow.document_id)
    newest = (
        select(MailFlagRow.flag_id, func.max(MailFlagRow.mail_id).label("mail_id"))
        .join(MailRow, MailRow.mail_id == MailFlagRow.mail_id)
        .join(FlagRow, FlagRow.flag_id == MailFlagRow.flag_id)
        .where(mine, MailFlagRow.told, IS_LEAD, FlagRow.story_id.in_(stories))
        .group_by(MailFlagRow.flag_id)
        .subquery()
    )
    own, later = aliased(DocumentRow), aliased(CorrectionRow)
    since = exists().where(later.status_id == CorrectionRow.status_id, later.decided_at > MailRow.queued_at)
    name = func.coalesce(SourceRow.name, DocumentRow.source_id)
    query = (
        select(FlagRow.flag_id, MailFlagRow.evidence_version, name, MailRow.queued_at, is_name_corrected())
        .add_columns(CorrectionRow)
        .join(newest, newest.c.flag_id == FlagRow.flag_id)
        .join(MailRow, MailRow.mail_id == newest.c.mail_id)
        .join(MailFlagRow, and_(MailFlagRow.mail_id == newest.c.mail_id, MailFlagRow.flag_id == FlagRow.flag_id))
        .join(DocumentRow, DocumentRow.document_id == FlagRow.document_id)
        .join(FlagOperatorRow, FlagOperatorRow.flag_id == FlagRow.flag_id)
        .join(CorrectionRow, CorrectionRow.operator_id == FlagOperatorRow.operator_id)
        .join(own, and_(own.document_id == CorrectionRow.document_id, own.story_id == FlagRow.story_id))
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .where(~SETTLED, ~is_lead_withdrawn(), MailFlagRow.evidence_version != TAKEN_BACK, since)
        .order_by(FlagRow.flag_id, CorrectionRow.status_id, CorrectionRow.version)
    )
    found = {}
    for (*lead, told_at), rows in groupby(session.execute(query), key=lambda row: tuple(row[:4])):
        if how := set(_changes(told_at, [(row[4], row[5]) for row in rows])):
            found[lead[0]] = (*lead, told_at, how)
    names = _names_somebody(session, found)
    return [
        CorrectedLead(flag_id, version, source, told_at, _told(how, names=flag_id in names))
        for flag_id, version, source, told_at, how in found.values()
    ]


def _changes(told_at: datetime, rows: Sequence[tuple[bool, CorrectionRow]]) -> Iterator[Corrected]:
    """How each statement of a lead stands otherwise than when a mail told of it, by its corrections in their order."""
    for _status, those in groupby(rows, key=lambda each: each[1].status_id):
        made = list(those)
        before = [row for _away, row in made if row.decided_at <= told_at]
        first = made[0][1]
        as_it_came = (
            first.stands_as if first.who == audit.MACHINE else first.status
        )  # of a copy: it was never told as read
        then = before[-1].stands_as if before else as_it_came
        is_away, now = made[-1][0], made[-1][1].stands_as
        if _rung(now) < _rung(then):
            yield Corrected.FEWER if now == NOTHING and is_away else Corrected.LESS
        elif now != then:
            yield Corrected.AGAIN


def _rung(stands_as: str) -> int:
    return -1 if stands_as == NOTHING else ACCUSING.index(stands_as)


def _names_somebody(session: Session, flag_ids: Collection[int]) -> set[int]:
    """Those of these leads that name anybody still."""
    named = select(FlagOperatorRow.flag_id).join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
    return set(session.scalars(named.where(FlagOperatorRow.flag_id.in_(flag_ids), ~is_name_over()).distinct()))


def _told(how: Collection[Corrected], *, names: bool) -> tuple[Corrected, ...]:
    """In the order in which it is said."""
    said = {Corrected.NOBODY if each is Corrected.FEWER and not names else each for each in how}
    return tuple(each for each in Corrected if each in said)
