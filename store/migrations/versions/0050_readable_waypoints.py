"""The SQL views are made anew: waypoints stand in them as they are spelt, and not with their accents escaped.

Revision: 0050, after 0049. No table changes: `store/migrations/env.py` makes the views after any step.
"""

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing beneath the views."""


def downgrade() -> None:
    """Nothing beneath the views."""
