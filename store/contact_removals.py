"""Which contact points people took off an operator, for queries: known by digests, since they may be victims'. What was
taken off stands apart from the entry (store.withdrawn_details), and no reading and no list brings it back.
`store.flagging.removals` takes them off and gives them back.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from core.records import ContactPoint
from core.terms import ContactType
from store.built_once import built_once
from store.channels import channel
from store.hidden.words import digest_of
from store.session import Session
from store.subjects import Subject
from store.tables import ContactRemovalRow, IdentityRow, OperatorMentionRow
from store.tables.base import clean, plain_table, read_rows


@dataclass(frozen=True, slots=True)
class Off:
    """What is off: digests, by the salt that each was made with."""

    digests: Mapping[str, frozenset[str]]

    def has(self, kind: ContactType, value: str) -> bool:
        """Whether a contact point is one of these."""
        key = key_of(kind, value)
        return any(digest_of(key, salt) in known for salt, known in self.digests.items())


NOTHING = Off({})


def key_of(kind: ContactType, value: str) -> str:
    """By what a contact point is known here: a number is one number, whether called or messaged."""
    return channel(kind, value) or f"{kind.value}:{value}"


def salt_of(session: Session) -> str:
    """What digests are made with from now on."""
    return session.scalar(select(ContactRemovalRow.salt).limit(1)) or secrets.token_hex(16)


@built_once
def is_newest(row: type[ContactRemovalRow] = ContactRemovalRow) -> ColumnElement[bool]:
    """Whether it is the last word on its contact point, for a query of them."""
    newer = aliased(ContactRemovalRow)
    return ~exists().where(
        newer.operator_id == row.operator_id, newer.digest == row.digest, newer.removal_id > row.removal_id
    )


def off(session: Session, operator_id: int) -> Off:
    """What people took off the operator of an entry: off any of its entries."""
    return _off(read_rows(session, _OFF, operator_id=operator_id))


def off_in_story(session: Session, story_id: int) -> Off:
    """What people took off the operators that a story names."""
    return _off(read_rows(session, _OFF_IN_STORY, story_id=story_id))


def without(session: Session, story_id: int, those: Sequence[Subject]) -> list[Subject]:
    """Of whom a text speaks, without who would be listed by nothing but what a person took off another that the story
    names: the victim's number in a report, once a reader no longer reads the name beside it."""
    if all(each.mention is not None or each.is_clearance for each in those):
        return list(those)
    known = off_in_story(session, story_id)
    return [each for each in those if each.mention is not None or left_of(known, each.contacts)]


def left_of(known: Off, contacts: Iterable[ContactPoint]) -> list[ContactPoint]:
    """Those of these that are not off."""
    return [each for each in contacts if not known.has(each.type, clean(each.value))]


def _off(rows: Collection[tuple[str, str]]) -> Off:
    salts = {salt for salt, _digest in rows}
    return (
        Off({salt: frozenset(digest for each, digest in rows if each == salt) for salt in salts}) if rows else NOTHING
    )


_REMOVALS, _NEWER = plain_table(ContactRemovalRow).c, plain_table(ContactRemovalRow).alias("newer").c
_IDENTITIES, _MENTIONS = plain_table(IdentityRow).c, plain_table(OperatorMentionRow).c
_IS_OFF = (
    _REMOVALS.is_off,
    ~exists().where(
        _NEWER.operator_id == _REMOVALS.operator_id,
        _NEWER.digest == _REMOVALS.digest,
        _NEWER.removal_id > _REMOVALS.removal_id,
    ),
)
_CLUSTER = select(_IDENTITIES.cluster_id).where(_IDENTITIES.operator_id == bindparam("operator_id"))
_MATES = select(_IDENTITIES.operator_id).where(
    or_(
        _IDENTITIES.cluster_id == bindparam("operator_id"),
        _IDENTITIES.cluster_id.in_(_CLUSTER),
    )
)
_OFF = select(_REMOVALS.salt, _REMOVALS.digest).where(
    *_IS_OFF,
    or_(
        _REMOVALS.operator_id == bindparam("operator_id"),
        _REMOVALS.operator_id.in_(_CLUSTER),
        _REMOVALS.operator_id.in_(_MATES),
    ),
)
_NAMED = select(_MENTIONS.operator_id).where(_MENTIONS.story_id == bindparam("story_id"))
_OFF_IN_STORY = select(_REMOVALS.salt, _REMOVALS.digest).where(*_IS_OFF, _REMOVALS.operator_id.in_(_NAMED))
