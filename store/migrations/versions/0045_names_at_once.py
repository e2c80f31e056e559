"""What linking reads of names stands in one index, on SQLite: to fetch every name from its row took as long again.

Revision: 0045, after 0044.
"""

from __future__ import annotations

from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_INDEX = "ix_operator_names_operator_id_name_core_key"


def upgrade() -> None:
    """One step up."""
    if op.get_bind().dialect.name == "sqlite":
        op.create_index(_INDEX, "operator_names", ["operator_id", "name", "core_key"])


def downgrade() -> None:
    """One step down."""
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index(_INDEX, "operator_names")
