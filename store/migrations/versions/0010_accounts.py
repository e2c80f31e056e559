"""Accounts, their sessions and API tokens, and tries in vain to sign in.

Revision: 0010, after 0009.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WHEN = sa.DateTime(timezone=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def upgrade() -> None:
    """One step up."""
    op.create_table(
        "accounts",
        sa.Column("account_id", _ID, nullable=False),
        *(_text(name) for name in ("login", "name", "name_key", "role", "language", "password_hash")),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        _text("totp_secret"),
        _text("totp_pending"),
        sa.Column("totp_counter", _ID, nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", _WHEN, nullable=False),
        sa.Column("seen_at", _WHEN, nullable=True),
        sa.PrimaryKeyConstraint("account_id", name="pk_accounts"),
        sa.UniqueConstraint("login", name="uq_accounts_login"),
        sa.UniqueConstraint("name_key", name="uq_accounts_name_key"),
    )
    op.create_table(
        "account_sessions",
        sa.Column("session_id", _ID, nullable=False),
        _text("id_hash"),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        _text("address"),
        _text("browser"),
        *(sa.Column(name, _WHEN, nullable=False) for name in ("created_at", "seen_at", "expires_at")),
        sa.Column("revoked_at", _WHEN, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.account_id"], name="fk_account_sessions_account_id_accounts"
        ),
        sa.PrimaryKeyConstraint("session_id", name="pk_account_sessions"),
        sa.UniqueConstraint("id_hash", name="uq_account_sessions_id_hash"),
    )
    op.create_index("ix_account_sessions_account_id", "account_sessions", ["account_id"])
    op.create_table(
        "account_tokens",
        sa.Column("token_id", _ID, nullable=False),
        _text("token_hash"),
        _text("prefix"),
        sa.Column("account_id", _ID, nullable=False),
        _text("name"),
        sa.Column("scopes", sa.JSON(), nullable=False),
        *(sa.Column(name, _WHEN, nullable=False) for name in ("created_at", "expires_at")),
        *(sa.Column(name, _WHEN, nullable=True) for name in ("used_at", "revoked_at")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.account_id"], name="fk_account_tokens_account_id_accounts"),
        sa.PrimaryKeyConstraint("token_id", name="pk_account_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_account_tokens_token_hash"),
    )
    op.create_index("ix_account_tokens_account_id", "account_tokens", ["account_id"])
    op.create_table(
        "sign_in_tries",
        _text("key"),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_at", _WHEN, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in_tries"),
    )


def downgrade() -> None:
    """One step down."""
    for table in ("sign_in_tries", "account_tokens", "account_sessions", "accounts"):
        op.drop_table(table)
