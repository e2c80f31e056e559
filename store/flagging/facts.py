"""What a flag stands on beside whom it names and its labels: contact points, and what is said of a standing.

They are kept with the flag, so that a copy or a later version that only repeats them is no new evidence. Prices and
routes are none: a copy that words them otherwise would bring back what a person dismissed.
A name that an operator did not have is evidence, too, and is kept nowhere (`store.flagging.new_names`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from core.terms import LegalStatus
from store.channels import channel
from store.clusters import clusters_of, members_of
from store.place import Place
from store.session import Session
from store.tables import CorrectionRow, FlagFactRow, OperatorStatusRow
from store.tables.base import insert_new, plain_table, read_rows

RUNGS = (LegalStatus.UNDER_INVESTIGATION, LegalStatus.CHARGED, LegalStatus.CONVICTED)
"""Standings that are news, from the lowest; that somebody advertises or is reported is what a flag says anyway."""
STANDING = "status:"
"""With what the key of a standing begins; those of contact points are their channels."""

_STATUSES = plain_table(OperatorStatusRow).c
_CORRECTIONS, _OTHERS = plain_table(CorrectionRow).c, plain_table(CorrectionRow).alias().c
_NEWEST = (
    select(func.max(_OTHERS.version))
    .where(_OTHERS.status_id == _STATUSES.status_id)
    .correlate(plain_table(OperatorStatusRow))
    .scalar_subquery()
)
_STANDS_AS = (  # as people corrected it
    select(_CORRECTIONS.stands_as)
    .where(_CORRECTIONS.status_id == _STATUSES.status_id, _CORRECTIONS.version == _NEWEST)
    .scalar_subquery()
)
_SAID = (
    select(_STATUSES.operator_id, func.coalesce(_STANDS_AS, _STATUSES.status).label("stands_as"))
    .where(_STATUSES.document_id == bindparam("document_id"))
    .order_by(_STATUSES.operator_id)
)


class Fact(NamedTuple):
    """`keys`: what is known once the fact is: who is convicted was charged. `words`: as it is told. `known_by`: under
    which keys a flag may stand on it, of any entry that is the same operator."""

    keys: tuple[str, ...]
    words: str
    known_by: tuple[str, ...]


def shown(session: Session, place: Place, operators: Mapping[int, str]) -> tuple[Fact, ...]:
    """The facts that a linked version shows of these operators (id -> name)."""
    found = {
        key: Fact((key,), f"{contact.type.value} {contact.value}", (key,))
        for contact in place.analysis.operator_contacts
        if (key := channel(contact.type, contact.value))
    }
    highest: dict[int, LegalStatus] = {}
    for operator_id, said in read_rows(session, _SAID, document_id=place.document.document_id):
        if operator_id in operators and said and (status := LegalStatus(said)) in RUNGS:
            highest[operator_id] = max(highest.get(operator_id, status), status, key=RUNGS.index)
    clusters = clusters_of(session, highest)
    entries: dict[int, list[int]] = {}
    for entry, cluster in members_of(session, set(clusters.values())).items():
        entries.setdefault(cluster, []).append(entry)
    standings = (
        _standing(operator_id, operators[operator_id], status, entries[clusters[operator_id]])
        for operator_id, status in highest.items()
    )
    return (*found.values(), *standings)


def new(session: Session, flag_id: int, facts: Sequence[Fact]) -> list[Fact]:
    """Those of these that the flag does not stand on yet."""
    asked = [key for fact in facts for key in fact.known_by]
    query = select(FlagFactRow.fact).where(FlagFactRow.flag_id == flag_id, FlagFactRow.fact.in_(asked))
    known = set(session.scalars(query)) if asked else set()
    return [fact for fact in facts if known.isdisjoint(fact.known_by)]


def keep(session: Session, flag_id: int, facts: Iterable[Fact]) -> None:
    """The flag stands on these, too."""
    keys = dict.fromkeys(key for fact in facts for key in fact.keys)
    insert_new(session, FlagFactRow, [{"flag_id": flag_id, "fact": key} for key in keys])


def _standing(operator_id: int, name: str, status: LegalStatus, entries: Iterable[int]) -> Fact:
    reached = RUNGS[: RUNGS.index(status) + 1]
    return Fact(
        tuple(_key(operator_id, rung) for rung in reached),
        f"{name} ({status.value})",
        tuple(_key(entry, status) for entry in entries),
    )


def _key(operator_id: int, status: LegalStatus) -> str:
    return f"{STANDING}{operator_id}:{status.value}"
