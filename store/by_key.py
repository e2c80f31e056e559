"""What a lookup reads, by plain statements: each asks an index alone, and is prepared once and never composed anew,
since composing it would take longer than the answer. The statements of each database stand side by side.

Where many lookups follow one another, what was read may be kept (store.remembered).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import chain
from typing import Any

from store import remembered
from store.plain import Driving
from store.session import Session, connection_of

_UNDER = {  # what is asked, mostly a table -> the table, its key, what stands under it, in which order
    "operator_keys": ("operator_keys", "key", "operator_id", ""),
    "name_words": ("name_words", "key", "word", ""),
    "text_bands": ("text_bands", "band", "revision_id", "ORDER BY revision_id DESC"),
    "of_story": ("operator_mentions", "story_id", "DISTINCT operator_id", ""),
    "of_document": ("operator_mentions", "document_id", "DISTINCT operator_id", ""),
    "withdrawn_details": ("withdrawn_details", "operator_id", "detail_id", ""),
}
# On SQLite one key at a time is quicker than all in one statement.
_SQLITE_UNDER = "SELECT {value} FROM {table} WHERE {key} = ? {order} LIMIT ?"
_SQLITE_SELDOM = """SELECT {table}.{key}, {value} FROM json_each(?) AS wanted
CROSS JOIN {table} ON {table}.{key} = wanted.value LIMIT ?"""
_POSTGRES_UNDER = """SELECT wanted.key,
ARRAY(SELECT {value} FROM {table} WHERE {table}.{key} = wanted.key {order} LIMIT %s)
FROM unnest(%s::bigint[]) AS wanted(key)"""

_OF = {  # what is asked -> columns and table, by operator
    "names": "operator_id, name, core_key FROM operator_names",
    "channels": "operator_id, channel FROM operator_contacts",
    "entries": "operator_id, name, is_person, countries FROM operators",
}
_SQLITE_OF = "SELECT {of} WHERE operator_id IN (SELECT value FROM json_each(?))"
_POSTGRES_OF = "SELECT {of} WHERE operator_id = ANY(%s::bigint[])"


Name = tuple[int, str, str]
"""Operator, name, its core (core.names.NameKey)."""


class Asking(Driving):
    """What `asking` opens."""

    __slots__ = ()

    def __enter__(self) -> tuple[Any, bool]:
        return super().__enter__(), self._connection.dialect.name == "postgresql"


ALL = 2**31 - 1
"""As many as there are."""


def under(
    session: Session, what: str, keys: Collection[int], most: int, *, seldom: bool = False
) -> dict[int, list[Any]]:
    """What stands under each key, at most so many each: in the tables of keys ("operator_keys", "name_words",
    "text_bands"), the operators that a story, or a document, names so far ("of_story", "of_document"), or what
    withdrawn readings alone gave to an operator ("withdrawn_details").

    `seldom`: there is mostly nothing, which is sooner found for all at once.
    """
    if (all_known := remembered.of(session)) is None:
        return _under(session, what, keys, most, seldom=seldom)
    known = all_known.under.setdefault((what, most), {})
    if missing := [key for key in keys if key not in known]:
        read = _under(session, what, missing, most, seldom=seldom)
        known.update((key, read.get(key, [])) for key in missing)
    return {key: known[key] for key in keys if known[key]}


def _under(session: Session, what: str, keys: Collection[int], most: int, *, seldom: bool) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    table, key_column, value_column, order = _UNDER[what]
    parts = {"table": table, "key": key_column, "value": value_column, "order": order}
    with asking(session) as (cursor, is_postgres):
        if is_postgres:
            cursor.execute(_POSTGRES_UNDER.format(**parts), (most, array(keys)))
            return {key: values for key, values in cursor.fetchall() if values}
        if seldom:
            rows = cursor.execute(_SQLITE_SELDOM.format(**parts), (f"[{','.join(map(str, keys))}]", most)).fetchall()
            if len(rows) < most:  # all that there is
                for key, value in rows:
                    found.setdefault(key, []).append(value)
                return found
        statement = _SQLITE_UNDER.format(**parts)
        for key in keys:
            if values := list(chain.from_iterable(cursor.execute(statement, (key, most)))):
                found[key] = values
        return found


def names(session: Session, operator_ids: Collection[int]) -> list[Name]:
    """Every name of these."""
    return _of(session, "names", operator_ids)


def channels(session: Session, operator_ids: Collection[int]) -> list[tuple[int, str]]:
    """Operator and channel (store.channels), for every contact point of these."""
    return _of(session, "channels", operator_ids)


def entries(session: Session, operator_ids: Collection[int]) -> list[tuple[int, str, bool, frozenset[str]]]:
    """Operator, name, whether it is a person, countries."""
    found = _of(session, "entries", operator_ids)
    return [
        (key, name, bool(person), _set(of) if isinstance(of, str) else frozenset(of)) for key, name, person, of in found
    ]


@lru_cache(maxsize=1_000)
def _set(written: str) -> frozenset[str]:
    return frozenset(json.loads(written))


def _of(session: Session, what: str, operator_ids: Collection[int]) -> list[Any]:
    if (all_known := remembered.of(session)) is None:
        return _read_of(session, what, operator_ids)
    known = all_known.of.setdefault(what, {})
    if missing := [operator_id for operator_id in operator_ids if operator_id not in known]:
        known.update((operator_id, []) for operator_id in missing)
        for row in _read_of(session, what, missing):
            known[row[0]].append(row)
    return [row for operator_id in operator_ids for row in known[operator_id]]


def _read_of(session: Session, what: str, operator_ids: Collection[int]) -> list[Any]:
    with asking(session) as (cursor, is_postgres):
        if is_postgres:
            cursor.execute(_POSTGRES_OF.format(of=_OF[what]), (array(operator_ids),))
        else:
            cursor.execute(_SQLITE_OF.format(of=_OF[what]), (f"[{','.join(map(str, operator_ids))}]",))
        found: list[Any] = cursor.fetchall()
        return found


def array(values: Iterable[object]) -> str:
    """Numbers, or words in quotes, as PostgreSQL reads an array; its driver takes six times as long to write one."""
    return f"{{{','.join(map(str, values))}}}"


def asking(session: Session) -> Asking:
    """The driver's cursor, and whether it is PostgreSQL's. What the session has not written yet is written first.

    Raises:
        DBAPIError: what the driver raises, as SQLAlchemy would tell it.
    """
    if session.autoflush:
        session.flush()
    return Asking(connection_of(session))
