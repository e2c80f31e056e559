"""Tables of what leaves the house, and for whom: recipients of digests, saved searches, webhooks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, BigId


class RecipientRow(Base):
    """Somebody who gets the digest, and how much of it."""

    __tablename__ = "digest_recipients"

    recipient_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    mailbox: Mapped[str] = mapped_column(unique=True)  # core.mailboxes
    address: Mapped[str]  # as it was written, with a name perhaps
    language: Mapped[str]
    countries: Mapped[list[Any]]  # empty: all
    legs: Mapped[list[Any]]  # "PE BO"; empty: all
    min_score: Mapped[float]
    operators: Mapped[list[Any]]  # ids of those that are told of at once
    paused: Mapped[bool]
    added_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class SavedSearchRow(Base):
    """A search that somebody keeps by a name; with a mailbox it alerts."""

    __tablename__ = "saved_searches"
    __table_args__ = (UniqueConstraint("owner", "name"), Index(None, "mailbox"))

    search_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner: Mapped[str]
    name: Mapped[str]
    question: Mapped[dict[str, Any]]  # as in the address of the search page
    mailbox: Mapped[str]  # of a recipient of the digest; "" where it does not alert
    from_revision: Mapped[int] = mapped_column(BigId)  # texts up to this one were there when it was saved
    saved_at: Mapped[datetime]


class SavedSearchHitRow(Base):
    """A document that a mail told a saved search's owner of."""

    __tablename__ = "saved_search_hits"
    __table_args__ = (Index(None, "search_id", "document_id"), Index(None, "document_id"))

    mail_id: Mapped[int] = mapped_column(ForeignKey("mails.mail_id"), primary_key=True)
    search_id: Mapped[int] = mapped_column(ForeignKey("saved_searches.search_id", ondelete="CASCADE"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.document_id"), primary_key=True)


class WebhookRow(Base):
    """Where flags and decisions are posted to. The secret signs them; no backup and no export holds it."""

    __tablename__ = "webhooks"

    webhook_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    secret: Mapped[str] = mapped_column(info={"secret": True})
    from_decision: Mapped[int] = mapped_column(BigId)  # decisions up to this one were made before it was added
    added_by: Mapped[str]
    added_at: Mapped[datetime]


class DeliveryRow(Base):
    """One event on its way to one webhook: queued, failed, delivered, dead."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (UniqueConstraint("webhook_id", "key"), Index(None, "state", "due_at"))

    delivery_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.webhook_id", ondelete="CASCADE"))
    key: Mapped[str]  # "flag:7:2"; what makes an event one
    event_id: Mapped[str]  # told to the receiver, the same at every try
    body: Mapped[str]  # JSON, as it is signed
    state: Mapped[str]
    tries: Mapped[int]
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    error: Mapped[str]
