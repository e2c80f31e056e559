"""Clusters: which operators are one, computed from the newest judgement of every pair. Rows of operators never move.

A cluster goes by its oldest entry, the one with the smallest id, and is called as `label` says. What the machine linked
stays linked to the entry that it was linked to; views put the entries of a cluster together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, case, delete, exists, func, or_, select, text
from sqlalchemy.orm import InstrumentedAttribute, aliased

from core.terms import NameKind, Verdict
from store.built_once import asked, built_once
from store.session import Session
from store.tables import IdentityRow, JudgementRow, OperatorNameRow, OperatorRow
from store.tables.base import chunks, insert_new

_LOCK = 0x414C4D49


def lock(session: Session) -> None:
    """Let one transaction at a time judge. SQLite has only one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def cluster_of(session: Session, operator_id: int) -> int:
    """The entry that this one goes by."""
    return clusters_of(session, (operator_id,))[operator_id]


@built_once
def goes_by(column: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[int]:
    """The entry that the operator of a column goes by, for a query."""
    row = aliased(IdentityRow)
    # The column is of a query around it, also of the second: left to itself, SQLAlchemy takes any row there is.
    mine = select(row.cluster_id).where(row.operator_id == column).correlate_except(row)
    return func.coalesce(mine.scalar_subquery(), column)


@built_once
def label() -> ColumnElement[str]:
    """What a cluster is called, for a query of OperatorRow by the entry that it goes by: the main name of its oldest
    entry that has one, else any name; a contact point only where none has a name."""
    return _of_bearer(OperatorRow.name)


@built_once
def labels() -> Select[int, str]:
    """Entries that are `asked` for ("of"), with what each is called where others go by it."""
    return select(OperatorRow.operator_id, label()).where(OperatorRow.operator_id.in_(asked("of")))


@built_once
def is_person() -> ColumnElement[bool]:
    """As `label`: whether the entry whose name that is is a person's. The oldest may be an advert's number."""
    return _of_bearer(OperatorRow.is_person)


def _of_bearer(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """This of the entry whose name a cluster bears."""
    is_main = OperatorNameRow.kind == NameKind.NAME.value
    named = exists().where(OperatorNameRow.operator_id == OperatorRow.operator_id)
    merged, any_merged = _oldest(column, is_main), _oldest(column)
    return case((named.where(is_main), column), else_=func.coalesce(merged, case((named, column)), any_merged, column))


def _oldest(column: InstrumentedAttribute[Any], *which: ColumnElement[bool]) -> ColumnElement[Any]:
    """Of the entries that were merged into another, this of the oldest with such a name."""
    entry, identity = aliased(OperatorRow), aliased(IdentityRow)
    return (
        select(getattr(entry, column.key))
        .join(identity, identity.operator_id == entry.operator_id)
        .where(identity.cluster_id == OperatorRow.operator_id)
        .where(exists().where(OperatorNameRow.operator_id == entry.operator_id, *which))
        .order_by(entry.operator_id)
        .limit(1)
        .scalar_subquery()
    )


def heading(session: Session, entries: Collection[int]) -> str:
    """What these entries will be called as one (`label`); "" where none of them has a main name."""
    main = exists().where(
        OperatorNameRow.operator_id == OperatorRow.operator_id, OperatorNameRow.kind == NameKind.NAME.value
    )
    query = select(OperatorRow.name).where(OperatorRow.operator_id.in_(entries), main)
    return session.scalar(query.order_by(OperatorRow.operator_id).limit(1)) or ""


def called(session: Session, operator_ids: Collection[int]) -> dict[int, str]:
    """What each of these entries is called: as the one that it goes by (`label`)."""
    of = clusters_of(session, operator_ids)
    names: dict[int, str] = {}
    for chunk in chunks(sorted(set(of.values()))):
        names.update((cluster, name) for cluster, name in session.execute(labels(), {"of": chunk}))
    return {operator_id: names[cluster] for operator_id, cluster in of.items()}


def clusters_of(session: Session, operator_ids: Collection[int]) -> dict[int, int]:
    """The entry that each of these goes by."""
    found = {operator_id: operator_id for operator_id in operator_ids}
    for chunk in chunks(sorted(operator_ids)):
        rows = session.execute(_merged(IdentityRow.operator_id), {"of": chunk})
        found.update((operator_id, cluster_id) for operator_id, cluster_id in rows)
    return found


def members(session: Session, operator_id: int) -> list[int]:
    """All entries of an operator's cluster, oldest first; itself alone where it was never merged."""
    rows = session.execute(_mates(), {"one": operator_id}).all()
    return sorted({end for row in rows for end in row} or {operator_id})


def members_of(session: Session, cluster_ids: Collection[int]) -> dict[int, int]:
    """Every entry of these clusters -> its cluster."""
    found = {cluster_id: cluster_id for cluster_id in cluster_ids}
    for chunk in chunks(sorted(cluster_ids)):
        rows = session.execute(_merged(IdentityRow.cluster_id), {"of": chunk})
        found.update((operator_id, cluster_id) for operator_id, cluster_id in rows)
    return found


@built_once
def _merged(end: InstrumentedAttribute[int]) -> Select[int, int]:
    """Entries that go by another one, with that: by the ones or the others."""
    return select(IdentityRow.operator_id, IdentityRow.cluster_id).where(end.in_(asked("of")))


@built_once
def _mates() -> Select[int, int]:
    """The same of all that are one with an entry."""
    of, one = aliased(IdentityRow), bindparam("one", type_=BigInteger)
    cluster = func.coalesce(select(of.cluster_id).where(of.operator_id == one).scalar_subquery(), one)
    return select(IdentityRow.operator_id, IdentityRow.cluster_id).where(IdentityRow.cluster_id == cluster)


def latest(session: Session, operator_ids: Collection[int]) -> dict[tuple[int, int], JudgementRow]:
    """The newest judgement of every pair that one of these is part of."""
    found: dict[tuple[int, int], JudgementRow] = {}
    for row in _touching(session, operator_ids):
        pair = (row.left_id, row.right_id)
        if pair not in found or row.judgement_id > found[pair].judgement_id:
            found[pair] = row
    return found


def component(session: Session, operator_id: int, *, without: Collection[tuple[int, int]] = ()) -> set[int]:
    """All that the judgements (but those of some pairs) make one with this operator, whatever is on record as its
    cluster."""
    reached, edge = {operator_id}, {operator_id}
    while edge:
        pairs = latest(session, edge)
        ties = [pair for pair, row in pairs.items() if row.verdict == Verdict.SAME and pair not in without]
        joined = {end for pair in ties for end in pair}
        edge = joined - reached
        reached |= edge
    return reached


def judged(session: Session, operator_ids: Collection[int]) -> list[JudgementRow]:
    """All that was ever judged of these operators and of whatever was made one with them, oldest first."""
    found: dict[int, JudgementRow] = {}
    reached, edge = set(operator_ids), set(operator_ids)
    while edge:
        rows = list(_touching(session, edge))
        found.update((row.judgement_id, row) for row in rows)
        edge = {end for row in rows if row.verdict == Verdict.SAME for end in (row.left_id, row.right_id)} - reached
        reached |= edge
    return [found[judgement_id] for judgement_id in sorted(found)]


def component_at(rows: Iterable[JudgementRow], operator_id: int, at: datetime) -> set[int]:
    """What was one with this operator at that moment, of all that was judged (`judged`)."""
    newest = {(row.left_id, row.right_id): row.verdict for row in rows if row.decided_at <= at}
    same = [pair for pair, verdict in newest.items() if verdict == Verdict.SAME]
    reached, edge = {operator_id}, {operator_id}
    while edge:
        edge = {end for pair in same if not edge.isdisjoint(pair) for end in pair} - reached
        reached |= edge
    return reached


def recompute(session: Session, operator_ids: Iterable[int]) -> None:
    """Bring the clusters of these operators, and of all that were or are one with them, up to the judgements."""
    waiting: set[int] = set()
    for operator_id in (ids := set(operator_ids)):
        waiting |= component(session, operator_id) if operator_id not in waiting else set()
    waiting |= members_of(session, set(clusters_of(session, ids).values())).keys()
    session.execute(delete(IdentityRow).where(IdentityRow.operator_id.in_(waiting)))
    session.expire_all()
    rows: list[dict[str, object]] = []
    while waiting:
        one = component(session, min(waiting))
        rows += [{"operator_id": member, "cluster_id": min(one)} for member in one if member != min(one)]
        waiting -= one
    insert_new(session, IdentityRow, rows)
    session.flush()


def differences(session: Session) -> list[int]:
    """Operators whose recorded cluster isn't what the judgements make of it; empty where all is well."""
    recorded = dict(session.execute(select(IdentityRow.operator_id, IdentityRow.cluster_id)).all())
    judged = session.execute(select(JudgementRow.left_id, JudgementRow.right_id)).all()
    known = {end for pair in judged for end in pair} | recorded.keys()
    return sorted(one for one in known if min(component(session, one)) != recorded.get(one, one))


def _touching(session: Session, operator_ids: Collection[int]) -> Iterable[JudgementRow]:
    for chunk in chunks(sorted(operator_ids)):
        yield from session.scalars(_touched(), {"of": chunk})


@built_once
def _touched() -> Select[JudgementRow]:
    touched = or_(JudgementRow.left_id.in_(asked("of")), JudgementRow.right_id.in_(asked("of")))
    return select(JudgementRow).where(touched).order_by(JudgementRow.judgement_id)
