"""Searches that somebody keeps, and the documents that a mail told of.

Revision: 0013, after 0012.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "saved_searches",
        sa.Column("search_id", ID, nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("from_revision", ID, nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("search_id", name="pk_saved_searches"),
        sa.UniqueConstraint("owner", "name", name="uq_saved_searches_owner_name"),
    )
    op.create_index("ix_saved_searches_mailbox", "saved_searches", ["mailbox"])
    op.create_table(
        "saved_search_hits",
        sa.Column("mail_id", ID, nullable=False),
        sa.Column("search_id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.mail_id"], name="fk_saved_search_hits_mail_id_mails"),
        sa.ForeignKeyConstraint(
            ["search_id"],
            ["saved_searches.search_id"],
            name="fk_saved_search_hits_search_id_saved_searches",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name="fk_saved_search_hits_document_id_documents"
        ),
        sa.PrimaryKeyConstraint("mail_id", "search_id", "document_id", name="pk_saved_search_hits"),
    )
    op.create_index("ix_saved_search_hits_search_id_document_id", "saved_search_hits", ["search_id", "document_id"])
    op.create_index("ix_saved_search_hits_document_id", "saved_search_hits", ["document_id"])


def downgrade() -> None:
    """One step down."""
    op.drop_table("saved_search_hits")
    op.drop_table("saved_searches")
