"""Texts of ours in the pages of others: as the web would show them, with everything around them that a page has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from models.records import Record
from nlp.sieve.page import shown
from nlp.sieve.tongue import tongue
from nlp.sieve.words import words_of

_PARAGRAPH = re.compile(r"(?is)<p\b[^>]*>.*?</p>")
_HEADING = re.compile(r"(?is)(<h1\b[^>]*>).*?(</h1>)")
_LONG = 120  # characters of a paragraph of the article


def is_article(page: str) -> bool:
    """Whether a page has paragraphs, and its longest does not stand in a footer: an address, a notice."""
    paragraphs = _PARAGRAPH.findall(page)
    if len(paragraphs) < 3:
        return False
    at = page.index(max(paragraphs, key=len))
    return page.rfind("<footer", 0, at) <= page.rfind("</footer", 0, at)


def fitting(hosts: Sequence[str], record: Record) -> Sequence[str]:
    """Pages in the language of a record, where there are any."""
    return [page for page in hosts if tongue(words_of(shown(page.encode()).text)) == record["lang"]] or hosts


def in_other(page: str, record: Record) -> bytes:
    """A page of others with our text where its longest paragraph was; its other long ones go, what is around stays."""
    ours = "".join(f"<p>{escape(line)}</p>" for line in record["text"].split("\n") if line.strip())
    longest = max(_PARAGRAPH.findall(page), key=len)
    page = _HEADING.sub(lambda found: f"{found[1]}{escape(record['title'])}{found[2]}", page)
    page = _PARAGRAPH.sub(lambda found: found[0] if found[0] == longest or len(found[0]) < _LONG else "", page)
    return page.replace(longest, ours, 1).encode()
