"""How often a word or a name stands in texts that name no operator: 'Mundo Nuevo' is a firm, and everybody's phrase.

Read from the full-text index, which grows with every text and shrinks with every purge: nothing is kept for it, and
nothing has to be counted anew. Versions and copies of one story count once.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from store import by_key
from store.session import Session

MOST = 200
"""Texts with a word that are looked at; in so many it is everybody's word."""

_COUNT = """SELECT count(DISTINCT documents.story_id) FROM ({found}) AS found
JOIN revisions ON revisions.revision_id = found.revision_id
JOIN documents ON documents.document_id = revisions.document_id
WHERE NOT EXISTS (SELECT 1 FROM operator_mentions WHERE operator_mentions.story_id = documents.story_id)"""
_SQLITE = _COUNT.format(
    found="SELECT rowid AS revision_id FROM revision_search WHERE revision_search MATCH ? ORDER BY rowid DESC LIMIT ?"
)
_POSTGRES = _COUNT.format(
    found="SELECT revision_id FROM revision_search WHERE words @@ phraseto_tsquery('simple', %s) LIMIT %s"
)


def texts_with(session: Session, phrases: Collection[str]) -> dict[str, int]:
    """Phrase (words of ASCII letters and digits, a space between) -> stories without an operator that have it."""
    with by_key.asking(session) as (cursor, is_postgres):
        asked = [phrase for phrase in phrases if phrase.replace(" ", "").isalnum()]
        return {phrase: _count(cursor, phrase, is_postgres) for phrase in asked}


def _count(cursor: Any, phrase: str, is_postgres: bool) -> int:
    statement, value = (_POSTGRES, phrase) if is_postgres else (_SQLITE, f'"{phrase}"')
    return int(cursor.execute(statement, (value, MOST)).fetchone()[0])
