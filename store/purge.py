"""What the database does not keep for ever: texts that gave no flag (or none but leads that people dismissed), names of
persons who are no operators, and the mails and webhooks' events that tell of both.

Counted first (`due`), then done in small transactions (`purge_some`), each on record in the audit log. Done again, it
finds nothing. Flags, operators and what was said of them stay; the archive's files are not touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, select, update
from sqlalchemy.orm import aliased

from core.records import Analysis
from store import analyses, audit, set_aside, webhooks
from store.flagging.dismissals import forget_quotes, is_over_with
from store.indexing import forget_text
from store.outbox import GIVEN_UP, SENT, UNCERTAIN
from store.redaction import emptied, hidden_names, hider, listed_names, redacted
from store.session import Session
from store.tables import (
    AnalysisRow,
    CaptureRow,
    DocumentRow,
    LinkRow,
    MailRow,
    OperatorMentionRow,
    OperatorStatusRow,
    RevisionRow,
)

BATCH = 200
Counted = TypeVarTuple("Counted")


@dataclass(frozen=True, slots=True)
class Retention:
    """How long things are kept, in days since they were last seen; 0 for ever."""

    names_days: int
    texts_days: int


@dataclass(frozen=True, slots=True)
class Purged:
    """Versions of documents that lost their text (and their readings with it), readings of others that were looked
    through for names, mails without a text, events of webhooks without what they told."""

    texts: int
    readings: int
    mails: int = 0
    events: int = 0

    @property
    def rows(self) -> int:
        """All of them."""
        return self.texts + self.readings + self.mails + self.events

    def __add__(self, other: Purged) -> Purged:
        mails, events = self.mails + other.mails, self.events + other.events
        return Purged(self.texts + other.texts, self.readings + other.readings, mails, events)


def due(session: Session, retention: Retention, now: datetime) -> Purged:
    """What a purge would do now."""
    texts = select(func.count()).select_from(RevisionRow).join(*_DOCUMENT).where(*_texts(retention, now))
    readings = _of_kept_texts(select(func.count()).select_from(AnalysisRow), retention, now)
    mails = select(func.count()).select_from(MailRow).where(*_mails(retention, now))
    found, looked, told = (session.scalar(query) or 0 for query in (texts, readings, mails))
    return Purged(found, looked, told, webhooks.old(session, _told_before(retention, now)))


def purge_some(session: Session, retention: Retention, now: datetime, *, who: str) -> Purged:
    """Do a batch of it, and put it on record. Nothing done: nothing is due any more."""
    with audit.at_the_end(session):  # every page that is looked at would wait for the rows that follow an entry
        return _purge_some(session, retention, now, who=who)


def _purge_some(session: Session, retention: Retention, now: datetime, *, who: str) -> Purged:
    texts = session.scalars(select(RevisionRow).join(*_DOCUMENT).where(*_texts(retention, now)).limit(BATCH)).all()
    for revision in texts:
        _empty(session, revision, now)
    # what errors of reading said of these texts, and what was posted to webhooks as long ago as mails are kept
    set_aside.forget(session, [row.revision_id for row in texts])
    events = webhooks.forget(session, _told_before(retention, now), who=who)
    session.flush()
    versions = _of_kept_texts(select(AnalysisRow.revision_id), retention, now).distinct().limit(BATCH)
    readings = [row for revision_id in session.scalars(versions).all() for row in _redact(session, revision_id, now)]
    mails = session.scalars(select(MailRow).where(*_mails(retention, now)).limit(BATCH)).all()
    digests = {str(mail.mail_id): sha256(mail.message).hexdigest() for mail in mails}
    for mail in mails:
        mail.message = b""
    if texts or readings or mails:
        details = {
            "texts": [row.revision_id for row in texts],
            "readings": [row.analysis_id for row in readings],
            "mails": digests,
            "names_days": retention.names_days,
            "texts_days": retention.texts_days,
        }
        audit.record(session, "purged", who, details=details)
    session.flush()
    return Purged(len(texts), len(readings), len(mails), events)


def _empty(session: Session, revision: RevisionRow, now: datetime) -> None:
    forget_text(session, revision.revision_id, revision.title, revision.text)
    forget_quotes(session, revision)
    revision.title = revision.text = revision.author = revision.section = ""
    revision.purged_at = now
    _forget_hints(session, revision)
    readings = session.scalars(select(AnalysisRow).where(AnalysisRow.revision_id == revision.revision_id)).all()
    for row in readings:
        row.record = analyses.dump(emptied(analyses.parse(row.record)))
        row.redacted_at = now
    # Who merely resembled an operator: no flag and no entry rests on it.
    analysis_ids = [row.analysis_id for row in readings]
    session.execute(delete(LinkRow).where(LinkRow.analysis_id.in_(analysis_ids), LinkRow.linked.is_(False)))


def _forget_hints(session: Session, revision: RevisionRow) -> None:
    """The titles that a feed or a listing gave with the captures that showed this version, or one before it; in the
    archive's own records they stay."""
    document = session.get_one(DocumentRow, revision.document_id)
    of_it = update(CaptureRow).where(
        CaptureRow.source_id == document.source_id,
        CaptureRow.url == document.url,
        CaptureRow.fetched_at <= revision.last_seen,
        CaptureRow.title_hint != "",
    )
    session.execute(of_it.values(title_hint=""))


def _redact(session: Session, revision_id: int, now: datetime) -> list[AnalysisRow]:
    """Hide the names of all readings of a version in each of them, whoever of them took a name for whose. Returns the
    readings that were due."""
    rows = session.scalars(select(AnalysisRow).where(AnalysisRow.revision_id == revision_id)).all()
    read = {row.analysis_id: analyses.parse(row.record) for row in rows}
    names = frozenset[str]().union(*map(hidden_names, read.values()))
    if names:
        for row in rows:
            row.record = analyses.dump(redacted(read[row.analysis_id], names))
        mentions = select(OperatorMentionRow).where(OperatorMentionRow.analysis_id.in_(read))
        for said in session.scalars(mentions):
            said.sentence = hider(read[said.analysis_id], names)(said.sentence)
        _redact_standings(session, revision_id, read, names)
    due = [row for row in rows if row.redacted_at is None]
    for row in due:
        row.redacted_at = now
    return due


def _redact_standings(session: Session, revision_id: int, read: Mapping[int, Analysis], names: frozenset[str]) -> None:
    """In what the document says of operators' standing; whoever is one, or cleared, by any reading is named there."""
    spared = frozenset[str]().union(*map(listed_names, read.values()))
    hide = hider(read[max(read)], names, spared)
    document_id = session.get_one(RevisionRow, revision_id).document_id
    for said in session.scalars(select(OperatorStatusRow).where(OperatorStatusRow.document_id == document_id)):
        said.sentence = hide(said.sentence)


_DOCUMENT = (DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
_ANY_READING = aliased(AnalysisRow)
_REVISION = (RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)


def _texts(retention: Retention, now: datetime) -> list[ColumnElement[bool]]:
    before = _before(retention.texts_days, now)
    return [
        RevisionRow.purged_at.is_(None),
        RevisionRow.last_seen < before,
        is_over_with(before),
        # what waits to be read, linked or flagged is not old yet
        RevisionRow.reader != "",
        ~exists().where(_ANY_READING.revision_id == RevisionRow.revision_id, _ANY_READING.settled.is_(False)),
    ]


def _readings(retention: Retention, now: datetime) -> list[ColumnElement[bool]]:
    return [
        AnalysisRow.redacted_at.is_(None),
        # all readings of a version at once: what one hides of a name, another may have in a sentence
        ~exists().where(_ANY_READING.revision_id == RevisionRow.revision_id, _ANY_READING.settled.is_(False)),
        RevisionRow.last_seen < _before(retention.names_days, now),
    ]


def _of_kept_texts(query: Select[*Counted], retention: Retention, now: datetime) -> Select[*Counted]:
    """The readings that are due, but those whose texts are: these are emptied with them, and counted as texts."""
    kept = ~and_(*_texts(retention, now))
    return query.join(*_REVISION).join(*_DOCUMENT).where(*_readings(retention, now), kept)


def _mails(retention: Retention, now: datetime) -> list[ColumnElement[bool]]:
    """What is over with."""
    return [
        MailRow.state.in_([SENT, UNCERTAIN, *GIVEN_UP]),
        MailRow.message != b"",
        MailRow.changed_at < _told_before(retention, now),
    ]


def _told_before(retention: Retention, now: datetime) -> datetime:
    """The moment before which mails and events are old: they tell of texts and of names, and so stay no longer than
    either."""
    return _before(min(filter(None, (retention.texts_days, retention.names_days)), default=0), now)


def _before(days: int, now: datetime) -> datetime:
    """The moment before which things are old; the beginning of all times where they are kept for ever."""
    return now - timedelta(days=days) if days else datetime.min.replace(tzinfo=now.tzinfo)
