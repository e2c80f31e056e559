"""Tables of what is put before people: flags, what became of them, decisions, mails."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, BigId


class FlagRow(Base):
    """A lead, or a clearance; one a story and kind."""

    __tablename__ = "flags"
    __table_args__ = (
        UniqueConstraint("story_id", "kind"),
        Index(None, "updated_at"),
        Index(None, "state", "updated_at"),
    )

    flag_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.story_id"))
    kind: Mapped[str]
    state: Mapped[str]
    version: Mapped[int]  # grows with every change
    evidence_version: Mapped[int]  # grows with new evidence
    decided_evidence: Mapped[int]  # evidence_version that the last decision saw, 0 for none
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.run_id"), index=True)
    analysis_id: Mapped[int] = mapped_column(ForeignKey("analyses.analysis_id"), index=True)  # it stands on
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.document_id"), index=True)
    labels: Mapped[list[Any]]
    score: Mapped[float]
    reason: Mapped[str]
    route: Mapped[str]
    raised_at: Mapped[datetime]
    updated_at: Mapped[datetime]  # by evidence
    # of a lead: whether the readers of today find none in any document that carried it
    is_withdrawn: Mapped[bool] = mapped_column(default=False, server_default=false())
    reread_at: Mapped[datetime | None] = mapped_column(default=None)  # when that, or whom it names, last changed so


class FlagOperatorRow(Base):
    """An operator that a flag names."""

    __tablename__ = "flag_operators"
    __table_args__ = (Index(None, "operator_id"),)

    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.flag_id"), primary_key=True)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"), primary_key=True)
    score: Mapped[float]
    # of a clearance: whether it merely may mean this operator, whom no decision on the flag clears
    is_doubtful: Mapped[bool] = mapped_column(default=False, server_default=false())
    # of a lead: whether the readers of today find this operator in no document that carried it, and since when
    is_withdrawn: Mapped[bool] = mapped_column(default=False, server_default=false())
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)


class FlagFactRow(Base):
    """What a flag stands on beside operators and labels, by its key (store.flagging.facts)."""

    __tablename__ = "flag_facts"

    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.flag_id"), primary_key=True)
    fact: Mapped[str] = mapped_column(primary_key=True)


class FlagEventRow(Base):
    """What became of a flag by itself: raised, copy, reprint (of a clearance, which adds nothing), revised."""

    __tablename__ = "flag_events"
    __table_args__ = (UniqueConstraint("flag_id", "analysis_id"), Index(None, "happened_at"))

    event_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.flag_id"))
    analysis_id: Mapped[int] = mapped_column(ForeignKey("analyses.analysis_id"))
    what: Mapped[str]
    details: Mapped[str]
    version: Mapped[int]  # of the flag after it
    happened_at: Mapped[datetime]


class DecisionRow(Base):
    """What a person decided. Rows are added, never changed."""

    __tablename__ = "flag_decisions"
    __table_args__ = (UniqueConstraint("flag_id", "version"),)

    decision_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.flag_id"))
    version: Mapped[int]  # of the flag after it
    from_state: Mapped[str]
    to_state: Mapped[str]
    who: Mapped[str]
    why: Mapped[str]
    decided_at: Mapped[datetime]
    proposes: Mapped[str] = mapped_column(default="")  # the state that a second person has to agree to


class ClearingDecisionRow(Base):
    """What a person decided about the word of a list, or of a document that merely may mean them, that an operator is
    cleared. Rows are added, never changed."""

    __tablename__ = "clearing_decisions"
    __table_args__ = (UniqueConstraint("status_id", "version"),)

    decision_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    status_id: Mapped[int] = mapped_column(ForeignKey("operator_statuses.status_id"))
    version: Mapped[int]  # of the clearing after it: 1 for the first decision
    from_state: Mapped[str]
    to_state: Mapped[str]
    who: Mapped[str]
    why: Mapped[str]
    decided_at: Mapped[datetime]
    proposes: Mapped[str]  # the state that a second person has to agree to


class CorrectionRow(Base):
    """As what a statement (a row of operator_statuses that accuses) stands, by a person who read it; or by the watch,
    where a copy says the same, or something new is said. Rows are added, never changed."""

    __tablename__ = "corrections"
    __table_args__ = (UniqueConstraint("status_id", "version"), Index(None, "operator_id", "document_id"))

    correction_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    status_id: Mapped[int] = mapped_column(ForeignKey("operator_statuses.status_id"))
    operator_id: Mapped[int] = mapped_column(ForeignKey("operators.operator_id"))  # of the statement, as what follows
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.document_id"))
    status: Mapped[str]  # as it was read
    stands_as: Mapped[str]  # "": it does not accuse this operator; `status` where the correction was taken back
    version: Mapped[int]  # of the statement after it: 1 for the first correction
    who: Mapped[str]
    why: Mapped[str]
    decided_at: Mapped[datetime]
    read_until: Mapped[int] = mapped_column(BigId)  # the newest reading of any text then


class MailRow(Base):
    """A mail on its way: queued, sending, sent, failed, uncertain, dead."""

    __tablename__ = "mails"
    __table_args__ = (Index(None, "state", "due_at"), Index(None, "mailbox"))

    mail_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    recipient: Mapped[str]  # as the mail is addressed
    mailbox: Mapped[str]  # core.mailboxes
    night: Mapped[date | None]
    subject: Mapped[str]
    message: Mapped[bytes]
    state: Mapped[str]
    tries: Mapped[int]
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    error: Mapped[str]


class MailFlagRow(Base):
    """Which state of which flag a mail told of, or passed over by its recipient's filters."""

    __tablename__ = "mail_flags"
    __table_args__ = (Index(None, "flag_id"),)

    mail_id: Mapped[int] = mapped_column(ForeignKey("mails.mail_id"), primary_key=True)
    flag_id: Mapped[int] = mapped_column(ForeignKey("flags.flag_id"), primary_key=True)
    evidence_version: Mapped[int]
    told: Mapped[bool] = mapped_column(default=True)
