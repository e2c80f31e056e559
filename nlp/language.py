"""Which of the three languages a document is read in: its own where it is known, the country's where it is not."""

from __future__ import annotations

from core.records import Document
from core.terms import Language

READABLE = (Language.SPANISH, Language.ENGLISH, Language.PORTUGUESE)
_BY_COUNTRY = {"BR": Language.PORTUGUESE, "PT": Language.PORTUGUESE} | dict.fromkeys(
    ("US", "GB", "IE", "CA", "TT", "GY", "BZ", "MT"), Language.ENGLISH
)


def reading_language(document: Document) -> Language:
    """The pipeline that reads this document; Spanish, the language of most routes, where nothing says otherwise."""
    if document.language in READABLE:
        return document.language
    return _BY_COUNTRY.get(document.country, Language.SPANISH)
