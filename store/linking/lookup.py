"""Which operators may be meant, and what the watchlist knows of them: by indexed keys, never by a scan of the past."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Select, bindparam, select

from core.terms import FlagKind, FlagState
from store import by_key
from store.flagging.withdrawn import UNNAMED, known_no_more
from store.linking.scoring import Known
from store.session import Session
from store.tables import (
    ContactSightingRow,
    DocumentRow,
    FlagRow,
    OperatorContactRow,
    OperatorMentionRow,
    OperatorRow,
    WithdrawnReadingRow,
)
from store.tables.base import plain_table

LATELY = 400
"""Mentions of an operator, newest first, whose documents are looked at for company."""

ALIKE = 85.0
"""Ratio (0..100) of two names run together from which they count as spellings of one."""

CROWDED = 60
"""Operators or names under one contact point that are looked at."""

_NONE: frozenset[str] = frozenset()
_MENTIONS, _SIGHTINGS, _CONTACTS, _WITHDRAWN = (
    plain_table(table).c for table in (OperatorMentionRow, ContactSightingRow, OperatorContactRow, WithdrawnReadingRow)
)
_UNREAD = (
    select(_WITHDRAWN.operator_id)
    .where(_WITHDRAWN.operator_id.in_(bindparam("operator_ids", expanding=True)), _WITHDRAWN.status == UNNAMED)
    .distinct()
)
_NAMED_HERE = (
    select(_MENTIONS.operator_id)
    .where(_MENTIONS.operator_id.in_(bindparam("operator_ids", expanding=True)), _MENTIONS.name != "")
    .where(_MENTIONS.revision_id == bindparam("revision_id"))
    .distinct()
)
_BY_CONTACT = (
    select(_CONTACTS.operator_id)
    .where(_CONTACTS.channel.in_(bindparam("channels", expanding=True)))
    .distinct()
    .limit(CROWDED)
)
_NAMES_UNDER = (
    select(_SIGHTINGS.core_key)
    .where(_SIGHTINGS.channel == bindparam("channel"), _SIGHTINGS.core_key != "")
    .distinct()
    .limit(CROWDED)
)
_BESIDE = (
    select(_MENTIONS.operator_id)
    .where(
        _MENTIONS.document_id.in_(
            select(_MENTIONS.document_id)
            .where(_MENTIONS.operator_id.in_(bindparam("operator_ids", expanding=True)))
            .order_by(_MENTIONS.mention_id.desc())
            .limit(LATELY)
        ),
    )
    .distinct()
)


def by_contact(session: Session, channels: Collection[str]) -> set[int]:
    """The operators with one of these contact points, but those whom no reader of today reads anywhere: who wrongly got
    a name gets no more by its number."""
    found = set(_read(session, _BY_CONTACT, channels=list(channels))) if channels else set[int]()
    unread = _read(session, _UNREAD, operator_ids=list(found)) if found else ()
    return found - known_no_more(session, unread) if unread else found


def named_once_here(session: Session, entries: Collection[int], revision_id: int, story_id: int) -> set[int]:
    """Of these entries those that an earlier reading of this very text brought by a name, and that nothing else knows:
    where the reader of today reads a number there and no name, it is not theirs. A lead that is confirmed holds."""
    here = _read(session, _NAMED_HERE, operator_ids=list(entries), revision_id=revision_id) if entries else set[int]()
    if not here:
        return set()
    elsewhere = select(OperatorMentionRow.operator_id).where(
        OperatorMentionRow.operator_id.in_(here), OperatorMentionRow.revision_id != revision_id
    )
    listed = select(OperatorRow.operator_id).where(OperatorRow.operator_id.in_(here), OperatorRow.seed_key.is_not(None))
    confirmed = select(FlagRow.flag_id).where(
        FlagRow.story_id == story_id,
        FlagRow.kind == FlagKind.LEAD.value,
        FlagRow.state == FlagState.CONFIRMED.value,
    )
    if session.scalars(confirmed).first() is not None:
        return set()
    return set(here) - set(session.scalars(elsewhere)) - set(session.scalars(listed))


def unrelated_names(session: Session, channels: Collection[str]) -> dict[str, int]:
    """Under how many unrelated names each contact point was seen; spellings of one name count once."""
    return {key: _groups(_read(session, _NAMES_UNDER, channel=key)) for key in channels}


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
            channels=frozenset(channels[operator_id]) - {""} if operator_id in channels else _NONE,
            countries=countries,
        )
        for operator_id, name, is_person, countries in by_key.entries(session, names)
    ]


def read_ahead(session: Session, documents: Collection[DocumentRow]) -> None:
    """Read at once whom these documents, and their stories, name so far; for within `remembered.keeping`."""
    by_key.under(session, "of_story", {each.story_id for each in documents}, by_key.ALL)
    by_key.under(session, "of_document", {each.document_id for each in documents}, by_key.ALL)


def in_story(session: Session, story_id: int) -> frozenset[int]:
    """The operators that the documents of a story name so far."""
    return frozenset(by_key.under(session, "of_story", [story_id], by_key.ALL).get(story_id, ()))


def beside(session: Session, operator_ids: Collection[int]) -> frozenset[int]:
    """The operators that stood in one document with one of these."""
    if not operator_ids:
        return frozenset()
    return frozenset(_read(session, _BESIDE, operator_ids=list(operator_ids))) - set(operator_ids)


def _read(session: Session, statement: Select[Any], **asked: object) -> Sequence[Any]:
    """The answers to a statement that was composed once: to compose it takes as long as they do."""
    session.flush()
    return session.connection().execute(statement, asked).scalars().all()


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
