"""Whom a text cleared before the watchlist knew them: a feed gives its newest articles first, so an acquittal is often
read before the accusation that it answers. Nobody is to stand accused while a text that clears them lies unread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from sqlalchemy import exists, select

from core.names import name_key
from core.records import Candidate
from store.indexing import with_names
from store.linking.candidates import candidates
from store.place import Place, places_of
from store.session import Session
from store.subjects import Subject, subjects
from store.tables import AnalysisRow, LinkRow, OperatorNameRow
from store.tables.base import change_row, chunks

TOGETHER, MOST = 20, 200
"""Names that are sought at once, and readings that are looked at for them, the newest first."""
_CLEARS = '"cleared":true'
"""As `store.analyses.dump` writes it."""

_ALONE = 8  # letters that a name of one word must have

Clear = Callable[[Subject, Place, list[Candidate]], bool]
"""Puts on record that a text clears these; whether it told anything new."""


def clear_before(session: Session, created: Collection[int], clear: Clear) -> None:
    """Look for texts that were linked before these entries were made, and clear them; who is met is linked, and the
    reading waits to be flagged again."""
    for some in chunks(sorted(created)):
        names = session.scalars(select(OperatorNameRow.name).where(OperatorNameRow.operator_id.in_(some)).distinct())
        for place in _clearing(session, sorted(filter(_tells, names))):
            found = [_clears(session, subject, place, created, clear) for subject in subjects(place.analysis)]
            if any(found):
                change_row(session, AnalysisRow, place.row.analysis_id, {"settled": False})


def _tells(name: str) -> bool:
    """Whether a name is worth seeking: one of a short word stands in too many texts, and would clear nobody surely."""
    key = name_key(name)
    return bool(key.core) and not key.is_generic and (len(key.tokens) > 1 or len(key.core) >= _ALONE)


def _clearing(session: Session, names: Sequence[str]) -> Iterator[Place]:
    """The texts that hold one of these names, and clear somebody."""
    for at in range(0, len(names), TOGETHER):
        yield from _holding(session, names[at : at + TOGETHER])


def _holding(session: Session, names: Sequence[str]) -> Iterable[Place]:
    query = (
        select(AnalysisRow.revision_id)
        .where(
            AnalysisRow.revision_id.in_(with_names(session, names)),
            AnalysisRow.current,
            AnalysisRow.linked,
            AnalysisRow.record.contains(_CLEARS, autoescape=True),
        )
        .order_by(AnalysisRow.revision_id.desc())
        .limit(MOST)
    )
    return places_of(session, session.scalars(query).all()).values()


def _clears(session: Session, subject: Subject, place: Place, created: Collection[int], clear: Clear) -> bool:
    if not subject.is_clearance:
        return False
    found = [each for each in candidates(session, subject, place) if each.operator_id in created]
    return bool(found) and not _is_linked(session, place, found) and clear(subject, place, found)


def _is_linked(session: Session, place: Place, found: Sequence[Candidate]) -> bool:
    """Whether it was linked once they were known: it came later in the same batch."""
    ids = [each.operator_id for each in found]
    links = (LinkRow.analysis_id == place.row.analysis_id, LinkRow.is_clearance, LinkRow.operator_id.in_(ids))
    return session.scalar(select(exists().where(*links))) or False
