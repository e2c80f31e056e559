"""Statements, as people see them: what sources said of an operator's standing, and how people corrected it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, select

from core.errors import NotFoundError
from core.terms import LegalStatus
from store import clusters
from store.built_once import asked, built_once
from store.bystanders import hidden_in_documents, hidden_in_texts
from store.flagging import withdrawn
from store.flagging.clearings import IS_UNSURE
from store.flagging.corrected import ACCUSING
from store.flagging.corrections import DECIDED, in_story
from store.flagging.refused import of_standings
from store.session import Session
from store.signers import signers
from store.tables import (
    CorrectionRow,
    DocumentRow,
    FlagOperatorRow,
    FlagRow,
    OperatorNameRow,
    OperatorStatusRow,
    RevisionRow,
    SourceRow,
)
from store.tables.base import chunks
from store.views.earlier_clearings import earlier_readers
from store.views.history_records import LISTED, CorrectionLine, StatementDetail, StatusLine


def statuses(session: Session, entries: Collection[int], *, limit: int = LISTED) -> tuple[StatusLine, ...]:
    """What sources said of its standing before the law, what counts no more among it."""
    newest = (  # chosen before anything is joined to them
        select(OperatorStatusRow.status_id)
        .where(OperatorStatusRow.operator_id.in_(entries))
        .order_by(OperatorStatusRow.said_on.desc(), OperatorStatusRow.status_id.desc())
        .limit(limit)
    )
    return _lines(session, OperatorStatusRow.status_id.in_(newest))


def statement(session: Session, statement_id: int) -> StatementDetail:
    """One that accuses.

    Raises:
        NotFoundError: no statement that accuses somebody has this number.
    """
    row = session.get(OperatorStatusRow, statement_id)
    if row is None or row.status not in ACCUSING:
        raise NotFoundError(f"There is no statement {statement_id}.", remedy="`almenara operator show` tells them.")
    together = [each.status_id for each in in_story(session, row)]
    (line,) = _lines(session, OperatorStatusRow.status_id == statement_id)
    cluster = clusters.cluster_of(session, row.operator_id)
    document = session.get(DocumentRow, row.document_id) if row.document_id is not None else None
    text = session.get(RevisionRow, document.revision_id) if document is not None and document.revision_id else None
    hide = hidden_in_texts(session, [text.revision_id]).get(text.revision_id, str) if text is not None else str
    others = _lines(session, OperatorStatusRow.status_id.in_([each for each in together if each != statement_id]))
    return StatementDetail(
        line=line,
        operator_id=cluster,
        operator_name=clusters.called(session, [cluster])[cluster],
        others=others,
        revision_id=text.revision_id if text is not None else None,
        title=hide(text.title) if text is not None else "",
        language=text.language if text is not None else "",
        purged_at=text.purged_at if text is not None else None,
    )


def statements_of_document(session: Session, document_id: int, entries: Collection[int]) -> tuple[StatusLine, ...]:
    """What a document says of these entries, newest first; what counts no more, and what clears them, among it."""
    of_these = (OperatorStatusRow.document_id == document_id, OperatorStatusRow.operator_id.in_(entries))
    return _lines(session, and_(*of_these)) if entries else ()


def statements_of_flag(session: Session, flag_id: int) -> dict[int, int]:
    """What the story of a lead says of each operator that it names: by the entry that it goes by, the number of the
    statement that was read last."""
    return dict(session.execute(_of_flag(), {"flag_id": flag_id}).all())


@built_once
def _of_flag() -> Select[int, int]:
    return (
        select(clusters.goes_by(OperatorStatusRow.operator_id), OperatorStatusRow.status_id)
        .join(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .join(FlagOperatorRow, FlagOperatorRow.operator_id == OperatorStatusRow.operator_id)
        .join(FlagRow, and_(FlagRow.flag_id == FlagOperatorRow.flag_id, FlagRow.story_id == DocumentRow.story_id))
        .where(FlagOperatorRow.flag_id == bindparam("flag_id"), OperatorStatusRow.status.in_(ACCUSING))
        .order_by(OperatorStatusRow.status_id)
    )


@built_once
def _told() -> Select[*tuple[Any, ...]]:
    return (
        select(
            OperatorStatusRow.status,
            OperatorStatusRow.said_on,
            OperatorStatusRow.url,
            OperatorStatusRow.sentence,
            OperatorStatusRow.operator_id,
            DocumentRow.source_id,
            DocumentRow.url,
            SourceRow.name,
            OperatorStatusRow.publisher,
            RevisionRow.language,
            OperatorStatusRow.is_dated,
            OperatorStatusRow.status_id,
            IS_UNSURE,
            OperatorStatusRow.document_id,
        )
        .outerjoin(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .outerjoin(RevisionRow, RevisionRow.revision_id == DocumentRow.revision_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .order_by(OperatorStatusRow.said_on.desc(), OperatorStatusRow.status_id.desc())
    )


def _lines(session: Session, chosen: ColumnElement[bool]) -> tuple[StatusLine, ...]:
    rows = session.execute(_told().where(chosen)).all()
    if not rows:
        return ()
    ids = [row[11] for row in rows]
    refused, unread = of_standings(session, ids), withdrawn.of_standings(session, ids)
    earlier, corrected = earlier_readers(session, ids), _corrections(session, ids)
    hidden = hidden_in_documents(session, {row[13] for row in rows} - {None}, kept=_names(session, rows))
    return tuple(
        StatusLine(
            status=LegalStatus(row[0]),
            on=row[1],
            source_id=row[5] or "",
            source_name=row[7] or row[5] or row[8],
            url=row[6] or row[2],
            sentence=hidden.get(row[13], str)(row[3]),
            operator_id=row[4],
            language=row[9] or "",
            is_dated=row[10],
            refusal=refused.get(row[11]),
            withdrawal=unread.get(row[11]),
            is_unsure=row[12],
            earlier_reader=earlier.get(row[11], ""),
            statement_id=row[11],
            corrections=corrected.get(row[11], ()),
        )
        for row in rows
    )


def _names(session: Session, rows: Sequence[Any]) -> set[str]:
    """Of whom statements are made: they stay, whatever a document is read to say of them today."""
    of_these = OperatorNameRow.operator_id.in_({row[4] for row in rows})
    return set(session.scalars(select(OperatorNameRow.name).where(of_these)))


_CORRECTIONS = select(CorrectionRow).where(CorrectionRow.status_id.in_(asked("of"))).order_by(CorrectionRow.version)


def _corrections(session: Session, statement_ids: Collection[int]) -> dict[int, tuple[CorrectionLine, ...]]:
    """The corrections of each of these statements, oldest first; nothing of those never corrected."""
    found: dict[int, tuple[CorrectionLine, ...]] = {}
    rows = [row for some in chunks(sorted(statement_ids)) for row in session.scalars(_CORRECTIONS, {"of": some})]
    known = signers(session, DECIDED, [f"statement {row.status_id}" for row in rows])
    for row in rows:
        line = CorrectionLine(
            stands_as=LegalStatus(row.stands_as) if row.stands_as else None,
            who=row.who,
            why=row.why,
            decided_at=row.decided_at,
            version=row.version,
            way=known.of(f"statement {row.status_id}", row.version, row.who),
        )
        found[row.status_id] = (*found.get(row.status_id, ()), line)
    return found
