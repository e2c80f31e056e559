"""What a list that was read in says of an operator's standing names its publisher, too.

Revision: 0047, after 0046.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.add_column("operator_statuses", sa.Column("publisher", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """One step down."""
    with op.batch_alter_table("operator_statuses") as statuses:
        statuses.drop_column("publisher")
