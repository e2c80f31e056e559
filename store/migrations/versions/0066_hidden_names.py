"""An officer can have the name of one person hidden: known by digests, so that what comes later is hidden, too.

Revision: 0066, after 0065.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """One step up."""
    op.add_column("revisions", sa.Column("barred_sha256", sa.String(), nullable=False, server_default=""))
    op.add_column("revisions", sa.Column("barred_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "hidden_names",
        sa.Column("hidden_id", _ID, nullable=False),
        sa.Column("request", _ID, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("document_id", _ID, nullable=True),
        sa.Column("case_number", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name="fk_hidden_names_document_id_documents"
        ),
        sa.PrimaryKeyConstraint("hidden_id", name="pk_hidden_names"),
    )


def downgrade() -> None:
    """One step down: what was hidden stays so; what comes later is hidden no more, and `db check` reports the texts."""
    op.drop_table("hidden_names")
    op.drop_column("revisions", "barred_at")  # in place: others refer to the table
    op.drop_column("revisions", "barred_sha256")  # in place: others refer to the table
