"""Words of five to nine letters are filed by both of their ends, too, so that two letters may be left out between.

Revision: 0041, after 0040.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.likeness.keys import traces

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_CHUNK = 5000


def upgrade() -> None:
    """One step up; words that are known are filed by what is new."""
    filed = sa.table("name_words", sa.column("key", sa.BigInteger()), sa.column("word", sa.String()))
    connection = op.get_bind()
    known: dict[str, set[int]] = {}
    for key, word in connection.execute(sa.select(filed.c.key, filed.c.word)):
        known.setdefault(word, set()).add(key)
    rows = sorted((key, word) for word, keys in known.items() for key in traces(word) - keys)
    for start in range(0, len(rows), _CHUNK):
        chunk = [{"key": key, "word": word} for key, word in rows[start : start + _CHUNK]]
        connection.execute(sa.insert(filed), chunk)


def downgrade() -> None:
    """One step down. An older program passes over what it does not ask for."""
