"""What an invented watch (`benchmarks.invented_watch`) reads, and when publishers took their pages down."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from core.records import Analysis, ContactPoint, Mention, Price, Route, Signal, Span
from core.terms import ContactOwner, ContactType, DocumentLabel, Language, Role

GONE, BACK = 30, 90
"""One document in so many was taken down, and one in so many stood again."""
AFTER, AWAY = timedelta(days=20), timedelta(days=10)


def taken_down(number: int, seen: datetime, end: datetime) -> dict[str, datetime | None]:
    """Since when the page of a document is gone, and when it had been gone and stood again."""
    gone, back = seen + AFTER, seen + AFTER + AWAY
    if number % GONE or gone > end:
        return {"gone_at": None, "was_gone_at": None, "back_at": None}
    if number % BACK or back > end:
        return {"gone_at": gone, "was_gone_at": None, "back_at": None}
    return {"gone_at": None, "was_gone_at": gone, "back_at": back}


def reading(number: int, route: str, written: str) -> Analysis:
    """An operator, and a victim and her number, which every page covers."""
    span, hers = Span(0, 5), " ".join(written.split()[:2])
    victim = Mention(hers, (), Role.VICTIM, 0.9, written[:40], (Span(0, len(hers)),), is_person=True)
    return Analysis(
        document_id=str(number),
        language=Language.SPANISH,
        labels=(DocumentLabel.SMUGGLING_REPORT,),
        scores={DocumentLabel.SMUGGLING_REPORT: 0.9},
        mentions=(Mention("Name 0", (), Role.OPERATOR, 0.9, written[:40], (span,)), victim),
        contacts=(ContactPoint(ContactType.PHONE, "+56900000088", ContactOwner.OTHER, "900000088", span),),
        route=Route(tuple(route.split()), (), ()),
        prices=(Price(Decimal(350), "USD", span),),
        signals=(Signal(DocumentLabel.SMUGGLING_REPORT, "passage", written[:5], 1.0, span),),
        reader="benchmark",
    )
