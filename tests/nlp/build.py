"""Documents for the tests of the reader, in one line each."""

from __future__ import annotations

from core.records import Analysis, Document
from core.terms import DocumentKind, Language
from nlp.analyse import Reader

READER = Reader(0.5)


def make_document(
    text: str, *, kind: str = "ad", country: str = "CO", language: str = "es", title: str = ""
) -> Document:
    """A document with what the test cares for; the rest is plain."""
    return Document(
        document_id="d1",
        kind=DocumentKind(kind),
        source_id="test",
        country=country,
        url="https://avisos.example/1",
        title=title,
        text=text,
        language=Language(language),
    )


def analyse(text: str, *, kind: str = "ad", country: str = "CO", language: str = "es", title: str = "") -> Analysis:
    """What the reader makes of a text."""
    return READER.analyse(make_document(text, kind=kind, country=country, language=language, title=title))
