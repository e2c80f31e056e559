"""What a newer reader no longer reads is marked: of standings and mentions, of flags and whom they name.

Revision: 0057, after 0056. Nothing is marked by the step: that is done as texts are read again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

_TABLE = "withdrawn_readings"


def upgrade() -> None:
    """One step up."""
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        _TABLE,
        sa.Column("operator_id", big, nullable=False),
        sa.Column("document_id", big, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("read_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.operator_id"], name=op.f(f"fk_{_TABLE}_operator_id_operators")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name=op.f(f"fk_{_TABLE}_document_id_documents")
        ),
        sa.PrimaryKeyConstraint("operator_id", "document_id", "status", name=op.f(f"pk_{_TABLE}")),
    )
    for table in ("flags", "flag_operators"):
        op.add_column(table, sa.Column("is_withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("flags", sa.Column("reread_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("flag_operators", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """One step down: what was read once counts again."""
    with op.batch_alter_table("flag_operators") as operators:
        operators.drop_column("withdrawn_at")
        operators.drop_column("is_withdrawn")
    with op.batch_alter_table("flags") as flags:
        flags.drop_column("reread_at")
        flags.drop_column("is_withdrawn")
    op.drop_table(_TABLE)
