"""Operators as people see them."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import func, select

from core.errors import NotFoundError
from core.terms import ContactType, LegalStatus, NameKind
from store.session import Session
from store.tables import (
    AnalysisRow,
    DocumentRow,
    OperatorContactRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorPriceRow,
    OperatorRouteRow,
    OperatorRow,
    OperatorStatusRow,
    RevisionRow,
    SourceRow,
)
from store.views.flag_views import FlagFilter, flags
from store.views.operator_lines import operator_lines
from store.views.operator_records import (
    ContactLine,
    MentionLine,
    NameLine,
    OperatorDetail,
    OperatorSummary,
    PriceLine,
    RouteLine,
    StatusLine,
)

LISTED = 500
"""Lines of one kind that an operator's page shows at most, newest first."""


def operators(session: Session, *, limit: int = 50, offset: int = 0) -> list[OperatorSummary]:
    """Operators, last seen first."""
    newest = select(OperatorRow.operator_id).order_by(OperatorRow.last_seen.desc(), OperatorRow.operator_id)
    ids = list(session.scalars(newest.limit(limit).offset(offset)))
    lines = operator_lines(session, ids)
    return [lines[operator_id] for operator_id in ids]


def operators_by_id(session: Session, *, limit: int = 50, before_id: int | None = None) -> list[OperatorSummary]:
    """Operators, the newest entry first: an order that does not move while it is read page by page."""
    newest = select(OperatorRow.operator_id).order_by(OperatorRow.operator_id.desc()).limit(limit)
    if before_id is not None:
        newest = newest.where(OperatorRow.operator_id < before_id)
    lines = operator_lines(session, list(session.scalars(newest)))
    return [lines[operator_id] for operator_id in sorted(lines, reverse=True)]


def operator(session: Session, operator_id: int) -> OperatorDetail:
    """One operator in full.

    Raises:
        NotFoundError: there is no such operator.
    """
    line = operator_lines(session, [operator_id]).get(operator_id)
    if line is None:
        raise NotFoundError(
            f"There is no operator {operator_id}.", remedy="The page of operators shows them (`almenara serve`)."
        )
    return OperatorDetail(
        summary=line,
        names=_names(session, operator_id),
        contacts=_contacts(session, operator_id),
        statuses=_statuses(session, operator_id),
        routes=_routes(session, operator_id),
        prices=_prices(session, operator_id),
        mentions=_mentions(session, operator_id),
        flags=tuple(flags(session, FlagFilter(operator_id=operator_id), limit=LISTED)),
    )


def _names(session: Session, operator_id: int) -> tuple[NameLine, ...]:
    rows = session.scalars(
        select(OperatorNameRow).where(OperatorNameRow.operator_id == operator_id).order_by(OperatorNameRow.name_id)
    )
    return tuple(
        NameLine(
            name=row.name,
            kind=NameKind(row.kind),
            first_seen=row.first_seen,
            last_seen=row.last_seen,
            documents=row.documents,
        )
        for row in rows
    )


def _contacts(session: Session, operator_id: int) -> tuple[ContactLine, ...]:
    mine = OperatorContactRow.operator_id == operator_id
    channels = select(OperatorContactRow.channel).where(mine, OperatorContactRow.channel != "")
    users = (
        select(OperatorContactRow.channel, func.count(OperatorContactRow.operator_id.distinct()))
        .where(OperatorContactRow.channel.in_(channels))
        .group_by(OperatorContactRow.channel)
    )
    shared = {channel: count - 1 for channel, count in session.execute(users)}
    rows = session.scalars(select(OperatorContactRow).where(mine).order_by(OperatorContactRow.contact_id))
    return tuple(
        ContactLine(
            type=ContactType(row.type),
            value=row.value,
            first_seen=row.first_seen,
            last_seen=row.last_seen,
            documents=row.documents,
            shared_with=shared.get(row.channel, 0),
        )
        for row in rows
    )


def _statuses(session: Session, operator_id: int) -> tuple[StatusLine, ...]:
    query = (
        select(OperatorStatusRow, DocumentRow, SourceRow.name)
        .outerjoin(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .where(OperatorStatusRow.operator_id == operator_id)
        .order_by(OperatorStatusRow.said_on.desc(), OperatorStatusRow.status_id.desc())
        .limit(LISTED)
    )
    return tuple(
        StatusLine(
            status=LegalStatus(row.status),
            on=row.said_on,
            source_id=document.source_id if document else "",
            source_name=name or (document.source_id if document else ""),
            url=document.url if document else row.url,
            sentence=row.sentence,
        )
        for row, document, name in session.execute(query)
    )


def _routes(session: Session, operator_id: int) -> tuple[RouteLine, ...]:
    rows = session.scalars(
        select(OperatorRouteRow)
        .where(OperatorRouteRow.operator_id == operator_id)
        .order_by(OperatorRouteRow.last_seen.desc(), OperatorRouteRow.route_id)
    )
    return tuple(
        RouteLine(
            countries=tuple(row.countries.split()),
            waypoints=tuple(row.waypoints),
            first_seen=row.first_seen,
            last_seen=row.last_seen,
            documents=row.documents,
        )
        for row in rows
    )


def _prices(session: Session, operator_id: int) -> tuple[PriceLine, ...]:
    query = (
        select(OperatorPriceRow, DocumentRow)
        .join(DocumentRow, DocumentRow.document_id == OperatorPriceRow.document_id)
        .where(OperatorPriceRow.operator_id == operator_id)
        .order_by(OperatorPriceRow.said_on.desc(), OperatorPriceRow.price_id.desc())
        .limit(LISTED)
    )
    return tuple(
        PriceLine(
            amount=Decimal(row.amount),
            currency=row.currency,
            per_person=row.per_person,
            route=tuple(row.route.split()),
            on=row.said_on,
            source_id=document.source_id,
            url=document.url,
        )
        for row, document in session.execute(query)
    )


def _mentions(session: Session, operator_id: int) -> tuple[MentionLine, ...]:
    query = (
        select(OperatorMentionRow, RevisionRow, DocumentRow, SourceRow.name, AnalysisRow.reader)
        .join(RevisionRow, RevisionRow.revision_id == OperatorMentionRow.revision_id)
        .join(DocumentRow, DocumentRow.document_id == OperatorMentionRow.document_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .where(OperatorMentionRow.operator_id == operator_id, AnalysisRow.current)
        .order_by(RevisionRow.first_seen.desc(), OperatorMentionRow.mention_id.desc())
        .limit(LISTED)
    )
    return tuple(
        MentionLine(
            revision_id=row.revision_id,
            name=row.name,
            sentence=row.sentence,
            score=row.score,
            source_id=document.source_id,
            source_name=name or document.source_id,
            title=revision.title,
            url=document.url,
            published=revision.published,
            seen_at=revision.first_seen,
            reader=reader,
        )
        for row, revision, document, name, reader in session.execute(query)
    )
