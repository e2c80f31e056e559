"""Where the subjects of a document stand: its analysis, and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.records import Analysis
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
    def first_seen(self) -> datetime:
        """When this version was published, by its own word, or archived; never later than archived. What a page says of
        its day is said of its first version: a later one was not there before it was seen."""
        archived = self.revision.first_seen
        return min(self.revision.published or archived, archived) if self.revision.number == 1 else archived

    @property
    def day(self) -> date:
        """The day of it, in UTC."""
        return self.first_seen.date()
