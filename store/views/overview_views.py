"""The whole watch at a glance: flags by week, corridors, prices by corridor, how well each country is watched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median

from sqlalchemy import Date, func, null, select, union_all

from core.terms import FlagKind, PriceKind
from store.flagging.dismissals import SETTLED
from store.flagging.refused import is_lead_emptied, is_price_refused
from store.flagging.withdrawn import is_lead_withdrawn
from store.session import Session
from store.tables import FlagRow, OperatorPriceRow, RisingTermRow
from store.views.night_records import SourceRow
from store.views.overview_records import CorridorPrices, Coverage, Leg, RisingTerm, Week

DAY = timedelta(days=1)
Corridor = tuple[str, str, str, bool]
"""Its two ends, the currency, and whether a price is for one person."""


def flags_by_week(session: Session, *, first: date, last: date) -> list[Week]:
    """Every week from the one of `first` to the one of `last`, those without a flag among them. A flag that stands
    dismissed counts in none, nor does a lead that is withdrawn, or names nobody any more by a person's word."""
    begins = first - DAY * first.weekday()
    since = datetime.combine(begins, time(), UTC)
    at_utc = (
        FlagRow.raised_at if session.get_bind().dialect.name == "sqlite" else func.timezone("UTC", FlagRow.raised_at)
    )
    day_raised = func.date(at_utc, type_=Date())
    query = (
        select(day_raised, FlagRow.kind, func.count())
        .where(FlagRow.raised_at >= since, ~SETTLED, ~is_lead_withdrawn(), ~is_lead_emptied())
        .group_by(day_raised, FlagRow.kind)
    )
    counted: Counter[tuple[date, str]] = Counter()
    for day, kind, number in session.execute(query):
        counted[(day - DAY * day.weekday(), kind)] += number
    weeks = range((last - begins).days // 7 + 1)
    return [
        Week(monday, counted[(monday, FlagKind.LEAD.value)], counted[(monday, FlagKind.CLEARANCE.value)])
        for monday in (begins + 7 * DAY * number for number in weeks)
    ]


def legs(session: Session, *, since: datetime) -> list[Leg]:
    """The legs of the routes of leads, most spoken of first; each lead counts a leg once. One that accuses nobody of
    those whom it named, by a person's word, counts none, as its prices don't."""
    query = (
        select(FlagRow.route, func.count())
        .where(FlagRow.kind == FlagKind.LEAD.value, ~SETTLED, ~is_lead_withdrawn(), ~is_lead_emptied())
        .where(FlagRow.raised_at >= since, FlagRow.route != "")
        .group_by(FlagRow.route)
    )
    counted: Counter[tuple[str, str]] = Counter()
    for route, number in session.execute(query):
        for leg in set(pairwise(route.split())):
            counted[leg] += number
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Leg(start, end, number) for (start, end), number in ordered]


def prices_by_corridor(session: Session, *, since: date) -> list[CorridorPrices]:
    """Prices of journeys by their ends and currency, most documents first. A document counts a price once, however
    many operators it names; sums of two currencies are never mixed, nor prices for one with prices for all; a part of
    a price is none, nor is what a document says that counts no more."""
    price = OperatorPriceRow
    asked = (  # once for both sums below: it is what takes the time
        select(price.route, price.currency, price.per_person, price.amount, price.document_id, price.said_on)
        .where(price.kind == PriceKind.FULL.value, price.said_on >= since, func.length(price.route) > 2)
        .where(~is_price_refused())
        .cte("asked")
        .prefix_with("MATERIALIZED")
    ).c
    corridor, documents = (asked.route, asked.currency, asked.per_person), func.count(asked.document_id.distinct())
    by_sum = select(*corridor, asked.amount, documents, func.max(asked.said_on)).group_by(*corridor, asked.amount)
    of_all = select(*corridor, null(), documents, null()).group_by(*corridor)
    found: dict[Corridor, list[tuple[Decimal, int, date]]] = {}
    counted: Counter[Corridor] = Counter()
    for route, currency, per_person, amount, number, newest in session.execute(union_all(by_sum, of_all)):
        key = _corridor(route, currency, per_person)
        if amount is None:
            counted[key] += number
        else:
            found.setdefault(key, []).append((Decimal(amount), number, newest))
    lines = [_prices(key, counted[key], said) for key, said in found.items()]
    return sorted(lines, key=lambda line: (-line.documents, line.start, line.end, line.currency))


def coverage(rows: Iterable[SourceRow], *, is_heard: Callable[[SourceRow], bool]) -> list[Coverage]:
    """The countries of the catalogue, those with the fewest heard sources first."""
    by_country: dict[str, list[SourceRow]] = {}
    for row in rows:
        by_country.setdefault(row.source.country, []).append(row)
    lines = [
        Coverage(
            country=country,
            sources=len(mine),
            enabled=sum(row.source.enabled for row in mine),
            heard=sum(is_heard(row) for row in mine),
            documents=sum(row.documents for row in mine),
            flags=sum(row.flags for row in mine),
        )
        for country, mine in by_country.items()
    ]
    return sorted(lines, key=lambda line: (line.heard, -line.sources, line.country))


def rising_terms(session: Session) -> list[RisingTerm]:
    """What newly stands near coded words in flagged texts, surest first, as the last night counted it."""
    rows = session.scalars(select(RisingTermRow).order_by(RisingTermRow.ratio.desc(), RisingTermRow.phrase))
    return [RisingTerm(row.phrase, row.newer, row.older, row.since, row.revision_id) for row in rows]


def _corridor(route: str, currency: str, per_person: bool) -> Corridor:
    stops = route.split()
    return stops[0], stops[-1], currency, per_person


def _prices(key: Corridor, documents: int, said: list[tuple[Decimal, int, date]]) -> CorridorPrices:
    said = sorted(said)
    start, end, currency, per_person = key
    return CorridorPrices(
        start=start,
        end=end,
        currency=currency,
        per_person=per_person,
        documents=documents,
        lowest=said[0][0],
        median=median([amount for amount, number, _ in said for _ in range(number)]),
        highest=said[-1][0],
        newest=max(on for _, _, on in said),
    )
