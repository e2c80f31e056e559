"""Words that newly stand near coded words.

Revision: 0011, after 0010.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "rising_terms",
        sa.Column("phrase", sa.String(), nullable=False),
        sa.Column("newer", sa.Integer(), nullable=False),
        sa.Column("older", sa.Integer(), nullable=False),
        sa.Column("ratio", sa.Double(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("revision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.revision_id"], name="fk_rising_terms_revision_id_revisions"
        ),
        sa.PrimaryKeyConstraint("phrase", name="pk_rising_terms"),
    )


def downgrade() -> None:
    """One step down."""
    op.drop_table("rising_terms")
