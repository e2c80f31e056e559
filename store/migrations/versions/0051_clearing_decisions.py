"""People decide on what a list clears, as they do on what a document clears; and when a list said so is kept.

Revision: 0051, after 0050.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OF_LISTS = sa.text("status = 'cleared' AND document_id IS NULL")


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "clearing_decisions",
        sa.Column("decision_id", _ID, nullable=False),
        sa.Column("status_id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.String(), nullable=False),
        sa.Column("to_state", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposes", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["status_id"], ["operator_statuses.status_id"], name="fk_clearing_decisions_status_id_operator_statuses"
        ),
        sa.PrimaryKeyConstraint("decision_id", name="pk_clearing_decisions"),
        sa.UniqueConstraint("status_id", "version", name="uq_clearing_decisions_status_id_version"),
    )
    op.add_column("operator_statuses", sa.Column("noted_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_operator_statuses_clearings",
        "operator_statuses",
        ["status_id"],
        sqlite_where=_OF_LISTS,
        postgresql_where=_OF_LISTS,
    )


def downgrade() -> None:
    """One step down."""
    op.drop_index("ix_operator_statuses_clearings", table_name="operator_statuses")
    with op.batch_alter_table("operator_statuses") as statuses:
        statuses.drop_column("noted_at")
    op.drop_table("clearing_decisions")
