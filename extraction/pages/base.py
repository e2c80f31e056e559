"""A page with its fields, each found when it is asked for: the base of every publisher's page object.

A subclass overrides only the field that generic extraction gets wrong (the idea of web-poet's page objects); the saved
page in tests/extraction/pages/<module>/ and its expected.json are the whole test.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from lxml.html import HtmlElement

from core.errors import SourceError
from core.terms import DateSource, DocumentKind
from extraction import dates, expired, headline, moments, structured
from extraction.body.blocks import squeeze
from extraction.embedded.own import Told, own
from extraction.embedded.payloads import ENOUGH
from extraction.embedded.text import completed
from extraction.fields import FieldSelectors, select
from extraction.main_text import as_lines, element_text, main_text, said
from extraction.markup import Markup

_LESS = 4  # times; a page that shows less of what it tells machines shows a beginning
_NAME = re.compile(r"(?P<module>[a-z][a-z0-9_]*):(?P<name>[A-Z]\w*)")


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a page beside its bytes."""

    url: str = ""
    kind: DocumentKind = DocumentKind.NEWS
    selectors: FieldSelectors = field(default_factory=FieldSelectors)
    published_hint: str = ""
    title_hint: str = ""
    fetched_at: datetime | None = None


class PageObject:
    """One page. `tree` is its <html> element, `structured` what it says of itself for machines."""

    def __init__(self, markup: Markup, given: Given) -> None:
        self.markup = markup
        self.given = given
        self.tree: HtmlElement = markup.tree

    @cached_property
    def structured(self) -> structured.Structured:
        return structured.read(self.tree)

    @cached_property
    def embedded(self) -> Told:
        """What the page's scripts carry of it as JSON."""
        site = self.structured.meta("og:site_name")
        names = [self.selected(self.given.selectors.title), self.given.title_hint]
        names += headline.shown(self.tree, self.structured)
        return own(self.tree, [name for name in names if name != site], self.given.url)

    @cached_property
    def expired(self) -> str:
        """The sentence by which an advert's page says that it is no more; what it shows of others is then taken out."""
        sentence = expired.sentence_of(self.tree) if self.given.kind is DocumentKind.AD else ""
        if sentence:
            expired.take_out_others(self.tree, sentence, self.given.url)
        return sentence

    @cached_property
    def title(self) -> str:
        if self.expired:  # and not as a list had called it
            return self.expired
        found = self.selected(self.given.selectors.title)
        if found:
            return found
        hint = self.given.title_hint
        if self.markup.plain:  # a text file: its first line of a headline's length
            lines = (squeeze(element.text or "") for element in self.tree.iter("p"))
            hint = hint or next((line for line in lines if 4 <= len(line.split()) <= 30), "")
        if not headline.headings(self.tree) and not self.structured.meta("og:title") and self.embedded.title:
            return self.embedded.title
        return headline.title(self.tree, self.structured, hint=hint)

    @cached_property
    def text(self) -> str:
        if self.expired:
            return "\n".join(dict.fromkeys((self.expired, *self._generic_text.splitlines())))
        return self.texts(self.given.selectors.text) or self._generic_text

    @cached_property
    def _generic_text(self) -> str:
        titles = [self.title, headline.without_site(self.structured.meta("og:title")), self.structured.text("headline")]
        is_ad = self.given.kind is DocumentKind.AD
        shown = main_text(
            self.markup, titles=titles, structured=self.structured.body, kind=self.given.kind, url=self.given.url
        )
        thing = self.structured.own(headline.shown(self.tree, self.structured), self.given.url)
        told = structured.body_of(thing)
        if not shown or (not is_ad and len(told.split()) > _LESS * len(shown.split())):
            # A script builds the page, or shows the rest of it: all there is to read is its data for machines.
            shown = as_lines(told or (structured.description_of(thing) if is_ad else "")) or shown
        if is_ad or len(shown.split()) < ENOUGH:
            shown = completed(self.tree, shown, self.embedded, kind=self.given.kind, titles=titles)
        unsaid = (number for number in structured.telephones_of(thing) if is_ad and not said(number, shown))
        return "\n".join((shown, *unsaid)) if shown else ""

    @cached_property
    def published(self) -> datetime | None:
        return self.dated[0]

    @cached_property
    def author(self) -> str:
        found = headline.clean_name(self.selected(self.given.selectors.author))
        return found or headline.author(self.tree, self.structured)

    @cached_property
    def section(self) -> str:
        return self.selected(self.given.selectors.section) or headline.section(self.structured, self.tree)

    @cached_property
    def dated(self) -> tuple[datetime | None, DateSource]:
        """The date and how it was found; what a subclass or a selector says counts as the page object's."""
        if self.expired:
            return None, DateSource.NONE
        for element in self.elements(self.given.selectors.published):
            stated = element.get("datetime") or element.get("content") or element.text_content()
            found = self.moment(stated)
            if found:
                return found, DateSource.PAGE_OBJECT
        found, source = dates.published(
            self.tree,
            self.structured,
            url=self.given.url,
            hint=self.given.published_hint,
            fetched_at=self.given.fetched_at,
            size=self.markup.size,
        )
        if source in (DateSource.TEXT, DateSource.NONE):  # scripts know better than a guess
            stated = next(filter(None, map(self.moment, self.embedded.dates)), None)
            return (stated, DateSource.STRUCTURED_DATA) if stated else (found, source)
        return found, source

    @property
    def published_source(self) -> DateSource:
        """How `published` was found."""
        overridden = type(self).published is not PageObject.published
        if overridden and self.published is not None:
            return DateSource.PAGE_OBJECT
        return self.dated[1]

    def elements(self, selector: str | None) -> Iterator[HtmlElement]:
        """What a CSS selector matches; nothing for None."""
        return select(self.tree, selector) if selector else iter(())

    def selected(self, selector: str | None) -> str:
        """The first non-empty text that a CSS selector matches, as one line; a <meta>'s content."""
        for element in self.elements(selector):
            text = squeeze(element.get("content") or element.text_content())
            if text:
                return text
        return ""

    def texts(self, selector: str | None) -> str:
        """The text of everything that a CSS selector matches, one line a paragraph; a <meta>'s content."""
        everything = self.given.kind is DocumentKind.AD
        lines = (
            as_lines(element.get("content") or "")
            if element.tag == "meta"
            else element_text(element, all_contacts=everything)
            for element in self.elements(selector)
        )
        return "\n".join(line for line in lines if line)

    def moment(self, text: str) -> datetime | None:
        """A date that the page states in some words; None where it is none, or lies after the fetch."""
        found = moments.parse(text, fetched_at=self.given.fetched_at)
        return dates.checked(found, text, self.given.fetched_at)


def resolve(page_class: str) -> type[PageObject]:
    """The page object that a source names, "module:Class" in this folder; the generic one for ''.

    Raises:
        SourceError: there is no such module or class here, or it is no page object.
    """
    if not page_class:
        return PageObject
    remedy = "Name a module of extraction/pages and a class in it, such as cl_example:ArticlePage."
    match = _NAME.fullmatch(page_class)
    if match is None:
        raise SourceError(f"page: {page_class!r} is no page object.", remedy=remedy)
    module = f"{__package__}.{match['module']}"
    try:
        found = getattr(importlib.import_module(module), match["name"], None)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        found = None
    if not (isinstance(found, type) and issubclass(found, PageObject)):
        raise SourceError(f"page: there is no page object {page_class!r}.", remedy=remedy)
    return found
