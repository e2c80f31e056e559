"""Words of names are filed by what they have in common with their misspellings; operators are filed anew, without it.

Revision: 0019, after 0016.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

from store.likeness.keys import keys, traced, traces

revision = "0019"
down_revision = "0016"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_CHUNK = 5000


def upgrade() -> None:
    """One step up; names that are known are filed anew."""
    words = op.create_table(
        "name_words",
        sa.Column("key", _ID, nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", "word", name="pk_name_words"),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    filed = sa.table("operator_keys", sa.column("key"), sa.column("operator_id"))
    connection.execute(sa.delete(filed))
    names = sa.table("operator_names", sa.column("operator_id"), sa.column("name"))
    rows: set[tuple[int, int]] = set()
    seen: set[str] = set()
    for operator_id, name in connection.execute(sa.select(names.c.operator_id, names.c.name)):
        rows.update((key, operator_id) for key in keys(name).values())
        seen.update(traced(name))
    _insert(filed, ({"key": key, "operator_id": operator_id} for key, operator_id in sorted(rows)))
    _insert(words, ({"key": key, "word": word} for key, word in sorted((k, w) for w in seen for k in traces(w))))


def downgrade() -> None:
    """One step down. What an older program would have filed besides is not made again: it finds fewer misspellings."""
    op.drop_table("name_words")


def _insert(table: sa.TableClause, rows: Iterable[dict[str, object]]) -> None:
    waiting: list[dict[str, object]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == _CHUNK:
            op.get_bind().execute(sa.insert(table), waiting)
            waiting = []
    if waiting:
        op.get_bind().execute(sa.insert(table), waiting)
