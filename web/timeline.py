"""What is known of an operator as one line of days, newest first. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from core.days import local
from core.terms import PriceKind
from store import views

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
    is_refused: bool = False  # of a standing: a person dismissed it
    is_withdrawn: bool = False  # of a standing: the reader of today no longer reads it
    is_purged: bool = False  # of a flag: its title and text were taken away


def timeline(detail: views.OperatorDetail, zone: ZoneInfo) -> list[Moment]:
    """The newest 60 moments; a day tells what it brought for the first time."""
    return sorted(_moments(detail, zone), key=lambda moment: (moment.day, moment.kind), reverse=True)[:SHOWN]


def _moments(detail: views.OperatorDetail, zone: ZoneInfo) -> Iterator[Moment]:
    def day(when: datetime) -> date:
        return local(when, zone).date()

    for name in detail.names:
        yield Moment(day(name.first_seen), "name", name.name)
    for contact in detail.contacts:
        yield Moment(day(contact.first_seen), "contact", contact.value, contact.type)
    for route in detail.routes:
        yield Moment(day(route.first_seen), "route", " ".join(route.countries))
    for status in (each for each in detail.statuses if each.is_dated):
        yield Moment(
            status.on,
            "status",
            status.stands_as or status.status,
            source=status.source_name,
            is_unsure=status.is_unsure,
            is_refused=status.refusal is not None,
            is_withdrawn=status.is_withdrawn,
        )
    for price in (each for each in detail.prices if each.kind is PriceKind.FULL):
        yield Moment(price.on, "price", "", price.currency, source=price.source_name, amount=price.amount)
    for flag in detail.flags:
        yield Moment(
            day(flag.raised_at),
            "flag",
            flag.title,
            flag.kind,
            flag.source_name,
            f"/flags/{flag.flag_id}",
            is_purged=flag.purged_at is not None,
        )
