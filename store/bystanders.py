"""Persons who are neither operators nor speak for an office or a paper, as they are covered wherever a text is quoted:
in mails, and until somebody uncovers them (`store.covering`) on pages, in the API, in files and at the terminal."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Select, select

from core.hidden_words import BAR
from core.records import Mention
from core.terms import Role
from store import analyses
from store.redaction import HIDDEN, cover
from store.session import Session
from store.tables import AnalysisRow, FlagRow, RevisionRow
from store.tables.base import chunks

Hide = Callable[[str], str]
_OF_VERSION = RevisionRow.revision_id == AnalysisRow.revision_id


@dataclass(frozen=True, slots=True)
class Names:
    """Whom a text names, in each form: `covered`, who are bystanders, and `kept`, who are none."""

    covered: frozenset[str]
    kept: frozenset[str]


def hidden_on_flags(session: Session, flag_ids: Collection[int]) -> dict[int, Hide]:
    """By flag, what hides the bystanders of the reading that it stands on."""
    query = (
        select(FlagRow.flag_id, AnalysisRow.record, RevisionRow.revision_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == FlagRow.analysis_id)
        .join(RevisionRow, _OF_VERSION)
    )
    return _hiders(session, (query.where(FlagRow.flag_id.in_(some)) for some in chunks(sorted(flag_ids))))


def hidden_in_texts(session: Session, revision_ids: Collection[int], *, kept: Collection[str] = ()) -> dict[int, Hide]:
    """The same by version of a document, as it is read today; `kept`: names of whom is spoken, which stay."""
    query = select(AnalysisRow.revision_id, AnalysisRow.record, AnalysisRow.revision_id).where(AnalysisRow.current)
    wanted = (query.where(AnalysisRow.revision_id.in_(some)) for some in chunks(sorted(revision_ids)))
    return _hiders(session, wanted, kept)


def hidden_in_documents(
    session: Session, document_ids: Collection[int], *, kept: Collection[str] = ()
) -> dict[int, Hide]:
    """The same by document: whom today's reading of any of its versions takes for a bystander, and none for another."""
    read = select(RevisionRow.document_id, AnalysisRow.record, RevisionRow.revision_id).join(AnalysisRow, _OF_VERSION)
    some_of = (RevisionRow.document_id.in_(some) for some in chunks(sorted(document_ids)))
    return _hiders(session, (read.where(some, AnalysisRow.current) for some in some_of), kept)


def names_in(mentions: Iterable[Mention], title: str, text: str) -> Names:
    """Whom a reading names. Of whom a purge took the name from the reading, the title and text say it still: it is read
    off where they were named."""
    covered: set[str] = set()
    kept: set[str] = set()
    for mention in mentions:
        forms = {mention.name, *mention.aliases} - {HIDDEN}
        if mention.name == HIDDEN:
            written = ((title if span.in_title else text)[span.start : span.end] for span in mention.spans)
            forms |= {each for each in written if each.strip() and BAR not in each}
        (covered if is_bystander(mention) else kept).update(forms)
    return Names(frozenset(covered - kept), frozenset(kept))


def is_bystander(mention: Mention) -> bool:
    """Whether a person is named who is read as a victim, or as somebody else who is no operator, authority or reporter.
    Whom a document clears was named as an operator elsewhere, and has a right to it that this stands beside."""
    return mention.is_person and mention.role in (Role.VICTIM, Role.OTHER) and not mention.cleared


def _hiders(
    session: Session, queries: Iterable[Select[int, str, int]], spared: Collection[str] = ()
) -> dict[int, Hide]:
    found: dict[int, Names] = {}
    for query in queries:
        for key, read in _read(session, session.execute(query).all()):
            before = found.get(key, Names(frozenset(), frozenset()))
            kept = before.kept | read.kept
            found[key] = Names((before.covered | read.covered) - kept, kept)
    stay = frozenset(spared)
    return {key: cover(names.covered - stay, names.kept | stay) for key, names in found.items() if names.covered}


def _read(session: Session, rows: Collection[tuple[int, str, int]]) -> Iterator[tuple[int, Names]]:
    parsed = [(key, analyses.mentions_of(record), revision_id) for key, record, revision_id in rows]
    taken = {revision_id for _key, mentions, revision_id in parsed if any(each.name == HIDDEN for each in mentions)}
    words = {
        revision_id: (title, text)
        for some in chunks(sorted(taken))
        for revision_id, title, text in session.execute(
            select(RevisionRow.revision_id, RevisionRow.title, RevisionRow.text).where(
                RevisionRow.revision_id.in_(some)
            )
        )
    }
    for key, mentions, revision_id in parsed:
        yield key, names_in(mentions, *words.get(revision_id, ("", "")))
