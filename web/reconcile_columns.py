"""What the Reconciliation API gives of operators that were matched: columns for somebody's table, and a card to look at
before one is chosen. Whoever is no lead is told with that alone: no number and no address of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from core.terms import ContactType, LegalStatus
from evidence.format.chain import stamp
from store.clusters import clusters_of
from store.exchange.cautions import caution
from store.session import Session
from store.views import OperatorSummary
from store.views.operator_lines import operator_lines
from web.desk import MAX_ID

MOST_ROWS = 200

Value = dict[str, str | int]


class Column(BaseModel):
    """A property that is asked for; its settings are none of ours."""

    id: str = Field(max_length=300)


class Extension(BaseModel):
    """Of which operators, by the ids that this service gave, which columns are wanted."""

    ids: list[str] = Field(max_length=MOST_ROWS)
    properties: list[Column] = Field(max_length=50)


@dataclass(frozen=True, slots=True)
class _Offer:
    name: str
    values: Callable[[OperatorSummary], list[Value]]


def _words(words: Iterable[str]) -> list[Value]:
    return [{"str": word} for word in dict.fromkeys(words)]


def _reached(*kinds: ContactType) -> Callable[[OperatorSummary], list[Value]]:
    def values(operator: OperatorSummary) -> list[Value]:
        if operator.is_over or operator.status is LegalStatus.CLEARED:  # whoever it is of is nobody's lead
            return []
        return _words(value for kind, value in operator.contacts if kind in kinds)

    return values


def _standing(operator: OperatorSummary) -> list[Value]:
    if operator.status is LegalStatus.CLEARED or not operator.is_over:
        return _words([operator.status] if operator.status else [])
    return _words(["dismissed" if operator.dismissed else "withdrawn"])


def _moment(when: datetime) -> list[Value]:
    return [{"date": stamp(when.replace(microsecond=0))}]


OFFERED = {
    "caution": _Offer("how to read it", lambda operator: _words([caution(operator)])),
    "status": _Offer("standing, as sources say", _standing),
    "name": _Offer("name", lambda operator: _words([operator.name])),
    "alias": _Offer("other names", lambda operator: _words(operator.aliases)),
    "country": _Offer("countries", lambda operator: _words(operator.countries)),
    "phone": _Offer("phone, WhatsApp", _reached(ContactType.PHONE, ContactType.WHATSAPP)),
    "email": _Offer("mail", _reached(ContactType.EMAIL)),
    "website": _Offer("web", _reached(ContactType.URL)),
    "telegram": _Offer("Telegram", _reached(ContactType.TELEGRAM)),
    "instagram": _Offer("Instagram", _reached(ContactType.INSTAGRAM)),
    "facebook": _Offer("Facebook", _reached(ContactType.FACEBOOK)),
    "tiktok": _Offer("TikTok", _reached(ContactType.TIKTOK)),
    "documents": _Offer("documents that name it", lambda operator: [{"int": operator.documents}]),
    "sources": _Offer("independent sources", lambda operator: [{"int": operator.independent_sources}]),
    "open_flags": _Offer("open flags", lambda operator: [{"int": operator.open_flags}]),
    "first_seen": _Offer("named since", lambda operator: _moment(operator.first_seen)),
    "last_seen": _Offer("last seen", lambda operator: _moment(operator.last_seen)),
}
"""Properties by their ids, the word of caution first."""


def proposed(limit: int | None) -> list[dict[str, str]]:
    """The columns to choose from."""
    return [{"id": key, "name": offer.name} for key, offer in OFFERED.items()][:limit]


def lines_of(session: Session, ids: Iterable[str]) -> dict[str, OperatorSummary]:
    """The operators of some ids, as they were given; an entry that was found to be another's leads to that one. What is
    no id, or nobody's any more, is left out."""
    numbers = {each: int(each) for each in ids if each.isascii() and each.isdigit() and len(each) <= len(str(MAX_ID))}
    numbers = {each: number for each, number in numbers.items() if 1 <= number <= MAX_ID}
    clusters = clusters_of(session, list(numbers.values()))
    lines = operator_lines(session, set(clusters.values()))
    return {each: lines[clusters[number]] for each, number in numbers.items() if clusters[number] in lines}


def columns(asked: Extension, lines: Mapping[str, OperatorSummary]) -> dict[str, Any]:
    """A row for each id; empty where nobody is meant, or nothing known. KeyError: a column that is not offered."""
    wanted = [each.id for each in asked.properties]
    return {
        "meta": [{"id": key, "name": OFFERED[key].name} for key in wanted],
        "rows": {
            each: {key: OFFERED[key].values(lines[each]) if each in lines else [] for key in wanted}
            for each in asked.ids
        },
    }
