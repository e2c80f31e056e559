"""When a purge took the names of an entry whom nothing accuses any more.

Revision: 0059, after 0058. Nobody is forgotten by the step: `almenara purge --for-good` does that.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.add_column("operators", sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """One step down: what was taken away stays so."""
    op.drop_column("operators", "redacted_at")  # in place: a table made anew could not be put where others refer to it
