"""CSS selectors that a source's description gives for its pages; they go before what is found generically."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cssselect import HTMLTranslator, SelectorError
from lxml.etree import XPath, XPathError
from lxml.html import HtmlElement

from core.errors import SourceError
from core.terms import DocumentKind


@dataclass(frozen=True, slots=True)
class FieldSelectors:
    """CSS selectors of a detail page's fields; None leaves the field to generic extraction.

    `without` selects what is no part of the article on this publisher's pages: it is taken out before anything is read.
    """

    title: str | None = None
    text: str | None = None
    published: str | None = None
    author: str | None = None
    section: str | None = None
    without: str | None = None


@dataclass(frozen=True, slots=True)
class Manner:
    """How a source wants its pages read; the default is the generic way."""

    kind: DocumentKind = DocumentKind.NEWS
    selectors: FieldSelectors = field(default_factory=FieldSelectors)
    page_class: str = ""


def select(tree: HtmlElement, selector: str) -> Iterator[HtmlElement]:
    """The elements that a CSS selector matches, in document order, none inside another.

    Raises:
        SourceError: it is no CSS selector.
    """
    try:
        path = XPath(HTMLTranslator().css_to_xpath(selector))
    except (SelectorError, XPathError) as error:
        raise SourceError(
            f"{selector!r} is no CSS selector: {error}.", remedy="Mend it in the source's file."
        ) from error
    matched = list(path(tree))
    inside = set(matched)
    for element in matched:
        if not any(ancestor in inside for ancestor in element.iterancestors()):
            yield element


def take_out(tree: HtmlElement, selector: str) -> None:
    """Take what a CSS selector matches out of a page; the words that follow it stay.

    Raises:
        SourceError: it is no CSS selector.
    """
    for element in select(tree, selector):
        if element.getparent() is not None:
            element.drop_tree()
