"""How those stand whom a version of a text names, beside what it says of them: whether that counts still, as what, by
whose word, and what their operator is not to be read without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from core.records import Mention
from core.terms import DocumentKind, FlagKind, LegalStatus, Role
from store.flagging.refused import Refusal, of_namings, of_stories
from store.flagging.withdrawn import Withdrawal, of_mentions
from store.identity import clusters
from store.session import Session
from store.tables import AnalysisRow, DocumentRow, LinkRow
from store.tables.base import clean
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
    """What is known of those whom one document names."""

    document: DocumentRow
    operators: dict[tuple[str, bool], int]  # (name as written there, whether it clears them) -> entry
    lines: dict[int, OperatorSummary]  # by entry
    said: Sequence[StatusLine]
    dismissed: dict[FlagKind, Refusal]
    namings: dict[tuple[int, int], Refusal]
    unread: dict[tuple[int, int], Withdrawal]


def named_lines(session: Session, text: VersionText) -> tuple[NamedLine, ...]:
    """How each of its mentions stands now, in their order."""
    document = session.get_one(DocumentRow, text.line.document_id)
    operators = _operators(session, text.line.revision_id)
    entries = set(operators.values())
    goes_by = clusters.clusters_of(session, entries)
    lines = operator_lines(session, set(goes_by.values()))
    flags = {kind: of_stories(session, [document.story_id], kind) for kind in FlagKind}
    known = _Known(
        document=document,
        operators=operators,
        lines={entry: lines[goes_by[entry]] for entry in entries},
        said=statements_of_document(session, document.document_id, entries),
        dismissed={kind: found[document.story_id] for kind, found in flags.items() if found},
        namings=of_namings(session, entries),
        unread=of_mentions(session, entries),
    )
    why = last_decisions(session, [each.flag_id for each in known.dismissed.values() if each.flag_id is not None])
    reasons = {flag_id: decision.why for flag_id, decision in why.items()}
    return tuple(_line(known, mention, reasons) for mention in text.analysis.mentions)


def _operators(session: Session, revision_id: int) -> dict[tuple[str, bool], int]:
    """Whom its names were linked to, by the newest reading that has the name, the surest."""
    query = (
        select(LinkRow.subject, LinkRow.is_clearance, LinkRow.operator_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == LinkRow.analysis_id)
        .where(AnalysisRow.revision_id == revision_id, LinkRow.linked)
        .order_by(LinkRow.analysis_id, LinkRow.score, LinkRow.link_id.desc())
    )
    return {(subject, is_clearance): entry for subject, is_clearance, entry in session.execute(query)}


def _line(known: _Known, mention: Mention, reasons: dict[int, str]) -> NamedLine:
    if mention.role is not Role.OPERATOR and not mention.cleared:
        return NamedLine()
    kind = FlagKind.CLEARANCE if mention.cleared else FlagKind.LEAD
    dismissed, entry = known.dismissed.get(kind), known.operators.get((clean(mention.name), mention.cleared))
    said = _statement(known, mention, entry)
    naming = (entry or 0, known.document.document_id)
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
        why=last.why if last is not None and is_corrected else reasons.get(of_flag or 0, ""),
        earlier_reader=said.earlier_reader if said is not None else "",
    )


def _statement(known: _Known, mention: Mention, entry: int | None) -> StatusLine | None:
    """What the document says of them in the mention's words: by the standing that it was read as, else the newest."""
    by_kind = LegalStatus.ADVERTISED if known.document.kind == DocumentKind.AD.value else LegalStatus.REPORTED
    status = LegalStatus.CLEARED if mention.cleared else mention.status or by_kind
    mine = [each for each in known.said if each.operator_id == entry]
    mine = [each for each in mine if (each.status is LegalStatus.CLEARED) == mention.cleared]
    return next((each for each in mine if each.status is status), mine[0] if mine else None)
