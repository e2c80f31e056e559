"""Whom of the operators of documents the rows of a list are like, as it was read in.

Revision: 0062, after 0061. Of lists that were read in before nothing is known.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

_TABLE = "listed_likenesses"


def upgrade() -> None:
    """One step up."""
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        _TABLE,
        sa.Column("listed_id", big, nullable=False),
        sa.Column("operator_id", big, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listed_id"], ["operators.operator_id"], name=op.f(f"fk_{_TABLE}_listed_id_operators")
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.operator_id"], name=op.f(f"fk_{_TABLE}_operator_id_operators")
        ),
        sa.PrimaryKeyConstraint("listed_id", "operator_id", name=op.f(f"pk_{_TABLE}")),
    )
    op.create_index(op.f(f"ix_{_TABLE}_operator_id"), _TABLE, ["operator_id"])


def downgrade() -> None:
    """One step down: mere likenesses to a list are told no more."""
    op.drop_table(_TABLE)
