"""Words in the database held against what stands still beside them: a text against the digest that it came in with, a
sentence that is quoted of it against the text, a document's address against its capture's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import select

from core.text import plain, shortened
from store import analyses
from store.redaction import HIDDEN
from store.session import Session
from store.tables import AnalysisRow, CaptureRow, DocumentRow, OperatorMentionRow, RevisionRow
from store.tables.base import clean
from store.texts import text_sha256
from store.views.flag_versions import reading_of

_WORDS = select(
    RevisionRow.revision_id,
    RevisionRow.title,
    RevisionRow.text,
    RevisionRow.text_sha256,
    RevisionRow.purged_at.is_not(None),
    RevisionRow.barred_sha256,
)
_ELSEWHERE = (
    select(RevisionRow.revision_id)
    .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
    .join(CaptureRow, CaptureRow.capture_id == RevisionRow.capture_id)
    .where((DocumentRow.url != CaptureRow.url) | (DocumentRow.source_id != CaptureRow.source_id))
)
_AT_ONCE = 200
_LONG = 200


class _Words(NamedTuple):
    """What is looked at of a version."""

    revision_id: int
    title: str
    text: str
    text_sha256: str
    is_purged: bool
    barred_sha256: str


def word_faults(session: Session, revision_id: int, *, flag_id: int | None = None) -> tuple[str, ...]:
    """What doesn't hold of one version, and of the reading of it that is shown; empty where all does."""
    revision = _Words(*session.execute(_WORDS.where(RevisionRow.revision_id == revision_id)).one())
    found = []
    if not _is_as_read(revision):
        found.append("Title and text in the database aren't those that were read off the page: their SHA-256 differs.")
    if session.scalar(_ELSEWHERE.where(RevisionRow.revision_id == revision_id)) is not None:
        found.append("Address or source of the document aren't those of its capture.")
    reading = reading_of(session, revision_id, flag_id=flag_id)
    for sentence in _astray(revision, _sentences(reading.record) if reading is not None else ()):
        found.append(f"A sentence that is quoted of it doesn't stand in its text: {sentence}")
    return tuple(found)


def all_word_faults(session: Session) -> Iterator[str]:
    """The same of every version and its current reading, and of what the watchlist quotes; a few hundred are in memory
    at once."""
    for revision_id in session.scalars(_ELSEWHERE.order_by(RevisionRow.revision_id)):
        yield f"revision {revision_id}: address or source of its document are not those of its capture"
    after = 0
    while True:
        some = _WORDS.where(RevisionRow.revision_id > after).order_by(RevisionRow.revision_id)
        revisions = [_Words(*row) for row in session.execute(some.limit(_AT_ONCE))]
        if not revisions:
            return
        after = revisions[-1].revision_id
        yield from _of(session, {each.revision_id: each for each in revisions})


def _of(session: Session, revisions: dict[int, _Words]) -> Iterator[str]:
    for revision in revisions.values():
        if not _is_as_read(revision):
            yield f"revision {revision.revision_id}: title and text are not those whose SHA-256 was recorded"
    readings = select(AnalysisRow.revision_id, AnalysisRow.record).where(
        AnalysisRow.revision_id.in_(revisions), AnalysisRow.current, AnalysisRow.score > 0
    )
    mentions = select(OperatorMentionRow.revision_id, OperatorMentionRow.sentence).where(
        OperatorMentionRow.revision_id.in_(revisions),
        OperatorMentionRow.name != "",  # without one it quotes contact points
    )
    quoted = [(revision_id, [sentence]) for revision_id, sentence in session.execute(mentions)]
    for revision_id, record in session.execute(readings):
        try:
            quoted.append((revision_id, _sentences(record)))
        except ValueError:
            yield f"revision {revision_id}: the record of its reading can't be read"
    told = set()
    for revision_id, sentences in quoted:
        told |= {(revision_id, sentence) for sentence in _astray(revisions[revision_id], sentences)}
    for revision_id, sentence in sorted(told):
        yield f"revision {revision_id}: a sentence that is quoted of it does not stand in its text: {sentence}"


def _is_as_read(revision: _Words) -> bool:
    """A version that was purged has no words; its digest stays. One in which names were hidden has a digest of its own,
    beside that of the page."""
    if revision.is_purged:
        return not (revision.title or revision.text)
    return text_sha256(revision.title, revision.text) == (revision.barred_sha256 or revision.text_sha256)


def _sentences(record: str) -> list[str]:
    mentions = analyses.parse(record).mentions
    return [clean(said) for each in mentions for said in (each.sentence, each.status_sentence)]


def _astray(revision: _Words, sentences: Iterable[str]) -> list[str]:
    """Those that don't stand in the words of the version, but for the names that were taken out of them."""
    words = " ".join(f"{revision.title} {revision.text}".split())
    gone = [sentence for sentence in sentences if not all(part in words for part in sentence.split(HIDDEN))]
    return [shortened(plain(sentence), _LONG) for sentence in dict.fromkeys(gone)]
