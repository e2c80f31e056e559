"""A person takes a contact point off an operator's entry, and it stays off when its texts are read again.

Revision: 0067, after 0066.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """One step up."""
    op.add_column("withdrawn_details", sa.Column("is_taken", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "contact_removals",
        sa.Column("removal_id", _ID, nullable=False),
        sa.Column("operator_id", _ID, nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("is_off", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.operator_id"], name="fk_contact_removals_operator_id_operators"
        ),
        sa.PrimaryKeyConstraint("removal_id", name="pk_contact_removals"),
    )
    op.create_index("ix_contact_removals_operator_id_digest", "contact_removals", ["operator_id", "digest"])


def downgrade() -> None:
    """One step down: what a person took off stands apart as if an earlier reader alone had read it."""
    op.drop_table("contact_removals")
    op.drop_column("withdrawn_details", "is_taken")
