"""The object that is about the page itself, among all that its scripts carry, and what it says.

Such data hold the site's menus, lists of other pages and their beginnings, too. An object is the page's own if it has
its headline or its address, and stands under no key that names others; of several the one with the longest text is.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from extraction.body.judge import tokens
from extraction.embedded import keys, values
from extraction.embedded.payloads import payloads
from extraction.embedded.values import Object
from extraction.whose.kin import is_kin

_DEPTH = 16
_MOST = 20_000  # values of one script that are looked at
_TELLING = 3  # words of a headline behind or before which the site may name itself
_SITE_NAME = 5  # words
_SLUG = 8  # characters of the last part of an address, from which it names one page
_ENDING = re.compile(r"\.\w{2,5}$")


@dataclass(frozen=True, slots=True)
class Told:
    """What a page's own object says; all empty where there is none. `pieces`: paragraphs, each plain or as HTML.
    `description`: what such objects call so, of adverts their text. `dates`: the surest first."""

    title: str = ""
    pieces: tuple[str, ...] = ()
    description: tuple[str, ...] = ()
    telephones: tuple[str, ...] = ()
    price: str = ""
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """An object that may be the page's own: its name among the others, and theirs in which it lies."""

    name: int
    around: tuple[int, ...]
    is_sure: bool  # the only one of its headline, or with the page's address
    told: Told

    @property
    def size(self) -> int:
        return sum(map(len, (*self.told.pieces, *self.told.description)))


def own(tree: HtmlElement, names: Sequence[str], url: str) -> Told:
    """What the scripts of a page carry about it.

    Args:
        names: what the page calls what it shows, without the site's name.
        url: the page's own address, '' where it isn't known.
    """
    wanted = [words for words in map(tokens, names) if len(words) > 1]
    found: list[_Found] = []
    carried = list(payloads(tree))  # kept while objects are told apart by `id`
    for payload in carried:
        for thing, listed, around in _objects(payload):
            title, is_addressed = _title_of(thing, wanted, url)
            if title:
                found.append(_Found(id(thing), around, is_addressed or not listed, _read(thing, title)))
    found = [one for one in found if one.size]
    sure = [one for one in found if one.is_sure]
    if not sure and len({replace(one.told, dates=(), price="") for one in found}) > 1:
        return Told()  # others in a list have the same headline
    best = max(reversed(sure or found), key=lambda one: one.size, default=None)  # of alike ones the inner
    return _with_inner_numbers(best, sure) if best else Told()


def _with_inner_numbers(best: _Found, sure: Sequence[_Found]) -> Told:
    """What an object says; where another that is the page's own lies within it, its numbers are that one's, for the
    outer one may be the whole page, with the number of the site."""
    inner = [one for one in sure if best.name in one.around]
    holders = {name for one in inner for name in one.around}
    numbers = (one.told.telephones for one in inner if one.name not in holders and one.told.telephones)
    return replace(best.told, telephones=next(numbers, ())) if inner else best.told


def _objects(payload: object) -> Iterator[tuple[Object, bool, tuple[int, ...]]]:
    """The objects of a script, the outer ones first, those of others left out; whether each is one of a list; and in
    which it lies."""
    queue: deque[tuple[object, bool, tuple[int, ...]]] = deque([(payload, False, ())])
    seen: set[int] = set()  # Nuxt's data may have cycles
    left = _MOST
    while queue and left > 0:
        value, listed, around = queue.popleft()
        left -= 1
        if id(value) in seen or len(around) > _DEPTH:
            continue
        seen.add(id(value))
        inner: Iterator[object] = iter(())
        if isinstance(value, dict):
            yield value, listed, around
            inner = (each for key, each in value.items() if not keys.is_others(key))
        elif isinstance(value, list):
            inner = iter(value[:left])
            listed = listed or len(value) > 1
        within = (*around, id(value))
        queue.extend((each, listed, within) for each in inner if isinstance(each, (dict, list)))


def _title_of(thing: Object, wanted: Sequence[Sequence[str]], url: str) -> tuple[str, bool]:
    """The title of an object that is about the page, '' where it is about something else; and whether it has the
    page's address."""
    titles = [text for key, value in thing.items() if keys.plain(key) in keys.TITLES for text in values.strings(value)]
    if not titles:
        return "", False
    addresses = [v.strip() for k, v in thing.items() if isinstance(v, str) and keys.plain(k) in keys.ADDRESSES]
    named = next((title for title in titles if any(_is_headline(tokens(title), each) for each in wanted)), "")
    if url and any(_is_address(each, url) for each in addresses):
        return named or titles[0], True
    return ("" if url and any(_is_anothers(each, url) for each in addresses) else named), False


def _is_headline(title: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a title is what the page is called, but for the site's name."""
    if title == name:
        return True
    if len(title) < _TELLING or not 0 < len(name) - len(title) <= _SITE_NAME:
        return False
    return title in (name[: len(title)], name[len(name) - len(title) :])


def _is_address(value: str, url: str) -> bool:
    """Whether a value is the page's own address, or the last part of it."""
    if not 1 < len(value) <= len(url) + 200:
        return False
    try:
        there, here = urlsplit(urljoin(url, value)), urlsplit(url)
    except ValueError:
        return False
    path = here.path.rstrip("/")
    if "/" not in value:
        return len(value) >= _SLUG and _ENDING.sub("", path.rpartition("/")[2]) == _ENDING.sub("", value)
    return path != "" and there.path.rstrip("/") == path and there.query == here.query


def _is_anothers(value: str, url: str) -> bool:
    """Whether a value is an address made as the page's own is: another advert may have the same headline."""
    try:
        return "/" in value and is_kin(urljoin(url, value), url)
    except ValueError:
        return False


def _read(thing: Object, title: str) -> Told:
    whole = [thing, *_wrapped(thing)]
    return Told(
        title=title,
        pieces=_longest(whole, keys.BODIES),
        description=_longest(whole, keys.DESCRIPTIONS),
        telephones=values.telephones(thing),
        price=next(filter(None, map(values.price, whole)), ""),
        dates=tuple(date for each in whole for date in values.dates(each)),
    )


def _wrapped(thing: Object) -> list[Object]:
    """Objects that hold a part of another's fields, and have no title of their own."""
    inner = (value for key, value in thing.items() if keys.plain(key) in keys.WRAPPERS)
    return [each for each in inner if isinstance(each, dict) and not values.has_title(each)]


def _longest(whole: Sequence[Object], named: frozenset[str]) -> tuple[str, ...]:
    found = [values.pieces(v) for each in whole for key, v in each.items() if keys.plain(key) in named]
    return tuple(max(found, key=lambda pieces: sum(map(len, pieces)), default=[]))
