"""What a document shows of an operator, written into its entry."""

from __future__ import annotations

from sqlalchemy import exists, select, update

from core.records import Mention
from core.terms import DocumentKind, LegalStatus
from store import by_key, remembered, watchlist, withdrawn_details
from store.channels import channel
from store.flagging import said_again
from store.held import NOTHING, held
from store.place import Place
from store.session import Session
from store.subjects import Subject
from store.tables import (
    ClearingDecisionRow,
    ContactSightingRow,
    DocumentRow,
    OperatorMentionRow,
    OperatorPriceRow,
    OperatorStatusRow,
)
from store.tables.base import clean, insert_new, insert_or_renew
from store.watchlist import Sighting


def observe(session: Session, subject: Subject, place: Place, *, operator_id: int | None) -> int:
    """Add what a document shows to an entry, or to a new one where `operator_id` is None. Returns the entry's id."""
    is_new = operator_id is None
    seen = Sighting(
        place.first_seen,
        place.revision.last_seen,
        counts=operator_id is None or not _speaks_of(session, place, operator_id),
    )
    if operator_id is None:
        operator_id = watchlist.create(
            session, subject.label, is_person=subject.is_person, seen=seen, countries=place.countries
        )
    names = [
        (name, watchlist.kind_of(name, is_first=is_new and not index, is_person=subject.is_person))
        for index, name in enumerate(subject.names)
    ]
    contacts = watchlist.operator_contacts(subject.contacts)
    has = NOTHING if is_new else held(session, operator_id)
    created = clean(subject.label) if is_new else None
    more = watchlist.add_names(session, operator_id, names, seen, has=has, created=created)
    more |= watchlist.add_contacts(session, operator_id, contacts, seen, has=has)
    more |= watchlist.add_route(session, operator_id, place.analysis.route, seen, has=has)
    if not is_new:
        if more:
            withdrawn_details.regain(session, operator_id, as_before=not seen.counts)
        watchlist.touch(session, operator_id, place.countries, seen, has=has)
    _mention(session, subject, place, operator_id)
    _prices(session, place, operator_id)
    said = _said(subject)
    status = _standing(subject.mention, place)
    _status(session, place, operator_id, status=status, sentence=said)
    if not is_new:
        said_again.met(session, operator_id, place.row, place.revision, status=status, said=said, on=place.day)
    _contact_sightings(session, subject, place)
    return operator_id


def observe_clearance(
    session: Session, subject: Subject, place: Place, operator_id: int, *, is_doubtful: bool = False
) -> None:
    """Note who said that an operator was cleared, and when. It changes nothing until a person decides: on the document
    for all whom it surely means, and by itself on one whom it merely may mean (`is_doubtful`), once a story."""
    in_story = (
        OperatorStatusRow.operator_id == operator_id,
        OperatorStatusRow.status == LegalStatus.CLEARED.value,
        OperatorStatusRow.document_id.in_(
            select(DocumentRow.document_id).where(DocumentRow.story_id == place.document.story_id)
        ),
    )
    if is_doubtful and session.scalar(select(exists().where(*in_story))):
        return
    said = _said(subject)
    _status(session, place, operator_id, status=LegalStatus.CLEARED, sentence=said, is_doubtful=is_doubtful)
    if not is_doubtful:  # what is sure by now is decided on with the others, but for what a person decided already
        is_decided = exists().where(ClearingDecisionRow.status_id == OperatorStatusRow.status_id)
        settled = update(OperatorStatusRow).where(*in_story, OperatorStatusRow.is_doubtful, ~is_decided)
        session.execute(settled.values(is_doubtful=False))


def _speaks_of(session: Session, place: Place, operator_id: int) -> bool:
    document_id = place.document.document_id
    return operator_id in by_key.under(session, "of_document", [document_id], by_key.ALL).get(document_id, ())


def _standing(mention: Mention | None, place: Place) -> LegalStatus:
    if mention is not None and mention.status is not None:
        return mention.status
    return LegalStatus.ADVERTISED if place.document.kind == DocumentKind.AD.value else LegalStatus.REPORTED


def _sentence(subject: Subject) -> str:
    if subject.mention is not None:
        return clean(subject.mention.sentence)
    return clean(", ".join(contact.as_written for contact in subject.contacts))


def _said(subject: Subject) -> str:
    """The sentence that carries the standing; where none says more than that it is named, the one that names it."""
    mention = subject.mention
    return clean(mention.status_sentence) if mention is not None and mention.status_sentence else _sentence(subject)


def _mention(session: Session, subject: Subject, place: Place, operator_id: int) -> None:
    mention = subject.mention
    spans = mention.spans if mention else tuple(contact.span for contact in subject.contacts)
    values = {
        "operator_id": operator_id,
        "analysis_id": place.row.analysis_id,
        "revision_id": place.revision.revision_id,
        "document_id": place.document.document_id,
        "story_id": place.document.story_id,
        "name": clean(mention.name) if mention else "",
        "core_key": subject.core,
        "sentence": _sentence(subject),
        "spans": [[span.start, span.end, span.in_title] for span in spans],
        "score": mention.score if mention else place.row.score,
    }
    insert_new(session, OperatorMentionRow, [values])
    remembered.forget(session, "of_story", [place.document.story_id])
    remembered.forget(session, "of_document", [place.document.document_id])


def _prices(session: Session, place: Place, operator_id: int) -> None:
    """Add the prices; what is said of a sum that is known is as it was read last."""
    rows = [
        {
            "operator_id": operator_id,
            "document_id": place.document.document_id,
            "amount": format(price.amount, "f"),
            "currency": price.currency,
            "per_person": price.per_person,
            "kind": price.kind.value,
            "route": " ".join(place.analysis.route.countries),
            "said_on": place.day,
        }
        for price in place.analysis.prices
    ]
    key = ("operator_id", "document_id", "amount", "currency")
    insert_or_renew(session, OperatorPriceRow, rows, key=key, renewed=("kind", "per_person"))


def _status(
    session: Session,
    place: Place,
    operator_id: int,
    *,
    status: LegalStatus,
    sentence: str,
    is_doubtful: bool = False,
) -> None:
    values = {
        "operator_id": operator_id,
        "status": status.value,
        "said_on": place.day,
        "document_id": place.document.document_id,
        "sentence": sentence,
        "url": "",
        "is_doubtful": is_doubtful,
    }
    insert_new(session, OperatorStatusRow, [values])


def _contact_sightings(session: Session, subject: Subject, place: Place) -> None:
    channels = {channel(contact.type, contact.value) for contact in subject.contacts} - {""}
    rows = [
        {"channel": key, "document_id": place.document.document_id, "core_key": subject.core}
        for key in sorted(channels)
    ]
    insert_new(session, ContactSightingRow, rows)
