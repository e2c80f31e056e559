"""The SQL views are made anew: what people dismissed is marked among standings and mentions.

Revision: 0055, after 0054. No table changes: `store/migrations/env.py` makes the views after any step.
"""

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing beneath the views."""


def downgrade() -> None:
    """Nothing beneath the views."""
