"""The table of the audit log: who looked at what, and who changed what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, BigId


class AuditRow(Base):
    """One entry. The line is the entry itself; the other columns repeat what is asked by."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "subject"), Index(None, "who"))

    sequence: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    action: Mapped[str]
    who: Mapped[str]
    subject: Mapped[str]
    line: Mapped[str]  # evidence.format.chain
