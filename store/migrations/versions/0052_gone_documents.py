"""Since when a document's publisher says that its page is no more: an advert that was taken down is told of.

Revision: 0052, after 0051.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.add_column("documents", sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """One step down."""
    with op.batch_alter_table("documents") as documents:
        documents.drop_column("gone_at")
