"""The one door to the main text: blocks, voices, choice, whose its numbers are, and the text that comes of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence, Set

import trafilatura
from lxml.etree import XPath
from lxml.html import HtmlElement

from core.terms import DocumentKind
from extraction.body.advert import choose_advert
from extraction.body.blocks import Block, Region, read_blocks, squeeze
from extraction.body.choose import choose
from extraction.body.judge import Judged, Voice, judge
from extraction.markup import Markup
from extraction.whose.page import Whose, whose

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # that it finds nothing on a page is no fault
_TRAFILATURA_LIMIT = 3_000_000  # characters; larger pages are read without the second opinion
_TRAFILATURA_DEPTH = 200  # levels; it walks by recursion
_TOO_NESTED = XPath("boolean(//table[count(ancestor::table) > 20])")  # it walks what is in each for every one around it
_FEW = 30  # words; a page with fewer outside <noscript> is read with it
_REPEATED = 8  # words; a line of so many stands once in an advert, however often the page repeats it

_PHONE_LIKE = re.compile(
    r"^(?:[+\d(][\d\s().+-]{5,}$|https?://(?:wa\.|api\.whatsapp|chat\.whatsapp|t(?:elegram)?\.me)|whatsapp:|tg:)"
)


def main_text(
    markup: Markup,
    *,
    titles: Sequence[str] = (),
    structured: str = "",
    kind: DocumentKind = DocumentKind.NEWS,
    url: str = "",
) -> str:
    """The text of an article or an advert, one line a paragraph; '' where the page has none.

    Args:
        titles: forms of the headline; it is a field of its own and not repeated in the text.
        structured: the article's text as the page's structured data has it.
        url: the page's own, by which links to other adverts are known.
    """
    is_ad = kind is DocumentKind.AD
    blocks, regions = _blocks(markup.tree, pressed=is_ad)
    if markup.plain:
        return as_text(blocks, all_contacts=False)
    reach = whose(markup.tree, blocks, titles=titles, url=url) if is_ad else Whose()
    if reach.strangers:
        blocks, regions = _blocks(markup.tree, pressed=True, unheard=reach.strangers)
    reading = Voice(_reading(markup, max((r.depth for r in regions), default=0)))
    judged = judge(blocks, regions, reading, Voice(structured))
    chosen: Sequence[Judged] = ()
    if kind is DocumentKind.NEWS:
        article = choose(judged, regions, titles)
        chosen = article.kept if article else ()
    if not chosen:  # an advert, or a page of a few words: the same rules fit both
        chosen = choose_advert(judged, regions, titles)
    text = as_text((j.block for j in chosen), all_contacts=is_ad)
    digits = re.sub(r"\D", "", text)
    beside = (number for last, number in reach.own.items() if last not in digits)  # far from the text, as in a column
    return "\n".join((text, *beside)) if text else ""


def as_text(blocks: Iterable[Block], *, all_contacts: bool) -> str:
    """Blocks as lines, the targets of contact links beside the words that link to them.

    Args:
        all_contacts: also e-mail and profiles, not only phones and messengers.
    """
    lines: list[str] = []
    seen: set[str] = set()
    for block in blocks:
        added = [c for c in block.contacts if (all_contacts or _PHONE_LIKE.match(c)) and not said(c, block.text)]
        line = " ".join((block.text, *added)).strip()
        if line and not (all_contacts and line in seen and block.words >= _REPEATED):
            lines.append(line)
            seen.add(line)
    return "\n".join(lines)


def element_text(element: HtmlElement, *, all_contacts: bool = True) -> str:
    """All the text of one element, one line a block."""
    return as_text(read_blocks(element, pressed=all_contacts)[0], all_contacts=all_contacts)


def as_lines(text: str) -> str:
    """A text of no page's elements, one line a paragraph."""
    return "\n".join(line for line in map(squeeze, text.splitlines()) if line)


def said(contact: str, text: str) -> bool:
    """Whether the words already hold the contact: the same text, or the same digits."""
    if contact.lower() in text.lower():
        return True
    digits = re.sub(r"\D", "", contact)
    return not re.search(r"[a-z]", contact, re.IGNORECASE) and digits in re.sub(r"\D", "", text)


def _blocks(
    tree: HtmlElement, *, pressed: bool, unheard: Set[HtmlElement] = frozenset()
) -> tuple[list[Block], list[Region]]:
    blocks, regions = read_blocks(tree, pressed=pressed, unheard=unheard)
    if sum(block.words for block in blocks) < _FEW and tree.find(".//noscript") is not None:
        return read_blocks(tree, noscript=True, pressed=pressed, unheard=unheard)
    return blocks, regions


def _reading(markup: Markup, depth: int) -> str:
    """What trafilatura reads, '' where it can't."""
    if markup.size > _TRAFILATURA_LIMIT or depth > _TRAFILATURA_DEPTH or _TOO_NESTED(markup.tree):
        return ""
    return trafilatura.extract(markup.tree, include_comments=False, fast=True) or ""
