"""Documents by their words, numbers and filters; what was read last stands first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from sqlalchemy import ColumnElement, String, cast, func, literal_column, select, union
from sqlalchemy.orm import InstrumentedAttribute, aliased

from core.days import beginning
from core.terms import DocumentLabel, FlagKind, FlagState
from store.bystanders import Hide, hidden_in_texts
from store.clusters import goes_by
from store.flagging.refused import is_mention_over
from store.search.addresses import documents_at
from store.search.asking import Asked
from store.search.matching import matching
from store.search.records import DocumentHit, SearchFilter
from store.search.standing import standing_as
from store.session import Session
from store.tables import (
    AnalysisRow,
    CaptureRow,
    ContactSightingRow,
    DocumentRow,
    FlagRow,
    OperatorMentionRow,
    RevisionRow,
    SourceRow,
)
from store.views.cleared import ClearedLine, accused_in, cleared_in

COUNTED = 1000
"""Hits that are counted one by one; more than that are "over a thousand"."""
_FIRST, _LAST = date(1, 1, 2), date(9999, 12, 30)
"""Between these days begin whose beginning is a time in UTC, whatever the zone."""


def find_documents(  # noqa: PLR0913 - one parameter a limit of the search
    session: Session,
    asked: Asked,
    chosen: SearchFilter,
    *,
    limit: int = 25,
    before: int | None = None,
    after: int | None = None,
    also: Sequence[ColumnElement[bool]] = (),
) -> list[DocumentHit]:
    """Documents that hold what was asked, what was read last first; `before` is the `revision_id` of the last hit
    shown, `after` that of the newest that is known already, `also` what else must hold of documents and revisions."""
    if asked.says_nothing:
        return []
    conditions = [*_conditions(session, asked, chosen), *also]
    if before is not None:
        conditions.append(RevisionRow.revision_id < before)
    if after is not None:
        conditions.append(RevisionRow.revision_id > after)
    query = (
        select(RevisionRow, DocumentRow, SourceRow, CaptureRow.payload_sha256)
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .outerjoin(CaptureRow, CaptureRow.capture_id == RevisionRow.capture_id)
        .where(*conditions)
        .order_by(RevisionRow.revision_id.desc())
        .limit(limit)
    )
    rows, sealed = [], {}
    for revision, document, source, digest in session.execute(query):
        rows.append((revision, document, source))
        sealed[revision.revision_id] = digest or ""
    found = [revision.revision_id for revision, _, _ in rows]
    labels, cleared = _labels(session, found), cleared_in(session, found)
    hidden = hidden_in_texts(session, found)
    flags = _flags(session, [document.story_id for _, document, _ in rows])
    hits = [
        _hit(
            revision,
            document,
            source,
            labels=labels.get(revision.revision_id, ()),
            flag=flags.get(document.story_id),
            cleared=cleared.get(revision.revision_id, ()),
            payload_sha256=sealed[revision.revision_id],
            hide=hidden.get(revision.revision_id, str),
        )
        for revision, document, source in rows
    ]
    accused = accused_in(session, [hit.revision_id for hit in hits if hit.only_clears])
    return [replace(hit, accused=accused[hit.revision_id]) if hit.revision_id in accused else hit for hit in hits]


def count_documents(
    session: Session, asked: Asked, chosen: SearchFilter, *, also: Sequence[ColumnElement[bool]] = ()
) -> int:
    """How many there are, counted up to a thousand and one."""
    if asked.says_nothing:
        return 0
    found = (
        select(RevisionRow.revision_id)
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .where(*_conditions(session, asked, chosen), *also)
        .limit(COUNTED + 1)
    )
    return session.scalar(select(func.count()).select_from(found.subquery())) or 0


def leg_in(route: ColumnElement[str] | InstrumentedAttribute[str], leg: tuple[str, str]) -> ColumnElement[bool]:
    """Whether a route ("CO EC PE") holds these two countries, one after the other."""
    return (" " + route + " ").like(f"% {leg[0]} {leg[1]} %")


def _conditions(session: Session, asked: Asked, chosen: SearchFilter) -> list[ColumnElement[bool]]:
    # Who is flagged so is walked through, not all texts that hold a word: of the two SQLite takes a plain key first.
    is_of_flag = chosen.state is not None or chosen.leg is not None
    key = RevisionRow.revision_id + 0 if is_of_flag else RevisionRow.revision_id
    found = [*_asked(session, asked, key), *_by_source(session, chosen), *_by_reading(session, chosen)]
    if not chosen.versions:
        found.append(DocumentRow.revision_id == RevisionRow.revision_id)
    return found


def _asked(
    session: Session, asked: Asked, key: ColumnElement[int] | InstrumentedAttribute[int]
) -> list[ColumnElement[bool]]:
    if asked.address and (there := documents_at(session, asked.address)):
        return [DocumentRow.document_id.in_(there)]
    found: list[ColumnElement[bool]] = []
    if asked.clauses:
        found.append(key.in_(matching(session, "revision", asked.clauses, asked.excluded)))
    elif asked.excluded:
        found += [key.not_in(matching(session, "revision", [each])) for each in asked.excluded]
    for digits, channels in zip(asked.digits, asked.channels, strict=True):
        # One list of keys from two indexes: an "or" of the two would read every text.
        other = aliased(RevisionRow)
        seen = (
            select(other.revision_id)
            .join(ContactSightingRow, ContactSightingRow.document_id == other.document_id)
            .where(ContactSightingRow.channel.in_(channels))
        )
        found.append(key.in_(union(matching(session, "revision", [digits]), seen)))
    return found


def _by_source(session: Session, chosen: SearchFilter) -> list[ColumnElement[bool]]:
    day = func.coalesce(RevisionRow.published, RevisionRow.first_seen, type_=RevisionRow.first_seen.type)
    found: list[ColumnElement[bool]] = []
    if chosen.country:
        found.append(DocumentRow.country == chosen.country)
    if chosen.since is not None:
        found.append(_from(day, chosen.since, chosen.zone))
    if chosen.until is not None:
        found.append(~_from(day, min(chosen.until, _LAST) + timedelta(days=1), chosen.zone))
    if chosen.source_kind is not None:
        of_kind = select(SourceRow.source_id).where(SourceRow.kind == chosen.source_kind.value)
        there = select(DocumentRow.document_id).where(DocumentRow.source_id.in_(of_kind)).limit(COUNTED + 1)
        are_few = len(session.scalars(there).all()) <= COUNTED
        # Few are listed by this key; of many the newest are read until there are enough: SQLite takes plain keys first.
        found.append((DocumentRow.source_id if are_few else DocumentRow.source_id.concat("")).in_(of_kind))
    return found


def _from(moment: ColumnElement[datetime], day: date, zone: tzinfo) -> ColumnElement[bool]:
    """Whether a moment is of this day or a later one, as `core.days.local` tells it."""
    day = min(max(day, _FIRST), _LAST)
    return (moment >= beginning(day, zone)) | (moment == beginning(day, UTC))


def _by_reading(session: Session, chosen: SearchFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if chosen.label is not None:
        # A zero that is written out, no parameter: only so do both databases see that the index of labelled readings
        # holds all that is asked for.
        said = select(AnalysisRow.revision_id).where(AnalysisRow.current, AnalysisRow.score > literal_column("0"))
        labelled = cast(AnalysisRow.labels, String).like(f'%"{chosen.label.value}"%')
        found.append(RevisionRow.revision_id.in_(said.where(labelled)))
    of_flag = [FlagRow.state == chosen.state.value] if chosen.state is not None else []
    of_flag += [leg_in(FlagRow.route, chosen.leg)] if chosen.leg is not None else []
    if of_flag:
        # Flags are listed once, and documents looked up in that list. Asked of each document anew, SQLite reads every
        # flag of the state for every document: minutes, where there are many of both.
        found.append(DocumentRow.story_id.in_(select(FlagRow.story_id).where(*of_flag)))
    if chosen.status is not None:
        standing = standing_as(session, chosen.status)
        naming = select(OperatorMentionRow.document_id).where(goes_by(OperatorMentionRow.operator_id).in_(standing))
        naming = naming.where(~is_mention_over())
        found.append((DocumentRow.document_id + 0).in_(naming))  # not by this key: newest first, until there are enough
    return found


def _labels(session: Session, revision_ids: list[int]) -> dict[int, tuple[DocumentLabel, ...]]:
    query = select(AnalysisRow.revision_id, AnalysisRow.labels).where(
        AnalysisRow.revision_id.in_(revision_ids), AnalysisRow.current
    )
    return {key: tuple(DocumentLabel(label) for label in labels) for key, labels in session.execute(query)}


def _flags(session: Session, story_ids: list[int]) -> dict[int, FlagRow]:
    rows = session.scalars(select(FlagRow).where(FlagRow.story_id.in_(story_ids)).order_by(FlagRow.flag_id))
    found: dict[int, FlagRow] = {}
    for row in rows:
        if row.story_id not in found or row.kind == FlagKind.LEAD.value:
            found[row.story_id] = row
    return found


def _hit(  # noqa: PLR0913 - one parameter a thing that a hit is made of
    revision: RevisionRow,
    document: DocumentRow,
    source: SourceRow | None,
    *,
    labels: tuple[DocumentLabel, ...],
    flag: FlagRow | None,
    cleared: tuple[ClearedLine, ...],
    payload_sha256: str,
    hide: Hide,
) -> DocumentHit:
    return DocumentHit(
        revision_id=revision.revision_id,
        document_id=document.document_id,
        title=hide(revision.title),
        text=hide(revision.text),
        url=document.url,
        source_id=document.source_id,
        source_name=source.name if source else document.source_id,
        source_kind=source.kind if source else "",
        country=document.country,
        language=revision.language,
        published=revision.published,
        first_seen=revision.first_seen,
        is_shown=document.revision_id == revision.revision_id,
        labels=labels,
        flag_id=flag.flag_id if flag else None,
        state=FlagState(flag.state) if flag else None,
        route=tuple(flag.route.split()) if flag else (),
        capture_id=revision.capture_id,
        payload_sha256=payload_sha256,
        withdrawn=flag is not None and flag.is_withdrawn and flag.state != FlagState.CONFIRMED.value,
        new_evidence=flag is not None and 0 < flag.decided_evidence < flag.evidence_version,
        purged_at=revision.purged_at,
        flag_kind=FlagKind(flag.kind) if flag else None,
        cleared=cleared,
    )
