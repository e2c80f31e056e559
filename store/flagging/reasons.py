"""The one line that says why a person should look at a flag. Pure; says who says it, and never more than was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.terms import DocumentKind, DocumentLabel, FlagKind, LegalStatus

_ADVERTS = {
    DocumentLabel.SMUGGLING_OFFER: "Advert with signs of a smuggling offer",
    DocumentLabel.FACILITATOR_RECRUITMENT: "Advert that seems to recruit for smuggling",
    DocumentLabel.DOCUMENT_FRAUD_OFFER: "Advert that seems to sell documents",
    DocumentLabel.TRAFFICKING_LURE: "Advert with signs of a trafficking lure",
    DocumentLabel.SMUGGLING_REPORT: "Advert that speaks of smuggling",
}
_STANDINGS = {
    LegalStatus.ADVERTISED: "Named as smuggling operator",
    LegalStatus.REPORTED: "Reported as smuggling operator",
    LegalStatus.UNDER_INVESTIGATION: "Reported as under investigation for smuggling",
    LegalStatus.CHARGED: "Reported as charged with smuggling",
    LegalStatus.CONVICTED: "Reported as convicted of smuggling",
    LegalStatus.CLEARED: "Reported as cleared",
}


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a flag stands on."""

    kind: FlagKind
    document_kind: DocumentKind
    labels: tuple[DocumentLabel, ...]  # surest first
    source_name: str
    operators: tuple[str, ...]
    status: LegalStatus | None  # the highest that the document says
    route: tuple[str, ...]
    shared: tuple[str, int] | None  # a contact point's type, and how many other documents show it
    known_since: date | None  # when the first of its operators was seen, where that was before


def reason(grounds: Grounds) -> str:
    """Such as "Reported as smuggling operator in La Voz; route CO→EC→PE; phone shared with 2 documents"."""
    parts = [f"{_what(grounds)} in {grounds.source_name}"]
    if grounds.kind is FlagKind.CLEARANCE:
        parts.append("proposed for downgrade")
    if grounds.route:
        parts.append(f"route {'→'.join(grounds.route)}")
    if grounds.shared is not None and grounds.shared[1] > 0:
        contact, others = grounds.shared
        parts.append(f"{contact} shared with {others} other {'document' if others == 1 else 'documents'}")
    if grounds.known_since is not None:
        parts.append(f"on the watchlist since {grounds.known_since.isoformat()}")
    return "; ".join(parts)


def _what(grounds: Grounds) -> str:
    if grounds.kind is FlagKind.CLEARANCE:
        return f"{', '.join(grounds.operators)}: reported as cleared or impersonated"
    first = grounds.labels[0]
    if grounds.document_kind is DocumentKind.AD:
        return _ADVERTS[first]
    if grounds.operators:
        return _STANDINGS[grounds.status or LegalStatus.REPORTED]
    if first is DocumentLabel.SMUGGLING_REPORT:
        return "Report of smuggling that names no operator"
    return _ADVERTS[first].replace("Advert", "Text")
