"""How often a word or a name stands in texts that name no operator: 'Mundo Nuevo' is a firm, and everybody's phrase.

Read from the full-text index, which grows with every text and shrinks with every purge: nothing is kept for it, and
nothing has to be counted anew. Versions and copies of one story count once.
"""

from __future__ import annotations

from collections.abc import Collection

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
_POSTGRES = _COUNT.join(("SELECT phrase, (", ") FROM unnest(%s::text[]) AS wanted(phrase)")).format(
    found="SELECT revision_id FROM revision_search WHERE words @@ phraseto_tsquery('simple', phrase) LIMIT %s"
)


def texts_with(session: Session, phrases: Collection[str]) -> dict[str, int]:
    """Phrase (words of ASCII letters and digits, a space between) -> stories without an operator that have it."""
    asked = [phrase for phrase in phrases if phrase.replace(" ", "").isalnum()]
    if not asked:
        return {}
    with by_key.asking(session) as (cursor, is_postgres):
        if is_postgres:  # all in one round trip; letters and digits alone need nothing but the quotes
            rows = cursor.execute(_POSTGRES, (MOST, by_key.array(f'"{phrase}"' for phrase in asked))).fetchall()
            return {phrase: int(count) for phrase, count in rows}
        return {phrase: int(cursor.execute(_SQLITE, (f'"{phrase}"', MOST)).fetchone()[0]) for phrase in asked}
