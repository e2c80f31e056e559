"""Persons who are neither operators nor speak for an office or a paper, as they are hidden in what goes out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from sqlalchemy import Select, select

from core.records import Analysis
from core.terms import Role
from store import analyses
from store.redaction import cover
from store.session import Session
from store.tables import AnalysisRow, FlagRow, RevisionRow
from store.tables.base import chunks

Hide = Callable[[str], str]


def hidden_on_flags(session: Session, flag_ids: Collection[int]) -> dict[int, Hide]:
    """By flag, what hides the bystanders of the reading that it stands on."""
    query = select(FlagRow.flag_id, AnalysisRow.record).join(
        AnalysisRow, AnalysisRow.analysis_id == FlagRow.analysis_id
    )
    return dict(_hiders(session, (query.where(FlagRow.flag_id.in_(some)) for some in chunks(sorted(flag_ids)))))


def hidden_in_texts(session: Session, revision_ids: Collection[int]) -> dict[int, Hide]:
    """The same by version of a document, as it is read today."""
    query = select(AnalysisRow.revision_id, AnalysisRow.record).where(AnalysisRow.current)
    wanted = (query.where(AnalysisRow.revision_id.in_(some)) for some in chunks(sorted(revision_ids)))
    return dict(_hiders(session, wanted))


def hidden_in_documents(session: Session, document_ids: Collection[int]) -> dict[int, Hide]:
    """The same by document: whom today's reading of any of its versions takes for a bystander, and none for another."""
    read = select(RevisionRow.document_id, AnalysisRow.record).join(
        AnalysisRow, AnalysisRow.revision_id == RevisionRow.revision_id
    )
    found: dict[int, list[Analysis]] = {}
    for some in chunks(sorted(document_ids)):
        for key, record in session.execute(read.where(RevisionRow.document_id.in_(some), AnalysisRow.current)):
            found.setdefault(key, []).append(analyses.parse(record))
    return {key: _hider(*versions) for key, versions in found.items()}


def _hiders(session: Session, queries: Iterable[Select[int, str]]) -> Iterator[tuple[int, Hide]]:
    for query in queries:
        for key, record in session.execute(query):
            yield key, _hider(analyses.parse(record))


def _hider(*versions: Analysis) -> Hide:
    hidden: set[str] = set()
    kept: set[str] = set()
    for mention in (each for analysis in versions for each in analysis.mentions):
        is_bystander = mention.is_person and mention.role in (Role.VICTIM, Role.OTHER) and not mention.cleared
        (hidden if is_bystander else kept).update((mention.name, *mention.aliases))
    return cover(hidden - kept, kept)
