"""Which rows are of a story: its documents, what was read and flagged of them, and what mails and webhooks told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select

from store.session import Session
from store.tables import (
    AnalysisRow,
    CaptureRow,
    DeliveryRow,
    DocumentRow,
    FlagRow,
    MailFlagRow,
    MailRow,
    RevisionRow,
    SavedSearchHitRow,
    SetAsideRow,
)
from store.tables.base import Base


@dataclass(frozen=True, slots=True)
class Scope:
    """The keys of a story's rows, by the columns that hold them."""

    keys: dict[str, frozenset[int]]
    addresses: frozenset[tuple[str, str]]  # source and address
    mails: frozenset[int]

    def holds(self, row: Base) -> bool:
        """Whether a row is of the story."""
        if isinstance(row, MailRow):
            return row.mail_id in self.mails
        if isinstance(row, CaptureRow | SetAsideRow):
            return (row.source_id, row.url) in self.addresses
        if isinstance(row, DeliveryRow):
            links = {f'/flags/{each}"' for each in self.keys["flag_id"]} | {url for _source, url in self.addresses}
            return any(link in row.body for link in links)
        column = next((each for each in self.keys if hasattr(row, each)), "")
        return bool(column) and getattr(row, column) in self.keys[column]


def scope_of(session: Session, story_id: int) -> Scope:
    """All of a story."""
    documents = select(DocumentRow.document_id).where(DocumentRow.story_id == story_id)
    revisions = select(RevisionRow.revision_id).where(RevisionRow.document_id.in_(documents))
    analyses = select(AnalysisRow.analysis_id).where(AnalysisRow.revision_id.in_(revisions))
    flags = select(FlagRow.flag_id).where(FlagRow.story_id == story_id)
    told = select(MailFlagRow.mail_id).where(MailFlagRow.flag_id.in_(flags))
    alerted = select(SavedSearchHitRow.mail_id).where(SavedSearchHitRow.document_id.in_(documents))
    mails = select(MailRow.mail_id).where(or_(MailRow.mail_id.in_(told), MailRow.mail_id.in_(alerted)))
    here = select(DocumentRow.source_id, DocumentRow.url).where(DocumentRow.story_id == story_id)

    def keys(query: Select[Any]) -> frozenset[int]:
        return frozenset(session.scalars(query))

    return Scope(
        {
            "document_id": keys(documents),
            "revision_id": keys(revisions),
            "analysis_id": keys(analyses),
            "flag_id": keys(flags),
        },
        frozenset((source_id, url) for source_id, url in session.execute(here)),
        keys(mails),
    )
