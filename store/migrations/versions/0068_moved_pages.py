"""What became of pages lately is found by its time, however long the watch has run.

Revision: 0068, after 0067.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

_GONE = sa.text("gone_at IS NOT NULL")


def upgrade() -> None:
    """One step up."""
    op.create_index("ix_documents_gone_at", "documents", ["gone_at"], sqlite_where=_GONE, postgresql_where=_GONE)
    op.create_index("ix_flag_events_happened_at", "flag_events", ["happened_at"])


def downgrade() -> None:
    """One step down."""
    op.drop_index("ix_flag_events_happened_at", "flag_events")
    op.drop_index("ix_documents_gone_at", "documents")
