"""Who gets the digest, in which language and how much of it; every change is on record.

A recipient of the settings (`mail.recipients`) who is not in the table gets everything, in English; a row for the same
mailbox takes their place, so that they too can choose, or be spared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import select

from core.errors import ConflictError, NotFoundError
from core.mailboxes import mailbox_of
from core.terms import FlagKind
from store import audit
from store.clusters import clusters_of
from store.session import Session
from store.tables import OperatorRow, RecipientRow
from store.tables.base import insert_one
from store.views.records import FlagSummary

_REMEDY = "`almenara digest recipient list` shows them."


@dataclass(frozen=True, slots=True)
class Wishes:
    """How much of the nights a recipient wants. Empty means all.

    Chosen operators and clearances pass every filter: nobody stays under suspicion because the news was filtered out.
    """

    language: str = "en"
    countries: tuple[str, ...] = ()  # where a source publishes, or on the route
    legs: tuple[tuple[str, str], ...] = ()  # two countries that follow each other on the route
    min_score: float = 0.0
    operators: tuple[int, ...] = ()  # told of at once; the entries as they were chosen
    clusters: tuple[int, ...] = field(default=(), compare=False)  # that these go by today; not kept

    def wants(self, flag: FlagSummary) -> bool:
        """Whether this flag passes the filters."""
        if flag.kind is FlagKind.CLEARANCE or self.chose(flag):
            return True
        where = {flag.country, *flag.route}
        return (
            flag.score >= self.min_score
            and (not self.countries or not where.isdisjoint(self.countries))
            and (not self.legs or not set(self.legs).isdisjoint(zip(flag.route, flag.route[1:], strict=False)))
        )

    def chose(self, flag: FlagSummary) -> bool:
        """Whether it names an operator of whom this recipient wants to hear at once."""
        return any(self.follows(operator_id) for operator_id, _name in flag.operators)

    def kept(self) -> dict[str, object]:
        """As they were chosen."""
        return {name: value for name, value in asdict(self).items() if name != "clusters"}

    def follows(self, operator_id: int) -> bool:
        """Whether this operator, by the entry that it goes by, is among the chosen."""
        return operator_id in self.operators or operator_id in self.clusters


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets the digest."""

    address: str  # as it is written, with a name perhaps
    wishes: Wishes = Wishes()
    paused: bool = False
    listed: bool = False  # in the table; else by the settings alone

    @property
    def mailbox(self) -> str:
        """The bare address."""
        return mailbox_of(self.address)


def everybody(session: Session, defaults: Iterable[str] = ()) -> list[Recipient]:
    """All recipients, those of the settings (`defaults`) first; each mailbox once."""
    rows = list(session.scalars(select(RecipientRow).order_by(RecipientRow.recipient_id)))
    chosen = {operator_id for row in rows for operator_id in row.operators}
    goes_by = clusters_of(session, chosen)
    listed = {row.mailbox: _recipient(row, goes_by) for row in rows}
    found = {each.mailbox: each for each in map(Recipient, defaults)}
    return list((found | listed).values())


def find(session: Session, address: str, defaults: Iterable[str] = ()) -> Recipient | None:
    """The recipient with this mailbox; None where there is none."""
    return next((each for each in everybody(session, defaults) if each.mailbox == mailbox_of(address)), None)


def add(session: Session, recipient: Recipient, *, who: str, now: datetime) -> None:
    """Put a recipient into the table.

    Raises:
        ConflictError: the mailbox is there already.
        NotFoundError: an operator that was chosen is not on the watchlist.
    """
    _check_operators(session, recipient.wishes.operators)
    values = _columns(recipient) | {"mailbox": recipient.mailbox, "added_at": now, "changed_at": now}
    if not insert_one(session, RecipientRow, values):
        raise ConflictError(
            f"{recipient.mailbox} is a recipient already.", remedy="Use `almenara digest recipient change`."
        )
    _record(session, "recipient added", recipient, who)


def change(session: Session, recipient: Recipient, *, who: str, now: datetime) -> None:
    """Give a recipient of the table other wishes, or pause them.

    Raises:
        NotFoundError: there is no such recipient in the table, or an operator is not on the watchlist.
    """
    _check_operators(session, recipient.wishes.operators)
    row = _row(session, recipient.mailbox)
    for name, value in _columns(recipient).items():
        setattr(row, name, value)
    row.changed_at = now
    session.flush()
    _record(session, "recipient changed", recipient, who)


def remove(session: Session, address: str, *, who: str) -> None:
    """Take a recipient out of the table; mails that they were sent stay on record.

    Raises:
        NotFoundError: there is no such recipient in the table.
    """
    row = _row(session, address)
    recipient = _recipient(row, {})
    session.delete(row)
    session.flush()
    _record(session, "recipient removed", recipient, who)


def _row(session: Session, address: str) -> RecipientRow:
    row = session.scalars(select(RecipientRow).where(RecipientRow.mailbox == mailbox_of(address))).first()
    if row is None:
        raise NotFoundError(f"{mailbox_of(address)} is no recipient of the table.", remedy=_REMEDY)
    return row


def _check_operators(session: Session, operator_ids: tuple[int, ...]) -> None:
    known = set(session.scalars(select(OperatorRow.operator_id).where(OperatorRow.operator_id.in_(operator_ids))))
    if missing := sorted(set(operator_ids) - known):
        raise NotFoundError(f"There is no operator {missing[0]}.", remedy="`almenara operator list` shows them.")


def _columns(recipient: Recipient) -> dict[str, object]:
    wishes = recipient.wishes
    return {
        "address": recipient.address,
        "language": wishes.language,
        "countries": list(wishes.countries),
        "legs": [" ".join(leg) for leg in wishes.legs],
        "min_score": wishes.min_score,
        "operators": list(wishes.operators),
        "paused": recipient.paused,
    }


def _recipient(row: RecipientRow, goes_by: Mapping[int, int]) -> Recipient:
    wishes = Wishes(
        language=row.language,
        countries=tuple(row.countries),
        legs=tuple((leg.split()[0], leg.split()[1]) for leg in row.legs),
        min_score=row.min_score,
        operators=tuple(row.operators),
        clusters=tuple(sorted({goes_by.get(each, each) for each in row.operators})),
    )
    return Recipient(row.address, wishes, paused=row.paused, listed=True)


def _record(session: Session, action: str, recipient: Recipient, who: str) -> None:
    details = recipient.wishes.kept() | {"paused": recipient.paused}
    audit.record(session, action, who, f"recipient {recipient.mailbox}", details=details)
