"""One document's subjects linked: to operators that are known, or as first sightings, each step on record.

Done again, it answers what it answered and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from sqlalchemy import select

from core.records import Candidate, Reason
from store import analyses, name_index
from store.channels import channel
from store.linking import lookup
from store.linking.observe import observe, observe_clearance
from store.linking.place import Place
from store.linking.scoring import Surroundings, judge
from store.linking.subjects import Subject, subjects
from store.session import Session
from store.tables import DocumentRow, LinkRow, OperatorRow, RevisionRow
from store.tables.base import clean

KEPT = 0.4
"""Score from which a candidate is worth showing."""

SHOWN = 10
"""Candidates kept a subject."""

CLEARANCE = 0.75
"""What part of the threshold suffices to propose that somebody was cleared: a person decides, and to miss it harms."""


def link(session: Session, revision_id: int, *, threshold: float) -> list[Candidate]:
    """Link the operators, and the cleared, of a version that was read. Returns every candidate, best first.

    A subject that meets nobody at the threshold (0..1) becomes an entry of its own: a first sighting.

    Raises:
        NotFoundError: the version was not read yet.
    """
    row = analyses.current(session, revision_id)
    if not row.linked:
        analysis = analyses.parse(row.record)
        if analysis.speaks_of_operators:
            revision = session.get_one(RevisionRow, revision_id)
            document = session.get_one(DocumentRow, revision.document_id)
            _link_all(session, Place(analysis, row, revision, document), threshold)
        row.linked = True
        session.flush()
    return stored(session, row.analysis_id)


def stored(session: Session, analysis_id: int) -> list[Candidate]:
    """The candidates on record of one analysis, best first; first sightings have the reason that they are."""
    query = (
        select(LinkRow, OperatorRow.name)
        .join(OperatorRow, OperatorRow.operator_id == LinkRow.operator_id)
        .where(LinkRow.analysis_id == analysis_id)
        .order_by(LinkRow.score.desc(), LinkRow.link_id)
    )
    return [candidate_of(row, name) for row, name in session.execute(query)]


def candidate_of(row: LinkRow, operator_name: str) -> Candidate:
    """The record of a row."""
    reasons = tuple(Reason(what, weight) for what, weight in row.reasons)
    return Candidate(row.subject, row.operator_id, operator_name, row.score, reasons)


def _link_all(session: Session, place: Place, threshold: float) -> None:
    linked: list[int] = []
    for subject in subjects(place.analysis, host=urlsplit(place.document.url).hostname or ""):
        found = candidates(session, subject, place, beside=linked)
        if subject.is_clearance:
            _clear(session, subject, place, found, threshold)
            continue
        best = found[0] if found and found[0].score >= threshold else None
        operator_id = observe(session, subject, place, operator_id=best.operator_id if best else None)
        for candidate in found:
            _keep(session, place, subject, candidate, linked=candidate is best)
        if best is None:
            sure = subject.mention.score if subject.mention is not None else place.row.score
            first = Candidate(subject.label, operator_id, subject.label, sure, (Reason("first sighting", sure),))
            _keep(session, place, subject, first, linked=True, is_new=True)
        linked.append(operator_id)


def candidates(session: Session, subject: Subject, place: Place, *, beside: Sequence[int] = ()) -> list[Candidate]:
    """The operators that a subject may be, best first."""
    channels = {channel(contact.type, contact.value) for contact in subject.contacts} - {""}
    by_name = name_index.find(session, subject.names)
    in_story = lookup.in_story(session, place.document.story_id) - set(beside)
    wanted = {**by_name.names, **lookup.names_of(session, in_story | lookup.by_contact(session, channels))}
    if not wanted:
        return []
    around = Surroundings(
        countries=place.countries,
        word_counts=by_name.counts,
        unrelated=lookup.unrelated_names(session, channels),
        in_story=in_story,
        together=lookup.beside(session, beside),
    )
    return best_of(judge(subject, known, around) for known in lookup.known(session, wanted))


def look_up(session: Session, name: str) -> list[Candidate]:
    """The operators that a name alone may mean, best first: what a mention without any surroundings would bring up."""
    found = name_index.find(session, [name], alone=True)
    around = Surroundings(countries=frozenset(), word_counts=found.counts, unrelated={})
    subject = Subject(name, (name,), (), None)
    return best_of(judge(subject, known, around) for known in lookup.known(session, found.names, with_contacts=False))


def best_of(judged: Iterable[Candidate]) -> list[Candidate]:
    """Those that are worth showing, best first."""
    worth = [candidate for candidate in judged if candidate.score >= KEPT]
    return sorted(worth, key=lambda candidate: (-candidate.score, candidate.operator_id))[:SHOWN]


def _clear(session: Session, subject: Subject, place: Place, found: list[Candidate], threshold: float) -> None:
    for candidate in found:
        suffices = candidate.score >= threshold * CLEARANCE
        _keep(session, place, subject, candidate, linked=suffices, is_clearance=True)
        if suffices:
            observe_clearance(session, subject, place, candidate.operator_id)


def _keep(  # noqa: PLR0913 - one row, by name
    session: Session,
    place: Place,
    subject: Subject,
    candidate: Candidate,
    *,
    linked: bool,
    is_new: bool = False,
    is_clearance: bool = False,
) -> None:
    label, analysis_id = clean(subject.label), place.row.analysis_id
    same = (LinkRow.analysis_id == analysis_id, LinkRow.subject == label, LinkRow.operator_id == candidate.operator_id)
    if session.scalars(select(LinkRow).where(*same)).first() is not None:
        return  # two mentions of one spelling
    session.add(
        LinkRow(
            analysis_id=analysis_id,
            subject=label,
            operator_id=candidate.operator_id,
            score=candidate.score,
            reasons=[[reason.what, reason.weight] for reason in candidate.reasons],
            linked=linked,
            is_new=is_new,
            is_clearance=is_clearance,
        )
    )
    session.flush()
