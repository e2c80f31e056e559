"""What earlier mails told a recipient, as the next one takes it up: what was added since, what is withdrawn since, and
what is read again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, tzinfo

from core.days import local
from core.nights import DigestTakenBack, DigestTold
from store import views
from store.outgoing.outbox import TAKEN_BACK
from store.outgoing.recipients import Recipient
from store.session import Session

_MOST = 100
"""Leads that one mail takes back at most."""


@dataclass(frozen=True, slots=True)
class Before:
    """That a mail told of a flag: what was added since, and whether the last one said that it is withdrawn."""

    added: tuple[str, ...]
    read_again: bool


def before(session: Session, recipient: Recipient, flag_ids: Collection[int]) -> dict[int, Before]:
    """Those of these flags that an earlier mail told of."""
    told = views.told_before(session, recipient.address, flag_ids)
    added = views.added_after(session, told)
    back = views.told_back(session, recipient.address, told)
    return {flag_id: Before(added.get(flag_id, ()), flag_id in back) for flag_id in told}


def at_once(session: Session, recipient: Recipient, night: date, zone: tzinfo) -> tuple[DigestTold, ...]:
    """The flags of a night that a mail of its own told of."""
    told = {each.flag.flag_id: each for each in views.already_told(session, recipient.address, night)}
    return tuple(
        DigestTold(
            flag_id=flag_id,
            title=each.flag.title,
            operators=tuple(name for _operator_id, name in each.flag.operators),
            sent_at=each.sent_at.astimezone(zone) if each.sent_at else None,
            language=each.flag.language,
        )
        for flag_id, each in told.items()
    )


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Leads that the next mail takes back, how each is noted in the outbox, and for how many it has no room."""

    lines: tuple[DigestTakenBack, ...]
    noted: dict[int, int]
    more: int


def taken_back(session: Session, recipient: Recipient, zone: tzinfo) -> TakenBack:
    """What earlier mails told of and the machine takes back; what was told longest ago stands first."""
    found = views.taken_back(session, recipient.address)
    lines = (
        DigestTakenBack(each.flag_id, each.source_name, local(each.told_at, zone).date(), each.is_whole)
        for each in found[:_MOST]
    )
    noted = {each.flag_id: TAKEN_BACK if each.is_whole else each.evidence_version for each in found[:_MOST]}
    return TakenBack(tuple(lines), noted, max(0, len(found) - _MOST))
