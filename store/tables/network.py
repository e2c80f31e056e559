"""The table of adverts that are one template with other slots."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base


class AdvertGroupRow(Base):
    """An advert of a group; computed from the texts, and can be computed again at any time. A group goes by its
    oldest advert, so that its number stays when it grows."""

    __tablename__ = "advert_groups"
    __table_args__ = (Index(None, "first_id"),)

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.document_id"), primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("documents.document_id"))
