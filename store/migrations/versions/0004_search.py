"""Full-text search over texts and names; what is there already is read in.

Revision: 0004, after 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

# The words of an index must be those of the program that asks it, so this step takes them from there.
from store.indexing.index import put, spellings
from store.indexing.words import name_words, words_of

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NOUNS = {"revision": "revisions", "name": "operator_names"}


def upgrade() -> None:
    """One step up."""
    letters = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "search_words",
        sa.Column("word", letters, nullable=False),
        sa.Column("backwards", letters, nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_search_words"),
    )
    op.create_index("ix_search_words_backwards", "search_words", ["backwards"])
    for noun, rows in _NOUNS.items():
        if op.get_bind().dialect.name == "sqlite":
            # The words alone: the texts stand in their own rows.
            op.execute(f"CREATE VIRTUAL TABLE {noun}_search USING fts5(words, content='', prefix='4')")
        else:
            op.execute(
                f"CREATE TABLE {noun}_search ({noun}_id bigint PRIMARY KEY"
                f" REFERENCES {rows} ON DELETE CASCADE, words tsvector NOT NULL)"
            )
            op.execute(f"CREATE INDEX ix_{noun}_search_words ON {noun}_search USING gin (words)")
    _read_in()


def downgrade() -> None:
    """One step down."""
    for table in ("revision_search", "name_search", "search_words"):
        op.drop_table(table)


def _read_in() -> None:
    connection = op.get_bind()
    texts = connection.execute(
        sa.text("SELECT revision_id, title, text FROM revisions ORDER BY revision_id"),
        execution_options={"yield_per": 200},
    )
    for key, title, text in texts:
        _keep("revision", key, [*words_of(title), *words_of(text)])
    for key, name in connection.execute(sa.text("SELECT name_id, name FROM operator_names ORDER BY name_id")).all():
        _keep("name", key, name_words(name))


def _keep(noun: str, key: int, words: list[str]) -> None:
    connection = op.get_bind()
    put(connection, noun, key, words)
    if rows := spellings(words):
        added = sa.text("INSERT INTO search_words (word, backwards) VALUES (:word, :backwards) ON CONFLICT DO NOTHING")
        connection.execute(added, rows)
