"""Where operators met, as statements: names that were read together, names and contact points of both, adverts. Each is
made once, and asked for the entries that are given with it ("of")."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, exists, func, outerjoin, select
from sqlalchemy.orm import aliased

from store.built_once import asked, built_once
from store.tables import (
    AdvertGroupRow,
    IdentityRow,
    LinkRow,
    ListedLikenessRow,
    OperatorContactRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorRouteRow,
    OperatorRow,
)

SHARED_BY = 5
"""Operators under one contact point from which it speaks for nobody: a call shop, a newsroom."""

USERS = func.count(func.coalesce(IdentityRow.cluster_id, OperatorContactRow.operator_id).distinct())
BEHIND = outerjoin(OperatorContactRow, IdentityRow, IdentityRow.operator_id == OperatorContactRow.operator_id)
"""How many operators use contact points, each cluster once, where a query selects from BEHIND."""


@built_once
def counted() -> Select[*tuple[Any, ...]]:
    """Subjects that were linked to one and had the other as a candidate: both, the subject, the score, the reasons."""
    chosen, passed = aliased(LinkRow), aliased(LinkRow)
    return (
        select(chosen.operator_id, passed.operator_id, passed.subject, passed.score, passed.reasons)
        .join(chosen, (chosen.analysis_id == passed.analysis_id) & (chosen.subject == passed.subject))
        .where(chosen.linked, chosen.operator_id.in_(asked("of")))
        .where(passed.linked.is_(False), passed.is_clearance.is_(False), passed.operator_id.in_(asked("of")))
        .order_by(passed.link_id)
    )


@built_once
def placed() -> Select[int]:
    """Those of whose countries more is known than where the sources are that name them: a route, a list."""
    has_route = exists().where(OperatorRouteRow.operator_id == OperatorRow.operator_id)
    query = select(OperatorRow.operator_id).where(OperatorRow.seed_key.is_not(None) | has_route)
    return query.where(OperatorRow.operator_id.in_(asked("of")))


@built_once
def same_names() -> Select[int, int, str, str, bool]:
    """Of all: entries of documents and entries of lists that have a name of one core (core.names), whatever its case,
    accents, trade and legal form: both, their names, whether of a person. What documents name met all that was there;
    what a list brings meets nobody."""
    mine, theirs, any_name = (aliased(OperatorNameRow) for _ in range(3))
    here, there = aliased(OperatorRow), aliased(OperatorRow)
    bearers = select(func.count(any_name.operator_id.distinct())).where(any_name.core_key == mine.core_key)
    return (
        select(mine.operator_id, theirs.operator_id, mine.name, theirs.name, here.is_person | there.is_person)
        .join(here, here.operator_id == mine.operator_id)
        .join(theirs, theirs.core_key == mine.core_key)
        .join(there, there.operator_id == theirs.operator_id)
        .where(here.brought_by == "", there.brought_by != "", mine.core_key != "")
        .where(bearers.scalar_subquery() <= SHARED_BY)
        .order_by(mine.name_id, theirs.name_id)
    )


@built_once
def like_names() -> Select[int, int, str, str, bool, float]:
    """Of all: entries of documents and entries of lists whose names were like one another when the list came: both,
    their names, whether of a person, and how much (0..1)."""
    known, listed, row = aliased(OperatorNameRow), aliased(OperatorNameRow), ListedLikenessRow
    here, there = aliased(OperatorRow), aliased(OperatorRow)
    return (
        select(
            known.operator_id,
            listed.operator_id,
            known.name,
            listed.name,
            here.is_person | there.is_person,
            row.score,
        )
        .select_from(row)
        .join(known, known.name_id == row.name_id)
        .join(here, here.operator_id == known.operator_id)
        .join(listed, listed.name_id == row.listed_name_id)
        .join(there, there.operator_id == listed.operator_id)
    )


@built_once
def same_names_among() -> Select[int, int, str, str, bool]:
    """`same_names` whose ends are both among these entries."""
    query = same_names()
    one, other = query.selected_columns[:2]
    return query.where(one.in_(asked("of")), other.in_(asked("of")))


@built_once
def like_names_among() -> Select[int, int, str, str, bool, float]:
    """`like_names` whose ends are both among these entries."""
    query = like_names()
    one, other = query.selected_columns[:2]
    return query.where(one.in_(asked("of")), other.in_(asked("of")))


@built_once
def contacts() -> Select[int, int, str, str, str]:
    """Contact points that two use, but for those of many: both, the channel, and the type and value of the first's."""
    mine, theirs = aliased(OperatorContactRow), aliased(OperatorContactRow)
    users = select(USERS).select_from(BEHIND).where(OperatorContactRow.channel == mine.channel).scalar_subquery()
    return (
        select(mine.operator_id, theirs.operator_id, mine.channel, mine.type, mine.value)
        .join(theirs, theirs.channel == mine.channel)
        .where(mine.operator_id.in_(asked("of")), theirs.operator_id.in_(asked("of")))
        .where(mine.operator_id != theirs.operator_id, mine.channel != "", users <= SHARED_BY)
        .order_by(mine.contact_id)
    )


@built_once
def adverts() -> Select[int, int, int]:
    """Who is named in which adverts of a template: the entry, the first advert of the group, the advert."""
    return (
        select(OperatorMentionRow.operator_id, AdvertGroupRow.first_id, AdvertGroupRow.document_id)
        .join(AdvertGroupRow, AdvertGroupRow.document_id == OperatorMentionRow.document_id)
        .where(OperatorMentionRow.operator_id.in_(asked("of")))
        .distinct()
        .order_by(AdvertGroupRow.first_id, OperatorMentionRow.operator_id)
    )
