"""What became of the pages of leads that earlier mails told a recipient of, since their last digest: so none is told
twice, and what a night saw that sent no mail is told by the next."""

from __future__ import annotations

from collections.abc import Collection
from datetime import tzinfo

from core.days import local
from core.nights import Back, DigestMoved
from store import views
from store.outgoing.recipients import Recipient
from store.session import Session

MOST = 50
"""Leads that one mail tells of so, at most."""


def moved(
    session: Session, night: views.RunSummary, recipient: Recipient, zone: tzinfo
) -> tuple[tuple[DigestMoved, ...], int]:
    """Those for which the digest of a night has room, and how many more there are. Of a lead that came after the last
    digest another mail may have told before this night began."""
    since = views.last_digest(session, recipient.address, night.night)
    if since is None:
        return (), 0

    def told(flag_ids: Collection[int]) -> Collection[int]:
        return views.told_before(session, recipient.address, flag_ids)

    found, more = views.moved(session, since, limit=MOST, raised_by=max(since, night.started_at), among=told)
    return tuple(_line(each, zone) for each in found), more


def _line(of: views.Moved, zone: tzinfo) -> DigestMoved:
    return DigestMoved(
        flag_id=of.flag.flag_id,
        title=of.flag.title,
        operators=of.operators,
        source_name=of.flag.source_name or of.flag.source_id,
        gone_on=local(of.gone_at, zone).date() if of.gone_at is not None else None,
        boards=of.boards,
        before=of.before,
        now=of.now,
        back=back(of.returned, zone),
        language=of.flag.language,
    )


def back(of: views.Returned | None, zone: tzinfo) -> Back | None:
    """That a page is back, in the days of a zone."""
    if of is None:
        return None
    return Back(local(of.gone_at, zone).date(), local(of.back_at, zone).date(), of.has_other_text)
