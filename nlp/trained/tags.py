"""What the trained reader may say of a word, and of a document. The order is that of the model's outputs."""

from __future__ import annotations

from core.terms import DocumentKind, DocumentLabel, Role

LABELS: tuple[DocumentLabel, ...] = tuple(DocumentLabel)
"""Columns of the document head."""

ROLES: tuple[Role, ...] = (Role.OPERATOR, Role.AUTHORITY, Role.MEDIA, Role.VICTIM, Role.OTHER)
ROLE_NAMES: frozenset[str] = frozenset(role.value for role in ROLES)
"""The kinds of span that are somebody's name."""

WAYPOINT, COUNTRY, PRICE, CONTACT = "waypoint", "country", "price", "contact"
KINDS: tuple[str, ...] = (*(role.value for role in ROLES), WAYPOINT, COUNTRY, PRICE, CONTACT)
"""What a span can be: a name with its role, a stop, a country on the way, a price asked, the operator's contact."""

TAGS: tuple[str, ...] = ("O", *(f"{prefix}-{kind}" for kind in KINDS for prefix in "BI"))
"""Columns of the word head: outside, and for each kind its first (B) and its further (I) pieces."""

TAG_INDEX: dict[str, int] = {tag: index for index, tag in enumerate(TAGS)}

MARKS: dict[DocumentKind, str] = {DocumentKind.NEWS: "query: [news] ", DocumentKind.AD: "query: [ad] "}
"""What stands before a text, so that the encoder knows what it reads; `query: ` is how this encoder was trained."""

MAY_CARRY: dict[DocumentKind, frozenset[DocumentLabel]] = {
    DocumentKind.NEWS: frozenset({DocumentLabel.SMUGGLING_REPORT}),
    DocumentKind.AD: frozenset(DocumentLabel) - {DocumentLabel.SMUGGLING_REPORT},
}
"""The labels that a kind of document can carry: a report that quotes an advert is no offer."""
