"""Adverts of one template.

Revision: 0008, after 0007.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "advert_groups",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name="fk_advert_groups_document_id_documents"
        ),
        sa.ForeignKeyConstraint(["first_id"], ["documents.document_id"], name="fk_advert_groups_first_id_documents"),
        sa.PrimaryKeyConstraint("document_id", name="pk_advert_groups"),
    )
    op.create_index("ix_advert_groups_first_id", "advert_groups", ["first_id"])


def downgrade() -> None:
    """One step down."""
    op.drop_table("advert_groups")
