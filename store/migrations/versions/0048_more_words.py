"""Names and their words are filed again: many more words are known by what they mean, in other scripts, too.

Revision: 0048, after 0047. What was filed stays beside; nobody asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

from store.likeness.keys import file_under, trace_of, traced, traces

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

_PAGE = 2000
"""Names that are read at once: a list of a million operators must not be held in memory."""
_WORDS = sa.table("name_words", sa.column("key", sa.BigInteger()), sa.column("word", sa.String()))
_KEYS = sa.table("operator_keys", sa.column("key", sa.BigInteger()), sa.column("operator_id", sa.BigInteger()))
_NAMES = sa.table(
    "operator_names",
    sa.column("name_id", sa.BigInteger()),
    sa.column("operator_id", sa.BigInteger()),
    sa.column("name", sa.String()),
)


def upgrade() -> None:
    """One step up."""
    connection = op.get_bind()
    of = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    known = set(connection.scalars(sa.select(_WORDS.c.word).distinct()))
    for names in _pages(connection):
        pairs = sorted({(key, operator_id) for _, operator_id, name in names for key in file_under(name)})
        rows = [{"key": key, "operator_id": operator_id} for key, operator_id in pairs]
        if rows:
            connection.execute(of(_KEYS).on_conflict_do_nothing(), rows)
        fresh = {word for _, _, name in names for word in traced(name)} - known
        known |= fresh
        filed = sorted((key, word) for word in fresh for key in {trace_of(word), *traces(word)})
        if filed:
            connection.execute(sa.insert(_WORDS), [{"key": key, "word": word} for key, word in filed])


def downgrade() -> None:
    """One step down. An older program passes over what it does not ask for."""


def _pages(connection: sa.Connection) -> Iterator[Sequence[Any]]:
    columns = sa.select(_NAMES.c.name_id, _NAMES.c.operator_id, _NAMES.c.name).order_by(_NAMES.c.name_id)
    last = 0
    while found := connection.execute(columns.where(_NAMES.c.name_id > last).limit(_PAGE)).all():
        yield found
        last = found[-1][0]
