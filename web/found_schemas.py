"""What the API answers to a search, and a document in full; beside web.schemas, which has the other nouns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from core.terms import DocumentLabel, FlagKind, FlagState, Language, LegalStatus
from web.schemas import Answer, Cleared, Evidence, OperatorReference, Stands


class DocumentInFull(Answer):
    """One version of a document, and where its evidence lies. `purged_at`: when a purge took its title and text away,
    or null. `operators`: whom it names as leads, and `standings`: how each of them stands; `cleared`: whom it clears;
    `clearance_id`: the flag that says so."""

    revision_id: int
    title: str
    text: str
    url: str
    source_id: str
    country: str
    language: Language
    published: datetime | None
    version: int
    versions: int
    flag_id: int | None
    operators: tuple[OperatorReference, ...]
    standings: tuple[Stands, ...]
    evidence: Evidence
    purged_at: datetime | None
    clearance_id: int | None
    cleared: tuple[Cleared, ...]


class OperatorFound(Answer):
    """An operator that a search found: a lead, not a finding. `entries` are those of the watchlist that people judged
    to be it; any of their ids opens it. `said_cleared` is the newest day on which a source clears it that waits for a
    person (`clearance_waits`; it may stand beside an accusation), else the newest that a person confirmed;
    `clearance_doubtful` where what waits merely may mean it. `dismissed`: it has leads, and people dismissed all of
    them; `withdrawn`: the reader of today no longer reads the rest. What sources said of it is no lead any more.
    `clearing_documents`: of the `documents` those that clear it and name it in nothing else; `clearing_sources`: who
    had nothing but such first. `caution`: what its name is not to be shown without, as exports say it. `redacted_at`:
    when a purge took names and contact points of it, or null. `updated_at`: when it changed last, by which
    `changed_since` goes."""

    operator_id: int
    name: str
    is_person: bool
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    caution: str
    status: LegalStatus | None
    said_cleared: date | None
    clearance_waits: bool
    clearance_doubtful: bool
    dismissed: bool
    withdrawn: bool
    first_seen: datetime
    last_seen: datetime
    updated_at: datetime
    redacted_at: datetime | None
    documents: int
    independent_sources: int
    clearing_documents: int
    clearing_sources: int
    entries: tuple[int, ...]


class OperatorPage(Answer):
    """Operators, the newest entry first; `next` is the `before` of the following page, or null at the end."""

    items: Sequence[OperatorFound]
    next: int | None


class DocumentFound(Answer):
    """A version of a document that a search found. `new_evidence`: something was added to its flag after the last
    decision of a person. `withdrawn`: the reader of today reads no lead there any more. `purged_at`: when a purge took
    its title and text away, or null. `cleared`: whom it clears. `accused`: whom it names as leads, and
    `standings`: how each of them stands; what its `labels` say that the text is about says nothing against whom it
    clears."""

    revision_id: int
    document_id: int
    title: str
    excerpt: str
    url: str
    source_id: str
    country: str
    published: datetime | None
    first_seen: datetime
    is_shown: bool
    labels: tuple[DocumentLabel, ...]
    flag_id: int | None
    state: FlagState | None
    route: tuple[str, ...]
    new_evidence: bool
    withdrawn: bool
    purged_at: datetime | None
    flag_kind: FlagKind | None
    cleared: tuple[Cleared, ...]
    accused: tuple[OperatorReference, ...]
    standings: tuple[Stands, ...]


class Found(Answer):
    """Operators (on the first page only) and documents, what was read last first; `next` is the `before` of the
    following page."""

    mended: dict[str, tuple[str, ...]]
    operators: Sequence[OperatorFound]
    documents: Sequence[DocumentFound]
    next: int | None
