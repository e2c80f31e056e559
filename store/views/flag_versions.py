"""Every text behind a flag: the versions of its document and those of the copies of its story, with their captures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased, defer

from core.errors import NotFoundError
from core.records import Analysis, Document, Route
from core.terms import Language
from store import analyses, captures
from store.built_once import built_once
from store.documents import document_of
from store.session import Session
from store.tables import AnalysisRow, CaptureRow, DocumentRow, FlagEventRow, FlagRow, RevisionRow, SourceRow
from store.views.records import Returned, VersionLine

COPIES = 50
"""Versions of copies that a page shows and a bundle holds, unless more are wanted; carriers of the flag first."""


@dataclass(frozen=True, slots=True)
class VersionText:
    """One version with its words and what was read out of them."""

    line: VersionLine
    document: Document
    analysis: Analysis


def own_versions(session: Session, flag: FlagRow, carried: Collection[int]) -> tuple[VersionLine, ...]:
    """Of the flag's document, oldest first; `carried`: as `carriers` has them."""
    return tuple(_lines(session, DocumentRow.document_id == flag.document_id, carried=carried))


def copied(
    session: Session, flag: FlagRow, limit: int | None, carried: Collection[int]
) -> tuple[tuple[VersionLine, ...], int]:
    """Of the same story elsewhere, those first that carried the flag; and how many more there are than the limit."""
    elsewhere = (DocumentRow.story_id == flag.story_id, DocumentRow.document_id != flag.document_id)
    lines = _lines(session, *elsewhere, carried=carried, limit=limit)
    if limit is None or len(lines) < limit:
        return tuple(lines), 0
    query = select(func.count()).select_from(RevisionRow).join(DocumentRow, _OF_DOCUMENT).where(*elsewhere)
    return tuple(lines), (session.scalar(query) or 0) - len(lines)


def version(
    session: Session, revision_id: int, *, flag_id: int | None = None, known: Collection[VersionLine] = ()
) -> VersionText:
    """One version of a document, by the reading that carried the flag where it did. `known`: lines of the flag's
    versions that were asked for already.

    Raises:
        NotFoundError: there is no such version, or it is none of this flag's story.
    """
    revision = session.get(RevisionRow, revision_id)
    if revision is None:
        raise NotFoundError(f"There is no document {revision_id}.", remedy="The search finds them.")
    document = session.get_one(DocumentRow, revision.document_id)
    flag = session.get(FlagRow, flag_id) if flag_id is not None else None
    line = next((each for each in known if each.revision_id == revision_id), None)
    if line is None:
        carried = carriers(session, flag_id) if flag_id is not None else set[int]()
        line = _lines(session, RevisionRow.revision_id == revision_id, carried=carried)[0]
    if flag_id is not None and (flag is None or not _is_of(flag, document, line.carried)):
        raise NotFoundError(f"Document {revision_id} is none of flag {flag_id}.", remedy="The flag's page lists them.")
    reading = reading_of(session, revision_id, flag_id=flag_id)
    text = document_of(revision, document)
    return VersionText(line, text, analyses.parse(reading.record) if reading is not None else _unread(text))


def version_of(session: Session, capture_id: str) -> VersionText | None:
    """The version that a capture brought; None where it showed a text that was known, or none."""
    found = session.scalars(select(RevisionRow.revision_id).where(RevisionRow.capture_id == capture_id)).first()
    return version(session, found) if found is not None else None


def reading_of(session: Session, revision_id: int, *, flag_id: int | None = None) -> AnalysisRow | None:
    """What was read out of a version: the newest reading that carried the flag, else the current one."""
    return session.scalars(_readings(), {"revision_id": revision_id, "flag_id": flag_id}).first()


@built_once
def _readings() -> Select[AnalysisRow]:
    carried = select(FlagEventRow.analysis_id).where(FlagEventRow.flag_id == bindparam("flag_id"))
    carries = AnalysisRow.analysis_id.in_(carried)
    return (
        select(AnalysisRow)
        .where(AnalysisRow.revision_id == bindparam("revision_id"), or_(carries, AnalysisRow.current))
        .order_by(carries.desc(), AnalysisRow.analysis_id.desc())
        .limit(1)
    )


_OF_DOCUMENT = DocumentRow.document_id == RevisionRow.document_id


def carriers(session: Session, flag_id: int) -> set[int]:
    """The versions that raised the flag, joined it or added to it."""
    return set(session.scalars(_CARRIERS, {"flag_id": flag_id}))


_CARRIERS = (
    select(AnalysisRow.revision_id)
    .join(FlagEventRow, FlagEventRow.analysis_id == AnalysisRow.analysis_id)
    .where(FlagEventRow.flag_id == bindparam("flag_id"))
)


def _is_of(flag: FlagRow, document: DocumentRow, carried: bool) -> bool:
    """An advert may have been parted from the story after it was flagged (store.linking.parting)."""
    return carried or document.document_id == flag.document_id or document.story_id == flag.story_id


def _lines(
    session: Session, *which: ColumnElement[bool], carried: Collection[int], limit: int | None = None
) -> list[VersionLine]:
    carriers_first = [RevisionRow.revision_id.in_(carried).desc()] if limit is not None else []
    in_order = (*carriers_first, DocumentRow.first_seen, DocumentRow.document_id, RevisionRow.number)
    query = _versions().where(*which).order_by(*in_order).limit(limit)
    return [
        VersionLine(
            revision_id=revision.revision_id,
            document_id=document.document_id,
            number=revision.number,
            title=revision.title,
            url=document.url,
            source_id=document.source_id,
            source_name=name or document.source_id,
            publisher=document.publisher,
            published=revision.published,
            text_sha256=revision.text_sha256,
            capture=captures.capture_of(capture),
            carried=revision.revision_id in carried,
            gone_at=document.gone_at,
            purged_at=revision.purged_at,
            language=revision.language,
            is_barred=revision.barred_sha256 != "",
            returned=returned(document, shown_since),
        )
        for revision, document, capture, name, shown_since in session.execute(query)
    ]


@built_once
def _versions() -> Select[RevisionRow, DocumentRow, CaptureRow, str, datetime]:
    shown = aliased(RevisionRow)
    return (
        select(RevisionRow, DocumentRow, CaptureRow, SourceRow.name, shown.first_seen)
        .join(DocumentRow, _OF_DOCUMENT)
        .join(CaptureRow, CaptureRow.capture_id == RevisionRow.capture_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .outerjoin(shown, shown.revision_id == DocumentRow.revision_id)
        .options(defer(RevisionRow.text), defer(RevisionRow.fingerprint))  # long, and not on a line
    )


def returned(document: DocumentRow, shown_since: datetime | None) -> Returned | None:
    """That a page was gone and stands again; `shown_since`: when the version that it shows was seen for the first
    time. None while it is gone, or where it never was."""
    if document.gone_at is not None or document.was_gone_at is None or document.back_at is None:
        return None
    has_other_text = shown_since is not None and shown_since >= document.back_at
    return Returned(document.was_gone_at, document.back_at, has_other_text)


def _unread(document: Document) -> Analysis:
    """Of a text that no reader has read, or triage kept from it."""
    return Analysis(document.document_id, Language(document.language), (), {}, (), (), Route(), (), (), reader="")
