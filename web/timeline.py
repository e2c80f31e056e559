"""What is known of an operator as one line of days, newest first. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from core.days import local
from core.terms import FlagState, PriceKind
from store import views
from store.flagging.refused import Refusal

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened on a day; `kind` says how it is told: name, contact, status, price, route, flag."""

    day: date
    kind: str
    what: str
    value: str = ""
    source: str = ""
    address: str = ""  # within the pages
    amount: Decimal = Decimal(0)  # of a price
    is_unsure: bool = False  # of a standing: the document that clears somebody merely may mean this one
    is_purged: bool = False  # of a flag: its title and text were taken away
    no_more: str = ""  # dismissed, corrected, withdrawn, or over: of a route that no document tells that counts


def timeline(detail: views.OperatorDetail, zone: ZoneInfo) -> list[Moment]:
    """The newest 60 moments; a day tells what it brought for the first time."""
    return sorted(_moments(detail, zone), key=lambda moment: (moment.day, moment.kind), reverse=True)[:SHOWN]


def _moments(detail: views.OperatorDetail, zone: ZoneInfo) -> Iterator[Moment]:
    def day(when: datetime) -> date:
        return local(when, zone).date()

    for name in detail.names:
        yield Moment(day(name.first_seen), "name", name.name)
    for first, lines in _by_day(detail.contacts, day):
        for contact in views.uses_of(lines):
            yield Moment(first, "contact", contact.value, contact.type)
    for route in detail.routes:
        countries = " ".join(route.countries)
        yield Moment(day(route.first_seen), "route", countries, no_more="" if route.counts else "over")
    for status in (each for each in detail.statuses if each.is_dated):
        yield Moment(
            status.on,
            "status",
            status.stands_as or status.status,
            source=status.source_name,
            is_unsure=status.is_unsure,
            no_more=_no_more(status.refusal, is_withdrawn=status.is_withdrawn),
        )
    for price in (each for each in detail.prices if each.kind is PriceKind.FULL):
        yield Moment(
            price.on,
            "price",
            "",
            price.currency,
            source=price.source_name,
            amount=price.amount,
            no_more=_no_more(price.refusal, is_withdrawn=not price.counts),
        )
    for flag in detail.flags:
        at, address = day(flag.raised_at), f"/flags/{flag.flag_id}"
        no_more = _of_flag(flag, detail.summary.operator_id)
        is_purged = flag.purged_at is not None
        yield Moment(at, "flag", flag.title, flag.kind, flag.source_name, address, is_purged=is_purged, no_more=no_more)


def _by_day(
    lines: Iterable[views.ContactLine], day: Callable[[datetime], date]
) -> Iterable[tuple[date, list[views.ContactLine]]]:
    """A number that is called one day and messaged another became known twice."""
    found: dict[date, list[views.ContactLine]] = {}
    for line in lines:
        found.setdefault(day(line.first_seen), []).append(line)
    return found.items()


def _no_more(refusal: Refusal | None, *, is_withdrawn: bool) -> str:
    if refusal is not None:
        return "corrected" if refusal.is_correction else "dismissed"
    return "withdrawn" if is_withdrawn else ""


def _of_flag(flag: views.FlagSummary, operator_id: int) -> str:
    """Why a flag counts no more of this operator, where it does not: one that new evidence came to waits again."""
    if flag.state is FlagState.DISMISSED and not flag.new_evidence:
        return "dismissed"
    if any(each == operator_id for each, _name in flag.corrected_operators):
        return "corrected"
    unread = any(each == operator_id for each, _name in flag.withdrawn_operators)
    return "withdrawn" if (unread or flag.withdrawn) and flag.state is not FlagState.CONFIRMED else ""
