"""People correct what was read of an operator's standing, statement by statement.

Revision: 0064, after 0063.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "corrections",
        sa.Column("correction_id", _ID, nullable=False),
        sa.Column("status_id", _ID, nullable=False),
        sa.Column("operator_id", _ID, nullable=False),
        sa.Column("document_id", _ID, nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("stands_as", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_until", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["status_id"], ["operator_statuses.status_id"], name="fk_corrections_status_id_operator_statuses"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.operator_id"], name="fk_corrections_operator_id_operators"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name="fk_corrections_document_id_documents"
        ),
        sa.PrimaryKeyConstraint("correction_id", name="pk_corrections"),
        sa.UniqueConstraint("status_id", "version", name="uq_corrections_status_id_version"),
    )
    op.create_index("ix_corrections_operator_id_document_id", "corrections", ["operator_id", "document_id"])


def downgrade() -> None:
    """One step down: what was read counts as it was read."""
    op.drop_table("corrections")
