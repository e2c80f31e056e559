"""Which files of the archive may go after their time: those on whose pages nothing stands that is kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, aliased

from core.terms import CaptureState
from store import captures
from store.flagging.dismissals import SETTLED, carries
from store.session import Session
from store.tables import (
    AnalysisRow,
    CaptureRow,
    DocumentRow,
    OperatorMentionRow,
    OperatorPriceRow,
    OperatorRow,
    OperatorStatusRow,
    RevisionRow,
    SetAsideRow,
)

UNREAD = "taken out of the archive unread"
"""What became of a page that triage stopped, and that no other version can be asked about any more."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the database knows of one file of the archive: its captures lie between these keys."""

    name: str
    captures: int
    first: int
    last: int
    newest: datetime  # visit


def files(session: Session) -> dict[str, Held]:
    """Every file that holds captures, by its name."""
    keys, when = CaptureRow.capture_key, CaptureRow.fetched_at
    query = select(CaptureRow.warc_file, func.count(), func.min(keys), func.max(keys), func.max(when))
    return {row[0]: Held(*row) for row in session.execute(query.group_by(CaptureRow.warc_file))}


def is_needed(session: Session, file: Held, before: datetime) -> bool:
    """Whether anything that is kept stands on a page of the file, or waits for one.

    `before`: what was seen since isn't old. A text that wasn't purged stands on the page that it was read off. A flag
    stands on its document, every version and every copy of its story, in whatever state it is; where the texts of all
    of them were purged, no longer once it is dismissed and nothing was added to it since.
    """
    query = select(CaptureRow.capture_key).where(*_of(file), or_(*_stands_on(before))).limit(1)
    return session.scalar(query) is not None


def forget(session: Session, file: Held) -> None:
    """Say of a file's pages that they can be read no more: nothing looks for those that triage stopped, and the next
    visit asks for the whole page again and not whether it has changed. Their titles go, as those of a purged text."""
    stopped = update(CaptureRow).where(*_of(file), CaptureRow.state == CaptureState.STOPPED)
    session.execute(stopped.values(state=CaptureState.SKIPPED, reason=UNREAD))
    session.execute(update(CaptureRow).where(*_of(file)).values(etag="", last_modified="", title_hint=""))


def unknown(session: Session, ids: Collection[str]) -> set[str]:
    """Which of these captures were never taken in."""
    return set(ids) - captures.known(session, list(ids))


def _of(file: Held) -> tuple[ColumnElement[bool], ...]:
    """Its captures, without reading those of all others: they came in one after the other."""
    return CaptureRow.capture_key.between(file.first, file.last), CaptureRow.warc_file == file.name


def _stands_on(before: datetime) -> list[ColumnElement[bool]]:
    """What keeps a capture."""
    waiting = select(SetAsideRow.capture_id).where(SetAsideRow.solved_at.is_(None))
    unsettled = exists().where(AnalysisRow.revision_id == RevisionRow.revision_id, AnalysisRow.settled.is_(False))
    version = (
        select(RevisionRow.revision_id)
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
        .where(RevisionRow.capture_id == CaptureRow.capture_id)
        .where(or_(RevisionRow.last_seen >= before, RevisionRow.purged_at.is_(None), unsettled, *_speaks()))
    )
    here = select(DocumentRow.document_id).where(
        DocumentRow.source_id == CaptureRow.source_id, DocumentRow.url == CaptureRow.url, or_(*_speaks())
    )
    return [
        CaptureRow.fetched_at >= before,
        CaptureRow.state == CaptureState.PENDING,
        CaptureRow.capture_id.in_(waiting),
        version.exists(),
        here.exists(),
    ]


def _speaks() -> list[ColumnElement[bool]]:
    """Whether a document is behind a flag, or names an operator whose names are kept."""
    copy, text = aliased(DocumentRow), aliased(RevisionRow)
    kept = (
        select(text.revision_id)
        .join(copy, copy.document_id == text.document_id)
        .where(copy.story_id == DocumentRow.story_id, text.purged_at.is_(None))
    )
    prices = select(OperatorPriceRow.document_id).join(*_of_operator(OperatorPriceRow.operator_id))
    standings = select(OperatorStatusRow.document_id).join(*_of_operator(OperatorStatusRow.operator_id))
    mentions = select(OperatorMentionRow.mention_id).join(*_of_operator(OperatorMentionRow.operator_id))
    return [
        and_(kept.exists(), carries()),
        # taken back into review, or grown since, it waits for a person though its text was purged
        carries(~SETTLED),
        mentions.where(OperatorMentionRow.document_id == DocumentRow.document_id).exists(),
        # no index finds these by document: each is listed once a query
        DocumentRow.document_id.in_(prices),
        DocumentRow.document_id.in_(standings.where(OperatorStatusRow.document_id.is_not(None))),
    ]


def _of_operator(operator_id: InstrumentedAttribute[int]) -> tuple[type[OperatorRow], ColumnElement[bool]]:
    """An operator that was not forgotten (store.forgotten)."""
    return OperatorRow, and_(OperatorRow.operator_id == operator_id, OperatorRow.redacted_at.is_(None))
