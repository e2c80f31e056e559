"""Whom a document that clears somebody merely may mean is decided on by itself, not with those who are surely meant.

Revision: 0056, after 0055.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

_INDEX = "ix_operator_statuses_doubtful"

# By linking.threshold as it is shipped, for a step knows no settings. What a person has confirmed stays as it is.
_FLAG_OPERATORS = """
    UPDATE flag_operators SET is_doubtful = TRUE WHERE score < 0.8
    AND flag_id IN (SELECT f.flag_id FROM flags f WHERE f.kind = 'clearance' AND f.state <> 'confirmed')
"""
_LINKS = """
    UPDATE links SET linked = FALSE WHERE is_clearance AND linked AND score < 0.8
    AND EXISTS (SELECT 1 FROM flag_events e JOIN flag_operators o ON o.flag_id = e.flag_id AND o.is_doubtful
        WHERE e.analysis_id = links.analysis_id AND o.operator_id = links.operator_id)
"""
_STATUSES = """
    UPDATE operator_statuses SET is_doubtful = TRUE WHERE status = 'cleared'
    AND EXISTS (SELECT 1 FROM documents d JOIN flags f ON f.story_id = d.story_id AND f.kind = 'clearance'
        JOIN flag_operators o ON o.flag_id = f.flag_id AND o.is_doubtful
        WHERE d.document_id = operator_statuses.document_id AND o.operator_id = operator_statuses.operator_id)
"""


def upgrade() -> None:
    """One step up: those below the threshold on clearances that nobody confirmed wait by themselves from now on."""
    for table in ("operator_statuses", "flag_operators"):
        op.add_column(table, sa.Column("is_doubtful", sa.Boolean(), nullable=False, server_default=sa.false()))
    for change in (_FLAG_OPERATORS, _LINKS, _STATUSES):
        op.execute(change)
    op.create_index(
        _INDEX,
        "operator_statuses",
        ["status_id"],
        sqlite_where=sa.text("is_doubtful = 1"),
        postgresql_where=sa.text("is_doubtful"),
    )


def downgrade() -> None:
    """One step down: whom a document may mean is decided on with the others again."""
    op.execute(
        "UPDATE links SET linked = TRUE WHERE is_clearance AND EXISTS (SELECT 1 FROM flag_events e "
        "JOIN flag_operators o ON o.flag_id = e.flag_id AND o.is_doubtful "
        "WHERE e.analysis_id = links.analysis_id AND o.operator_id = links.operator_id)"
    )
    op.drop_index(_INDEX, "operator_statuses")
    for table in ("operator_statuses", "flag_operators"):
        with op.batch_alter_table(table) as altered:
            altered.drop_column("is_doubtful")
