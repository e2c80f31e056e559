"""Tables of the watchlist: operators and all that was seen of them. Operators only: no table here holds a migrant, a
victim, an officer or a newspaper."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, BigId


class OperatorRow(Base):
    """An entry of the watchlist, by its first name."""

    __tablename__ = "operators"
    __table_args__ = (Index(None, "last_seen"),)

    operator_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str]
    is_person: Mapped[bool]
    countries: Mapped[list[Any]]  # of its routes and of the sources that speak of it, sorted
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    seed_key: Mapped[str | None] = mapped_column(unique=True)  # of a list that was read in
    note: Mapped[str] = mapped_column(default="")
    brought_by: Mapped[str] = mapped_column(default="", server_default="")  # the list that brought it first
    topics: Mapped[str] = mapped_column(default="", server_default="")  # FollowTheMoney's, parted by blanks, of lists
    is_sure: Mapped[bool] = mapped_column(default=False, server_default=false())  # `sure` in a list
    redacted_at: Mapped[datetime | None] = mapped_column(default=None)  # when a purge took its names (store.forgotten)


class _Seen:
    """When something of an operator was seen, and in how many documents."""

    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    documents: Mapped[int] = mapped_column(default=0)


class _Told(_Seen):
    """What may go once the readings are withdrawn that gave it, unless somebody else did."""

    is_given: Mapped[bool] = mapped_column(default=False, server_default=false())  # by a list, or by a person


class OperatorNameRow(_Told, Base):
    """A name of an operator."""

    __tablename__ = "operator_names"
    # On SQLite what linking reads of names stands in one index more (0045); PostgreSQL takes no long names into one.
    __table_args__ = (UniqueConstraint("operator_id", "name"), Index(None, "core_key"))

    name_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))
    name: Mapped[str]
    kind: Mapped[str]
    core_key: Mapped[str]  # core.names.NameKey.core


class OperatorKeyRow(Base):
    """Where operators are looked up by name: those that share a key may be one. Derived from the names by
    store.name_index, and refers to operators without a constraint, which would double the time of large imports."""

    __tablename__ = "operator_keys"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)  # store.likeness.keys
    operator_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)


class NameWordRow(Base):
    """A word of the watchlist's names under what it has in common with its misspellings (store.name_words)."""

    __tablename__ = "name_words"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)  # store.likeness.keys.traces
    word: Mapped[str] = mapped_column(primary_key=True)


class OperatorContactRow(_Told, Base):
    """A contact point of an operator."""

    __tablename__ = "operator_contacts"
    __table_args__ = (UniqueConstraint("operator_id", "type", "value"), Index(None, "channel"))

    contact_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))
    type: Mapped[str]
    value: Mapped[str]
    channel: Mapped[str]  # what two contacts must share to be one: a number is one number, called or messaged


class OperatorRouteRow(_Told, Base):
    """A route of an operator."""

    __tablename__ = "operator_routes"
    __table_args__ = (UniqueConstraint("operator_id", "countries"),)

    route_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))
    countries: Mapped[str]  # "CO EC PE"
    waypoints: Mapped[list[Any]]


class OperatorPriceRow(Base):
    """A price of an operator in one document."""

    __tablename__ = "operator_prices"
    __table_args__ = (
        UniqueConstraint("operator_id", "document_id", "amount", "currency"),
        Index(
            "ix_operator_prices_corridor",
            *("kind", "route", "currency", "per_person", "amount", "document_id", "said_on"),
        ),
    )

    price_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.document_id"))
    amount: Mapped[str]  # decimal digits, as SQLite has no exact decimals
    currency: Mapped[str]
    per_person: Mapped[bool]
    kind: Mapped[str]  # core.terms.PriceKind: all of a price or a part
    route: Mapped[str]
    said_on: Mapped[date]


class OperatorStatusRow(Base):
    """What a source said of an operator's standing before the law."""

    __tablename__ = "operator_statuses"
    __table_args__ = (
        UniqueConstraint("operator_id", "status", "document_id"),
        Index(  # what lists clear: a few of many rows, counted on the first page
            "ix_operator_statuses_clearings",
            "status_id",
            sqlite_where=text("status = 'cleared' AND document_id IS NULL"),
            postgresql_where=text("status = 'cleared' AND document_id IS NULL"),
        ),
        Index(
            "ix_operator_statuses_doubtful",
            "status_id",
            sqlite_where=text("is_doubtful = 1"),
            postgresql_where=text("is_doubtful"),
        ),
    )

    status_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))
    status: Mapped[str]
    said_on: Mapped[date]  # the day of reading where `is_dated` is no
    is_dated: Mapped[bool] = mapped_column(default=True, server_default=true())  # whether the list told the day
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.document_id"))
    sentence: Mapped[str]
    url: Mapped[str] = mapped_column(default="")  # where a list that was read in says it
    publisher: Mapped[str] = mapped_column(default="")  # who published that; of a document its row tells
    noted_at: Mapped[datetime | None] = mapped_column(default=None)  # when such a list was read in that first said so
    # of what clears: whether the document merely may mean this operator, so that people decide on it by itself
    is_doubtful: Mapped[bool] = mapped_column(default=False, server_default=false())


class OperatorMentionRow(Base):
    """Where a version of a document speaks of an operator."""

    __tablename__ = "operator_mentions"
    __table_args__ = (
        UniqueConstraint("operator_id", "analysis_id", "name"),
        Index(None, "operator_id", "story_id", "document_id"),
        Index(None, "document_id"),
        Index(None, "analysis_id"),
    )

    mention_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))
    analysis_id: Mapped[int] = mapped_column(ForeignKey("analyses.analysis_id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.revision_id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.document_id"))
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.story_id"), index=True)
    name: Mapped[str]  # as written there; "" where only a contact point stands
    core_key: Mapped[str]
    sentence: Mapped[str]
    spans: Mapped[list[Any]]  # [start, end, in_title]
    score: Mapped[float]


class WithdrawnReadingRow(Base):
    """What the readers of today no longer read in any version of a document, and an earlier one did: that it names an
    operator, or (by `status`) that it says this of its standing. Goes once a reader reads it again."""

    __tablename__ = "withdrawn_readings"

    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.document_id"), primary_key=True)
    status: Mapped[str] = mapped_column(primary_key=True)  # "" where it is not named at all
    read_by: Mapped[str]  # the last reader that read it
    withdrawn_at: Mapped[datetime]
    # of a standing: of the lead, when it was first read; who confirmed the lead before that confirmed nothing of it
    version: Mapped[int] = mapped_column(default=0, server_default="0")


class WithdrawnDetailRow(_Seen, Base):
    """A name, contact point or route that withdrawn readings alone gave to an operator. It stands in no other table, so
    that nothing finds it; once it is told again it goes back. So does a contact point that a person took off
    (`is_taken`), but for going back by itself."""

    __tablename__ = "withdrawn_details"
    __table_args__ = (UniqueConstraint("operator_id", "what", "kind", "value"), Index(None, "withdrawn_at"))

    detail_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))
    what: Mapped[str]  # name, contact, route
    kind: Mapped[str]  # of a name, or the type of a contact point
    value: Mapped[str]
    more: Mapped[list[Any]]  # the waypoints of a route; of the main name that which stands in for it, and its own kind
    read_by: Mapped[str]  # the last reader that read it; "" where a person took it off
    withdrawn_at: Mapped[datetime]
    is_taken: Mapped[bool] = mapped_column(default=False, server_default=false())  # off, by a person: no reading tells


class ContactSightingRow(Base):
    """A contact point in a document under a name: a number under many unrelated names belongs to nobody."""

    __tablename__ = "contact_sightings"
    __table_args__ = (Index(None, "document_id"),)

    channel: Mapped[str] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.document_id"), primary_key=True)
    core_key: Mapped[str] = mapped_column(primary_key=True)  # "" where no name stands


class LinkRow(Base):
    """What the machine thought: a name of a document against an operator, with its reasons. Kept as it was; but who is
    forgotten goes, and who merely resembled one goes with a text that is purged."""

    __tablename__ = "links"
    __table_args__ = (UniqueConstraint("analysis_id", "subject", "operator_id"), Index(None, "operator_id"))

    link_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    analysis_id: Mapped[int] = mapped_column(ForeignKey("analyses.analysis_id"))
    subject: Mapped[str]  # the mention's name, or its contact point
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))
    score: Mapped[float]
    reasons: Mapped[list[Any]]  # [what, weight]
    linked: Mapped[bool]
    is_new: Mapped[bool]
    is_clearance: Mapped[bool]
