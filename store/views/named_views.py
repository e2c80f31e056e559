"""How those stand whom a version of a text names, beside what it says of them: whether that counts still, as what, by
whose word, and what their operator is not to be read without."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from core.records import Mention
from core.terms import DocumentKind, FlagKind, LegalStatus, Role
from store import clusters
from store.flagging.refused import Refusal, of_namings, of_stories
from store.flagging.withdrawn import Withdrawal, of_mentions
from store.session import Session
from store.tables import AnalysisRow, DocumentRow, LinkRow
from store.tables.base import chunks, clean
from store.views.flag_detail import last_decisions
from store.views.flag_versions import VersionText
from store.views.history_records import CorrectionLine, StatusLine
from store.views.operator_lines import operator_lines
from store.views.operator_records import OperatorSummary
from store.views.statement_views import statements_of_document


@dataclass(frozen=True, slots=True)
class NamedLine:
    """How somebody stands whom a version names. Nothing is told of those whom it names beside the matter."""

    operator: OperatorSummary | None = None  # None: nobody of the watchlist, as far as this text was linked
    refusal: Refusal | None = None  # who dismissed what it says of them, or let it not accuse them: it counts no more
    withdrawal: Withdrawal | None = None  # where the reader of today no longer reads it
    correction: CorrectionLine | None = None  # by which it stands lower than it was read, and counts so
    why: str = ""  # of the refusal or the correction, in a person's words
    earlier_reader: str = ""  # that read that it is cleared, where the reader of today does not

    @property
    def counts(self) -> bool:
        """Whether what it says of them does, and accuses somebody who stands as accused."""
        is_taken_back = self.withdrawal is not None and not self.withdrawal.stands
        line = self.operator
        is_over = line is not None and (line.is_over or line.status is LegalStatus.CLEARED)
        return self.refusal is None and not is_taken_back and not is_over


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of those whom some versions name."""

    documents: dict[int, DocumentRow]
    operators: dict[tuple[int, str, bool], int]  # (version, name as written there, whether it clears them) -> entry
    lines: dict[int, OperatorSummary]  # by entry
    said: dict[int, tuple[StatusLine, ...]]  # by document
    dismissed: dict[FlagKind, dict[int, Refusal]]  # by story
    namings: dict[tuple[int, int], Refusal]
    unread: dict[tuple[int, int], Withdrawal]
    why: dict[int, str]  # why flags were dismissed


def named_lines(session: Session, texts: Sequence[VersionText]) -> list[tuple[NamedLine, ...]]:
    """How everybody stands now whom these versions name: of each version its mentions, in their order."""
    documents = {text.line.document_id for text in texts}
    query = select(DocumentRow).where(DocumentRow.document_id.in_(documents))
    found = {row.document_id: row for row in session.scalars(query)}
    operators = _operators(session, {text.line.revision_id for text in texts})
    entries = set(operators.values())
    goes_by = clusters.clusters_of(session, entries)
    lines = operator_lines(session, set(goes_by.values()))
    stories = {row.story_id for row in found.values()}
    dismissed = {kind: of_stories(session, stories, kind) for kind in FlagKind}
    flags = [each.flag_id for of in dismissed.values() for each in of.values() if each.flag_id is not None]
    known = _Known(
        documents=found,
        operators=operators,
        lines={entry: lines[goes_by[entry]] for entry in entries},
        said={document_id: statements_of_document(session, document_id, entries) for document_id in documents},
        dismissed=dismissed,
        namings=of_namings(session, entries),
        unread=of_mentions(session, entries),
        why={flag_id: decision.why for flag_id, decision in last_decisions(session, flags).items()},
    )
    return [tuple(_line(known, text, mention) for mention in text.analysis.mentions) for text in texts]


def _operators(session: Session, revisions: Collection[int]) -> dict[tuple[int, str, bool], int]:
    """Whom their names were linked to, by the newest reading that has the name, the surest."""
    found: dict[tuple[int, str, bool], int] = {}
    for chunk in chunks(sorted(revisions)):
        query = (
            select(AnalysisRow.revision_id, LinkRow.subject, LinkRow.is_clearance, LinkRow.operator_id)
            .join(AnalysisRow, AnalysisRow.analysis_id == LinkRow.analysis_id)
            .where(AnalysisRow.revision_id.in_(chunk), LinkRow.linked)
            .order_by(LinkRow.analysis_id, LinkRow.score, LinkRow.link_id.desc())
        )
        found |= {(revision, subject, clears): entry for revision, subject, clears, entry in session.execute(query)}
    return found


def _line(known: _Known, text: VersionText, mention: Mention) -> NamedLine:
    if mention.role is not Role.OPERATOR and not mention.cleared:
        return NamedLine()
    kind, document = FlagKind.CLEARANCE if mention.cleared else FlagKind.LEAD, known.documents[text.line.document_id]
    dismissed = known.dismissed[kind].get(document.story_id)
    entry = known.operators.get((text.line.revision_id, clean(mention.name), mention.cleared))
    said = _statement(known, document, mention, entry)
    naming = (entry or 0, document.document_id)
    refusal = (said.refusal if said is not None else None) or dismissed
    withdrawal = said.withdrawal if said is not None else None
    if not mention.cleared:
        refusal, withdrawal = refusal or known.namings.get(naming), withdrawal or known.unread.get(naming)
    last = said.corrections[-1] if said is not None and said.corrections else None
    is_lowered = last is not None and said is not None and said.stands_as not in (None, said.status)
    of_flag = refusal.flag_id if refusal is not None else None
    is_corrected = is_lowered if refusal is None else refusal.is_correction
    return NamedLine(
        operator=known.lines.get(entry) if entry is not None else None,
        refusal=refusal,
        withdrawal=withdrawal,
        correction=last if is_lowered and refusal is None else None,
        why=last.why if last is not None and is_corrected else known.why.get(of_flag or 0, ""),
        earlier_reader=said.earlier_reader if said is not None else "",
    )


def _statement(known: _Known, document: DocumentRow, mention: Mention, entry: int | None) -> StatusLine | None:
    """What the document says of them in the mention's words: by the standing that it was read as, else the newest."""
    by_kind = LegalStatus.ADVERTISED if document.kind == DocumentKind.AD.value else LegalStatus.REPORTED
    status = LegalStatus.CLEARED if mention.cleared else mention.status or by_kind
    mine = [each for each in known.said[document.document_id] if each.operator_id == entry]
    mine = [each for each in mine if (each.status is LegalStatus.CLEARED) == mention.cleared]
    return next((each for each in mine if each.status is status), mine[0] if mine else None)
