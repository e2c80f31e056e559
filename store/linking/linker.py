"""One document's subjects linked: to operators that are known, or as first sightings, each step on record.

Done again, it answers what it answered and changes nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType

from sqlalchemy import select

from core.records import Candidate, Reason
from store import analyses, contact_removals, name_index, remembered
from store.clusters import clusters_of
from store.flagging import turns
from store.linking import lookup
from store.linking.candidates import candidates
from store.linking.cleared_before import clear_before
from store.linking.forgotten_places import forgotten_places, left_out
from store.linking.observe import observe, observe_clearance
from store.linking.parting import part, with_copies
from store.linking.scoring import Compared
from store.place import Place, places_of
from store.plain import gathering
from store.session import Session, connection_of
from store.subjects import Subject, subjects
from store.tables import AnalysisRow, LinkRow, OperatorRow
from store.tables.base import change_row, clean, insert_new

CLEARANCE = 0.75
"""What part of the threshold suffices to propose that somebody was cleared: a person decides, and to miss it harms.
Below the threshold they decide on each operator by itself."""


def link(session: Session, revision_id: int, *, threshold: float) -> list[Candidate]:
    """Link the operators, and the cleared, of a version that was read. Returns every candidate, best first.

    A subject that meets nobody at the threshold (0..1) becomes an entry of its own: a first sighting.

    Raises:
        NotFoundError: the version was not read yet.
    """
    for _ in link_each(session, [revision_id], threshold=threshold):
        pass
    return stored(session, analyses.current(session, revision_id).analysis_id)


def link_each(
    session: Session,
    revision_ids: Sequence[int],
    *,
    threshold: float,
    compared: Mapping[int, Compared] = MappingProxyType({}),
) -> Iterator[int]:
    """Link many versions one after the other, to what `link` makes of each. Returns the ids, each when it is linked.

    What they ask of the watchlist is read for all at once, and kept: let nobody else write names until the end.
    `compared` (store.linking.ahead): by version, what need not be compared again; it may grow and shrink meanwhile.

    Raises:
        NotFoundError: a version was not read yet; those before it are linked.
    """
    turns.while_linking(session)
    with remembered.keeping(session), seldom_collected():
        places = places_of(session, revision_ids)
        waiting = {key: place for key, place in places.items() if not place.row.linked}
        of = {key: subjects(place.analysis, host=place.host) for key, place in waiting.items()}
        name_index.read_ahead(session, (name for those in of.values() for each in those for name in each.names))
        copied = with_copies(session, waiting.values())
        hushed = forgotten_places(session, waiting.values())
        lookup.read_ahead(session, [place.document for place in waiting.values()])
        created: set[int] = set()
        for revision_id in revision_ids:
            place = places.get(revision_id)
            row = place.row if place is not None else analyses.current(session, revision_id)
            with gathering(connection_of(session)):
                if place is not None and not row.linked:
                    if revision_id in hushed:
                        of[revision_id] = left_out(session, place, of[revision_id], hushed[revision_id])
                    of[revision_id] = contact_removals.without(session, place.document.story_id, of[revision_id])
                    if place.document.story_id in copied:
                        part(session, place, of[revision_id])
                    created |= _link_all(session, place, of[revision_id], threshold, compared.get(revision_id, {}))
                change_row(session, AnalysisRow, row.analysis_id, {"linked": True})
            yield revision_id
        clear_before(session, created, partial(_clear_again, session, threshold=threshold))


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Within, Python looks a hundred times less often for objects in circles: linking makes next to none, and to go
    through all names that are remembered took it an eighth of the time. What was made here is old at the end, or the
    usual threshold would have all of it looked through at once; circles among it go when the old are looked through."""
    usual = gc.get_threshold()
    gc.set_threshold(100 * usual[0], *usual[1:])
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.set_threshold(*usual)


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


def _link_all(
    session: Session, place: Place, those: Sequence[Subject], threshold: float, compared: Compared
) -> set[int]:
    """Those first of whom it is sure who they are, then the others in their light: who stands beside a known firm is
    known by it, wherever in the text each is named. Returns the new entries."""
    linked: list[int] = []
    kept: list[dict[str, object]] = []
    unsure: list[tuple[Subject, list[Candidate], int]] = []
    for subject in those:
        found = candidates(session, subject, place, beside=linked, compared=compared)
        if subject.is_clearance:
            kept += _clear(session, subject, place, found, threshold)
        elif _best(found, threshold) is not None:
            linked.append(_settle(session, subject, place, found, threshold=threshold, kept=kept))
        else:
            unsure.append((subject, found, len(linked)))
    for subject, seen, count in unsure:  # what was found holds as long as nobody was linked since
        is_fresh = count == len(linked)
        found = seen if is_fresh else candidates(session, subject, place, beside=linked, compared=compared)
        linked.append(_settle(session, subject, place, found, threshold=threshold, kept=kept))
    insert_new(session, LinkRow, kept)  # of two mentions of one spelling the first stays
    return set(linked).intersection(row["operator_id"] for row in kept if row["is_new"])


def _best(found: Sequence[Candidate], threshold: float) -> Candidate | None:
    return found[0] if found and found[0].score >= threshold else None


def _settle(
    session: Session,
    subject: Subject,
    place: Place,
    found: Sequence[Candidate],
    *,
    threshold: float,
    kept: list[dict[str, object]],
) -> int:
    """Write a subject into the entry that is meant, or a new one, and what was thought of it into `kept`."""
    best = _best(found, threshold)
    operator_id = observe(session, subject, place, operator_id=best.operator_id if best else None)
    kept += [_row(place, subject, candidate, linked=candidate is best) for candidate in found]
    if best is None:
        sure = subject.mention.score if subject.mention is not None else place.row.score
        first = Candidate(subject.label, operator_id, subject.label, sure, (Reason("first sighting", sure),))
        kept.append(_row(place, subject, first, linked=True, is_new=True))
    return operator_id


def _clear(
    session: Session, subject: Subject, place: Place, found: list[Candidate], threshold: float
) -> list[dict[str, object]]:
    """Whoever reaches the threshold, and whatever entry is one with them, is surely meant; who falls short of it by
    little may be meant, and is nobody whom a decision on the others clears."""
    suffices = [candidate for candidate in found if candidate.score >= threshold * CLEARANCE]
    of = clusters_of(session, [candidate.operator_id for candidate in suffices])
    sure = {of[candidate.operator_id] for candidate in suffices if candidate.score >= threshold}
    linked = [candidate for candidate in suffices if of[candidate.operator_id] in sure]
    for candidate in suffices:
        observe_clearance(session, subject, place, candidate.operator_id, is_doubtful=candidate not in linked)
    return [_row(place, subject, each, linked=each in linked, is_clearance=True) for each in found]


def _clear_again(session: Session, subject: Subject, place: Place, found: list[Candidate], *, threshold: float) -> bool:
    """The same where they were not known yet when the text was linked. Whether one of them may be meant."""
    rows = _clear(session, subject, place, found, threshold)
    insert_new(session, LinkRow, rows)
    return any(each.score >= threshold * CLEARANCE for each in found)


def _row(
    place: Place,
    subject: Subject,
    candidate: Candidate,
    *,
    linked: bool,
    is_new: bool = False,
    is_clearance: bool = False,
) -> dict[str, object]:
    return {
        "analysis_id": place.row.analysis_id,
        "subject": clean(subject.label),
        "operator_id": candidate.operator_id,
        "score": candidate.score,
        "reasons": [[reason.what, reason.weight] for reason in candidate.reasons],
        "linked": linked,
        "is_new": is_new,
        "is_clearance": is_clearance,
    }
