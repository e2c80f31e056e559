"""What a newer reader no longer reads, marked as it is linked and flagged; and unmarked once a reader reads it again.

The readings of today (`current`) of all versions of a document tell whom it names, and those of all documents that
carried a lead whether there is one. Only a document that was read before costs anything, and only as much as it said.
What was marked is shown and left out by `store.flagging.withdrawn`. A clearance is never taken back: to lose what
speaks for somebody harms, so a person decides on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, select
from sqlalchemy.orm import aliased

from core.terms import FlagKind, FlagState, LegalStatus
from store import analyses, audit
from store.flagging import details, first_read, grounds
from store.flagging.withdrawn import UNNAMED, is_name_withdrawn
from store.session import Session
from store.tables import (
    AnalysisRow,
    DocumentRow,
    FlagEventRow,
    FlagOperatorRow,
    FlagRow,
    LinkRow,
    OperatorMentionRow,
    OperatorStatusRow,
    RevisionRow,
    WithdrawnReadingRow,
)
from store.tables.base import insert_new, plain_table, read_rows

REREAD = "flag reread"
"""The action on record."""

_ACCUSES = [status.value for status in LegalStatus if status is not LegalStatus.CLEARED]
_DECIDED = (FlagState.CONFIRMED.value, FlagState.DISMISSED.value)
_Marks = set[tuple[int, str]]
"""(operator, status), as `WithdrawnReadingRow` has them."""


_VERSION, _OTHER, _READING = (
    plain_table(RevisionRow).alias(),
    plain_table(RevisionRow).alias(),
    plain_table(AnalysisRow),
)
_AGAIN = (
    select(_VERSION.c.document_id)
    .join(_OTHER, _OTHER.c.document_id == _VERSION.c.document_id)
    .join(_READING, _READING.c.revision_id == _OTHER.c.revision_id)
    .where(_VERSION.c.revision_id == bindparam("revision_id"), ~_READING.c.current)
    .distinct()
)


def weigh(session: Session, revision_id: int, now: datetime) -> bool:
    """Mark what the document of a version no longer says, and its lead; where it was never read before, nothing is
    done. Returns whether it was."""
    again = read_rows(session, _AGAIN, revision_id=revision_id)
    for row in again:
        _weigh_document(session, session.get_one(DocumentRow, row.document_id), now)
    return bool(again)


def _weigh_document(session: Session, document: DocumentRow, now: datetime) -> None:
    """Once none of its versions waits to be linked: until then it is not known what it says."""
    document_id = document.document_id
    mentions = select(OperatorMentionRow.operator_id).where(OperatorMentionRow.document_id == document_id)
    named = set(session.scalars(mentions.distinct()))
    is_lead = (FlagRow.story_id == document.story_id, FlagRow.kind == FlagKind.LEAD.value)
    lead = session.scalar(select(FlagRow.flag_id).where(*is_lead))
    if not named and lead is None:
        return
    read = session.execute(
        select(AnalysisRow, RevisionRow.purged_at)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .where(RevisionRow.document_id == document_id, AnalysisRow.current)
    ).all()
    if not all(row.settled for row, _purged_at in read):
        return
    marks = _marks(session, document, named, {row: purged_at is not None for row, purged_at in read})
    changed = _write(session, document, named, marks, now) | details.weigh(session, document_id, now)
    if lead is not None:
        weigh_flag(session, lead, now, also=changed)
    elif changed:
        _record(session, f"document {document_id}", changed)


def weigh_flag(session: Session, flag_id: int, now: datetime, *, also: Collection[int] = ()) -> None:
    """Mark whom a lead no longer names, and whether it is none any more; once none of its documents waits.

    Args:
        also: operators of whom something else changed in its documents.
    """
    session.flush()
    flag = session.get_one(FlagRow, flag_id, with_for_update={"key_share": True}, populate_existing=True)
    changed = set(also)
    carriers = _carriers(session, flag)
    is_told_anew = carriers is not None and _weigh(session, flag, carriers, changed, now)
    if changed or is_told_anew:
        flag.reread_at = now
        session.flush()
        _record(session, f"flag {flag_id}", changed, carried=not flag.is_withdrawn)


def _weigh(session: Session, flag: FlagRow, carriers: Sequence[AnalysisRow], changed: set[int], now: datetime) -> bool:
    """A lead by the readings that carry it; whom it names otherwise is put into `changed`. Returns whether anything
    else is otherwise."""
    links = select(LinkRow.operator_id).where(LinkRow.analysis_id.in_([row.analysis_id for row in carriers]))
    names = set(session.scalars(links.where(LinkRow.linked, LinkRow.is_clearance.is_(False)).distinct()))
    for row in session.scalars(select(FlagOperatorRow).where(FlagOperatorRow.flag_id == flag.flag_id)):
        if row.is_withdrawn is (row.operator_id in names):
            row.is_withdrawn = not row.is_withdrawn
            row.withdrawn_at = now if row.is_withdrawn else None
            changed.add(row.operator_id)
    was_withdrawn, flag.is_withdrawn = flag.is_withdrawn, not carriers
    session.flush()
    if not carriers or (flag.state in _DECIDED and not _names_whom_nobody_confirmed(session, flag)):
        return was_withdrawn is not flag.is_withdrawn  # what a person has decided on is told as they read it
    labels = list(dict.fromkeys(label for row in carriers for label in row.labels))
    is_other = set(labels) != set(flag.labels)
    if changed or is_other or was_withdrawn:
        flag.labels = labels
        flag.reason = _reason(session, flag, carriers)
    return is_other or was_withdrawn


def _names_whom_nobody_confirmed(session: Session, flag: FlagRow) -> bool:
    """Whether a decided lead came to name somebody after the decision whom no reader of today reads."""
    named = select(FlagOperatorRow.operator_id).join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
    return session.scalars(named.where(FlagRow.flag_id == flag.flag_id, is_name_withdrawn())).first() is not None


def _marks(session: Session, document: DocumentRow, named: Collection[int], read: Mapping[AnalysisRow, bool]) -> _Marks:
    """What the watchlist has of these operators from a document, and none of its readings says.

    Args:
        read: the readings of today, and whether the text of each was purged, so that all that it said must stand.
    """
    links = select(LinkRow.analysis_id, LinkRow.operator_id, LinkRow.subject)
    links = links.where(LinkRow.analysis_id.in_([row.analysis_id for row in read]))
    least = first_read.least(document)
    told = {
        row.analysis_id: None if is_purged else first_read.standings(analyses.parse(row.record), least)
        for row, is_purged in read.items()
    }
    said: dict[int, set[str]] = {}
    for analysis_id, operator_id, subject in session.execute(links.where(LinkRow.linked, ~LinkRow.is_clearance)):
        of_names = told[analysis_id]
        here = _ACCUSES if of_names is None else of_names.get(subject, {least.value})
        said.setdefault(operator_id, {UNNAMED}).update(here)
    kept = select(OperatorStatusRow.operator_id, OperatorStatusRow.status).where(
        OperatorStatusRow.operator_id.in_(named),
        OperatorStatusRow.status.in_(_ACCUSES),  # with it these are found by their index
        OperatorStatusRow.document_id == document.document_id,
    )
    known = {(operator_id, status) for operator_id, status in session.execute(kept)}
    known |= {(operator_id, UNNAMED) for operator_id in named}
    return {(operator_id, status) for operator_id, status in known if status not in said.get(operator_id, ())}


def _write(session: Session, document: DocumentRow, named: Collection[int], marks: _Marks, now: datetime) -> set[int]:
    """Make these the marks of a document. Returns the operators of whom one came or went."""
    document_id = document.document_id
    mine = (WithdrawnReadingRow.document_id == document_id, WithdrawnReadingRow.operator_id.in_(named))
    stands = select(WithdrawnReadingRow.operator_id, WithdrawnReadingRow.status).where(*mine)
    known = {(operator_id, status) for operator_id, status in session.execute(stands)}
    for operator_id, status in known - marks:
        one = (WithdrawnReadingRow.operator_id == operator_id, WithdrawnReadingRow.status == status)
        session.execute(delete(WithdrawnReadingRow).where(*mine, *one))
    if new := sorted(marks - known):
        by = _read_by(session, document_id)
        since = first_read.versions(session, document, [mark for mark in new if mark[1] != UNNAMED])
        rows = [
            {"operator_id": operator_id, "document_id": document_id, "status": status, "withdrawn_at": now}
            | {"read_by": by.get(operator_id, ""), "version": since.get((operator_id, status), 0)}
            for operator_id, status in new
        ]
        insert_new(session, WithdrawnReadingRow, rows)
    return {operator_id for operator_id, _status in known ^ marks}


def _read_by(session: Session, document_id: int) -> dict[int, str]:
    """The last reader before that of today that read each operator in a document."""
    query = (
        select(OperatorMentionRow.operator_id, AnalysisRow.reader)
        .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
        .where(OperatorMentionRow.document_id == document_id, ~AnalysisRow.current)
        .order_by(OperatorMentionRow.analysis_id)
    )
    return dict(session.execute(query).all())


def _carriers(session: Session, flag: FlagRow) -> list[AnalysisRow] | None:
    """The readings of today that carry a flag, those of its own document first; None while one of a document that
    carried it waits to be linked."""
    today = aliased(AnalysisRow)
    query = (
        select(today, RevisionRow.document_id == flag.document_id, FlagEventRow.analysis_id == today.analysis_id)
        .select_from(FlagEventRow)
        .join(AnalysisRow, AnalysisRow.analysis_id == FlagEventRow.analysis_id)
        .join(today, and_(today.revision_id == AnalysisRow.revision_id, today.current))
        .join(RevisionRow, RevisionRow.revision_id == today.revision_id)
        .where(FlagEventRow.flag_id == flag.flag_id)
        .order_by(today.analysis_id.desc())
    )
    found = session.execute(query).all()
    if not all(row.settled for row, _is_own, _carries in found):
        return None
    return [row for row, _is_own, carries in sorted(found, key=lambda each: not each[1]) if carries]


def _reason(session: Session, flag: FlagRow, carriers: Iterable[AnalysisRow]) -> str:
    """As the reader of today gives it: the old one may name whom it no longer reads."""
    of_each = (finding for row in carriers for finding in grounds.findings(session, row))
    return next((finding.reason for finding in of_each if finding.kind is FlagKind.LEAD), flag.reason)


def _record(session: Session, subject: str, operators: Iterable[int], **details: object) -> None:
    audit.record(session, REREAD, audit.MACHINE, subject, details={"operators": sorted(operators)} | details)
