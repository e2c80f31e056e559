"""Which list brought an operator, under which topics; and whether a list told the day of what it says.

Revision: 0054, after 0053.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up: what was read in before bears no list's name, and its days count as told."""
    op.add_column("operators", sa.Column("brought_by", sa.String(), nullable=False, server_default=""))
    op.add_column("operators", sa.Column("topics", sa.String(), nullable=False, server_default=""))
    op.add_column("operators", sa.Column("is_sure", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("operator_statuses", sa.Column("is_dated", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    """One step down."""
    with op.batch_alter_table("operator_statuses") as statuses:
        statuses.drop_column("is_dated")
    with op.batch_alter_table("operators") as operators:
        operators.drop_column("is_sure")
        operators.drop_column("topics")
        operators.drop_column("brought_by")
