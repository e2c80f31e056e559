"""Adverts of one wording under other numbers and names are others', not copies: each goes to a story of its own.

Told alike by their words alone, they would share a flag and so its decision, and standing in one story would count as
a sign that their advertisers are one. That a template is shared is told apart from this (store.network.adverts).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import bindparam, exists, func, select

from core.terms import DocumentKind
from store import stories
from store.channels import channel
from store.place import Place
from store.session import Session
from store.subjects import Subject
from store.tables import ContactSightingRow, DocumentRow, FlagEventRow, OperatorMentionRow, RevisionRow
from store.tables.base import plain_table, read_rows
from store.texts import similarity, unpack

_LOOKED_AT = 100
"""Adverts with a contact point in common that are compared, the newest."""

_DOCUMENTS, _SIGHTINGS = (plain_table(table).c for table in (DocumentRow, ContactSightingRow))
_OF_OTHERS = (
    select(_SIGHTINGS.channel)
    .where(_SIGHTINGS.document_id == _DOCUMENTS.document_id, _DOCUMENTS.story_id == bindparam("story_id"))
    .where(_DOCUMENTS.document_id != bindparam("document_id"))
)


def with_copies(session: Session, places: Iterable[Place]) -> set[int]:
    """The stories of these places that several documents stand in: only there is anything to part."""
    ids = {place.document.story_id for place in places if place.document.kind == DocumentKind.AD.value}
    query = select(DocumentRow.story_id).where(DocumentRow.story_id.in_(ids)).group_by(DocumentRow.story_id)
    return set(session.scalars(query.having(func.count() > 1))) if ids else set()


def part(session: Session, place: Place, those: Sequence[Subject]) -> None:
    """Give an advert that has nothing but words in common with its story another; before it is linked.

    It is looked at when it is linked first: what was flagged stays where it is.
    """
    document, mine = place.document, _channels(those)
    if document.kind != DocumentKind.AD.value or not mine:
        return
    theirs = _of_story(session, place)
    if not theirs or mine & theirs:
        return
    if _is_linked(session, place) or _shares_a_name(session, place, those):
        return
    seen, old = place.revision.first_seen, document.story_id
    alike = _alike(session, place, mine)
    document.story_id = alike if alike is not None else stories.begin(session, document.publisher, seen)
    session.flush()
    stories.joined(session, document.story_id, document.publisher, seen)
    stories.left(session, old)


def _channels(those: Sequence[Subject]) -> set[str]:
    return {channel(contact.type, contact.value) for each in those for contact in each.contacts} - {""}


def _of_story(session: Session, place: Place) -> set[str]:
    """The contact points that other adverts of the story show."""
    document = place.document
    asked = {"story_id": document.story_id, "document_id": document.document_id}
    return {row.channel for row in read_rows(session, _OF_OTHERS, **asked)}


def _is_linked(session: Session, place: Place) -> bool:
    """Whether a version of it was linked before, or carries a flag."""
    mentioned = exists().where(OperatorMentionRow.document_id == place.document.document_id)
    flagged = exists().where(FlagEventRow.analysis_id == place.row.analysis_id)
    return bool(session.scalar(select(mentioned | flagged)))


def _shares_a_name(session: Session, place: Place, those: Sequence[Subject]) -> bool:
    cores = {key.core for each in those for key in each.keys}
    query = select(OperatorMentionRow.core_key).where(OperatorMentionRow.story_id == place.document.story_id)
    return not cores.isdisjoint(session.scalars(query.distinct()))


def _alike(session: Session, place: Place, channels: Collection[str]) -> int | None:
    """The story of an advert of the same words that does show one of these contact points."""
    query = (
        select(RevisionRow.fingerprint, DocumentRow.story_id)
        .join(DocumentRow, DocumentRow.revision_id == RevisionRow.revision_id)
        .join(ContactSightingRow, ContactSightingRow.document_id == DocumentRow.document_id)
        .where(ContactSightingRow.channel.in_(channels), DocumentRow.kind == DocumentKind.AD.value)
        .where(DocumentRow.story_id != place.document.story_id)
        .where(RevisionRow.last_seen >= place.revision.first_seen - stories.WINDOW)
        .order_by(DocumentRow.document_id.desc())
        .limit(_LOOKED_AT)
    )
    wording = unpack(place.revision.fingerprint)
    scored = [(similarity(wording, unpack(packed)), -story_id) for packed, story_id in session.execute(query)]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= stories.ALIKE else None
