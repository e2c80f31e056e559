"""What a flag stands on is kept: a new contact point, or a graver standing, brings back what was dismissed.

Of the flags that are there it is gathered from their documents.

Revision: 0049, after 0048.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

_RUNGS = ("under_investigation", "charged", "convicted")
_DOCUMENTS = """FROM (SELECT DISTINCT flag_events.flag_id, revisions.document_id FROM flag_events
JOIN flags ON flags.flag_id = flag_events.flag_id AND flags.kind = 'lead'
JOIN analyses ON analyses.analysis_id = flag_events.analysis_id
JOIN revisions ON revisions.revision_id = analyses.revision_id) seen"""


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "flag_facts",
        sa.Column("flag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.flag_id"], name="fk_flag_facts_flag_id_flags"),
        sa.PrimaryKeyConstraint("flag_id", "fact", name="pk_flag_facts"),
    )
    op.execute(
        f"INSERT INTO flag_facts (flag_id, fact) SELECT DISTINCT seen.flag_id, sightings.channel {_DOCUMENTS} "
        "JOIN contact_sightings sightings ON sightings.document_id = seen.document_id"
    )
    for at, rung in enumerate(_RUNGS):
        reached = ", ".join(f"'{each}'" for each in _RUNGS[at:])
        op.execute(
            f"INSERT INTO flag_facts (flag_id, fact) SELECT DISTINCT seen.flag_id, "
            f"'status:' || CAST(said.operator_id AS TEXT) || ':' || '{rung}' {_DOCUMENTS} "
            "JOIN flag_operators named ON named.flag_id = seen.flag_id "
            "JOIN operator_statuses said ON said.operator_id = named.operator_id "
            f"AND said.document_id = seen.document_id AND said.status IN ({reached})"
        )


def downgrade() -> None:
    """One step down."""
    op.drop_table("flag_facts")
