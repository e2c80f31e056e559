"""What a page says of itself for machines: JSON-LD articles and <meta> elements, as plain lookups.

JSON-LD in the wild has comments, raw line breaks, HTML comments around it, several objects after one another, lists,
`@graph`, and authors as strings, objects or lists. What can't be read is passed over; nothing here raises.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from lxml.html import HtmlElement

from extraction.body.blocks import squeeze

_ARTICLES = re.compile(
    r"(?:Article|Posting|Report|Review|NewsItem|Advertisement|JobPosting|Offer|Product|Event|Service|Trip|"
    r"Listing|WebPage)$"
)
_LISTED = re.compile(
    r"(?:Article|Posting|Report|Review|NewsItem|Advertisement|Offer|Product|Event|Trip|Service|"
    r"Listing)$"
)
"""What a page may be about; its site's Organization is none, nor is a WebPage."""
_WORD = re.compile(r"\w+")
_TELLING = 3  # words; fewer are a section's name, or the site's
_WHO = ("seller", "offeredBy", "provider", "contactPoint", "hiringOrganization", "organizer", "offers")
_MOST = 200  # objects of one page that are looked at
_DEPTH = 12
_CONTROL = re.compile(r"[\x00-\x1f]+")
_OPENING = re.compile(r"\s*+(?://\s*+)?(?:<!--|<!\[CDATA\[|/\*.*?\*/)+", re.DOTALL)
_CLOSING = ("-->", "]]>", "//")
_SAID = re.compile(r"[^ \t\r\n,;]")
_TAGS = re.compile(r"<[^>]{1,400}>")


@dataclass(frozen=True, slots=True)
class Structured:
    """`articles` are the page's JSON-LD objects that describe it, most article-like first; `metas` by lower-case name
    (name, property or itemprop), first one wins."""

    articles: tuple[dict[str, object], ...] = ()
    metas: dict[str, str] = field(default_factory=dict)

    def meta(self, *names: str) -> str:
        """The first of these <meta> that has a content."""
        return next((self.metas[name] for name in names if self.metas.get(name)), "")

    def text(self, key: str) -> str:
        """The first non-empty text under `key` among the articles, tags and entities undone."""
        for article in self.articles:
            value = plain(article.get(key))
            if value:
                return value
        return ""

    @property
    def body(self) -> str:
        """The article's text as the structured data has it, or ''."""
        bodies = [str(a["articleBody"]) for a in self.articles if isinstance(a.get("articleBody"), str)]
        return _lines(max(bodies, key=len, default=""))

    def own(self, titles: Sequence[str], url: str) -> dict[str, object]:
        """The object that is about this very page, {} for none: it names the page's address, or a headline of it. A
        page gives machines those of other pages, too, of its lists and of the site."""
        named = [_words(title) for title in titles if title]
        for thing in self.articles:
            if not _LISTED.search(_kind(thing)):
                continue
            words = _words(plain(thing.get("headline")) or plain(thing.get("name")))
            if url and url in _addresses(thing):
                return thing
            if any(_is_one(words, title) for title in named):
                return thing
        return {}

    @property
    def authors(self) -> tuple[str, ...]:
        """Names of the authors, in order."""
        for article in self.articles:
            found = tuple(dict.fromkeys(names(article.get("author"))))
            if found:
                return found
        return ()


def read(tree: HtmlElement) -> Structured:
    """Gather the structured data of a page."""
    objects = [thing for script in tree.iter("script") for thing in _objects(script)]
    described = [thing for thing in objects if _ARTICLES.search(_kind(thing))]
    described.sort(key=lambda thing: _kind(thing) in ("WebPage", "Product", "Event", "Offer", "Service", "Trip"))
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = squeeze(meta.get("content") or "")
        if name and content:
            metas.setdefault(name, content)
    return Structured(tuple(described), metas)


def plain(value: object) -> str:
    """A JSON value as one line of text: strings only, tags and entities undone."""
    if not isinstance(value, str):
        return ""
    return squeeze(unescape(_TAGS.sub(" ", value)))


def names(value: object, depth: int = 0) -> Iterator[str]:
    """The names in an `author` value: a string, an object with `name`, or a list of those."""
    if isinstance(value, str):
        if plain(value) and not value.startswith("http"):
            yield plain(value)
    elif isinstance(value, dict) and depth < 3:
        yield from names(value.get("name"), depth + 1)
    elif isinstance(value, list) and depth < 3:
        for one in value[:10]:
            yield from names(one, depth + 1)


def body_of(thing: dict[str, object]) -> str:
    """The article's text as one object has it, or ''."""
    return _lines(thing.get("articleBody"))


def description_of(thing: dict[str, object]) -> str:
    """What an advert's object offers, or ''."""
    return _lines(thing.get("description"))


def telephones_of(thing: dict[str, object]) -> tuple[str, ...]:
    """The telephone numbers of who offers what an advert's object is about."""
    return tuple(dict.fromkeys(_numbers(thing)))


def _lines(value: object) -> str:
    return unescape(_TAGS.sub("\n", unescape(value))) if isinstance(value, str) else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _is_one(headline: frozenset[str], title: frozenset[str]) -> bool:
    """Whether a headline is a page's: alike, or one within the other, with the site's name or a section beside it."""
    shorter, longer = sorted((headline, title), key=len)
    return headline == title != frozenset() or (len(shorter) >= _TELLING and shorter <= longer)


def _addresses(thing: dict[str, object]) -> Iterator[str]:
    page = thing.get("mainEntityOfPage")
    for value in (thing.get("url"), thing.get("@id"), page, page.get("@id") if isinstance(page, dict) else None):
        if isinstance(value, str):
            yield value


def _numbers(thing: object, depth: int = 0) -> Iterator[str]:
    """The telephone numbers of an advert's object, and of those who offer it."""
    if isinstance(thing, list) and depth < _DEPTH:
        for one in thing[:10]:
            yield from _numbers(one, depth + 1)
    elif isinstance(thing, dict) and depth < _DEPTH:
        if number := plain(thing.get("telephone")):
            yield number
        for who in _WHO:
            yield from _numbers(thing.get(who), depth + 1)


def _kind(thing: dict[str, object]) -> str:
    kind = thing.get("@type")
    if isinstance(kind, list):
        kind = next((k for k in kind if isinstance(k, str)), "")
    return kind if isinstance(kind, str) else ""


def _objects(script: HtmlElement) -> Iterator[dict[str, object]]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    text = _unwrapped(script.text_content()).strip().rstrip(";")
    found = 0
    for value in _values(text):
        for thing in _flat(value, 0):
            yield thing
            found += 1
            if found >= _MOST:
                return


def _unwrapped(text: str) -> str:
    """A script without the comments around it. From its end by steps: to a pattern every // of it may begin the end."""
    opening, end = _OPENING.match(text), len(text)
    begin = opening.end() if opening else 0
    while end > begin:
        if text[end - 1].isspace():
            end -= 1
        elif text.endswith(_CLOSING, begin, end):
            end -= 2 if text[end - 1] == "/" else 3
        else:
            break
    return text[begin:end]


def _values(text: str) -> Iterator[object]:
    """The JSON values of a script, one after another; stops where it is no longer JSON."""
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while at < len(text):
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            if at:
                return
            mended = re.sub(r",\s*([}\]])", r"\1", _CONTROL.sub(" ", text))
            try:
                yield decoder.raw_decode(mended)[0]
            except (ValueError, RecursionError):
                return
            return
        yield value
        following = _SAID.search(text, end)
        at = following.start() if following else len(text)


def _flat(value: object, depth: int) -> Iterator[dict[str, object]]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for one in value[:_MOST]:
            yield from _flat(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            if isinstance(value.get(key), (dict, list)):
                yield from _flat(value[key], depth + 1)
