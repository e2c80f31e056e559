"""What speaks against two operators being one, in words and with a weight below 0, as linking weighs it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import aliased

from core.records import Reason
from store.identity.meetings import BEHIND, SHARED_BY, USERS
from store.session import Session
from store.tables import LinkRow, OperatorContactRow, OperatorRow

NO_COUNTRY, OTHER_PHONES, KINDS = -0.05, -0.05, -0.3
"""As store.linking.scoring takes them off."""


def against(session: Session, left: Collection[int], right: Collection[int]) -> list[Reason]:
    """What speaks against these two clusters (their entries) being one, heaviest first; 0 for what counts nothing."""
    said: dict[str, float] = {}
    for reason in (*_passed(session, left, right), *_passed(session, right, left), *_facts(session, left, right)):
        said[reason.what] = min(reason.weight, said.get(reason.what, 0.0))
    return [Reason(what, weight) for what, weight in sorted(said.items(), key=lambda item: (item[1], item[0]))]


def _passed(session: Session, linked: Collection[int], candidates: Collection[int]) -> Iterator[Reason]:
    """What kept subjects that were linked to one side from being counted to the other."""
    chosen, passed = aliased(LinkRow), aliased(LinkRow)
    query = (
        select(passed.reasons)
        .join(chosen, (chosen.analysis_id == passed.analysis_id) & (chosen.subject == passed.subject))
        .where(chosen.linked, chosen.operator_id.in_(linked))
        .where(passed.linked.is_(False), passed.is_clearance.is_(False), passed.operator_id.in_(candidates))
        .order_by(passed.link_id.desc())
        .limit(100)
    )
    for reasons in session.scalars(query):
        yield from (Reason(what, weight) for what, weight in reasons if weight < 0)


def _facts(session: Session, left: Collection[int], right: Collection[int]) -> Iterator[Reason]:
    ours, theirs = _entries(session, left), _entries(session, right)
    here, there = ({code for row in rows for code in row.countries} for rows in (ours, theirs))
    if here and there and not here & there:
        yield Reason("no country in common", NO_COUNTRY)
    if {row.is_person for row in ours} & {row.is_person for row in theirs} == set():
        yield Reason("a person on one side, a trade name on the other", KINDS)
    mine, others = _channels(session, left), _channels(session, right)
    phones, their_phones = ({key for key in keys if key.startswith("tel:")} for keys in (mine, others))
    if phones and their_phones and not phones & their_phones:
        yield Reason("other telephone numbers", OTHER_PHONES)
    for channel, users in _crowded(session, mine & others):
        yield Reason(f"{channel.partition(':')[2]} is used by {users} operators: counts nothing", 0.0)


def _entries(session: Session, ids: Collection[int]) -> list[OperatorRow]:
    return list(session.scalars(select(OperatorRow).where(OperatorRow.operator_id.in_(ids))))


def _channels(session: Session, ids: Collection[int]) -> set[str]:
    query = select(OperatorContactRow.channel).where(OperatorContactRow.operator_id.in_(ids))
    return set(session.scalars(query.distinct())) - {""}


def _crowded(session: Session, channels: Collection[str]) -> list[tuple[str, int]]:
    query = (
        select(OperatorContactRow.channel, USERS)
        .select_from(BEHIND)
        .where(OperatorContactRow.channel.in_(channels))
        .group_by(OperatorContactRow.channel)
        .having(USERS > SHARED_BY)
        .order_by(OperatorContactRow.channel)
    )
    return [(channel, count) for channel, count in session.execute(query)]
