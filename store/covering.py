"""A text with what was read out of it, its bystanders and their contact points covered: what every page, program and
terminal is shown until somebody uncovers them, which goes on record. Pure: what is stored stays as it was read, byte
for byte."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, replace

from core.records import Analysis, ContactPoint, Document, Mention, Span
from store import audit
from store.bystanders import is_bystander, names_in
from store.others_points import is_others
from store.redaction import HIDDEN, without
from store.session import Session
from store.ways import Way

UNCOVERED = "names uncovered"
"""The entry of the audit log."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A document and its reading without the names and the contact points of bystanders; how many these are."""

    document: Document
    analysis: Analysis
    persons: int
    points: int = 0


@dataclass(frozen=True, slots=True)
class _Edited:
    """A text of which pieces were covered, and where each place of it is now."""

    text: str
    pieces: tuple[tuple[int, int, int, int], ...]  # from and to, before; from and to, now

    def moved(self, span: Span) -> Span:
        """The same words in the new text; of a covered name, what covers it."""
        return replace(span, start=self._at(span.start, at_end=False), end=self._at(span.end, at_end=True))

    def _at(self, place: int, *, at_end: bool) -> int:
        number = bisect_right(self.pieces, place, key=lambda piece: piece[0]) - 1
        if number < 0:
            return place
        start, end, now, until = self.pieces[number]
        if start < place < end:
            return until if at_end else now
        return now if place == start else place - end + until


def covered(document: Document, analysis: Analysis, known: Collection[str] = frozenset()) -> Covered:
    """The document as it is shown; every span of its reading still stands at its words. `known`: contact points that
    stay (`store.bystanders.on_watchlist`)."""
    names = names_in(analysis.mentions, analysis.contacts, document.title, document.text, known)
    bystanders = [each for each in analysis.mentions if is_bystander(each)]
    if not bystanders and names.says_nothing:
        return Covered(document, analysis, 0)
    find, hide, hidden = names.find, names.hide, names.points.covered
    title, text = (_edited(words, find(words)) for words in (document.title, document.text))

    def moved(span: Span) -> Span:
        return (title if span.in_title else text).moved(span)

    def told(mention: Mention) -> Mention:
        spans = tuple(map(moved, mention.spans))
        is_covered = is_bystander(mention) and mention.name not in names.kept
        return replace(
            mention,
            name=HIDDEN if is_covered else mention.name,
            aliases=() if is_covered else mention.aliases,
            sentence=hide(mention.sentence),
            status_sentence=hide(mention.status_sentence),
            spans=spans,
        )

    def pointed(contact: ContactPoint) -> ContactPoint:
        span = moved(contact.span)
        if is_others(contact) and (
            contact.value == HIDDEN or (contact.type, contact.value, contact.as_written) in hidden
        ):
            return replace(contact, value=HIDDEN, as_written=HIDDEN, span=span)
        return replace(contact, span=span)

    read = replace(
        analysis,
        mentions=tuple(map(told, analysis.mentions)),
        contacts=tuple(map(pointed, analysis.contacts)),
        prices=tuple(replace(each, span=moved(each.span)) for each in analysis.prices),
        signals=tuple(replace(each, phrase=hide(each.phrase), span=moved(each.span)) for each in analysis.signals),
        route=replace(analysis.route, spans=tuple(map(moved, analysis.route.spans))),
    )
    persons = sum(each.name not in names.kept for each in bystanders)
    return Covered(replace(document, title=title.text, text=text.text), read, persons, len(hidden))


def uncovered(session: Session, subject: str, *, who: str, way: Way) -> None:
    """Note that somebody has the names of bystanders shown, before they are."""
    audit.record(session, UNCOVERED, who, subject, details=way.details)


def _edited(text: str, hidden: list[tuple[int, int]]) -> _Edited:
    pieces: list[tuple[int, int, int, int]] = []
    longer = 0
    for start, end in hidden:
        pieces.append((start, end, start + longer, start + longer + len(HIDDEN)))
        longer += len(HIDDEN) - (end - start)
    return _Edited(without(text, hidden), tuple(pieces))
