"""Keys of a great many names, gathered and then filed at once in the order of the index: every page of it is written
once, where a thousand names at a time would write nearly all of them again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from store import by_key
from store.session import Session

_TOGETHER = 50_000
_SQLITE = "INSERT OR IGNORE INTO operator_keys (key, operator_id) VALUES (?, ?)"
_POSTGRES = (
    "CREATE TEMPORARY TABLE keys_to_file (key bigint, operator_id bigint) ON COMMIT DROP",
    "COPY keys_to_file (key, operator_id) FROM STDIN",
    "INSERT INTO operator_keys (key, operator_id) SELECT key, operator_id FROM keys_to_file ON CONFLICT DO NOTHING",
    "DROP TABLE keys_to_file",
)


class Filing:
    """Keys that wait to be filed; sixteen bytes each."""

    def __init__(self) -> None:
        self._parts: list[NDArray[np.int64]] = []

    def add(self, rows: Iterable[tuple[int, int]]) -> None:
        """Gather (key, operator) pairs; doubles are filed once."""
        part = np.fromiter((value for row in rows for value in row), dtype=np.int64).reshape(-1, 2)
        self._parts.append(part)

    def file(self, session: Session) -> None:
        """File what waits; what is filed already stays."""
        if not self._parts:
            return
        rows = np.concatenate(self._parts)
        self._parts = []
        rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
        keep = np.ones(len(rows), dtype=bool)
        keep[1:] = (rows[1:] != rows[:-1]).any(axis=1)
        _insert(session, rows[keep])


def _insert(session: Session, rows: NDArray[np.int64]) -> None:
    with by_key.asking(session) as (cursor, is_postgres):
        if not is_postgres:
            cursor.executemany(_SQLITE, _pairs(rows))
            return
        create, copy_in, insert, drop = _POSTGRES
        cursor.execute(create)
        pairs = _pairs(rows)
        with cursor.copy(copy_in) as copy:
            while part := list(islice(pairs, _TOGETHER)):
                copy.write("".join(f"{key}\t{operator_id}\n" for key, operator_id in part))
        cursor.execute(insert)
        cursor.execute(drop)


def _pairs(rows: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    for start in range(0, len(rows), _TOGETHER):
        yield from map(tuple, rows[start : start + _TOGETHER].tolist())
