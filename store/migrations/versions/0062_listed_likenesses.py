"""Which names of operators of documents the names of a list are like, as it was read in.

Revision: 0062, after 0061. Of lists that were read in before nothing is known.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

_TABLE, _NAMES = "listed_likenesses", ("listed_name_id", "name_id")


def upgrade() -> None:
    """One step up."""
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        _TABLE,
        *(sa.Column(name, big, nullable=False) for name in _NAMES),
        sa.Column("score", sa.Double(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [name], ["operator_names.name_id"], name=op.f(f"fk_{_TABLE}_{name}_operator_names"), ondelete="CASCADE"
            )
            for name in _NAMES
        ),
        sa.PrimaryKeyConstraint(*_NAMES, name=op.f(f"pk_{_TABLE}")),
    )
    op.create_index(op.f(f"ix_{_TABLE}_name_id"), _TABLE, ["name_id"])


def downgrade() -> None:
    """One step down: mere likenesses to a list are told no more."""
    op.drop_table(_TABLE)
