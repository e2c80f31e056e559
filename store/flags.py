"""Flags: what a person is asked to look at. One a story and kind; copies join it, new evidence moves its version, and
only people move its state, by core.terms.FLAG_MOVES. What a clearance clears is also a matter of days, so every copy
that joins one moves its version: who confirms it has seen them all."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, bindparam, select, update

from core.terms import FlagKind, FlagState
from store import analyses, audit
from store.clusters import clusters_of
from store.flagging import facts, grounds, rereading
from store.flagging.decisions import decide, stays
from store.flagging.events import ADDED, ADDS, COPY, RAISED, REPRINT, REVISED
from store.flagging.grounds import Finding
from store.session import Session
from store.tables import (
    AnalysisRow,
    FlagEventRow,
    FlagOperatorRow,
    FlagRow,
    RevisionRow,
)
from store.tables.base import add_row, change_row, clean, insert_new, plain_table, read_rows

__all__ = ["decide", "pending", "raise_flag", "stays"]

_FLAGS = plain_table(FlagRow).c
_OF_STORY = select(_FLAGS.flag_id).where(_FLAGS.story_id == bindparam("story_id"), _FLAGS.kind == bindparam("kind"))


def pending(session: Session, limit: int) -> list[int]:
    """Versions that were read and wait to be linked and flagged, oldest reading first: their ids."""
    query = (
        select(AnalysisRow.revision_id)
        .where(AnalysisRow.settled.is_(False), AnalysisRow.current)
        .order_by(AnalysisRow.analysis_id)
        .limit(limit)
    )
    return list(session.scalars(query))


def raise_flag(session: Session, revision_id: int, run_id: int | None, now: datetime) -> int | None:
    """Raise the flags that a linked version asks for, or join those of its story; after it, nothing of it is pending.

    A lead where it carries a label, unless all that it names are cleared; a clearance where it clears somebody whom
    the watchlist knows. Returns the lead's id, else the clearance's, else None.

    Where the text was read before, what it no longer says is marked (`store.flagging.rereading`).

    Raises:
        NotFoundError: the version was not read yet.
    """
    row = analyses.current(session, revision_id)
    raised = [_raise(session, finding, run_id=run_id, now=now) for finding in grounds.findings(session, row)]
    change_row(session, AnalysisRow, row.analysis_id, {"settled": True})
    if not rereading.weigh(session, revision_id, now):
        for flag_id in (each.flag_id for each in raised if each.was_reread):  # a copy may say again what was withdrawn
            rereading.weigh_flag(session, flag_id, now)
    return raised[0].flag_id if raised else None


class _Raised(NamedTuple):
    flag_id: int
    was_reread: bool  # whether something of it was withdrawn once


def _raise(session: Session, finding: Finding, *, run_id: int | None, now: datetime) -> _Raised:
    known = read_rows(session, _OF_STORY, story_id=finding.story_id, kind=finding.kind.value)
    if not known:
        return _Raised(_new(session, finding, run_id=run_id, now=now), was_reread=False)
    # Held until the end, for what a person decides meanwhile would be lost; new rows may name it all the same.
    only_me = {"key_share": True}
    flag = session.get_one(FlagRow, known[0].flag_id, with_for_update=only_me, populate_existing=True)
    if session.scalars(_event_of(flag, finding)).first() is None:
        _join(session, flag, finding, now)
    return _Raised(flag.flag_id, was_reread=flag.reread_at is not None)


def _new(session: Session, finding: Finding, *, run_id: int | None, now: datetime) -> int:
    values = {
        "story_id": finding.story_id,
        "kind": finding.kind.value,
        "state": FlagState.NEW.value,
        "version": 1,
        "evidence_version": 1,
        "decided_evidence": 0,
        "run_id": run_id,
        "analysis_id": finding.analysis_id,
        "document_id": finding.document_id,
        "labels": [label.value for label in finding.labels],
        "score": finding.score,
        "reason": finding.reason,
        "route": " ".join(finding.route),
        "raised_at": now,
        "updated_at": now,
    }
    flag_id = add_row(session, FlagRow, values)
    _add_operators(session, flag_id, finding)
    facts.keep(session, flag_id, finding.facts)
    _note(session, flag_id, 1, finding, what=RAISED, details=finding.reason, now=now)
    return flag_id


def _join(session: Session, flag: FlagRow, finding: Finding, now: datetime) -> None:
    """A copy, a revision or a second reading: what it adds moves the version, and what it leaves out stays."""
    on_flag = select(FlagOperatorRow.operator_id, FlagOperatorRow.is_doubtful)
    known = dict(session.execute(on_flag.where(FlagOperatorRow.flag_id == flag.flag_id)).all())
    of = clusters_of(session, known.keys() | {operator_id for operator_id, _name, _score in finding.operators})
    on_it = {of[operator_id] for operator_id in known}
    surely = {of[operator_id] for operator_id, is_doubtful in known.items() if not is_doubtful}
    labels = [label for label in finding.labels if label.value not in flag.labels]
    names = [
        f"{name} {grounds.MAY_BE}" if operator_id in finding.doubtful else name
        for operator_id, name, _score in finding.operators
        if of[operator_id] not in (on_it if operator_id in finding.doubtful else surely)
    ]
    news = facts.new(session, flag.flag_id, finding.facts)
    told = {name for _id, name, _score in finding.operators}
    renamed = [f"name {name}" for name in finding.new_names if name not in told and _may_come_back(flag)]
    is_copy = finding.document_id != flag.document_id
    if not is_copy:
        flag.analysis_id = finding.analysis_id  # the flag shows the newest version of its document, and its score
        flag.score = finding.score
    details = f"{finding.source_name}: {finding.title}" if is_copy else ""
    what = COPY if is_copy else REVISED
    if labels or names or renamed or news:
        words = (*names, *renamed, *(label.value for label in labels), *(fact.words for fact in news))
        added = ", ".join(dict.fromkeys(words))
        details = f"{details}{ADDS}{added}" if details else f"{ADDED}{added}"
        flag.version, flag.evidence_version, flag.updated_at = flag.version + 1, flag.evidence_version + 1, now
        flag.labels = [*flag.labels, *(label.value for label in labels)]
        flag.score = max(flag.score, finding.score)
        flag.route = flag.route or " ".join(finding.route)
        if not is_copy:
            flag.reason = finding.reason
        facts.keep(session, flag.flag_id, news)
    elif is_copy and finding.kind is FlagKind.CLEARANCE and not _carries(session, flag, finding.document_id):
        flag.version, what = flag.version + 1, REPRINT
    _add_operators(session, flag.flag_id, finding)  # another entry of one that it names, too: they may be split
    _note(session, flag.flag_id, flag.version, finding, what=what, details=details, now=now)


def _may_come_back(flag: FlagRow) -> bool:
    """Whether a name alone is worth a second look: what a person dismissed, a misread word would bring back."""
    return flag.state != FlagState.DISMISSED.value


def _carries(session: Session, flag: FlagRow, document_id: int) -> bool:
    """Whether a version of this document raised or joined the flag before."""
    joined = (
        select(FlagEventRow.event_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == FlagEventRow.analysis_id)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .where(FlagEventRow.flag_id == flag.flag_id, RevisionRow.document_id == document_id)
    )
    return session.scalars(joined.limit(1)).first() is not None


def _add_operators(session: Session, flag_id: int, finding: Finding) -> None:
    """Those whom it names; who merely might be meant and surely is by now is, once and for all."""
    rows = [
        {
            "flag_id": flag_id,
            "operator_id": operator_id,
            "score": score,
            "is_doubtful": operator_id in finding.doubtful,
        }
        for operator_id, _name, score in finding.operators
    ]
    insert_new(session, FlagOperatorRow, rows)
    if finding.kind is FlagKind.CLEARANCE:
        sure = [operator_id for operator_id, *_rest in finding.operators if operator_id not in finding.doubtful]
        mine = (FlagOperatorRow.flag_id == flag_id, FlagOperatorRow.operator_id.in_(sure))
        session.execute(update(FlagOperatorRow).where(*mine).values(is_doubtful=False))


def _event_of(flag: FlagRow, finding: Finding) -> Select[FlagEventRow]:
    return select(FlagEventRow).where(
        FlagEventRow.flag_id == flag.flag_id, FlagEventRow.analysis_id == finding.analysis_id
    )


def _note(  # noqa: PLR0913 - all of it makes one event
    session: Session, flag_id: int, version: int, finding: Finding, *, what: str, details: str, now: datetime
) -> None:
    event = {
        "flag_id": flag_id,
        "analysis_id": finding.analysis_id,
        "what": what,
        "details": clean(details),
        "version": version,
        "happened_at": now,
    }
    add_row(session, FlagEventRow, event)
    changed = {"analysis": finding.analysis_id, "version": version, "operators": [o[0] for o in finding.operators]}
    audit.record(session, f"flag {what}", audit.MACHINE, f"flag {flag_id}", details=changed)
