"""Rows into lines of flags, many at a time: as many queries for a hundred as for one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import defer

from core.scores import SUREST
from core.terms import DocumentLabel, FlagKind, FlagState, Language
from store.built_once import asked, built_once
from store.bystanders import hidden_on_flags
from store.flagging.decisions import DECIDED
from store.flagging.refused import is_mention_refused
from store.flagging.withdrawn import Withdrawal, readers
from store.session import Session
from store.signers import signers
from store.tables import (
    AnalysisRow,
    CaptureRow,
    DecisionRow,
    DocumentRow,
    FlagEventRow,
    FlagRow,
    OperatorMentionRow,
    RevisionRow,
    RunRow,
    SourceRow,
    StoryRow,
)
from store.tables.base import chunks
from store.views.changes import CORRECTED_AT, DECIDED_AT, FORGOTTEN_AT, JOINED_AT, regrouped
from store.views.cleared import cleared_in
from store.views.flag_names import named_by
from store.views.flag_news import added_after
from store.views.records import FlagSummary

OPEN = (FlagState.NEW, FlagState.IN_REVIEW, FlagState.NEEDS_MORE)
"""States in which a flag waits for a person."""

WAITS = or_(
    FlagRow.state.in_([state.value for state in OPEN]),
    and_(FlagRow.decided_evidence > 0, FlagRow.decided_evidence < FlagRow.evidence_version),
)
"""Whether a flag does: it is open, or evidence was added after it was decided."""

PROPOSAL = and_(
    DecisionRow.flag_id == FlagRow.flag_id,
    DecisionRow.version == FlagRow.version,  # evidence that came since has moved it
    DecisionRow.proposes == FlagState.CONFIRMED.value,
)
"""The decision by which a flag waits for a second person."""


class _Beside(NamedTuple):
    """What stands on a flag's line beside the flag's own row."""

    revision: RevisionRow
    document: DocumentRow
    warc_file: str
    source_name: str | None
    night: date | None
    decided_at: datetime | None
    joined_at: datetime | None
    corrected_at: datetime | None
    forgotten_at: datetime | None
    redacted_at: datetime | None


def flag_lines(session: Session, rows: Sequence[FlagRow]) -> list[FlagSummary]:
    """The lines of these flags, in this order."""
    if not rows:
        return []
    ids = [row.flag_id for row in rows]
    beside = _beside(session, ids)
    named = named_by(session, ids)
    withdrawals = _withdrawals(session, rows, named.unread)
    documents = _documents(session, [row.story_id for row in rows])
    independent = _independent(session, ids)
    hidden = hidden_on_flags(session, ids)
    cleared = cleared_in(session, {each.revision.revision_id for each in beside.values()})
    decided = {row.flag_id: row.decided_evidence for row in rows if 0 < row.decided_evidence < row.evidence_version}
    new_since, proposed = added_after(session, decided), _proposed(session, rows)
    merged = regrouped(session, {key for each in ids for key, _name in named.all_of(each)})
    lines = []
    for row in rows:
        shown = beside[row.flag_id]
        lines.append(
            FlagSummary(
                flag_id=row.flag_id,
                kind=FlagKind(row.kind),
                state=FlagState(row.state),
                version=row.version,
                evidence_version=row.evidence_version,
                raised_at=row.raised_at,
                updated_at=row.updated_at,
                changed_at=_changed(row, shown, [merged.get(key) for key, _name in named.all_of(row.flag_id)]),
                run_id=row.run_id,
                night=shown.night,
                title=hidden.get(row.flag_id, str)(shown.revision.title),
                url=shown.document.url,
                warc_file=shown.warc_file,
                source_id=shown.document.source_id,
                source_name=shown.source_name or shown.document.source_id,
                country=shown.document.country,
                language=Language(shown.revision.language),
                published=shown.revision.published,
                labels=tuple(DocumentLabel(label) for label in row.labels),
                score=min(row.score, SUREST),
                reason=row.reason,
                new_evidence=row.flag_id in decided,
                operators=tuple(named.operators.get(row.flag_id, ())),
                doubtful=named.doubtful.get(row.flag_id, frozenset()),
                withdrawal=withdrawals.get(row.flag_id),
                withdrawn=row.is_withdrawn,
                withdrawn_operators=tuple(named.unread.get(row.flag_id, ())),
                corrected_operators=tuple(named.corrected.get(row.flag_id, ())),
                lowered=named.lowered.get(row.flag_id, {}),
                corrected_names=named.away.get(row.flag_id, frozenset()),
                route=tuple(row.route.split()),
                independent_sources=independent.get(row.flag_id, 1),
                also_published=documents.get(row.story_id, 1) - 1,
                new_since=new_since.get(row.flag_id, ()),
                proposed_by=(proposal := proposed.get(row.flag_id, ("", "")))[0],
                proposed_today=proposal[1],
                purged_at=shown.revision.purged_at,
                cleared=cleared.get(shown.revision.revision_id, ()),
            )
        )
    return lines


def _changed(row: FlagRow, shown: _Beside, merged: Sequence[datetime | None]) -> datetime:
    by_people = (shown.decided_at, shown.corrected_at, *merged)
    by_purges = (shown.revision.purged_at, shown.revision.barred_at, shown.redacted_at, shown.forgotten_at)
    moments = (row.updated_at, row.reread_at, shown.joined_at, *by_people, *by_purges)
    return max(moment for moment in moments if moment is not None)


def _beside(session: Session, ids: list[int]) -> dict[int, _Beside]:
    return {row[0]: _Beside._make(row[1:]) for row in session.execute(_all_beside(), {"of": ids})}


@built_once
def _all_beside() -> Select[*tuple[Any, ...]]:
    return (
        select(
            FlagRow.flag_id,
            RevisionRow,
            DocumentRow,
            CaptureRow.warc_file,
            SourceRow.name,
            RunRow.night,
            DECIDED_AT,
            JOINED_AT,
            CORRECTED_AT,
            FORGOTTEN_AT,
            AnalysisRow.redacted_at,
        )
        .join(AnalysisRow, AnalysisRow.analysis_id == FlagRow.analysis_id)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .join(CaptureRow, CaptureRow.capture_id == RevisionRow.capture_id)
        .join(DocumentRow, DocumentRow.document_id == FlagRow.document_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .outerjoin(RunRow, RunRow.run_id == FlagRow.run_id)
        .where(FlagRow.flag_id.in_(asked("of")))
        .options(defer(RevisionRow.text), defer(RevisionRow.fingerprint))  # long, and not on a line
    )


def _withdrawals(
    session: Session, rows: Sequence[FlagRow], unread: Mapping[int, Collection[object]]
) -> dict[int, Withdrawal]:
    """Of these flags those that the reader of today no longer reads, or of whose operators it no longer reads some."""
    those = [row for row in rows if row.is_withdrawn or unread.get(row.flag_id)]
    by = readers(session, [row.flag_id for row in those])
    confirmed = FlagState.CONFIRMED.value
    return {row.flag_id: Withdrawal(by.get(row.flag_id, ""), row.reread_at, row.state == confirmed) for row in those}


def _proposed(session: Session, rows: Sequence[FlagRow]) -> dict[int, tuple[str, str]]:
    """Who proposed to confirm each of these flags that wait for a second person, and what they are called today, if
    otherwise."""
    ids = [row.flag_id for row in rows if row.state == FlagState.IN_REVIEW.value]
    if not ids:
        return {}
    query = select(DecisionRow).select_from(FlagRow).join(DecisionRow, PROPOSAL).where(FlagRow.flag_id.in_(ids))
    made = session.scalars(query).all()
    known = signers(session, DECIDED, {f"flag {each.flag_id}" for each in made})
    return {each.flag_id: (each.who, known.of(f"flag {each.flag_id}", each.version, each.who).today) for each in made}


def _documents(session: Session, story_ids: list[int]) -> dict[int, int]:
    """How many documents carry each of these stories, wire copies among them."""
    return dict(session.execute(_COPIES, {"of": story_ids}).all())


_COPIES = (
    select(DocumentRow.story_id, func.count())
    .where(DocumentRow.story_id.in_(asked("of")))
    .group_by(DocumentRow.story_id)
)


def _independent(session: Session, ids: list[int]) -> dict[int, int]:
    """How many publishers had first what each flag stands on. The copies of its story have one, whoever carries them; a
    document that was parted from the story after the flag had something of it has another."""
    return dict(session.execute(_ORIGINS, {"of": ids}).all())


_ORIGINS = (
    select(FlagEventRow.flag_id, func.count(StoryRow.origin_publisher.distinct()))
    .join(AnalysisRow, AnalysisRow.analysis_id == FlagEventRow.analysis_id)
    .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
    .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
    .join(StoryRow, StoryRow.story_id == DocumentRow.story_id)
    .where(FlagEventRow.flag_id.in_(asked("of")))
    .group_by(FlagEventRow.flag_id)
)


def publishers(session: Session, of: Mapping[int, int], *, refused: bool = False) -> dict[int, set[str]]:
    """The publishers who had a story about each of these operators first: its independent sources. What people
    dismissed or no reader reads any more counts for nobody, unless it is asked for (`refused`). `of` maps every entry
    to the one that its cluster goes by."""
    found: dict[int, set[str]] = {}
    ids = sorted(of)
    query = _MENTIONED_FIRST if refused else _TOLD_FIRST
    for chunk in chunks(ids):
        for operator_id, publisher in session.execute(query, {"of": chunk}):
            found.setdefault(of[operator_id], set()).add(publisher)
    return found


_MENTIONED_FIRST = (
    select(OperatorMentionRow.operator_id, StoryRow.origin_publisher)
    .join(StoryRow, StoryRow.story_id == OperatorMentionRow.story_id)
    .where(OperatorMentionRow.operator_id.in_(asked("of")))
    .distinct()
)
_TOLD_FIRST = _MENTIONED_FIRST.where(~is_mention_refused())
