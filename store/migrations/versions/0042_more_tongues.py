"""Names are filed anew: more legal forms, words of more languages with one meaning, more spellings with one sound.

Revision: 0042, after 0041.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
import sqlalchemy as sa
from alembic import op
from numpy.typing import NDArray

from core.names import name_key
from store.likeness.keys import file_under, traced, traces

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_CHUNK = 5000
_NAMES = sa.table(
    "operator_names", sa.column("name_id"), sa.column("operator_id"), sa.column("name"), sa.column("core_key")
)
_FILED = sa.table("operator_keys", sa.column("key"), sa.column("operator_id"))
_WORDS = sa.table("name_words", sa.column("key", sa.BigInteger()), sa.column("word", sa.String()))


def upgrade() -> None:
    """One step up; names and words that are known are filed by what is new."""
    connection = op.get_bind()
    cores: list[tuple[int, str]] = []
    parts = [np.empty((0, 2), dtype=np.int64)]
    words: set[str] = set()
    for names in _chunks(connection.execute(sa.select(*_NAMES.c))):
        cores += [(name_id, core) for name_id, _, name, known in names if (core := name_key(name).core) != known]
        rows = [(key, operator_id) for _, operator_id, name, _ in names for key in file_under(name)]
        parts.append(np.array(rows, dtype=np.int64).reshape(-1, 2))
        words.update(word for _, _, name, _ in names for word in traced(name))
    for name_id, core in cores:
        connection.execute(sa.update(_NAMES).where(_NAMES.c.name_id == name_id).values(core_key=core))
    connection.execute(sa.delete(_FILED))
    _insert(_FILED, _rows(np.unique(np.concatenate(parts), axis=0)))
    known: dict[str, set[int]] = {word: set() for word in words}
    for key, word in connection.execute(sa.select(*_WORDS.c)):
        known.setdefault(word, set()).add(key)
    fresh = sorted((key, word) for word, there in known.items() for key in traces(word) - there)
    _insert(_WORDS, ({"key": key, "word": word} for key, word in fresh))


def downgrade() -> None:
    """One step down. An older program passes over what it does not ask for."""


def _rows(pairs: NDArray[np.int64]) -> Iterator[dict[str, object]]:
    return ({"key": int(key), "operator_id": int(operator_id)} for key, operator_id in pairs)


def _insert(table: sa.TableClause, rows: Iterable[dict[str, object]]) -> None:
    for chunk in _chunks(rows):
        op.get_bind().execute(sa.insert(table), chunk)


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rows = iter(rows)
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk
