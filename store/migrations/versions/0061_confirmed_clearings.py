"""The SQL views are made anew: of a standing that clears it is told whether a person confirmed it.

Revision: 0061, after 0060. No table changes: `store/migrations/env.py` makes the views after any step.
"""

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing beneath the views."""


def downgrade() -> None:
    """Nothing beneath the views."""
