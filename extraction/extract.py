"""The one door of this room: the bytes of a page in, what it says out."""

from __future__ import annotations

from datetime import datetime

from core.records import Extracted
from core.terms import DocumentKind
from extraction.body.threads import take_out_heads
from extraction.fields import FieldSelectors, take_out
from extraction.hidden.page import take_hidden_words
from extraction.language import detect
from extraction.markup import parse
from extraction.pages.base import Given, PageObject, resolve


def extract(  # noqa: PLR0913 - one door, and its arguments are told apart by name
    body: bytes,
    *,
    url: str,
    content_type: str = "",
    selectors: FieldSelectors | None = None,
    page_class: str = "",
    published_hint: str = "",
    title_hint: str = "",
    kind: DocumentKind = DocumentKind.NEWS,
    fetched_at: datetime | None = None,
) -> Extracted:
    """Main text, title, date, author, section and language of one page.

    Args:
        body: as received, content encodings undone, character encoding not.
        url: canonical; names the page in errors, and may hold its date.
        content_type: as sent; used for its charset only, for servers mislabel pages.
        selectors: go before generic extraction where they match.
        page_class: "module:Class" of a page object in extraction.pages; goes before everything.
        published_hint, title_hint: as a feed, a sitemap or a listing gave them.
        kind: of an advert the text keeps the ways to reach the advertiser, link targets included.
        fetched_at: when the page was seen; no date lies after it, and "hace 3 horas" counts from it.

    Returns:
        `text` is '' where the page has none.

    Raises:
        InputError: the bytes are no page.
        SourceError: a selector or the page object's name can't be used.
    """
    given = Given(
        url=url,
        kind=kind,
        selectors=selectors or FieldSelectors(),
        published_hint=published_hint,
        title_hint=title_hint,
        fetched_at=fetched_at,
    )
    return everything(opened(body, given, content_type=content_type, page_class=page_class))


def opened(body: bytes, given: Given, *, content_type: str = "", page_class: str = "") -> PageObject:
    """A page whose fields are found when they are asked for: title and text alone take three quarters of the time.

    Raises:
        InputError, SourceError: as `extract`; a field that is asked for may raise SourceError, too.
    """
    page_object = resolve(page_class)
    markup = parse(body, content_type=content_type, name=given.url or "the page")
    if given.selectors.without:
        take_out(markup.tree, given.selectors.without)
    if given.kind is DocumentKind.AD:
        take_out_heads(markup.tree)
    take_hidden_words(markup.tree, pressed=given.kind is DocumentKind.AD)
    return page_object(markup, given)


def everything(page: PageObject) -> Extracted:
    """All fields of an opened page."""
    return Extracted(
        url=page.given.url,
        title=page.title,
        text=page.text,
        published=page.published,
        published_source=page.published_source,
        author=page.author,
        section=page.section,
        language=detect(f"{page.title}\n{page.text}"),
        is_expired=bool(page.expired),
    )
