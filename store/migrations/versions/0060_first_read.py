"""With which version of the lead a standing was first read that is read no more.

Revision: 0060, after 0059. What was marked before stands as it did, until the text is read again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.add_column("withdrawn_readings", sa.Column("version", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    """One step down."""
    op.drop_column("withdrawn_readings", "version")
