"""What a read and linked version gives grounds for: a lead, a clearance, both or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select

from core.days import local
from core.records import Analysis
from core.terms import DocumentKind, DocumentLabel, FlagKind, LegalStatus
from store import analyses
from store.channels import channel
from store.clusters import called
from store.flagging.facts import Fact, shown
from store.flagging.new_names import new_names
from store.flagging.reasons import Grounds, reason
from store.place import Place, zone_of
from store.session import Session
from store.tables import (
    AnalysisRow,
    ContactSightingRow,
    DocumentRow,
    LinkRow,
    OperatorRow,
    OperatorStatusRow,
    RevisionRow,
    SourceRow,
)
from store.tables.base import clean, plain_table, read_rows

MAY_BE = "(?)"
"""Behind the name of an operator whom a clearance merely may mean."""

_LADDER = list(LegalStatus)

_OPERATORS, _LINKS, _SOURCES = (plain_table(table).c for table in (OperatorRow, LinkRow, SourceRow))
_MEANT = (
    select(_OPERATORS.operator_id, _OPERATORS.first_seen, func.max(_LINKS.score).label("score"))
    .where(_LINKS.operator_id == _OPERATORS.operator_id)
    .where(_LINKS.analysis_id == bindparam("analysis_id"), _LINKS.linked)
    .where(_LINKS.is_clearance == bindparam("is_clearance"))
    .group_by(_OPERATORS.operator_id)
    .order_by(func.max(_LINKS.score).desc(), _OPERATORS.operator_id)
)
_STATUSES = plain_table(OperatorStatusRow).c
_MAY_BE = (
    select(_OPERATORS.operator_id, _OPERATORS.first_seen, func.max(_LINKS.score).label("score"))
    .where(_LINKS.operator_id == _OPERATORS.operator_id, _STATUSES.operator_id == _OPERATORS.operator_id)
    .where(_LINKS.analysis_id == bindparam("analysis_id"), _LINKS.is_clearance)
    .where(_STATUSES.document_id == bindparam("document_id"), _STATUSES.is_doubtful)
    .group_by(_OPERATORS.operator_id)
    .order_by(func.max(_LINKS.score).desc(), _OPERATORS.operator_id)
)
_SUBJECTS = (
    select(_LINKS.operator_id, _LINKS.subject)
    .where(_LINKS.analysis_id == bindparam("analysis_id"), _LINKS.linked)
    .where(_LINKS.is_clearance == bindparam("is_clearance"))
    .order_by(_LINKS.operator_id)
)
_SOURCE = select(_SOURCES.name).where(_SOURCES.source_id == bindparam("source_id"))


@dataclass(frozen=True, slots=True)
class Finding:
    """A flag as one version asks for it."""

    kind: FlagKind
    story_id: int
    document_id: int
    analysis_id: int
    source_name: str
    title: str
    labels: tuple[DocumentLabel, ...]  # surest first
    score: float
    route: tuple[str, ...]
    operators: tuple[tuple[int, str, float], ...]  # id, what it is called, how sure that it is meant; surest first
    reason: str
    facts: tuple[Fact, ...] = ()
    doubtful: frozenset[int] = frozenset()  # of these, whom a clearance merely may mean
    new_names: tuple[str, ...] = ()  # under which nobody knew these


def findings(session: Session, row: AnalysisRow) -> list[Finding]:
    """The flags that a version asks for, a lead first. A document that only clears people is no lead."""
    analysis = analyses.parse(row.record)
    if not analysis.speaks_of_operators:
        return []
    revision = session.get_one(RevisionRow, row.revision_id)
    document = session.get_one(DocumentRow, revision.document_id)
    place = Place(analysis, row, revision, document, zone_of(session))
    found = []
    if _is_lead(place.analysis):
        found.append(_finding(session, place, FlagKind.LEAD))
    clearance = _finding(session, place, FlagKind.CLEARANCE) if analysis.clears else None
    return [*found, clearance] if clearance is not None and clearance.operators else found


def _is_lead(analysis: Analysis) -> bool:
    only_clears = analysis.clears and not analysis.operators
    return bool(analysis.labels) and not only_clears


def _finding(session: Session, place: Place, kind: FlagKind) -> Finding:
    operators = _operators(session, place, kind)
    sure = {operator.operator_id for operator in operators}
    if kind is FlagKind.CLEARANCE:
        operators = [*operators, *(each for each in _may_be(session, place) if each.operator_id not in sure)]
    names = called(session, [operator.operator_id for operator in operators]) if operators else {}
    labels = tuple(sorted(place.analysis.labels, key=lambda label: -place.analysis.scores.get(label, 0.0)))
    source = read_rows(session, _SOURCE, source_id=place.document.source_id)
    name = source[0].name if source else place.document.source_id
    said = _said(session, place, kind)
    first = {o.operator_id: local(o.first_seen, place.zone).date() for o in operators}
    since = min((day for day in first.values() if day < place.day), default=None)
    grounds = Grounds(
        kind=kind,
        document_kind=DocumentKind(place.document.kind),
        labels=labels,
        source_name=name,
        operators=_told(operators, names, sure, said),
        # firms alone: the line stays longer than names of persons who are on no list (store.purge)
        cleared=tuple(each.name for each in place.analysis.mentions if each.cleared and not each.is_person),
        route=place.analysis.route.countries,
        shared=_shared(session, place),
        known_since=since,
        known=tuple(names[o.operator_id] for o in operators if first[o.operator_id] == since),
    )
    return Finding(
        kind=kind,
        story_id=place.document.story_id,
        document_id=place.document.document_id,
        analysis_id=place.row.analysis_id,
        source_name=name,
        title=place.revision.title,
        labels=labels,
        score=place.row.score if kind is FlagKind.LEAD else max((o.score for o in operators), default=0.0),
        route=place.analysis.route.countries,
        operators=tuple((o.operator_id, names[o.operator_id], o.score) for o in operators),
        reason=reason(grounds) if kind is FlagKind.LEAD or operators else "",
        facts=shown(session, place, names) if kind is FlagKind.LEAD else (),
        doubtful=frozenset(names) - sure,
        new_names=new_names(session, place) if kind is FlagKind.LEAD else (),
    )


def _told(
    operators: Sequence[Any], names: Mapping[int, str], sure: Set[int], said: Mapping[int, LegalStatus]
) -> tuple[tuple[str, LegalStatus | None], ...]:
    """Each with what is said of it; a mark stands behind who merely may be meant, in a reason of any language."""
    told = [(names[each.operator_id], said.get(each.operator_id)) for each in operators if each.operator_id in sure]
    surely = {name for name, _status in told}
    doubtful = (name for key, name in names.items() if key not in sure and name not in surely)
    return (*told, *((f"{name} {MAY_BE}", None) for name in doubtful))


def _operators(session: Session, place: Place, kind: FlagKind) -> list[Any]:
    """Id and first_seen of those that are meant, and how sure that they are; surest first."""
    is_clearance = kind is FlagKind.CLEARANCE
    return read_rows(session, _MEANT, analysis_id=place.row.analysis_id, is_clearance=is_clearance)


def _may_be(session: Session, place: Place) -> list[Any]:
    """The same of those whom a clearance merely may mean."""
    asked = {"analysis_id": place.row.analysis_id, "document_id": place.document.document_id}
    return read_rows(session, _MAY_BE, **asked)


def _said(session: Session, place: Place, kind: FlagKind) -> dict[int, LegalStatus]:
    """The gravest that the version says of each operator that it names: of a contact point alone nothing."""
    least = LegalStatus.ADVERTISED if place.document.kind == DocumentKind.AD.value else LegalStatus.REPORTED
    of_name = {clean(mention.name): mention.status or least for mention in reversed(place.analysis.operators)}
    is_clearance = kind is FlagKind.CLEARANCE
    found: dict[int, LegalStatus] = {}
    for operator_id, subject in read_rows(
        session, _SUBJECTS, analysis_id=place.row.analysis_id, is_clearance=is_clearance
    ):
        if subject in of_name:
            status = of_name[subject]
            found[operator_id] = max(found.get(operator_id, status), status, key=_LADDER.index)
    return found


def _shared(session: Session, place: Place) -> tuple[str, int] | None:
    """The contact point of this document that most other documents show, and how many do."""
    best: tuple[int, str] = (0, "")
    for contact in place.analysis.operator_contacts:
        key = channel(contact.type, contact.value)
        others = select(func.count(ContactSightingRow.document_id.distinct())).where(
            ContactSightingRow.channel == key, ContactSightingRow.document_id != place.document.document_id
        )
        best = max(best, (session.scalar(others) or 0 if key else 0, contact.type.value))
    return (best[1], best[0]) if best[0] else None
