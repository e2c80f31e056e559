"""One document on its way through the room: title and text side by side, folded, tokenised, with its sentences."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from spacy.tokens import Doc

from core.records import Document, Span
from core.terms import DocumentKind, Language
from nlp.wording.fold import fold

READ_AHEAD = 32
"""Documents that a reader takes up together, and of which it remembers what it found."""
_GAP = "\n\n"  # between title and text


@dataclass(frozen=True, slots=True, eq=False)  # one is like no other: what is found in it is kept by its identity
class Reading:
    """A document with everything that every reader needs. Offsets count in `text`: the title, a gap, the body."""

    document: Document
    language: Language  # what it is read as: one of es, en, pt
    text: str
    folded: str  # same length as `text`
    body_start: int
    doc: Doc
    sentence_ends: tuple[int, ...]  # end offsets, ascending

    @property
    def is_ad(self) -> bool:
        return self.document.kind is DocumentKind.AD

    def span(self, start: int, end: int) -> Span:
        """Offsets of `text` as a span of the document's own title or text."""
        if end <= self.body_start:
            return Span(start, min(end, len(self.document.title)), in_title=True)
        return Span(max(start, self.body_start) - self.body_start, end - self.body_start)

    def sentence_index(self, offset: int) -> int:
        """Which sentence holds the character at `offset`."""
        return min(bisect.bisect_right(self.sentence_ends, offset), len(self.sentence_ends) - 1)

    def sentence_bounds(self, index: int) -> tuple[int, int]:
        """Start and end offsets of one sentence."""
        return (self.sentence_ends[index - 1] if index else 0), self.sentence_ends[index]

    def sentence(self, offset: int) -> str:
        """The sentence around `offset`, as written, white space joined."""
        start, end = self.sentence_bounds(self.sentence_index(offset))
        return " ".join(self.text[start:end].split())

    def folded_sentence(self, offset: int) -> str:
        """The sentence around `offset`, folded."""
        start, end = self.sentence_bounds(self.sentence_index(offset))
        return self.folded[start:end]


def joined(document: Document) -> tuple[str, int]:
    """The text that is tokenised, and where the body starts in it. A title repeated as first line is read once."""
    title = document.title.strip()
    if not title or document.text.lstrip().startswith(title):
        return document.text, 0
    return document.title + _GAP + document.text, len(document.title) + len(_GAP)


def make_reading(document: Document, doc: Doc, *, language: Language, body_start: int) -> Reading:
    """Put together what the pipeline gave. `doc.text` must be what `joined` returned."""
    ends = tuple(sentence.end_char for sentence in doc.sents)
    padded = (*ends[:-1], len(doc.text)) if ends else (len(doc.text),)
    return Reading(document, language, doc.text, fold(doc.text), body_start, doc, padded)
