"""Names and their words are filed again: many more words are known by what they mean, in other scripts, too.

Revision: 0048, after 0047. What was filed stays beside; nobody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

from store.likeness.keys import file_under, trace_of, traced, traces

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

_CHUNK = 5000
_WORDS = sa.table("name_words", sa.column("key", sa.BigInteger()), sa.column("word", sa.String()))
_KEYS = sa.table("operator_keys", sa.column("key", sa.BigInteger()), sa.column("operator_id", sa.BigInteger()))
_NAMES = sa.table("operator_names", sa.column("operator_id", sa.BigInteger()), sa.column("name", sa.String()))


def upgrade() -> None:
    """One step up."""
    connection = op.get_bind()
    of = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    names = connection.execute(sa.select(_NAMES.c.operator_id, _NAMES.c.name)).all()
    pairs = sorted({(key, operator_id) for operator_id, name in names for key in file_under(name)})
    for chunk in _chunks({"key": key, "operator_id": operator_id} for key, operator_id in pairs):
        connection.execute(of(_KEYS).on_conflict_do_nothing(), chunk)
    words = {word for _, name in names for word in traced(name)}
    words -= set(connection.scalars(sa.select(_WORDS.c.word).distinct()))
    rows = sorted((key, word) for word in words for key in {trace_of(word), *traces(word)})
    for chunk in _chunks({"key": key, "word": word} for key, word in rows):
        connection.execute(sa.insert(_WORDS), chunk)


def downgrade() -> None:
    """One step down. An older program passes over what it does not ask for."""


def _chunks(rows: Iterable[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    waiting = iter(rows)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk
