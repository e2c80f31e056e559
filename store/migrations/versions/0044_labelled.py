"""Readings that gave a label are found without reading the others: one in some hundred documents has one.

Revision: 0044, after 0043.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_index(
        "ix_analyses_labelled",
        "analyses",
        ["revision_id"],
        sqlite_where=sa.text("current = 1 AND score > 0"),
        postgresql_where=sa.text("current AND score > 0"),
    )


def downgrade() -> None:
    """One step down."""
    op.drop_index("ix_analyses_labelled", "analyses")
