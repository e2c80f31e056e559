"""Accounts remember when their person was last at the desk, which each browser did by itself.

Revision: 0046, after 0045.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

_COLUMNS = ("visited_at", "visited_before")


def upgrade() -> None:
    """One step up."""
    for name in _COLUMNS:
        op.add_column("accounts", sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """One step down."""
    with op.batch_alter_table("accounts") as accounts:
        for name in _COLUMNS:
            accounts.drop_column(name)
