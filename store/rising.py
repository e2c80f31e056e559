"""The words that newly stand near coded words, kept as a night counted them: no page reads all texts."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete

from store.session import Session
from store.tables import RisingTermRow
from store.tables.base import clean, insert_new
from store.views.overview_records import RisingTerm

KEPT = 30


def keep(session: Session, terms: Iterable[tuple[RisingTerm, float]]) -> int:
    """Put these, with their log-likelihood, in the place of those of the night before; at most 30. Returns how many."""
    rows = [
        {
            "phrase": clean(term.phrase),
            "newer": term.newer,
            "older": term.older,
            "ratio": ratio,
            "since": term.since,
            "revision_id": term.revision_id,
        }
        for term, ratio in terms
    ][:KEPT]
    session.execute(delete(RisingTermRow))
    insert_new(session, RisingTermRow, rows)
    return len(rows)
