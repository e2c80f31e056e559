"""The names and contact points of an entry, or those that stand apart from it, taken away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from core.terms import ContactType
from store import name_words, remembered
from store.channels import channel
from store.flagging.refused import of_namings
from store.forgotten.elsewhere import (
    beside,
    forget_facts,
    forget_links,
    forget_sightings,
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
    hidden = cover(told, beside(session, operator_id))
    hide_on_flags(session, operator_id, hidden)
    forget_facts(session, operator_id, channels)
    forget_links(session, operator_id, {(row.analysis_id, row.name) for row in mentions})
    hide_in_judgements(session, operator_id, hidden)
    forget_sightings(session, operator_id, told, channels)
    placed = {document_id for _entry, document_id in of_namings(session, [operator_id])}
    for number, row in enumerate(mentions, start=1):
        row.name, row.core_key, row.sentence = numbered(number), "", ""
        row.spans = row.spans if row.document_id in placed else []  # no more than where the text has it
    for said in session.scalars(select(OperatorStatusRow).where(OperatorStatusRow.operator_id == operator_id)):
        said.sentence = ""
    name_words.forget(session, told)
    remembered.forget(session, "withdrawn_details", [operator_id])
    remembered.forget_operator(session, operator_id)
    entry.name, entry.note, entry.redacted_at = HIDDEN, "", now
    session.flush()


def forget_details(session: Session, operator_id: int, rows: Collection[WithdrawnDetailRow]) -> None:
    """Take away names and contact points that stand apart from an entry, and what is told of them on its flags. Its own
    names stay, and what the flags stand on: the same would be new evidence otherwise."""
    own = set(session.scalars(select(OperatorNameRow.name).where(OperatorNameRow.operator_id == operator_id)))
    channels = {channel(ContactType(row.kind), row.value) for row in rows if row.what == CONTACT} - {""}
    told = {row.value for row in rows} | channels
    hide_on_flags(session, operator_id, cover(told - own, own | beside(session, operator_id)))
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
