"""What was set aside, and how far files made elsewhere were taken in.

Revision: 0016, after 0014.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "set_aside",
        sa.Column("set_aside_id", _ID, nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("capture_id", sa.String(), nullable=False),
        sa.Column("run_id", _ID, nullable=True),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.capture_id"], name="fk_set_aside_capture_id_captures"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name="fk_set_aside_run_id_runs"),
        sa.PrimaryKeyConstraint("set_aside_id", name="pk_set_aside"),
        sa.UniqueConstraint("step", "subject", name="uq_set_aside_step_subject"),
    )
    op.create_index("ix_set_aside_run_id", "set_aside", ["run_id"])
    op.create_index("ix_set_aside_solved_at", "set_aside", ["solved_at"])
    op.create_table(
        "bookmarks",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("size", _ID, nullable=True),
        sa.Column("position", _ID, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("outcomes", sa.JSON(), nullable=False),
        sa.Column("skipped", sa.JSON(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address", name="pk_bookmarks"),
    )


def downgrade() -> None:
    """One step down."""
    op.drop_table("bookmarks")
    op.drop_table("set_aside")
