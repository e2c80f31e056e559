"""CSS selectors that a source's description gives for single fields; they go before what is found generically."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cssselect import HTMLTranslator, SelectorError
from lxml.etree import XPath, XPathError
from lxml.html import HtmlElement

from core.errors import SourceError


@dataclass(frozen=True, slots=True)
class FieldSelectors:
    """CSS selectors of a detail page's fields; None leaves the field to generic extraction."""

    title: str | None = None
    text: str | None = None
    published: str | None = None
    author: str | None = None
    section: str | None = None


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
