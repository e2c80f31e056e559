"""Of whom a document speaks: each operator that it names with the contact points that stand nearest, or the nameless
advertiser behind its contact points, or somebody whom it clears. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from core.names import NameKey, name_key
from core.records import Analysis, ContactPoint, Mention
from core.terms import ContactType, DocumentLabel
from store.redaction import HIDDEN


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody of whom a document speaks. Without a name where only contact points stand."""

    label: str  # the name, or the contact point as "whatsapp +573000000017"
    names: tuple[str, ...]  # the fullest form first
    contacts: tuple[ContactPoint, ...]
    mention: Mention | None
    is_clearance: bool = False

    @property
    def is_person(self) -> bool:
        """Whether a human being is named."""
        return self.mention is not None and self.mention.is_person

    @property
    def keys(self) -> tuple[NameKey, ...]:
        """The names made comparable, each shape once."""
        return tuple(dict.fromkeys(key for key in map(name_key, self.names) if key.core))

    @property
    def core(self) -> str:
        """The core of the fullest name, or ""."""
        return self.keys[0].core if self.keys else ""


def subjects(analysis: Analysis, *, host: str = "") -> list[Subject]:
    """Those whom the watchlist may know. Only a document that carries a label names operators.

    `host` is the publisher's: its own domain is nobody's contact point. Where a report clears somebody, contact points
    without a name may be theirs; an advert that offers is followed by its own whatever it says of a name, or a line
    about impostors would hide it.
    """
    found = [Subject(m.name, (m.name, *m.aliases), (), m, is_clearance=True) for m in analysis.mentions if m.cleared]
    if not analysis.labels:
        return found
    contacts = tuple(c for c in dict.fromkeys(analysis.operator_contacts) if not _is_site(c, host))
    owned: dict[int, list[ContactPoint]] = {}
    for contact in contacts:
        owned.setdefault(_nearest(contact, analysis.operators), []).append(contact)
    for index, mention in enumerate(analysis.operators):
        if mention.name == HIDDEN:  # by a reader that comes back: whoever it was is forgotten
            continue
        found.append(Subject(mention.name, (mention.name, *mention.aliases), tuple(owned.get(index, ())), mention))
    reports = DocumentLabel.SMUGGLING_REPORT in analysis.labels
    if contacts and not analysis.operators and not (found and reports):
        found.append(Subject(f"{contacts[0].type} {contacts[0].value}", (), contacts, None))
    return found


def _nearest(contact: ContactPoint, mentions: tuple[Mention, ...]) -> int:
    """The place of the mention that stands nearest to a contact point; -1 without any."""
    key = name_key(contact.value).core
    distances = []
    for index, mention in enumerate(mentions):
        if key and key in {name_key(name).core for name in (mention.name, *mention.aliases)}:
            return index  # the account is named as its owner
        gaps = [_gap(contact, span.start, span.end) for span in mention.spans if not span.in_title]
        distances.append((min(gaps, default=10**9), index))
    return min(distances, default=(0, -1))[1]


def _gap(contact: ContactPoint, start: int, end: int) -> int:
    return max(contact.span.start - end, start - contact.span.end, 0)


def _is_site(contact: ContactPoint, host: str) -> bool:
    return contact.type is ContactType.URL and f".{host}".endswith(f".{contact.value}")
