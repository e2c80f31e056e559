"""Where the digest of somebody with an account goes; and indexes for what the pages ask: when something was fetched
last from a source, which stories name an operator, what a corridor costs. Names that end like a legal form and in a
word ("de la Sal") are filed anew.

Revision: 0030, after 0020.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.names import name_key
from store.likeness.keys import keys

revision = "0030"
down_revision = "0020"
branch_labels = None
depends_on = None


_PRICES = ["route", "currency", "per_person", "amount", "document_id", "said_on"]
_MENTIONS = ["operator_id", "story_id", "document_id"]
_INDEXES = (
    ("ix_captures_source_id_fetched_at", "captures", ["source_id", "fetched_at"]),
    ("ix_operator_mentions_operator_id_story_id_document_id", "operator_mentions", _MENTIONS),
    ("ix_operator_prices_corridor", "operator_prices", _PRICES),
)


def upgrade() -> None:
    """One step up."""
    with op.batch_alter_table("accounts") as table:
        table.add_column(sa.Column("mailbox", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("accounts") as table:
        table.alter_column("mailbox", server_default=None)
    for name, indexed, columns in _INDEXES:
        op.create_index(name, indexed, columns)
    _file_anew()


def _file_anew() -> None:
    connection = op.get_bind()
    names = sa.table(
        "operator_names", sa.column("name_id"), sa.column("operator_id"), sa.column("name"), sa.column("core_key")
    )
    filed = sa.table("operator_keys", sa.column("key"), sa.column("operator_id"))
    changed = [
        (name_id, operator_id, name, core)
        for name_id, operator_id, name, known in connection.execute(sa.select(*names.c)).all()
        if (core := name_key(name).core) != known
    ]
    for name_id, operator_id, name, core in changed:
        connection.execute(sa.update(names).where(names.c.name_id == name_id).values(core_key=core))
        there = set(connection.scalars(sa.select(filed.c.key).where(filed.c.operator_id == operator_id)))
        rows = [{"key": key, "operator_id": operator_id} for key in set(keys(name).values()) - there]
        if rows:
            connection.execute(sa.insert(filed), rows)


def downgrade() -> None:
    """One step down."""
    for name, indexed, _columns in _INDEXES:
        op.drop_index(name, indexed)
    with op.batch_alter_table("accounts") as table:
        table.drop_column("mailbox")
