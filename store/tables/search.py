"""The vocabulary of everything that can be searched. The index of the texts has no table here: each database has its
own kind (FTS5, tsvector), made by the migration and known to store.search alone."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base

Letters = String().with_variant(String(collation="C"), "postgresql")
"""Compared letter by letter, so that a beginning is a range of the index."""


class SearchWordRow(Base):
    """A word that stands in some text or name. A slip of the pen leaves its beginning or its end as it was."""

    __tablename__ = "search_words"

    word: Mapped[str] = mapped_column(Letters, primary_key=True)
    backwards: Mapped[str] = mapped_column(Letters, index=True)
