"""The names and contact points of an entry, or those that stand apart from it, taken away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from core.names import name_key
from core.terms import ContactType
from store import name_words, remembered
from store.channels import channel
from store.flagging.refused import of_namings
from store.forgotten.elsewhere import (
    beside,
    ever_one,
    forget_facts,
    forget_links,
    forget_sightings,
    hide_among_theirs,
    hide_in_judgements,
    hide_on_flags,
    numbered,
    of_others,
)
from store.hiding import hide
from store.indexing import forget_name
from store.redaction import HIDDEN, cover
from store.session import Session
from store.tables import (
    OperatorContactRow,
    OperatorKeyRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorRow,
    OperatorStatusRow,
    RevisionRow,
    WithdrawnDetailRow,
)
from store.withdrawn_details import CONTACT, NAME


def forget(session: Session, operator_id: int, now: datetime) -> None:
    """Take the names and contact points of an entry off the watchlist, and out of what was said of it."""
    entry = session.get_one(OperatorRow, operator_id)
    mentions = session.scalars(select(OperatorMentionRow).where(OperatorMentionRow.operator_id == operator_id)).all()
    called = {entry.name, *_forget_names(session, operator_id), *(row.name for row in mentions)}
    values, channels = _forget_contacts(session, operator_id)
    told = called | values | channels
    for revision_id in {row.revision_id for row in mentions}:
        names, numbers = of_others(session, operator_id, revision_id)
        over = frozenset(row.name for row in mentions if row.revision_id == revision_id) - names
        hide(session, revision_id, over, values - numbers)
    entry.name, entry.note, entry.redacted_at = HIDDEN, "", now
    session.flush()
    _forget_on_flags(session, operator_id, told, channels)
    forget_links(session, operator_id, {(row.analysis_id, row.name) for row in mentions})
    forget_sightings(session, operator_id, told, channels)
    texts = select(RevisionRow.revision_id).where(RevisionRow.purged_at.is_not(None))
    gone = set(session.scalars(texts.where(RevisionRow.revision_id.in_({row.revision_id for row in mentions}))))
    placed = {document_id for _entry, document_id in of_namings(session, [operator_id])}
    for number, row in enumerate(mentions, start=1):
        row.name, row.core_key, row.sentence = numbered(number), "", ""
        stays = row.document_id in placed and row.revision_id not in gone
        row.spans = row.spans if stays else []  # no more than where the text has it
    for said in session.scalars(select(OperatorStatusRow).where(OperatorStatusRow.operator_id == operator_id)):
        said.sentence = ""
    name_words.forget(session, told)
    remembered.forget(session, "withdrawn_details", [operator_id])
    remembered.forget_operator(session, operator_id)
    session.flush()


def _forget_on_flags(session: Session, operator_id: int, told: set[str], channels: set[str]) -> None:
    """And in judgements: its own, and those of whoever was one with it."""
    ones = ever_one(session, operator_id)
    stay = beside(session, operator_id, ones)
    hidden = cover(told, stay)
    hide_on_flags(session, ones, hidden)
    forget_facts(session, ones, channels)
    hide_in_judgements(session, operator_id, hidden)
    keys = {name_key(name).core for name in told} - {name_key(name).core for name in stay}
    hide_among_theirs(session, operator_id, ones, cover(told | keys, stay))


def forget_details(session: Session, operator_id: int, rows: Collection[WithdrawnDetailRow]) -> None:
    """Take away names and contact points that stand apart from an entry, and what is told of them on its flags. Its own
    names stay, and what the flags stand on: the same would be new evidence otherwise."""
    own = set(session.scalars(select(OperatorNameRow.name).where(OperatorNameRow.operator_id == operator_id)))
    channels = {channel(ContactType(row.kind), row.value) for row in rows if row.what == CONTACT} - {""}
    told = {row.value for row in rows} | channels
    ones = ever_one(session, operator_id)
    hidden = cover(told - own, own | beside(session, operator_id, ones))
    hide_on_flags(session, ones, hidden)
    entry = session.get_one(OperatorRow, operator_id)
    entry.name = entry.name if entry.name in own else hidden(entry.name)  # as one is called that has no name: a number
    forget_sightings(session, operator_id, told, channels, kept=own)
    for row in rows:
        session.delete(row)
    session.flush()
    remembered.forget(session, "withdrawn_details", [operator_id])
    name_words.forget(session, told)


def _forget_names(session: Session, operator_id: int) -> set[str]:
    """Out of the entry and the indexes, those that stand apart with them. Returns the names."""
    names = select(OperatorNameRow.name_id, OperatorNameRow.name).where(OperatorNameRow.operator_id == operator_id)
    known = dict(session.execute(names).all())
    for name_id, name in known.items():
        forget_name(session, name_id, name)
    apart = select(WithdrawnDetailRow.value).where(WithdrawnDetailRow.operator_id == operator_id)
    told = {*known.values(), *session.scalars(apart.where(WithdrawnDetailRow.what == NAME))}
    for table in (OperatorNameRow, OperatorKeyRow):
        session.execute(delete(table).where(table.operator_id == operator_id))
    return told


def _forget_contacts(session: Session, operator_id: int) -> tuple[set[str], set[str]]:
    """The same of contact points, and of all else that stands apart. Returns their values and channels."""
    here = select(OperatorContactRow.type, OperatorContactRow.value)
    apart = select(WithdrawnDetailRow.kind, WithdrawnDetailRow.value).where(WithdrawnDetailRow.what == CONTACT)
    mine = (
        here.where(OperatorContactRow.operator_id == operator_id),
        apart.where(WithdrawnDetailRow.operator_id == operator_id),
    )
    found = [(kind, value) for query in mine for kind, value in session.execute(query)]
    for table in (OperatorContactRow, WithdrawnDetailRow):
        session.execute(delete(table).where(table.operator_id == operator_id))
    channels = {channel(ContactType(kind), value) for kind, value in found} - {""}
    return {value for _kind, value in found}, channels
