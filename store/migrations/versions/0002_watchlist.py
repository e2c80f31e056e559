"""Operators and what was seen of them.

Revision: 0002, after 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "operators",
        sa.Column("operator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_person", sa.Boolean(), nullable=False),
        sa.Column("countries", sa.JSON(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seed_key", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("operator_id", name="pk_operators"),
        sa.UniqueConstraint("seed_key", name="uq_operators_seed_key"),
    )
    op.create_index("ix_operators_last_seen", "operators", ["last_seen"])

    op.create_table(
        "operator_contacts",
        sa.Column("contact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("operator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.operator_id"], name="fk_operator_contacts_operator_id_operators"
        ),
        sa.PrimaryKeyConstraint("contact_id", name="pk_operator_contacts"),
        sa.UniqueConstraint("operator_id", "type", "value", name="uq_operator_contacts_operator_id_type_value"),
    )
    op.create_index("ix_operator_contacts_channel", "operator_contacts", ["channel"])

    op.create_table(
        "operator_names",
        sa.Column("name_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("operator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("core_key", sa.String(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.operator_id"], name="fk_operator_names_operator_id_operators"
        ),
        sa.PrimaryKeyConstraint("name_id", name="pk_operator_names"),
        sa.UniqueConstraint("operator_id", "name", name="uq_operator_names_operator_id_name"),
    )
    op.create_index("ix_operator_names_core_key", "operator_names", ["core_key"])

    op.create_table(
        "operator_routes",
        sa.Column("route_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("operator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("countries", sa.String(), nullable=False),
        sa.Column("waypoints", sa.JSON(), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.operator_id"], name="fk_operator_routes_operator_id_operators"
        ),
        sa.PrimaryKeyConstraint("route_id", name="pk_operator_routes"),
        sa.UniqueConstraint("operator_id", "countries", name="uq_operator_routes_operator_id_countries"),
    )
    op.create_table(
        "contact_sightings",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("core_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name="fk_contact_sightings_document_id_documents"
        ),
        sa.PrimaryKeyConstraint("channel", "document_id", "core_key", name="pk_contact_sightings"),
    )
    op.create_index("ix_contact_sightings_document_id", "contact_sightings", ["document_id"])

    op.create_table(
        "name_blocks",
        sa.Column("block", sa.String(), nullable=False),
        sa.Column("name_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["name_id"], ["operator_names.name_id"], name="fk_name_blocks_name_id_operator_names"),
        sa.PrimaryKeyConstraint("block", "name_id", name="pk_name_blocks"),
    )
    op.create_index("ix_name_blocks_name_id", "name_blocks", ["name_id"])

    op.create_table(
        "operator_prices",
        sa.Column("price_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("operator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount", sa.String(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("per_person", sa.Boolean(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name="fk_operator_prices_document_id_documents"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.operator_id"], name="fk_operator_prices_operator_id_operators"
        ),
        sa.PrimaryKeyConstraint("price_id", name="pk_operator_prices"),
        sa.UniqueConstraint(
            "operator_id",
            "document_id",
            "amount",
            "currency",
            name="uq_operator_prices_operator_id_document_id_amount_currency",
        ),
    )
    op.create_table(
        "operator_statuses",
        sa.Column("status_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("operator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name="fk_operator_statuses_document_id_documents"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.operator_id"], name="fk_operator_statuses_operator_id_operators"
        ),
        sa.PrimaryKeyConstraint("status_id", name="pk_operator_statuses"),
        sa.UniqueConstraint(
            "operator_id", "status", "document_id", name="uq_operator_statuses_operator_id_status_document_id"
        ),
    )
    op.create_table(
        "links",
        sa.Column("link_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("analysis_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("operator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("linked", sa.Boolean(), nullable=False),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.Column("is_clearance", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["analysis_id"], ["analyses.analysis_id"], name="fk_links_analysis_id_analyses"),
        sa.ForeignKeyConstraint(["operator_id"], ["operators.operator_id"], name="fk_links_operator_id_operators"),
        sa.PrimaryKeyConstraint("link_id", name="pk_links"),
        sa.UniqueConstraint("analysis_id", "subject", "operator_id", name="uq_links_analysis_id_subject_operator_id"),
    )
    op.create_index("ix_links_operator_id", "links", ["operator_id"])

    op.create_table(
        "operator_mentions",
        sa.Column("mention_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("operator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("analysis_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("revision_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("document_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("story_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("core_key", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["analysis_id"], ["analyses.analysis_id"], name="fk_operator_mentions_analysis_id_analyses"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.document_id"], name="fk_operator_mentions_document_id_documents"
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.operator_id"], name="fk_operator_mentions_operator_id_operators"
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.revision_id"], name="fk_operator_mentions_revision_id_revisions"
        ),
        sa.ForeignKeyConstraint(["story_id"], ["stories.story_id"], name="fk_operator_mentions_story_id_stories"),
        sa.PrimaryKeyConstraint("mention_id", name="pk_operator_mentions"),
        sa.UniqueConstraint(
            "operator_id", "analysis_id", "name", name="uq_operator_mentions_operator_id_analysis_id_name"
        ),
    )
    op.create_index("ix_operator_mentions_analysis_id", "operator_mentions", ["analysis_id"])
    op.create_index("ix_operator_mentions_document_id", "operator_mentions", ["document_id"])
    op.create_index("ix_operator_mentions_story_id", "operator_mentions", ["story_id"])


def downgrade() -> None:
    """One step down."""
    for table in (
        "operator_mentions",
        "links",
        "operator_statuses",
        "operator_prices",
        "name_blocks",
        "contact_sightings",
        "operator_routes",
        "operator_names",
        "operator_contacts",
        "operators",
    ):
        op.drop_table(table)
