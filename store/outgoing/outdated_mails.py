"""Mails that wait in the outbox and say of somebody what nothing says any more: until the mail server is back, a person
may have dismissed a lead, or corrected what it says, and the reader of today may not read it. Of a dismissed lead no
later mail tells anything, so a mail that still names whom it accused must not go out."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, or_, select

from store.flagging.dismissals import SETTLED
from store.flagging.withdrawn import is_lead_withdrawn, is_name_withdrawn
from store.mail_states import FAILED, QUEUED, TAKEN_BACK
from store.session import Session
from store.tables import CorrectionRow, DocumentRow, FlagOperatorRow, FlagRow, MailFlagRow, MailRow


def outdated(session: Session, mail_ids: Collection[int] = ()) -> list[int]:
    """Those of the waiting mails (or of these of them) that tell of a lead which was dismissed or withdrawn since they
    were made, or of whom it names somebody was withdrawn or corrected."""
    told = (
        select(MailRow.mail_id)
        .join(MailFlagRow, MailFlagRow.mail_id == MailRow.mail_id)
        .join(FlagRow, FlagRow.flag_id == MailFlagRow.flag_id)
        .where(MailRow.state.in_([QUEUED, FAILED]), MailFlagRow.told, MailFlagRow.evidence_version != TAKEN_BACK)
        .where(or_(SETTLED, is_lead_withdrawn(), _names_fewer(), _is_corrected()))
        .order_by(MailRow.mail_id)
        .distinct()
    )
    return list(session.scalars(told.where(MailRow.mail_id.in_(mail_ids)) if mail_ids else told))


def _names_fewer() -> ColumnElement[bool]:
    late = FlagOperatorRow.withdrawn_at > MailRow.queued_at
    return exists().where(FlagOperatorRow.flag_id == FlagRow.flag_id, late, is_name_withdrawn())


def _is_corrected() -> ColumnElement[bool]:
    return exists().where(
        CorrectionRow.decided_at > MailRow.queued_at,
        FlagOperatorRow.operator_id == CorrectionRow.operator_id,
        FlagOperatorRow.flag_id == FlagRow.flag_id,
        DocumentRow.document_id == CorrectionRow.document_id,
        DocumentRow.story_id == FlagRow.story_id,
    )
