"""What a source says of an operator again, once a person corrected it: in a version that was known then, by a newer
reader, or in words that were, in a copy, it stands corrected as it did; what it says anew counts as it is read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import exists, or_, select

from core.terms import LegalStatus
from evidence.format.chain import utc_now
from store import audit
from store.clusters import cluster_of, clusters_of, members, members_of
from store.flagging.corrected import holds, is_less
from store.flagging.corrections import CORRECTED, add, newest
from store.redaction import HIDDEN
from store.session import Session
from store.tables import AnalysisRow, CorrectionRow, DocumentRow, OperatorMentionRow, OperatorStatusRow, RevisionRow
from store.tables.base import plain_table, read_rows

_ROWS, _LATER = plain_table(CorrectionRow).c, plain_table(CorrectionRow).alias().c
_HELD = (  # asked for every mention on PostgreSQL: composed once
    select(_ROWS.operator_id)
    .where(_ROWS.stands_as != _ROWS.status)
    .where(~exists().where(_LATER.status_id == _ROWS.status_id, _LATER.version > _ROWS.version))
    .distinct()
)


def met(  # noqa: PLR0913 - what was read, by name
    session: Session,
    operator_id: int,
    reading: AnalysisRow,
    revision: RevisionRow,
    *,
    status: LegalStatus,
    said: str,
    on: date,
) -> None:
    """A version of a document was read that says this of an operator, in this sentence, on that day."""
    if operator_id not in _corrected(session):
        return
    entries = members(session, cluster_of(session, operator_id))
    document = session.get_one(DocumentRow, revision.document_id)
    row = session.scalars(
        select(OperatorStatusRow).where(
            OperatorStatusRow.operator_id == operator_id,
            OperatorStatusRow.status == status.value,
            OperatorStatusRow.document_id == revision.document_id,
        )
    ).one()
    heard = _Heard(entries, document.story_id, revision.revision_id, reading.analysis_id, said)
    own = newest(session, [row.status_id]).get(row.status_id)
    if own is None:
        if (model := _model(session, heard, row)) is not None:
            _add(session, row, None, model.stands_as, why=model.why, until=model.read_until)
    elif own.stands_as != own.status and not _is_known(session, own, heard):
        row.sentence, row.said_on = said, on  # what is new is to be seen; what was corrected stays with its mention
        _add(session, row, own, row.status, why="", until=reading.analysis_id)


class _Heard(NamedTuple):
    """What was read."""

    entries: Sequence[int]  # of the operator
    story_id: int
    revision_id: int
    analysis_id: int
    said: str


def _corrected(session: Session) -> frozenset[int]:
    """The entries of operators of whom a correction holds: few. On SQLite nobody else writes within a transaction; on
    PostgreSQL nobody corrects (store.flagging.turns), but entries may be merged."""
    known: frozenset[int] | None = session.info.get(CORRECTED)
    if known is None or session.get_bind().dialect.name != "sqlite":
        rows = {row.operator_id for row in read_rows(session, _HELD)}
        known = frozenset(members_of(session, set(clusters_of(session, rows).values()))) if rows else frozenset()
        session.info[CORRECTED] = known
    return known


def _model(session: Session, heard: _Heard, row: OperatorStatusRow) -> CorrectionRow | None:
    """The newest correction that holds of what its story says in the same words, and by which it stands as less."""
    query = (
        select(CorrectionRow)
        .join(DocumentRow, DocumentRow.document_id == CorrectionRow.document_id)
        .where(CorrectionRow.operator_id.in_(heard.entries), DocumentRow.story_id == heard.story_id)
        .where(CorrectionRow.stands_as != CorrectionRow.status, holds())
        .order_by(CorrectionRow.correction_id.desc())
    )
    found = (each for each in session.scalars(query).all() if is_less(each.stands_as, row.status))
    return next((each for each in found if _is_known(session, each, heard)), None)


def _is_known(session: Session, made: CorrectionRow, heard: _Heard) -> bool:
    """Whether this version, or another of the story in these words, had been read when it was corrected."""
    named = select(OperatorMentionRow.mention_id).where(
        OperatorMentionRow.operator_id.in_(heard.entries),
        OperatorMentionRow.story_id == heard.story_id,
        OperatorMentionRow.analysis_id <= made.read_until,
        OperatorMentionRow.analysis_id != heard.analysis_id,  # what is read now had not been
        or_(OperatorMentionRow.revision_id == heard.revision_id, OperatorMentionRow.sentence == heard.said),
    )
    stated = select(OperatorStatusRow.status_id).where(
        OperatorStatusRow.status_id == made.status_id, OperatorStatusRow.sentence == heard.said
    )
    return session.scalar(select(named.exists() | stated.exists())) is True or _is_hidden_there(session, made, heard)


def _is_hidden_there(session: Session, made: CorrectionRow, heard: _Heard) -> bool:
    """Whether what had been read was in these words before a purge hid a name in them: it fits what is left, and stands
    so in the text of which it was read, which is kept as it was."""
    before = (
        OperatorMentionRow.operator_id.in_(heard.entries),
        OperatorMentionRow.story_id == heard.story_id,
        OperatorMentionRow.analysis_id <= made.read_until,
        OperatorMentionRow.analysis_id != heard.analysis_id,
    )
    text = (RevisionRow.title, RevisionRow.text)
    of_version = RevisionRow.revision_id == OperatorMentionRow.revision_id
    named = select(OperatorMentionRow.sentence, *text).join(RevisionRow, of_version)
    of_document = RevisionRow.document_id == OperatorStatusRow.document_id
    stated = select(OperatorStatusRow.sentence, *text).join(RevisionRow, of_document)
    versions = select(OperatorMentionRow.revision_id).where(*before)
    queries = (
        named.where(*before, OperatorMentionRow.sentence.contains(HIDDEN, autoescape=True)),
        stated.where(
            OperatorStatusRow.status_id == made.status_id,
            OperatorStatusRow.sentence.contains(HIDDEN, autoescape=True),
            RevisionRow.revision_id.in_(versions),
        ),
    )
    return any(
        fits(heard.said, left, f"{title} {words}") for query in queries for left, title, words in session.execute(query)
    )


def fits(said: str, left: str, words: str) -> bool:
    """Whether a sentence is one of a text (`words`) of which a purge left this. Each part is taken at the first place
    where it stands, so that a long row of hidden names costs no more than its length."""
    told = " ".join(said.split())
    first, *others = (" ".join(part.split()) for part in left.split(HIDDEN))
    if not told.startswith(first) or told not in " ".join(words.split()):
        return False
    end = len(first)
    for part in others[:-1]:
        place = told.find(part, _past_a_letter(told, end))
        if place < 0:
            return False
        end = place + len(part)
    if not others:
        return end == len(told)
    return told.endswith(others[-1]) and len(told) - len(others[-1]) >= _past_a_letter(told, end)


def _past_a_letter(told: str, start: int) -> int:
    """Where something may go on behind a name that is hidden: it had a letter at the least."""
    return start + (2 if told[start : start + 1] == " " else 1)


def _add(
    session: Session, row: OperatorStatusRow, before: CorrectionRow | None, to: str, *, why: str, until: int
) -> None:
    add(session, row, before, to, who=audit.MACHINE, why=why, now=utc_now(), until=until)
