"""Accounts can be renamed; the names that they had stay theirs. Decisions in SQL say by which way they came.

Revision: 0065, after 0064.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "account_names",
        sa.Column("name_id", _ID, nullable=False),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.account_id"], name="fk_account_names_account_id_accounts"),
        sa.PrimaryKeyConstraint("name_id", name="pk_account_names"),
        sa.UniqueConstraint("name", name="uq_account_names_name"),
    )
    op.create_index("ix_account_names_account_id", "account_names", ["account_id"])


def downgrade() -> None:
    """One step down: who signed under a former name is told by the audit log alone."""
    op.drop_table("account_names")
