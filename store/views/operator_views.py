"""Operators as people see them: every operator once, with all the entries that were judged to be it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import exists, select

from core.errors import NotFoundError
from core.terms import NameKind
from store.clusters import called, cluster_of, clusters_of
from store.identity import judgements
from store.seeds.seed import OURS
from store.session import Session
from store.tables import IdentityRow, OperatorNameRow, OperatorRow
from store.views import operator_history as history
from store.views import price_views
from store.views.changes import is_changed_operator
from store.views.cleared import clearing_documents
from store.views.clearing_views import clearings
from store.views.contact_views import contacts, removals, together
from store.views.flag_views import FlagFilter, flags
from store.views.history_records import LISTED
from store.views.operator_lines import operator_lines
from store.views.operator_records import EntryLine, NameLine, OperatorDetail, OperatorSummary
from store.views.statement_views import statuses

STEP = 1000
"""Entries that are looked at in one go for a page of operators."""
FLAGS = 100
"""Flags that an operator is shown with, newest first; `flags` has the others page by page."""


def operators(session: Session, *, limit: int = 50, offset: int = 0) -> list[OperatorSummary]:
    """Operators, last seen first."""
    newest = select(OperatorRow.operator_id).order_by(OperatorRow.last_seen.desc(), OperatorRow.operator_id)
    found: dict[int, None] = {}
    start, step = 0, max(offset + limit, STEP)
    while len(found) < offset + limit:  # as often as most of these entries are one with others
        entries = list(session.scalars(newest.limit(step).offset(start)))
        of = clusters_of(session, entries)
        found |= dict.fromkeys(of[entry] for entry in entries)
        if len(entries) < step:
            break
        start += step
    ids = list(found)[offset : offset + limit]
    lines = operator_lines(session, ids)
    return [lines[operator_id] for operator_id in ids]


def lately_seen(session: Session, *, limit: int) -> dict[int, str]:
    """What the operators are called that were seen last, by the entries that they go by."""
    newest = select(OperatorRow.operator_id).order_by(OperatorRow.last_seen.desc(), OperatorRow.operator_id)
    of = clusters_of(session, session.scalars(newest.limit(limit)).all())
    return called(session, list(dict.fromkeys(of.values())))


def operators_by_id(
    session: Session, *, limit: int = 50, before_id: int | None = None, changed_since: datetime | None = None
) -> list[OperatorSummary]:
    """Operators, each cluster once, the newest entry first: an order that does not move while it is read page by
    page. Of them those alone that changed since a moment, where it is given."""
    merged = exists().where(IdentityRow.operator_id == OperatorRow.operator_id)
    newest = select(OperatorRow.operator_id).where(~merged).order_by(OperatorRow.operator_id.desc()).limit(limit)
    if before_id is not None:
        newest = newest.where(OperatorRow.operator_id < before_id)
    if changed_since is not None:
        newest = newest.where(is_changed_operator(session, changed_since))
    lines = operator_lines(session, list(session.scalars(newest)))
    return [lines[operator_id] for operator_id in sorted(lines, reverse=True)]


def operator_line(session: Session, operator_id: int) -> OperatorSummary:
    """One operator as a line; any of its entries will do.

    Raises:
        NotFoundError: there is no such operator.
    """
    cluster = cluster_of(session, operator_id)
    line = operator_lines(session, [cluster]).get(cluster)
    if line is None:
        raise NotFoundError(f"There is no operator {operator_id}.", remedy="`almenara operator list` shows them.")
    return line


def names_of(session: Session, operator_ids: Collection[int]) -> dict[int, str]:
    """The first name of each of these entries."""
    query = select(OperatorRow.operator_id, OperatorRow.name).where(OperatorRow.operator_id.in_(operator_ids))
    return dict(session.execute(query).all())


def operator(
    session: Session, operator_id: int, *, listed: int = LISTED, flagged: int = FLAGS, by_month: bool = True
) -> OperatorDetail:
    """One operator in full; any of its entries will do. Of what documents say it has the newest (`listed`), and of
    its flags (`flagged`); what is counted is counted over all. Prices are put together by month where `by_month`.

    Raises:
        NotFoundError: there is no such operator.
    """
    line = operator_line(session, operator_id)
    entries = list(line.entries)
    return OperatorDetail(
        summary=line,
        names=_names(session, entries, line.name),
        contacts=contacts(session, entries),
        statuses=statuses(session, entries, limit=listed),
        routes=history.routes(session, entries),
        prices=price_views.prices(session, entries),
        mentions=history.mentions(session, entries, limit=listed),
        flags=tuple(flags(session, FlagFilter(operator_id=operator_id), limit=flagged)) if flagged else (),
        ladder=history.ladder(session, entries),
        price_history=price_views.price_history(session, entries) if by_month else (),
        judgements=tuple(judgements.history(session, entries)),
        entries=_entries(session, entries),
        clearings=clearings(session, entries),
        cleared=clearing_documents(session, entries, limit=listed),
        removals=removals(session, entries),
        unread=history.unread(session, entries),
    )


def _entries(session: Session, entries: list[int]) -> tuple[EntryLine, ...]:
    rows = session.scalars(
        select(OperatorRow).where(OperatorRow.operator_id.in_(entries)).order_by(OperatorRow.operator_id)
    )
    return tuple(_entry(row) for row in rows)


def _entry(row: OperatorRow) -> EntryLine:
    topics = tuple(topic for topic in row.topics.split() if topic not in OURS)
    return EntryLine(row.operator_id, row.name, row.first_seen, row.last_seen, row.brought_by, topics, row.note)


def _names(session: Session, entries: list[int], called: str) -> tuple[NameLine, ...]:
    query = select(OperatorNameRow).where(OperatorNameRow.operator_id.in_(entries))
    found: dict[str, NameLine] = {}
    for row in session.scalars(query.order_by(OperatorNameRow.operator_id, OperatorNameRow.name_id)):
        kind = NameKind(row.kind)
        if kind is NameKind.NAME and row.name != called:
            kind = NameKind.ALIAS  # a cluster has one name
        line = NameLine(row.name, kind, row.first_seen, row.last_seen, row.documents, (row.operator_id,))
        known = found.get(row.name)
        found[row.name] = line if known is None else replace(known, **together(known, line))
    return tuple(found.values())
