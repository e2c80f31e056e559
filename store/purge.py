"""What the database does not keep for ever: texts that gave no flag (or none but leads that people dismissed), names of
persons who are no operators or of whom nothing stands any more, and the mails and webhooks' events that tell of them.

Counted first (`due`), then done in small transactions (`purge_some`), each on record in the audit log. Done again, it
finds nothing. Flags, operators and what was said of them stay; the archive's files are not touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, select
from sqlalchemy.orm import aliased

from store import analyses, audit, clusters, forgotten, hints, set_aside
from store.flagging import turns
from store.flagging.dismissals import forget_quotes, is_over_with
from store.hiding import hide
from store.indexing import forget_text
from store.mail_states import GIVEN_UP, SENT, UNCERTAIN
from store.outgoing import webhooks
from store.redaction import emptied
from store.session import Session
from store.tables import (
    AnalysisRow,
    DocumentRow,
    FlagRow,
    LinkRow,
    MailRow,
    OperatorRow,
    RevisionRow,
    WithdrawnDetailRow,
)
from store.withdrawn_details import ROUTE

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
    through for names, mails without a text, events of webhooks without what they told, entries of the watchlist that
    lost their names, names and contact points that withdrawn readings alone gave to others, and pages that led to no
    version and lost the title that a feed gave."""

    texts: int
    readings: int
    mails: int = 0
    events: int = 0
    entries: int = 0
    details: int = 0
    titles: int = 0

    @property
    def rows(self) -> int:
        """All of them."""
        return sum(astuple(self))

    def __add__(self, other: Purged) -> Purged:
        return Purged(*map(sum, zip(astuple(self), astuple(other), strict=True)))


def due(session: Session, retention: Retention, now: datetime) -> Purged:
    """What a purge would do now."""
    texts = select(func.count()).select_from(RevisionRow).join(*_DOCUMENT).where(*_texts(retention, now))
    readings = _of_kept_texts(select(func.count()).select_from(AnalysisRow), retention, now)
    mails = select(func.count()).select_from(MailRow).where(*_mails(retention, now))
    entries = _entries(select(func.count()).select_from(OperatorRow), retention, now)
    apart = select(func.count()).select_from(WithdrawnDetailRow).where(*_details(retention, now))
    found, looked, told, over, unread = (session.scalar(each) or 0 for each in (texts, readings, mails, entries, apart))
    events = webhooks.old(session, _told_before(retention, now))
    titles = hints.due(session, _before(retention.texts_days, now))
    return Purged(found, looked, told, events, over, unread, titles)


def purge_some(session: Session, retention: Retention, now: datetime, *, who: str) -> Purged:
    """Do a batch of it, and put it on record. Nothing done: nothing is due any more."""
    turns.while_correcting(session)  # nobody links whom it forgets, or takes back meanwhile what a person corrected
    clusters.lock(session)
    with audit.at_the_end(session):  # every page that is looked at would wait for the rows that follow an entry
        return _purge_some(session, retention, now, who=who)


def _purge_some(session: Session, retention: Retention, now: datetime, *, who: str) -> Purged:
    texts = _held_texts(session, retention, now)
    for revision in texts:
        _empty(session, revision, now)
    # what errors of reading said of these texts, and what was posted to webhooks as long ago as mails are kept
    set_aside.forget(session, [row.revision_id for row in texts])
    events = webhooks.forget(session, _told_before(retention, now), who=who)
    session.flush()
    versions = _of_kept_texts(select(AnalysisRow.revision_id), retention, now).distinct().limit(BATCH)
    readings = [row for revision_id in session.scalars(versions).all() for row in _redact(session, revision_id, now)]
    picked = session.scalars(_entries(select(OperatorRow.operator_id), retention, now).limit(BATCH)).all()
    apart = select(WithdrawnDetailRow).where(*_details(retention, now))
    theirs = [row.operator_id for row in session.scalars(apart.where(WithdrawnDetailRow.operator_id.in_(picked)))]
    entries = [each for each in picked if _forget(session, each, retention, now)]
    gone = [operator_id for operator_id in theirs if operator_id in entries]  # with their entries
    unread = session.scalars(apart.limit(BATCH)).all() if len(picked) < BATCH else []
    owners = sorted({row.operator_id for row in unread})
    for operator_id in owners:
        forgotten.forget_details(session, operator_id, [row for row in unread if row.operator_id == operator_id])
    mails = session.scalars(select(MailRow).where(*_mails(retention, now)).limit(BATCH)).all()
    digests = {str(mail.mail_id): sha256(mail.message).hexdigest() for mail in mails}
    for mail in mails:
        mail.message = b""
    titles = hints.forget(session, _before(retention.texts_days, now))
    if texts or readings or mails or entries or unread or titles:
        details = {
            "texts": [row.revision_id for row in texts],
            "readings": [row.analysis_id for row in readings],
            "mails": digests,
            "operators": list(entries),
            "details of": owners,
            "titles of pages": titles,
            "names_days": retention.names_days,
            "texts_days": retention.texts_days,
        }
        audit.record(session, "purged", who, details=details)
    session.flush()
    return Purged(len(texts), len(readings), len(mails), events, len(entries), len(gone) + len(unread), titles)


def _held_texts(session: Session, retention: Retention, now: datetime) -> Sequence[RevisionRow]:
    """Those that are due, and are still once nobody can decide on their leads any more."""
    due = select(RevisionRow).join(*_DOCUMENT).where(*_texts(retention, now))
    ids = session.scalars(due.with_only_columns(RevisionRow.revision_id).limit(BATCH)).all()
    stories = select(DocumentRow.story_id).join(RevisionRow, RevisionRow.document_id == DocumentRow.document_id)
    leads = select(FlagRow.flag_id).where(FlagRow.story_id.in_(stories.where(RevisionRow.revision_id.in_(ids))))
    session.execute(leads.order_by(FlagRow.flag_id).with_for_update())
    return session.scalars(due.where(RevisionRow.revision_id.in_(ids))).all()


def _empty(session: Session, revision: RevisionRow, now: datetime) -> None:
    forget_text(session, revision.revision_id, revision.title, revision.text)
    forget_quotes(session, revision)
    revision.title = revision.text = revision.author = revision.section = ""
    revision.purged_at = now
    hints.forget_of(session, revision)
    readings = session.scalars(select(AnalysisRow).where(AnalysisRow.revision_id == revision.revision_id)).all()
    for row in readings:
        row.record = analyses.dump(emptied(analyses.parse(row.record)))
        row.redacted_at = now
    # Who merely resembled an operator: no flag and no entry rests on it.
    analysis_ids = [row.analysis_id for row in readings]
    session.execute(delete(LinkRow).where(LinkRow.analysis_id.in_(analysis_ids), LinkRow.linked.is_(False)))


def _redact(session: Session, revision_id: int, now: datetime) -> list[AnalysisRow]:
    """Hide the names of bystanders in all readings of a version. Returns the readings that were due."""
    due = [row for row in hide(session, revision_id) if row.redacted_at is None]
    for row in due:
        row.redacted_at = now
    return due


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


def _entries(query: Select[int], retention: Retention, now: datetime) -> Select[int]:
    return forgotten.due(query, _before(retention.names_days, now), _texts(retention, now))


def _forget(session: Session, operator_id: int, retention: Retention, now: datetime) -> bool:
    """Whether it was due still once nobody could decide on its leads any more."""
    forgotten.hold(session, operator_id)
    due = _entries(select(OperatorRow.operator_id), retention, now).where(OperatorRow.operator_id == operator_id)
    if session.scalar(due) is None:
        return False
    forgotten.forget(session, operator_id, now)
    return True


def _details(retention: Retention, now: datetime) -> list[ColumnElement[bool]]:
    """What an earlier reader alone gave to somebody: it may be a victim's."""
    return [WithdrawnDetailRow.withdrawn_at < _before(retention.names_days, now), WithdrawnDetailRow.what != ROUTE]


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
