"""Flags as people see them: lines, and grouped by operator for tonight's page and the mail."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_, select

from core.errors import NotFoundError
from core.terms import DocumentKind, DocumentLabel, FlagKind, FlagState
from store.clusters import members, members_of
from store.session import Session
from store.tables import (
    AnalysisRow,
    DecisionRow,
    DocumentRow,
    FlagOperatorRow,
    FlagRow,
    OperatorRow,
    RevisionRow,
    SourceRow,
)
from store.views.changes import CORRECTED_AT, DECIDED_AT, changed_flags, corrected_last
from store.views.flag_lines import PROPOSAL, WAITS, flag_lines, publishers
from store.views.mail_views import is_unmailed
from store.views.operator_lines import operator_lines
from store.views.operator_records import (
    OperatorFlags,
)
from store.views.records import (
    FlagSummary,
)

GROUPED = 1000
"""Flags that one page or mail groups at most, newest first."""


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """Which flags; empty means any. `since` is inclusive and goes by the last change of the evidence."""

    states: Collection[FlagState] = ()
    kinds: Collection[FlagKind] = ()
    since: datetime | None = None
    changed_since: datetime | None = None  # by evidence, a copy, or a decision
    operator_id: int | None = None
    source_id: str = ""
    country: str = ""
    labels: Collection[DocumentLabel] = ()  # any of them
    document_kind: DocumentKind | None = None  # how the document is read
    before_id: int | None = None  # cursor: only flags with a smaller id
    proposed: bool = False  # only flags that wait for a second person


ANY = FlagFilter()


def check_filter(session: Session, chosen: FlagFilter) -> None:
    """Refuse to choose by what is not there: that no flag was found would not say why.

    Raises:
        NotFoundError: there is no such operator or source.
    """
    if chosen.operator_id is not None and session.get(OperatorRow, chosen.operator_id) is None:
        what = f"There is no operator {chosen.operator_id}."
        raise NotFoundError(what, remedy="`almenara operator list` shows them.")
    if chosen.source_id and session.get(SourceRow, chosen.source_id) is None:
        what = f"No source {chosen.source_id!r} was crawled yet."
        raise NotFoundError(what, remedy="`almenara source list` shows them.")


def flags(session: Session, chosen: FlagFilter = ANY, *, limit: int = 50) -> list[FlagSummary]:
    """The chosen flags, newest first."""
    query = select(FlagRow).where(*_conditions(session, chosen)).order_by(FlagRow.flag_id.desc()).limit(limit)
    return flag_lines(session, list(session.scalars(query)))


def lately(session: Session, *, limit: int) -> list[tuple[FlagSummary, datetime]]:
    """The newest flags, those to which evidence came last, which were read anew last, on which people decided last and
    of which they corrected something last, as many of each, newest first; each with the moment of its last change, by
    evidence, a newer reader, a person or a purge."""
    newest = select(FlagRow.flag_id).order_by(FlagRow.flag_id.desc()).limit(limit)
    decided = select(DecisionRow.flag_id).order_by(DecisionRow.decision_id.desc()).limit(limit)
    grown = select(FlagRow.flag_id).order_by(FlagRow.updated_at.desc(), FlagRow.flag_id.desc()).limit(limit)
    reread = (
        select(FlagRow.flag_id).where(FlagRow.reread_at.is_not(None)).order_by(FlagRow.reread_at.desc()).limit(limit)
    )
    chosen = or_(*(FlagRow.flag_id.in_(some) for some in (newest, grown, reread, decided, corrected_last(limit))))
    rows = list(session.scalars(select(FlagRow).where(chosen).order_by(FlagRow.flag_id.desc())))
    by_people = (
        select(FlagRow.flag_id, FlagRow.reread_at, DECIDED_AT, CORRECTED_AT, RevisionRow.barred_at)
        .join(AnalysisRow, AnalysisRow.analysis_id == FlagRow.analysis_id)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .where(FlagRow.flag_id.in_([row.flag_id for row in rows]))
    )
    moments = {flag_id: told for flag_id, *told in session.execute(by_people)}  # a copy alone makes no entry anew
    found = []
    for line in flag_lines(session, rows):
        changes = (line.updated_at, line.purged_at, *moments[line.flag_id])
        found.append((line, max(at for at in changes if at is not None)))
    return found


def tonight(
    session: Session,
    since: datetime,
    chosen: FlagFilter = ANY,
    *,
    limit: int = GROUPED,
    offset: int = 0,
    holding: int | None = None,
) -> list[OperatorFlags]:
    """Flags that wait for a person and were raised or changed by evidence since then, grouped by operator: most
    independent sources first, leads without a name last. A flag that names two operators stands under both. Flags
    that were decided come back where evidence was added after the decision. Of `chosen` those alone; where it names
    states, whatever is in one of them, whether it waits or not. `limit` and `offset` count flags, the newest first,
    before they are grouped; `holding` is a flag that stands there in any case."""
    conditions = _of_a_list(session, since, chosen)
    return _grouped(session, *conditions, limit=limit, offset=offset, holding=holding)


def waiting(
    session: Session, since: datetime, chosen: FlagFilter = ANY, *, after: datetime | None = None
) -> dict[FlagKind, int]:
    """How many flags of each kind `tonight` has; of them those alone that changed after a moment, where it is given."""
    query = select(FlagRow.kind, func.count()).where(*_of_a_list(session, since, chosen)).group_by(FlagRow.kind)
    if after is not None:
        query = query.where(FlagRow.updated_at > after)
    found = {FlagKind(kind): number for kind, number in session.execute(query)}
    return dict.fromkeys(FlagKind, 0) | found


def unmailed(session: Session, recipient: str, *, first_since: datetime) -> list[OperatorFlags]:
    """As `tonight`, but whatever this recipient's mails haven't covered yet (`outbox.queue(covers=...)`).

    A recipient whose first mail was made after others had mail is told of what changed since the end of the last
    finished night before that mail's; the first recipients of all, of whatever waits. `first_since` is when the night
    of the first mail began, for a recipient to whom none was ever made. Mails that were given up do not count as
    covering. What no reader of today reads any more is not told of; what a mail said to be withdrawn is, once it is
    read again. A flag that was confirmed before any mail could tell of it is told of all the same, but for the first
    recipients of all where it was raised before their first night.
    """
    return _grouped(session, *is_unmailed(session, recipient, first_since))


def unmailed_count(session: Session, recipient: str, *, first_since: datetime) -> int:
    """How many flags that are; `unmailed` gives at most GROUPED of them."""
    query = select(func.count()).select_from(FlagRow).where(*is_unmailed(session, recipient, first_since))
    return session.scalar(query) or 0


def proposers(session: Session) -> list[str]:
    """Who proposed each of the flags that wait for a second person."""
    waits = FlagRow.state == FlagState.IN_REVIEW.value
    return list(session.scalars(select(DecisionRow.who).select_from(FlagRow).join(DecisionRow, PROPOSAL).where(waits)))


def open_flags(session: Session) -> int:
    """How many flags wait for a person."""
    return session.scalar(select(func.count()).select_from(FlagRow).where(WAITS)) or 0


def _conditions(session: Session, chosen: FlagFilter) -> list[ColumnElement[bool]]:
    documents = select(DocumentRow.document_id)
    found: list[ColumnElement[bool]] = []
    if chosen.states:
        found.append(FlagRow.state.in_([state.value for state in chosen.states]))
    if chosen.kinds:
        found.append(FlagRow.kind.in_([kind.value for kind in chosen.kinds]))
    if chosen.since is not None:
        found.append(FlagRow.updated_at >= chosen.since)
    if chosen.changed_since is not None:
        found.append(FlagRow.flag_id.in_(changed_flags(chosen.changed_since)))
    if chosen.operator_id is not None:
        entries = members(session, chosen.operator_id)
        named = select(FlagOperatorRow.flag_id).where(FlagOperatorRow.operator_id.in_(entries))
        found.append(FlagRow.flag_id.in_(named))
    if chosen.source_id:
        found.append(FlagRow.document_id.in_(documents.where(DocumentRow.source_id == chosen.source_id)))
    if chosen.country:
        # Looked up flag by flag: as a list, every document of the country would be read.
        published = select(DocumentRow.country).where(DocumentRow.document_id == FlagRow.document_id).scalar_subquery()
        found.append(published == chosen.country)
    if chosen.labels:
        given = cast(FlagRow.labels, String)
        found.append(or_(*(given.like(f'%"{label.value}"%') for label in chosen.labels)))
    if chosen.document_kind is not None:
        found.append(FlagRow.document_id.in_(documents.where(DocumentRow.kind == chosen.document_kind.value)))
    if chosen.proposed:
        found.append(_is_proposed())
    if chosen.before_id is not None:
        found.append(FlagRow.flag_id < chosen.before_id)
    return found


def _of_a_list(session: Session, since: datetime, chosen: FlagFilter) -> list[ColumnElement[bool]]:
    waits = [] if chosen.states or chosen.proposed else [WAITS]
    return [FlagRow.updated_at >= since, *waits, *_conditions(session, chosen)]


def _is_proposed() -> ColumnElement[bool]:
    return and_(FlagRow.state == FlagState.IN_REVIEW.value, exists().where(PROPOSAL))


def _grouped(
    session: Session,
    *conditions: ColumnElement[bool],
    limit: int = GROUPED,
    offset: int = 0,
    holding: int | None = None,
) -> list[OperatorFlags]:
    newest = select(FlagRow).where(*conditions).order_by(FlagRow.updated_at.desc(), FlagRow.flag_id.desc())
    rows = list(session.scalars(newest.limit(limit).offset(offset)))
    held = session.get(FlagRow, holding) if holding is not None else None  # by itself: an "or" would read every flag
    if held is not None and held not in rows:
        rows = sorted([*rows, held], key=lambda row: (row.updated_at, row.flag_id), reverse=True)
    lines = flag_lines(session, rows)
    named: dict[int, list[FlagSummary]] = {}
    for line in lines:
        for operator_id, _name in line.operators:
            named.setdefault(operator_id, []).append(line)
    operators = operator_lines(session, named)
    groups = [OperatorFlags(operators[operator_id], tuple(mine)) for operator_id, mine in named.items()]
    nameless = tuple(sorted((line for line in lines if not line.operators), key=_is_last))
    # Dismissed stories count here: a flag that is decided keeps its place, or 'next' would pass over those between.
    fallen = {key for key, each in operators.items() if each.dismissed_documents or each.withdrawn_documents}
    known = publishers(session, members_of(session, fallen), refused=True) if fallen else {}
    ranked = sorted(groups, key=partial(_rank, known))
    return ranked + ([OperatorFlags(None, nameless)] if nameless else [])


def _is_last(line: FlagSummary) -> bool:
    """What no reader of today reads any more stands behind what it reads."""
    return line.withdrawn and line.state is not FlagState.CONFIRMED


def _rank(known: Mapping[int, Collection[str]], group: OperatorFlags) -> tuple[float, float, int]:
    assert group.operator is not None  # noqa: S101 - the nameless are not ranked
    number = group.operator.operator_id
    sources = max(group.operator.independent_sources, len(known.get(number, ())))
    return (-sources, -max(line.score for line in group.flags), number)
