"""Which words of a document carried what: overlapping spans cut into pieces that a template can mark one by one.

Pure. A piece carries every kind that covers it, strongest first, and the number of each span that begins in it, so
that a table of signals can link to its words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from core.records import Analysis, ContactPoint, Span
from core.terms import ContactOwner, Role
from store.redaction import HIDDEN
from store.views import FlagDetail


class MarkKind(StrEnum):
    """What a marked word says; in the order in which they are shown where several meet."""

    OPERATOR = "operator"
    CLEARED = "cleared"
    CORRECTED = "corrected"
    CONTACT = "contact"
    PRICE = "price"
    ROUTE = "route"
    SIGNAL = "signal"
    AGAINST = "against"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Mark:
    """One span with its kind; `number` counts within the document and names the anchor that a page links to."""

    number: int
    kind: MarkKind
    span: Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that the same marks cover; `begins` are the marks that start here."""

    text: str
    kinds: tuple[MarkKind, ...] = ()
    begins: tuple[int, ...] = ()


_ORDER = {kind: place for place, kind in enumerate(MarkKind)}


def marks(analysis: Analysis, *, away: Collection[str] = (), theirs: Collection[ContactPoint] = ()) -> tuple[Mark, ...]:
    """Every span of an analysis with its kind, numbered in the order of mentions, contacts, prices, signals, route.
    `away`: the names of those whom it does not accuse, by a person's word; `theirs`: their contact points."""
    found: list[tuple[MarkKind, Span]] = []
    for mention in analysis.mentions:
        lead = MarkKind.CLEARED if mention.cleared else MarkKind.OPERATOR
        lead = MarkKind.CORRECTED if mention.name in away and not mention.cleared else lead
        found += [
            (lead if mention.role is Role.OPERATOR or mention.cleared else MarkKind.NAMED, s) for s in mention.spans
        ]
    own = [c for c in analysis.contacts if c.owner is ContactOwner.OPERATOR]
    found += [(MarkKind.CORRECTED if c in theirs else MarkKind.CONTACT, c.span) for c in own]
    found += [(MarkKind.PRICE, price.span) for price in analysis.prices]
    found += [(MarkKind.SIGNAL if s.weight > 0 else MarkKind.AGAINST, s.span) for s in analysis.signals]
    found += [(MarkKind.ROUTE, span) for span in analysis.route.spans]
    return tuple(Mark(number, kind, span) for number, (kind, span) in enumerate(found))


def signal_numbers(marked: Sequence[Mark]) -> tuple[int, ...]:
    """The mark number of each signal, in the order of `analysis.signals`."""
    return tuple(mark.number for mark in marked if mark.kind in (MarkKind.SIGNAL, MarkKind.AGAINST))


def pieces(text: str, marked: Iterable[Mark], *, in_title: bool = False) -> tuple[Piece, ...]:
    """`text` cut at every edge of a mark; the pieces joined give `text` again. Spans beyond its end are cut off."""
    spans = [m for m in marked if m.span.in_title is in_title and 0 <= m.span.start < min(m.span.end, len(text))]
    edges = sorted({0, len(text)} | {m.span.start for m in spans} | {min(m.span.end, len(text)) for m in spans})
    starts = sorted(spans, key=lambda mark: mark.span.start)
    cut: list[Piece] = []
    covering: list[Mark] = []
    upcoming = 0
    for start, end in pairwise(edges):
        covering = [mark for mark in covering if mark.span.end > start]
        while upcoming < len(starts) and starts[upcoming].span.start == start:
            covering.append(starts[upcoming])
            upcoming += 1
        kinds = sorted({mark.kind for mark in covering}, key=_ORDER.__getitem__)
        begins = tuple(mark.number for mark in covering if mark.span.start == start)
        cut.append(Piece(text[start:end], tuple(kinds), begins))
    return tuple(cut)


def paragraphs(cut: Iterable[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Pieces gathered by line of the text; empty lines are left out, a mark across a line break is in both."""
    lines: list[list[Piece]] = [[]]
    for piece in cut:
        first, *others = piece.text.split("\n")
        lines[-1].append(Piece(first, piece.kinds, piece.begins))
        lines += [[Piece(other, piece.kinds)] for other in others]
    return tuple(tuple(p for p in line if p.text or p.begins) for line in lines if any(p.text.strip() for p in line))


def of_page(detail: FlagDetail) -> dict[str, object]:
    """Title and text in pieces, what else a page of a flag says of its marks, and what people corrected of them."""
    document, away = detail.document, [each for each in detail.corrected if each.is_away]
    theirs = [contact for each in away for contact in each.contacts]
    found = marks(detail.analysis, away=[each.name for each in away], theirs=[*theirs, *detail.taken_off])
    return {
        "title": pieces(document.title, found, in_title=True) if document.title.strip() else (),
        "text": paragraphs(pieces(document.text, found)),
        "kinds": {mark.kind for mark in found},
        "signals": list(zip(signal_numbers(found), detail.analysis.signals, strict=True)),
        "mentions": [
            each for each in detail.analysis.mentions if each.name != HIDDEN or each.role is not Role.OPERATOR
        ],
        "corrected": {each.name: each for each in detail.corrected},
        "not_theirs": theirs,
    }
