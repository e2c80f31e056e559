"""The text of a page whose scripts carry it: in place of what the page shows, or behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from lxml.html import HtmlElement

from core.terms import DocumentKind
from extraction.body.blocks import squeeze
from extraction.body.judge import HEADINGS, Voice, tokens
from extraction.embedded.own import Told
from extraction.hidden.page import take_hidden_words
from extraction.main_text import as_lines, element_text, main_text, said
from extraction.markup import parse

_LESS = 4  # times; a page that shows less of what its scripts carry shows a beginning
_FEW = 60  # words; a page with fewer may show its frame alone
_APART = 0.3  # of the text's words in their order; a page that shows less of them shows something else
_TEASER = 50  # words; a description of an article that is no longer is one for search engines
_HEADED = (*sorted(HEADINGS), "p", "div", "span", "b", "strong", "td", "li")
_TAGGED = re.compile(r"</?[a-z][a-z0-9]{0,9}\b[^<>]{0,2000}>", re.IGNORECASE)


def completed(tree: HtmlElement, shown: str, told: Told, *, kind: DocumentKind, titles: Sequence[str]) -> str:
    """What a page shows, or what its scripts carry where that is nothing of it, or a beginning; '' where both are.

    Args:
        shown: the page's text.
        titles: forms of its headline.
    """
    is_ad = kind is DocumentKind.AD
    text = _text(told, kind, titles)
    if text and _lacks(shown, text, is_ad=is_ad):
        price = told.price if is_ad and not said(told.price, text) else ""
        beside = _beside(tree, shown, text, titles) if is_ad else []
        shown = "\n".join(line for line in (text, price, *beside) if line)
    unsaid = (number for number in told.telephones if is_ad and not said(number, shown))
    return "\n".join((shown, *unsaid)) if shown else ""


def _beside(tree: HtmlElement, shown: str, text: str, titles: Sequence[str]) -> list[str]:
    """What an advert's page shows beside the text that its scripts carry; nothing where that is its frame alone: where
    it shows neither the headline nor much else."""
    named = {title for title in titles if title}
    if len(shown.split()) < len(text.split()) and not any(squeeze(e.text or "") in named for e in tree.iter(*_HEADED)):
        return []
    heard = Voice(text)
    return [line for line in shown.split("\n") if heard.share(tokens(line)) < 1 - _APART]


def _lacks(shown: str, text: str, *, is_ad: bool) -> bool:
    """Whether a page does not show a text."""
    words, all_words = len(shown.split()), len(text.split())
    if all_words > _LESS * words:
        return True
    if not is_ad and (words >= _FEW or all_words < words):
        return False
    return Voice(shown).share(tokens(text)) < _APART


def _text(told: Told, kind: DocumentKind, titles: Sequence[str]) -> str:
    """The text that an object carries, one line a paragraph; of an article its description only where it is long."""
    found = [_lines(pieces, kind, titles) for pieces in (told.pieces, told.description) if pieces]
    if kind is DocumentKind.NEWS and told.description and len(found[-1].split()) < _TEASER:
        found.pop()
    return max(found, key=len, default="")


def _lines(pieces: Sequence[str], kind: DocumentKind, titles: Sequence[str]) -> str:
    pieces = [piece if "<" in piece else unescape(piece) for piece in pieces]
    if not any(map(_TAGGED.search, pieces)):
        return as_lines("\n".join(pieces))
    inner = "".join(piece if _TAGGED.search(piece) else f"<p>{escape(piece)}</p>" for piece in pieces)
    # JSON may write half a character, which is none.
    markup = parse(f"<html><body><article>{inner}</article></body></html>".encode(errors="ignore"))
    take_hidden_words(markup.tree)
    return (kind is DocumentKind.NEWS and main_text(markup, titles=titles)) or element_text(markup.tree)
