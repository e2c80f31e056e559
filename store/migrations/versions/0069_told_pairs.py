"""Which pairs of operators people were told of, and in which night, so that none is told twice.

Revision: 0069, after 0068. What lists brought before is told once more, in the nights that follow.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

_TABLE, _ENDS = "told_pairs", ("left_id", "right_id")


def upgrade() -> None:
    """One step up."""
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        _TABLE,
        *(sa.Column(name, big, nullable=False) for name in (*_ENDS, "judgement_id", "run_id")),
        *(
            sa.ForeignKeyConstraint([name], ["operators.operator_id"], name=op.f(f"fk_{_TABLE}_{name}_operators"))
            for name in _ENDS
        ),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name=op.f(f"fk_{_TABLE}_run_id_runs")),
        sa.PrimaryKeyConstraint(*_ENDS, "judgement_id", name=op.f(f"pk_{_TABLE}")),
    )
    op.create_index(op.f(f"ix_{_TABLE}_run_id"), _TABLE, ["run_id"])


def downgrade() -> None:
    """One step down: what was told is forgotten."""
    op.drop_table(_TABLE)
