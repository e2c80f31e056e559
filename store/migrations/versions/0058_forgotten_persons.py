"""When a purge took the names of an entry whom nothing accuses any more.

Revision: 0058, after 0057. Nobody is forgotten by the step: `almenara purge --for-good` does that.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.add_column("operators", sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """One step down: what was taken away stays so."""
    with op.batch_alter_table("operators") as operators:
        operators.drop_column("redacted_at")
