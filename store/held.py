"""What an entry of the watchlist holds, as its rows stand, for whoever adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from store.session import Session
from store.tables import OperatorContactRow, OperatorNameRow, OperatorRouteRow, OperatorRow
from store.tables.base import Base, plain_table, read_each, read_rows


@dataclass(frozen=True, slots=True)
class Held:
    """What an entry holds: the rows of its own, its names, contact points and routes."""

    entry: Any = None
    names: Sequence[Any] = ()
    contacts: Sequence[Any] = ()
    routes: Sequence[Any] = ()


NOTHING = Held()
"""What an entry holds that was made just now. Whoever adds to one says what it `has`, or it is read."""


def held(session: Session, operator_id: int) -> Held:
    """What an entry holds, read at once."""
    (entry,), names, contacts, routes = read_each(
        session,
        [_select(table) for table in (OperatorRow, OperatorNameRow, OperatorContactRow, OperatorRouteRow)],
        operator_id=operator_id,
    )
    return Held(entry, names, contacts, routes)


def rows_of(session: Session, table: type[Base], operator_id: int) -> list[Any]:
    """What of it stands in one table."""
    return read_rows(session, _select(table), operator_id=operator_id)


@cache
def _select(table: type[Base]) -> Select[Any]:
    rows = plain_table(table)
    return select(rows).where(rows.c.operator_id == bindparam("operator_id"))
