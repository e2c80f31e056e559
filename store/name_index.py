"""The index of names: which operators are filed under a key, kept with the names, read with a bound on every key.

A key under which more operators stand than HOT leads nowhere by itself; its words are found by the pairs they make.
How many stand under a word is also how the watchlist teaches which words are rare.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from math import log2
from typing import Any

from rapidfuzz import fuzz, process, utils
from sqlalchemy import Connection, delete, select

from store.likeness.keys import keys
from store.session import Session
from store.tables import OperatorKeyRow, OperatorNameRow
from store.tables.base import insert_new

HOT = 100
"""Operators under a key from which it is passed over: what so many bear makes no candidate by itself."""

NEAR, NEAREST = 120, 24
"""Operators whose names are read, those that share the rarest keys; and names of these that are looked at closely."""

_EACH = "wp"  # kinds of keys of which each counts for itself
_ACCENTS = str.maketrans(
    "áàâãäéèêëíìîïóòôõöúùûüñçÁÀÂÃÄÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÑÇ", "aaaaaeeeeiiiiooooouuuuncAAAAAEEEEIIIIOOOOOUUUUNC"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What the index answers."""

    names: Mapping[int, tuple[str, ...]]  # operator -> its names that may be meant
    counts: Mapping[str, int]  # label -> operators under it, HOT + 1 where there are more


def add(session: Session, operator_id: int, names: Iterable[str]) -> None:
    """File an operator under the keys of these names; what is filed already stays."""
    wanted = sorted({key for name in names for key in keys(name).values()})
    insert_new(session, OperatorKeyRow, [{"key": key, "operator_id": operator_id} for key in wanted])


def refile(session: Session, operator_id: int, former: Iterable[str]) -> None:
    """File an operator anew after names of it changed or went; `former` are the names that it no longer has."""
    query = select(OperatorNameRow.name).where(OperatorNameRow.operator_id == operator_id)
    left = list(session.scalars(query))
    stale = {key for name in former for key in keys(name).values()}
    stale -= {key for name in left for key in keys(name).values()}
    mine = OperatorKeyRow.operator_id == operator_id
    session.execute(delete(OperatorKeyRow).where(mine, OperatorKeyRow.key.in_(stale)))
    add(session, operator_id, left)


def find(session: Session, names: Iterable[str]) -> Found:
    """The operators that may bear one of these names."""
    asked = tuple(names)
    wanted = {label: key for name in asked for label, key in keys(name).items()}
    if not wanted:
        return Found({}, {})
    under = _read(session, sorted(set(wanted.values())))
    counts = {label: len(under.get(key, ())) for label, key in wanted.items()}
    return Found(_nearest(session, asked, _worth(wanted, under)), counts)


def _worth(wanted: Mapping[str, int], under: Mapping[int, list[int]]) -> dict[int, float]:
    """Operator -> how rare the keys are that it shares. Of many spellings of one thing the rarest counts."""
    families: dict[str, dict[int, float]] = {}
    for label, key in wanted.items():
        operators = under.get(key, ())
        if not operators or len(operators) > HOT:
            continue
        family = families.setdefault(label if label[0] in _EACH else label[0], {})
        weight = 1 / (1 + log2(len(operators)))
        for operator_id in operators:
            family[operator_id] = max(family.get(operator_id, 0.0), weight)
    worth: dict[int, float] = {}
    for family in families.values():
        for operator_id, weight in family.items():
            worth[operator_id] = worth.get(operator_id, 0.0) + weight
    return worth


def _nearest(session: Session, asked: tuple[str, ...], worth: Mapping[int, float]) -> dict[int, tuple[str, ...]]:
    """The names that are likeliest by what the index says and by a quick look, cheap beside a close one."""
    near = nsmallest(NEAR, worth, key=lambda operator_id: (-worth[operator_id], operator_id))
    query = select(OperatorNameRow.operator_id, OperatorNameRow.name).where(OperatorNameRow.operator_id.in_(near))
    rows = [(operator_id, name) for operator_id, name in session.execute(query)] if near else []
    texts, queries = [_plain(name) for _, name in rows], [_plain(name) for name in asked]
    alike = process.cdist(queries, texts, scorer=fuzz.token_set_ratio).max(axis=0) if rows else ()
    run = [text.replace(" ", "") for text in texts]
    whole = process.cdist([q.replace(" ", "") for q in queries], run, scorer=fuzz.ratio).max(axis=0) if rows else ()
    value = [2 * worth[rows[i][0]] + (alike[i] + whole[i]) / 100 for i in range(len(rows))]
    found: dict[int, tuple[str, ...]] = {}
    for i in nsmallest(NEAREST * len(asked), range(len(rows)), key=lambda i: (-value[i], rows[i])):
        found[rows[i][0]] = (*found.get(rows[i][0], ()), rows[i][1])
    return found


def _plain(name: str) -> str:
    return utils.default_process(name.translate(_ACCENTS))


def _read(session: Session, wanted: Collection[int]) -> dict[int, list[int]]:
    connection = session.connection()
    rows = (
        _read_postgres(connection, wanted)
        if connection.dialect.name == "postgresql"
        else _read_sqlite(connection, wanted)
    )
    found: dict[int, list[int]] = {}
    for key, operator_id in rows:
        found.setdefault(key, []).append(operator_id)
    return found


# Both read at most HOT + 1 rows a key, from the primary key alone; written out, for no portable form is as quick.
def _read_postgres(connection: Connection, wanted: Collection[int]) -> Iterable[Any]:
    query = (
        "SELECT wanted.key, found.operator_id FROM unnest(%s::bigint[]) AS wanted(key) CROSS JOIN LATERAL "
        "(SELECT operator_id FROM operator_keys WHERE operator_keys.key = wanted.key LIMIT %s) AS found"
    )
    return connection.exec_driver_sql(query, (list(wanted), HOT + 1))


def _read_sqlite(connection: Connection, wanted: Collection[int]) -> Iterable[Any]:
    one = "SELECT * FROM (SELECT key, operator_id FROM operator_keys WHERE key = ? LIMIT ?)"
    known = list(wanted)
    for start in range(0, len(known), 200):  # SQLite joins at most 500 selects
        chunk = known[start : start + 200]
        query = " UNION ALL ".join([one] * len(chunk))
        yield from connection.exec_driver_sql(query, tuple(each for key in chunk for each in (key, HOT + 1)))
