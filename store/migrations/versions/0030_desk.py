"""Where the digest of somebody with an account goes; when something was fetched last from a source, by an index.

Revision: 0030, after 0019.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    with op.batch_alter_table("accounts") as table:
        table.add_column(sa.Column("mailbox", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("accounts") as table:
        table.alter_column("mailbox", server_default=None)
    op.create_index("ix_captures_source_id_fetched_at", "captures", ["source_id", "fetched_at"])


def downgrade() -> None:
    """One step down."""
    op.drop_index("ix_captures_source_id_fetched_at", "captures")
    with op.batch_alter_table("accounts") as table:
        table.drop_column("mailbox")
