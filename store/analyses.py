"""Analyses: what a reader read out of one version of a document, kept whole, once a reader."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Select, select, update

from core.errors import NotFoundError
from core.records import Analysis, ContactPoint, Mention
from store.hidden.arriving import cover_of
from store.hidden.readings import covered_reading, written_otherwise
from store.hidden.texts import cover_text
from store.hidden.words import literally
from store.session import Session
from store.tables import AnalysisRow, DocumentRow, RevisionRow

_RECORD = TypeAdapter(Analysis)
_MENTIONS = TypeAdapter(tuple[Mention, ...])
_CONTACTS = TypeAdapter(tuple[ContactPoint, ...])


def dump(analysis: Analysis) -> str:
    """The record as JSON, in ASCII; `parse` gives it back as it was."""
    plain = replace(analysis, scores=dict(analysis.scores), refused=dict(analysis.refused))  # any mapping will do
    return json.dumps(_RECORD.dump_python(plain, mode="json"), separators=(",", ":"))


def parse(text: str) -> Analysis:
    """The record back."""
    return _RECORD.validate_python(json.loads(text))


def named_in(text: str) -> tuple[tuple[Mention, ...], tuple[ContactPoint, ...]]:
    """Whom a record names, and its contact points, without making the rest of it: lists ask it of hundreds. Nobody,
    where it names none."""
    record = json.loads(text)
    return _MENTIONS.validate_python(record.get("mentions", ())), _CONTACTS.validate_python(record.get("contacts", ()))


def save(session: Session, analysis: Analysis, now: datetime | None = None) -> int:
    """Keep an analysis (`document_id` is the version's id); what was saved last is the current one. Returns its id.

    An analysis by the same reader that is there already stays: it was linked as it is, or waits for that. A reader that
    comes again after another (a threshold is put back) makes its own current again. `now` is kept where a hidden number
    that the text spells in words gets its bars, by which whoever keeps a copy is told.

    Raises:
        NotFoundError: there is no such version.
    """
    revision = session.get(RevisionRow, int(analysis.document_id))
    if revision is None:
        raise NotFoundError(f"There is no version {analysis.document_id} of any document.", remedy="Save it first.")
    revision.reader = analysis.reader
    known = session.scalars(_of(revision.revision_id).where(AnalysisRow.reader == analysis.reader)).first()
    if known is not None and known.current:
        return known.analysis_id
    older = update(AnalysisRow).where(AnalysisRow.revision_id == revision.revision_id)
    session.execute(older.values(current=False, settled=True))
    if known is not None:
        known.current, known.settled = True, False  # it carries its flags, which are looked at once more
        session.flush()
        return known.analysis_id
    row = _row(_as_kept(session, revision, analysis, now))
    session.add(row)
    session.flush()
    return row.analysis_id


def current(session: Session, revision_id: int) -> AnalysisRow:
    """The row of the current analysis of a version.

    Raises:
        NotFoundError: it was not read yet.
    """
    row = session.scalars(_of(revision_id).where(AnalysisRow.current)).first()
    if row is None:
        raise NotFoundError(f"Version {revision_id} was not read yet.", remedy="Run the reading step first.")
    return row


def _as_kept(session: Session, revision: RevisionRow, analysis: Analysis, now: datetime | None) -> Analysis:
    """Without hidden names: it may have been read before one was hidden in its text, or take bars for a name. A hidden
    number that the text spells in words is known only now that it was read: it gets its bars there, too."""
    cover = cover_of(session, session.get_one(DocumentRow, revision.document_id).story_id)
    if cover is None:
        return covered_reading(analysis, str) if revision.barred_sha256 else analysis
    forms = written_otherwise(analysis, cover)
    if not forms:
        return covered_reading(analysis, cover)
    spoken = literally(forms)
    cover_text(session, revision, spoken)
    revision.barred_at = now or revision.barred_at
    return covered_reading(analysis, lambda text: spoken(cover(text)))


def _of(revision_id: int) -> Select[AnalysisRow]:
    return select(AnalysisRow).where(AnalysisRow.revision_id == revision_id)


def _row(analysis: Analysis) -> AnalysisRow:
    return AnalysisRow(
        revision_id=int(analysis.document_id),
        reader=analysis.reader,
        record=dump(analysis),
        language=analysis.language.value,
        labels=[label.value for label in analysis.labels],
        score=max((analysis.scores.get(label, 0.0) for label in analysis.labels), default=0.0),
        operators=len(analysis.operators),
        current=True,
        linked=False,
        settled=False,
    )
