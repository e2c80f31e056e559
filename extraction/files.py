"""A saved page, read from a file: for `almenara extract` and for trying out a source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from lxml.html import HtmlElement

from core.errors import InputError
from core.records import Extracted
from core.urls import canonical
from extraction.extract import extract
from extraction.fields import Manner
from extraction.markup import parse


def extract_file(path: Path, url: str = "", *, manner_of: Callable[[str], Manner] = lambda _: Manner()) -> Extracted:
    """What a saved HTML file says; its canonical link is its address if none is given.

    Args:
        manner_of: how the page at an address wants to be read; the generic way by itself.

    Raises:
        InputError: the file can't be read, is empty, or is no page; names the file.
        SourceError: a selector or a page object can't be used.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}.", remedy="Name a saved HTML file.") from error
    if not body.strip():
        raise InputError(f"{path}: is empty.", remedy="Save the page again.")
    try:
        address = url or stated_address(parse(body, name=str(path)).tree)
        manner = manner_of(address)
        return extract(body, url=address, selectors=manner.selectors, page_class=manner.page_class, kind=manner.kind)
    except InputError as error:
        if str(path) in error.what:
            raise
        raise InputError(f"{path}: {error.what}", remedy=error.remedy) from error


def stated_address(tree: HtmlElement) -> str:
    """The address that a page states as its own (canonical link, og:url), canonical; '' where it states none."""
    links = [(link.get("href") or "") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    links += [(meta.get("content") or "") for meta in tree.iter("meta") if meta.get("property") == "og:url"]
    base = next((b.get("href") or "" for b in tree.iter("base")), "")
    for link in links:
        try:
            address = urljoin(base, link.strip())
            if address.startswith(("http://", "https://")):
                return canonical(address)
        except ValueError:
            continue
    return ""
