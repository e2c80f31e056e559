"""What a sum is of a price: all of it, a deposit, an instalment or the balance. Fares are compared by whole ones.

Revision: 0053, after 0052.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

_INDEX = "ix_operator_prices_corridor"
_COLUMNS = ["route", "currency", "per_person", "amount", "document_id", "said_on"]


def upgrade() -> None:
    """One step up: what was read before counts as whole prices, until it is read again."""
    op.drop_index(_INDEX, "operator_prices")
    op.add_column("operator_prices", sa.Column("kind", sa.String(), nullable=False, server_default="full"))
    with op.batch_alter_table("operator_prices") as prices:
        prices.alter_column("kind", server_default=None)
    op.create_index(_INDEX, "operator_prices", ["kind", *_COLUMNS])


def downgrade() -> None:
    """One step down."""
    op.drop_index(_INDEX, "operator_prices")
    with op.batch_alter_table("operator_prices") as prices:
        prices.drop_column("kind")
    op.create_index(_INDEX, "operator_prices", _COLUMNS)
