"""Where the subjects of a document stand: its analysis, and the rows behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from urllib.parse import urlsplit

from sqlalchemy import select

from core.days import local
from core.records import Analysis
from store import analyses
from store.session import Session
from store.tables import AnalysisRow, DocumentRow, RevisionRow

_ZONE = "store.days_in"
"""Under which a session has the zone in which days are told."""


@contextmanager
def days_in(session: Session, zone: tzinfo) -> Iterator[None]:
    """Within, what is linked and flagged has its day in this zone, as the pages tell it; elsewhere in UTC."""
    session.info[_ZONE] = zone
    try:
        yield
    finally:
        del session.info[_ZONE]


def zone_of(session: Session) -> tzinfo:
    """In which days are told."""
    zone: tzinfo = session.info.get(_ZONE, UTC)
    return zone


@dataclass(frozen=True, slots=True)
class Place:
    """One read version of a document."""

    analysis: Analysis
    row: AnalysisRow
    revision: RevisionRow
    document: DocumentRow
    zone: tzinfo = UTC  # in which its day is told

    @property
    def countries(self) -> frozenset[str]:
        """Of the source and of the route."""
        return frozenset({self.document.country, *self.analysis.route.countries} - {""})

    @property
    def host(self) -> str:
        """The publisher's."""
        return urlsplit(self.document.url).hostname or ""

    @property
    def first_seen(self) -> datetime:
        """When this version was published, by its own word, or archived; never later than archived. What a page says of
        its day is said of its first version: a later one was not there before it was seen."""
        archived = self.revision.first_seen
        return min(self.revision.published or archived, archived) if self.revision.number == 1 else archived

    @property
    def day(self) -> date:
        """The day of it, as pages tell it."""
        return local(self.first_seen, self.zone).date()


def places_of(session: Session, revision_ids: Sequence[int]) -> dict[int, Place]:
    """Those of these versions that speak of operators, by their ids."""
    query = (
        select(AnalysisRow, RevisionRow, DocumentRow)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
        .where(AnalysisRow.revision_id.in_(revision_ids), AnalysisRow.current)
    )
    zone = zone_of(session)
    places = (
        Place(analyses.parse(row.record), row, revision, document, zone)
        for row, revision, document in session.execute(query)
    )
    return {place.revision.revision_id: place for place in places if place.analysis.speaks_of_operators}
