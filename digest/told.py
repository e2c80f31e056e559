"""What earlier mails told a recipient, as the next one takes it up: what was added since, what is withdrawn or
corrected since, and what is read again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from core.days import local
from core.nights import DigestCorrected, DigestTakenBack, DigestTold
from store import views
from store.mail_states import TAKEN_BACK
from store.outgoing.recipients import Recipient
from store.session import Session

_MOST = 100
"""Leads that one mail takes back, or tells to be corrected, at most, beside those of which it tells anew."""


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
class Changed:
    """Leads that the next mail takes back or tells to be corrected, how each is noted in the outbox, and for how many
    it has no room."""

    taken_back: tuple[DigestTakenBack, ...]
    corrected: tuple[DigestCorrected, ...]
    noted: dict[int, int]
    more: int


def changed(
    session: Session, recipient: Recipient, zone: tzinfo, covers: Collection[int], *, only: bool = False
) -> Changed:
    """What earlier mails told of, and the machine takes back or people corrected; what was told longest ago stands
    first. Of what the mail tells itself (`covers`, and `only` of these where it is to) all is told: the next one goes
    by this mail."""
    back = {each.flag_id: each for each in views.taken_back(session, recipient.address)}
    less = {each.flag_id: each for each in views.corrected_leads(session, recipient.address)}
    wanted = sorted(back.keys() | less.keys())
    others = [] if only else [flag_id for flag_id in wanted if flag_id not in covers]
    own = [flag_id for flag_id in wanted if flag_id in covers]
    chosen = sorted({*own, *others[: max(0, _MOST - len(own))]})

    def day(when: datetime) -> date:
        return local(when, zone).date()

    withdrawn = [back[flag_id] for flag_id in chosen if flag_id in back]
    corrected = [less[flag_id] for flag_id in chosen if flag_id in less]
    noted = {each.flag_id: each.evidence_version for each in corrected}
    noted |= {each.flag_id: TAKEN_BACK if each.is_whole else each.evidence_version for each in withdrawn}
    return Changed(
        tuple(DigestTakenBack(each.flag_id, each.source_name, day(each.told_at), each.is_whole) for each in withdrawn),
        tuple(DigestCorrected(each.flag_id, each.source_name, day(each.told_at), each.how) for each in corrected),
        noted,
        0 if only else len(wanted) - len(chosen),
    )
