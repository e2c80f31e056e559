"""Many new operators at once, in a few statements: what a list of a million brings, in minutes and bounded memory.

The index of names grows with them: their keys are gathered (store.filing) and filed when all are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, insert, select

from core.names import name_key
from core.terms import ContactType, NameKind
from store import name_words
from store.channels import channel
from store.filing import Filing
from store.indexing import remember_names
from store.likeness.keys import file_under
from store.session import Session
from store.tables import OperatorContactRow, OperatorNameRow, OperatorRow
from store.tables.base import Base, clean


@dataclass(frozen=True, slots=True)
class Arrival:
    """An operator that is new, and certainly not on the watchlist yet."""

    name: str
    key: str  # what makes it the same when it comes again
    names: tuple[tuple[str, NameKind], ...]
    seen: tuple[datetime, datetime]  # first and last
    countries: tuple[str, ...] = ()
    contacts: tuple[tuple[ContactType, str], ...] = ()
    is_person: bool = False
    brought_by: str = ""  # the list
    topics: tuple[str, ...] = ()
    is_sure: bool = False  # somebody looked


def add(session: Session, arrivals: Sequence[Arrival], filing: Filing) -> list[int]:
    """Add them, but for their keys, which are left with `filing`. Returns their ids, in order."""
    if not arrivals:
        return []
    rows = [
        {
            "name": clean(each.name),
            "is_person": each.is_person,
            "countries": sorted({*each.countries} - {""}),
            "first_seen": each.seen[0],
            "last_seen": each.seen[1],
            "seed_key": each.key,
            "brought_by": clean(each.brought_by),
            "topics": " ".join(sorted(set(each.topics))),
            "is_sure": each.is_sure,
        }
        for each in arrivals
    ]
    ids = _put(session, OperatorRow, rows)
    names = [row for each, operator_id in zip(arrivals, ids, strict=True) for row in _names(each, operator_id)]
    name_ids = _put(session, OperatorNameRow, names)
    remember_names(session, {name_id: str(row["name"]) for name_id, row in zip(name_ids, names, strict=True)})
    contacts = [row for each, operator_id in zip(arrivals, ids, strict=True) for row in _contacts(each, operator_id)]
    if contacts:
        session.connection().execute(insert(OperatorContactRow), contacts)
    filing.add((key, row["operator_id"]) for row in names for key in file_under(str(row["name"])))
    name_words.add(session, (str(row["name"]) for row in names))
    return ids


def _put(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows under ids that are taken beforehand: to be told those of each row takes several times as long."""
    target = table.__table__
    assert isinstance(target, Table)  # noqa: S101 - mapped classes here are plain tables
    (key,) = target.primary_key
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        taken = select(func.nextval(func.pg_get_serial_sequence(target.name, key.name)))
        ids = list(connection.scalars(taken.select_from(func.generate_series(1, len(rows)).alias())))
    else:  # the only writer
        last = connection.scalar(select(func.coalesce(func.max(key), 0))) or 0
        ids = list(range(last + 1, last + 1 + len(rows)))
    if rows:
        connection.execute(insert(target), [{key.name: taken, **row} for taken, row in zip(ids, rows, strict=True)])
    return ids


def _names(arrival: Arrival, operator_id: int) -> Iterable[dict[str, Any]]:
    written: set[str] = set()
    for each, kind in arrival.names:
        name = clean(each).strip()
        core = name_key(name).core
        if core and name not in written:
            written.add(name)
            yield {
                "operator_id": operator_id,
                "name": name,
                "kind": kind.value,
                "core_key": core,
                **_seen(arrival),
            }


def _contacts(arrival: Arrival, operator_id: int) -> Iterable[dict[str, Any]]:
    for kind, value in dict.fromkeys(arrival.contacts):
        told = {"type": kind.value, "value": value, "channel": channel(kind, value)}
        yield {"operator_id": operator_id, **told, **_seen(arrival)}


def _seen(arrival: Arrival) -> dict[str, Any]:
    return {"first_seen": arrival.seen[0], "last_seen": arrival.seen[1], "documents": 0, "is_given": True}
