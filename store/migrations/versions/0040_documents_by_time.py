"""Documents are found by the time when they were first seen, so that a night reads back as far as it needs to and no
further.

Revision: 0040, after 0030.
"""

from __future__ import annotations

from alembic import op

revision = "0040"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_index("ix_documents_first_seen", "documents", ["first_seen"])


def downgrade() -> None:
    """One step down."""
    op.drop_index("ix_documents_first_seen", "documents")
