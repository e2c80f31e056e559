"""What stands around an element of an advert's page and beside it, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from extraction.body.furniture import furniture

_PIECES = 200  # of the text of an element that are looked at, and characters of each
_BESIDE = 400  # elements on either side


def above(element: HtmlElement) -> Iterator[HtmlElement]:
    """An element and all that it lies in."""
    yield element
    yield from element.iterancestors()


def alike(element: HtmlElement) -> Iterator[HtmlElement]:
    """What stands beside an element and is of the same make."""
    for beside in (element.itersiblings(), element.itersiblings(preceding=True)):
        yield from (
            one
            for one in islice(beside, _BESIDE)
            if one.tag == element.tag and one.get("class") == element.get("class")
        )


def why(element: HtmlElement) -> str:
    """Why an element that does not hold the headline looks like furniture: as `furniture`, and a <header> is the
    site's."""
    return "banner" if element.tag == "header" else furniture(element)


def said(element: HtmlElement) -> str:
    """The words of an element, as far as anybody would read them."""
    return " ".join(piece[:_PIECES] for piece in islice(element.itertext(), _PIECES))
