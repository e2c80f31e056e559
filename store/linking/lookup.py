"""Which operators may be meant, and what the watchlist knows of them: by indexed keys, never by a scan of the past."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rapidfuzz import fuzz
from sqlalchemy import Select, func, select

from core.names import blocks, name_key
from store.linking.scoring import LIKE, Known
from store.session import Session
from store.tables import (
    ContactSightingRow,
    NameBlockRow,
    OperatorContactRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorRow,
)

HOT = 400
"""Operators under a block from which it is passed over: so common a word leads nowhere."""

CROWDED = 60
"""Operators or names under one contact point that are looked at."""


def counts_of(session: Session, names: Iterable[str]) -> dict[str, int]:
    """How many operators have a name under each block of these names: rare words have few. The spellings of one
    operator count once, or a name would grow common by being written in many ways."""
    wanted = {block for name in names for block in blocks(name_key(name))}
    query = (
        select(NameBlockRow.block, func.count(OperatorNameRow.operator_id.distinct()))
        .join(OperatorNameRow, OperatorNameRow.name_id == NameBlockRow.name_id)
        .where(NameBlockRow.block.in_(wanted))
        .group_by(NameBlockRow.block)
    )
    return dict(session.execute(query).all()) if wanted else {}


def by_name(session: Session, counts: dict[str, int]) -> set[int]:
    """The operators with a name under one of these blocks, hot ones passed over."""
    cold = [block for block, count in counts.items() if count <= HOT]
    query = (
        select(OperatorNameRow.operator_id)
        .join(NameBlockRow, NameBlockRow.name_id == OperatorNameRow.name_id)
        .where(NameBlockRow.block.in_(cold))
        .distinct()
    )
    return set(session.scalars(query)) if cold else set()


def by_contact(session: Session, channels: Collection[str]) -> set[int]:
    """The operators with one of these contact points."""
    query = select(OperatorContactRow.operator_id).where(OperatorContactRow.channel.in_(channels)).distinct()
    return set(session.scalars(query.limit(CROWDED))) if channels else set()


def unrelated_names(session: Session, channels: Collection[str]) -> dict[str, int]:
    """Under how many unrelated names each contact point was seen; spellings of one name count once."""
    return {key: _groups(session.scalars(_names_under(key))) for key in channels}


def known(session: Session, operator_ids: Collection[int]) -> list[Known]:
    """What linking asks of these operators."""
    if not operator_ids:
        return []
    names: dict[int, list[str]] = {}
    of_names = select(OperatorNameRow.operator_id, OperatorNameRow.name)
    for operator_id, name in session.execute(of_names.where(OperatorNameRow.operator_id.in_(operator_ids))):
        names.setdefault(operator_id, []).append(name)
    channels: dict[int, set[str]] = {}
    of_contacts = select(OperatorContactRow.operator_id, OperatorContactRow.channel)
    for operator_id, channel in session.execute(of_contacts.where(OperatorContactRow.operator_id.in_(operator_ids))):
        channels.setdefault(operator_id, set()).add(channel)
    rows = session.scalars(select(OperatorRow).where(OperatorRow.operator_id.in_(operator_ids)))
    return [
        Known(
            operator_id=row.operator_id,
            name=row.name,
            is_person=row.is_person,
            names=tuple((name, name_key(name)) for name in sorted(names.get(row.operator_id, ()))),
            channels=frozenset(channels.get(row.operator_id, ())) - {""},
            countries=frozenset(row.countries),
        )
        for row in rows
    ]


def in_story(session: Session, story_id: int) -> frozenset[int]:
    """The operators that the documents of a story name so far."""
    query = select(OperatorMentionRow.operator_id).where(OperatorMentionRow.story_id == story_id).distinct()
    return frozenset(session.scalars(query))


def beside(session: Session, operator_ids: Collection[int]) -> frozenset[int]:
    """The operators that stood in one document with one of these."""
    if not operator_ids:
        return frozenset()
    mine = OperatorMentionRow.operator_id.in_(operator_ids)
    documents = select(OperatorMentionRow.document_id).where(mine).order_by(OperatorMentionRow.mention_id.desc())
    query = select(OperatorMentionRow.operator_id).where(
        OperatorMentionRow.document_id.in_(documents.limit(HOT)), OperatorMentionRow.operator_id.not_in(operator_ids)
    )
    return frozenset(session.scalars(query.distinct()))


def _names_under(channel: str) -> Select[str]:
    named = select(ContactSightingRow.core_key).where(
        ContactSightingRow.channel == channel, ContactSightingRow.core_key != ""
    )
    return named.distinct().limit(CROWDED)


def _groups(cores: Iterable[str]) -> int:
    groups: list[str] = []
    for core in sorted(cores):
        if not any(_related(core, other) for other in groups):
            groups.append(core)
    return len(groups)


def _related(one: str, other: str) -> bool:
    """Whether two cores may be one name: alike, or one within the other."""
    short, long = sorted((one, other), key=len)
    return (len(short) >= 5 and short in long) or fuzz.ratio(one, other) >= LIKE * 100
