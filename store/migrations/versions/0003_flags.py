"""Flags, decisions, mails.

Revision: 0003, after 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "mails",
        sa.Column("mail_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("night", sa.Date(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("message", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("mail_id", name="pk_mails"),
        sa.UniqueConstraint("key", name="uq_mails_key"),
    )
    op.create_index("ix_mails_recipient", "mails", ["recipient"])
    op.create_index("ix_mails_state_due_at", "mails", ["state", "due_at"])

    op.create_table(
        "flags",
        sa.Column("flag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("story_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("evidence_version", sa.Integer(), nullable=False),
        sa.Column("decided_evidence", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("analysis_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["analysis_id"], ["analyses.analysis_id"], name="fk_flags_analysis_id_analyses"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.document_id"], name="fk_flags_document_id_documents"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name="fk_flags_run_id_runs"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.story_id"], name="fk_flags_story_id_stories"),
        sa.PrimaryKeyConstraint("flag_id", name="pk_flags"),
        sa.UniqueConstraint("story_id", "kind", name="uq_flags_story_id_kind"),
    )
    op.create_index("ix_flags_analysis_id", "flags", ["analysis_id"])
    op.create_index("ix_flags_document_id", "flags", ["document_id"])
    op.create_index("ix_flags_run_id", "flags", ["run_id"])
    op.create_index("ix_flags_state_updated_at", "flags", ["state", "updated_at"])
    op.create_index("ix_flags_updated_at", "flags", ["updated_at"])

    op.create_table(
        "flag_decisions",
        sa.Column("decision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("flag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.String(), nullable=False),
        sa.Column("to_state", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.flag_id"], name="fk_flag_decisions_flag_id_flags"),
        sa.PrimaryKeyConstraint("decision_id", name="pk_flag_decisions"),
        sa.UniqueConstraint("flag_id", "version", name="uq_flag_decisions_flag_id_version"),
    )
    op.create_table(
        "flag_events",
        sa.Column("event_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("flag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("analysis_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("details", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["analysis_id"], ["analyses.analysis_id"], name="fk_flag_events_analysis_id_analyses"),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.flag_id"], name="fk_flag_events_flag_id_flags"),
        sa.PrimaryKeyConstraint("event_id", name="pk_flag_events"),
        sa.UniqueConstraint("flag_id", "analysis_id", name="uq_flag_events_flag_id_analysis_id"),
    )
    op.create_table(
        "flag_operators",
        sa.Column("flag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("operator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.flag_id"], name="fk_flag_operators_flag_id_flags"),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.operator_id"], name="fk_flag_operators_operator_id_operators"
        ),
        sa.PrimaryKeyConstraint("flag_id", "operator_id", name="pk_flag_operators"),
    )
    op.create_index("ix_flag_operators_operator_id", "flag_operators", ["operator_id"])

    op.create_table(
        "mail_flags",
        sa.Column("mail_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("flag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("evidence_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.flag_id"], name="fk_mail_flags_flag_id_flags"),
        sa.ForeignKeyConstraint(["mail_id"], ["mails.mail_id"], name="fk_mail_flags_mail_id_mails"),
        sa.PrimaryKeyConstraint("mail_id", "flag_id", name="pk_mail_flags"),
    )
    op.create_index("ix_mail_flags_flag_id", "mail_flags", ["flag_id"])


def downgrade() -> None:
    """One step down."""
    for table in ("mail_flags", "flag_operators", "flag_events", "flag_decisions", "flags", "mails"):
        op.drop_table(table)
