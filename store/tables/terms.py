"""The table of words that newly stand near the coded words of the trade."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base


class RisingTermRow(Base):
    """A word or two, as the last night counted them; computed from the texts, and can be computed again."""

    __tablename__ = "rising_terms"

    phrase: Mapped[str] = mapped_column(primary_key=True)  # folded
    newer: Mapped[int]  # flagged texts from `since` on that have it near a coded word
    older: Mapped[int]
    ratio: Mapped[float]  # log-likelihood
    since: Mapped[date]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.revision_id"))  # an example
