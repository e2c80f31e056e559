"""Recipients of digests with their wishes; whose mailbox a mail goes to; what its filters passed over.

Revision: 0012, after 0011.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from core.mailboxes import mailbox_of

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "digest_recipients",
        sa.Column("recipient_id", ID, nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("countries", sa.JSON(), nullable=False),
        sa.Column("legs", sa.JSON(), nullable=False),
        sa.Column("min_score", sa.Double(), nullable=False),
        sa.Column("operators", sa.JSON(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("recipient_id", name="pk_digest_recipients"),
        sa.UniqueConstraint("mailbox", name="uq_digest_recipients_mailbox"),
    )
    op.add_column("mails", sa.Column("mailbox", sa.String(), nullable=False, server_default=""))
    op.add_column("mail_flags", sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.true()))
    connection = op.get_bind()
    for (recipient,) in connection.execute(sa.text("SELECT DISTINCT recipient FROM mails")).all():
        connection.execute(
            sa.text("UPDATE mails SET mailbox = :mailbox WHERE recipient = :recipient"),
            {"mailbox": mailbox_of(recipient), "recipient": recipient},
        )
    op.drop_index("ix_mails_recipient", "mails")
    op.create_index("ix_mails_mailbox", "mails", ["mailbox"])


def downgrade() -> None:
    """One step down."""
    op.drop_index("ix_mails_mailbox", "mails")
    op.create_index("ix_mails_recipient", "mails", ["recipient"])
    with op.batch_alter_table("mail_flags") as table:
        table.drop_column("told")
    with op.batch_alter_table("mails") as table:
        table.drop_column("mailbox")
    op.drop_table("digest_recipients")
