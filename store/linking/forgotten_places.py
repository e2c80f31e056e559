"""Where a text that is kept speaks of somebody whom a purge forgot after a person had corrected away all that the text
says of them (store.forgotten). Their name is kept nowhere but in the text; whoever is read at that place is not listed
anew, under whatever name and standing, and is hidden in the new reading as in those before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from core.records import Span
from store.flagging.corrected import is_naming_corrected
from store.hiding import hide
from store.place import Place
from store.session import Session
from store.subjects import Subject
from store.tables import OperatorMentionRow, OperatorRow

Places = dict[int, list[Span]]
"""By version."""


def forgotten_places(session: Session, places: Iterable[Place]) -> Places:
    """The places in these versions; of few of them any."""
    documents = {place.document.document_id for place in places}
    if not documents:
        return {}
    query = (
        select(OperatorMentionRow.revision_id, OperatorMentionRow.spans)
        .join(OperatorRow, OperatorRow.operator_id == OperatorMentionRow.operator_id)
        .where(OperatorMentionRow.document_id.in_(documents), OperatorRow.redacted_at.is_not(None))
        .where(is_naming_corrected())
    )
    found: Places = {}
    for revision_id, spans in session.execute(query):
        found.setdefault(revision_id, []).extend(Span(*span) for span in spans)
    return found


def left_out(session: Session, place: Place, those: Sequence[Subject], at: Sequence[Span]) -> list[Subject]:
    """Of whom a version speaks, without those who stand at one of these places."""
    gone = [each for each in those if not each.is_clearance and any(_meet(one, two) for one in _of(each) for two in at)]
    if not gone:
        return list(those)
    kept = [each for each in those if each not in gone]
    names = {name for each in gone for name in each.names} - {name for each in kept for name in each.names}
    numbers = {c.value for each in gone for c in each.contacts} - {c.value for each in kept for c in each.contacts}
    hide(session, place.revision.revision_id, frozenset(names), numbers)
    return kept


def _of(subject: Subject) -> tuple[Span, ...]:
    mention = subject.mention
    return mention.spans if mention is not None else tuple(contact.span for contact in subject.contacts)


def _meet(one: Span, two: Span) -> bool:
    return one.in_title is two.in_title and one.start < two.end and two.start < one.end
