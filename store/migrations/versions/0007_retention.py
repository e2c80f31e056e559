"""When texts and names were taken away.

Revision: 0007, after 0006.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.add_column("revisions", sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("analyses", sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """One step down."""
    with op.batch_alter_table("analyses") as table:
        table.drop_column("redacted_at")
    with op.batch_alter_table("revisions") as table:
        table.drop_column("purged_at")
