"""Runs and sources as people see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import aliased

from core.errors import NotFoundError
from core.terms import FlagKind
from store import runs as ledger
from store import set_aside
from store.session import Session
from store.sources import info
from store.tables import CaptureRow, DocumentRow, FlagRow, RunRow, RunSourceRow
from store.tables import SourceRow as SourceTable
from store.views.night_records import RunDetail, RunSummary, SourceLeads, SourceNightLine, SourceRow

MANY_LEADS = 20
"""Of one source in one night: nearly all give a few at most, and one text told again with other names gives as many as
its publisher likes."""


def runs(session: Session, *, limit: int = 30, before_id: int | None = None) -> list[RunSummary]:
    """Nights, newest first; those before one of them where it is named."""
    newest = select(RunRow).order_by(RunRow.run_id.desc()).limit(limit)
    if before_id is not None:
        newest = newest.where(RunRow.run_id < before_id)
    return _lines(session, list(session.scalars(newest)))


def run(session: Session, run_id: int) -> RunDetail:
    """One night with its ledger.

    Raises:
        NotFoundError: there is no such run.
    """
    row = session.get(RunRow, run_id)
    if row is None:
        raise NotFoundError(f"There is no run {run_id}.", remedy="`almenara run list` shows them.")
    return RunDetail(
        summary=_lines(session, [row])[0],
        nights=tuple(ledger.nights(session, run_id)),
        set_aside=tuple(set_aside.of_run(session, run_id)),
    )


def crowded(session: Session, run_id: int) -> list[SourceLeads]:
    """The sources that gave many leads of one night, those of most first: a person should see that it is one source."""
    number = func.count()
    query = (
        select(DocumentRow.source_id, SourceTable.name, number)
        .join(FlagRow, FlagRow.document_id == DocumentRow.document_id)
        .outerjoin(SourceTable, SourceTable.source_id == DocumentRow.source_id)
        .where(FlagRow.run_id == run_id, FlagRow.kind == FlagKind.LEAD)
        .group_by(DocumentRow.source_id, SourceTable.name)
        .having(number >= MANY_LEADS)
        .order_by(number.desc(), DocumentRow.source_id)
    )
    return [SourceLeads(source_id, name or source_id, leads) for source_id, name, leads in session.execute(query)]


def sources(session: Session, *, counted: bool = True) -> list[SourceRow]:
    """Every source that has a description with its health, by id; without its documents and flags where these are not
    `counted`, for who only asks whether it is heard."""
    listed = select(SourceTable).where(SourceTable.listed).order_by(SourceTable.source_id)
    return _health(session, list(session.scalars(listed)), counted=counted)


def source_countries(session: Session) -> list[str]:
    """Where the sources that have a description publish, as codes in their order."""
    listed = select(SourceTable.country).where(SourceTable.listed, SourceTable.country != "").distinct()
    return sorted(session.scalars(listed))


def source(session: Session, source_id: str) -> SourceRow:
    """One source with its health, also where its description is gone.

    Raises:
        NotFoundError: there is no such source.
    """
    row = session.get(SourceTable, source_id)
    if row is None:
        raise NotFoundError(f"There is no source {source_id}.", remedy="`almenara source list` shows them.")
    return _health(session, [row])[0]


def source_nights(session: Session, source_id: str, *, limit: int = 60) -> list[SourceNightLine]:
    """The nights of one source, newest first."""
    query = (
        select(RunSourceRow, RunRow.night)
        .join(RunRow, RunRow.run_id == RunSourceRow.run_id)
        .where(RunSourceRow.source_id == source_id)
        .order_by(RunSourceRow.run_id.desc())
        .limit(limit)
    )
    return [SourceNightLine(line.run_id, night, ledger.source_night(line)) for line, night in session.execute(query)]


def _lines(session: Session, rows: Sequence[RunRow]) -> list[RunSummary]:
    ids = [row.run_id for row in rows]
    sums = [func.sum(getattr(RunSourceRow, name)) for name in ledger.COUNTS]
    per_run = (
        select(RunSourceRow.run_id, func.count(), *sums)
        .where(RunSourceRow.run_id.in_(ids))
        .group_by(RunSourceRow.run_id)
    )
    counted = {found[0]: tuple(map(int, found[1:])) for found in session.execute(per_run)}
    per_flag = select(FlagRow.run_id, func.count()).where(FlagRow.run_id.in_(ids)).group_by(FlagRow.run_id)
    raised = dict(session.execute(per_flag).all())
    nothing = (0,) * (1 + len(ledger.COUNTS))
    lines = []
    for row in rows:
        number, *counts = counted.get(row.run_id, nothing)
        lines.append(
            RunSummary(
                run_id=row.run_id,
                night=row.night,
                trigger=row.trigger,
                state=row.state,
                started_at=row.started_at,
                finished_at=row.finished_at,
                sources=number,
                flags=raised.get(row.run_id, 0),
                **dict(zip(ledger.COUNTS, counts, strict=True)),
            )
        )
    return lines


def _health(session: Session, rows: Sequence[SourceTable], *, counted: bool = True) -> list[SourceRow]:
    ids = [row.source_id for row in rows]
    documents, newest, flagged = _documents(session, ids) if counted else ({}, {}, {})
    fetched = _last_fetched(session, ids)
    silent = ledger.silence(session)
    last = _last_nights(session, ids)
    lines = []
    for row in rows:
        night = last.get(row.source_id)
        lines.append(
            SourceRow(
                source=info(row),
                silent_nights=silent.get(row.source_id, 0),
                last_document=newest.get(row.source_id),
                last_fetched=fetched.get(row.source_id),
                documents=documents.get(row.source_id, 0),
                flags=flagged.get(row.source_id, 0),
                last_night=ledger.source_night(night[0]) if night else None,
            )
        )
    return lines


def _documents(session: Session, ids: Sequence[str]) -> tuple[dict[str, int], dict[str, datetime], dict[str, int]]:
    """How many documents a source gave, when the newest came, and how many were flagged."""
    mine = DocumentRow.source_id.in_(ids)
    per_source = select(DocumentRow.source_id, func.count(), func.max(DocumentRow.first_seen))
    counted = session.execute(per_source.where(mine).group_by(DocumentRow.source_id)).all()
    flagged = (
        select(DocumentRow.source_id, func.count())
        .join(FlagRow, FlagRow.document_id == DocumentRow.document_id)
        .where(mine)
        .group_by(DocumentRow.source_id)
    )
    return (
        {source_id: number for source_id, number, _newest in counted},
        {source_id: seen for source_id, _number, seen in counted},
        dict(session.execute(flagged).all()),
    )


def _last_fetched(session: Session, ids: Sequence[str]) -> dict[str, datetime]:
    """When something was fetched last: a look at the end of an index for each source."""
    newest = select(func.max(CaptureRow.fetched_at)).where(CaptureRow.source_id == SourceTable.source_id)
    query = select(SourceTable.source_id, newest.scalar_subquery()).where(SourceTable.source_id.in_(ids))
    return {source_id: when for source_id, when in session.execute(query) if when is not None}


def _last_nights(session: Session, ids: Sequence[str]) -> dict[str, tuple[RunSourceRow, RunRow]]:
    query = (
        select(RunSourceRow, RunRow)
        .join(SourceTable, SourceTable.source_id == RunSourceRow.source_id)
        .join(RunRow, RunRow.run_id == RunSourceRow.run_id)
        .where(SourceTable.source_id.in_(ids), RunSourceRow.run_id == _last_run())
    )
    return {line.source_id: (line, run_row) for line, run_row in session.execute(query)}


def _last_run() -> ScalarSelect[int]:
    """The newest night of a source of the query around it: from the end of an index."""
    line = aliased(RunSourceRow)
    return (
        select(line.run_id)
        .where(line.source_id == SourceTable.source_id)
        .order_by(line.run_id.desc())
        .limit(1)
        .correlate(SourceTable)
        .scalar_subquery()
    )
