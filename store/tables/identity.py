"""Tables of who is who: what people judged of pairs, the clusters computed from it, and whom a list may mean."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, BigId


class JudgementRow(Base):
    """What a person said of two operators. Rows are added, never changed; the newest of a pair counts."""

    __tablename__ = "judgements"
    __table_args__ = (
        CheckConstraint("left_id < right_id", name="ordered"),
        Index(None, "left_id", "right_id"),
        Index(None, "right_id"),
    )

    judgement_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    left_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))
    right_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))
    verdict: Mapped[str]
    who: Mapped[str]
    why: Mapped[str]
    evidence: Mapped[list[Any]]  # [key, what] of all that was known for the pair then
    decided_at: Mapped[datetime]


class ContactRemovalRow(Base):
    """A person's word that a contact point is not an operator's, or that it is after all. Known by its digest alone
    (store.hidden), for it may be a victim's. Rows are added, never changed; of an entry and a digest the newest counts.
    """

    __tablename__ = "contact_removals"
    __table_args__ = (Index(None, "operator_id", "digest"),)

    removal_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))
    type: Mapped[str]
    digest: Mapped[str]  # of what two contact points must share to be one
    salt: Mapped[str]
    is_off: Mapped[bool]  # else it was given back
    who: Mapped[str]
    why: Mapped[str]
    decided_at: Mapped[datetime]


class IdentityRow(Base):
    """An operator that is another: computed from the judgements, and can be computed again at any time. An operator
    without a row stands for itself; a cluster goes by its oldest entry."""

    __tablename__ = "identities"
    __table_args__ = (Index(None, "cluster_id"),)

    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"), primary_key=True)
    cluster_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))


class ToldPairRow(Base):
    """A pair that a night told of, on Tonight and in its mail, as it stood then: not judged, or last so."""

    __tablename__ = "told_pairs"
    __table_args__ = (Index(None, "run_id"),)

    left_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"), primary_key=True)
    right_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"), primary_key=True)
    judgement_id: Mapped[int] = mapped_column(BigId, primary_key=True)  # 0 for none
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.run_id"))


class ListedLikenessRow(Base):
    """A name of an entry that a list brought, and the name of an operator of documents that it was most like when it
    came. It goes with either name."""

    __tablename__ = "listed_likenesses"
    __table_args__ = (Index(None, "name_id"),)

    listed_name_id: Mapped[int] = mapped_column(
        ForeignKey("operator_names.name_id", ondelete="CASCADE"), primary_key=True
    )
    name_id: Mapped[int] = mapped_column(ForeignKey("operator_names.name_id", ondelete="CASCADE"), primary_key=True)
    score: Mapped[float]  # 0..1, then
