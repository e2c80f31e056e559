"""Sources, nights, captures, documents.

Revision: 0001, after .
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "runs",
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("night", sa.Date(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("run_id", name="pk_runs"),
        sa.UniqueConstraint("night", "attempt", name="uq_runs_night_attempt"),
    )
    op.create_index("ix_runs_state", "runs", ["state"])

    op.create_table(
        "sources",
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("home", sa.String(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("source_id", name="pk_sources"),
    )
    op.create_table(
        "stories",
        sa.Column("story_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("origin_publisher", sa.String(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("story_id", name="pk_stories"),
    )
    op.create_table(
        "captures",
        sa.Column("capture_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("capture_id", sa.String(), nullable=False),
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("crawl_id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("requested_url", sa.String(), nullable=False),
        sa.Column("redirects", sa.JSON(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("payload_sha256", sa.String(), nullable=False),
        sa.Column("warc_file", sa.String(), nullable=False),
        sa.Column("warc_offset", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("warc_length", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("etag", sa.String(), nullable=False),
        sa.Column("last_modified", sa.String(), nullable=False),
        sa.Column("not_modified", sa.Boolean(), nullable=False),
        sa.Column("published_hint", sa.String(), nullable=False),
        sa.Column("title_hint", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name="fk_captures_run_id_runs"),
        sa.PrimaryKeyConstraint("capture_key", name="pk_captures"),
        sa.UniqueConstraint("capture_id", name="uq_captures_capture_id"),
    )
    op.create_index("ix_captures_run_id_source_id", "captures", ["run_id", "source_id"])
    op.create_index("ix_captures_source_id_requested_url", "captures", ["source_id", "requested_url"])
    op.create_index("ix_captures_source_id_url_fetched_at", "captures", ["source_id", "url", "fetched_at"])
    op.create_index("ix_captures_state_capture_key", "captures", ["state", "capture_key"])

    op.create_table(
        "documents",
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("story_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("revision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.story_id"], name="fk_documents_story_id_stories"),
        sa.PrimaryKeyConstraint("document_id", name="pk_documents"),
        sa.UniqueConstraint("source_id", "url", name="uq_documents_source_id_url"),
    )
    op.create_index("ix_documents_revision_id", "documents", ["revision_id"])
    op.create_index("ix_documents_source_id_first_seen", "documents", ["source_id", "first_seen"])
    op.create_index("ix_documents_story_id", "documents", ["story_id"])

    op.create_table(
        "run_sources",
        sa.Column("run_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source_id", sa.String(), nullable=False),
        sa.Column("expected_min", sa.Integer(), nullable=True),
        sa.Column("expected_max", sa.Integer(), nullable=True),
        sa.Column("fetched", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("revised", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("silent_nights", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["runs.run_id"], name="fk_run_sources_run_id_runs", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run_id", "source_id", name="pk_run_sources"),
    )
    op.create_index("ix_run_sources_source_id_run_id", "run_sources", ["source_id", "run_id"])

    op.create_table(
        "revisions",
        sa.Column("revision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("capture_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_source", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.capture_id"], name="fk_revisions_capture_id_captures"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.document_id"], name="fk_revisions_document_id_documents"),
        sa.PrimaryKeyConstraint("revision_id", name="pk_revisions"),
        sa.UniqueConstraint("document_id", "text_sha256", name="uq_revisions_document_id_text_sha256"),
    )
    op.create_index("ix_revisions_capture_id", "revisions", ["capture_id"])
    op.create_index("ix_revisions_reader_revision_id", "revisions", ["reader", "revision_id"])

    op.create_table(
        "analyses",
        sa.Column("analysis_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("revision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("operators", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("linked", sa.Boolean(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.revision_id"], name="fk_analyses_revision_id_revisions"),
        sa.PrimaryKeyConstraint("analysis_id", name="pk_analyses"),
        sa.UniqueConstraint("revision_id", "reader", name="uq_analyses_revision_id_reader"),
    )
    op.create_index("ix_analyses_settled_analysis_id", "analyses", ["settled", "analysis_id"])

    op.create_table(
        "text_bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("revision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.revision_id"], name="fk_text_bands_revision_id_revisions"),
        sa.PrimaryKeyConstraint("band", "revision_id", name="pk_text_bands"),
    )


def downgrade() -> None:
    """One step down."""
    for table in (
        "text_bands",
        "analyses",
        "revisions",
        "run_sources",
        "documents",
        "captures",
        "stories",
        "sources",
        "runs",
    ):
        op.drop_table(table)
