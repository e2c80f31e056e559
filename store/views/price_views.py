"""What was asked of the travellers of an operator, in which document and month by month. Of all its entries."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any

from sqlalchemy import Select, func, select

from core.terms import PriceKind
from store.built_once import asked, built_once
from store.flagging import withdrawn
from store.flagging.refused import is_price_refused, of_namings, of_stories
from store.session import Session
from store.tables import DocumentRow, OperatorPriceRow, SourceRow
from store.views.history_records import LISTED
from store.views.operator_records import PriceLine, PricePeriod


def prices(session: Session, entries: Collection[int]) -> tuple[PriceLine, ...]:
    """What was asked, in which document; that of those that count no more says so."""
    rows = session.execute(_asked(), {"of": list(entries)}).all()
    refused, corrected = of_stories(session, {row[10] for row in rows}), of_namings(session, entries)
    unread = withdrawn.of_mentions(session, entries)
    return tuple(
        PriceLine(
            amount=Decimal(row[0]),
            currency=row[1],
            per_person=row[2],
            kind=PriceKind(row[3]),
            route=tuple(row[4].split()),
            on=row[5],
            source_id=row[6],
            source_name=row[7],
            url=row[8],
            operator_id=row[9],
            refusal=refused.get(row[10]) or corrected.get((row[9], row[11])),
            withdrawal=unread.get((row[9], row[11])),
        )
        for row in rows
    )


@built_once
def _asked() -> Select[*tuple[Any, ...]]:
    return (
        select(
            OperatorPriceRow.amount,
            OperatorPriceRow.currency,
            OperatorPriceRow.per_person,
            OperatorPriceRow.kind,
            OperatorPriceRow.route,
            OperatorPriceRow.said_on,
            DocumentRow.source_id,
            func.coalesce(SourceRow.name, DocumentRow.source_id),
            DocumentRow.url,
            OperatorPriceRow.operator_id,
            DocumentRow.story_id,
            DocumentRow.document_id,
        )
        .join(DocumentRow, DocumentRow.document_id == OperatorPriceRow.document_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .where(OperatorPriceRow.operator_id.in_(asked("of")))
        .order_by(OperatorPriceRow.said_on.desc(), OperatorPriceRow.price_id.desc())
        .limit(LISTED)
    )


def price_history(session: Session, entries: Collection[int]) -> tuple[PricePeriod, ...]:
    """What was asked month by month, oldest first. The same sum in copies of one story counts once, a part of a
    price not at all, nor what documents say that count no more."""
    query = (
        select(
            OperatorPriceRow.said_on,
            OperatorPriceRow.currency,
            OperatorPriceRow.per_person,
            OperatorPriceRow.amount,
            DocumentRow.story_id,
        )
        .join(DocumentRow, DocumentRow.document_id == OperatorPriceRow.document_id)
        .where(OperatorPriceRow.operator_id.in_(entries), OperatorPriceRow.kind == PriceKind.FULL.value)
        .where(~is_price_refused())
    )
    sums_of: dict[tuple[date, str, bool], set[tuple[Decimal, int]]] = {}
    for said_on, currency, per_person, amount, story_id in session.execute(query):
        sums_of.setdefault((said_on.replace(day=1), currency, per_person), set()).add((Decimal(amount), story_id))
    periods = []
    for key, sums in sorted(sums_of.items()):
        amounts = sorted(amount for amount, _story in sums)
        stories = len({story for _amount, story in sums})
        periods.append(PricePeriod(*key, amounts[0], median(amounts), amounts[-1], stories))
    return tuple(periods)
