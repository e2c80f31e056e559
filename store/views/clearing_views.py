"""What is decided on by itself, as people see it: that a list clears an operator, or a document somebody who may be it;
whose word that is, and what was decided on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Integer, Select, and_, bindparam, func, select

from core.errors import NotFoundError
from core.terms import FlagKind, FlagState, moves_from
from store import clusters
from store.built_once import asked, built_once
from store.bystanders import hidden_in_documents
from store.flagging.clearings import ALL, BY_ITSELF, DECIDED, STATE
from store.session import Session
from store.signers import signers
from store.tables import (
    ClearingDecisionRow,
    DocumentRow,
    FlagOperatorRow,
    FlagRow,
    OperatorRow,
    OperatorStatusRow,
    RevisionRow,
    SourceRow,
)
from store.tables.base import chunks
from store.views.earlier_clearings import earlier_readers
from store.views.flag_lines import OPEN
from store.views.records import ClearingLine, DecisionLine


def clearings(session: Session, entries: Collection[int]) -> tuple[ClearingLine, ...]:
    """What is cleared of these entries by itself, newest first."""
    return _lines(session, _of_entries(), {"of": list(entries)})


def waiting_clearings(session: Session, *, limit: int) -> tuple[ClearingLine, ...]:
    """Clearings that wait for a person by themselves, newest first."""
    return _lines(session, _of_anybody(), {"limit": limit})


def clearings_by_id(
    session: Session, *, limit: int, before_id: int | None = None, waiting: bool = True, of: int | None = None
) -> tuple[ClearingLine, ...]:
    """Clearings by themselves, the last that came in first. `waiting`: only those that wait for a person. `of`: of one
    operator."""
    query = (
        _chosen()
        .where(_OF_ANYBODY if of is None else BY_ITSELF)
        .order_by(None)
        .order_by(OperatorStatusRow.status_id.desc())
        .limit(limit)
    )
    if before_id is not None:
        query = query.where(OperatorStatusRow.status_id < before_id)
    if waiting:
        query = query.where(_WAITS)
    if of is not None:
        query = query.where(OperatorStatusRow.operator_id.in_(clusters.members(session, of)))
    return _lines(session, query)


def clearing(session: Session, clearing_id: int) -> ClearingLine:
    """One.

    Raises:
        NotFoundError: no clearing that is decided on by itself has this number.
    """
    if found := _lines(session, _chosen().where(OperatorStatusRow.status_id == clearing_id, BY_ITSELF)):
        return found[0]
    raise NotFoundError(f"There is no clearing {clearing_id}.", remedy="`almenara operator clearings` shows them.")


def clearings_of_flag(session: Session, flag_id: int) -> tuple[ClearingLine, ...]:
    """Those of whom the documents of a clearance merely may mean, likeliest first."""
    found = _lines(session, _chosen().where(FlagRow.flag_id == flag_id, BY_ITSELF))
    return tuple(sorted(found, key=lambda line: (-line.score, line.clearing_id)))


def waiting_clearing_count(session: Session) -> int:
    """How many clearings wait for a person by themselves."""
    return session.scalar(select(func.count()).select_from(OperatorStatusRow).where(_OF_ANYBODY, _WAITS)) or 0


def with_waiting_clearings(session: Session, clearing_ids: Sequence[int]) -> int:
    """How many entries these clearings of lists are of that wait for a person."""
    found: set[int] = set()
    for chunk in chunks(clearing_ids):
        chosen = OperatorStatusRow.status_id.in_(chunk)
        found.update(session.scalars(select(OperatorStatusRow.operator_id).where(chosen, _WAITS)))
    return len(found)


_WAITS = STATE.in_([state.value for state in OPEN])
_OF_ANYBODY = OperatorStatusRow.status_id.in_(ALL)
_Chosen = Select[OperatorStatusRow, str, int, str, DocumentRow, str, str, FlagOperatorRow]


@built_once
def _chosen() -> _Chosen:
    cluster = clusters.goes_by(OperatorStatusRow.operator_id)
    is_of_flag = and_(FlagRow.story_id == DocumentRow.story_id, FlagRow.kind == FlagKind.CLEARANCE.value)
    is_on_flag = and_(
        FlagOperatorRow.flag_id == FlagRow.flag_id, FlagOperatorRow.operator_id == OperatorStatusRow.operator_id
    )
    return (
        select(
            OperatorStatusRow,
            STATE,
            OperatorRow.operator_id,
            clusters.label(),
            DocumentRow,
            SourceRow.name,
            RevisionRow.language,
            FlagOperatorRow,
        )
        .select_from(OperatorStatusRow)
        .join(OperatorRow, OperatorRow.operator_id == cluster)
        .outerjoin(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .outerjoin(RevisionRow, RevisionRow.revision_id == DocumentRow.revision_id)
        .outerjoin(FlagRow, is_of_flag)
        .outerjoin(FlagOperatorRow, is_on_flag)
        .order_by(OperatorStatusRow.said_on.desc(), OperatorStatusRow.status_id.desc())
    )


@built_once
def _of_entries() -> _Chosen:
    return _chosen().where(OperatorStatusRow.operator_id.in_(asked("of")), BY_ITSELF)


@built_once
def _of_anybody() -> _Chosen:
    return _chosen().where(_OF_ANYBODY, _WAITS).limit(bindparam("limit", type_=Integer))


def _lines(session: Session, query: _Chosen, given: Mapping[str, object] | None = None) -> tuple[ClearingLine, ...]:
    found = list(session.execute(query, given))
    ids = [row.status_id for row, *_of in found]
    decided, earlier = _decisions(session, ids), earlier_readers(session, ids)
    documents = {document.document_id for *_row, document, _source, _language, _flag in found if document is not None}
    hidden = hidden_in_documents(session, documents, kept={name for _row, _state, _cluster, name, *_of in found})
    return tuple(
        ClearingLine(
            clearing_id=row.status_id,
            operator_id=cluster,
            operator_name=name,
            entry_id=row.operator_id,
            on=row.said_on,
            list_name=row.publisher if document is None else source or document.source_id,
            url=row.url if document is None else document.url,
            sentence=hidden.get(row.document_id or 0, str)(row.sentence),
            state=FlagState(state),
            version=len(decisions := decided.get(row.status_id, [])),
            proposed_by=decisions[-1].who if decisions and decisions[-1].proposes else "",
            proposed_today=decisions[-1].way.today if decisions and decisions[-1].proposes else "",
            decisions=tuple(decisions),
            allowed_moves=moves_from(FlagState(state), has_grown=False),
            is_dated=row.is_dated,
            flag_id=on_flag.flag_id if on_flag is not None else None,
            score=on_flag.score if on_flag is not None else 0.0,
            language=language or "",
            earlier_reader=earlier.get(row.status_id, ""),
        )
        for row, state, cluster, name, document, source, language, on_flag in found
    )


def _decisions(session: Session, clearing_ids: Sequence[int]) -> dict[int, list[DecisionLine]]:
    query = select(ClearingDecisionRow).where(ClearingDecisionRow.status_id.in_(clearing_ids))
    rows = session.scalars(query.order_by(ClearingDecisionRow.version)).all() if clearing_ids else ()
    known = signers(session, DECIDED, {f"clearing {row.status_id}" for row in rows})
    found: dict[int, list[DecisionLine]] = {}
    for row in rows:
        way = known.of(f"clearing {row.status_id}", row.version, row.who)
        line = DecisionLine(
            from_state=FlagState(row.from_state),
            to_state=FlagState(row.to_state),
            who=row.who,
            why=row.why,
            decided_at=row.decided_at,
            proposes=FlagState(row.proposes) if row.proposes else None,
            way=way,
        )
        found.setdefault(row.status_id, []).append(line)
    return found
