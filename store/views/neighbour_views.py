"""Operators that stand near one another: they share a contact point, or a document names both. Nearness is a lead to
look at, and says nothing about what they have to do with each other. Every cluster stands once, whichever of its
entries is near."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from core.terms import ContactType
from core.uses import told_once
from store.built_once import asked, built_once
from store.clusters import goes_by, labels, members
from store.session import Session
from store.tables import OperatorContactRow, OperatorMentionRow

LISTED = 40


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another operator, and what the two share."""

    operator_id: int
    name: str
    contacts: tuple[tuple[ContactType, str], ...]
    stories: int  # that name both; copies of one text count once

    @property
    def reached(self) -> tuple[tuple[str, str], ...]:
        """These contact points as people are told them: a number that is called and messaged once."""
        return told_once(self.contacts)


def neighbours(session: Session, operator_id: int) -> list[Neighbour]:
    """The operators nearest to this one: most shared contact points first, then most stories in common."""
    entries = members(session, operator_id)
    contacts = _contacts(session, entries)
    stories = _stories(session, entries)
    ids = sorted({*contacts, *stories}, key=lambda key: (-len(contacts.get(key, ())), -stories.get(key, 0), key))
    ids = ids[:LISTED]
    names = dict(session.execute(labels(), {"of": ids}).all())
    return [Neighbour(key, names[key], tuple(contacts.get(key, ())), stories.get(key, 0)) for key in ids]


def _contacts(session: Session, entries: list[int]) -> dict[int, dict[tuple[ContactType, str], None]]:
    found: dict[int, dict[tuple[ContactType, str], None]] = {}
    for key, kind, value in session.execute(_shared(), {"of": entries}):
        found.setdefault(key, {})[ContactType(kind), value] = None
    return found


@built_once
def _shared() -> Select[int, str, str]:
    mine = select(OperatorContactRow.channel).where(
        OperatorContactRow.operator_id.in_(asked("of")), OperatorContactRow.channel != ""
    )
    return (
        select(goes_by(OperatorContactRow.operator_id), OperatorContactRow.type, OperatorContactRow.value)
        .where(OperatorContactRow.channel.in_(mine), OperatorContactRow.operator_id.not_in(asked("of")))
        .order_by(OperatorContactRow.contact_id)
        .limit(1000)
    )


def _stories(session: Session, entries: list[int]) -> dict[int, int]:
    return dict(session.execute(_told_with(), {"of": entries}).all())


@built_once
def _told_with() -> Select[int, int]:
    mine, other = aliased(OperatorMentionRow), aliased(OperatorMentionRow)
    together = func.count(other.story_id.distinct())
    cluster = goes_by(other.operator_id).label("cluster")
    return (
        select(cluster, together)
        .join(mine, mine.story_id == other.story_id)
        .where(mine.operator_id.in_(asked("of")), other.operator_id.not_in(asked("of")))
        .group_by(cluster)
        .order_by(together.desc(), cluster)
        .limit(LISTED)
    )
