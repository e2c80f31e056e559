"""The text of a version of a document with bars in it, and the words by which it is found without what they hide."""

from __future__ import annotations

from store.hidden.words import Cover
from store.indexing import forget_text, remember_text
from store.session import Session
from store.tables import RevisionRow
from store.texts import text_sha256


def cover_text(session: Session, row: RevisionRow, cover: Cover) -> None:
    """Hide what `cover` hides in title, text, author and section; a text that a purge took stays as it is."""
    if row.purged_at is not None:
        return
    title, text = cover(row.title), cover(row.text)
    if (title, text) != (row.title, row.text):
        forget_text(session, row.revision_id, row.title, row.text)
        row.title, row.text, row.barred_sha256 = title, text, text_sha256(title, text)
        remember_text(session, row.revision_id, title, text)
    row.author, row.section = cover(row.author), cover(row.section)
