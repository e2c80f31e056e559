"""What triage stopped is counted in the ledger, and found again by the version that stopped it.

Revision: 0020, after 0019.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.add_column("run_sources", sa.Column("stopped", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_captures_state_reason_capture_key", "captures", ["state", "reason", "capture_key"])


def downgrade() -> None:
    """One step down. What is stopped stays so: an older program reads such a page when it changes."""
    op.drop_index("ix_captures_state_reason_capture_key", "captures")
    with op.batch_alter_table("run_sources") as table:
        table.drop_column("stopped")
