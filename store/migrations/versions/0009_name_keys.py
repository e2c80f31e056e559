"""Operators are filed under the keys of their names, as numbers, in place of blocks of words.

Revision: 0009, after 0008.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.likeness.keys import keys

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_CHUNK = 500


def upgrade() -> None:
    """One step up; names that are known are filed."""
    table = op.create_table(
        "operator_keys",
        sa.Column("key", _ID, nullable=False),
        sa.Column("operator_id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("key", "operator_id", name="pk_operator_keys"),
        sqlite_with_rowid=False,
    )
    op.drop_table("name_blocks")
    connection = op.get_bind()
    names = sa.table("operator_names", sa.column("operator_id"), sa.column("name"))
    filed: dict[int, set[int]] = {}
    for operator_id, name in connection.execute(sa.select(names.c.operator_id, names.c.name)):
        filed.setdefault(operator_id, set()).update(keys(name).values())
    rows = [{"key": key, "operator_id": operator_id} for operator_id, found in filed.items() for key in sorted(found)]
    for start in range(0, len(rows), _CHUNK):
        connection.execute(sa.insert(table), rows[start : start + _CHUNK])


def downgrade() -> None:
    """One step down. The blocks of names that came since are not made again: an older program files as it reads."""
    op.create_table(
        "name_blocks",
        sa.Column("block", sa.String(), nullable=False),
        sa.Column("name_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["name_id"], ["operator_names.name_id"], name="fk_name_blocks_name_id_operator_names"),
        sa.PrimaryKeyConstraint("block", "name_id", name="pk_name_blocks"),
    )
    op.create_index("ix_name_blocks_name_id", "name_blocks", ["name_id"])
    op.drop_table("operator_keys")
