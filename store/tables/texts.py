"""Tables of what was read: documents with their versions, stories, analyses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, BigId


class StoryRow(Base):
    """The same text wherever it stands. Its origin, the publisher seen first, is whom it counts for."""

    __tablename__ = "stories"

    story_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    origin_publisher: Mapped[str]
    first_seen: Mapped[datetime]


class DocumentRow(Base):
    """One address of one source, with the version of its text that was seen last."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("source_id", "url"),
        Index(None, "story_id"),
        Index(None, "source_id", "first_seen"),
        Index(None, "first_seen"),
        Index(None, "gone_at", sqlite_where=text("gone_at IS NOT NULL"), postgresql_where=text("gone_at IS NOT NULL")),
        Index(None, "back_at", sqlite_where=text("back_at IS NOT NULL"), postgresql_where=text("back_at IS NOT NULL")),
    )

    document_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    source_id: Mapped[str]
    url: Mapped[str]
    kind: Mapped[str]
    country: Mapped[str]
    publisher: Mapped[str]  # of the source when it was first seen; the host where the source names none
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.story_id"))
    revision_id: Mapped[int | None] = mapped_column(BigId, index=True)  # seen last; no foreign key, to avoid a circle
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    gone_at: Mapped[datetime | None]  # since when its publisher shows it no more; None while it is seen
    was_gone_at: Mapped[datetime | None]  # since when it had been gone before it came back the last time
    back_at: Mapped[datetime | None]  # when it was first seen again then; it may be gone anew


class RevisionRow(Base):
    """One distinct text of a document, and the capture that first showed it."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("document_id", "text_sha256"), Index(None, "reader", "revision_id"))

    revision_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.document_id"))
    number: Mapped[int]
    capture_id: Mapped[str] = mapped_column(ForeignKey("captures.capture_id"), index=True)
    title: Mapped[str]
    text: Mapped[str]
    text_sha256: Mapped[str]
    author: Mapped[str]
    section: Mapped[str]
    language: Mapped[str]
    published: Mapped[datetime | None]
    published_source: Mapped[str]
    fingerprint: Mapped[bytes]  # unsigned 32-bit numbers, little-endian
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    reader: Mapped[str] = mapped_column(default="")  # the last that read it, "" for none
    purged_at: Mapped[datetime | None]  # when title and text were taken away; their digest stays
    barred_sha256: Mapped[str] = mapped_column(default="", server_default="")  # where names were hidden in it, as it is
    barred_at: Mapped[datetime | None]  # when a name was last hidden in it, or in what was read of it


class BandRow(Base):
    """Where near copies of a text are looked up: texts that share a band may be alike."""

    __tablename__ = "text_bands"

    band: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.revision_id"), primary_key=True)


class AnalysisRow(Base):
    """What one reader read out of one version: the whole record, and columns to ask by. The newest is current."""

    __tablename__ = "analyses"
    __table_args__ = (
        UniqueConstraint("revision_id", "reader"),
        Index(None, "settled", "analysis_id"),
        Index(
            "ix_analyses_labelled",
            "revision_id",
            sqlite_where=text("current = 1 AND score > 0"),
            postgresql_where=text("current AND score > 0"),
        ),
    )

    analysis_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.revision_id"))
    reader: Mapped[str]
    record: Mapped[str]  # core.records.Analysis as JSON
    language: Mapped[str]
    labels: Mapped[list[Any]]
    score: Mapped[float]  # of the surest label that was given, 0 where none
    operators: Mapped[int]  # how many it names
    current: Mapped[bool]
    linked: Mapped[bool]
    settled: Mapped[bool]  # linked and, where it has to be, flagged
    redacted_at: Mapped[datetime | None]  # when the names of those who are no operators were taken away


class HiddenNameRow(Base):
    """One way of writing a name or a number that an officer had hidden, in a document's story or everywhere: known by a
    digest, so that what comes later with it is hidden, too (store.hidden)."""

    __tablename__ = "hidden_names"

    hidden_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    request: Mapped[int] = mapped_column(BigId)  # the number of the first of those that were hidden together
    digest: Mapped[str]
    salt: Mapped[str]
    length: Mapped[int]  # words of a name; digits of a number, below zero
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.document_id"))  # None: everywhere
    case_number: Mapped[str]
    who: Mapped[str]
    hidden_at: Mapped[datetime]
