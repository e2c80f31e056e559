"""Readings of texts for the tests of what the rules find; no trained model is needed."""

from __future__ import annotations

from core.records import Document
from core.terms import DocumentKind, Language
from nlp.pipeline import read_words
from nlp.reading import Reading


def reading_of(text: str, *, kind: str = "ad", country: str = "CO", language: str = "es", title: str = "") -> Reading:
    """A text as the rules take it."""
    document = Document(
        document_id="d1",
        kind=DocumentKind(kind),
        source_id="test",
        country=country,
        url="https://avisos.example/1",
        title=title,
        text=text,
        language=Language(language),
    )
    return read_words(document)
