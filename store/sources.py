"""What the memory keeps of the catalogue: enough to show, and to count publishers by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select

from core.nights import SourceInfo
from core.terms import SourceKind
from store.session import Session
from store.tables import SourceRow


def register(session: Session, sources: Sequence[SourceInfo], *, whole_catalogue: bool = False) -> None:
    """Add sources, or bring what is kept of them up to date.

    With `whole_catalogue`, sources that are not among these are marked as gone (and no longer counted as silent);
    they stay, as their documents do.
    """
    if not sources:
        return
    query = select(SourceRow)
    if not whole_catalogue:  # a web of hosts may be known: only those named are looked at
        query = query.where(SourceRow.source_id.in_([source.source_id for source in sources]))
    known = {row.source_id: row for row in session.scalars(query)}
    for source in sources:
        values = asdict(source) | {"kind": source.kind.value, "languages": list(source.languages), "listed": True}
        row = known.get(source.source_id)
        if row is None:
            session.add(SourceRow(**values))
            continue
        for name, value in values.items():
            setattr(row, name, value)
    if whole_catalogue:
        named = {source.source_id for source in sources}
        for row in known.values():  # one by one: a web of hosts is more than one statement can name
            if row.listed and row.source_id not in named:
                row.listed = False
    session.flush()


def all_sources(session: Session) -> list[SourceInfo]:
    """Every source that has a description, by id."""
    rows = session.scalars(select(SourceRow).where(SourceRow.listed).order_by(SourceRow.source_id))
    return [info(row) for row in rows]


def info(row: SourceRow) -> SourceInfo:
    """The record of a row."""
    return SourceInfo(
        source_id=row.source_id,
        name=row.name,
        publisher=row.publisher,
        kind=SourceKind(row.kind),
        country=row.country,
        languages=tuple(row.languages),
        home=row.home,
        enabled=row.enabled,
        reason=row.reason,
    )
