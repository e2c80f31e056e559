"""Operators that stand near one another: they share a contact point, or a document names both. Nearness is a lead to
look at, and says nothing about what they have to do with each other."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from core.terms import ContactType
from store.session import Session
from store.tables import OperatorContactRow, OperatorMentionRow, OperatorRow

LISTED = 40


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another operator, and what the two share."""

    operator_id: int
    name: str
    contacts: tuple[tuple[ContactType, str], ...]
    stories: int  # that name both; copies of one text count once


def neighbours(session: Session, operator_id: int) -> list[Neighbour]:
    """The operators nearest to this one: most shared contact points first, then most stories in common."""
    contacts = _contacts(session, operator_id)
    stories = _stories(session, operator_id)
    ids = sorted({*contacts, *stories}, key=lambda key: (-len(contacts.get(key, ())), -stories.get(key, 0), key))
    ids = ids[:LISTED]
    names = dict(
        session.execute(select(OperatorRow.operator_id, OperatorRow.name).where(OperatorRow.operator_id.in_(ids))).all()
    )
    return [Neighbour(key, names[key], tuple(contacts.get(key, ())), stories.get(key, 0)) for key in ids]


def _contacts(session: Session, operator_id: int) -> dict[int, list[tuple[ContactType, str]]]:
    mine = select(OperatorContactRow.channel).where(
        OperatorContactRow.operator_id == operator_id, OperatorContactRow.channel != ""
    )
    query = (
        select(OperatorContactRow.operator_id, OperatorContactRow.type, OperatorContactRow.value)
        .where(OperatorContactRow.channel.in_(mine), OperatorContactRow.operator_id != operator_id)
        .order_by(OperatorContactRow.contact_id)
        .limit(1000)
    )
    found: dict[int, list[tuple[ContactType, str]]] = {}
    for key, kind, value in session.execute(query):
        found.setdefault(key, []).append((ContactType(kind), value))
    return found


def _stories(session: Session, operator_id: int) -> dict[int, int]:
    mine, other = aliased(OperatorMentionRow), aliased(OperatorMentionRow)
    together = func.count(other.story_id.distinct())
    query = (
        select(other.operator_id, together)
        .join(mine, mine.story_id == other.story_id)
        .where(mine.operator_id == operator_id, other.operator_id != operator_id)
        .group_by(other.operator_id)
        .order_by(together.desc(), other.operator_id)
        .limit(LISTED)
    )
    return dict(session.execute(query).all())
