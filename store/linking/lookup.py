"""Which operators may be meant, and what the watchlist knows of them: by indexed keys, never by a scan of the past."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from rapidfuzz import fuzz
from sqlalchemy import Select, select

from store import by_key
from store.linking.scoring import Known
from store.session import Session
from store.tables import (
    ContactSightingRow,
    OperatorContactRow,
    OperatorMentionRow,
)

LATELY = 400
"""Mentions of an operator, newest first, whose documents are looked at for company."""

ALIKE = 85.0
"""Ratio (0..100) of two names run together from which they count as spellings of one."""

CROWDED = 60
"""Operators or names under one contact point that are looked at."""


def by_contact(session: Session, channels: Collection[str]) -> set[int]:
    """The operators with one of these contact points."""
    query = select(OperatorContactRow.operator_id).where(OperatorContactRow.channel.in_(channels)).distinct()
    return set(session.scalars(query.limit(CROWDED))) if channels else set()


def unrelated_names(session: Session, channels: Collection[str]) -> dict[str, int]:
    """Under how many unrelated names each contact point was seen; spellings of one name count once."""
    return {key: _groups(session.scalars(_names_under(key))) for key in channels}


def names_of(session: Session, operator_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """All names of these operators; some have none."""
    names: dict[int, tuple[str, ...]] = dict.fromkeys(operator_ids, ())
    for operator_id, name, _core in by_key.names(session, operator_ids) if operator_ids else ():
        names[operator_id] = (*names[operator_id], name)
    return names


def known(session: Session, names: Mapping[int, tuple[str, ...]], *, with_contacts: bool = True) -> list[Known]:
    """What linking asks of these operators, whose names are given as far as they may be meant."""
    if not names:
        return []
    channels: dict[int, set[str]] = {}
    for operator_id, channel in by_key.channels(session, names) if with_contacts else ():
        channels.setdefault(operator_id, set()).add(channel)
    return [
        Known(
            operator_id=operator_id,
            name=name,
            is_person=is_person,
            names=tuple(sorted(names[operator_id])),
            channels=frozenset(channels.get(operator_id, ())) - {""},
            countries=frozenset(countries),
        )
        for operator_id, name, is_person, countries in by_key.entries(session, names)
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
        OperatorMentionRow.document_id.in_(documents.limit(LATELY)), OperatorMentionRow.operator_id.not_in(operator_ids)
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
    return (len(short) >= 5 and short in long) or fuzz.ratio(one, other) >= ALIKE
