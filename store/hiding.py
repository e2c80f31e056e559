"""Names taken out of what was read of a version, and of what the watchlist quotes of it: those of persons who are no
operators, and those of operators of whom nothing stands any more (`over`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy import select

from core.records import Analysis
from store import analyses
from store.redaction import NOBODY, hidden_names, hider, listed_names, redacted
from store.session import Session
from store.tables import AnalysisRow, OperatorMentionRow, OperatorStatusRow, RevisionRow


def hide(
    session: Session, revision_id: int, over: frozenset[str] = NOBODY, numbers: Collection[str] = ()
) -> list[AnalysisRow]:
    """Hide the names of all readings of a version in each of them, whoever of them took a name for whose, and take
    these `numbers` out of their contact points. Returns the readings."""
    rows = session.scalars(select(AnalysisRow).where(AnalysisRow.revision_id == revision_id)).all()
    read = {row.analysis_id: analyses.parse(row.record) for row in rows}
    names = frozenset[str]().union(*(hidden_names(each, over) for each in read.values()))
    if names or numbers:
        for row in rows:
            hidden = redacted(read[row.analysis_id], names, over)
            row.record = analyses.dump(
                replace(hidden, contacts=tuple(c for c in hidden.contacts if c.value not in numbers))
            )
        mentions = select(OperatorMentionRow).where(OperatorMentionRow.analysis_id.in_(read))
        for said in session.scalars(mentions):
            said.sentence = hider(read[said.analysis_id], names, over=over)(said.sentence)
        _hide_in_standings(session, revision_id, read, names, over)
    return list(rows)


def _hide_in_standings(
    session: Session, revision_id: int, read: Mapping[int, Analysis], names: frozenset[str], over: frozenset[str]
) -> None:
    """In what the document says of operators' standing; whoever is one, or cleared, by any reading is named there."""
    spared = frozenset[str]().union(*(listed_names(each, over) for each in read.values()))
    cover = hider(read[max(read)], names, spared, over)
    document_id = session.get_one(RevisionRow, revision_id).document_id
    for said in session.scalars(select(OperatorStatusRow).where(OperatorStatusRow.document_id == document_id)):
        said.sentence = cover(said.sentence)
