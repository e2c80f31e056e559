"""What speaks for two operators being one: names that met in documents, contact points that both use.

Each piece has a key that stays the same when it is seen again, so that a pair which was judged comes back only when
something is known that was not known then.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from core.names import name_key
from store.session import Session
from store.tables import AdvertGroupRow, LinkRow, OperatorContactRow, OperatorMentionRow

SHARED_BY = 5
"""Operators under one contact point from which it speaks for nobody: a call shop, a newsroom."""

CONTACT = 0.9
"""How much a shared contact point counts, as in linking."""

ADVERTS = 0.6
"""How much it counts that both stand in adverts of one template: templates are copied, too."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece."""

    key: str  # "name:viveonline", "contact:tel:+573000000017"
    what: str  # a line for people
    weight: float  # 0..1


def evidence_between(session: Session, left: Collection[int], right: Collection[int]) -> list[Evidence]:
    """What speaks for these two clusters (their entries) being one, strongest first."""
    found: dict[str, Evidence] = {}
    for item in [
        *_names(session, left, right),
        *_names(session, right, left),
        *_contacts(session, left, right),
        *_adverts(session, left, right),
    ]:
        if item.key not in found or item.weight > found[item.key].weight:
            found[item.key] = item
    return sorted(found.values(), key=lambda item: (-item.weight, item.key))


def _names(session: Session, linked: Collection[int], candidates: Collection[int]) -> list[Evidence]:
    """Subjects that were linked to one side and had the other as a candidate."""
    chosen, passed = aliased(LinkRow), aliased(LinkRow)
    query = (
        select(passed.subject, passed.score, passed.reasons)
        .join(chosen, (chosen.analysis_id == passed.analysis_id) & (chosen.subject == passed.subject))
        .where(chosen.linked, chosen.operator_id.in_(linked))
        .where(passed.linked.is_(False), passed.is_clearance.is_(False), passed.operator_id.in_(candidates))
        .order_by(passed.link_id)
    )
    found = []
    for subject, score, reasons in session.execute(query):
        said = "; ".join(what for what, weight in reasons if weight > 0)
        found.append(Evidence(f"name:{name_key(subject).core or subject}", f"{subject}: {said}", score))
    return found


def _contacts(session: Session, left: Collection[int], right: Collection[int]) -> list[Evidence]:
    mine, theirs = aliased(OperatorContactRow), aliased(OperatorContactRow)
    users = (
        select(func.count(OperatorContactRow.operator_id.distinct()))
        .where(OperatorContactRow.channel == mine.channel)
        .scalar_subquery()
    )
    query = (
        select(mine.channel, mine.type, mine.value)
        .join(theirs, theirs.channel == mine.channel)
        .where(mine.operator_id.in_(left), theirs.operator_id.in_(right), mine.channel != "", users <= SHARED_BY)
        .order_by(mine.contact_id)
    )
    return [
        Evidence(f"contact:{channel}", f"both use {kind} {value}", CONTACT)
        for channel, kind, value in session.execute(query)
    ]


def _adverts(session: Session, left: Collection[int], right: Collection[int]) -> list[Evidence]:
    """Groups of adverts of one template in which both are named, as the last night put them together."""
    mine, theirs = aliased(OperatorMentionRow), aliased(OperatorMentionRow)
    here, there = aliased(AdvertGroupRow), aliased(AdvertGroupRow)
    query = (
        select(here.first_id)
        .join(mine, mine.document_id == here.document_id)
        .join(there, there.first_id == here.first_id)
        .join(theirs, theirs.document_id == there.document_id)
        .where(mine.operator_id.in_(left), theirs.operator_id.in_(right), here.document_id != there.document_id)
        .distinct()
        .order_by(here.first_id)
    )
    return [
        Evidence(f"adverts:{first}", f"both stand in adverts like document {first}: one template", ADVERTS)
        for first in session.scalars(query)
    ]
