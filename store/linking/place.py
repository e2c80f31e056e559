"""Where the subjects of a document stand: its analysis, and the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy import select

from core.records import Analysis
from store import analyses
from store.session import Session
from store.tables import AnalysisRow, DocumentRow, RevisionRow


@dataclass(frozen=True, slots=True)
class Place:
    """One read version of a document."""

    analysis: Analysis
    row: AnalysisRow
    revision: RevisionRow
    document: DocumentRow

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
        """The day of it, in UTC."""
        return self.first_seen.date()


def places_of(session: Session, revision_ids: Sequence[int]) -> dict[int, Place]:
    """Those of these versions that speak of operators, by their ids."""
    query = (
        select(AnalysisRow, RevisionRow, DocumentRow)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
        .where(AnalysisRow.revision_id.in_(revision_ids), AnalysisRow.current)
    )
    rows = session.execute(query)
    places = (Place(analyses.parse(row.record), row, revision, document) for row, revision, document in rows)
    return {place.revision.revision_id: place for place in places if place.analysis.speaks_of_operators}
