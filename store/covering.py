"""A text with what was read out of it, its bystanders covered: what every page, program and terminal is shown until
somebody uncovers the names, which goes on record. Pure: what is stored stays as it was read, byte for byte."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from core.records import Analysis, Document, Mention, Span
from store import audit
from store.bystanders import is_bystander, names_in
from store.redaction import HIDDEN, cover, places, without
from store.session import Session
from store.ways import Way

UNCOVERED = "names uncovered"
"""The entry of the audit log."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A document and its reading without the names of bystanders; how many persons these are."""

    document: Document
    analysis: Analysis
    persons: int


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


def covered(document: Document, analysis: Analysis) -> Covered:
    """The document as it is shown; every span of its reading still stands at its words."""
    bystanders = [each for each in analysis.mentions if is_bystander(each)]
    if not bystanders:
        return Covered(document, analysis, 0)
    names = names_in(analysis.mentions, document.title, document.text)
    find, hide = places(names.covered, names.kept), cover(names.covered, names.kept)
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

    read = replace(
        analysis,
        mentions=tuple(map(told, analysis.mentions)),
        contacts=tuple(replace(each, span=moved(each.span)) for each in analysis.contacts),
        prices=tuple(replace(each, span=moved(each.span)) for each in analysis.prices),
        signals=tuple(replace(each, phrase=hide(each.phrase), span=moved(each.span)) for each in analysis.signals),
        route=replace(analysis.route, spans=tuple(map(moved, analysis.route.spans))),
    )
    persons = sum(each.name not in names.kept for each in bystanders)
    return Covered(replace(document, title=title.text, text=text.text), read, persons)


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
