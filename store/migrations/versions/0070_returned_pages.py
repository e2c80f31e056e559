"""A page that was gone and stands at its address again: since when it had been gone, and since when it is back.

Revision: 0070, after 0069. What came back before is not known: only that it was gone had been kept, and was forgotten.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

_COLUMNS = ("was_gone_at", "back_at")
_BACK = sa.text("back_at IS NOT NULL")


def upgrade() -> None:
    """One step up."""
    for name in _COLUMNS:
        op.add_column("documents", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_documents_back_at", "documents", ["back_at"], sqlite_where=_BACK, postgresql_where=_BACK)


def downgrade() -> None:
    """One step down."""
    op.drop_index("ix_documents_back_at", "documents")
    for name in _COLUMNS:
        op.drop_column("documents", name)
