"""Judgements about pairs, clusters, second persons.

Revision: 0005, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "judgements",
        sa.Column("judgement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("left_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("right_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("left_id < right_id", name="ck_judgements_ordered"),
        sa.ForeignKeyConstraint(["left_id"], ["operators.operator_id"], name="fk_judgements_left_id_operators"),
        sa.ForeignKeyConstraint(["right_id"], ["operators.operator_id"], name="fk_judgements_right_id_operators"),
        sa.PrimaryKeyConstraint("judgement_id", name="pk_judgements"),
    )
    op.create_index("ix_judgements_left_id_right_id", "judgements", ["left_id", "right_id"])
    op.create_index("ix_judgements_right_id", "judgements", ["right_id"])
    op.create_table(
        "identities",
        sa.Column("operator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cluster_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.operator_id"], name="fk_identities_operator_id_operators"),
        sa.ForeignKeyConstraint(["cluster_id"], ["operators.operator_id"], name="fk_identities_cluster_id_operators"),
        sa.PrimaryKeyConstraint("operator_id", name="pk_identities"),
    )
    op.create_index("ix_identities_cluster_id", "identities", ["cluster_id"])
    op.add_column("flag_decisions", sa.Column("proposes", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    """One step down."""
    with op.batch_alter_table("flag_decisions") as table:
        table.drop_column("proposes")
    op.drop_table("identities")
    op.drop_table("judgements")
